use corselet::{Policy, policy};

static POLICY: Policy = policy! { origins: ["https://app.example.com:443"] };

fn main() {
    let _ = POLICY;
}

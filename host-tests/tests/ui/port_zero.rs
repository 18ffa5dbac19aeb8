use corselet::{Policy, policy};

static POLICY: Policy = policy! { origins: ["https://app.example.com:0"] };

fn main() {
    let _ = POLICY;
}

use corselet::{Policy, policy};

static POLICY: Policy = policy! { origins: ["https://app.example.com/login"] };

fn main() {
    let _ = POLICY;
}

use corselet::{Policy, policy};

static POLICY: Policy = policy! { origins: ["https://äpp.example.com"] };

fn main() {
    let _ = POLICY;
}

use corselet::{Policy, policy};

static POLICY: Policy = policy! { origins: ["https://app!.example.com"] };

fn main() {
    let _ = POLICY;
}

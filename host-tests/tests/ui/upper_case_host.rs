use corselet::{Policy, policy};

static POLICY: Policy = policy! { origins: ["https://App.example.com"] };

fn main() {
    let _ = POLICY;
}

use corselet::{Policy, policy};

static POLICY: Policy = policy! { origin: ["https://app.example.com"] };

fn main() {
    let _ = POLICY;
}

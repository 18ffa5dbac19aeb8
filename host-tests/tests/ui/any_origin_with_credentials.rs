use corselet::{Policy, policy};

static POLICY: Policy = policy! { origins: ["*"], credentials: true };

fn main() {
    let _ = POLICY;
}

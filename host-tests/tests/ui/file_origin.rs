use corselet::{Policy, policy};

static POLICY: Policy = policy! { origins: ["file://host"] };

fn main() {
    let _ = POLICY;
}

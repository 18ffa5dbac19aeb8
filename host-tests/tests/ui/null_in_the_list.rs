use corselet::{Policy, policy};

static POLICY: Policy = policy! { origins: ["null"] };

fn main() {
    let _ = POLICY;
}

use corselet::{Policy, policy};

static POLICY: Policy = policy! { origins: ["https://*.192.0.2.1"] };

fn main() {
    let _ = POLICY;
}

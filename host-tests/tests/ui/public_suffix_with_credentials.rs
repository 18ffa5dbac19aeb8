use corselet::{Policy, policy};

static POLICY: Policy = policy! { origins: ["https://*.com"], credentials: true };

fn main() {
    let _ = POLICY;
}

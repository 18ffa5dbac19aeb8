use corselet::{Policy, policy};

static POLICY: Policy = policy! { origins: ["http://[::ffff:c000:201]"] };

fn main() {
    let _ = POLICY;
}

use corselet::{Policy, policy};

static POLICY: Policy = policy! { methods: ["PUT"] };

fn main() {
    let _ = POLICY;
}

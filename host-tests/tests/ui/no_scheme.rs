use corselet::{Policy, policy};

static POLICY: Policy = policy! { origins: ["app.example.com"] };

fn main() {
    let _ = POLICY;
}

use corselet::{Policy, policy};

static POLICY: Policy = policy! { origins: ["https://app.example.com"], expose: ["*"], credentials: true };

fn main() {
    let _ = POLICY;
}

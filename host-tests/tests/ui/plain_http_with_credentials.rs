use corselet::{Policy, policy};

static POLICY: Policy = policy! { origins: ["http://app.example.com"], credentials: true };

fn main() {
    let _ = POLICY;
}

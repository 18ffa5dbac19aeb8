use corselet::{Policy, policy};

static POLICY: Policy = policy! { origins: ["https://app.example.com"], expose: ["set-cookie"] };

fn main() {
    let _ = POLICY;
}

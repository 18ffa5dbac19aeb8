use corselet::{Policy, policy};

static POLICY: Policy = policy! { origins: ["https://app.example.com"], credentials: true, dangerously_allow_null: true };

fn main() {
    let _ = POLICY;
}

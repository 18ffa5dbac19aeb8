use corselet::{Policy, policy};

static POLICY: Policy = policy! { origins: ["https://app.example.com"], success_status: 304 };

fn main() {
    let _ = POLICY;
}

use corselet::{Policy, policy};

static POLICY: Policy = policy! { origins: ["https://app.example.com"], max_age_secs: 86_401 };

fn main() {
    let _ = POLICY;
}

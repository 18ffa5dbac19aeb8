use corselet::{Policy, policy};

static POLICY: Policy = policy! { origins: ["https://app.example.com"], request_headers: ["x-api-key", "Cookie"] };

fn main() {
    let _ = POLICY;
}

use corselet::{Policy, policy};

static POLICY: Policy = policy! { origins: ["https://app.example.com"], request_headers: ["Access-Control-Allow-Origin"] };

fn main() {
    let _ = POLICY;
}

use corselet::{Policy, policy};

static POLICY: Policy = policy! { origins: ["https://app.example.com/", "HTTPS://b.example"], methods: ["TRACE"] };

fn main() {
    let _ = POLICY;
}

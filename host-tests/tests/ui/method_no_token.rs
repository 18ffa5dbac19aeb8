use corselet::{Policy, policy};

static POLICY: Policy = policy! { origins: ["https://app.example.com"], methods: ["PUT DELETE"] };

fn main() {
    let _ = POLICY;
}

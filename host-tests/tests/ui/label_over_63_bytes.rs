use corselet::{Policy, policy};

static POLICY: Policy = policy! { origins: ["https://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example.com"] };

fn main() {
    let _ = POLICY;
}

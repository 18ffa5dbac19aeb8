use corselet::{Policy, policy};

static POLICY: Policy = policy! { origins: ["https://a.example", "https://b.example"], static_origin: true };

fn main() {
    let _ = POLICY;
}

use corselet::{Policy, policy};

static POLICY: Policy = policy! { origins: ["https://app.example.com", "https://ops.example.com/"] };

fn main() {
    let _ = POLICY;
}

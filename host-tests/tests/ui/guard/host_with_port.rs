use corselet::guard;
use corselet::guard::Guard;

static GUARD: Guard = guard! { hosts: ["gateway.local:8080"] };

fn main() {
    let _ = GUARD;
}

use corselet::guard;
use corselet::guard::Guard;

static GUARD: Guard = guard! { hosts: ["*.local"] };

fn main() {
    let _ = GUARD;
}

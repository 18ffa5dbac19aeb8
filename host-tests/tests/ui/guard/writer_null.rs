use corselet::guard;
use corselet::guard::Guard;

static GUARD: Guard = guard! { hosts: ["gateway.local"], trusted_writers: ["null", "*"] };

fn main() {
    let _ = GUARD;
}

use corselet::guard;
use corselet::guard::Guard;

static GUARD: Guard = guard! { trusted_writers: ["https://app.example.com"] };

fn main() {
    let _ = GUARD;
}

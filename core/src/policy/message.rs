//! The compiler's message for a policy that does not build.

use super::problem::Problem;
use super::spec::PolicySpec;
use super::target::Text;

/// The longest message, in bytes; what does not fit is cut off.
const MAX_MESSAGE: usize = 2048;

/// Fails to evaluate, naming every error, if the policy has any; the compiler points at the policy.
///
/// # Panics
/// Only in `const`, where a panic is a compile error: that is its purpose.
#[track_caller]
pub const fn assert_valid(spec: &PolicySpec<'_>) {
    let mut errors = spec.errors();
    let Some(first) = errors.next_problem() else {
        return;
    };
    let mut buffer = [0; MAX_MESSAGE];
    let mut text = Text::new(&mut buffer);
    describe(spec, &first, &mut text);
    while let Some(problem) = errors.next_problem() {
        text.bytes(b"; ");
        describe(spec, &problem, &mut text);
    }
    let written = if text.len < MAX_MESSAGE { text.len } else { MAX_MESSAGE };
    #[expect(clippy::panic, reason = "evaluated in const only: the panic is the compile error")]
    match buffer.split_at_checked(written) {
        Some((message, _)) => match core::str::from_utf8(message) {
            Ok(message) => panic!("{}", message),
            Err(_) => panic!("policy: an entry is not valid, and its text was cut off"),
        },
        None => panic!("policy: an entry is not valid"),
    }
}

/// `policy: origins[1] "https://example.com/": an origin has no trailing slash [origin-trailing-slash]`
const fn describe(spec: &PolicySpec<'_>, problem: &Problem, text: &mut Text<'_>) {
    text.bytes(b"policy: ");
    text.bytes(problem.field().as_str().as_bytes());
    if let Some((_, [entry, ..])) = spec.list(problem.field()).split_at_checked(problem.index()) {
        text.byte(b'[');
        text.number(problem.index() as u32);
        text.bytes(b"] \"");
        text.bytes(entry.as_bytes());
        text.byte(b'"');
    }
    text.bytes(b": ");
    text.bytes(problem.code().as_str().as_bytes());
    text.bytes(b" [");
    text.bytes(problem.code().code().as_bytes());
    text.byte(b']');
}

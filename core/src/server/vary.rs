//! Merging `vary` (RFC 9110 12.5.5) with what a handler has set itself.

use crate::header::{BufferTooSmall, Fill, trim};

/// Writes one `vary` value that says all that the given lines say: every member once, in the order they came, compared
/// without regard to case; `*` alone if any line has it. For stacks that keep one value a name; where a name may have
/// several lines, adding the decision's line to the handler's is as good.
///
/// The work grows with the square of the number of members.
///
/// # Errors
/// [`BufferTooSmall`] if the value does not fit; the buffer's contents are then unspecified.
///
/// ```
/// use corselet::server::merge_vary;
///
/// let mut buffer = [0; 64];
/// let lines = [&b"accept-encoding, Origin"[..], b"origin"];
/// assert_eq!(merge_vary(&lines, &mut buffer)?, b"accept-encoding, Origin");
/// # Ok::<(), corselet::header::BufferTooSmall>(())
/// ```
pub fn merge_vary<'b>(lines: &[&[u8]], buffer: &'b mut [u8]) -> Result<&'b [u8], BufferTooSmall> {
    let members = || {
        let elements = lines.iter().flat_map(|line| line.split(|byte| *byte == b','));
        elements.map(trim).filter(|member| !member.is_empty())
    };
    let mut value = Fill::new(buffer);
    if members().any(|member| member == b"*") {
        value.push(b'*');
    } else {
        let mut place = 0_usize;
        for member in members() {
            let repeated = members().take(place).any(|before| before.eq_ignore_ascii_case(member));
            place = place.saturating_add(1);
            if repeated {
                continue;
            }
            if value.len() != 0 {
                value.extend(*b", ");
            }
            value.extend(member.iter().copied());
        }
    }
    let needed = value.len();
    buffer.get(..needed).ok_or(BufferTooSmall { needed })
}

//! Merging `vary` (RFC 9110 12.5.5) with what a handler has set itself.

use crate::header::{BufferTooSmall, trim};

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
    if members().any(|member| member == b"*") {
        return write(core::iter::once(&b"*"[..]), buffer);
    }
    let first_times = members().enumerate().filter_map(|(index, member)| {
        let repeated = members().take(index).any(|before| before.eq_ignore_ascii_case(member));
        (!repeated).then_some(member)
    });
    write(first_times, buffer)
}

fn write<'a, 'b>(
    members: impl Iterator<Item = &'a [u8]> + Clone,
    buffer: &'b mut [u8],
) -> Result<&'b [u8], BufferTooSmall> {
    let pieces =
        members.enumerate().flat_map(|(index, member)| [if index == 0 { &b""[..] } else { b", " }, member]);
    let needed = pieces.clone().fold(0_usize, |len, piece| len.saturating_add(piece.len()));
    let Some((value, _)) = buffer.split_at_mut_checked(needed) else {
        return Err(BufferTooSmall { needed });
    };
    for (slot, byte) in value.iter_mut().zip(pieces.flatten()) {
        *slot = *byte;
    }
    Ok(value)
}

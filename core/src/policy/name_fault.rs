//! What keeps a host from being a name of DNS.

use super::problem_code::ProblemCode as Code;
use crate::origin::is_label_byte;

/// An error and the bytes that it is about.
pub(super) type Fault = (Code, usize, usize);

/// The longest label, in bytes (RFC 1035 2.3.4).
const MAX_LABEL_LEN: usize = 63;

/// What is wrong with a name that is not DNS-shaped and that begins `start` bytes into its entry: the first of its bytes
/// or labels that is, else its length.
pub(super) const fn name_fault(name: &[u8], start: usize) -> Fault {
    let mut rest = name;
    let mut at = start;
    let mut label = start;
    while let [byte, tail @ ..] = rest {
        let next = at.wrapping_add(1);
        if *byte == b'.' {
            if at == label {
                return (Code::EmptyLabel, at, next);
            }
            if at.wrapping_sub(label) > MAX_LABEL_LEN {
                break;
            }
            label = next;
        } else if !is_label_byte(*byte) {
            return (Code::HostByte, at, next);
        }
        at = next;
        rest = tail;
    }
    if at.wrapping_sub(label) > MAX_LABEL_LEN {
        (Code::LabelTooLong, label, at)
    } else {
        (Code::NameTooLong, start, at)
    }
}

//! A record's form: mark, number, length, checksum, content, and erased bytes up to the block's end.

use crc::{CRC_32_ISO_HDLC, Crc, NoTable};

/// What a record takes, in bytes: a card's block, the smallest unit that it writes.
pub const SIZE: usize = 512;

/// The longest content, in bytes.
pub const MAX_CONTENT: usize = SIZE - HEADER;

/// A block of the medium.
pub type Block = [u8; SIZE];

/// What an erased byte reads.
pub(crate) const ERASED: u8 = 0xff;

/// Before every record; its digit tells the form.
const MARK: [u8; 4] = *b"rec1";

const HEADER: usize = MARK.len() + size_of::<u32>() + size_of::<u16>() + size_of::<u32>();

/// Without a table, which would take a kilobyte of flash: a record is checked at start and where it is stored.
const CHECKSUM: Crc<u32, NoTable> = Crc::<u32, NoTable>::new(&CRC_32_ISO_HDLC);

/// A record over these pieces of content; `None` if they are too long.
pub(crate) fn encode<'c>(number: u32, content: impl IntoIterator<Item = &'c [u8]>) -> Option<Block> {
    let mut block = [ERASED; SIZE];
    let (header, room) = block.split_first_chunk_mut::<HEADER>()?;
    let mut len = 0_usize;
    for piece in content {
        let end = len.checked_add(piece.len())?;
        room.get_mut(len..end)?.copy_from_slice(piece);
        len = end;
    }
    let number = number.to_le_bytes();
    let length = u16::try_from(len).ok()?.to_le_bytes();
    let checksum = checksum(number, length, room.get(..len)?).to_le_bytes();
    let fields = MARK.into_iter().chain(number).chain(length).chain(checksum);
    header.iter_mut().zip(fields).for_each(|(slot, byte)| *slot = byte);
    Some(block)
}

/// The number and the content of a record that is whole.
pub(crate) fn decode(block: &Block) -> Option<(u32, &[u8])> {
    let rest = block.strip_prefix(&MARK)?;
    let (number, rest) = rest.split_first_chunk()?;
    let (length, rest) = rest.split_first_chunk()?;
    let (stored, rest) = rest.split_first_chunk()?;
    let content = rest.get(..usize::from(u16::from_le_bytes(*length)))?;
    let whole = checksum(*number, *length, content) == u32::from_le_bytes(*stored);
    whole.then_some((u32::from_le_bytes(*number), content))
}

fn checksum(number: [u8; 4], length: [u8; 2], content: &[u8]) -> u32 {
    let mut digest = CHECKSUM.digest();
    digest.update(&number);
    digest.update(&length);
    digest.update(content);
    digest.finalize()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_encoded_is_decoded() {
        for len in [0, 1, 100, MAX_CONTENT] {
            let content = [0xa5; MAX_CONTENT];
            let block = encode(7, [&content[..len / 2], &content[len / 2..len]]).unwrap();
            assert_eq!(decode(&block), Some((7, &content[..len])));
        }
        assert_eq!(encode(7, [&[0; MAX_CONTENT + 1][..]]), None);
        assert_eq!(encode(7, [&[0; MAX_CONTENT][..], &[0]]), None);
    }

    #[test]
    fn no_bit_may_differ() {
        let block = encode(7, [&b"https://tablet.example.org"[..]]).unwrap();
        let used = HEADER + b"https://tablet.example.org".len();
        for bit in 0..used * 8 {
            let mut spoilt = block;
            spoilt[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(decode(&spoilt), None, "bit {bit}");
        }
    }

    #[test]
    fn neither_zeros_nor_erased_bytes_are_a_record() {
        assert_eq!(decode(&[0; SIZE]), None);
        assert_eq!(decode(&[ERASED; SIZE]), None);
    }
}

//! Power is cut at every byte of a store: what is found afterwards is the record that was acknowledged last, or the one
//! that was being stored.

mod medium;

use medium::{Card, Cut, Flash, Medium, Tear};
use proptest::prelude::*;
use records::{Banks, Found, MAX_CONTENT, SIZE};

const PAGES: usize = 8;

/// Both banks, far enough from each other for every page size here.
const OFFSETS: [u32; 2] = [0, 1024];

/// The record in force, after a start.
fn found<const WORD: usize, const PAGE: usize>(medium: &mut Medium<WORD, PAGE>) -> Option<Vec<u8>> {
    medium.power_on(None);
    match Banks::new(medium, OFFSETS).load(&mut [0; SIZE]).expect("one bank can always be read") {
        Found::Record(content) => Some(content.to_vec()),
        Found::Blank | Found::Garbage => None,
    }
}

/// Starts, and stores; whether that was acknowledged.
fn store<const WORD: usize, const PAGE: usize>(
    medium: &mut Medium<WORD, PAGE>,
    content: &[u8],
    cut: Option<Cut>,
) -> bool {
    medium.power_on(cut);
    let mut banks = Banks::new(medium, OFFSETS);
    banks.load(&mut [0; SIZE]).expect("one bank can always be read");
    banks.store([content]).is_ok()
}

/// Cuts the power at every byte of each of these stores, one after the other; returns how many cuts that were.
fn cut_everywhere<const WORD: usize, const PAGE: usize>(
    mut medium: Medium<WORD, PAGE>,
    contents: &[&[u8]],
) -> usize {
    let mut cuts = 0;
    let mut in_force = None;
    for content in contents {
        let mut whole = medium.clone();
        assert!(store(&mut whole, content, None));
        for after in 0..whole.steps() {
            // What a cut leaves besides the bytes so far does not depend on each single one.
            let tears = if after % 8 == 0 { &Tear::ALL[..] } else { &[Tear::Head] };
            for &tear in tears {
                let mut torn = medium.clone();
                let acknowledged = store(&mut torn, content, Some(Cut { after, tear }));
                assert!(!acknowledged, "acknowledged after {after} of {} bytes", whole.steps());
                let found = found(&mut torn);
                let new = Some(content.to_vec());
                assert!(found == in_force || found == new, "cut after {after} bytes, {tear:?}: {found:?}");
                // And it goes on from there.
                assert!(store(&mut torn, b"next", None));
                assert_eq!(self::found(&mut torn).as_deref(), Some(&b"next"[..]));
                cuts += 1;
            }
        }
        medium = whole;
        in_force = Some(content.to_vec());
    }
    cuts
}

#[test]
fn no_cut_loses_what_was_acknowledged() {
    let long = [0xa5; MAX_CONTENT];
    let contents = [&b"https://a.example\n"[..], &long, b"", b"https://b.example\n"];
    // New cards read zeros or ones, new flash reads ones, and who knows what was there before.
    let cuts = [
        cut_everywhere(Card::filled_with(0, PAGES), &contents),
        cut_everywhere(Card::filled_with(0xff, PAGES), &contents[..2]),
        cut_everywhere(Card::filled_with(b'x', PAGES), &contents[..2]),
        cut_everywhere(Flash::filled_with(0xff, PAGES), &contents),
    ];
    println!("cuts: {cuts:?}");
    assert!(cuts.iter().all(|count| *count > 1_000), "{cuts:?}");
}

#[test]
fn a_medium_that_does_not_keep_what_it_takes_is_noticed() {
    /// Forgets a bit of every write.
    struct Forgetful(Card);
    use embedded_storage::nor_flash::{ErrorType, NorFlash, NorFlashErrorKind, ReadNorFlash};
    impl ErrorType for Forgetful {
        type Error = NorFlashErrorKind;
    }
    impl ReadNorFlash for Forgetful {
        const READ_SIZE: usize = Card::READ_SIZE;
        fn read(&mut self, offset: u32, room: &mut [u8]) -> Result<(), NorFlashErrorKind> {
            self.0.read(offset, room)
        }
        fn capacity(&self) -> usize {
            self.0.capacity()
        }
    }
    impl NorFlash for Forgetful {
        const WRITE_SIZE: usize = Card::WRITE_SIZE;
        const ERASE_SIZE: usize = Card::ERASE_SIZE;
        fn erase(&mut self, from: u32, to: u32) -> Result<(), NorFlashErrorKind> {
            self.0.erase(from, to)
        }
        fn write(&mut self, offset: u32, bytes: &[u8]) -> Result<(), NorFlashErrorKind> {
            let mut bytes = bytes.to_vec();
            bytes[100] ^= 1;
            self.0.write(offset, &bytes)
        }
    }
    let mut medium = Card::filled_with(0xff, PAGES);
    assert!(store(&mut medium, b"old", None));
    let mut banks = Banks::new(Forgetful(medium), OFFSETS);
    let mut block = [0; SIZE];
    assert_eq!(banks.load(&mut block), Ok(Found::Record(b"old")));
    assert_eq!(banks.store([&b"new"[..]]), Err(records::StoreError::NotKept));
    assert_eq!(banks.store([&[0; MAX_CONTENT + 1][..]]), Err(records::StoreError::TooLong));
    // The bit is beyond the content, so the record would have been read: it was taken back.
    assert_eq!(banks.load(&mut block), Ok(Found::Record(b"old")));
}

#[test]
fn a_medium_that_cannot_be_read_is_told() {
    let mut medium = Card::filled_with(0xff, PAGES);
    medium.power_on(Some(Cut { after: 0, tear: Tear::Unreadable }));
    let mut banks = Banks::new(&mut medium, OFFSETS);
    assert!(banks.store([&b"x"[..]]).is_err());
    assert!(banks.load(&mut [0; SIZE]).is_err());
}

#[derive(Clone, Debug)]
struct Op {
    content: Vec<u8>,
    cut: Option<Cut>,
}

fn op() -> impl Strategy<Value = Op> {
    let tear = prop_oneof![
        Just(Tear::Head),
        Just(Tear::Old),
        Just(Tear::New),
        any::<u32>().prop_map(|seed| Tear::Mixed(seed.into())),
        any::<u32>().prop_map(|seed| Tear::Garbage(seed.into())),
        Just(Tear::Unreadable),
    ];
    let cut = (0_usize..1_600, tear).prop_map(|(after, tear)| Cut { after, tear });
    let content = proptest::collection::vec(any::<u8>(), 0..=MAX_CONTENT);
    (content, proptest::option::of(cut)).prop_map(|(content, cut)| Op { content, cut })
}

/// Any stores with any cuts among them, each followed by a start: the record is always the last one acknowledged, or one
/// that was being stored since.
fn survives<const WORD: usize, const PAGE: usize>(
    mut medium: Medium<WORD, PAGE>,
    ops: &[Op],
) -> Result<(), TestCaseError> {
    let mut in_force = None;
    for Op { content, cut } in ops {
        let acknowledged = store(&mut medium, content, *cut);
        let found = found(&mut medium);
        let new = Some(content.clone());
        if acknowledged {
            prop_assert_eq!(&found, &new);
        } else {
            prop_assert!(found == in_force || found == new);
        }
        in_force = found;
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_cuts_on_a_card(ops in proptest::collection::vec(op(), 1..12)) {
        survives(Card::filled_with(0, PAGES), &ops)?;
    }

    #[test]
    fn any_cuts_on_flash(ops in proptest::collection::vec(op(), 1..12)) {
        survives(Flash::filled_with(0xff, PAGES), &ops)?;
    }
}

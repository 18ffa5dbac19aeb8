//! The driver against a card that keeps to the protocol, and against cards that do not.

mod fake;

use embedded_storage::nor_flash::{NorFlash, NorFlashErrorKind, ReadNorFlash};
use fake::{Fake, Fault, Kind};
use sdcard::{BLOCK, Card, Error};

fn card(kind: Kind, fault: Option<Fault>) -> (Card<Fake, Fake>, Fake) {
    let fake = Fake::new(kind, fault);
    (Card::new(fake.clone(), fake.clone()), fake)
}

fn read(card: &mut Card<Fake, Fake>, offset: u32) -> Result<Vec<u8>, Error> {
    let mut room = vec![0xaa; BLOCK];
    card.read(offset, &mut room).map(|()| room)
}

#[test]
fn blocks_go_where_they_belong_on_every_kind_of_card() {
    for (kind, unit) in [(Kind::Old, 512), (Kind::Standard, 512), (Kind::HighCapacity, 1)] {
        let (mut card, fake) = card(kind, None);
        card.write(3 * 512, &[[1; BLOCK], [2; BLOCK]].concat()).unwrap();
        card.erase(5 * 512, 6 * 512).unwrap();
        {
            let state = fake.0.borrow();
            let block =
                |number: u32| state.blocks.get(&(number * unit)).map(|block| block[..] == [block[0]; BLOCK]);
            assert!([3, 4, 5].iter().all(|number| block(*number) == Some(true)), "{kind:?}");
            assert_eq!((state.blocks.len(), state.starts, state.selected), (3, 1, false), "{kind:?}");
        }
        let found = [3, 4, 5, 6].map(|number| read(&mut card, number * 512).unwrap()[511]);
        assert_eq!(found, [1, 2, 0xff, 0], "{kind:?}");
    }
}

#[test]
fn a_card_that_never_says_ready_is_taken() {
    let (mut card, _) = card(Kind::HighCapacity, Some(Fault::NeverSaysReady));
    assert!(read(&mut card, 0).is_ok());
}

#[test]
fn a_missing_card_is_told_and_one_put_in_later_is_found() {
    let (mut card, fake) = card(Kind::HighCapacity, Some(Fault::Absent));
    assert_eq!(read(&mut card, 0), Err(Error::NoCard));
    fake.0.borrow_mut().fault = None;
    assert!(read(&mut card, 0).is_ok());
}

#[test]
fn every_fault_is_told_and_ends() {
    for (fault, reading, writing) in [
        (Fault::NeverReady, Some(Error::Timeout), Some(Error::Timeout)),
        (Fault::ReadsFail, Some(Error::Block(0x08)), None),
        (Fault::WritesRefused, None, Some(Error::Block(0xeb))),
        (Fault::BusyForEver, None, Some(Error::Timeout)),
        (Fault::WritesFail, None, Some(Error::Block(0x04))),
    ] {
        let (mut card, fake) = card(Kind::Standard, Some(fault));
        assert_eq!(read(&mut card, 512).err(), reading, "{fault:?}");
        assert_eq!(card.write(512, &[7; BLOCK]).err(), writing, "{fault:?}");
        assert!(!fake.0.borrow().selected, "{fault:?}");
        // After an error the card is started anew, since it may be another one.
        fake.0.borrow_mut().fault = None;
        let starts = fake.0.borrow().starts;
        assert_eq!(card.write(512, &[8; BLOCK]), Ok(()));
        assert_eq!(read(&mut card, 512).unwrap(), [8; BLOCK], "{fault:?}");
        assert_eq!(fake.0.borrow().starts, starts + usize::from(writing.is_some()), "{fault:?}");
    }
}

#[test]
fn only_whole_blocks_of_the_part_that_is_used() {
    let (mut card, fake) = card(Kind::Standard, None);
    let end = card.capacity() as u32;
    let not_aligned = Err(Error::Place(NorFlashErrorKind::NotAligned));
    let out_of_bounds = Err(Error::Place(NorFlashErrorKind::OutOfBounds));
    assert_eq!(card.write(1, &[0; BLOCK]), not_aligned);
    assert_eq!(card.write(0, &[0; 100]), not_aligned);
    assert_eq!(card.erase(0, 511), not_aligned);
    assert_eq!(card.read(end, &mut [0; BLOCK]), out_of_bounds);
    assert_eq!(card.erase(end, end + 512), out_of_bounds);
    assert_eq!(fake.0.borrow().starts, 0);
}

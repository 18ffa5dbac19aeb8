//! Who is paired outlives the gateway, and a change that cannot be stored is not made.

mod running;

use gateway::{Failed, Memory, Notice, Restored};
use records::{Block, Found};
use running::Running;

/// A memory in RAM that can be told to fail.
#[derive(Debug, Default)]
struct Ram {
    text: Option<Vec<u8>>,
    fails: bool,
}

impl Memory for Ram {
    fn load<'b>(&mut self, block: &'b mut Block) -> Result<Found<'b>, Failed> {
        if self.fails {
            return Err(Failed);
        }
        let Some(text) = &self.text else { return Ok(Found::Blank) };
        block[..text.len()].copy_from_slice(text);
        Ok(Found::Record(&block[..text.len()]))
    }

    fn store(&mut self, text: &mut dyn Iterator<Item = &[u8]>) -> Result<(), Failed> {
        if self.fails {
            return Err(Failed);
        }
        self.text = Some(text.collect::<Vec<_>>().concat());
        Ok(())
    }
}

const A: &str = "https://a.example";
const B: &str = "https://b.example";

#[test]
fn who_is_paired_is_paired_after_a_reset() {
    let mut memory = Ram::default();
    let (mut gateway, restored) = Running::with(&mut memory);
    assert_eq!(restored, Restored::Blank);
    assert_eq!(gateway.pair(A), Some(Notice::Paired));
    assert_eq!(gateway.pair(B), Some(Notice::Paired));
    let (mut gateway, restored) = Running::with(&mut memory);
    assert_eq!(restored, Restored::List { origins: 2, refused: 0 });
    assert!(gateway.granted(A) && gateway.granted(B) && !gateway.granted("https://c.example"));
    assert_eq!(memory.text.as_deref(), Some(&b"https://a.example\nhttps://b.example\n"[..]));
}

#[test]
fn the_configuration_page_unpairs_one() {
    let mut memory = Ram::default();
    let (mut gateway, _) = Running::with(&mut memory);
    gateway.pair(A);
    gateway.pair(B);
    assert_eq!(gateway.keep("https://stranger.example"), "400");
    assert!(gateway.granted(A) && gateway.granted(B));
    assert_eq!(gateway.keep(B), "204");
    assert_eq!(gateway.notice(), Some(Notice::Unpaired));
    assert!(!gateway.granted(A) && gateway.granted(B));
    let (mut gateway, _) = Running::with(&mut memory);
    assert!(!gateway.granted(A) && gateway.granted(B));
}

#[test]
fn a_long_press_unpairs_everybody() {
    let mut memory = Ram::default();
    let (mut gateway, _) = Running::with(&mut memory);
    gateway.pair(A);
    gateway.press(4_000);
    assert_eq!(gateway.notice(), Some(Notice::Unpaired));
    assert!(!gateway.granted(A) && gateway.granted("https://dashboard.example.com"));
    let (mut gateway, restored) = Running::with(&mut memory);
    assert_eq!(restored, Restored::List { origins: 0, refused: 0 });
    assert!(!gateway.granted(A));
}

#[test]
fn what_cannot_be_stored_is_not_done() {
    let mut memory = Ram::default();
    let (mut gateway, _) = Running::with(&mut memory);
    gateway.pair(A);

    /// Works for the first few stores.
    #[derive(Debug)]
    struct WearsOut(Ram, usize);
    impl Memory for WearsOut {
        fn load<'b>(&mut self, block: &'b mut Block) -> Result<Found<'b>, Failed> {
            self.0.load(block)
        }
        fn store(&mut self, text: &mut dyn Iterator<Item = &[u8]>) -> Result<(), Failed> {
            self.1 = self.1.checked_sub(1).ok_or(Failed)?;
            self.0.store(text)
        }
    }
    let mut memory = WearsOut(memory, 0);
    let (mut gateway, restored) = Running::with(&mut memory);
    assert_eq!(restored, Restored::List { origins: 1, refused: 0 });
    assert_eq!(gateway.pair(B), Some(Notice::NotPaired));
    assert!(gateway.granted(A) && !gateway.granted(B));
    assert_eq!(gateway.keep(""), "500");
    assert_eq!(gateway.notice(), Some(Notice::NotUnpaired));
    gateway.press(4_000);
    assert_eq!(gateway.notice(), Some(Notice::NotUnpaired));
    assert!(gateway.granted(A));
}

#[test]
fn without_a_memory_pairings_last_until_the_reset() {
    let mut broken = Ram { text: None, fails: true };
    let (mut gateway, restored) = Running::with(&mut broken);
    assert_eq!(restored, Restored::Unreadable);
    assert_eq!(gateway.pair(A), Some(Notice::PairedUntilReset));
    assert!(gateway.granted(A));
    assert!(!Running::with(&mut broken).0.granted(A));
}

#[test]
fn nobody_is_let_in_by_a_list_of_others() {
    let list = b"https://a.example\n*\nhttps://*.b.example\nhttp://192.0.2.1\nhttps://evil.example/\n";
    let mut memory = Ram { text: Some(list.to_vec()), fails: false };
    let (mut gateway, restored) = Running::with(&mut memory);
    assert_eq!(restored, Restored::List { origins: 5, refused: 4 });
    assert!(gateway.granted(A) && !gateway.granted("https://x.b.example"));
}

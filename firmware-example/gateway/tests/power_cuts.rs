//! Power is cut at every byte that a change of the paired origins writes: the gateway starts with the old list or the new
//! one, and with the new one if it was told that the change is made.

#[path = "../../records/tests/medium/mod.rs"]
mod medium;
mod running;

use gateway::{Notice, Restored};
use medium::{Card, Cut, Flash, Medium, Tear};
use records::Banks;
use running::Running;

const OFFSETS: [u32; 2] = [0, 1024];

const A: &str = "https://a.example";
const B: &str = "https://b.example";

/// A change, and whether it was told to be made.
type Change = fn(&mut Running<'_>) -> bool;

fn pair_b(gateway: &mut Running<'_>) -> bool {
    gateway.pair(B) == Some(Notice::Paired)
}

fn unpair_a(gateway: &mut Running<'_>) -> bool {
    gateway.keep("") == "204"
}

fn unpair_all(gateway: &mut Running<'_>) -> bool {
    gateway.press(3_100);
    gateway.notice() == Some(Notice::Unpaired)
}

/// Starts, makes the change, and tells who is paired after the next start, and whether the change was told to be made.
fn run<const WORD: usize, const PAGE: usize>(
    medium: &mut Medium<WORD, PAGE>,
    change: Change,
    cut: Option<Cut>,
) -> ([bool; 2], bool) {
    medium.power_on(cut);
    let mut banks = Banks::new(&mut *medium, OFFSETS);
    let (mut gateway, restored) = Running::with(&mut banks);
    assert_ne!(restored, Restored::Unreadable);
    let made = change(&mut gateway);
    (paired(medium), made)
}

/// Which of the two are paired after a start.
fn paired<const WORD: usize, const PAGE: usize>(medium: &mut Medium<WORD, PAGE>) -> [bool; 2] {
    medium.power_on(None);
    let mut banks = Banks::new(medium, OFFSETS);
    let (mut gateway, _) = Running::with(&mut banks);
    assert!(gateway.granted("https://dashboard.example.com") && !gateway.granted("https://c.example"));
    [A, B].map(|origin| gateway.granted(origin))
}

fn cut_everywhere<const WORD: usize, const PAGE: usize>(mut medium: Medium<WORD, PAGE>) -> usize {
    let pair_a: Change = |gateway| gateway.pair(A) == Some(Notice::Paired);
    assert_eq!(run(&mut medium, pair_a, None), ([true, false], true));
    let mut cuts = 0;
    for (change, new) in
        [(pair_b as Change, [true, true]), (unpair_a, [false, false]), (unpair_all, [false, false])]
    {
        let mut whole = medium.clone();
        whole.power_on(None);
        let mut banks = Banks::new(&mut whole, OFFSETS);
        assert!(change(&mut Running::with(&mut banks).0));
        for after in 0..whole.steps() {
            let tear = Tear::ALL[after % Tear::ALL.len()];
            let (found, made) = run(&mut medium.clone(), change, Some(Cut { after, tear }));
            assert!(!made, "told to be made after {after} bytes");
            assert!(found == [true, false] || found == new, "cut after {after} bytes, {tear:?}: {found:?}");
            cuts += 1;
        }
        assert_eq!(paired(&mut whole), new);
    }
    cuts
}

#[test]
fn a_cut_on_a_card_leaves_the_old_list_or_the_new_one() {
    assert!(cut_everywhere(Card::filled_with(0, 8)) > 1_000);
}

#[test]
fn a_cut_on_flash_leaves_the_old_list_or_the_new_one() {
    assert!(cut_everywhere(Flash::filled_with(0xff, 8)) > 1_000);
}

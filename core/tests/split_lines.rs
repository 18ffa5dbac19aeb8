//! Splitting lines is splitting their combined value, but that a value which runs over a line's end is cut there.

use corselet::header::Split;

/// Every line of up to three bytes over what matters to splitting.
fn lines() -> Vec<Vec<u8>> {
    let mut all = vec![Vec::new()];
    let mut shorter = all.clone();
    for _ in 0..3 {
        let longer = |line: &Vec<u8>| b"a,\"\\ ".map(|byte| [line.as_slice(), &[byte]].concat());
        shorter = shorter.iter().flat_map(longer).collect();
        all.extend(shorter.iter().cloned());
    }
    all
}

#[test]
fn two_lines_split_as_their_combined_value() {
    let lines = lines();
    let mut cut = 0;
    for first in &lines {
        for second in &lines {
            let combined = [first.as_slice(), second].join(&b", "[..]);
            let whole: Vec<&[u8]> = Split::new(&combined).collect();
            let split: Vec<&[u8]> = Split::lines([first.as_slice(), second].into_iter()).collect();
            assert_eq!(split.len(), whole.len(), "{}", combined.escape_ascii());
            for (split, whole) in split.iter().zip(&whole) {
                let is_cut = split.contains(&b'"') && whole.starts_with(split) && split.len() < whole.len();
                assert!(split == whole || is_cut, "{}", combined.escape_ascii());
                cut += usize::from(is_cut);
            }
        }
    }
    assert!(cut > 0);
}

#[test]
fn an_absent_field_has_no_values_and_an_empty_one_has_one() {
    assert_eq!(Split::lines(core::iter::empty::<&[u8]>()).count(), 0);
    assert!(Split::lines([&b""[..]].into_iter()).eq([&b""[..]]));
}

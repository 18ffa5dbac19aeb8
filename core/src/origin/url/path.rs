//! Paths that are lists of segments (URL `#path-state`), resolved while they are written.

use super::basic::{is_drive_letter, strip_slash};
use super::percent::{self, Set};
use super::scheme::Scheme;
use super::text::Text;
use crate::origin::serialize::Out;

/// A path being written: each segment after a slash, from `start` on.
pub(super) struct Path<'o, 'b> {
    pub(super) out: &'o mut Out<'b>,
    pub(super) scheme: Scheme,
    start: usize,
}

impl<'o, 'b> Path<'o, 'b> {
    pub(super) const fn new(out: &'o mut Out<'b>, scheme: Scheme) -> Self {
        let start = out.len();
        Self { out, scheme, start }
    }

    /// Adds the segments of a path that may begin with a slash. An empty one is one empty segment, but no path at all
    /// where the scheme is not special (URL `#path-start-state`).
    pub(super) fn append(&mut self, path: Text<'_>) {
        let special = self.scheme.is_special();
        if path.is_empty() && !special {
            return;
        }
        let mut next = Some(strip_slash(path, special).unwrap_or(path));
        while let Some(rest) = next {
            let (segment, after) = rest.split_run(|byte| byte != b'/' && !(special && byte == b'\\'));
            next = strip_slash(after, special);
            let dots = dots(segment);
            if dots == 2 {
                self.shorten();
            }
            if dots == 0 {
                self.push(segment);
            } else if next.is_none() {
                self.out.push(b'/');
            }
        }
    }

    fn push(&mut self, segment: Text<'_>) {
        let first = self.written().is_empty();
        self.out.push(b'/');
        match segment.split_first() {
            // The Windows drive letter quirk.
            Some((letter, _)) if first && self.scheme == Scheme::File && is_drive_letter(segment) => {
                self.out.push(letter);
                self.out.push(b':');
            }
            _ => percent::encode(segment, Set::Path, self.out),
        }
    }

    /// Removes the last segment, but not a drive letter (URL `#shorten-a-urls-path`).
    pub(super) fn shorten(&mut self) {
        if self.scheme == Scheme::File && is_drive(self.written()) {
            return;
        }
        let kept = self.written().iter().rposition(|byte| *byte == b'/').unwrap_or(0);
        self.out.truncate(self.start.saturating_add(kept));
    }

    /// Removes everything but a drive letter at the front.
    pub(super) fn keep_drive(&mut self) {
        let kept = match self.written().split_at_checked(3) {
            Some((drive, [] | [b'/', ..])) if is_drive(drive) => 3,
            _ => 0,
        };
        self.out.truncate(self.start.saturating_add(kept));
    }

    pub(super) fn written(&self) -> &[u8] {
        self.out.written().split_at_checked(self.start).map_or(&[], |(_, path)| path)
    }
}

/// How many dots a segment stands for: 1 or 2 (URL `#single-dot-path-segment`, `#double-dot-path-segment`), else 0.
fn dots(segment: Text<'_>) -> u8 {
    let mut rest = segment;
    let mut dots = 0_u8;
    while let Some((first, after)) = rest.split_first() {
        rest = match first {
            b'.' => after,
            b'%' => match after.split_first() {
                Some((b'2', after)) => match after.split_first() {
                    Some((b'e' | b'E', after)) => after,
                    _ => return 0,
                },
                _ => return 0,
            },
            _ => return 0,
        };
        dots = dots.saturating_add(1);
    }
    if dots > 2 { 0 } else { dots }
}

/// A whole path of nothing but a normalised drive letter.
const fn is_drive(path: &[u8]) -> bool {
    matches!(path, [b'/', letter, b':'] if letter.is_ascii_alphabetic())
}

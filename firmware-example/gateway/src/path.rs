//! The normal form of a request's path. Route and policy are both chosen by it, so no spelling of a path reaches a
//! route under another route's policy.

use heapless::Vec;

/// A path in its normal form; a path that does not fit is none of the gateway's.
pub(crate) type Path = Vec<u8, 64>;

/// Why a request target has no normal form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ambiguous {
    /// A target that is neither a path nor an absolute http URL.
    Form,
    /// A `%` without two hexadecimal digits.
    Escape,
    /// An encoded slash or NUL, or a backslash: one parser would split there, another would not.
    Separator,
}

/// The path of a request target (RFC 9112 3.2), without its query: percent-decoded once, dot segments and empty segments
/// removed, no trailing slash. `None` for a path longer than any of the gateway's.
pub(crate) fn normalize(target: &[u8]) -> Result<Option<Path>, Ambiguous> {
    let path = path_of(target).ok_or(Ambiguous::Form)?;
    let end = path.iter().position(|byte| matches!(byte, b'?' | b'#')).unwrap_or(path.len());
    let path = path.get(..end).unwrap_or(path);
    let mut normal = Path::new();
    let mut fits = true;
    for segment in path.split(|byte| *byte == b'/') {
        let before = normal.len();
        // A buffer that ran full only tells that the path is unknown; the rest is still checked.
        fits &= normal.push(b'/').is_ok();
        decode(segment, |byte| fits &= normal.push(byte).is_ok())?;
        match normal.get(before.saturating_add(1)..) {
            Some([] | b".") => normal.truncate(before),
            Some(b"..") => {
                let parent =
                    normal.get(..before).and_then(|path| path.iter().rposition(|byte| *byte == b'/'));
                normal.truncate(parent.unwrap_or(0));
            }
            _ => {}
        }
    }
    if normal.is_empty() {
        fits &= normal.push(b'/').is_ok();
    }
    Ok(fits.then_some(normal))
}

/// Origin-form, or the path of an absolute-form (RFC 9112 3.2.1, 3.2.2).
fn path_of(target: &[u8]) -> Option<&[u8]> {
    if target.starts_with(b"/") {
        return Some(target);
    }
    let (scheme, rest) = target.split_at_checked(b"http://".len())?;
    if !scheme.eq_ignore_ascii_case(b"http://") {
        return None;
    }
    let authority = rest.iter().position(|byte| matches!(byte, b'/' | b'?' | b'#')).unwrap_or(rest.len());
    rest.get(authority..)
}

fn decode(segment: &[u8], mut push: impl FnMut(u8)) -> Result<(), Ambiguous> {
    let mut rest = segment;
    while let [first, tail @ ..] = rest {
        let byte = match (first, tail) {
            (b'%', [high, low, after @ ..]) => {
                rest = after;
                let digit = |byte: &u8| char::from(*byte).to_digit(16);
                let (high, low) =
                    (digit(high).ok_or(Ambiguous::Escape)?, digit(low).ok_or(Ambiguous::Escape)?);
                (high << 4 | low) as u8
            }
            (b'%', _) => return Err(Ambiguous::Escape),
            _ => {
                rest = tail;
                *first
            }
        };
        if matches!(byte, b'/' | b'\\' | 0) {
            return Err(Ambiguous::Separator);
        }
        push(byte);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use std::string::String;

    fn normal(target: &str) -> Result<Option<String>, Ambiguous> {
        normalize(target.as_bytes()).map(|path| path.map(|path| String::from_utf8_lossy(&path).into_owned()))
    }

    #[test]
    fn spellings_of_one_path_have_one_normal_form() {
        for target in [
            "/api/relay",
            "//api//relay",
            "/api/./relay",
            "/x/../api/relay",
            "/../api/relay/",
            "/%61pi/%72elay",
            "/api/relay?on=1",
            "/api/%2e%2E/api/relay",
            "http://gateway.local/api/relay",
            "HTTP://gateway.local:80/api/relay?x#y",
        ] {
            assert_eq!(normal(target), Ok(Some("/api/relay".into())), "{target}");
        }
        for target in ["/", "//", "/.", "/..", "/a/..", "http://gateway.local", "/?x"] {
            assert_eq!(normal(target), Ok(Some("/".into())), "{target}");
        }
    }

    #[test]
    fn what_is_decoded_once_is_not_decoded_again() {
        assert_eq!(normal("/api/%2572elay"), Ok(Some("/api/%72elay".into())));
    }

    #[test]
    fn an_ambiguous_target_has_none() {
        for (target, why) in [
            ("/api%2Frelay", Ambiguous::Separator),
            ("/api%5crelay", Ambiguous::Separator),
            ("/api\\relay", Ambiguous::Separator),
            ("/%00", Ambiguous::Separator),
            ("/%zz", Ambiguous::Escape),
            ("/%a", Ambiguous::Escape),
            ("*", Ambiguous::Form),
            ("gateway.local:80", Ambiguous::Form),
            ("https://gateway.local/", Ambiguous::Form),
        ] {
            assert_eq!(normal(target), Err(why), "{target}");
        }
    }

    #[test]
    fn a_path_that_is_too_long_is_unknown_even_if_it_ends_well() {
        let long = std::format!("/{}/../api/relay", "x".repeat(100));
        assert_eq!(normal(&long), Ok(None));
    }
}

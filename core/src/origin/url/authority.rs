//! The authority: user information, host and port (URL `#authority-state` to `#port-state`).

use super::UrlError;
use super::text::Text;
use nom::combinator::opt;
use nom::sequence::{preceded, terminated};
use nom::{Err, IResult, Parser};

/// The parts of an authority, as written.
pub(super) struct Authority<'a> {
    pub(super) userinfo: Text<'a>,
    pub(super) host: Text<'a>,
    /// The digits of the port: `None` without a colon.
    pub(super) port: Option<Text<'a>>,
}

/// `[ userinfo "@" ] host [ ":" port ]`, the whole of `text`.
pub(super) fn parse(text: Text<'_>) -> Result<Authority<'_>, UrlError> {
    let grammar = (opt(userinfo), host, opt(preceded(colon, digits)));
    // Only what follows the host can fail: the rest of the authority is not a port.
    let (_, (userinfo, host, port)) =
        terminated(grammar, end).parse_complete(text).map_err(|_| UrlError::Port)?;
    if host.is_empty() && (userinfo.is_some() || port.is_some()) {
        return Result::Err(UrlError::HostMissing);
    }
    Ok(Authority { userinfo: userinfo.unwrap_or_default(), host, port })
}

type Parsed<'a> = IResult<Text<'a>, Text<'a>, ()>;

/// Everything before the last `@`, which is left out.
fn userinfo(text: Text<'_>) -> Parsed<'_> {
    match text.split_last(b'@') {
        Some((userinfo, rest)) => Ok((rest, userinfo)),
        None => Result::Err(Err::Error(())),
    }
}

/// Everything before the first colon outside brackets.
fn host(text: Text<'_>) -> Parsed<'_> {
    let mut inside_brackets = false;
    let (host, rest) = text.split_run(|byte| {
        match byte {
            b'[' => inside_brackets = true,
            b']' => inside_brackets = false,
            _ => {}
        }
        byte != b':' || inside_brackets
    });
    Ok((rest, host))
}

fn colon(text: Text<'_>) -> Parsed<'_> {
    match text.split_first() {
        Some((b':', rest)) => Ok((rest, text)),
        _ => Result::Err(Err::Error(())),
    }
}

fn digits(text: Text<'_>) -> Parsed<'_> {
    let (digits, rest) = text.split_run(|byte| byte.is_ascii_digit());
    Ok((rest, digits))
}

fn end(text: Text<'_>) -> Parsed<'_> {
    if text.is_empty() { Ok((text, text)) } else { Result::Err(Err::Error(())) }
}

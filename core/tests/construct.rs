//! What a page may ask for, and reasons in words.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on may stop"
)]

use corselet::fetch::{
    CheckError, CorsError, Init, InitError, Mode, NetworkError, PreflightError, Profile, Request,
    RequestOrigin, unsafe_names,
};
use corselet::header::{BufferTooSmall, ByteRange, HeaderList, LowerName, delta_seconds};

type Pairs<'a> = &'a [(&'a [u8], &'a [u8])];

#[test]
fn every_reason_to_throw() {
    let get = Init::default();
    let with = |pairs| Init { headers: HeaderList::new(pairs), ..get };
    let thrown = [
        (Init { url_has_credentials: true, ..get }, InitError::UrlCredentials),
        (Init { mode: Mode::Navigate, ..get }, InitError::Mode),
        (Init { mode: Mode::WebSocket, ..get }, InitError::Mode),
        (Init { method: b"a b", ..get }, InitError::Method),
        (Init { method: b"", ..get }, InitError::Method),
        (Init { method: b"trace", ..get }, InitError::ForbiddenMethod),
        (Init { method: b"PUT", mode: Mode::NoCors, ..get }, InitError::MethodInNoCors),
        (with(&[(b"a:b", b"1")]), InitError::HeaderName),
        (with(&[(b"a", b"1\n2")]), InitError::HeaderValue),
        (Init { method: b"head", has_body: true, ..get }, InitError::BodyWithGet),
    ];
    for (init, error) in thrown {
        assert_eq!(init.method(), Err(error));
    }
    assert_eq!(get.method(), Ok(&b"GET"[..]));
    assert_eq!(with(&[(b"a", b"\r\n 1 \t")]).method(), Ok(&b"GET"[..]), "white space at the ends is cut");
    assert_eq!(Init { method: b"patch", has_body: true, ..get }.method(), Ok(&b"patch"[..]));
}

fn kept(init: &Init<'_>, profile: &Profile) -> Vec<(String, String)> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    init.headers(profile).map(|(name, value)| (text(name), text(value))).collect()
}

#[test]
fn no_cors_combines_what_it_has_let_in() {
    let sixty = [b'a'; 60];
    let pairs: Pairs<'_> = &[
        (b"accept", &sixty),
        (b"Accept", b"(bad)"),
        (b"ACCEPT", &sixty),
        (b"accept", b"over"),
        (b"x-a", b"1"),
        (b"range", b"bytes=0-"),
    ];
    let init = Init { mode: Mode::NoCors, headers: HeaderList::new(pairs), ..Init::default() };
    let names: Vec<_> = kept(&init, &Profile::STANDARD).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["accept", "ACCEPT", "accept"], "60 + 2 + 60 + 2 + 4 bytes are 128");
}

#[test]
fn a_body_brings_its_type_unless_the_script_has_set_one() {
    let own: Pairs<'_> = &[(b"content-TYPE", b"a/b")];
    let body = Init { method: b"POST", has_body: true, body_type: Some(b"text/plain"), ..Init::default() };
    assert_eq!(kept(&body, &Profile::STANDARD), [("Content-Type".into(), "text/plain".into())]);
    let both = Init { headers: HeaderList::new(own), ..body };
    assert_eq!(kept(&both, &Profile::STANDARD), [("content-TYPE".into(), "a/b".into())]);
    let no_cors = Init { mode: Mode::NoCors, body_type: Some(b"application/json"), ..body };
    assert_eq!(kept(&no_cors, &Profile::STANDARD), []);
}

#[test]
fn only_chromium_drops_a_user_agent() {
    let pairs: Pairs<'_> = &[(b"User-Agent", b"x")];
    let init = Init { headers: HeaderList::new(pairs), ..Init::default() };
    assert_eq!(kept(&init, &Profile::STANDARD).len(), 1);
    assert_eq!(kept(&init, &Profile::CHROMIUM).len(), 0);
}

#[test]
fn a_small_buffer_tells_what_is_needed() {
    let pairs: Pairs<'_> = &[(b"x-b", b"1"), (b"X-A", b"1")];
    let names = unsafe_names(pairs.iter().copied(), &Profile::STANDARD);
    let error = names.write_to(&mut [0; 6]).unwrap_err();
    assert!(matches!(error, BufferTooSmall { needed: 7, .. }));
    assert_eq!(error.to_string(), "the buffer is too small, 7 bytes are needed");
    assert_eq!(names.write_to(&mut [0; 7]), Ok(&b"x-a,x-b"[..]));
    assert_eq!(format!("{:?}", LowerName::new(b"X-A")), "\"X-A\"");
    assert_eq!(LowerName::new(b"X-A").as_written(), b"X-A");
}

#[test]
fn a_total_of_1024_bytes_is_safelisted_and_one_more_is_not() {
    let full = [b'a'; 128];
    let mut pairs = vec![(&b"accept"[..], &full[..]); 8];
    assert_eq!(unsafe_names(pairs.iter().copied(), &Profile::STANDARD).count(), 0);
    pairs.push((b"accept-language", b"e"));
    let names = unsafe_names(pairs.iter().copied(), &Profile::STANDARD);
    assert!(names.eq([LowerName::new(b"accept"), LowerName::new(b"accept-language")]));
}

#[test]
fn numbers_of_any_length_keep_their_order() {
    let range = |value: &'static [u8]| ByteRange::parse(value);
    assert!(range(b"bytes=0099-100").is_some());
    assert!(range(b"bytes=101-0000100").is_none());
    assert!(range(b"bytes=00-0").is_some());
    let digits = range(b"bytes=18446744073709551615-18446744073709551616").unwrap();
    assert_eq!(digits.start.unwrap().to_u64(), Some(u64::MAX));
    assert_eq!(digits.end.unwrap().to_u64(), None);
    assert_eq!(range(b"bytes=7-").unwrap().start, range(b"bytes=007-").unwrap().start);
    assert_eq!(delta_seconds(b"18446744073709551616"), Some(u64::MAX));
    assert_eq!(delta_seconds(b""), None);
}

#[test]
fn the_browsers_names_are_distinct() {
    use CorsError::*;
    let all = [
        DisallowedByMode,
        InvalidResponse,
        WildcardOriginNotAllowed,
        MissingAllowOriginHeader,
        MultipleAllowOriginValues,
        InvalidAllowOriginValue,
        AllowOriginMismatch,
        InvalidAllowCredentials,
        CorsDisabledScheme,
        PreflightInvalidStatus,
        PreflightDisallowedRedirect,
        PreflightWildcardOriginNotAllowed,
        PreflightMissingAllowOriginHeader,
        PreflightMultipleAllowOriginValues,
        PreflightInvalidAllowOriginValue,
        PreflightAllowOriginMismatch,
        PreflightInvalidAllowCredentials,
        InvalidAllowMethodsPreflightResponse,
        InvalidAllowHeadersPreflightResponse,
        MethodDisallowedByPreflightResponse,
        HeaderDisallowedByPreflightResponse,
        RedirectContainsCredentials,
        InsecureLocalNetwork,
        InvalidLocalNetworkAccess,
        LocalNetworkAccessPermissionDenied,
        NoCorsRedirectModeNotFollow,
    ];
    for error in all {
        assert_eq!(error.name(), format!("{error:?}"));
        plain(&error.to_string());
        assert_eq!(error.meaning(), error.to_string());
    }
}

fn plain(words: &str) {
    assert!(!words.ends_with('.') && words.len() > 10, "{words}");
}

#[test]
fn reasons_are_words() {
    let mut words = vec![
        InitError::BodyWithGet.to_string(),
        InitError::ForbiddenMethod.to_string(),
        InitError::HeaderName.to_string(),
        InitError::HeaderValue.to_string(),
        InitError::Method.to_string(),
        InitError::MethodInNoCors.to_string(),
        InitError::Mode.to_string(),
        InitError::UrlCredentials.to_string(),
        CheckError::AllowOriginMismatch.to_string(),
        CheckError::MissingAllowCredentials.to_string(),
        PreflightError::InvalidRedirect.to_string(),
        PreflightError::Status(500).to_string(),
    ];
    words.iter().for_each(|words| plain(words));
    let network = [
        NetworkError::BlockedCredentials,
        NetworkError::Check(CheckError::MissingAllowOrigin),
        NetworkError::InvalidLocation,
        NetworkError::NoCorsRedirectMode,
        NetworkError::RedirectCredentials,
        NetworkError::RedirectMode,
        NetworkError::RedirectScheme,
        NetworkError::RefusedHeader,
        NetworkError::SameOriginMode { redirected: true },
        NetworkError::Scheme,
        NetworkError::SeveralLocations,
        NetworkError::TooManyRedirects,
        NetworkError::UnreplayableBody,
    ];
    network.iter().for_each(|error| plain(&error.to_string()));
    words.sort();
    words.dedup();
    assert_eq!(words.len(), 12);
}

#[test]
fn an_opaque_origin_is_null_and_nobodys_own() {
    let opaque = RequestOrigin::OPAQUE;
    assert_eq!(opaque.serialized(), b"null");
    assert!(!opaque.origin().is_same_origin(opaque.origin()));
    let request = Request::new(RequestOrigin::parse(b"null").unwrap());
    assert_eq!(request.preflight(&Profile::STANDARD).origin(), b"null");
    assert!(RequestOrigin::parse(b"https://a.test/").is_err());
}

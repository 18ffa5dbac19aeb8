//! The header lines of the requests, in a browser's order.

use crate::hostile;

/// A header line.
pub(crate) type Line = (&'static [u8], &'static [u8]);

/// What a browser sends beside the fields of CORS: six lines before them and four behind.
const BEFORE: [Line; 6] = [
    (b"host", b"api.example.com"),
    (b"connection", b"keep-alive"),
    (b"sec-ch-ua-platform", b"\"Linux\""),
    (b"user-agent", b"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"),
    (b"accept", b"application/json, text/plain, */*"),
    (b"accept-language", b"en-GB,en;q=0.9,de;q=0.8"),
];
const AFTER: [Line; 4] = [
    (b"sec-fetch-mode", b"cors"),
    (b"referer", b"https://app.example.com/orders/2026"),
    (b"accept-encoding", b"gzip, deflate, br, zstd"),
    (b"cookie", b"session=6f1c9e4b8a2d4c7f9e0b1a3d5c7e9f10; theme=dark; region=eu-west"),
];

/// A browser's lines around some of CORS.
const fn around<const N: usize, const ALL: usize>(cors: [Line; N]) -> [Line; ALL] {
    let mut lines: [Line; ALL] = [(b"", b""); ALL];
    let mut at = 0;
    while at < ALL {
        lines[at] = if at < BEFORE.len() {
            BEFORE[at]
        } else if at < BEFORE.len() + N {
            cors[at - BEFORE.len()]
        } else {
            AFTER[at - BEFORE.len() - N]
        };
        at += 1;
    }
    lines
}

const ORIGIN: &[u8] = b"origin";
const METHOD: Line = (b"access-control-request-method", b"PUT");
const HEADERS: &[u8] = b"access-control-request-headers";
const GRANTED: Line = (HEADERS, b"authorization,content-type,x-api-key");
const OWN: Line = (ORIGIN, crate::ORIGIN.as_bytes());
const FOREIGN: Line = (ORIGIN, b"https://evil.example.org");

pub(crate) static NOT_CORS: [Line; 10] = around([]);
pub(crate) static ACTUAL: [Line; 11] = around([OWN]);
pub(crate) static FOREIGN_ACTUAL: [Line; 11] = around([FOREIGN]);
pub(crate) static PREFLIGHT: [Line; 13] = around([OWN, METHOD, GRANTED]);
pub(crate) static FOREIGN_PREFLIGHT: [Line; 13] = around([FOREIGN, METHOD, GRANTED]);
pub(crate) static SUBDOMAIN: [Line; 11] = around([(ORIGIN, b"https://shop.eu.example.com")]);
pub(crate) static NO_SUBDOMAIN: [Line; 11] = around([(ORIGIN, b"https://shop.eu.example.org")]);
pub(crate) static NOT_NUMBERED: [Line; 11] = around([(ORIGIN, b"https://own00001.example.com")]);

/// An actual request of the last of so many numbered origins.
macro_rules! last_of {
    ($($name:ident: $count:literal;)*) => {
        $(pub(crate) static $name: [Line; 11] = {
            static LAST: [u8; 28] = crate::numbered($count - 1);
            around([(ORIGIN, &LAST)])
        };)*
    };
}

last_of! {
    LAST_OF_10: 10;
    LAST_OF_100: 100;
    LAST_OF_1_000: 1_000;
}
#[cfg(feature = "std")]
last_of! {
    LAST_OF_10_000: 10_000;
    LAST_OF_100_000: 100_000;
}

pub(crate) static COMMAS: [Line; 13] = around([OWN, METHOD, (HEADERS, &hostile::COMMAS)]);
pub(crate) static TOKENS: [Line; 13] = around([OWN, METHOD, (HEADERS, &hostile::TOKENS)]);
pub(crate) static REPEATED: [Line; 13] = around([OWN, METHOD, (HEADERS, &hostile::REPEATED)]);
pub(crate) static LONG_ORIGIN: [Line; 11] = around([(ORIGIN, &hostile::ORIGIN)]);
pub(crate) static LONG_SUBDOMAIN: [Line; 11] = around([(ORIGIN, &hostile::SUBDOMAIN)]);
pub(crate) static WORST: [Line; 16] = around([
    OWN,
    METHOD,
    (HEADERS, &hostile::WORST[0]),
    (HEADERS, &hostile::WORST[1]),
    (HEADERS, &hostile::WORST[2]),
    (HEADERS, &hostile::WORST_LAST),
]);

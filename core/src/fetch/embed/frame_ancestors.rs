//! `frame-ancestors` of `Content-Security-Policy` (CSP Level 3): who may frame a document.

use crate::header::HeaderList;
use crate::origin::{Host, Origin, Port, TupleOrigin};

/// What the enforced policies of a response say of being framed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[must_use]
#[allow(clippy::exhaustive_enums, reason = "a directive allows, blocks, or is not there")]
pub enum FrameAncestors {
    /// No enforced policy has the directive: `X-Frame-Options` decides.
    Unspecified,
    /// Every directive allows every ancestor.
    Allowed,
    /// A directive does not allow an ancestor.
    Blocked,
}

/// Checks `frame-ancestors` (CSP `#frame-ancestors-navigation-response`): in every policy of every
/// `Content-Security-Policy` line that has the directive, every ancestor must match one of its sources. `document` is
/// the origin of the response, which `'self'` and sources without a scheme refer to; `ancestors` are the origins of
/// the container documents, innermost first (none at the top level). Report-only policies do not count, and paths in
/// sources are ignored, since an ancestor is only an origin.
///
/// Linear in the lines times the ancestors.
///
/// ```
/// use corselet::fetch::embed::{FrameAncestors, check_frame_ancestors};
/// use corselet::header::HeaderList;
/// use corselet::origin::Origin;
///
/// let pairs: [(&[u8], &[u8]); 1] = [(b"content-security-policy", b"frame-ancestors 'self' https://*.example.com")];
/// let document = Origin::parse(b"https://pay.example")?;
/// let shop = [Origin::parse(b"https://shop.example.com")?];
/// let evil = [Origin::parse(b"https://evil.example")?];
/// let headers = HeaderList::new(&pairs);
/// assert_eq!(check_frame_ancestors(&headers, &document, &shop), FrameAncestors::Allowed);
/// assert_eq!(check_frame_ancestors(&headers, &document, &evil), FrameAncestors::Blocked);
/// # Ok::<(), corselet::origin::OriginError>(())
/// ```
pub fn check_frame_ancestors(
    headers: &HeaderList<'_>,
    document: &Origin<'_>,
    ancestors: &[Origin<'_>],
) -> FrameAncestors {
    let mut verdict = FrameAncestors::Unspecified;
    let policies =
        headers.values(b"content-security-policy").flat_map(|line| line.split(|byte| *byte == b','));
    for sources in policies.filter_map(directive) {
        let allowed = ancestors.iter().all(|ancestor| match ancestor {
            Origin::Tuple(ancestor) => matches_list(ancestor, sources, document),
            // An opaque origin has no URL that a source could match.
            _ => false,
        });
        if !allowed {
            return FrameAncestors::Blocked;
        }
        verdict = FrameAncestors::Allowed;
    }
    verdict
}

/// The value of the policy's first `frame-ancestors` directive (CSP `#parse-serialized-policy`).
fn directive(policy: &[u8]) -> Option<&[u8]> {
    policy.split(|byte| *byte == b';').find_map(|directive| {
        let directive = directive.trim_ascii();
        let name_len = directive.iter().take_while(|byte| !byte.is_ascii_whitespace()).count();
        let (name, value) = directive.split_at_checked(name_len)?;
        name.eq_ignore_ascii_case(b"frame-ancestors").then_some(value)
    })
}

/// Does a URL match a source list in an origin (CSP `#match-url-to-source-list`). `'none'` matches nothing, nor does
/// an empty list or what is no source.
fn matches_list(ancestor: &TupleOrigin<'_>, list: &[u8], document: &Origin<'_>) -> bool {
    let mut sources = list.split(u8::is_ascii_whitespace).filter(|source| !source.is_empty());
    sources.any(|source| {
        if source.eq_ignore_ascii_case(b"'self'") {
            document.tuple().is_some_and(|document| matches_self(ancestor, document))
        } else if source == b"*" {
            matches!(ancestor.scheme(), b"http" | b"https")
                || document
                    .tuple()
                    .is_some_and(|document| scheme_matches(document.scheme(), ancestor.scheme()))
        } else {
            Source::parse(source).is_some_and(|source| source.matches(ancestor, document))
        }
    })
}

/// `'self'` (CSP `#match-url-to-source-expression`, the last steps): the same origin, or its secure upgrade.
fn matches_self(ancestor: &TupleOrigin<'_>, document: &TupleOrigin<'_>) -> bool {
    ancestor.is_same_origin(document)
        || (ancestor.host() == document.host()
            // Default ports are equal, whatever the scheme.
            && ancestor.port() == document.port()
            && (matches!(ancestor.scheme(), b"https" | b"wss")
                || (document.scheme() == b"http" && ancestor.scheme() == b"ws")))
}

/// A source that names a scheme, a host, or both (CSP `#grammardef-scheme-source`, `#grammardef-host-source`).
struct Source<'a> {
    scheme: Option<&'a [u8]>,
    host: Option<HostSource<'a>>,
}

struct HostSource<'a> {
    /// `*` or `*.` came first.
    wildcard: bool,
    /// Empty for a lone `*`.
    name: &'a [u8],
    port: PortSource,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum PortSource {
    Default,
    Any,
    Number(u16),
}

impl<'a> Source<'a> {
    fn parse(source: &'a [u8]) -> Option<Self> {
        let (scheme, rest) = split_scheme(source);
        let Some(rest) = rest else {
            return Some(Self { scheme, host: None });
        };
        let authority = rest.split(|byte| *byte == b'/').next()?;
        let mut parts = authority.splitn(2, |byte| *byte == b':');
        let (host, port) = (parts.next()?, parts.next());
        let (wildcard, name) = match host {
            b"*" => (true, &b""[..]),
            [b'*', b'.', name @ ..] => (true, name),
            name => (false, name),
        };
        let is_label = |label: &[u8]| {
            !label.is_empty() && label.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
        };
        if host != b"*" && !name.split(|byte| *byte == b'.').all(is_label) {
            return None;
        }
        let port = match port {
            None => PortSource::Default,
            Some(b"*") => PortSource::Any,
            Some(digits) => PortSource::Number(number(digits)?),
        };
        Some(Self { scheme, host: Some(HostSource { wildcard, name, port }) })
    }

    /// CSP `#match-url-to-source-expression`.
    fn matches(&self, url: &TupleOrigin<'_>, document: &Origin<'_>) -> bool {
        let scheme = self.scheme.or_else(|| document.tuple().map(TupleOrigin::scheme));
        scheme.is_some_and(|scheme| scheme_matches(scheme, url.scheme()))
            && self.host.as_ref().is_none_or(|host| host.matches(url))
    }
}

impl HostSource<'_> {
    fn matches(&self, url: &TupleOrigin<'_>) -> bool {
        // CSP `#match-hosts`: addresses match no source.
        let Host::Name(host) = url.host() else {
            return false;
        };
        let host_matches = if self.wildcard {
            self.name.is_empty() || is_below(host, self.name)
        } else {
            host.eq_ignore_ascii_case(self.name)
        };
        // CSP `#match-ports`.
        let port_matches = match self.port {
            PortSource::Any => true,
            PortSource::Default => url.port() == Port::Default,
            PortSource::Number(port) => url.effective_port() == Some(port),
        };
        host_matches && port_matches
    }
}

/// A scheme before `:` or `://`, and what follows the latter; without a scheme, the whole.
fn split_scheme(source: &[u8]) -> (Option<&[u8]>, Option<&[u8]>) {
    let is_scheme = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
    let len = source.iter().take_while(|byte| is_scheme(byte)).count();
    match source.split_at_checked(len) {
        Some((scheme @ [first, ..], [b':', after @ ..])) if first.is_ascii_alphabetic() => match after {
            [] => (Some(scheme), None),
            [b'/', b'/', rest @ ..] => (Some(scheme), Some(rest)),
            _ => (None, Some(source)),
        },
        _ => (None, Some(source)),
    }
}

/// CSP `#match-schemes`: the same scheme, or its secure upgrade.
fn scheme_matches(source: &[u8], url: &[u8]) -> bool {
    source.eq_ignore_ascii_case(url)
        || (source.eq_ignore_ascii_case(b"http") && url == b"https")
        || (source.eq_ignore_ascii_case(b"ws") && matches!(url, b"wss" | b"http" | b"https"))
        || (source.eq_ignore_ascii_case(b"wss") && url == b"https")
}

/// Whether a host ends in `.name`.
fn is_below(host: &[u8], name: &[u8]) -> bool {
    let start = host.len().checked_sub(name.len());
    start
        .and_then(|start| host.split_at_checked(start))
        .is_some_and(|(front, end)| front.ends_with(b".") && end.eq_ignore_ascii_case(name))
}

/// A port number; `None` for what no port is, or none at all.
fn number(digits: &[u8]) -> Option<u16> {
    let mut value = None;
    for byte in digits {
        let digit = byte.is_ascii_digit().then(|| u16::from(byte & 0x0f))?;
        value = Some(value.unwrap_or(0_u16).checked_mul(10)?.checked_add(digit)?);
    }
    value
}

//! What the index must agree with: one entry after the other, each origin parsed whole.

use corselet::origin::{Origin, Port};

/// An entry of an origin list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Entry {
    pub(crate) scheme: &'static str,
    pub(crate) subdomains: bool,
    pub(crate) host: String,
    /// `:*`, `:8080` or nothing.
    pub(crate) port: String,
}

impl Entry {
    pub(crate) fn text(&self) -> String {
        let star = if self.subdomains { "*." } else { "" };
        format!("{}://{star}{}{}", self.scheme, self.host, self.port)
    }

    fn grants(&self, scheme: &[u8], host: &str, port: Port) -> bool {
        let host = if self.subdomains {
            host.strip_suffix(&self.host).is_some_and(|labels| labels.len() > 1 && labels.ends_with('.'))
        } else {
            host == self.host
        };
        let port = match (&*self.port, port) {
            (":*", _) | ("", Port::Default) => true,
            (own, Port::Number(port)) => own == format!(":{port}"),
            _ => false,
        };
        host && port && self.scheme.as_bytes() == scheme
    }
}

pub(crate) fn grants(entries: &[Entry], origin: &[u8]) -> bool {
    let Ok(Origin::Tuple(tuple)) = Origin::parse(origin) else { return false };
    if !tuple.is_dns_shaped() {
        return false;
    }
    let host = tuple.host().to_string();
    entries.iter().any(|entry| entry.grants(tuple.scheme(), &host, tuple.port()))
}

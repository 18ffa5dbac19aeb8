//! A request played from its first URL to its end, against answers that a case file holds.

use super::text;
use crate::idna::Idna;
use crate::psl::Psl;
use corselet::fetch::{
    Hop, MAX_REDIRECTS, NetworkError, Next, PreflightError, Profile, Redirect, RedirectTaint, Request,
};
use corselet::fetch::{ResponseType, Tainting};
use corselet::header::HeaderList;
use corselet::origin::url::{self, Scratch, Url};
use std::cell::OnceCell;

/// An answer of the server: status and header pairs.
pub(super) type Answer<'a> = (u16, Vec<(&'a [u8], &'a [u8])>);

/// What the server answers at one hop.
#[derive(Clone)]
pub(super) struct Station<'a> {
    pub(super) response: Answer<'a>,
    /// Where it is asked for; one that grants everything if there is none.
    pub(super) preflight: Option<Answer<'a>>,
}

/// A request as it was sent at one hop.
pub(super) struct Sent {
    pub(super) url: String,
    pub(super) method: String,
    pub(super) origin: Option<String>,
    pub(super) tainting: Tainting,
    pub(super) taint: RedirectTaint,
    pub(super) credentials: bool,
    /// Whether the URL belongs to the page's own site.
    pub(super) same_site: bool,
    pub(super) headers: Vec<(String, String)>,
    /// The preflight before it.
    pub(super) preflight: Option<Asked>,
    pub(super) has_body: bool,
    /// Whether it was sent itself.
    pub(super) proper: bool,
}

/// What a preflight asked.
pub(super) struct Asked {
    pub(super) origin: String,
    pub(super) method: String,
    pub(super) names: Option<String>,
}

impl Sent {
    /// The names of the page's own headers, in order.
    pub(super) fn lower_names(&self) -> Vec<String> {
        self.headers.iter().map(|(name, _)| name.to_ascii_lowercase()).collect()
    }
}

/// A preflight's failure in a file's words: the reason, and what is refused.
pub(super) type Words<'w> = &'w dyn Fn(PreflightError<'_>, &HeaderList<'_>) -> (String, Option<String>);

/// How it ended.
pub(super) enum End {
    Response {
        kind: ResponseType,
        url: String,
    },
    Error {
        hop: usize,
        error: NetworkError,
        parameter: Option<String>,
    },
    Preflight {
        hop: usize,
        reason: String,
        cors_error: Option<&'static str>,
        parameter: Option<String>,
    },
    /// The answers in the file do not reach so far.
    OutOfAnswers,
}

pub(super) struct Journey {
    pub(super) sent: Vec<Sent>,
    pub(super) end: End,
}

/// Plays a request against what `station` answers at each hop, told the `Origin` that CORS compares. `words` puts a
/// preflight's failure in the file's words.
pub(super) fn play<'a>(
    request: Request<'a>,
    first: &'a [u8],
    station: &dyn Fn(usize, &'a [u8]) -> Option<Station<'a>>,
    profile: &Profile,
    words: Words<'_>,
) -> anyhow::Result<Journey> {
    let locations: [OnceCell<Vec<u8>>; MAX_REDIRECTS as usize + 1] = Default::default();
    let mut buffer = vec![0; 1 << 16];
    let mut scratch = Scratch::new(&mut buffer);
    let mut url = url::parse(first, None, &Idna, &mut scratch)?;
    let mut sent = Vec::new();
    let fail = |sent, hop, error, parameter| Ok(Journey { sent, end: End::Error { hop, error, parameter } });
    let mut hop = match Hop::start(request, &url, profile) {
        Ok(hop) => hop,
        Err(error) => return fail(sent, 0, error, None),
    };
    for (index, kept) in locations.iter().enumerate() {
        let Some(station) = station(index, hop.preflight(profile).origin()) else { break };
        sent.push(record(&hop, &url, profile)?);
        if let Some((status, headers)) = station.preflight.as_ref().filter(|_| hop.needs_preflight()) {
            let answer = HeaderList::new(headers);
            if let Err(error) = hop.preflight(profile).check(*status, &answer, Some(&url)) {
                let (reason, parameter) = words(error, &answer);
                let cors_error = error.cors_error().map(|error| error.name());
                return Ok(Journey {
                    sent,
                    end: End::Preflight { hop: index, reason, cors_error, parameter },
                });
            }
        }
        if let Some(last) = sent.last_mut() {
            last.proper = true;
        }
        let (status, headers) = &station.response;
        let response = HeaderList::new(headers);
        let redirect = match hop.respond(*status, &response, profile) {
            Ok(Next::Response(kind)) => {
                let url = written(&url)?;
                return Ok(Journey { sent, end: End::Response { kind, url } });
            }
            Ok(Next::Redirect(redirect)) => redirect,
            Err(error) => {
                let parameter = match error {
                    NetworkError::Check(error) => super::messages::failed_parameter(error, &response),
                    _ => None,
                };
                return fail(sent, index, error, parameter);
            }
        };
        let location = kept.get_or_init(|| redirect.location.to_vec());
        let next = match url::parse(location, Some(&url), &Idna, &mut scratch) {
            Ok(next) => next,
            Err(error) if error.is_failure() => {
                return fail(sent, index, NetworkError::InvalidLocation, None);
            }
            Err(error) => return Err(error.into()),
        };
        hop = match follow(hop, &redirect, &url, &next, profile) {
            Ok(hop) => hop,
            Err(error @ NetworkError::SameOriginMode { .. }) => return fail(sent, index + 1, error, None),
            Err(error) => return fail(sent, index, error, None),
        };
        url = next;
    }
    Ok(Journey { sent, end: End::OutOfAnswers })
}

fn follow<'a>(
    hop: Hop<'a>,
    redirect: &Redirect<'_>,
    from: &Url<'_>,
    to: &Url<'_>,
    profile: &Profile,
) -> Result<Hop<'a>, NetworkError> {
    hop.follow(redirect, from, to, &Psl, profile)
}

fn record(hop: &Hop<'_>, url: &Url<'_>, profile: &Profile) -> anyhow::Result<Sent> {
    let preflight = if hop.needs_preflight() {
        let preflight = hop.preflight(profile);
        let mut buffer = [0; 8192];
        let names = text(preflight.names().write_to(&mut buffer)?);
        let names = Some(names).filter(|names| !names.is_empty());
        Some(Asked { origin: text(preflight.origin()), method: text(preflight.method()), names })
    } else {
        None
    };
    Ok(Sent {
        url: written(url)?,
        method: text(hop.request().method),
        origin: hop.origin_header(url, profile).map(text),
        tainting: hop.tainting(),
        taint: hop.taint(),
        credentials: hop.includes_credentials(),
        same_site: hop.request().origin.origin().is_same_site(&url.origin(), &Psl),
        headers: hop.headers().map(|(name, value)| (text(name), text(value))).collect(),
        preflight,
        has_body: hop.request().body != corselet::fetch::Body::None,
        proper: false,
    })
}

fn written(url: &Url<'_>) -> anyhow::Result<String> {
    let mut buffer = [0; 4096];
    let bytes = url.serialize(&mut buffer).ok_or_else(|| anyhow::anyhow!("the URL is too long"))?;
    Ok(text(bytes))
}

//! The loop closed: what a policy means equals what the browser half concludes from the server half's bytes. No page that
//! the policy allows is blocked, no page that it denies reads anything.
//!
//! What a policy means is written down here a second time, naively and with nothing of the crate: [`Intent`].

use corselet::fetch::{Credentials, Profile, RequestOrigin, ResponseType, cors_check, visible_headers};
use corselet::header::{HeaderList, normalize_method};
use corselet::policy::{PolicySpec, StoredPolicy};
use corselet::{Action, Decision, Policy, Request, fetch};
use proptest::prelude::*;

const POLICIES: u32 = 2_000;
/// For each policy; the product is the number of cases.
const FETCHES: usize = 60;

/// What an owner means, in words that say it at once.
#[derive(Clone, Debug)]
struct Intent {
    origins: Vec<&'static str>,
    null: bool,
    methods: Vec<&'static str>,
    headers: Vec<&'static str>,
    expose: Vec<&'static str>,
    credentials: bool,
    least: bool,
    max_age: Option<u32>,
}

/// What a page tries.
#[derive(Clone, Debug)]
struct Attempt {
    page: &'static str,
    method: &'static str,
    headers: Vec<(&'static str, &'static str)>,
    include: bool,
    upload_listener: bool,
}

const ORIGINS: [&str; 8] = [
    "https://app.example.com",
    "https://app.example.com:8443",
    "https://*.example.com",
    "https://*.example.com:*",
    "http://localhost:*",
    "https://[2001:db8::1]",
    "tauri://localhost",
    "https://192.0.2.7:444",
];
const PAGES: [&str; 14] = [
    "https://app.example.com",
    "https://app.example.com:8443",
    "https://example.com",
    "https://a.b.example.com",
    "https://a.b.example.com:1",
    "https://badexample.com",
    "http://app.example.com",
    "http://localhost",
    "http://localhost:3000",
    "http://localhost.example.com",
    "https://[2001:db8::1]",
    "tauri://localhost",
    "https://192.0.2.7:444",
    "null",
];
const METHODS: [&str; 7] = ["PUT", "DELETE", "PATCH", "patch", "REPORT", "GET", "*"];
const ASKED_METHODS: [&str; 9] = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "patch", "REPORT", "put"];
const HEADERS: [&str; 6] = ["Content-Type", "x-api-key", "authorization", "X-B", "accept", "*"];
const ASKED_HEADERS: [(&str, &str); 8] = [
    ("content-type", "application/json"),
    ("Content-Type", "text/plain"),
    ("X-Api-Key", "1"),
    ("Authorization", "Bearer x"),
    ("x-b", ""),
    ("x-unlisted", "1"),
    ("accept", "a(b"),
    ("Accept-Language", "en"),
];
const EXPOSED: [&str; 3] = ["ETag", "x-total", "*"];

/// Scheme, host and port of an origin or of a pattern.
fn parts(origin: &str) -> (&str, &str, Option<&str>) {
    let (scheme, rest) = origin.split_once("://").unwrap();
    match rest.rfind(':').filter(|at| *at > rest.rfind(']').unwrap_or(0)) {
        Some(at) => (scheme, &rest[..at], Some(&rest[at + 1..])),
        None => (scheme, rest, None),
    }
}

impl Intent {
    fn grants_origin(&self, page: &str) -> bool {
        if self.origins.contains(&"*") {
            return true;
        }
        if page == "null" {
            return self.null;
        }
        let (scheme, host, port) = parts(page);
        self.origins.iter().any(|entry| {
            let (entry_scheme, entry_host, entry_port) = parts(entry);
            let host = match entry_host.strip_prefix("*.") {
                Some(base) => host.strip_suffix(base).is_some_and(|sub| sub.len() > 1 && sub.ends_with('.')),
                None => host == entry_host,
            };
            scheme == entry_scheme && host && (entry_port == Some("*") || entry_port == port)
        })
    }

    fn grants_method(&self, method: &str) -> bool {
        ["GET", "HEAD", "POST"].contains(&method)
            || self.methods.contains(&"*")
            || self.methods.contains(&method)
    }

    fn grants_header(&self, name: &str) -> bool {
        let listed = self.headers.iter().any(|entry| entry.eq_ignore_ascii_case(name));
        // A `*` that is sent as such does not stand for authorization; with credentials the name itself is sent.
        let any = self.headers.contains(&"*") && (self.credentials || name != "authorization");
        listed || any
    }

    fn exposes(&self, name: &str) -> bool {
        self.expose.contains(&"*") || self.expose.iter().any(|entry| entry.eq_ignore_ascii_case(name))
    }

    /// Whether the page may read the answer.
    fn allows(&self, attempt: &Attempt) -> bool {
        let method = normalized(attempt.method);
        let simple = ["GET", "HEAD", "POST"].contains(&method);
        let unsafe_names =
            attempt.headers.iter().filter(|(name, value)| match name.to_ascii_lowercase().as_str() {
                "content-type" => *value != "text/plain",
                "accept" => value.contains('('),
                "accept-language" => false,
                _ => true,
            });
        let names: Vec<_> = unsafe_names.map(|(name, _)| name.to_ascii_lowercase()).collect();
        self.grants_origin(attempt.page)
            && (!attempt.include || self.credentials)
            && (simple || self.grants_method(method))
            && names.iter().all(|name| self.grants_header(name))
    }
}

/// Fetch normalises these and no others.
fn normalized(method: &str) -> &str {
    if method == "put" { "PUT" } else { method }
}

/// The fields of an answer, owned.
type Fields = Vec<(Vec<u8>, Vec<u8>)>;

/// The answer as a browser gets it.
fn answer(policy: &Policy<'_>, request: &Request<'_>) -> (u16, Fields) {
    let decision: Decision<'_> = policy.decide(request);
    let status = match decision.action() {
        Action::Forward => 200,
        Action::Respond { status } | Action::Reject { status } => status,
    };
    let mut buffer = [0; 1024];
    let block = decision.write_to(request, &mut buffer).unwrap();
    let lines = block.split(|byte| *byte == b'\n').filter_map(|line| line.strip_suffix(b"\r"));
    let fields = lines.map(|line| {
        let colon = line.iter().position(|byte| *byte == b':').unwrap();
        (line[..colon].to_vec(), line[colon + 2..].to_vec())
    });
    (status, fields.collect())
}

fn borrowed(fields: &[(Vec<u8>, Vec<u8>)]) -> Vec<(&[u8], &[u8])> {
    fields.iter().map(|(name, value)| (&name[..], &value[..])).collect()
}

/// Whether the browser lets the page read, and which of two headers it then sees.
fn browser(policy: &Policy<'_>, attempt: &Attempt) -> Option<(bool, bool)> {
    let profile = &Profile::STANDARD;
    let headers: Vec<_> =
        attempt.headers.iter().map(|(name, value)| (name.as_bytes(), value.as_bytes())).collect();
    let mut request = fetch::Request::new(RequestOrigin::parse(attempt.page.as_bytes()).unwrap());
    request.method = normalize_method(attempt.method.as_bytes());
    request.headers = HeaderList::new(&headers);
    request.credentials = if attempt.include { Credentials::Include } else { Credentials::Omit };
    request.use_cors_preflight = attempt.upload_listener;
    if request.needs_preflight(profile) {
        let preflight = request.preflight(profile);
        let mut names = [0; 256];
        let names = preflight.names().write_to(&mut names).unwrap();
        let mut asked = Request::new(b"OPTIONS");
        asked.observe(b"Origin", preflight.origin());
        asked.observe(b"Access-Control-Request-Method", preflight.method());
        if !names.is_empty() {
            asked.observe(b"Access-Control-Request-Headers", names);
        }
        let (status, fields) = answer(policy, &asked);
        preflight.check(status, &HeaderList::new(&borrowed(&fields)), None).ok()?;
    }
    let mut actual = Request::new(request.method);
    actual.observe(b"Origin", attempt.page.as_bytes());
    let (_, mut fields) = answer(policy, &actual);
    fields.extend([(b"etag".to_vec(), b"1".to_vec()), (b"x-total".to_vec(), b"2".to_vec())]);
    let pairs = borrowed(&fields);
    let response = HeaderList::new(&pairs);
    cors_check(&response, attempt.page.as_bytes(), request.credentials, profile).ok()?;
    let sees = |name: &[u8]| {
        visible_headers(response, ResponseType::Cors, request.credentials, profile)
            .any(|(seen, _)| seen == name)
    };
    Some((sees(b"etag"), sees(b"x-total")))
}

fn intents() -> impl Strategy<Value = Intent> {
    let some = |list: &'static [&'static str]| proptest::sample::subsequence(list, 0..=list.len());
    (
        some(&ORIGINS),
        any::<(bool, bool, bool, bool)>(),
        some(&METHODS),
        some(&HEADERS),
        some(&EXPOSED),
        any::<Option<u16>>(),
    )
        .prop_map(
            |(mut origins, (any_origin, null, credentials, least), methods, headers, mut expose, max_age)| {
                if any_origin && !credentials {
                    origins = vec!["*"];
                } else if origins.is_empty() {
                    origins.push("https://app.example.com");
                }
                if credentials {
                    expose.retain(|name| *name != "*");
                }
                Intent {
                    origins,
                    null: null && !credentials,
                    methods,
                    headers,
                    expose,
                    credentials,
                    least,
                    max_age: max_age.map(u32::from),
                }
            },
        )
}

fn attempts() -> impl Strategy<Value = Attempt> {
    let headers = proptest::sample::subsequence(&ASKED_HEADERS[..], 0..=3);
    let (pages, methods) =
        (proptest::sample::select(&PAGES[..]), proptest::sample::select(&ASKED_METHODS[..]));
    (pages, methods, headers, any::<(bool, bool)>()).prop_map(
        |(page, method, headers, (include, upload_listener))| Attempt {
            page,
            method,
            headers,
            include,
            upload_listener,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: POLICIES, ..ProptestConfig::default() })]

    #[test]
    fn a_browser_concludes_what_the_owner_means(
        intent in intents(),
        attempts in proptest::collection::vec(attempts(), FETCHES),
    ) {
        let spec = PolicySpec {
            origins: &intent.origins,
            methods: &intent.methods,
            request_headers: &intent.headers,
            expose: &intent.expose,
            credentials: intent.credentials,
            max_age_secs: intent.max_age,
            disclose_least: intent.least,
            dangerously_allow_null: intent.null,
            ..PolicySpec::EMPTY
        };
        let stored: StoredPolicy<2048, 8, 8> = StoredPolicy::try_build(&spec).unwrap();
        for attempt in &attempts {
            // A page sets a header once: `content-type` twice is one header with a combined value.
            if attempt.headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("content-type")).count() > 1 {
                continue;
            }
            let seen = browser(&stored.policy(), attempt);
            let expected = intent.allows(attempt).then(|| (intent.exposes("etag"), intent.exposes("x-total")));
            prop_assert_eq!(seen, expected, "{:?}", attempt);
        }
    }
}

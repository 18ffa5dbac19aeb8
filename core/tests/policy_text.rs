//! Policies as text: what is read, what is not and where, and that what is written is read as the same.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

use corselet::policy::{PolicySpec, PolicyText, TextErrorKind as Kind, TextErrors, WriteTextError};
use corselet::{Policy, policy, policy_spec};

type Text<'t> = PolicyText<'t, 4, 4>;

const USUAL: PolicySpec<'static> = policy_spec! {
    origins: ["https://app.example.com", "https://*.example.org", "http://localhost:*"],
    methods: ["PUT", "delete"],
    request_headers: ["Content-Type", "x-api-key"],
    expose: ["etag"],
    credentials: true,
    max_age_secs: 600,
};

const WHOLE: PolicySpec<'static> = policy_spec! {
    origins: ["https://a.example"],
    methods: ["#", "!"],
    request_headers: ["*", "authorization"],
    expose: ["x-a"],
    max_age_secs: 0,
    success_status: 200,
    denial_status: 404,
    static_origin: true,
    options_cached_by_intermediary: true,
    private_network: true,
    disclose_least: true,
    dangerously_allow_http_with_credentials: true,
    dangerously_allow_public_suffixes: true,
};

#[test]
fn a_usual_policy_fits_an_entry_of_storage_and_comes_back_whole() {
    let mut buffer = [0; 256];
    let text = USUAL.write_text(&mut buffer).unwrap();
    let expected = "origins = https://app.example.com https://*.example.org http://localhost:*\n\
        methods = PUT delete\nrequest_headers = Content-Type x-api-key\nexpose = etag\n\
        credentials = true\nmax_age_secs = 600\n";
    assert_eq!(str::from_utf8(text).unwrap(), expected);
    assert_eq!(Text::parse(text).unwrap().spec(), USUAL);
}

#[test]
fn every_field_comes_back() {
    let mut buffer = [0; 1024];
    let text = WHOLE.write_text(&mut buffer).unwrap();
    assert_eq!(Text::parse(text).unwrap().spec(), WHOLE);
    let null = PolicySpec { dangerously_allow_null: true, ..PolicySpec::EMPTY };
    let text = null.write_text(&mut buffer).unwrap();
    assert_eq!(text, b"dangerously_allow_null = true\n");
    assert_eq!(Text::parse(text).unwrap().spec(), null);
}

#[test]
fn a_compiled_policy_reads_back_as_it_was_written() {
    static POLICY: Policy = policy!(USUAL);
    static OTHER: Policy = policy!(WHOLE);
    let mut buffer = [0; 1024];
    let text = POLICY.write_text(&mut buffer).unwrap();
    // Methods are normalised and names in lower case, as in the answers.
    let (methods, request_headers) = (&["PUT", "DELETE"][..], &["content-type", "x-api-key"][..]);
    // Exact origins stand before patterns.
    assert_eq!(Text::parse(text).unwrap().spec(), PolicySpec { methods, request_headers, ..USUAL });
    let text = OTHER.write_text(&mut buffer).unwrap();
    assert_eq!(Text::parse(text).unwrap().spec(), WHOLE);
}

#[test]
fn people_may_write_as_they_like() {
    let text = b"# first line\r\n\r\n  origins=*\r\n\tmethods\t=\tPUT \t DELETE\t\r\nexpose =\r\n#expose = x\nmethods = PATCH\n\
        credentials = false\ndenial_status = 0404";
    let expected = PolicySpec {
        origins: &["*"],
        methods: &["PUT", "DELETE", "PATCH"],
        denial_status: 404,
        ..PolicySpec::EMPTY
    };
    assert_eq!(Text::parse(text).unwrap().spec(), expected);
    assert_eq!(Text::parse(b"").unwrap().spec(), PolicySpec::EMPTY);
}

#[test]
fn every_error_has_its_line_and_bytes() {
    for (text, kind, line, bytes) in [
        (&b"origins"[..], Kind::NoField, 1, &b""[..]),
        (b"\n\norigins https://a.example", Kind::NoField, 3, b"https://a.example"),
        (b"= x", Kind::NoField, 1, b"= x"),
        (b"Origins = *", Kind::NoField, 1, b"Origins = *"),
        (b"methods = PUT\norigin = *\n", Kind::UnknownField, 2, b"origin"),
        (b"credentials = true\ncredentials = true", Kind::FieldTwice, 2, b"credentials"),
        (b"credentials = yes", Kind::NotAFlag, 1, b"yes"),
        (b"credentials =", Kind::NotAFlag, 1, b""),
        (b"max_age_secs = 10 min", Kind::NotANumber, 1, b"10 min"),
        (b"max_age_secs = 4294967296", Kind::NotANumber, 1, b"4294967296"),
        (b"max_age_secs = -1", Kind::NotANumber, 1, b"-1"),
        (b"max_age_secs = ", Kind::NotANumber, 1, b""),
        (b"origins = a \xff", Kind::NotUtf8, 1, b"\xff"),
        (b"methods = a b c\r\nmethods = d e f", Kind::TooManyEntries, 2, b"e"),
    ] {
        let shown = text.escape_ascii();
        let error = Text::parse(text).map(|read| read.spec().origins.len()).unwrap_err();
        assert_eq!((error.kind(), error.place().line()), (kind, line), "{shown}");
        assert_eq!(text.get(error.place().range()), Some(bytes), "{shown}");
    }
}

#[test]
fn all_errors_of_a_text_are_told() {
    let text = b"nothing = 1\norigins = \xff https://a.example \xfe\ncredentials = 1\n=\n";
    let told: Vec<_> =
        TextErrors::of(text).map(|error| (error.place().line(), error.kind().code())).collect();
    let utf8 = "text-not-utf8";
    assert_eq!(
        told,
        [(1, "text-unknown-field"), (2, utf8), (2, utf8), (3, "text-not-a-flag"), (4, "text-no-field")]
    );
}

#[test]
fn a_problem_is_found_in_the_text() {
    let text = b"origins = https://a.example\nmethods = PUT\norigins = https://b.example/ \xc3\xa4\nmax_age_secs = 100000\n\
        methods = trace\nsuccess_status = 70000\n";
    let read = Text::parse(text).unwrap();
    let spec = read.spec();
    let found: Vec<_> = spec
        .problems()
        .map(|problem| {
            let place = read.locate(&problem);
            (place.line(), text.get(place.range()).unwrap(), problem.code().code())
        })
        .collect();
    assert_eq!(
        found,
        [
            (3, &b"/"[..], "origin-trailing-slash"),
            (3, b"\xc3", "origin-scheme"),
            (5, b"trace", "forbidden-name"),
            (4, b"100000", "max-age-too-long"),
            (6, b"70000", "status"),
        ]
    );
    // What is not there is missing at the end.
    let read = Text::parse(b"methods = PUT\n").unwrap();
    let problem = read.spec().errors().next().unwrap();
    let place = read.locate(&problem);
    assert_eq!((problem.code().code(), place.line(), place.range()), ("no-origins", 2, 14..14));
}

#[test]
fn only_valid_policies_are_written_and_only_whole_ones() {
    let spec = policy_spec! { origins: ["https://a.example\ncredentials = true"] };
    let mut buffer = [b'-'; 64];
    assert!(matches!(spec.write_text(&mut buffer), Err(WriteTextError::Invalid(_))));
    let spec = policy_spec! { origins: ["https://a.example"] };
    let whole = b"origins = https://a.example\n";
    let mut short = [b'-'; 27];
    assert_eq!(spec.write_text(&mut short), Err(WriteTextError::NoSpace { needed: whole.len() }));
    assert_eq!(short, [b'-'; 27]);
    assert_eq!(spec.write_text(&mut buffer), Ok(&whole[..]));
}

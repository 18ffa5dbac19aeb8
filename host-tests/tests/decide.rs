//! Decisions, and the exact bytes of their answers.

use corselet::{Action, Policy, Request, Verdict, policy};

static WHOLE: Policy = policy! {
    origins: ["https://app.example.com", "https://*.example.org", "http://localhost:*"],
    methods: ["PUT", "delete", "patch"],
    request_headers: ["Content-Type", "x-api-key"],
    expose: ["ETag"],
    credentials: true,
    max_age_secs: 600,
};

fn request<'r>(method: &'r str, lines: &[(&str, &'r str)]) -> Request<'r> {
    let mut request = Request::new(method.as_bytes());
    for (name, value) in lines {
        request.observe(name.as_bytes(), value.as_bytes());
    }
    request
}

/// The verdict, the reason's code and the block, which must be what the fields say.
fn answer(policy: &Policy, method: &str, lines: &[(&str, &str)]) -> (Verdict, Option<&'static str>, String) {
    let request = request(method, lines);
    let decision = policy.decide(&request);
    let mut buffer = [0; 8192];
    let block = decision.write_to(&request, &mut buffer).expect("the buffer is large");
    assert!(block.len() <= policy.max_block_len(), "the policy's bound holds");
    let mut from_fields = Vec::new();
    for (name, value) in decision.fields(&request) {
        from_fields.extend_from_slice(name.as_bytes());
        from_fields.extend_from_slice(b": ");
        value.for_each(|piece| from_fields.extend_from_slice(piece));
        from_fields.extend_from_slice(b"\r\n");
    }
    assert_eq!(
        block.escape_ascii().to_string(),
        from_fields.escape_ascii().to_string(),
        "fields and block agree"
    );
    let reason = decision.reason(&request).map(|reason| reason.code());
    assert_eq!(
        reason.is_some(),
        matches!(decision.verdict(), Verdict::ActualDenied | Verdict::PreflightDenied)
    );
    (decision.verdict(), reason, String::from_utf8(block.to_vec()).expect("ASCII"))
}

#[test]
fn an_allowed_request_gets_its_own_origin_back() {
    for origin in
        ["https://app.example.com", "https://a.b.example.org", "http://localhost", "http://localhost:3000"]
    {
        let (verdict, _, block) = answer(&WHOLE, "GET", &[("Origin", origin)]);
        assert_eq!(verdict, Verdict::ActualAllowed, "{origin}");
        let expected = format!(
            "access-control-allow-origin: {origin}\r\naccess-control-allow-credentials: true\r\n\
             access-control-expose-headers: etag\r\nvary: origin\r\n"
        );
        assert_eq!(block, expected);
    }
}

#[test]
fn a_denied_origin_gets_nothing_but_vary() {
    for (origin, code) in [
        ("https://app.example.com:8443", "origin-not-allowed"),
        ("https://app.example.com/", "origin-malformed"),
        ("https://APP.example.com", "origin-malformed"),
        ("https://example.org", "origin-not-allowed"),
        ("https://evil-example.org", "origin-not-allowed"),
        ("https://.example.org", "origin-not-dns-shaped"),
        ("https://a..example.org", "origin-not-dns-shaped"),
        ("https://evil.net/.example.org", "origin-malformed"),
        ("http://a.example.org", "origin-not-allowed"),
        ("http://localhost:80", "origin-malformed"),
        ("null", "origin-null"),
        ("", "origin-malformed"),
    ] {
        let (verdict, reason, block) = answer(&WHOLE, "GET", &[("Origin", origin)]);
        assert_eq!((verdict, reason), (Verdict::ActualDenied, Some(code)), "{origin}");
        assert_eq!(block, "vary: origin\r\n", "{origin}");
    }
}

#[test]
fn a_request_without_origin_still_varies() {
    assert_eq!(answer(&WHOLE, "GET", &[]), (Verdict::NotCors, None, "vary: origin\r\n".into()));
    assert_eq!(answer(&WHOLE, "OPTIONS", &[]), (Verdict::NotCors, None, String::new()));
}

const ASK: (&str, &str) = ("Origin", "https://app.example.com");

#[test]
fn a_granted_preflight_lists_the_whole_policy() {
    let lines =
        [ASK, ("access-control-request-method", "PUT"), ("Access-Control-Request-Headers", "x-api-key")];
    let (verdict, _, block) = answer(&WHOLE, "OPTIONS", &lines);
    assert_eq!(verdict, Verdict::PreflightAllowed);
    assert_eq!(
        block,
        "access-control-allow-origin: https://app.example.com\r\naccess-control-allow-credentials: true\r\n\
         access-control-allow-methods: PUT,DELETE,patch\r\naccess-control-allow-headers: content-type,x-api-key\r\n\
         access-control-max-age: 600\r\n"
    );
}

#[test]
fn a_preflight_is_denied_by_the_first_check_that_fails() {
    for (method, headers, code) in [
        ("PATCH", "", "method-not-allowed"),
        ("put", "", "method-not-allowed"),
        ("", "", "method-malformed"),
        ("P UT", "", "method-malformed"),
        ("TRACE", "", "method-not-allowed"),
        ("PUT", "x-other", "headers-not-allowed"),
        ("PUT", "x-api-key, x api", "headers-malformed"),
        ("PUT", ",,,,,,,,,,,,,,,,,", "headers-too-many-empty"),
        ("PATCH", "x-other", "method-not-allowed"),
    ] {
        let lines =
            [ASK, ("Access-Control-Request-Method", method), ("Access-Control-Request-Headers", headers)];
        let denied = (Verdict::PreflightDenied, Some(code), String::new());
        assert_eq!(answer(&WHOLE, "OPTIONS", &lines), denied, "{method} {headers}");
    }
    let twice = [ASK, ASK, ("Access-Control-Request-Method", "PUT")];
    assert_eq!(answer(&WHOLE, "OPTIONS", &twice).1, Some("origin-multiple"));
    let method_twice =
        [ASK, ("Access-Control-Request-Method", "PUT"), ("Access-Control-Request-Method", "PUT")];
    assert_eq!(answer(&WHOLE, "OPTIONS", &method_twice).1, Some("method-multiple"));
}

#[test]
fn requested_headers_come_in_any_order_case_and_number_of_lines() {
    for lines in [
        &["X-API-KEY,content-type"][..],
        &["content-type", "x-api-key"],
        &["x-api-key , ,\tCONTENT-TYPE,content-type"],
        &["", "x-api-key"],
        &["content-type,content-type,x-api-key,x-api-key"],
    ] {
        let mut all = vec![ASK, ("Access-Control-Request-Method", "GET")];
        all.extend(lines.iter().map(|line| ("Access-Control-Request-Headers", *line)));
        assert_eq!(answer(&WHOLE, "OPTIONS", &all).0, Verdict::PreflightAllowed, "{lines:?}");
    }
}

/// The verdict and the reason's code of a preflight with these lines of header names.
fn ask_names(policy: &Policy, names: &[String]) -> (Verdict, Option<&'static str>) {
    let mut lines = vec![ASK, ("Access-Control-Request-Method", "GET")];
    lines.extend(names.iter().map(|line| ("Access-Control-Request-Headers", line.as_str())));
    let (verdict, reason, _) = answer(policy, "OPTIONS", &lines);
    (verdict, reason)
}

/// What is just within a limit is granted, one more is not.
#[test]
fn limits_of_requested_headers_hold_to_the_last() {
    static ANY: Policy = policy! { origins: ["*"], request_headers: ["*"] };
    let lines = |count: usize, line: &str| vec![line.to_owned(); count];
    for (within, beyond, code) in [
        (lines(1, &"a".repeat(4096)), lines(1, &"a".repeat(4097)), "headers-too-long"),
        (lines(4, &"a".repeat(1024)), lines(4, &"a".repeat(1025)), "headers-too-long"),
        (lines(4, "a"), lines(5, "a"), "headers-too-many-lines"),
        (
            vec!["a".to_owned(), ",".repeat(15)],
            vec!["a".to_owned(), ",".repeat(16)],
            "headers-too-many-empty",
        ),
        (lines(16, ""), lines(17, ""), "headers-too-many-empty"),
        (
            [lines(8, ""), vec![",".repeat(7)]].concat(),
            [lines(8, ""), vec![",".repeat(8)]].concat(),
            "headers-too-many-empty",
        ),
        (vec![["a"; 128].join(",")], vec![["a"; 129].join(",")], "headers-too-many-names"),
        (
            lines(2, &["a"; 64].join(",")),
            vec![["a"; 64].join(","), ["a"; 65].join(",")],
            "headers-too-many-names",
        ),
    ] {
        assert_eq!(ask_names(&ANY, &within), (Verdict::PreflightAllowed, None), "{code}");
        assert_eq!(ask_names(&ANY, &beyond), (Verdict::PreflightDenied, Some(code)));
    }
}

/// Short lists are scanned, long ones searched: both find their names in any case and order, and no others.
#[test]
fn listed_headers_are_found_in_lists_of_any_length() {
    static ONE: Policy = policy! { origins: ["*"], request_headers: ["x-b"] };
    static SHORT: Policy =
        policy! { origins: ["*"], request_headers: ["x-d", "X-B", "x-ff", "x-g-long-name"] };
    static LONG: Policy = policy! {
        origins: ["*"],
        request_headers: [
            "x-ba", "x-bb", "x-bc", "x-bd", "x-be", "x-bf", "x-bg", "x-bh", "x-bi", "x-bj", "x-bk", "x-bl", "x-bm",
            "x-bn", "x-bo", "x-bp", "x-bq", "x-b-longer-than-eight", "x-b-longer-than-nine",
        ],
    };
    let granted = (Verdict::PreflightAllowed, None);
    for (policy, names) in [
        (&ONE, &["x-b"][..]),
        (&SHORT, &["x-b", "x-d", "x-ff", "x-g-long-name"]),
        (&LONG, &["x-b-longer-than-eight", "x-b-longer-than-nine", "x-ba", "x-bb", "x-bk", "x-bp", "x-bq"]),
    ] {
        let mut backwards = names.to_vec();
        backwards.reverse();
        for list in
            [names.join(","), names.join(",").to_uppercase(), backwards.join(", "), backwards.join(",")]
        {
            assert_eq!(ask_names(policy, std::slice::from_ref(&list)), granted, "{list}");
        }
        for name in names {
            assert_eq!(ask_names(policy, &[(*name).to_owned()]), granted, "{name}");
            let but_its_end = &name[..name.len() - 1];
            for other in
                [but_its_end.to_owned(), format!("{name}x"), format!("{but_its_end}~"), format!("{name},x-a")]
            {
                let denied = (Verdict::PreflightDenied, Some("headers-not-allowed"));
                assert_eq!(ask_names(policy, std::slice::from_ref(&other)), denied, "{other}");
            }
        }
    }
}

/// Bytes that differ as the two cases of a letter do are no cases of each other.
#[test]
fn only_letters_have_cases() {
    static ODD: Policy =
        policy! { origins: ["*"], request_headers: ["x-long_name-a", "x-long^name-b", "x|c", "x`d"] };
    for (name, other) in [
        ("X-Long_Name-A", "x-long\x7fname-a"),
        ("X-Long^Name-B", "x-long~name-b"),
        ("X|C", "x\\c"),
        ("X`D", "x@d"),
    ] {
        assert_eq!(ask_names(&ODD, &[name.to_owned()]).0, Verdict::PreflightAllowed, "{name}");
        assert_eq!(ask_names(&ODD, &[other.to_owned()]).0, Verdict::PreflightDenied, "{other}");
    }
}

static LEAST: Policy = policy! {
    origins: ["https://app.example.com"],
    methods: ["PUT", "DELETE"],
    request_headers: ["content-type", "x-api-key", "x-b"],
    disclose_least: true,
};

#[test]
fn least_disclosure_answers_what_was_asked() {
    let lines = [
        ASK,
        ("Access-Control-Request-Method", "PUT"),
        ("Access-Control-Request-Headers", "X-Api-Key,content-type,x-api-key"),
    ];
    let origin = "access-control-allow-origin: https://app.example.com\r\n";
    assert_eq!(
        answer(&LEAST, "OPTIONS", &lines).2,
        format!(
            "{origin}access-control-allow-methods: PUT\r\naccess-control-allow-headers: x-api-key,content-type\r\n"
        )
    );
    assert_eq!(answer(&LEAST, "OPTIONS", &[ASK, ("Access-Control-Request-Method", "GET")]).2, origin);
}

static EVERYBODY: Policy = policy! {
    origins: ["*"], methods: ["*"], request_headers: ["*", "Authorization"], expose: ["*"],
};

#[test]
fn everybody_gets_the_same_answer() {
    let actual = "access-control-allow-origin: *\r\naccess-control-expose-headers: *\r\n";
    for lines in [&[][..], &[ASK], &[("Origin", "null")], &[("Origin", "not an origin")]] {
        assert_eq!(answer(&EVERYBODY, "GET", lines).2, actual);
    }
    let preflight = [ASK, ("Access-Control-Request-Method", "PURGE")];
    assert_eq!(
        answer(&EVERYBODY, "OPTIONS", &preflight).2,
        "access-control-allow-origin: *\r\naccess-control-allow-methods: *\r\n\
         access-control-allow-headers: *,authorization\r\n"
    );
    for method in ["TRACE", "connect"] {
        let forbidden = [ASK, ("Access-Control-Request-Method", method)];
        assert_eq!(answer(&EVERYBODY, "OPTIONS", &forbidden).1, Some("method-not-allowed"));
    }
}

static WITH_CREDENTIALS: Policy = policy! {
    origins: ["https://*.example.com"],
    methods: ["*"],
    request_headers: ["*"],
    credentials: true,
    options_cached_by_intermediary: true,
    private_network: true,
};

#[test]
fn with_credentials_a_wildcard_echoes_what_was_validated() {
    let lines = [
        ASK,
        ("Access-Control-Request-Method", "REPORT"),
        ("Access-Control-Request-Headers", "B,a"),
        ("Access-Control-Request-Private-Network", "true"),
    ];
    assert_eq!(
        answer(&WITH_CREDENTIALS, "OPTIONS", &lines).2,
        "access-control-allow-origin: https://app.example.com\r\naccess-control-allow-credentials: true\r\n\
         access-control-allow-private-network: true\r\naccess-control-allow-methods: REPORT\r\n\
         access-control-allow-headers: b,a\r\n\
         vary: origin, access-control-request-method, access-control-request-headers, \
         access-control-request-private-network\r\n"
    );
}

#[test]
fn nothing_of_a_mixed_up_request_is_echoed() {
    let good = request("GET", &[("Origin", "https://a.example.org")]);
    let decision = WHOLE.decide(&good);
    for origin in ["https://evil.net", "x\r\nset-cookie: a=b", "https://a.example.org\r\n"] {
        let other = request("GET", &[("Origin", origin)]);
        let mut buffer = [0; 512];
        assert_eq!(decision.write_to(&other, &mut buffer), Ok(&b"vary: origin\r\n"[..]), "{origin}");
    }
    // Each of them would be granted alone.
    let twice = request("GET", &[("Origin", "https://a.example.org"), ("Origin", "https://b.example.org")]);
    let mut buffer = [0; 512];
    assert_eq!(decision.write_to(&twice, &mut buffer), Ok(&b"vary: origin\r\n"[..]));
}

/// What is echoed of a preflight is its origin, its method and its names: each is checked when it is written.
#[test]
fn nothing_of_a_mixed_up_preflight_is_echoed() {
    let good = [ASK, ("Access-Control-Request-Method", "REPORT"), ("Access-Control-Request-Headers", "a")];
    let decision = WITH_CREDENTIALS.decide(&request("OPTIONS", &good));
    assert_eq!(decision.verdict(), Verdict::PreflightAllowed);
    let denial = "vary: origin, access-control-request-method, access-control-request-headers, \
                  access-control-request-private-network\r\n";
    let method = |method| ("Access-Control-Request-Method", method);
    for other in [
        vec![("Origin", "https://evil.net"), method("REPORT")],
        vec![ASK, ASK, method("REPORT")],
        vec![ASK],
        vec![ASK, method("TRACE")],
        vec![ASK, method("A B")],
        vec![ASK, method("REPORT"), method("REPORT")],
        vec![ASK, method("REPORT"), ("Access-Control-Request-Headers", "a,b\r\nset-cookie: x")],
        vec![ASK, method("REPORT"), ("Access-Control-Request-Headers", "a b")],
    ] {
        let mut buffer = [0; 512];
        let written = decision.write_to(&request("OPTIONS", &other), &mut buffer);
        assert_eq!(written.map(|block| str::from_utf8(block).unwrap()), Ok(denial), "{other:?}");
    }
}

#[test]
fn a_small_buffer_is_left_alone() {
    let request = request("GET", &[ASK]);
    let decision = WHOLE.decide(&request);
    let mut whole = [0; 512];
    let len = decision.write_to(&request, &mut whole).unwrap().len();
    let mut small = vec![7; len - 1];
    assert_eq!(decision.write_to(&request, &mut small).unwrap_err().needed, len);
    assert!(small.iter().all(|byte| *byte == 7));
}

#[test]
fn a_static_origin_is_sent_to_all() {
    static STATIC: Policy = policy! { origins: ["https://app.example.com"], static_origin: true };
    for lines in [&[][..], &[ASK], &[("Origin", "https://evil.net")]] {
        assert_eq!(
            answer(&STATIC, "GET", lines).2,
            "access-control-allow-origin: https://app.example.com\r\n"
        );
    }
}

#[test]
fn statuses_are_the_owners() {
    static POLICY: Policy =
        policy! { origins: ["https://a.example"], success_status: 200, denial_status: 400 };
    let ask = |origin| {
        let request = request("OPTIONS", &[("Origin", origin), ("Access-Control-Request-Method", "GET")]);
        POLICY.decide(&request).action()
    };
    assert_eq!(ask("https://a.example"), Action::Respond { status: 200 });
    assert_eq!(ask("https://b.example"), Action::Reject { status: 400 });
}

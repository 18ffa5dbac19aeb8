//! Policies with errors: what they say, and the codes of what is wrong with them.

use corselet::policy::PolicySpec;
use corselet::policy_spec;

/// A policy that must not build.
pub(crate) struct Bad {
    /// The name of the program in `tests/ui` that has it.
    pub(crate) name: &'static str,
    /// Its fields, as tokens.
    pub(crate) fields: &'static str,
    pub(crate) spec: PolicySpec<'static>,
    /// The codes of its errors, in order.
    pub(crate) codes: &'static [&'static str],
}

macro_rules! bad_policies {
    ($($name:ident: { $($fields:tt)* } => $codes:expr;)*) => {
        pub(crate) static BAD: &[Bad] = &[$(Bad {
            name: stringify!($name),
            fields: stringify!($($fields)*),
            spec: policy_spec! { $($fields)* },
            codes: &$codes,
        }),*];
    };
}

bad_policies! {
    answer_header_as_request_header: { origins: ["https://app.example.com"], request_headers: ["Access-Control-Allow-Origin"] }
        => ["misplaced-name"];
    any_origin_with_credentials: { origins: ["*"], credentials: true }
        => ["any-origin-with-credentials"];
    byte_outside_of_dns: { origins: ["https://app!.example.com"] } => ["host-byte"];
    connect_method: { origins: ["https://app.example.com"], methods: ["PUT", "connect"] }
        => ["forbidden-name"];
    empty_label: { origins: ["https://app..example.com"] } => ["empty-label"];
    explicit_default_port: { origins: ["https://app.example.com:443"] } => ["origin-default-port"];
    exposed_set_cookie: { origins: ["https://app.example.com"], expose: ["set-cookie"] }
        => ["forbidden-name"];
    exposed_wildcard_with_credentials: { origins: ["https://app.example.com"], expose: ["*"], credentials: true }
        => ["any-exposed-with-credentials"];
    file_origin: { origins: ["file://host"] } => ["file-origin"];
    forbidden_request_header: { origins: ["https://app.example.com"], request_headers: ["x-api-key", "Cookie"] }
        => ["forbidden-name"];
    label_over_63_bytes: { origins: ["https://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example.com"] }
        => ["label-too-long"];
    mapped_address: { origins: ["http://[::ffff:c000:201]"] } => ["mapped-address"];
    max_age_over_a_day: { origins: ["https://app.example.com"], max_age_secs: 86_401 }
        => ["max-age-too-long"];
    method_no_token: { origins: ["https://app.example.com"], methods: ["PUT DELETE"] }
        => ["not-a-token"];
    no_origins: { methods: ["PUT"] } => ["no-origins"];
    no_scheme: { origins: ["app.example.com"] } => ["origin-no-scheme"];
    null_in_the_list: { origins: ["null"] } => ["null-origin"];
    null_with_credentials: { origins: ["https://app.example.com"], credentials: true, dangerously_allow_null: true }
        => ["null-with-credentials"];
    path: { origins: ["https://app.example.com/login"] } => ["origin-path"];
    plain_http_with_credentials: { origins: ["http://app.example.com"], credentials: true }
        => ["http-with-credentials"];
    port_zero: { origins: ["https://app.example.com:0"] } => ["port-zero"];
    public_suffix_with_credentials: { origins: ["https://*.com"], credentials: true }
        => ["public-suffix-with-credentials"];
    static_origin_of_two: { origins: ["https://a.example", "https://b.example"], static_origin: true }
        => ["static-origin-needs-one"];
    success_status_that_fails: { origins: ["https://app.example.com"], success_status: 304 }
        => ["status"];
    trailing_slash: { origins: ["https://app.example.com", "https://ops.example.com/"] }
        => ["origin-trailing-slash"];
    two_errors: { origins: ["https://app.example.com/", "HTTPS://b.example"], methods: ["TRACE"] }
        => ["origin-trailing-slash", "origin-upper-case", "forbidden-name"];
    unicode_host: { origins: ["https://äpp.example.com"] } => ["origin-host-byte"];
    upper_case_host: { origins: ["https://App.example.com"] } => ["origin-upper-case"];
    user_info: { origins: ["https://user@app.example.com"] } => ["origin-user-info"];
    wildcard_before_an_address: { origins: ["https://*.192.0.2.1"] } => ["wildcard-address"];
    wildcard_inside_a_label: { origins: ["https://app*.example.com"] } => ["wildcard-place"];
}

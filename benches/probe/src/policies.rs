//! Policies that together make use of all that the server's half can do.

use corselet::{Policy, policy};

/// One for each route, say.
pub static POLICY: [Policy<'static>; 6] = [
    policy! {
        origins: ["https://app.example.com", "https://*.example.org", "https://localhost:*"],
        methods: ["PUT", "DELETE"],
        request_headers: ["authorization", "content-type", "x-api-key", "x-request-id"],
        expose: ["etag"],
        credentials: true,
        max_age_secs: 600,
    },
    policy! { origins: ["*"], methods: ["*"], request_headers: ["*"], expose: ["*"] },
    policy! { origins: ["*"], request_headers: ["*", "authorization"], options_cached_by_intermediary: true },
    policy! { origins: ["https://*.example.net"], methods: ["*"], request_headers: ["*"], credentials: true },
    policy! {
        origins: ["https://app.example.com"],
        methods: ["PUT"],
        request_headers: ["x-api-key"],
        disclose_least: true,
        private_network: true,
        dangerously_allow_null: true,
    },
    policy! { origins: ["https://app.example.com"], static_origin: true },
];

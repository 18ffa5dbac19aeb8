//! Who may do what: one policy a kind of route.

use corselet::policy::PolicySpec;
use corselet::{Policy, policy, policy_spec};

/// Measurements: every page of the web may read them, none with credentials.
pub(crate) static READING: Policy = policy! { origins: ["*"] };

/// The relay: the owner's dashboards and the plant's, with credentials.
pub(crate) const RELAY_SPEC: PolicySpec<'static> = policy_spec! {
    origins: [
        "https://dashboard.example.com",
        "https://ops.example.com",
        "https://*.plant.example.com",
    ],
    methods: ["PUT", "DELETE"],
    request_headers: ["content-type", "x-api-key"],
    credentials: true,
    max_age_secs: 600,
};

/// [`RELAY_SPEC`], compiled.
pub(crate) static RELAY: Policy = policy!(RELAY_SPEC);

/// The configuration, and who stays paired: one page, without credentials.
pub(crate) static CONFIG: Policy = policy! {
    origins: ["https://config.example.com"],
    methods: ["PUT"],
    request_headers: ["content-type"],
};

/// The log and the status page: the operators' page may read them.
pub(crate) static OPERATORS: Policy = policy! { origins: ["https://ops.example.com"] };

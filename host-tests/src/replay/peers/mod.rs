//! Cases from server-side libraries' own tests and advisories.

mod policy;

pub(super) mod acrh_lists;
pub(super) mod policy_validation;
pub(super) mod server_cases;

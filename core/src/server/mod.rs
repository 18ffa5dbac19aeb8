//! The server's half: a request comes in, a [`Decision`] goes out, and with it what the answer must carry.

mod block;
mod decide;
mod decision;
mod fields;
mod own;
mod reason;
mod request;
mod value;
mod vary;
mod why;

pub use decision::{Action, Check, Decision, Verdict};
pub use fields::Fields;
pub use own::{CheckedHost, Scheme};
pub use reason::{Place, Reason};
pub use request::Request;
pub use value::Value;
pub use vary::merge_vary;

//! A policy as text: to be edited by a person, and kept in a configuration file or an entry of a device's storage.
//!
//! ```text
//! # Who may read the meter.
//! origins = https://app.example.com https://*.example.org
//! origins = http://localhost:*
//! methods = PUT DELETE
//! request_headers = content-type x-api-key
//! credentials = true
//! max_age_secs = 600
//! ```
//!
//! # The grammar
//! In ABNF (RFC 5234), over bytes:
//!
//! ```text
//! text    = line *( LF line )
//! line    = blanks [ comment / field ] blanks [ CR ]
//! comment = "#" *octet
//! field   = name blanks "=" blanks [ entries / flag / number ]
//! name    = 1*( %x61-7A / "_" )
//! entries = entry *( 1*blank entry )
//! entry   = 1*( any byte but blank and LF )
//! flag    = "true" / "false"
//! number  = 1*DIGIT
//! blanks  = *blank
//! blank   = SP / HTAB
//! ```
//!
//! The names are those of the fields of [`PolicySpec`](crate::policy::PolicySpec), and what is left out is as in its
//! [`EMPTY`](crate::policy::PolicySpec::EMPTY). The lists `origins`, `methods`, `request_headers` and `expose` take entries, and
//! may be given several times: the lines are one list. `max_age_secs`, `success_status` and `denial_status` take a number,
//! the other fields a flag; they are given once. A comment has a line of its own, since `#` is a letter of names.
//!
//! # Both ways
//! What [`write_text`](crate::policy::PolicySpec::write_text) writes, [`PolicyText::parse`] reads as the same policy, field by field
//! and entry by entry. A usual policy takes less than 256 bytes. Reading is linear, and only finds out what the fields are:
//! whether the policy may be built is the matter of [`errors`](crate::policy::PolicySpec::errors), whose places
//! [`locate`](PolicyText::locate) finds in the text.

mod error;
mod grammar;
mod items;
mod view;
mod write;

pub use error::{TextError, TextErrorKind, TextPlace};
pub use items::TextErrors;
pub use view::PolicyText;
pub use write::WriteTextError;

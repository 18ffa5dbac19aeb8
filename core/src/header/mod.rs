//! The wire: field names, tokens, lists and the HTTP/1.1 request head (RFC 9110, RFC 9112, Fetch).

mod delta;
mod field;
mod fill;
mod head;
mod head_error;
mod head_grammar;
mod limits;
mod list;
mod lower;
mod method;
mod mime;
mod name;
mod names;
mod range;
mod split;
mod token;
mod values;
mod words;

pub use delta::delta_seconds;
pub use field::Field;
pub use fill::BufferTooSmall;
pub(crate) use fill::{Fill, put};
pub use head::{Body, Head, Lines, MAX_HEAD_LEN, MAX_HEADER_LINES};
pub use head_error::HeadError;
pub use limits::{
    MAX_METHOD_LEN, MAX_REQUEST_HEADERS_EMPTY, MAX_REQUEST_HEADERS_LEN, MAX_REQUEST_HEADERS_LINES,
    MAX_REQUEST_HEADERS_NAMES,
};
pub(crate) use list::split_element;
pub use list::{Elements, NotAToken};
pub use lower::LowerName;
pub use method::{is_forbidden_method, is_safelisted_method, normalize_method};
pub use mime::Essence;
pub use name::{
    is_forbidden_request_header, is_forbidden_request_header_name, is_forbidden_response_header_name,
    is_safelisted_response_header_name,
};
pub(crate) use names::Names;
pub use range::{ByteRange, Digits};
pub use split::Split;
pub use token::{is_header_value, is_token, normalize_value, trim};
pub(crate) use token::{split_run, trim_within};
pub use values::{HeaderList, Line, Values};
pub(crate) use words::{compare_lower, copy, same, same_name};

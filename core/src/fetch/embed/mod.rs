//! Embedding: which loads a user agent refuses, and what it tells the server about them.

mod address_space;
mod corp;
mod crossorigin;
mod destination;
mod frame_ancestors;
mod nosniff;
mod orb;
mod ports;
mod sec_fetch;
mod signature;
mod style;
mod tao;
mod text;
mod xfo;

pub use address_space::AddressSpace;
pub use corp::{CorpReason, CorpRequest, CorpVerdict, EmbedderPolicy, check_corp};
pub use crossorigin::CrossOrigin;
pub use destination::Destination;
pub use frame_ancestors::{FrameAncestors, check_frame_ancestors};
pub use nosniff::{determine_nosniff, is_blocked_by_mime_type, is_blocked_by_nosniff};
pub use orb::{MediaRequest, OpaqueResponse, OrbEffect, OrbReason, OrbVerdict, SNIFF_LEN};
pub use ports::{is_bad_port, is_port_blocked};
pub use sec_fetch::{SecFetch, SecFetchSite};
pub use style::is_style_sheet;
pub use tao::{TimingRequest, check_timing_allow};
pub use xfo::{XFrameOptions, XFrameOptionsReason, check_x_frame_options};

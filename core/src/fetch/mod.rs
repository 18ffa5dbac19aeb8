//! The user agent's half: what a browser does with an answer, and why (Fetch, HTML).

pub mod access;
pub mod cookie;
pub mod document;
pub mod message;
pub mod window;

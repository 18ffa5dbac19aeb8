//! What an answer carries for the guard: header lines, rendered once, where the guard is made.

use super::spec::{Framing, GuardSpec, OpenerPolicy, ResourcePolicy};
use crate::header::{Field, Fill, split_run};

/// The lines, in the order of emission.
pub(super) const fn render(spec: &GuardSpec<'_>, block: &mut Fill<'_>) {
    // Both, since frame-ancestors takes over where it is known (HTML, "The `X-Frame-Options` header").
    match spec.framing {
        Framing::Nobody => {
            line(block, Field::FrameOptions, "DENY");
            line(block, Field::ContentSecurityPolicy, "frame-ancestors 'none'");
        }
        Framing::SameOrigin => {
            line(block, Field::FrameOptions, "SAMEORIGIN");
            line(block, Field::ContentSecurityPolicy, "frame-ancestors 'self'");
        }
        Framing::Everybody => {}
    }
    let resource_policy = match spec.resource_policy {
        ResourcePolicy::SameOrigin => "same-origin",
        ResourcePolicy::SameSite => "same-site",
        ResourcePolicy::CrossOrigin => "cross-origin",
    };
    line(block, Field::ResourcePolicy, resource_policy);
    match spec.opener_policy {
        OpenerPolicy::SameOrigin => line(block, Field::OpenerPolicy, "same-origin"),
        OpenerPolicy::SameOriginAllowPopups => line(block, Field::OpenerPolicy, "same-origin-allow-popups"),
        OpenerPolicy::UnsafeNone => {}
    }
    line(block, Field::ContentTypeOptions, "nosniff");
    if !spec.timing_origins.is_empty() {
        list(block, Field::TimingAllowOrigin, spec.timing_origins);
    }
    // A cache must not hand to another site what was answered to the host's own pages. Writes are not cached, and what
    // is refused by its host has another URL.
    if spec.rule.isolates {
        let names = [Field::SecFetchSite, Field::SecFetchMode, Field::SecFetchDest, Field::Origin];
        let [site, mode, dest, origin] = names;
        list(block, Field::Vary, &[site.name(), mode.name(), dest.name(), origin.name()]);
    }
}

const fn line(block: &mut Fill<'_>, field: Field, value: &str) {
    list(block, field, &[value]);
}

const fn list(block: &mut Fill<'_>, field: Field, values: &[&str]) {
    block.bytes(field.name().as_bytes());
    let mut separator: &[u8] = b": ";
    let mut rest = values;
    while let [value, tail @ ..] = rest {
        block.bytes(separator);
        block.bytes(value.as_bytes());
        separator = b", ";
        rest = tail;
    }
    block.bytes(b"\r\n");
}

/// The names that a block can hold.
const NAMES: [Field; 7] = [
    Field::FrameOptions,
    Field::ContentSecurityPolicy,
    Field::ResourcePolicy,
    Field::OpenerPolicy,
    Field::ContentTypeOptions,
    Field::TimingAllowOrigin,
    Field::Vary,
];

/// The fields that an answer carries for the guard, name and value, in the order of emission.
#[derive(Clone, Debug)]
pub struct Fields<'a> {
    rest: &'a [u8],
}

impl<'a> Fields<'a> {
    pub(super) const fn new(block: &'a [u8]) -> Self {
        Self { rest: block }
    }
}

impl<'a> Iterator for Fields<'a> {
    type Item = (&'static str, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (name, value) = NAMES.iter().find_map(|field| {
            let after = self.rest.strip_prefix(field.name().as_bytes())?;
            Some((field.name(), after.strip_prefix(b": ")?))
        })?;
        let (value, rest) = split_run(value, |byte| byte != b'\r');
        self.rest = rest.strip_prefix(b"\r\n")?;
        Some((name, value))
    }
}

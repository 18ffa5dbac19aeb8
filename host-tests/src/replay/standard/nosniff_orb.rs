//! `nosniff_orb`: nosniff, blocking by MIME type (Fetch, "X-Content-Type-Options header"), and opaque-response
//! blocking by its proposal.

use crate::replay::read::{flag, number, string};
use crate::replay::{Report, bytes, each, lines};
use anyhow::{Context, bail};
use corselet::fetch::Profile;
use corselet::fetch::embed::{
    Destination, MediaRequest, OpaqueResponse, OrbReason, OrbVerdict, determine_nosniff,
    is_blocked_by_mime_type, is_blocked_by_nosniff,
};
use corselet::header::{Essence, HeaderList};
use serde_json::Value;

/// Runs the cases of `file`.
pub(in crate::replay) fn run(file: &Value, report: &mut Report) -> anyhow::Result<()> {
    each(file, report, "determine_nosniff", &["x_content_type_options"], |c, case| {
        let fields = Fields::of(c)?;
        case.expect("nosniff", &c["nosniff"], determine_nosniff(&HeaderList::new(&fields.pairs())));
        Ok(())
    })?;
    let input = ["destination", "content_type", "x_content_type_options"];
    each(file, report, "nosniff_block", &input, |c, case| {
        let fields = Fields::of(c)?;
        let blocked = is_blocked_by_nosniff(destination(c)?, &HeaderList::new(&fields.pairs()));
        case.expect("blocked", &c["blocked"], blocked);
        Ok(())
    })?;
    each(file, report, "mime_block", &input, |c, case| {
        let fields = Fields::of(c)?;
        let blocked = is_blocked_by_mime_type(destination(c)?, &HeaderList::new(&fields.pairs()));
        case.expect("blocked", &c["blocked"], blocked);
        Ok(())
    })?;
    let input = ["content_type", "nosniff", "status", "body", "media_state", "partial_response_valid"];
    each(file, report, "orb", &input, |c, case| {
        let fields = Fields::of(c)?;
        let pairs = fields.pairs();
        let mut response = OpaqueResponse::new(number(&c["status"])?, &HeaderList::new(&pairs), media(c)?);
        response.nosniff = flag(&c["nosniff"])?;
        response.mid_body = c["partial_response_valid"] == false;
        let kind = string(&c["body"])?;
        let allowed = match response.decide(body(kind)?, &Profile::STANDARD) {
            OrbVerdict::Allow => true,
            // Parsing is the caller's; the case says what it would find.
            OrbVerdict::ParseScript => kind == "js",
            _ => false,
        };
        case.expect("allowed", &c["allowed"], allowed);
        Ok(())
    })?;
    each(file, report, "orb_never_sniffed_mime_types", &[], |name, case| {
        let name = bytes(name)?;
        let pairs = [(&b"content-type"[..], name.as_slice())];
        let response = OpaqueResponse::new(200, &HeaderList::new(&pairs), MediaRequest::Subsequent);
        let blocked = Some(OrbVerdict::Block(OrbReason::NeverSniffed));
        case.expect("never sniffed", true, response.decide_head(&Profile::STANDARD) == blocked);
        Ok(())
    })?;
    each(file, report, "javascript_mime_types", &[], |name, case| {
        let name = bytes(name)?;
        let is_one = Essence::parse(&name).is_some_and(|essence| essence.is_javascript());
        case.expect("JavaScript", true, is_one);
        Ok(())
    })
}

fn destination(case: &Value) -> anyhow::Result<Destination> {
    let name = string(&case["destination"])?;
    Destination::parse(name.as_bytes()).with_context(|| format!("unknown destination {name}"))
}

fn media(case: &Value) -> anyhow::Result<MediaRequest> {
    match string(&case["media_state"])? {
        "N/A" => Ok(MediaRequest::No),
        "initial" => Ok(MediaRequest::Initial),
        "subsequent" => Ok(MediaRequest::Subsequent),
        other => bail!("unknown media state {other}"),
    }
}

/// A body of that kind.
fn body(kind: &str) -> anyhow::Result<&'static [u8]> {
    match kind {
        "audio_video" => Ok(b"RIFF\x24\0\0\0WAVEfmt "),
        "empty" => Ok(b""),
        "image" => Ok(b"\x89PNG\r\n\x1a\n"),
        "js" => Ok(b"let a = 1;"),
        "json" => Ok(b"{\"a\": 1}"),
        "other" => Ok(b"neither this nor that"),
        _ => bail!("unknown body {kind}"),
    }
}

/// The lines of the two fields.
struct Fields {
    content_type: Vec<Vec<u8>>,
    options: Vec<Vec<u8>>,
}

impl Fields {
    fn of(case: &Value) -> anyhow::Result<Self> {
        let read = |member| case.get(member).map(lines).transpose().map(Option::unwrap_or_default);
        Ok(Self { content_type: read("content_type")?, options: read("x_content_type_options")? })
    }

    fn pairs(&self) -> Vec<(&[u8], &[u8])> {
        let types = self.content_type.iter().map(|line| (&b"Content-Type"[..], line.as_slice()));
        let options = self.options.iter().map(|line| (&b"X-Content-Type-Options"[..], line.as_slice()));
        types.chain(options).collect()
    }
}

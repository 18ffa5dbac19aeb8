//! Nosniff, blocking by MIME type, and opaque-response blocking.

use crate::replay::json::{each, flag, lines, text};
use crate::replay::report::Report;
use anyhow::{Context, Result, bail};
use corselet::fetch::Profile;
use corselet::fetch::embed::{
    Destination, MediaRequest, OpaqueResponse, OrbReason, OrbVerdict, determine_nosniff,
    is_blocked_by_mime_type, is_blocked_by_nosniff,
};
use corselet::header::{Essence, HeaderList};
use serde_json::Value;

/// Replays the four kinds of cases.
pub fn run(file: &Value, report: &mut Report) -> Result<()> {
    each(file, "determine_nosniff", report, |case, c| {
        let fields = Fields::of(case)?;
        let got = determine_nosniff(&HeaderList::new(&fields.pairs()));
        c.expect("nosniff", &flag(case, "nosniff")?.to_string(), &got.to_string());
        Ok(())
    });
    each(file, "nosniff_block", report, |case, c| {
        let fields = Fields::of(case)?;
        let got = is_blocked_by_nosniff(destination(case)?, &HeaderList::new(&fields.pairs()));
        c.expect("blocked", &flag(case, "blocked")?.to_string(), &got.to_string());
        Ok(())
    });
    each(file, "mime_block", report, |case, c| {
        let fields = Fields::of(case)?;
        let got = is_blocked_by_mime_type(destination(case)?, &HeaderList::new(&fields.pairs()));
        c.expect("blocked", &flag(case, "blocked")?.to_string(), &got.to_string());
        Ok(())
    });
    each(file, "orb", report, |case, c| {
        let fields = Fields::of(case)?;
        let pairs = fields.pairs();
        let status = u16::try_from(case["status"].as_u64().context("no status")?)?;
        let mut response = OpaqueResponse::new(status, &HeaderList::new(&pairs), media(case)?);
        response.nosniff = flag(case, "nosniff")?;
        response.mid_body = case["partial_response_valid"] == false;
        let kind = text(case, "body")?;
        let allowed = match response.decide(body(kind)?, &Profile::STANDARD) {
            OrbVerdict::Allow => true,
            // Parsing is the caller's; the case says what it would find.
            OrbVerdict::ParseScript => kind == "js",
            _ => false,
        };
        c.expect("allowed", &flag(case, "allowed")?.to_string(), &allowed.to_string());
        Ok(())
    });
    listed(file, "orb_never_sniffed_mime_types", report, |essence| {
        let pairs = [(&b"content-type"[..], essence)];
        let response = OpaqueResponse::new(200, &HeaderList::new(&pairs), MediaRequest::Subsequent);
        response.decide_head(&Profile::STANDARD) == Some(OrbVerdict::Block(OrbReason::NeverSniffed))
    });
    listed(file, "javascript_mime_types", report, |essence| {
        Essence::parse(essence).is_some_and(|essence| essence.is_javascript())
    });
    Ok(())
}

fn destination(case: &Value) -> Result<Destination> {
    let name = text(case, "destination")?;
    Destination::parse(name.as_bytes()).with_context(|| format!("unknown destination {name}"))
}

/// The lines of the two fields.
struct Fields {
    content_type: Vec<Vec<u8>>,
    options: Vec<Vec<u8>>,
}

impl Fields {
    fn of(case: &Value) -> Result<Self> {
        let read = |member| if case.get(member).is_some() { lines(case, member) } else { Ok(Vec::new()) };
        Ok(Self { content_type: read("content_type")?, options: read("x_content_type_options")? })
    }

    fn pairs(&self) -> Vec<(&[u8], &[u8])> {
        let types = self.content_type.iter().map(|line| (&b"content-type"[..], line.as_slice()));
        types
            .chain(self.options.iter().map(|line| (&b"x-content-type-options"[..], line.as_slice())))
            .collect()
    }
}

/// Every name of a list must be one.
fn listed(file: &Value, member: &str, report: &mut Report, is_one: impl Fn(&[u8]) -> bool) {
    for name in file.get(member).and_then(Value::as_array).into_iter().flatten() {
        let name = name.as_str().unwrap_or_default();
        report.case(&format!("{member}: {name}"), |c| {
            c.expect("listed", "true", &is_one(name.as_bytes()).to_string());
        });
    }
}

fn media(case: &Value) -> Result<MediaRequest> {
    match text(case, "media_state")? {
        "N/A" => Ok(MediaRequest::No),
        "initial" => Ok(MediaRequest::Initial),
        "subsequent" => Ok(MediaRequest::Subsequent),
        other => bail!("unknown media state {other}"),
    }
}

/// A body of that kind.
fn body(kind: &str) -> Result<&'static [u8]> {
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

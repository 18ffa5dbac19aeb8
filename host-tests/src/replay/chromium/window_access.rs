//! `window_access`: a page frames another one, each may set `document.domain`, and the page reaches for the frame's
//! document.

use crate::idna::Idna;
use crate::psl::Psl;
use crate::replay::text::serialized;
use crate::replay::{Report, each};
use anyhow::{Context, bail};
use corselet::fetch::document::{NewDocument, Sandbox, document_origin, is_credentialed_frame};
use corselet::fetch::window::has_dom_access;
use corselet::origin::domain::DomainSetter;
use corselet::origin::url::{self, Scratch, Url};
use corselet::origin::{EnvironmentOrigin, OpaqueId};
use serde_json::Value;

/// Replays the file's `cases`.
pub(in crate::replay) fn run(file: &Value, report: &mut Report) -> anyhow::Result<()> {
    each(file, report, "cases", &[], |c, case| {
        for (what, got) in outcome(c)? {
            let expected = &c["result"][what];
            // A frame that runs no script could not report its origin.
            if !(what.ends_with("_origin") && expected.is_null()) {
                case.expect(what, expected, got);
            }
        }
        Ok(())
    })
}

type Outcome = Vec<(&'static str, Value)>;

fn outcome(case: &Value) -> anyhow::Result<Outcome> {
    let mut buffer = [0; 4096];
    let mut scratch = Scratch::new(&mut buffer);
    let text = |name: &str| case[name].as_str();
    let parent_url = parse(text("parent").context("no parent")?, &mut scratch)?;
    let parent = NewDocument { url: Some(&parent_url), sandboxed: false, source: None, blob_entry: None };
    let parent = document_origin(&parent, OpaqueId(1));
    let sandbox = text("sandbox").map(|value| Sandbox::parse(value.as_bytes()));

    let blob = format!("blob:{}/id", serialized(&parent.origin()));
    let frame_url = match text("frame_kind").unwrap_or("url") {
        "url" => text("frame").context("no frame")?,
        "srcdoc" => "about:srcdoc",
        "about-blank" => "about:blank",
        "data" => "data:text/html,x",
        "blob" => &blob,
        other => bail!("unknown kind of frame: {other}"),
    };
    let mut frame_url = parse(frame_url, &mut scratch)?;
    if is_credentialed_frame(&frame_url, &parent_url) {
        frame_url = parse("about:blank", &mut scratch)?;
    }
    let sandboxed = sandbox.is_some_and(|sandbox| sandbox.origin);
    let frame = NewDocument { url: Some(&frame_url), sandboxed, source: Some(parent), blob_entry: None };
    let frame = document_origin(&frame, OpaqueId(2));
    let inherited = !sandboxed && (frame_url.matches_about_blank() || frame_url.matches_about_srcdoc());

    let setter = DomainSetter { has_browsing_context: true, sandboxed: false, origin_keyed: false };
    let (parent, parent_domain_set) = set_domain(parent, text("parent_domain"), setter, &mut scratch);
    // An inherited origin is the parent's own, domain included.
    let frame = if inherited { parent } else { frame };
    let runs_scripts = !sandbox.is_some_and(|sandbox| sandbox.scripts);
    let setter = DomainSetter { sandboxed: sandbox.is_some(), ..setter };
    let (frame, frame_domain_set) =
        set_domain(frame, text("frame_domain").filter(|_| runs_scripts), setter, &mut scratch);
    let parent = if inherited { frame } else { parent };

    let access = has_dom_access(&parent, &frame);
    Ok(vec![
        ("access", access.into()),
        ("error", if access { Value::Null } else { "SecurityError".into() }),
        ("content_document", access.into()),
        ("parent_origin", serialized(&parent.origin()).into()),
        ("frame_origin", serialized(&frame.origin()).into()),
        ("parent_domain_set", parent_domain_set),
        ("frame_domain_set", frame_domain_set),
    ])
}

fn parse<'a>(text: &'a str, scratch: &mut Scratch<'a>) -> anyhow::Result<Url<'a>> {
    Ok(url::parse(text.as_bytes(), None, &Idna, scratch)?)
}

/// The origin afterwards, and `ok`, the exception's name, or null where nothing was set.
fn set_domain<'a>(
    origin: EnvironmentOrigin<'a>,
    value: Option<&'a str>,
    setter: DomainSetter,
    scratch: &mut Scratch<'a>,
) -> (EnvironmentOrigin<'a>, Value) {
    let Some(value) = value else { return (origin, Value::Null) };
    match origin.with_domain(value.as_bytes(), setter, &Psl, &Idna, scratch) {
        Ok(relaxed) => (relaxed, "ok".into()),
        Err(_) => (origin, "SecurityError".into()),
    }
}

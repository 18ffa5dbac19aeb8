//! Essences and groups of MIME types; parameters are not compared, no decision needs them.

use crate::replay::json::{bytes, each, flag, lines, text};
use crate::replay::report::Report;
use anyhow::Context;
use corselet::header::Essence;
use serde_json::Value;

/// Replays parsing, extracting and the groups that decisions use.
pub fn run(file: &Value, report: &mut Report) -> anyhow::Result<()> {
    each(file, "parse", report, |case, c| {
        let input = bytes(text(case, "input")?);
        c.expect("essence", &essence_of(&case["output"]), &shown(Essence::parse(&input)));
        Ok(())
    });
    each(file, "extract", report, |case, c| {
        let lines = lines(case, "contentType")?;
        c.expect("essence", &essence_of(&case["mimeType"]), &shown(extract(&lines)));
        Ok(())
    });
    each(file, "script", report, |case, c| {
        let lines = lines(case, "contentType")?;
        let got = extract(&lines).is_some_and(|essence| essence.is_javascript());
        c.expect("executes", &flag(case, "executes")?.to_string(), &got.to_string());
        Ok(())
    });
    each(file, "groups", report, |case, c| {
        let input = bytes(text(case, "input")?);
        let essence = Essence::parse(&input).context("no MIME type")?;
        let listed = case["groups"].as_array().context("no groups")?;
        for (group, got) in [
            ("HTML", essence.is_html()),
            ("JSON", essence.is_json()),
            ("JavaScript", essence.is_javascript()),
            ("XML", essence.is_xml()),
            ("audio or video", essence.is_audio_or_video()),
            ("image", essence.is_image()),
        ] {
            let expected = listed.iter().any(|name| name == group);
            c.expect(group, &expected.to_string(), &got.to_string());
        }
        Ok(())
    });
    Ok(())
}

fn extract(lines: &[Vec<u8>]) -> Option<Essence<'_>> {
    Essence::extract(lines.iter().map(Vec::as_slice))
}

fn shown(essence: Option<Essence<'_>>) -> String {
    essence.map_or("failure".to_owned(), |essence| {
        let text = |bytes| String::from_utf8_lossy(bytes).to_ascii_lowercase();
        format!("{}/{}", text(essence.kind()), text(essence.subtype()))
    })
}

/// The essence of a serialised MIME type; null stands for failure.
fn essence_of(output: &Value) -> String {
    output.as_str().map_or("failure", |output| output.split(';').next().unwrap_or_default()).to_owned()
}

//! `mime_types`: `parse`, `extract`, `script` and `groups`, in the Web Platform Tests' format. Of a MIME type the
//! essence is compared, and of the groups those that decisions ask for.

use crate::replay::{Report, each, lines, read, text};
use anyhow::Context;
use corselet::header::Essence;
use serde_json::Value;

/// Runs the cases of `file`.
pub(in crate::replay) fn run(file: &Value, report: &mut Report) -> anyhow::Result<()> {
    let file = &without_remarks(file);
    each(file, report, "parse", &["input"], |c, case| {
        case.expect("essence", expected(&c["output"]), shown(Essence::parse(&bytes(&c["input"])?)));
        Ok(())
    })?;
    each(file, report, "extract", &["contentType"], |c, case| {
        let lines = lines(&c["contentType"])?;
        case.expect("essence", expected(&c["mimeType"]), shown(extract(&lines)));
        Ok(())
    })?;
    each(file, report, "script", &["contentType"], |c, case| {
        let lines = lines(&c["contentType"])?;
        let executes = extract(&lines).is_some_and(|essence| essence.is_javascript());
        case.expect("executes", &c["executes"], executes);
        Ok(())
    })?;
    each(file, report, "groups", &["input"], |c, case| {
        let input = bytes(&c["input"])?;
        let essence = Essence::parse(&input).context("no MIME type")?;
        let listed = c["groups"].as_array().context("no groups")?;
        for (group, got) in [
            ("HTML", essence.is_html()),
            ("JSON", essence.is_json()),
            ("JavaScript", essence.is_javascript()),
            ("XML", essence.is_xml()),
            ("audio or video", essence.is_audio_or_video()),
            ("image", essence.is_image()),
        ] {
            case.expect(group, listed.iter().any(|name| name == group), got);
        }
        Ok(())
    })
}

/// The published arrays hold remarks, as strings, between their cases.
fn without_remarks(file: &Value) -> Value {
    let mut file = file.clone();
    for member in file.as_object_mut().into_iter().flat_map(|file| file.values_mut()) {
        if let Some(array) = member.as_array_mut() {
            array.retain(|case| !case.is_string());
        }
    }
    file
}

/// The bytes of an input. Some inputs are no byte strings; as UTF-8 they are as far from a token as they were.
fn bytes(input: &Value) -> anyhow::Result<Vec<u8>> {
    crate::replay::bytes(input).or_else(|_| Ok(read::string(input)?.as_bytes().to_vec()))
}

fn extract(lines: &[Vec<u8>]) -> Option<Essence<'_>> {
    Essence::extract(lines.iter().map(Vec::as_slice))
}

fn shown(essence: Option<Essence<'_>>) -> Option<String> {
    essence
        .map(|essence| format!("{}/{}", text(essence.kind()), text(essence.subtype())).to_ascii_lowercase())
}

/// The essence of a serialised MIME type; null stands for failure.
fn expected(output: &Value) -> Option<&str> {
    output.as_str().and_then(|output| output.split(';').next())
}

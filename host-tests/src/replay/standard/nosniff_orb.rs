//! Nosniff, blocking by MIME type, and opaque-response blocking.

use crate::replay::json::{each, flag, lines, text};
use crate::replay::report::Report;
use anyhow::{Context, Result};
use corselet::fetch::embed::{
    Destination, determine_nosniff, is_blocked_by_mime_type, is_blocked_by_nosniff,
};
use corselet::header::HeaderList;
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

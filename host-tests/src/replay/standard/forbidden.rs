//! `forbidden`: which methods and headers a page may not set, and how methods are normalised (Fetch, "Methods" and
//! "Headers").

use crate::replay::{Report, bytes, each, text};
use corselet::header;
use serde_json::Value;

/// Runs the cases of `file`.
pub(in crate::replay) fn run(file: &Value, report: &mut Report) -> anyhow::Result<()> {
    each(file, report, "methods", &["method"], |c, case| {
        let method = bytes(&c["method"])?;
        case.expect("forbidden", &c["forbidden"], header::is_forbidden_method(&method));
        Ok(())
    })?;
    each(file, report, "request_headers", &["name", "value"], |c, case| {
        let (name, value) = (bytes(&c["name"])?, bytes(&c["value"])?);
        case.expect("forbidden", &c["forbidden"], header::is_forbidden_request_header(&name, &value));
        Ok(())
    })?;
    each(file, report, "normalize", &["input"], |c, case| {
        let input = bytes(&c["input"])?;
        let method = header::normalize_method(&input);
        case.expect("normalized", &c["normalized"], text(method));
        let safelisted = header::is_safelisted_method(method);
        case.expect("cors_safelisted_after_normalize", &c["cors_safelisted_after_normalize"], safelisted);
        Ok(())
    })?;
    each(file, report, "forbidden_response_header_names", &[], |name, case| {
        case.expect("forbidden", true, header::is_forbidden_response_header_name(&bytes(name)?));
        Ok(())
    })
}

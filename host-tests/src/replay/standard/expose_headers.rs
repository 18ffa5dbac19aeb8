//! `expose_headers`: which response headers a page sees across origins (Fetch `#concept-filtered-response-cors`).

use crate::replay::messages::{credentials, lower_names};
use crate::replay::{Report, bytes, each, lines, text};
use corselet::fetch::{Profile, ResponseType, visible_headers};
use corselet::header::{HeaderList, is_forbidden_response_header_name, is_safelisted_response_header_name};
use serde_json::{Value, json};

const EXPOSE: &[u8] = b"Access-Control-Expose-Headers";

/// Runs the cases of `file`.
pub(in crate::replay) fn run(file: &Value, report: &mut Report) -> anyhow::Result<()> {
    let input = ["access_control_expose_headers", "credentials", "response_header_names"];
    each(file, report, "cases", &input, |c, case| {
        let (exposed, names) =
            (lines(&c["access_control_expose_headers"])?, lines(&c["response_header_names"])?);
        let others = names.iter().filter(|name| !name.eq_ignore_ascii_case(EXPOSE));
        let pairs: Vec<_> = others
            .map(|name| (&name[..], &b"v"[..]))
            .chain(exposed.iter().map(|line| (EXPOSE, &line[..])))
            .collect();
        let response = HeaderList::new(&pairs);
        let extracted: Result<Vec<_>, _> =
            response.elements(EXPOSE).map(|element| element.map(text)).collect();
        let extracted = match extracted {
            _ if exposed.is_empty() => Value::Null,
            Ok(names) => json!(names),
            Err(_) => json!("failure"),
        };
        case.expect("extracted", &c["extracted"], extracted);
        let visible = visible_headers(response, ResponseType::Cors, credentials(c)?, &Profile::STANDARD);
        case.expect("visible", &c["visible"], lower_names(visible));
        Ok(())
    })?;
    each(file, report, "cors_safelisted_response_header_names", &[], |name, case| {
        case.expect("safelisted", true, is_safelisted_response_header_name(&bytes(name)?));
        Ok(())
    })?;
    each(file, report, "forbidden_response_header_names", &[], |name, case| {
        case.expect("forbidden", true, is_forbidden_response_header_name(&bytes(name)?));
        Ok(())
    })
}

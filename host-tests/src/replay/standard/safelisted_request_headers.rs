//! `safelisted_request_headers`: which request headers may be sent across origins unasked (Fetch
//! `#cors-safelisted-request-header`, `#cors-unsafe-request-header-names`).

use crate::replay::messages::Headers;
use crate::replay::{Report, bytes, each, text};
use corselet::fetch::{MAX_SAFELISTED_TOTAL, MAX_SAFELISTED_VALUE, Profile};
use corselet::fetch::{is_safelisted_request_header, unsafe_names};
use serde_json::Value;

/// Runs the cases of `file`.
pub(in crate::replay) fn run(file: &Value, report: &mut Report) -> anyhow::Result<()> {
    let profile = &Profile::STANDARD;
    let safelisted = |name: &[u8], value: &[u8]| is_safelisted_request_header(name, value, profile);
    each(file, report, "cases", &["name", "value"], |c, case| {
        let (name, value) = (bytes(&c["name"])?, bytes(&c["value"])?);
        case.expect("safelisted", &c["safelisted"], safelisted(&name, &value));
        Ok(())
    })?;
    each(file, report, "header_list_cases", &["headers"], |c, case| {
        let headers = Headers::read(&c["headers"])?;
        let pairs = headers.pairs();
        let names: Vec<String> = unsafe_names(pairs.iter().copied(), profile)
            .map(|name| text(&name.bytes().collect::<Vec<_>>()))
            .collect();
        case.expect("unsafe_names", &c["unsafe_names"], names);
        Ok(())
    })?;
    each(file, report, "cors_unsafe_request_header_bytes", &[], |byte, case| {
        let byte = u8::try_from(byte.as_u64().unwrap_or(256))?;
        case.expect("accept with this byte", false, safelisted(b"accept", &[b'a', byte]));
        Ok(())
    })?;
    each(file, report, "language_allowed_bytes", &[], |byte, case| {
        let byte = u8::try_from(byte.as_u64().unwrap_or(256))?;
        case.expect("accept-language with this byte", true, safelisted(b"accept-language", &[byte]));
        Ok(())
    })?;
    for (member, limit) in
        [("max_value_length", MAX_SAFELISTED_VALUE), ("max_total_length", MAX_SAFELISTED_TOTAL)]
    {
        if let Some(expected) = file.get(member) {
            report.case(member, |case| {
                case.expect(member, expected, limit);
                Ok(())
            });
        }
    }
    Ok(())
}

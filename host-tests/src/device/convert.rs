//! Case files as records.

use std::path::Path;

use anyhow::{Context, Result};
use cases::Kind;
use serde_json::Value;

use super::record::{
    self, CREDENTIALS, LEAST, NULL, OPTIONS_CACHED, PRIVATE_NETWORK, Policy, TOLERATE_INSECURE,
};
use crate::replay::{bytes, lines};

/// The records of a case file; none for a file of another kind.
pub(super) fn file(path: &Path) -> Result<Vec<Vec<u8>>> {
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let read = || -> Result<Vec<Value>> {
        let file: Value = serde_json::from_slice(&std::fs::read(path)?)?;
        Ok(file["cases"].as_array().context("has no `cases`")?.clone())
    };
    let records: Result<Vec<Vec<Vec<u8>>>> = match name.as_str() {
        "origin_header_parse" => read()?
            .iter()
            .map(|case| Ok(vec![record::bytes(Kind::Origin, &bytes(&case["value"])?)]))
            .collect(),
        "header_list_parse" => read()?
            .iter()
            .map(|case| {
                Ok(lines(&case["field_values"])?.iter().map(|line| record::bytes(Kind::List, line)).collect())
            })
            .collect(),
        "server_cases" => read()?.iter().map(server_case).collect(),
        "acrh_lists" => read()?.iter().map(header_list).collect(),
        _ => Ok(Vec::new()),
    };
    Ok(records.with_context(|| path.display().to_string())?.concat())
}

fn texts(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// Each in the default mode, with the least disclosed, and with answers to OPTIONS cached.
fn server_case(case: &Value) -> Result<Vec<Vec<u8>>> {
    let policy = &case["policy"];
    let on = |name: &str, switch| if policy[name] == true { switch } else { 0 };
    let mut origins = texts(&policy["origins"]);
    let null = if origins.iter().any(|origin| origin == "null") { NULL } else { 0 };
    origins.retain(|origin| origin != "null");
    let switches = null
        | on("credentials", CREDENTIALS)
        | on("private_network", PRIVATE_NETWORK)
        | on("tolerate_insecure", TOLERATE_INSECURE);
    let policy = Policy {
        origins,
        methods: texts(&policy["methods"]),
        request_headers: texts(&policy["request_headers"]),
        expose: texts(&policy["response_headers"]),
        switches,
        max_age: policy["max_age"].as_u64().map(|secs| secs as u32),
    };
    let method = bytes(&case["request"]["method"])?;
    let headers = case["request"]["headers"].as_array().context("has no `headers`")?;
    let headers =
        headers.iter().map(|pair| Ok((bytes(&pair[0])?, bytes(&pair[1])?))).collect::<Result<Vec<_>>>()?;
    let modes = [0, LEAST, OPTIONS_CACHED];
    Ok(modes
        .map(|mode| {
            record::decide(&Policy { switches: switches | mode, ..policy.clone() }, &method, &headers)
        })
        .into())
}

fn header_list(case: &Value) -> Result<Vec<Vec<u8>>> {
    let policy = Policy {
        origins: vec!["https://a.example".into()],
        request_headers: texts(&case["allowed"]),
        ..Policy::default()
    };
    let mut headers = vec![
        (b"origin".to_vec(), b"https://a.example".to_vec()),
        (b"access-control-request-method".to_vec(), b"GET".to_vec()),
    ];
    let values = lines(&case["values"])?;
    headers.extend(values.into_iter().map(|line| (b"access-control-request-headers".to_vec(), line)));
    Ok(vec![record::decide(&policy, b"OPTIONS", &headers)])
}

//! The origin of the document or worker that acts, told from how it was made.

use crate::idna::Idna;
use crate::replay::messages::string;
use corselet::fetch::document::{NewDocument, Sandbox, document_origin, javascript_origin, worker_origin};
use corselet::origin::url::{self, Scratch, Url};
use corselet::origin::{EnvironmentOrigin, MAX_ORIGIN_LEN, OpaqueId};
use serde_json::Value;

/// The serialised origin of the context of `page`, or `None` where the case does not say how it was made.
pub(super) fn self_origin(page: &Value) -> anyhow::Result<Option<String>> {
    let context = string(page, "context")?;
    let input = string(page, "url")?.as_bytes();
    let (mut buffer, mut more) = ([0; 1024], [0; 1024]);
    let mut scratch = Scratch::new(&mut buffer);
    let url = url::parse(input, None, &Idna, &mut scratch)?;
    let csp = page["csp"].as_str().and_then(|csp| csp.strip_prefix("sandbox"));
    let sandboxed = csp.is_some_and(|csp| Sandbox::parse(csp.as_bytes()).origin);
    let top = document(&url, sandboxed, None);
    let child = match context {
        "iframe-http-cross" | "iframe-about-blank-sandbox" => return Ok(None),
        // The blob URL is made by the page, so that the origin in it is the page's.
        _ if context.contains("-blob") => {
            let blob = format!("blob:{}/1", serialized(&top)?);
            let blob = url::parse(blob.as_bytes(), None, &Idna, &mut Scratch::new(&mut more))?;
            let origin = match context {
                "worker-blob" => worker_origin(&blob, &top, OpaqueId(2)),
                _ => document(&blob, context.ends_with("-sandbox"), Some(top)),
            };
            return serialized(&origin).map(Some);
        }
        "worker-data" => worker_origin(&parse(b"data:,")?, &top, OpaqueId(2)),
        "worker-http" | "worker-module" | "sharedworker-http" => worker_origin(&url, &top, OpaqueId(2)),
        "iframe-sandbox" | "iframe-sandbox-nested" | "redirect-sandbox" => document(&url, true, Some(top)),
        "iframe-srcdoc" => document(&parse(b"about:srcdoc")?, false, Some(top)),
        "iframe-srcdoc-sandbox" => document(&parse(b"about:srcdoc")?, true, Some(top)),
        "iframe-about-blank" | "popup-about-blank" => document(&parse(b"about:blank")?, false, Some(top)),
        "iframe-data" => document(&parse(b"data:text/html,")?, false, Some(top)),
        "iframe-data-nested-srcdoc" => {
            let data = document(&parse(b"data:text/html,")?, false, Some(top));
            document(&parse(b"about:srcdoc")?, false, Some(data))
        }
        "iframe-javascript" => {
            javascript_origin(&top, &top).unwrap_or(EnvironmentOrigin::Opaque(OpaqueId(3)))
        }
        // Of the page's own origin, or written by the page into its own frame.
        "iframe-http" | "iframe-sandbox-same-origin" | "iframe-document-write" => top,
        _ if ["iframe-", "popup-", "worker-", "sharedworker-"]
            .iter()
            .any(|kind| context.starts_with(kind)) =>
        {
            return Ok(None);
        }
        _ => top,
    };
    serialized(&child).map(Some)
}

fn document<'a>(
    url: &Url<'a>,
    sandboxed: bool,
    source: Option<EnvironmentOrigin<'a>>,
) -> EnvironmentOrigin<'a> {
    document_origin(&NewDocument { url: Some(url), sandboxed, source, blob_entry: None }, OpaqueId(1))
}

fn parse(input: &'static [u8]) -> anyhow::Result<Url<'static>> {
    Ok(url::parse(input, None, &Idna, &mut Scratch::new(&mut []))?)
}

fn serialized(origin: &EnvironmentOrigin<'_>) -> anyhow::Result<String> {
    let mut buffer = [0; MAX_ORIGIN_LEN];
    let bytes =
        origin.origin().serialize(&mut buffer).ok_or_else(|| anyhow::anyhow!("the origin is too long"))?;
    Ok(String::from_utf8_lossy(bytes).into_owned())
}

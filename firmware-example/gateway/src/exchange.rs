//! One request and its answer.

use crate::answer::{Answer, Body, Output};
use crate::decided::{self, Door};
use crate::device::Reply;
use crate::event::{Event, Outcome};
use crate::gateway::{Gateway, store};
use crate::memory::Notice;
use crate::path::normalize;
use crate::routes::{Offer, Route};
use crate::stream::LogStream;
use corselet::Action;
use corselet::explain::near_miss;
use corselet::header::{Body as Framing, Head, HeadError};

/// The longest request head, in bytes: a browser's takes about 700.
pub(crate) const MAX_HEAD: usize = 1_536;

/// The status page.
const PAGE: &[u8] = include_bytes!("page.html");

const TEXT: &str = "text/plain; charset=utf-8";
const JSON: &str = "application/json";
const HTML: &str = "text/html; charset=utf-8";

/// What became of the bytes at the start of the input.
pub(crate) enum Done {
    /// A request that is not complete.
    Incomplete,
    /// A request that took so many bytes was answered.
    Answered { used: usize, close: bool, rest: Rest },
}

/// What of an answer's body is yet to be written.
// With the discriminant 0 first an unused connection is all zero bits: it then costs RAM, but no flash.
#[derive(Debug)]
#[repr(u8)]
pub(crate) enum Rest {
    Nothing,
    Flash(&'static [u8]),
    Log(LogStream),
}

impl Rest {
    pub(crate) const fn is_pending(&self) -> bool {
        !matches!(self, Self::Nothing)
    }

    /// Writes as much as there is room for.
    pub(crate) fn fill(&mut self, output: &mut Output, gateway: &Gateway, now_ms: u64) {
        let done = match self {
            Self::Nothing => return,
            Self::Flash(bytes) => {
                let room = output.capacity().saturating_sub(output.len());
                let (now, later) = bytes.split_at(room.min(bytes.len()));
                let _ = output.extend_from_slice(now);
                *bytes = later;
                later.is_empty()
            }
            Self::Log(stream) => stream.fill(output, gateway, now_ms),
        };
        if done {
            *self = Self::Nothing;
        }
    }
}

/// What to answer.
struct Plan<'a> {
    status: u16,
    allow: Option<&'static str>,
    body: Body<'a>,
    rest: Rest,
}

impl<'a> Plan<'a> {
    const fn text(status: u16, text: &'a str) -> Self {
        let body = Body::Short { media_type: TEXT, bytes: text.as_bytes() };
        Self { status, allow: None, body, rest: Rest::Nothing }
    }

    const fn empty(status: u16) -> Self {
        Self { status, allow: None, body: Body::None, rest: Rest::Nothing }
    }
}

/// Answers the request at the start of the input, if it is complete.
pub(crate) fn exchange(
    input: &[u8],
    gateway: &mut Gateway,
    now_ms: u64,
    output: &mut Output,
    on_event: &mut dyn FnMut(&Event<'_>),
) -> Done {
    let head = match Head::parse(input) {
        Err(HeadError::Incomplete) if input.len() < MAX_HEAD => return Done::Incomplete,
        Err(HeadError::Incomplete) => return refuse(HeadError::TooLong, gateway, now_ms, output, on_event),
        Err(error) => return refuse(error, gateway, now_ms, output, on_event),
        Ok(head) if head.len() > MAX_HEAD => {
            return refuse(HeadError::TooLong, gateway, now_ms, output, on_event);
        }
        Ok(head) => head,
    };
    let request = decided::request(&head);
    // `OPTIONS *` asks about the server as a whole (RFC 9110 9.3.7).
    let asks_server = head.target() == b"*" && head.method() == b"OPTIONS";
    let path = if asks_server { Ok(None) } else { normalize(head.target()) };
    let route = path
        .as_ref()
        .map_or(Route::Unknown, |path| path.as_ref().map_or(Route::Unknown, |path| Route::of(path)));
    let policy = gateway.paired.policy(route);
    let writers = decided::writers(route, &gateway.paired);
    let door = Door::new(route, &writers, gateway.address.as_slice());
    let decision = door.decide(&policy, &request);
    let outcome = decision.outcome(&request);
    let refused = matches!(outcome, Outcome::Refused(_));
    let action = if path.is_ok() || refused { decision.action() } else { Action::Forward };

    // Only a request that reaches its handler, and whose handler takes a body, has its body read.
    let offer = route.offer(head.method());
    let mut body_read = head.body() == Framing::None;
    let mut used = head.len();
    let mut reply = None;
    let mut kept = None;
    let plan = match (action, offer) {
        (Action::Reject { status }, _) if refused => {
            Plan::text(status, "The request is refused: the log says why.\n")
        }
        (Action::Reject { status }, _) => Plan::text(status, "The preflight is denied.\n"),
        _ if path.is_err() => Plan::text(400, "The path has more than one reading.\n"),
        (Action::Respond { status }, _) => Plan::empty(status),
        (Action::Forward, Offer::Tell) => Plan { allow: Some(route.allow()), ..Plan::empty(204) },
        (Action::Forward, Offer::Refuse) if route == Route::Unknown => {
            Plan::text(404, "There is no such path.\n")
        }
        (Action::Forward, Offer::Refuse) => {
            Plan { allow: Some(route.allow()), ..Plan::text(405, "The path does not offer this method.\n") }
        }
        (Action::Forward, Offer::Write { limit }) => match head.body() {
            Framing::Chunked => Plan::text(411, "The body needs a content-length.\n"),
            Framing::Length(length) if length > limit as u64 => Plan::text(413, "The body is too large.\n"),
            framing => {
                let length = if let Framing::Length(length) = framing { length as usize } else { 0 };
                let Some(body) = input.get(used..used.saturating_add(length)) else {
                    return Done::Incomplete;
                };
                used = used.saturating_add(length);
                body_read = true;
                told(reply.insert(match route {
                    Route::Paired => match gateway.paired.kept(body) {
                        Ok(stays) => {
                            let stored = store(&mut gateway.memory, &gateway.paired, stays);
                            gateway.notice = Some(Notice::of_unpairing(stored));
                            kept = stored.is_ok().then_some(stays);
                            stored.map_or(Reply::Failed("The change cannot be stored.\n"), |()| Reply::Done)
                        }
                        Err(why) => Reply::Bad(why),
                    },
                    _ => gateway.device.write(route, body),
                }))
            }
        },
        (Action::Forward, Offer::Clear) => told(reply.insert(gateway.device.clear())),
        (Action::Forward, Offer::Read) => match route {
            Route::Page => {
                let body = Body::Flash { media_type: HTML, bytes: PAGE };
                Plan { status: 200, allow: None, body, rest: Rest::Flash(PAGE) }
            }
            Route::Log => {
                let chunked = head.minor_version() == 1;
                let rest = Rest::Log(LogStream::new(gateway.journal.range(), chunked));
                Plan { status: 200, allow: None, body: Body::Stream { media_type: TEXT, chunked }, rest }
            }
            _ => told(reply.insert(gateway.device.read(route))),
        },
    };
    let head_only = head.method() == b"HEAD";
    // A body that nobody read must never become the next request.
    let delimited_by_close = matches!(plan.body, Body::Stream { chunked: false, .. });
    let close = !body_read || !keeps_alive(&head) || delimited_by_close;
    let answer = Answer {
        status: plan.status,
        decision: Some((decision, request)),
        allow: plan.allow,
        body: plan.body,
        head_only,
        close,
    };
    let (status, close, rest) = match answer.write(output) {
        Ok(()) if head_only => (plan.status, close, Rest::Nothing),
        Ok(()) => (plan.status, close, plan.rest),
        // An answer without its CORS fields would be a wrong answer.
        Err(_) => {
            let _ =
                output.extend_from_slice(b"HTTP/1.1 500 Internal Server Error\r\nconnection: close\r\n\r\n");
            (500, true, Rest::Nothing)
        }
    };
    let outcome = if path.is_ok() || refused { outcome } else { Outcome::BadTarget };
    let cors = decided::cors(&request);
    let near_miss =
        matches!(outcome, Outcome::Decided(_, Some(_))).then(|| near_miss(&policy, cors)).flatten();
    let (method, route, origin) = (head.method(), route.name(), cors.origin());
    let event = Event { method, route, status, outcome, origin, near_miss };
    on_event(&event);
    gateway.note(&event, now_ms);
    // Stored already, but the policy that decided about this request was in use until here.
    if let Some(kept) = kept {
        gateway.paired.retain(kept);
    }
    Done::Answered { used, close, rest }
}

/// What a handler replied, as an answer.
fn told(reply: &Reply) -> Plan<'_> {
    match reply {
        Reply::Text(text) => Plan {
            status: 200,
            allow: None,
            body: Body::Short { media_type: JSON, bytes: text.as_bytes() },
            rest: Rest::Nothing,
        },
        Reply::Done => Plan::empty(204),
        Reply::Bad(why) => Plan::text(400, why),
        Reply::Failed(why) => Plan::text(500, why),
    }
}

/// Answers a head that cannot be read. Nothing is known of its origin, so it gets what everybody may have.
fn refuse(
    error: HeadError,
    gateway: &mut Gateway,
    now_ms: u64,
    output: &mut Output,
    on_event: &mut dyn FnMut(&Event<'_>),
) -> Done {
    let Plan { status, body, rest, .. } = Plan::text(error.status(), error.as_str());
    let answer = Answer { status, decision: None, allow: None, body, head_only: false, close: true };
    let _ = answer.write(output);
    let event = Event {
        method: b"-",
        route: "-",
        status,
        outcome: Outcome::BadHead(error),
        origin: None,
        near_miss: None,
    };
    on_event(&event);
    gateway.note(&event, now_ms);
    Done::Answered { used: usize::MAX, close: true, rest }
}

/// Whether the connection stays open (RFC 9112 9.3).
fn keeps_alive(head: &Head<'_>) -> bool {
    let mut options = head.lines().filter(|(name, _)| name.eq_ignore_ascii_case(b"connection"));
    let closes = options.any(|(_, value)| {
        value.split(|byte| *byte == b',').any(|option| option.trim_ascii().eq_ignore_ascii_case(b"close"))
    });
    head.minor_version() == 1 && !closes
}

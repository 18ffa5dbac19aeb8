//! What is surely no script: bodies that begin like HTML, XML or JSON, or with a prefix that breaks a script on
//! purpose. This stands in for parsing JavaScript where a user agent does not do so
//! ([`orb_sniffs_text`](crate::fetch::Profile::orb_sniffs_text)).

/// Prefixes that keep an answer from being run as a script.
const BREAKERS: [&[u8]; 7] =
    [b")]}'", b"{}&&", b"{} &&", b"for(;;);", b"for (;;);", b"while(1);", b"while (1);"];

/// Beginnings of HTML, lower case. `<!--` is none: scripts may begin so.
const TAGS: [&[u8]; 14] = [
    b"<!doctype html",
    b"<script",
    b"<html",
    b"<head",
    b"<iframe",
    b"<h1",
    b"<div",
    b"<font",
    b"<table",
    b"<a",
    b"<style",
    b"<title",
    b"<b",
    b"<p",
];

/// Whether bytes begin like a document or data. Linear.
pub(super) fn is_surely_no_script(bytes: &[u8]) -> bool {
    is_html(bytes)
        || skip_blanks(bytes).starts_with(b"<?xml")
        || BREAKERS.iter().any(|breaker| bytes.starts_with(breaker))
        || is_json_object(bytes)
}

/// A tag, after any number of comments that a script could begin with too.
fn is_html(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    loop {
        rest = skip_blanks(rest);
        if TAGS.iter().any(|tag| begins_with(rest, tag)) {
            return true;
        }
        match rest.strip_prefix(b"<!--").and_then(after_comment) {
            Some(after) => rest = after,
            None => return false,
        }
    }
}

/// What follows an HTML comment and, as in a script, the rest of the line that it ends in.
fn after_comment(mut rest: &[u8]) -> Option<&[u8]> {
    let mut closed = false;
    loop {
        rest = match rest {
            [b'-', b'-', b'>', tail @ ..] if !closed => {
                closed = true;
                tail
            }
            // LINE SEPARATOR and PARAGRAPH SEPARATOR end a line too (ECMAScript, "Line Terminators").
            [b'\n' | b'\r', tail @ ..] | [0xe2, 0x80, 0xa8 | 0xa9, tail @ ..] if closed => return Some(tail),
            [_, tail @ ..] => tail,
            [] => return None,
        };
    }
}

/// An object with at least one member: a syntax error to a script.
fn is_json_object(bytes: &[u8]) -> bool {
    let Some(member) = skip_blanks(bytes).strip_prefix(b"{") else {
        return false;
    };
    let Some(mut name) = skip_blanks(member).strip_prefix(b"\"") else {
        return false;
    };
    loop {
        name = match name {
            [b'"', after @ ..] => return skip_blanks(after).starts_with(b":"),
            [b'\\', _, tail @ ..] | [_, tail @ ..] => tail,
            [] => return false,
        };
    }
}

fn begins_with(bytes: &[u8], lower: &[u8]) -> bool {
    bytes.split_at_checked(lower.len()).is_some_and(|(start, _)| start.eq_ignore_ascii_case(lower))
}

fn skip_blanks(mut bytes: &[u8]) -> &[u8] {
    while let [b' ' | b'\t' | b'\r' | b'\n', rest @ ..] = bytes {
        bytes = rest;
    }
    bytes
}

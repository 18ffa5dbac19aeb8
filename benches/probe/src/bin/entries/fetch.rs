//! The entries of `corselet::fetch`, and of what it needs of `corselet::origin`.

use corselet::fetch::embed::{
    CrossOrigin, OpaqueResponse, OrbEffect, SecFetchSite, check_corp, check_frame_ancestors,
    check_timing_allow, check_x_frame_options, determine_nosniff, is_blocked_by_mime_type,
    is_blocked_by_nosniff, is_port_blocked, is_style_sheet,
};
use corselet::fetch::{
    Hop, PreflightCache, ResponseType, cookie, cors_check, is_safelisted_request_header, visible_headers,
    window,
};
use corselet::origin::site::LastLabel;
use corselet::origin::url::{self, NoIdna};

entries! {
    url_parse: |given| url::parse(given.bytes, Some(given.url), &NoIdna, given.scratch);
    url_serialize: |given| given.url.serialize(given.buffer);
    same_site: |given| given.origin.is_same_site(given.other_origin, &LastLabel);
    request_init: |given| (given.init.method(), given.init.headers(given.profile).next());
    safelisted: |given| is_safelisted_request_header(given.bytes, given.more, given.profile);
    needs_preflight: |given| given.fetch.needs_preflight(given.profile);
    preflight_names: |given| given.fetch.preflight(given.profile).names().write_to(given.buffer);
    preflight_check: |given| given.fetch.preflight(given.profile).check(given.status, given.list, Some(given.url));
    check: |given| cors_check(given.list, given.bytes, given.credentials, given.profile);
    visible: |given| visible_headers(*given.list, ResponseType::Cors, given.credentials, given.profile).next();
    hop_start: |given| Hop::start(*given.fetch, given.url, given.profile);
    hop_respond: |given| given.hop.respond(given.status, given.list, given.profile);
    hop_follow: |given| given.hop.follow(given.redirect, given.url, given.other_url, &LastLabel, given.profile);
    hop_origin: |given| given.hop.origin_header(given.url, given.profile);
    entry_cache: |given| {
        let preflight = given.fetch.preflight(given.profile);
        given.entries.store(given.key, &preflight, given.list, given.now);
        given.entries.covers(given.key, &preflight, given.now)
    };
    result_cache: |given| {
        let preflight = given.fetch.preflight(given.profile);
        given.results.store(given.key, &preflight, given.list, given.now);
        given.results.covers(given.key, &preflight, given.now)
    };
    bad_port: |given| is_port_blocked(given.tuple, given.profile);
    nosniff: |given| (determine_nosniff(given.list), is_blocked_by_nosniff(given.destination, given.list));
    mime_type: |given| is_blocked_by_mime_type(given.destination, given.list);
    style_sheet: |given| is_style_sheet(given.list, false, given.profile);
    opaque: |given| OpaqueResponse::new(given.status, given.list, given.media).decide(given.bytes, given.profile);
    opaque_effect: |given| OrbEffect::of(given.destination, given.profile);
    corp: |given| check_corp(given.corp, given.origin, given.list, &LastLabel);
    frame_ancestors: |given| check_frame_ancestors(given.list, given.origin, given.origins);
    frame_options: |given| {
        let ancestors = check_frame_ancestors(given.list, given.origin, given.origins);
        check_x_frame_options(given.list, ancestors, given.origin, given.origins, given.profile)
    };
    timing: |given| check_timing_allow(given.timing, given.list);
    crossorigin: |given| CrossOrigin::of(Some(given.bytes));
    sec_fetch: |given| SecFetchSite::of(given.origin, given.origins, false, &LastLabel);
    cookie: |given| given.cookie.is_sent(given.cookie_request);
    cookie_path: |given| cookie::cookie_path(Some(given.bytes), given.more);
    window: |given| window::has_dom_access(given.environment, given.other_environment);
}

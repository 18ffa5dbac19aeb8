//! The entries of `corselet::origin`.

use corselet::origin::{Origin, default_port};

entries! {
    parse: |given| Origin::parse(given.bytes);
    tuple: |given| given.origin.tuple();
    same_origin: |given| given.origin.is_same_origin(given.other_origin);
    scheme: |given| given.tuple.scheme();
    host: |given| given.tuple.host();
    port: |given| given.tuple.port();
    effective_port: |given| given.tuple.effective_port();
    dns_shaped: |given| given.tuple.is_dns_shaped();
    same_tuple: |given| given.tuple.is_same_origin(given.other_tuple);
    equal: |given| given.origin == given.other_origin;
    loopback: |given| given.host.is_loopback();
    port_of_scheme: |given| default_port(given.bytes);
    error: |given| (given.origin_error.kind(), given.origin_error.range());
    error_text: |given| given.origin_error.kind().as_str();
}

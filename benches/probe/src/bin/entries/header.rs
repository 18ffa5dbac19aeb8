//! The entries of `corselet::header`.

use corselet::header::{
    Elements, Field, Head, HeaderList, Split, is_forbidden_method, is_forbidden_request_header,
    is_forbidden_request_header_name, is_forbidden_response_header_name, is_safelisted_method,
    is_safelisted_response_header_name, is_token, normalize_method, trim,
};

entries! {
    field_name: |given| given.field.name();
    field_of_request: |given| Field::of_request(given.bytes);
    head_parse: |given| Head::parse(given.bytes);
    head: |given| (given.head.method(), given.head.target(), given.head.minor_version(), given.head.len());
    head_body: |given| given.head.body();
    head_lines: |given| given.head.lines();
    head_line: |given| given.head_lines.next();
    head_status: |given| given.head_error.status();
    head_error: |given| given.head_error.as_str();
    elements: |given| Elements::new(given.bytes);
    element: |given| given.elements.next();
    split: |given| Split::new(given.bytes);
    split_next: |given| given.split.next();
    header_list: |given| HeaderList::new(given.pairs).values(given.bytes);
    header_pairs: |given| given.list.pairs();
    header_value: |given| given.values.next();
    header_contains: |given| given.list.contains(given.bytes);
    forbidden_method: |given| is_forbidden_method(given.bytes);
    forbidden_header: |given| is_forbidden_request_header(given.bytes, given.more);
    forbidden_header_name: |given| is_forbidden_request_header_name(given.bytes);
    forbidden_response: |given| is_forbidden_response_header_name(given.bytes);
    safelisted_method: |given| is_safelisted_method(given.bytes);
    safelisted_response: |given| is_safelisted_response_header_name(given.bytes);
    token: |given| is_token(given.bytes);
    normalize: |given| normalize_method(given.bytes);
    trimmed: |given| trim(given.bytes);
}

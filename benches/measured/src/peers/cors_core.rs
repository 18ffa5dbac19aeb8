//! `cors-core`, which decides from bytes as this engine does, and hands out fields.

use std::time::Duration;

use ::cors_core::{AllowHeaders, AllowOrigin, Cors};
use corselet::header::Field;
use workloads::{Grants, Workload};

use crate::case::Case;

fn cors(grants: Grants) -> Cors {
    let origins = match grants {
        Grants::Subdomains => AllowOrigin::suffix([super::suffix()]),
        _ => AllowOrigin::exact(super::origins(grants)),
    };
    let builder = Cors::builder()
        .allow_origin(origins)
        .allow_methods(workloads::METHODS.iter().copied())
        .allow_headers(AllowHeaders::list(workloads::REQUEST_HEADERS.iter().copied()))
        .allow_credentials(true)
        .max_age(Duration::from_secs(super::MAX_AGE));
    builder.build().unwrap_or_else(|_| panic!("the policy is refused"))
}

pub(super) fn cases(workload: &'static Workload, cases: &mut Vec<Case>) {
    let cors = cors(workload.grants);
    let value = |field: Field| {
        let mut lines = workload.lines.iter();
        lines.find(|(name, _)| *name == field.name().as_bytes()).map(|(_, value)| *value)
    };
    let asked = [Field::Origin, Field::RequestMethod, Field::RequestHeaders].map(value);
    // Dropped within: what it hands out are counted references.
    cases.push(Case::fresh(
        "cors-core",
        workload.name,
        move || asked,
        move |[origin, method, headers]| {
            drop(std::hint::black_box(cors.evaluate(workload.method, origin, method, headers, false)));
        },
    ));
}

//! Who is measured, and how a figure of a middleware is told apart from that of the service within.

use std::ops::Sub;

use crate::figures::Figures;

/// What all ratios refer to.
pub const FLOOR: &str = "f1-write";

/// The floor's and the engine's subjects without a server's types.
pub const ENGINE: &[&str] = &[
    "f0-ref",
    "f0-write",
    "f1-ref",
    "f1-write",
    "engine-observe",
    "engine-decide",
    "engine-ready",
    "engine-write",
    "engine-reason",
];

/// What is asked as servers ask it: the engine over `http` types, and its peers.
pub const MIDDLEWARE: &[&str] = &[
    "engine-write",
    "engine-map",
    "engine-service",
    "tower-http",
    "actix-cors",
    "poem",
    "warp",
    "salvo-cors",
    "cors-core",
];

/// The same requests without CORS, for those who answer them as a middleware.
fn bare(subject: &str) -> Option<&'static str> {
    Some(match subject {
        "engine-service" | "tower-http" => "service-bare",
        "actix-cors" => "actix-bare",
        "poem" => "poem-bare",
        "warp" => "warp-bare",
        "salvo-cors" => "salvo-bare",
        _ => return None,
    })
}

/// What CORS adds: a middleware's figures less those of the bare service.
#[must_use]
pub fn added<T: Copy + Sub<Output = T>>(figures: &Figures<T>) -> Figures<T> {
    let mut added = figures.clone();
    for (workload, subjects) in &mut added.figures {
        for (subject, figure) in subjects {
            if let Some(bare) = bare(subject).and_then(|bare| figures.get(workload, bare)) {
                *figure = *figure - *bare;
            }
        }
    }
    added
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_middleware_is_told_apart_from_the_service_within() {
        let mut figures = Figures::here();
        for (subject, figure) in [("tower-http", 250.0), ("service-bare", 50.0), ("engine-write", 5.0)] {
            figures.add("actual", subject, figure);
        }
        let added = added(&figures);
        assert_eq!(added.get("actual", "tower-http"), Some(&200.0));
        assert_eq!(added.get("actual", "engine-write"), Some(&5.0));
    }
}

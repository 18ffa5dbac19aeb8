//! The paired origins: the list, and the relay's policy with them in it. Neither is ever without the other.

use crate::policies::{self, RELAY_SPEC};
use crate::routes::Route;
use corselet::Policy;
use corselet::origin::Origin;
use corselet::policy::{NOBODY, PolicySpec, StoredPolicy};
use heapless::{String, Vec};

/// How many origins can be paired.
pub(crate) const MAX_PAIRED: usize = 4;

/// The longest origin that can be paired, in bytes.
const MAX_LEN: usize = 120;

/// The relay's own exact origins come first.
const ORIGINS: usize = MAX_PAIRED + RELAY_SPEC.origins.len();

const _: () = assert!(MAX_PAIRED * (MAX_LEN + 1) <= records::MAX_CONTENT, "a full list fits a record");

/// An origin that can be paired, see [`PairedOrigin::try_from`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PairedOrigin(String<MAX_LEN>);

impl TryFrom<&[u8]> for PairedOrigin {
    type Error = ();

    /// An origin comes from the network or from a memory that others may have written: it must be an origin, never a
    /// pattern, and nothing that the policy would refuse in the end.
    fn try_from(origin: &[u8]) -> Result<Self, ()> {
        let text = core::str::from_utf8(origin).map_err(drop)?;
        let exact = matches!(Origin::parse(origin), Ok(Origin::Tuple(tuple)) if tuple.is_dns_shaped());
        let alone = PolicySpec { origins: &[text], ..RELAY_SPEC };
        if !exact || alone.errors().next().is_some() {
            return Err(());
        }
        String::try_from(text).map(Self).map_err(drop)
    }
}

impl PairedOrigin {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Which of the paired origins stay, by their places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Kept([bool; MAX_PAIRED]);

impl Kept {
    pub(crate) const NONE: Self = Self([false; MAX_PAIRED]);
    pub(crate) const ALL: Self = Self([true; MAX_PAIRED]);
}

#[derive(Debug)]
pub(crate) struct Paired {
    origins: Vec<PairedOrigin, MAX_PAIRED>,
    /// In force once an origin is paired.
    policy: StoredPolicy<1024, ORIGINS, 4>,
}

impl Paired {
    pub(crate) const fn new() -> Self {
        Self { origins: Vec::new(), policy: StoredPolicy::deny_all() }
    }

    /// The policy of a route: the one place that knows.
    pub(crate) fn policy(&self, route: Route) -> Policy<'_> {
        match route {
            Route::Relay if self.origins.is_empty() => policies::RELAY,
            Route::Relay => self.policy.policy(),
            Route::Config | Route::Paired => policies::CONFIG,
            Route::Settings => NOBODY,
            Route::Page | Route::Log => policies::OPERATORS,
            // What is not there is no secret.
            Route::Reading | Route::Unknown => policies::READING,
        }
    }

    pub(crate) fn is_full(&self) -> bool {
        self.origins.is_full()
    }

    pub(crate) fn origins(&self) -> impl Iterator<Item = &str> {
        self.origins.iter().map(PairedOrigin::as_str)
    }

    /// Whether the origin is paired now; if not, nothing has changed.
    pub(crate) fn add(&mut self, origin: PairedOrigin) -> bool {
        if self.origins.is_full() {
            return false;
        }
        if self.origins.is_empty() && self.policy.try_replace(&RELAY_SPEC).is_err() {
            return false;
        }
        self.policy.add_origin(origin.as_str()).is_ok() && self.origins.push(origin).is_ok()
    }

    /// Takes back what [`add`](Self::add) did last.
    pub(crate) fn remove_last(&mut self) {
        let places = self.origins.len();
        self.retain(Kept(core::array::from_fn(|place| place.saturating_add(1) < places)));
    }

    pub(crate) fn retain(&mut self, kept: Kept) {
        let mut stays = kept.0.into_iter();
        let policy = &mut self.policy;
        self.origins.retain(|origin| {
            let stays = stays.next().unwrap_or(false);
            if !stays {
                // It was added, so it can be removed.
                let _ = policy.remove_origin(origin.as_str());
            }
            stays
        });
    }

    /// Which origins stay if these do, one a line.
    ///
    /// # Errors
    /// In words, if one of them is not paired: only the button pairs.
    pub(crate) fn kept(&self, lines: &[u8]) -> Result<Kept, &'static str> {
        let mut kept = Kept::NONE;
        for line in in_lines(lines) {
            let place = self.origins().position(|origin| origin.as_bytes() == line);
            let stays = place.and_then(|place| kept.0.get_mut(place));
            *stays.ok_or("an origin is not paired: only the button pairs\n")? = true;
        }
        Ok(kept)
    }

    /// The origins that stay, one a line, as [`read`](Self::read) takes them.
    pub(crate) fn text(&self, kept: Kept) -> impl Iterator<Item = &[u8]> {
        let stays = self.origins().zip(kept.0).filter(|(_, stays)| *stays);
        stays.flat_map(|(origin, _)| [origin.as_bytes(), b"\n"])
    }

    /// Pairs the origins of a text, one a line; returns how many it has, and how many of them were refused.
    pub(crate) fn read(&mut self, text: &[u8]) -> (usize, usize) {
        let mut counts = (0_usize, 0_usize);
        for line in in_lines(text) {
            let added = PairedOrigin::try_from(line).is_ok_and(|origin| self.add(origin));
            counts.0 = counts.0.saturating_add(1);
            counts.1 = counts.1.saturating_add(usize::from(!added));
        }
        counts
    }
}

fn in_lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty())
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use corselet::{Request, Verdict};
    use std::{format, string::String, vec::Vec};

    fn granted(paired: &Paired, origin: &str) -> bool {
        let mut request = Request::new(b"GET");
        request.observe(b"origin", origin.as_bytes());
        paired.policy(Route::Relay).decide(&request).verdict() == Verdict::ActualAllowed
    }

    fn add(paired: &mut Paired, origin: &str) -> bool {
        paired.add(PairedOrigin::try_from(origin.as_bytes()).unwrap())
    }

    fn text(paired: &Paired, kept: Kept) -> String {
        String::from_utf8(paired.text(kept).collect::<Vec<_>>().concat()).unwrap()
    }

    #[test]
    fn what_is_listed_is_granted_and_nothing_else() {
        let mut paired = Paired::new();
        let (a, b, dashboard) = ("https://a.example", "https://b.example", "https://dashboard.example.com");
        assert!(add(&mut paired, a) && add(&mut paired, b));
        assert!([a, b, dashboard].iter().all(|origin| granted(&paired, origin)));
        paired.retain(paired.kept(b" https://b.example\r\n").unwrap());
        assert!(paired.origins().eq([b]));
        assert!(!granted(&paired, a) && granted(&paired, b) && granted(&paired, dashboard));
        paired.retain(Kept::NONE);
        assert!(!granted(&paired, b) && granted(&paired, dashboard));
        assert!(add(&mut paired, a) && granted(&paired, a));
        paired.remove_last();
        assert!(paired.origins().next().is_none() && !granted(&paired, a));
    }

    #[test]
    fn what_the_policy_refuses_cannot_be_paired() {
        let long = format!("https://{}.example", "a.".repeat(60));
        for origin in
            ["null", "http://192.0.2.1", "https://a.example/", "*", "https://*.example.net", "\u{fc}", &long]
        {
            assert!(PairedOrigin::try_from(origin.as_bytes()).is_err(), "{origin}");
        }
        assert!(PairedOrigin::try_from(&b"\xff"[..]).is_err());
    }

    #[test]
    fn the_longest_list_fits() {
        let mut paired = Paired::new();
        for number in 0..MAX_PAIRED {
            let label = "a".repeat(49);
            let origin = format!("https://{label}.{label}.{number:04}.example");
            assert!(origin.len() == MAX_LEN && add(&mut paired, &origin), "{origin}");
        }
        assert!(!add(&mut paired, "https://one-more.example"));
        let mut again = Paired::new();
        assert_eq!(again.read(text(&paired, Kept::ALL).as_bytes()), (MAX_PAIRED, 0));
        assert!(again.origins().eq(paired.origins()));
    }

    #[test]
    fn a_list_from_elsewhere_is_checked_line_by_line() {
        let mut paired = Paired::new();
        let list = b"https://a.example\nhttps://*.example\n\xff\nhttps://a.example\nhttps://b.example";
        assert_eq!(paired.read(list), (5, 3));
        assert!(paired.origins().eq(["https://a.example", "https://b.example"]));
        assert!(!granted(&paired, "https://c.example"));
    }

    #[test]
    fn only_paired_origins_can_stay() {
        let mut paired = Paired::new();
        add(&mut paired, "https://a.example");
        assert!(paired.kept(b"https://a.example\nhttps://b.example\n").is_err());
        assert_eq!(paired.kept(b"\n"), Ok(Kept::NONE));
        assert_eq!(text(&paired, paired.kept(b"https://a.example").unwrap()), "https://a.example\n");
    }
}

//! Public suffixes: the whole list, or rules as a case file states them.

use corselet::origin::site::{LastLabel, PublicSuffix};

/// The Public Suffix List, as compiled into the `psl` crate.
#[derive(Clone, Copy, Debug, Default)]
pub struct Psl;

impl PublicSuffix for Psl {
    fn public_suffix_len(&self, domain: &[u8]) -> usize {
        psl::suffix(domain).map_or(domain.len(), |suffix| suffix.as_bytes().len())
    }
}

/// A few rules in the list's format: `co.uk`, `*.compute.example`, `!city.example`.
#[derive(Clone, Debug, Default)]
pub struct Rules(Vec<String>);

impl Rules {
    /// These rules and the implicit rule `*`.
    pub fn new<'r>(rules: impl IntoIterator<Item = &'r str>) -> Self {
        Self(rules.into_iter().map(str::to_owned).collect())
    }

    /// How many labels at the end of a domain a rule matches.
    fn matches(rule: &str, labels: &[&str]) -> Option<usize> {
        let rule: Vec<&str> = rule.split('.').rev().collect();
        let matching = rule.len() <= labels.len()
            && rule.iter().zip(labels.iter().rev()).all(|(wanted, label)| *wanted == "*" || wanted == label);
        matching.then_some(rule.len())
    }
}

impl PublicSuffix for Rules {
    fn public_suffix_len(&self, domain: &[u8]) -> usize {
        let domain_text = String::from_utf8_lossy(domain);
        let labels: Vec<&str> = domain_text.split('.').collect();
        let exception = self.0.iter().filter_map(|rule| rule.strip_prefix('!'));
        let exception = exception.filter_map(|rule| Self::matches(rule, &labels)).max();
        let rule = self.0.iter().filter_map(|rule| Self::matches(rule, &labels)).max();
        let Some(count) = exception.map(|count| count - 1).or(rule) else {
            return LastLabel.public_suffix_len(domain);
        };
        labels[labels.len() - count..].join(".").len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use corselet::origin::Host;

    #[test]
    fn the_list_is_read_by_its_algorithm() {
        // From the list's own test vectors (public domain), as far as they are in lower-case ASCII.
        for (host, domain) in [
            ("com", None),
            ("example.com", Some("example.com")),
            ("b.example.com", Some("example.com")),
            ("example", None),
            ("b.example.example", Some("example.example")),
            ("c.kobe.jp", None),
            ("b.c.kobe.jp", Some("b.c.kobe.jp")),
            ("city.kobe.jp", Some("city.kobe.jp")),
            ("www.city.kobe.jp", Some("city.kobe.jp")),
            ("test.ck", None),
            ("www.www.ck", Some("www.ck")),
            ("whatwg.github.io", Some("whatwg.github.io")),
            ("b.example.co.uk.", Some("example.co.uk.")),
        ] {
            let found = Host::Name(host.as_bytes()).registrable_domain(&Psl);
            assert_eq!(found.map(String::from_utf8_lossy).as_deref(), domain, "{host}");
        }
    }

    #[test]
    fn rules_are_read_like_the_list() {
        let rules = Rules::new([
            "com",
            "jp",
            "*.kobe.jp",
            "!city.kobe.jp",
            "ck",
            "*.ck",
            "!www.ck",
            "github.io",
            "co.uk",
        ]);
        for host in
            ["com", "b.example.com", "x.example", "c.kobe.jp", "b.c.kobe.jp", "a.city.kobe.jp", "www.www.ck"]
        {
            let host = Host::Name(host.as_bytes());
            assert_eq!(host.registrable_domain(&rules), host.registrable_domain(&Psl), "{host}");
        }
    }
}

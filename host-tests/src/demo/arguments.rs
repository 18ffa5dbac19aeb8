//! The command's arguments.

use anyhow::{Result, bail};

/// What `cargo demo` was asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Arguments {
    /// Stay up for a person's browser instead of touring.
    pub serve: bool,
    /// The gateway as a host process instead of the emulated board.
    pub host: bool,
}

impl Arguments {
    /// What may be typed.
    pub const USAGE: &str = "usage: cargo demo [--serve] [--host]";

    /// Reads the words behind the command's name.
    ///
    /// # Errors
    /// The usage, on a word that is unknown.
    pub fn parse(words: impl IntoIterator<Item = String>) -> Result<Self> {
        let mut arguments = Self::default();
        for word in words {
            match word.as_str() {
                "--serve" => arguments.serve = true,
                "--host" => arguments.host = true,
                _ => bail!("unknown argument `{word}`; {}", Self::USAGE),
            }
        }
        Ok(arguments)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &[&str]) -> Result<Arguments> {
        Arguments::parse(words.iter().map(|word| (*word).to_owned()))
    }

    #[test]
    fn any_order_and_nothing_unknown() {
        assert_eq!(parse(&[]).unwrap(), Arguments { serve: false, host: false });
        assert_eq!(parse(&["--host", "--serve"]).unwrap(), Arguments { serve: true, host: true });
        assert!(parse(&["--hosts"]).unwrap_err().to_string().contains("usage"));
    }
}

//! Names beyond ASCII, through whoever has the tables.

use super::UrlError;

/// Domain to ASCII (URL `#concept-domain-to-ascii`, `beStrict` false) for names beyond ASCII.
///
/// IDNA needs large tables, which do not belong on a small device; whoever has them implements this. A name that is
/// ASCII, `xn--` labels included, never comes here: the standard only lower-cases it.
pub trait DomainToAscii {
    /// Writes the ASCII form of `domain` into `out` and returns its length. `domain` is percent-decoded, has at least
    /// one byte from 0x80 on, and need not be valid UTF-8 (which is then [`UrlError::Domain`]).
    ///
    /// This is Unicode ToASCII (UTS 46) with CheckHyphens false, CheckBidi true, CheckJoiners true,
    /// UseSTD3ASCIIRules false, Transitional_Processing false, VerifyDnsLength false, IgnoreInvalidPunycode false.
    /// The caller looks for forbidden code points and empty results itself.
    ///
    /// # Errors
    /// [`UrlError::Domain`] where the name is not allowed, [`UrlError::NoSpace`] where `out` is too small.
    fn domain_to_ascii(&self, domain: &[u8], out: &mut [u8]) -> Result<usize, UrlError>;
}

/// No IDNA tables: every name beyond ASCII is [`UrlError::NeedsIdna`].
#[derive(Clone, Copy, Debug, Default)]
pub struct NoIdna;

impl DomainToAscii for NoIdna {
    fn domain_to_ascii(&self, _: &[u8], _: &mut [u8]) -> Result<usize, UrlError> {
        Err(UrlError::NeedsIdna)
    }
}

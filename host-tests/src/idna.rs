//! Domain to ASCII with the `idna` crate's tables.

use corselet::origin::url::{DomainToAscii, UrlError};
use idna::AsciiDenyList;
use idna::uts46::{DnsLength, Hyphens, Uts46};

/// IDNA as the URL Standard asks for it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Idna;

impl DomainToAscii for Idna {
    fn domain_to_ascii(&self, domain: &[u8], out: &mut [u8]) -> Result<usize, UrlError> {
        let ascii = Uts46::new()
            .to_ascii(domain, AsciiDenyList::URL, Hyphens::Allow, DnsLength::Ignore)
            .map_err(|_| UrlError::Domain)?;
        let room = out.get_mut(..ascii.len()).ok_or(UrlError::NoSpace)?;
        room.copy_from_slice(ascii.as_bytes());
        Ok(ascii.len())
    }
}

//! Origins as bytes (HTML `#ascii-serialisation-of-an-origin`), without `core::fmt`.

use super::{Host, Origin, Port, TupleOrigin, ip};
use core::net::{Ipv4Addr, Ipv6Addr};

/// A buffer being filled, from the front. What does not fit is dropped, and [`Out::finish`] says so.
#[derive(Debug)]
pub(crate) struct Out<'b> {
    buffer: &'b mut [u8],
    len: usize,
    overflown: bool,
}

impl<'b> Out<'b> {
    pub(crate) const fn new(buffer: &'b mut [u8]) -> Self {
        Self { buffer, len: 0, overflown: false }
    }

    pub(crate) fn push(&mut self, byte: u8) {
        match self.buffer.get_mut(self.len) {
            Some(slot) => {
                *slot = byte;
                self.len = self.len.saturating_add(1);
            }
            None => self.overflown = true,
        }
    }

    pub(crate) fn extend(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.push(*byte);
        }
    }

    /// How many bytes are written.
    pub(crate) const fn len(&self) -> usize {
        self.len
    }

    /// The bytes written so far.
    pub(crate) fn written(&self) -> &[u8] {
        self.buffer.split_at_checked(self.len).map_or(&[], |(written, _)| written)
    }

    /// Drops what was written after the first `len` bytes.
    pub(crate) fn truncate(&mut self, len: usize) {
        self.len = self.len.min(len);
    }

    /// A number in decimal.
    pub(crate) fn decimal(&mut self, number: u16) {
        let mut begun = false;
        for high in [number / 10_000, number / 1_000, number / 100, number / 10] {
            begun |= high != 0;
            if begun {
                self.push(b'0'.wrapping_add((high % 10) as u8));
            }
        }
        self.push(b'0'.wrapping_add((number % 10) as u8));
    }

    /// A number in lower-case hexadecimal.
    fn hexadecimal(&mut self, number: u16) {
        let mut begun = false;
        for shift in [12_u32, 8, 4, 0] {
            let digit = (number.wrapping_shr(shift) & 0x0f) as u8;
            begun |= digit != 0 || shift == 0;
            if begun {
                self.push(if digit < 10 { b'0' } else { b'a'.wrapping_sub(10) }.wrapping_add(digit));
            }
        }
    }

    /// URL `#concept-host-serializer`.
    pub(crate) fn host(&mut self, host: Host<'_>) {
        match host {
            Host::Name(name) => self.extend(name),
            Host::Ipv4(address) => self.ipv4(address),
            Host::Ipv6(address) => self.ipv6(address),
        }
    }

    fn ipv4(&mut self, address: Ipv4Addr) {
        let mut separator = None;
        for octet in address.octets() {
            separator.into_iter().for_each(|dot| self.push(dot));
            self.decimal(u16::from(octet));
            separator = Some(b'.');
        }
    }

    fn ipv6(&mut self, address: Ipv6Addr) {
        let pieces = address.segments();
        let (run_start, run_len) = ip::longest_zero_run(&pieces);
        let run_end = run_start.saturating_add(run_len);
        self.push(b'[');
        for (index, piece) in (0_usize..).zip(pieces) {
            if index == run_start {
                self.extend(b"::");
            }
            if index < run_start || index >= run_end {
                if index != 0 && index != run_end {
                    self.push(b':');
                }
                self.hexadecimal(piece);
            }
        }
        self.push(b']');
    }

    /// A colon and the port, where there is one.
    pub(crate) fn port(&mut self, port: Port) {
        if let Port::Number(number) = port {
            self.push(b':');
            self.decimal(number);
        }
    }

    /// What was written; `None` where it did not all fit.
    pub(crate) fn finish(self) -> Option<&'b [u8]> {
        let (written, _) = self.buffer.split_at_checked(self.len)?;
        (!self.overflown).then_some(written)
    }
}

impl Host<'_> {
    /// Serialises the host (URL `#concept-host-serializer`) into a buffer. `None` where the buffer is too small.
    ///
    /// ```
    /// use corselet::origin::Host;
    ///
    /// assert_eq!(Host::Ipv6(1.into()).serialize(&mut [0; 8]), Some(&b"[::1]"[..]));
    /// ```
    #[must_use]
    pub fn serialize<'b>(&self, buffer: &'b mut [u8]) -> Option<&'b [u8]> {
        let mut out = Out::new(buffer);
        out.host(*self);
        out.finish()
    }
}

impl Origin<'_> {
    /// Serialises the origin (HTML `#ascii-serialisation-of-an-origin`) into a buffer, byte for byte as an `Origin`
    /// header holds it; [`MAX_ORIGIN_LEN`](super::MAX_ORIGIN_LEN) bytes are always enough. `None` where the buffer is
    /// too small.
    ///
    /// (`Display` writes the same, but escapes quotes, for logs.)
    ///
    /// ```
    /// use corselet::origin::Origin;
    ///
    /// let mut buffer = [0; 32];
    /// let origin = Origin::parse(b"http://[::1]:8080").unwrap();
    /// assert_eq!(origin.serialize(&mut buffer), Some(&b"http://[::1]:8080"[..]));
    /// assert_eq!(Origin::Opaque.serialize(&mut buffer), Some(&b"null"[..]));
    /// ```
    #[must_use]
    pub fn serialize<'b>(&self, buffer: &'b mut [u8]) -> Option<&'b [u8]> {
        match self {
            Self::Tuple(tuple) => tuple.serialize(buffer),
            Self::Opaque => {
                let mut out = Out::new(buffer);
                out.extend(b"null");
                out.finish()
            }
        }
    }
}

impl TupleOrigin<'_> {
    /// Serialises the origin: see [`Origin::serialize`].
    #[must_use]
    pub fn serialize<'b>(&self, buffer: &'b mut [u8]) -> Option<&'b [u8]> {
        let mut out = Out::new(buffer);
        out.extend(self.scheme());
        out.extend(b"://");
        out.host(self.host());
        out.port(self.port());
        out.finish()
    }
}

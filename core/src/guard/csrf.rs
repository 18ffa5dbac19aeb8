//! Tokens in the pages that a device serves itself: a form that brings one back was in such a page (feature `csrf`).

use core::fmt;
use hmac::{Hmac, KeyInit, Mac};
use rand_core::TryCryptoRng;
use sha2::Sha256;
use subtle::ConstantTimeEq;

/// The length of a token, in bytes: 32 lower-case hexadecimal digits that are new each time, and 32 that prove them.
pub const TOKEN_LEN: usize = 64;

const NONCE_LEN: usize = 16;
/// Half of the hash is enough (RFC 2104 section 5).
const TAG_LEN: usize = 16;

/// What the tokens of a device rest on: 32 bytes that nobody else knows. New at each boot, so that older tokens end
/// with it, or kept for longer.
///
/// A token needs no memory: it is a random number and its HMAC-SHA-256 (RFC 2104) together with a session. It stands
/// beside the [`Guard`](super::Guard), for pages whose forms must also work where browsers tell neither
/// `Sec-Fetch-Site` nor `origin`, or behind a proxy that changes them.
///
/// ```
/// # use corselet::guard::csrf::{Secret, TokenError};
/// # struct Hardware(u8);
/// # impl rand_core::TryRng for Hardware {
/// #     type Error = core::convert::Infallible;
/// #     fn try_next_u32(&mut self) -> Result<u32, Self::Error> { Ok(4) }
/// #     fn try_next_u64(&mut self) -> Result<u64, Self::Error> { Ok(4) }
/// #     fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Self::Error> {
/// #         for byte in bytes { self.0 = self.0.wrapping_mul(5).wrapping_add(3); *byte = self.0; }
/// #         Ok(())
/// #     }
/// # }
/// # impl rand_core::TryCryptoRng for Hardware {}
/// # let mut rng = Hardware(1);
/// let secret = Secret::generate(&mut rng)?;
/// let token = secret.mint(b"session of alice", &mut rng)?;
/// assert_eq!(secret.check(b"session of alice", token.as_bytes()), Ok(()));
/// assert_eq!(secret.check(b"session of bob", token.as_bytes()), Err(TokenError::Forged));
/// # Ok::<(), core::convert::Infallible>(())
/// ```
#[derive(Clone)]
pub struct Secret([u8; 32]);

impl Secret {
    /// A secret that was kept. It must come from a source of entropy that nobody can guess.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// A new secret.
    ///
    /// # Errors
    /// Whatever keeps the source from giving: then there is no secret, and no page may be served that needs one.
    pub fn generate<R: TryCryptoRng + ?Sized>(rng: &mut R) -> Result<Self, R::Error> {
        let mut secret = Self([0; 32]);
        rng.try_fill_bytes(&mut secret.0)?;
        Ok(secret)
    }

    /// A token for a session: whatever tells users apart, such as the session's identifier. Where there are no sessions,
    /// nothing: the token then tells only that the page was this device's own. Linear in the session's bytes.
    ///
    /// # Errors
    /// Whatever keeps the source of randomness from giving.
    pub fn mint<R: TryCryptoRng + ?Sized>(&self, session: &[u8], rng: &mut R) -> Result<Token, R::Error> {
        let mut nonce = [0; NONCE_LEN];
        rng.try_fill_bytes(&mut nonce)?;
        Ok(self.token(&nonce, session))
    }

    /// Checks a token that came back, in a form's field or in a header line: not in a cookie or a URL, which come along
    /// or leak by themselves. The comparison takes the same time wherever the bytes differ. Linear in the session's
    /// bytes; a token is only looked at if it has the right length.
    ///
    /// # Errors
    /// [`TokenError`]: the request is not to be acted on.
    pub fn check(&self, session: &[u8], token: &[u8]) -> Result<(), TokenError> {
        let given: &[u8; TOKEN_LEN] = token.try_into().map_err(|_| TokenError::Length)?;
        let mut nonce = [0; NONCE_LEN];
        let (pairs, _) = given.as_chunks::<2>();
        for (byte, [high, low]) in nonce.iter_mut().zip(pairs) {
            *byte = (digit(*high)? << 4) | digit(*low)?;
        }
        let expected = self.token(&nonce, session);
        if bool::from(expected.0.ct_eq(given)) { Ok(()) } else { Err(TokenError::Forged) }
    }

    fn token(&self, nonce: &[u8; NONCE_LEN], session: &[u8]) -> Token {
        // A key is filled up with zeros to a block of the hash (RFC 2104 section 2); one that is whole already cannot fail.
        let mut key = [0; 64];
        key.iter_mut().zip(self.0).for_each(|(slot, byte)| *slot = byte);
        let mut mac = Hmac::<Sha256>::new(&key.into());
        mac.update(b"corselet csrf token");
        // Of fixed length, so that nothing of it can pass for a part of the session.
        mac.update(nonce);
        mac.update(session);
        let tag = mac.finalize().into_bytes();
        let mut token = Token([0; TOKEN_LEN]);
        let (pairs, _) = token.0.as_chunks_mut::<2>();
        for (pair, byte) in pairs.iter_mut().zip(nonce.iter().chain(tag.iter().take(TAG_LEN))) {
            *pair = [hexadecimal(byte >> 4), hexadecimal(byte & 0x0f)];
        }
        token
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

/// A token, to be put into a page: hexadecimal digits, so nothing in it needs to be escaped anywhere.
#[derive(Clone, Copy, Debug)]
pub struct Token([u8; TOKEN_LEN]);

impl Token {
    /// The token.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; TOKEN_LEN] {
        &self.0
    }

    /// The token as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        core::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// Why a token is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum TokenError {
    /// It does not have [`TOKEN_LEN`] bytes; none at all, for example.
    Length,
    /// Not lower-case hexadecimal digits.
    Malformed,
    /// Not minted with this secret for this session.
    Forged,
}

impl TokenError {
    /// A stable code for logs and dashboards.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Length => "token-length",
            Self::Malformed => "token-malformed",
            Self::Forged => "token-forged",
        }
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Length => "the token does not have 64 bytes",
            Self::Malformed => "the token is not made of lower-case hexadecimal digits",
            Self::Forged => "the token was not minted for this session",
        })
    }
}

impl core::error::Error for TokenError {}

const fn hexadecimal(nibble: u8) -> u8 {
    if nibble < 10 { b'0'.wrapping_add(nibble) } else { b'a'.wrapping_sub(10).wrapping_add(nibble) }
}

const fn digit(byte: u8) -> Result<u8, TokenError> {
    match byte {
        b'0'..=b'9' => Ok(byte & 0x0f),
        b'a'..=b'f' => Ok((byte & 0x0f).wrapping_add(9)),
        _ => Err(TokenError::Malformed),
    }
}

//! Tokens: minted, checked, forged.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test that cannot go on may stop"
)]
#![cfg(feature = "csrf")]

use corselet::guard::csrf::{Secret, TOKEN_LEN, TokenError};
use rand_core::{TryCryptoRng, TryRng};
use std::convert::Infallible;

/// Gives these bytes again and again.
struct Bytes(Vec<u8>, usize);

impl TryRng for Bytes {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        unreachable!("bytes are asked for")
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        unreachable!("bytes are asked for")
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for byte in bytes {
            *byte = self.0[self.1 % self.0.len()];
            self.1 += 1;
        }
        Ok(())
    }
}

impl TryCryptoRng for Bytes {}

/// A source that has run dry.
struct Dry;

impl TryRng for Dry {
    type Error = std::fmt::Error;

    fn try_next_u32(&mut self) -> Result<u32, Self::Error> {
        Err(std::fmt::Error)
    }

    fn try_next_u64(&mut self) -> Result<u64, Self::Error> {
        Err(std::fmt::Error)
    }

    fn try_fill_bytes(&mut self, _: &mut [u8]) -> Result<(), Self::Error> {
        Err(std::fmt::Error)
    }
}

impl TryCryptoRng for Dry {}

fn secret() -> Secret {
    Secret::from_bytes(std::array::from_fn(|index| index as u8))
}

fn nonces() -> Bytes {
    Bytes((0..=255).rev().collect(), 0)
}

#[test]
fn a_token_is_good_for_its_secret_and_its_session() {
    let mut rng = nonces();
    for session in [&b""[..], b"alice", &[0; 64], &[0xff; 1000]] {
        let token = secret().mint(session, &mut rng).unwrap();
        assert_eq!(token.as_bytes().len(), TOKEN_LEN);
        assert_eq!(token.as_str().as_bytes(), token.as_bytes());
        assert_eq!(secret().check(session, token.as_bytes()), Ok(()));
        let other = [session, b"x"].concat();
        assert_eq!(secret().check(&other, token.as_bytes()), Err(TokenError::Forged));
        assert_eq!(Secret::from_bytes([7; 32]).check(session, token.as_bytes()), Err(TokenError::Forged));
    }
}

#[test]
fn a_token_is_the_hmac_that_it_says_it_is() {
    // As Python has it: hmac.new(bytes(range(32)), b"corselet csrf token" + nonce + b"alice", "sha256").
    let token = secret().mint(b"alice", &mut nonces()).unwrap();
    assert_eq!(
        token.as_str(),
        concat!("fffefdfcfbfaf9f8f7f6f5f4f3f2f1f0", "bdca799a37c8ed401a4e3c355ad08b75")
    );
}

#[test]
fn two_tokens_of_a_session_differ() {
    let mut rng = nonces();
    let tokens = [(); 2].map(|()| secret().mint(b"alice", &mut rng).unwrap());
    assert_ne!(tokens[0].as_bytes(), tokens[1].as_bytes());
    assert!(tokens.iter().all(|token| secret().check(b"alice", token.as_bytes()).is_ok()));
}

#[test]
fn one_changed_bit_is_a_forgery() {
    let token = *secret().mint(b"alice", &mut nonces()).unwrap().as_bytes();
    for place in 0..TOKEN_LEN {
        for bit in 0..8 {
            let mut changed = token;
            changed[place] ^= 1 << bit;
            assert!(secret().check(b"alice", &changed).is_err(), "bit {bit} of byte {place}");
        }
    }
    // The boundary between random number and session does not move.
    assert_eq!(secret().check(b"alic", &token), Err(TokenError::Forged));
}

#[test]
fn what_is_no_token_is_told_apart() {
    let token = secret().mint(b"", &mut nonces()).unwrap();
    let token = token.as_bytes();
    assert_eq!(secret().check(b"", b""), Err(TokenError::Length));
    assert_eq!(secret().check(b"", &token[1..]), Err(TokenError::Length));
    assert_eq!(secret().check(b"", &[&token[..], b"0"].concat()), Err(TokenError::Length));
    assert_eq!(secret().check(b"", &token.to_ascii_uppercase()), Err(TokenError::Malformed));
    assert_eq!(secret().check(b"", &[b' '; TOKEN_LEN]), Err(TokenError::Malformed));
    assert_eq!(secret().check(b"", &[b'0'; TOKEN_LEN]), Err(TokenError::Forged));
}

#[test]
fn without_randomness_there_is_no_token() {
    assert!(Secret::generate(&mut Dry).is_err());
    assert!(secret().mint(b"", &mut Dry).is_err());
    let mut rng = Bytes(vec![1, 2, 3], 0);
    let generated = Secret::generate(&mut rng).unwrap();
    let token = generated.mint(b"", &mut rng).unwrap();
    assert_eq!(generated.check(b"", token.as_bytes()), Ok(()));
}

#[test]
fn a_secret_does_not_show_itself() {
    assert_eq!(format!("{:?}", secret()), "Secret(..)");
}

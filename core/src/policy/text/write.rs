//! A policy, written as text.

use crate::policy::Policy;
use crate::policy::field::{Fields, PolicyField, Scalar};
use crate::policy::problem::Problem;
use crate::policy::spec::PolicySpec;
use crate::policy::target::Text;
use core::fmt;

/// Why a policy was not written as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum WriteTextError {
    /// The policy has an error, this one first: its entries need not be of the text's grammar.
    Invalid(Problem),
    /// The text needs more bytes than the buffer has; nothing was written.
    NoSpace {
        /// Bytes needed.
        needed: usize,
    },
}

impl fmt::Display for WriteTextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(problem) => problem.fmt(f),
            Self::NoSpace { needed } => write!(f, "the text needs {needed} bytes"),
        }
    }
}

impl core::error::Error for WriteTextError {}

impl PolicySpec<'_> {
    /// Writes the policy as text (see the [grammar](crate::policy::text)): a line for each field that differs from
    /// [`EMPTY`](Self::EMPTY). Reading it gives the same fields and entries.
    ///
    /// ```
    /// use corselet::policy_spec;
    ///
    /// let mut buffer = [0; 256];
    /// let spec = policy_spec! { origins: ["https://a.example", "https://b.example"], max_age_secs: 600, methods: ["PUT"] };
    /// assert_eq!(
    ///     spec.write_text(&mut buffer)?,
    ///     b"origins = https://a.example https://b.example\nmethods = PUT\nmax_age_secs = 600\n"
    /// );
    /// # Ok::<(), corselet::policy::WriteTextError>(())
    /// ```
    ///
    /// # Errors
    /// [`WriteTextError`]: the policy has an error, or the buffer is too small.
    pub fn write_text<'b>(&self, buffer: &'b mut [u8]) -> Result<&'b [u8], WriteTextError> {
        if let Some(problem) = self.errors().next() {
            return Err(WriteTextError::Invalid(problem));
        }
        written(self, buffer)
    }
}

impl Policy<'_> {
    /// Writes the policy as text (see the [grammar](crate::policy::text)), as it was made: reading it gives a policy that decides and
    /// answers alike. Entries beside `*` may be gone, header names are in lower case, exact origins
    /// stand before patterns. A policy that denies everybody is an empty list of origins, which no new policy is made of.
    ///
    /// ```
    /// use corselet::{Policy, policy};
    ///
    /// static POLICY: Policy = policy! { origins: ["https://*.example.org:*"], request_headers: ["X-Api-Key"] };
    ///
    /// let mut buffer = [0; 256];
    /// let text = POLICY.write_text(&mut buffer)?;
    /// assert_eq!(text, b"origins = https://*.example.org:*\nrequest_headers = x-api-key\n");
    /// # Ok::<(), corselet::policy::WriteTextError>(())
    /// ```
    ///
    /// # Errors
    /// [`WriteTextError::NoSpace`] if the buffer is too small.
    pub fn write_text<'b>(&self, buffer: &'b mut [u8]) -> Result<&'b [u8], WriteTextError> {
        written(self, buffer)
    }
}

/// Measures, and writes if there is room.
fn written<'b>(policy: &impl Fields, buffer: &'b mut [u8]) -> Result<&'b [u8], WriteTextError> {
    let mut measure = Text::new(&mut []);
    write_fields(policy, &mut measure);
    let needed = measure.len;
    let room = buffer.get_mut(..needed).ok_or(WriteTextError::NoSpace { needed })?;
    write_fields(policy, &mut Text::new(room));
    Ok(room)
}

fn write_fields(policy: &impl Fields, text: &mut Text<'_>) {
    for field in PolicyField::ALL {
        let mut entries = policy.entries(field).peekable();
        if entries.peek().is_some() {
            text.bytes(field.as_str().as_bytes());
            text.bytes(b" =");
            for entry in entries {
                text.byte(b' ');
                entry.write(text);
            }
            text.byte(b'\n');
        } else if let Some(scalar) = policy.scalar(field)
            && PolicySpec::EMPTY.scalar(field) != Some(scalar)
        {
            text.bytes(field.as_str().as_bytes());
            text.bytes(b" = ");
            match scalar {
                Scalar::Flag(on) => text.bytes(if on { b"true" } else { b"false" }),
                Scalar::Number(number) => text.number(number),
            };
            text.byte(b'\n');
        }
    }
}

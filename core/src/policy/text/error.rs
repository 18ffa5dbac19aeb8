//! What is wrong with a text, and where.

use core::fmt;

/// Where in a text something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct TextPlace {
    pub(super) line: usize,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl TextPlace {
    /// The line, from 1.
    #[must_use]
    pub const fn line(&self) -> usize {
        self.line
    }

    /// The bytes, as offsets into the whole text; empty where something is missing.
    #[must_use]
    pub const fn range(&self) -> core::ops::Range<usize> {
        self.start..self.end
    }
}

/// Why a text is not read as a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct TextError {
    pub(super) kind: TextErrorKind,
    pub(super) place: TextPlace,
}

/// What is wrong with a line of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum TextErrorKind {
    /// The line is no `name = value`.
    NoField,
    /// No field has this name.
    UnknownField,
    /// The field is no list, and an earlier line has it.
    FieldTwice,
    /// The value is neither `true` nor `false`.
    NotAFlag,
    /// The value is no decimal number of at most 32 bits.
    NotANumber,
    /// The entry is not UTF-8.
    NotUtf8,
    /// The list has more entries than there is room for.
    TooManyEntries,
}

impl TextError {
    /// What is wrong.
    #[must_use]
    pub const fn kind(&self) -> TextErrorKind {
        self.kind
    }

    /// The line and the bytes at fault.
    #[must_use]
    pub const fn place(&self) -> TextPlace {
        self.place
    }
}

impl TextErrorKind {
    /// A stable code for forms and logs: lower-case words joined by `-`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoField => "text-no-field",
            Self::UnknownField => "text-unknown-field",
            Self::FieldTwice => "text-field-twice",
            Self::NotAFlag => "text-not-a-flag",
            Self::NotANumber => "text-not-a-number",
            Self::NotUtf8 => "text-not-utf8",
            Self::TooManyEntries => "text-too-many-entries",
        }
    }

    /// The error in plain words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NoField => "a line is a field's name, `=` and its value",
            Self::UnknownField => "no field has this name",
            Self::FieldTwice => "the field is set already",
            Self::NotAFlag => "the value is true or false",
            Self::NotANumber => "the value is a decimal number of at most 32 bits",
            Self::NotUtf8 => "the entry is not UTF-8",
            Self::TooManyEntries => "the list has more entries than there is room for",
        }
    }
}

impl fmt::Display for TextErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for TextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let TextPlace { line, start, end } = self.place;
        write!(f, "line {line}: {} (bytes {start} to {end})", self.kind)
    }
}

impl core::error::Error for TextError {}

//! `Deserialize`.

use crate::policy::field::{PolicyField, Scalar};
use crate::policy::{PolicySpec, PolicyText, StoredPolicy};
use core::fmt;
use heapless::Vec;
use serde_core::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// Checked as [`try_build`](Self::try_build) checks: what has an error, or does not fit, is an error of the format. Until
/// then the entries are kept as they are written, with a blank before each: `TEXT` bytes are the limit for them too, and
/// the stack takes as much again.
impl<'de, const TEXT: usize, const ORIGINS: usize, const NAMES: usize> Deserialize<'de>
    for StoredPolicy<TEXT, ORIGINS, NAMES>
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut draft = Draft::<TEXT> { text: Vec::new(), scalars: PolicySpec::EMPTY };
        deserializer.deserialize_struct("Policy", NAMES_OF_FIELDS, FieldsVisitor(&mut draft))?;
        let lists = PolicyText::<'_, ORIGINS, NAMES>::parse(&draft.text)
            .map_err(|error| D::Error::custom(error.kind()))?;
        let PolicySpec { origins, methods, request_headers, expose, .. } = lists.spec();
        Self::try_build(&PolicySpec { origins, methods, request_headers, expose, ..draft.scalars })
            .map_err(D::Error::custom)
    }
}

const NAMES_OF_FIELDS: &[&str] = &{
    let mut names = [""; PolicyField::ALL.len()];
    let mut slots: &mut [&str] = &mut names;
    let mut fields: &[PolicyField] = &PolicyField::ALL;
    while let ([slot, slots_tail @ ..], [field, tail @ ..]) = (slots, fields) {
        *slot = field.as_str();
        slots = slots_tail;
        fields = tail;
    }
    names
};

/// What has been read: the lists as a policy's text, and the other fields.
struct Draft<const TEXT: usize> {
    text: Vec<u8, TEXT>,
    scalars: PolicySpec<'static>,
}

impl<const TEXT: usize> Draft<TEXT> {
    fn append<E: Error>(&mut self, bytes: &[u8]) -> Result<(), E> {
        self.text
            .extend_from_slice(bytes)
            .map_err(|_| E::custom("the entries need more bytes than there are"))
    }
}

struct FieldsVisitor<'d, const TEXT: usize>(&'d mut Draft<TEXT>);

impl<'de, const TEXT: usize> Visitor<'de> for FieldsVisitor<'_, TEXT> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the fields of a policy")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut seen = 0_u32;
        while let Some(field) = map.next_key_seed(Name)? {
            let bit = 1_u32.wrapping_shl(field as u32);
            if seen & bit != 0 {
                return Err(A::Error::duplicate_field(field.as_str()));
            }
            seen |= bit;
            map.next_value_seed(Value { field, draft: self.0 })?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut fields: A) -> Result<(), A::Error> {
        for (place, field) in PolicyField::ALL.into_iter().enumerate() {
            fields
                .next_element_seed(Value { field, draft: self.0 })?
                .ok_or_else(|| A::Error::invalid_length(place, &"all fields of a policy"))?;
        }
        Ok(())
    }
}

/// The name of a field.
struct Name;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = PolicyField;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<PolicyField, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Name {
    type Value = PolicyField;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<PolicyField, E> {
        PolicyField::named(name.as_bytes()).ok_or_else(|| E::unknown_field(name, NAMES_OF_FIELDS))
    }
}

/// The value of a field.
struct Value<'d, const TEXT: usize> {
    field: PolicyField,
    draft: &'d mut Draft<TEXT>,
}

impl<'de, const TEXT: usize> DeserializeSeed<'de> for Value<'_, TEXT> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let Self { field, draft } = self;
        let scalar = if field.is_list() {
            return deserializer.deserialize_seq(ListVisitor(Value { field, draft }));
        } else if field == PolicyField::MaxAge {
            Option::deserialize(deserializer)?.map(Scalar::Number)
        } else if field.is_number() {
            Some(Scalar::Number(u32::deserialize(deserializer)?))
        } else {
            Some(Scalar::Flag(bool::deserialize(deserializer)?))
        };
        if let Some(scalar) = scalar {
            draft.scalars.set(field, scalar);
        }
        Ok(())
    }
}

struct ListVisitor<'d, const TEXT: usize>(Value<'d, TEXT>);

impl<'de, const TEXT: usize> Visitor<'de> for ListVisitor<'_, TEXT> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a list of strings for {}", self.0.field.as_str())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let Value { field, draft } = self.0;
        draft.append(field.as_str().as_bytes())?;
        draft.append(b"=")?;
        while entries.next_element_seed(Entry(draft))?.is_some() {}
        draft.append(b"\n")
    }
}

/// An entry of a list.
struct Entry<'d, const TEXT: usize>(&'d mut Draft<TEXT>);

impl<'de, const TEXT: usize> DeserializeSeed<'de> for Entry<'_, TEXT> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<const TEXT: usize> Visitor<'_> for Entry<'_, TEXT> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an entry of a list")
    }

    fn visit_str<E: Error>(self, entry: &str) -> Result<(), E> {
        // None of these is in any valid entry, and in a text they would end it.
        if entry.is_empty() || entry.bytes().any(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n')) {
            return Err(E::custom("an entry is empty or has a blank"));
        }
        self.0.append(b" ")?;
        self.0.append(entry.as_bytes())
    }
}

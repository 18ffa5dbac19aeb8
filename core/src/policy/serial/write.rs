//! `Serialize`.

use crate::origin::MAX_ORIGIN_LEN;
use crate::policy::field::{Fields, PolicyField, Scalar, Written};
use crate::policy::target::Text;
use crate::policy::{Policy, PolicySpec, StoredPolicy};
use serde_core::ser::{Error, Serialize, SerializeSeq, SerializeStruct, Serializer};

/// All of the fields as they are, checked or not.
impl Serialize for PolicySpec<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize(self, serializer)
    }
}

/// As it was made, but for entries beside `*`: see [`Policy::write_text`].
impl Serialize for Policy<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize(self, serializer)
    }
}

/// As its [`policy`](Self::policy).
impl<const TEXT: usize, const ORIGINS: usize, const NAMES: usize> Serialize
    for StoredPolicy<TEXT, ORIGINS, NAMES>
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.policy().serialize(serializer)
    }
}

fn serialize<P: Fields, S: Serializer>(policy: &P, serializer: S) -> Result<S::Ok, S::Error> {
    let all = !serializer.is_human_readable();
    let wanted = |field: &PolicyField| all || differs(policy, *field);
    let count = PolicyField::ALL.iter().filter(|field| wanted(field)).count();
    let mut fields = serializer.serialize_struct("Policy", count)?;
    for field in PolicyField::ALL {
        let name = field.as_str();
        if !wanted(&field) {
            fields.skip_field(name)?;
        } else if field.is_list() {
            fields.serialize_field(name, &List(policy, field))?;
        } else {
            match policy.scalar(field) {
                Some(Scalar::Flag(on)) => fields.serialize_field(name, &on)?,
                Some(Scalar::Number(number)) if field == PolicyField::MaxAge => {
                    fields.serialize_field(name, &Some(number))?;
                }
                Some(Scalar::Number(number)) => fields.serialize_field(name, &number)?,
                None => fields.serialize_field(name, &None::<u32>)?,
            }
        }
    }
    fields.end()
}

/// Whether a field is not as in a policy that grants nothing.
fn differs(policy: &impl Fields, field: PolicyField) -> bool {
    policy.entries(field).next().is_some() || policy.scalar(field) != PolicySpec::EMPTY.scalar(field)
}

struct List<'p, P>(&'p P, PolicyField);

impl<P: Fields> Serialize for List<'_, P> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(policy, field) = self;
        let mut list = serializer.serialize_seq(Some(policy.entries(*field).count()))?;
        for entry in policy.entries(*field) {
            list.serialize_element(&entry)?;
        }
        list.end()
    }
}

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut buffer = [0; MAX_ORIGIN_LEN];
        let entry = match self {
            Self::Whole(entry) => *entry,
            Self::Pattern { .. } => {
                let mut text = Text::new(&mut buffer);
                self.write(&mut text);
                let len = text.len;
                buffer.get(..len).unwrap_or_default()
            }
        };
        serializer.serialize_str(core::str::from_utf8(entry).map_err(S::Error::custom)?)
    }
}

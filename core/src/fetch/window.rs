//! What one window may do with another's objects (HTML `#cross-origin-objects`).

use crate::origin::EnvironmentOrigin;

/// An object that is visible to other origins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum CrossOriginObject {
    /// `window`, as got from a frame, an opener, a parent or `postMessage`'s `source`.
    Window,
    /// `window.location`.
    Location,
}

/// What a script does with a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[allow(clippy::exhaustive_enums, reason = "a property is read, written or called")]
pub enum Attempt {
    /// Its value is read.
    Read,
    /// A value is assigned to it.
    Write,
    /// It is called as a method.
    Call,
}

/// A property that other origins see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub struct Member {
    /// Its name.
    pub name: &'static str,
    /// Its value may be read: a getter that is allowed, or a method, which can be read in order to be called.
    pub read: bool,
    /// It may be assigned to.
    pub write: bool,
    /// It is a method, and may be called.
    pub call: bool,
}

const fn getter(name: &'static str) -> Member {
    Member { name, read: true, write: false, call: false }
}

const fn method(name: &'static str) -> Member {
    Member { name, read: true, write: false, call: true }
}

const WINDOW: &[Member] = &[
    getter("window"),
    getter("self"),
    // Assigning navigates the window.
    Member { name: "location", read: true, write: true, call: false },
    method("close"),
    getter("closed"),
    method("focus"),
    method("blur"),
    getter("frames"),
    getter("length"),
    getter("top"),
    getter("opener"),
    getter("parent"),
    method("postMessage"),
];

const LOCATION: &[Member] = &[
    // A page may send another one elsewhere, but not see where it is.
    Member { name: "href", read: false, write: true, call: false },
    method("replace"),
];

/// Names that read as `undefined` instead of failing, so that a cross-origin object can be awaited, printed and
/// tested with `instanceof` (HTML `#crossoriginpropertyfallback`). The symbols are given by their descriptions.
const FALLBACKS: [&str; 4] =
    ["then", "Symbol.toStringTag", "Symbol.hasInstance", "Symbol.isConcatSpreadable"];

impl CrossOriginObject {
    /// The properties that other origins see (HTML `#crossoriginproperties-(-o-)`), in the standard's order. Besides
    /// these, a window shows its child windows by index and by name.
    ///
    /// ```
    /// use corselet::fetch::window::CrossOriginObject;
    ///
    /// let readable = CrossOriginObject::Window.members().iter().filter(|member| member.read && !member.call);
    /// let names: Vec<_> = readable.map(|member| member.name).collect();
    /// assert_eq!(names, ["window", "self", "location", "closed", "frames", "length", "top", "opener", "parent"]);
    /// ```
    #[must_use]
    pub const fn members(self) -> &'static [Member] {
        match self {
            Self::Window => WINDOW,
            Self::Location => LOCATION,
        }
    }
}

/// What becomes of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
#[must_use]
pub enum WindowAccess {
    /// The two are same origin-domain: everything is allowed.
    Full,
    /// A property that other origins may use in this way.
    CrossOrigin,
    /// The property reads as `undefined`.
    Undefined,
    /// The property may be read, but its value is no function: a call of it is a `TypeError`.
    TypeError,
    /// The script gets a `SecurityError`.
    SecurityError,
}

/// Whether a script may do something with a property of another window's object (HTML
/// `#isplatformobjectsameorigin-(-o-)`, `#crossorigingetownpropertyhelper-(-o,-p-)` and what uses them).
///
/// `property` is the name; a symbol is written as its description, `Symbol.toStringTag`. Child windows by index or
/// name are not known here: they can be read.
///
/// ```
/// use corselet::fetch::window::{Attempt, CrossOriginObject, WindowAccess, window_access};
/// use corselet::origin::{EnvironmentOrigin, OpaqueId, Origin};
///
/// let page = |text: &'static str| EnvironmentOrigin::new(Origin::parse(text.as_bytes()).unwrap(), OpaqueId(1));
/// let (script, frame) = (page("https://a.test"), page("https://b.test"));
/// let window = |property, attempt| window_access(&script, &frame, CrossOriginObject::Window, property, attempt);
///
/// assert_eq!(window("document", Attempt::Read), WindowAccess::SecurityError);
/// assert_eq!(window("postMessage", Attempt::Call), WindowAccess::CrossOrigin);
/// assert_eq!(window("location", Attempt::Write), WindowAccess::CrossOrigin);
/// ```
pub fn window_access(
    script: &EnvironmentOrigin<'_>,
    target: &EnvironmentOrigin<'_>,
    object: CrossOriginObject,
    property: &str,
    attempt: Attempt,
) -> WindowAccess {
    if has_dom_access(script, target) {
        return WindowAccess::Full;
    }
    let member = object.members().iter().find(|member| member.name == property);
    match (attempt, member) {
        (Attempt::Read, Some(Member { read: true, .. }))
        | (Attempt::Write, Some(Member { write: true, .. }))
        | (Attempt::Call, Some(Member { call: true, .. })) => WindowAccess::CrossOrigin,
        (Attempt::Call, Some(Member { read: true, .. })) => WindowAccess::TypeError,
        (Attempt::Read, None) if FALLBACKS.contains(&property) => WindowAccess::Undefined,
        (Attempt::Call, None) if FALLBACKS.contains(&property) => WindowAccess::TypeError,
        _ => WindowAccess::SecurityError,
    }
}

/// Whether a script reaches into another window's document: same origin-domain (HTML
/// `#isplatformobjectsameorigin-(-o-)`). Where it does not, `contentDocument` is null, `contentWindow.document` throws
/// a `SecurityError`, and [`window_access`] tells what remains.
#[must_use]
pub fn has_dom_access(script: &EnvironmentOrigin<'_>, target: &EnvironmentOrigin<'_>) -> bool {
    script.is_same_origin_domain(target)
}

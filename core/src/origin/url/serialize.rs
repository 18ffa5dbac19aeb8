//! Whole URLs as bytes (URL `#concept-url-serializer`), so that they can be compared, kept and followed.

use super::basic::{starts_with_drive_letter, strip_slash};
use super::host::UrlHost;
use super::path::Path;
use super::percent::{self, Set};
use super::text::Text;
use super::{Inherited, Scheme, Url};
use crate::origin::serialize::Out;

impl Url<'_> {
    /// Serialises the URL (URL `#concept-url-serializer`, with the fragment) into a buffer: the path resolved against
    /// the base's, dots removed, everything percent-encoded as the standard asks. Equal bytes mean equal URLs. `None`
    /// where the buffer is too small; three times the input and the base are always enough.
    ///
    /// ```
    /// use corselet::origin::url::{self, NoIdna, Scratch};
    ///
    /// let mut scratch = Scratch::new(&mut []);
    /// let base = url::parse(b"http://a.test/docs/page?q", None, &NoIdna, &mut scratch)?;
    /// let url = url::parse(b"./img/../logo 1.png#top", Some(&base), &NoIdna, &mut scratch)?;
    ///
    /// let mut buffer = [0; 64];
    /// assert_eq!(url.serialize(&mut buffer), Some(&b"http://a.test/docs/logo%201.png#top"[..]));
    /// # Ok::<(), url::UrlError>(())
    /// ```
    #[must_use]
    pub fn serialize<'b>(&self, buffer: &'b mut [u8]) -> Option<&'b [u8]> {
        let mut out = Out::new(buffer);
        match self.scheme {
            Scheme::Other => self.scheme_text.bytes().for_each(|byte| out.push(byte.to_ascii_lowercase())),
            known => out.extend(known.name()),
        }
        out.push(b':');
        self.write_authority(&mut out);
        self.write_rest(&mut out);
        out.finish()
    }

    fn write_authority(&self, out: &mut Out<'_>) {
        if matches!(self.host, UrlHost::Null) {
            return;
        }
        out.extend(b"//");
        if self.has_credentials() {
            let (username, password) = self.credentials();
            percent::encode(username, Set::Userinfo, out);
            if !password.is_empty() {
                out.push(b':');
                percent::encode(password, Set::Userinfo, out);
            }
            out.push(b'@');
        }
        match self.host {
            UrlHost::Host(host, _) => out.host(host),
            UrlHost::Opaque(text) => percent::encode(text, Set::C0Control, out),
            UrlHost::Null | UrlHost::Empty => {}
        }
        out.port(self.port);
    }

    /// Path, query and fragment, as URL `#relative-state` and its neighbours put them together.
    pub(super) fn write_rest(&self, out: &mut Out<'_>) {
        let (path, after) = split_path(self.rest);
        let (base_path, base_after) = split_path(self.base);
        let on_base_path = self.inherited == Inherited::Path && path.is_empty();
        if self.opaque_path {
            write_opaque(if on_base_path { base_path } else { path }, out);
        } else {
            let start = out.len();
            self.write_path(path, base_path, out);
            // A path that begins with `//` would read as an authority.
            if matches!(self.host, UrlHost::Null)
                && out.written().split_at_checked(start).is_some_and(|(_, path)| path.starts_with(b"//"))
            {
                out.truncate(start);
                out.extend(b"/.");
                self.write_path(path, base_path, out);
            }
        }
        let (query, fragment) = split_fragment(after);
        let (base_query, _) = split_fragment(base_after);
        let query = if on_base_path && query.is_empty() { base_query } else { query };
        let query_set = if self.scheme.is_special() { Set::SpecialQuery } else { Set::Query };
        for (text, mark, set) in [(query, b'?', query_set), (fragment, b'#', Set::Fragment)] {
            if let Some((_, text)) = text.split_first() {
                out.push(mark);
                percent::encode(text, set, out);
            }
        }
    }

    fn write_path(&self, path: Text<'_>, base_path: Text<'_>, out: &mut Out<'_>) {
        let mut written = Path::new(out, self.scheme);
        let file = self.scheme == Scheme::File;
        match self.inherited {
            Inherited::Nothing => {}
            Inherited::Authority => {
                let after_slash = strip_slash(path, true).unwrap_or(path);
                if file && !starts_with_drive_letter(after_slash) {
                    written.append(base_path);
                    written.keep_drive();
                }
            }
            Inherited::Path if path.is_empty() => return written.append(base_path),
            Inherited::Path if file && starts_with_drive_letter(path) => {}
            Inherited::Path => {
                written.append(base_path);
                written.shorten();
            }
        }
        written.append(path);
    }
}

/// A path, and the query and fragment that follow it.
pub(super) fn split_path(rest: Text<'_>) -> (Text<'_>, Text<'_>) {
    rest.split_run(|byte| !matches!(byte, b'?' | b'#'))
}

/// A query, and the fragment that follows it.
fn split_fragment(after_path: Text<'_>) -> (Text<'_>, Text<'_>) {
    after_path.split_run(|byte| byte != b'#')
}

/// The query with its `?`, or nothing.
pub(super) fn query(rest: Text<'_>) -> Text<'_> {
    split_fragment(split_path(rest).1).0
}

/// URL `#cannot-be-a-base-url-path-state`. A space before a query or fragment would be lost on the next reading.
fn write_opaque(path: Text<'_>, out: &mut Out<'_>) {
    let ends_in_space = path.bytes().last() == Some(b' ');
    percent::encode(path, Set::C0Control, out);
    if ends_in_space {
        out.truncate(out.len().saturating_sub(1));
        out.extend(b"%20");
    }
}

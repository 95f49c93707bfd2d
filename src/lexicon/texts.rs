//! Texts and tables of packs, lent by what they are read from where it can lend.

use serde::de::{self, Deserializer, MapAccess, Visitor};
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

/// A text that is lent where its source can lend it.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Text<'a>(pub(super) Cow<'a, str>);

impl std::ops::Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl From<Text<'_>> for String {
    fn from(text: Text<'_>) -> Self {
        text.0.into_owned()
    }
}

impl<'de: 'a, 'a> de::Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Lent;
        impl<'de> Visitor<'de> for Lent {
            type Value = Cow<'de, str>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }

            fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Cow::Borrowed(text))
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Cow::Owned(text.to_owned()))
            }

            fn visit_string<E: de::Error>(self, text: String) -> Result<Self::Value, E> {
                Ok(Cow::Owned(text))
            }
        }
        from.deserialize_str(Lent).map(Text)
    }
}

/// A table with keys of its own choice, sorted by them.
#[derive(Debug)]
pub(super) struct Entries<'a, T>(Vec<(Text<'a>, T)>);

impl<'a, T> Entries<'a, T> {
    /// The entries, by key.
    pub(super) fn iter(&self) -> std::slice::Iter<'_, (Text<'a>, T)> {
        self.0.iter()
    }
}

impl<T> Default for Entries<'_, T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'a, T> IntoIterator for Entries<'a, T> {
    type Item = (Text<'a>, T);
    type IntoIter = std::vec::IntoIter<(Text<'a>, T)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'de: 'a, 'a, T: de::Deserialize<'de>> de::Deserialize<'de> for Entries<'a, T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct All<'a, T>(PhantomData<(&'a (), T)>);
        impl<'de: 'a, 'a, T: de::Deserialize<'de>> Visitor<'de> for All<'a, T> {
            type Value = Vec<(Text<'a>, T)>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a table")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut out = Vec::with_capacity(map.size_hint().unwrap_or_default());
                while let Some(entry) = map.next_entry()? {
                    out.push(entry);
                }
                if !out.is_sorted_by(|a: &(Text<'_>, T), b| a.0 < b.0) {
                    out.sort_by(|a, b| a.0.cmp(&b.0));
                }
                Ok(out)
            }
        }
        from.deserialize_map(All(PhantomData)).map(Self)
    }
}

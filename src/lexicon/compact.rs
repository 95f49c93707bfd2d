//! The compact form into which `build.rs` brings the packs, read by the same types as their TOML:
//! a tag, then a number, a text, or so many values. No byte of a tag or number is above 0x7f, so that
//! all of it is text, which is proved once, and texts are lent from it.

use serde::de::value::{BorrowedStrDeserializer, StrDeserializer};
use serde::de::{
    self, DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess, SeqAccess, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

/// Why bytes are no compact pack.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub(super) struct Error(String);

impl de::Error for Error {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

/// Reads one value that takes all of the bytes.
pub(super) fn read<'de, T: de::Deserialize<'de>>(bytes: &'de [u8]) -> Result<T, Error> {
    let mut reader = Reader { rest: std::str::from_utf8(bytes).map_err(de::Error::custom)? };
    let value = T::deserialize(&mut reader)?;
    if reader.rest.is_empty() { Ok(value) } else { Err(de::Error::custom("bytes are left over")) }
}

struct Reader<'de> {
    rest: &'de str,
}

impl<'de> Reader<'de> {
    fn byte(&mut self) -> Result<u8, Error> {
        let (first, rest) = self.rest.split_at_checked(1).ok_or_else(cut_off)?;
        self.rest = rest;
        first.bytes().next().ok_or_else(cut_off)
    }

    /// Six bits a byte, the lowest first; the seventh says that more follow.
    fn number(&mut self) -> Result<u64, Error> {
        let mut out = 0;
        for shift in (0..64).step_by(6) {
            let byte = self.byte()?;
            out |= u64::from(byte & 0x3f) << shift;
            if byte < 0x40 {
                return Ok(out);
            }
        }
        Err(de::Error::custom("a number is too long"))
    }

    fn text(&mut self) -> Result<&'de str, Error> {
        let len = self.number()? as usize;
        let (text, rest) = self.rest.split_at_checked(len).ok_or_else(cut_off)?;
        self.rest = rest;
        Ok(text)
    }
}

fn cut_off() -> Error {
    de::Error::custom("it is cut off")
}

impl<'de> Deserializer<'de> for &mut Reader<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.byte()? {
            0 => visitor.visit_bool(false),
            1 => visitor.visit_bool(true),
            2 => {
                let number = self.number()?;
                visitor.visit_i64((number >> 1).cast_signed() ^ -(number & 1).cast_signed())
            }
            3 => visitor.visit_borrowed_str(self.text()?),
            4 => {
                let left = self.number()? as usize;
                visitor.visit_seq(Items { reader: self, left })
            }
            5 => {
                let left = self.number()? as usize;
                visitor.visit_map(Items { reader: self, left })
            }
            tag => Err(de::Error::custom(format!("no value begins with {tag}"))),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.byte()? {
            3 => visitor.visit_enum(StrDeserializer::new(self.text()?)),
            5 if self.number()? == 1 => visitor.visit_enum(self),
            _ => Err(de::Error::custom("a variant is a text, or a table of one key")),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        seq tuple tuple_struct map struct identifier ignored_any
    }
}

/// The items of a list, or the entries of a table.
struct Items<'r, 'de> {
    reader: &'r mut Reader<'de>,
    left: usize,
}

impl Items<'_, '_> {
    fn next(&mut self) -> bool {
        let more = self.left > 0;
        self.left -= usize::from(more);
        more
    }

    /// Never more than there are bytes, whatever a count says.
    fn size(&self) -> Option<usize> {
        Some(self.left.min(self.reader.rest.len()))
    }
}

impl<'de> SeqAccess<'de> for Items<'_, 'de> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        if self.next() { seed.deserialize(&mut *self.reader).map(Some) } else { Ok(None) }
    }

    fn size_hint(&self) -> Option<usize> {
        self.size()
    }
}

impl<'de> MapAccess<'de> for Items<'_, 'de> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        if !self.next() {
            return Ok(None);
        }
        seed.deserialize(BorrowedStrDeserializer::new(self.reader.text()?)).map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Error> {
        seed.deserialize(&mut *self.reader)
    }

    fn size_hint(&self) -> Option<usize> {
        self.size()
    }
}

impl<'de> EnumAccess<'de> for &mut Reader<'de> {
    type Error = Error;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Error> {
        let name: StrDeserializer<'_, Error> = self.text()?.into_deserializer();
        Ok((seed.deserialize(name)?, self))
    }
}

impl<'de> VariantAccess<'de> for &mut Reader<'de> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        Err(de::Error::custom("this variant holds nothing"))
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Error> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_any(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, Error> {
        self.deserialize_any(visitor)
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;
    use std::collections::BTreeMap;

    #[derive(Debug, PartialEq, Eq, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    enum Kind {
        Plain,
        One(i8),
        Two(u8, i8),
    }

    #[test]
    fn every_kind_of_value_is_read() {
        let list = [5, 1, 1, b'k', 4, 3, 3, 5, b'p', b'l', b'a', b'i', b'n', 5, 1, 3, b'o', b'n', b'e', 2, 3];
        let two = [5, 1, 3, b't', b'w', b'o', 4, 2, 2, 0x6c, 0x04, 2, 1];
        let bytes: Vec<u8> = list.into_iter().chain(two).collect();
        let read: Result<BTreeMap<&str, Vec<Kind>>, Error> = read(&bytes);
        assert_eq!(read, Ok(BTreeMap::from([("k", vec![Kind::Plain, Kind::One(-2), Kind::Two(150, -1)])])));
    }

    #[test]
    fn bytes_that_are_no_pack_are_refused() {
        for bytes in [&[][..], &[3, 5, b'a'], &[4, 0x7f, 0x7f, 0x7f, 0x7f, 0x0f], &[9], &[3, 1, 0xff], &[3, 0, 0]] {
            assert!(read::<Vec<Text<'_>>>(bytes).is_err(), "{bytes:?}");
            assert!(read::<Text<'_>>(bytes).is_err(), "{bytes:?}");
        }
        assert!(read::<u64>(&[2, 0x7f, 0x7f, 0x7f, 0x7f, 0x7f, 0x7f, 0x7f, 0x7f, 0x7f, 0x7f, 0x7f, 0x01]).is_err());
    }
}

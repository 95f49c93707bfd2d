//! Tables that are in memory what they are in the program's file, byte by byte: those of the packs that ship are
//! there as soon as the program is, and only what a run asks them for is ever read.

use super::Stem;
use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;

/// Rows of so many bytes each: a number, the least of it first.
#[derive(Clone, Default)]
pub(super) struct Rows<const N: usize>(Cow<'static, [u8]>);

impl<const N: usize> Rows<N> {
    /// All of them.
    pub(super) fn all(&self) -> &[[u8; N]] {
        self.0.as_chunks().0
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.all().len()
    }

    /// So many that are nothing yet.
    fn free(count: usize) -> Self {
        Self(Cow::Owned(vec![0; count * N]))
    }

    /// Puts one behind the others.
    pub(super) fn push(&mut self, row: [u8; N]) {
        self.0.to_mut().extend_from_slice(&row);
    }

    fn set(&mut self, at: usize, row: [u8; N]) {
        if let Some(old) = self.0.to_mut().as_chunks_mut().0.get_mut(at) {
            *old = row;
        }
    }
}

impl<const N: usize> fmt::Debug for Rows<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.all().iter().map(|row| format!("{row:02x?}"))).finish()
    }
}

impl<const N: usize> Serialize for Rows<N> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(&self.0)
    }
}

impl<'de: 'static, const N: usize> Deserialize<'de> for Rows<N> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Lent;
        impl<'de: 'static> Visitor<'de> for Lent {
            type Value = &'static [u8];

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("bytes that stay")
            }

            fn visit_borrowed_bytes<E: de::Error>(self, bytes: &'de [u8]) -> Result<Self::Value, E> {
                Ok(bytes)
            }
        }
        from.deserialize_bytes(Lent).map(|bytes| Self(Cow::Borrowed(bytes)))
    }
}

/// The tag of a slot in which no key stands.
const FREE: u8 = 0;

/// Numbers by key. What is looked for stands in the slot to which its key points, or in one of the next: no more than
/// half of the slots are taken. Of most words that are looked for there is nothing, which their tags alone tell: these
/// stand apart, few enough to stay at hand.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(super) struct Table {
    /// For each slot a byte of its key; as many as a power of two.
    tags: Rows<1>,
    /// Each a key, and above it its number.
    slots: Rows<16>,
    taken: usize,
}

/// A byte of a key, other than the tag of a free slot.
fn tag(key: Stem) -> u8 {
    (key.0 >> 57) as u8 | 0x80
}

impl Table {
    /// The number of a key.
    pub(super) fn get(&self, key: Stem) -> Option<u64> {
        let slot = self.slots.all().get(self.find(key).ok()?)?;
        Some((u128::from_le_bytes(*slot) >> 64) as u64)
    }

    /// The slot of a key, or else the one that is free for it, if there is any.
    fn find(&self, key: Stem) -> Result<usize, Option<usize>> {
        let (tags, tag) = (self.tags.all(), tag(key));
        let mask = tags.len().wrapping_sub(1);
        let mut at = key.0 as usize & mask;
        while let Some(&[other]) = tags.get(at) {
            let own = || self.slots.all().get(at).is_some_and(|slot| u128::from_le_bytes(*slot) as u64 == key.0);
            if other == FREE {
                return Err(Some(at));
            } else if other == tag && own() {
                return Ok(at);
            }
            at = (at + 1) & mask;
        }
        Err(None)
    }

    /// Gives a key this number.
    pub(super) fn set(&mut self, key: Stem, number: u64) {
        self.reserve(1);
        let at = match self.find(key) {
            Err(None) => return,
            Err(Some(at)) => {
                self.taken += 1;
                at
            }
            Ok(at) => at,
        };
        self.tags.set(at, [tag(key)]);
        self.slots.set(at, (u128::from(key.0) | u128::from(number) << 64).to_le_bytes());
    }

    /// Makes room for so many more keys.
    pub(super) fn reserve(&mut self, more: usize) {
        let needed = 2 * (self.taken + more);
        if needed <= self.tags.len() {
            return;
        }
        let slots = needed.next_power_of_two().max(16);
        let new = Self { tags: Rows::free(slots), slots: Rows::free(slots), taken: 0 };
        let old = std::mem::replace(self, new);
        old.all().for_each(|(key, number)| self.set(key, number));
    }

    /// All keys and their numbers.
    fn all(&self) -> impl Iterator<Item = (Stem, u64)> {
        let taken = self.tags.all().iter().zip(self.slots.all()).filter(|(tag, _)| **tag != [FREE]);
        taken.map(|(_, slot)| u128::from_le_bytes(*slot)).map(|slot| (Stem(slot as u64), (slot >> 64) as u64))
    }
}

impl fmt::Debug for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.all().map(|(key, number)| (key.0, number))).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_set_is_found_and_nothing_else() {
        let mut table = Table::default();
        assert_eq!(table.get(Stem(7)), None);
        // Keys that point to the same few slots, however many there are.
        let keys = || (0..1000_u64).map(|i| Stem(i.rotate_right(8)));
        for key in keys() {
            table.set(key, key.0 ^ 5);
            table.set(key, key.0 ^ 9);
        }
        assert!(keys().all(|key| table.get(key) == Some(key.0 ^ 9)));
        assert!(keys().all(|key| table.get(Stem(key.0 ^ 1 << 20)).is_none()));
        assert_eq!(format!("{table:?}").matches(':').count(), 1000);
    }
}

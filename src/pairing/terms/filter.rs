//! Which keys a table may hold, a bit each: an answer of "no" is certain, and costs less than a look into the table.

/// Bits by keys that are hashes, or few and far apart.
#[derive(Debug, Clone, Default)]
pub(super) struct Filter {
    /// As many as a power of two, or none at all.
    bits: Vec<u64>,
}

impl Filter {
    /// So many bits a key, so that few of the keys that are not there seem to be.
    const ROOM: usize = 16;

    /// Whether there is room for so many keys.
    pub(super) fn has_room(&self, keys: usize) -> bool {
        keys * Self::ROOM / 2 <= self.bits.len() * 64
    }

    /// Holds one key more.
    pub(super) fn add(&mut self, key: u64) {
        let (word, bit) = self.place(key);
        if let Some(bits) = self.bits.get_mut(word) {
            *bits |= bit;
        }
    }

    /// Holds these keys, which are all that there are.
    pub(super) fn hold(&mut self, keys: impl ExactSizeIterator<Item = u64>) {
        let words = (keys.len() * Self::ROOM).next_power_of_two().max(1024) / 64;
        self.bits.clear();
        self.bits.resize(words, 0);
        keys.for_each(|key| self.add(key));
    }

    /// Whether a key may be there.
    pub(super) fn may_hold(&self, key: u64) -> bool {
        let (word, bit) = self.place(key);
        self.bits.get(word).is_some_and(|bits| bits & bit != 0)
    }

    fn place(&self, key: u64) -> (usize, u64) {
        let mixed = (key ^ (key >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20;
        (mixed as usize >> 6 & self.bits.len().wrapping_sub(1), 1 << (mixed & 63))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_is_never_denied_and_most_else_is() {
        let keys = |from: u64| (from..from + 3000).map(|n| n.wrapping_mul(0x2545_f491_4f6c_dd1d));
        let mut filter = Filter::default();
        assert!(!filter.may_hold(7));
        filter.hold(keys(1).collect::<Vec<_>>().into_iter());
        assert!(filter.has_room(3000) && !filter.has_room(30_000));
        filter.add(7);
        assert!(keys(1).chain([7]).all(|key| filter.may_hold(key)));
        assert!(keys(5000).filter(|key| filter.may_hold(*key)).count() < 600);
    }
}

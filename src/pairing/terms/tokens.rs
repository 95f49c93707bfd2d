//! The tokens by which a term is met: one, as nearly always, or a few.

use std::ops::Deref;

/// Indices of tokens; some of them in place, since very many are made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::pairing) enum Tokens {
    /// As many of these as are told.
    Few(u8, [u32; Self::FEW]),
    /// More.
    Many(Vec<u32>),
}

impl Tokens {
    /// So many are kept in place.
    const FEW: usize = 4;

    /// A single one.
    pub(in crate::pairing) fn one(token: u32) -> Self {
        let mut few = [0; Self::FEW];
        if let Some(first) = few.first_mut() {
            *first = token;
        }
        Self::Few(1, few)
    }

    /// One more.
    pub(in crate::pairing) fn push(&mut self, token: u32) {
        match self {
            Self::Few(count, few) => match few.get_mut(usize::from(*count)) {
                Some(place) => {
                    *place = token;
                    *count += 1;
                }
                None => *self = Self::Many(few.iter().copied().chain([token]).collect()),
            },
            Self::Many(many) => many.push(token),
        }
    }
}

impl Deref for Tokens {
    type Target = [u32];

    fn deref(&self) -> &[u32] {
        match self {
            Self::Few(count, few) => few.get(..usize::from(*count)).unwrap_or_default(),
            Self::Many(many) => many,
        }
    }
}

impl FromIterator<u32> for Tokens {
    fn from_iter<T: IntoIterator<Item = u32>>(tokens: T) -> Self {
        let mut out = Self::Few(0, [0; Self::FEW]);
        tokens.into_iter().for_each(|token| out.push(token));
        out
    }
}

impl<'a> IntoIterator for &'a Tokens {
    type Item = &'a u32;
    type IntoIter = std::slice::Iter<'a, u32>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_and_many_are_kept_in_their_order() {
        for count in 0..8 {
            assert_eq!(*(0..count).collect::<Tokens>(), *(0..count).collect::<Vec<u32>>());
        }
        assert_eq!(*Tokens::one(7), [7]);
    }
}

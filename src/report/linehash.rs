//! The hash by which GitHub knows a line again in another version of a file, computed as its upload action
//! does: a rolling hash over the hundred units from the line's beginning, spaces and tabs left out.

use rustc_hash::FxHashMap;

/// Units of UTF-16 that a hash covers.
const BLOCK: usize = 100;
const FACTOR: u64 = 37;
/// What stands for the end of the file.
const END: u16 = u16::MAX;

/// A window over the text, and which lines begin in it.
struct Rolling {
    window: [u16; BLOCK],
    /// Of each unit in the window, whether a line begins with it.
    begins: [bool; BLOCK],
    at: usize,
    hash: u64,
    /// `FACTOR` to the power of `BLOCK`: what the unit that leaves the window is multiplied with.
    leaving: u64,
    seen: FxHashMap<u64, usize>,
    out: Vec<String>,
}

impl Rolling {
    fn new() -> Self {
        Self {
            window: [0; BLOCK],
            begins: [false; BLOCK],
            at: 0,
            hash: 0,
            leaving: FACTOR.wrapping_pow(BLOCK as u32),
            seen: FxHashMap::default(),
            out: Vec::new(),
        }
    }

    /// The hash of the line whose first unit is about to leave the window.
    fn tell(&mut self) {
        if let Some(begins) = self.begins.get_mut(self.at).filter(|b| **b) {
            *begins = false;
            let count = self.seen.entry(self.hash).or_default();
            *count += 1;
            self.out.push(format!("{:x}:{count}", self.hash));
        }
    }

    fn push(&mut self, unit: u16) {
        if let Some(place) = self.window.get_mut(self.at) {
            let left = self.leaving.wrapping_mul(u64::from(*place));
            self.hash = self.hash.wrapping_mul(FACTOR).wrapping_add(u64::from(unit)).wrapping_sub(left);
            *place = unit;
        }
        self.at = (self.at + 1) % BLOCK;
    }
}

/// The hash of each line of a text, a carriage return taken for a line's end as well.
pub(super) fn line_hashes(text: &str) -> Vec<String> {
    const TAB: u16 = 9;
    const FEED: u16 = 10;
    const RETURN: u16 = 13;
    const SPACE: u16 = 32;
    let mut rolling = Rolling::new();
    let (mut starts, mut returned) = (true, false);
    for unit in text.encode_utf16().chain([END]) {
        let pair = returned && unit == FEED;
        returned = unit == RETURN;
        if unit == SPACE || unit == TAB || pair {
            continue;
        }
        let unit = if unit == RETURN { FEED } else { unit };
        rolling.tell();
        if let Some(begins) = rolling.begins.get_mut(rolling.at) {
            *begins = starts;
        }
        starts = unit == FEED;
        rolling.push(unit);
    }
    for _ in 0..BLOCK {
        rolling.tell();
        rolling.push(0);
    }
    rolling.out
}

#[cfg(test)]
mod tests {
    use super::line_hashes;
    use serde::Deserialize;

    #[derive(Deserialize)]
    struct Case {
        text: String,
        hashes: Vec<String>,
    }

    #[test]
    fn lines_have_the_hashes_that_the_upload_action_gives_them() {
        let cases = include_str!("../../tests/schemas/github-line-hash.jsonl");
        let mut seen = 0;
        for line in cases.lines() {
            let Case { text, hashes } = serde_json::from_str(line).expect("a case is an object");
            assert_eq!(line_hashes(&text), hashes, "{text:?}");
            seen += 1;
        }
        assert_eq!(seen, 8);
    }
}

//! The words of a quotation laid along those of its reference: the fewest changes, from any word of
//! the reference to any other. Long texts are cut at stretches that stand once in each, so that no
//! comparison grows with the square of their length.

#![allow(
    clippy::indexing_slicing,
    reason = "the tables are made as long as the two lists of words that are laid side by side"
)]

use crate::lexicon::{Speech, Spoken, Stem};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// What a quotation holds in turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Item {
    /// A word, and the piece that it is of.
    Word(Spoken, u16),
    /// "…": words of the reference may be left out.
    Gap,
    /// The end of a sentence before "he said": words may be left out, and it does not say so.
    Pause,
    /// Words in brackets, for words of the reference or none.
    Inserted,
}

/// A stretch that differs: items of the quotation for words of the reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) draft: Range<usize>,
    pub(super) reference: Range<usize>,
}

/// How a quotation lies along its reference.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Alignment {
    /// Each item's word of the reference, for words that are the same.
    pub(super) met: Vec<Option<usize>>,
    /// What differs, in order.
    pub(super) changes: Vec<Change>,
    /// The words of the reference that the quotation spans.
    pub(super) spans: Range<usize>,
    /// Words of the reference are left out at a gap.
    pub(super) skips: bool,
    /// A contraction stands for its full form, or the reverse.
    pub(super) short: bool,
}

/// Larger tables of comparison are cut.
const CELLS: usize = 1 << 21;
/// So many words in a row tell a place in a long text.
const STRETCH: usize = 4;
const SWAPPED: u32 = 4;
const ADDED: u32 = 3;
const DROPPED: u32 = 3;

/// Lays a quotation along a reference.
pub(super) fn align(draft: &[Item], reference: &[Spoken], speech: &Speech) -> Alignment {
    let mut steps = Steps { draft, reference, speech, pairs: vec![Step::Added; draft.len()] };
    if draft.len().saturating_mul(reference.len() + 1) <= CELLS {
        steps.table(0..draft.len(), 0..reference.len(), true, true);
    } else if let Some(at) = find(draft, reference) {
        for (i, pair) in steps.pairs.iter_mut().enumerate() {
            *pair = Step::Same(at + i);
        }
    } else {
        steps.cut();
    }
    steps.finish()
}

/// What becomes of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// It is this word of the reference.
    Same(usize),
    /// It stands for this word.
    Swapped(usize),
    /// It stands for none.
    Added,
    /// A gap or insertion over these words.
    Over(usize, usize),
}

struct Steps<'a> {
    draft: &'a [Item],
    reference: &'a [Spoken],
    speech: &'a Speech,
    pairs: Vec<Step>,
}

/// Where the quotation stands in the reference word for word, in time that grows with their length.
fn find(draft: &[Item], reference: &[Spoken]) -> Option<usize> {
    let words: Vec<(Stem, bool)> = draft
        .iter()
        .map(|i| match i {
            Item::Word(w, _) => Some((w.word, w.short)),
            _ => None,
        })
        .collect::<Option<_>>()?;
    let mut back = vec![0; words.len()];
    for at in 1..words.len() {
        let mut k: usize = back[at - 1];
        while k > 0 && words[k] != words[at] {
            k = back[k - 1];
        }
        back[at] = k + usize::from(words[k] == words[at]);
    }
    let mut k = 0;
    for (at, word) in reference.iter().enumerate() {
        let word = (word.word, word.short);
        while k > 0 && words.get(k) != Some(&word) {
            k = back[k - 1];
        }
        k += usize::from(words.get(k) == Some(&word));
        if k == words.len() {
            return Some(at + 1 - k);
        }
    }
    None
}

impl Steps<'_> {
    fn same(&self, item: usize, word: usize) -> bool {
        match (&self.draft[item], self.reference.get(word)) {
            (Item::Word(a, _), Some(b)) => self.speech.same(a, b).is_some(),
            _ => false,
        }
    }

    /// The cheapest way from one corner of a table of items and words to the other; at a free end the
    /// reference may go on.
    fn table(&mut self, items: Range<usize>, words: Range<usize>, free_start: bool, free_end: bool) {
        let (n, m) = (items.len(), words.len());
        if n == 0 {
            return;
        }
        let width = m + 1;
        let mut cost: Vec<u32> = Vec::with_capacity((n + 1) * width);
        cost.extend((0..=m as u32).map(|j| if free_start { 0 } else { j * DROPPED }));
        for i in 0..n {
            let before = i * width;
            let open = !matches!(self.draft[items.start + i], Item::Word(..));
            let mut least = u32::MAX;
            for j in 0..=m {
                let up = cost[before + j];
                least = least.min(up);
                let mut best = if open { least } else { up + ADDED };
                if j > 0 && !open {
                    let same = self.same(items.start + i, words.start + j - 1);
                    best = best.min(cost[before + j - 1] + if same { 0 } else { SWAPPED });
                    best = best.min(cost[before + width + j - 1] + DROPPED);
                }
                cost.push(best);
            }
        }
        let last = n * width;
        let mut j = m;
        if free_end {
            j = (0..=m).min_by_key(|&j| cost[last + j]).unwrap_or(m);
        }
        let mut i = n;
        while i > 0 {
            let here = cost[i * width + j];
            let before = (i - 1) * width;
            let item = items.start + i - 1;
            if !matches!(self.draft[item], Item::Word(..)) {
                // As few words as it takes.
                let from = (0..=j).rev().find(|&k| cost[before + k] == here).unwrap_or(j);
                self.pairs[item] = Step::Over(words.start + from, words.start + j);
                j = from;
                i -= 1;
                continue;
            }
            let same = j > 0 && self.same(item, words.start + j - 1);
            if j > 0 && same && cost[before + j - 1] == here {
                self.pairs[item] = Step::Same(words.start + j - 1);
                (i, j) = (i - 1, j - 1);
            } else if j > 0 && cost[before + j - 1] + SWAPPED == here {
                self.pairs[item] = Step::Swapped(words.start + j - 1);
                (i, j) = (i - 1, j - 1);
            } else if cost[before + j] + ADDED == here {
                self.pairs[item] = Step::Added;
                i -= 1;
            } else if j > 0 {
                j -= 1;
            } else {
                i -= 1;
            }
        }
    }

    /// Long texts: table by table between stretches of words that stand once in each.
    fn cut(&mut self) {
        // How often a stretch stands in the quotation and in the reference, and where last.
        let mut seen: FxHashMap<u64, [(u32, usize); 2]> = FxHashMap::default();
        let words = |window: &[Option<Stem>]| {
            window.iter().try_fold(0_u64, |hash, word| Some(hash.rotate_left(5).wrapping_mul(31) ^ (*word)?.0))
        };
        let draft: Vec<Option<Stem>> = self
            .draft
            .iter()
            .map(|item| match item {
                Item::Word(word, _) => Some(word.word),
                _ => None,
            })
            .collect();
        let reference: Vec<Option<Stem>> = self.reference.iter().map(|w| Some(w.word)).collect();
        for (side, text) in [draft, reference].iter().enumerate() {
            for (at, key) in text.windows(STRETCH).enumerate().filter_map(|(at, w)| Some((at, words(w)?))) {
                let entry = &mut seen.entry(key).or_default()[side];
                *entry = (entry.0 + 1, at);
            }
        }
        let once = |side: &(u32, usize)| side.0 == 1;
        let mut anchors: Vec<(usize, usize)> =
            seen.values().filter(|e| e.iter().all(once)).map(|[a, b]| (a.1, b.1)).collect();
        anchors.sort_unstable();
        let anchors = rising(&anchors);
        let (Some(first), Some(last)) = (anchors.first().copied(), anchors.last().copied()) else { return };
        let slack = |n: usize| n * 2 + 16;
        self.small(0..first.0, first.1.saturating_sub(slack(first.0))..first.1, true, false);
        for pair in anchors.windows(2) {
            self.pairs[pair[0].0] = Step::Same(pair[0].1);
            self.small(pair[0].0 + 1..pair[1].0, pair[0].1 + 1..pair[1].1, false, false);
        }
        self.pairs[last.0] = Step::Same(last.1);
        let tail = last.0 + 1..self.draft.len();
        let end = self.reference.len().min(last.1 + 1 + slack(tail.len()));
        self.small(tail, last.1 + 1..end, false, true);
    }

    fn small(&mut self, items: Range<usize>, words: Range<usize>, free_start: bool, free_end: bool) {
        if items.len().saturating_mul(words.len() + 1) <= CELLS {
            self.table(items, words, free_start, free_end);
        }
    }

    fn finish(self) -> Alignment {
        let mut out = Alignment { met: vec![None; self.draft.len()], ..Alignment::default() };
        let first = self.pairs.iter().find_map(|p| match p {
            Step::Same(j) | Step::Swapped(j) | Step::Over(j, _) => Some(*j),
            Step::Added => None,
        });
        let Some(start) = first else { return out };
        let mut next = start;
        let mut open: Option<Change> = None;
        for (i, step) in self.pairs.iter().enumerate() {
            let at = match step {
                Step::Same(j) | Step::Swapped(j) | Step::Over(j, _) => *j,
                Step::Added => next,
            };
            if at > next || matches!(step, Step::Swapped(_) | Step::Added) {
                let change = open.get_or_insert(Change { draft: i..i, reference: next..next });
                change.reference.end = at;
            }
            match step {
                Step::Same(j) => {
                    out.changes.extend(open.take());
                    out.met[i] = Some(*j);
                    if let (Item::Word(a, _), Some(b)) = (&self.draft[i], self.reference.get(*j)) {
                        out.short |= self.speech.same(a, b) == Some(true);
                    }
                    next = j + 1;
                }
                Step::Swapped(j) => {
                    if let Some(change) = &mut open {
                        (change.draft.end, change.reference.end) = (i + 1, j + 1);
                    }
                    next = j + 1;
                }
                Step::Added => {
                    if let Some(change) = &mut open {
                        change.draft.end = i + 1;
                    }
                }
                Step::Over(from, to) => {
                    out.changes.extend(open.take());
                    out.skips |= to > from;
                    next = *to;
                }
            }
        }
        out.changes.extend(open.take());
        out.spans = start..next;
        out.widen(self.draft, self.reference.len());
        out.whole(self.draft, self.reference);
        out
    }
}

impl Alignment {
    /// A change of a part of a word ("we'd", "1 May") is one of the whole word.
    fn whole(&mut self, draft: &[Item], reference: &[Spoken]) {
        let place = |i: usize| match draft.get(i) {
            Some(Item::Word(w, piece)) => Some((w.start, w.end, *piece)),
            _ => None,
        };
        let spot = |j: usize| reference.get(j).map(|w| (w.start, w.end));
        for change in &mut self.changes {
            let (from, to) = (&mut change.draft, &mut change.reference);
            while let (Some(i), Some(j)) = (from.start.checked_sub(1), to.start.checked_sub(1))
                && self.met.get(i) == Some(&Some(j))
                && (from.start < from.end && place(i) == place(from.start)
                    || to.start < to.end && spot(j) == spot(to.start))
            {
                (from.start, to.start) = (i, j);
            }
            while self.met.get(from.end) == Some(&Some(to.end))
                && (from.start < from.end && place(from.end) == place(from.end - 1)
                    || to.start < to.end && spot(to.end) == spot(to.end - 1))
            {
                (from.end, to.end) = (from.end + 1, to.end + 1);
            }
        }
    }

    /// Words added at an end stand for those of the reference's end, where few more are left there.
    fn widen(&mut self, draft: &[Item], all: usize) {
        if let Some(change) = self.changes.first_mut()
            && change.draft.start == 0
            && change.reference.is_empty()
            && (1..=change.draft.len()).contains(&self.spans.start)
        {
            change.reference.start = 0;
            self.spans.start = 0;
        }
        let rest = all - self.spans.end;
        if let Some(change) = self.changes.last_mut()
            && change.draft.end == draft.len()
            && change.reference.is_empty()
            && change.reference.end == self.spans.end
            && (1..=change.draft.len() * 2 + 2).contains(&rest)
        {
            change.reference.end = all;
            self.spans.end = all;
        }
    }
}

/// The longest run of pairs in which both rise; the first rises already.
fn rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut tails: Vec<usize> = Vec::new();
    let mut back: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (index, pair) in pairs.iter().enumerate() {
        let at = tails.partition_point(|&t| pairs[t].1 < pair.1);
        back.push(at.checked_sub(1).map(|b| tails[b]));
        if at == tails.len() {
            tails.push(index);
        } else {
            tails[at] = index;
        }
    }
    let mut out = Vec::with_capacity(tails.len());
    let mut at = tails.last().copied();
    while let Some(index) = at {
        out.push(pairs[index]);
        at = back[index];
    }
    out.reverse();
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    fn lexicon() -> Lexicon {
        Lexicon::english().expect("the packs that ship are sound")
    }

    /// The changes in words: `listen -> talk`, and how much of the reference is spanned.
    fn told(draft: &str, reference: &str, lexicon: &Lexicon) -> String {
        let items: Vec<Item> = lexicon.spoken(draft).into_iter().map(|w| Item::Word(w, 0)).collect();
        let words = lexicon.spoken(reference);
        let aligned = align(&items, &words, &lexicon.speech);
        let changes: Vec<String> = aligned
            .changes
            .iter()
            .map(|c| {
                let of = |w: Option<&Spoken>, text: &str| w.map(|w| text[w.start as usize..w.end as usize].to_owned());
                let mut a: Vec<_> = c
                    .draft
                    .clone()
                    .filter_map(|i| match items.get(i) {
                        Some(Item::Word(w, _)) => of(Some(w), draft),
                        _ => None,
                    })
                    .collect();
                let mut b: Vec<_> = c.reference.clone().filter_map(|j| of(words.get(j), reference)).collect();
                // The parts of a word are each the whole of it.
                a.dedup();
                b.dedup();
                format!("{} -> {}", b.join(" "), a.join(" "))
            })
            .collect();
        format!("{} [{}..{}]", changes.join("; "), aligned.spans.start, aligned.spans.end)
    }

    #[test]
    fn the_words_that_differ_are_told() {
        let lexicon = lexicon();
        let reference = "We dug where the old map told us to dig.";
        for (draft, expected) in [
            ("We dug where the old map told us to dig", " [0..10]"),
            ("the old map told us", " [3..8]"),
            ("We dug where the new map told us to dig", "old -> new [0..10]"),
            ("They dug where the old map told us to dig", "We -> They [0..10]"),
            ("We dug where the old map told us to look", "dig -> look [0..10]"),
            ("We dug where the map told us to dig", "old ->  [0..10]"),
            ("We dug where the old map said", "told us to dig -> said [0..10]"),
            ("We never dug where the old map told us to dig", " -> never [0..10]"),
            ("We'd dig where the old map told us to dig", "We dug -> We'd dig [0..10]"),
            ("We all dug where the old map told us to dig and dig", " -> all;  -> dig and [0..10]"),
        ] {
            assert_eq!(told(draft, reference, &lexicon), expected, "{draft}");
        }
    }

    #[test]
    fn a_change_of_a_part_of_a_word_is_one_of_the_word() {
        let lexicon = lexicon();
        for (draft, reference, expected) in [
            ("They'd mend the roof", "They will mend the roof", "They will -> They'd [0..5]"),
            ("They shouldn't ever mend it", "They should never mend it", "should never -> shouldn't ever [0..5]"),
            ("They should mend it", "They shouldn't mend it", "shouldn't -> should [0..5]"),
            ("The roof on 2 May", "The roof on May 1", "May 1 -> 2 May [0..5]"),
            ("The roof on May 1", "The roof on 1 May", " [0..5]"),
        ] {
            assert_eq!(told(draft, reference, &lexicon), expected, "{draft}");
        }
    }

    #[test]
    fn long_texts_are_compared_in_bounded_time() {
        let lexicon = lexicon();
        let long: Vec<String> = (0..40_000).map(|i| format!("w{}", if i % 3 == 0 { i } else { i % 7 })).collect();
        let mut changed = long.clone();
        changed[20_000] = "other".to_owned();
        assert_eq!(told(&long.join(" "), &long.join(" "), &lexicon), " [0..40000]");
        let expected = format!("{} -> other [0..40000]", long[20_000]);
        assert_eq!(told(&changed.join(" "), &long.join(" "), &lexicon), expected);
        let same = vec!["same"; 40_000].join(" ");
        let other = format!("{same} but");
        assert_eq!(told(&other, &same, &lexicon).len(), " [0..0]".len());
    }
}

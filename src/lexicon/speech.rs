//! How words are compared inside quotation marks (`rules/en/quotations.toml`): contractions, and
//! words in two spellings.

#![allow(clippy::indexing_slicing, reason = "the token before one that is not the first")]

use super::stem::{Stem, fold};
use super::{CalendarWord, TokenKind, split};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// A word as quotations are compared by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spoken {
    /// Hash of its folded letters, in the one spelling that stands for all.
    pub word: Stem,
    /// It is part of a contraction.
    pub short: bool,
    /// First byte in the text.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
}

/// Contractions and spellings.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Speech {
    /// Ends of short forms, the longest first.
    endings: Vec<String>,
    /// What a short form's ending stands for.
    full: FxHashMap<Stem, Vec<Stem>>,
    /// Short forms as a whole, and the words that they stand for.
    words: FxHashMap<String, Vec<String>>,
    spelled_endings: Vec<(String, String)>,
    spelled_stems: Vec<(String, String)>,
    /// Words and phrases of two words that another stands for.
    spelled: FxHashMap<String, Vec<String>>,
    /// With which words those of two words begin.
    paired: Vec<String>,
}

/// A word has so many letters before its ending is spelled in another way.
const SPELLED: usize = 6;

impl Speech {
    /// Declares a contraction.
    pub(super) fn contraction(&mut self, endings: &[String], words: &[String], full: &[String]) {
        for ending in endings {
            let ending = fold(ending);
            let stands = self.full.entry(Stem::of(&ending)).or_default();
            stands.extend(full.iter().map(|f| Stem::of(&fold(f))));
            self.endings.push(ending);
        }
        self.endings.sort_by_key(|e| std::cmp::Reverse(e.len()));
        for word in words {
            let full = full.first().map(|f| fold(f)).unwrap_or_default();
            self.words.insert(fold(word), full.split(' ').map(str::to_owned).collect());
        }
    }

    /// Declares spellings of one word.
    pub(super) fn spelling(&mut self, endings: &[(String, String)], stems: &[(String, String)], words: &[String]) {
        self.spelled_endings.extend_from_slice(endings);
        self.spelled_stems.extend_from_slice(stems);
        let Some((first, others)) = words.split_first() else { return };
        let first: Vec<String> = fold(first).split(' ').map(str::to_owned).collect();
        for other in others {
            let other = fold(other);
            self.paired.extend(other.split_once(' ').map(|(before, _)| before.to_owned()));
            self.spelled.insert(other, first.clone());
        }
    }

    /// The spelling that stands for all.
    fn spell(&self, word: String) -> String {
        if let Some((from, to)) = self.spelled_stems.iter().find(|(from, _)| word.starts_with(from.as_str())) {
            return format!("{to}{}", &word[from.len()..]);
        }
        let long = word.chars().count() >= SPELLED;
        match self.spelled_endings.iter().find(|(from, _)| long && word.ends_with(from.as_str())) {
            Some((from, to)) => format!("{}{to}", &word[..word.len() - from.len()]),
            None => word,
        }
    }

    /// The words of a text, marks left out; `numeral` gives the figure that a word stands for, and
    /// `calendar` what it is in dates.
    pub fn words(
        &self,
        text: &str,
        numeral: impl Fn(&str) -> Option<u32>,
        calendar: impl Fn(&str) -> Option<CalendarWord>,
    ) -> Vec<Spoken> {
        let mut out: Vec<Spoken> = Vec::new();
        let mut last: Option<(String, Option<u32>)> = None;
        // A day or a month as the last word: "May 1" is "1 May".
        let mut dated: Option<DatePart> = None;
        let tokens = split(text);
        for (i, token) in tokens.iter().enumerate() {
            let (start, mut end) = (token.start, token.end);
            let letters = &text[start as usize..end as usize];
            let glued = i > 0 && tokens[i - 1].end == start;
            let mut word = match token.kind {
                TokenKind::Mark if self.spelled.contains_key(letters) => letters.to_owned(),
                TokenKind::Mark => continue,
                // "it's" is one word, as "don't" is; it was read with the word before.
                TokenKind::Possessive if glued => continue,
                TokenKind::Number => letters.chars().filter(|c| c.is_alphanumeric() || *c == '.').collect(),
                _ => fold(letters),
            };
            if let Some(next) = tokens.get(i + 1)
                && next.kind == TokenKind::Possessive
                && next.start == end
                && text[next.start as usize..next.end as usize].chars().count() > 1
            {
                word += &fold(&text[next.start as usize..next.end as usize]);
                end = next.end;
            }
            let date = DatePart::of(letters, &calendar);
            // "3rd" is "3".
            if glued && tokens[i - 1].kind == TokenKind::Number && matches!(date, Some(DatePart::Mark)) {
                if let Some(day) = out.last_mut() {
                    day.end = end;
                }
                continue;
            }
            match (dated.as_ref(), &date) {
                (Some(DatePart::Day(day)), Some(DatePart::Month(n, _)))
                | (Some(DatePart::Month(n, _)), Some(DatePart::Day(day))) => {
                    let from = out.pop().map_or(start, |w| w.start);
                    let whole = |word: &str| Spoken { word: Stem::of(word), short: false, start: from, end };
                    out.extend([whole(day), whole(&month(*n))]);
                    (last, dated) = (None, None);
                    continue;
                }
                _ => {}
            }
            if let Some(DatePart::Month(n, true)) = &date {
                word = month(*n);
            }
            dated = date;
            let mut push = |words: &mut dyn Iterator<Item = String>, short: bool, start: u32| {
                for word in words {
                    out.push(Spoken { word: Stem::of(&word), short, start, end });
                }
            };
            // "per cent": with the word before.
            if let Some((before, _)) = &last
                && self.paired.contains(before)
                && let Some(one) = self.spelled.get(&format!("{before} {word}"))
            {
                let from = out.pop().map_or(start, |w| w.start);
                out.extend(one.iter().map(|w| Spoken { word: Stem::of(w), short: false, start: from, end }));
                last = None;
                continue;
            }
            if let Some(figure) = numeral(&word) {
                // "twenty-one"
                if let Some((_, Some(tens))) = &last
                    && tens % 10 == 0
                    && (20..100).contains(tens)
                    && (1..10).contains(&figure)
                {
                    let from = out.pop().map_or(start, |w| w.start);
                    let sum = (tens + figure).to_string();
                    out.push(Spoken { word: Stem::of(&sum), short: false, start: from, end });
                    last = None;
                    continue;
                }
                push(&mut std::iter::once(figure.to_string()), false, start);
                last = Some((word, Some(figure)));
                continue;
            }
            if let Some(one) = self.spelled.get(&word) {
                push(&mut one.iter().cloned(), false, start);
            } else if let Some(full) = self.words.get(&word) {
                push(&mut full.iter().cloned(), true, start);
            } else if let Some(ending) =
                self.endings.iter().find(|e| word.len() > e.len() && word.ends_with(e.as_str()))
            {
                let base = word[..word.len() - ending.len()].to_owned();
                // A word and its genitive are one as long as nobody takes the ending for a verb.
                push(&mut std::iter::once(self.spell(base)), false, start);
                push(&mut std::iter::once(ending.clone()), true, start);
            } else {
                push(&mut std::iter::once(self.spell(word.clone())), false, start);
            }
            last = Some((word, None));
        }
        out
    }

    /// Whether two words are one, and whether only one of them is short for it.
    #[must_use]
    pub fn same(&self, a: &Spoken, b: &Spoken) -> Option<bool> {
        if a.word == b.word {
            return Some(a.short != b.short);
        }
        let stands = |short: &Spoken, full: &Spoken| {
            short.short && !full.short && self.full.get(&short.word).is_some_and(|f| f.contains(&full.word))
        };
        (stands(a, b) || stands(b, a)).then_some(true)
    }

    /// Whether two texts are the same words, and whether a contraction is among what differs.
    #[must_use]
    pub fn alike(&self, a: &str, b: &str) -> Option<bool> {
        let (a, b) = (self.words(a, |_| None, |_| None), self.words(b, |_| None, |_| None));
        if a.len() != b.len() || a.is_empty() {
            return None;
        }
        a.iter().zip(&b).try_fold(false, |short, (a, b)| self.same(a, b).map(|s| s || short))
    }
}

/// What stands for all names of a month.
fn month(number: u8) -> String {
    format!("month {number}")
}

/// A part of a date as quotations write it.
enum DatePart {
    Day(String),
    /// Its number, and whether it is surely one without a day beside it ("May" may be none).
    Month(u8, bool),
    /// "rd" of "3rd".
    Mark,
}

impl DatePart {
    fn of(letters: &str, calendar: &impl Fn(&str) -> Option<CalendarWord>) -> Option<Self> {
        if letters.starts_with(|c: char| c.is_ascii_digit()) {
            let fits = letters.len() <= 2 && letters.parse::<u8>().is_ok_and(|d| (1..=31).contains(&d));
            return fits.then(|| Self::Day(letters.trim_start_matches('0').to_owned()));
        }
        match calendar(letters)? {
            CalendarWord::Month(n) if letters.starts_with(char::is_uppercase) => Some(Self::Month(n, true)),
            CalendarWord::DoubtfulMonth(n) => Some(Self::Month(n, false)),
            CalendarWord::OrdinalMark => Some(Self::Mark),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Lexicon;

    #[test]
    fn words_are_the_same_in_other_marks_figures_and_spellings() {
        let lexicon = Lexicon::english().expect("the packs that ship are sound");
        for (a, b, same) in [
            ("It's late", "it is late", Some(true)),
            ("It\u{2019}s late", "it's late", Some(false)),
            ("the dam's wall", "the dam\u{2019}s wall", Some(false)),
            ("we can't go", "we cannot go", Some(true)),
            ("we won't go", "we will not go", Some(true)),
            ("five per cent", "5%", Some(false)),
            ("twenty-one boats", "21 boats", Some(false)),
            ("5,000 boats", "5000 boats", Some(false)),
            ("the centre organised it", "the center organized it", Some(false)),
            ("a wall", "the wall", None),
            ("on May 1 or later", "on 1 May or later", Some(false)),
            ("by Oct. 3rd, 2019", "by 3 October 2019", Some(false)),
            ("on May 2 or later", "on 1 May or later", None),
            ("the 1 may be there", "may 1 be there", None),
            ("it’s ‘over and out’ now", "it's 'over and out' now", Some(false)),
            ("four boats", "for boats", None),
        ] {
            let words = |t: &str| lexicon.spoken(t);
            let (x, y) = (words(a), words(b));
            let told = (x.len() == y.len())
                .then(|| x.iter().zip(&y).try_fold(false, |s, (a, b)| lexicon.speech.same(a, b).map(|t| s || t)))
                .flatten();
            assert_eq!(told, same, "{a} ~ {b}");
        }
    }
}

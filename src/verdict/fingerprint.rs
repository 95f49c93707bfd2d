//! By what a finding is known again: its rule, its fact, what its claim says, and the sentence without its
//! figures. No line and no offset, so that it stays the same wherever the sentence moves; no hash of the standard
//! library, so that it stays the same under every compiler.

use super::{Finding, Verdict};
use crate::analysis::{Analysis, Sentence};
use crate::claims::{Bound, ChangeOf, Claims, Figure, Value};
use crate::document::{BlockKind, Document, ProseSpan};
use crate::lexicon::{Lexicon, Period};
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use std::fmt::{self, Write};

/// What tells a finding from all others of its draft: 16 hexadecimal digits.
///
/// Two drafts with the same sentence have the same fingerprint there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Fingerprint(u64);

impl Fingerprint {
    /// The fingerprint of the `n`th (from 1) of several that are equal. The first keeps its own.
    #[must_use]
    pub fn nth(self, n: usize) -> Self {
        if n <= 1 {
            return self;
        }
        let mut hash = Fnv::default();
        hash.hex(self.0);
        hash.byte(b' ');
        hash.number(Decimal::from(n));
        Self(hash.0)
    }

    /// Of what stands in no sentence: its parts, as they are.
    #[must_use]
    pub fn of(parts: &[&str]) -> Self {
        let mut hash = Fnv::default();
        parts.iter().for_each(|part| hash.part(part));
        Self(hash.0)
    }

    /// Reads what [`Display`](fmt::Display) writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.len() == 16 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        digits.then(|| u64::from_str_radix(text, 16).ok().map(Self)).flatten()
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// Gives every finding of a draft its fingerprint.
pub fn identify(
    findings: &mut [Finding],
    document: &Document,
    analysis: &Analysis,
    claims: &Claims,
    lexicon: &Lexicon,
) {
    if findings.is_empty() {
        return;
    }
    let mut places: Vec<(u32, usize)> = Vec::with_capacity(analysis.sentences.len());
    for (index, sentence) in analysis.sentences.iter().enumerate() {
        let span = prose(sentence);
        places.push((document.source_span(ProseSpan { end: span.start, ..span }).start, index));
    }
    places.sort_unstable();
    let (mut known, mut seen) = (None, FxHashMap::<Fingerprint, usize>::default());
    for finding in findings {
        let mut hash = Fnv::default();
        hash.part(finding.rule);
        hash.part(finding.fact.as_deref().unwrap_or(""));
        if let Some(value) = &finding.value {
            claim(&mut hash, value, lexicon);
        }
        // What a draft never states stands in no sentence.
        if finding.verdict != Verdict::Missing {
            let at = places.partition_point(|(start, _)| *start <= finding.span.start).saturating_sub(1);
            let index = places.get(at).map(|(_, index)| *index);
            let told = match known {
                Some((of, told)) if of == index => told,
                _ => words(document, analysis, claims, index),
            };
            known = Some((index, told));
            hash.hex(told);
        }
        let first = Fingerprint(hash.0);
        let count = seen.entry(first).or_default();
        *count += 1;
        finding.fingerprint = first.nth(*count);
    }
}

/// What a value says, however it is written: "43 people" and "forty-three people" are one.
#[must_use]
pub fn says(value: &Value, lexicon: &Lexicon) -> Fingerprint {
    let mut hash = Fnv::default();
    claim(&mut hash, value, lexicon);
    Fingerprint(hash.0)
}

fn prose(sentence: &Sentence) -> ProseSpan {
    let start = sentence.tokens.first().map_or(0, |t| t.start);
    let end = sentence.tokens.last().map_or(0, |t| t.end);
    ProseSpan { block: sentence.block, start, end }
}

/// A hash of the words of a sentence that lie in no figure and no date; of a table's cell, with those of the
/// headers that say what it is about.
fn words(document: &Document, analysis: &Analysis, claims: &Claims, index: Option<usize>) -> u64 {
    let mut hash = Fnv::default();
    let Some((index, sentence)) = index.and_then(|i| Some((i, analysis.sentences.get(i)?))) else {
        return hash.0;
    };
    let Some(block) = document.blocks().get(sentence.block as usize) else { return hash.0 };
    if let BlockKind::Cell { row, column, .. } = block.kind {
        for header in [row, column].into_iter().flatten() {
            let header = document.blocks().get(header as usize).map_or("", |b| &b.text);
            hash.words(header);
            hash.byte(END);
        }
    }
    let span = prose(sentence);
    let from = claims.claims.partition_point(|c| (c.sentence as usize) < index);
    let own = claims.claims.iter().skip(from).take_while(|c| c.sentence as usize == index).map(|c| c.span);
    let dates = claims.datelines.iter().map(|(d, _)| *d).filter(|d| d.block == span.block);
    let mut figures: Vec<ProseSpan> = own.chain(dates).collect();
    figures.sort_unstable();
    let mut at = span.start;
    let sentinel = ProseSpan { start: span.end, end: span.end, ..span };
    for figure in figures.into_iter().chain([sentinel]) {
        let end = figure.start.min(span.end);
        hash.words(block.text.get(at as usize..end as usize).unwrap_or_default());
        at = at.max(figure.end);
    }
    hash.0
}

/// What a claim says, however it is written.
fn claim(hash: &mut Fnv, value: &Value, lexicon: &Lexicon) {
    hash.part(value.kind().name());
    let unit = |unit: u16| lexicon.units.get(usize::from(unit)).map_or("", |u| u.ucum.as_str());
    match value {
        Value::Number(f) => figure(hash, f, ""),
        Value::Percent { figure: f, points } => figure(hash, f, if *points { "points" } else { "" }),
        Value::Quantity { figure: f, noun } => figure(hash, f, noun),
        Value::Money { figure: f, currency } => figure(hash, f, currency),
        Value::Measure { figure: f, unit: u } => figure(hash, f, unit(*u)),
        Value::Age { figure: f, unit } => figure(hash, f, unit.name()),
        Value::Duration { figure: f, iso, .. } => figure(hash, f, iso),
        Value::Ordinal(number) => hash.put(format_args!("{number}")),
        Value::Score(numbers) => numbers.iter().for_each(|number| hash.put(format_args!("{number}-"))),
        Value::Change { figure: f, ratio, of, .. } => {
            if let Some(f) = f {
                let of = match of {
                    ChangeOf::Number => "",
                    ChangeOf::Percent => "%",
                    ChangeOf::Points => "points",
                    ChangeOf::Noun(unit) | ChangeOf::Money(unit) => unit,
                    ChangeOf::Measure(u) => unit(*u),
                    ChangeOf::Time(period) => Period::name(*period),
                };
                figure(hash, f, of);
            }
            if let Some(ratio) = ratio {
                figure(hash, ratio, "ratio");
            }
        }
        Value::When(when) => hash.part(&when.edtf),
        Value::Role { role, holder } => [role, holder].into_iter().for_each(|text| hash.words(text)),
        Value::Quote { text, .. } => hash.words(text),
        Value::Name(name) => hash.words(name),
    }
    hash.byte(END);
}

fn figure(hash: &mut Fnv, figure: &Figure, unit: &str) {
    let end = |bound: Option<Bound>| bound.map(|b| b.value.normalize());
    for bound in [figure.number.map(|n| n.normalize()), end(figure.literal.min), end(figure.literal.max)] {
        match bound {
            Some(bound) if bound.is_zero() => hash.byte(b'0'),
            Some(bound) => hash.number(bound),
            None => {}
        }
        hash.byte(END);
    }
    hash.part(figure.hedge.map_or("", crate::lexicon::HedgeKind::name));
    hash.part(unit);
}

/// Closes a part: a byte that no UTF-8 text has.
const END: u8 = 0xff;

/// The 64-bit FNV-1a hash.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn byte(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }

    fn part(&mut self, text: &str) {
        text.bytes().for_each(|b| self.byte(b));
        self.byte(END);
    }

    fn put(&mut self, told: fmt::Arguments<'_>) {
        // Nothing here can fail to be taken.
        let _ = self.write_fmt(told);
    }

    /// A number as it is written with 16 digits of 16.
    fn hex(&mut self, number: u64) {
        for place in (0..16).rev() {
            let digit = (number >> (4 * place)) as u8 & 0xf;
            self.byte(if digit < 10 { b'0' + digit } else { b'a' + digit - 10 });
        }
    }

    /// A number as it is written.
    fn number(&mut self, number: Decimal) {
        let Some(whole) = u64::try_from(number.mantissa().unsigned_abs()).ok().filter(|_| number.scale() == 0) else {
            return self.put(format_args!("{number}"));
        };
        if number.is_sign_negative() {
            self.byte(b'-');
        }
        let mut place = whole.checked_ilog10().map_or(1, |log| 10_u64.pow(log));
        while place > 0 {
            self.byte(b'0' + (whole / place % 10) as u8);
            place /= 10;
        }
    }

    /// The words of a text in small letters. Marks do not count, nor does a word with a digit in it: it may be a
    /// figure that nobody understood.
    fn words(&mut self, text: &str) {
        if text.is_ascii() {
            for word in text.as_bytes().split(|b| !b.is_ascii_alphanumeric()) {
                if !word.is_empty() && !word.iter().any(u8::is_ascii_digit) {
                    word.iter().for_each(|b| self.byte(b.to_ascii_lowercase()));
                    self.byte(b' ');
                }
            }
            return;
        }
        for word in text.split(|c: char| !c.is_alphanumeric()) {
            if word.is_empty() || word.contains(|c: char| c.is_ascii_digit()) {
                continue;
            }
            if word.is_ascii() {
                word.bytes().for_each(|b| self.byte(b.to_ascii_lowercase()));
            } else {
                let mut bytes = [0; 4];
                for c in word.chars().flat_map(char::to_lowercase) {
                    c.encode_utf8(&mut bytes).bytes().for_each(|b| self.byte(b));
                }
            }
            self.byte(b' ');
        }
    }
}

impl Write for Fnv {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        text.bytes().for_each(|b| self.byte(b));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_published_one() {
        let of = |text: &str| {
            let mut hash = Fnv::default();
            text.bytes().for_each(|b| hash.byte(b));
            hash.0
        };
        assert_eq!(of(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(of("a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(of("foobar"), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn what_is_written_is_read_and_nothing_else() {
        let fingerprint = Fingerprint(0x00ab);
        assert_eq!(fingerprint.to_string(), "00000000000000ab");
        assert_eq!(Fingerprint::parse("00000000000000ab"), Some(fingerprint));
        for slip in ["", "ab", "00000000000000AB", "+0000000000000ab", "00000000000000abc", "000000000000 0ab"] {
            assert_eq!(Fingerprint::parse(slip), None, "{slip}");
        }
    }

    #[test]
    fn numbers_are_hashed_as_they_are_written() {
        let of = |put: &dyn Fn(&mut Fnv)| {
            let mut hash = Fnv::default();
            put(&mut hash);
            hash.0
        };
        for text in ["1", "9", "10", "6100", "-43", "12.5", "-0.07", "18446744073709551615", "18446744073709551616"] {
            let number: Decimal = text.parse().expect("a number");
            assert_eq!(of(&|hash| hash.number(number)), of(&|hash| hash.put(format_args!("{number}"))), "{text}");
        }
        for number in [0, 1, 0xab, 0x00ff_0000_0000_0010, u64::MAX] {
            assert_eq!(of(&|hash| hash.hex(number)), of(&|hash| hash.put(format_args!("{number:016x}"))));
        }
    }

    #[test]
    fn equal_ones_are_told_apart_by_their_number() {
        let first = Fingerprint(7);
        assert_eq!(first.nth(1), first);
        assert_ne!(first.nth(2), first);
        assert_ne!(first.nth(2), first.nth(3));
    }

    #[test]
    fn neither_case_nor_marks_nor_digits_are_words() {
        let of = |text: &str| {
            let mut hash = Fnv::default();
            hash.words(text);
            hash.0
        };
        assert_eq!(of("The river\u{2019}s \u{201c}old\u{201d} bridge"), of("the river's \"old\" Bridge, 7 B52"));
        assert_ne!(of("the old bridge"), of("theold bridge"));
        assert_ne!(of("\u{c9}l"), of("el"));
        assert_eq!(of("\u{c9}l"), of("\u{e9}l"));
    }
}

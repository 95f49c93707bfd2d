//! Values of facts, read by the grammar of drafts. A form that was read once is not parsed again: of
//! "7,200 residents" only the figure is new when "310 residents" has been read.

#![allow(clippy::indexing_slicing, reason = "the letter before one that is not the first")]

use super::{Term, TermError, edtf};
use crate::analysis::analyse;
use crate::claims::{self, Claim, Dateline, Figure, Interval, Kind, Value, When};
use crate::document::Document;
use crate::lexicon::{Lexicon, TokenKind, split};
use jiff::civil::Date;
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A value, with the claim that it was read as.
#[derive(Debug, Clone)]
pub(super) struct Read {
    /// What it states.
    pub value: Value,
    /// The claim, where the grammar read it.
    pub claim: Option<Box<Claim>>,
}

/// Why a text is no value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Unreadable {
    /// No figure or date is in it.
    Nothing,
    /// Several are, and a fact has one.
    Several(Vec<String>),
    /// This stretch of digits is in no figure that can be read.
    Rest(Range<usize>),
}

/// Reads values, and remembers the forms that it has read.
pub(super) struct Reader<'l> {
    /// The language.
    pub lexicon: &'l Lexicon,
    shapes: FxHashMap<String, Option<Shape>>,
    /// The terms that were read, by their letters: most of a large set's stand in many of its facts.
    terms: FxHashMap<String, Term>,
}

/// What the words behind a figure make of it.
#[derive(Debug, Clone)]
struct Shape {
    /// A claim that was read of them, whose figure another takes the place of.
    claim: Claim,
    /// What a scale word among them multiplies it by.
    scale: Option<Decimal>,
}

impl Shape {
    /// That of a text which is read so as a whole, where its figure is the one that stands before its words.
    fn of(read: &Read, figure: &Figure, text: &str) -> Option<Self> {
        let claim = read.claim.as_deref().filter(|c| c.span.start == 0 && c.span.end as usize == text.len())?;
        let counts = matches!(claim.kind(), Kind::Quantity | Kind::Money | Kind::Measure | Kind::Percent);
        let own = claim.value.figure().filter(|_| counts)?;
        let scale = own.scaled.then(|| own.number?.checked_div(figure.number?)).flatten();
        let shape = Self { claim: claim.clone(), scale };
        (shape.figure(figure.clone()).as_ref() == Some(own)).then_some(shape)
    }

    /// A figure as these words tell it.
    fn figure(&self, plain: Figure) -> Option<Figure> {
        let Some(scale) = self.scale else { return Some(plain) };
        let (number, grain) = (plain.number?.checked_mul(scale)?, plain.grain.checked_mul(scale)?);
        Some(Figure { scaled: true, ..Figure::exact(number, grain) })
    }
}

/// So many terms are remembered at most.
const TERMS: usize = 1 << 15;

impl<'l> Reader<'l> {
    /// A reader that remembers nothing yet.
    pub(super) fn new(lexicon: &'l Lexicon) -> Self {
        Self { lexicon, shapes: FxHashMap::default(), terms: FxHashMap::default() }
    }

    /// One that goes on where another ended: it has its terms, and none of its forms.
    pub(super) fn behind(&mut self) -> Self {
        Self { terms: std::mem::take(&mut self.terms), ..Self::new(self.lexicon) }
    }

    /// A term, or what is wrong with it.
    pub(super) fn term(&mut self, text: &str) -> Result<Term, TermError> {
        if let Some(term) = self.terms.get(text) {
            return Ok(term.clone());
        }
        let term = Term::parse(text, self.lexicon)?;
        if self.terms.len() < TERMS {
            self.terms.insert(text.to_owned(), term.clone());
        }
        Ok(term)
    }

    /// Reads a string: EDTF first, then the grammar of drafts.
    pub(super) fn text(&mut self, text: &str, dateline: Option<Dateline>) -> Result<Read, Unreadable> {
        let text = text.trim();
        if let Some(when) = date(text) {
            return Ok(Read { value: Value::When(when), claim: None });
        }
        self.prose(text, dateline)
    }

    /// Reads a string by the grammar of drafts alone.
    pub(super) fn prose(&mut self, text: &str, dateline: Option<Dateline>) -> Result<Read, Unreadable> {
        let Some((number, written, suffix)) = plain(text) else { return self.parse(text, dateline) };
        let figure = Figure::exact(number, grain(number));
        if suffix.is_empty() {
            return Ok(Read { value: Value::Number(figure), claim: None });
        }
        if !self.shapes.contains_key(suffix) {
            let read = self.parse(text, dateline)?;
            self.shapes.insert(suffix.to_owned(), Shape::of(&read, &figure, text));
            return Ok(read);
        }
        let shape = self.shapes.get(suffix).and_then(Option::as_ref);
        let Some((shape, figure)) = shape.and_then(|shape| Some((shape, shape.figure(figure)?))) else {
            return self.parse(text, dateline);
        };
        let mut claim = shape.claim.clone();
        if let Value::Quantity { figure: f, .. }
        | Value::Money { figure: f, .. }
        | Value::Measure { figure: f, .. }
        | Value::Percent { figure: f, .. } = &mut claim.value
        {
            *f = figure;
        }
        claim.span.end = (written + suffix.len()) as u32;
        Ok(Read { value: claim.value.clone(), claim: Some(Box::new(claim)) })
    }

    /// Reads a bare number, with the fact's `unit` where it has one. Gives back the text as well.
    pub(super) fn number(&mut self, number: &str, unit: Option<&str>) -> Result<(Read, String), Unreadable> {
        let Some(unit) = unit.map(str::trim).filter(|u| !u.is_empty()) else {
            let value = decimal(number).ok_or(Unreadable::Nothing)?;
            let read = Read { value: Value::Number(Figure::exact(value, grain(value))), claim: None };
            return Ok((read, number.to_owned()));
        };
        let number = grouped(number);
        let worded = unit.chars().next().is_some_and(char::is_alphabetic);
        let ways = if worded {
            [format!("{number} {unit}"), format!("{unit} {number}")]
        } else {
            [format!("{number}{unit}"), format!("{unit}{number}")]
        };
        let mut error = Unreadable::Nothing;
        for way in ways {
            match self.prose(&way, None) {
                Ok(read) if !matches!(read.value, Value::Number(_)) => return Ok((read, way)),
                Ok(_) => {}
                Err(e) => error = e,
            }
        }
        Err(error)
    }

    /// The one claim that a text holds.
    fn parse(&self, text: &str, dateline: Option<Dateline>) -> Result<Read, Unreadable> {
        let document = Document::text("", text.to_owned());
        let analysis = analyse(&document, self.lexicon);
        let mut claims = claims::read(&document, &analysis, self.lexicon, dateline).claims;
        if claims.len() > 1 {
            let texts = claims.iter().map(|c| told(&document, c)).collect();
            return Err(Unreadable::Several(texts));
        }
        let Some(mut claim) = claims.pop() else { return Err(Unreadable::Nothing) };
        // "two-thirds" as a whole value is a share of what the fact is about.
        if let Value::Number(figure) = &claim.value
            && figure.fraction
            && !figure.digits
            && let Some(percent) = figure.number.and_then(|n| n.checked_mul(Decimal::ONE_HUNDRED))
        {
            let figure = Figure { fraction: true, digits: false, ..Figure::exact(percent, Decimal::ONE) };
            claim.value = Value::Percent { figure, points: false };
        }
        let span = document.source_span(claim.span);
        let covered = span.start as usize..span.end as usize;
        // Words may follow ("6 billion euros a year"), but no digits that were not understood.
        let rest = split(text).into_iter().find(|t| {
            // "943 women per 1,000 men"
            let end = claim.frame.per.map_or(covered.end, |per| covered.end.max(per.end as usize));
            let inside = covered.start <= t.start as usize && t.end as usize <= end;
            !inside
                && t.kind != TokenKind::Mark
                && text[t.start as usize..t.end as usize].bytes().any(|b| b.is_ascii_digit())
        });
        if let Some(token) = rest {
            return Err(Unreadable::Rest(token.start as usize..token.end as usize));
        }
        Ok(Read { value: claim.value.clone(), claim: Some(Box::new(claim)) })
    }

    /// A reading of a text that was mistyped in a usual way, as it should have been written.
    pub(super) fn mended(&mut self, text: &str, dateline: Option<Dateline>) -> Option<String> {
        mendings(text).into_iter().find(|m| m != text && self.text(m, dateline).is_ok())
    }
}

/// The words of a claim.
fn told(document: &Document, claim: &Claim) -> String {
    let span = document.source_span(claim.span);
    document.source().get(span.start as usize..span.end as usize).unwrap_or("").to_owned()
}

/// A text of plain digits and words without any: the number, how many bytes it takes, and the words.
/// Four digits that may be a year are left to the grammar.
fn plain(text: &str) -> Option<(Decimal, usize, &str)> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.'))).unwrap_or(text.len());
    let (number, suffix) = text.split_at(end);
    let (whole, fraction) = number.split_once('.').map_or((number, None), |(w, f)| (w, Some(f)));
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let mut grouped = false;
    for group in groups {
        grouped = true;
        if group.len() != 3 || first.len() > 3 {
            return None;
        }
    }
    let sound = !first.is_empty() && fraction.is_none_or(|f| !f.is_empty() && f.bytes().all(|b| b.is_ascii_digit()));
    let year = !grouped && fraction.is_none() && first.len() == 4 && !suffix.is_empty();
    let quiet = suffix.is_empty()
        || suffix.starts_with('%')
        || suffix.strip_prefix(' ').is_some_and(|s| s.starts_with(char::is_alphabetic));
    if !sound || year || !quiet || suffix.chars().any(char::is_numeric) {
        return None;
    }
    let digits: String = number.chars().filter(|c| *c != ',').collect();
    Some((Decimal::from_str_exact(&digits).ok()?, end, suffix))
}

/// The place of the last significant digit: 100 for 6100, 0.01 for 7.42, 1 for 0.
pub(super) fn grain(value: Decimal) -> Decimal {
    if value.scale() > 0 {
        return Decimal::new(1, value.scale());
    }
    let mut grain = Decimal::ONE;
    while !value.is_zero() {
        let Some(next) = grain.checked_mul(Decimal::TEN) else { break };
        if value.checked_rem(next) != Some(Decimal::ZERO) {
            break;
        }
        grain = next;
    }
    grain
}

/// A number of TOML or JSON, exactly, or nothing when it has more digits than can be held.
pub(super) fn decimal(text: &str) -> Option<Decimal> {
    let text = text.strip_prefix('+').unwrap_or(text);
    if text.contains(['e', 'E']) { Decimal::from_scientific(text).ok() } else { Decimal::from_str_exact(text).ok() }
}

/// With commas between groups of three, so that four digits are no year.
fn grouped(number: &str) -> String {
    let (sign, digits) =
        number.strip_prefix('-').map_or(("", number.strip_prefix('+').unwrap_or(number)), |d| ("-", d));
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(w, f)| (w, Some(f)));
    if !whole.bytes().all(|b| b.is_ascii_digit()) {
        return number.to_owned();
    }
    let mut out = sign.to_owned();
    for (i, c) in whole.char_indices() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// What may have been meant: letters among digits, blanks or stops between groups of three.
fn mendings(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let digit = |i: usize| chars.get(i).is_some_and(char::is_ascii_digit);
    let beside = |i: usize| {
        (i > 0 && (digit(i - 1) || chars[i - 1] == ',' && i > 1 && digit(i - 2)))
            || digit(i + 1)
            || (chars.get(i + 1) == Some(&',') && digit(i + 2))
    };
    let letters: String = chars
        .iter()
        .enumerate()
        .map(|(i, &c)| match c {
            'l' | 'I' | '|' if beside(i) => '1',
            'O' | 'o' if beside(i) => '0',
            _ => c,
        })
        .collect();
    let group = |i: usize| digit(i + 1) && digit(i + 2) && digit(i + 3) && !digit(i + 4);
    let commas: String = chars
        .iter()
        .enumerate()
        .map(|(i, &c)| if matches!(c, ' ' | '.' | '\'') && i > 0 && digit(i - 1) && group(i) { ',' } else { c })
        .collect();
    let decimal: String = chars
        .iter()
        .enumerate()
        .map(|(i, &c)| if c == ',' && i > 0 && digit(i - 1) && digit(i + 1) && !group(i) { '.' } else { c })
        .collect();
    vec![letters, commas, decimal]
}

/// A date or period: EDTF, ISO 8601.
pub(super) fn date(text: &str) -> Option<When> {
    let text = text.trim();
    if text.len() == 10
        && let Ok(day) = text.parse::<Date>()
    {
        return Some(edtf::date(day));
    }
    // Seconds of native TOML times are more than a draft says.
    edtf::parse(&to_minutes(text))
}

/// `2014-03-18T16:00:00+03:00` without its seconds.
fn to_minutes(text: &str) -> String {
    let Some(at) = text.find(':') else { return text.to_owned() };
    let Some(seconds) = text.get(at + 3..).and_then(|t| t.strip_prefix(':')) else { return text.to_owned() };
    let tail = seconds.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let head = &text[..at + 3];
    if head.len() == 5 { format!("T{head}{tail}") } else { format!("{head}{tail}") }
}

/// The number that a tolerance states.
pub(super) fn amount(value: &Value) -> Option<Decimal> {
    let figure = value.figure()?;
    let number = figure.number?;
    (figure.literal == Interval::point(number) && !number.is_sign_negative()).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dec(text: &str) -> Decimal {
        Decimal::from_str_exact(text).expect(text)
    }

    #[test]
    fn the_last_significant_digit_is_the_grain() {
        for (number, expected) in
            [("6100", "100"), ("6116", "1"), ("0", "1"), ("7.42", "0.01"), ("5.0", "0.1"), ("-20", "10")]
        {
            assert_eq!(grain(dec(number)), dec(expected), "{number}");
        }
        assert!(grain(Decimal::MAX) >= Decimal::ONE);
    }

    #[test]
    fn a_form_that_was_read_once_is_read_again_as_by_the_grammar() {
        let lexicon = Lexicon::english().expect("the packs that ship are sound");
        for (first, others) in [
            (
                "84 million euros",
                ["1,200 million euros", "7.50 million euros", "0 million euros", "0.07 million euros"],
            ),
            ("4.5 billion kronor", ["3 billion kronor", "30 billion kronor", "1 billion kronor", "2.0 billion kronor"]),
            ("310 people", ["7,200 people", "1 people", "0 people", "10 people"]),
            ("12.5%", ["3%", "0%", "40%", "7.25%"]),
            ("0 million euros", ["3 million euros", "0.5 million euros", "20 million euros", "1 million euros"]),
            (
                "12 thousand tonnes",
                ["1.5 thousand tonnes", "400 thousand tonnes", "1 thousand tonnes", "9 thousand tonnes"],
            ),
            ("50 cents", ["7 cents", "1 cents", "0.5 cents", "100 cents"]),
        ] {
            let mut reader = Reader::new(&lexicon);
            let _ = reader.prose(first, None);
            for text in others {
                let fresh = Reader::new(&lexicon).parse(text, None);
                assert_eq!(format!("{:?}", reader.prose(text, None)), format!("{fresh:?}"), "{text} behind {first}");
            }
        }
    }

    #[test]
    fn numbers_stay_exact() {
        assert_eq!(decimal("0.10000000000000000001"), Some(dec("0.10000000000000000001")));
        assert_eq!(decimal("+1e3"), Some(dec("1000")));
        for text in ["9999999999999999999999999999999", "nan", "inf", "?", ""] {
            assert_eq!(decimal(text), None, "{text}");
        }
    }

    #[test]
    fn plain_figures_are_read_without_a_parse() {
        for (text, expected) in [
            ("36", Some(("36", ""))),
            ("8,189.49", Some(("8189.49", ""))),
            ("7,200 residents", Some(("7200", " residents"))),
            ("12.5%", Some(("12.5", "%"))),
            ("2014 people", None),
            ("61,16 people", None),
            ("5 to 7", Some(("5", " to 7"))),
            ("3rd", None),
            (".5", None),
        ] {
            let expected = expected.filter(|(_, s)| !s.contains('7'));
            assert_eq!(plain(text).map(|(n, _, s)| (n, s)), expected.map(|(n, s)| (dec(n), s)), "{text}");
        }
    }

    #[test]
    fn groups_of_three_keep_four_digits_from_being_a_year() {
        for (number, expected) in [("6116", "6,116"), ("-1234567.25", "-1,234,567.25"), ("12", "12"), ("1e3", "1e3")] {
            assert_eq!(grouped(number), expected);
        }
    }

    #[test]
    fn usual_slips_are_mended() {
        for (text, mended) in [
            ("6,1l6 people", "6,116 people"),
            ("6 116 people", "6,116 people"),
            ("6.116 people", "6,116 people"),
            ("3,5%", "3.5%"),
        ] {
            assert!(mendings(text).iter().any(|m| m == mended), "{text}: {:?}", mendings(text));
        }
    }

    #[test]
    fn a_native_time_is_taken_to_the_minute() {
        for (text, expected) in [
            ("2014-03-18T16:00:00+03:00", "2014-03-18T16:00+03:00"),
            ("2014-03-18T16:00:30.25", "2014-03-18T16:00"),
            ("07:30:00", "T07:30"),
            ("2014-03", "2014-03"),
        ] {
            assert_eq!(to_minutes(text), expected);
        }
    }

    #[test]
    fn a_day_runs_from_midnight_to_midnight() {
        let when = date("2014-02-28").expect("a day");
        assert_eq!(when.edtf, "2014-02-28");
        assert_eq!(when.readings[0].to.map(|t| t.to_string()).as_deref(), Some("2014-03-01T00:00:00"));
        assert_eq!(date("2014-02-30"), None);
    }
}

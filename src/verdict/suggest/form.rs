//! How a claim is written: where its hedge, its number and the rest stand, so that each can be
//! replaced alone.

use crate::claims::Value;
use crate::lexicon::{HedgeKind, Lexicon, NumeralKind, TokenKind};
use crate::verdict::text::Words;
use crate::verdict::words;
use rust_decimal::Decimal;
use std::ops::Range;

/// A claim cut into what stands before its figure, the hedge, the number and the rest.
pub(super) struct Form<'a> {
    text: &'a str,
    /// Bytes of the hedge in front of the number.
    hedge: Option<Range<usize>>,
    /// Bytes of a hedge behind it ("or more").
    behind: Option<Range<usize>>,
    /// Bytes of the number, sign and scale word included.
    number: Range<usize>,
    /// Bytes from the sign of a figure below nothing to its number.
    sign: Option<Range<usize>>,
    /// Bytes of the scale word, and what it is worth.
    scale: Option<(Range<usize>, Decimal)>,
    /// The number begins with digits.
    digits: bool,
    /// Bytes of "between" or "from" in front of a range.
    opener: Option<Range<usize>>,
}

impl<'a> Form<'a> {
    /// Finds the number of a claim. A plain figure has one; a range, a share or a vague plural is
    /// taken `whole`, from its first numeral to its last. Of one that is not `scaled`, what is a scale word elsewhere
    /// is a unit ("530 m").
    pub(super) fn of(text: &'a str, whole: bool, scaled: bool, lexicon: &'a Lexicon) -> Option<Self> {
        let words = Words::of(text, lexicon);
        let mut at = 0;
        let mut hedge = None;
        let mut regions: Vec<Range<usize>> = Vec::new();
        let mut scale = None;
        let (mut behind, mut minus, mut part) = (None, None, false);
        while at < words.tokens.len() {
            let goes_on = regions.last().is_some_and(|r| r.end == at);
            if let Some(len) = words.hedge(at) {
                let tokens = at..at + len;
                if regions.is_empty() {
                    hedge = words.bytes(&tokens);
                } else {
                    behind = words.bytes(&tokens);
                }
                at += len;
            } else if words.tokens.get(at)?.kind == TokenKind::Number {
                match regions.last_mut().filter(|_| goes_on && words.group_of_three(at)) {
                    Some(region) => region.end = at + 1,
                    None => regions.push(at..at + 1),
                }
                at += 1;
            } else if regions.is_empty() && words.signs(at) {
                minus = Some(at);
                at += 1;
            } else if let Some((kind, value, len)) = words.numeral(at) {
                let digits = regions.last().and_then(|r| words.tokens.get(r.start)).map(|t| t.kind);
                if kind == NumeralKind::Scale
                    && !scaled
                    && value >= Decimal::ONE_THOUSAND
                    && digits == Some(TokenKind::Number)
                {
                    at += len;
                    continue;
                }
                if kind == NumeralKind::Minus && regions.is_empty() {
                    minus = Some(at);
                    at += len;
                    continue;
                }
                // What stands behind a figure and turns its sign cannot be kept.
                if kind == NumeralKind::Behind {
                    return None;
                }
                part = kind == NumeralKind::Part;
                let plain = !matches!(kind, NumeralKind::Vague | NumeralKind::Multiple | NumeralKind::Ordinal);
                if !plain && !whole {
                    return None;
                }
                if kind == NumeralKind::Scale && goes_on {
                    scale = words.bytes(&(at..at + len)).map(|bytes| (bytes, value));
                }
                match regions.last_mut().filter(|_| goes_on) {
                    Some(region) => region.end = at + len,
                    None => regions.push(at..at + len),
                }
                at += len;
            } else if goes_on && part && !whole && words.article(at) {
                // "half an hour"
                if let Some(region) = regions.last_mut() {
                    region.end = at + 1;
                }
                (part, at) = (false, at + 1);
            } else if goes_on && joins(&words, at) {
                // A hyphen or "and" between numerals is theirs.
                if let Some(region) = regions.last_mut() {
                    region.end = at + 1;
                }
                at += 1;
            } else {
                at += 1;
            }
        }
        let (mut first, last) = (regions.first()?.start, regions.last()?.end);
        let digits = words.tokens.get(first)?.kind == TokenKind::Number;
        // "a dozen" is one figure.
        if first > 0 && !digits && words.article(first - 1) {
            first -= 1;
        }
        if regions.len() > 1 && !whole {
            return None;
        }
        // Two hedges, or one inside a range, go with what they hedge.
        behind = behind.filter(|_| !whole);
        let mut number = words.bytes(&(first..last))?;
        let sign = minus.and_then(|at| words.bytes(&(at..first))).map(|sign| sign.start..number.start);
        number.start = sign.as_ref().map_or(number.start, |sign| sign.start);
        Some(Self { text, hedge, behind, number, sign, scale, digits, opener: words.opener(first) })
    }

    /// A range, share or vague plural with one number in its place.
    pub(super) fn whole(&self, number: &str, share: bool) -> String {
        let tail = self.text.get(self.number.end..).unwrap_or("");
        let mut number = number.to_owned();
        let mut tail = tail;
        if share && !tail.trim_start().starts_with('%') && !tail.trim_start().to_lowercase().starts_with("per") {
            number.push_str(" percent");
        } else if !share {
            // "dozens of tourists", but "19 tourists"
            tail = tail.strip_prefix(" of").filter(|t| t.starts_with(' ')).unwrap_or(tail);
        }
        let mut head = self.text.get(..self.number.start).unwrap_or("").to_owned();
        for gone in [&self.hedge, &self.opener].into_iter().flatten() {
            if let Some(words) = self.text.get(gone.clone()) {
                head = head.replacen(words, "", 1);
            }
        }
        let text = format!("{}{number}{tail}", head.trim_start());
        if self.text.starts_with(char::is_uppercase) { capitalised(&text) } else { text }
    }

    /// Whether the claim has a scale word.
    pub(super) fn scaled(&self) -> bool {
        self.scale.is_some()
    }

    /// Whether the number begins with digits.
    pub(super) fn in_digits(&self) -> bool {
        self.digits
    }

    /// A length of time in other words; none where more than its unit follows ("four-hour").
    pub(super) fn length(&self, length: &str) -> Option<String> {
        let tail = self.text.get(self.number.end..)?;
        let unit = tail.trim_start();
        if tail.starts_with('-') || unit.split_whitespace().count() != 1 || length.starts_with(char::is_uppercase) {
            return None;
        }
        Some(if self.text.starts_with(char::is_uppercase) { capitalised(length) } else { length.to_owned() })
    }

    /// Whether the number can stand before the claim's scale word. "Six thousand" is written out where
    /// it no longer fits.
    pub(super) fn scales(&self, n: Decimal) -> bool {
        self.scale.as_ref().is_none_or(|(_, worth)| {
            n.abs() >= *worth && (self.digits || *worth >= Decimal::from(1_000_000) || (n % *worth).is_zero())
        })
    }

    /// The number as this claim would write it.
    pub(super) fn number(&self, n: Decimal) -> Option<String> {
        if let Some(sign) = self.sign.as_ref().filter(|_| n.is_sign_negative()) {
            return Some(format!("{}{}", self.text.get(sign.clone())?, self.unsigned(-n)?));
        }
        self.unsigned(n)
    }

    fn unsigned(&self, n: Decimal) -> Option<String> {
        if let Some((bytes, worth)) = &self.scale
            && self.scales(n)
        {
            let units = n.checked_div(*worth)?;
            if units.abs() >= Decimal::ONE && units.normalize().scale() <= 3 {
                let between = self.text.get(self.number.start..bytes.start)?;
                let gap = &between[between.trim_end().len()..];
                return Some(format!("{}{gap}{}", words::number(units), self.text.get(bytes.clone())?));
            }
        }
        let whole = n.normalize();
        if !self.digits
            && let Some(word) = words::spelled(whole).filter(|_| whole.is_integer())
        {
            return Some(word);
        }
        let mut shown = words::number(whole);
        let old = self.text.get(self.number.clone())?;
        if let Some(space) =
            old.trim().chars().find(|c| c.is_whitespace()).filter(|_| self.digits && self.sign.is_none())
        {
            shown = shown.replace(',', &space.to_string());
        } else if self.digits && !old.contains(',') && old.chars().filter(char::is_ascii_digit).count() > 3 {
            shown = shown.replace(',', "");
        }
        Some(shown)
    }

    /// The claim with another number and nothing else changed but the hedge, which goes.
    pub(super) fn plain(&self, number: &str) -> String {
        self.build(None, false, number)
    }

    /// The claim with another number: its own hedge kept, or another in its place, or none. The
    /// noun follows where one becomes many.
    pub(super) fn with(&self, hedge: Option<HedgeKind>, keep: bool, number: &str, n: Decimal, draft: &Value) -> String {
        let text = self.build(hedge, keep, number);
        let was = draft.figure().and_then(|f| f.number);
        if let Value::Quantity { noun, .. } = draft
            && was.is_some_and(|was| (was == Decimal::ONE) != (n == Decimal::ONE))
        {
            let many = words::plural(noun);
            let (from, to) =
                if n == Decimal::ONE { (many.as_str(), noun.as_str()) } else { (noun.as_str(), many.as_str()) };
            if let Some(head) = text.strip_suffix(from) {
                return format!("{head}{to}");
            }
        }
        match draft {
            Value::Measure { .. } | Value::Duration { .. } => self.unit(text, was, n),
            _ => text,
        }
    }

    /// The same with the unit behind the number as that wants it: "an hour", "four hours".
    fn unit(&self, text: String, was: Option<Decimal>, n: Decimal) -> String {
        let old = self.text.get(self.number.end..).unwrap_or("");
        let unit = old.trim_start();
        // A symbol ("km") stays as it is, and so does what stands beside a noun ("four-hour").
        let named = unit.len() > 2 && unit.chars().all(char::is_lowercase) && old.starts_with(' ');
        let single = was.is_some_and(|was| was <= Decimal::ONE);
        let other = match n == Decimal::ONE {
            true => unit.strip_suffix('s').filter(|one| !single && words::plural(one) == unit).map(str::to_owned),
            false => (single && !unit.ends_with('s')).then(|| words::plural(unit)),
        };
        match other.filter(|_| named).zip(text.strip_suffix(unit)) {
            Some((unit, head)) => format!("{head}{unit}"),
            None => text,
        }
    }

    /// The claim with another number and another unit right behind it.
    pub(super) fn with_unit(&self, number: &str, unit: &str) -> Option<String> {
        let tail = self.text.get(self.number.end..)?;
        let trimmed = tail.trim_start();
        const UNITS: [&str; 8] =
            ["percentage points", "percentage point", "percent", "per cent", "%", "points", "point", "pct"];
        let old = UNITS.iter().find(|u| trimmed.to_lowercase().starts_with(**u))?;
        let rest = trimmed.get(old.len()..)?;
        let before = self.text.get(..self.hedge.as_ref().map_or(self.number.start, |h| h.start))?;
        Some(format!("{before}{number} {unit}{rest}"))
    }

    fn build(&self, hedge: Option<HedgeKind>, keep: bool, number: &str) -> String {
        let mut out = String::new();
        let start = self.hedge.as_ref().map_or(self.number.start, |h| h.start);
        let word = hedge.map_or("", words::hedge);
        let part = |range: Range<usize>| self.text.get(range).unwrap_or("");
        if keep {
            out.push_str(part(0..self.number.start));
        } else {
            out.push_str(part(0..start));
            // A currency sign stands between hedge and number.
            let sign = self.hedge.as_ref().map_or("", |h| part(h.end..self.number.start).trim_start());
            // ... or before both: "$" of "$1.2 million" takes the hedge in front of it.
            if self.hedge.is_none() && !word.is_empty() {
                out.insert_str(0, word);
            } else {
                out.push_str(word);
            }
            out.push_str(sign);
        }
        out.push_str(number);
        match &self.behind {
            Some(behind) if !keep => {
                out.push_str(part(self.number.end..behind.start).trim_end());
                out.push_str(part(behind.end..self.text.len()));
            }
            _ => out.push_str(part(self.number.end..self.text.len())),
        }
        // A claim that began with a capital still does.
        if self.text.starts_with(char::is_uppercase) && out.starts_with(char::is_lowercase) {
            out = capitalised(&out);
        }
        out
    }
}

/// A hyphen, or "and" and "a" inside a number in words.
fn joins(words: &Words<'_>, at: usize) -> bool {
    let numeral_next = words.numeral(at + 1).is_some();
    numeral_next
        && words.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Mark || words.word(at).eq_ignore_ascii_case("and"))
}

/// Whether a claim is written in capitals alone, as headlines are; a currency's code and the sign of a unit always are.
pub(super) fn shouts(text: &str, currency: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphabetic()).filter(|word| *word != currency);
    !text.contains(char::is_lowercase) && words.any(|word| word.chars().count() > 2)
}

/// A text in capitals as others are written: every word with a capital.
pub(super) fn quietly(text: &str) -> String {
    let mut inside = false;
    let mut low = |c: char| {
        let lower = inside;
        inside = c.is_alphabetic();
        if lower { c.to_lowercase().next().unwrap_or(c) } else { c }
    };
    text.chars().map(&mut low).collect()
}

pub(super) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

/// "third" or "3rd" with another rank.
pub(super) fn rank(text: &str, rank: u64, lexicon: &Lexicon) -> Option<String> {
    let words = Words::of(text, lexicon);
    for at in 0..words.tokens.len() {
        let token = words.tokens.get(at)?;
        let (start, mut end) = (token.start as usize, token.end as usize);
        if token.kind == TokenKind::Number {
            if words.word(at + 1).len() == 2 && words.tokens.get(at + 1).is_some_and(|t| t.start as usize == end) {
                end = words.tokens.get(at + 1)?.end as usize;
                let low = words.word(at + 1).contains(char::is_lowercase);
                let rank = words::ordinal(rank, false);
                let rank = if low { rank } else { rank.to_uppercase() };
                return Some(format!("{}{rank}{}", text.get(..start)?, text.get(end..)?));
            }
            return Some(format!("{}{rank}{}", text.get(..start)?, text.get(end..)?));
        }
        if let Some(len) = words.ordinal(at) {
            let end = words.tokens.get(at + len - 1)?.end as usize;
            let word = words::ordinal(rank, true);
            let capital = words.word(at).starts_with(char::is_uppercase);
            let word = if capital { capitalised(&word) } else { word };
            return Some(format!("{}{word}{}", text.get(..start)?, text.get(end..)?));
        }
    }
    None
}

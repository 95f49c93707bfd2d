//! Plain numbers in digits and words, with their granularity.

use super::digits::{digits, simple};
use super::fraction::{and_fraction, fraction, fraction_word};
use super::value::Interval;
use crate::analysis::{Pos, Token, View};
use crate::lexicon::{CalendarWord, Func, Numeral, NumeralKind, Period, SenseKind, TokenKind};
use rust_decimal::Decimal;

/// A number read at a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// Its value.
    pub value: Decimal,
    /// The place of its last significant digit.
    pub grain: Decimal,
    /// One past its last token.
    pub end: usize,
    /// A scale word rounds it.
    pub scaled: bool,
    /// It begins with digits.
    pub digits: bool,
    /// What its scale words multiply by: a million for "1.2 million".
    pub scale: Decimal,
    /// It is a fraction word alone ("half a", "two-thirds").
    pub fraction: bool,
    /// A vague plural ("dozens"): its literal and its intended interval.
    pub vague: Option<(Interval, Interval)>,
    /// It is the word for one, or begins with an article that stands for it.
    pub article: bool,
}

impl Number {
    /// One, for which an article stands that ends before the token.
    pub(super) fn one(end: usize) -> Self {
        Self {
            value: Decimal::ONE,
            grain: Decimal::ONE,
            end,
            scaled: false,
            digits: false,
            scale: Decimal::ONE,
            fraction: false,
            vague: None,
            article: true,
        }
    }
}

/// The longest number that begins at the token.
#[must_use]
pub fn number(view: View<'_>, at: usize) -> Option<Number> {
    read(view, at, false)
}

/// As [`number`]; with `money` a currency goes before, so that a glued "m" is a million.
pub(super) fn read(view: View<'_>, at: usize, money: bool) -> Option<Number> {
    // Most words begin no number.
    let word = view.token(at)?.kind == TokenKind::Word;
    if word && !view.may(at, SenseKind::Numeral) && !view.is(at, Func::A) {
        return None;
    }
    if !word && let Some(number) = bare(view, at) {
        return Some(number);
    }
    if let Some((inner, from)) = sign(view, at) {
        let mut number = unsigned(view, from, money)?;
        if inner {
            number.value = -number.value;
            number.fraction = false;
        }
        return (number.vague.is_none()).then_some(number);
    }
    unsigned(view, at, money)
}

/// Most figures: digits with a word or mark behind them that makes no more of them.
fn bare(view: View<'_>, at: usize) -> Option<Number> {
    let token = view.token(at).filter(|t| t.kind == TokenKind::Number && !t.senses.has(SenseKind::Numeral))?;
    let ends = |t: &Token| match t.kind {
        TokenKind::Word => !t.glued && !t.digit,
        // "12,50", "10 - 12" and "1/2" go on.
        TokenKind::Mark if view.mark(at + 1, ",") => !t.glued || !view.glued(at + 2),
        TokenKind::Mark => matches!(view.text(at + 1), "%" | "." | ")" | "]" | ";" | "?" | "!"),
        _ => false,
    };
    let goes_on =
        |t: &Token| !ends(t) || t.senses.has(SenseKind::Numeral) || t.senses.is(Func::And) || t.senses.is(Func::Over);
    if view.token(at + 1).is_some_and(goes_on) {
        return None;
    }
    let (value, grain) = simple(view.prose.get(token.start as usize..token.end as usize)?)?;
    Some(Number { value, grain, digits: true, article: false, ..Number::one(at + 1) })
}

/// Whether nothing but marks stands from the token on.
pub(super) fn closed(view: View<'_>, at: usize) -> bool {
    (at..view.len()).all(|i| view.token(i).is_some_and(|t| t.kind == TokenKind::Mark))
}

/// Whether nothing is said behind a figure in its clause: the end, or a mark that stands apart.
pub(super) fn closed_or_marked(view: View<'_>, at: usize) -> bool {
    closed(view, at) || view.mark(at, ",") || view.mark(at, ";")
}

/// Whether the tokens are all that their sentence says, marks and an "of" without its whole aside: "a third".
pub(super) fn alone(view: View<'_>, start: usize, end: usize) -> bool {
    let opens = start == 0 || (0..start).all(|i| view.token(i).is_some_and(|t| t.kind == TokenKind::Mark));
    opens && closed(view, end + view.func(end, Func::Of).unwrap_or(0))
}

/// Whether a sign stands here (true for minus), and where its number begins.
fn sign(view: View<'_>, at: usize) -> Option<(bool, usize)> {
    // "plus or minus 3 points" is no less than nothing.
    let either = at > 0 && view.is(at - 1, Func::Or);
    if let Some((_, len)) = kind(view, at, |k| k == NumeralKind::Minus).filter(|_| !either) {
        return Some((true, at + len));
    }
    let text = view.text(at);
    let opens = at == 0 || !view.glued(at);
    let point = view.mark(at + 1, ".") && view.digits(at + 2) && view.glued(at + 2);
    let minus = matches!(text, "-" | "\u{2212}" | "\u{2013}") && opens;
    if minus && (view.digits(at + 1) || point) && view.glued(at + 1) {
        return Some((true, at + 1));
    }
    // "- 1 4/5" with nothing else is a number; a line of more words is an item of a list.
    if minus && at == 0 && view.digits(1) && unsigned(view, 1, false).is_some_and(|n| closed(view, n.end)) {
        return Some((true, 1));
    }
    (text == "+" && opens && view.digits(at + 1) && view.glued(at + 1)).then_some((false, at + 1))
}

fn unsigned(view: View<'_>, at: usize, money: bool) -> Option<Number> {
    if let Some((numeral, len)) = kind(view, at, |k| k == NumeralKind::Vague) {
        // "hundreds of thousands" is one phrase; "hundreds" before a number is none.
        let end = at + len;
        // "scores of" gives its "of" back.
        let end = if len > 1 && view.is(end - 1, Func::Of) { end - 1 } else { end };
        return Some(vague(numeral, end));
    }
    let number = fraction(view, at).or_else(|| cardinal(view, at, money))?;
    Some(over(view, at, &number).unwrap_or(number))
}

/// "one over twenty": a fraction, where two bare whole numbers are all of their clause.
fn over(view: View<'_>, at: usize, above: &Number) -> Option<Number> {
    let from = above.end + view.func(above.end, Func::Over)?;
    let determined = at.checked_sub(1).is_some_and(|i| view.token(i).is_some_and(|t| t.pos == Pos::Determiner));
    let below = cardinal(view, from, false)?;
    let whole = |n: &Number| !n.fraction && n.value.fract().is_zero() && n.value > Decimal::ZERO;
    let closes =
        closed(view, below.end) || view.token(below.end).is_some_and(|t| t.kind == TokenKind::Mark && !t.glued);
    let opens = at.checked_sub(1).is_none_or(|i| {
        view.token(i).is_some_and(|t| matches!(t.pos, Pos::Aux) || t.kind == TokenKind::Mark)
            || kind(view, i, |k| k == NumeralKind::Minus).is_some()
    });
    (opens && !determined && closes && whole(above) && whole(&below) && above.value < below.value).then_some(())?;
    let value = above.value.checked_div(below.value)?;
    Some(Number { value, grain: grain(value), end: below.end, scaled: false, scale: Decimal::ONE, ..below })
}

/// The first numeral word here of a wanted kind, longest phrase first.
pub(super) fn kind(view: View<'_>, at: usize, wanted: impl Fn(NumeralKind) -> bool) -> Option<(&Numeral, usize)> {
    if !view.may(at, SenseKind::Numeral) {
        return None;
    }
    view.sense(at, |s| match s {
        crate::lexicon::Sense::Numeral(i) => {
            let numeral = view.lexicon.numerals.get(i as usize)?;
            wanted(numeral.kind).then_some(numeral)
        }
        _ => None,
    })
}

fn vague(numeral: &Numeral, end: usize) -> Number {
    let literal = numeral.literal.unwrap_or((numeral.value, numeral.value));
    let exact = literal.0 == literal.1;
    let intended = numeral.intended.unwrap_or(literal);
    let closed = literal == intended || literal.1 - literal.0 <= Decimal::ONE;
    let literal =
        if closed { Interval::closed(literal.0, literal.1) } else { Interval::half_open(literal.0, literal.1) };
    Number {
        value: numeral.value,
        grain: if exact { Decimal::ONE } else { numeral.value },
        end,
        scaled: false,
        digits: false,
        scale: Decimal::ONE,
        fraction: false,
        // "a pair of shoes" are two and nothing else.
        vague: (!exact).then(|| (literal, Interval::closed(intended.0, intended.1))),
        article: false,
    }
}

/// The place of the last significant digit of a number.
#[must_use]
pub fn grain(value: Decimal) -> Decimal {
    // Nearly all are whole, and small enough for a division that costs little.
    if value.scale() == 0
        && let Ok(mut rest) = u64::try_from(value.mantissa().unsigned_abs())
    {
        let mut place = 1_u64;
        while rest != 0 && rest.is_multiple_of(10) {
            (rest, place) = (rest / 10, place * 10);
        }
        return Decimal::from(place);
    }
    let value = value.normalize();
    if value.scale() > 0 {
        return Decimal::new(1, value.scale().min(28));
    }
    // The place divides the value, so that it is no larger.
    let (mut rest, mut place) = (value.mantissa().unsigned_abs(), 1_i128);
    while rest != 0 && rest % 10 == 0 {
        (rest, place) = (rest / 10, place * 10);
    }
    Decimal::from_i128_with_scale(place, 0)
}

/// What stands before the scale words: digits, or words under a hundred.
pub(super) struct Head {
    /// Its value.
    pub value: Decimal,
    /// The place of its last significant digit.
    pub grain: Decimal,
    /// One past its last token.
    pub end: usize,
    /// It is written in digits.
    pub digits: bool,
    /// An article, or the word for one, stands for it.
    pub article: bool,
}

/// A word number under a hundred: "seven", "twenty-three", "forty two".
pub(super) fn small(view: View<'_>, at: usize) -> Option<Head> {
    let head =
        |value: Decimal, end: usize, article: bool| Head { value, grain: grain(value), end, digits: false, article };
    if let Some((tens, len)) = kind(view, at, |k| k == NumeralKind::Tens) {
        let next = at + len;
        // "ninety - five": some agencies set marks apart.
        let hyphen =
            view.dash(next) && view.glued(next) == view.glued(next + 1) && (view.glued(next) || view.mark(next, "-"));
        let unit_at = if hyphen { next + 1 } else { next };
        if let Some((unit, len)) = kind(view, unit_at, |k| k == NumeralKind::Cardinal)
            && unit.value > Decimal::ZERO
            && unit.value < Decimal::TEN
        {
            return Some(head(tens.value.checked_add(unit.value)?, unit_at + len, false));
        }
        return Some(head(tens.value, next, false));
    }
    let (unit, len) = kind(view, at, |k| k == NumeralKind::Cardinal)?;
    Some(head(unit.value, at + len, unit.value == Decimal::ONE))
}

pub(super) fn multiplier(k: NumeralKind) -> bool {
    matches!(k, NumeralKind::Hundred | NumeralKind::Scale | NumeralKind::Group)
}

/// The scale word at a token, with what it multiplies by and its end; a hyphen may stand before it.
pub(super) fn scale(view: View<'_>, at: usize, digits: bool, money: bool) -> Option<(Decimal, usize)> {
    let hyphen = view.dash(at) && view.glued(at) && view.glued(at + 1);
    let from = if hyphen { at + 1 } else { at };
    let (numeral, len) = kind(view, from, multiplier)?;
    let end = from + len;
    if numeral.after_digits {
        if !digits || hyphen && !money {
            return None;
        }
        if numeral.money && !money {
            let counts = super::noun::counted(view, end, true).is_some_and(|c| c.end == end + 1);
            let fits = counts && view.unit(from).is_none() && numeral.value < Decimal::from(1_000_000_000_000_u64);
            let money = view.currency(end).is_some();
            if !fits && !money || !view.glued(from) && !money {
                return None;
            }
        }
        // "508m" are metres, "$508m" and "14m customers" are millions.
        let unit = view.unit(from).is_some();
        if unit && !money && view.currency(end).is_none() && super::noun::counted(view, end, true).is_none() {
            return None;
        }
        if !view.glued(from) && unit && !money {
            return None;
        }
    }
    Some((numeral.value, end))
}

/// A term: its head times its scale words. `None` where it has neither.
struct Term {
    head: Head,
    scale: Decimal,
    /// What a further term must stay below.
    last: Decimal,
    value: Decimal,
    end: usize,
}

fn term(view: View<'_>, at: usize, money: bool) -> Option<Term> {
    let mut head = digits(view, at).or_else(|| small(view, at)).or_else(|| article(view, at))?;
    if let Some((part, end)) = point(view, head.end, head.digits) {
        head.value = head.value.checked_add(part)?;
        head.grain = Decimal::new(1, part.scale());
        head.end = end;
    }
    // "two hundred and fifty-six thousand": what is under a thousand goes before the scale word.
    let (mut under, mut last) = (head.end, Decimal::ONE);
    if let Some((hundred, len)) = kind(view, head.end, |k| k == NumeralKind::Hundred) {
        head.value = head.value.checked_mul(hundred.value)?;
        head.grain = head.grain.checked_mul(hundred.value)?;
        (under, last) = (head.end + len, hundred.value);
        head.end = under;
        let from = view.func(under, Func::And).map_or(under, |len| under + len);
        // "3 hundred and 21"
        let figures = || digits(view, from).filter(|d| head.digits && d.end == from + 1 && d.value.fract().is_zero());
        let more = small(view, from).or_else(figures).filter(|s| {
            !s.value.is_zero()
                && s.value < hundred.value
                && !further(view, s.end)
                && fraction_word(view, from).is_none()
        });
        if let Some(more) = more {
            head.value = head.value.checked_add(more.value)?;
            head.grain = more.grain;
            head.end = more.end;
            last = Decimal::ONE;
        }
    }
    // "two and a half million": the fraction belongs to the head.
    if let Some((part, end)) = and_fraction(view, head.end)
        && scale(view, end, head.digits, money).is_some()
    {
        head.value = head.value.checked_add(part)?;
        head.grain = grain(head.value);
        head.end = end;
    }
    let (mut factor, mut end) = (Decimal::ONE, head.end);
    while let Some((by, next)) = scale(view, end, head.digits && end == head.end && under == head.end, money) {
        factor = factor.checked_mul(by)?;
        end = next;
    }
    let value = head.value.checked_mul(factor)?;
    Some(Term { head, scale: factor, last: if factor > Decimal::ONE { factor } else { last }, value, end })
}

/// Whether a hundred or a dozen follows, so that the small number before it begins another term.
fn further(view: View<'_>, at: usize) -> bool {
    kind(view, at, |k| matches!(k, NumeralKind::Hundred | NumeralKind::Group)).is_some()
}

/// An article, or nothing at all at the head of a sentence, before a scale word: "a hundred", "Thousand flee".
fn article(view: View<'_>, at: usize) -> Option<Head> {
    let from = match view.func(at, Func::A) {
        Some(len) => at + len,
        None if at == 0 => at,
        // "the dozen classmates"
        None if determined(view, at) && kind(view, at, |k| k == NumeralKind::Group).is_some() => at,
        None => return None,
    };
    kind(view, from, |k| multiplier(k) || k == NumeralKind::Hundred).filter(|(n, _)| !n.after_digits)?;
    Some(Head { value: Decimal::ONE, grain: Decimal::ONE, end: from, digits: false, article: true })
}

fn determined(view: View<'_>, at: usize) -> bool {
    [Func::The, Func::Demonstrative, Func::Possessive].into_iter().any(|f| at > 0 && view.is(at - 1, f))
}

/// "point five", "point zero eight": the decimals behind a number in words.
fn point(view: View<'_>, at: usize, digits: bool) -> Option<(Decimal, usize)> {
    let (_, len) = kind(view, at, |k| k == NumeralKind::Point)?;
    let mut text = String::from("0.");
    let mut end = at + len;
    if digits {
        let plain = view.digits(end) && view.text(end).bytes().all(|b| b.is_ascii_digit()) && view.text(end).len() <= 9;
        return plain
            .then(|| Decimal::from_str_exact(&format!("0.{}", view.text(end))).ok().map(|v| (v, end + 1)))
            .flatten();
    }
    while text.len() < 12 {
        if let Some(part) = small(view, end) {
            text.push_str(&part.value.to_string());
            end = part.end;
        } else {
            break;
        }
    }
    (text.len() > 2).then(|| Decimal::from_str_exact(&text).ok().map(|v| (v, end))).flatten()
}

/// Whether a number in words or digits, or its scale word, ends right before the token.
pub(super) fn ends_at(view: View<'_>, at: usize) -> bool {
    at > 0
        && (view.digits(at - 1)
            || kind(view, at - 1, |k| {
                matches!(
                    k,
                    NumeralKind::Cardinal
                        | NumeralKind::Tens
                        | NumeralKind::Hundred
                        | NumeralKind::Scale
                        | NumeralKind::Group
                        | NumeralKind::Vague
                )
            })
            .is_some())
}

/// The word for a stretch of time here, in singular or plural, and the tokens it takes.
pub(super) fn period(view: View<'_>, at: usize) -> Option<(Period, usize)> {
    view.calendar(at, |w| match w {
        CalendarWord::Period(p) | CalendarWord::Periods(p) => Some(p),
        _ => None,
    })
}

fn cardinal(view: View<'_>, at: usize, money: bool) -> Option<Number> {
    let first = term(view, at, money)?;
    let (mut value, mut last, mut end) = (first.value, first.last, first.end);
    let mut scaled = first.scale >= Decimal::ONE_THOUSAND;
    let mut place = first.head.grain.checked_mul(first.scale)?;
    while last > Decimal::ONE {
        let and = view.func(end, Func::And);
        let from = and.map_or(end, |len| end + len);
        // Digits go on only without "and": "3 million and 5" are two figures.
        if view.digits(from) && (and.is_some() || view.glued(from)) {
            break;
        }
        let Some(next) = term(view, from, money)
            .filter(|t| t.last < last && t.value < last && !(t.head.article && view.func(from, Func::A).is_some()))
        else {
            break;
        };
        if next.value.is_zero() || fraction_word(view, from).is_some() {
            break;
        }
        // "$3 million five years ago", "2 million two-door cars": units go on from millions only behind "and",
        // words from digits only where they have a scale word of their own.
        let units = next.scale == Decimal::ONE && next.value < Decimal::ONE_HUNDRED;
        let mixed = first.head.digits && !next.head.digits;
        if and.is_none() && next.scale < Decimal::ONE_THOUSAND && (mixed || units && last > Decimal::ONE_THOUSAND) {
            break;
        }
        value = value.checked_add(next.value)?;
        place = next.head.grain.checked_mul(next.scale)?;
        last = next.last;
        end = next.end;
        scaled = false;
    }
    // "two hundred point seventy-one"
    if !first.head.digits
        && value.fract().is_zero()
        && let Some((part, after)) = point(view, end, false)
    {
        (value, place, end) = (value.checked_add(part)?, Decimal::new(1, part.scale()), after);
    }
    // "one billion and a half million"
    if last > Decimal::ONE
        && let Some((part, after)) = and_fraction(view, end)
        && let Some((by, after)) = scale(view, after, false, money).filter(|(by, _)| *by <= last)
    {
        (value, end) = (value.checked_add(part.checked_mul(by)?)?, after);
        place = grain(value);
    }
    // "five and a quarter", "3 million and a half"
    if let Some((part, after)) = and_fraction(view, end)
        && view.func(after, Func::Of).is_none()
    {
        let unit = if first.end == end { first.scale.max(Decimal::ONE) } else { Decimal::ONE };
        let unit = if unit < Decimal::ONE_THOUSAND { Decimal::ONE } else { unit };
        value = value.checked_add(part.checked_mul(unit)?)?;
        place = grain(value);
        end = after;
    }
    if !first.head.digits {
        place = grain(value).min(place.max(Decimal::ONE));
        if place.is_zero() {
            place = Decimal::ONE;
        }
    }
    Some(Number {
        value,
        grain: place,
        end,
        scaled,
        digits: first.head.digits,
        scale: if first.end == end { first.scale } else { Decimal::ONE },
        fraction: false,
        vague: None,
        article: first.head.article,
    })
}

#[cfg(test)]
mod tests {
    use crate::claims::testing::reads;

    #[test]
    fn numbers_in_digits_and_words_come_to_the_same() {
        for (text, words, gist) in [
            ("They found 6,100.", "6,100", "number 6100"),
            ("They found twenty-three.", "twenty-three", "number 23"),
            ("They found one hundred and five.", "one hundred and five", "number 105"),
            ("They found twelve hundred.", "twelve hundred", "number 1200"),
            ("They found two hundred fifty-six thousand.", "two hundred fifty-six thousand", "number 256000"),
            ("They found three million two hundred thousand.", "three million two hundred thousand", "number 3200000"),
            ("They found 5 hundred thousand.", "5 hundred thousand", "number 500000"),
            ("They found 1.2 million.", "1.2 million", "number 1200000"),
            ("It cost $3 million five years ago.", "$3 million", "money 3000000 USD"),
            ("It sold 2 million two-door cars.", "2 million", "number 2000000"),
            ("They found half a million.", "half a million", "number 500000"),
            ("They found two and a half.", "two and a half", "number 2.5"),
            ("They found 2½.", "2½", "number 2.5"),
            ("They found 10 1/2.", "10 1/2", "number 10.5"),
            ("They found five point five.", "five point five", "number 5.5"),
            ("They found minus 7.", "minus 7", "number -7"),
            ("They found -7.5.", "-7.5", "number -7.5"),
            ("They found a dozen.", "a dozen", "number 12"),
            ("They found three dozen.", "three dozen", "number 36"),
        ] {
            reads(text, words, gist);
        }
    }

    #[test]
    fn the_grain_is_the_place_of_the_last_significant_digit() {
        use rust_decimal::Decimal;
        for (value, grain) in [("6100", "100"), ("6116", "1"), ("1200000", "100000"), ("7.42", "0.01"), ("0", "1")] {
            let value = Decimal::from_str_exact(value).unwrap();
            assert_eq!(super::grain(value), Decimal::from_str_exact(grain).unwrap());
        }
    }
}

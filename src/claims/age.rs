//! Ages: "34-year-old", "aged 34", ", 34,", "at the age of 39", "turned 42", "in his thirties".

mod among;

use self::among::{apposed, eldest, first_of, listed, of_both, of_one, several};
use super::Reading;
use super::hedge;
use super::number::{self, Number};
use super::value::{Figure, Interval, Value};
use crate::analysis::{Pos, Range, View};
use crate::lexicon::{CalendarWord, Func, HedgeKind, NumeralKind, Period, Sense, TokenKind};
use rust_decimal::Decimal;

/// The oldest that anybody gets.
const OLDEST: i64 = 125;

/// The oldest that is told of a thing ("a 4,500-year-old tomb", "rocks 4 billion years old").
const OLD: i64 = 20_000_000_000;

/// The age that begins at the token.
pub(super) fn age(view: View<'_>, at: usize) -> Option<Reading> {
    let hedged = hedge::before(view, at);
    let from = hedged.map_or(at, |h| h.end);
    let limit = || hedged.filter(|h| bounds(h.kind)).and_then(|_| limit(view, at, from));
    let (mut figure, unit, end) =
        counted(view, from).or_else(|| introduced(view, from)).or_else(limit).or_else(|| {
            hedged
                .is_none()
                .then(|| {
                    decade(view, from)
                        .or_else(|| apposition(view, from))
                        .or_else(|| of_both(view, from))
                        .or_else(|| predicate(view, from))
                        .or_else(|| of_one(view, from))
                        .or_else(|| several(view, from).then(|| first_of(view, from)).flatten())
                        .or_else(|| joined(view, from))
                })
                .flatten()
        })?;
    if let Some(hedge) = hedged {
        hedge::put(&mut figure, hedge.kind);
    }
    let mut end = end;
    if figure.hedge.is_none()
        && let Some((kind, after)) = hedge::after(view, end)
    {
        hedge::put(&mut figure, kind);
        end = after;
    }
    Some(Reading {
        tokens: Range { start: at as u32, end: end as u32 },
        value: Value::Age { figure, unit },
        noun: None,
        whole: None,
    })
}

/// Whether a further age of a list stands here, so that nothing is counted: "two boys aged 7 and 9 drowned".
pub(super) fn goes_on(view: View<'_>, at: usize) -> bool {
    joined(view, at).is_some()
}

fn plain(number: &Number) -> Option<Figure> {
    at_most(number, OLDEST)
}

fn at_most(number: &Number, oldest: i64) -> Option<Figure> {
    let natural = number.vague.is_none() && number.value >= Decimal::ZERO && number.value <= Decimal::from(oldest);
    natural.then(|| {
        let mut figure = Figure::exact(number.value, number.grain);
        (figure.digits, figure.scaled) = (number.digits, number.scaled);
        figure
    })
}

fn span(low: &Number, high: &Number, oldest: i64) -> Option<Figure> {
    (low.value < high.value && high.value <= Decimal::from(oldest)).then(|| {
        let mut figure = Figure::exact(high.value, high.grain);
        figure.number = None;
        figure.literal = Interval::closed(low.value, high.value);
        figure
    })
}

fn period(view: View<'_>, at: usize) -> Option<(Period, usize)> {
    number::period(view, at).filter(|(p, _)| matches!(p, Period::Year | Period::Month | Period::Week | Period::Day))
}

fn hyphen(view: View<'_>, at: usize) -> usize {
    if view.dash(at) { at + 1 } else { at }
}

/// One number, or two with "to", "or" or a dash between, with "and" behind "between".
fn numbers(view: View<'_>, at: usize, between: bool, oldest: i64) -> Option<(Figure, usize)> {
    let low = number::number(view, at).filter(|n| !n.fraction || n.value >= Decimal::ONE)?;
    let joiner = if between {
        view.func(low.end, Func::And)
    } else {
        [Func::To, Func::Or].into_iter().find_map(|f| view.func(low.end, f))
    };
    let dashed = (view.dash(low.end) && view.digits(low.end + 1)).then_some(1);
    // "16- to 24-year-olds": what hangs on the hyphen comes with the second.
    let hung = (view.dash(low.end) && view.glued(low.end) && !view.glued(low.end + 1))
        .then(|| [Func::To, Func::And, Func::Or].into_iter().find_map(|f| view.func(low.end + 1, f)))
        .flatten();
    if let Some(len) = joiner.or(dashed).or(hung.map(|len| len + 1))
        && let Some(high) = number::number(view, low.end + len)
        && high.digits == low.digits
        && let Some(figure) = span(&low, &high, oldest)
    {
        return Some((figure, high.end));
    }
    Some((at_most(&low, oldest)?, low.end))
}

/// "34-year-old", "34 years old", "18 months of age"
fn counted(view: View<'_>, at: usize) -> Option<(Figure, Period, usize)> {
    let senses = &view.sentence.senses;
    if !senses.is(Func::Old) && !senses.is(Func::Age) {
        return None;
    }
    // Things grow older than people: "a 146-year-old brewery".
    let between = view.func(at, Func::Between);
    let (figure, after) = numbers(view, at + between.unwrap_or(0), between.is_some(), OLD)?;
    let (unit, len) = period(view, hyphen(view, after))?;
    let next = hyphen(view, after) + len;
    if let Some(len) = view.func(hyphen(view, next), Func::Old) {
        return Some((figure, unit, hyphen(view, next) + len));
    }
    if let Some(found) = finer(view, &figure, unit, next) {
        return Some(found);
    }
    let of = next + view.func(next, Func::Of)?;
    let len = view.func(of, Func::Age)?;
    Some((figure, unit, of + len))
}

/// "3 years, 4 months old", "two years and six months old": the months behind the years, all in months.
fn finer(view: View<'_>, years: &Figure, unit: Period, at: usize) -> Option<(Figure, Period, usize)> {
    let comma = at + usize::from(view.mark(at, ","));
    let from = comma + view.func(comma, Func::And).unwrap_or(0);
    let months =
        number::number(view, from).filter(|n| n.vague.is_none() && !n.fraction && n.value.fract().is_zero())?;
    let (Period::Year, (Period::Month, len)) = (unit, period(view, months.end)?) else { return None };
    let old = months.end + len;
    let end = old + view.func(old, Func::Old)?;
    let total = years.number?.checked_mul(Decimal::from(12))?.checked_add(months.value)?;
    Some((Figure { digits: months.digits, ..Figure::exact(total, Decimal::ONE) }, Period::Month, end))
}

/// "aged 34", "age 34", "at the age of 39", "the age of 88", "turned 42"
fn introduced(view: View<'_>, at: usize) -> Option<(Figure, Period, usize)> {
    let mut from = at;
    if let Some(len) = view.func(from, Func::At)
        && view.is(from + len, Func::The)
    {
        from += len;
    }
    if let Some(len) = view.func(from, Func::The) {
        from += len;
        from += view.func(from, Func::Age)?;
        from += view.func(from, Func::Of)?;
        return introduced_number(view, from, false);
    }
    if let Some(len) = view.func(from, Func::Aged).or_else(|| view.func(from, Func::Age)) {
        let of = view.func(from + len, Func::Of).unwrap_or(0);
        let between = view.func(from + len, Func::Between).unwrap_or(0);
        let only = view.func(from + len, Func::Only).unwrap_or(0);
        return introduced_number(view, from + len + of + between + only, false);
    }
    let len = view.func(from, Func::Turn)?;
    introduced_number(view, from + len, true)
}

/// The number behind a word of age; `bare`: nothing may be counted behind it.
fn introduced_number(view: View<'_>, at: usize, bare: bool) -> Option<(Figure, Period, usize)> {
    let inner = hedge::before(view, at);
    let between = at > 0 && view.is(at - 1, Func::Between);
    let (mut figure, end) = numbers(view, inner.map_or(at, |h| h.end), between, OLDEST)?;
    if let Some(inner) = inner {
        hedge::put(&mut figure, inner.kind);
    }
    if bare && (!ends(view, end) || figure.number.is_none_or(|n| n < Decimal::ONE)) {
        return None;
    }
    if let Some((unit, len)) = period(view, end) {
        // "aged between 18 months and 74 years"
        let between = at > 0 && view.is(at - 1, Func::Between) && figure.hedge.is_none();
        if between && let Some(found) = mixed(view, &figure, unit, end + len) {
            return Some(found);
        }
        return (!bare).then_some((figure, unit, end + len));
    }
    (view.unit(end).is_none() && view.currency(end).is_none()).then_some((figure, Period::Year, end))
}

/// The second of two ages, each with a unit of its own: both in the second's.
fn mixed(view: View<'_>, low: &Figure, unit: Period, at: usize) -> Option<(Figure, Period, usize)> {
    let from = at + view.func(at, Func::And)?;
    let high = number::number(view, from).filter(|n| n.vague.is_none() && !n.fraction)?;
    let (second, len) = period(view, high.end)?;
    let many = match (unit, second) {
        (Period::Month, Period::Year) => Decimal::from(12),
        (Period::Week, Period::Month) => Decimal::from(4),
        (Period::Day, Period::Week) => Decimal::from(7),
        (Period::Week, Period::Year) => Decimal::from(52),
        (Period::Day, Period::Year) => Decimal::from(365),
        _ => return None,
    };
    let first = low.number?.checked_div(many)?;
    let mut figure = Figure::exact(high.value, high.grain);
    figure.number = None;
    figure.literal = Interval::closed(first, high.value);
    (first < high.value && high.value <= Decimal::from(OLDEST)).then_some((figure, second, high.end + len))
}

/// Whether a hedge is a bound that an age may have: "under five", "over 65".
fn bounds(kind: HedgeKind) -> bool {
    matches!(kind, HedgeKind::LessThan | HedgeKind::MoreThan | HedgeKind::UpTo | HedgeKind::AtLeast)
}

/// "children under five", "adults over 65": persons, a bound, and nothing that is counted.
fn limit(view: View<'_>, at: usize, from: usize) -> Option<(Figure, Period, usize)> {
    let person = at.checked_sub(1)?;
    let class = view.lexicon.person_class;
    let known = view.hits(person).any(|h| h.len == 1 && matches!(h.sense, Sense::Noun(id) if class == Some(id)))
        && view.lexicon.is_plural(view.text(person));
    // "most of them over 60"
    let of_them = person > 0
        && view.is(person - 1, Func::Of)
        && (view.is(person, Func::PluralPronoun) || view.is(person, Func::Whom));
    let one = from == at + 1
        && [Func::Under, Func::Over, Func::Preposition].into_iter().any(|f| view.is(at, f))
        && (known || of_them || view.is(person, Func::Demonstrative) && view.is(person, Func::PluralPronoun));
    let number = number::number(view, from)
        .filter(|n| one && n.value.fract().is_zero() && n.value > Decimal::ONE && !n.scaled && !n.fraction)?;
    let counts = super::noun::counted(view, number.end, true).is_some()
        || view.unit(number.end).is_some()
        || view.currency(number.end).is_some()
        || number::period(view, number.end).is_some();
    let open = ends(view, number.end)
        || !counts && view.token(number.end).is_some_and(|t| t.kind == TokenKind::Word && !t.capital);
    (open && number.value <= Decimal::ONE_HUNDRED).then_some(())?;
    Some((plain(&number)?, Period::Year, number.end))
}

/// Whether nothing is counted behind a figure: a mark, the end, a word of grammar.
fn ends(view: View<'_>, at: usize) -> bool {
    let Some(token) = view.token(at) else {
        return true;
    };
    if token.kind == TokenKind::Mark {
        return !matches!(view.text(at), "%" | "-" | "/" | "$" | "€" | "£" | ":" | "\u{2013}" | "'" | "\u{2019}" | "°");
    }
    let grammar = view.hits(at).any(|h| h.len == 1 && matches!(h.sense, Sense::Func(f) if !matches!(f, Func::Of | Func::Per | Func::Than | Func::To | Func::Times | Func::More | Func::A | Func::Fewer | Func::Out)));
    grammar
        || view
            .calendar(at, |w| {
                matches!(
                    w,
                    CalendarWord::Weekday(_) | CalendarWord::Step(..) | CalendarWord::Away(..) | CalendarWord::Day(_)
                )
                .then_some(())
            })
            .is_some()
}

/// "in his thirties", "in her early 60s"
fn decade(view: View<'_>, at: usize) -> Option<(Figure, Period, usize)> {
    let mut from = at;
    if let Some(len) = view.func(from, Func::In) {
        from += len;
        from += view.func(from, Func::Possessive)?;
    } else if at > 0 && view.is(at - 1, Func::Possessive) {
        // the possessive stands before
    } else {
        return None;
    }
    let third = view.calendar(from, |w| if let CalendarWord::Third(n) = w { Some(n) } else { None });
    if let Some((_, len)) = third {
        from = hyphen(view, from + len);
    }
    let (base, end) = if let Some((numeral, len)) = number::kind(view, from, |k| k == NumeralKind::Decade) {
        (numeral.value, from + len)
    } else if view.digits(from)
        && view.token(from + 1).is_some_and(|t| {
            // "60s", "60's"
            t.glued && (t.kind == TokenKind::Possessive || t.kind == TokenKind::Word && t.end - t.start == 1)
        })
    {
        (Decimal::from_str_exact(view.text(from)).ok()?, from + 2)
    } else {
        return None;
    };
    if !(base % Decimal::TEN).is_zero() || base > Decimal::ONE_HUNDRED {
        return None;
    }
    let (first, last) = match third.map(|(n, _)| n) {
        Some(0) => (0, 3),
        Some(1) => (4, 6),
        Some(_) => (7, 9),
        None => (0, 9),
    };
    let mut figure = Figure::exact(base, Decimal::TEN);
    figure.number = None;
    figure.literal = Interval::closed(base + Decimal::from(first), base + Decimal::from(last));
    Some((figure, Period::Year, end))
}

/// "aged seven and nine", "aged 5, 7 and 9": the further ones of a list.
fn joined(view: View<'_>, at: usize) -> Option<(Figure, Period, usize)> {
    const LIST: usize = 12;
    let comma = |i: usize| view.mark(i, ",") || view.is(i, Func::And);
    let before = at.checked_sub(1).filter(|&b| comma(b))?;
    let first =
        (0..before).rev().take(LIST).take_while(|&i| comma(i) || view.token(i).is_some_and(|t| t.pos == Pos::Numeral));
    let told = |i: usize| {
        let persons = || i > 0 && view.is(i, Func::Be) && listed(view, i - 1, i + 1);
        view.is(i, Func::Aged) || view.is(i, Func::Age) || persons() || several(view, i + 2)
    };
    let aged = first.last()?.checked_sub(1).filter(|&i| told(i))?;
    let number = number::number(view, at).filter(|n| n.value.fract().is_zero() && n.value > Decimal::ZERO)?;
    // "two boys aged 7 and 9 drowned"
    let does = super::quantity::verbal(view, number.end);
    (aged + 1 < before && (does || ends(view, number.end))).then_some(())?;
    Some((plain(&number)?, Period::Year, number.end))
}

/// "the mayor, 58,", "a defendant, 43,": one person who is no name.
fn person(view: View<'_>, at: usize) -> bool {
    let class = view.lexicon.person_class;
    let known = view.hits(at).any(|h| h.len == 1 && matches!(h.sense, Sense::Noun(id) if class == Some(id)));
    let token = view.token(at).filter(|t| t.pos == Pos::Noun);
    let group = token.and_then(|t| t.group).and_then(|g| view.sentence.groups.get(g as usize));
    let single = group.is_some_and(|g| {
        let first = g.range.start as usize;
        // "her husband, 44, and son, 8"
        let joined = first > 1 && view.is(first - 1, Func::And) && view.mark(first - 2, ",");
        joined || [Func::The, Func::A, Func::Possessive].into_iter().any(|f| view.is(first, f))
    });
    known && single && !view.lexicon.is_plural(view.text(at))
}

/// ", 34,": digits between commas behind a name.
fn apposition(view: View<'_>, at: usize) -> Option<(Figure, Period, usize)> {
    let named = at >= 2 && view.mark(at - 1, ",") && (name(view, at - 2) || person(view, at - 2));
    if !(named && view.digits(at)) {
        return None;
    }
    let number =
        number::number(view, at).filter(|n| n.end == at + 1 && n.value.fract().is_zero() && n.value > Decimal::ZERO)?;
    let closes = matches!(view.text(number.end), "," | "." | ";" | ")" | "\u{2014}") && !view.digits(number.end + 1)
        || view.token(number.end).is_none();
    // "Germany, 34, France, 20": a list of counts is none of ages.
    let list = view.mark(number.end, ",") && name(view, number.end + 1) && {
        let mut i = number.end + 1;
        while name(view, i) {
            i += 1;
        }
        view.mark(i, ",") && view.digits(i + 1) && view.mark(i + 2, ",") || view.digits(i)
    };
    (closes && !list).then_some(())?;
    Some((plain(&number)?, Period::Year, number.end))
}

fn name(view: View<'_>, at: usize) -> bool {
    view.token(at).is_some_and(|t| t.kind == TokenKind::Word && t.capital)
        && view
            .calendar(at, |w| {
                matches!(w, CalendarWord::Month(_) | CalendarWord::Weekday(_) | CalendarWord::Zone(_)).then_some(())
            })
            .is_none()
        && !view.hits(at).any(|h| matches!(h.sense, Sense::NoClaim(_)) && h.len == 1 && at > 0 && view.digits(at - 1))
}

/// One past the number at the token.
fn number_end(view: View<'_>, at: usize) -> usize {
    number::number(view, at).map_or(at, |n| n.end)
}

/// "She was 24 when …", "then 62", "Hedda Lund is 24", "died at 88", "At 39, she …": a person is so old.
fn predicate(view: View<'_>, at: usize) -> Option<(Figure, Period, usize)> {
    let before = at.checked_sub(1)?;
    // "She was just 19", "He is now 71"
    let now = (view.is(before, Func::Now)) && before > 0 && view.is(before - 1, Func::Be);
    let before = if now || view.is(before, Func::Only) { before.checked_sub(1)? } else { before };
    let prior = before.checked_sub(1);
    let person = if view.is(before, Func::Be) {
        prior.is_some_and(|i| {
            // "Ines Mensah-Bright": the parts of a surname are one word.
            let hung = i > 2 && view.dash(i - 1) && view.glued(i - 1) && view.glued(i) && name(view, i - 2);
            let first = if hung { i - 2 } else { i };
            let named = name(view, i) && first > 0 && name(view, first - 1) && (hung || view.hits(i).next().is_none());
            view.is(i, Func::PersonPronoun)
                || named
                || view.is(i, Func::Who) && apposed(view, i)
                // "a deckhand who was 19 when he signed on"
                || view.is(i, Func::Who) && view.is(number_end(view, at), Func::When)
                || [Func::Will, Func::Would].iter().any(|f| view.is(i, *f))
                    && i.checked_sub(1).is_some_and(|s| view.is(s, Func::PersonPronoun))
                || eldest(view, i)
                || listed(view, i, at)
                || person(view, i) && !view.is(number_end(view, at), Func::Under)
        })
    } else if view.is(before, Func::At) {
        let opens = prior.is_none_or(|i| view.token(i).is_some_and(|t| t.kind == TokenKind::Mark));
        let end = number::number(view, at)?.end;
        let subject = view.is(end + 1, Func::PersonPronoun) || name(view, end + 1) && name(view, end + 2);
        // "died in 2005 at 84": so far behind, what is low is an hour.
        let lived = || {
            let inner = |i: &usize| {
                view.token(*i).is_some_and(|t| t.kind != TokenKind::Mark)
                    && (view.is(*i, Func::Life)
                        || !view.token(*i).is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::Aux)))
            };
            let grown = number::number(view, at).is_some_and(|n| n.value > Decimal::from(24));
            grown && (before.saturating_sub(5)..before).rev().take_while(inner).any(|i| view.is(i, Func::Life))
        };
        opens && view.mark(end, ",") && subject || prior.is_some_and(|i| view.is(i, Func::Life)) || lived()
    } else {
        let now = view.is(before, Func::Then) || view.is(before, Func::Now);
        now && before > 1 && view.mark(before - 1, ",") && (name(view, before - 2) || person(view, before - 2))
    };
    if !person {
        return None;
    }
    let mean = prior.is_some_and(|i| eldest(view, i));
    let number = number::number(view, at)
        .filter(|n| (mean || n.value.fract().is_zero()) && !n.fraction && n.value > Decimal::ZERO && !n.scaled)?;
    ends(view, number.end).then_some(())?;
    Some((plain(&number)?, Period::Year, number.end))
}

#[cfg(test)]
mod tests {
    use crate::claims::testing::{ignores, reads};

    #[test]
    fn ages_in_all_their_forms() {
        for (text, words, gist) in [
            ("The 34-year-old won.", "34-year-old", "age 34 year"),
            ("The 146-year-old mill won.", "146-year-old", "age 146 year"),
            ("A panel of 34-year-olds met.", "34-year-olds", "age 34 year"),
            ("She is 34 years old.", "34 years old", "age 34 year"),
            ("A child 18 months of age fell.", "18 months of age", "age 18 month"),
            ("A man aged 34 fell.", "aged 34", "age 34 year"),
            ("Hedda Lund, 34, won.", "34", "age 34 year"),
            ("She won at the age of 39.", "at the age of 39", "age 39 year"),
            ("He died at 88.", "88", "age 88 year"),
            ("She turned 42 in May.", "turned 42", "age 42 year"),
            ("The twins, both 17, won.", "17", "age 17 year"),
            ("Aged just 17, she won.", "Aged just 17", "age 17 year"),
            ("He is 3 years, 4 months old.", "3 years, 4 months old", "age 40 month"),
            ("Her husband, 44, and son, 8, died.", "8", "age 8 year"),
            ("He is now 71 and deaf.", "71", "age 71 year"),
            ("Two boys aged 7 and 9 drowned.", "9", "age 9 year"),
            ("She was 24 when she won.", "24", "age 24 year"),
            ("Ines Mensah-Bright was 24 when she won.", "24", "age 24 year"),
            ("They hired a deckhand who was 19 when he signed on.", "19", "age 19 year"),
            ("He is in his thirties.", "in his thirties", "age 30..39 year"),
            ("Boys aged between 9 and 11 won.", "aged between 9 and 11", "age 9..11 year"),
            ("Boys aged 9 and 11 won.", "aged 9", "age 9 year"),
            ("Boys aged 9 and 11 won.", "11", "age 11 year"),
            ("Boys aged seven, eight and ten won.", "ten", "age 10 year"),
            ("Many 16- to 24-year-olds won.", "16- to 24-year-olds", "age 16..24 year"),
            ("The mayor, 58, won.", "58", "age 58 year"),
            ("Those over 65 oppose it.", "over 65", "age more-than 65 year"),
            ("The oldest victim was 91, they said.", "91", "age 91 year"),
            ("Children as young as seven dig there.", "as young as seven", "age 7 year"),
            (
                "The dead were aged between 18 months and 74 years.",
                "aged between 18 months and 74 years",
                "age 1.5..74 year",
            ),
            ("She has five sons, the eldest of whom is 81.", "81", "age 81 year"),
            ("The youngest of the four victims was 6.", "6", "age 6 year"),
            ("Jane Holt, who is 52, will take over.", "52", "age 52 year"),
            ("He will be 60 in July.", "60", "age 60 year"),
            ("The average age is 43.", "43", "age 43 year"),
            ("The median age of its readers was 31.4.", "31.4", "age 31.4 year"),
            ("A boy of nine and a girl of 12 are missing.", "nine", "age 9 year"),
            ("A boy of nine and a girl of 12 are missing.", "12", "age 12 year"),
            ("The suspects, 19 and 23, were held.", "19", "age 19 year"),
            ("The suspects, 19 and 23, were held.", "23", "age 23 year"),
            ("She was just 19 when she won.", "19", "age 19 year"),
            ("Lund died in 2005 at 84.", "84", "age 84 year"),
            ("She joined at 16 and left.", "16", "age 16 year"),
            ("His three daughters are 4, 7 and 11.", "4", "age 4 year"),
            ("His three daughters are 4, 7 and 11.", "11", "age 11 year"),
            ("The defendant, then 17, fled.", "17", "age 17 year"),
            ("They have three children, ages 4, 7 and 11.", "7", "age 7 year"),
            ("They have three children, ages 4, 7 and 11.", "11", "age 11 year"),
            ("Half of all children under five were ill.", "under five", "age less-than 5 year"),
            ("It is for women over 40 and men under 65.", "over 40", "age more-than 40 year"),
            ("It is for women over 40 and men under 65.", "under 65", "age less-than 65 year"),
            ("The oak is 600 years old.", "600 years old", "age 600 year"),
            ("The rock is 66 million years old.", "66 million years old", "age 66000000 year"),
            (
                "The rock is between 2 million and 3 million years old.",
                "between 2 million and 3 million years old",
                "age 2000000..3000000 year",
            ),
        ] {
            reads(text, words, gist);
        }
    }
    #[test]
    fn a_figure_beside_a_name_is_no_age() {
        for (text, gist) in [
            ("The toll was 24 when it ended.", "age"),
            ("It turned 42 percent of them away.", "age"),
            ("Shares closed at 88.", "age"),
            ("Girls aged 9 and 11 boys won.", "age 11 year"),
            ("The town, 58, won.", "age"),
            ("The golfer was 2 under par.", "age"),
            ("The oldest of its clubs had 90 members.", "age"),
            ("A mother of three won.", "age"),
            ("It had a crew of 112.", "age"),
            ("The towns, 19 and 23, were lost.", "age"),
            ("The soldiers, 12 officers and 40 men, were lost.", "age"),
            ("The soldiers were 12 and their guards were armed.", "age 12"),
            ("The pupils were 30 in all.", "age"),
            ("They sank boats over 40 metres long.", "age"),
            ("It shot protesters, over 40 in all.", "age"),
            ("It cost voters over 40 million.", "age"),
        ] {
            ignores(text, gist);
        }
    }
}

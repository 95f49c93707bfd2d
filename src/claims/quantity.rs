//! Figures of any kind: what an amount comes to once its noun, its whole and the words around it are read.

use super::amount::{self, Amount, Of};
use super::hedge;
use super::noun;
use super::number;
use super::value::{Figure, Value};
use super::{Reading, age, change, digits, noclaim, ordinal, score, share};
use crate::analysis::{Pos, Range, View};
use crate::lexicon::{
    CalendarWord, ChangeKind, CurrencyForm, Dimension, Func, HedgeKind, NumeralKind, Sense, TokenKind,
};
use rust_decimal::Decimal;

/// Whether a figure can begin at the token: at digits, signs, and words that the lexicon knows for figures.
pub(super) fn begins(view: View<'_>, at: usize) -> bool {
    view.digits(at)
        || view.hits(at).any(|h| match h.sense {
            Sense::Numeral(_) | Sense::Hedge(_) | Sense::Currency(_) | Sense::Leads(_) => true,
            Sense::Unit(i) => view.lexicon.units.get(i as usize).is_some_and(|u| u.dimension == Dimension::Percent),
            Sense::Func(f) => matches!(
                f,
                Func::A
                    | Func::Between
                    | Func::From
                    | Func::Aged
                    | Func::Age
                    | Func::The
                    | Func::At
                    | Func::In
                    | Func::Turn
                    | Func::Both
                    | Func::Half
            ),
            _ => false,
        })
        || matches!(view.text(at), "-" | "\u{2212}" | "\u{2013}" | "+" | ".")
}

/// The figure that begins at the token.
pub(super) fn reading(view: View<'_>, at: usize) -> Option<Reading> {
    if digits::hung(view, at) {
        return None;
    }
    let mut best: Option<Reading> = None;
    let mut propose = |reading: Option<Reading>| {
        if let Some(reading) = reading
            && best.as_ref().is_none_or(|b| reading.tokens.end > b.tokens.end)
        {
            best = Some(reading);
        }
    };
    // The order settles ties.
    let age = age::age(view, at);
    if age::goes_on(view, at) {
        return age;
    }
    propose(age);
    propose(change::multiple(view, at));
    propose(zero(view, at));
    propose(both(view, at));
    propose(score::score(view, at));
    let share = shared(view, at);
    let is_share = share.is_some();
    propose(share);
    if !is_share {
        propose(counted(view, at));
    }
    propose(inverted(view, at));
    propose(ordinal::ordinal(view, at));
    best
}

/// "no bridges", "nobody", "none"
fn zero(view: View<'_>, at: usize) -> Option<Reading> {
    let hedged = view.hedge(at).filter(|(h, _)| h.kind == HedgeKind::Nearly).map(|(_, len)| len);
    let from = at + hedged.unwrap_or(0);
    let (numeral, len) = number::kind(view, from, |k| k == NumeralKind::Zero)?;
    let end = from + len;
    let figure = Figure { digits: false, ..Figure::exact(Decimal::ZERO, Decimal::ONE) };
    // "no one-time gains"
    if hedged.is_some() || view.dash(end) && view.glued(end) && view.glued(end + 1) {
        return None;
    }
    if numeral.persons {
        let noun = noun::persons(view)?;
        return Some(claim(at, end, Value::Quantity { figure, noun }));
    }
    // "no" counts a plural only: "no bridges", never "no comment".
    if view.is(from, Func::Determiner) {
        let counted = noun::counted(view, end, true)
            .filter(|c| c.end <= end + 3 && view.token(end).is_some_and(|t| !t.capital))?;
        let mut reading = claim(at, counted.end, Value::Quantity { figure, noun: counted.lemma });
        reading.noun = Some(counted.range);
        return Some(reading);
    }
    let whole = noun::whole(view, end, true);
    let mut reading = match &whole {
        Some(w) if w.noun.is_some() && !w.figure => {
            let noun = w.noun.clone()?.1;
            claim(at, end, Value::Quantity { figure, noun })
        }
        _ => claim(at, end, Value::Number(figure)),
    };
    reading.whole = whole.map(|w| w.range);
    Some(reading)
}

/// "both crew members": two of them.
fn both(view: View<'_>, at: usize) -> Option<Reading> {
    let mut from = at + view.func(at, Func::Both)?;
    for func in [Func::The, Func::Possessive, Func::Demonstrative] {
        from += view.func(from, func).unwrap_or(0);
    }
    let counted = noun::counted(view, from, true)?;
    let figure = Figure { digits: false, ..Figure::exact(Decimal::TWO, Decimal::ONE) };
    let mut reading = claim(at, counted.end, Value::Quantity { figure, noun: counted.lemma });
    reading.noun = Some(counted.range);
    Some(reading)
}

fn claim(start: usize, end: usize, value: Value) -> Reading {
    Reading { tokens: Range { start: start as u32, end: end as u32 }, value, noun: None, whole: None }
}

/// "more than half of the juries", "one in five or more"
fn shared(view: View<'_>, at: usize) -> Option<Reading> {
    let hedged = hedge::before(view, at);
    let (mut amount, whole) = share::share(view, hedged.map_or(at, |h| h.end))?;
    amount.start = at;
    if let Some(hedge) = hedged {
        hedge::put(&mut amount.figure, hedge.kind);
        if amount.figure.literal.max.is_none() {
            amount.figure.literal.max = Some(super::value::Bound { value: Decimal::ONE_HUNDRED, open: false });
        }
    }
    amount::hedge_after(view, &mut amount);
    let points = false;
    let mut reading = claim(at, amount.end, Value::Percent { figure: amount.figure, points });
    reading.whole = whole;
    Some(reading)
}

/// An amount with what it counts.
fn counted(view: View<'_>, at: usize) -> Option<Reading> {
    // "12 deaths per 100,000 people": what a rate is by is no count.
    if at > 0 && view.is(at - 1, Func::Per) {
        return None;
    }
    // "40 cents a dozen", "96 kronor a pair": what a price is by is no count.
    let priced = at > 0 && (view.currency(at - 1).is_some() || number::ends_at(view, at));
    if priced && view.is(at, Func::A) {
        return None;
    }
    let hedged = hedge::before(view, at);
    let mut amount = amount::amount(view, at)?;
    if amount.of == Of::Nothing && !lone(view, &amount) {
        return None;
    }
    amount::hedge_after(view, &mut amount);
    let bare = hedged.is_some_and(|h| h.bare);
    if amount.of != Of::Nothing {
        if bare && amount.hyphen {
            return None;
        }
        return Some(measured(view, amount));
    }
    plain(view, amount, bare)
}

/// An amount in a unit, a currency or percent.
fn measured(view: View<'_>, mut amount: Amount) -> Reading {
    // "300 tonnes or more": the hedge may stand behind the unit.
    let whole = view
        .func(amount.end, Func::Of)
        .and_then(|_| noun::whole(view, amount.end, true).or_else(|| noun::whole(view, amount.end, false)));
    amount::hedge_after(view, &mut amount);
    let (start, mut end) = (amount.start, amount.end);
    if let Some((direction, by)) = change::around(view, &amount, None) {
        let of = change::of(&amount, None);
        if by == ChangeKind::Comparative
            && let Some((_, after)) = change::comparative(view, end)
        {
            end = after;
        }
        return claim(start, end, Value::Change { figure: Some(amount.figure), ratio: None, of, direction, by });
    }
    let figure = amount.figure;
    let value = match amount.of {
        Of::Percent => Value::Percent { figure, points: false },
        Of::Points => Value::Percent { figure, points: true },
        Of::Unit(unit) => Value::Measure { figure, unit },
        Of::Money(currency) => Value::Money { figure, currency },
        Of::Nothing => Value::Number(figure),
    };
    let shares = matches!(value, Value::Percent { points: false, .. });
    let mut reading = claim(start, end, value);
    reading.whole = whole.filter(|_| shares).map(|w| w.range);
    reading
}

/// Whether a number without a unit may be a figure at all.
fn lone(view: View<'_>, amount: &Amount) -> bool {
    let (start, end) = (amount.start, amount.end);
    // Lengths of time belong to the dates.
    let hyphen = view.dash(end) && view.glued(end);
    let next = if hyphen { end + 1 } else { end };
    if number::period(view, next).is_some() && !noun::ranks(view, next) {
        return false;
    }
    // "one" alone is a pronoun; "a half" alone says nothing of what.
    if amount.figure.fraction {
        return amount.figure.digits && !view.glued(end) || number::alone(view, start, end);
    }
    if number::alone(view, start, end) {
        return true;
    }
    // "a tale of two halves"
    if !amount.figure.digits && number::kind(view, end, |k| k == NumeralKind::Fractions).is_some() {
        return false;
    }
    if amount.one && !amount.range && amount.figure.hedge.is_none() && amount.figure.number == Some(Decimal::ONE) {
        return noun::counted(view, end, false).is_some()
            && !(start > 0
                && (view.is(start - 1, Func::The)
                    || view.is(start - 1, Func::Demonstrative)
                    || view.is(start - 1, Func::Which)));
    }
    // "the two met": they are spoken of, not counted.
    let spoken = !amount.figure.digits && amount.figure.hedge.is_none() && !amount.range;
    let few = amount.figure.number.is_some_and(|n| n <= Decimal::TEN);
    if spoken && few && start > 0 && view.is(start - 1, Func::The) && verbal(view, end) {
        return false;
    }
    // "8:30", "4:05" are no eight and four.
    let clock = amount.figure.number.is_some_and(|n| n <= Decimal::from(24))
        && view.text(end + 1).len() == 2
        && view.text(end + 1) < "60";
    let tied = view.mark(end, ":") && view.glued(end) && view.digits(end + 1) && view.glued(end + 1);
    if amount.figure.digits && clock && tied {
        return false;
    }
    // What is glued behind digits makes them part of a name: "5th", "12A", "1990s".
    let glued = view.token(end).is_some_and(|t| t.glued && matches!(t.kind, TokenKind::Word | TokenKind::Number))
        && amount.figure.digits;
    !glued
}

/// Whether a verb stands here.
pub(super) fn verbal(view: View<'_>, at: usize) -> bool {
    view.token(at).is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::Aux))
        || [Func::Be, Func::Have, Func::Do, Func::Will, Func::Would].into_iter().any(|f| view.is(at, f))
}

/// "percent of 10": the figure stands behind its unit, and counts nothing.
fn inverted(view: View<'_>, at: usize) -> Option<Reading> {
    let ((_, unit), len) = view.unit(at).filter(|((_, u), _)| u.dimension == Dimension::Percent)?;
    let word = unit.abbreviations.is_empty() && view.token(at).is_some_and(|t| t.kind == TokenKind::Word);
    let opens = at == 0
        || view.token(at - 1).is_some_and(|t| {
            matches!(t.pos, Pos::Determiner | Pos::Preposition | Pos::Verb | Pos::Aux) || t.kind == TokenKind::Mark
        });
    let from = at + len + view.func(at + len, Func::Of)?;
    let number =
        number::number(view, from).filter(|n| n.vague.is_none() && n.value <= Decimal::ONE_HUNDRED && !n.article)?;
    let closes =
        view.token(number.end).is_none_or(|t| t.kind == TokenKind::Mark && !(t.glued && view.digits(number.end + 1)));
    (word && opens && closes).then_some(())?;
    let figure = Figure { digits: number.digits, ..Figure::exact(number.value, number.grain) };
    Some(claim(at, number.end, Value::Percent { figure, points: false }))
}

/// An amount without a unit: a counted noun, a part of a whole, or a bare number.
fn plain(view: View<'_>, mut amount: Amount, bare: bool) -> Option<Reading> {
    let (start, end) = (amount.start, amount.end);
    // "five-member panel": the noun is inside the compound.
    if view.dash(end) && view.glued(end) && view.glued(end + 1) {
        let noun_at = end + 1;
        let token = view.token(noun_at).filter(|t| t.kind == TokenKind::Word)?;
        let fits = !token.capital
            && !known_otherwise(view, noun_at)
            && !view.lexicon.is_participle(view.text(noun_at))
            && amount.figure.number != Some(Decimal::ONE)
            && amount.figure.number != Some(Decimal::ZERO);
        if !fits || bare {
            return None;
        }
        // "a 50-strong crew": so many persons.
        let strong = view.hits(noun_at).any(|h| h.sense == Sense::Adjective);
        let noun = if strong { noun::persons(view)? } else { view.lexicon.singular(view.text(noun_at)) };
        let mut reading = claim(start, noun_at + 1, Value::Quantity { figure: amount.figure, noun });
        reading.noun = (!strong).then_some(Range { start: noun_at as u32, end: noun_at as u32 + 1 });
        return Some(reading);
    }
    if noclaim::ranked(view, start)
        && let Some(rank) = amount.figure.number.and_then(|n| rust_decimal::prelude::ToPrimitive::to_u64(&n))
    {
        return Some(claim(start, end, Value::Ordinal(rank)));
    }
    let plural =
        amount.figure.number.is_none_or(|n| n > Decimal::ONE || n <= Decimal::ZERO) || amount.figure.hedge.is_some();
    let year = match year_like(view, &amount) {
        Some(true) => return None,
        Some(false) => true,
        None => false,
    };
    let found = noun::counted(view, end, plural).filter(|_| !year);
    if let Some(found) = found {
        if bare {
            return None;
        }
        amount.end = found.end;
        // "40 people or more"
        amount::hedge_after(view, &mut amount);
        let changed = change::around(view, &amount, Some(&found.lemma));
        let value = match changed {
            Some((direction, by)) => Value::Change {
                of: change::of(&amount, Some(found.lemma)),
                figure: Some(amount.figure),
                ratio: None,
                direction,
                by,
            },
            None => Value::Quantity { figure: amount.figure, noun: found.lemma },
        };
        let mut reading = claim(start, amount.end, value);
        reading.noun = Some(found.range);
        return Some(reading);
    }
    part(view, amount, year)
}

/// Words behind a hyphen that make no counted noun of a number.
fn known_otherwise(view: View<'_>, at: usize) -> bool {
    view.hits(at).any(|h| {
        matches!(h.sense, Sense::Func(f) if f != Func::Times && f != Func::Score)
            || matches!(h.sense, Sense::Numeral(_) | Sense::Hedge(_))
    })
}

/// Digits that look like a year, and are one: behind a preposition or an article (`Some(true)`), or
/// with no plural right behind them that they could count (`Some(false)`).
fn year_like(view: View<'_>, amount: &Amount) -> Option<bool> {
    let at = amount.end.checked_sub(1)?;
    let of_year = view.calendar(amount.end, |w| (w == CalendarWord::OfYear).then_some(())).is_some();
    // "below 2008 levels": what stands before is a hedge of the levels.
    // "3% above 2013's"
    let owner = view.token(amount.end).is_some_and(|t| t.kind == TokenKind::Possessive);
    let digits = (at == amount.start || of_year || owner) && view.text(at).len() == 4 && view.digits(at);
    let value = amount.figure.number.is_some_and(|n| n >= Decimal::from(1500) && n <= Decimal::from(2100));
    if !digits || !value {
        return None;
    }
    let placed = of_year
        || owner
        || amount.start.checked_sub(1).is_some_and(|i| {
            [Func::In, Func::Since, Func::Until, Func::The, Func::During, Func::Possessive]
                .into_iter()
                .any(|f| view.is(i, f))
                || view
                    .calendar(i, |w| matches!(w, CalendarWord::Month(_) | CalendarWord::Season(_)).then_some(()))
                    .is_some()
                || view.token(i).is_some_and(|t| t.kind == TokenKind::Possessive)
        });
    // "the budget for 2016 begins"
    let verb = view.sense(amount.end, |s| matches!(s, Sense::Verb(_)).then_some(())).is_some()
        && !view.hits(amount.end).any(|h| matches!(h.sense, Sense::Noun(_)));
    let counts = view.token(amount.end).is_some_and(|t| t.kind == TokenKind::Word && !t.capital)
        && view.lexicon.is_plural(view.text(amount.end))
        && !verb;
    (placed || !counts).then_some(placed)
}

/// "18,500 of Halmic's 27,300 residents", "two of the goals", "dozens of tourists", or the number alone.
fn part(view: View<'_>, mut amount: Amount, year: bool) -> Option<Reading> {
    let start = amount.start;
    let whole = noun::whole(view, amount.end, true).filter(|_| !year);
    let single = amount.one && amount.figure.number == Some(Decimal::ONE) && amount.figure.hedge.is_none();
    if single && !amount.range && !number::alone(view, start, amount.end) {
        // "one of the largest" singles out; it counts nothing.
        return None;
    }
    let Some(whole) = whole else {
        let vague_unit =
            view.func(amount.end, Func::Of).and_then(|len| unit_behind(view, amount.end + len, &amount.figure));
        if let Some((value, end)) = vague_unit {
            return Some(claim(start, end, value));
        }
        // "11 fewer than in May"
        if let Some((direction, end)) = change::comparative(view, amount.end) {
            let (of, by) = (change::of(&amount, None), ChangeKind::Comparative);
            let figure = Some(amount.figure);
            return Some(claim(start, end, Value::Change { figure, ratio: None, of, direction, by }));
        }
        if let Some((direction, by)) = change::around(view, &amount, None) {
            let of = change::of(&amount, None);
            return Some(claim(
                start,
                amount.end,
                Value::Change { figure: Some(amount.figure), ratio: None, of, direction, by },
            ));
        }
        return Some(claim(start, amount.end, Value::Number(amount.figure)));
    };
    if let Some((value, end)) =
        view.func(amount.end, Func::Of).and_then(|len| unit_behind(view, amount.end + len, &amount.figure))
    {
        return Some(claim(start, end, value));
    }
    let Some((range, lemma)) = whole.noun else {
        let mut reading = claim(start, amount.end, Value::Number(amount.figure));
        reading.whole = Some(whole.range);
        return Some(reading);
    };
    // The whole's own figure is a claim of its own; else the noun belongs to this one.
    if !whole.figure {
        amount.end = whole.range.end as usize;
        amount::hedge_after(view, &mut amount);
    }
    let mut reading = claim(start, amount.end, Value::Quantity { figure: amount.figure, noun: lemma });
    reading.noun = Some(range);
    reading.whole = (whole.figure || whole.definite).then_some(whole.range);
    Some(reading)
}

/// "billions of euros", "hundreds of miles"
fn unit_behind(view: View<'_>, at: usize, figure: &Figure) -> Option<(Value, usize)> {
    if figure.number.is_some() {
        return None;
    }
    if let Some((currency, len)) = view.currency(at).filter(|(c, _)| c.form == CurrencyForm::Word && c.minor.is_none())
    {
        return Some((Value::Money { figure: figure.clone(), currency: currency.iso.clone() }, at + len));
    }
    let ((unit, kind), len) = view.unit(at)?;
    let word = !kind.abbreviations.iter().any(|a| a == view.stretch(at, at + len));
    word.then(|| (Value::Measure { figure: figure.clone(), unit }, at + len))
}

#[cfg(test)]
mod tests {
    use crate::claims::testing::{ignores, reads};

    #[test]
    fn nobody_a_couple_and_parts_are_counted() {
        for (text, words, gist) in [
            ("Nobody was hurt.", "Nobody", "quantity 0 person"),
            ("No bridges were lost.", "No bridges", "quantity 0 bridge"),
            ("None closed.", "None", "number 0"),
            ("Both mills closed.", "Both mills", "quantity 2 mill"),
            ("A couple hundred mills closed.", "A couple hundred mills", "quantity 150..300 mill"),
            ("A couple of thousand mills closed.", "A couple of thousand mills", "quantity 1500..3000 mill"),
            ("They ran a three-quarter-mile race.", "three-quarter-mile", "measure 0.75 [mi_i]"),
        ] {
            reads(text, words, gist);
        }
    }
    #[test]
    fn figures_of_speech_are_none() {
        for (text, gist) in [
            ("It had no comment.", "quantity"),
            ("This one is mine.", "number"),
            ("Covid-19 spread.", "number"),
            ("A 3-for-2 split came.", "number 2"),
            ("The two had met.", "number"),
            ("It is 12 per 100,000 people.", "quantity 100000"),
        ] {
            ignores(text, gist);
        }
    }

    #[test]
    fn any_text_is_read_without_harm() {
        for text in [
            "",
            "-",
            "$",
            "½",
            "9999999999999999999999999999999999 bn",
            "1/0",
            "0/0 of",
            "between",
            "5–",
            "a",
            "-$",
            "[1",
            "1.2.3.4",
            "12,",
            "no",
            "£-5",
            "more than",
            "¼ ½ ¾ of of of",
            "1000000 billion trillion quadrillion quintillion",
        ] {
            let _ = crate::claims::testing::claims(text);
        }
    }
}

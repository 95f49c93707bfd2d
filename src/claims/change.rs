//! Changes: "doubled", "three times as many", "up 10 percent", "rose by 10", "10 percent more".

use super::Reading;
use super::amount::{Amount, Of};
use super::hedge;
use super::number;
use super::range;
use super::value::{ChangeOf, Figure, Value};
use crate::analysis::{Pos, Range, View};
use crate::lexicon::{Change, ChangeKind, Dimension, Direction, Func, NumeralKind, NumeralKinds, Sense, TokenKind};
use rust_decimal::Decimal;

fn ratio(at: usize, end: usize, figure: Figure) -> Reading {
    let grows = figure.number.is_none_or(|n| n >= Decimal::ONE);
    Reading {
        tokens: Range { start: at as u32, end: end as u32 },
        value: Value::Change {
            figure: None,
            ratio: Some(Box::new(figure)),
            of: ChangeOf::Number,
            direction: if grows { Direction::Up } else { Direction::Down },
            by: ChangeKind::Verb,
        },
        noun: None,
        whole: None,
    }
}

/// A multiple that begins at the token: "more than doubled", "12-fold", "four times as much".
pub(super) fn multiple(view: View<'_>, at: usize) -> Option<Reading> {
    let hedged = hedge::before(view, at);
    let from = hedged.map_or(at, |h| h.end);
    let (mut figure, end) = word(view, from).or_else(|| times(view, from))?;
    if let Some(hedge) = hedged {
        hedge::put(&mut figure, hedge.kind);
    }
    Some(ratio(at, end, figure))
}

fn word(view: View<'_>, at: usize) -> Option<(Figure, usize)> {
    let (numeral, len) = number::kind(view, at, |k| k == NumeralKind::Multiple)?;
    // "a tale of two halves"
    if number::ends_at(view, at) && number::kind(view, at, |k| k == NumeralKind::Fractions).is_some() {
        return None;
    }
    let mut end = at + len;
    // "twice the" gives its article back.
    if len > 1 && view.is(end - 1, Func::The) {
        end -= 1;
    }
    let mut figure = Figure::exact(numeral.value, number::grain(numeral.value));
    figure.digits = false;
    Some((figure, end))
}

/// "12-fold", "four times as much", "three times more", "2.5 times higher than"
fn times(view: View<'_>, at: usize) -> Option<(Figure, usize)> {
    let senses = &view.sentence.senses;
    if !senses.is(Func::Times) && !senses.counts(NumeralKinds::FOLD) {
        return None;
    }
    let number = number::number(view, at).filter(|n| n.vague.is_none() && n.value > Decimal::ZERO)?;
    let mut figure = Figure::exact(number.value, number.grain);
    figure.digits = number.digits;
    // "three to five times as many"
    let joint = [Func::To, Func::Or].into_iter().find_map(|f| view.func(number.end, f));
    let second = joint
        .and_then(|len| number::number(view, number.end + len))
        .filter(|n| n.vague.is_none() && n.value > number.value && view.func(n.end, Func::Times).is_some());
    let number = match second {
        Some(second) => {
            figure.number = None;
            figure.literal = super::value::Interval::closed(number.value, second.value);
            second
        }
        None => number,
    };
    let from = if view.dash(number.end) && view.glued(number.end) { number.end + 1 } else { number.end };
    if let Some((_, len)) = number::kind(view, from, |k| k == NumeralKind::Fold) {
        return Some((figure, from + len));
    }
    let next = from + view.func(from, Func::Times)?;
    // "three times as many", "three times as large"
    if let Some(len) = view.func(next, Func::As) {
        return (view.token(next + len).is_some()).then_some((figure, next + len + 1));
    }
    if let Some(len) = view.func(next, Func::More).or_else(|| view.func(next, Func::Fewer)) {
        return Some((figure, next + len));
    }
    if let Some((change, len)) = range::change(view, next)
        && change.kind == ChangeKind::Comparative
    {
        return Some((figure, next + len));
    }
    // "three times the size", "two times its value", "five times that of the sun"
    let that = view.is(next, Func::That) || view.is(next, Func::Demonstrative);
    let measured = that && view.is(next + 1, Func::Of) || view.is(next, Func::What);
    (view.is(next, Func::The) || view.is(next, Func::Possessive) || measured).then_some((figure, next))
}

/// The change that the words around an amount make of it, where they do.
pub(super) fn around(view: View<'_>, amount: &Amount, noun: Option<&str>) -> Option<(Direction, ChangeKind)> {
    let level = matches!(amount.of, Of::Nothing | Of::Money(_));
    // "10 percent more than", "9 percent dearer"; "20 more" is none.
    let ends = view.token(amount.end + 1).is_none_or(|t| t.kind == TokenKind::Mark);
    // "200 feet behind the house" is a place.
    if !level
        && (!length(view, amount) || ends || comparative(view, amount.end).is_some())
        && let Some((change, _)) = range::changing(view, amount.end, ChangeKind::Comparative)
    {
        return Some((change.direction, change.kind));
    }
    // "a 10 percent rise", "a 5-point gain"
    if !level
        && let Some((change, _)) = range::changing(view, amount.end, ChangeKind::Noun)
        && (amount.hyphen
            || amount.start > 0 && (view.is(amount.start - 1, Func::A) || view.is(amount.start - 1, Func::The)))
    {
        return Some((change.direction, change.kind));
    }
    if let Some(direction) = dearer(view, amount) {
        return Some((direction, ChangeKind::Comparative));
    }
    let before = amount.start.checked_sub(1)?;
    if let Some(direction) = moved_to(view, amount) {
        return Some((direction, ChangeKind::Verb));
    }
    // "up 10 percent"; "down 3 miles" is a way.
    if !length(view, amount)
        && let Some((change, len)) = ends_at(view, amount.start, ChangeKind::Particle)
        && !phrasal(view, amount.start - len)
        && !either(view, amount.start - len)
        && !(matches!(amount.of, Of::Nothing)
            && noun.is_some()
            && (counted_before(view, amount.start - len) || of_verb(view, amount.start - len)))
    {
        return Some((change, ChangeKind::Particle));
    }
    // "rose 10 percent"; a verb's bare object is no change ("cut 600 jobs"), and what something rose above is
    // a level.
    let over = amount.figure.hedge.is_some()
        && [Func::Preposition, Func::Under].into_iter().any(|f| view.func(amount.start, f) == Some(1));
    if !level
        && noun.is_none()
        && !over
        && let Some((change, _)) = ends_at(view, amount.start, ChangeKind::Verb)
    {
        return Some((change, ChangeKind::Verb));
    }
    // "a gain of 12 percent"; a gain of money may be what was earned
    if view.is(before, Func::Of)
        && !matches!(amount.of, Of::Money(_))
        && let Some((change, _)) = ends_at(view, before, ChangeKind::Noun)
    {
        return Some((change, ChangeKind::Noun));
    }
    // "rose by 10", "rose in May by 10 percent"
    if view.is(before, Func::By) {
        let from = before.saturating_sub(8);
        let verb = (from..before)
            .rev()
            .take_while(|&i| !view.digits(i) && !view.mark(i, ",") && !view.mark(i, ";"))
            .find_map(|i| fitting(view, i, before));
        return verb.map(|c| (c.direction, c.kind));
    }
    None
}

/// The word of change here, in the sense that its part of speech gives it: "the lower house passed it by 94
/// votes" changes nothing; "is down by 10" does, right before "by".
fn fitting(view: View<'_>, at: usize, by: usize) -> Option<&Change> {
    let pos = view.token(at)?.pos;
    let found = view.sense(at, |s| {
        let Sense::Change(c) = s else { return None };
        view.lexicon.changes.get(c as usize).filter(|c| match c.kind {
            ChangeKind::Verb => pos == Pos::Verb,
            ChangeKind::Noun => pos == Pos::Noun,
            ChangeKind::Particle => at + 1 == by && !phrasal(view, at),
            ChangeKind::Comparative => false,
        })
    });
    found.map(|(change, _)| change)
}

/// "laid off 40", "picked up 10": the particle belongs to a verb that is none of change.
pub(super) fn phrasal(view: View<'_>, particle: usize) -> bool {
    let Some(before) = particle.checked_sub(1) else { return false };
    view.token(before).is_some_and(|t| t.pos == Pos::Verb) && range::change(view, before).is_none()
}

/// "picked up 127 people", "took on 40 apprentices": a verb and its particle, with whom or what they do it to.
pub(super) fn of_verb(view: View<'_>, particle: usize) -> bool {
    particle.checked_sub(1).is_some_and(|v| view.token(v).is_some_and(|t| t.pos == Pos::Verb))
}

/// "131 runs off 96 balls": what another figure counts stands right before the particle.
pub(super) fn counted_before(view: View<'_>, particle: usize) -> bool {
    let noun = particle.checked_sub(1).filter(|&n| view.token(n).is_some_and(|t| t.pos == Pos::Noun));
    // "tore the roofs off 310 houses": what was torn off, with its article.
    let torn = noun.and_then(|n| n.checked_sub(2)).is_some_and(|v| {
        view.is(v + 1, Func::The)
            && view.token(v).is_some_and(|t| t.pos == Pos::Verb)
            && range::change(view, v).is_none()
    });
    torn || noun.and_then(|n| n.checked_sub(1)).is_some_and(|n| view.token(n).is_some_and(|t| t.pos == Pos::Numeral))
}

/// "plus or minus 3 points": the particle is one of two.
pub(super) fn either(view: View<'_>, particle: usize) -> bool {
    particle.checked_sub(1).is_some_and(|i| view.is(i, Func::Or))
}

/// "5p higher", "$3 lower than": money with what compares it behind it.
fn dearer(view: View<'_>, amount: &Amount) -> Option<Direction> {
    let (change, _) = range::changing(view, amount.end, ChangeKind::Comparative)?;
    // "20 crowns more" are paid, "2 cents less than last week" are not.
    let more = [Func::More, Func::Fewer, Func::Preposition].into_iter().any(|f| view.is(amount.end, f))
        && !view.is(amount.end + 1, Func::Than);
    (matches!(amount.of, Of::Money(_)) && !more).then_some(change.direction)
}

/// "fell $12 to $1,180": what stands behind the verb is by how much, where what it came to follows.
fn moved_to(view: View<'_>, amount: &Amount) -> Option<Direction> {
    let to = amount.end + view.func(amount.end, Func::To)?;
    let (change, _) = ends_at(view, amount.start, ChangeKind::Verb)?;
    let level = super::side::side(view, to, true)?;
    (matches!(amount.of, Of::Money(_)) && level.of == amount.of).then_some(change)
}

fn length(view: View<'_>, amount: &Amount) -> bool {
    let Of::Unit(unit) = amount.of else { return false };
    view.lexicon.units.get(unit as usize).is_some_and(|u| u.dimension == Dimension::Length)
}

/// The word of change of this kind that ends right before the token.
fn ends_at(view: View<'_>, at: usize, kind: ChangeKind) -> Option<(Direction, usize)> {
    (at.saturating_sub(3)..at).find_map(|i| {
        view.sense(i, |s| match s {
            Sense::Change(c) => view.lexicon.changes.get(c as usize).filter(|c| c.kind == kind),
            _ => None,
        })
        .filter(|(_, len)| i + len == at)
        .map(|(c, len)| (c.direction, len))
    })
}

/// One past the comparative behind an amount ("11 fewer than"), which belongs to it and to no hedge.
pub(super) fn comparative(view: View<'_>, at: usize) -> Option<(Direction, usize)> {
    let (change, len) = view.sense(at, |s| match s {
        Sense::Change(c) => view.lexicon.changes.get(c as usize).filter(|c| c.kind == ChangeKind::Comparative),
        _ => None,
    })?;
    view.is(at + len, Func::Than).then_some((change.direction, at + len))
}

/// What a change of an amount is counted in.
pub(super) fn of(amount: &Amount, noun: Option<String>) -> ChangeOf {
    match (&amount.of, noun) {
        (Of::Percent, _) => ChangeOf::Percent,
        (Of::Points, _) => ChangeOf::Points,
        (Of::Unit(unit), _) => ChangeOf::Measure(*unit),
        (Of::Money(iso), _) => ChangeOf::Money(iso.clone()),
        (Of::Nothing, Some(noun)) => ChangeOf::Noun(noun),
        (Of::Nothing, None) => ChangeOf::Number,
    }
}

#[cfg(test)]
mod tests {
    use crate::claims::testing::{ignores, reads};

    #[test]
    fn what_money_was_spent_on_is_no_change() {
        for (text, gist) in [
            ("They raised $3 million to build it.", "change"),
            ("It cost $3 more a day.", "change"),
            ("The margin is plus or minus 3 points.", "change"),
            ("The margin is plus or minus 3 points.", "quantity -3"),
            ("He made 131 runs off 96 balls.", "change"),
            ("It tore the roofs off 310 of the 460 houses.", "change"),
            ("They picked up 127 people.", "change"),
        ] {
            ignores(text, gist);
        }
    }

    #[test]
    fn what_went_from_one_figure_to_another_has_changed() {
        for (text, words, gist) in [
            ("The number of wards went from 7 to 10.", "7", "number 7"),
            ("The number of wards went from 7 to 10.", "10", "number 10"),
            ("Its share has gone from 7 percent to 10 percent.", "7 percent", "percent 7"),
            ("The wards have from 7 to 10 beds.", "from 7 to 10 beds", "quantity 7..10 bed"),
        ] {
            reads(text, words, gist);
        }
    }

    #[test]
    fn multiples_are_changes() {
        for (text, words, gist) in [
            ("Rents doubled.", "doubled", "change ratio 2"),
            ("Rents more than doubled.", "more than doubled", "change ratio more-than 2"),
            ("It saw a 12-fold rise.", "12-fold", "change ratio 12"),
            ("It makes four times as much steam.", "four times as much", "change ratio 4"),
            ("Rents halved.", "halved", "change ratio 0.5"),
            ("A litre costs 2 euros, 3 cents less than last week.", "3 cents less", "change down 0.03 EUR"),
            ("It has three to five times the mass.", "three to five times", "change ratio 3..5"),
            ("Its mass is twelve times that of the moon.", "twelve times", "change ratio 12"),
            ("Rents fell by 5 percent.", "5 percent", "change down 5 percent"),
            ("Rents must rise by 5 percent.", "5 percent", "change up 5 percent"),
            ("Rents are down by 5 percent.", "5 percent", "change down 5 percent"),
            ("Rents climbed above 7%.", "above 7%", "percent more-than 7"),
            ("Rents rose more than 7%.", "more than 7%", "change up more-than 7 percent"),
            ("The stock closed 4 percent lower.", "4 percent", "change down 4 percent"),
            ("The stock closed 5p higher at 212p.", "5p", "change up 0.05 GBP"),
            ("Tin slid $12 to $1,180 a tonne.", "$12", "change down 12 USD"),
            ("Tin slid $12 to $1,180 a tonne.", "$1,180", "money 1180 USD"),
        ] {
            reads(text, words, gist);
        }
    }
}

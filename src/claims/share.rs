//! Shares of a whole: "half of", "two-thirds of", "one in five", "three out of five", "most of".

use super::amount::{Amount, Of};
use super::noun;
use super::number;
use super::value::{Bound, Figure, Interval};
use crate::analysis::{Range, View};
use crate::lexicon::{CalendarWord, ChangeKind, Func, HedgeKind, NumeralKind, Sense, TokenKind};
use rust_decimal::Decimal;

/// A share that begins at the token, and the whole it is of.
pub(super) fn share(view: View<'_>, at: usize) -> Option<(Amount, Option<Range>)> {
    majority(view, at).or_else(|| one_in(view, at)).or_else(|| fraction(view, at))
}

fn amount(at: usize, end: usize, percent: Decimal) -> Amount {
    let mut figure = Figure::exact(percent, Decimal::ONE);
    figure.fraction = true;
    figure.digits = false;
    Amount { start: at, end, figure, of: Of::Percent, hyphen: false, one: false, range: false }
}

/// "most of the dockers": more than half.
fn majority(view: View<'_>, at: usize) -> Option<(Amount, Option<Range>)> {
    let (numeral, len) = number::kind(view, at, |k| k == NumeralKind::Majority)?;
    let of = at + len - 1;
    let whole = noun::whole(view, of, true).or_else(|| noun::whole(view, of, false)).filter(|w| !w.figure)?;
    // "closed for most of last week", "most of the year"
    if (whole.range.start..=whole.range.end).any(|i| number::period(view, i as usize).is_some()) {
        return None;
    }
    if view.is(at + len, Func::Them) && whole.noun.is_none() && view.is(at + len + 1, Func::At) {
        return None;
    }
    let mut share = amount(at, at + len - 1, numeral.value);
    share.figure.hedge = Some(HedgeKind::MoreThan);
    share.figure.literal = Interval {
        min: Some(Bound { value: numeral.value, open: true }),
        max: Some(Bound { value: Decimal::ONE_HUNDRED, open: false }),
    };
    Some((share, Some(whole.range)))
}

/// "one in five", "three out of five"
fn one_in(view: View<'_>, at: usize) -> Option<(Amount, Option<Range>)> {
    let part = number::number(view, at).filter(|n| n.vague.is_none() && !n.fraction && n.scale == Decimal::ONE)?;
    let mut next = part.end;
    // "one person in five", where nothing is counted behind
    let person = view.lexicon.person_class;
    let known = |i: usize| view.hits(i).any(|h| matches!(h.sense, Sense::Noun(id) if person == Some(id)));
    let counted = || noun::counted(view, next, part.value > Decimal::ONE).filter(|c| c.end == next + 1);
    let named = known(next).then(counted).flatten();
    if let Some(noun) = named.filter(|c| part.value <= Decimal::TEN && view.is(c.end, Func::In)) {
        let whole = number::number(view, noun.end + 1).filter(|n| n.vague.is_none() && !n.fraction)?;
        let open = noun::counted(view, whole.end, true).is_none()
            && number::period(view, whole.end).is_none()
            && view.unit(whole.end).is_none()
            && view.currency(whole.end).is_none()
            && !(view.glued(whole.end) && (view.dash(whole.end) || view.mark(whole.end, "%")));
        let natural = part.value.fract().is_zero() && whole.value.fract().is_zero() && part.value > Decimal::ZERO;
        let small = part.value < whole.value && whole.value <= Decimal::ONE_HUNDRED;
        if !(natural && small && open) {
            return None;
        }
        let percent = part.value.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole.value)?;
        return Some((amount(at, whole.end, percent), Some(noun.range)));
    }
    if let Some(len) = view.func(next, Func::Out) {
        next += len;
        next += view.func(next, Func::Of)?;
    } else {
        next += view.func(next, Func::In)?;
    }
    // "one in every five", "two out of every three"
    let every = view.func(next, Func::Every);
    next += every.unwrap_or(0);
    let whole = number::number(view, next).filter(|n| n.vague.is_none() && !n.fraction)?;
    let natural = part.value.fract().is_zero() && whole.value.fract().is_zero();
    if !natural || part.value <= Decimal::ZERO || part.value >= whole.value {
        return None;
    }
    // "five in 2014", "two in 10 days", "12 out of 40 seats" are parts, times, and counts.
    let few = whole.value <= Decimal::TEN
        || every.is_some()
        || part.value == Decimal::ONE
        || whole.value == Decimal::ONE_HUNDRED && part.value < Decimal::TEN
        // "five in 1,000 births"
        || whole.value >= Decimal::ONE_THOUSAND && number::grain(whole.value) == whole.value && part.value <= Decimal::ONE_HUNDRED;
    let year = view.digits(next)
        && whole.value >= Decimal::from(1500)
        && whole.value <= Decimal::from(2100)
        && view.text(next).len() == 4;
    let timed = number::period(view, whole.end).is_some()
        || view.calendar(whole.end, |w| matches!(w, CalendarWord::Month(_)).then_some(())).is_some();
    let measured = view.unit(whole.end).is_some() || view.currency(whole.end).is_some();
    if !few || year || timed || measured {
        return None;
    }
    let percent = part.value.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole.value)?;
    // "Two in five of the 650 graves"
    let of = || noun::whole(view, whole.end, true).filter(|w| w.figure).map(|w| w.range);
    let counted = noun::counted(view, whole.end, true).map(|c| Range { start: next as u32, end: c.end as u32 });
    Some((amount(at, whole.end, percent), counted.or_else(of)))
}

/// "half of", "two-thirds of the vote", "half the seats", "more than half"
fn fraction(view: View<'_>, at: usize) -> Option<(Amount, Option<Range>)> {
    // Figures in digits are shares only as "3/4".
    if view.digits(at) && !view.mark(at + 1, "/") {
        return None;
    }
    let number = number::number(view, at)?;
    let digits = number.digits && number.value < Decimal::ONE && !number.scaled && number.value > Decimal::ZERO;
    if !(number.fraction || digits && view.mark(at + 1, "/")) || number::alone(view, at, number.end) {
        return None;
    }
    let end = number.end;
    let bare = view.digits(at) || number::kind(view, at, |k| k == NumeralKind::Part).is_some();
    if super::unit::of_one(view, end, &number).is_some() {
        return None;
    }
    // "half a mile" is a measure, "half an hour" a length of time.
    if view.unit(end).is_some() || view.currency(end).is_some() || timed(view, end) {
        return None;
    }
    // "a quarter point", "three-quarters of a point"
    if super::unit::part(view, end).is_some() {
        return None;
    }
    let glued = view.dash(end) && view.glued(end);
    if glued {
        return None;
    }
    // "two quarters" are a length of time, "three-quarters" and "three quarters of" are not.
    let of = view.func(end, Func::Of).is_some();
    let hyphen = end >= 2 && view.dash(end - 2) && view.glued(end - 2);
    let change = changes(view, at);
    // "shrank to less than a quarter"; "for less than a quarter" is a time.
    let less = view.is(at, Func::A)
        && number::closed_or_marked(view, end)
        && (at.saturating_sub(4)..at).any(|i| {
            super::hedge::before(view, i).is_some_and(|h| h.end == at && h.kind != HedgeKind::About)
                && i.checked_sub(1)
                    .is_some_and(|b| [Func::To, Func::By, Func::Be, Func::From].into_iter().any(|f| view.is(b, f)))
        });
    let told = spoken(view, at, end);
    if !bare && !of && !hyphen && !change && !less && !told && number::period(view, end - 1).is_some() {
        return None;
    }
    // "the third quarter of 2014": of the parts that stand alone only the half is a share without its article.
    if bare && !view.digits(at) {
        let half = number.value == Decimal::new(5, 1);
        let ranked = at > 0 && number::kind(view, at - 1, |k| k == NumeralKind::Ordinal).is_some();
        if ranked || !half && !change {
            return None;
        }
    }
    // Alone a fraction is a share only before what it is of.
    let percent = number.value.checked_mul(Decimal::ONE_HUNDRED)?;
    if view.func(end, Func::Of).is_some() {
        let whole = noun::whole(view, end, true).or_else(|| noun::whole(view, end, false));
        return Some((amount(at, end, percent), whole.map(|w| w.range)));
    }
    if bare && at > 0 && (view.is(at - 1, Func::The) || view.is(at - 1, Func::Other)) {
        return None;
    }
    let determined = view.is(end, Func::The) || view.is(end, Func::Possessive) || view.is(end, Func::Demonstrative);
    if determined {
        let from = end + 1;
        let timed = number::period(view, from).is_some();
        let counted = noun::counted(view, from, true).or_else(|| noun::counted(view, from, false));
        if let Some(counted) = counted.filter(|_| !timed) {
            return Some((amount(at, end, percent), Some(Range { start: end as u32, end: counted.end as u32 })));
        }
    }
    if let Some(counted) = noun::counted(view, end, true) {
        return Some((amount(at, end, percent), Some(counted.range)));
    }
    // "two-thirds voted no", "more than half"; "a third" may be a rank and "a quarter" a time.
    let named = change
        || less
        || told
        || !view.is(at, Func::A)
            && (!bare || super::hedge::before(view, at.wrapping_sub(1)).is_some() || hedged(view, at));
    named.then(|| (amount(at, end, percent), None))
}

/// Whether something rose or fell by the fraction that begins at the token: "fell by about a third".
fn changes(view: View<'_>, at: usize) -> bool {
    let from =
        (at.saturating_sub(4)..at).find(|&i| super::hedge::before(view, i).is_some_and(|h| h.end == at)).unwrap_or(at);
    // "a fall of a third"
    let noun = |i: usize| {
        view.sense(i, |s| match s {
            Sense::Change(id) => {
                view.lexicon.changes.get(id as usize).filter(|c| c.kind == ChangeKind::Noun).map(|_| ())
            }
            _ => None,
        })
    };
    if from.checked_sub(2).is_some_and(|i| view.is(i + 1, Func::Of) && noun(i).is_some()) {
        return true;
    }
    let by = from.checked_sub(1).is_some_and(|i| view.is(i, Func::By));
    by && (from.saturating_sub(8)..from).any(|i| super::range::change(view, i).is_some())
}

/// Whether something is told of "a quarter" that is no length of time: "A quarter burned", "Only a quarter were".
fn spoken(view: View<'_>, at: usize, end: usize) -> bool {
    let quarter =
        view.is(at, Func::A) && end == at + 2 && number::kind(view, at + 1, |k| k == NumeralKind::Part).is_some();
    // "rose from a quarter to a third", "from a third to a quarter"
    let part = |i: usize| super::fraction::fraction_word(view, i).is_some_and(|(f, _)| f < Decimal::ONE);
    let rises = quarter
        && at > 0
        && (view.is(at - 1, Func::From) && view.is(end, Func::To) && part(end + 1)
            || view.is(at - 1, Func::To)
                && (at.saturating_sub(5)..at - 1).any(|i| i > 0 && view.is(i - 1, Func::From) && part(i)));
    if rises {
        return true;
    }
    if !quarter || !super::quantity::verbal(view, end) {
        return false;
    }
    let from =
        (at.saturating_sub(4)..at).find(|&i| super::hedge::before(view, i).is_some_and(|h| h.end == at)).unwrap_or(at);
    let opens = |i: usize| {
        view.token(i).is_some_and(|t| t.kind == TokenKind::Mark)
            || [Func::And, Func::But, Func::Only].into_iter().any(|f| view.is(i, f))
    };
    from.checked_sub(1).is_none_or(opens)
}

fn hedged(view: View<'_>, at: usize) -> bool {
    (at.saturating_sub(4)..at).any(|i| super::hedge::before(view, i).is_some_and(|h| h.end == at))
}

fn timed(view: View<'_>, at: usize) -> bool {
    let from = if view.dash(at) && view.glued(at) { at + 1 } else { at };
    number::period(view, from).is_some()
}

#[cfg(test)]
mod tests {
    use crate::claims::testing::{ignores, reads};

    #[test]
    fn shares_are_percentages() {
        for (text, words, gist) in [
            ("Half of the mills closed.", "Half", "percent 50"),
            ("More than half of the mills closed.", "More than half", "percent more-than 50"),
            ("A third of the votes were void.", "A third", "percent 33.33333333333333333333333333"),
            ("Three-quarters of the votes were void.", "Three-quarters", "percent 75"),
            ("One in five voters stayed home.", "One in five", "percent 20"),
            ("Three out of five said no.", "Three out of five", "percent 60"),
            ("Four out of every five said no.", "Four out of every five", "percent 80"),
            ("Most of the dockers agreed.", "Most", "percent more-than 50"),
            ("Half the mills closed.", "Half", "percent 50"),
            ("Rents fell by a third.", "a third", "percent 33.33333333333333333333333333"),
            ("Rents rose by about half.", "about half", "percent about 50"),
            ("It kills five in 1,000 calves.", "five in 1,000", "percent 0.5"),
            ("Its market share shrank to less than a quarter.", "less than a quarter", "percent less-than 25"),
            ("Of them 12 in every 100 are ill.", "12 in every 100", "percent 12"),
            ("They make up one person in five.", "one person in five", "percent 20"),
            ("Two thirds were saved, a quarter burned.", "a quarter", "percent 25"),
            ("The share rose from a quarter to a third.", "a quarter", "percent 25"),
            ("Nearly a quarter are unpaid.", "Nearly a quarter", "percent nearly 25"),
            ("Three voters in ten stayed home.", "Three voters in ten", "percent 30"),
        ] {
            reads(text, words, gist);
        }
    }
    #[test]
    fn parts_of_games_and_years_are_no_shares() {
        for (text, gist) in [
            ("They scored in the first half.", "percent"),
            ("Sales in the third quarter of 2014 fell.", "percent"),
            ("It took half a mile.", "percent"),
            ("Two in 2014 were lost.", "percent"),
            ("It lost two barges in five days.", "percent"),
            ("It lost two barges in 2014.", "percent"),
            ("It sold 40 barges in 50 ports.", "percent"),
            ("She scored two goals in five.", "percent"),
            ("It was shut for most of last week.", "percent"),
            ("It was shut for most of the year.", "percent"),
            ("It jailed two men in five cities.", "percent"),
            ("In less than a quarter it was gone.", "percent"),
        ] {
            ignores(text, gist);
        }
    }
}

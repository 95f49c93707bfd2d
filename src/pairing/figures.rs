//! The figures and days of all facts, to be asked whether one of them is this.

use crate::claims::Value;
use crate::facts::{Fact, Facts};
use crate::lexicon::Period;
use jiff::civil::Date;
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// Facts that may have one figure before it tells of none of them.
pub(super) const COMMON: usize = 8;

/// The figures of the facts that an index was made of: gathered once for all drafts, and only if one asks.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    /// How many facts the index was made of; what is more is a line's own, and looked through.
    facts: usize,
    known: OnceLock<FxHashMap<Decimal, Vec<u32>>>,
    days: OnceLock<FxHashMap<Date, Vec<u32>>>,
}

impl Figures {
    /// Those of so many facts.
    pub(super) fn new(facts: usize) -> Self {
        Self { facts, known: OnceLock::new(), days: OnceLock::new() }
    }

    /// Which facts have the very figure or day of this value; none where more than `most` have it, and for a value that
    /// has neither.
    pub(super) fn alike(&self, value: &Value, facts: &Facts, most: usize) -> Vec<usize> {
        let (indexed, more) = facts.facts.split_at_checked(self.facts).unwrap_or((&facts.facts, &[]));
        let found = match value {
            Value::When(_) => day(value)
                .and_then(|day| self.days.get_or_init(|| listed(indexed, |fact| day_of(fact).into_iter())).get(&day)),
            _ => figure(value).and_then(|figure| self.known.get_or_init(|| listed(indexed, of)).get(&figure)),
        };
        let of_index = found.into_iter().flatten().map(|&at| at as usize);
        let same = |fact: &Fact| match value {
            Value::When(_) => day(value).is_some_and(|mine| day_of(fact) == Some(mine)),
            _ => figure(value).is_some_and(|mine| of(fact).any(|other| other == mine)),
        };
        let more = more.iter().enumerate().filter(|(_, fact)| same(fact)).map(|(at, _)| at + indexed.len());
        let out: Vec<usize> = of_index.chain(more).take(most + 1).collect();
        if out.len() > most { Vec::new() } else { out }
    }

    /// Which facts have a figure or day that is this value's but for a slip of the pen: two neighbouring digits swapped, the
    /// day beside it, or the same of the month beside.
    pub(super) fn mistyped(&self, value: &Value, facts: &Facts, most: usize) -> Vec<usize> {
        let indexed = facts.facts.split_at_checked(self.facts).unwrap_or((&facts.facts, &[])).0;
        let (figures, days) = mistyped(value);
        let known = || self.known.get_or_init(|| listed(indexed, of));
        let dated = || self.days.get_or_init(|| listed(indexed, |fact| day_of(fact).into_iter()));
        let of_figures = figures.iter().filter_map(|figure| known().get(figure)).flatten();
        let of_days = days.iter().filter_map(|day| dated().get(day)).flatten();
        let out: Vec<usize> = of_figures.chain(of_days).map(|&at| at as usize).take(most + 1).collect();
        if out.len() > most { Vec::new() } else { out }
    }

    /// The facts that have this very figure as their value, or in their series.
    pub fn of<'f>(&self, figure: Decimal, facts: &'f Facts) -> impl Iterator<Item = &'f Fact> + use<'f, '_> {
        let (indexed, more) = facts.facts.split_at_checked(self.facts).unwrap_or((&facts.facts, &[]));
        let known = self.known.get_or_init(|| listed(indexed, of));
        let of_index = known.get(&figure).into_iter().flatten().filter_map(|&at| indexed.get(at as usize));
        of_index.chain(more.iter().filter(move |fact| of(fact).any(|other| other == figure)))
    }
}

/// The figures that this one is with two neighbouring digits swapped, at its own scale; the days before and behind a day,
/// the same of the months beside it, and day and month in each other's place.
fn mistyped(value: &Value) -> (Vec<Decimal>, Vec<Date>) {
    if let Some(day) = day(value) {
        let month = jiff::Span::new().months(1);
        let exchanged = Date::new(day.year(), day.day(), day.month());
        let near = [day.yesterday(), day.tomorrow(), day.checked_sub(month), day.checked_add(month), exchanged];
        return (Vec::new(), near.into_iter().filter_map(Result::ok).filter(|other| *other != day).collect());
    }
    let Some(figure) = figure(value) else { return Default::default() };
    let (plain, mut place) = (figure.mantissa().abs(), 1_i128);
    let mut swapped = Vec::new();
    // Two neighbouring digits, the lower of which counts `place`: each loses what the other gains.
    while let Some(next) = place.checked_mul(10).filter(|next| *next <= plain) {
        let (low, high) = (plain / place % 10, plain / next % 10);
        let number = plain + (low - high) * 9 * place;
        if low != high
            && let Ok(number) = Decimal::try_from_i128_with_scale(number, figure.scale())
        {
            swapped.push(number.normalize());
        }
        place = next;
    }
    (swapped, Vec::new())
}

/// The facts by what they have.
fn listed<'f, K: Eq + std::hash::Hash, I: Iterator<Item = K> + 'f>(
    facts: &'f [Fact],
    of: impl Fn(&'f Fact) -> I,
) -> FxHashMap<K, Vec<u32>> {
    let mut out: FxHashMap<K, Vec<u32>> = FxHashMap::default();
    for (at, fact) in (0..).zip(facts) {
        of(fact).for_each(|key| out.entry(key).or_default().push(at));
    }
    out
}

/// The day of a date or time of day.
fn day(value: &Value) -> Option<Date> {
    let Value::When(when) = value else { return None };
    let first = when.readings.first().filter(|_| when.grain <= Period::Day)?;
    first.from.map(jiff::civil::DateTime::date)
}

fn day_of(fact: &Fact) -> Option<Date> {
    day(&fact.value)
}

/// The figure of a value itself, whatever its hedge.
#[must_use]
pub fn figure(value: &Value) -> Option<Decimal> {
    value.figure()?.number.map(|n| n.normalize())
}

/// How many significant digits a figure has, without the noughts at its end; 0 of a value that has no figure.
#[must_use]
pub fn distinct_digits(value: &Value) -> usize {
    let digits = |n: Decimal| {
        let mut digits = n.mantissa().unsigned_abs();
        while digits != 0 && digits.is_multiple_of(10) {
            digits /= 10;
        }
        digits.checked_ilog10().map_or(0, |log| log as usize + 1)
    };
    value.figure().and_then(|f| f.number).map_or(0, digits)
}

fn of(fact: &Fact) -> impl Iterator<Item = Decimal> {
    std::iter::once(&fact.value).chain(fact.series.iter().map(|e| &e.value)).filter_map(figure)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use std::path::Path;

    #[test]
    fn mistyped_figures_have_two_neighbouring_digits_swapped() {
        let of = |text: &str| {
            let value = Value::Number(crate::claims::Figure::exact(text.parse().expect("a number"), Decimal::ONE));
            mistyped(&value).0.iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(of("4318"), ["4381", "4138", "3418"]);
        assert_eq!(of("3.2"), ["2.3"]);
        assert_eq!(of("550"), ["505"]);
        assert_eq!(of("7"), Vec::<String>::new());
    }

    #[test]
    fn figures_of_facts_that_came_later_are_found_too() {
        let lexicon = Lexicon::english().expect("the packs that ship are sound");
        let of = |text: &str| crate::facts::parse(text, Path::new("facts.toml"), &lexicon);
        let one = "[facts.a]\nabout = [\"bridge\"]\nvalue = \"1,200 m\"\n";
        let series = "[{ as-of = 2014-03-01, value = 70 }, { as-of = 2015-03-01, value = 75.0 }]";
        let both = format!("{one}[facts.b]\nabout = [\"dam\"]\nunit = \"m\"\nseries = {series}\n");
        let (facts, more) = (of(one), of(&both));
        let figures = Figures::new(facts.facts.len());
        assert!(
            figures.of(Decimal::from(1200), &facts).next().is_some()
                && !figures.of(Decimal::from(75), &facts).next().is_some()
        );
        assert!(
            figures.of(Decimal::from(1200), &more).next().is_some()
                && figures.of(Decimal::from(75), &more).next().is_some()
        );
        assert!(!figures.of(Decimal::from(75), &facts).next().is_some());
    }
}

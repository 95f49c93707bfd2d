//! Ages, anniversaries and dates of a life, against when it began and ended (semantics 2, "Ages").

use super::{Finding, Grade, Verdict, judge, words};
use crate::analysis::Tense;
use crate::claims::{Claim, Dateline, Figure, Interval, Moment, Stretch, Value, When};
use crate::document::Document;
use crate::facts::{Event, Fact, Facts, Life};
use crate::lexicon::{HedgeKind, Lexicon, Period};
use crate::pairing::{Asked, Candidate, Doubts, Lived, Pairing, Served, Strength, Term, Turn};
use jiff::civil::Date;
use rust_decimal::Decimal;
use smallvec::smallvec;

/// The years from one day to another, birthdays passed.
fn years(from: Date, to: Date) -> i64 {
    let full = i64::from(to.year()) - i64::from(from.year());
    full - i64::from((to.month(), to.day()) < (from.month(), from.day()))
}

/// The first and last day of a date.
fn days(when: &When) -> Option<(Date, Date)> {
    let reading = when.readings.first()?;
    Some((reading.from?.date(), reading.to?.date().yesterday().ok()?))
}

/// The ages that a life has in a time, the least and the greatest.
fn ages(life: &Life, from: Date, to: Date) -> Option<(i64, i64)> {
    let (first, last) = days(life.begins.as_ref()?)?;
    Some((years(last, from), years(first, to)))
}

/// What is right for what is asked.
struct Right {
    /// The ages, likeliest first.
    ages: Vec<(i64, i64)>,
    /// The birthday lies outside of the time that is told for it.
    off: bool,
}

/// The ages that are right for what is asked.
fn right(life: &Life, asked: &Asked, dateline: Option<Dateline>) -> Option<Right> {
    let (at, today, turn, end) = match asked {
        Asked::Age { at, today, turn, end } => (at, today, turn, end),
        Asked::Jubilee { at, tense } => return jubilees(life, at, *tense, dateline),
        Asked::When(_) | Asked::Span => return None,
    };
    let end_of = life.ends.as_ref().and_then(days);
    if let Some(turn) = turn {
        return birthdays(life, at, *turn, dateline);
    }
    let sure = |ages| Right { ages, off: false };
    if *end {
        let (from, to) = end_of?;
        return ages(life, from, to).map(|a| sure(vec![a]));
    }
    let day = dateline?.date;
    // After its end a life has no age but that at its end.
    let held = |(from, to): (Date, Date)| match end_of {
        Some((first, last)) if from > last => (first, last),
        _ => (from, to),
    };
    let told = at.iter().filter_map(|s: &Stretch| Some((s.from?.date(), s.to?.date().yesterday().ok()?)));
    let mut times: Vec<(Date, Date)> = told.collect();
    if *today || times.is_empty() {
        times.push((day, day));
    }
    // "the 118-year-old mill", long closed: its walls grow old.
    let stands: Vec<(Date, Date)> = if life.person { Vec::new() } else { times.clone() };
    let all = times.into_iter().map(held).chain(stands);
    let mut out: Vec<(i64, i64)> = all.map(|(from, to)| ages(life, from, to)).collect::<Option<_>>()?;
    out.dedup();
    Some(sure(out))
}

/// The ages to which a life comes on the birthdays that are meant.
fn birthdays(life: &Life, at: &[Stretch], turn: Turn, dateline: Option<Dateline>) -> Option<Right> {
    let (first, last) = days(life.begins.as_ref()?)?;
    let day = dateline?.date;
    let mut ages = Vec::new();
    for time in at {
        let (from, to) = (time.from?.date(), time.to?.date().yesterday().ok()?);
        // "She will turn 36 in October": a month that is read as one gone by is not the one that is meant.
        if turn.tense == Tense::Future && to < day {
            continue;
        }
        // The birthdays in this time.
        for age in from.year() - last.year()..=to.year() - first.year() {
            if birthday(first, age)? <= to && birthday(last, age)? >= from {
                ages.push((age.into(), age.into()));
            }
        }
    }
    let gone = |t: &Stretch| t.to.is_some_and(|to| to.date() <= day) && turn.tense == Tense::Future;
    let off = at.iter().any(|t| !gone(t)) && ages.is_empty();
    if ages.is_empty() {
        // The one before, or the one to come.
        let (low, high) = (years(last, day), years(first, day));
        ages.extend(match turn.tense {
            Tense::Past => vec![(low, high)],
            Tense::Future => vec![(low + 1, high + 1)],
            _ => vec![(low + 1, high + 1), (low, high)],
        });
    }
    Some(Right { ages, off })
}

/// The ages of which the birthdays lie in a time or about it: they are kept on other days too.
fn jubilees(life: &Life, at: &[Stretch], tense: Tense, dateline: Option<Dateline>) -> Option<Right> {
    let (first, last) = days(life.begins.as_ref()?)?;
    let day = dateline?.date;
    let told = at.iter().filter_map(|s: &Stretch| Some((s.from?.date(), s.to?.date().yesterday().ok()?)));
    let mut times: Vec<(Date, Date)> = told.collect();
    if times.is_empty() {
        let (back, on) = match tense {
            Tense::Past => (YEAR, 0),
            Tense::Present | Tense::Future => (0, YEAR),
            Tense::None => (YEAR, YEAR),
        };
        times.push((moved(day, -back)?, moved(day, on)?));
    }
    // Of a year of birth alone all its days are right.
    let about = if first == last { ABOUT } else { 0 };
    let mut ages = Vec::new();
    for (from, to) in times {
        let (low, high) = (years(last, moved(from, -about - 1)?) + 1, years(first, moved(to, about)?));
        if low <= high {
            ages.push((low, high));
        }
    }
    if ages.is_empty() {
        let differ = i64::from(day.year()) - i64::from(first.year());
        ages.push((differ, differ));
    }
    Some(Right { ages, off: false })
}

/// How many days from its own a birthday or anniversary is still kept.
const ABOUT: i32 = 60;

/// A year in days.
const YEAR: i32 = 366;

fn moved(day: Date, by: i32) -> Option<Date> {
    day.checked_add(jiff::Span::new().days(by)).ok()
}

/// The day on which somebody born on a day comes to an age.
fn birthday(born: Date, age: i16) -> Option<Date> {
    let year = born.year().checked_add(age)?;
    Date::new(year, born.month(), born.day()).or_else(|_| Date::new(year, born.month(), 28)).ok()
}

/// The finding for a claim about a life; none where nothing can be said.
#[must_use]
pub fn life(
    document: &Document,
    claim: &Claim,
    lived: &Lived,
    facts: &Facts,
    lexicon: &Lexicon,
    dateline: Option<Dateline>,
) -> Option<Finding> {
    let life = facts.lives.get(lived.life)?;
    let fact = match &lived.asked {
        Asked::When(event) => {
            let fact = life.dated(*event)?;
            // "(born 1930)": a bare number that is a year.
            if let Value::Number(figure) = &claim.value {
                let year = figure.number.and_then(|n| i16::try_from(n).ok()).and_then(When::year)?;
                let dated = Claim { value: Value::When(year), ..claim.clone() };
                return told(document, &dated, fact, lexicon, dateline);
            }
            let finding = told(document, claim, fact, lexicon, dateline)?;
            return Some(ago(finding, life.when(*event)?, dateline));
        }
        Asked::Span => {
            let range = When::range(life.when(Event::Begins)?, life.when(Event::Ends)?);
            let written = range.edtf.clone();
            life.valued(Value::When(range), written)
        }
        asked @ (Asked::Age { .. } | Asked::Jubilee { .. }) => {
            let finding = aged(document, claim, life, asked, lexicon, dateline)?;
            return (lived.sure || borne_out(&finding)).then_some(finding);
        }
    };
    told(document, claim, fact, lexicon, dateline)
}

/// The finding for a date of somebody's time in an office; none where nothing can be said.
#[must_use]
pub fn term(
    document: &Document,
    claim: &Claim,
    served: &Served,
    facts: &Facts,
    lexicon: &Lexicon,
    dateline: Option<Dateline>,
) -> Option<Finding> {
    let office = facts.offices.get(served.office)?;
    let when = match served.term {
        Term::From => office.from.clone()?,
        Term::Until => office.until.clone()?,
        Term::Whole => When::range(office.from.as_ref()?, office.until.as_ref()?),
    };
    let finding = told(document, claim, office.dated(when), lexicon, dateline)?;
    let early = served.early && long_before(claim, office.begins());
    (served.sure || early || finding.verdict != Verdict::Disagree).then_some(finding)
}

/// Whether a date lies more than a year before a moment: nobody is appointed so early.
fn long_before(claim: &Claim, moment: Option<Moment>) -> bool {
    let Value::When(when) = &claim.value else { return false };
    let end = when.readings.first().and_then(|r| r.to);
    end.zip(moment).is_some_and(|(end, moment)| {
        let year = end.date().checked_add(jiff::Span::new().years(1));
        year.is_ok_and(|year| year < moment.date())
    })
}

fn aged(
    document: &Document,
    claim: &Claim,
    life: &Life,
    asked: &Asked,
    lexicon: &Lexicon,
    dateline: Option<Dateline>,
) -> Option<Finding> {
    let (figure, unit) = match &claim.value {
        Value::Age { figure, unit } => (figure.clone(), *unit),
        Value::Number(figure) => (figure.clone(), Period::Year),
        Value::Duration { figure, unit, .. } if *unit == Period::Year => (figure.clone(), Period::Year),
        Value::Ordinal(rank) => (Figure::exact(Decimal::from(*rank), Decimal::ONE), Period::Year),
        _ => return None,
    };
    if unit != Period::Year {
        return None;
    }
    let Right { ages: right, off } = right(life, asked, dateline)?;
    let fits = |&(low, high): &(i64, i64)| {
        let stated =
            figure.number.filter(|n| figure.hedge.is_none() && *n >= Decimal::from(low) && *n <= Decimal::from(high));
        stated.or_else(|| (low..=high).map(Decimal::from).find(|n| figure.hedge.is_some() && figure.literal.holds(*n)))
    };
    let first = right.first()?;
    let found = right.iter().find_map(fits);
    // Of a year of birth alone two ages follow: the nearer is told.
    let below = figure.number.is_some_and(|n| n < Decimal::from(first.0));
    let number = found.unwrap_or(Decimal::from(if below { first.0 } else { first.1 }));
    if number.is_sign_negative() || number > Decimal::from(5000) {
        return None;
    }
    let fact = life.valued(Value::Age { figure: Figure::exact(number, Decimal::ONE), unit }, format!("{number}"));
    let mut figure = figure;
    if far(&figure, number) {
        (figure.hedge, figure.literal) = (None, Interval::point(figure.number?));
    }
    let aged = Claim { value: Value::Age { figure: figure.clone(), unit }, ..claim.clone() };
    let mut finding = told(document, &aged, fact, lexicon, dateline)?;
    finding.kind = Some(claim.kind());
    finding.value = Some(claim.value.clone());
    if off && finding.verdict != Verdict::Disagree {
        // The age is right, and the day is not.
        let sure = matches!(asked, Asked::Age { turn: Some(turn), .. } if turn.sure);
        let reference = words::reference(&life.dated(Event::Begins)?, lexicon);
        finding.message = format!(
            "The draft says \"{}\"; the reference says {reference}: the birthday is not in the time told.",
            finding.text
        );
        finding.verdict = Verdict::Disagree;
        return sure.then_some(Finding { suggestion: None, reference: Some(reference), ..finding });
    }
    if finding.verdict == Verdict::Disagree && first.0 + 1 == first.1 {
        let both = format!("{} or {} years old", first.0, first.1);
        let one = finding.reference.replace(both.clone()).unwrap_or_default();
        finding.message = finding.message.replace(&format!("says {one}"), &format!("says {both}"));
    }
    if finding.verdict == Verdict::Disagree && (first.0 != first.1 || figure.number.is_none()) {
        // The year of birth alone leaves two ages open, and "in her forties" has no figure to mend.
        finding.suggestion = None;
    }
    Some(finding)
}

/// Whether an age is right, or as wrong as a slip makes it: a year off, ten years off, two digits swapped.
fn borne_out(finding: &Finding) -> bool {
    let age = |value: Option<&Value>| value.and_then(Value::figure).and_then(|f| f.number);
    match finding.verdict {
        Verdict::Match(grade) => grade == Grade::Exact,
        Verdict::Disagree => {
            let (Some(said), Some(right)) = (age(finding.value.as_ref()), age(finding.expected.as_ref())) else {
                return false;
            };
            let swapped = |n: Decimal| {
                let text = n.normalize().to_string();
                text.chars().rev().collect::<String>() == right.normalize().to_string()
            };
            let off = (said - right).abs();
            off == Decimal::ONE || off == Decimal::TEN || swapped(said)
        }
        _ => false,
    }
}

/// Whether a figure is further below the one of "nearly" than an age can be.
fn far(figure: &Figure, age: Decimal) -> bool {
    let nearly = matches!(figure.hedge, Some(HedgeKind::Nearly | HedgeKind::JustUnder));
    nearly && figure.number.is_some_and(|n| age < n * Decimal::new(9, 1))
}

/// "born 71 years ago" is right for whoever is 71, and where the years differ by 71.
fn ago(finding: Finding, event: &When, dateline: Option<Dateline>) -> Finding {
    let right = || {
        let Some(Value::When(when)) = &finding.value else { return None };
        let counted = when.hedged && when.grain == Period::Year && when.written.year.is_none();
        let day = dateline.filter(|_| counted)?.date;
        let (from, to) = days(when)?;
        let (first, last) = days(event)?;
        let length = (to - from).get_days();
        if !(360..370).contains(&length) || to >= day {
            return None;
        }
        let middle = from.checked_add(jiff::Span::new().days(length / 2)).ok()?;
        let count = ((day - middle).get_days() + 183) / 365;
        let count = i64::from(count);
        let differ = |date: Date| i64::from(day.year()) - i64::from(date.year());
        let passed = (years(last, day)..=years(first, day)).contains(&count);
        (passed || (differ(last)..=differ(first)).contains(&count)).then_some(())
    };
    let doubt = matches!(finding.verdict, Verdict::Disagree | Verdict::Match(Grade::Loose));
    if !doubt || right().is_none() {
        return finding;
    }
    let reference = finding.reference.clone().unwrap_or_default();
    let message = format!("The draft says \"{}\"; the reference says {reference}.", finding.text);
    Finding { verdict: Verdict::Match(Grade::Hedged), suggestion: None, message, ..finding }
}

/// Holds a claim to one fact that is surely about it.
fn told(
    document: &Document,
    claim: &Claim,
    fact: Fact,
    lexicon: &Lexicon,
    dateline: Option<Dateline>,
) -> Option<Finding> {
    let facts = Facts { facts: vec![fact], ..Facts::default() };
    let candidate = Candidate {
        fact: 0,
        entry: None,
        score: 1000,
        doubts: Doubts::new(),
        tie: crate::pairing::Tie::Words,
        strengths: smallvec![Strength::Strong],
        elided: false,
    };
    let pairing =
        Pairing { candidates: vec![candidate], near: Vec::new(), crossed: None, verbatim: None, silent: None };
    let finding = judge(document, claim, &pairing, &facts, lexicon, dateline);
    (finding.verdict != Verdict::Unchecked).then_some(finding)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_birthday_counts_from_its_day_on() {
        for (born, day, age) in [
            (date(1943, 12, 11), date(2015, 12, 10), 71),
            (date(1943, 12, 11), date(2015, 12, 11), 72),
            (date(1931, 2, 17), date(2024, 11, 5), 93),
        ] {
            assert_eq!(years(born, day), age, "{born} {day}");
        }
    }
}

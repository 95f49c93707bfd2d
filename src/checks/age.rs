//! `age`: an age against a birth year, a jubilee against a foundation.

mod ago;
mod begins;
mod kept;
mod one;
mod since;
mod told;

use super::alarm::{Alarm, Place};
use super::rule::Rule;
use super::scene::Scene;
use crate::analysis::{ClauseKind, Pos, Role};
use crate::claims::{Value, When, WhenShape};
use crate::lexicon::{Func, Period, Stem};
use crate::verdict::bridge;
use begins::{begins, died, ended, group_before};
use jiff::civil::Date;
use one::one;
use rust_decimal::Decimal;
use told::age;

/// The first and the last day on which something may have been.
type Days = (Date, Date);

/// A word of beginning with its date.
#[derive(Clone)]
struct Begin {
    /// Index of the date's claim, where it is one.
    claim: Option<usize>,
    /// The date.
    place: Place,
    days: Days,
    /// The group of what began.
    whose: Option<u16>,
    /// First and one past the last token of the aside that tells it, commas and brackets excluded.
    aside: (usize, usize),
    /// The days of the end, where the same dates tell it ("1901–1963").
    end: Option<Days>,
}

/// An age, and as of when.
struct Told {
    claim: usize,
    years: i32,
    whose: Option<u16>,
    /// The verb that tells it, where there is one.
    verb: Option<usize>,
    how: How,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    /// "is 71", ", 71,"
    Now,
    /// "turns 120", "its 50th anniversary"
    Turns,
    /// "died at 71"
    AtEnd,
    /// "was 23 when she won in 1988", "turned 60 in 2022": at the only other date, the claim of this index.
    Then(usize),
}

/// What the sentence before told: a beginning, or an age, and whose.
#[derive(Default)]
pub(super) struct Before {
    sentence: usize,
    begin: Option<Begin>,
    /// What began is a thing without a name: only "it" takes it up.
    thing: bool,
    /// The last name of who was born.
    surname: Option<Stem>,
    told: Option<Told>,
}

pub(super) fn check(scene: &Scene<'_>, before: &mut Before, out: &mut Vec<Alarm>) {
    let dated = scene.claims.iter().any(|c| match &c.value {
        Value::When(w) => w.written.year.is_some() || w.shape == WhenShape::Range,
        // "founded in 1121, celebrates its 900th anniversary"
        Value::Ordinal(_) | Value::Age { .. } => scene.view.sentence.tokens.iter().any(|t| t.end - t.start == 4),
        _ => false,
    });
    let dated = dated || kept::named(scene);
    let bracketed = || (0..scene.view.len()).any(|t| scene.view.mark(t, "(") && scene.years(t + 1).is_some());
    // "(born 1871, died 1940) was 59": years that are read as numbers elsewhere.
    let view = scene.view;
    let year = |t: usize| view.digits(t) && view.text(t).len() == 4;
    let lived = || aged(scene) && (0..view.len()).any(|t| died(scene, t) && year(t + 1));
    let next = before.sentence + 1 == scene.sentence;
    if !dated && !bracketed() && !lived() {
        // "Jon Vold was born in 1961. He is 66."
        let begun = before.begin.take().filter(|_| next);
        let told: Vec<Told> = if begun.is_some() || aged(scene) {
            (0..scene.claims.len()).filter_map(|i| age(scene, i)).collect()
        } else {
            Vec::new()
        };
        if let (Some(begin), [told]) = (&begun, told.as_slice())
            && (pronoun(scene, told.whose) && (!before.thing || it(scene, told.whose))
                || before.surname.is_some() && before.surname == surname(scene, told.whose))
        {
            out.extend(judge(scene, begin, told));
        }
        let told = told.into_iter().next().filter(|t| named(scene, t.whose));
        *before = Before { sentence: scene.sentence, begin: None, thing: false, surname: None, told };
        return;
    }
    ago::check(scene, out);
    since::check(scene, out);
    let begins: Vec<Begin> = begins(scene);
    let told: Vec<Told> = (0..scene.claims.len()).filter_map(|i| age(scene, i)).collect();
    let last = std::mem::take(before);
    before.sentence = scene.sentence;
    // "The paper was founded in 1872. It celebrates its 100th anniversary this year."
    if let ([], [told], Some(begin)) = (begins.as_slice(), told.as_slice(), last.begin.as_ref().filter(|_| next))
        && pronoun(scene, told.whose)
        && (!last.thing || it(scene, told.whose))
    {
        out.extend(judge(scene, begin, told));
        return;
    }
    if let ([begin], []) = (begins.as_slice(), told.as_slice()) {
        kept::check(scene, begin, out);
        // "Jon Vold is 66. He was born in 1961."
        // "Jon Vold, 66, runs the mill. It was built in 1924.": no person is "it".
        let theirs = last.told.filter(|_| next && pronoun(scene, begin.whose) && !it(scene, begin.whose));
        let other = last.sentence;
        let from = scene.draft.claims.partition_point(|c| (c.sentence as usize) < other);
        let own = scene.draft.scene(other, from).filter(|s| s.view.sentence.block == scene.view.sentence.block);
        if let (Some(told), Some(own)) = (theirs, own) {
            out.extend(judge(&own, &Begin { claim: None, ..begin.clone() }, &told));
        }
        // What it tells of may be taken up by a pronoun behind it.
        let known = subject(scene, begin.aside.0).is_some() && begin.whose.is_some();
        let name = known && named(scene, begin.whose);
        before.surname = surname(scene, begin.whose).filter(|_| name);
        before.thing = known && !name && sole(scene, begin.whose);
        before.begin = Some(Begin { claim: None, ..begin.clone() }).filter(|_| name || before.thing);
        return;
    }
    // "Pell Iduma died at the age of 83 on 4 May 2021. He was born on 19 September 1939."
    if let ([], [own]) = (begins.as_slice(), told.as_slice())
        && named(scene, own.whose)
    {
        before.told = told.into_iter().next();
        return;
    }
    let [begin] = begins.as_slice() else { return };
    let [told] = told.as_slice() else { return };
    if Some(told.claim) == begin.claim || !one(scene, begin, told) || parted(scene, told) {
        return;
    }
    out.extend(judge(scene, begin, told));
}

/// "won his first title at 19 and his last in 2012": a date that "and" parts from the age is told of another thing.
fn parted(scene: &Scene<'_>, told: &Told) -> bool {
    let How::Then(date) = told.how else { return false };
    let (Some(age), Some(date)) = (scene.claims.get(told.claim), scene.claims.get(date)) else { return false };
    let and = |t: usize| scene.view.token(t).is_some_and(|t| t.pos == Pos::Conjunction);
    (age.tokens.end as usize..date.tokens.start as usize).any(and)
}

/// Whether something here may be an age.
fn aged(scene: &Scene<'_>) -> bool {
    let view = scene.view;
    scene.claims.iter().any(|c| match c.value {
        Value::Age { .. } => true,
        Value::Number(_) => (c.tokens.start as usize)
            .checked_sub(1)
            .is_some_and(|t| view.is(t, Func::Be) || scene.comma(t) && scene.comma(c.tokens.end as usize)),
        _ => false,
    })
}

/// Whether a group is the pronoun at the head of its sentence.
fn pronoun(scene: &Scene<'_>, group: Option<u16>) -> bool {
    let view = scene.view;
    group.and_then(|g| view.sentence.groups.get(g as usize)).is_some_and(|g| {
        let head = g.head as usize;
        head == 0
            && view.token(head).is_some_and(|t| t.pos == Pos::Pronoun)
            && !view.is(head, Func::PluralPronoun)
            && !view.is(head, Func::There)
    })
}

/// The last word of the name of a group, of more than one word or alone.
fn surname(scene: &Scene<'_>, group: Option<u16>) -> Option<Stem> {
    let group = group.and_then(|g| scene.view.sentence.groups.get(g as usize)).filter(|g| g.name)?;
    scene.view.token(group.head as usize).filter(|t| t.pos == Pos::Name).map(|t| t.surface)
}

/// Whether a group is the pronoun for a thing.
fn it(scene: &Scene<'_>, group: Option<u16>) -> bool {
    let group = group.and_then(|g| scene.view.sentence.groups.get(g as usize));
    group.is_some_and(|g| scene.view.is(g.head as usize, Func::ThingPronoun))
}

/// Whether a group is the only subject of its sentence, and a definite thing.
fn sole(scene: &Scene<'_>, group: Option<u16>) -> bool {
    let view = scene.view;
    let groups = &view.sentence.groups;
    let own = group.map(|g| root(scene, g)).and_then(|g| groups.get(g as usize));
    let subjects = groups.iter().filter(|g| g.role == Role::Subject).count();
    own.is_some_and(|g| g.role == Role::Subject && view.is(g.range.start as usize, Func::The)) && subjects == 1
}

/// Whether a group is the only name of its sentence that is a subject.
fn named(scene: &Scene<'_>, group: Option<u16>) -> bool {
    let groups = &scene.view.sentence.groups;
    let own = group.map(|g| root(scene, g)).and_then(|g| groups.get(g as usize));
    let others = groups.iter().filter(|g| g.name && g.role == Role::Subject).count();
    own.is_some_and(|g| g.name && g.role == Role::Subject) && others == 1
}

fn judge(scene: &Scene<'_>, begin: &Begin, told: &Told) -> Option<Alarm> {
    let claim = scene.claims.get(told.claim)?;
    if scene.quoted(claim.tokens.start as usize) {
        return None;
    }
    let now = scene.draft.dateline.map(|d| (d.date, d.date));
    let at: Days = match told.how {
        How::AtEnd => begin.end.or_else(|| ended(scene))?,
        How::Then(index) => match &scene.claims.get(index)?.value {
            Value::When(when) => days(when).or_else(|| day(when))?,
            _ => return None,
        },
        How::Now => {
            // A year in the same clause may be the one in which it was so.
            let other = scene.claims.iter().enumerate().any(|(i, c)| {
                Some(i) != begin.claim
                    && c.frame.clause == claim.frame.clause
                    && matches!(&c.value, Value::When(w) if w.written.year.is_some() || w.grain >= Period::Year)
                    && !told::this_year(scene, c.tokens.start as usize)
            });
            now.filter(|_| !other)?
        }
        How::Turns => {
            let year = now?.0.year();
            (Date::new(year - 1, 12, 31).ok()?, Date::new(year + 1, 12, 31).ok()?)
        }
    };
    let (mut least, mut most) = (years(begin.days.1, at.0), years(begin.days.0, at.1));
    // One turns so old in a year whatever the day.
    let jubilee = matches!(claim.value, Value::Ordinal(_));
    let turned =
        matches!(told.how, How::Then(_)) && (jubilee || told.verb.is_some_and(|v| scene.view.is(v, Func::Turn)));
    // On a day of its own it is that day's, where the birth is one.
    let exact = at.0 == at.1 && begin.days.0 == begin.days.1;
    if turned && !exact && begin.days.0.year() == begin.days.1.year() && at.0.year() == at.1.year() {
        least = i32::from(at.0.year()) - i32::from(begin.days.0.year());
        most = least;
    }
    if most < 0 || (least..=most).contains(&told.years) {
        return None;
    }
    let turns = told.how == How::Turns;
    let counted = i32::from(at.1.year()) - 1 - i32::from(begin.days.0.year());
    let (least, most) = if turns { (counted, counted) } else { (least, most) };
    let date = scene.view.prose.get(begin.place.span.start as usize..begin.place.span.end as usize)?;
    let words = scene.words(claim);
    let right = |least: i32, most: i32| if least == most { most.to_string() } else { format!("{least} or {most}") };
    let then = match told.how {
        How::AtEnd | How::Then(_) => String::from("then"),
        How::Now => format!("on {}", bridge::day(at.0)),
        How::Turns => format!("in {}", at.1.year() - 1),
    };
    let message =
        format!("The draft says \"{words}\", but from \"{date}\" it is {} {then}.", right(least.max(0), most));
    let mend = |n: i32| bridge::rewritten(words, &claim.value, Decimal::from(n), scene.draft.lexicon);
    let mut place = scene.place(told.claim)?.mended(mend(most));
    if least != most && least >= 0 {
        place = place.mended(mend(least));
    }
    let year = at.1.year() - i16::try_from(told.years).ok()? - i16::from(turns);
    let old = begin.days.0.year().to_string();
    let dated = date.contains(&old).then(|| date.replacen(&old, &year.to_string(), 1)).filter(|new| new != date);
    let mut places = vec![begin.place.clone().mended(dated), place];
    places.sort_by_key(|p: &Place| p.span);
    let at = places.iter().position(|p| p.span == claim.span)?;
    Some(Alarm { at, ..Alarm::over(Rule::Age, places, message) })
}

/// Full years from one day to another.
fn years(from: Date, to: Date) -> i32 {
    let whole = i32::from(to.year()) - i32::from(from.year());
    whole - i32::from((to.month(), to.day()) < (from.month(), from.day()))
}

/// The days of a date that is written with its year.
fn days(when: &When) -> Option<Days> {
    let first = when.readings.first()?;
    (when.shape == WhenShape::On && when.written.year.is_some() && !when.hedged && when.readings.len() == 1)
        .then(|| Some((first.from?.date(), first.to?.date().yesterday().ok()?)))?
}

/// The day that a weekday or a date without its year is, counted from the dateline.
fn day(when: &When) -> Option<Days> {
    let first = when.readings.first()?;
    let one = when.shape == WhenShape::On && when.grain == Period::Day && !when.hedged && when.readings.len() == 1;
    one.then(|| Some((first.from?.date(), first.to?.date().yesterday().ok()?)))?
}

/// The group that another explains, or whose "of" it is not: "the sculptor Ivo Tann".
fn root(scene: &Scene<'_>, group: u16) -> u16 {
    let groups = &scene.view.sentence.groups;
    let mut at = group;
    for _ in 0..4 {
        match groups.get(at as usize).map(|g| g.role) {
            Some(Role::Apposition(parent)) => at = parent,
            _ => break,
        }
    }
    at
}

/// Whose a clause tells: what its relative or participle says something of, else its subject.
fn subject(scene: &Scene<'_>, token: usize) -> Option<u16> {
    let clause = scene.view.sentence.clauses.get(scene.view.token(token)?.clause as usize)?;
    match clause.kind {
        // "whose brother was born"
        ClauseKind::Relative if clause.range.indices().any(|t| scene.view.is(t, Func::Whose)) => clause.subject,
        ClauseKind::Relative | ClauseKind::Participle => clause.antecedent.or(clause.subject),
        // "The bank marked …, having been founded in 1822"
        _ => clause.subject.or_else(|| {
            let having = scene.view.token(clause.range.start as usize).is_some_and(|t| t.pos == Pos::Aux);
            let parent = scene.view.sentence.clauses.get(clause.parent? as usize)?;
            parent.subject.filter(|_| having)
        }),
    }
}

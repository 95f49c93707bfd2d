//! `age`: an age against a birth year, a jubilee against a foundation.

mod ago;
mod since;
mod told;

use super::alarm::{Alarm, Place};
use super::rule::Rule;
use super::scene::Scene;
use crate::analysis::{ClauseKind, Pos, Role};
use crate::claims::{Value, When, WhenShape};
use crate::lexicon::{CheckWord, Func, OfficeWord, Period, Sense};
use crate::verdict::bridge;
use jiff::civil::Date;
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
    told: Option<Told>,
}

pub(super) fn check(scene: &Scene<'_>, before: &mut Before, out: &mut Vec<Alarm>) {
    let dated = scene.claims.iter().any(|c| match &c.value {
        Value::When(w) => w.written.year.is_some() || w.shape == WhenShape::Range,
        // "founded in 1121, celebrates its 900th anniversary"
        Value::Ordinal(_) | Value::Age { .. } => scene.view.sentence.tokens.iter().any(|t| t.end - t.start == 4),
        _ => false,
    });
    let bracketed = || (0..scene.view.len()).any(|t| scene.view.mark(t, "(") && scene.years(t + 1).is_some());
    let next = before.sentence + 1 == scene.sentence;
    if !dated && !bracketed() {
        // "Jon Vold was born in 1961. He is 66."
        let begun = before.begin.take().filter(|_| next);
        let told: Vec<Told> = if begun.is_some() || aged(scene) {
            (0..scene.claims.len()).filter_map(|i| age(scene, i)).collect()
        } else {
            Vec::new()
        };
        if let (Some(begin), [told]) = (&begun, told.as_slice())
            && pronoun(scene, told.whose)
        {
            out.extend(judge(scene, begin, told));
        }
        let told = told.into_iter().next().filter(|t| named(scene, t.whose));
        *before = Before { sentence: scene.sentence, begin: None, told };
        return;
    }
    ago::check(scene, out);
    since::check(scene, out);
    let begins: Vec<Begin> = begins(scene);
    let told: Vec<Told> = (0..scene.claims.len()).filter_map(|i| age(scene, i)).collect();
    let last = std::mem::take(before);
    before.sentence = scene.sentence;
    if let ([begin], []) = (begins.as_slice(), told.as_slice()) {
        // "Jon Vold is 66. He was born in 1961."
        let theirs = last.told.filter(|_| next && pronoun(scene, begin.whose));
        let other = last.sentence;
        let from = scene.draft.claims.partition_point(|c| (c.sentence as usize) < other);
        let own = scene.draft.scene(other, from).filter(|s| s.view.sentence.block == scene.view.sentence.block);
        if let (Some(told), Some(own)) = (theirs, own) {
            out.extend(judge(&own, &Begin { claim: None, ..begin.clone() }, &told));
        }
        // What it tells of may be taken up by a pronoun behind it.
        let subject = subject(scene, begin.aside.0).is_some() && begin.whose.is_some() && named(scene, begin.whose);
        before.begin = Some(Begin { claim: None, ..begin.clone() }).filter(|_| subject);
        return;
    }
    let [begin] = begins.as_slice() else { return };
    let [told] = told.as_slice() else { return };
    if Some(told.claim) == begin.claim || !one(scene, begin, told) {
        return;
    }
    out.extend(judge(scene, begin, told));
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
            Value::When(when) => days(when)?,
            _ => return None,
        },
        How::Now => {
            // A year in the same clause may be the one in which it was so.
            let other = scene.claims.iter().enumerate().any(|(i, c)| {
                Some(i) != begin.claim
                    && c.frame.clause == claim.frame.clause
                    && matches!(&c.value, Value::When(w) if w.written.year.is_some() || w.grain >= Period::Year)
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
    if turned && begin.days.0.year() == begin.days.1.year() && at.0.year() == at.1.year() {
        least = i32::from(at.0.year()) - i32::from(begin.days.0.year());
        most = least;
    }
    if most < 0 || (least..=most).contains(&told.years) {
        return None;
    }
    let turns = told.how == How::Turns;
    let exact = i32::from(at.1.year()) - 1 - i32::from(begin.days.0.year());
    let (least, most) = if turns { (exact, exact) } else { (least, most) };
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

/// Whether an age and a beginning are of one: by their clauses, or by the verb that goes on behind the aside that
/// tells the beginning ("The mill, built in 1890, turns 138"; "Built in 1906, the tram shed turns 120").
fn one(scene: &Scene<'_>, begin: &Begin, told: &Told) -> bool {
    let view = scene.view;
    if let (Some(a), Some(b)) = (begin.whose, told.whose)
        && root(scene, a) == root(scene, b)
    {
        return true;
    }
    // "Lund became chief in 2014, aged 34; he was born in 1970": the only one that is named.
    if let (Some(a), Some(b)) = (begin.whose, told.whose)
        && (refers(scene, a, b) || refers(scene, b, a))
    {
        return true;
    }
    let (from, to) = begin.aside;
    // "Mia Falk, 76, born in 1930, still paints": one aside behind another.
    let behind = scene
        .claims
        .get(told.claim)
        .is_some_and(|c| c.tokens.end as usize + 1 == from && (scene.comma(from - 1) || view.mark(from - 1, "(")));
    if told.verb.is_none() && behind {
        return true;
    }
    let Some(verb) = told.verb else { return false };
    let starts =
        (to + 1..=verb).all(|t| t == verb || view.token(t).is_some_and(|t| matches!(t.pos, Pos::Adverb | Pos::Aux)));
    let opened = from.checked_sub(1).is_some_and(|t| {
        (scene.comma(t) || view.mark(t, "("))
            && t.checked_sub(1).and_then(|t| view.token(t)).is_some_and(|t| t.group.is_some())
    });
    let closed = scene.comma(to) || view.mark(to, ")");
    if opened && closed && to < verb && starts {
        return true;
    }
    // Only its subject stands between the aside and the verb.
    let subject = to + 1 < verb
        && verb <= to + 7
        && (to + 1..verb).all(|t| {
            view.token(t)
                .is_some_and(|t| !matches!(t.pos, Pos::Mark | Pos::Preposition | Pos::Conjunction | Pos::Possessive))
        });
    // "Born in 1961 in a village without light, he turned 60"
    let comma = (to..verb).find(|&t| scene.comma(t));
    let plain = |a: usize, b: usize| {
        (a..b)
            .all(|t| view.token(t).is_some_and(|t| !matches!(t.pos, Pos::Verb | Pos::Aux | Pos::Relative | Pos::Mark)))
    };
    let pronoun = comma
        .is_some_and(|c| c + 2 == verb && view.token(c + 1).is_some_and(|t| t.pos == Pos::Pronoun) && plain(to, c));
    from == 0 && (scene.comma(to) && subject || pronoun)
}

/// Whether a pronoun behind the only other subject of the sentence stands for it: "Lund …; he", "The school …; it".
fn refers(scene: &Scene<'_>, pronoun: u16, noun: u16) -> bool {
    let view = scene.view;
    let groups = &view.sentence.groups;
    let (Some(one), Some(other)) = (groups.get(pronoun as usize), groups.get(noun as usize)) else { return false };
    let is_pronoun = |head: u32| view.token(head as usize).is_some_and(|t| t.pos == Pos::Pronoun);
    let singular = is_pronoun(one.head) && !view.is(one.head as usize, Func::PluralPronoun);
    let fits = other.name || view.is(one.head as usize, Func::ThingPronoun);
    let owned = view.is(other.range.start as usize, Func::Possessive);
    let subjects = groups.iter().filter(|g| g.role == Role::Subject && !is_pronoun(g.head)).count();
    singular && fits && !owned && subjects == 1 && !is_pronoun(other.head) && other.range.start < one.range.start
}

/// All words of beginning with a date of their own, and life dates in brackets.
fn begins(scene: &Scene<'_>) -> Vec<Begin> {
    let view = scene.view;
    let mut out: Vec<Begin> = Vec::new();
    for at in 0..view.len() {
        let begins = view.hits(at).any(|h| match h.sense {
            Sense::Office(id) => {
                matches!(view.lexicon.offices.get(id as usize), Some(OfficeWord::Born | OfficeWord::Founded))
            }
            Sense::Check(CheckWord::Birth) => true,
            Sense::Check(CheckWord::Made) => view.token(at).is_some_and(|t| t.pos == Pos::Verb) && passive(scene, at),
            _ => false,
        });
        let birth = scene.word(at, CheckWord::Birth);
        let verbal = view.token(at).is_some_and(|t| t.pos != Pos::Noun) || view.mark(at + 1, ".") || birth.is_some();
        if !begins || !verbal {
            continue;
        }
        let from = at + birth.map_or(0, |len| len - 1);
        let Some((place, days, to)) = date_behind(scene, from) else { continue };
        if out.last().is_some_and(|b| b.place.span == place.span) {
            continue;
        }
        let claim = place.claim.and_then(|c| c.checked_sub(scene.first));
        let from =
            (at.saturating_sub(3)..at).rev().find(|&t| scene.comma(t) || view.mark(t, "(")).map_or(at, |t| t + 1);
        let whose =
            if from > 0 && view.mark(from - 1, "(") { group_before(scene, from - 1) } else { subject(scene, at) };
        out.push(Begin { claim, place, days, whose, aside: (from, to), end: None });
    }
    for open in 0..view.len() {
        if !view.mark(open, "(") || !view.mark(open + 4, ")") {
            continue;
        }
        let Some((first, last)) = scene.years(open + 1) else { continue };
        let named = group_before(scene, open).filter(|&g| view.sentence.groups.get(g as usize).is_some_and(|g| g.name));
        let year = |y: i16| Some((Date::new(y, 1, 1).ok()?, Date::new(y, 12, 31).ok()?));
        let claim = scene.claim_over(open + 1).or_else(|| scene.claim_over(open + 3));
        let place = scene.tokens(open + 1, open + 4).map(|p| Place { claim: claim.map(|c| scene.first + c), ..p });
        if let (Some(whose), Some(days), Some(end), Some(place)) = (named, year(first), year(last), place) {
            out.push(Begin { claim, place, days, whose: Some(whose), aside: (open + 1, open + 4), end: Some(end) });
        }
    }
    out
}

/// "built in 1906", "was founded in 1920": it was made, and made nothing.
fn passive(scene: &Scene<'_>, at: usize) -> bool {
    let view = scene.view;
    let behind = view.is(at + 1, Func::In) || view.is(at + 1, Func::On) || view.is(at + 1, Func::By);
    // "The theatre opened in 1919": right behind its subject.
    let subject = |t: usize| {
        let clause = view.token(at).and_then(|t| view.sentence.clauses.get(t.clause as usize));
        let group = clause.and_then(|c| c.subject).and_then(|g| view.sentence.groups.get(g as usize));
        group.is_some_and(|g| g.range.end as usize == t + 1)
    };
    let begins = at.checked_sub(1).is_none_or(|t| {
        scene.comma(t) || view.mark(t, "(") || view.is(t, Func::Be) || view.is(t, Func::Been) || subject(t)
    });
    behind && begins
}

fn group_before(scene: &Scene<'_>, at: usize) -> Option<u16> {
    scene.view.token(at.checked_sub(1)?)?.group
}

/// The first date behind a word, with at most a place between them, and where it ends. Years long past, which are
/// read as numbers elsewhere, are years behind such a word.
fn date_behind(scene: &Scene<'_>, at: usize) -> Option<(Place, Days, usize)> {
    let view = scene.view;
    for next in at + 1..(at + 8).min(view.len()) {
        if let Some(index) = scene.claim_at(next) {
            let claim = scene.claims.get(index)?;
            if let Value::When(when) = &claim.value {
                return Some((scene.place(index)?, days(when)?, claim.tokens.end as usize));
            }
        }
        let text = view.text(next);
        if text.len() == 4 && view.digits(next) && (view.is(next - 1, Func::In) || next == at + 1) {
            let year: i16 = text.parse().ok()?;
            let days = (Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?);
            let ends =
                view.token(next + 1).is_none_or(|t| matches!(t.pos, Pos::Mark | Pos::Conjunction | Pos::Preposition));
            return ends.then(|| scene.tokens(next, next + 1)).flatten().map(|p| (p, days, next + 1));
        }
        let token = view.token(next)?;
        let stop = (view.mark(next, ".") || view.mark(next, ":")) && next == at + 1;
        if !stop && !matches!(token.pos, Pos::Preposition | Pos::Name | Pos::Determiner) {
            return None;
        }
    }
    None
}

/// The days of a death that the sentence tells.
fn ended(scene: &Scene<'_>) -> Option<Days> {
    let view = scene.view;
    (0..view.len()).filter(|&at| died(scene, at)).find_map(|at| date_behind(scene, at)).map(|(_, days, _)| days)
}

fn died(scene: &Scene<'_>, at: usize) -> bool {
    scene.view.hits(at).any(|h| {
        matches!(h.sense, Sense::Office(id) if scene.view.lexicon.offices.get(id as usize) == Some(&OfficeWord::Died))
    })
}

//! Lives that sentences tell: "Ada Lind was born on 4 May 1950" is a person's date, to which ages are held too.

use super::{Ground, Life};
use crate::analysis::{Group, Pos, View};
use crate::claims::{Claim, Stretch, Value, When, WhenShape};
use crate::lexicon::{OfficeWord, Sense, TokenKind};

/// Years that a life lasts, the fewest and the most of which a bracket behind a name tells.
const LIFE: std::ops::RangeInclusive<i16> = 15..=115;

/// A date of somebody's or something's life.
#[derive(Debug, Clone)]
pub(super) struct Told {
    name: String,
    person: bool,
    begins: bool,
    when: When,
}

/// What a date in a sentence says of a life, if it says when somebody named was born or died, or something
/// named was founded or dissolved.
pub(super) fn told(view: View<'_>, claim: &Claim) -> Vec<Told> {
    let found = bracketed(view, claim).unwrap_or_default();
    if found.is_empty() { by_verb(view, claim).into_iter().collect() } else { found }
}

/// "Ada Lind (4 May 1950 – 3 June 2021) was a potter", "Ada Lind (born 4 May 1950) is a potter".
fn bracketed(view: View<'_>, claim: &Claim) -> Option<Vec<Told>> {
    let Value::When(when) = &claim.value else { return None };
    let (start, end) = (claim.tokens.start as usize, claim.tokens.end as usize);
    let open = (0..start).rev().take_while(|&i| !view.mark(i, ")")).find(|&i| view.mark(i, "("))?;
    let group = view.token(open.checked_sub(1)?)?.group.and_then(|g| view.sentence.groups.get(g as usize))?;
    let leads = (0..group.range.start as usize).all(|t| view.token(t).is_some_and(|t| t.pos == Pos::Determiner));
    if !leads || when.hedged || when.written.year.is_none() || group.range.end as usize > open {
        return None;
    }
    let name = name(view, group).filter(|n| n.contains(' '))?;
    let one = |begins, when| Told { name: name.clone(), person: true, begins, when };
    let closed = [")", ",", ";"].iter().any(|m| view.mark(end, m));
    if when.shape == WhenShape::On {
        let born = open + 2 == start && is(view, open + 1, OfficeWord::Born);
        return (born && closed).then(|| vec![one(true, when.clone())]);
    }
    // "(born Ada Holm; 4 May 1950 – 3 June 2021)"
    let alone = open + 1 == start || view.mark(start - 1, ";");
    let (first, last) = (when.readings.first()?, when.ends.first()?);
    let years = last.first_day()?.year() - first.first_day()?.year();
    let lived = when.shape == WhenShape::Range && alone && view.mark(end, ")") && LIFE.contains(&years);
    if !lived {
        return None;
    }
    Some(vec![one(true, whole(first)?), one(false, whole(last)?)])
}

/// Whether a token is such a word of offices and lives.
fn is(view: View<'_>, at: usize, word: OfficeWord) -> bool {
    view.hits(at).any(|h| matches!(h.sense, Sense::Office(id) if view.lexicon.offices.get(id as usize) == Some(&word)))
}

/// A stretch as the date that covers it: a day, a month or a year.
fn whole(stretch: &Stretch) -> Option<When> {
    let (first, last) = (stretch.first_day()?, stretch.last_day()?);
    if first == last {
        return Some(When::day(first));
    }
    let month = first.day() == 1 && last == first.last_of_month();
    let year = (first.month(), first.day(), last.month(), last.day()) == (1, 1, 12, 31) && first.year() == last.year();
    if month {
        When::month(first.year(), first.month().unsigned_abs())
    } else if year {
        When::year(first.year())
    } else {
        None
    }
}

/// What the verb of a date's clause says of a life.
fn by_verb(view: View<'_>, claim: &Claim) -> Option<Told> {
    let Value::When(when) = &claim.value else { return None };
    if when.shape != WhenShape::On || when.hedged || when.written.year.is_none() || claim.frame.unasserted.is_some() {
        return None;
    }
    let clauses = &view.sentence.clauses;
    let clause = clauses.get(claim.frame.clause as usize).filter(|c| !c.negated)?;
    let verb = clause.verb? as usize;
    let does = |word| is(view, verb, word);
    let (person, begins) = if does(OfficeWord::Born) {
        (true, true)
    } else if does(OfficeWord::Died) && !clause.passive {
        (true, false)
    } else if does(OfficeWord::Founded) && clause.passive {
        (false, true)
    } else if does(OfficeWord::Dissolved) && clause.passive {
        (false, false)
    } else {
        return None;
    };
    let subject = view.sentence.groups.get(clause.subject? as usize)?;
    Some(Told { name: name(view, subject)?, person, begins, when: when.clone() })
}

/// The name of a group that is nothing else, its article and titles aside.
fn name(view: View<'_>, group: &Group) -> Option<String> {
    let is_name = |t: usize| view.token(t).is_some_and(|t| t.pos == Pos::Name && t.kind == TokenKind::Word);
    let (from, to) = (group.range.start as usize, group.range.end as usize);
    let first = (from..to).find(|&t| is_name(t))?;
    let inside = |t: usize| is_name(t) || view.token(t).is_some_and(|t| t.kind == TokenKind::Mark);
    let whole = (first..to).all(inside) && is_name(to - 1) && group.name;
    let front = (from..first).all(|t| {
        view.token(t).is_some_and(|t| t.pos == Pos::Determiner)
            || view.hits(t).any(|h| matches!(h.sense, Sense::Honorific))
    });
    (whole && front).then(|| view.stretch(first, to).to_owned())
}

/// The lives of a fact's dates: birth and death of one person are one life.
pub(super) fn lives(told: Vec<Told>, ground: &Ground) -> Vec<Life> {
    let mut out: Vec<Life> = Vec::new();
    for one in told {
        let at = out.iter().position(|l| l.name == one.name && l.person == one.person).unwrap_or_else(|| {
            out.push(Life { ground: ground.clone(), name: one.name, person: one.person, ..Life::default() });
            out.len() - 1
        });
        let Some(life) = out.get_mut(at) else { continue };
        let slot = if one.begins { &mut life.begins } else { &mut life.ends };
        slot.get_or_insert(one.when);
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::facts::parse;
    use crate::lexicon::Lexicon;
    use std::path::Path;

    #[test]
    fn sentences_tell_of_lives() {
        let lexicon = Lexicon::english().expect("the packs are sound");
        let lives = |text: &str| {
            let facts = parse(&format!("[facts]\nx = \"{text}\"\n"), Path::new("facts.toml"), &lexicon);
            let edtf = |w: &Option<crate::claims::When>| w.as_ref().map(|w| w.edtf.clone()).unwrap_or_default();
            facts
                .lives
                .iter()
                .map(|l| {
                    format!(
                        "{} {} {}/{}",
                        if l.person { "person" } else { "entity" },
                        l.name,
                        edtf(&l.begins),
                        edtf(&l.ends)
                    )
                })
                .collect::<Vec<_>>()
        };
        for (text, told) in [
            ("Ada Lind was born on 4 May 1950.", vec!["person Ada Lind 1950-05-04/"]),
            ("Ada Lind was born in 1950 and died on 3 June 2021.", vec!["person Ada Lind 1950/2021-06-03"]),
            ("Corvo Lines was founded in 1894 in Orra.", vec!["entity Corvo Lines 1894/"]),
            ("The Tarn Rowing Club was dissolved in May 1931.", vec!["entity Tarn Rowing Club /1931-05"]),
            ("Tomas Corvo founded the line in 1894.", vec![]),
            ("Ada Lind (4 May 1950 – 3 June 2021) was a potter.", vec!["person Ada Lind 1950-05-04/2021-06-03"]),
            ("Ada Lind (1950–2021) was a potter.", vec!["person Ada Lind 1950/2021"]),
            (
                "Ada Lind (born Ada Holm; 4 May 1950 – 3 June 2021) threw pots.",
                vec!["person Ada Lind 1950-05-04/2021-06-03"],
            ),
            ("Ada Lind (born 4 May 1950) is a potter.", vec!["person Ada Lind 1950-05-04/"]),
            ("The Orra War (4 May 1950 – 3 June 1954) was short.", vec![]),
            ("Ada Lind (chair, 2001–2005) was a potter.", vec![]),
            ("The child was born in 1950.", vec![]),
            ("Ada Lind was not born in 1950.", vec![]),
            ("Ada Lind was elected in 1950.", vec![]),
        ] {
            assert_eq!(lives(text), told, "{text}");
        }
    }
}

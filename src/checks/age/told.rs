//! The age or jubilee that a sentence tells: whose, and as of when.

use super::super::scene::Scene;
use super::{How, Told, died, ended, group_before};
use crate::analysis::{Pos, Tense};
use crate::claims::{Claim, Value, WhenShape};
use crate::lexicon::{CheckWord, Func, Period, Sense};

/// An age or a jubilee, and whose it is.
pub(super) fn age(scene: &Scene<'_>, index: usize) -> Option<Told> {
    let view = scene.view;
    let claim = scene.claims.get(index)?;
    let (start, end) = (claim.tokens.start as usize, claim.tokens.end as usize);
    // "will turn 70 in November"
    let turning = (start.saturating_sub(1)..end).any(|t| view.is(t, Func::Turn));
    // "The 50-year-old tram is to be scrapped": so old it is.
    let known = start > 0 && view.is(start - 1, Func::The) && view.dash(start + 1);
    if claim.frame.unasserted.as_ref().is_some_and(|u| !u.ahead && !known) || claim.frame.future && !turning && !known {
        return None;
    }
    // "would have been 100 today": so old somebody would be, were he alive.
    let alive = claim.frame.unasserted.is_some()
        && start > 2
        && view.is(start - 1, Func::Been)
        && view.is(start - 2, Func::Have)
        && view.is(start - 3, Func::Would);
    if alive && matches!(claim.value, Value::Number(_) | Value::Age { .. }) {
        let figure = claim.value.figure()?;
        let years = i32::try_from(figure.number.filter(|n| n.is_integer() && figure.hedge.is_none())?).ok()?;
        let now = scene.claim_at(end).and_then(|i| scene.claims.get(i)).is_some_and(|c| today(scene, c));
        let whose = view.sentence.clauses.get(view.token(start)?.clause as usize)?.subject;
        return now.then_some(Told { claim: index, years, whose, verb: Some(start - 1), how: How::Turns });
    }
    if claim.frame.unasserted.is_some() && !turning && !known {
        return None;
    }
    let clause_of = |t: usize| view.sentence.clauses.get(view.token(t)?.clause as usize);
    if let Value::Ordinal(n) = claim.value {
        // "its 50th anniversary as a league side", "of its move": of something else than the foundation.
        let jubilee = (end..end + 3).find(|&t| scene.word(t, CheckWord::Jubilee).is_some()).is_some_and(|t| {
            let next = t + scene.word(t, CheckWord::Jubilee).unwrap_or(1);
            ![Func::As, Func::Of, Func::Since].iter().any(|&f| view.is(next, f))
        });
        let clause = clause_of(start)?;
        let present = clause.tense == Tense::Present || clause.tense == Tense::Future;
        let whose = start > 0 && view.is(start - 1, Func::Whose);
        let own = whose
            || start.checked_sub(1).is_some_and(|t| {
                view.is(t, Func::Possessive) || view.token(t).is_some_and(|t| t.pos == Pos::Possessive)
            });
        let verb = clause.verbs.map(|v| v.start as usize);
        let years = i32::try_from(n).ok()?;
        // "celebrated its 120th birthday in 2015"
        let then =
            only_date(scene, end).filter(|_| (end..end + 4).any(|t| view.is(t, Func::In) || view.is(t, Func::On)));
        let how = match then {
            Some(date) if clause.tense == Tense::Past => How::Then(date),
            _ if present || just(scene) || lately(scene, end + 1) => How::Turns,
            _ => return None,
        };
        // "Falk, whose 90th birthday falls this month, was born": of whom the clause tells.
        let whose = if whose { clause.antecedent } else { clause.subject };
        let told = Told { claim: index, years, whose, verb, how };
        return (jubilee && own).then_some(told);
    }
    let figure = claim.value.figure()?;
    let years = i32::try_from(figure.number.filter(|n| n.is_integer() && figure.hedge.is_none())?).ok()?;
    let before = start.saturating_sub(1);
    let aged = matches!(claim.value, Value::Age { unit: Period::Year, .. });
    let bare = matches!(claim.value, Value::Number(_)) && years > 0;
    if !aged && !bare {
        return None;
    }
    let ends = view.token(end).is_none_or(|t| matches!(t.pos, Pos::Mark | Pos::Conjunction));
    // "turns 120 this year"
    if let Some(verb) = (before..end).find(|&t| view.is(t, Func::Turn)) {
        let clause = clause_of(verb)?;
        let past = view.hits(verb).any(|h| matches!(h.sense, Sense::Verb(crate::lexicon::VerbForm::Past)))
            || view.text(verb).ends_with("ed");
        let dated = (view.is(end, Func::In) || view.is(end, Func::On))
            .then(|| date_at(scene, end + 1).or_else(|| only_date(scene, end).filter(|_| !month_behind(scene, end))));
        let dated = dated.flatten();
        // "would have turned 85 on Saturday": on a day of its own.
        let day = view.is(end, Func::On).then(|| scene.claim_at(end + 1).or_else(|| scene.claim_at(end))).flatten();
        let day = day.filter(|&i| {
            let now = scene.draft.dateline.is_some();
            now && scene.claims.get(i).is_some_and(|c| {
                matches!(&c.value, Value::When(w) if w.grain == Period::Day && w.readings.len() == 1 && w.shape == WhenShape::On)
            })
        });
        let dated = dated.or(day);
        let how = match dated {
            // "turned 60 in 2022", "will turn 70 in 2028"
            Some(date) => How::Then(date),
            // "turned 90 this year"
            None if past && !this_year(scene, end) && !lately(scene, end) && !just(scene) => return None,
            None => How::Turns,
        };
        return Some(Told { claim: index, years, whose: clause.subject, verb: Some(verb), how });
    }
    // "Aged 70, the goalkeeper died on 11 August 2014"
    if aged && start == 0 && view.is(start, Func::Aged) && scene.comma(end) {
        let dying = (end..view.len()).find(|&t| died(scene, t));
        return match dying.and_then(|t| Some((t, clause_of(t)?))) {
            Some((verb, clause)) => {
                Some(Told { claim: index, years, whose: clause.subject, verb: Some(verb), how: How::AtEnd })
            }
            None => fronted(scene, index, years),
        };
    }
    // "died aged 71", "died on 2 March at the age of 60"
    let verb = (0..start).rev().find(|&t| view.token(t).is_some_and(|t| t.pos == Pos::Verb) && !view.is(t, Func::Aged));
    // "(born 1871, died 1940) was 59 at his death": what brackets tell is no verb of the age.
    let inner = |v: usize| (v..start).any(|t| view.mark(t, ")")) && !(v..start).any(|t| view.mark(t, "("));
    if aged && let Some(verb) = verb.filter(|&v| died(scene, v) && !inner(v)) {
        // "Ada Fenn (1920-2001), who died at 91,": of whom the clause tells.
        let whose = super::subject(scene, verb).or(clause_of(verb)?.subject);
        return Some(Told { claim: index, years, whose, verb: Some(verb), how: How::AtEnd });
    }
    // "became a master on 3 June 2004 at the age of 15": at the date of its own clause.
    let at_age = aged || bare && view.is(before, Func::At) && ends;
    if at_age && let Some(verb) = verb.filter(|&v| !view.is(before, Func::Be) && v < start) {
        let own = view.token(verb)?.clause;
        let mut dates =
            scene.claims.iter().enumerate().filter(|(_, c)| {
                c.frame.clause == own && matches!(&c.value, Value::When(w) if w.written.year.is_some())
            });
        let clause = clause_of(verb)?;
        // "…, aged 34," hangs on the clause as "at 34" stands in it.
        let aside = view.is(start, Func::Aged) && scene.comma(before);
        let plain = (view.token(start)?.clause == own || aside) && clause.tense == Tense::Past && !clause.negated;
        let at = view.is(start, Func::At) || view.is(before, Func::At) || view.is(start, Func::Aged);
        if let (Some((date, _)), None) = (dates.next(), dates.next())
            && plain
            && at
        {
            let whose = clause.subject;
            return Some(Told { claim: index, years, whose, verb: Some(verb), how: How::Then(date) });
        }
    }
    // "Per Vold, 66, was born": between commas behind a name.
    let commas = scene.comma(before) && (scene.comma(end) || end >= scene.end() || view.mark(end, "("));
    let named = group_before(scene, before).filter(|&g| view.sentence.groups.get(g as usize).is_some_and(|g| g.name));
    // "The mill, 150 years old this year, was built in 1899"
    let definite = |g: u16| {
        view.sentence
            .groups
            .get(g as usize)
            .is_some_and(|g| view.is(g.range.start as usize, Func::The) && g.range.start == 0)
    };
    let thing = group_before(scene, before).filter(|&g| aged && scene.comma(before) && definite(g));
    let past = scene.claim_at(end).and_then(|i| scene.claims.get(i)).map(|c| c.tokens.end as usize);
    if let (Some(whose), Some(past)) = (thing, past)
        && this_year(scene, end)
        && scene.comma(past)
    {
        return Some(Told { claim: index, years, whose: Some(whose), verb: None, how: How::Turns });
    }
    // "The oldest pupil, 19, was born in 1990"
    let named = named.or(thing);
    if let Some(whose) = named
        && commas
    {
        return Some(Told { claim: index, years, whose: Some(whose), verb: None, how: How::Now });
    }
    // "At 66, Jon Vold, born in 1961, still rows"
    let main = view.sentence.clauses.iter().find(|c| c.subject.is_some() && c.antecedent.is_none() && c.verb.is_some());
    if start == 1
        && view.is(0, Func::At)
        && scene.comma(end)
        && let Some(clause) = main.filter(|c| c.tense == Tense::Present)
    {
        let verb = clause.verb.map(|v| v as usize);
        return Some(Told { claim: index, years, whose: clause.subject, verb, how: How::Now });
    }
    // "At 34, Lund became chief in 2014"
    if start <= 1 && view.is(0, Func::At) && scene.comma(end) {
        return fronted(scene, index, years);
    }
    // "(1930–2020) lived to be 90"
    if view.is(before, Func::Be) && before > 0 && view.is(before - 1, Func::To) {
        let told =
            || (0..before).any(|t| died(scene, t)) && (0..before).any(|t| view.mark(t, ")")) && ended(scene).is_some();
        let life = (0..before).any(|t| view.mark(t, "(") && scene.years(t + 1).is_some()) || told();
        let whose = clause_of(before)?.subject.or_else(|| view.sentence.clauses.first()?.subject);
        return (life && ends).then_some(Told { claim: index, years, whose, verb: Some(before), how: How::AtEnd });
    }
    // "is now 71"
    let before = if view.is(before, Func::Now) { before.checked_sub(1)? } else { before };
    // "is 71"
    let past = view.lexicon.is_past_auxiliary(view.text(before));
    if view.is(before, Func::Be) && past {
        // "(born 12 March 1940, died 5 January 2020) was 81", "was 23 when she won in 1988"
        let whose = clause_of(before)?.subject;
        // "(1920–1999) was 79 when she died"
        let dying = view.is(end, Func::When) && (end + 1..end + 4).any(|t| died(scene, t)) || at_death(scene, end);
        let how = if ends && (ended_before(scene, before) || lived(scene, before)) || dying {
            How::AtEnd
        } else {
            let opens = view.is(end, Func::When) || view.is(end, Func::In) || view.is(end, Func::On);
            // "was 72 on Monday": on a day of its own.
            let day = || {
                let own = scene.claim_at(end + 1).or_else(|| scene.claim_at(end)).filter(|_| view.is(end, Func::On))?;
                let claim = scene.claims.get(own)?;
                let one = matches!(&claim.value, Value::When(w) if w.grain == Period::Day && w.readings.len() == 1 && w.shape == WhenShape::On);
                (one && scene.draft.dateline.is_some()).then_some(own)
            };
            match only_date(scene, end).filter(|_| opens).or_else(day) {
                Some(date) => How::Then(date),
                None => return within(scene, index, years, before),
            }
        };
        return Some(Told { claim: index, years, whose, verb: Some(before), how });
    }
    // "The 50-year-old striker's agent, born in 1960": what the age stands before is another's.
    let owner = || {
        let group = view.token(end.saturating_sub(1)).and_then(|t| t.group);
        let group = group.and_then(|g| view.sentence.groups.get(g as usize));
        group.is_some_and(|g| {
            (end..g.range.end as usize).any(|t| view.token(t).is_some_and(|t| t.pos == Pos::Possessive))
        })
    };
    if aged && view.dash(start + 1) && owner() {
        return None;
    }
    // "The 41-year-old, who was born in June 1990,"
    if aged && view.is(before, Func::The) && view.dash(start + 1) {
        let whose = view.token(start).and_then(|t| t.group);
        return Some(Told { claim: index, years, whose, verb: None, how: How::Now });
    }
    // "a 150-year-old railway laid in 1891": the thing itself.
    let behind_be = start > 1 && view.is(start - 2, Func::Be);
    if aged && view.is(before, Func::A) && view.dash(start + 1) && !behind_be {
        let whose = view.token(end.saturating_sub(1)).and_then(|t| t.group).or_else(|| view.token(start)?.group);
        return Some(Told { claim: index, years, whose, verb: None, how: How::Now });
    }
    // "is a seven-year-old"
    let a = view.is(before, Func::A) && view.dash(start + 1) && before > 0;
    let before = if a { before - 1 } else { before };
    let past = view.lexicon.is_past_auxiliary(view.text(before));
    let is = view.is(before, Func::Be) && !past;
    // "is 37 now"
    let now = view.is(end, Func::Now) || scene.word(end, CheckWord::Present).is_some();
    let ends = ends || now && view.token(end + 1).is_none_or(|t| t.pos == Pos::Mark);
    let whose = clause_of(before)?.subject;
    // "is 81 this year"
    if is && bare && this_year(scene, end) {
        return Some(Told { claim: index, years, whose, verb: Some(before), how: How::Turns });
    }
    (is && (aged || ends)).then_some(Told { claim: index, years, whose, verb: Some(before), how: How::Now })
}

/// "At 34, Lund became chief in 2014": at the date of the main clause.
pub(super) fn fronted(scene: &Scene<'_>, claim: usize, years: i32) -> Option<Told> {
    let clauses = &scene.view.sentence.clauses;
    let main = clauses.iter().position(|c| c.subject.is_some() && c.tense == Tense::Past && c.antecedent.is_none())?;
    let clause = clauses.get(main)?;
    let mut dates = scene.claims.iter().enumerate().filter(|(_, c)| {
        c.frame.clause as usize == main && matches!(&c.value, Value::When(w) if w.written.year.is_some())
    });
    let ((date, _), None) = (dates.next()?, dates.next()) else { return None };
    let verb = clause.verb.map(|v| v as usize);
    Some(Told { claim, years, whose: clause.subject, verb, how: How::Then(date) })
}

/// Whether the year of the dateline is named right behind an age.
pub(super) fn this_year(scene: &Scene<'_>, at: usize) -> bool {
    let Some(now) = scene.draft.dateline else { return false };
    let claim = scene.claim_at(at).and_then(|i| scene.claims.get(i));
    claim.is_some_and(|c| match &c.value {
        Value::When(w) if w.grain == Period::Year && w.readings.len() == 1 => {
            w.readings.first().and_then(|r| r.from).is_some_and(|m| m.year() == now.date.year())
        }
        _ => false,
    })
}

/// Whether a time is the dateline, its month or its year.
fn today(scene: &Scene<'_>, claim: &Claim) -> bool {
    let Some(now) = scene.draft.dateline else { return false };
    matches!(&claim.value, Value::When(w) if w.readings.iter().any(|r| {
        r.from.is_some_and(|m| m.date() <= now.date) && r.to.is_some_and(|m| m.date() > now.date)
    }))
}

/// The claim of a date with its year that begins at a token, or right before it with its preposition.
pub(super) fn date_at(scene: &Scene<'_>, at: usize) -> Option<usize> {
    let index = scene.claim_at(at).or_else(|| scene.claim_at(at - 1))?;
    let claim = scene.claims.get(index)?;
    matches!(&claim.value, Value::When(w) if w.written.year.is_some() && w.shape == WhenShape::On).then_some(index)
}

/// The only claim of a date with its year behind a token.
pub(super) fn only_date(scene: &Scene<'_>, from: usize) -> Option<usize> {
    // "who was 19 when she won gold in 2008, was born": up to the comma, if one stands before it.
    let date = |c: &Claim| matches!(&c.value, Value::When(w) if w.written.year.is_some());
    // "was 24 when, in 2001, she won": the comma opens the date.
    let from = if scene.view.is(from, Func::When) && scene.comma(from + 1) { from + 2 } else { from };
    let comma = (from..scene.end()).find(|&t| scene.comma(t) || scene.view.mark(t, ";")).unwrap_or(usize::MAX);
    let near = scene.claims.iter().any(|c| (from..comma).contains(&(c.tokens.start as usize)) && date(c));
    let to = if near { comma } else { usize::MAX };
    let mut found = scene.claims.iter().enumerate().filter(|(_, c)| {
        (from..to).contains(&(c.tokens.start as usize))
            && matches!(&c.value, Value::When(w) if w.written.year.is_some())
    });
    let (index, _) = found.next()?;
    found.next().is_none().then_some(index)
}

/// Whether a death with its date is told in brackets right before a verb.
pub(super) fn ended_before(scene: &Scene<'_>, verb: usize) -> bool {
    let closed = verb.checked_sub(1).filter(|&t| scene.view.mark(t, ")"));
    closed.is_some_and(|t| (0..t).any(|at| died(scene, at))) && ended(scene).is_some()
}

/// "became mayor in 1990 when she was 40": of whom the clause around it tells, at the only date of that clause.
fn within(scene: &Scene<'_>, claim: usize, years: i32, verb: usize) -> Option<Told> {
    let view = scene.view;
    let pronoun = verb.checked_sub(1).filter(|&t| view.token(t).is_some_and(|t| t.pos == Pos::Pronoun))?;
    let when = pronoun.checked_sub(1).filter(|&t| view.is(t, Func::When))?;
    let dated = |c: &Claim| matches!(&c.value, Value::When(w) if w.written.year.is_some() && w.shape == WhenShape::On);
    let date = scene.claims.iter().rposition(|c| c.tokens.end as usize <= when)?;
    // "won her first title in June 2012, when she was 28"
    let beside = |end: usize| end == when || end + 1 == when && scene.comma(end);
    let at = scene.claims.get(date).filter(|c| dated(c) && beside(c.tokens.end as usize))?;
    let clause =
        view.sentence.clauses.get(at.frame.clause as usize).filter(|c| c.tense == Tense::Past && !c.negated)?;
    Some(Told { claim, years, whose: clause.subject, verb: clause.verb.map(|v| v as usize), how: How::Then(date) })
}

/// "turned 80 last week": a time within the last year stands right behind.
fn lately(scene: &Scene<'_>, at: usize) -> bool {
    let Some(now) = scene.draft.dateline else { return false };
    let claim = [at, at + 1].into_iter().find_map(|t| scene.claim_at(t)).and_then(|i| scene.claims.get(i));
    claim.is_some_and(|c| match &c.value {
        Value::When(w) if w.written.year.is_none() && w.grain <= Period::Month => {
            w.readings.first().and_then(|r| r.from).is_some_and(|m| {
                let days = now.date.duration_since(m.date()).as_hours() / 24;
                (0..365).contains(&days)
            })
        }
        _ => false,
    })
}

/// "has just turned 30", "celebrated her birthday last week": words that put it right before the dateline.
pub(super) fn just(scene: &Scene<'_>) -> bool {
    scene.draft.dateline.is_some() && scene.has(0, scene.view.len(), CheckWord::Lately)
}

/// "59 at his death", "59 at the time of her death": of the one who is told of, and nobody else.
fn at_death(scene: &Scene<'_>, at: usize) -> bool {
    let view = scene.view;
    let death = (at + 1..at + 6).find(|&t| died(scene, t)).filter(|_| view.is(at, Func::At) || view.is(at, Func::On));
    death.is_some_and(|death| {
        let whose = |t: usize| view.is(t, Func::Possessive) || view.is(t, Func::The) || view.is(t, Func::Of);
        let time = |t: usize| view.calendar(t, |_| Some(())).is_some() || view.is(t + 1, Func::Of);
        (at + 1..death).all(|t| whose(t) || time(t)) && !view.is(death + 1, Func::Of)
    })
}

/// "(1921–2019) was 88": both years of a life right before a verb.
fn lived(scene: &Scene<'_>, verb: usize) -> bool {
    let open = verb.checked_sub(5).filter(|&t| scene.view.mark(t, "(") && scene.view.mark(verb - 1, ")"));
    open.is_some_and(|t| scene.years(t + 1).is_some())
}

/// "turns 70 in June": a time without its year stands right behind.
fn month_behind(scene: &Scene<'_>, at: usize) -> bool {
    let claim = [at, at + 1].into_iter().find_map(|t| scene.claim_at(t)).and_then(|i| scene.claims.get(i));
    claim.is_some_and(|c| matches!(&c.value, Value::When(w) if w.written.year.is_none()))
}

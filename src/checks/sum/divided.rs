//! A whole with its parts right behind it, whatever they are: "The journey is 900 kilometres, 620 by rail and 300 by road",
//! "eleven players travelled, six of them forwards and six backs".

use super::super::alarm::Alarm;
use super::super::list::{Of, Part, counts, summable};
use super::super::restated::{past_clause, past_hanging};
use super::super::scene::Scene;
use super::{Reach, judged};
use crate::analysis::Pos;
use crate::claims::{Claim, Level, Value};
use crate::lexicon::{BesideWord, CheckWord, Func, Sense};
use crate::verdict::bridge;
use rust_decimal::Decimal;

/// Parts that make the whole up to a quarter are meant to be all of it.
const NEAR: Decimal = Decimal::from_parts(125, 0, 0, false, 2);
/// Tokens of one part beside its figure.
const BESIDE: usize = 7;

pub(super) fn check(scene: &Scene<'_>, out: &mut Vec<Alarm>) {
    out.extend(apposed(scene).or_else(|| of_which(scene)).or_else(|| seated(scene)).or_else(|| parted(scene)));
}

/// The figures of a sentence that count something: neither its times nor its ages and ranks.
fn figures(scene: &Scene<'_>) -> Option<Vec<usize>> {
    figures_of(scene, 3)
}

/// The same, of so many at least.
fn figures_of(scene: &Scene<'_>, least: usize) -> Option<Vec<usize>> {
    let mut out = Vec::new();
    for (index, claim) in scene.claims.iter().enumerate() {
        // "six on one side"
        let start = claim.tokens.start as usize;
        let one = claim.value.figure().is_some_and(|f| !f.digits && f.number == Some(Decimal::ONE))
            && start.checked_sub(1).and_then(|t| scene.view.token(t)).is_some_and(|t| t.pos == Pos::Preposition);
        match claim.value {
            Value::When(_) | Value::Ordinal(_) => {}
            _ if one => {}
            _ => {
                let plain = summable(claim).is_some()
                    && claim.value.figure().is_some_and(|f| f.hedge.is_none())
                    && claim.frame.level == Level::Level;
                if !plain {
                    return None;
                }
                out.push(index);
            }
        }
    }
    if out.len() < least {
        return None;
    }
    let others =
        [Func::Not, Func::Never, Func::If, Func::Average, Func::Each, Func::Every, Func::Than, Func::Between, Func::Or];
    let loose = scene.has_func(0, scene.view.len(), &others)
        || (0..scene.view.len()).any(|t| {
            let which = scene.view.is(t, Func::Of) && scene.comma(t.wrapping_sub(1));
            !which && scene.word(t, CheckWord::Some).is_some()
        })
        || scene.has(0, scene.view.len(), CheckWord::Overlap);
    (!loose).then_some(out)
}

/// "900 kilometres, 620 by rail and 300 by road"
fn apposed(scene: &Scene<'_>) -> Option<Alarm> {
    let view = scene.view;
    let figures = figures(scene)?;
    let (&whole, parts) = figures.split_first()?;
    let claim = scene.claims.get(whole)?;
    let of = whatever(summable(claim)?);
    let group = claim.frame.group.and_then(|g| view.sentence.groups.get(g as usize));
    let end = group.map_or(claim.tokens.end, |g| g.range.end.max(claim.tokens.end)) as usize;
    let first = scene.claims.get(*parts.first()?)?.tokens.start as usize;
    let begins = [end, past_hanging(scene, end, 6), past_clause(scene, end, 6)].into_iter().any(|at| {
        (scene.comma(at) || scene.dash(at) || view.mark(at, ":"))
            && at + 1 == first
            && (claim.tokens.end as usize..at)
                .all(|t| view.token(t).is_some_and(|t| t.pos != Pos::Mark) || view.dash(t))
    });
    // "the 21 clubs' 12 grounds", "six-a-side": no whole of things.
    let noun = view.token(claim.tokens.end as usize).is_some_and(|t| t.pos == Pos::Noun);
    let named = claim.frame.noun.is_some_and(|n| n.token.is_some() && !n.left_out)
        || matches!(claim.value, Value::Money { .. } | Value::Measure { .. } | Value::Duration { .. })
        || matches!(claim.value, Value::Number(_)) && noun;
    if !begins || !named || claim.frame.part || claim.frame.rate {
        return None;
    }
    // "Of the 30 pupils, 18 play football and 16 sing": some may do both.
    // "Seven staff, three of them nurses and five porters, were sent home": up to the comma before their verb.
    let last = scene.claims.get(*parts.last()?)?.tokens.end as usize;
    let verb = |t: usize| view.token(t).is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::Aux));
    let close = (last..scene.end()).find(|&t| scene.comma(t) && verb(t + 1)).unwrap_or(scene.end());
    let led = |t: usize| t.checked_sub(1).and_then(|b| view.token(b)).is_some_and(|b| b.pos == Pos::Preposition);
    let acts =
        (first..close).any(|t| view.token(t).is_some_and(|x| x.pos == Pos::Aux || x.pos == Pos::Verb && !led(t)));
    if acts || view.is(0, Func::Of) || view.is(1, Func::Of) {
        return None;
    }
    let parts = listed(scene, parts, of, close)?;
    let reach = reach(scene, claim, &parts)?;
    judged(scene, whole, &parts, reach)
}

/// "90 trees, of which 40 are apples, 30 are pears and 30 are plums": more than there are.
fn of_which(scene: &Scene<'_>) -> Option<Alarm> {
    let view = scene.view;
    let figures = figures(scene)?;
    let (&whole, parts) = figures.split_first()?;
    let claim = scene.claims.get(whole)?;
    let first = scene.claims.get(*parts.first()?)?.tokens.start as usize;
    let opened = first.checked_sub(3).is_some_and(|t| {
        scene.comma(t) && view.is(t + 1, Func::Of) && (view.is(t + 2, Func::Which) || view.is(t + 2, Func::Whom))
    });
    let named = claim.frame.noun.is_some_and(|n| n.token.is_some() && !n.left_out);
    let Of::Count(class) = summable(claim)? else { return None };
    if !opened || !named {
        return None;
    }
    let parts = listed(scene, parts, Of::Count(None), scene.end())?;
    // Persons may be two things at once, but for what the second leaves its verb out for: "eight are men and 14 women".
    let person = class.is_some() && class == view.lexicon.person_class;
    let bare = |p: &Part| {
        let end = p.claim.and_then(|c| scene.claims.get(c)).map_or(usize::MAX, |c| c.tokens.end as usize);
        !(end..end + 2).any(|t| view.token(t).is_some_and(|t| matches!(t.pos, Pos::Aux | Pos::Verb)))
    };
    // "of whom 18 speak Tamil and 17 Telugu": who does one thing may do the other.
    if parts.first().is_some_and(|p| takes(scene, p)) {
        return None;
    }
    let gapped = parts.iter().skip(1).all(bare);
    let kinds = parts.iter().all(|p| {
        let end = p.claim.and_then(|c| scene.claims.get(c)).map_or(usize::MAX, |c| c.tokens.end as usize);
        let noun = end + usize::from(view.is(end, Func::Be));
        view.token(noun).is_some_and(|t| t.pos == Pos::Noun) || sex(scene, noun).is_some()
    });
    let fits = gapped || kinds && !person;
    fits.then(|| judged(scene, whole, &parts, Reach::Some)).flatten()
}

/// Whether a part is told by what its members have, do or can do to something, which others may as well: "18 speak Tamil",
/// "45 own a car", "14 like the plan", "nine are fluent in Welsh". A vote and an answer each has once.
fn takes(scene: &Scene<'_>, part: &Part) -> bool {
    let view = scene.view;
    let Some(claim) = part.claim.and_then(|c| scene.claims.get(c)) else { return false };
    let end = claim.tokens.end as usize;
    let once =
        [CheckWord::Votes, CheckWord::Vote, CheckWord::Answer, CheckWord::Pro, CheckWord::Con, CheckWord::Ballot];
    if (end..end + 3).any(|t| once.iter().any(|&w| scene.word(t, w).is_some())) {
        return false;
    }
    // "nine teach maths": a verb that was taken for what is counted.
    let taken = claim.tokens.indices().any(|t| view.token(t).is_some_and(|t| t.pos == Pos::Verb));
    let verb = |t: usize| view.token(t).is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::Noun | Pos::Preposition));
    let object = |t: usize| {
        view.is(t, Func::A)
            || view.is(t, Func::The)
            || view.is(t, Func::Possessive)
            || view.token(t).is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Name | Pos::Adjective | Pos::Determiner))
    };
    // "from Tarn", "in the choir": where each is.
    let placed = view.beside(end, BesideWord::Spatial).is_some()
        || [Func::In, Func::From, Func::At, Func::On, Func::For, Func::Under, Func::Over]
            .iter()
            .any(|&f| view.is(end, f));
    if view.is(end, Func::Be) {
        let what = view.token(end + 1).is_some_and(|t| matches!(t.pos, Pos::Adjective | Pos::Noun));
        return what && view.token(end + 2).is_some_and(|t| t.pos == Pos::Preposition);
    }
    taken || view.is(end, Func::Have) || view.is(end, Func::Modal) || verb(end) && !placed && object(end + 1)
}

/// "Labour has 17 seats, the Independents 12 and the Greens nine on the 37-seat council": more than there are.
fn seated(scene: &Scene<'_>) -> Option<Alarm> {
    let view = scene.view;
    let figures = figures_of(scene, 2)?;
    let seats = |c: &Claim| {
        let seat = c.tokens.indices().any(|t| scene.word(t, CheckWord::Seat).is_some());
        seat && c.tokens.indices().any(|t| view.dash(t))
    };
    let mut bodies = figures.iter().copied().filter(|&i| scene.claims.get(i).is_some_and(seats));
    let (whole, None) = (bodies.next()?, bodies.next()) else { return None };
    let rest: Vec<usize> = figures.into_iter().filter(|&i| i != whole).collect();
    // Each has a holder of its own: "the Greens nine".
    let held = |c: &Claim| {
        (c.tokens.start as usize)
            .checked_sub(1)
            .and_then(|t| view.token(t))
            .is_some_and(|t| matches!(t.pos, Pos::Name | Pos::Noun | Pos::Verb) || t.pos == Pos::Aux)
    };
    let seat = rest.first().and_then(|&i| scene.claims.get(i)).and_then(|c| c.frame.noun).and_then(|n| n.token);
    let seat = seat.is_some_and(|t| scene.word(t as usize, CheckWord::Seat).is_some());
    let bare = |c: &Claim| matches!(c.value, Value::Number(_)) || c.frame.noun.is_some_and(|n| n.left_out);
    let mut parts = Vec::new();
    for (n, &index) in rest.iter().enumerate() {
        let claim = scene.claims.get(index).filter(|c| held(c) && (n == 0 || bare(c)))?;
        let covers = bridge::covers(&claim.value, scene.draft.lexicon)?;
        parts.push(Part { place: scene.place(index)?, claim: Some(index), covers, rest: false });
    }
    // "the Independents 12": a bare number behind its holder may be no claim.
    let first = rest.first().and_then(|&i| scene.claims.get(i)).map_or(usize::MAX, |c| c.tokens.end as usize);
    let stop = scene.claims.get(whole).map_or(0, |c| c.tokens.start as usize);
    for at in first..stop {
        let own = view.digits(at) && scene.claim_over(at).is_none() && !view.glued(at) && !view.glued(at + 1);
        let named = view.token(at.wrapping_sub(1)).is_some_and(|t| matches!(t.pos, Pos::Name | Pos::Noun));
        if own && named {
            let n: Decimal = view.text(at).parse().ok()?;
            let covers = bridge::Span::closed(n.into(), n.into());
            parts.push(Part { place: scene.tokens(at, at + 1)?, claim: None, covers, rest: false });
        }
    }
    parts.sort_by_key(|p| p.place.span);
    (seat && parts.len() > 1).then(|| judged(scene, whole, &parts, Reach::Some)).flatten()
}

/// "Of the 19 wells tested, eleven were clean and nine were not": what some are and the others are not.
fn parted(scene: &Scene<'_>) -> Option<Alarm> {
    let view = scene.view;
    let figures: Vec<usize> = (0..scene.claims.len())
        .filter(|&i| scene.claims.get(i).is_some_and(|c| !matches!(c.value, Value::When(_) | Value::Ordinal(_))))
        .collect();
    let &[whole, one, two] = figures.as_slice() else { return None };
    let (w, a, b) = (scene.claims.get(whole)?, scene.claims.get(one)?, scene.claims.get(two)?);
    let plain =
        |c: &Claim| matches!(summable(c), Some(Of::Count(_))) && c.value.figure().is_some_and(|f| f.hedge.is_none());
    let bare = |c: &Claim| matches!(c.value, Value::Number(_)) || c.frame.noun.is_some_and(|n| n.left_out);
    // What is denied of the others is asserted of them.
    let counted =
        |c: &Claim| c.value.figure().is_some_and(|f| f.number.is_some() && f.hedge.is_none()) && !c.frame.rate;
    // "18 classrooms, of which 11 are in use and eight are not"
    let which = (a.tokens.start as usize).checked_sub(3).is_some_and(|t| {
        scene.comma(t) && view.is(t + 1, Func::Of) && (view.is(t + 2, Func::Which) || view.is(t + 2, Func::Whom))
    });
    let headed = view.is(0, Func::Of) || view.is(1, Func::Of) || which;
    let aux = |c: &Claim| {
        let end = c.tokens.end as usize;
        view.token(end)
            .filter(|t| t.pos == Pos::Aux || view.is(end, Func::Be) || view.is(end, Func::Do))
            .map(|t| t.surface)
    };
    let behind = b.tokens.end as usize + 1;
    let denied = view.is(behind, Func::Not) && behind + 1 >= scene.end();
    let second = view.is((b.tokens.start as usize).wrapping_sub(1), Func::And)
        || view.is((b.tokens.start as usize).wrapping_sub(1), Func::But);
    // "eleven passed and nine did not", "eleven were clean and nine were not"
    let same = aux(a) == aux(b) || view.is(behind - 1, Func::Do) || aux(b).is_some();
    let fits = headed && plain(w) && plain(a) && counted(b) && bare(a) && bare(b) && denied && second && same;
    let part = |index: usize, claim: &Claim| {
        let covers = bridge::covers(&claim.value, scene.draft.lexicon)?;
        Some(Part { place: scene.place(index)?, claim: Some(index), covers, rest: false })
    };
    fits.then(|| judged(scene, whole, &[part(one, a)?, part(two, b)?], Reach::All)).flatten()
}

/// Of counts any counts may be parts.
fn whatever(of: Of<'_>) -> Of<'_> {
    if let Of::Count(_) = of { Of::Count(None) } else { of }
}

/// The figures as parts, each an item of its own with a word of its own, up to the end of the sentence.
fn listed(scene: &Scene<'_>, figures: &[usize], of: Of<'_>, close: usize) -> Option<Vec<Part>> {
    let view = scene.view;
    let mut out = Vec::new();
    for (n, &index) in figures.iter().enumerate() {
        let claim = scene.claims.get(index).filter(|c| counts(c, of) && !c.frame.rate)?;
        let end = claim.tokens.end as usize;
        let next = figures.get(n + 1).and_then(|&i| scene.claims.get(i)).map(|c| c.tokens.start as usize);
        let stop = next.unwrap_or(close);
        // One mark or one "and" opens the next part, and nothing else is told of this one.
        let between = end..stop;
        let seps: Vec<usize> =
            between.clone().filter(|&t| scene.comma(t) || view.mark(t, ";") || view.is(t, Func::And)).collect();
        let joined = match (seps.as_slice(), next) {
            ([], None) => true,
            (&[t], Some(next)) => t + 1 == next || view.is(t + 1, Func::The) && t + 2 == next || t + 3 >= next,
            (&[a, b], Some(next)) => a + 1 == b && b + 1 == next,
            _ => false,
        };
        let own = |t: usize| !seps.contains(&t);
        let plain = between.clone().filter(|&t| own(t)).all(|t| {
            view.token(t).is_some_and(|x| match x.pos {
                Pos::Relative | Pos::Subordinator | Pos::Conjunction => false,
                Pos::Mark => view.dash(t),
                Pos::Pronoun => {
                    view.is(t, Func::PluralPronoun)
                        || view.is(t, Func::Them)
                        || view.is(t, Func::Other)
                        || view.is(t, Func::Another)
                }
                _ => true,
            })
        });
        let worded =
            between.clone().filter(|&t| own(t)).any(|t| {
                view.token(t)
                    .is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Name | Pos::Adjective | Pos::Verb | Pos::Pronoun))
            }) || claim.frame.noun.is_some_and(|n| !n.left_out && n.token.is_some_and(|t| t >= claim.tokens.start));
        // "had been" and objects tell more of a part than that it is one.
        let verbs = between.clone().filter(|&t| view.token(t).is_some_and(|t| t.pos == Pos::Verb)).count();
        if !joined || !plain || !worded || verbs > 1 || between.len() > BESIDE + 2 {
            return None;
        }
        let covers = bridge::covers(&claim.value, scene.draft.lexicon)?;
        out.push(Part { place: scene.place(index)?, claim: Some(index), covers, rest: claim.frame.rest });
    }
    Some(out)
}

/// Whether the parts are all of the whole: they come near to it, and there are three of them, or two that leave nothing
/// out. More than the whole they cannot be.
fn reach(scene: &Scene<'_>, whole: &Claim, parts: &[Part]) -> Option<Reach> {
    let view = scene.view;
    let total = whole.value.figure()?.number?;
    let number =
        |p: &Part| p.claim.and_then(|c| scene.claims.get(c)).and_then(|c| c.value.figure()).and_then(|f| f.number);
    let made = parts.iter().map(number).sum::<Option<Decimal>>()?;
    if made > total.checked_mul(NEAR)? || total > made.checked_mul(NEAR)? {
        return None;
    }
    let end = |p: &Part| p.claim.and_then(|c| scene.claims.get(c)).map(|c| c.tokens.end as usize);
    let ends: Vec<usize> = parts.iter().filter_map(end).collect();
    // "six of them forwards": some of them may be told of.
    let them = |t: usize| view.is(t, Func::PluralPronoun) || view.is(t, Func::Them);
    let them = ends.iter().any(|&t| view.is(t, Func::Of) && them(t + 1))
        || parts.iter().filter_map(|p| p.claim.and_then(|c| scene.claims.get(c))).any(|c| c.tokens.indices().any(them));
    let measure = matches!(whole.value, Value::Money { .. } | Value::Measure { .. } | Value::Duration { .. });
    // The noun may be one of the figure's own words.
    let own = |p: &Part| {
        let claim = p.claim.and_then(|c| scene.claims.get(c))?;
        let noun = claim.frame.noun.and_then(|n| n.token).filter(|&t| claim.tokens.holds(t as usize));
        sex(scene, noun.unwrap_or(claim.tokens.end) as usize)
    };
    let sexes: Option<Vec<_>> = parts.iter().map(own).collect();
    let sexes = matches!(sexes.as_deref(), Some([a, b]) if a != b);
    // "seven of them children and eight of them women": some may be both.
    let divides = |t: usize| view.hits(t).any(|h| matches!(h.sense, Sense::Partition(_)));
    let several = ends.iter().any(|&t| (t.saturating_sub(1)..t + 4).any(divides));
    // "18 men and 16 minors": the one by sex, the other by age.
    let way = |p: &Part| {
        let claim = p.claim.and_then(|c| scene.claims.get(c))?;
        let noun = claim.frame.noun.and_then(|n| n.token)?;
        view.hits(noun as usize).find_map(|h| match h.sense {
            Sense::Partition(id) => view.lexicon.partitions.get(id as usize).map(|p| p.by.as_str()),
            _ => None,
        })
    };
    let ways: Vec<&str> = parts.iter().filter_map(way).collect();
    let crossed = matches!(ways.as_slice(), [a, b] if a != b) && parts.len() == 2;
    if (them || crossed) && several && !sexes {
        return None;
    }
    // "six on one side and five on the other"
    let first = *ends.first()?;
    let last = *ends.last()?;
    let halves = (last..scene.end()).any(|t| view.is(t, Func::Other) && t > 0 && view.is(t - 1, Func::The));
    // "eight grandchildren, three in Norway and four in Peru": each in a place of its own that has a name, and none is left.
    let placed = ends.iter().all(|&t| {
        (view.is(t, Func::In) || view.is(t, Func::From) || view.is(t, Func::At))
            && (t + 1..t + 4).any(|n| view.token(n).is_some_and(|n| n.pos == Pos::Name))
    });
    let off = made.checked_sub(total)?.abs() == Decimal::ONE;
    // "31 goals, 20 at home and 12 away": two that come to one more or less.
    let short = parts.len() == 2 && off && last + 5 >= scene.end() && view.is(ends.get(1)?.wrapping_sub(2), Func::And);
    let placed = placed || short;
    let all = !them && (parts.len() > 2 || placed && off || measure || sexes || halves && first < last);
    if all { Some(Reach::All) } else { Some(Reach::Some) }
}

/// The word for a sex that begins at a token.
fn sex(scene: &Scene<'_>, at: usize) -> Option<crate::lexicon::Stem> {
    let view = scene.view;
    let at = at + usize::from(view.is(at, Func::Be));
    // "11 of them women"
    let them =
        view.is(at, Func::Of) && view.token(at + 1).is_some_and(|t| matches!(t.pos, Pos::Pronoun | Pos::Relative));
    let at = if them { at + 2 } else { at };
    let of = view.hits(at).any(|h| match h.sense {
        Sense::Partition(id) => view.lexicon.partitions.get(id as usize).is_some_and(|p| p.by == "sex"),
        _ => false,
    });
    view.token(at).filter(|_| of).map(|t| t.stem)
}

//! Whether shares exclude each other: by the verb over them, by what they are said to be, or where they go.

use super::super::scene::Scene;
use super::shares::Share;
use crate::analysis::{Pos, Role};
use crate::lexicon::{CheckWord, Func, Sense, Stem};

/// Shares of a list that has no verb of its own.
const LISTED: usize = 3;

/// Whether the verb over the first share is one whose shares exclude each other.
pub(super) fn check(scene: &Scene<'_>, first: &Share, shares: &[Share]) -> bool {
    let view = scene.view;
    // "46 percent were in favour, 39 percent were against and 21 percent were undecided"
    let side = |s: &Share| {
        let at = s.to + usize::from(view.token(s.to).is_some_and(|t| t.pos == Pos::Aux || view.is(s.to, Func::Be)));
        scene.word(at, CheckWord::Side).is_some()
            || view.is(at, Func::Against)
                && view.token(at + 1).is_none_or(|t| matches!(t.pos, Pos::Mark | Pos::Conjunction))
    };
    // "46 percent said yes, 39 percent no and 20 percent did not know"
    let answer = |s: &Share| {
        let plain = |t: usize| view.token(t).is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::Aux));
        let at = (s.to..s.to + 3).find(|&t| !plain(t)).unwrap_or(s.to);
        // "39 percent against it", "of drivers were for it"
        let ends = |t: usize| view.token(t).is_none_or(|t| matches!(t.pos, Pos::Mark | Pos::Conjunction));
        let whole =
            if view.is(s.to, Func::Of) { (s.to + 1..s.to + 5).find(|&t| plain(t)).map(|t| t + 1) } else { None };
        [Some(s.to), Some(at), whole].into_iter().flatten().any(|at| {
            scene.word(at, CheckWord::Answer).is_some_and(|len| {
                let next = at + len;
                ends(next) || view.token(next).is_some_and(|t| t.pos == Pos::Pronoun) && ends(next + 1)
            })
        })
    };
    // "62 percent backed the ban, 33 percent opposed it and 9 percent had no opinion"
    let stance = |s: &Share, word: CheckWord| {
        // "of doctors favoured"
        let far = if view.is(s.to, Func::Of) { 6 } else { 3 };
        (s.to..s.to + far).any(|t| scene.word(t, word).is_some())
    };
    // Against the same: "opposed it", or nothing named again.
    let same = |s: &Share| {
        let verb = (s.to..s.to + 3)
            .find(|&t| scene.word(t, CheckWord::Pro).or_else(|| scene.word(t, CheckWord::Con)).is_some());
        verb.is_some_and(|v| {
            view.token(v + 1).is_none_or(|t| matches!(t.pos, Pos::Pronoun | Pos::Mark | Pos::Conjunction))
        })
    };
    if let [one, two, rest @ ..] = shares
        && same(two)
        && (stance(one, CheckWord::Pro) && stance(two, CheckWord::Con)
            || stance(one, CheckWord::Con) && stance(two, CheckWord::Pro))
        && rest.iter().all(answer)
    {
        return true;
    }
    if let [one, others @ ..] = shares
        && others.len() > 1
        && (stance(one, CheckWord::Pro) || stance(one, CheckWord::Con))
        && others.iter().all(|s| side(s) || answer(s))
    {
        return true;
    }
    if shares.len() > 1 && (shares.iter().all(side) || shares.len() > 2 && shares.iter().all(answer)) {
        return true;
    }
    if mixed(scene, shares)
        || gone(scene, first, shares)
        || dealt(scene, first, shares)
        || sexes(scene, shares)
        || sides(scene, shares)
        || is_all(scene, first, shares)
        || denied(scene, shares)
        || owned_by(scene, first, shares)
        || where_it_goes(scene, shares)
    {
        return true;
    }
    let Some(token) = view.token(first.to.saturating_sub(1)) else { return false };
    let Some(clause) = view.sentence.clauses.get(token.clause as usize) else { return false };
    let Some(verb) = clause.verb.map(|v| v as usize) else { return false };
    let subject = first.to <= verb;
    if subject {
        // Persons take one side: "54 percent voted for Reyes and 49 percent for Holt".
        // "52 percent said they would vote for Brask"
        let saying = |t: usize| {
            view.token(t).is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::Aux | Pos::Pronoun | Pos::Subordinator))
        };
        let verb = (verb..verb + 5)
            .find(|&t| scene.word(t, CheckWord::Vote).is_some())
            .filter(|&t| (verb..t).all(saying))
            .unwrap_or(verb);
        let votes = scene.word(verb, CheckWord::Vote).is_some();
        let [_, rest @ ..] = shares else { return false };
        let somebody = |from: usize| {
            let group = view.sentence.groups.iter().find(|g| g.range.start as usize >= from);
            group.is_some_and(|g| {
                g.name
                    || view
                        .hits(g.head as usize)
                        .any(|h| matches!(h.sense, Sense::Noun(c) if Some(c) == view.lexicon.person_class))
            })
        };
        // "Asked which one they wanted, 48 percent chose the coast, 37 percent the valley": one answer each.
        let one = || {
            let block = view.sentence.block;
            let near = scene.sentence.saturating_sub(1)..=scene.sentence;
            near.filter_map(|i| scene.draft.analysis.sentences.get(i))
                .filter(|s| s.block == block)
                .any(|s| s.hits.iter().any(|h| h.sense == Sense::Check(CheckWord::One)))
        };
        // "45 percent backed Holt, 40 percent Roe and 25 percent were undecided"
        let backs = scene.word(verb, CheckWord::Pro).is_some() && rest.iter().any(answer);
        let sided =
            (votes || backs) && somebody(verb) && rest.iter().all(|s| answer(s) || side(s) || named(scene, s.to));
        let apart = shares.iter().any(|s| super::ballots::placed(scene, s.to));
        return votes && !apart && (somebody(verb) && rest.iter().all(|s| somebody(s.to)) || one())
            || sided && rest.len() > 1;
    }
    let object = view
        .sentence
        .groups
        .iter()
        .any(|g| g.range.holds(first.to - 1) && matches!(g.role, Role::Object | Role::Oblique(_)));
    // "won 52 percent of the vote in the city and 61 percent in the valley": each share has a subject of its own.
    let own = |s: &Share| {
        s.rest
            // "and others 20 percent"
            || s.from.checked_sub(1).is_some_and(|t| view.is(t, Func::Other) && !view.is(t.saturating_sub(1), Func::The))
            || s.from
                .checked_sub(1)
                .and_then(|t| view.token(t))
                .is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Name | Pos::Verb | Pos::Aux))
            // "women for 45 percent"
            || s.from.checked_sub(2).and_then(|t| view.token(t)).is_some_and(|t| {
                let same = first.from.checked_sub(1).and_then(|f| view.token(f));
                matches!(t.pos, Pos::Noun | Pos::Name)
                    && same.is_some_and(|f| f.pos == Pos::Preposition)
                    && same.map(|f| f.surface) == view.token(s.from - 1).map(|t| t.surface)
            })
    };
    // "Osk polled 61 percent, Lier 48" may be turnouts: the whole has to be told.
    object
        && shares.iter().skip(1).all(own)
        && (view.is(first.to, Func::Of) || view.is(0, Func::Of))
        && scene.word(verb, CheckWord::Share).is_some()
}

/// "is owned 55 percent by the family and 50 percent by the railway": whose each share is.
fn owned_by(scene: &Scene<'_>, first: &Share, shares: &[Share]) -> bool {
    let view = scene.view;
    let verb = (first.from.saturating_sub(3)..first.from)
        .any(|t| view.token(t).is_some_and(|t| t.pos == Pos::Verb) && scene.word(t, CheckWord::Share).is_some());
    verb && shares.len() > 1 && shares.iter().all(|s| view.is(s.to, Func::By))
}

/// "Where the water goes: farms 62%, homes 24%, factories 11%, leaks 9%": a heading that shares something out, and what
/// goes where.
fn where_it_goes(scene: &Scene<'_>, shares: &[Share]) -> bool {
    let view = scene.view;
    let Some(first) = shares.first() else { return false };
    let colon = (1..first.from).rev().find(|&t| view.mark(t, ":")).filter(|&t| first.from <= t + 4);
    let Some(colon) = colon.filter(|_| shares.len() >= LISTED) else { return false };
    let headed = view.is(0, Func::Where)
        || [CheckWord::Dealt, CheckWord::Deals, CheckWord::Splits].iter().any(|&w| scene.has(0, colon, w));
    // Each behind its name, and nothing else told of it.
    let labelled = |s: &Share| {
        s.from
            .checked_sub(1)
            .and_then(|t| view.token(t))
            .is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Name | Pos::Verb))
    };
    let ends = |s: &Share| view.token(s.to).is_none_or(|t| matches!(t.pos, Pos::Mark | Pos::Conjunction));
    headed && shares.iter().all(|s| labelled(s) && ends(s))
}

/// Whether a name stands right here.
fn named(scene: &Scene<'_>, at: usize) -> bool {
    scene.view.token(at).is_some_and(|t| t.pos == Pos::Name)
}

/// "three-fifths would ordain women, another three-fifths would not": what some do and others do not.
fn denied(scene: &Scene<'_>, shares: &[Share]) -> bool {
    let view = scene.view;
    let [one, two] = shares else { return false };
    let aux = |s: &Share| view.token(s.to).filter(|t| t.pos == Pos::Aux || view.is(s.to, Func::Be)).map(|t| t.surface);
    let ends = view.token(two.to + 2).is_none_or(|t| t.pos == Pos::Mark);
    aux(one).is_some()
        && aux(one) == aux(two)
        && view.is(two.to + 1, Func::Not)
        && ends
        && !view.is(one.to + 1, Func::Not)
}

/// "The alloy is 62 percent copper, 31 percent zinc and 12 percent tin": each share is followed by what it is of.
fn mixed(scene: &Scene<'_>, shares: &[Share]) -> bool {
    let view = scene.view;
    let Some(first) = shares.first() else { return false };
    let of_what = |s: &Share| {
        let group = view.token(s.to).filter(|t| matches!(t.pos, Pos::Noun | Pos::Adjective)).and_then(|t| t.group);
        group.and_then(|g| view.sentence.groups.get(g as usize)).is_some_and(|g| {
            view.token(g.range.end as usize)
                .is_none_or(|t| matches!(t.pos, Pos::Mark | Pos::Conjunction | Pos::Preposition | Pos::Verb | Pos::Aux))
        })
    };
    let subject = view
        .token(first.from)
        .and_then(|t| view.sentence.clauses.get(t.clause as usize))
        .and_then(|c| c.subject)
        .and_then(|g| view.sentence.groups.get(g as usize));
    let mixture = subject.is_some_and(|g| scene.word(g.head as usize, CheckWord::Mixture).is_some());
    // "an alloy of 62 percent copper", "the alloy consists of": only verbs and prepositions between.
    let named = (0..first.from).rev().find(|&t| {
        let between =
            |t: &crate::analysis::Token| matches!(t.pos, Pos::Verb | Pos::Aux | Pos::Preposition | Pos::Adverb);
        scene.word(t, CheckWord::Splits).is_none() && !view.token(t).is_some_and(between)
    });
    let mixture = mixture || named.is_some_and(|t| scene.word(t, CheckWord::Mixture).is_some());
    // "its make-up: 62 percent sand, 27 percent silt, 14 percent clay": a list of bare stuffs.
    let colon = first.from.checked_sub(1).is_some_and(|t| view.mark(t, ":"));
    let listed = colon && shares.len() >= LISTED;
    (mixture || listed) && shares.len() > 1 && shares.iter().all(of_what)
}

/// "45 percent of the budget goes to wages, 40 percent to fuel and 25 percent to rent": shares that go different ways.
fn gone(scene: &Scene<'_>, first: &Share, shares: &[Share]) -> bool {
    let view = scene.view;
    let last = shares.get(1).map_or(scene.end(), |s| s.from);
    let Some(verb) = (first.to..last).find(|&t| scene.word(t, CheckWord::Goes).is_some()) else { return false };
    let Some(len) = scene.word(verb, CheckWord::Goes) else { return false };
    let Some(way) = view.token(verb + len - 1).filter(|t| t.pos == Pos::Preposition).map(|t| t.surface) else {
        return false;
    };
    // Of a whole that is told, and to persons or things, never to a time.
    let whole = view.is(first.to, Func::Of) || view.is(0, Func::Of);
    let same = |s: &Share| view.token(s.to).is_some_and(|t| t.surface == way);
    whole && shares.len() > 1 && shares.iter().skip(1).all(|s| s.rest || same(s))
}

/// "They spend 45 percent of their income on rent, 35 percent on food and 25 percent on fuel": a verb of dealing out, and
/// the same preposition behind each share.
fn dealt(scene: &Scene<'_>, first: &Share, shares: &[Share]) -> bool {
    let view = scene.view;
    let way = |s: &Share| -> Option<Stem> {
        let at = if view.is(s.to, Func::Of) { (s.to + 1..s.to + 6).find(|&t| preposition(scene, t))? } else { s.to };
        view.token(at).filter(|_| preposition(scene, at)).map(|t| t.surface)
    };
    let verb = view.token(first.from).and_then(|t| view.sentence.clauses.get(t.clause as usize)).and_then(|c| c.verb);
    let deals = verb.is_some_and(|v| (v as usize) < first.from && scene.word(v as usize, CheckWord::Deals).is_some());
    let same = way(first).is_some() && shares.iter().skip(1).all(|s| s.rest || way(s) == way(first));
    // "on rent in Osk and 60 percent on rent in Lier": each has to go to something else.
    let object = |s: &Share| -> Option<Stem> {
        let at = if view.is(s.to, Func::Of) { (s.to + 1..s.to + 6).find(|&t| preposition(scene, t))? } else { s.to };
        let group = view.token(at + 1)?.group.and_then(|g| view.sentence.groups.get(g as usize))?;
        view.token(group.head as usize).map(|t| t.stem)
    };
    let goals: Vec<Stem> = shares.iter().filter(|s| !s.rest).filter_map(object).collect();
    let apart = goals.iter().enumerate().all(|(i, a)| goals.iter().skip(i + 1).all(|b| a != b));
    deals && view.is(first.to, Func::Of) && shares.len() > 1 && same && apart
}

fn preposition(scene: &Scene<'_>, at: usize) -> bool {
    scene.view.token(at).is_some_and(|t| t.pos == Pos::Preposition) && !scene.view.is(at, Func::Of)
}

/// "60 percent are men and 45 percent are women", "is 60 percent male and 45 percent female".
fn sexes(scene: &Scene<'_>, shares: &[Share]) -> bool {
    let view = scene.view;
    let sex = |s: &Share| -> Option<Stem> {
        let at = s.to + usize::from(view.is(s.to, Func::Be));
        let of = view.hits(at).any(|h| match h.sense {
            Sense::Partition(id) => view.lexicon.partitions.get(id as usize).is_some_and(|p| p.by == "sex"),
            _ => false,
        });
        view.token(at).filter(|_| of).map(|t| t.stem)
    };
    // "The choir is 60 percent male, the band 45 percent female": of two.
    let [_, rest @ ..] = shares else { return false };
    let one = rest.iter().all(|s| s.from.checked_sub(1).is_some_and(|t| scene.comma(t) || view.is(t, Func::And)));
    if !one {
        return false;
    }
    let all: Option<Vec<Stem>> = shares.iter().map(sex).collect();
    matches!(all.as_deref(), Some([a, b]) if a != b)
}

/// "60 percent voted for the plan and 45 percent against", "backed it by 61 percent to 43 percent".
fn sides(scene: &Scene<'_>, shares: &[Share]) -> bool {
    let view = scene.view;
    let [one, two, rest @ ..] = shares else { return false };
    let bare = |at: usize| view.token(at).is_none_or(|t| matches!(t.pos, Pos::Mark | Pos::Conjunction));
    let against = view.is(two.to, Func::Against) && bare(two.to + 1);
    let favour = (one.to..one.to + 4).any(|t| view.is(t, Func::For) || scene.word(t, CheckWord::Side).is_some());
    let last = rest.iter().all(|s| {
        s.rest
            || (s.to..s.to + 2).any(|t| {
                scene
                    .word(t, CheckWord::Side)
                    .or_else(|| scene.word(t, CheckWord::Answer))
                    .is_some_and(|len| bare(t + len))
            })
    });
    let pair = view.is(one.to, Func::To) && one.to < two.from && two.from <= one.to + 3 && rest.iter().all(|s| s.rest);
    // "won with 54 percent of the vote against 49 percent for Holt"
    let against_them = (one.to..two.from).any(|t| view.is(t, Func::Against)) && view.is(one.to, Func::Of);
    // "from 62 per cent to 71 per cent" is a change, whatever passed.
    let from = one.from.checked_sub(1).is_some_and(|t| view.is(t, Func::From));
    let pair = (pair || against_them && rest.is_empty()) && !from;
    let voting = [CheckWord::Votes, CheckWord::Vote, CheckWord::Ballot, CheckWord::Pro, CheckWord::Splits];
    let voted = || {
        (0..one.from).any(|t| voting.iter().any(|&w| scene.word(t, w).is_some()))
            || scene.has(0, view.len(), CheckWord::Ballot)
            || scene.has(0, one.from, CheckWord::Outcome)
            || scene.has(0, one.from, CheckWord::Beats)
    };
    against && favour && last || pair && voted()
}

/// "40 percent of the land is forest, 40 percent is meadow and 30 percent is water", "a half of the fund is in shares, a
/// third in bonds and a quarter in cash": three or more things that parts of one thing are.
fn is_all(scene: &Scene<'_>, first: &Share, shares: &[Share]) -> bool {
    let view = scene.view;
    let whole = view.token(first.to + 1).filter(|_| view.is(first.to, Func::Of)).and_then(|t| t.group);
    let Some(whole) = whole.and_then(|g| view.sentence.groups.get(g as usize)) else { return false };
    let head = whole.head as usize;
    let person = view.hits(head).any(|h| matches!(h.sense, Sense::Noun(c) if Some(c) == view.lexicon.person_class));
    let be = whole.range.end as usize;
    if person || view.lexicon.is_plural(view.text(head)) || !view.is(be, Func::Be) || shares.len() < LISTED {
        return false;
    }
    let within = view.is(be + 1, Func::In);
    shares.iter().enumerate().all(|(i, s)| {
        let at = if i == 0 { be } else { s.to };
        let at = at + usize::from(view.is(at, Func::Be));
        let noun = at + usize::from(within);
        let plain = view.token(noun).is_some_and(|t| t.pos == Pos::Noun);
        let ends = view.token(noun + 1).is_none_or(|t| matches!(t.pos, Pos::Mark | Pos::Conjunction));
        s.rest || (!within || view.is(at, Func::In)) && plain && ends
    })
}

//! `percent-sum`: shares of one whole above 100, or a rest that is not the rest.

use super::alarm::{Alarm, Place};
use super::list;
use super::rule::Rule;
use super::scene::Scene;
use super::sum::quoted;
use crate::analysis::{Pos, Role};
use crate::claims::{Value, WhenShape};
use crate::lexicon::{CheckWord, Func, NumeralKind, Sense, Stem};
use crate::verdict::bridge::{self, End, Fraction, Span};
use rust_decimal::Decimal;

/// A share, by its tokens.
pub(super) struct Share {
    pub(super) place: Place,
    claim: Option<usize>,
    pub(super) covers: Span,
    /// First token, "the rest" in front of it included.
    from: usize,
    /// One past the last token.
    pub(super) to: usize,
    rest: bool,
}

pub(super) fn check(scene: &Scene<'_>, out: &mut Vec<Alarm>) {
    let percents = scene.claims.iter().filter(|c| matches!(c.value, Value::Percent { points: false, .. })).count();
    let end = scene.end();
    let resting = || (0..end).any(|t| scene.word(t, CheckWord::Rest).is_some());
    let worded = || scene.claims.iter().any(|c| c.value.figure().is_some_and(|f| f.fraction));
    if percents == 0 || percents < 2 && !(resting() || worded()) {
        return;
    }
    if carried(scene, out) {
        return;
    }
    let shares = shares(scene);
    let [first, .., last] = shares.as_slice() else { return };
    if scene.quoted(first.from) || overlapping(scene) || !conjoined(scene, &shares) {
        return;
    }
    let exclusive = last.rest || excludes(scene, first, &shares);
    let Some(made) = list::sum(shares.iter().map(|s| &s.covers)) else { return };
    let hundred = Fraction::from(Decimal::ONE_HUNDRED);
    let above = made.min.is_some_and(|m| m.at > hundred);
    let below = last.rest && made.max.is_some_and(|m| m.at < hundred);
    if !exclusive || !(above || below) {
        return;
    }
    let Some(sum) = list::middle(&made) else { return };
    let texts: Vec<&str> = shares.iter().map(|s| text(scene, s)).collect();
    let shown = bridge::number(sum.round_dp(1));
    let message = if last.rest {
        format!(
            "The draft shares out one whole ({}), and the last is called the rest, but they make {shown} percent.",
            quoted(&texts)
        )
    } else {
        format!("The draft shares out one whole ({}), but the shares make {shown} percent.", quoted(&texts))
    };
    // Where a rest makes the whole, each share has one figure that the others leave to it.
    let mended = |share: &Share| {
        let claim = share.claim.and_then(|i| scene.claims.get(i)).filter(|_| last.rest)?;
        let own = claim.value.figure()?.number?;
        let right = Decimal::ONE_HUNDRED.checked_sub(sum.checked_sub(own)?)?;
        (right > Decimal::ZERO)
            .then(|| bridge::rewritten(scene.words(claim), &claim.value, right, scene.draft.lexicon))
            .flatten()
    };
    let places: Vec<Place> = shares.iter().map(|s| s.place.clone().mended(mended(s))).collect();
    out.push(Alarm::over(Rule::PercentSum, places, message));
}

fn text<'a>(scene: &Scene<'a>, share: &Share) -> &'a str {
    scene.view.prose.get(share.place.span.start as usize..share.place.span.end as usize).unwrap_or("")
}

/// The shares of a sentence, fractions in words among them.
fn shares(scene: &Scene<'_>) -> Vec<Share> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < scene.end() {
        let found = claimed(scene, at).or_else(|| fraction(scene, at));
        match found {
            Some(share) => {
                at = share.to.max(at + 1);
                out.push(share);
            }
            None => at += 1,
        }
    }
    out
}

/// Where "the rest" in front of a share begins.
fn lead(scene: &Scene<'_>, start: usize) -> (usize, bool) {
    let (mut from, mut rest) = (start, false);
    for back in (start.saturating_sub(4)..start).rev() {
        // "the other 35 percent"
        let other = back > 0 && scene.view.is(back, Func::Other) && scene.view.is(back - 1, Func::The);
        let word = other || scene.word(back, CheckWord::Rest).is_some();
        rest |= word;
        if !(word
            || scene.view.is(back, Func::The)
            || scene.comma(back) && back > 0 && scene.word(back - 1, CheckWord::Rest).is_some())
        {
            break;
        }
        from = back;
    }
    if rest { (from, true) } else { (start, false) }
}

fn claimed(scene: &Scene<'_>, at: usize) -> Option<Share> {
    let index = scene.claim_at(at)?;
    let claim = scene.claims.get(index)?;
    let Value::Percent { figure, points: false } = &claim.value else { return None };
    // "39.9 percent of them": of the whole that was told before.
    let them = scene.view.is(claim.tokens.end as usize, Func::Of)
        && scene.view.is(claim.tokens.end as usize + 1, Func::PluralPronoun);
    // "would vote for", "did not know": their share is asserted all the same.
    let end = claim.tokens.end as usize;
    let answered = (end..end + 2).any(|t| scene.word(t, CheckWord::Answer).is_some());
    let asserted = claim.frame.unasserted.as_ref().is_none_or(|u| u.ahead || answered) && (!claim.frame.part || them);
    let exact = figure.number.is_some_and(|n| n > Decimal::ZERO);
    if !asserted || !exact || claim.frame.level != crate::claims::Level::Level {
        return None;
    }
    // A fraction that the list reads exactly is wider as a claim of its own.
    let own = fraction(scene, at);
    let covers = match own {
        Some(own) if figure.fraction => own.covers,
        _ => bridge::covers(&claim.value, scene.draft.lexicon)?,
    };
    let (from, rest) = lead(scene, at);
    Some(Share { place: scene.place(index)?, claim: Some(index), covers, from, to: claim.tokens.end as usize, rest })
}

/// "half", "a third", "two-fifths": a bare fraction, told as a share by its neighbours.
pub(super) fn fraction(scene: &Scene<'_>, at: usize) -> Option<Share> {
    let view = scene.view;
    let numeral = |t: usize, kinds: &[NumeralKind]| {
        view.sense(t, |s| match s {
            Sense::Numeral(id) => {
                view.lexicon.numerals.get(id as usize).filter(|n| kinds.contains(&n.kind)).map(|n| n.value)
            }
            _ => None,
        })
    };
    let parts = [NumeralKind::Part, NumeralKind::Fraction, NumeralKind::Fractions];
    let (count, mut next) = if view.is(at, Func::A) {
        (Decimal::ONE, at + 1)
    } else if let Some((n, len)) = numeral(at, &[NumeralKind::Cardinal]) {
        (n, at + len)
    } else {
        (Decimal::ONE, at)
    };
    if next > at && view.dash(next) {
        next += 1;
    }
    let (of, len) = numeral(next, &parts)?;
    // "third" alone is a rank, "half" alone a share.
    let (from, rest) = lead(scene, at);
    // "the remaining quarter"
    let alone = next == at && of != Decimal::TWO && !rest;
    let end = next + len;
    let noun = view.token(end).is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Name | Pos::Adjective | Pos::Numeral));
    if alone || noun {
        return None;
    }
    let share = Fraction::new(count.checked_mul(Decimal::ONE_HUNDRED)?, of)?;
    // Said of shares in words, a point is nothing.
    let near = |by: Decimal| share.plus(Fraction::from(by)).map(|at| End { at, open: false });
    let covers = Span { min: near(Decimal::NEGATIVE_ONE), max: near(Decimal::ONE) };
    let claim = scene.claims.iter().position(|c| c.tokens.holds(at) || c.tokens.holds(next));
    let place = Place { claim: claim.map(|c| scene.first + c), ..scene.tokens(at, end)? };
    Some(Share { place, claim: None, covers, from, to: end, rest })
}

/// Whether the draft says that shares of this question overlap: in the sentence or beside it.
fn overlapping(scene: &Scene<'_>) -> bool {
    let block = scene.view.sentence.block;
    let near = scene.sentence.saturating_sub(2)..scene.sentence + 3;
    near.filter_map(|i| scene.draft.analysis.sentences.get(i))
        .filter(|s| s.block == block)
        .any(|s| s.hits.iter().any(|h| h.sense == Sense::Check(CheckWord::Overlap)))
}

/// Whether each share after the first stands in a conjunct that only repeats the frame of the first: no time,
/// place or whole of its own.
fn conjoined(scene: &Scene<'_>, shares: &[Share]) -> bool {
    let view = scene.view;
    let [first, rest @ ..] = shares else { return false };
    let mut before = first;
    let prepositions = |from: usize, to: usize| -> Vec<Stem> {
        (from..to).filter_map(|t| view.token(t)).filter(|t| t.pos == Pos::Preposition).map(|t| t.surface).collect()
    };
    let second = rest.first().map_or(scene.end(), |s| s.from);
    let allowed = prepositions(first.to, second);
    let whole_of = |share: &Share| -> Option<Stem> {
        view.is(share.to, Func::Of).then(|| {
            let group = view.sentence.groups.iter().find(|g| g.range.start as usize == share.to + 1);
            group.and_then(|g| view.token(g.head as usize)).map_or(Stem(0), |t| t.stem)
        })
    };
    let own = whole_of(first);
    let of_word = view.is(first.to, Func::Of).then(|| view.token(first.to).map(|t| t.surface)).flatten();
    // "61 percent of its games": each subject has a whole of its own.
    if own.is_some() && view.is(first.to + 1, Func::Possessive) {
        return false;
    }
    for (index, share) in rest.iter().enumerate() {
        // Where the conjunct begins: the last separator before the share.
        let Some(mark) =
            (before.to..share.from).rev().find(|&t| scene.comma(t) || view.is(t, Func::And) || view.mark(t, ";"))
        else {
            return false;
        };
        let next = rest.get(index + 1).map(|s| s.from);
        let end = next.map_or(scene.end(), |n| {
            let parted = |t: &usize| scene.comma(*t) || view.is(*t, Func::And) || view.mark(*t, ";");
            (share.to..n).rev().find(parted).unwrap_or(n)
        });
        let lead = mark + 1..share.from;
        // In front of the share at most its subject stands: "glass 15 percent", "silk for 35 percent".
        let particle = share.from.checked_sub(1).filter(|&t| {
            let same = first.from.checked_sub(1).and_then(|f| view.token(f));
            view.token(t).is_some_and(|t| t.pos == Pos::Preposition && same.is_some_and(|s| s.surface == t.surface))
        });
        let plain = lead.clone().all(|t| {
            Some(t) == particle
                || view.token(t).is_some_and(|t| {
                    matches!(
                        t.pos,
                        Pos::Noun | Pos::Name | Pos::Determiner | Pos::Adjective | Pos::Possessive | Pos::Verb
                    )
                })
        });
        let verbs =
            lead.clone().filter(|&t| view.token(t).is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::Aux))).count();
        if !plain || verbs > 1 || lead.len() > 6 {
            return false;
        }
        // "45 percent in the city, the Greens 60 percent in the valley": what stands behind a share that has its
        // subject in front is a place of its own.
        let behind = prepositions(share.to, end);
        let own_place = !lead.is_empty() && !share.rest && behind.iter().any(|p| Some(*p) != of_word);
        if !share.rest && (own_place || !behind.iter().all(|p| allowed.contains(p) || Some(*p) == of_word)) {
            return false;
        }
        if let Some(whole) = whole_of(share)
            && own != Some(whole)
        {
            return false;
        }
        let timed = scene.claims.iter().any(|c| {
            let at = c.tokens.start as usize;
            at >= before.to && at < end && matches!(&c.value, Value::When(w) if w.shape == WhenShape::On) && !share.rest
        });
        if timed {
            return false;
        }
        before = share;
    }
    true
}

/// Whether the verb over the first share is one whose shares exclude each other.
fn excludes(scene: &Scene<'_>, first: &Share, shares: &[Share]) -> bool {
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
        [s.to, at].into_iter().any(|at| {
            scene
                .word(at, CheckWord::Answer)
                .is_some_and(|len| view.token(at + len).is_none_or(|t| matches!(t.pos, Pos::Mark | Pos::Conjunction)))
        })
    };
    // "62 percent backed the ban, 33 percent opposed it and 9 percent had no opinion"
    let stance = |s: &Share, word: CheckWord| (s.to..s.to + 3).any(|t| scene.word(t, word).is_some());
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
    if shares.len() > 1 && (shares.iter().all(side) || shares.len() > 2 && shares.iter().all(answer)) {
        return true;
    }
    if mixed(scene, shares) || gone(scene, first, shares) {
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
        return votes && (somebody(verb) && rest.iter().all(|s| somebody(s.to)) || one());
    }
    let object = view
        .sentence
        .groups
        .iter()
        .any(|g| g.range.holds(first.to - 1) && matches!(g.role, Role::Object | Role::Oblique(_)));
    // "won 52 percent of the vote in the city and 61 percent in the valley": each share has a subject of its own.
    let own = |s: &Share| {
        s.rest
            || s.from
                .checked_sub(1)
                .and_then(|t| view.token(t))
                .is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Name | Pos::Verb))
    };
    // "Osk polled 61 percent, Lier 48" may be turnouts: the whole has to be told.
    object
        && shares.iter().skip(1).all(own)
        && view.is(first.to, Func::Of)
        && scene.word(verb, CheckWord::Share).is_some()
}

/// "The alloy is 62 percent copper, 31 percent zinc and 12 percent tin": each share is followed by what it is of.
fn mixed(scene: &Scene<'_>, shares: &[Share]) -> bool {
    let view = scene.view;
    let Some(first) = shares.first() else { return false };
    let of_what = |s: &Share| {
        let group = view.token(s.to).filter(|t| matches!(t.pos, Pos::Noun | Pos::Adjective)).and_then(|t| t.group);
        group.and_then(|g| view.sentence.groups.get(g as usize)).is_some_and(|g| {
            view.token(g.range.end as usize)
                .is_none_or(|t| matches!(t.pos, Pos::Mark | Pos::Conjunction | Pos::Preposition))
        })
    };
    let subject = view
        .token(first.from)
        .and_then(|t| view.sentence.clauses.get(t.clause as usize))
        .and_then(|c| c.subject)
        .and_then(|g| view.sentence.groups.get(g as usize));
    let mixture = subject.is_some_and(|g| scene.word(g.head as usize, CheckWord::Mixture).is_some());
    mixture && shares.len() > 1 && shares.iter().all(of_what)
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

/// "A won 46 percent of the votes. B took 39 percent of them and C 18 percent.": shares of the whole of the sentence before.
fn carried(scene: &Scene<'_>, out: &mut Vec<Alarm>) -> bool {
    let view = scene.view;
    let own = shares(scene);
    let (Some(first), Some(previous)) = (own.first(), scene.sentence.checked_sub(1)) else { return false };
    let them = view.is(first.to, Func::Of)
        && [Func::PluralPronoun, Func::Demonstrative].iter().any(|&f| view.is(first.to + 1, f));
    if !them || scene.quoted(first.from) || overlapping(scene) || !conjoined(scene, &own) && own.len() > 1 {
        return false;
    }
    let from = scene.draft.claims.partition_point(|c| (c.sentence as usize) < previous);
    let Some(before) = scene.draft.scene(previous, from).filter(|s| s.view.sentence.block == view.sentence.block)
    else {
        return false;
    };
    let theirs = shares(&before);
    let [other] = theirs.as_slice() else { return false };
    // Both with a verb whose shares exclude each other.
    let shared = |s: &Scene<'_>, share: &Share| {
        let clause = s.view.token(share.from).and_then(|t| s.view.sentence.clauses.get(t.clause as usize));
        let verb = clause.and_then(|c| c.verb).map(|v| v as usize);
        verb.is_some_and(|v| v < share.from && s.word(v, CheckWord::Share).is_some())
    };
    let all = || theirs.iter().chain(&own);
    let Some(made) = list::sum(all().map(|s| &s.covers)) else { return false };
    let above = made.min.is_some_and(|m| m.at > Fraction::from(Decimal::ONE_HUNDRED));
    if !before.view.is(other.to, Func::Of) || !shared(&before, other) || !shared(scene, first) || !above {
        return false;
    }
    let Some(sum) = list::middle(&made) else { return false };
    let texts: Vec<&str> = theirs.iter().map(|s| text(&before, s)).chain(own.iter().map(|s| text(scene, s))).collect();
    let message = format!(
        "The draft shares out one whole ({}), but the shares make {} percent.",
        quoted(&texts),
        bridge::number(sum.round_dp(1))
    );
    out.push(Alarm::over(Rule::PercentSum, all().map(|s| s.place.clone()).collect(), message));
    true
}

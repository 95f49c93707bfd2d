//! Shares that stand each beside its own word: "spruce (58%), larch (31%) and bog (21%)", "Yes 51.8 percent, No 49.2
//! percent", "54 percent of the vote to 56 percent for her rival".

use super::super::alarm::Alarm;
use super::super::list;
use super::super::scene::Scene;
use super::shares::Share;
use super::{alarm, ballots};
use crate::analysis::Pos;
use crate::lexicon::{CheckWord, Func, Sense, VerbForm};
use rust_decimal::Decimal;

/// Points by which shares of one whole miss a hundred by a slip.
const SLIP: Decimal = Decimal::from_parts(15, 0, 0, false, 0);

/// Shares of one whole as their marks or words say it.
pub(super) fn check(scene: &Scene<'_>, shares: &[Share]) -> Option<Alarm> {
    let one = bracketed(scene, shares)
        || answers(scene, shares)
        || against(scene, shares)
        || sided(scene, shares)
        || kinds(scene, shares)
        || labelled(scene, shares)
        || left(scene, shares)
        || rested(scene, shares)
        || held(scene, shares)
        || rivals(scene, shares)
        || ballots::check(scene, shares);
    let all: Vec<(&Scene<'_>, &Share)> = shares.iter().map(|s| (scene, s)).collect();
    one.then(|| alarm(&all, shares.last().is_some_and(|s| s.rest))).flatten()
}

/// "The estate is spruce (58%), larch (31%) and bog (21%)": what one thing is, or is split into, each share in brackets of
/// its own. What several things are need not exclude each other.
fn bracketed(scene: &Scene<'_>, shares: &[Share]) -> bool {
    let view = scene.view;
    let (Some(first), true) = (shares.first(), shares.len() > 2) else { return false };
    let own = |s: &Share| s.from.checked_sub(1).is_some_and(|t| view.mark(t, "(")) && view.mark(s.to, ")");
    let words = first.from.saturating_sub(1);
    let verb = (0..words).rev().find(|&t| {
        view.is(t, Func::Be)
            || scene.word(t, CheckWord::Splits).is_some()
            || scene.word(t, CheckWord::Mixture).is_some()
    });
    let single = |t: usize| {
        let singular = view.text(t) == view.text(t).to_lowercase() && {
            let head = view.token(t).and_then(|x| view.sentence.clauses.get(x.clause as usize)).and_then(|c| c.subject);
            let head = head.and_then(|g| view.sentence.groups.get(g as usize)).map(|g| g.head as usize);
            head.is_some_and(|h| !view.lexicon.is_plural(view.text(h)))
        };
        scene.word(t, CheckWord::Splits).is_some() || singular
    };
    // Between two of them at most the words of the second, and the mark that parts them.
    let listed = shares.windows(2).all(|w| {
        let [a, b] = w else { return false };
        (a.to + 1..b.from.saturating_sub(1)).all(|t| {
            scene.comma(t)
                || view.is(t, Func::And)
                || view.mark(t, ";")
                || view
                    .token(t)
                    .is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Name | Pos::Adjective | Pos::Determiner))
        })
    });
    shares.iter().all(own) && listed && verb.is_some_and(|t| single(t) && words <= t + 6)
}

/// "Yes 51.8 percent, No 49.2 percent": two answers of which each gives one.
fn answers(scene: &Scene<'_>, shares: &[Share]) -> bool {
    let view = scene.view;
    let [one, two] = shares else { return false };
    let word = |s: &Share| {
        let at = s.from.checked_sub(1)?;
        let at = if view.mark(at, ":") { at.checked_sub(1)? } else { at };
        scene.word(at, CheckWord::Answer).map(|_| view.text(at).to_lowercase())
    };
    let apart = word(one).zip(word(two)).is_some_and(|(a, b)| a != b);
    let near = two.from <= one.to + 5
        && (one.to..two.from.saturating_sub(1)).all(|t| {
            scene.comma(t) || view.mark(t, ";") || view.is(t, Func::And) || view.mark(t, ":") || view.is(t, Func::To)
        });
    apart && near
}

/// "took 54 percent of the vote to 56 percent for her rival", "by 54 percent to 56": two sides of one vote.
fn against(scene: &Scene<'_>, shares: &[Share]) -> bool {
    let view = scene.view;
    let [one, two] = shares else { return false };
    let to = two.from.checked_sub(1).filter(|&t| view.is(t, Func::To) || view.is(t, Func::Against));
    let votes = |t: usize| scene.word(t, CheckWord::Ballot).is_some();
    let plain = |to: usize| {
        (one.to..to).all(|t| {
            view.is(t, Func::Of) || view.is(t, Func::The) || votes(t) || scene.comma(t) && view.is(to, Func::Against)
        })
    };
    let side = view.is(two.to, Func::For) || view.is(two.to, Func::Against);
    // "The split was 56 percent to 54 percent"
    let before = one.from.checked_sub(1);
    let split = (one.from.saturating_sub(3)..one.from).any(|t| scene.word(t, CheckWord::Splits).is_some())
        && before.is_some_and(|t| view.is(t, Func::Be));
    to.is_some_and(|to| plain(to) && (one.to..to).any(votes)) && side || to == Some(one.to) && split
}

/// "63 percent of members voted to strike and 47 percent voted against": those who are for it and those against it.
fn sided(scene: &Scene<'_>, shares: &[Share]) -> bool {
    let view = scene.view;
    let [one, two] = shares else { return false };
    let votes = |t: usize| scene.word(t, CheckWord::Votes).is_some() || scene.word(t, CheckWord::Vote).is_some();
    let voted = (one.to..two.from).any(|t| votes(t) && view.token(t).is_some_and(|t| t.pos == Pos::Verb));
    let against = view.is(two.to, Func::Against) || votes(two.to) && view.is(two.to + 1, Func::Against);
    let and =
        two.from.checked_sub(1).is_some_and(|t| view.is(t, Func::And) || scene.comma(t) || view.is(t, Func::While));
    let plain = !(one.to..two.from).any(|t| view.is(t, Func::Against) || view.mark(t, ";"));
    voted && against && and && plain && !view.is(two.to, Func::Of)
}

/// "48 percent of the island is forest, 31 percent is farmland and 32 percent is rock": three kinds or more of which each
/// part of one thing is one.
fn kinds(scene: &Scene<'_>, shares: &[Share]) -> bool {
    let view = scene.view;
    let (Some((first, others)), true) = (shares.split_first(), shares.len() > 2) else { return false };
    let noun = |be: usize| {
        // "is rock" may have been taken for a verb; a participle tells what was done to it.
        let base = view.hits(be + 1).any(|h| h.len == 1 && matches!(h.sense, Sense::Verb(VerbForm::Base)));
        view.token(be + 1).is_some_and(|t| t.pos == Pos::Noun || t.pos == Pos::Verb && base)
            && view.token(be + 2).is_none_or(|t| matches!(t.pos, Pos::Mark | Pos::Conjunction))
    };
    let be = (first.to..first.to + 6).find(|&t| view.is(t, Func::Be));
    let single = |t: usize| {
        let head = t.checked_sub(1).map(|t| view.text(t));
        view.is(first.to, Func::Of)
            && head.is_some_and(|h| !view.lexicon.is_plural(h))
            && view.token(t - 1).is_some_and(|t| t.pos == Pos::Noun)
    };
    let led = |s: &Share| s.from.checked_sub(1).is_some_and(|t| scene.comma(t) || view.is(t, Func::And));
    be.is_some_and(|t| single(t) && noun(t)) && others.iter().all(|s| led(s) && view.is(s.to, Func::Be) && noun(s.to))
}

/// "The split is plain: housing 41%, transport 33%, food 36%": what is shared out, a word and a share each.
fn labelled(scene: &Scene<'_>, shares: &[Share]) -> bool {
    let view = scene.view;
    let (Some(first), true) = (shares.first(), shares.len() > 2) else { return false };
    let label = |s: &Share| {
        let at = s.from.checked_sub(2)?;
        let word = view.token(at + 1).is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Name | Pos::Adjective));
        word.then_some(at)
    };
    let Some(colon) = label(first).filter(|&t| view.mark(t, ":")) else { return false };
    let dealt = [CheckWord::Dealt, CheckWord::Splits, CheckWord::Mixture, CheckWord::Deals];
    let cued = (0..colon).any(|t| dealt.iter().any(|&w| scene.word(t, w).is_some()));
    let listed = shares.windows(2).all(|w| {
        let [a, b] = w else { return false };
        label(b).is_some_and(|t| (t == a.to || t == a.to + 1) && (scene.comma(a.to) || view.is(a.to, Func::And)))
    });
    cued && listed
}

/// "Coffee brought in 46% of the earnings, tea 33% and cut flowers the remaining 31%": a rest that comes near to what the
/// others leave, each of which has a word of its own.
fn rested(scene: &Scene<'_>, shares: &[Share]) -> bool {
    let view = scene.view;
    let Some((last, others)) = shares.split_last() else { return false };
    let own = |a: &Share, b: &Share| {
        (a.to..b.from).any(|t| view.token(t).is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Name)))
            && (a.to..b.from).all(|t| {
                view.token(t)
                    .is_some_and(|x| !matches!(x.pos, Pos::Relative | Pos::Subordinator | Pos::Pronoun | Pos::Aux))
                    && plain_mark(scene, t)
            })
    };
    let gaps = shares.windows(2).all(|w| matches!(w, [a, b] if own(a, b)));
    let whole = others.first().is_some_and(|s| view.is(s.to, Func::Of))
        && shares.iter().skip(1).all(|s| !view.is(s.to, Func::Of));
    let times = scene.claims.iter().filter(|c| matches!(c.value, crate::claims::Value::When(_))).count();
    last.rest && others.len() > 1 && others.iter().all(|s| !s.rest) && gaps && whole && times < 2 && near(shares)
}

/// No mark that begins something else.
fn plain_mark(scene: &Scene<'_>, at: usize) -> bool {
    let view = scene.view;
    !view.mark(at, ";") && !view.mark(at, ":") && !view.mark(at, "(") && !view.dash(at)
}

/// Shares that come near to a hundred: a slip.
fn near(shares: &[Share]) -> bool {
    let made = list::sum(shares.iter().map(|s| &s.covers)).as_ref().and_then(list::middle);
    made.is_some_and(|m| (m - Decimal::ONE_HUNDRED).abs() <= SLIP)
}

/// "Half of the shares are held by the family, 35 percent by a state fund and 20 percent by the staff": who holds them or gets
/// them, behind the same word each.
fn held(scene: &Scene<'_>, shares: &[Share]) -> bool {
    let view = scene.view;
    let (Some((first, others)), true) = (shares.split_first(), shares.len() > 2) else { return false };
    let Some(second) = others.first() else { return false };
    let words = [CheckWord::Share, CheckWord::Deals, CheckWord::Goes, CheckWord::Splits];
    let verb = (first.to..second.from).find(|&t| words.iter().any(|&w| scene.word(t, w).is_some()));
    let particle = view.token(second.to).filter(|t| t.pos == Pos::Preposition).map(|t| t.surface);
    let same = |t: usize| view.token(t).is_some_and(|t| Some(t.surface) == particle);
    let led = |s: &Share| s.from.checked_sub(1).is_some_and(|t| scene.comma(t) || view.is(t, Func::And));
    let goes = verb.is_some_and(|v| same(v + 1));
    view.is(first.to, Func::Of)
        && particle.is_some()
        && goes
        && others.iter().all(|s| led(s) && same(s.to))
        && near(shares)
}

/// "took 62 percent of the votes and his only rival, Mrs Ekwere, 41 percent": two sides of one vote, the second with no verb.
fn rivals(scene: &Scene<'_>, shares: &[Share]) -> bool {
    let view = scene.view;
    let [one, two] = shares else { return false };
    let ballot = (one.to + 1..one.to + 3)
        .find(|&t| scene.word(t, CheckWord::Ballot).is_some())
        .filter(|_| view.is(one.to, Func::Of));
    let verb = one.from.checked_sub(1).is_some_and(|t| scene.word(t, CheckWord::Share).is_some());
    let plain = ballot.is_some_and(|b| {
        (b + 1..two.from).all(|t| {
            scene.comma(t)
                || view.is(t, Func::And)
                || view.is(t, Func::Possessive)
                || view.is(t, Func::Only)
                || view
                    .token(t)
                    .is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Name | Pos::Adjective | Pos::Determiner))
        }) && (b + 1..two.from).any(|t| view.is(t, Func::And) || scene.comma(t))
    });
    verb && plain && !view.is(two.to, Func::Of) && !view.is(two.to, Func::In)
}

/// "A quarter is electric and 65 percent runs on diesel, leaving 20 percent on gas": what the others leave.
fn left(scene: &Scene<'_>, shares: &[Share]) -> bool {
    let Some((last, others)) = shares.split_last() else { return false };
    let times = scene.claims.iter().any(|c| matches!(c.value, crate::claims::Value::When(_)));
    // "a third of the prize goes to the winner, a third to the runner-up and the other half to charity": no share is told twice.
    let view = scene.view;
    let mark = |t: usize| scene.comma(t) || view.is(t, Func::And);
    let dealt = others.iter().skip(1).all(|s| {
        let led = s.from.checked_sub(1).is_some_and(mark);
        led && !mark(s.to)
    }) && view.is(others.first().map_or(0, |s| s.to), Func::Of);
    let goes = others.first().is_some_and(|s| {
        (s.to..s.to + 6).any(|t| scene.word(t, CheckWord::Goes).is_some() || scene.word(t, CheckWord::Deals).is_some())
    });
    if last.rest && others.len() > 1 && !last.owned && !times && others.iter().all(|s| !s.rest) && dealt && goes {
        return true;
    }
    last.rest
        && others.len() > 1
        && !last.owned
        && !times
        && others.iter().all(|s| !s.rest)
        && (last.from.saturating_sub(3)..last.from + 1).any(|t| scene.word(t, CheckWord::Leaves).is_some())
}

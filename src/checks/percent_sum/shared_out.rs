//! One whole that a verb or a vote shares out, whatever it is called: "split 60 percent to schools, 20 percent to clinics and 20
//! percent to roads", "70 percent goes to Europe, with Asia taking 20 percent and the Americas 10 percent".

use super::super::list;
use super::super::scene::Scene;
use super::shares::Share;
use crate::analysis::Pos;
use crate::lexicon::{CheckWord, Func, Sense, Stem};
use rust_decimal::Decimal;

/// Points by which shares of one whole miss a hundred by a slip.
const SLIP: Decimal = Decimal::from_parts(15, 0, 0, false, 0);

/// Whether the shares are those of one whole.
pub(super) fn check(scene: &Scene<'_>, shares: &[Share]) -> bool {
    split(scene, shares)
        || with(scene, shares)
        || polled(scene, shares)
        || said(scene, shares)
        || kinds(scene, shares)
        || yes_and_no(scene, shares)
        || remaining(scene, shares)
}

/// Shares that come near to a hundred.
fn near(shares: &[Share]) -> bool {
    let made = list::sum(shares.iter().map(|s| &s.covers)).as_ref().and_then(list::middle);
    made.is_some_and(|m| (m - Decimal::ONE_HUNDRED).abs() <= SLIP)
}

/// What stands behind a share: its preposition and what that leads.
fn lead(scene: &Scene<'_>, share: &Share) -> Option<(Stem, Stem)> {
    let view = scene.view;
    let own = view.token(share.to).filter(|t| t.pos == Pos::Preposition && !view.is(share.to, Func::Of))?;
    let skip = |t: usize| view.is(t, Func::The) || view.is(t, Func::A) || view.is(t, Func::Possessive);
    let at = share.to + 1 + usize::from(skip(share.to + 1));
    let object = view.token(at).filter(|t| matches!(t.pos, Pos::Noun | Pos::Name | Pos::Adjective))?;
    Some((own.surface, object.stem))
}

/// "will be split 60 percent to schools, 20 percent to clinics and 20 percent to roads"
fn split(scene: &Scene<'_>, shares: &[Share]) -> bool {
    let Some(first) = shares.first() else { return false };
    let words = [CheckWord::Splits, CheckWord::Deals, CheckWord::Dealt];
    let verb = (first.from.saturating_sub(2)..first.from).any(|t| words.iter().any(|&w| scene.word(t, w).is_some()));
    let leads: Option<Vec<(Stem, Stem)>> = shares.iter().map(|s| lead(scene, s)).collect();
    verb && leads.is_some_and(|l| one_way(&l))
}

/// One preposition, and something else behind it each time.
fn one_way(leads: &[(Stem, Stem)]) -> bool {
    leads.windows(2).all(|w| matches!(w, [a, b] if a.0 == b.0))
        && leads.iter().enumerate().all(|(i, a)| leads.iter().skip(i + 1).all(|b| a.1 != b.1))
}

/// "Seventy percent of the exports go to Europe, with Asia taking 20 percent and the Americas 10 percent": the others in
/// what accompanies the first, each behind a name of its own.
fn with(scene: &Scene<'_>, shares: &[Share]) -> bool {
    let view = scene.view;
    let [first, second, ..] = shares else { return false };
    let Some(with) = (first.to..second.from).find(|&t| view.is(t, Func::With) && scene.comma(t - 1)) else {
        return false;
    };
    let takes = |from: usize, to: usize| {
        (from..to)
            .any(|t| [CheckWord::Share, CheckWord::Goes, CheckWord::Forms].iter().any(|&w| scene.word(t, w).is_some()))
    };
    let subject = |s: &Share| {
        s.from
            .checked_sub(1)
            .and_then(|t| view.token(t))
            .is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Name | Pos::Verb | Pos::Aux))
    };
    let whole = view.is(first.to, Func::Of)
        && (takes(first.to, with) || (first.from.saturating_sub(2)..first.from).any(|t| takes(t, t + 1)));
    let own = shares.iter().skip(1).all(|s| s.rest || subject(s) && !view.is(s.to, Func::Of));
    let times = scene.claims.iter().filter(|c| matches!(c.value, crate::claims::Value::When(_))).count();
    whole && takes(with, second.from) && own && times < 2 && near(shares)
}

/// "Ms. Orr got 44 percent, Mr. Vane 39 percent and Mr. Little 21 percent, with all ballots counted": names, and a vote told
/// in the sentence or before it.
fn polled(scene: &Scene<'_>, shares: &[Share]) -> bool {
    let view = scene.view;
    let Some(first) = shares.first().filter(|_| shares.len() > 1) else { return false };
    let won = (first.from.saturating_sub(2)..first.from).any(|t| scene.word(t, CheckWord::Share).is_some());
    let named = |s: &Share| {
        let before = s.from.checked_sub(1);
        before.is_some_and(|t| {
            let own = |t: usize| view.token(t).is_some_and(|x| x.capital && t > 0 || x.pos == Pos::Name);
            own(t) || t > 0 && own(t - 1) && view.token(t).is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::Aux))
        }) && !view.is(s.to, Func::Of)
            && !view.is(s.to, Func::In)
    };
    let ballot = || {
        let near = scene.sentence.saturating_sub(1)..=scene.sentence;
        near.filter_map(|i| scene.draft.analysis.sentences.get(i)).filter(|s| s.block == view.sentence.block).any(|s| {
            s.hits.iter().any(|h| {
                matches!(h.sense, Sense::Check(CheckWord::Ballot))
                    && s.tokens.get(h.start as usize).is_some_and(|t| t.pos == Pos::Noun)
            })
        })
    };
    let apart = scene.has_func(0, view.len(), &[Func::Possessive, Func::Each, Func::Respectively, Func::Both]);
    won && !apart && shares.iter().all(named) && near(shares) && ballot()
}

/// "Sixty percent said they trusted the police, while 50 percent said they did not": what some say and others do not.
fn said(scene: &Scene<'_>, shares: &[Share]) -> bool {
    let view = scene.view;
    let [one, two] = shares else { return false };
    // Past whose share it is, to the verb of saying.
    let verb = |s: &Share| {
        let stop = (s.to + 6).min(view.len());
        (s.to..stop).find(|&t| view.token(t).is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::Aux)))
    };
    let (Some(a), Some(b)) = (verb(one), verb(two)) else { return false };
    let pronoun = |t: usize| view.token(t).is_some_and(|t| t.pos == Pos::Pronoun);
    let same = view.token(a).zip(view.token(b)).is_some_and(|(a, b)| a.stem == b.stem);
    let denied = view.token(b + 2).is_some_and(|t| t.pos == Pos::Aux)
        && (b + 2..b + 5).any(|t| view.is(t, Func::Not))
        && view.token(b + 4).is_none_or(|t| t.pos == Pos::Mark);
    let plain = !(a..two.from).any(|t| view.is(t, Func::Not));
    same && pronoun(a + 1) && pronoun(b + 1) && denied && plain
}

/// "Of the refugees, 47 percent are children, 31 percent women and 22 percent men": each is one of these.
fn kinds(scene: &Scene<'_>, shares: &[Share]) -> bool {
    let view = scene.view;
    let kind = |s: &Share| -> Option<Stem> {
        let at = s.to + usize::from(view.is(s.to, Func::Be));
        let of = view.hits(at).any(|h| match h.sense {
            Sense::Partition(id) => {
                view.lexicon.partitions.get(id as usize).is_some_and(|p| p.by == "sex" || p.by == "age")
            }
            _ => false,
        });
        let alone = view.token(at + 1).is_none_or(|t| matches!(t.pos, Pos::Mark | Pos::Conjunction));
        view.token(at).filter(|_| of && alone).map(|t| t.stem)
    };
    let all: Option<Vec<Stem>> = shares.iter().map(kind).collect();
    let apart = |k: &[Stem]| k.iter().enumerate().all(|(i, a)| k.iter().skip(i + 1).all(|b| a != b));
    shares.len() > 2 && view.is(0, Func::Of) && near(shares) && all.is_some_and(|k| apart(&k))
}

/// "Yes votes came to 58.3 percent and no votes to 41.7 percent"
fn yes_and_no(scene: &Scene<'_>, shares: &[Share]) -> bool {
    let view = scene.view;
    let [one, two] = shares else { return false };
    let side = |from: usize, to: usize| {
        (from..to).find(|&t| {
            scene.word(t, CheckWord::Answer).is_some_and(|len| scene.word(t + len, CheckWord::Ballot).is_some())
        })
    };
    let (a, b) = (side(one.from.saturating_sub(5), one.from), side(one.to, two.from));
    a.zip(b).is_some_and(|(a, b)| view.token(a).map(|t| t.stem) != view.token(b).map(|t| t.stem)) && near(shares)
}

/// "Half the members are under 30, a quarter are between 30 and 50, and the remaining quarter are older": a whole that is
/// told once, and what is called its rest.
fn remaining(scene: &Scene<'_>, shares: &[Share]) -> bool {
    let view = scene.view;
    let Some((last, others)) = shares.split_last() else { return false };
    let timed = scene.claims.iter().any(|c| matches!(c.value, crate::claims::Value::When(_)));
    let loose = [Func::Not, Func::If, Func::Than, Func::Or, Func::Average, Func::More];
    let plain = others.iter().skip(1).all(|s| !view.is(s.to, Func::Of)) && others.iter().all(|s| !s.rest && !s.owned);
    // Each opens its part of the sentence.
    let opens = |s: &Share| {
        let at = s.from;
        at == 0 || scene.comma(at - 1) || view.is(at - 1, Func::And) || view.mark(at - 1, ";")
    };
    last.rest
        && !last.owned
        && others.len() > 1
        && plain
        && shares.iter().all(opens)
        && !timed
        && !scene.has_func(0, view.len(), &loose)
        && near(shares)
}

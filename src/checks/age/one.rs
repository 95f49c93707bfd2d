//! Whether an age and a beginning are told of one person or thing.

use super::super::scene::Scene;
use super::{Begin, Told, root};
use crate::analysis::{Pos, Role};
use crate::lexicon::{Func, Sense};

/// Whether an age and a beginning are of one: by their clauses, or by the verb that goes on behind the aside that
/// tells the beginning ("The mill, built in 1890, turns 138"; "Built in 1906, the tram shed turns 120").
pub(super) fn one(scene: &Scene<'_>, begin: &Begin, told: &Told) -> bool {
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
    // "She died at 91; she was born in 1938": the same pronoun, and nobody is named.
    if let (Some(a), Some(b)) = (begin.whose, told.whose)
        && same_pronoun(scene, a, b)
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
    // "(1931–2019), who died at 78": the clause hangs on the name in front of the brackets.
    let who = to + 1 + usize::from(scene.comma(to + 1));
    if view.mark(to, ")")
        && from > 0
        && view.mark(from - 1, "(")
        && (view.is(who, Func::Who) || view.is(who, Func::Which))
        && who + 1 == verb
    {
        return true;
    }
    // "(born 1871, died 1940) was 59 at his death": what the brackets tell is of whom stands before them.
    let open = from.checked_sub(1).filter(|&t| view.mark(t, "("));
    let close = open.and_then(|open| (open..verb).find(|&t| view.mark(t, ")")));
    let near = close.is_some_and(|c| {
        c >= to
            && (c + 1..=verb)
                .all(|t| t == verb || view.token(t).is_some_and(|t| matches!(t.pos, Pos::Adverb | Pos::Aux)))
    });
    if near && open.and_then(|t| t.checked_sub(1)).and_then(|t| view.token(t)).is_some_and(|t| t.group.is_some()) {
        return true;
    }
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
    let person = view
        .hits(other.head as usize)
        .any(|h| matches!(h.sense, Sense::Noun(c) if Some(c) == view.lexicon.person_class));
    let fits = other.name || person || view.is(one.head as usize, Func::ThingPronoun);
    let owned = view.is(other.range.start as usize, Func::Possessive);
    let subjects = groups.iter().filter(|g| g.role == Role::Subject && !is_pronoun(g.head)).count();
    singular && fits && !owned && subjects == 1 && !is_pronoun(other.head) && other.range.start < one.range.start
}

/// Whether both are one pronoun for a person or thing, in a sentence whose subjects are no names.
fn same_pronoun(scene: &Scene<'_>, a: u16, b: u16) -> bool {
    let view = scene.view;
    let groups = &view.sentence.groups;
    let pronoun = |g: u16| {
        let token = groups.get(g as usize).and_then(|g| view.token(g.head as usize))?;
        let head = groups.get(g as usize)?.head as usize;
        (token.pos == Pos::Pronoun && !view.is(head, Func::PluralPronoun) && !view.is(head, Func::There))
            .then_some(token.surface)
    };
    let plain = groups.iter().filter(|g| g.role == Role::Subject).all(|g| !g.name);
    plain && pronoun(a).is_some() && pronoun(a) == pronoun(b)
}

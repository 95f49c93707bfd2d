//! Parts of speech: closed classes and known verbs from the packs, endings for the rest, and the
//! neighbours on both sides to decide. Rules, not a model: every tag can be argued with.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of tokens, groups and clauses come from walking the lists of the same sentence"
)]

use super::known::{ADVERBS, AUXILIARIES, DETERMINERS, Known, PREPOSITIONS, PRONOUNS, RELATIVES, SUBORDINATORS};
use super::{Pos, Token};
use crate::lexicon::{Ending, Func, Stem, TokenKind};
use rustc_hash::FxHashSet;

/// Whether a verb was seen: since the last word or mark that parts clauses, and in the sentence at all.
#[derive(Debug, Clone, Copy, Default)]
struct Finite {
    here: bool,
    anywhere: bool,
}

/// Sets the parts of speech. `names` holds the words that are capitalised inside sentences of the draft.
pub(super) fn tag(tokens: &mut [Token], known: &[Known], names: &FxHashSet<Stem>, shouting: bool) {
    let mut finite = Finite::default();
    for i in 0..tokens.len() {
        let pos = one(tokens, known, i, names, shouting, finite);
        tokens[i].pos = pos;
        match pos {
            // "a reward for information leading to an arrest comes on top": a gerund is not the verb of its clause.
            Pos::Verb if known[i].ends_gerund() && i > 0 && matches!(tokens[i - 1].pos, Pos::Noun | Pos::Name) => {
                finite.anywhere = true;
            }
            Pos::Verb | Pos::Aux => finite = Finite { here: true, anywhere: true },
            Pos::Mark if tokens.get(i + 1).is_some_and(|t| t.glued) => {}
            Pos::Mark | Pos::Conjunction | Pos::Relative | Pos::Subordinator => finite.here = false,
            _ => {}
        }
    }
}

fn one(tokens: &[Token], known: &[Known], i: usize, names: &FxHashSet<Stem>, shouting: bool, finite: Finite) -> Pos {
    let token = &tokens[i];
    let k = known[i];
    match token.kind {
        TokenKind::Mark | TokenKind::Address => return Pos::Mark,
        TokenKind::Possessive => return Pos::Possessive,
        TokenKind::Number => return Pos::Numeral,
        TokenKind::Word => {}
    }
    let before = previous(tokens, i);
    let first = before.is_none_or(|b| tokens[b].pos == Pos::Mark && !inner_mark(tokens, b));
    let next_capital = tokens.get(i + 1).is_some_and(|t| t.kind == TokenKind::Word && t.capital);
    // "May 1", "in March": a capital inside a sentence makes it the month.
    let dated = tokens.get(i + 1).is_some_and(|t| t.kind == TokenKind::Number);
    if token.capital && !shouting && (!first || dated) && k.calendar {
        return Pos::Noun;
    }
    // "the painter, Per Vang, left", "…," Mark Ansell said: in the midst of a sentence it is written so in a name.
    let is_comma = |at: usize| tokens[at].exact == Stem::of(",");
    let comma = before.is_some_and(is_comma);
    let quoted =
        before.is_some_and(|b| b > 0 && tokens[b].glued && tokens[b].kind == TokenKind::Mark && is_comma(b - 1));
    let small = k.among(PREPOSITIONS) || k.is(Func::Will);
    if token.capital && !shouting && next_capital && (comma && small || quoted && k.funcs == 0 && !k.calendar) {
        return Pos::Name;
    }
    if token.capital && !shouting {
        let function = k.funcs != 0;
        let named = if !first {
            !(k.calendar || function && !next_capital && !is_name_before(tokens, before))
        } else {
            !function
                && !k.numeral
                && !k.calendar
                && (names.contains(&token.exact) || !k.common() && next_capital || !k.common() && k.ending.is_none())
        };
        if named {
            return Pos::Name;
        }
    }
    // "was first climbed": a rank between auxiliary and verb is an adverb.
    let next_known = known.get(i + 1).copied().unwrap_or_default();
    // "had last erupted", "has today announced"
    if (k.numeral || k.calendar && !token.capital)
        && before.is_some_and(|b| tokens[b].pos == Pos::Aux)
        && (next_known.ends_past() || next_known.participle || next_known.is(Func::Been))
    {
        return Pos::Adverb;
    }
    // "the cause is norovirus, first confirmed on Tuesday"
    let after = known.get(i + 2).copied().unwrap_or_default();
    if k.ordinal
        && before.is_some_and(|b| tokens[b].kind == TokenKind::Mark)
        && (next_known.ends_past() || next_known.participle)
        && after.among(PREPOSITIONS)
    {
        return Pos::Adverb;
    }
    if k.numeral && !(k.among(DETERMINERS) && !k.is(Func::A)) {
        return Pos::Numeral;
    }
    // "3.7 billion won"
    if k.money && (k.past || k.base) && before.is_some_and(|b| known[b].scale) {
        return Pos::Noun;
    }
    if let Some(pos) = closed(tokens, known, i, before) {
        return pos;
    }
    open(tokens, known, i, before, finite)
}

/// A hyphen glued on both sides joins words; it is no boundary.
fn inner_mark(tokens: &[Token], i: usize) -> bool {
    tokens[i].glued && tokens.get(i + 1).is_some_and(|t| t.glued)
}

fn is_name_before(tokens: &[Token], before: Option<usize>) -> bool {
    before.is_some_and(|b| tokens[b].pos == Pos::Name)
}

/// The token before, over hyphens.
fn previous(tokens: &[Token], i: usize) -> Option<usize> {
    i.checked_sub(1).filter(|&b| b < tokens.len())
}

/// The next token that is no adverb.
fn next_plain(known: &[Known], i: usize) -> usize {
    let mut n = i + 1;
    while n < known.len()
        && (known[n].any(&[Func::Not, Func::Never, Func::Also]) || known[n].ending == Some(Ending::Adverb))
    {
        n += 1;
    }
    n
}

fn closed(tokens: &[Token], known: &[Known], i: usize, before: Option<usize>) -> Option<Pos> {
    let k = known[i];
    if k.funcs == 0 {
        return None;
    }
    let prior = before.map(|b| tokens[b].pos);
    let n = next_plain(known, i);
    let next = known.get(n).copied().unwrap_or_default();
    let next_verbal =
        next.among(AUXILIARIES) || next.past || next.participle || next.ends_past() || next.base && !next.noun;
    if k.is(Func::That) {
        // "the loss that year came to 40": a time in the middle of a clause.
        let named = |t: &Token| t.kind == TokenKind::Word && !t.capital;
        if next.calendar && next.noun && !next.month && tokens.get(i + 1).is_some_and(named) {
            return Some(Pos::Determiner);
        }
        // "who drew that one, was 71"
        let ends = tokens.get(i + 2).is_none_or(|t| t.kind == TokenKind::Mark);
        if next.numeral
            && ends
            && tokens.get(i + 1).is_some_and(|t| t.kind == TokenKind::Word)
            && prior == Some(Pos::Verb)
        {
            return Some(Pos::Determiner);
        }
        // "the 2.8 billion that parliament had budgeted", "It was on 2 October 1977 that the stadium opened", but "In 2019
        // that figure was 35"
        let told = || tokens[..i].iter().any(|t| matches!(t.pos, Pos::Verb | Pos::Aux));
        if prior == Some(Pos::Numeral) && !next_verbal && told() {
            return Some(Pos::Subordinator);
        }
        let next_subject = next.among(PRONOUNS) || next.among(DETERMINERS) || tokens.get(n).is_some_and(|t| t.capital);
        return Some(match prior {
            Some(Pos::Noun | Pos::Name) if next_verbal => Pos::Relative,
            Some(Pos::Mark) if next_verbal => Pos::Relative,
            Some(Pos::Verb | Pos::Adjective | Pos::Noun | Pos::Name) if next_subject || prior != Some(Pos::Verb) => {
                Pos::Subordinator
            }
            Some(Pos::Verb) => Pos::Subordinator,
            _ if next_verbal => Pos::Pronoun,
            _ => Pos::Determiner,
        });
    }
    if k.among(RELATIVES) {
        return Some(Pos::Relative);
    }
    if k.is(Func::Where) {
        return Some(Pos::Relative);
    }
    // "at 6.52am"
    let hour =
        tokens[i].glued && before == i.checked_sub(1) && before.is_some_and(|b| tokens[b].kind == TokenKind::Number);
    if k.among(AUXILIARIES) && hour {
        return Some(Pos::Noun);
    }
    if k.among(AUXILIARIES) {
        // "will" and "may" are nouns and names too, after a determiner.
        let noun = prior == Some(Pos::Determiner) && !k.any(&[Func::Be, Func::Have, Func::Do]);
        return Some(if noun { Pos::Noun } else { Pos::Aux });
    }
    // "has since offered", "has not yet approved"
    let inside = prior == Some(Pos::Aux)
        || prior == Some(Pos::Adverb) && before.is_some_and(|b| b > 0 && tokens[b - 1].pos == Pos::Aux);
    if inside && k.any(&[Func::Since, Func::Yet]) && (next.past || next.participle || next.ends_past() || next.base) {
        return Some(Pos::Adverb);
    }
    if k.any(&[Func::And, Func::Or, Func::Nor]) || k.is(Func::But) {
        return Some(Pos::Conjunction);
    }
    if k.is(Func::Possessive) {
        let noun_follows = tokens.get(i + 1).is_some_and(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number))
            && !next.among(PREPOSITIONS)
            && !next.among(AUXILIARIES)
            && !next.among(DETERMINERS);
        return Some(if noun_follows || !k.among(PRONOUNS) { Pos::Determiner } else { Pos::Pronoun });
    }
    if k.any(&[Func::There, Func::Here]) {
        return Some(Pos::Adverb);
    }
    // "40 others were hurt"
    let closes = tokens.get(i + 1).is_none_or(|t| t.kind == TokenKind::Mark) || next.among(PREPOSITIONS) || next_verbal;
    if k.is(Func::Other) && prior == Some(Pos::Numeral) && closes {
        return Some(Pos::Noun);
    }
    if k.among(DETERMINERS) {
        // "both", "all", "more", "this" stand alone before a verb or "of".
        // "Those in Caldon slipped 1.3 per cent"
        let those = k.is(Func::Demonstrative)
            && (next.among(PREPOSITIONS) || next.among(RELATIVES))
            && tokens.get(i + 1).is_some_and(|t| !t.capital);
        let alone = next_verbal && !next.ends_past() || next.is(Func::Of) || those;
        let article = k.any(&[Func::A, Func::The]);
        return Some(if alone && !article && k.among(PRONOUNS) { Pos::Pronoun } else { Pos::Determiner });
    }
    if k.among(SUBORDINATORS) && !k.among(PREPOSITIONS) {
        return Some(Pos::Subordinator);
    }
    if k.among(PRONOUNS) {
        return Some(Pos::Pronoun);
    }
    if k.among(PREPOSITIONS) {
        return Some(Pos::Preposition);
    }
    if k.among(ADVERBS) {
        return Some(Pos::Adverb);
    }
    None
}

/// Whether a verb that is one for certain follows before anything parts the words: then this one is a noun.
fn finite_ahead(tokens: &[Token], known: &[Known], i: usize) -> bool {
    for (at, (token, k)) in tokens.iter().zip(known).enumerate().skip(i + 1) {
        let parts = token.kind == TokenKind::Mark && !inner_mark(tokens, at)
            || k.any(&[Func::And, Func::Or, Func::But, Func::That])
            || k.among(RELATIVES)
            || k.among(SUBORDINATORS);
        if parts {
            return false;
        }
        // "on the car ferry Aurora killed at least 26": a past behind a name, with its object, is the verb.
        let object = known.get(at + 1).is_some_and(|n| n.among(DETERMINERS) || n.numeral || n.any(&[Func::At]))
            || tokens.get(at + 1).is_some_and(|t| t.kind == TokenKind::Number);
        let past = k.ends_past() && known[i].noun && object;
        // "The gas leak in the yard hurt three"
        let unchanged = k.unchanged && object && !known[i].unchanged;
        if k.among(AUXILIARIES) || k.past || past || unchanged {
            return true;
        }
    }
    false
}

/// Whether the words that end here are a group behind "a".
fn of_one(tokens: &[Token], known: &[Known], last: Option<usize>) -> bool {
    let mut at = last;
    while let Some(i) = at {
        match tokens[i].pos {
            Pos::Noun | Pos::Adjective => at = i.checked_sub(1),
            Pos::Determiner => return known[i].is(Func::A),
            Pos::Mark if inner_mark(tokens, i) => at = i.checked_sub(1),
            _ => return false,
        }
    }
    false
}

/// Whether the words that end here are a group behind a determiner.
fn determined(tokens: &[Token], last: Option<usize>) -> bool {
    let mut at = last;
    while let Some(i) = at {
        match tokens[i].pos {
            Pos::Noun | Pos::Adjective => at = i.checked_sub(1),
            // "novels that the whole world read": what a relative tells has a verb of its own.
            Pos::Determiner => {
                let before = i.checked_sub(1).map(|b| tokens[b].pos);
                return !matches!(before, Some(Pos::Relative | Pos::Subordinator));
            }
            Pos::Mark if inner_mark(tokens, i) => at = i.checked_sub(1),
            _ => return false,
        }
    }
    false
}

/// Whether a group and what is said of it between commas stand before this word, and nothing else.
fn apposed(tokens: &[Token], known: &[Known], i: usize) -> bool {
    let comma = |at: usize| tokens[at].kind == TokenKind::Mark && !inner_mark(tokens, at);
    let Some(close) = i.checked_sub(1).filter(|&at| comma(at)) else { return false };
    let Some(open) = (0..close).find(|&at| comma(at)) else { return false };
    let described = known.get(open + 1).is_some_and(|k| k.any(&[Func::A, Func::The]));
    let subject = tokens.first().is_some_and(|t| matches!(t.pos, Pos::Name | Pos::Determiner));
    let reduced = |at: usize| known[at].ends_past() || known[at].participle;
    let told = |at: usize| matches!(tokens[at].pos, Pos::Verb | Pos::Aux) && !(at > open && reduced(at));
    open > 0 && subject && described && (open + 1..close).all(|at| !comma(at)) && !(0..close).any(told)
}

fn open(tokens: &[Token], known: &[Known], i: usize, before: Option<usize>, finite: Finite) -> Pos {
    let k = known[i];
    let prior = before.map(|b| tokens[b].pos);
    let prior_known = before.map(|b| known[b]).unwrap_or_default();
    let next = known.get(i + 1).copied().unwrap_or_default();
    let next_token = tokens.get(i + 1);
    let next_word = next_token.is_some_and(|t| t.kind == TokenKind::Word);
    let hyphen_before = before.is_some_and(|b| tokens[b].kind == TokenKind::Mark && tokens[i].glued && tokens[b].glued);
    // "the family of", "his ally": only a noun stands at the end of a group.
    let group_ends = matches!(prior, Some(Pos::Determiner | Pos::Possessive))
        && !prior_known.any(&[Func::Each, Func::Both, Func::All, Func::Most, Func::More, Func::Such])
        && (next_token.is_none_or(|t| t.kind == TokenKind::Mark && !t.glued)
            || next.among(PREPOSITIONS)
            || next.among(AUXILIARIES)
            || next_token.is_some_and(|t| t.kind == TokenKind::Possessive));
    if k.ending == Some(Ending::Adverb) && !k.base && !k.noun && !group_ends {
        return Pos::Adverb;
    }
    // "where fighting has raged": a gerund in front of an auxiliary is the subject.
    if k.ends_gerund() && next.among(AUXILIARIES) {
        return Pos::Noun;
    }
    // After "to" a base form is an infinitive, after a modal any verb is one.
    let infinitive =
        prior == Some(Pos::Preposition) && prior_known.is(Func::To) && k.base && !k.ends_past() && !k.ends_gerund();
    let after_aux = prior == Some(Pos::Aux)
        || prior == Some(Pos::Adverb) && before.is_some_and(|b| b > 0 && tokens[b - 1].pos == Pos::Aux);
    if infinitive {
        return Pos::Verb;
    }
    let past_form = k.past || k.participle || k.ends_past();
    let be = before.is_some_and(|b| known[b].any(&[Func::Be, Func::Been, Func::Being]));
    let damaged = be && k.base && k.adjective && k.ending.is_none();
    if after_aux && (past_form || damaged || (k.base || k.ends_gerund()) && !k.adjective) {
        return Pos::Verb;
    }
    let acts = k.base
        && (matches!(prior, Some(Pos::Relative | Pos::Pronoun))
            // "The crash in Gallowgate hurt nine people"
            || matches!(prior, Some(Pos::Noun | Pos::Name)) && k.adjective && !k.plain_adjective && !finite.here)
        && known
            .get(i + 1)
            .is_some_and(|n| n.among(DETERMINERS) || n.numeral || tokens[i + 1].kind == TokenKind::Number);
    // "the last great fire": in front of another word of the group.
    let describes = k.plain_adjective && next_word && (next.funcs == 0 || next.is(Func::And));
    if describes && !acts {
        return Pos::Adjective;
    }
    if k.adjective && !past_form && !acts {
        return Pos::Adjective;
    }
    let in_group = matches!(prior, Some(Pos::Determiner | Pos::Adjective | Pos::Possessive))
        || prior == Some(Pos::Numeral) && !hyphen_before;
    if hyphen_before {
        return if k.ends_past() { Pos::Adjective } else { Pos::Noun };
    }
    let object_follows = next.among(DETERMINERS)
        || next.among(PRONOUNS)
        || next_token.is_some_and(|t| t.kind == TokenKind::Number || t.capital)
        || next.numeral
        // "now costs £49m"
        || next.money && next_token.is_some_and(|t| t.kind == TokenKind::Mark);
    let complement_follows = object_follows
        || next.among(PREPOSITIONS)
        || next.is(Func::That)
        || next.among(ADVERBS)
        || next.ending == Some(Ending::Adverb);
    // "the 43-year-old said"
    let aged =
        prior == Some(Pos::Adjective) && i >= 2 && tokens[i - 2].kind == TokenKind::Mark && inner_mark(tokens, i - 2);
    // "the 54-year-old beat two rivals"
    if aged && (k.past || k.base && object_follows) {
        return Pos::Verb;
    }
    if k.past {
        // "several of the injured froze to death", "the 29-year-old won the race": who is named by what he is.
        let compound = i >= 2 && tokens[i - 1].glued && tokens[i - 2].kind == TokenKind::Mark && tokens[i - 2].glued;
        let acts = prior == Some(Pos::Adjective)
            && (!k.noun || compound)
            && (!k.participle || compound)
            && complement_follows
            && !finite.here;
        if acts {
            return Pos::Verb;
        }
        return if in_group && prior != Some(Pos::Numeral) { Pos::Noun } else { Pos::Verb };
    }
    // "the 46 stained-glass windows"
    let joins = tokens.get(i + 1).is_some_and(|t| t.glued && t.kind == TokenKind::Mark)
        && tokens.get(i + 2).is_some_and(|t| t.glued && t.kind == TokenKind::Word)
        && inner_mark(tokens, i + 1);
    if (k.ends_past() || k.participle) && joins && in_group {
        return Pos::Adjective;
    }
    if k.ends_past() || k.participle {
        let before_noun = next_word
            && !complement_follows
            && !next.among(AUXILIARIES)
            && !next.among(SUBORDINATORS)
            && !next.among(RELATIVES)
            // "nine capsized and five sank"
            && !(prior == Some(Pos::Numeral) && next.any(&[Func::And, Func::Or, Func::But]));
        return match prior {
            Some(Pos::Determiner | Pos::Adjective | Pos::Possessive | Pos::Preposition | Pos::Numeral)
                if before_noun =>
            {
                Pos::Adjective
            }
            // "in a shed in Brask": a noun that only looks like a past form.
            Some(Pos::Determiner | Pos::Possessive)
                if !complement_follows || k.noun && tokens[i].surface == tokens[i].stem =>
            {
                Pos::Noun
            }
            // "a combined 57 pints"
            Some(Pos::Determiner)
                if prior_known.is(Func::A)
                    && (next.numeral || next_token.is_some_and(|t| t.kind == TokenKind::Number)) =>
            {
                Pos::Adjective
            }
            _ => Pos::Verb,
        };
    }
    if k.ends_gerund() && (!k.noun || object_follows && !in_group) {
        // "a four-hour meeting with": behind a compound it is the noun.
        let compound =
            i >= 3 && prior == Some(Pos::Noun) && tokens[i - 2].kind == TokenKind::Mark && inner_mark(tokens, i - 2);
        // "where fighting has raged": in front of an auxiliary it is the subject.
        if compound || next.among(AUXILIARIES) {
            return Pos::Noun;
        }
        return match prior {
            Some(Pos::Determiner | Pos::Possessive | Pos::Adjective) => {
                if next_word && !complement_follows {
                    Pos::Adjective
                } else {
                    Pos::Noun
                }
            }
            Some(Pos::Preposition)
                if !object_follows
                    && !(next.among(PREPOSITIONS)
                        && prior_known.any(&[Func::Before, Func::After, Func::Since, Func::Without])) =>
            {
                Pos::Noun
            }
            Some(Pos::Noun | Pos::Name) if !k.base || !complement_follows => Pos::Noun,
            Some(Pos::Numeral) => {
                if next_word && !complement_follows {
                    Pos::Adjective
                } else {
                    Pos::Verb
                }
            }
            None if !object_follows => Pos::Noun,
            _ => Pos::Verb,
        };
    }
    // "a staff of 118 includes eleven doctors"
    let figure_follows = next.numeral || next_token.is_some_and(|t| t.kind == TokenKind::Number);
    let behind_figure = prior == Some(Pos::Numeral) && (next.among(DETERMINERS) || figure_follows) && !k.noun;
    if k.base && (!in_group || behind_figure) {
        let subject_before = matches!(prior, Some(Pos::Pronoun | Pos::Relative)) && !prior_known.is(Func::Whose);
        let noun_before = matches!(prior, Some(Pos::Noun | Pos::Name | Pos::Adverb));
        // "The old course record, set by Holm, …": of one thing it would be "records".
        let singular = tokens[i].surface == tokens[i].stem
            && before.is_some_and(|b| tokens[b].pos == Pos::Noun && tokens[b].surface == tokens[b].stem)
            && determined(tokens, before);
        let closes = next_token.is_none_or(|t| t.kind == TokenKind::Mark) && !k.noun && !singular;
        // "the lower house of Norland": a noun takes "of" more often than a verb does.
        let taken =
            next.is(Func::Of) && (k.noun || k.base && known.get(i).is_some_and(|w| w.ending.is_none())) && !k.reports;
        // "a slim book about a drowning": of one, a verb would have its ending.
        // "which sold its mills in 2012, its tissue arm in 2015"
        let listed = singular && finite.anywhere && next.among(PREPOSITIONS) && !k.reports;
        let one = listed
            || (k.noun || next.is(Func::Of)) && tokens[i].surface == tokens[i].stem && of_one(tokens, known, before);
        if subject_before
            || noun_before
                && !one
                && !taken
                && !finite.here
                && (complement_follows || closes || k.reports)
                && (k.reports || !finite_ahead(tokens, known, i))
        {
            return Pos::Verb;
        }
        // "lasts 12 hours and brings up 1,300 tonnes"
        let inflected = !k.noun && tokens[i].surface != tokens[i].stem && next.among(PREPOSITIONS) && finite.anywhere;
        if matches!(prior, Some(Pos::Conjunction)) && (object_follows || inflected) || behind_figure {
            return Pos::Verb;
        }
        // "Kranz, the bicycle maker, plans to employ"
        let wants = next.is(Func::To) && known.get(i + 2).is_some_and(|n| n.base && !n.ends_past()) && !finite.here;
        if wants && matches!(prior, Some(Pos::Mark | Pos::Noun | Pos::Name)) && i > 1 {
            return Pos::Verb;
        }
        // "Tolvair, founded in 1995, operates 14 aircraft"
        let resumes = prior == Some(Pos::Mark) && i > 1 && complement_follows && !finite_ahead(tokens, known, i);
        // "Tessaly, a republic in the hills, votes next spring": a word that may be a noun too, where no other is the verb.
        let told = apposed(tokens, known, i) && (object_follows || next.calendar);
        let whole = tokens.last().is_some_and(|t| t.kind == TokenKind::Mark);
        if prior == Some(Pos::Mark) && whole && told && !finite_ahead(tokens, known, i) {
            return Pos::Verb;
        }
        // "The Hilda Grace, launched in 1994 and much patched since, carries 350 passengers"
        let reduced = |t: usize| tokens[t].pos != Pos::Verb && tokens[t].pos != Pos::Aux || known[t].ends_past();
        let described = resumes && object_follows && (0..i).all(reduced);
        if resumes
            && !k.noun
            && (described || !finite.anywhere || tokens[..i].iter().filter(|t| t.pos == Pos::Verb).count() == 1)
        {
            return Pos::Verb;
        }
    }
    match k.ending {
        Some(Ending::Adjective) if !k.base => {
            let head = !next_word || next.funcs != 0;
            if head && matches!(prior, Some(Pos::Determiner | Pos::Numeral | Pos::Noun | Pos::Adjective)) {
                Pos::Noun
            } else {
                Pos::Adjective
            }
        }
        _ => Pos::Noun,
    }
}

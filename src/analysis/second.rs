//! A second look at a sentence that has a clause without a verb: a word that the tagger took for a noun is its verb,
//! when it agrees with the noun before it ("the inquiry dwells on", "14 vessels lie at anchor").

use super::known::{AUXILIARIES, Known, PREPOSITIONS};
use super::{Clause, ClauseKind, Depth, Group, Pos, Range, Sentence, View, parse_once};
use crate::lexicon::{Ending, Func, Lexicon, TokenKind};
use rust_decimal::Decimal;

/// So many verbs are looked for in a sentence at most.
const MOST: usize = 3;

/// So many tokens must a clause have to be without its verb.
const LEAST: usize = 3;

/// What speaks for a word to be the verb: less than this is not enough.
const ENOUGH: i32 = 3;

/// Gives the clauses of a parsed sentence that lack a verb the one that they have, and parses it again.
pub(super) fn look(sentence: &mut Sentence, prose: &str, known: &[Known], lexicon: &Lexicon) {
    // A heading or an entry of a list is none.
    let whole = sentence.tokens.last().is_some_and(|t| t.kind == TokenKind::Mark);
    for _ in 0..if whole { MOST } else { 0 } {
        let wanting = |(_, c): &(usize, &Clause)| {
            let kind = matches!(c.kind, ClauseKind::Main | ClauseKind::Relative | ClauseKind::Subordinate);
            kind && !c.gap && c.range.end.saturating_sub(c.range.start) as usize >= LEAST
        };
        let look = Look { sentence, prose, known, lexicon };
        let Some(verb) =
            sentence.clauses.iter().enumerate().filter(wanting).find_map(|(id, c)| look.verb(id as u16, c))
        else {
            return;
        };
        // "a petition that calls for": the word before opens a relative clause.
        let that = verb.checked_sub(1).filter(|&t| look.relative(t));
        for (at, pos) in [(Some(verb), Pos::Verb), (that, Pos::Relative)] {
            if let Some(token) = at.and_then(|at| sentence.tokens.get_mut(at)) {
                token.pos = pos;
                token.group = None;
            }
        }
        parse_once(sentence, prose, known, Depth::Clauses, lexicon);
    }
}

struct Look<'a> {
    sentence: &'a Sentence,
    prose: &'a str,
    known: &'a [Known],
    lexicon: &'a Lexicon,
}

impl Look<'_> {
    /// The word that is most likely the verb of a clause.
    fn verb(&self, id: u16, clause: &Clause) -> Option<usize> {
        if let Some(verb) = clause.verb {
            // "dwells on the 14 minutes before the alarm was raised": the verb of what came before or after.
            let opens = |&t: &usize| {
                let other = [Func::Before, Func::After, Func::Since, Func::Until, Func::Till, Func::As];
                self.known(t).any(&other) && self.sentence.tokens.get(t).is_some_and(|t| t.pos == Pos::Preposition)
            };
            let main = clause.kind == ClauseKind::Main && clause.parent.is_none();
            let until = (clause.range.start as usize + 1..verb as usize).filter(|_| main).find(opens)?;
            return self.best(clause, id, until);
        }
        let found = self.best(clause, id, clause.range.end as usize).or_else(|| {
            // "the ovens that now stand cold, denied that": an inner clause took the verb for its own.
            let mut inner = self.sentence.clauses.iter().enumerate();
            inner.find_map(|(n, c)| {
                let dependent = matches!(c.kind, ClauseKind::Relative | ClauseKind::Subordinate);
                let taken = c.verbs.filter(|_| clause.kind == ClauseKind::Main && dependent)?;
                self.best(c, n as u16, taken.start as usize)
            })
        });
        found.or_else(|| self.behind(clause))
    }

    /// "14 vessels that were to carry 840,000 tonnes lie at anchor": the verb behind what tells which vessels they are.
    fn behind(&self, clause: &Clause) -> Option<usize> {
        let which = |c: &&Clause| c.kind == ClauseKind::Relative && c.verb.is_some();
        let inner = self.sentence.clauses.iter().find(which).filter(|_| clause.kind == ClauseKind::Main)?;
        let antecedent = self.sentence.groups.get(inner.antecedent? as usize)?;
        // Behind a comma the clause is another's.
        if antecedent.range.end != inner.range.start || antecedent.range.start < clause.range.start {
            return None;
        }
        // "£6,000" is parted by nothing.
        let opens = |t: usize| self.sentence.tokens.get(t + 1).is_some_and(|t| t.glued);
        let mark = |t: &usize| self.sentence.tokens.get(*t).is_some_and(|m| m.kind == TokenKind::Mark && !opens(*t));
        let from = inner.verbs?.end as usize;
        let until = (from..self.sentence.tokens.len()).find(mark).unwrap_or(self.sentence.tokens.len());
        (from + 1..until).find(|&at| self.worth(clause, at, Some(antecedent.head as usize)) > Some(ENOUGH))
    }

    /// The likeliest verb of a clause before a token.
    fn best(&self, clause: &Clause, id: u16, until: usize) -> Option<usize> {
        let own = |t: &usize| self.sentence.tokens.get(*t).is_some_and(|t| t.clause == id);
        let mut best: Option<(i32, usize)> = None;
        for at in (clause.range.start as usize..until).filter(own) {
            let Some(worth) = self.worth(clause, at, None) else { continue };
            if worth >= ENOUGH && best.is_none_or(|(most, _)| worth > most) {
                best = Some((worth, at));
            }
        }
        best.map(|b| b.1)
    }

    /// Whether "that" stands here right behind a noun.
    fn relative(&self, at: usize) -> bool {
        let noun = at.checked_sub(1).and_then(|b| self.sentence.tokens.get(b)).is_some_and(|t| t.pos == Pos::Noun);
        noun && self.known(at).is(Func::That)
            && self.sentence.tokens.get(at).is_some_and(|t| t.pos == Pos::Subordinator)
    }

    fn text(&self, at: usize) -> &str {
        self.sentence.tokens.get(at).and_then(|t| self.prose.get(t.start as usize..t.end as usize)).unwrap_or_default()
    }

    fn known(&self, at: usize) -> Known {
        self.known.get(at).copied().unwrap_or_default()
    }

    /// How much speaks for a word to be the verb of a clause, whose subject is looked for where none is given; none when
    /// it can't be.
    fn worth(&self, clause: &Clause, at: usize, subject: Option<usize>) -> Option<i32> {
        let token = self.sentence.tokens.get(at).filter(|t| t.pos == Pos::Noun && !t.capital && !t.digit)?;
        let known = self.known(at);
        let before = at.checked_sub(1).filter(|&b| clause.range.start as usize <= b)?;
        let prior = self.sentence.tokens.get(before)?;
        let next = self.sentence.tokens.get(at + 1)?;
        let joined = token.glued || next.glued && next.kind != TokenKind::Mark || next.pos == Pos::Possessive;
        let follows =
            matches!(prior.pos, Pos::Noun | Pos::Name | Pos::Pronoun | Pos::Adverb | Pos::Mark | Pos::Adjective)
                || matches!(prior.pos, Pos::Relative | Pos::Subordinator | Pos::Numeral);
        // "the inquiry dwells on": a word that no pack knows, with the ending of the third person.
        let inflected = !self.lexicon.is_bare(self.text(at));
        let unknown = inflected && !known.common() && known.ending.is_none();
        let verb = (known.base || known.past || unknown) && !self.known(before).ordinal;
        let counted = known.money && self.known(before).scale;
        if !verb || counted || joined || !follows || self.known(at + 1).among(AUXILIARIES) {
            return None;
        }
        let agrees = match subject.or_else(|| self.subject(clause, at)) {
            Some(subject) => {
                let text = self.text(subject);
                let is = |pos| self.sentence.tokens.get(subject).is_some_and(|t| t.pos == pos);
                // "Halden Pumps expects": a name is one, whatever its ending.
                let named = is(Pos::Name) && inflected;
                let joined = self.joined(subject);
                let many = joined || !named && self.lexicon.is_plural(text) || is(Pos::Numeral) && !self.one(subject);
                match (inflected, many) {
                    _ if known.past => 3,
                    (true, false) if unknown => 2,
                    (true, false) | (false, true) => 3,
                    (false, false) if known.unchanged => 2,
                    _ => return None,
                }
            }
            None => 1,
        };
        let after = self.known(at + 1);
        let object = matches!(next.pos, Pos::Determiner | Pos::Numeral | Pos::Pronoun | Pos::Adverb | Pos::Name)
            || after.among(PREPOSITIONS) && !after.is(Func::Of)
            || after.ending == Some(Ending::Adverb)
            || next.pos == Pos::Subordinator
            || after.money && next.kind == TokenKind::Mark;
        Some(agrees + i32::from(object) - i32::from(after.is(Func::Of)))
    }

    /// Whether a numeral is one.
    fn one(&self, at: usize) -> bool {
        let view = View { lexicon: self.lexicon, prose: self.prose, sentence: self.sentence };
        view.numeral(at).is_some_and(|(n, _)| n.value == Decimal::ONE)
    }

    /// "Kalix and Lakemont expect": whether "and" joins what ends with a token to a noun or name before.
    fn joined(&self, token: usize) -> bool {
        let Some(group) = self.sentence.tokens.get(token).and_then(|t| t.group) else { return false };
        let Some(start) = self.sentence.groups.get(group as usize).map(|g| g.range.start as usize) else {
            return false;
        };
        let noun = |t: usize| self.sentence.tokens.get(t).is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Name));
        start >= 2 && self.known(start - 1).is(Func::And) && noun(start - 2)
    }

    /// The noun that a word would have as its subject: the head of the group before it that stands behind no preposition.
    fn subject(&self, clause: &Clause, at: usize) -> Option<usize> {
        if at >= 2 && self.relative(at - 1) {
            return Some(at - 2);
        }
        let own = |g: &&Group| g.range.start >= clause.range.start && (g.range.start as usize) < at && !g.time;
        let bare = |g: &&Group| {
            let before = (g.range.start as usize).checked_sub(1);
            before.is_none_or(|b| {
                b < clause.range.start as usize || self.sentence.tokens.get(b).is_none_or(|t| t.pos != Pos::Preposition)
            })
        };
        let same = |g: &&Group| {
            self.sentence.tokens.get(g.range.start as usize).map(|t| t.clause)
                == self.sentence.tokens.get(at).map(|t| t.clause)
        };
        // The last of those that "and" joins.
        let holds = |g: &&Group| g.range.holds(at);
        let group = self.sentence.groups.iter().filter(own).filter(same).filter(holds).find(bare);
        let group = group.or_else(|| self.sentence.groups.iter().filter(own).filter(same).find(bare));
        let group = group.or_else(|| clause.antecedent.and_then(|a| self.sentence.groups.get(a as usize)))?;
        let Range { start, end } = group.range;
        let last = (end as usize).min(at);
        (start as usize..last)
            .rev()
            .find(|&t| {
                self.sentence.tokens.get(t).is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Name | Pos::Numeral))
            })
            .map(|head| if group.range.holds(at) { head } else { group.head as usize })
    }
}

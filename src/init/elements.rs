//! The words that a fact may be about: the event, what is counted, who did it, where; each with how far it
//! stands from the claim by grammar.

#![allow(
    clippy::indexing_slicing,
    reason = "indices are those of the article's own claims and of the options made for them"
)]

use super::names::{WORDS, names_of, of_kind, settle_names};
use super::nearness::{BEHIND, DESCRIBED, DESCRIBING, LIGHT, SOURCE, VENUE, above, described, describing, weakness};
use super::{Ground, compounds, prose};
use crate::analysis::{Clause, Pos, Range, Role, View};
use crate::claims::frame::Level;
use crate::claims::{Claim, Value};
use crate::lexicon::{BesideWord, Func, Sense, TokenKind};

/// Tokens between a figure and the word that says which way it changed.
const CHANGE: u32 = 3;

/// What it costs to leave out what befell, and what is counted or done.
pub(super) const BEFELL: u32 = 12;
const COUNTED: u32 = 8;
/// What it costs to leave out that a figure is an age.
const AGED: u32 = 24;
/// The word for what a figure is that says how old somebody is.
const AGE: &str = "age";

/// A word or name that a fact may be about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Element {
    /// The term: `killed`, `Lake Dorrin`.
    pub(super) text: String,
    /// It is a proper name.
    pub(super) name: bool,
    /// How far from the claim: 0 is nearest.
    pub(super) rank: u32,
    /// How much of what the claim tells is lost without it: the event, what is counted.
    pub(super) core: u32,
    /// Its token, counted in its sentence.
    pub(super) at: usize,
    /// It is a verb.
    pub(super) verb: bool,
    /// Of a name that only describes the head of its group ("Ostrand's council"), the token of that.
    pub(super) of: Option<usize>,
}

impl Element {
    /// The word at a token, if it can be a term: a content word without digits, with what is joined to it.
    pub(super) fn word(view: View<'_>, at: usize) -> Option<Self> {
        let whole = compounds::whole(view, at);
        let token = view.token(at)?;
        let content = matches!(token.pos, Pos::Noun | Pos::Verb | Pos::Adjective | Pos::Adverb);
        let grammar = view.hits(at).any(|h| {
            h.len == 1 && matches!(h.sense, Sense::Func(f) if !matches!(f, Func::Count | Func::Life | Func::Score | Func::Turn | Func::Ranging))
                || matches!(h.sense, Sense::Calendar(_) | Sense::Numeral(_) | Sense::Hedge(_))
                // "she won" is of no currency.
                || matches!(h.sense, Sense::Currency(_)) && token.pos != Pos::Verb
        });
        let text = prose::one_line(view.stretch(whole.start as usize, whole.end as usize));
        // "a nine-member board" tells its figure itself.
        let figure = |t: usize| view.token(t).is_some_and(|t| t.pos == Pos::Numeral || t.digit);
        let letters = !whole.indices().any(figure)
            && text.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '\u{2019}' | ' '));
        let sound = token.kind != TokenKind::Mark && letters && text.chars().filter(|c| c.is_alphabetic()).count() > 2;
        let verb = token.pos == Pos::Verb && whole.end - whole.start == 1;
        (content && sound && !grammar && !compounds::is_proper(view, at)).then(|| Self {
            text: text.to_lowercase(),
            name: false,
            rank: 0,
            core: 0,
            at,
            verb,
            of: None,
        })
    }
}

/// The word that says why a claim is not asserted ("planned", "would"), if a term can be made of it.
pub(super) fn mode(ground: &Ground<'_>, claim: &Claim) -> Option<Element> {
    let view = ground.view(claim.sentence as usize)?;
    let at = claim.frame.unasserted.as_ref()?.token? as usize;
    // "whether": no word that a person would give as what a fact is about.
    if view.token(at)?.pos == Pos::Subordinator {
        return None;
    }
    let keeps = |s: Sense| matches!(s, Sense::Mode(id) if view.lexicon.modes[id as usize].doubts());
    let (_, len) = view.sense(at, |s| keeps(s).then_some(()))?;
    let text = view.stretch(at, at + len).to_lowercase();
    let sound = len <= WORDS && text.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '\'' | '\u{2019}'));
    // A term is read word by word: one of them must say it alone.
    let alone = text.split(' ').any(|w| view.lexicon.senses(w).into_iter().any(keeps));
    (sound && alone).then_some(Element { text, name: false, rank: 0, core: 0, at, verb: true, of: None })
}

/// Whether a time is only supposed ("if it lasts until Easter"): there is no fact in it.
pub(super) fn supposed(ground: &Ground<'_>, index: usize) -> bool {
    let Some(claim) = ground.claims.claims.get(index).filter(|c| matches!(c.value, Value::When(_))) else {
        return false;
    };
    let token = claim.frame.unasserted.as_ref().and_then(|u| u.token);
    let at = token.zip(ground.view(claim.sentence as usize));
    at.is_some_and(|(at, view)| view.token(at as usize).is_some_and(|t| t.pos == Pos::Subordinator))
}

/// Collects elements; of two alike the nearer stays.
#[derive(Default)]
pub(super) struct Found(Vec<Element>);

impl Found {
    pub(super) fn put(&mut self, element: Option<Element>, rank: u32) {
        let Some(mut element) = element else { return };
        element.rank += rank;
        let rank = element.rank;
        match self.0.iter_mut().find(|e| e.name == element.name && e.text == element.text) {
            Some(old) => {
                old.rank = old.rank.min(rank);
                old.core = old.core.max(element.core);
            }
            None => self.0.push(element),
        }
    }
}

/// Everything that the fact of a claim may be about, the nearest first.
pub(super) fn of(ground: &Ground<'_>, claim: &Claim, main: Option<&str>) -> Vec<Element> {
    let Some(view) = ground.view(claim.sentence as usize) else { return Vec::new() };
    let mut found = Found::default();
    let others = ground.claims.claims.iter().filter(|c| c.sentence == claim.sentence && c.span != claim.span);
    let noun = |c: &Claim| c.frame.noun.and_then(|n| n.token);
    let figures = others.map(|c| (c.tokens, noun(c))).collect();
    let timed = matches!(claim.value, Value::When(_) | Value::Duration { .. });
    let gather = Gather { view, claim, figures, timed };
    gather.own(&mut found);
    gather.clause(&mut found);
    gather.around(&mut found);
    above(ground, claim, main, &mut found);
    // "The bishop named Aksel Norr, 44": whose age it is, and nobody else's.
    if let Some(bearer) = gather.bearer() {
        found.0.retain(|e| !e.name || e.text == bearer.text);
        found.put(Some(bearer), 0);
    }
    settle_names(ground, &mut found.0);
    found.0
}

struct Gather<'a> {
    view: View<'a>,
    claim: &'a Claim,
    /// The tokens of the other claims of its sentence, and those of the nouns that they count.
    figures: Vec<(Range, Option<u32>)>,
    /// A date or a length of time: it is its verb's or its noun's.
    timed: bool,
}

impl Gather<'_> {
    fn group(&self, index: u16) -> Option<&crate::analysis::Group> {
        self.view.sentence.groups.get(index as usize)
    }

    /// A word, with the noun phrase that it heads as a second term: "share price" says more than "price", "new plant"
    /// little more than "plant".
    fn head(&self, found: &mut Found, at: usize, rank: u32) {
        let counted = self.claim.frame.noun.and_then(|n| n.token) == Some(at as u32);
        if self.claim.tokens.holds(at) && !counted {
            return;
        }
        // Of "74 square kilometers" no word is what another figure is of.
        if self.figures.iter().any(|(figure, noun)| figure.holds(at) && *noun != Some(at as u32)) {
            return;
        }
        let Some(word) = Element::word(self.view, at) else { return };
        let noun = self.view.token(at).is_some_and(|t| t.pos == Pos::Noun);
        let whole = compounds::whole(self.view, at);
        // "58.3 percent" is of no percent.
        let unit =
            self.view.hits(at).any(|h| h.len == 1 && matches!(h.sense, Sense::Unit(_) | Sense::Func(Func::Point)));
        if unit && !counted {
            return;
        }
        let rank = rank + if counted { 0 } else { weakness(self.view, at) } + self.source(at);
        let modifier = compounds::modifier(self.view, whole).filter(|_| noun);
        // "the new plant" is the plant.
        let light = |m: usize| self.view.hits(m).any(|h| matches!(h.sense, Sense::Beside(BesideWord::Light)));
        let modifier = modifier.filter(|(m, _)| !self.claim.tokens.holds(m.start as usize) && !light(m.start as usize));
        let mut plain = rank;
        if let Some((modifier, of_noun)) = modifier
            && let Some(described) = Element::word(self.view, modifier.start as usize)
        {
            let text = format!("{} {}", described.text, word.text);
            if text.split(' ').count() <= WORDS {
                plain += if of_noun { DESCRIBED } else { 0 };
                let rank = rank + u32::from(!of_noun);
                found.put(Some(Element { text, ..word.clone() }), rank);
            }
        }
        found.put(Some(word), plain);
    }

    /// How far a word is put back for belonging to whoever says it.
    fn source(&self, at: usize) -> u32 {
        let source = self.claim.frame.source.is_some_and(|s| s.holds(at));
        let clauses = &self.view.sentence.clauses;
        let says = self.view.token(at).filter(|t| t.clause != self.claim.frame.clause).and_then(|t| {
            let verb = clauses.get(t.clause as usize)?.verb? as usize;
            self.view.hits(verb).find(|h| h.len == 1 && matches!(h.sense, Sense::Reporting(_)))
        });
        if source || says.is_some() { SOURCE } else { 0 }
    }

    /// A name, put back where it is of whoever says it, and where it only describes.
    fn name(&self, found: &mut Found, name: Element, rank: u32) {
        // "In Montreal Exchange trading": where it was told of, and not of whom.
        let group = self.view.token(name.at).and_then(|t| t.group);
        let clause = self.view.sentence.clauses.get(self.claim.frame.clause as usize);
        let acts = clause.is_some_and(|c| c.subject.is_some() && c.subject == group);
        let venue = if !acts && of_kind(self.view, &name) { VENUE } else { 0 };
        let back = self.source(name.at) + describing(self.view, &name) + venue;
        let of = described(self.view, &name);
        found.put(Some(Element { of, ..name }), rank + back);
    }

    /// Notes that the word at a token is what the claim tells, in whatever words it stands.
    fn core(&self, found: &mut Found, at: usize, weight: u32) {
        let word = Element::word(self.view, at);
        found
            .0
            .iter_mut()
            .filter(|e| !e.name && (e.at == at || word.as_ref().is_some_and(|w| e.text == w.text)))
            .for_each(|e| e.core = e.core.max(weight));
    }

    /// Of an age between commas the name that it stands behind.
    fn bearer(&self) -> Option<Element> {
        let comma = (self.claim.tokens.start as usize).checked_sub(1).filter(|&t| self.view.mark(t, ","))?;
        let aged = matches!(self.claim.value, Value::Age { .. });
        let group = self.view.token(comma.checked_sub(1)?)?.group.and_then(|g| self.group(g)).filter(|_| aged)?;
        names_of(self.view, group.range.start as usize, comma).pop()
    }

    /// What is counted, and what befell it.
    fn own(&self, found: &mut Found) {
        let (view, frame) = (self.view, &self.claim.frame);
        if let Some(noun) = frame.noun
            && let Some(token) = noun.token
        {
            self.head(found, token as usize, if noun.general { 3 } else { 0 });
            if !noun.general {
                self.core(found, token as usize, COUNTED);
            }
        }
        // "down 25 cents": what changed is only held to a fact that says which way.
        if matches!(frame.level, Level::Change(_)) {
            let (from, to) = (self.claim.tokens.start.saturating_sub(CHANGE) as usize, self.claim.tokens.end as usize);
            for at in from..(to + CHANGE as usize).min(view.len()) {
                let word = view.text(at);
                let changes = view.hits(at).any(|h| h.len == 1 && matches!(h.sense, Sense::Change(_)));
                if changes && word.chars().all(char::is_alphabetic) {
                    let text = word.to_lowercase();
                    let verb = view.token(at).is_some_and(|t| t.pos == Pos::Verb);
                    let tells = view.token(at).is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::Noun));
                    // "up", "below" say which way, where the verb does not.
                    let (rank, core) = if tells { (0, COUNTED) } else { (LIGHT / 2, 0) };
                    found.put(Some(Element { text, name: false, rank, core, at, verb, of: None }), 0);
                }
            }
        }
        for &token in &frame.partitions {
            found.put(Element::word(view, token as usize), 1);
        }
        for at in 0..view.len() {
            let event = view.hits(at).any(|h| matches!(h.sense, Sense::Concept(c, _) if frame.events.contains(&c)));
            if event {
                found.put(Element::word(view, at), 0);
                self.core(found, at, BEFELL);
            }
        }
        if matches!(self.claim.value, Value::Age { .. }) {
            let at = self.claim.tokens.start as usize;
            found.put(
                Some(Element { text: AGE.to_owned(), name: false, rank: 0, core: AGED, at, verb: false, of: None }),
                0,
            );
        }
        let Some(group) = frame.group.and_then(|g| self.group(g)) else { return };
        let range = group.range;
        // "on London's stock exchange yesterday": the day is of what was done there.
        let behind = self.timed && range.end <= self.claim.tokens.start && matches!(group.role, Role::Oblique(_));
        let back = if behind { BEHIND } else { 0 };
        for at in range.indices() {
            let rank = if at == group.head as usize { 1 } else { 1 + DESCRIBING };
            self.head(found, at, back + rank);
        }
        // "16.125 Canadian dollars" is of no Canadian.
        let measured = matches!(self.claim.value, Value::Money { .. } | Value::Measure { .. });
        let (first, last) = (self.claim.tokens.start as usize, self.claim.tokens.end as usize);
        let (from, to) = (range.start as usize, range.end as usize);
        let parts = if measured { [(from, first.min(to)), (last.max(from), to)] } else { [(from, to), (to, to)] };
        for name in parts.into_iter().flat_map(|(from, to)| names_of(view, from, to)) {
            self.name(found, name, back);
        }
        // What it hangs on ("sales of $5 million"), and what hangs on it.
        let mut at = frame.group;
        for _ in 0..3 {
            let parent = at.and_then(|g| self.group(g)).and_then(|g| match g.role {
                Role::Of(p) | Role::Apposition(p) => Some(p),
                _ => None,
            });
            let Some(p) = parent else { break };
            self.whole_group(found, p, 1);
            at = Some(p);
        }
        for (index, other) in view.sentence.groups.iter().enumerate() {
            if matches!(other.role, Role::Of(p) | Role::Apposition(p) if Some(p) == frame.group) {
                self.whole_group(found, index as u16, 1);
            }
        }
    }

    fn whole_group(&self, found: &mut Found, index: u16, rank: u32) {
        let Some(group) = self.group(index) else { return };
        for name in names_of(self.view, group.range.start as usize, group.range.end as usize) {
            self.name(found, name, rank);
        }
        for at in group.range.indices() {
            self.head(found, at, if at == group.head as usize { rank } else { rank + DESCRIBING });
        }
    }

    /// Subject, verb, object of its clause, and what else stands in it.
    fn clause(&self, found: &mut Found) {
        let Some(clause) = self.view.sentence.clauses.get(self.claim.frame.clause as usize) else { return };
        self.verb(found, clause, if self.timed { 0 } else { 1 });
        for group in clause.subject.into_iter().chain(clause.antecedent) {
            self.whole_group(found, group, 1);
            for (index, other) in self.view.sentence.groups.iter().enumerate() {
                if matches!(other.role, Role::Of(p) | Role::Apposition(p) if p == group) {
                    self.whole_group(found, index as u16, 3);
                }
            }
        }
        for (index, group) in self.view.sentence.groups.iter().enumerate() {
            if group.clause == self.claim.frame.clause {
                self.whole_group(found, index as u16, if group.role == Role::Object { 2 } else { 4 });
            }
        }
        for at in 0..self.view.len() {
            if self.view.token(at).is_some_and(|t| t.clause == self.claim.frame.clause) {
                self.head(found, at, 5);
            }
        }
    }

    fn verb(&self, found: &mut Found, clause: &Clause, rank: u32) {
        if let Some(verb) = clause.verb {
            self.head(found, verb as usize, rank);
            if self.timed && rank == 0 && weakness(self.view, verb as usize) == 0 {
                self.core(found, verb as usize, COUNTED);
            }
        }
    }

    /// The clauses that it hangs on, and the rest of its sentence.
    fn around(&self, found: &mut Found) {
        let mut at = self.view.sentence.clauses.get(self.claim.frame.clause as usize).and_then(|c| c.parent);
        for step in 0..3 {
            let Some(clause) = at.and_then(|c| self.view.sentence.clauses.get(c as usize)) else { break };
            self.verb(found, clause, 4 + step);
            if let Some(subject) = clause.subject {
                self.whole_group(found, subject, 4 + step);
            }
            at = clause.parent;
        }
        let clauses = &self.view.sentence.clauses;
        for name in names_of(self.view, 0, self.view.len()) {
            let group = self.view.token(name.at).and_then(|t| t.group);
            let acts = clauses.iter().any(|c| c.subject.is_some() && c.subject == group);
            self.name(found, name, if acts { 5 } else { 8 });
        }
        for at in 0..self.view.len() {
            self.head(found, at, 8);
        }
    }
}

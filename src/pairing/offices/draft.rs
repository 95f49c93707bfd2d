//! A draft, and what all mentions of offices ask of it: its topic, its subject, the times of its clauses.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of facts and terms come from the index over the same facts, those of tokens and claims from the same draft"
)]

use super::mention::Times;
use super::phrase::Phrase;
use super::title::{self, Word};
use crate::analysis::{Analysis, Clause, Range, Role, Tense, View};
use crate::claims::{Claim, Claims, Stretch, Value, When, WhenShape};
use crate::document::{BlockKind, Document};
use crate::facts::{Alternative, Facts};
use crate::lexicon::{Func, Lexicon, Stem};
use crate::pairing::{discourse, scope};
use rustc_hash::FxHashSet;

use super::phrase::Beside;

/// A draft, and what all its mentions ask of it.
pub(super) struct Draft<'a> {
    pub(super) document: &'a Document,
    pub(super) analysis: &'a Analysis,
    pub(super) claims: &'a Claims,
    pub(super) lexicon: &'a Lexicon,
    /// Claims of each sentence.
    pub(super) of: Vec<std::ops::Range<usize>>,
    /// Capitalised words of headline and lead.
    pub(super) topic: Vec<Word>,
    /// For each file of facts, whether the draft meets its subject: none where it has none.
    pub(super) subjects: Vec<Option<bool>>,
}

impl<'a> Draft<'a> {
    pub(super) fn new(
        document: &'a Document,
        analysis: &'a Analysis,
        claims: &'a Claims,
        facts: &Facts,
        lexicon: &'a Lexicon,
    ) -> Self {
        let mut of = vec![0..0; analysis.sentences.len()];
        for (i, claim) in claims.claims.iter().enumerate() {
            if let Some(range) = of.get_mut(claim.sentence as usize) {
                *range = if range.start == range.end { i..i + 1 } else { range.start..i + 1 };
            }
        }
        let mut out = Self { document, analysis, claims, lexicon, of, topic: Vec::new(), subjects: Vec::new() };
        let mut stems: FxHashSet<Stem> = FxHashSet::default();
        let first = discourse::opening(document, analysis);
        let subjects = facts.subjects.iter().any(|terms| !terms.is_empty());
        for (index, sentence) in analysis.sentences.iter().enumerate() {
            if subjects {
                stems.extend(sentence.tokens.iter().map(|t| t.stem));
            }
            if discourse::is_lead(document, analysis, first, index) {
                let view = out.view(index);
                let capitals = (0..view.len()).filter(|&i| view.token(i).is_some_and(|t| t.capital));
                out.topic.extend(capitals.filter_map(|i| title::at(view, i)));
            }
        }
        out.subjects =
            facts
                .subjects
                .iter()
                .map(|terms| {
                    (!terms.is_empty()).then(|| {
                        terms.iter().all(|term| {
                            term.alternatives.iter().any(|a| match a {
                                Alternative::Phrase(words) | Alternative::Exact(words) => {
                                    words.iter().filter(|w| !w.function).all(|w| {
                                        stems.contains(&w.stem)
                                            || !w.capital
                                                && lexicon.stemmer.families(w.stem).iter().any(|f| {
                                                    stems.iter().any(|s| lexicon.stemmer.families(*s).contains(f))
                                                })
                                    })
                                }
                                Alternative::Concept(_) => true,
                            })
                        })
                    })
                })
                .collect();
        out
    }

    pub(super) fn view(&self, index: usize) -> View<'a> {
        let sentence = &self.analysis.sentences[index];
        View { lexicon: self.lexicon, prose: &self.document.blocks()[sentence.block as usize].text, sentence }
    }

    pub(super) fn headline(&self, index: usize) -> bool {
        let block = self.analysis.sentences[index].block as usize;
        matches!(self.document.blocks()[block].kind, BlockKind::Headline | BlockKind::Heading(_))
    }

    /// Whether the draft is about the subject of one of these files, where they have one.
    pub(super) fn held_to(&self, files: &[u16]) -> bool {
        files.iter().any(|f| self.subjects.get(*f as usize).copied().flatten() != Some(false))
    }

    pub(super) fn has_subject(&self, files: &[u16]) -> bool {
        files.iter().any(|f| self.subjects.get(*f as usize).copied().flatten() == Some(true))
    }

    /// The time of a claim that holds a token.
    pub(super) fn time_at(&self, index: usize, token: usize) -> Option<Range> {
        self.of[index]
            .clone()
            .map(|i| &self.claims.claims[i])
            .find_map(|c| (matches!(c.value, Value::When(_)) && c.tokens.holds(token)).then_some(c.tokens))
    }

    /// The times of the clause that a mention stands in, and those around it.
    pub(super) fn times(&self, index: usize, phrase: &Phrase, beside: Beside) -> Times {
        let clause = |t: usize| self.analysis.sentences[index].tokens.get(t).map(|t| t.clause);
        self.times_at(index, &[clause(beside.name.start as usize), clause(phrase.head.start)], phrase.time)
    }

    /// The times of clauses (and of a title that holds one), and the others before and around.
    pub(super) fn times_at(&self, index: usize, own: &[Option<u16>], title: Option<Range>) -> Times {
        let view = self.view(index);
        let sentence = view.sentence;
        // "was governor when the mint flooded in 2014", "in 2014, when he was governor"
        let when = |c: &Clause| (c.range.start..c.range.end).take(2).any(|t| view.is(t as usize, Func::When));
        let clause = |id: u16| sentence.clauses.get(id as usize);
        let tied = |id: u16| {
            own.contains(&Some(id))
                || clause(id).filter(|c| when(c)).and_then(|c| c.parent).is_some_and(|p| own.contains(&Some(p)))
                || own.iter().flatten().any(|&o| clause(o).filter(|c| when(c)).and_then(|c| c.parent) == Some(id))
        };
        let mut out = Times::default();
        for i in self.of[index].clone() {
            let claim = &self.claims.claims[i];
            let Value::When(when) = &claim.value else { continue };
            let inside = title == Some(claim.tokens);
            let group = claim.frame.group.and_then(|g| sentence.groups.get(g as usize));
            let adverb = group.is_none_or(|g| claim.tokens.holds(g.head as usize) && !matches!(g.role, Role::Of(_)));
            let here = tied(claim.frame.clause)
                || scope::in_front(sentence, claim.tokens.start)
                    && own.iter().flatten().any(|&c| scope::main_like(view, c));
            let reach = match when.shape {
                WhenShape::On | WhenShape::Range => true,
                WhenShape::Until => inside,
                _ => false,
            };
            let Some(reading) = when.readings.first().copied() else { continue };
            let stretch = match (when.shape, when.ends.first()) {
                (WhenShape::Range, Some(end)) => Stretch { from: reading.from, to: end.to },
                _ => reading,
            };
            if reach && (inside || here && adverb) {
                out.own.push(stretch);
            } else {
                out.around.push(stretch);
                out.scenes.extend(sets_scene(view, claim, when).then_some(stretch));
            }
        }
        // What the paragraph told before.
        let block = sentence.block;
        let before = (0..index).rev().take_while(|&i| self.analysis.sentences[i].block == block);
        for at in before {
            for claim in self.of[at].clone().map(|i| &self.claims.claims[i]) {
                let Value::When(when) = &claim.value else { continue };
                let Some(stretch) = when.readings.first().copied() else { continue };
                out.around.push(stretch);
                out.scenes.extend(sets_scene(self.view(at), claim, when).then_some(stretch));
            }
        }
        out
    }
}

/// "In 2009 the dam burst": a time of a main clause in the plain past. What had been before, or is since, sets no scene.
fn sets_scene(view: View<'_>, claim: &Claim, when: &When) -> bool {
    let clause = view.sentence.clauses.get(claim.frame.clause as usize);
    matches!(when.shape, WhenShape::On | WhenShape::Range)
        && scope::main_like(view, claim.frame.clause)
        && clause.is_some_and(|c| {
            let perfect = |verbs: Range| verbs.indices().any(|t| view.is(t, Func::Have));
            c.tense == Tense::Past && !c.verbs.is_some_and(perfect)
        })
}

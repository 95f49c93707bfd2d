//! Sentence facts: each claim in the sentence becomes a fact whose terms are its frame.

#![allow(clippy::indexing_slicing, reason = "a run has a word at least")]

mod names;
mod words;

use super::lived;
use super::{SentenceFrame, Term};
use crate::analysis::{Analysis, Clause, ClauseKind, Mould, Pos, Range, Role, View, analyse};
use crate::claims::{self, Claim, Claims, Dateline, Kind, Value, WhenShape};
use crate::document::Document;
use crate::lexicon::{ConceptWord, Func, Lexicon, Period, Sense, TokenKind};
use std::ops::Range as Bytes;

/// A claim of a sentence, with what it is about.
#[derive(Debug, Clone)]
pub(super) struct Stated {
    /// The claim.
    pub claim: Claim,
    /// What it is about.
    pub frame: SentenceFrame,
    /// It is a time that only says when what stands beside it holds.
    pub scope: bool,
    /// Its words.
    pub written: String,
}

/// What a sentence says.
pub(super) struct Said {
    /// Its claims.
    pub stated: Vec<Stated>,
    /// Those of them that are dates of a life.
    pub lived: Vec<lived::Told>,
}

/// The claims of a sentence; only those within `part` (bytes of `text`) when it is given.
pub(super) fn stated(text: &str, part: Option<&Bytes<usize>>, dateline: Option<Dateline>, lexicon: &Lexicon) -> Said {
    let document = Document::text("", text.to_owned());
    let analysis = analyse(&document, lexicon);
    let read = claims::read(&document, &analysis, lexicon, dateline);
    let mut out = Said { stated: Vec::new(), lived: Vec::new() };
    for (index, claim) in read.claims.iter().enumerate() {
        let span = document.source_span(claim.span);
        let bytes = span.start as usize..span.end as usize;
        // `part = "16"` of "16 soldiers" names that claim as well as the whole of its words does.
        let within = |p: &Bytes<usize>| p.start <= bytes.start && bytes.end <= p.end;
        let around = |p: &Bytes<usize>| bytes.start <= p.start && p.end <= bytes.end;
        if part.is_some_and(|p| !within(p) && !around(p)) {
            continue;
        }
        if part.is_none() && is_which(&read, &analysis, claim) {
            continue;
        }
        let scope = part.is_none() && is_scope(&read, claim);
        let frame = frame(&document, &analysis, lexicon, &read, index);
        if let Some(sentence) = analysis.sentences.get(claim.sentence as usize)
            && let Some(block) = document.blocks().get(sentence.block as usize)
        {
            out.lived.extend(lived::told(View { lexicon, prose: &block.text, sentence }, claim));
        }
        let written = text.get(bytes).unwrap_or("").to_owned();
        out.stated.push(Stated { claim: claim.clone(), frame, scope, written });
    }
    out
}

/// Whether a time only says when what stands beside it holds: a year or quarter ("the flood of 2002
/// destroyed 14 bridges"), or words that count from another time ("compared with a year earlier").
fn is_scope(read: &Claims, claim: &Claim) -> bool {
    let Value::When(when) = &claim.value else { return false };
    let written = &when.written;
    let counted = (written.year, written.month, written.weekday, written.minute) == (None, None, None, None);
    let finer = |other: &Claim| if let Value::When(w) = &other.value { w.grain < when.grain } else { true };
    // "Her first novel appeared in 1961": which one it was, and not what is told of it.
    let which = |other: &Claim| matches!(other.value, Value::Ordinal(_)) && other.tokens.end <= claim.tokens.start;
    // "in the first five months of 2014"
    let stretch = when.kind == Kind::DateRange && when.shape == WhenShape::On;
    (when.kind == Kind::Date && (when.grain >= Period::Quarter || counted) || stretch)
        && read.claims.iter().any(|c| {
            c.sentence == claim.sentence
                && c.frame.clause == claim.frame.clause
                && c.span != claim.span
                && finer(c)
                && !which(c)
        })
}

/// Whether a rank only says which one of several it is of which something else is told: "The third test was watched by
/// 127,900 spectators".
fn is_which(read: &Claims, analysis: &Analysis, claim: &Claim) -> bool {
    let Value::Ordinal(_) = claim.value else { return false };
    let Some(sentence) = analysis.sentences.get(claim.sentence as usize) else { return false };
    let group = sentence.tokens.get(claim.tokens.start as usize).and_then(|t| t.group);
    let subject = group.and_then(|g| sentence.groups.get(g as usize)).is_some_and(|g| {
        g.role == Role::Subject && sentence.tokens.get(g.head as usize).is_some_and(|t| t.pos == Pos::Noun)
    });
    let told = |c: &Claim| c.sentence == claim.sentence && c.span != claim.span && !matches!(c.value, Value::When(_));
    subject && read.claims.iter().any(told)
}

fn frame(document: &Document, analysis: &Analysis, lexicon: &Lexicon, read: &Claims, index: usize) -> SentenceFrame {
    let mut out = SentenceFrame { text: document.source().trim().to_owned(), ..Default::default() };
    let Some(claim) = read.claims.get(index) else { return out };
    let own = claim.sentence as usize;
    // The claim's own sentence first, then what else the fact says.
    let order = std::iter::once(own).chain((0..analysis.sentences.len()).filter(|&s| s != own));
    for at in order {
        let Some(sentence) = analysis.sentences.get(at) else { continue };
        let Some(block) = document.blocks().get(sentence.block as usize) else { continue };
        let view = View { lexicon, prose: &block.text, sentence };
        let taken = read.claims.iter().filter(|c| c.sentence as usize == at).map(|c| c.tokens).collect::<Vec<_>>();
        let reader = Frames { view, taken };
        if at == own {
            let mould = Mould::of(view);
            out.mould = mould.place(claim.tokens).map(|place| Box::new((mould, place)));
            reader.own(claim, &mut out);
        } else {
            reader.names(None, &mut out.names);
        }
    }
    out.times = read
        .claims
        .iter()
        .enumerate()
        .filter(|(i, c)| *i != index && c.sentence == claim.sentence)
        .filter_map(|(_, c)| if let Value::When(when) = &c.value { Some(when.clone()) } else { None })
        .collect();
    out
}

/// Reads frames off one sentence.
struct Frames<'a> {
    view: View<'a>,
    /// Tokens of its claims.
    taken: Vec<Range>,
}

impl Frames<'_> {
    /// The frame of a claim of this sentence.
    fn own(&self, claim: &Claim, out: &mut SentenceFrame) {
        let sentence = self.view.sentence;
        let clause = self.view.token(claim.tokens.start as usize).map_or(0, |t| t.clause);
        self.title(&mut out.names);
        self.names(Some(clause), &mut out.names);
        // A clause that is joined to another by "and" shares its subject; and a date in it, its verb as well.
        let own = sentence.clauses.get(clause as usize);
        let subject = own.and_then(|c| c.subject).and_then(|g| sentence.groups.get(g as usize)).map(|g| g.range);
        let joined = own.filter(|c| c.coordinated && matches!(claim.value, Value::When(_))).and_then(|c| c.parent);
        let mut words: Vec<usize> = self.content(|at| {
            self.clause(at) == clause || Some(self.clause(at)) == joined || subject.is_some_and(|s| s.holds(at))
        });
        if words.is_empty() {
            // "…, killing 43": its own clause has nothing else, the one above tells the rest.
            let parent = sentence.clauses.get(clause as usize).and_then(|c| c.parent);
            words = self.content(|at| parent.is_none_or(|p| self.clause(at) == p));
        }
        out.actor = subject.filter(|_| out.names.len() > 1).and_then(|range| {
            let run: Vec<usize> = range.indices().filter(|&at| self.is_name(at)).collect();
            let whole = range.indices().last().is_some_and(|last| self.is_name(last));
            if whole && run.windows(2).all(|w| w[0] + 1 == w[1]) { self.name(&run) } else { None }
        });
        let counted = self.counted(claim);
        let heads = self.heads(claim, clause, counted, &words);
        words.retain(|at| !heads.contains(at));
        out.head = heads.iter().filter_map(|&at| self.term(at)).collect();
        let event = |at: usize| {
            // "13 inmates were taken to hospital": whom it befell is no event.
            let of =
                |s: Sense| matches!(s, Sense::Concept(_, word) if word != ConceptWord::Person || Some(at) != counted);
            self.view.token(at).is_some_and(|t| t.pos == Pos::Verb) || self.has(at, of) || self.is_what(at, clause)
        };
        out.events = heads.iter().filter(|&&at| event(at)).filter_map(|&at| self.term(at)).collect();
        out.words = words.iter().filter_map(|&at| self.term(at)).collect();
        dedup(&mut out.head);
        dedup(&mut out.words);
        // One word may not stand for both.
        out.names.retain(|name| !out.head.iter().any(|head| head.alternatives == name.alternatives));
        if out.names.is_empty() && out.words.is_empty() {
            // "Turnout was 71 percent": all that it says is its head, or what is counted.
            let counted = counted.filter(|at| !heads.contains(at)).and_then(|at| self.term(at));
            out.words = counted.map_or_else(|| out.head.clone(), |term| vec![term]);
        }
    }

    /// "54 percent are women": what those who are counted are.
    fn is_what(&self, at: usize, clause: u16) -> bool {
        let sentence = self.view.sentence;
        let is = sentence
            .clauses
            .get(clause as usize)
            .filter(|c| c.verb.is_some_and(|v| self.view.is(v as usize, Func::Be)));
        let group = sentence.tokens.get(at).and_then(|t| t.group).and_then(|g| sentence.groups.get(g as usize));
        let shares = |c: &Clause| {
            let subject = c.subject.and_then(|g| sentence.groups.get(g as usize));
            subject.is_some_and(|g| g.range.indices().any(|t| sentence.tokens[t].pos == Pos::Numeral))
        };
        is.is_some_and(shares)
            && group.is_some_and(|g| g.role == Role::Object && g.clause == clause && g.head as usize == at)
    }

    /// The event or counted noun: what befell it by a concept's word, the main verb, the noun that is
    /// counted unless it is as general as "people"; where the verb says nothing ("is", "had"), the noun that
    /// the figure hangs on.
    fn heads(&self, claim: &Claim, clause: u16, counted: Option<usize>, words: &[usize]) -> Vec<usize> {
        let sentence = self.view.sentence;
        let mut heads: Vec<usize> =
            words.iter().copied().filter(|&at| self.has(at, |s| matches!(s, Sense::Concept(..)))).collect();
        // "left 29 people injured": what they were left as stands right behind them, as a clause of its own or not.
        let behind = claim.tokens.end as usize;
        let befell = |s: Sense| matches!(s, Sense::Concept(_, ConceptWord::Adjective | ConceptWord::ObjectVerb));
        let left = counted.is_some() && !heads.contains(&behind) && self.is_content(behind) && self.has(behind, befell);
        heads.extend(left.then_some(behind));
        // "Of the 52 lots offered, 47 were sold": the whole was offered.
        let of_whole = sentence.clauses.iter().position(|c| {
            claim.frame.whole
                && c.kind == ClauseKind::Participle
                && c.antecedent.is_some()
                && c.antecedent == claim.frame.group
        });
        let clause = of_whole.and_then(|at| u16::try_from(at).ok()).unwrap_or(clause);
        let verb = sentence.clauses.get(clause as usize).and_then(|c| c.verb).map(|v| v as usize);
        // "left 1,200 homeless": the adjective is the event, and the verb tells nothing of it.
        let adjective = |at: usize| self.has(at, |s| matches!(s, Sense::Concept(_, ConceptWord::Adjective)));
        let told = left || heads.iter().copied().chain(counted).any(adjective);
        if !told {
            let happens = matches!(claim.value, Value::When(_)) && verb.is_some_and(|v| self.happens(v));
            let little = !happens && verb.is_some_and(|v| self.tells_little(v));
            // "The roof fall occurred at dawn": the fall.
            let what = sentence.clauses.get(clause as usize).and_then(|c| c.subject).filter(|_| happens || little);
            let what = what
                .and_then(|g| sentence.groups.get(g as usize))
                .and_then(|g| g.range.indices().rev().find(|&at| words.contains(&at) && !self.is_name(at)));
            let verb = verb.filter(|&v| self.is_content(v) && (what.is_none() || little));
            heads.extend(what);
            heads.extend(verb);
        }
        // "The target is that 78 percent are seen within four hours": the target.
        let parent = sentence.clauses.get(clause as usize).filter(|c| c.kind == ClauseKind::Subordinate);
        let parent = parent.and_then(|c| c.parent).and_then(|p| sentence.clauses.get(p as usize));
        let is = parent.filter(|p| p.verb.is_some_and(|v| self.view.is(v as usize, Func::Be)));
        let what = is.and_then(|p| p.subject).and_then(|g| sentence.groups.get(g as usize)).map(|g| g.head as usize);
        heads.extend(what.filter(|&at| self.is_content(at) && !self.is_name(at)));
        // "29 percent were against him": what they were stands in a preposition.
        let was = verb.filter(|&v| self.view.is(v, Func::Be)).map(|v| v + 1);
        heads.extend(was.filter(|&at| self.view.is(at, Func::Against)));
        heads.extend(counted.filter(|&at| !self.is_general(at)));
        // "a majority of 4,318 votes": what the counted ones make up.
        heads.extend(counted.and_then(|_| self.made_up(claim)));
        if counted.is_none() && !matches!(claim.value, Value::When(_)) || heads.is_empty() {
            // What is measured stands for what is counted: "the margin shrank by 2 points".
            heads.extend(self.nouns_about(claim, clause, heads.is_empty()));
        }
        if heads.is_empty() {
            heads = words.to_vec();
        }
        if heads.is_empty() {
            heads.extend(counted);
        }
        heads.sort_unstable();
        heads.dedup();
        heads
    }

    /// "sales of 12 million": sales; "the threshold is 4 percent": threshold; "312 mm of rain": rain; and where
    /// there is `nothing` better the whole of a share, "a fifth of the catch": catch.
    fn nouns_about(&self, claim: &Claim, clause: u16, nothing: bool) -> Vec<usize> {
        let sentence = self.view.sentence;
        // Who paid five million is not what is measured; what fell by five percent is.
        let measured = nothing || matches!(claim.kind(), Kind::Percent | Kind::Change);
        let group = |at: usize| self.view.token(at).and_then(|t| t.group);
        let mine = claim.tokens.indices().find_map(group);
        let mut out = Vec::new();
        let mut wholes = Vec::new();
        let is_noun =
            |at: usize| self.is_content(at) && (!self.is_name(at) || self.is_lone(at)) && !claim.tokens.holds(at);
        for (index, g) in sentence.groups.iter().enumerate() {
            let of_mine = matches!((g.role, mine), (Role::Of(to), Some(m)) if to == m);
            let mine_of_it =
                mine.and_then(|m| sentence.groups.get(m as usize)).is_some_and(|m| m.role == Role::Of(index as u16));
            let subject = sentence.clauses.get(clause as usize).and_then(|c| c.subject) == Some(index as u16);
            // "The number of approvals was 66,200": approvals.
            let of = |head: usize| {
                let whole = sentence.groups.iter().find(|o| o.role == Role::Of(index as u16))?;
                self.has(head, |s| s == Sense::Func(Func::Count)).then_some(whole.head as usize)
            };
            let head = of(g.head as usize).unwrap_or(g.head as usize);
            // "The bank has an inflation target of 3 percent": of the target.
            let hangs =
                mine.and_then(|m| sentence.groups.get(m as usize)).is_some_and(|m| matches!(m.role, Role::Of(_)));
            if is_noun(head) && (mine_of_it || subject && measured && !hangs) {
                out.push(head);
            } else if is_noun(head) && of_mine {
                wholes.push(head);
            }
        }
        if claim.kind() != Kind::Percent || nothing && out.is_empty() {
            out.append(&mut wholes);
        }
        out
    }

    /// The noun that the figure's own group hangs on by "of", unless it only says that there is a number.
    fn made_up(&self, claim: &Claim) -> Option<usize> {
        let mine = claim.tokens.indices().find_map(|at| self.view.token(at).and_then(|t| t.group))?;
        let Role::Of(whole) = self.view.sentence.groups.get(mine as usize)?.role else { return None };
        let head = self.view.sentence.groups.get(whole as usize)?.head as usize;
        let noun = self.view.token(head).is_some_and(|t| t.pos == Pos::Noun) && !claim.tokens.holds(head);
        (noun && self.is_content(head) && !self.has(head, |s| s == Sense::Func(Func::Count))).then_some(head)
    }

    /// The noun that is counted: the last word of a counting claim, the head of the group of a rank.
    fn counted(&self, claim: &Claim) -> Option<usize> {
        if matches!(claim.value, Value::Ordinal(_))
            && let Some(group) = self.view.token(claim.tokens.start as usize).and_then(|t| t.group)
            && let Some(head) = self.view.sentence.groups.get(group as usize).map(|g| g.head as usize)
            && self.is_content(head)
            && !self.is_name(head)
        {
            return Some(head);
        }
        if !matches!(claim.value, Value::Quantity { .. } | Value::Ordinal(_)) {
            return None;
        }
        claim.tokens.indices().rev().find(|&at| {
            self.view.token(at).is_some_and(|t| t.kind == TokenKind::Word)
                && !self.has(at, |s| match s {
                    // "with a majority of 4,318 votes"
                    Sense::Func(func) => !self.is_tagged() || !self.tells(at, func),
                    other => matches!(other, Sense::Numeral(_) | Sense::Hedge(_)),
                })
        })
    }
}

/// Takes repeated terms out, the first one stays.
fn dedup(terms: &mut Vec<Term>) {
    let mut seen: Vec<Term> = Vec::with_capacity(terms.len());
    for term in terms.drain(..) {
        if !seen.iter().any(|t| t.alternatives == term.alternatives) {
            seen.push(term);
        }
    }
    *terms = seen;
}

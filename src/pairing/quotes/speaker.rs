//! Who is said to have spoken: the subject of the verb of saying beside a quotation.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of facts and terms come from the index over the same facts, those of tokens and claims from the same draft"
)]

use super::marks::Piece;
use crate::analysis::{Analysis, Clause, Pos, Range, Role, Sentence, View};
use crate::document::Document;
use crate::lexicon::{Func, Lexicon, OfficeWord, Sense, Stem, TokenKind};
use rustc_hash::FxHashSet;

/// Who is named beside a quotation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attribution {
    /// The name, as it is written; none for pronouns, offices and crowds.
    pub name: Option<String>,
    /// Its words, folded.
    pub words: Vec<Stem>,
    /// It is surely a person's name, and a verb of saying stands beside it.
    pub sure: bool,
    /// All words with capitals beside the quotation, folded.
    pub nearby: FxHashSet<Stem>,
}

/// The sentences of a draft by their place, and the surnames that it has given in full.
pub(super) struct Room<'a> {
    pub(super) document: &'a Document,
    pub(super) analysis: &'a Analysis,
    pub(super) lexicon: &'a Lexicon,
    /// First sentence of each block.
    first: Vec<usize>,
    surnames: FxHashSet<Stem>,
}

impl<'a> Room<'a> {
    pub(super) fn new(document: &'a Document, analysis: &'a Analysis, lexicon: &'a Lexicon) -> Self {
        let sentences = &analysis.sentences;
        let first =
            (0..document.blocks().len() + 1).map(|b| sentences.partition_point(|s| (s.block as usize) < b)).collect();
        let mut surnames = FxHashSet::default();
        for sentence in sentences {
            for pair in sentence.tokens.windows(2) {
                if pair.iter().all(|t| t.pos == Pos::Name && t.capital) {
                    surnames.insert(pair[1].surface);
                }
            }
        }
        Self { document, analysis, lexicon, first, surnames }
    }

    /// The sentence of a block in which this byte stands.
    pub(super) fn sentence(&self, block: u32, at: u32) -> Option<(usize, &'a Sentence)> {
        let from = *self.first.get(block as usize)?;
        let to = *self.first.get(block as usize + 1)?;
        let sentences = self.analysis.sentences.get(from..to)?;
        let index = sentences.partition_point(|s| s.tokens.last().is_some_and(|t| t.end <= at));
        sentences.get(index).map(|s| (from + index, s))
    }

    pub(super) fn view(&self, sentence: &'a Sentence) -> View<'a> {
        let prose = self.document.blocks().get(sentence.block as usize).map_or("", |b| b.text.as_str());
        View { lexicon: self.lexicon, prose, sentence }
    }

    /// Who is named as the speaker of a quotation from its first piece to its last; `before` and
    /// `after` are the quotations next to it.
    pub(super) fn speaker(&self, run: &[Piece], before: Option<&Piece>, after: Option<&Piece>) -> Attribution {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { return Attribution::default() };
        let mut out = Attribution::default();
        for pair in run.windows(2) {
            if !pair[0].goes_on && pair[0].block == pair[1].block {
                self.behind(&pair[0], pair[1].open, &mut out);
            }
        }
        if !last.goes_on {
            let limit = after.filter(|a| a.block == last.block).map_or(u32::MAX, |a| a.open);
            self.behind(last, limit, &mut out);
        }
        let from = before.filter(|b| b.block == first.block).map_or(0, |b| b.close);
        self.in_front(first, from, &mut out);
        out
    }

    /// "…," said Otto Behn; "…," her deputy, Otto Behn, said.
    fn behind(&self, piece: &Piece, limit: u32, out: &mut Attribution) {
        let Some((_, sentence)) = self.sentence(piece.block, piece.close.saturating_sub(1)) else { return };
        let view = self.view(sentence);
        let mut region = tokens(sentence, piece.close, limit);
        if let Some(end) = region.indices().find(|&t| view.mark(t, ";")) {
            region.end = end as u32;
        }
        capitals(view, region, &mut out.nearby);
        if out.name.is_some() {
            return;
        }
        // A comma, inside or behind the marks, binds what follows to what was said.
        let inside = self.document.blocks().get(piece.block as usize);
        let inside = inside.and_then(|b| b.text.get(piece.start as usize..piece.end as usize)).unwrap_or_default();
        let mut at = region.start as usize;
        let bound = inside.ends_with([',', '?', '!', '\u{2014}', '-', '\u{2026}']) || view.mark(at, ",");
        while at < region.end as usize && view.token(at).is_some_and(|t| t.kind == TokenKind::Mark) {
            at += 1;
        }
        if view.is(at, Func::According) || according(view, at) {
            let stop = (at..region.end as usize).find(|&t| view.token(t).is_some_and(|t| t.kind == TokenKind::Mark));
            let stretch = Range { start: at as u32, end: stop.unwrap_or(region.end as usize) as u32 };
            return self.name(view, stretch, true, out);
        }
        let Some(verb) = (at..region.end as usize).find(|&t| view.token(t).is_some_and(|t| t.pos == Pos::Verb)) else {
            return;
        };
        let says = says(view, verb);
        let Some(first) = view.token(at) else { return };
        if !(says || bound) || matches!(first.pos, Pos::Conjunction | Pos::Subordinator | Pos::Relative) {
            return;
        }
        let quiet = |t: usize| view.token(t).is_some_and(|t| matches!(t.pos, Pos::Adverb | Pos::Aux));
        let stretch = if (at..verb).all(quiet) {
            // The verb first: who follows it, with what stands in apposition.
            let group = |t: usize| view.token(t).and_then(|t| t.group);
            let Some(own) = group(verb + 1) else { return };
            let mut end = sentence.groups.get(own as usize).map_or(verb + 1, |g| g.range.end as usize);
            // A name whose first word is a month's too ("Jan Vik") may be two groups.
            while is_name(view, end) {
                end += 1;
            }
            while let Some(next) = group(end + 1)
                && view.mark(end, ",")
                && let Some(g) = sentence.groups.get(next as usize)
                && matches!(g.role, Role::Apposition(_))
                && !view.token(end + 1).is_some_and(|t| t.pos == Pos::Determiner)
            {
                end = g.range.end as usize;
            }
            Range { start: verb as u32 + 1, end: end.min(region.end as usize) as u32 }
        } else {
            Range { start: at as u32, end: verb as u32 }
        };
        self.name(view, stretch, says, out);
    }

    /// According to Otto Behn, "…"; Otto Behn, her deputy, said: "…".
    fn in_front(&self, piece: &Piece, from: u32, out: &mut Attribution) {
        let Some((_, sentence)) = self.sentence(piece.block, piece.open) else { return };
        let view = self.view(sentence);
        let mut region = tokens(sentence, from, piece.open);
        if let Some(at) = region.indices().rev().find(|&t| view.mark(t, ";")) {
            region.start = at as u32 + 1;
        }
        capitals(view, region, &mut out.nearby);
        if out.name.is_some() {
            return;
        }
        if let Some(at) = region.indices().find(|&t| view.is(t, Func::According) || according(view, t)) {
            let stop = (at..region.end as usize).find(|&t| view.mark(t, ","));
            let stretch = Range { start: at as u32, end: stop.unwrap_or(region.end as usize) as u32 };
            self.name(view, stretch, true, out);
            return;
        }
        let is_verb = |t: usize| view.token(t).is_some_and(|t| t.pos == Pos::Verb);
        let said = region.indices().rev().find(|&t| is_verb(t) && says(view, t));
        // "Otto Behn quoted her as saying": who of the two has spoken is not told by grammar alone.
        let twice = region.indices().filter(|&t| says(view, t)).count() > 1
            || said.is_some_and(|v| (v..region.end as usize).any(|t| view.is(t, Func::As)));
        let Some(verb) = said.or_else(|| region.indices().rev().find(|&t| is_verb(t))) else { return };
        let Some(clause) = view.token(verb).and_then(|t| sentence.clauses.get(t.clause as usize)) else { return };
        let Some(subject) = clause.subject.filter(|_| !clause.passive) else { return };
        self.subject(view, clause, subject, region, said.is_some() && !twice, out);
    }

    fn subject(&self, view: View<'_>, clause: &Clause, subject: u16, region: Range, says: bool, out: &mut Attribution) {
        let groups = &view.sentence.groups;
        let Some(own) = groups.get(subject as usize) else { return };
        let mut end = own.range.end;
        for group in groups.iter().skip(subject as usize + 1) {
            let verb = clause.verbs.map_or(u32::MAX, |v| v.start);
            if matches!(group.role, Role::Apposition(p) if p == subject) && group.range.end <= verb {
                end = group.range.end;
            }
        }
        if own.range.start >= region.start && own.range.end <= region.end {
            self.name(view, Range { start: own.range.start, end: end.min(region.end) }, says, out);
        }
    }

    /// The name in a stretch, the last one of "her deputy, Otto Behn".
    fn name(&self, view: View<'_>, stretch: Range, says: bool, out: &mut Attribution) {
        let is_name = |t: usize| is_name(view, t);
        let mut best: Option<(Range, bool)> = None;
        let mut at = stretch.start as usize;
        while at < stretch.end as usize {
            if !is_name(at) {
                at += 1;
                continue;
            }
            let start = at;
            while at < stretch.end as usize && is_name(at) && (at == start || !view.mark(at - 1, ",")) {
                at += 1;
            }
            // "Norvia's army": whose it is does not speak.
            if view.token(at).is_some_and(|t| t.pos == Pos::Possessive) {
                at += 1;
                continue;
            }
            let range = Range { start: start as u32, end: at as u32 };
            let person = self.person(view, range);
            if best.is_none_or(|(_, sure)| person && !sure) {
                best = Some((range, person));
            }
        }
        let Some((range, person)) = best else { return };
        out.name = Some(view.stretch(range.start as usize, range.end as usize).to_owned());
        out.words = range.indices().filter_map(|t| view.token(t)).map(|t| t.surface).collect();
        out.sure = person && says;
    }

    /// Whether a name is a person's: two words or more without an article, none of them a common noun;
    /// or a surname that the draft has given in full, or one behind a title.
    fn person(&self, view: View<'_>, range: Range) -> bool {
        let start = range.start as usize;
        let article = start.checked_sub(1).is_some_and(|t| view.is(t, Func::The) || view.is(t, Func::A));
        let common = |t: usize| view.hits(t).any(|h| matches!(h.sense, Sense::Noun(_) | Sense::Office(_)));
        let own = range.indices().filter(|&t| !common(t) && view.token(t).is_some_and(|t| t.pos == Pos::Name)).count();
        if article || own == 0 {
            return false;
        }
        let titled = range.indices().chain(start.checked_sub(1)).any(|t| honorific(view, t))
            || start >= 2 && view.mark(start - 1, ".") && honorific(view, start - 2);
        if titled {
            return true;
        }
        if range.indices().any(common) {
            return false;
        }
        match range.end - range.start {
            0 => false,
            1 => view.token(start).is_some_and(|t| self.surnames.contains(&t.surface)),
            _ => true,
        }
    }
}

/// The tokens from one byte of a block to another.
fn tokens(sentence: &Sentence, from: u32, to: u32) -> Range {
    let start = sentence.tokens.partition_point(|t| t.start < from);
    let end = sentence.tokens.partition_point(|t| t.end <= to).max(start);
    Range { start: start as u32, end: end as u32 }
}

/// A capitalised word that may be part of a name.
fn is_name(view: View<'_>, at: usize) -> bool {
    view.token(at).is_some_and(|t| {
        t.capital && t.kind == TokenKind::Word && matches!(t.pos, Pos::Name | Pos::Noun) && !says(view, at)
    })
}

fn honorific(view: View<'_>, at: usize) -> bool {
    view.hits(at).any(|h| match h.sense {
        Sense::Honorific => true,
        Sense::Office(id) => {
            view.lexicon.offices.get(id as usize).is_some_and(|o| matches!(o, OfficeWord::Rank | OfficeWord::Title))
        }
        _ => false,
    })
}

/// Whether a verb of saying stands here; promises are said as well.
pub(super) fn says(view: View<'_>, at: usize) -> bool {
    view.token(at).is_some_and(|t| t.pos == Pos::Verb)
        && view.hits(at).any(|h| matches!(h.sense, Sense::Reporting(_) | Sense::Mode(_)))
}

/// "according to", as one phrase of the verbs of saying that begins with no verb.
fn according(view: View<'_>, at: usize) -> bool {
    view.hits(at).any(|h| h.len == 2 && matches!(h.sense, Sense::Reporting(_)))
        && view.token(at).is_some_and(|t| matches!(t.pos, Pos::Preposition | Pos::Adverb))
}

fn capitals(view: View<'_>, region: Range, into: &mut FxHashSet<Stem>) {
    into.extend(region.indices().filter_map(|t| view.token(t)).filter(|t| t.capital).map(|t| t.surface));
}

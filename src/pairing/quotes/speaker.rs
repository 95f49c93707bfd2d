//! Who is said to have spoken: the subject of the verb of saying beside a quotation.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of facts and terms come from the index over the same facts, those of tokens and claims from the same draft"
)]

use super::Attribution;
use super::marks::Piece;
use super::named::{capitals, quoted};
use crate::analysis::{Analysis, Clause, Pos, Range, Role, Sentence, View};
use crate::document::Document;
use crate::lexicon::{Func, Lexicon, Sense, Stem, TokenKind};
use rustc_hash::FxHashSet;
use std::cell::OnceCell;
use std::sync::Arc;

/// The sentences of a draft by their place, and the surnames that it has given in full.
pub(super) struct Room<'a> {
    pub(super) document: &'a Document,
    pub(super) analysis: &'a Analysis,
    pub(super) lexicon: &'a Lexicon,
    /// First sentence of each block.
    first: Vec<usize>,
    pub(super) surnames: FxHashSet<Stem>,
    /// All words with capitals in the draft, once a pronoun asked.
    pub(super) capitals: OnceCell<Arc<FxHashSet<String>>>,
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
        Self { document, analysis, lexicon, first, surnames, capitals: OnceCell::new() }
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
                self.behind(&pair[0], pair[1].open, first, &mut out);
            }
        }
        if !last.goes_on {
            let limit = after.filter(|a| a.block == last.block).map_or(u32::MAX, |a| a.open);
            self.behind(last, limit, first, &mut out);
        }
        let from = before.filter(|b| b.block == first.block).map_or(0, |b| b.close);
        self.in_front(first, from, &mut out);
        out
    }

    /// "…," said Otto Behn; "…," her deputy, Otto Behn, said.
    fn behind(&self, piece: &Piece, limit: u32, first: &Piece, out: &mut Attribution) {
        let Some((_, sentence)) = self.sentence(piece.block, piece.close.saturating_sub(1)) else { return };
        let view = self.view(sentence);
        let mut region = tokens(sentence, piece.close, limit);
        if let Some(end) = region.indices().find(|&t| view.mark(t, ";")) {
            region.end = end as u32;
        }
        let aside = if out.name.is_none() { self.told_behind(view, region, piece, first, out) } else { Vec::new() };
        out.nearby.extend(capitals(view, region, &aside, out.stranger.is_some()));
    }

    /// Who is named behind a piece; what stands there without speaking is returned.
    fn told_behind(
        &self,
        view: View<'_>,
        region: Range,
        piece: &Piece,
        first: &Piece,
        out: &mut Attribution,
    ) -> Vec<Range> {
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
        if let Some(aside) = self.quoted(view, Range { start: at as u32, ..region }, out) {
            return aside;
        }
        let Some(verb) = (at..region.end as usize).find(|&t| view.token(t).is_some_and(|t| t.pos == Pos::Verb)) else {
            return Vec::new();
        };
        let says = says(view, verb);
        let Some(opening) = view.token(at) else { return Vec::new() };
        if !(says || bound) || matches!(opening.pos, Pos::Conjunction | Pos::Subordinator | Pos::Relative) {
            return Vec::new();
        }
        let quiet = |t: usize| view.token(t).is_some_and(|t| matches!(t.pos, Pos::Adverb | Pos::Aux));
        if (at..verb).all(quiet) {
            return self.inverted(view, verb, region, says, first, out);
        }
        let mut aside = self.name(view, Range { start: at as u32, end: verb as u32 }, says, out);
        if out.sure {
            aside.extend(object(view, verb));
        } else if says {
            self.nameless(view, at, verb, first, out);
        }
        aside
    }

    /// The verb first: who follows it, with what stands in apposition.
    fn inverted(
        &self,
        view: View<'_>,
        verb: usize,
        region: Range,
        says: bool,
        first: &Piece,
        out: &mut Attribution,
    ) -> Vec<Range> {
        let groups = &view.sentence.groups;
        let group = |t: usize| view.token(t).and_then(|t| t.group).and_then(|g| groups.get(g as usize));
        let Some(own) = group(verb + 1) else {
            if says {
                self.nameless(view, verb + 1, verb + 2, first, out);
            }
            return Vec::new();
        };
        let mut end = own.range.end as usize;
        // A name whose first word is a month's too ("Jan Vik") may be two groups.
        while is_name(view, end) {
            end += 1;
        }
        let mut named = own.range.indices().any(|t| is_name(view, t));
        while let Some(next) = group(end + 1)
            && view.mark(end, ",")
            && !view.token(end + 1).is_some_and(|t| t.pos == Pos::Determiner)
        {
            let mut stop = next.range.end as usize;
            while is_name(view, stop) {
                stop += 1;
            }
            // "said the farmer, Otto Behn": one name behind what tells who it is, and nothing that it does.
            let closes = view.token(stop).is_none_or(|t| t.kind == TokenKind::Mark || t.pos == Pos::Relative);
            let name = !named && closes && stop <= region.end as usize && (end + 1..stop).all(|t| is_name(view, t));
            if !name && !matches!(next.role, Role::Apposition(_)) {
                break;
            }
            named |= name;
            end = stop;
        }
        let stretch = Range { start: verb as u32 + 1, end: end.min(region.end as usize) as u32 };
        let aside = self.name(view, stretch, says, out);
        if says && out.name.is_none() {
            self.nameless(view, verb + 1, end, first, out);
        }
        aside
    }

    /// Somebody without a name: "a lawyer", "his lawyer", "he".
    fn nameless(&self, view: View<'_>, from: usize, to: usize, first: &Piece, out: &mut Attribution) {
        let group = view.token(from).and_then(|t| t.group).and_then(|g| view.sentence.groups.get(g as usize));
        if let Some(group) = group.filter(|g| g.range.start as usize == from) {
            self.unnamed(view, group, out);
        }
        let quiet = |t: usize| view.token(t).is_some_and(|t| matches!(t.pos, Pos::Adverb | Pos::Aux));
        if out.stranger.is_none()
            && (from + 1..to).all(quiet)
            && let Some((index, _)) = self.sentence(first.block, first.open)
        {
            self.pronoun(view, from, index, out);
        }
    }

    /// Who is quoted by somebody else; none, where nobody quotes.
    fn quoted(&self, view: View<'_>, region: Range, out: &mut Attribution) -> Option<Vec<Range>> {
        let (verb, stretch) = quoted(view, region)?;
        let aside = match stretch {
            Some(stretch) => self.name(view, stretch, true, out),
            None => {
                let clause = view.token(verb).and_then(|t| view.sentence.clauses.get(t.clause as usize));
                let subject = clause.and_then(|c| c.subject).and_then(|s| view.sentence.groups.get(s as usize));
                subject.map(|s| self.name(view, s.range, true, out)).unwrap_or_default()
            }
        };
        // Who quotes has not spoken.
        Some(if out.name.is_some() { vec![region] } else { aside })
    }

    /// According to Otto Behn, "…"; Otto Behn, her deputy, said: "…".
    fn in_front(&self, piece: &Piece, from: u32, out: &mut Attribution) {
        let Some((_, sentence)) = self.sentence(piece.block, piece.open) else { return };
        let view = self.view(sentence);
        let mut region = tokens(sentence, from, piece.open);
        if let Some(at) = region.indices().rev().find(|&t| view.mark(t, ";")) {
            region.start = at as u32 + 1;
        }
        let aside = if out.name.is_none() { self.told_in_front(view, region, piece, out) } else { Vec::new() };
        out.nearby.extend(capitals(view, region, &aside, out.stranger.is_some()));
    }

    fn told_in_front(&self, view: View<'_>, region: Range, piece: &Piece, out: &mut Attribution) -> Vec<Range> {
        if let Some(at) = region.indices().find(|&t| view.is(t, Func::According) || according(view, t)) {
            let stop = (at..region.end as usize).find(|&t| view.mark(t, ","));
            let stretch = Range { start: at as u32, end: stop.unwrap_or(region.end as usize) as u32 };
            return self.name(view, stretch, true, out);
        }
        if let Some(aside) = self.quoted(view, region, out) {
            return aside;
        }
        let is_verb = |t: usize| view.token(t).is_some_and(|t| t.pos == Pos::Verb);
        let said = region.indices().rev().find(|&t| is_verb(t) && says(view, t));
        // "Otto Behn is reported as saying": who has spoken is not told by grammar alone.
        let twice = region.indices().filter(|&t| says(view, t)).count() > 1
            || said.is_some_and(|v| (v..region.end as usize).any(|t| view.is(t, Func::As)));
        let Some(verb) = said.or_else(|| region.indices().rev().find(|&t| is_verb(t))) else { return Vec::new() };
        let clauses = &view.sentence.clauses;
        let Some(clause) = view.token(verb).and_then(|t| clauses.get(t.clause as usize)) else { return Vec::new() };
        let subject = clause.subject.filter(|_| !clause.passive);
        let mut aside = Vec::new();
        if let Some(subject) = subject {
            aside = self.subject(view, clause, subject, region, said.is_some() && !twice, out);
        }
        // The name right before the verb, where the subject holds none.
        if out.name.is_none() && said.is_some() && !twice && verb > region.start as usize && is_name(view, verb - 1) {
            let start = (region.start as usize..verb).rev().take_while(|&t| is_name(view, t)).last();
            aside = self.name(view, Range { start: start.unwrap_or(verb) as u32, end: verb as u32 }, true, out);
        }
        if out.sure {
            aside.extend(object(view, verb));
        } else if out.name.is_none() && said.is_some() && !twice {
            let group = subject.and_then(|s| view.sentence.groups.get(s as usize));
            let start = group.map_or(verb.saturating_sub(1), |g| g.range.start as usize);
            if region.holds(start) {
                self.nameless(view, start, group.map_or(verb, |g| g.range.end as usize), piece, out);
            }
        }
        aside
    }

    fn subject(
        &self,
        view: View<'_>,
        clause: &Clause,
        subject: u16,
        region: Range,
        says: bool,
        out: &mut Attribution,
    ) -> Vec<Range> {
        let groups = &view.sentence.groups;
        let Some(own) = groups.get(subject as usize) else { return Vec::new() };
        let mut end = own.range.end;
        for group in groups.iter().skip(subject as usize + 1) {
            let verb = clause.verbs.map_or(u32::MAX, |v| v.start);
            if matches!(group.role, Role::Apposition(p) if p == subject) && group.range.end <= verb {
                end = group.range.end;
            }
        }
        if own.range.start < region.start || own.range.end > region.end {
            return Vec::new();
        }
        self.name(view, Range { start: own.range.start, end: end.min(region.end) }, says, out)
    }
}

/// "told Otto Behn": to whom it was said.
fn object(view: View<'_>, verb: usize) -> Option<Range> {
    let group = view.token(verb + 1).and_then(|t| t.group)?;
    view.sentence.groups.get(group as usize).map(|g| g.range)
}

/// The tokens from one byte of a block to another.
fn tokens(sentence: &Sentence, from: u32, to: u32) -> Range {
    let start = sentence.tokens.partition_point(|t| t.start < from);
    let end = sentence.tokens.partition_point(|t| t.end <= to).max(start);
    Range { start: start as u32, end: end as u32 }
}

/// A capitalised word that may be part of a name.
pub(super) fn is_name(view: View<'_>, at: usize) -> bool {
    view.token(at).is_some_and(|t| {
        t.capital && t.kind == TokenKind::Word && matches!(t.pos, Pos::Name | Pos::Noun) && !says(view, at)
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

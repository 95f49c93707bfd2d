//! What a check sees: one sentence with its claims, and the draft around it.

use super::alarm::Place;
use crate::analysis::{Analysis, Pos, View};
use crate::claims::{Claim, Dateline, Value};
use crate::document::{Document, ProseSpan};
use crate::lexicon::{CheckWord, Func, Lexicon, Period, Sense, SenseKind};

/// The whole draft.
#[derive(Clone, Copy)]
pub(super) struct Draft<'a> {
    pub(super) document: &'a Document,
    pub(super) analysis: &'a Analysis,
    pub(super) claims: &'a [Claim],
    pub(super) lexicon: &'a Lexicon,
    pub(super) dateline: Option<Dateline>,
}

/// One sentence with its claims.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    pub(super) draft: Draft<'a>,
    pub(super) view: View<'a>,
    /// Index of the sentence.
    pub(super) sentence: usize,
    /// Index of its first claim.
    pub(super) first: usize,
    /// Its claims.
    pub(super) claims: &'a [Claim],
}

/// Times and ranks, which are no figures of what a sentence counts.
pub(super) fn times_and_ranks(claim: &Claim) -> bool {
    matches!(claim.value, Value::When(_) | Value::Ordinal(_))
}

impl<'a> Draft<'a> {
    /// A sentence, with the claims from `first` on that stand in it.
    pub(super) fn scene(self, sentence: usize, first: usize) -> Option<Scene<'a>> {
        let parsed = self.analysis.sentences.get(sentence)?;
        let prose = &self.document.blocks().get(parsed.block as usize)?.text;
        let view = View { lexicon: self.lexicon, prose, sentence: parsed };
        let rest = self.claims.get(first..)?;
        let count = rest.iter().take_while(|c| c.sentence as usize == sentence).count();
        Some(Scene { draft: self, view, sentence, first, claims: rest.get(..count)? })
    }

    /// The sentence that a claim stands in.
    pub(super) fn scene_of(self, claim: usize) -> Option<Scene<'a>> {
        let sentence = self.claims.get(claim)?.sentence as usize;
        let first = self.claims.partition_point(|c| (c.sentence as usize) < sentence);
        self.scene(sentence, first)
    }
}

impl<'a> Scene<'a> {
    /// The words of a claim.
    pub(super) fn words(&self, claim: &Claim) -> &'a str {
        self.view.prose.get(claim.span.start as usize..claim.span.end as usize).unwrap_or("")
    }

    /// The place of a claim of this sentence, by its index in it.
    pub(super) fn place(&self, index: usize) -> Option<Place> {
        let claim = self.claims.get(index)?;
        Some(Place { span: claim.span, claim: Some(self.first + index), mendings: Vec::new() })
    }

    /// The place of tokens that are no claim.
    pub(super) fn tokens(&self, from: usize, to: usize) -> Option<Place> {
        let (a, b) = (self.view.token(from)?, self.view.token(to.checked_sub(1)?)?);
        let span = ProseSpan { block: self.view.sentence.block, start: a.start, end: b.end };
        Some(Place { span, claim: None, mendings: Vec::new() })
    }

    /// The index of the claim that begins at a token.
    pub(super) fn claim_at(&self, token: usize) -> Option<usize> {
        self.claims.iter().position(|c| c.tokens.start as usize == token)
    }

    /// The index of the claim that holds a token.
    pub(super) fn claim_over(&self, token: usize) -> Option<usize> {
        self.claims.iter().position(|c| c.tokens.holds(token))
    }

    /// The only three figures of the sentence, where no other claim than these stands in it.
    pub(super) fn three(&self, aside: impl Fn(&Claim) -> bool) -> Option<[usize; 3]> {
        let mut figures = (0..self.claims.len()).filter(|&i| self.claims.get(i).is_some_and(|c| !aside(c)));
        let three = [figures.next()?, figures.next()?, figures.next()?];
        figures.next().is_none().then_some(three)
    }

    /// The tokens that a word of the checks takes here.
    pub(super) fn word(&self, at: usize, word: CheckWord) -> Option<usize> {
        if !self.view.may(at, SenseKind::Check) {
            return None;
        }
        self.view.sense(at, |s| (s == Sense::Check(word)).then_some(())).map(|(_, n)| n)
    }

    /// Whether a word of the checks is among those of a claim.
    pub(super) fn word_of(&self, claim: &Claim, word: CheckWord) -> bool {
        claim.tokens.indices().any(|t| self.word(t, word).is_some())
    }

    /// Whether a word of the checks begins somewhere in these tokens.
    pub(super) fn has(&self, from: usize, to: usize, word: CheckWord) -> bool {
        self.view.sentence.senses.has(SenseKind::Check) && (from..to).any(|at| self.word(at, word).is_some())
    }

    /// Whether the sentence tells of a month, a year or a longer time of its own: what was so then need not be so otherwise.
    pub(super) fn of_a_time(&self) -> bool {
        self.claims.iter().any(|c| of_a_time(&c.value))
    }

    /// Whether any of these words of grammar stands in these tokens.
    pub(super) fn has_func(&self, from: usize, to: usize, funcs: &[Func]) -> bool {
        let here = |f: &Func| self.view.sentence.senses.is(*f) && (from..to).any(|at| self.view.is(at, *f));
        funcs.iter().any(here)
    }

    /// Whether a token is a comma.
    pub(super) fn comma(&self, at: usize) -> bool {
        self.view.mark(at, ",")
    }

    /// Whether a token is a dash between words, no hyphen inside one.
    pub(super) fn dash(&self, at: usize) -> bool {
        self.view.dash(at) && !(self.view.text(at) == "-" && (self.view.glued(at) || self.view.glued(at + 1)))
    }

    /// Two years with a dash between them that begin at a token, as they are written.
    pub(super) fn years(&self, at: usize) -> Option<(i16, i16)> {
        let view = self.view;
        let year = |t: usize| -> Option<i16> {
            let text = view.text(t);
            let year: i16 = (text.len() == 4 && view.digits(t)).then(|| text.parse().ok()).flatten()?;
            (1000..2200).contains(&year).then_some(year)
        };
        let joined = view.dash(at + 1) && view.glued(at + 1) && view.glued(at + 2);
        let alone = !view.dash(at + 3) && !view.mark(at + 3, "/") && at.checked_sub(1).is_none_or(|t| !view.dash(t));
        (joined && alone).then_some((year(at)?, year(at + 2)?))
    }

    /// Where the prose of the sentence ends: before its last full stop or other mark.
    pub(super) fn end(&self) -> usize {
        let mut end = self.view.len();
        while end > 0
            && self.view.token(end - 1).is_some_and(|t| t.pos == Pos::Mark)
            && matches!(self.view.text(end - 1), "." | "!" | "?" | "\"" | "\u{201d}" | "\u{2019}" | "'")
        {
            end -= 1;
        }
        end
    }

    /// Whether the token lies between quotation marks.
    pub(super) fn quoted(&self, at: usize) -> bool {
        self.view.sentence.quotes.iter().any(|q| q.holds(at))
    }
}

/// Whether a claim is a month, a year or a longer time, or a date with its year.
pub(super) fn of_a_time(value: &Value) -> bool {
    matches!(value, Value::When(w) if w.grain >= Period::Month || w.written.year.is_some())
}

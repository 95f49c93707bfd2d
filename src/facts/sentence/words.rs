//! Which words of a sentence fact tell something, and the terms that they make.

use super::Frames;
use crate::analysis::Pos;
use crate::facts::{Alternative, Term, TermWord};
use crate::lexicon::{CalendarWord, Func, Sense, TokenKind, VerbForm};
use std::ops::Range as Bytes;

impl Frames<'_> {
    pub(super) fn content(&self, wanted: impl Fn(usize) -> bool) -> Vec<usize> {
        (0..self.view.len())
            .filter(|&at| self.is_content(at) && !self.is_name(at) && !self.is_taken(at) && wanted(at))
            .filter(|&at| !self.happens(at))
            .filter(|&at| !self.phrase_of(at).is_some_and(|p| (p.start..at).any(|t| self.is_verb(t))))
            .collect()
    }

    /// "The recount took place on 9 May": a word of a verb that says no more than that it did.
    pub(super) fn happens(&self, at: usize) -> bool {
        self.is_of(at, VerbForm::Happening)
    }

    /// "The debate is set for 9 May", "the bill came to 40 pounds": a word of a verb that tells less than its subject.
    pub(super) fn tells_little(&self, at: usize) -> bool {
        self.is_of(at, VerbForm::Scheduling) || self.is_of(at, VerbForm::Stative)
    }

    /// Whether a word is of a verb of this form, which may be a phrase: "took place", "came to".
    fn is_of(&self, at: usize, form: VerbForm) -> bool {
        (at.saturating_sub(2)..=at).any(|start| {
            self.view.hits(start).any(|h| {
                let len = h.len as usize;
                h.sense == Sense::Verb(form) && start + len > at && (start..start + len).any(|t| self.is_verb(t))
            })
        })
    }

    /// The tokens of the phrase in which a token stands, where packs hold other words for it: "laid off", "on board".
    pub(super) fn phrase_of(&self, at: usize) -> Option<Bytes<usize>> {
        /// Words of the longest phrase that packs hold other words for.
        const LONGEST: usize = 6;
        (at.saturating_sub(LONGEST - 1)..=at).find_map(|start| {
            let other = |len: usize| len > 1 && start + len > at && !(start..start + len).any(|t| self.is_taken(t));
            let hits = self.view.hits(start).filter(|h| matches!(h.sense, Sense::Synonym(_)));
            hits.map(|h| h.len as usize).filter(|&len| other(len)).max().map(|len| start..start + len)
        })
    }

    pub(super) fn is_verb(&self, at: usize) -> bool {
        self.view.token(at).is_some_and(|t| t.pos == Pos::Verb)
    }

    /// A word that tells something; other words for the phrase that it is of meet it too.
    pub(super) fn term(&self, at: usize) -> Option<Term> {
        let text = self.view.text(at);
        if text.is_empty() {
            return None;
        }
        let mut alternatives = vec![Alternative::Phrase(vec![self.word(at)])];
        if let Some(phrase) = self.phrase_of(at) {
            let senses = self.view.hits(phrase.start).filter(|h| h.len as usize == phrase.len()).map(|h| h.sense);
            alternatives.extend(Alternative::of_phrase(self.view.stretch(phrase.start, phrase.end), senses));
        }
        Some(Term { text: text.to_owned(), alternatives: alternatives.into() })
    }

    /// A word; a capital that it may owe to its place asks for none.
    pub(super) fn word(&self, at: usize) -> TermWord {
        let word = TermWord::of(self.view.text(at), self.view.lexicon);
        let place = at == 0 && (!self.is_name(0) || self.is_lone(0));
        TermWord { capital: word.capital && !place, ..word }
    }

    pub(super) fn clause(&self, at: usize) -> u16 {
        self.view.token(at).map_or(0, |t| t.clause)
    }

    pub(super) fn is_taken(&self, at: usize) -> bool {
        self.taken.iter().any(|r| r.holds(at))
    }

    pub(super) fn is_word(&self, at: usize) -> bool {
        self.view.token(at).is_some_and(|t| t.kind == TokenKind::Word)
    }

    /// Whether one word alone has such a sense here.
    pub(super) fn has(&self, at: usize, wanted: impl Fn(Sense) -> bool) -> bool {
        self.view.hits(at).any(|h| h.len == 1 && wanted(h.sense))
    }

    /// A word that tells something: none of grammar, number or calendar.
    pub(super) fn is_content(&self, at: usize) -> bool {
        let grammar = self.view.token(at).is_some_and(|t| {
            matches!(
                t.pos,
                Pos::Aux
                    | Pos::Determiner
                    | Pos::Preposition
                    | Pos::Conjunction
                    | Pos::Subordinator
                    | Pos::Relative
                    | Pos::Pronoun
                    | Pos::Numeral
            )
        });
        self.is_word(at)
            && !grammar
            && (!self.is_time(at) || self.view.token(at).is_some_and(|t| t.pos == Pos::Verb))
            && !self.is_title(at)
            && !self.has(at, |s| match s {
                Sense::Func(func) => !self.is_tagged() || !self.tells(at, func),
                Sense::Numeral(_) | Sense::Hedge(_) => true,
                // "The deficit amounts to 2.7 million": what it says is the deficit.
                Sense::Verb(VerbForm::Stative) => self.is_verb(at),
                _ => false,
            })
    }

    /// Words of games and votes, "average", "half": nouns and verbs that have a part in grammar, and tell
    /// something all the same. "Be", "have", "get" do not.
    pub(super) fn tells(&self, at: usize, func: Func) -> bool {
        let light = matches!(
            func,
            Func::Be
                | Func::Been
                | Func::Being
                | Func::Have
                | Func::Do
                | Func::Will
                | Func::Would
                | Func::Modal
                | Func::Get
        );
        self.view.token(at).is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Verb)) && !light
    }

    /// A word of the calendar, verbs that go with lengths of time aside.
    pub(super) fn is_time(&self, at: usize) -> bool {
        let words = &self.view.lexicon.calendar.words;
        let capital = self.view.token(at).is_some_and(|t| t.capital);
        self.has(at, |s| {
            let Sense::Calendar(id) = s else { return false };
            match words.get(id as usize) {
                Some(
                    CalendarWord::Lasting
                    | CalendarWord::Ahead
                    | CalendarWord::Entire
                    | CalendarWord::Ended
                    | CalendarWord::OfYear
                    | CalendarWord::OwnYear,
                )
                | None => false,
                Some(CalendarWord::Month(_) | CalendarWord::DoubtfulMonth(_) | CalendarWord::DoubtfulWeekday(_)) => {
                    capital
                }
                Some(_) => true,
            }
        })
    }

    /// Whether any noun of its class is one of it, and what befell it tells more: "people".
    pub(super) fn is_general(&self, at: usize) -> bool {
        let Some(token) = self.view.token(at) else { return false };
        let lexicon = self.view.lexicon;
        self.has(at, |s| {
            let Sense::Noun(class) = s else { return false };
            lexicon.nouns.get(class as usize).is_some_and(|n| n.general.contains(&token.stem))
                && lexicon.concepts.iter().any(|c| c.class == Some(class))
        })
    }
}

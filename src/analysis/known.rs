//! What the packs know of each token: its parts of grammar, the verb forms and other senses that it may be of,
//! and what its ending says.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of tokens, groups and clauses come from walking the lists of the same sentence"
)]

use super::Token;
use crate::lexicon::{
    CalendarWord, ConceptWord, Ending, Func, Hit, Lexicon, NumeralKind, Sense, TokenKind, VerbForm, fold,
};

/// What the packs say of one token, as flags.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Known {
    pub(super) funcs: u128,
    pub(super) base: bool,
    pub(super) past: bool,
    pub(super) participle: bool,
    /// A verb whose past is its base form: "cost".
    pub(super) unchanged: bool,
    pub(super) numeral: bool,
    /// A rank: "first".
    pub(super) ordinal: bool,
    /// A power of ten in words: "million".
    pub(super) scale: bool,
    pub(super) money: bool,
    pub(super) calendar: bool,
    /// A month, or another word of the calendar that takes a number behind it.
    pub(super) month: bool,
    /// Only a verb that goes with lengths of time: "took", "spending".
    pub(super) lasting: bool,
    pub(super) noun: bool,
    pub(super) adjective: bool,
    pub(super) plain_adjective: bool,
    pub(super) reports: bool,
    pub(super) ending: Option<Ending>,
}

impl Known {
    pub(super) fn is(self, func: Func) -> bool {
        self.funcs & (1 << func as u32) != 0
    }

    pub(super) fn any(self, funcs: &[Func]) -> bool {
        funcs.iter().any(|f| self.is(*f))
    }

    pub(super) fn among(self, set: Set) -> bool {
        self.funcs & set.0 != 0
    }

    /// Whether any pack knows the word in lower case.
    pub(super) fn common(self) -> bool {
        self.funcs != 0
            || self.base
            || self.past
            || self.participle
            || self.numeral
            || self.calendar
            || self.noun
            || self.adjective
    }

    /// Whether its ending is that of a regular past or participle.
    pub(super) fn ends_past(self) -> bool {
        self.ending == Some(Ending::Past)
    }

    /// Whether its ending is that of a gerund.
    pub(super) fn ends_gerund(self) -> bool {
        self.ending == Some(Ending::Gerund)
    }
}

/// Parts of grammar as a set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Set(u128);

impl Set {
    const fn of(funcs: &[Func]) -> Self {
        let (mut set, mut at) = (0, 0);
        while at < funcs.len() {
            set |= 1 << funcs[at] as u32;
            at += 1;
        }
        Self(set)
    }
}

pub(super) const AUXILIARIES: Set = Set::of(&[
    Func::Be,
    Func::Been,
    Func::Being,
    Func::Have,
    Func::Do,
    Func::Will,
    Func::Would,
    Func::Modal,
    Func::Get,
]);
pub(super) const DETERMINERS: Set = Set::of(&[
    Func::A,
    Func::The,
    Func::Determiner,
    Func::Demonstrative,
    Func::Possessive,
    Func::Each,
    Func::Every,
    Func::All,
    Func::Both,
    Func::Another,
    Func::Such,
    Func::Other,
    Func::Same,
    Func::More,
    Func::Fewer,
    Func::Most,
]);
pub(super) const PREPOSITIONS: Set = Set::of(&[
    Func::Of,
    Func::In,
    Func::On,
    Func::At,
    Func::To,
    Func::From,
    Func::By,
    Func::For,
    Func::With,
    Func::Without,
    Func::Between,
    Func::Through,
    Func::During,
    Func::Within,
    Func::Since,
    Func::Until,
    Func::Till,
    Func::Before,
    Func::After,
    Func::Over,
    Func::Under,
    Func::Per,
    Func::About,
    Func::Among,
    Func::Against,
    Func::Into,
    Func::Off,
    Func::Near,
    Func::Outside,
    Func::Behind,
    Func::Along,
    Func::Across,
    Func::Amid,
    Func::Like,
    Func::Despite,
    Func::Following,
    Func::Preposition,
    Func::Up,
    Func::Down,
    Func::Out,
    Func::Than,
    Func::As,
]);
pub(super) const PRONOUNS: Set =
    Set::of(&[Func::Pronoun, Func::PersonPronoun, Func::ThingPronoun, Func::PluralPronoun, Func::Them, Func::What]);
pub(super) const SUBORDINATORS: Set =
    Set::of(&[Func::When, Func::While, Func::If, Func::Whether, Func::Because, Func::Although, Func::How]);
pub(super) const RELATIVES: Set = Set::of(&[Func::Who, Func::Whom, Func::Whose, Func::Which]);
pub(super) const ADVERBS: Set = Set::of(&[
    Func::Adverb,
    Func::Not,
    Func::Never,
    Func::Also,
    Func::Only,
    Func::Now,
    Func::Then,
    Func::Ago,
    Func::Yet,
    Func::Too,
    Func::Earlier,
    Func::Later,
    Func::There,
    Func::Here,
    Func::So,
    Func::Respectively,
]);

/// What a word is known as wherever it stands; a draft's few thousand words are asked for once each.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Alone {
    known: Known,
    /// What its ending says.
    ending: Option<Ending>,
    /// It is written in capitals: "WHO" and "US" are no words of grammar.
    capitals: bool,
}

impl Alone {
    /// A word of these senses.
    pub(super) fn of(senses: &[Sense], word: &str, lexicon: &Lexicon) -> Self {
        let mut known = Known::default();
        senses.iter().for_each(|sense| known.add(*sense, true, lexicon));
        let mut ending = ending(word, lexicon);
        // "agreed" ends like "speed", and is a form of another word all the same.
        if ending == Some(Ending::Noun) && known.base && lexicon.stemmer.is_irregular(&fold(word)) {
            ending = Some(Ending::Past);
        }
        Self { known, ending, capitals: word.len() > 1 && word.chars().all(char::is_uppercase) }
    }
}

impl Known {
    /// Adds a sense of the word, or of a phrase of more words that it is part of.
    fn add(&mut self, sense: Sense, single: bool, lexicon: &Lexicon) {
        match sense {
            // Words that only mark what a figure is ("died at 88") are content words here.
            Sense::Func(
                Func::Turn
                | Func::Life
                | Func::Score
                | Func::Count
                | Func::Times
                | Func::Aged
                | Func::Age
                | Func::Point
                | Func::Ranging,
            ) => {}
            Sense::Func(func) => self.funcs |= 1 << func as u32,
            Sense::Verb(VerbForm::Base) if single => self.base = true,
            Sense::Verb(VerbForm::Past) if single => self.past = true,
            Sense::Verb(VerbForm::Participle) if single => self.participle = true,
            Sense::Verb(VerbForm::Unchanged) if single => self.unchanged = true,
            Sense::Numeral(id) => {
                let kind = lexicon.numerals[id as usize].kind;
                self.ordinal |= kind == NumeralKind::Ordinal;
                self.numeral |= !matches!(kind, NumeralKind::Multiple | NumeralKind::Zero | NumeralKind::Behind);
                self.scale |= kind == NumeralKind::Scale;
            }
            Sense::Currency(_) if single => self.money = true,
            Sense::Calendar(id) => {
                let lasting = lexicon.calendar.words.get(id as usize) == Some(&CalendarWord::Lasting);
                self.lasting = lasting && (self.lasting || !self.calendar);
                self.calendar = true;
                self.month |= !matches!(
                    lexicon.calendar.words.get(id as usize),
                    Some(CalendarWord::Weekday(_) | CalendarWord::Day(_))
                );
            }
            Sense::Noun(_) => self.noun = true,
            Sense::Adjective if single => self.plain_adjective = true,
            Sense::Concept(_, how) => match how {
                ConceptWord::Adjective if single => self.adjective = true,
                ConceptWord::Noun | ConceptWord::Person => self.noun = true,
                _ => {}
            },
            Sense::Reporting(_) if single => self.reports = true,
            _ => {}
        }
    }
}

/// What the packs know of each token of a sentence: of its words, and of its phrases of more than one.
pub(super) fn known(
    tokens: &[Token],
    hits: &[Hit],
    words: impl Iterator<Item = Alone> + Clone,
    lexicon: &Lexicon,
    shouting: bool,
) -> Vec<Known> {
    let mut out: Vec<Known> = words.clone().map(|w| w.known).collect();
    for hit in hits.iter().filter(|h| h.len > 1) {
        let range = hit.start as usize..(hit.start + hit.len) as usize;
        for known in out.get_mut(range).into_iter().flatten() {
            known.add(hit.sense, false, lexicon);
        }
        // "the traders speak of 120"
        if let (Sense::Reporting(_), Some(first)) = (hit.sense, out.get_mut(hit.start as usize)) {
            first.reports = true;
        }
    }
    for ((token, word), known) in tokens.iter().zip(words).zip(&mut out) {
        if token.kind != TokenKind::Word {
            continue;
        }
        if known.funcs == 0 || known.base && !known.among(AUXILIARIES) {
            known.ending = word.ending;
        }
        if word.capitals && !shouting {
            known.funcs = 0;
        }
    }
    out
}

/// The longest listed ending of a word that leaves a stem of three letters at least.
fn ending(word: &str, lexicon: &Lexicon) -> Option<Ending> {
    let last = word.bytes().last()?.to_ascii_lowercase();
    lexicon
        .endings_in(last)
        .iter()
        .filter(|(e, of)| {
            *of != Ending::Third
                && word.len() >= e.len() + 2
                && word.is_char_boundary(word.len() - e.len())
                && word[word.len() - e.len()..].eq_ignore_ascii_case(e)
        })
        .max_by_key(|(e, _)| e.len())
        .map(|(_, ending)| *ending)
}

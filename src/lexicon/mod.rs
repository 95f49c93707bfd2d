//! The language as data: `rules/en/*.toml`, loaded once, looked up by phrase.
//!
//! One [`PhraseTable`] maps folded phrases to [`Sense`]s, so that one walk over a sentence finds all
//! that the rooms below ask for ([`Lexicon::hits`]). What a sense means stands in a typed table of
//! its pack (`lexicon.hedges`, `lexicon.units`, …). Touches no draft and no fact.

mod accents;
mod calendar;
mod check_word;
mod frozen;
mod function;
mod numerals;
mod pack;
mod phrases;
mod plural;
mod schema;
mod senses;
mod shape;
mod speech;
mod stem;
mod table;
mod texts;
mod thresholds;
mod tokens;
mod units;
mod vocabulary;
mod words;

pub use accents::{same_letters, unmarked};
pub use calendar::{Calendar, CalendarKinds, CalendarWord, DayRule, NamedDay, Period};
pub use check_word::CheckWord;
pub use function::Func;
pub use numerals::{Hedge, HedgeKind, Numeral, NumeralKind, NumeralKinds, Place};
pub use pack::{Example, PackError, SHIPPED};
pub use phrases::{By, Hit, Keys, PhraseTable};
pub use senses::{SenseKind, Senses};
pub use shape::Shape;
pub use speech::{Speech, Spoken};
pub use stem::{Stem, Stemmer, fold};
pub use thresholds::Thresholds;
pub use tokens::{RawToken, TokenKind, split};
pub use units::{Currency, CurrencyForm, Dimension, Rational, Unit, UnitWords};
pub use vocabulary::{
    BesideWord, Change, ChangeKind, Concept, ConceptWord, Direction, Ending, Mode, ModeReach, NoClaim, NounClass,
    OfficeWord, Partition, Reporting, Switch, VerbForm, Weights,
};
pub use words::{Word, Words};

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
use std::cell::RefCell;

/// What a phrase can mean. Ids are indices into the tables of [`Lexicon`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Sense {
    /// A word of grammar.
    Func(Func),
    /// A numeral word: [`Lexicon::numerals`].
    Numeral(u16),
    /// A hedge: [`Lexicon::hedges`].
    Hedge(u16),
    /// A unit of measure: [`Lexicon::units`].
    Unit(u16),
    /// Words of a unit that stand before its figure ("magnitude 6.3"): [`Lexicon::units`].
    Leads(u16),
    /// A currency by word, symbol or code: [`Lexicon::currencies`].
    Currency(u16),
    /// A word of the calendar: [`Calendar::words`].
    Calendar(u16),
    /// A word of a concept (`@killed`): [`Lexicon::concepts`], and how the word tells of it.
    Concept(u16, ConceptWord),
    /// A noun of a class (people, vehicles, votes): [`Lexicon::nouns`].
    Noun(u16),
    /// A word that says how a claim is meant: [`Lexicon::modes`].
    Mode(u16),
    /// A verb, noun or particle of change: [`Lexicon::changes`].
    Change(u16),
    /// A verb of saying or counting: [`Lexicon::reporting`].
    Reporting(u16),
    /// A word that turns the text to something else: [`Lexicon::switches`].
    Switch(u16),
    /// A modifier that divides a whole: [`Lexicon::partitions`].
    Partition(u16),
    /// A word that makes a neighbouring figure no claim: [`Lexicon::no_claims`].
    NoClaim(u16),
    /// A member of a synonym group; [`Lexicon::synonyms`] tells how many there are.
    Synonym(u16),
    /// The base form, past or participle of a verb, told by the packs.
    Verb(VerbForm),
    /// A common adjective that no ending tells.
    Adjective,
    /// An abbreviation whose full stop ends no sentence.
    Abbreviation,
    /// A title that stands before a person's name.
    Honorific,
    /// A word of offices and lives: [`Lexicon::offices`].
    Office(u16),
    /// A word by which a draft can contradict itself.
    Check(CheckWord),
    /// A word that says something of the figure or date beside it, and else is a word as any other.
    Beside(BesideWord),
}

/// The language that a run knows.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Lexicon {
    /// All phrases of all packs.
    pub phrases: PhraseTable,
    /// Inflection and derivation.
    pub stemmer: Stemmer,
    /// Irregular plurals of nouns and their singulars, folded.
    pub plurals: FxHashMap<String, String>,
    /// The singular noun for persons whom no noun names ("43 dead").
    pub persons: String,
    /// Their noun class.
    pub person_class: Option<u16>,
    /// Numeral words.
    pub numerals: Vec<Numeral>,
    /// Hedges, with the thresholds of the law.
    pub hedges: Vec<Hedge>,
    /// Units of measure.
    pub units: Vec<Unit>,
    /// Words of the units that need more than to be met, unit by unit.
    pub unit_words: Vec<UnitWords>,
    /// Currencies.
    pub currencies: Vec<Currency>,
    /// Months, weekdays, seasons, named days, words that count from the dateline.
    pub calendar: Calendar,
    /// Concepts: `@killed` and its like.
    pub concepts: Vec<Concept>,
    /// Noun classes.
    pub nouns: Vec<NounClass>,
    /// Mode words.
    pub modes: Vec<Mode>,
    /// Words of change.
    pub changes: Vec<Change>,
    /// Verbs of saying and counting.
    pub reporting: Vec<Reporting>,
    /// Words that switch the subject.
    pub switches: Vec<Switch>,
    /// Partitioning modifiers.
    pub partitions: Vec<Partition>,
    /// Words beside which a figure is no claim.
    pub no_claims: Vec<NoClaim>,
    /// What words do to a title beside them, or to a life; those of one entry share one.
    pub offices: Vec<OfficeWord>,
    /// Endings of words for the people of a place.
    pub demonyms: Vec<String>,
    /// Names of countries and great cities, and of their people, in small letters.
    pub countries: FxHashSet<String>,
    /// First names of which one stands for the other, with spaces between: short forms, spellings, transliterations.
    pub first_names: Vec<String>,
    /// How many synonym groups there are.
    pub synonyms: usize,
    /// Word endings that tell a part of speech, by their last letter.
    pub endings: Vec<(String, Ending)>,
    /// Weights and thresholds of pairing.
    pub weights: Weights,
    /// Thresholds of agreement.
    pub thresholds: Thresholds,
    /// How words are compared inside quotation marks.
    pub speech: Speech,
    /// The examples that entries carry: [`Lexicon::english_with_examples`].
    #[serde(skip)]
    pub examples: Vec<Example>,
    /// With the examples, all entries of all packs: file, entry (`hedge.more-than`), how many texts it reads and ignores.
    #[serde(skip)]
    pub entries: Vec<(String, String, usize, usize)>,
    /// Where the endings with each last letter stand.
    endings_by: Vec<std::ops::Range<usize>>,
    past_auxiliaries: FxHashSet<Stem>,
    by_concept: FxHashMap<String, u16>,
}

impl Lexicon {
    /// The packs of these files, given by name and text, with the examples that the entries carry.
    ///
    /// # Errors
    /// When a pack breaks its own schema.
    pub fn of_texts(packs: &[(&str, &str)]) -> Result<Self, PackError> {
        pack::load(packs)
    }

    /// A lexicon of packs that stand as data: those that ship, changed and added to.
    ///
    /// # Errors
    /// When a pack breaks the schema of packs ([`Lexicon::shape`]), or they are too large together.
    pub fn of_packs(packs: &[(&str, &serde_json::Value)], examples: bool) -> Result<Self, PackError> {
        pack::load_data(packs, examples)
    }

    /// What a pack may hold.
    #[must_use]
    pub fn shape() -> Shape {
        shape::of::<schema::Pack<'static>>()
    }

    /// The parts that words of grammar play: the ids of the entries of `function`.
    #[must_use]
    pub fn functions() -> Vec<&'static str> {
        match shape::of::<Func>() {
            Shape::Choice(parts) => parts.into_iter().map(|(name, _)| name).chain([pack::PAST_AUXILIARY]).collect(),
            _ => Vec::new(),
        }
    }

    /// A table that has more entries than the senses of phrases can tell apart.
    fn overfull(&self) -> Option<&'static str> {
        let most = usize::from(u16::MAX);
        [
            ("numeral", self.numerals.len()),
            ("hedge", self.hedges.len()),
            ("unit", self.units.len()),
            ("currency", self.currencies.len()),
            ("calendar", self.calendar.words.len()),
            ("named-day", self.calendar.named.len()),
            ("concept", self.concepts.len()),
            ("noun-class", self.nouns.len()),
            ("mode", self.modes.len()),
            ("change", self.changes.len()),
            ("reporting", self.reporting.len()),
            ("switch", self.switches.len()),
            ("partition", self.partitions.len()),
            ("no-claim", self.no_claims.len()),
            ("synonym", self.synonyms),
            ("office", self.offices.len()),
        ]
        .into_iter()
        .find_map(|(table, len)| (len > most).then_some(table))
    }

    /// The concept of this name (without the `@`).
    #[must_use]
    pub fn concept(&self, name: &str) -> Option<u16> {
        self.by_concept.get(name).copied()
    }

    /// Whether a verb form has no ending of the third person.
    #[must_use]
    pub fn is_bare(&self, word: &str) -> bool {
        !self.endings.iter().any(|(e, of)| *of == Ending::Third && word.len() > e.len() && word.ends_with(e.as_str()))
    }

    /// The endings with this last letter.
    #[must_use]
    pub fn endings_in(&self, last: u8) -> &[(String, Ending)] {
        let range = self.endings_by.get(usize::from(last)).cloned().unwrap_or_default();
        self.endings.get(range).unwrap_or(&[])
    }

    /// Brings the endings into the order of their last letters, and notes where those of each stand.
    fn sort_endings(&mut self) {
        self.endings.sort_by_key(|(ending, _)| ending.bytes().last());
        self.endings_by = vec![0..0; 1 << 8];
        for (at, (ending, _)) in self.endings.iter().enumerate() {
            if let Some(range) = ending.bytes().last().and_then(|last| self.endings_by.get_mut(usize::from(last))) {
                *range = if range.end == 0 { at..at + 1 } else { range.start..at + 1 };
            }
        }
    }

    /// Tells `found` each sense of a word as a phrase of its own, in no order, and one perhaps more than once.
    pub fn each_sense(&self, word: &str, found: impl FnMut(Sense)) {
        self.phrases.alone(&self.keys(word), found);
    }

    /// All senses of a phrase taken as a whole.
    #[must_use]
    pub fn senses(&self, phrase: &str) -> Vec<Sense> {
        // What is asked for is nearly always one word.
        if phrase.len() > 1 && phrase.bytes().all(|b| b.is_ascii_alphabetic()) {
            let mut out = Vec::new();
            self.phrases.alone(&self.keys(phrase), |sense| out.push(sense));
            out.sort_unstable();
            out.dedup();
            return out;
        }
        let keys = self.keys_of(phrase, &split(phrase));
        if keys.is_empty() {
            return Vec::new();
        }
        let mut hits = Vec::new();
        self.phrases.hits_at(&keys, 0, &mut hits);
        hits.into_iter().filter(|h| h.len as usize == keys.len()).map(|h| h.sense).collect()
    }

    /// Splits a draft into tokens, behind those that are there. A currency is one of its own before the digits that are written to it
    /// ("Rs20"), where packs list it without its capitals too, so that it is no name ("COP26").
    pub fn tokens_into(&self, text: &str, out: &mut Vec<RawToken>) {
        let currency = |word: &str| {
            self.senses(word).into_iter().any(|sense| {
                let Sense::Currency(id) = sense else { return false };
                let form = self.currencies.get(id as usize).map(|c| c.form);
                matches!(form, Some(CurrencyForm::Symbol | CurrencyForm::Code))
            })
        };
        // "Dec31"
        let month = |word: &str| {
            let named =
                word.starts_with(|c: char| c.is_ascii_uppercase()) && word.chars().skip(1).all(char::is_lowercase);
            named
                && self.senses(word).into_iter().any(|sense| {
                    let Sense::Calendar(id) = sense else { return false };
                    let month = self.calendar.words.get(usize::from(id)).map(|w| w.kind());
                    month.is_some_and(|kinds| kinds.meets(CalendarKinds::MONTH))
                })
        };
        tokens::split_into(text, out, |letters| {
            letters.len() <= 4 && currency(letters) && currency(&letters.to_ascii_lowercase())
                || letters.len() >= 3 && month(letters)
        });
    }

    /// The words of a text as quotations are compared by them.
    #[must_use]
    pub fn spoken(&self, text: &str) -> Vec<Spoken> {
        // Both are asked of each word, and most are written as they are folded.
        let last: RefCell<(String, Vec<Sense>)> = RefCell::default();
        let look = |word: &str| {
            let mut last = last.borrow_mut();
            if last.0 != word {
                word.clone_into(&mut last.0);
                last.1 = self.senses(word);
            }
        };
        let numeral = |word: &str| {
            look(word);
            last.borrow().1.iter().find_map(|sense| {
                let Sense::Numeral(id) = *sense else { return None };
                let numeral = self.numerals.get(id as usize)?;
                let plain = matches!(numeral.kind, NumeralKind::Cardinal | NumeralKind::Tens);
                plain.then(|| u32::try_from(numeral.value).ok()).flatten()
            })
        };
        let calendar = |word: &str| {
            look(word);
            last.borrow().1.iter().find_map(|sense| {
                let Sense::Calendar(id) = *sense else { return None };
                self.calendar.words.get(id as usize).copied()
            })
        };
        self.speech.words(text, numeral, calendar)
    }

    /// The keys under which the phrase table knows a word.
    #[must_use]
    pub fn keys(&self, word: &str) -> Keys {
        stem::Scratch::default().keys(word, &self.stemmer)
    }

    /// The keys of many words, each given by its place in a text.
    #[must_use]
    pub fn keys_of(&self, text: &str, tokens: &[RawToken]) -> Vec<Keys> {
        let mut scratch = stem::Scratch::default();
        let word = |t: &RawToken| text.get(t.start as usize..t.end as usize).unwrap_or("");
        tokens.iter().map(|t| scratch.keys(word(t), &self.stemmer)).collect()
    }

    /// Whether an auxiliary is a form of the past ("was", "had"): the function pack lists these.
    #[must_use]
    pub fn is_past_auxiliary(&self, word: &str) -> bool {
        self.past_auxiliaries.contains(&Stem::of(&stem::folded(word)))
    }

    /// The inflection stem of a word in any case.
    #[must_use]
    pub fn stem(&self, word: &str) -> Stem {
        self.stemmer.stem(&stem::folded(word))
    }
}

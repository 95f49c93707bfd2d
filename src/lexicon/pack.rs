//! How packs are loaded, from TOML or from the compact form of those that ship. Words of `numeral`,
//! `hedge`, `unit`, `currency`, `calendar` and `function` meet letter by letter, those of the other
//! tables by inflection.

#![allow(clippy::indexing_slicing, reason = "an id that the same lexicon gave")]

mod tables;

use super::schema::{NounClassEntry, Number, Pack, Table, Texts};
use super::stem::Scratch;
use super::texts::Text;
use super::units::Rational;
use super::vocabulary::{NounClass, VerbForm, Weights};
use super::{By, Lexicon, PhraseTable, RawToken, Sense, Stem, Stemmer, fold, tokens};
use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::fmt;
use std::str::FromStr;

/// The packs that ship with the program: files in `rules/en`, in the order in which they are loaded.
pub const SHIPPED: &[&str] = &[
    "function.toml",
    "numerals.toml",
    "hedges.toml",
    "units.toml",
    "currencies.toml",
    "calendar.toml",
    "concepts/casualties.toml",
    "concepts/public.toml",
    "nouns.toml",
    "modes.toml",
    "change.toml",
    "reporting.toml",
    "switches.toml",
    "partitions.toml",
    "no-claims.toml",
    "inflection.toml",
    "verbs.toml",
    "adjectives.toml",
    "endings.toml",
    "abbreviations.toml",
    "synonyms/derivation.toml",
    "synonyms/general.toml",
    "synonyms/news.toml",
    "synonyms/qualities.toml",
    "synonyms/things.toml",
    "offices.toml",
    "places.toml",
    "pairing.toml",
    "agreement.toml",
    "quotations.toml",
    "checks.toml",
    "beside.toml",
];

/// What is wrong with a pack.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {message}")]
pub struct PackError {
    /// The pack's file.
    pub file: String,
    /// What was found, with its place, and what to write instead.
    pub message: String,
}

/// A text that an entry must read, or must not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The pack's file.
    pub file: String,
    /// Table and id of the entry: `hedge.more-than`.
    pub entry: String,
    /// The senses that the entry gives to phrases.
    pub senses: Vec<Sense>,
    /// The text; `TEXT -> GIST` also says what the first claim comes to.
    pub text: String,
    /// It must be read (true) or must not (false).
    pub reads: bool,
}

/// The entry of auxiliaries that are forms of the past, which is no part of grammar of its own.
pub(super) const PAST_AUXILIARY: &str = "past-auxiliary";

/// The table of irregular forms that are plurals of nouns.
const NOUNS: &str = "nouns";

/// The table and id of an entry: `hedge.more-than`.
#[derive(Clone, Copy)]
struct Name<'a>(&'static str, &'a str);

impl fmt::Display for Name<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.0, self.1)
    }
}

/// Phrases that there is room for from the start.
const PHRASES: usize = 1 << 13;

struct Loader {
    file: String,
    lexicon: Lexicon,
    scratch: Scratch,
    /// Room for the tokens of a phrase and their keys.
    words: (Vec<RawToken>, Vec<Stem>),
    /// Whether examples are kept.
    examples: bool,
}

/// Loads packs from TOML, with their examples, in the order given.
pub(super) fn load(packs: &[(&str, &str)]) -> Result<Lexicon, PackError> {
    load_all(packs, true, toml::from_str)
}

/// Loads packs that stand as data, in the order given.
pub(super) fn load_data(packs: &[(&str, &serde_json::Value)], examples: bool) -> Result<Lexicon, PackError> {
    let lexicon = load_all(packs, examples, Pack::deserialize)?;
    match lexicon.overfull() {
        None => Ok(lexicon),
        Some(table) => Err(PackError {
            file: packs.last().map_or_else(String::new, |(file, _)| (*file).to_owned()),
            message: format!("the packs together have more entries of `{table}` than can be told apart"),
        }),
    }
}

fn load_all<'a, F: ?Sized, E: fmt::Display>(
    packs: &[(&str, &'a F)],
    examples: bool,
    read: impl Fn(&'a F) -> Result<Pack<'a>, E>,
) -> Result<Lexicon, PackError> {
    let one = |&(file, form)| match read(form) {
        Ok(pack) => Ok((file, pack)),
        Err(e) => Err(PackError { file: String::from(file), message: e.to_string() }),
    };
    let mut packs = packs.iter().map(one).collect::<Result<Vec<(&str, Pack<'a>)>, PackError>>()?;
    let mut loader = Loader {
        file: String::new(),
        lexicon: empty(),
        scratch: Scratch::default(),
        words: Default::default(),
        examples,
    };
    // Maps that grow as they fill cost twice; the packs that ship fill these by half.
    loader.lexicon.phrases.reserve(PHRASES);
    loader.lexicon.stemmer.reserve(PHRASES);
    // Inflection comes first: the words of all other tables are stored by stem.
    for (file, pack) in &mut packs {
        loader.file = (*file).to_owned();
        for (id, entry) in pack.irregular.take().into_iter().flatten() {
            for (base, forms) in entry.forms.iter() {
                for form in forms {
                    loader.lexicon.stemmer.irregular(form, base);
                    if &*id == NOUNS {
                        loader.lexicon.plurals.insert(fold(form), fold(base));
                    }
                }
            }
            loader.examples(Name("irregular", &id), &[], entry.reads, entry.ignores);
        }
    }
    // Noun classes come before concepts, which name them.
    for (file, pack) in &mut packs {
        loader.file = (*file).to_owned();
        loader.noun_classes(pack.noun_class.take())?;
    }
    for (file, pack) in packs {
        loader.file = file.to_owned();
        loader.pack(pack)?;
    }
    let mut lexicon = loader.lexicon;
    lexicon.sort_endings();
    let persons = lexicon.stem(&lexicon.persons);
    let class = lexicon.nouns.iter().position(|class| class.general.contains(&persons));
    lexicon.person_class = class.and_then(|i| u16::try_from(i).ok());
    Ok(lexicon)
}

fn empty() -> Lexicon {
    Lexicon {
        phrases: PhraseTable::default(),
        stemmer: Stemmer::default(),
        plurals: FxHashMap::default(),
        persons: String::new(),
        person_class: None,
        numerals: Vec::new(),
        hedges: Vec::new(),
        units: Vec::new(),
        unit_words: Vec::new(),
        currencies: Vec::new(),
        calendar: super::Calendar::default(),
        concepts: Vec::new(),
        nouns: Vec::new(),
        modes: Vec::new(),
        changes: Vec::new(),
        reporting: Vec::new(),
        switches: Vec::new(),
        partitions: Vec::new(),
        no_claims: Vec::new(),
        synonyms: 0,
        offices: Vec::new(),
        demonyms: Vec::new(),
        countries: FxHashSet::default(),
        first_names: Vec::new(),
        speech: super::Speech::default(),
        endings: Vec::new(),
        weights: Weights::default(),
        thresholds: super::Thresholds::default(),
        examples: Vec::new(),
        entries: Vec::new(),
        endings_by: Vec::new(),
        past_auxiliaries: rustc_hash::FxHashSet::default(),
        by_concept: FxHashMap::default(),
    }
}

impl Loader {
    fn error(&self, entry: Name<'_>, message: &str) -> PackError {
        PackError { file: self.file.clone(), message: format!("[{entry}]: {message}") }
    }

    fn phrase(&mut self, phrase: &str, by: By, sense: Sense) {
        let stemmer = &self.lexicon.stemmer;
        let scratch = &mut self.scratch;
        let mut key = |word: &str| match by {
            By::Surface => scratch.surface(word),
            By::Stem => scratch.stem(word, stemmer),
            By::Exact => Stem::of(word),
        };
        if tokens::is_one_word(phrase) {
            self.lexicon.phrases.add(&[key(phrase)], by, sense);
            return;
        }
        let (tokens, keys) = &mut self.words;
        keys.clear();
        if phrase.split(' ').all(tokens::is_one_word) {
            keys.extend(phrase.split(' ').map(key));
        } else {
            tokens.clear();
            tokens::split_into(phrase, tokens, |_| false);
            keys.extend(tokens.iter().map(|t| key(&phrase[t.start as usize..t.end as usize])));
        }
        self.lexicon.phrases.add(keys, by, sense);
    }

    fn phrases(&mut self, phrases: &[Text<'_>], by: By, sense: Sense) {
        for phrase in phrases {
            self.phrase(phrase, by, sense);
        }
    }

    fn examples(&mut self, entry: Name<'_>, senses: &[Sense], reads: Texts<'_>, ignores: Texts<'_>) {
        if !self.examples {
            return;
        }
        self.lexicon.entries.push((self.file.clone(), entry.to_string(), reads.len(), ignores.len()));
        for (texts, wanted) in [(reads, true), (ignores, false)] {
            for text in texts {
                self.lexicon.examples.push(Example {
                    file: self.file.clone(),
                    entry: entry.to_string(),
                    senses: senses.to_vec(),
                    text: text.into(),
                    reads: wanted,
                });
            }
        }
    }

    fn decimal(&self, entry: Name<'_>, text: &str) -> Result<Decimal, PackError> {
        Decimal::from_str_exact(text)
            .or_else(|_| Decimal::from_scientific(text))
            .or_else(|_| Decimal::from_str(text))
            .map_err(|_| self.error(entry, &format!("`{text}` is no decimal number")))
    }

    fn rational(&self, entry: Name<'_>, text: &str) -> Result<Rational, PackError> {
        let (num, den) = text.split_once('/').unwrap_or((text, "1"));
        let (num, den) = (self.decimal(entry, num.trim())?, self.decimal(entry, den.trim())?);
        if den.is_zero() {
            return Err(self.error(entry, "the factor divides by zero"));
        }
        Ok(Rational { num, den })
    }

    fn pair(
        &self,
        entry: Name<'_>,
        bounds: Option<(Number<'_>, Number<'_>)>,
    ) -> Result<Option<(Decimal, Decimal)>, PackError> {
        bounds.map(|(a, b)| Ok((self.decimal(entry, &a)?, self.decimal(entry, &b)?))).transpose()
    }

    fn noun_classes(&mut self, table: Table<'_, NounClassEntry<'_>>) -> Result<(), PackError> {
        for (name, e) in table.into_iter().flatten() {
            let found = self.lexicon.nouns.iter().position(|c| c.name == *name);
            let id = found.unwrap_or(self.lexicon.nouns.len()) as u16;
            if found.is_none() {
                self.lexicon.nouns.push(NounClass { name: name.to_string(), general: Vec::new(), place: false });
            }
            self.lexicon.nouns[id as usize].place |= e.place;
            for word in &e.general {
                let stem = self.lexicon.stem(word);
                self.lexicon.nouns[id as usize].general.push(stem);
            }
            self.phrases(&e.general, By::Stem, Sense::Noun(id));
            self.phrases(&e.nouns, By::Stem, Sense::Noun(id));
            self.phrases(&e.forms, By::Surface, Sense::Noun(id));
            self.examples(Name("noun-class", &name), &[Sense::Noun(id)], e.reads, e.ignores);
        }
        Ok(())
    }

    fn pack(&mut self, pack: Pack<'_>) -> Result<(), PackError> {
        if let Some(persons) = pack.persons {
            self.lexicon.persons = persons;
        }
        self.grammar(pack.function, pack.abbreviation, pack.honorific);
        self.numerals(pack.numeral, pack.hedge)?;
        self.units(pack.unit, pack.currency)?;
        self.calendar(pack.calendar, pack.named_day)?;
        self.concepts(pack.concept)?;
        self.modes(pack.mode, pack.change, pack.reporting)?;
        self.scopes(pack.switch, pack.partition, pack.no_claim);
        self.kinship(pack.synonym, pack.family);
        self.offices(pack.office)?;
        self.checks(pack.check)?;
        self.beside(pack.beside)?;
        self.lexicon.demonyms.extend(pack.demonyms.into_iter().flatten().map(String::from));
        self.lexicon.countries.extend(pack.countries.into_iter().flatten().map(String::from));
        self.lexicon.first_names.extend(pack.first_names.into_iter().flatten().map(String::from));
        self.speech(pack.contraction, pack.spelling);
        for (id, e) in pack.adjective.into_iter().flatten() {
            self.phrases(&e.words, By::Surface, Sense::Adjective);
            self.examples(Name("adjective", &id), &[Sense::Adjective], e.reads, e.ignores);
        }
        for (id, e) in pack.verb.into_iter().flatten() {
            let form = e.form.ok_or_else(|| self.error(Name("verb", &id), "`form` is missing"))?;
            let by = match form {
                VerbForm::Base | VerbForm::Stative | VerbForm::Happening | VerbForm::Scheduling | VerbForm::Noting => {
                    By::Stem
                }
                VerbForm::Past | VerbForm::Participle | VerbForm::Unchanged => By::Surface,
            };
            self.phrases(&e.words, by, Sense::Verb(form));
            self.examples(Name("verb", &id), &[Sense::Verb(form)], e.reads, e.ignores);
        }
        for (id, e) in pack.ending.into_iter().flatten() {
            let of = e.of.ok_or_else(|| self.error(Name("ending", &id), "`of` is missing"))?;
            self.lexicon.endings.extend(e.words.into_iter().map(|word| (word.into(), of)));
            self.examples(Name("ending", &id), &[], e.reads, e.ignores);
        }
        if let Some(weights) = pack.weights {
            self.lexicon.weights = weights;
        }
        if let Some(thresholds) = pack.thresholds {
            self.lexicon.thresholds = thresholds;
        }
        Ok(())
    }
}

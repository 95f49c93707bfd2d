//! How packs are loaded, from TOML or from the compact form of those that ship. Words of `numeral`,
//! `hedge`, `unit`, `currency`, `calendar` and `function` meet letter by letter, those of the other
//! tables by inflection.

use super::compact::{self, Text};
use super::numerals::{Hedge, Numeral, Place};
use super::schema::{
    CalendarEntry, ChangeEntry, ConceptEntry, ContractionEntry, CurrencyEntry, FunctionEntry, HedgeEntry, ModeEntry,
    NamedDayEntry, NamedEntry, NoClaimEntry, NounClassEntry, NumeralEntry, OfficeEntry, Pack, PartitionEntry,
    ReportingEntry, SpellingEntry, Table, Texts, UnitEntry, WordsEntry, owned,
};
use super::stem::Scratch;
use super::units::{Currency, CurrencyForm, Rational, Unit, UnitWords};
use super::vocabulary::{
    Change, ChangeKind, Concept, ConceptWord, Mode, NoClaim, NounClass, Partition, Reporting, Switch, SynonymGroup,
    VerbForm, Weights,
};
use super::{By, CalendarWord, Func, Lexicon, NamedDay, PhraseTable, Sense, Stem, Stemmer, fold, tokens};
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::fmt;
use std::str::FromStr;

macro_rules! packs {
    ($($name:literal),* $(,)?) => {
        /// The packs that ship with the program: file name and text.
        pub(super) const ENGLISH: &[(&str, &str)] = &[$(($name, include_str!(concat!("../../rules/en/", $name)))),*];
        /// The same in compact form, without examples.
        pub(super) const COMPACT: &[(&str, &[u8])] =
            &[$(($name, include_bytes!(concat!(env!("OUT_DIR"), "/rules/en/", $name)))),*];
    };
}

packs![
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
    "offices.toml",
    "pairing.toml",
    "agreement.toml",
    "quotations.toml",
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
    /// Whether examples are kept.
    examples: bool,
}

/// Loads packs from TOML, with their examples, in the order given.
pub(super) fn load(packs: &[(&str, &str)]) -> Result<Lexicon, PackError> {
    load_all(packs, true, toml::from_str)
}

/// Loads packs from their compact form, in the order given.
pub(super) fn load_compact(packs: &[(&str, &'static [u8])]) -> Result<Lexicon, PackError> {
    load_all(packs, false, compact::read)
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
    let mut loader = Loader { file: String::new(), lexicon: empty(), scratch: Scratch::default(), examples };
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
    Ok(loader.lexicon)
}

fn empty() -> Lexicon {
    Lexicon {
        phrases: PhraseTable::default(),
        stemmer: Stemmer::default(),
        plurals: FxHashMap::default(),
        persons: String::new(),
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
        synonyms: Vec::new(),
        offices: Vec::new(),
        demonyms: Vec::new(),
        speech: super::Speech::default(),
        endings: Vec::new(),
        weights: Weights::default(),
        thresholds: super::Thresholds::default(),
        examples: Vec::new(),
        entries: Vec::new(),
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
        } else {
            let words: Vec<Stem> =
                tokens::split(phrase).iter().map(|t| key(&phrase[t.start as usize..t.end as usize])).collect();
            self.lexicon.phrases.add(&words, by, sense);
        }
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

    fn pair(&self, entry: Name<'_>, bounds: &[Text<'_>]) -> Result<Option<(Decimal, Decimal)>, PackError> {
        match bounds {
            [] => Ok(None),
            [a, b] => Ok(Some((self.decimal(entry, a)?, self.decimal(entry, b)?))),
            _ => Err(self.error(entry, "an interval is two numbers")),
        }
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
        self.lexicon.demonyms.extend(pack.demonyms.into_iter().flatten().map(String::from));
        self.speech(pack.contraction, pack.spelling);
        for (id, e) in pack.adjective.into_iter().flatten() {
            self.phrases(&e.words, By::Surface, Sense::Adjective);
            self.examples(Name("adjective", &id), &[Sense::Adjective], e.reads, e.ignores);
        }
        for (id, e) in pack.verb.into_iter().flatten() {
            let form = e.form.ok_or_else(|| self.error(Name("verb", &id), "`form` is missing"))?;
            let by = if form == VerbForm::Base { By::Stem } else { By::Surface };
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

    fn grammar(
        &mut self,
        function: Table<'_, FunctionEntry<'_>>,
        abbreviation: Table<'_, WordsEntry<'_>>,
        honorific: Table<'_, WordsEntry<'_>>,
    ) {
        for (id, e) in function.into_iter().flatten() {
            if &*id == "past-auxiliary" {
                self.lexicon.past_auxiliaries.extend(e.words.iter().map(|w| Stem::of(&fold(w))));
                continue;
            }
            let Ok(func) = Func::deserialize(serde::de::value::StrDeserializer::<serde::de::value::Error>::new(&id))
            else {
                // An unknown function word is data for a later version, and harmless.
                continue;
            };
            self.phrases(&e.words, By::Surface, Sense::Func(func));
            self.examples(Name("function", &id), &[Sense::Func(func)], e.reads, e.ignores);
        }
        for (table, name, sense) in
            [(abbreviation, "abbreviation", Sense::Abbreviation), (honorific, "honorific", Sense::Honorific)]
        {
            for (id, e) in table.into_iter().flatten() {
                self.phrases(&e.words, By::Surface, sense);
                self.examples(Name(name, &id), &[sense], e.reads, e.ignores);
            }
        }
    }

    fn numerals(
        &mut self,
        numeral: Table<'_, NumeralEntry<'_>>,
        hedge: Table<'_, HedgeEntry<'_>>,
    ) -> Result<(), PackError> {
        for (id, e) in numeral.into_iter().flatten() {
            let entry = Name("numeral", &id);
            let kind = e.kind.ok_or_else(|| self.error(entry, "`kind` is missing"))?;
            let (literal, intended) = (self.pair(entry, &e.literal)?, self.pair(entry, &e.intended)?);
            let mut senses = Vec::new();
            let single = (!e.words.is_empty()).then(|| (e.value.clone(), e.words.clone()));
            let many = e.values.into_iter().map(|(word, value)| (value, vec![word]));
            for (value, words) in single.into_iter().chain(many) {
                let value = self.decimal(entry, &value)?;
                let sense = Sense::Numeral(self.lexicon.numerals.len() as u16);
                self.lexicon.numerals.push(Numeral {
                    kind,
                    value,
                    literal,
                    intended,
                    persons: e.persons,
                    after_digits: e.after_digits,
                });
                self.phrases(&words, By::Surface, sense);
                senses.push(sense);
            }
            self.examples(entry, &senses, e.reads, e.ignores);
        }
        for (id, e) in hedge.into_iter().flatten() {
            let entry = Name("hedge", &id);
            let kind = e.kind.ok_or_else(|| self.error(entry, "`kind` is missing"))?;
            let mut senses = Vec::new();
            for (words, place, verb) in
                [(&e.before, Place::Before, false), (&e.after, Place::After, false), (&e.verbs, Place::Before, true)]
            {
                if words.is_empty() {
                    continue;
                }
                let sense = Sense::Hedge(self.lexicon.hedges.len() as u16);
                self.lexicon.hedges.push(Hedge { kind, place, verb, bare: e.bare });
                self.phrases(words, if verb { By::Stem } else { By::Surface }, sense);
                senses.push(sense);
            }
            self.examples(entry, &senses, e.reads, e.ignores);
        }
        Ok(())
    }

    fn units(
        &mut self,
        unit: Table<'_, UnitEntry<'_>>,
        currency: Table<'_, CurrencyEntry<'_>>,
    ) -> Result<(), PackError> {
        for (id, e) in unit.into_iter().flatten() {
            let entry = Name("unit", &id);
            let dimension = e.dimension.ok_or_else(|| self.error(entry, "`dimension` is missing"))?;
            let factor = self.rational(entry, if e.factor.is_empty() { "1" } else { &e.factor })?;
            let offset = if e.offset.is_empty() { Decimal::ZERO } else { self.decimal(entry, &e.offset)? };
            let sense = Sense::Unit(self.lexicon.units.len() as u16);
            self.phrases(&e.words, By::Surface, sense);
            self.phrases(&e.abbreviations, By::Exact, sense);
            self.phrases(&e.glued, By::Exact, sense);
            let beside = e.beside.iter().map(|word| self.lexicon.stem(word)).collect();
            self.lexicon.units.push(Unit {
                ucum: e.ucum.into(),
                dimension,
                factor,
                offset,
                name: if e.name.is_empty() { &id } else { &e.name }.to_string(),
                abbreviations: owned(e.abbreviations),
            });
            self.lexicon.unit_words.push(UnitWords { glued: owned(e.glued), behind: owned(e.behind), beside });
            self.examples(entry, &[sense], e.reads, e.ignores);
        }
        for (id, e) in currency.into_iter().flatten() {
            let entry = Name("currency", &id);
            let minor = e.minor.as_deref().map(|m| self.decimal(entry, m)).transpose()?;
            let mut senses = Vec::new();
            let forms = [
                (&e.words, By::Surface, CurrencyForm::Word),
                (&e.glued, By::Exact, CurrencyForm::Glued),
                (&e.codes, By::Exact, CurrencyForm::Code),
                (&e.prefix, By::Exact, CurrencyForm::Symbol),
            ];
            for (words, by, form) in forms {
                if words.is_empty() {
                    continue;
                }
                let sense = Sense::Currency(self.lexicon.currencies.len() as u16);
                self.phrases(words, by, sense);
                let prefix = form == CurrencyForm::Symbol;
                self.lexicon.currencies.push(Currency { iso: e.iso.to_string(), minor, prefix, form });
                senses.push(sense);
            }
            self.examples(entry, &senses, e.reads, e.ignores);
        }
        Ok(())
    }

    fn calendar(
        &mut self,
        calendar: Table<'_, CalendarEntry<'_>>,
        named: Table<'_, NamedDayEntry<'_>>,
    ) -> Result<(), PackError> {
        for (id, e) in calendar.into_iter().flatten() {
            let entry = Name("calendar", &id);
            let is = e.is.ok_or_else(|| self.error(entry, "`is` is missing"))?;
            let sense = Sense::Calendar(self.lexicon.calendar.words.len() as u16);
            self.lexicon.calendar.words.push(is);
            self.phrases(&e.words, if e.capital { By::Exact } else { By::Surface }, sense);
            self.examples(entry, &[sense], e.reads, e.ignores);
        }
        for (id, e) in named.into_iter().flatten() {
            let entry = Name("named-day", &id);
            let rule = e.rule.ok_or_else(|| self.error(entry, "`rule` is missing"))?;
            let sense = Sense::Calendar(self.lexicon.calendar.words.len() as u16);
            self.lexicon.calendar.words.push(CalendarWord::Named(self.lexicon.calendar.named.len() as u16));
            self.lexicon.calendar.named.push(NamedDay { name: e.name.into(), rule });
            self.phrases(&e.words, By::Surface, sense);
            self.examples(entry, &[sense], e.reads, e.ignores);
        }
        Ok(())
    }

    fn concepts(&mut self, table: Table<'_, ConceptEntry<'_>>) -> Result<(), PackError> {
        for (name, e) in table.into_iter().flatten() {
            let entry = Name("concept", &name);
            let class = match &e.class {
                None => None,
                Some(class) => Some(
                    self.lexicon
                        .nouns
                        .iter()
                        .position(|c| c.name == **class)
                        .ok_or_else(|| self.error(entry, &format!("no noun class is called `{class}`")))?
                        as u16,
                ),
            };
            let id = self.lexicon.concepts.len() as u16;
            let mut stems = Vec::new();
            let mut senses = Vec::new();
            // Adjectives have no other form: "wounded" is one, "wounds" is none.
            for (words, how, by) in [
                (&e.object_verbs, ConceptWord::ObjectVerb, By::Stem),
                (&e.subject_verbs, ConceptWord::SubjectVerb, By::Stem),
                (&e.nouns, ConceptWord::Noun, By::Stem),
                (&e.noun_forms, ConceptWord::Noun, By::Surface),
                (&e.persons, ConceptWord::Person, By::Stem),
                (&e.adjectives, ConceptWord::Adjective, By::Surface),
            ] {
                let sense = Sense::Concept(id, how);
                self.phrases(words, by, sense);
                stems.extend(words.iter().filter(|w| !w.contains(' ')).map(|w| self.lexicon.stem(w)));
                senses.push(sense);
            }
            let not_terms: Vec<Stem> = e.not_terms.iter().map(|w| self.lexicon.stem(w)).collect();
            stems.retain(|s| !not_terms.contains(s));
            self.lexicon.by_concept.insert(name.to_string(), id);
            self.lexicon.concepts.push(Concept { name: name.to_string(), class, stems });
            self.examples(entry, &senses, e.reads, e.ignores);
        }
        Ok(())
    }

    fn modes(
        &mut self,
        mode: Table<'_, ModeEntry<'_>>,
        change: Table<'_, ChangeEntry<'_>>,
        reporting: Table<'_, ReportingEntry<'_>>,
    ) -> Result<(), PackError> {
        for (id, e) in mode.into_iter().flatten() {
            let entry = Name("mode", &id);
            let reach = e.reach.ok_or_else(|| self.error(entry, "`reach` is missing"))?;
            let sense = Sense::Mode(self.lexicon.modes.len() as u16);
            let name = if e.name.is_empty() { &id } else { &e.name }.to_string();
            self.lexicon.modes.push(Mode { name, asserts: e.asserts, ahead: e.ahead, reach });
            self.phrases(&e.words, By::Stem, sense);
            self.phrases(&e.forms, By::Surface, sense);
            self.examples(entry, &[sense], e.reads, e.ignores);
        }
        for (id, e) in change.into_iter().flatten() {
            let entry = Name("change", &id);
            let direction = e.direction.ok_or_else(|| self.error(entry, "`direction` is missing"))?;
            let kind = e.kind.ok_or_else(|| self.error(entry, "`kind` is missing"))?;
            let sense = Sense::Change(self.lexicon.changes.len() as u16);
            self.lexicon.changes.push(Change { direction, kind });
            let by = if matches!(kind, ChangeKind::Verb | ChangeKind::Noun) { By::Stem } else { By::Surface };
            self.phrases(&e.words, by, sense);
            self.examples(entry, &[sense], e.reads, e.ignores);
        }
        for (id, e) in reporting.into_iter().flatten() {
            let sense = Sense::Reporting(self.lexicon.reporting.len() as u16);
            self.lexicon.reporting.push(Reporting { counts: e.counts });
            self.phrases(&e.words, By::Stem, sense);
            self.phrases(&e.forms, By::Surface, sense);
            self.examples(Name("reporting", &id), &[sense], e.reads, e.ignores);
        }
        Ok(())
    }

    fn scopes(
        &mut self,
        switch: Table<'_, NamedEntry<'_>>,
        partition: Table<'_, PartitionEntry<'_>>,
        no_claim: Table<'_, NoClaimEntry<'_>>,
    ) {
        for (id, e) in switch.into_iter().flatten() {
            let sense = Sense::Switch(self.lexicon.switches.len() as u16);
            self.lexicon.switches.push(Switch { name: if e.name.is_empty() { &id } else { &e.name }.to_string() });
            self.phrases(&e.words, By::Surface, sense);
            self.examples(Name("switch", &id), &[sense], e.reads, e.ignores);
        }
        for (id, e) in partition.into_iter().flatten() {
            let sense = Sense::Partition(self.lexicon.partitions.len() as u16);
            self.lexicon.partitions.push(Partition { by: e.by.into() });
            self.phrases(&e.words, By::Stem, sense);
            self.examples(Name("partition", &id), &[sense], e.reads, e.ignores);
        }
        for (id, e) in no_claim.into_iter().flatten() {
            let name = e.name.unwrap_or_else(|| id.clone());
            let mut senses = Vec::new();
            for (words, before, whole) in [(&e.before, true, false), (&e.after, false, false), (&e.whole, false, true)]
            {
                if words.is_empty() {
                    continue;
                }
                let sense = Sense::NoClaim(self.lexicon.no_claims.len() as u16);
                self.lexicon.no_claims.push(NoClaim { name: name.to_string(), before, whole });
                self.phrases(words, if whole { By::Surface } else { By::Exact }, sense);
                senses.push(sense);
            }
            self.examples(Name("no-claim", &id), &senses, e.reads, e.ignores);
        }
    }

    fn offices(&mut self, table: Table<'_, OfficeEntry<'_>>) -> Result<(), PackError> {
        for (id, e) in table.into_iter().flatten() {
            let entry = Name("office", &id);
            let does = e.does.ok_or_else(|| self.error(entry, "`does` is missing"))?;
            let sense = Sense::Office(self.lexicon.offices.len() as u16);
            self.lexicon.offices.push(does);
            self.phrases(&e.words, if does.inflects() { By::Stem } else { By::Surface }, sense);
            self.examples(entry, &[sense], e.reads, e.ignores);
        }
        Ok(())
    }

    fn speech(&mut self, contraction: Table<'_, ContractionEntry<'_>>, spelling: Table<'_, SpellingEntry<'_>>) {
        for (id, e) in contraction.into_iter().flatten() {
            self.lexicon.speech.contraction(&owned(e.endings), &owned(e.words), &owned(e.full));
            self.examples(Name("contraction", &id), &[], e.reads, e.ignores);
        }
        let pairs = |texts: Vec<(Text<'_>, Text<'_>)>| -> Vec<(String, String)> {
            texts.into_iter().map(|(a, b)| (a.into(), b.into())).collect()
        };
        for (id, e) in spelling.into_iter().flatten() {
            self.lexicon.speech.spelling(&pairs(e.endings), &pairs(e.stems), &owned(e.words));
            self.examples(Name("spelling", &id), &[], e.reads, e.ignores);
        }
    }

    fn kinship(&mut self, synonym: Table<'_, WordsEntry<'_>>, family: Table<'_, WordsEntry<'_>>) {
        for (id, e) in synonym.into_iter().flatten() {
            let sense = Sense::Synonym(self.lexicon.synonyms.len() as u16);
            self.lexicon.synonyms.push(SynonymGroup { name: id.to_string() });
            self.phrases(&e.words, By::Stem, sense);
            self.examples(Name("synonym", &id), &[sense], e.reads, e.ignores);
        }
        for (id, e) in family.into_iter().flatten() {
            let number = self.lexicon.stemmer.next_family();
            for word in &e.words {
                let stem = self.scratch.stem(word, &self.lexicon.stemmer);
                self.lexicon.stemmer.join(number, stem);
            }
            self.examples(Name("family", &id), &[], e.reads, e.ignores);
        }
    }
}

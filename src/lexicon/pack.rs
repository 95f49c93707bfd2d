//! The schema of packs, and how they are loaded. Any pack file may hold any table; unknown keys are
//! errors. Words of `numeral`, `hedge`, `unit`, `currency`, `calendar` and `function` meet letter by
//! letter, those of the other tables by inflection.

use super::numerals::{Hedge, HedgeKind, Numeral, NumeralKind, Place};
use super::units::{Currency, CurrencyForm, Dimension, Rational, Unit, UnitWords};
use super::vocabulary::{
    Change, ChangeKind, Concept, ConceptWord, Direction, Ending, Mode, ModeReach, NoClaim, NounClass, OfficeWord,
    Partition, Reporting, Switch, SynonymGroup, VerbForm, Weights,
};
use super::{By, CalendarWord, DayRule, Func, Lexicon, NamedDay, PhraseTable, Sense, Stem, Stemmer, fold, tokens};
use rayon::prelude::*;
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::str::FromStr;

macro_rules! packs {
    ($($name:literal),* $(,)?) => { &[$(($name, include_str!(concat!("../../rules/en/", $name)))),*] };
}

/// The packs that ship with the program: file name and text.
pub(super) const ENGLISH: &[(&str, &str)] = packs![
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
    "synonyms/news.toml",
    "offices.toml",
    "pairing.toml",
    "agreement.toml",
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

type Table<T> = Option<BTreeMap<String, T>>;

#[derive(Deserialize, Default)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
struct Pack {
    persons: Option<String>,
    function: Table<FunctionEntry>,
    numeral: Table<NumeralEntry>,
    hedge: Table<HedgeEntry>,
    unit: Table<UnitEntry>,
    currency: Table<CurrencyEntry>,
    calendar: Table<CalendarEntry>,
    named_day: Table<NamedDayEntry>,
    concept: Table<ConceptEntry>,
    noun_class: Table<NounClassEntry>,
    mode: Table<ModeEntry>,
    change: Table<ChangeEntry>,
    reporting: Table<ReportingEntry>,
    switch: Table<NamedEntry>,
    partition: Table<PartitionEntry>,
    no_claim: Table<NoClaimEntry>,
    synonym: Table<WordsEntry>,
    family: Table<WordsEntry>,
    irregular: Table<IrregularEntry>,
    verb: Table<VerbEntry>,
    adjective: Table<WordsEntry>,
    ending: Table<EndingEntry>,
    abbreviation: Table<WordsEntry>,
    honorific: Table<WordsEntry>,
    office: Table<OfficeEntry>,
    demonyms: Option<Vec<String>>,
    weights: Option<Weights>,
    thresholds: Option<super::Thresholds>,
}

macro_rules! entry {
    ($(#[$doc:meta])* $name:ident { $($field:ident : $type:ty),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Deserialize)]
        #[serde(rename_all = "kebab-case", deny_unknown_fields)]
        struct $name {
            $(#[serde(default)] $field: $type,)*
            #[serde(default)] reads: Vec<String>,
            #[serde(default)] ignores: Vec<String>,
        }
    };
}

entry!(FunctionEntry { words: Vec<String> });
entry!(WordsEntry { words: Vec<String> });
entry!(NamedEntry { words: Vec<String>, name: String });
entry!(PartitionEntry { words: Vec<String>, by: String });
entry!(NoClaimEntry { before: Vec<String>, after: Vec<String>, whole: Vec<String>, name: Option<String> });
entry!(NumeralEntry {
    words: Vec<String>, kind: Option<NumeralKind>, value: String, values: BTreeMap<String, String>,
    literal: Vec<String>, intended: Vec<String>, persons: bool, after_digits: bool,
});
entry!(HedgeEntry { before: Vec<String>, after: Vec<String>, verbs: Vec<String>, bare: bool, kind: Option<HedgeKind> });
entry!(UnitEntry {
    words: Vec<String>, abbreviations: Vec<String>, name: String, ucum: String, dimension: Option<Dimension>,
    factor: String, offset: String, glued: Vec<String>, behind: Vec<String>, beside: Vec<String>,
});
entry!(CurrencyEntry { words: Vec<String>, glued: Vec<String>, prefix: Vec<String>, codes: Vec<String>, iso: String, minor: Option<String> });
entry!(CalendarEntry { words: Vec<String>, capital: bool, is: Option<CalendarWord> });
entry!(NamedDayEntry { words: Vec<String>, name: String, rule: Option<DayRule> });
entry!(ConceptEntry {
    class: Option<String>, object_verbs: Vec<String>, subject_verbs: Vec<String>, nouns: Vec<String>,
    persons: Vec<String>, adjectives: Vec<String>, noun_forms: Vec<String>, not_terms: Vec<String>,
});
entry!(NounClassEntry { general: Vec<String>, nouns: Vec<String>, forms: Vec<String> });
entry!(ModeEntry { words: Vec<String>, forms: Vec<String>, name: String, asserts: bool, reach: Option<ModeReach> });
entry!(ChangeEntry { words: Vec<String>, direction: Option<Direction>, kind: Option<ChangeKind> });
entry!(ReportingEntry { words: Vec<String>, forms: Vec<String>, counts: bool });
entry!(IrregularEntry { forms: BTreeMap<String, Vec<String>> });
entry!(EndingEntry { words: Vec<String>, of: Option<Ending> });
entry!(OfficeEntry { words: Vec<String>, does: Option<OfficeWord> });
entry!(VerbEntry { words: Vec<String>, form: Option<VerbForm> });

/// The table of irregular forms that are plurals of nouns.
const NOUNS: &str = "nouns";

struct Loader {
    file: String,
    lexicon: Lexicon,
}

/// Loads packs in the order given.
pub(super) fn load(packs: &[(&str, &str)]) -> Result<Lexicon, PackError> {
    // Parsing is most of the start-up, and packs are independent of one another until they are loaded.
    let parsed: Result<Vec<(String, Pack)>, PackError> = packs
        .par_iter()
        .map(|(file, text)| match toml::from_str(text) {
            Ok(pack) => Ok(((*file).to_owned(), pack)),
            Err(e) => Err(PackError { file: (*file).to_owned(), message: e.to_string() }),
        })
        .collect();
    let mut parsed = parsed?;
    let mut loader = Loader { file: String::new(), lexicon: empty() };
    // Inflection comes first: the words of all other tables are stored by stem.
    for (file, pack) in &parsed {
        loader.file.clone_from(file);
        for (id, entry) in pack.irregular.iter().flatten() {
            for (base, forms) in &entry.forms {
                for form in forms {
                    loader.lexicon.stemmer.irregular(form, base);
                    if id == NOUNS {
                        loader.lexicon.plurals.insert(fold(form), fold(base));
                    }
                }
            }
            loader.examples(&format!("irregular.{id}"), &[], entry.reads.clone(), entry.ignores.clone());
        }
    }
    // Noun classes come before concepts, which name them.
    for (file, pack) in &mut parsed {
        loader.file.clone_from(file);
        loader.noun_classes(pack.noun_class.take())?;
    }
    for (file, pack) in parsed {
        loader.file = file;
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
    fn error(&self, entry: &str, message: &str) -> PackError {
        PackError { file: self.file.clone(), message: format!("[{entry}]: {message}") }
    }

    fn phrase(&mut self, phrase: &str, by: By, sense: Sense) {
        let words: Vec<Stem> = tokens::split(phrase)
            .iter()
            .map(|t| {
                let word = &phrase[t.start as usize..t.end as usize];
                match by {
                    By::Surface => Stem::of(&fold(word)),
                    By::Stem => self.lexicon.stemmer.stem(&fold(word)),
                    By::Exact => Stem::of(word),
                }
            })
            .collect();
        self.lexicon.phrases.add(&words, by, sense);
    }

    fn phrases(&mut self, phrases: &[String], by: By, sense: Sense) {
        for phrase in phrases {
            self.phrase(phrase, by, sense);
        }
    }

    fn examples(&mut self, entry: &str, senses: &[Sense], reads: Vec<String>, ignores: Vec<String>) {
        self.lexicon.entries.push((self.file.clone(), entry.to_owned(), reads.len(), ignores.len()));
        for (texts, wanted) in [(reads, true), (ignores, false)] {
            for text in texts {
                self.lexicon.examples.push(Example {
                    file: self.file.clone(),
                    entry: entry.to_owned(),
                    senses: senses.to_vec(),
                    text,
                    reads: wanted,
                });
            }
        }
    }

    fn decimal(&self, entry: &str, text: &str) -> Result<Decimal, PackError> {
        Decimal::from_str_exact(text)
            .or_else(|_| Decimal::from_scientific(text))
            .or_else(|_| Decimal::from_str(text))
            .map_err(|_| self.error(entry, &format!("`{text}` is no decimal number")))
    }

    fn rational(&self, entry: &str, text: &str) -> Result<Rational, PackError> {
        let (num, den) = text.split_once('/').unwrap_or((text, "1"));
        let (num, den) = (self.decimal(entry, num.trim())?, self.decimal(entry, den.trim())?);
        if den.is_zero() {
            return Err(self.error(entry, "the factor divides by zero"));
        }
        Ok(Rational { num, den })
    }

    fn pair(&self, entry: &str, bounds: &[String]) -> Result<Option<(Decimal, Decimal)>, PackError> {
        match bounds {
            [] => Ok(None),
            [a, b] => Ok(Some((self.decimal(entry, a)?, self.decimal(entry, b)?))),
            _ => Err(self.error(entry, "an interval is two numbers")),
        }
    }

    fn noun_classes(&mut self, table: Table<NounClassEntry>) -> Result<(), PackError> {
        for (name, e) in table.into_iter().flatten() {
            let found = self.lexicon.nouns.iter().position(|c| c.name == name);
            let id = found.unwrap_or(self.lexicon.nouns.len()) as u16;
            if found.is_none() {
                self.lexicon.nouns.push(NounClass { name: name.clone(), general: Vec::new() });
            }
            for word in &e.general {
                let stem = self.lexicon.stem(word);
                self.lexicon.nouns[id as usize].general.push(stem);
            }
            self.phrases(&e.general, By::Stem, Sense::Noun(id));
            self.phrases(&e.nouns, By::Stem, Sense::Noun(id));
            self.phrases(&e.forms, By::Surface, Sense::Noun(id));
            self.examples(&format!("noun-class.{name}"), &[Sense::Noun(id)], e.reads, e.ignores);
        }
        Ok(())
    }

    fn pack(&mut self, pack: Pack) -> Result<(), PackError> {
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
        self.lexicon.demonyms.extend(pack.demonyms.into_iter().flatten());
        for (id, e) in pack.adjective.into_iter().flatten() {
            self.phrases(&e.words, By::Surface, Sense::Adjective);
            self.examples(&format!("adjective.{id}"), &[Sense::Adjective], e.reads, e.ignores);
        }
        for (id, e) in pack.verb.into_iter().flatten() {
            let form = e.form.ok_or_else(|| self.error(&format!("verb.{id}"), "`form` is missing"))?;
            let by = if form == VerbForm::Base { By::Stem } else { By::Surface };
            self.phrases(&e.words, by, Sense::Verb(form));
            self.examples(&format!("verb.{id}"), &[Sense::Verb(form)], e.reads, e.ignores);
        }
        for (id, e) in pack.ending.into_iter().flatten() {
            let of = e.of.ok_or_else(|| self.error(&format!("ending.{id}"), "`of` is missing"))?;
            self.lexicon.endings.extend(e.words.into_iter().map(|word| (word, of)));
            self.examples(&format!("ending.{id}"), &[], e.reads, e.ignores);
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
        function: Table<FunctionEntry>,
        abbreviation: Table<WordsEntry>,
        honorific: Table<WordsEntry>,
    ) {
        for (id, e) in function.into_iter().flatten() {
            if id == "past-auxiliary" {
                self.lexicon.past_auxiliaries.extend(e.words.iter().map(|w| Stem::of(&fold(w))));
                continue;
            }
            let Ok(func) = Func::deserialize(serde::de::value::StrDeserializer::<serde::de::value::Error>::new(&id))
            else {
                // An unknown function word is data for a later version, and harmless.
                continue;
            };
            self.phrases(&e.words, By::Surface, Sense::Func(func));
            self.examples(&format!("function.{id}"), &[Sense::Func(func)], e.reads, e.ignores);
        }
        for (table, name, sense) in
            [(abbreviation, "abbreviation", Sense::Abbreviation), (honorific, "honorific", Sense::Honorific)]
        {
            for (id, e) in table.into_iter().flatten() {
                self.phrases(&e.words, By::Surface, sense);
                self.examples(&format!("{name}.{id}"), &[sense], e.reads, e.ignores);
            }
        }
    }

    fn numerals(&mut self, numeral: Table<NumeralEntry>, hedge: Table<HedgeEntry>) -> Result<(), PackError> {
        for (id, e) in numeral.into_iter().flatten() {
            let entry = format!("numeral.{id}");
            let kind = e.kind.ok_or_else(|| self.error(&entry, "`kind` is missing"))?;
            let (literal, intended) = (self.pair(&entry, &e.literal)?, self.pair(&entry, &e.intended)?);
            let mut senses = Vec::new();
            let single = (!e.words.is_empty()).then(|| (e.value.clone(), e.words.clone()));
            let many = e.values.into_iter().map(|(word, value)| (value, vec![word]));
            for (value, words) in single.into_iter().chain(many) {
                let value = self.decimal(&entry, &value)?;
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
            self.examples(&entry, &senses, e.reads, e.ignores);
        }
        for (id, e) in hedge.into_iter().flatten() {
            let entry = format!("hedge.{id}");
            let kind = e.kind.ok_or_else(|| self.error(&entry, "`kind` is missing"))?;
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
            self.examples(&entry, &senses, e.reads, e.ignores);
        }
        Ok(())
    }

    fn units(&mut self, unit: Table<UnitEntry>, currency: Table<CurrencyEntry>) -> Result<(), PackError> {
        for (id, e) in unit.into_iter().flatten() {
            let entry = format!("unit.{id}");
            let dimension = e.dimension.ok_or_else(|| self.error(&entry, "`dimension` is missing"))?;
            let factor = self.rational(&entry, if e.factor.is_empty() { "1" } else { &e.factor })?;
            let offset = if e.offset.is_empty() { Decimal::ZERO } else { self.decimal(&entry, &e.offset)? };
            let sense = Sense::Unit(self.lexicon.units.len() as u16);
            self.phrases(&e.words, By::Surface, sense);
            self.phrases(&e.abbreviations, By::Exact, sense);
            self.phrases(&e.glued, By::Exact, sense);
            let beside = e.beside.iter().map(|word| self.lexicon.stem(word)).collect();
            self.lexicon.units.push(Unit {
                ucum: e.ucum,
                dimension,
                factor,
                offset,
                name: if e.name.is_empty() { id } else { e.name },
                abbreviations: e.abbreviations,
            });
            self.lexicon.unit_words.push(UnitWords { glued: e.glued, behind: e.behind, beside });
            self.examples(&entry, &[sense], e.reads, e.ignores);
        }
        for (id, e) in currency.into_iter().flatten() {
            let entry = format!("currency.{id}");
            let minor = e.minor.as_deref().map(|m| self.decimal(&entry, m)).transpose()?;
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
                self.lexicon.currencies.push(Currency { iso: e.iso.clone(), minor, prefix, form });
                senses.push(sense);
            }
            self.examples(&entry, &senses, e.reads, e.ignores);
        }
        Ok(())
    }

    fn calendar(&mut self, calendar: Table<CalendarEntry>, named: Table<NamedDayEntry>) -> Result<(), PackError> {
        for (id, e) in calendar.into_iter().flatten() {
            let entry = format!("calendar.{id}");
            let is = e.is.ok_or_else(|| self.error(&entry, "`is` is missing"))?;
            let sense = Sense::Calendar(self.lexicon.calendar.words.len() as u16);
            self.lexicon.calendar.words.push(is);
            self.phrases(&e.words, if e.capital { By::Exact } else { By::Surface }, sense);
            self.examples(&entry, &[sense], e.reads, e.ignores);
        }
        for (id, e) in named.into_iter().flatten() {
            let entry = format!("named-day.{id}");
            let rule = e.rule.ok_or_else(|| self.error(&entry, "`rule` is missing"))?;
            let sense = Sense::Calendar(self.lexicon.calendar.words.len() as u16);
            self.lexicon.calendar.words.push(CalendarWord::Named(self.lexicon.calendar.named.len() as u16));
            self.lexicon.calendar.named.push(NamedDay { name: e.name, rule });
            self.phrases(&e.words, By::Surface, sense);
            self.examples(&entry, &[sense], e.reads, e.ignores);
        }
        Ok(())
    }

    fn concepts(&mut self, table: Table<ConceptEntry>) -> Result<(), PackError> {
        for (name, e) in table.into_iter().flatten() {
            let entry = format!("concept.{name}");
            let class = match &e.class {
                None => None,
                Some(class) => Some(
                    self.lexicon
                        .nouns
                        .iter()
                        .position(|c| c.name == *class)
                        .ok_or_else(|| self.error(&entry, &format!("no noun class is called `{class}`")))?
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
            self.lexicon.by_concept.insert(name.clone(), id);
            self.lexicon.concepts.push(Concept { name, class, stems });
            self.examples(&entry, &senses, e.reads, e.ignores);
        }
        Ok(())
    }

    fn modes(
        &mut self,
        mode: Table<ModeEntry>,
        change: Table<ChangeEntry>,
        reporting: Table<ReportingEntry>,
    ) -> Result<(), PackError> {
        for (id, e) in mode.into_iter().flatten() {
            let entry = format!("mode.{id}");
            let reach = e.reach.ok_or_else(|| self.error(&entry, "`reach` is missing"))?;
            let sense = Sense::Mode(self.lexicon.modes.len() as u16);
            let name = if e.name.is_empty() { id } else { e.name };
            self.lexicon.modes.push(Mode { name, asserts: e.asserts, reach });
            self.phrases(&e.words, By::Stem, sense);
            self.phrases(&e.forms, By::Surface, sense);
            self.examples(&entry, &[sense], e.reads, e.ignores);
        }
        for (id, e) in change.into_iter().flatten() {
            let entry = format!("change.{id}");
            let direction = e.direction.ok_or_else(|| self.error(&entry, "`direction` is missing"))?;
            let kind = e.kind.ok_or_else(|| self.error(&entry, "`kind` is missing"))?;
            let sense = Sense::Change(self.lexicon.changes.len() as u16);
            self.lexicon.changes.push(Change { direction, kind });
            let by = if matches!(kind, ChangeKind::Verb | ChangeKind::Noun) { By::Stem } else { By::Surface };
            self.phrases(&e.words, by, sense);
            self.examples(&entry, &[sense], e.reads, e.ignores);
        }
        for (id, e) in reporting.into_iter().flatten() {
            let sense = Sense::Reporting(self.lexicon.reporting.len() as u16);
            self.lexicon.reporting.push(Reporting { counts: e.counts });
            self.phrases(&e.words, By::Stem, sense);
            self.phrases(&e.forms, By::Surface, sense);
            self.examples(&format!("reporting.{id}"), &[sense], e.reads, e.ignores);
        }
        Ok(())
    }

    fn scopes(&mut self, switch: Table<NamedEntry>, partition: Table<PartitionEntry>, no_claim: Table<NoClaimEntry>) {
        for (id, e) in switch.into_iter().flatten() {
            let sense = Sense::Switch(self.lexicon.switches.len() as u16);
            self.lexicon.switches.push(Switch { name: if e.name.is_empty() { id.clone() } else { e.name } });
            self.phrases(&e.words, By::Surface, sense);
            self.examples(&format!("switch.{id}"), &[sense], e.reads, e.ignores);
        }
        for (id, e) in partition.into_iter().flatten() {
            let sense = Sense::Partition(self.lexicon.partitions.len() as u16);
            self.lexicon.partitions.push(Partition { by: e.by });
            self.phrases(&e.words, By::Stem, sense);
            self.examples(&format!("partition.{id}"), &[sense], e.reads, e.ignores);
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
                self.lexicon.no_claims.push(NoClaim { name: name.clone(), before, whole });
                self.phrases(words, if whole { By::Surface } else { By::Exact }, sense);
                senses.push(sense);
            }
            self.examples(&format!("no-claim.{id}"), &senses, e.reads, e.ignores);
        }
    }

    fn offices(&mut self, table: Table<OfficeEntry>) -> Result<(), PackError> {
        for (id, e) in table.into_iter().flatten() {
            let entry = format!("office.{id}");
            let does = e.does.ok_or_else(|| self.error(&entry, "`does` is missing"))?;
            let sense = Sense::Office(self.lexicon.offices.len() as u16);
            self.lexicon.offices.push(does);
            let inflected = matches!(
                does,
                OfficeWord::Same
                    | OfficeWord::Title
                    | OfficeWord::Aide
                    | OfficeWord::Begins
                    | OfficeWord::Leads
                    | OfficeWord::Died
                    | OfficeWord::Founded
                    | OfficeWord::Dissolved
            );
            self.phrases(&e.words, if inflected { By::Stem } else { By::Surface }, sense);
            self.examples(&entry, &[sense], e.reads, e.ignores);
        }
        Ok(())
    }

    fn kinship(&mut self, synonym: Table<WordsEntry>, family: Table<WordsEntry>) {
        for (id, e) in synonym.into_iter().flatten() {
            let sense = Sense::Synonym(self.lexicon.synonyms.len() as u16);
            self.lexicon.synonyms.push(SynonymGroup { name: id.clone() });
            self.phrases(&e.words, By::Stem, sense);
            self.examples(&format!("synonym.{id}"), &[sense], e.reads, e.ignores);
        }
        for (id, e) in family.into_iter().flatten() {
            let number = self.lexicon.stemmer.next_family();
            for word in &e.words {
                self.lexicon.stemmer.family(number, word);
            }
            self.examples(&format!("family.{id}"), &[], e.reads, e.ignores);
        }
    }
}

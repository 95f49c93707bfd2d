//! The tables of a pack, each into its part of the lexicon.

use super::{Loader, Name, PackError};
use crate::lexicon::numerals::{Hedge, Numeral, NumeralKind, Place};
use crate::lexicon::schema::{
    BesideEntry, CalendarEntry, ChangeEntry, CheckEntry, ConceptEntry, ContractionEntry, CurrencyEntry, FunctionEntry,
    HedgeEntry, ModeEntry, NamedDayEntry, NamedEntry, NoClaimEntry, NumeralEntry, OfficeEntry, PartitionEntry,
    ReportingEntry, SpellingEntry, Table, UnitEntry, WordsEntry, owned,
};
use crate::lexicon::texts::Text;
use crate::lexicon::units::{Currency, CurrencyForm, Unit, UnitWords};
use crate::lexicon::vocabulary::{
    Change, ChangeKind, Concept, ConceptWord, Mode, NoClaim, Partition, Reporting, Switch,
};
use crate::lexicon::{By, CalendarWord, Func, NamedDay, Sense, Stem, fold};
use rust_decimal::Decimal;
use serde::Deserialize;

impl Loader {
    pub(super) fn grammar(
        &mut self,
        function: Table<'_, FunctionEntry<'_>>,
        abbreviation: Table<'_, WordsEntry<'_>>,
        honorific: Table<'_, WordsEntry<'_>>,
    ) {
        for (id, e) in function.into_iter().flatten() {
            if &*id == super::PAST_AUXILIARY {
                self.lexicon.past_auxiliaries.extend(e.words.iter().map(|w| Stem::of(&fold(w))));
                self.examples(Name("function", &id), &[], e.reads, e.ignores);
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

    pub(super) fn numerals(
        &mut self,
        numeral: Table<'_, NumeralEntry<'_>>,
        hedge: Table<'_, HedgeEntry<'_>>,
    ) -> Result<(), PackError> {
        let (mut tens, mut units) = (Vec::new(), Vec::new());
        for (id, e) in numeral.into_iter().flatten() {
            let entry = Name("numeral", &id);
            let kind = e.kind.ok_or_else(|| self.error(entry, "`kind` is missing"))?;
            let (literal, intended) = (self.pair(entry, e.literal)?, self.pair(entry, e.intended)?);
            let mut senses = Vec::new();
            let single = (!e.words.is_empty()).then(|| (e.value.clone(), e.words.clone()));
            let many = e.values.into_iter().map(|(word, value)| (value, vec![word]));
            for (value, words) in single.into_iter().chain(many) {
                let value = self.decimal(entry, &value)?;
                let unit = value >= Decimal::ONE && value < Decimal::TEN;
                match kind {
                    NumeralKind::Tens => tens.extend(words.iter().map(|w| (w.to_string(), value))),
                    NumeralKind::Cardinal | NumeralKind::Ordinal if unit => {
                        units.extend(words.iter().map(|w| (w.to_string(), value, kind)));
                    }
                    _ => {}
                }
                let sense = Sense::Numeral(self.lexicon.numerals.len() as u16);
                self.lexicon.numerals.push(Numeral {
                    kind,
                    value,
                    literal,
                    intended,
                    persons: e.persons,
                    after_digits: e.after_digits,
                    money: e.money,
                });
                self.phrases(&words, By::Surface, sense);
                senses.push(sense);
            }
            self.examples(entry, &senses, e.reads, e.ignores);
        }
        self.joined(&tens, &units);
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

    /// "twentyone", "fortysecond": tens and units written as one word.
    fn joined(&mut self, tens: &[(String, Decimal)], units: &[(String, Decimal, NumeralKind)]) {
        for (ten, base) in tens {
            for (unit, part, kind) in units {
                let sense = Sense::Numeral(self.lexicon.numerals.len() as u16);
                let Some(value) = base.checked_add(*part) else { continue };
                let numeral = Numeral { kind: *kind, value, ..Numeral::default() };
                self.lexicon.numerals.push(numeral);
                self.phrase(&format!("{ten}{unit}"), By::Surface, sense);
            }
        }
    }

    pub(super) fn units(
        &mut self,
        unit: Table<'_, UnitEntry<'_>>,
        currency: Table<'_, CurrencyEntry<'_>>,
    ) -> Result<(), PackError> {
        for (id, e) in unit.into_iter().flatten() {
            let entry = Name("unit", &id);
            let dimension = e.dimension.ok_or_else(|| self.error(entry, "`dimension` is missing"))?;
            let factor = self.rational(entry, if e.factor.is_empty() { "1" } else { &e.factor })?;
            let offset = if e.offset.is_empty() { Decimal::ZERO } else { self.decimal(entry, &e.offset)? };
            let within = if e.within.is_empty() { None } else { Some(self.decimal(entry, &e.within)?) };
            let sense = Sense::Unit(self.lexicon.units.len() as u16);
            self.phrases(&e.words, By::Surface, sense);
            let leads = Sense::Leads(self.lexicon.units.len() as u16);
            self.phrases(&e.before, By::Surface, leads);
            self.phrases(&e.abbreviations, By::Exact, sense);
            self.phrases(&e.glued, By::Exact, sense);
            let beside = e.beside.iter().map(|word| self.lexicon.stem(word)).collect();
            self.lexicon.units.push(Unit {
                ucum: e.ucum.to_string(),
                dimension,
                factor,
                offset,
                within,
                name: if e.name.is_empty() { &id } else { &e.name }.to_string(),
                abbreviations: owned(e.abbreviations),
            });
            self.lexicon.unit_words.push(UnitWords {
                glued: owned(e.glued),
                behind: owned(e.behind),
                marks: owned(e.marks),
                beside,
                parts: owned(e.parts),
            });
            self.examples(entry, &[sense, leads], e.reads, e.ignores);
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
                for word in words {
                    // "hk$" is "HK$": beside a symbol letters need no capitals.
                    let beside = form == CurrencyForm::Symbol
                        && word.contains(|c: char| c.is_ascii_alphabetic())
                        && word.ends_with(|c: char| !c.is_ascii() || c == '$');
                    self.phrase(word, if beside { By::Surface } else { by }, sense);
                }
                let prefix = form == CurrencyForm::Symbol;
                let also = e.also.iter().map(ToString::to_string).collect();
                self.lexicon.currencies.push(Currency { iso: e.iso.to_string(), minor, also, prefix, form });
                senses.push(sense);
            }
            self.examples(entry, &senses, e.reads, e.ignores);
        }
        Ok(())
    }

    pub(super) fn calendar(
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
            self.lexicon.calendar.named.push(NamedDay { name: e.name.to_string(), rule });
            self.phrases(&e.words, By::Surface, sense);
            self.examples(entry, &[sense], e.reads, e.ignores);
        }
        Ok(())
    }

    pub(super) fn concepts(&mut self, table: Table<'_, ConceptEntry<'_>>) -> Result<(), PackError> {
        for (name, e) in table.into_iter().flatten() {
            let entry = Name("concept", &name);
            let class = match &e.class {
                None => None,
                Some(class) => Some(
                    self.lexicon
                        .nouns
                        .iter()
                        .position(|c| c.name == **class)
                        .ok_or_else(|| self.error(entry, &format!("no noun class is called `{}`", &**class)))?
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

    pub(super) fn modes(
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
            self.lexicon.reporting.push(Reporting { counts: e.counts, others: e.others });
            self.phrases(&e.words, By::Stem, sense);
            self.phrases(&e.forms, By::Surface, sense);
            self.examples(Name("reporting", &id), &[sense], e.reads, e.ignores);
        }
        Ok(())
    }

    pub(super) fn scopes(
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
            self.lexicon.partitions.push(Partition { by: e.by.to_string() });
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

    pub(super) fn offices(&mut self, table: Table<'_, OfficeEntry<'_>>) -> Result<(), PackError> {
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

    pub(super) fn checks(&mut self, table: Table<'_, CheckEntry<'_>>) -> Result<(), PackError> {
        for (id, e) in table.into_iter().flatten() {
            let entry = Name("check", &id);
            let does = e.does.ok_or_else(|| self.error(entry, "`does` is missing"))?;
            self.phrases(&e.words, if does.inflects() { By::Stem } else { By::Surface }, Sense::Check(does));
            self.examples(entry, &[Sense::Check(does)], e.reads, e.ignores);
        }
        Ok(())
    }

    pub(super) fn beside(&mut self, table: Table<'_, BesideEntry<'_>>) -> Result<(), PackError> {
        for (id, e) in table.into_iter().flatten() {
            let entry = Name("beside", &id);
            let does = e.does.ok_or_else(|| self.error(entry, "`does` is missing"))?;
            self.phrases(&e.words, By::Surface, Sense::Beside(does));
            self.examples(entry, &[Sense::Beside(does)], e.reads, e.ignores);
        }
        Ok(())
    }

    pub(super) fn speech(
        &mut self,
        contraction: Table<'_, ContractionEntry<'_>>,
        spelling: Table<'_, SpellingEntry<'_>>,
    ) {
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

    pub(super) fn kinship(&mut self, synonym: Table<'_, WordsEntry<'_>>, family: Table<'_, WordsEntry<'_>>) {
        for (id, e) in synonym.into_iter().flatten() {
            let sense = Sense::Synonym(self.lexicon.synonyms as u16);
            self.lexicon.synonyms += 1;
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

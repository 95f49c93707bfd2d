//! The schema of packs. Any pack file may hold any table; unknown keys are errors. It is the only one: what
//! packs of newsrooms are held to is asked of these types ([`shape`](super::shape)).

use super::numerals::{HedgeKind, NumeralKind};
use super::texts::{Entries, Text};
use super::units::Dimension;
use super::vocabulary::{BesideWord, ChangeKind, Direction, Ending, ModeReach, OfficeWord, VerbForm, Weights};
use super::{CalendarWord, CheckWord, DayRule, Thresholds};
use serde::Deserialize;

/// A table of entries, by id.
pub(super) type Table<'a, T> = Option<Entries<'a, T>>;
/// Words and phrases.
pub(super) type Texts<'a> = Vec<Text<'a>>;

/// Texts that outlive their pack.
pub(super) fn owned(texts: Texts<'_>) -> Vec<String> {
    texts.into_iter().map(String::from).collect()
}

macro_rules! text {
    ($(#[$doc:meta])* $name:ident, $told:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Default, Deserialize)]
        #[serde(rename = $told, bound(deserialize = "'de: 'a"))]
        pub(super) struct $name<'a>(Text<'a>);

        impl std::ops::Deref for $name<'_> {
            type Target = str;

            fn deref(&self) -> &str {
                &self.0
            }
        }
    };
}

text!(
    /// A decimal number: `"0.01"`.
    Number, "decimal"
);
text!(
    /// A decimal number above zero, or a fraction of two: `"5/9"`.
    Ratio, "ratio"
);
text!(
    /// The name of a noun class.
    ClassName, "class"
);
text!(
    /// A text that its entry cannot be without.
    Needed, "needed"
);

/// A pack file.
#[derive(Deserialize, Default)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default, bound(deserialize = "'de: 'a"))]
pub(super) struct Pack<'a> {
    pub(super) persons: Option<String>,
    pub(super) function: Table<'a, FunctionEntry<'a>>,
    pub(super) numeral: Table<'a, NumeralEntry<'a>>,
    pub(super) hedge: Table<'a, HedgeEntry<'a>>,
    pub(super) unit: Table<'a, UnitEntry<'a>>,
    pub(super) currency: Table<'a, CurrencyEntry<'a>>,
    pub(super) calendar: Table<'a, CalendarEntry<'a>>,
    pub(super) named_day: Table<'a, NamedDayEntry<'a>>,
    pub(super) concept: Table<'a, ConceptEntry<'a>>,
    pub(super) noun_class: Table<'a, NounClassEntry<'a>>,
    pub(super) mode: Table<'a, ModeEntry<'a>>,
    pub(super) change: Table<'a, ChangeEntry<'a>>,
    pub(super) reporting: Table<'a, ReportingEntry<'a>>,
    pub(super) switch: Table<'a, NamedEntry<'a>>,
    pub(super) partition: Table<'a, PartitionEntry<'a>>,
    pub(super) no_claim: Table<'a, NoClaimEntry<'a>>,
    pub(super) synonym: Table<'a, WordsEntry<'a>>,
    pub(super) family: Table<'a, WordsEntry<'a>>,
    pub(super) irregular: Table<'a, IrregularEntry<'a>>,
    pub(super) verb: Table<'a, VerbEntry<'a>>,
    pub(super) adjective: Table<'a, WordsEntry<'a>>,
    pub(super) ending: Table<'a, EndingEntry<'a>>,
    pub(super) abbreviation: Table<'a, WordsEntry<'a>>,
    pub(super) honorific: Table<'a, WordsEntry<'a>>,
    pub(super) office: Table<'a, OfficeEntry<'a>>,
    pub(super) check: Table<'a, CheckEntry<'a>>,
    pub(super) beside: Table<'a, BesideEntry<'a>>,
    pub(super) demonyms: Option<Texts<'a>>,
    pub(super) countries: Option<Texts<'a>>,
    pub(super) first_names: Option<Texts<'a>>,
    pub(super) contraction: Table<'a, ContractionEntry<'a>>,
    pub(super) spelling: Table<'a, SpellingEntry<'a>>,
    pub(super) weights: Option<Weights>,
    pub(super) thresholds: Option<Thresholds>,
}

macro_rules! entry {
    ($(#[$doc:meta])* $name:ident<$life:lifetime> { $($field:ident : $type:ty),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Deserialize)]
        #[serde(rename_all = "kebab-case", deny_unknown_fields, bound(deserialize = "'de: 'a"))]
        pub(super) struct $name<$life> {
            $(#[serde(default)] pub(super) $field: $type,)*
            #[serde(default)] pub(super) reads: Texts<$life>,
            #[serde(default)] pub(super) ignores: Texts<$life>,
        }
    };
}

entry!(FunctionEntry<'a> { words: Texts<'a> });
entry!(WordsEntry<'a> { words: Texts<'a> });
entry!(NamedEntry<'a> { words: Texts<'a>, name: Text<'a> });
entry!(PartitionEntry<'a> { words: Texts<'a>, by: Needed<'a> });
entry!(NoClaimEntry<'a> { before: Texts<'a>, after: Texts<'a>, whole: Texts<'a>, name: Option<Text<'a>> });
entry!(NumeralEntry<'a> {
    words: Texts<'a>, kind: Option<NumeralKind>, value: Number<'a>, values: Entries<'a, Number<'a>>,
    literal: Option<(Number<'a>, Number<'a>)>, intended: Option<(Number<'a>, Number<'a>)>, persons: bool, after_digits: bool, money: bool,
});
entry!(HedgeEntry<'a> { before: Texts<'a>, after: Texts<'a>, verbs: Texts<'a>, bare: bool, kind: Option<HedgeKind> });
entry!(UnitEntry<'a> {
    words: Texts<'a>, before: Texts<'a>, abbreviations: Texts<'a>, name: Text<'a>, ucum: Needed<'a>,
    dimension: Option<Dimension>, factor: Ratio<'a>, offset: Number<'a>, within: Number<'a>, glued: Texts<'a>,
    behind: Texts<'a>, marks: Texts<'a>, beside: Texts<'a>, parts: Texts<'a>,
});
entry!(CurrencyEntry<'a> { words: Texts<'a>, glued: Texts<'a>, prefix: Texts<'a>, codes: Texts<'a>, iso: Needed<'a>, minor: Option<Number<'a>>, also: Texts<'a> });
entry!(CalendarEntry<'a> { words: Texts<'a>, capital: bool, is: Option<CalendarWord> });
entry!(NamedDayEntry<'a> { words: Texts<'a>, name: Needed<'a>, rule: Option<DayRule> });
entry!(ConceptEntry<'a> {
    class: Option<ClassName<'a>>, object_verbs: Texts<'a>, subject_verbs: Texts<'a>, nouns: Texts<'a>,
    persons: Texts<'a>, adjectives: Texts<'a>, noun_forms: Texts<'a>, not_terms: Texts<'a>,
});
entry!(NounClassEntry<'a> { general: Texts<'a>, nouns: Texts<'a>, forms: Texts<'a>, place: bool });
entry!(ModeEntry<'a> { words: Texts<'a>, forms: Texts<'a>, name: Text<'a>, asserts: bool, ahead: bool, reach: Option<ModeReach> });
entry!(ChangeEntry<'a> { words: Texts<'a>, direction: Option<Direction>, kind: Option<ChangeKind> });
entry!(ReportingEntry<'a> { words: Texts<'a>, forms: Texts<'a>, counts: bool, others: bool });
entry!(IrregularEntry<'a> { forms: Entries<'a, Texts<'a>> });
entry!(EndingEntry<'a> { words: Texts<'a>, of: Option<Ending> });
entry!(OfficeEntry<'a> { words: Texts<'a>, does: Option<OfficeWord> });
entry!(CheckEntry<'a> { words: Texts<'a>, does: Option<CheckWord> });
entry!(BesideEntry<'a> { words: Texts<'a>, does: Option<BesideWord> });
entry!(ContractionEntry<'a> { endings: Texts<'a>, words: Texts<'a>, full: Texts<'a> });
entry!(SpellingEntry<'a> { endings: Vec<(Text<'a>, Text<'a>)>, stems: Vec<(Text<'a>, Text<'a>)>, words: Texts<'a> });
entry!(VerbEntry<'a> { words: Texts<'a>, form: Option<VerbForm> });

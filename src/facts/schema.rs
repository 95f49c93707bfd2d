//! The keys and forms of a facts file, as tables: what a fact may hold, what marks its form.

#![allow(clippy::indexing_slicing, reason = "the table of forms is a constant and not empty")]

/// The forms of a fact; each fact has exactly one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// `says`, or a one-line sentence.
    Sentence,
    /// `about` and `value`.
    Value,
    /// `about` and `series`.
    Series,
    /// `role` and `holder`.
    Office,
    /// `about` and `is`.
    Name,
    /// `speaker` and `quote`.
    Quote,
    /// `person` or `entity`, with dates.
    Life,
}

/// A form and what it needs.
pub(super) struct FormRow {
    /// Which.
    pub form: Form,
    /// The keys that it cannot be without; alternatives in one entry.
    pub needs: &'static [&'static [&'static str]],
    /// What messages call it.
    pub name: &'static str,
}

/// Every form.
pub(super) const FORMS: &[FormRow] = &[
    FormRow { form: Form::Sentence, needs: &[&["says"]], name: "`says`" },
    FormRow { form: Form::Value, needs: &[&["about"], &["value"]], name: "`about` and `value`" },
    FormRow { form: Form::Series, needs: &[&["about"], &["series"]], name: "`about` and `series`" },
    FormRow { form: Form::Office, needs: &[&["role"], &["holder"]], name: "`role` and `holder`" },
    FormRow { form: Form::Name, needs: &[&["about"], &["is"]], name: "`about` and `is`" },
    FormRow { form: Form::Quote, needs: &[&["speaker"], &["quote"]], name: "`speaker` and `quote`" },
    FormRow {
        form: Form::Life,
        needs: &[&["person", "entity"], &["born", "died", "founded", "dissolved"]],
        name: "`person` or `entity` with its dates",
    },
];

/// What a key holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// Text.
    Text,
    /// A term or a list of terms.
    Terms,
    /// One term.
    Term,
    /// A value by the grammar of drafts, a number or a date.
    Value,
    /// A list of values with dates.
    Series,
    /// A day.
    Day,
    /// A date or period.
    When,
    /// A percentage or number.
    Tolerance,
    /// `error`, `warning` or `note`.
    Severity,
    /// `true` or `false`.
    Flag,
    /// A length of time.
    Span,
    /// Text or a list of texts.
    Texts,
}

/// A key of a fact.
pub(super) struct KeyRow {
    /// Its name.
    pub name: &'static str,
    /// The forms that may have it; any when empty.
    pub forms: &'static [Form],
    /// It tells the form.
    pub marks: bool,
    /// What it holds.
    pub holds: Holds,
}

const fn any(name: &'static str, holds: Holds) -> KeyRow {
    KeyRow { name, forms: &[], marks: false, holds }
}

const fn mark(name: &'static str, form: &'static [Form], holds: Holds) -> KeyRow {
    KeyRow { name, forms: form, marks: true, holds }
}

/// Every key of a fact.
pub(super) const KEYS: &[KeyRow] = &[
    mark("says", &[Form::Sentence], Holds::Text),
    mark("part", &[Form::Sentence], Holds::Text),
    KeyRow { name: "about", forms: &[Form::Value, Form::Series, Form::Name], marks: false, holds: Holds::Terms },
    mark("value", &[Form::Value], Holds::Value),
    mark("series", &[Form::Series], Holds::Series),
    mark("role", &[Form::Office], Holds::Text),
    mark("holder", &[Form::Office], Holds::Text),
    mark("from", &[Form::Office], Holds::When),
    mark("until", &[Form::Office], Holds::When),
    mark("is", &[Form::Name], Holds::Text),
    mark("not", &[Form::Name], Holds::Texts),
    mark("speaker", &[Form::Quote], Holds::Text),
    mark("quote", &[Form::Quote], Holds::Text),
    mark("person", &[Form::Life], Holds::Text),
    mark("entity", &[Form::Life], Holds::Text),
    mark("born", &[Form::Life], Holds::When),
    mark("died", &[Form::Life], Holds::When),
    mark("founded", &[Form::Life], Holds::When),
    mark("dissolved", &[Form::Life], Holds::When),
    any("unless", Holds::Terms),
    any("unit", Holds::Text),
    any("tolerance", Holds::Tolerance),
    any("when", Holds::When),
    any("as-of", Holds::Day),
    any("source", Holds::Text),
    any("url", Holds::Text),
    any("note", Holds::Text),
    any("by", Holds::Term),
    any("severity", Holds::Severity),
    any("required", Holds::Flag),
    any("stale-after", Holds::Span),
];

/// Keys at the top of a file.
pub(super) const TOP: &[&str] = &["date", "subject", "include", "defaults", "names", "facts"];

/// The row of a key.
pub(super) fn key(name: &str) -> Option<&'static KeyRow> {
    KEYS.iter().find(|k| k.name == name)
}

/// The row of a form.
pub(super) fn form(form: Form) -> &'static FormRow {
    FORMS.iter().find(|f| f.form == form).unwrap_or(&FORMS[0])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::strict::nearest;

    #[test]
    fn every_form_needs_known_keys_of_its_own() {
        for row in FORMS {
            for name in row.needs.iter().flat_map(|n| n.iter()) {
                let key = key(name).expect("a needed key is a key");
                assert!(key.forms.contains(&row.form), "{name} belongs to {}", row.name);
            }
            assert!(super::form(row.form).form == row.form);
        }
    }

    #[test]
    fn a_slip_of_the_pen_is_told_from_another_word() {
        let keys = || KEYS.iter().map(|k| k.name);
        for (slip, meant) in
            [("valeu", "value"), ("asof", "as-of"), ("sorce", "source"), ("About", "about"), ("tolerence", "tolerance")]
        {
            assert_eq!(nearest(slip, keys()), Some(meant), "{slip}");
        }
        assert_eq!(nearest("colour", keys()), None);
    }
}

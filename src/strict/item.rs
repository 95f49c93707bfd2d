//! The tree of a file, alike for TOML and for inline JSON, every node with its stretch of text.

use std::borrow::Cow;
use std::ops::Range;
use toml::Spanned;
use toml::de::DeValue;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// A value of the tree.
#[derive(Debug, Clone)]
pub(crate) struct Item<'a> {
    /// Where it stands, quotes included.
    pub span: Range<usize>,
    /// What it is.
    pub raw: Raw<'a>,
}

/// What a value is.
#[derive(Debug, Clone)]
pub(crate) enum Raw<'a> {
    /// A string, unescaped.
    Text(Cow<'a, str>),
    /// A number by its source text, without underscores: exact.
    Number(Cow<'a, str>),
    /// True or false.
    Flag(bool),
    /// A native date, time or both, in RFC 3339 form.
    Time(String),
    /// A list.
    List(Vec<Item<'a>>),
    /// A table.
    Table(Vec<Entry<'a>>),
    /// JSON's null.
    Null,
    /// Something whose syntax is wrong, which is told elsewhere.
    Broken,
}

/// An entry of a table.
#[derive(Debug, Clone)]
pub(crate) struct Entry<'a> {
    /// The key.
    pub key: Cow<'a, str>,
    /// Where the key stands.
    pub at: Range<usize>,
    /// What it holds.
    pub item: Item<'a>,
}

impl Raw<'_> {
    /// What a message calls it.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Number(_) => "a number",
            Self::Flag(_) => "true or false",
            Self::Time(_) => "a date or time",
            Self::List(_) => "a list",
            Self::Table(_) => "a table",
            Self::Null => "null",
            Self::Broken => "something unreadable",
        }
    }
}

/// A text with its accents and letters as one character each (NFC), as in the prose of a document.
pub(crate) fn composed(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return text;
    }
    Cow::Owned(text.nfc().collect())
}

/// The tree of a TOML value in a piece of a file that begins at `base`. `broken` says whether a syntax
/// error stands beside a stretch of the file.
pub(crate) fn toml<'a>(value: Spanned<DeValue<'a>>, base: usize, broken: &dyn Fn(&Range<usize>) -> bool) -> Item<'a> {
    let shift = |span: Range<usize>| span.start + base..span.end + base;
    let span = shift(value.span());
    let raw = match value.into_inner() {
        DeValue::Table(table) => Raw::Table(
            table
                .into_iter()
                .map(|(key, value)| {
                    let at = shift(key.span());
                    Entry { key: composed(key.into_inner()), at, item: toml(value, base, broken) }
                })
                .collect(),
        ),
        _ if broken(&span) => Raw::Broken,
        DeValue::String(text) => Raw::Text(composed(text)),
        DeValue::Integer(n) if n.radix() == 10 => Raw::Number(Cow::Owned(n.as_str().to_owned())),
        DeValue::Integer(n) => {
            // What no i128 holds is no figure of a draft; the reader of values says so.
            let number =
                i128::from_str_radix(n.as_str(), n.radix()).map_or_else(|_| String::from("?"), |n| n.to_string());
            Raw::Number(Cow::Owned(number))
        }
        DeValue::Float(n) => Raw::Number(Cow::Owned(n.as_str().to_owned())),
        DeValue::Boolean(flag) => Raw::Flag(flag),
        DeValue::Datetime(time) if time.date.is_none() && time.time.is_none() => Raw::Broken,
        DeValue::Datetime(time) => Raw::Time(time.to_string()),
        DeValue::Array(list) => Raw::List(list.into_iter().map(|v| toml(v, base, broken)).collect()),
    };
    Item { span, raw }
}

/// The tree of a JSON value, written out into `text` so that complaints have something to show.
pub(crate) fn json(value: &serde_json::Value, text: &mut String) -> Item<'static> {
    use serde_json::Value as Json;
    let start = text.len();
    let quoted = |s: &str| Json::String(s.to_owned()).to_string();
    let raw = match value {
        Json::Null => {
            text.push_str("null");
            Raw::Null
        }
        Json::Bool(flag) => {
            text.push_str(if *flag { "true" } else { "false" });
            Raw::Flag(*flag)
        }
        Json::Number(number) => {
            let number = number.to_string();
            text.push_str(&number);
            Raw::Number(Cow::Owned(number))
        }
        Json::String(s) => {
            text.push_str(&quoted(s));
            Raw::Text(composed(Cow::Owned(s.clone())))
        }
        Json::Array(list) => {
            text.push('[');
            let mut items = Vec::with_capacity(list.len());
            for (i, value) in list.iter().enumerate() {
                text.push_str(if i == 0 { "" } else { ", " });
                items.push(json(value, text));
            }
            text.push(']');
            Raw::List(items)
        }
        Json::Object(map) => {
            text.push('{');
            let mut entries = Vec::with_capacity(map.len());
            for (i, (key, value)) in map.iter().enumerate() {
                text.push_str(if i == 0 { "" } else { ", " });
                let at = text.len();
                text.push_str(&quoted(key));
                let at = at..text.len();
                text.push_str(": ");
                entries.push(Entry { key: composed(Cow::Owned(key.clone())), at, item: json(value, text) });
            }
            text.push('}');
            Raw::Table(entries)
        }
    };
    Item { span: start..text.len(), raw }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_written_out_with_every_value_in_its_place() {
        let value = serde_json::json!({"id": "a", "value": 0.1, "about": ["x", "y\n"]});
        let mut text = String::new();
        let Raw::Table(entries) = json(&value, &mut text).raw else { panic!("an object is a table") };
        for entry in entries {
            let slice = &text[entry.item.span.clone()];
            match entry.item.raw {
                Raw::Number(n) => assert_eq!(slice, n),
                Raw::List(_) => assert_eq!(slice, "[\"x\", \"y\\n\"]"),
                _ => assert_eq!(slice, "\"a\""),
            }
            assert!(text[entry.at].starts_with('"'));
        }
    }
}

//! The tree of a file, alike for TOML and for inline JSON, every node with its stretch of text.

use super::source::Source;
use super::syntax::Faults;
use super::{Complaint, Severity};
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

/// Makes the tree of TOML values in a piece of a file.
pub(crate) struct Tree<'s, 'f> {
    source: &'s Source<'s>,
    faults: &'f Faults,
    /// Where the piece begins.
    base: usize,
    /// Numbers without digits of TOML, which the parser lets pass (`0x`).
    odd: Vec<Range<usize>>,
}

impl<'s, 'f> Tree<'s, 'f> {
    /// Of a piece of this file that begins at `base`, whose syntax is wrong in these places.
    pub(crate) fn new(source: &'s Source<'s>, faults: &'f Faults, base: usize) -> Self {
        Self { source, faults, base, odd: Vec::new() }
    }

    /// The tree of a value.
    pub(crate) fn item<'a>(&mut self, value: Spanned<DeValue<'a>>) -> Item<'a> {
        let span = value.span();
        let span = span.start + self.base..span.end + self.base;
        let raw = match value.into_inner() {
            DeValue::Table(table) => Raw::Table(table.into_iter().map(|(key, value)| self.entry(key, value)).collect()),
            _ if self.faults.beside(self.source, &span) => Raw::Broken,
            DeValue::String(text) => Raw::Text(composed(text)),
            DeValue::Integer(n) if !has_digits(n.as_str(), n.radix()) || !self.source.slice(&span).is_ascii() => {
                self.odd.push(span.clone());
                Raw::Broken
            }
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
            DeValue::Array(list) => Raw::List(list.into_iter().map(|v| self.item(v)).collect()),
        };
        Item { span, raw }
    }

    /// An entry of a table.
    pub(crate) fn entry<'a>(&mut self, key: Spanned<Cow<'a, str>>, value: Spanned<DeValue<'a>>) -> Entry<'a> {
        let span = key.span();
        let at = span.start + self.base..span.end + self.base;
        Entry { key: composed(key.into_inner()), at, item: self.item(value) }
    }

    /// What is told of the numbers that are none.
    pub(crate) fn finish(self) -> Vec<Complaint> {
        let told = |span: &Range<usize>| {
            let message = format!("not TOML: `{}` is no number", self.source.slice(span));
            let help = "a number is written 6116, -12 or 12.5".to_owned();
            self.source.complain(Severity::Error, "toml-syntax", span, message, Some(help))
        };
        self.odd.iter().map(told).collect()
    }
}

/// Whether a number is made of the digits of its base, behind its sign.
fn has_digits(number: &str, radix: u32) -> bool {
    let digits = number.strip_prefix(['+', '-']).unwrap_or(number);
    !digits.is_empty() && digits.chars().all(|c| c.is_digit(radix))
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

//! `factlint config`: the settings of a draft and where each comes from, for people and programs.

use super::clean::Clean;
use super::guard::guarded_json_pretty;
use super::page::{Ink, Page};
use crate::strict::Place;
use serde_json::{Map, Value, json};
use std::io::{self, Write};

/// Where a setting comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whence {
    /// An option of the command line.
    Flag(&'static str),
    /// The draft's front matter.
    Front(Place),
    /// A `factlint.toml`.
    Configuration(Place),
    /// The draft's name.
    Name,
    /// The draft's text.
    Text,
    /// A file that is named after the draft and lies beside it.
    Beside,
    /// The nearest `facts.toml` upwards.
    Above,
    /// The facts that hold for the draft.
    Facts,
    /// Nobody has said anything.
    Default,
}

/// A setting: its name, and each of its values with where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// The name, as `factlint.toml` has it where it can.
    pub name: &'static str,
    /// Its values; none where nothing is set.
    pub values: Vec<(String, Whence)>,
    /// What is said to people where there are none.
    pub none: &'static str,
}

/// The settings of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The draft.
    pub draft: String,
    /// Whether `exclude` names it.
    pub excluded: bool,
    /// The `factlint.toml` that hold for it, the nearest first.
    pub configurations: Vec<String>,
    /// The settings.
    pub settings: Vec<Setting>,
}

impl Whence {
    fn word(&self) -> &'static str {
        match self {
            Self::Flag(_) => "flag",
            Self::Front(_) => "front-matter",
            Self::Configuration(_) => "configuration",
            Self::Name => "name",
            Self::Text => "text",
            Self::Beside => "beside",
            Self::Above => "above",
            Self::Facts => "facts",
            Self::Default => "default",
        }
    }

    fn told(&self) -> String {
        match self {
            Self::Flag(flag) => (*flag).to_owned(),
            Self::Front(place) => format!("front matter, {}:{}:{}", place.file, place.line, place.column),
            Self::Configuration(place) => format!("{}:{}:{}", place.file, place.line, place.column),
            Self::Name => String::from("the draft's name"),
            Self::Text => String::from("the draft's text"),
            Self::Beside => String::from("beside the draft"),
            Self::Above => String::from("the nearest facts.toml upwards"),
            Self::Facts => String::from("`date` of the facts"),
            Self::Default => String::from("default"),
        }
    }

    fn json(&self, value: &str) -> Value {
        let mut out = json!({"value": value, "from": self.word()});
        let more = match self {
            Self::Flag(flag) => json!({"flag": flag}),
            Self::Front(place) | Self::Configuration(place) => {
                json!({"file": place.file, "line": place.line, "column": place.column})
            }
            _ => return out,
        };
        if let (Some(out), Value::Object(more)) = (out.as_object_mut(), more) {
            out.extend(more);
        }
        out
    }
}

/// Values wider than this do not move the others.
const WIDEST: usize = 40;

/// The settings for people, a value a line.
///
/// # Errors
/// When the sink cannot be written.
pub fn settings(out: &mut dyn Write, told: &Settings, width: usize, color: bool) -> io::Result<()> {
    let mut page = Page::new(out, width, color);
    let names = told.settings.iter().map(|s| s.name.len()).max().unwrap_or(0) + 2;
    let values = told.settings.iter().flat_map(|s| s.values.iter().map(|(value, _)| value.as_str()).chain([s.none]));
    let widths = values.map(|value| Clean::flow(value).width());
    let column = widths.filter(|width| *width <= WIDEST).max().unwrap_or(0) + 2;
    page.line(0, &[(Ink::Strong, &Clean::line(&told.draft))])?;
    page.blank()?;
    for setting in &told.settings {
        let name = Clean::line(&format!("{:names$}", setting.name));
        let none = [(setting.none.to_owned(), Whence::Default)];
        let set = if setting.values.is_empty() { &none[..] } else { &setting.values };
        let blank = Clean::line(&" ".repeat(names));
        for (at, (value, from)) in set.iter().enumerate() {
            let value = Clean::flow(value);
            let gap = Clean::line(&" ".repeat(column.saturating_sub(value.width()).max(2)));
            let head = [
                (Ink::Faint, if at == 0 { &name } else { &blank }),
                (if setting.values.is_empty() { Ink::Faint } else { Ink::Plain }, &value),
                (Ink::Plain, &gap),
            ];
            page.text(&head, Ink::Faint, &Clean::flow(&from.told()), names + 2)?;
        }
    }
    page.blank()?;
    let read = match told.configurations.as_slice() {
        [] => String::from("Configuration: none"),
        [only] => format!("Configuration: {only}"),
        some => format!("Configuration, the nearest first: {}", some.join(", ")),
    };
    page.text(&[], Ink::Plain, &Clean::flow(&read), 2)?;
    if told.excluded {
        let left = "`exclude` names this draft: it is left out where its folder is checked, and with --force-exclude.";
        page.text(&[], Ink::Doubtful, &Clean::flow(left), 2)?;
    }
    page.flush()
}

/// The settings for programs.
///
/// # Errors
/// When the sink cannot be written.
pub fn settings_json(out: &mut dyn Write, told: &Settings) -> io::Result<()> {
    let settings: Map<String, Value> = told
        .settings
        .iter()
        .map(|s| (s.name.to_owned(), s.values.iter().map(|(value, from)| from.json(value)).collect()))
        .collect();
    let document = json!({
        "version": 1, "draft": told.draft, "excluded": told.excluded, "configurations": told.configurations,
        "settings": settings,
    });
    guarded_json_pretty(out, &document)
}

//! The pages of `explain NAME`: what each rule and each complaint is about. One source for the command and for
//! docs/rules.md: the checks tell of themselves, all else stands in rules/explain.toml.

use crate::checks::Rule;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::io::{self, Write};

const TEXTS: &str = include_str!("../../../rules/explain.toml");

/// What a page is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Of {
    /// A rule of drafts that facts decide.
    Rule,
    /// A check of drafts that needs no facts.
    Check,
    /// A mistake in a facts file, or in a configuration.
    Error,
    /// Something in a facts file that was left out or looks wrong.
    Warning,
    /// What `factlint facts` finds where facts are held against each other.
    Facts,
    /// A mistake in factlint.toml.
    Configuration,
    /// A mistake in a rule pack.
    Pack,
}

/// A page.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its name, in findings and complaints.
    #[serde(skip)]
    pub name: String,
    /// What it is of.
    pub kind: Of,
    /// What it finds.
    pub what: String,
    /// Why, and when it speaks.
    pub why: String,
    /// An example of which it speaks.
    pub fails: String,
    /// One that only looks like it, or is mended.
    pub passes: String,
    /// How to switch it off.
    pub off: Option<String>,
}

/// All pages: the rules of drafts, the checks, the complaints; by name within each.
///
/// # Errors
/// Where the texts that are compiled in are broken.
pub fn all() -> Result<Vec<Entry>, String> {
    let texts: BTreeMap<String, Entry> = toml::from_str(TEXTS).map_err(|e| e.to_string())?;
    let mut out: Vec<Entry> = texts.into_iter().map(|(name, entry)| Entry { name, ..entry }).collect();
    out.extend(Rule::ALL.iter().map(|rule| check(*rule)));
    // The checks keep the order in which they are listed.
    out.sort_by_key(|e| match e.kind {
        Of::Rule => 0,
        Of::Check => 1,
        Of::Error => 2,
        Of::Warning => 3,
        Of::Facts => 4,
        Of::Configuration => 5,
        Of::Pack => 6,
    });
    Ok(out)
}

fn check(rule: Rule) -> Entry {
    let (name, told) = (rule.name(), rule.explained());
    Entry {
        name: name.to_owned(),
        kind: Of::Check,
        what: told.finds.to_owned(),
        why: told.when.to_owned(),
        fails: told.fires.to_owned(),
        passes: told.silent.to_owned(),
        off: Some(format!(
            "Off for a run with `--disable {name}`, for a desk with `disable = [\"{name}\"]` in factlint.toml;\n\
             under `[severity]` there, `{name} = \"warning\"` or `\"note\"` makes it weigh less."
        )),
    }
}

/// The names of all that has a page and is near this one, the nearest first.
#[must_use]
pub fn near<'e>(name: &str, entries: &'e [Entry]) -> Vec<&'e str> {
    let name = name.to_lowercase();
    let allowed = (name.chars().count() / 3).max(1);
    let far = |e: &Entry| {
        let inside = name.len() >= 4 && (e.name.contains(&name) || name.contains(&e.name));
        if inside { 0 } else { strsim::osa_distance(&name, &e.name) }
    };
    let mut found: Vec<(usize, &str)> = entries.iter().map(|e| (far(e), e.name.as_str())).collect();
    found.retain(|(far, _)| *far <= allowed);
    found.sort_unstable();
    found.into_iter().take(3).map(|(_, name)| name).collect()
}

impl Entry {
    fn heading(&self) -> &'static str {
        match self.kind {
            Of::Rule => "Rules that hold a draft to facts",
            Of::Check => "Checks that need no facts",
            Of::Error => "Errors of facts files: the run cannot be made",
            Of::Warning => "Warnings about facts files: the other facts count",
            Of::Facts => "What `factlint facts` finds in facts that are read without a mistake",
            Of::Configuration => "Complaints about factlint.toml",
            Of::Pack => "Complaints about rule packs",
        }
    }

    fn labels(&self) -> (&'static str, &'static str) {
        if self.kind == Of::Check { ("speaks of", "silent on") } else { ("fails", "passes") }
    }

    fn off(&self) -> &str {
        self.off.as_deref().unwrap_or("It cannot be switched off: mend the file.")
    }

    /// Writes the page.
    ///
    /// # Errors
    /// When the sink cannot be written.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}: {}\n\n{}\n", self.name, self.what, self.why)?;
        let (fails, passes) = self.labels();
        for (label, text) in [(fails, &self.fails), (passes, &self.passes)] {
            for (index, line) in text.lines().enumerate() {
                let line = format!("  {:<12}{line}", if index == 0 { label } else { "" });
                writeln!(out, "{}", line.trim_end())?;
            }
            // Examples of several lines stand apart.
            if text.contains('\n') && label == fails {
                writeln!(out)?;
            }
        }
        writeln!(out, "\n{}", self.off())
    }
}

/// Writes the list of all pages.
///
/// # Errors
/// When the sink cannot be written.
pub fn list(out: &mut dyn Write, entries: &[Entry]) -> io::Result<()> {
    let width = entries.iter().map(|e| e.name.len()).max().unwrap_or(0);
    let mut heading = "";
    for entry in entries {
        if entry.heading() != heading {
            let gap = if heading.is_empty() { "" } else { "\n" };
            heading = entry.heading();
            writeln!(out, "{gap}{heading}\n")?;
        }
        writeln!(out, "  {:<width$}  {}", entry.name, entry.what)?;
    }
    writeln!(
        out,
        "\n`factlint explain NAME` tells more of one, `factlint explain DRAFT:LINE` why a claim got its verdict."
    )
}

/// Writes all pages as Markdown: docs/rules.md.
///
/// # Errors
/// When the sink cannot be written.
pub fn markdown(out: &mut dyn Write, entries: &[Entry]) -> io::Result<()> {
    writeln!(out, "# Rules and complaints\n")?;
    writeln!(out, "Made by `factlint explain --format markdown`; `factlint explain NAME` tells the same of one.")?;
    let mut heading = "";
    for entry in entries {
        if entry.heading() != heading {
            heading = entry.heading();
            writeln!(out, "\n## {heading}")?;
        }
        let (fails, passes) = entry.labels();
        writeln!(out, "\n### `{}`\n\n{}\n\n{}", entry.name, entry.what, entry.why)?;
        for (label, text) in [(fails, &entry.fails), (passes, &entry.passes)] {
            writeln!(out, "\n{label}:\n\n```text\n{text}\n```")?;
        }
        writeln!(out, "\n{}", entry.off())?;
    }
    Ok(())
}

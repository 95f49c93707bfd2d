//! `--format json`: one document.

use super::super::guard::{Bracket, Guarded};
use super::super::value::FindingJson;
use super::{Impact, Tally};
use crate::impact::{Change, Side, Turn};
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use std::io::{self, Write};

#[derive(Serialize)]
struct DocumentJson<'a> {
    version: u8,
    old: &'a str,
    new: &'a str,
    summary: SummaryJson,
    changes: Vec<ChangeJson<'a>>,
    drafts: Vec<DraftJson<'a>>,
}

#[derive(Serialize)]
struct SummaryJson {
    facts: usize,
    changes: usize,
    drafts: usize,
    unreadable: usize,
    struck: usize,
    failing: usize,
    fix: usize,
    #[serde(flatten)]
    turned: Counts,
}

#[derive(Serialize)]
struct ChangeJson<'a> {
    fact: Option<&'a str>,
    change: &'static str,
    old: Option<SideJson<'a>>,
    new: Option<SideJson<'a>>,
    differences: Vec<DifferenceJson<'a>>,
    turned: Counts,
}

#[derive(Serialize)]
struct SideJson<'a> {
    states: &'a str,
    about: &'a str,
    file: &'a str,
    line: usize,
}

#[derive(Serialize)]
struct DifferenceJson<'a> {
    key: &'static str,
    matter: &'static str,
    old: Option<&'a str>,
    new: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum DraftJson<'a> {
    Struck { path: &'a str, claims: Vec<ClaimJson<'a>> },
    Unread { path: &'a str, error: &'a str },
}

#[derive(Serialize)]
struct ClaimJson<'a> {
    turn: &'static str,
    fails: bool,
    fix: bool,
    ignored: bool,
    old: Option<FindingJson<'a>>,
    new: Option<FindingJson<'a>>,
    instead: Option<InsteadJson<'a>>,
}

/// Counts by the names of what claims turned into.
struct Counts(Tally);

impl Serialize for Counts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(Turn::ALL.len()))?;
        Turn::ALL.into_iter().try_for_each(|turn| map.serialize_entry(turn.name(), &self.0.of(turn)))?;
        map.end()
    }
}

/// What the fact says now that a claim agreed with.
#[derive(Serialize)]
struct InsteadJson<'a> {
    states: &'a str,
    suggestion: Option<&'a str>,
}

fn side(side: &Side) -> SideJson<'_> {
    SideJson { states: &side.states, about: &side.about, file: &side.place.file, line: side.place.line }
}

fn change<'a>(change: &'a Change, turned: Tally) -> ChangeJson<'a> {
    let differences = change.differences.iter().map(|d| DifferenceJson {
        key: d.key,
        matter: d.matter.name(),
        old: d.old.as_deref(),
        new: d.new.as_deref(),
    });
    ChangeJson {
        fact: change.fact.as_deref(),
        change: change.name(),
        old: change.old.as_ref().map(side),
        new: change.new.as_ref().map(side),
        differences: differences.collect(),
        turned: Counts(turned),
    }
}

/// Writes the document: `{"version": 1, "old": …, "new": …, "summary": {…}, "changes": […], "drafts": […]}`.
///
/// # Errors
/// When the sink cannot be written.
pub fn json(out: &mut dyn Write, impact: &Impact<'_>) -> io::Result<()> {
    let by_fact = impact.by_fact();
    let of = |c: &Change| c.fact.as_deref().and_then(|id| by_fact.get(id)).copied().unwrap_or_default();
    let struck = impact.struck.iter().map(|s| DraftJson::Struck {
        path: s.document.name(),
        claims: s
            .told
            .iter()
            .map(|t| ClaimJson {
                turn: t.turned.turn.name(),
                fails: t.fails,
                fix: t.fix,
                ignored: t.turned.ignored,
                old: t.turned.old.as_ref().map(|finding| FindingJson { finding, lexicon: s.lexicon }),
                new: t.turned.new.as_ref().map(|finding| FindingJson { finding, lexicon: s.lexicon }),
                instead: t
                    .turned
                    .instead
                    .as_ref()
                    .map(|i| InsteadJson { states: &i.states, suggestion: i.suggestion.as_deref() }),
            })
            .collect(),
    });
    let unread = impact.unreadable.iter().map(|(path, error)| DraftJson::Unread { path, error });
    let document = DocumentJson {
        version: 1,
        old: &impact.old,
        new: &impact.new,
        summary: SummaryJson {
            facts: impact.facts,
            changes: impact.changes.len(),
            drafts: impact.drafts,
            unreadable: impact.unreadable.len(),
            struck: impact.struck.len(),
            failing: impact.struck.iter().flat_map(|s| &s.told).filter(|t| t.fails).count(),
            fix: impact.mendable(),
            turned: Counts(impact.tally()),
        },
        changes: impact.changes.iter().map(|c| change(c, of(c))).collect(),
        drafts: struck.chain(unread).collect(),
    };
    let mut out = Guarded::new(out, Bracket::Json);
    serde_json::to_writer(&mut out, &document)?;
    out.write_all(b"\n")?;
    out.flush()
}

//! A file of the findings that were there when a desk began, or that it took on later. It is read strictly: what
//! cannot be read is no baseline, and never an empty one.

use crate::document::BOM;
use crate::strict::nearest;
use crate::verdict::{Finding, Fingerprint};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// The only form there is so far.
const VERSION: u32 = 1;

/// What a finding may come to.
const VERDICTS: [&str; 5] = ["match", "disagree", "ambiguous", "unchecked", "missing"];

/// Which draft a finding stands in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// A file, by its path from the folder of the baseline, with `/` between names; `-` is standard input.
    File(String),
    /// A line of JSON Lines, by its `id` as it stood there.
    Line(String),
}

/// One finding that is known, as the file has it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    draft: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    fingerprint: String,
    verdict: String,
    rule: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    fact: Option<String>,
    /// The words of the draft, for people.
    text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: u32,
    findings: Vec<Entry>,
}

/// What has become of an entry in this run.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Fate {
    /// Nothing yet.
    Open,
    /// Its finding is still there.
    Met,
    /// Its draft is gone, and the finding stands in this one.
    Moved(Place),
}

/// The findings that are known.
#[derive(Debug, Default)]
pub struct Baseline {
    entries: Vec<(Place, Entry, Fate)>,
    known: FxHashMap<Fingerprint, Vec<usize>>,
    /// Drafts that were read in this run, and for what.
    read: FxHashMap<Place, Asked>,
    /// What was found and is not known.
    fresh: Vec<(Place, Entry)>,
}

/// What a run looks for in a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// To what it is held.
    pub facts: HeldTo,
    /// The checks that are off, by name.
    pub off: Vec<&'static str>,
}

/// To what facts a draft is held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HeldTo {
    /// To none.
    Nothing,
    /// To those of its own line, and others.
    Own,
    /// To those with these ids.
    These(Rc<FxHashSet<String>>),
}

/// What a run would change in the baseline, and what it leaves alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// Findings that it does not have.
    pub new: usize,
    /// Entries whose finding was looked for and is no longer there.
    pub mended: usize,
    /// Entries of drafts that were not read, and are somewhere.
    pub unread: usize,
    /// Entries of drafts that are nowhere any more.
    pub gone: usize,
    /// Entries of facts that there are none of any more.
    pub factless: usize,
}

impl Baseline {
    /// Reads a baseline.
    ///
    /// # Errors
    /// When it is not such a file as [`write`](Self::write) makes, in one sentence.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.strip_prefix(BOM).unwrap_or(text);
        let file: File = serde_json::from_str(text).map_err(|e| {
            let conflict = text.lines().any(|line| line.starts_with("<<<<<<< "));
            if conflict { String::from("two versions of it are to be merged first") } else { e.to_string() }
        })?;
        if file.version != VERSION {
            return Err(format!("its version is {}, and this program reads version {VERSION}", file.version));
        }
        let mut baseline = Self::default();
        for (number, entry) in (1..).zip(file.findings) {
            let fingerprint = Fingerprint::parse(&entry.fingerprint)
                .ok_or_else(|| format!("finding {number}: `{}` is no fingerprint", entry.fingerprint))?;
            let place = match (&entry.draft, &entry.id) {
                (Some(draft), None) => Place::File(draft.clone()),
                (None, Some(id)) => Place::Line(id.clone()),
                _ => return Err(format!("finding {number}: it has either a `draft` or an `id`")),
            };
            if !VERDICTS.contains(&entry.verdict.as_str()) {
                let near = nearest(&entry.verdict, VERDICTS.into_iter());
                let help = near.map_or_else(|| VERDICTS.join(", "), |near| format!("did you mean `{near}`?"));
                return Err(format!("finding {number}: `{}` is no verdict: {help}", entry.verdict));
            }
            let twice = baseline.of(fingerprint, &place, &entry.verdict).is_some();
            if twice {
                return Err(format!("finding {number}: `{}` stands there twice", entry.fingerprint));
            }
            baseline.known.entry(fingerprint).or_default().push(baseline.entries.len());
            baseline.entries.push((place, entry, Fate::Open));
        }
        Ok(baseline)
    }

    /// Takes in a finding that is known.
    pub fn learn(&mut self, place: &Place, finding: &Finding) {
        if self.of(finding.fingerprint, place, finding.verdict.name()).is_none() {
            self.known.entry(finding.fingerprint).or_default().push(self.entries.len());
            self.entries.push((place.clone(), Entry::of(place, finding), Fate::Open));
        }
    }

    /// How many findings it knows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it knows none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Notes that a draft was read: entries of it that were looked for and stay unmet are mended.
    pub fn begin(&mut self, place: &Place, asked: Asked) {
        if !self.read.contains_key(place) {
            self.read.insert(place.clone(), asked);
        }
    }

    /// Whether a finding of this draft is known. One of a draft that was renamed is: no draft is at the old place,
    /// as `gone` tells, and no other finding has taken the entry.
    pub fn knows(&mut self, place: &Place, finding: &Finding, gone: &mut dyn FnMut(&str) -> bool) -> bool {
        let verdict = finding.verdict.name();
        if let Some(at) = self.of(finding.fingerprint, place, verdict) {
            if let Some((_, _, fate)) = self.entries.get_mut(at) {
                *fate = Fate::Met;
            }
            return true;
        }
        let others = self.known.get(&finding.fingerprint).map_or(&[][..], Vec::as_slice);
        for &at in others {
            if let Some((Place::File(old), entry, fate)) = self.entries.get_mut(at)
                && *fate == Fate::Open
                && entry.verdict == verdict
                && gone(old)
            {
                *fate = Fate::Moved(place.clone());
                return true;
            }
        }
        self.fresh.push((place.clone(), Entry::of(place, finding)));
        false
    }

    /// The entry of this finding.
    fn of(&self, fingerprint: Fingerprint, place: &Place, verdict: &str) -> Option<usize> {
        let mut at = self.known.get(&fingerprint)?.iter().copied();
        at.find(|&at| self.entries.get(at).is_some_and(|(p, e, _)| p == place && e.verdict == verdict))
    }

    /// What the drafts that were read change; `gone` says whether no draft is at a place any more.
    pub fn change(&self, gone: &mut dyn FnMut(&str) -> bool) -> Change {
        let mut change = Change { new: self.fresh.len(), mended: 0, unread: 0, gone: 0, factless: 0 };
        for (place, entry, fate) in &self.entries {
            if self.mended(place, entry, fate) {
                change.mended += 1;
            } else if self.factless(place, entry, fate) {
                change.factless += 1;
            } else if *fate == Fate::Open && !self.read.contains_key(place) {
                let gone = matches!(place, Place::File(path) if gone(path));
                *(if gone { &mut change.gone } else { &mut change.unread }) += 1;
            }
        }
        change
    }

    /// Whether the finding of an entry was looked for, and is no longer there.
    fn mended(&self, place: &Place, entry: &Entry, fate: &Fate) -> bool {
        let there = |fact: &String, facts: &HeldTo| match facts {
            HeldTo::Nothing => false,
            HeldTo::Own => true,
            HeldTo::These(ids) => ids.contains(fact),
        };
        let asked = |asked: &Asked| {
            entry.fact.as_ref().is_none_or(|fact| there(fact, &asked.facts))
                && !asked.off.contains(&entry.rule.as_str())
        };
        *fate == Fate::Open && self.read.get(place).is_some_and(asked)
    }

    /// Whether its draft was held to facts, and that of an entry is none of them.
    fn factless(&self, place: &Place, entry: &Entry, fate: &Fate) -> bool {
        let ids = self.read.get(place).map(|asked| &asked.facts);
        let Some((HeldTo::These(ids), fact)) = ids.zip(entry.fact.as_ref()) else { return false };
        *fate == Fate::Open && !ids.contains(fact)
    }

    /// The first draft that was read without facts although facts once found something in it, and how many findings
    /// of such drafts there are.
    #[must_use]
    pub fn unasked(&self) -> Option<(&Place, usize)> {
        let without = |place: &Place| self.read.get(place).is_some_and(|asked| asked.facts == HeldTo::Nothing);
        let mut all = self.entries.iter().filter(|(place, entry, _)| entry.fact.is_some() && without(place));
        let (place, ..) = all.next()?;
        Some((place, 1 + all.count()))
    }

    /// The baseline as a file: what is still there or was not looked for, and with `accept` what is new; without what
    /// is of drafts that are `gone` and of facts that are, where that is asked. A finding a line and in order, so that two versions can be
    /// compared and merged.
    #[must_use]
    pub fn write(&self, accept: bool, mut gone: Option<&mut dyn FnMut(&str) -> bool>) -> String {
        let mut dropped = |place: &Place, entry: &Entry, fate: &Fate| {
            if gone.is_some() && self.factless(place, entry, fate) {
                return true;
            }
            let unread = *fate == Fate::Open && !self.read.contains_key(place);
            let (Place::File(path), Some(gone)) = (place, &mut gone) else { return false };
            unread && gone(path)
        };
        let kept = self.entries.iter();
        let kept = kept.filter(|(place, entry, fate)| !self.mended(place, entry, fate) && !dropped(place, entry, fate));
        let kept = kept.map(|(_, entry, fate)| match fate {
            Fate::Moved(to) => entry.clone().at(to),
            Fate::Open | Fate::Met => entry.clone(),
        });
        let fresh = self.fresh.iter().filter(|_| accept).map(|(_, entry)| entry.clone());
        let mut all: Vec<Entry> = kept.chain(fresh).collect();
        all.sort_unstable();
        all.dedup();
        let lines: Vec<String> = all.iter().filter_map(|entry| serde_json::to_string(entry).ok()).collect();
        let inner = if lines.is_empty() { String::new() } else { format!("\n{}\n", lines.join(",\n")) };
        format!("{{\"version\":{VERSION},\"findings\":[{inner}]}}\n")
    }
}

impl Entry {
    fn of(place: &Place, finding: &Finding) -> Self {
        let entry = Self {
            draft: None,
            id: None,
            fingerprint: finding.fingerprint.to_string(),
            verdict: finding.verdict.name().to_owned(),
            rule: finding.rule.to_owned(),
            fact: finding.fact.clone(),
            text: finding.text.clone(),
        };
        entry.at(place)
    }

    fn at(self, place: &Place) -> Self {
        match place {
            Place::File(path) => Self { draft: Some(path.clone()), id: None, ..self },
            Place::Line(id) => Self { id: Some(id.clone()), draft: None, ..self },
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at what it cannot read")]
mod tests {
    use super::*;
    use crate::document::{Document, SourceSpan};
    use crate::verdict::Verdict;

    fn file(path: &str) -> Place {
        Place::File(path.to_owned())
    }

    fn finding(fingerprint: u64, verdict: Verdict) -> Finding {
        let document = Document::text("a.txt", String::from("43 people"));
        let fingerprint = Fingerprint::parse(&format!("{fingerprint:016x}")).expect("a fingerprint");
        Finding { verdict, fingerprint, ..Finding::at(&document, SourceSpan { start: 0, end: 9 }) }
    }

    /// A baseline that knows disagreements with these fingerprints.
    fn known(of: &[(&str, u64)]) -> Baseline {
        let mut empty = Baseline::default();
        for (path, fingerprint) in of {
            assert!(!empty.knows(&file(path), &finding(*fingerprint, Verdict::Disagree), &mut |_| false));
        }
        Baseline::parse(&empty.write(true, None)).expect("what is written is read")
    }

    #[test]
    fn what_is_written_is_known() {
        let mut baseline = known(&[("a.md", 1), ("b.md", 2)]);
        assert_eq!(baseline.len(), 2);
        let none = &mut |_: &str| false;
        assert!(baseline.knows(&file("a.md"), &finding(1, Verdict::Disagree), none));
        assert!(!baseline.knows(&file("a.md"), &finding(3, Verdict::Disagree), none), "another finding");
        assert!(!baseline.knows(&file("a.md"), &finding(2, Verdict::Disagree), none), "that of another draft");
        assert!(!baseline.knows(&file("b.md"), &finding(2, Verdict::Ambiguous), none), "it has grown another verdict");
        assert_eq!(baseline.change(none), Change { new: 3, unread: 1, ..NONE });
    }

    const NONE: Change = Change { new: 0, mended: 0, unread: 0, gone: 0, factless: 0 };

    fn these(facts: &[&str]) -> HeldTo {
        HeldTo::These(Rc::new(facts.iter().map(|fact| (*fact).to_owned()).collect()))
    }

    fn all() -> Asked {
        Asked { facts: these(&["dead", "hurt"]), off: Vec::new() }
    }

    #[test]
    fn what_was_not_looked_for_is_not_mended() {
        let mut baseline = known(&[("a.md", 1)]);
        let Some((_, entry, _)) = baseline.entries.first_mut() else { panic!("it has an entry") };
        (entry.fact, entry.rule) = (Some(String::from("dead")), String::from("sum"));
        let none = &mut |_: &str| false;
        for (asked, mended, factless) in [
            (all(), 1, 0),
            (Asked { facts: HeldTo::Own, ..all() }, 1, 0),
            (Asked { facts: HeldTo::Nothing, ..all() }, 0, 0),
            (Asked { facts: these(&["hurt"]), ..all() }, 0, 1),
            (Asked { off: vec!["sum"], ..all() }, 0, 0),
            (Asked { off: vec!["rank"], ..all() }, 1, 0),
        ] {
            baseline.read.clear();
            baseline.begin(&file("a.md"), asked.clone());
            assert_eq!(baseline.change(none), Change { mended, factless, ..NONE }, "{asked:?}");
            assert_eq!(baseline.unasked().is_some(), asked.facts == HeldTo::Nothing, "{asked:?}");
            assert_eq!(baseline.write(false, Some(none)).contains("a.md"), mended + factless == 0, "{asked:?}");
            assert_eq!(baseline.write(false, None).contains("a.md"), mended == 0, "{asked:?}");
        }
    }

    #[test]
    fn only_what_was_read_can_be_mended() {
        let mut baseline = known(&[("a.md", 1), ("a.md", 2), ("b.md", 3)]);
        let none = &mut |_: &str| false;
        baseline.begin(&file("a.md"), all());
        assert!(baseline.knows(&file("a.md"), &finding(1, Verdict::Disagree), none));
        assert_eq!(baseline.change(none), Change { mended: 1, unread: 1, ..NONE });
        let gone = &mut |path: &str| path == "b.md";
        assert_eq!(baseline.change(gone), Change { mended: 1, gone: 1, ..NONE });
        let written = baseline.write(false, None);
        assert_eq!(Baseline::parse(&written).unwrap().len(), 2, "{written}");
        assert!(written.contains("b.md"), "{written}");
        let written = baseline.write(false, Some(gone));
        assert!(!written.contains("b.md"), "{written}");
    }

    #[test]
    fn a_finding_moves_with_its_draft_and_is_not_doubled_by_a_copy() {
        let mut baseline = known(&[("old.md", 1)]);
        let gone = &mut |path: &str| path == "old.md";
        assert!(baseline.knows(&file("new.md"), &finding(1, Verdict::Disagree), gone));
        assert!(!baseline.knows(&file("copy.md"), &finding(1, Verdict::Disagree), gone));
        assert_eq!(baseline.change(gone), Change { new: 1, ..NONE });
        let written = baseline.write(false, Some(gone));
        assert!(written.contains("new.md") && !written.contains("old.md") && !written.contains("copy.md"), "{written}");
    }

    #[test]
    fn new_ones_come_in_only_when_they_are_accepted() {
        let mut baseline = known(&[("a.md", 1)]);
        let none = &mut |_: &str| false;
        baseline.knows(&file("a.md"), &finding(2, Verdict::Disagree), none);
        assert_eq!(Baseline::parse(&baseline.write(false, None)).unwrap().len(), 1);
        assert_eq!(Baseline::parse(&baseline.write(true, None)).unwrap().len(), 2);
    }

    #[test]
    fn what_is_not_a_baseline_is_refused() {
        let entry = "\"verdict\":\"disagree\",\"rule\":\"sum\",\"text\":\"\"";
        for (text, says) in [
            (String::new(), "EOF"),
            (String::from("{}"), "version"),
            (String::from("[]"), "expected"),
            (String::from("{\"version\":2,\"findings\":[]}"), "reads version 1"),
            (String::from("{\"version\":1,\"findings\":[]} x"), "trailing"),
            (
                format!("{{\"version\":1,\"findings\":[{{\"draft\":\"a\",\"fingerprint\":\"7\",{entry}}}]}}"),
                "no fingerprint",
            ),
            (
                format!("{{\"version\":1,\"findings\":[{{\"fingerprint\":\"0000000000000007\",{entry}}}]}}"),
                "`draft` or an `id`",
            ),
            (
                format!(
                    "{{\"version\":1,\"findings\":[{{\"draft\":\"a\",\"line\":3,\"fingerprint\":\"0000000000000007\",{entry}}}]}}"
                ),
                "unknown field",
            ),
            (
                format!(
                    "{{\"version\":1,\"findings\":[{0},{0}]}}",
                    format_args!("{{\"draft\":\"a\",\"fingerprint\":\"0000000000000007\",{entry}}}")
                ),
                "twice",
            ),
            (
                String::from(
                    "{\"version\":1,\"findings\":[{\"draft\":\"a\",\"fingerprint\":\"0000000000000007\",\"verdict\":\"disagre\",\"rule\":\"sum\",\"text\":\"\"}]}",
                ),
                "`disagre` is no verdict: did you mean `disagree`?",
            ),
            (String::from("{\"version\":1,\"findings\":[\n<<<<<<< ours\n]}"), "merged first"),
        ] {
            let error = Baseline::parse(&text).err().unwrap_or_default();
            assert!(error.contains(says), "{text}: {error}");
        }
        assert!(Baseline::parse("{\"version\":1,\"findings\":[]}\n").is_ok());
        assert!(Baseline::parse("\u{feff}{\"version\":1,\"findings\":[]}\r\n").is_ok());
    }
}

//! `--format human`: what an editor reads. Disagreements come first and in full, then what is
//! ambiguous, missing, or true and better reworded; plain matches take a line each, and what no
//! fact is about is only counted.

use super::clean::Clean;
use super::excerpt::{self, Marked};
use super::page::{Ink, Page};
use super::told::is_mark;
use super::value::glance;
use super::{Command, DraftReport, Report, RunInfo, Show, Shown, Summary, Unreadable};
use crate::claims::Value;
use crate::document::Document;
use crate::suppress::{By, Suppressed};
use crate::verdict::{Finding, Grade, Severity, Verdict};
use rustc_hash::FxHashSet;
use std::io::{self, Write};

/// Below this many columns, what would stand in columns does not.
const NARROW: usize = 60;
/// More facts files than this are counted, not named.
const NAMED_FILES: usize = 3;
/// What stands last on a line is cut to no less than this, or left out.
const GLIMPSE: usize = 16;
/// The width of the labels under a finding.
const LABEL: usize = 12;

/// The report for people: coloured where the run says so, and told in words all the same.
pub struct Human<W> {
    out: Option<W>,
    page: Option<Page<W>>,
    command: Command,
    show: Show,
    /// Whether any facts are known to the run.
    facts: bool,
    /// The first draft, for what to do next.
    first: Option<String>,
    /// Drafts came as JSON Lines.
    lines: bool,
    /// A draft had no date, and something in it could have counted from one.
    undated: bool,
    /// Something was written, so that the next draft stands off from it.
    begun: bool,
}

impl<W: Write> Human<W> {
    /// A report to this sink. Width and colour come with [`Report::begin`].
    pub fn new(out: W) -> Self {
        Self {
            out: Some(out),
            page: None,
            command: Command::Check,
            show: Show::default(),
            facts: true,
            first: None,
            lines: false,
            undated: false,
            begun: false,
        }
    }
}

impl<W: Write> Report for Human<W> {
    fn begin(&mut self, run: &RunInfo) -> io::Result<()> {
        self.command = run.command;
        self.show = run.show.clone();
        self.facts = run.facts_found;
        let Some(out) = self.out.take() else { return Ok(()) };
        let page = self.page.insert(Page::new(out, run.width, run.color));
        if run.command == Command::Check {
            let (ink, text) = facts_line(run);
            page.text(&[], ink, &Clean::flow(&text), 2)?;
            self.begun = true;
        }
        Ok(())
    }

    fn draft(&mut self, draft: &DraftReport<'_>) -> io::Result<()> {
        let Some(page) = &mut self.page else { return Ok(()) };
        self.lines |= draft.line;
        self.undated |= draft.dateline.is_none() && !draft.checked.findings.is_empty();
        self.first.get_or_insert_with(|| draft.document.name().to_owned());
        let sheet = Sheet { page, draft, show: &self.show, facts: self.facts };
        let wrote = match self.command {
            Command::Check => sheet.findings(self.begun)?,
            Command::Extract => sheet.claims(self.begun)?,
        };
        self.begun |= wrote;
        Ok(())
    }

    fn unreadable(&mut self, _unreadable: &Unreadable<'_>) -> io::Result<()> {
        Ok(())
    }

    fn end(&mut self, summary: &Summary) -> io::Result<()> {
        let Some(page) = &mut self.page else { return Ok(()) };
        if self.begun {
            page.blank()?;
        }
        let items = match self.command {
            Command::Check if !self.facts => itself_line(summary),
            Command::Check => checked_line(summary),
            Command::Extract => extracted_line(summary),
        };
        page.items(&items)?;
        if self.command == Command::Check && !self.facts && summary.figures > 0 {
            let next = if self.lines { NEXT_OF_LINES } else { &next_step(self.first.as_deref()) };
            if self.undated && !self.lines {
                page.text(&[], Ink::Faint, &Clean::flow(UNDATED), 2)?;
            }
            page.text(&[], Ink::Faint, &Clean::flow(next), 2)?;
        }
        page.flush()
    }
}

/// What the run's drafts were held to.
pub(super) fn facts_line(run: &RunInfo) -> (Ink, String) {
    let mut files = run.facts_files.clone();
    let mut seen = FxHashSet::default();
    files.retain(|f| seen.insert(f.clone()));
    if !run.drafts_found {
        (Ink::Faint, String::from("Nothing was checked: there is no draft."))
    } else if !run.facts_found {
        let text = "No facts were found: the draft was held against itself, the calendar and arithmetic (weekdays, \
                    dates, sums, tables, shares, changes, rates, conversions, ages, intervals, lists, ranks, votes, names, \
                    headline and text).";
        (Ink::Doubtful, text.to_owned())
    } else if files.is_empty() {
        (Ink::Faint, String::from("Facts: those that came with the drafts."))
    } else if files.len() > NAMED_FILES {
        (Ink::Faint, format!("Facts: {} files.", files.len()))
    } else {
        let names: Vec<_> = files.iter().map(|f| f.display().to_string()).collect();
        (Ink::Faint, format!("Facts: {}", names.join(", ")))
    }
}

impl Summary {
    /// The counts in one line of words, without a full stop: "31 of 38 figures checked, 5 open, …". Of a run
    /// without facts, what it found in the draft itself.
    #[must_use]
    pub fn in_words(&self, facts: bool) -> String {
        let items = if facts { checked_line(self) } else { itself_line(self) };
        items.iter().map(|(_, item)| item.as_str()).collect::<Vec<_>>().join(" ")
    }
}

/// "31 figures read, 2 not understood: 1 disagrees": of a run without facts.
fn itself_line(summary: &Summary) -> Vec<(Ink, Clean)> {
    let mut head = count(summary.figures, "figure");
    if summary.drafts > 1 {
        head.push_str(&format!(" in {} drafts", summary.drafts));
    }
    let found = match summary.disagreed.saturating_sub(summary.marks) {
        0 => String::from("none contradicts another"),
        n => verb(n, "contradict others", "contradicts others"),
    };
    let mut items = vec![
        (Ink::Strong, format!("{head} read,")),
        (Ink::Strong, format!("{} not understood:", summary.not_understood)),
        (if summary.disagreed > 0 { Ink::Wrong } else { Ink::Plain }, found),
    ];
    for (number, word) in
        [(summary.marks, "to mend among the marks"), (summary.known, "known"), (summary.ignored, "ignored")]
    {
        if number > 0 {
            items.push((Ink::Faint, format!("({number} {word})")));
        }
    }
    if summary.unreadable > 0 {
        items.push((Ink::Wrong, format!("({} could not be read)", count(summary.unreadable, "draft"))));
    }
    items.into_iter().map(|(ink, text)| (ink, Clean::line(&text))).collect()
}

/// What stays unsaid of a draft without a date, and how to give it one.
const UNDATED: &str = "Without a date, ages, weekdays without a year and \"ten years ago\" are left alone: give one with \
                       --date 2024-06-03, or as `date:` in the front matter.";

/// How to give facts to drafts that came as JSON Lines.
const NEXT_OF_LINES: &str =
    "Whether they are true, facts can tell: give some with --facts FILE, or in the `facts` of each line.";

/// How to get a facts file, of the first draft where it has a name.
fn next_step(draft: Option<&str>) -> String {
    let (draft, facts) = match draft.filter(|d| *d != "-") {
        Some(name) => {
            let stem =
                name.rsplit_once('.').map_or(name, |(stem, end)| if end.contains(['/', '\\']) { name } else { stem });
            (name.to_owned(), format!("{stem}.facts.toml"))
        }
        None => (String::from("DRAFT"), String::from("facts.toml")),
    };
    format!(
        "Whether they are true, facts can tell. To begin with: `factlint init {draft} --output {facts}`, confirm each \
         fact against a source, and check again."
    )
}

/// "31 of 38 figures checked, 5 open, 2 not understood: 4 disagree, 1 ambiguous, 26 match (2 loosely)".
fn checked_line(summary: &Summary) -> Vec<(Ink, Clean)> {
    let Summary { figures, checked, unchecked, not_understood, .. } = *summary;
    let disagreed = summary.disagreed.saturating_sub(summary.marks);
    let mut head = format!("{checked} of {}", count(figures, "figure"));
    if summary.drafts > 1 {
        head.push_str(&format!(" in {} drafts", summary.drafts));
    }
    let mut items = vec![
        (Ink::Strong, format!("{head} checked,")),
        (Ink::Strong, format!("{unchecked} open,")),
        (Ink::Strong, format!("{not_understood} not understood:")),
        (if disagreed > 0 { Ink::Wrong } else { Ink::Plain }, verb(disagreed, "disagree", "disagrees")),
    ];
    let mut add = |ink, number: usize, text: String| {
        if number > 0 {
            if let Some((_, last)) = items.last_mut() {
                last.push(',');
            }
            items.push((ink, text));
        }
    };
    let Summary { ambiguous, missing, matched, loose, unreadable, .. } = *summary;
    add(Ink::Doubtful, ambiguous, format!("{ambiguous} ambiguous"));
    add(Ink::Doubtful, missing, format!("{missing} missing"));
    let loosely = if loose > 0 { format!(" ({loose} loosely)") } else { String::new() };
    add(Ink::Right, matched, verb(matched, "match", "matches") + &loosely);
    add(Ink::Doubtful, summary.marks, verb(summary.marks, "marks to mend", "mark to mend"));
    add(Ink::Faint, summary.known, format!("{} known", summary.known));
    add(Ink::Faint, summary.ignored, format!("{} ignored", summary.ignored));
    add(Ink::Wrong, unreadable, format!("{} could not be read", count(unreadable, "draft")));
    items.into_iter().map(|(ink, text)| (ink, Clean::line(&text))).collect()
}

fn extracted_line(summary: &Summary) -> Vec<(Ink, Clean)> {
    let mut head = count(summary.figures, "figure");
    if summary.drafts != 1 {
        head.push_str(&format!(" in {} drafts", summary.drafts));
    }
    let mut items = vec![format!("{head},"), format!("{} not understood", summary.not_understood)];
    if summary.unreadable > 0 {
        items.push(format!("({} could not be read)", count(summary.unreadable, "draft")));
    }
    items.iter().map(|text| (Ink::Strong, Clean::line(text))).collect()
}

fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

fn verb(number: usize, many: &str, one: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// The word for a finding: capitals where an editor has to act.
pub(super) fn verdict_word(finding: &Finding) -> &'static str {
    match finding.verdict {
        _ if is_mark(finding) => "MARK",
        Verdict::Disagree => "DISAGREE",
        Verdict::Ambiguous => "AMBIGUOUS",
        Verdict::Missing => "MISSING",
        Verdict::Match(Grade::Loose) => "loose match",
        Verdict::Match(_) => "match",
        Verdict::Unchecked => "unchecked",
    }
}

/// In which order an editor wants to see them; those of one rank stand in the draft's order.
fn rank(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Disagree => 0,
        Verdict::Ambiguous => 1,
        Verdict::Missing => 2,
        Verdict::Match(Grade::Loose) => 3,
        Verdict::Match(_) => 4,
        Verdict::Unchecked => 5,
    }
}

/// The part of the report that is about one draft.
struct Sheet<'a, W> {
    page: &'a mut Page<W>,
    draft: &'a DraftReport<'a>,
    show: &'a Show,
    /// Whether any facts are known to the run.
    facts: bool,
}

impl<W: Write> Sheet<'_, W> {
    /// Writes the findings that are shown; false where there was nothing to write.
    fn findings(mut self, begun: bool) -> io::Result<bool> {
        let all = &self.draft.checked.findings;
        // Unless they are asked for, findings without a fact are counted only.
        let listed =
            |f: &&Finding| self.show.has(f.verdict) && (f.verdict != Verdict::Unchecked || !self.show.is_default());
        let mut shown: Vec<&Finding> = all.iter().filter(listed).collect();
        shown.sort_by_key(|f| rank(f.verdict));
        let counted = if self.show.is_default() { all.len() - shown.len() } else { 0 };
        let skipped = self.show.skipped() && !self.draft.skipped.is_empty();
        let everything = self.show.is_default() || self.show.0.contains(&Shown::All);
        if shown.is_empty() && !skipped && !everything {
            return Ok(false);
        }
        self.title(begun)?;
        let (full, compact): (Vec<_>, Vec<_>) = shown.into_iter().partition(|f| rank(f.verdict) < 4);
        for finding in &full {
            self.page.blank()?;
            self.finding(finding)?;
        }
        if !compact.is_empty() || counted > 0 || skipped || full.is_empty() || !self.draft.checked.suppressed.is_empty()
        {
            self.page.blank()?;
        }
        let lines: Vec<_> = compact.iter().map(|f| match_line(f)).chain(self.skipped()).collect();
        self.lines(&lines)?;
        if counted > 0 {
            let them = if counted == 1 { "it" } else { "them" };
            let text = if self.facts {
                format!("{counted} unchecked: no fact is about {them} (--show all lists them)")
            } else {
                format!("{} read, and nothing found against {them} (--show all lists them)", count(counted, "figure"))
            };
            self.page.text(&[], Ink::Faint, &Clean::line(&text), 2)?;
        }
        if all.is_empty() && self.draft.checked.suppressed.is_empty() {
            self.page.text(&[], Ink::Faint, &Clean::line("no claims found"), 2)?;
        }
        self.suppressed()?;
        self.stale()?;
        Ok(true)
    }

    /// What is not told, and why.
    fn suppressed(&mut self) -> io::Result<()> {
        let all = &self.draft.checked.suppressed;
        for Suppressed { finding, by } in all {
            let (word, why) = match by {
                By::Mark { because, place, .. } => ("ignored", format!("{because} (mark in {place})")),
                _ if !self.show.suppressed() => continue,
                By::Baseline => ("known", String::from("the baseline has it")),
                By::Revision => ("known", String::from("the older revision has it")),
            };
            let what = finding.fact.as_deref().unwrap_or(finding.rule);
            let head = Clean::line(&format!("{word}  {}  ", place(finding)));
            let text = format!("{} ({what}): {why}", finding.text);
            self.page.text(&[(Ink::Faint, &head)], Ink::Faint, &Clean::flow(&text), 2)?;
        }
        for (by, who) in [(By::Baseline, "the baseline"), (By::Revision, "the older revision")] {
            let known = all.iter().filter(|s| s.by == by).count();
            if known > 0 && !self.show.suppressed() {
                let text = format!("{known} known: {who} has what was found");
                self.page.text(&[], Ink::Faint, &Clean::line(&text), 2)?;
            }
        }
        Ok(())
    }

    /// The facts that the draft leans on and that were to be confirmed again before its dateline.
    fn stale(&mut self) -> io::Result<()> {
        let mut told = FxHashSet::default();
        for finding in &self.draft.checked.findings {
            let Some((fact, day)) = finding.fact.as_ref().zip(finding.good_until) else { continue };
            if told.insert(fact) {
                let known = finding.as_of.as_ref().map(|d| format!("as of {d}, ")).unwrap_or_default();
                let head = Clean::line("stale fact  ");
                let text = format!("{fact}: {known}to be confirmed again after {day}");
                self.page.text(&[(Ink::Doubtful, &head)], Ink::Plain, &Clean::flow(&text), head.width())?;
            }
        }
        Ok(())
    }

    /// Writes the claims of `extract`, one a line.
    fn claims(mut self, begun: bool) -> io::Result<bool> {
        self.title(begun)?;
        let lexicon = self.draft.lexicon;
        let line = |f: &Finding| Line {
            word: (Ink::Plain, f.kind.map_or("", |k| k.name())),
            place: place(f),
            text: Clean::flow(&f.text),
            rest: Clean::flow(&f.value.as_ref().map_or_else(String::new, |value| glance(value, lexicon))),
        };
        let claims = self.draft.checked.findings.iter().filter(|f| f.kind.is_some());
        let lines: Vec<_> = claims.map(line).chain(self.skipped()).collect();
        self.lines(&lines)?;
        Ok(true)
    }

    /// The draft's name, and the date that its dates count from.
    fn title(&mut self, begun: bool) -> io::Result<()> {
        if begun {
            self.page.blank()?;
        }
        let name = Clean::line(match self.draft.document.name() {
            "-" => "standard input",
            name => name,
        });
        let date = Clean::line(
            &self.draft.dateline.map_or_else(|| String::from(" (no dateline)"), |d| format!(" (dateline {})", d.date)),
        );
        self.page.line(0, &[(Ink::Strong, &name), (Ink::Faint, &date)])
    }

    /// One finding in full: verdict, place and message, the marked line, what each side says.
    fn finding(&mut self, finding: &Finding) -> io::Result<()> {
        let ink = Ink::of(finding.verdict);
        let word = Clean::line(verdict_word(finding));
        let spot = if finding.verdict != Verdict::Missing { format!(" {}", place(finding)) } else { String::new() };
        let rule = Some(finding.rule).filter(|rule| *rule != "reference" && !is_mark(finding));
        let weight = Some(finding.severity).filter(|s| finding.verdict == Verdict::Disagree && *s != Severity::Error);
        let marks: Vec<&str> = rule.into_iter().chain(weight.map(Severity::name)).collect();
        let rule = if marks.is_empty() { String::new() } else { format!(" ({})", marks.join(", ")) };
        let spot = Clean::line(&format!("{spot}{rule}  "));
        let hang = if self.page.width() < NARROW { 2 } else { word.width() + spot.width() };
        self.page.text(&[(ink, &word), (Ink::Strong, &spot)], Ink::Plain, &Clean::flow(&finding.message), hang)?;
        let digits = self.excerpt(finding, ink)?;
        let indent = if self.page.width() < NARROW { 2 } else { digits + 5 };
        if let Some(value) = &finding.value {
            let text = format!("{}{}", finding.text, partial(value));
            self.row(indent, "draft says", Ink::Plain, &text)?;
        }
        if let Some(reference) = &finding.reference {
            self.row(indent, "reference", Ink::Strong, reference)?;
        }
        if let Some(source) = origin(finding) {
            self.row(indent, "source", Ink::Plain, &source)?;
        }
        if let Some(url) = &finding.url {
            // Never wrapped: a broken address cannot be opened.
            let label = Clean::line(&format!("{:<LABEL$}", "read at"));
            self.page.line(indent, &[(Ink::Faint, &label), (Ink::Plain, &Clean::flow(url))])?;
        }
        if let Some(suggestion) = &finding.suggestion {
            self.row(indent, "write", Ink::Right, suggestion)?;
        }
        for other in &*finding.alternatives {
            self.row(indent, "or", Ink::Right, other)?;
        }
        for other in &finding.related {
            let place = format!("{} (line {})", other.text, other.line);
            self.row(indent, "against", Ink::Plain, &place)?;
        }
        let mended = finding.related.iter().filter_map(|r| Some((r.suggestion.as_ref()?, r.line)));
        for (suggestion, line) in mended {
            self.row(indent, "or there", Ink::Right, &format!("{suggestion} (line {line})"))?;
        }
        Ok(())
    }

    fn row(&mut self, indent: usize, label: &str, ink: Ink, text: &str) -> io::Result<()> {
        let label = Clean::line(&format!("{:indent$}{label:<LABEL$}", ""));
        self.page.text(&[(Ink::Faint, &label)], ink, &Clean::flow(text), indent + LABEL)
    }

    /// The lines that the claim stands on; gives the width of their numbers.
    fn excerpt(&mut self, finding: &Finding, ink: Ink) -> io::Result<usize> {
        // What is missing stands nowhere.
        if finding.span.end <= finding.span.start || finding.verdict == Verdict::Missing {
            return Ok(1);
        }
        let lines = marked_lines(self.draft.document, finding);
        let digits = lines.last().map_or(1, |l| l.number.to_string().len());
        excerpt::write(self.page, &lines, digits, ink)?;
        Ok(digits)
    }

    /// Findings or claims of a line each, in columns where the page is wide enough.
    fn lines(&mut self, lines: &[Line]) -> io::Result<()> {
        let width = self.page.width();
        let widest = |of: fn(&Line) -> usize| lines.iter().map(of).max().unwrap_or(0);
        let words = widest(|l| l.word.1.len());
        let places = widest(|l| l.place.len());
        let texts = if width < NARROW { 0 } else { widest(|l| l.text.width()).min(width * 2 / 5) };
        for line in lines {
            let head = Clean::line(&format!("{:<words$}", line.word.1));
            let spot = Clean::line(&format!("  {:<places$}  ", line.place));
            let room = width.saturating_sub(head.width() + spot.width()).max(12);
            let text = line.text.head(if texts == 0 { room } else { texts });
            let gap = texts.saturating_sub(text.width()) + 2;
            let left = room.saturating_sub(text.width() + gap);
            // A word and an ellipsis tell nothing.
            let useful = line.rest.width() <= left || left >= GLIMPSE;
            let (gap, rest) =
                if useful && !line.rest.is_empty() { (gap, line.rest.head(left)) } else { (0, Clean::default()) };
            let gap = Clean::line(&" ".repeat(gap));
            self.page.line(
                0,
                &[
                    (line.word.0, &head),
                    (Ink::Strong, &spot),
                    (Ink::Plain, &text),
                    (Ink::Plain, &gap),
                    (Ink::Faint, &rest),
                ],
            )?;
        }
        Ok(())
    }

    /// The digits that are no claims, where they are asked for.
    fn skipped(&self) -> Vec<Line> {
        let document = self.draft.document;
        let asked = if self.show.skipped() { self.draft.skipped } else { &[] };
        let lines = asked.iter().map(|skipped| {
            let span = document.source_span(skipped.span);
            let (line, column) = document.line_column(span.start);
            let text = document.source().get(span.start as usize..span.end as usize).unwrap_or("");
            Line {
                word: (Ink::Faint, "skipped"),
                place: format!("{line}:{column}"),
                text: Clean::flow(text),
                rest: Clean::flow(&skipped.reason),
            }
        });
        lines.collect()
    }
}

/// A finding on one line.
struct Line {
    word: (Ink, &'static str),
    place: String,
    text: Clean,
    rest: Clean,
}

fn match_line(finding: &Finding) -> Line {
    let rest = match finding.verdict {
        Verdict::Match(grade) => {
            let reference = finding.reference.as_ref().map_or_else(String::new, |r| format!(": {r}"));
            let origin = origin(finding).map_or_else(String::new, |o| format!(" ({o})"));
            format!("{}{reference}{origin}", grade.name())
        }
        _ => finding.message.clone(),
    };
    Line {
        word: (Ink::of(finding.verdict), verdict_word(finding)),
        place: place(finding),
        text: Clean::flow(&finding.text),
        rest: Clean::flow(&rest),
    }
}

fn place(finding: &Finding) -> String {
    format!("{}:{}", finding.line, finding.column)
}

/// How a date is read that leaves out its year: `, read as 2015-04/..`.
fn partial(value: &Value) -> String {
    match value {
        Value::When(when) if when.partial => format!(", read as {}", when.edtf),
        _ => String::new(),
    }
}

/// Source, date and fact: "UN OHCHR, as of 2015-05-15, fact donbas-deaths".
fn origin(finding: &Finding) -> Option<String> {
    let mut parts: Vec<String> = finding.source.iter().cloned().collect();
    parts.extend(finding.as_of.iter().map(|date| format!("as of {date}")));
    parts.extend(finding.fact.iter().map(|id| format!("fact {id}")));
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// The lines of the draft that a claim stands on, each with its part of it.
pub(super) fn marked_lines<'a>(document: &'a Document, finding: &Finding) -> Vec<Marked<'a>> {
    let (start, end) = (finding.span.start as usize, finding.span.end as usize);
    let mut lines = Vec::new();
    let mut number = finding.line;
    // Where the line begins, and from which of its bytes on it is marked.
    let mut at = document.source().get(..start).and_then(|s| s.rfind('\n')).map_or(0, |i| i + 1);
    let mut from = start - at;
    while at < end {
        let line = document.line(number);
        let upto = (end - at).min(line.len());
        lines.push(Marked { number, line, mark: from.min(upto)..upto });
        let rest = document.source().get(at..).unwrap_or("");
        let Some(next) = rest.find('\n') else { break };
        at += next + 1;
        number += 1;
        let line = document.line(number);
        from = line.len() - line.trim_start_matches([' ', '\t', '>']).len();
    }
    lines
}

#[cfg(test)]
mod tests;

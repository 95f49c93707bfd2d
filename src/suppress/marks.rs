//! The marks of a draft: which findings they take out, and what is wrong with the marks themselves.

use super::mark::{self, Said, Terms};
use super::strays;
use super::{By, Suppressed};
use crate::checks::{Options, Rule};
use crate::claims::Dateline;
use crate::document::{Comment, Document, SourceSpan};
use crate::strict::nearest;
use crate::verdict::{Finding, Fingerprint, Grade, Verdict};
use rustc_hash::FxHashMap;

/// A mark, with where it stands and how far it reaches.
struct Mark<'d> {
    /// Where it stands in the draft; none of a file beside it.
    span: Option<SourceSpan>,
    /// As a message begins: empty, or the file beside the draft and the line.
    place: String,
    /// As written.
    text: &'d str,
    /// What it is about; else what is wrong with it.
    read: Result<Terms, String>,
    /// What it reaches in the draft.
    reach: Vec<SourceSpan>,
    /// Where it reaches, for messages.
    told: &'static str,
    used: bool,
    /// Those of its names that something was told of.
    met: Vec<String>,
}

impl Mark<'_> {
    /// Its names that nothing was told of.
    fn idle(&self) -> Vec<&String> {
        let names = self.read.as_ref().map_or(&[][..], |terms| &terms.names);
        names.iter().filter(|name| !self.met.contains(name)).collect()
    }

    /// Whether it, or a part of it, came to nothing.
    fn came_to_nothing(&self) -> bool {
        !self.used || !self.idle().is_empty()
    }
}

/// Takes out the findings that the draft's marks ask to leave alone, and adds those about the marks themselves.
/// `names` are the ids of all facts.
pub fn obey<'f>(
    document: &Document,
    findings: &mut Vec<Finding>,
    names: impl Iterator<Item = &'f str>,
    dateline: Option<Dateline>,
    options: &Options,
) -> Vec<Suppressed> {
    let mut marks = marks(document);
    if marks.is_empty() {
        return Vec::new();
    }
    for mark in &mut marks {
        hold(mark, document, dateline);
    }
    let mut suppressed = Vec::new();
    let mut left = Vec::with_capacity(findings.len());
    for finding in std::mem::take(findings) {
        let told = matches!(
            finding.verdict,
            Verdict::Disagree | Verdict::Ambiguous | Verdict::Missing | Verdict::Match(Grade::Loose)
        );
        let mut reasons = marks.iter_mut().filter_map(|mark| {
            let terms = mark.read.as_ref().ok()?;
            let reached = mark.reach.iter().any(|r| r.start <= finding.span.start && finding.span.start <= r.end);
            let meant = told && reached && about(terms, &finding);
            mark.used |= meant;
            if meant {
                mark.met.extend(terms.names.iter().filter(|name| is(name, &finding)).cloned());
            }
            meant.then(|| By::Mark {
                because: terms.because.clone(),
                place: at(mark, document),
                beside: mark.span.is_none(),
            })
        });
        let by = reasons.next();
        // All that reach it are of use.
        reasons.for_each(drop);
        match by {
            Some(by) => suppressed.push(Suppressed { finding, by }),
            None => left.push(finding),
        }
    }
    *findings = left;
    if !options.off.contains(&Rule::Mark) {
        let facts: Vec<&str> = names.collect();
        let names: Vec<&str> = facts.iter().copied().chain(Rule::ALL.iter().map(|r| r.name())).collect();
        let told = marks
            .iter()
            .filter(|mark| mark.came_to_nothing() && !asleep(mark, facts.is_empty(), options))
            .map(|mark| slip(mark, document, &names, options));
        findings.extend(told);
        number(findings);
        findings.sort_by_key(|f| (f.span.start, std::cmp::Reverse(f.span.end)));
    }
    suppressed
}

/// Where a mark stands.
fn at(mark: &Mark<'_>, document: &Document) -> String {
    match mark.span {
        Some(span) => format!("line {}", document.line_column(span.start).0),
        None => mark.place.trim_end_matches(": ").to_owned(),
    }
}

/// Whether nothing can come of a mark in this run: it is about facts and there are none, or about checks that are off.
fn asleep(mark: &Mark<'_>, factless: bool, options: &Options) -> bool {
    let idle = mark.idle();
    let rule = |name: &String| Rule::named(name);
    let off = |name: &String| rule(name).map_or(factless, |r| options.off.contains(&r));
    !idle.is_empty() && idle.into_iter().all(off)
}

/// Whether a mark is about a finding.
fn about(terms: &Terms, finding: &Finding) -> bool {
    terms.names.is_empty() || terms.names.iter().any(|name| is(name, finding))
}

/// Whether a mark names a finding so.
fn is(name: &String, finding: &Finding) -> bool {
    finding.fact.as_ref() == Some(name) || finding.rule == name || Fingerprint::parse(name) == Some(finding.fingerprint)
}

/// Takes its force from a mark that cannot hold.
fn hold(mark: &mut Mark<'_>, document: &Document, dateline: Option<Dateline>) {
    let Ok(terms) = &mark.read else { return };
    if terms.because.is_empty() {
        mark.read =
            Err(String::from("the mark gives no reason, and so it does not hold: write because \"…\" behind it"));
        return;
    }
    if let (Some(until), Some(dateline)) = (terms.until, dateline)
        && until < dateline.date
    {
        mark.read = Err(format!(
            "the mark held until {until}, and no longer does: mend what it was about, or give it a new day"
        ));
        return;
    }
    if let Some(words) = &terms.at {
        let there: Vec<SourceSpan> = blocks(document, 0..document.blocks().len() as u32, |text| text.contains(words));
        mark.told = "in a block with these words";
        if there.is_empty() {
            mark.read = Err(format!("the draft nowhere has the words \"{words}\""));
            return;
        }
        mark.reach = there;
    }
}

/// Where blocks stand in the file.
fn blocks(document: &Document, which: std::ops::Range<u32>, wanted: impl Fn(&str) -> bool) -> Vec<SourceSpan> {
    let which = which.start as usize..which.end as usize;
    let all = document.blocks().get(which).unwrap_or_default().iter().filter(|b| wanted(&b.text));
    all.map(|b| SourceSpan { start: b.map.start(0), end: b.map.end(b.text.len() as u32) }).collect()
}

/// The marks of a draft: those of its front matter, of its comments, and of the file beside it.
fn marks(document: &Document) -> Vec<Mark<'_>> {
    let whole = || vec![SourceSpan { start: 0, end: document.source().len() as u32 }];
    let told = "in the draft";
    let mut out = Vec::new();
    for (text, span) in &document.front().marks {
        let read = lasting(mark::line(text));
        out.push(Mark {
            span: Some(*span),
            place: String::new(),
            text,
            read,
            reach: whole(),
            told,
            used: false,
            met: Vec::new(),
        });
    }
    let mut open: Vec<usize> = Vec::new();
    for comment in document.comments() {
        let Some(said) = mark::comment(&comment.text).or_else(|| comment.open.then(|| Err(String::new()))) else {
            continue;
        };
        let said = if comment.open { Err(unclosed(&said)) } else { said };
        // Nobody knows what one says that cannot be read: it may have been an `on`, and hides nothing.
        if matches!(said, Ok(Said::On) | Err(_))
            && let Some(mark) = open.pop().and_then(|at| out.get_mut(at))
        {
            mark.reach = mark.reach.iter().map(|r| SourceSpan { end: comment.span.start, ..*r }).collect();
            if said.is_ok() {
                continue;
            }
        }
        if matches!(said, Ok(Said::Off(_))) {
            open.push(out.len());
        }
        out.push(of_comment(document, comment, said));
    }
    for at in open {
        if let Some(mark) = out.get_mut(at) {
            mark.told = "to the end of the draft, since no `on` follows";
        }
    }
    out.extend(strays::strays(document).into_iter().map(|(span, text, error)| Mark {
        span: Some(span),
        place: String::new(),
        text,
        read: Err(error),
        reach: Vec::new(),
        told,
        used: false,
        met: Vec::new(),
    }));
    let (name, text) = document.sidecar().unwrap_or_default();
    for (number, line) in (1..).zip(text.lines()) {
        let text = line.trim().trim_start_matches(crate::document::BOM);
        if text.is_empty() || text.starts_with('#') {
            continue;
        }
        let read = lasting(mark::line(text));
        let place = format!("{name}, line {number}: ");
        out.push(Mark { span: None, place, text, read, reach: whole(), told, used: false, met: Vec::new() });
    }
    out
}

/// What is wrong with a comment that is never closed.
fn unclosed(said: &Result<Said, String>) -> String {
    let mark = said.as_ref().map_or_else(|error| !error.is_empty(), |_| true);
    String::from(if mark {
        "the comment of the mark is never closed, and so it does not hold: write `-->` at its end"
    } else {
        "a comment is never closed: write `-->` at its end, or readers see nothing of what follows"
    })
}

/// What is said of a whole draft has no end.
fn lasting(said: Result<Said, String>) -> Result<Terms, String> {
    match said? {
        Said::Ignore(terms) | Said::Off(terms) => Ok(terms),
        Said::On => Err(String::from("`on` ends a stretch that a comment began, and there is none here")),
    }
}

fn of_comment<'d>(document: &'d Document, comment: &'d Comment, said: Result<Said, String>) -> Mark<'d> {
    let rest = SourceSpan { start: comment.span.end, end: document.source().len() as u32 };
    let (read, reach, told) = match said {
        Ok(Said::Ignore(terms)) => (Ok(terms), blocks(document, comment.next.clone(), |_| true), "in the next block"),
        Ok(Said::Off(terms)) => (Ok(terms), vec![rest], "between it and `on`"),
        Ok(Said::On) => (Err(String::from("`on` ends nothing: there is no `off` before it")), Vec::new(), ""),
        Err(error) => (Err(error), Vec::new(), ""),
    };
    Mark {
        span: Some(comment.span),
        place: String::new(),
        text: &comment.text,
        read,
        reach,
        told,
        used: false,
        met: Vec::new(),
    }
}

/// What is wrong with a mark that nothing came of.
fn slip(mark: &Mark<'_>, document: &Document, names: &[&str], options: &Options) -> Finding {
    let message = match &mark.read {
        Err(error) => error.clone(),
        Ok(_) => {
            let idle = mark.idle();
            // Where other names of it are of use, it is that one alone.
            let what = if mark.used { "a part of the mark" } else { "the mark" };
            let unknown = |name: &&String| !names.contains(&name.as_str()) && Fingerprint::parse(name).is_none();
            match idle.iter().copied().find(unknown) {
                Some(name) => {
                    let near = nearest(name, names.iter().copied().chain(mark::KEYS));
                    let help = near.map_or_else(String::new, |n| format!("; did you mean `{n}`?"));
                    format!("{what} is unused: no fact or check is called `{name}`{help}")
                }
                None => {
                    let names: Vec<&str> = idle.iter().map(|name| name.as_str()).collect();
                    let of = if names.is_empty() { String::new() } else { format!(" on {}", names.join(", ")) };
                    format!("{what} is unused: there is nothing to be told{of} {}", mark.told)
                }
            }
        }
    };
    let message = format!("{}{message}.", mark.place).replace("?.", "?");
    let mut chars = message.chars();
    // What begins with the name of a file or a word of the mark stays as it is.
    let message = match chars.next() {
        Some(first) if mark.place.is_empty() => first.to_uppercase().chain(chars).collect(),
        _ => message,
    };
    let span = mark.span.unwrap_or(SourceSpan { start: 0, end: 0 });
    Finding {
        verdict: Verdict::Disagree,
        rule: Rule::Mark.name(),
        message,
        severity: options.severity(Rule::Mark),
        fingerprint: Fingerprint::of(&[Rule::Mark.name(), mark.text]),
        ..Finding::at(document, span)
    }
}

/// Equal marks are told apart as equal findings are.
fn number(findings: &mut [Finding]) {
    let mut seen = FxHashMap::<Fingerprint, usize>::default();
    for finding in findings.iter_mut().filter(|f| f.rule == Rule::Mark.name()) {
        let first = finding.fingerprint;
        let count = seen.entry(first).or_default();
        *count += 1;
        finding.fingerprint = first.nth(*count);
    }
}

//! JSON Lines: one draft a line, in order, in a bounded window; a bad line costs only itself.

use super::ahead::Opened;
use super::fix::Fixed;
use super::job::{Bad, Done, Outcome};
use super::run::{Ground, Run};
use crate::checker::Checker;
use crate::claims::Dateline;
use crate::document::{Document, Format};
use crate::facts::{self, Facts, Severity};
use crate::lexicon::Lexicon;
use crate::pairing::Index;
use rayon::prelude::*;
use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Mutex;

/// Bytes read at a time. Lines that are complete in what has come are checked together, so a program
/// that waits for its answer gets it, and a file keeps every thread at work.
const WINDOW: usize = 1 << 20;

/// The longest line that is read.
const LONGEST: usize = 256 << 20;

/// A line, as far as it could be read.
#[derive(Debug, Default)]
struct Line {
    id: Option<Box<RawValue>>,
    text: Option<String>,
    date: Option<String>,
    facts: Option<serde_json::Value>,
    format: Option<String>,
}

/// Fills a [`Line`] key by key, so that what came before a mistake is kept.
struct Filling<'l>(&'l mut Line);

impl<'de> Visitor<'de> for Filling<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with `id` and `text`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        fn once<T, E: Error>(slot: &mut Option<T>, value: Option<T>, key: &str) -> Result<(), E> {
            if slot.is_some() {
                return Err(E::custom(format!("`{key}` stands there twice")));
            }
            *slot = value;
            Ok(())
        }
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "id" => once(&mut self.0.id, Some(map.next_value()?), "id")?,
                "text" => once(&mut self.0.text, Some(map.next_value()?), "text")?,
                "date" => once(&mut self.0.date, map.next_value()?, "date")?,
                "facts" => once(&mut self.0.facts, map.next_value()?, "facts")?,
                "format" => once(&mut self.0.format, map.next_value()?, "format")?,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

impl Line {
    /// Reads a line. What could be read stands in the line even where there is an error.
    fn read(bytes: &[u8]) -> (Self, Result<(), String>) {
        let mut line = Self::default();
        let Ok(text) = std::str::from_utf8(bytes) else {
            return (line, Err(String::from("the line is not UTF-8 text")));
        };
        let mut json = serde_json::Deserializer::from_str(text);
        let read = json.deserialize_map(Filling(&mut line)).and_then(|()| json.end());
        // The parser counts lines of its own, which would be taken for those of the input.
        let read = read.map_err(|e| {
            let told = e.to_string();
            let message = told.rsplit_once(" at line ").map_or(told.as_str(), |(m, _)| m);
            format!("{message} at column {}", e.column())
        });
        (line, read)
    }

    fn document(&mut self, name: &str) -> Result<Document, String> {
        let text = self.text.take().ok_or("it has no `text`")?;
        let format = match self.format.as_deref() {
            None | Some("text") => Format::Text,
            Some("markdown") => Format::Markdown,
            Some(other) => {
                return Err(format!("`format` is `{other}`: write \"text\" or \"markdown\""));
            }
        };
        let document = Document::read(name, text.into_bytes(), format).map_err(|e| e.to_string())?;
        let Some(date) = self.date.take() else {
            return Ok(document);
        };
        if Dateline::parse(&date).is_none() {
            return Err(format!(
                "`date` is `{date}`: write \"2015-05-12\", or \"2015-05-12T16:00\" where the hour matters"
            ));
        }
        Ok(document.dated(date))
    }
}

/// Whether a line is a draft with facts of its own, as far as can be told without reading them.
pub(super) fn has_facts(bytes: &[u8]) -> bool {
    // The key may be written with escapes.
    let may = bytes.windows(5).any(|w| w == b"facts") || bytes.windows(2).any(|w| w == b"\\u");
    if !may {
        return false;
    }
    let (line, read) = Line::read(trimmed(bytes));
    read.is_ok() && line.facts.is_some_and(|facts| facts.as_array().is_none_or(|all| !all.is_empty()))
}

/// A line without its end, and without the mark that a file may begin with.
fn trimmed(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.trim_ascii_end();
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

/// Reads all lines of a file, or of standard input, and reports them in order.
pub(super) fn run(run: &mut Run<'_>, path: Option<&Path>, input: Opened, group: usize) -> io::Result<()> {
    let name = path.map_or_else(|| String::from("-"), |p| p.to_string_lossy().into_owned());
    let input = match input {
        Ok(input) => input,
        Err(error) => return run.tell(vec![Err(Bad { name, id: None, line: false, error })]),
    };
    let mut input = BufReader::with_capacity(WINDOW, input);
    let mut number = 0;
    let desks = Desks::default();
    loop {
        let lines = match window(&mut input, &mut number) {
            Ok(lines) => lines,
            Err(error) => {
                return run.tell(vec![Err(Bad { name, id: None, line: true, error: error.to_string() })]);
            }
        };
        if lines.is_empty() {
            return Ok(());
        }
        let ground = run.ground;
        let desks = &desks;
        let one = |(number, bytes): &(usize, Vec<u8>)| {
            let outcome = answer(ground, desks, &format!("{name}:{number}"), bytes, group);
            ground.step();
            outcome
        };
        let outcomes: Vec<Outcome> =
            if let [only] = lines.as_slice() { vec![one(only)] } else { lines.par_iter().map(one).collect() };
        run.tell(outcomes)?;
        run.flush()?;
    }
}

/// The next lines, with their numbers: as many as are there without waiting, one at least. Empty
/// lines are passed over.
fn window(input: &mut BufReader<impl Read>, number: &mut usize) -> io::Result<Vec<(usize, Vec<u8>)>> {
    let mut lines = Vec::new();
    loop {
        let mut line = Vec::new();
        if input.by_ref().take(LONGEST as u64).read_until(b'\n', &mut line)? == 0 {
            return Ok(lines);
        }
        if line.len() == LONGEST && line.last() != Some(&b'\n') {
            skip_line(input)?;
        }
        *number += 1;
        if !line.trim_ascii().is_empty() {
            lines.push((*number, line));
        }
        if !lines.is_empty() && !input.buffer().contains(&b'\n') {
            return Ok(lines);
        }
    }
}

fn skip_line(input: &mut BufReader<impl Read>) -> io::Result<()> {
    loop {
        let buffer = input.fill_buf()?;
        let end = buffer.iter().position(|&b| b == b'\n');
        let (used, done) = (end.map_or(buffer.len(), |e| e + 1), end.is_some() || buffer.is_empty());
        input.consume(used);
        if done {
            return Ok(());
        }
    }
}

fn answer(ground: &Ground<'_>, desks: &Desks, name: &str, bytes: &[u8], group: usize) -> Outcome {
    let (mut line, read) = Line::read(trimmed(bytes));
    let checked = read.and_then(|()| {
        let document = super::panic::guarded(|| line.document(name))??;
        let (shared, desk, settings) = ground.facts(group).ok_or("it has no facts")?;
        let (base, lexicon): (&Facts, &Lexicon) = (&desk.facts, &desk.lexicon);
        let (warnings, inline, checked) = match line.facts.take() {
            None => (Vec::new(), false, ground.examine(shared, &document)?),
            Some(inline) => {
                let mut inline = super::panic::guarded(|| facts::inline(&inline, lexicon))?;
                let warnings = complaints(&mut inline, name)?;
                let some = !inline.facts.is_empty() || !inline.only_values();
                let examined = if base.facts.is_empty() && base.only_values() && base.date.is_none() {
                    ground.examine(&Checker::new(lexicon, &inline, settings), &document)
                } else if !inline.only_values() {
                    let all = base.clone().merge(inline);
                    ground.examine(&Checker::new(lexicon, &all, settings), &document)
                } else {
                    desks.beside(base, shared, lexicon, inline, |facts, index| {
                        ground.examine(&Checker::over(lexicon, facts, index, settings), &document)
                    })
                };
                (warnings, some, examined?)
            }
        };
        Ok(Done { document, id: line.id.take(), checked, group, line: true, fixed: Fixed::default(), inline, warnings })
    });
    checked.map_err(|error| Bad { name: name.to_owned(), id: line.id, line: true, error })
}

/// Copies of the facts of `--facts` and their index, for lines that have facts of their own: one for each
/// line that is checked at a time, not one for each line.
#[derive(Default)]
struct Desks(Mutex<Vec<(Facts, Index)>>);

impl Desks {
    /// Asks `with` over the facts of a line beside those of `--facts`.
    fn beside<T>(
        &self,
        base: &Facts,
        shared: &Checker<'_>,
        lexicon: &Lexicon,
        inline: Facts,
        with: impl FnOnce(&Facts, &Index) -> Result<T, String>,
    ) -> Result<T, String> {
        let free = self.0.lock().ok().and_then(|mut desks| desks.pop());
        let (mut facts, mut index) = free.unwrap_or_else(|| (base.clone(), shared.index().clone()));
        facts = facts.merge(inline);
        // A desk on which something went wrong is not used again.
        let answer = index.with_more(&facts, lexicon, |index| with(&facts, index))?;
        facts.facts.truncate(base.facts.len());
        facts.subjects.truncate(base.subjects.len());
        facts.names.groups.truncate(base.names.groups.len());
        facts.complaints.truncate(base.complaints.len());
        facts.owed.truncate(base.owed.len());
        facts.date.clone_from(&base.date);
        if let Ok(mut desks) = self.0.lock() {
            desks.push((facts, index));
        }
        Ok(answer)
    }
}

/// Takes the complaints about inline facts out: warnings for the run, or the first error, which is the line's.
fn complaints(inline: &mut Facts, name: &str) -> Result<Vec<String>, String> {
    let mut warnings = Vec::new();
    let mut errors = Vec::new();
    for complaint in inline.complaints.drain(..) {
        match complaint.severity {
            Severity::Error => errors.push(complaint.message),
            Severity::Warning | Severity::Note => warnings.push(format!("warning: {name}: {}", complaint.message)),
        }
    }
    match errors.as_slice() {
        [] => Ok(warnings),
        [only] => Err(format!("`facts`: {only}")),
        [first, more @ ..] => Err(format!("`facts`: {first} (and {} more)", more.len())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checker::Settings;

    #[test]
    fn facts_are_seen_ahead_where_a_line_has_some() {
        for (line, has) in [
            (r#"{"text": "a", "facts": [{"id": "b"}]}"#, true),
            ("\u{feff}{\"text\": \"a\", \"f\\u0061cts\": [{\"id\": \"b\"}]}\r\n", true),
            (r#"{"text": "a", "facts": []}"#, false),
            (r#"{"text": "a", "facts": null}"#, false),
            (r#"{"text": "the facts", "meta": {"facts": [1]}}"#, false),
            (r#"{"text": "a", "facts": [{"id": "b"}]"#, false),
            ("facts", false),
        ] {
            assert_eq!(has_facts(line.as_bytes()), has, "{line}");
        }
    }

    #[test]
    fn what_stands_before_a_mistake_is_kept() {
        for (text, id, says) in [
            (r#"{"id": "a1", "text": "cut off"#, Some("\"a1\""), "EOF"),
            (r#"{"id": 7, "text": 5}"#, Some("7"), "expected a string"),
            (r#"["a1"]"#, None, "an object with"),
            (r#"{"id": "a", "text": "x", "text": "y"}"#, Some("\"a\""), "twice"),
            (r#"{"id": "a", "text": "x"} more"#, Some("\"a\""), "trailing"),
        ] {
            let (line, read) = Line::read(text.as_bytes());
            assert_eq!(line.id.as_deref().map(RawValue::get), id, "{text}");
            let Err(error) = read else { panic!("{text} was read") };
            assert!(error.contains(says), "{error}");
        }
    }

    #[test]
    fn keys_of_others_are_passed_over_and_null_is_no_value() {
        let (mut line, read) =
            Line::read(br#"{"text": "Seven boats.", "date": null, "source": {"a": [1]}, "format": null}"#);
        assert_eq!(read, Ok(()));
        assert_eq!(line.document("-:1").map(|d| d.source().to_owned()), Ok(String::from("Seven boats.")));
    }

    #[test]
    fn a_window_holds_the_lines_that_have_come() {
        let mut input = BufReader::with_capacity(16, "{1}\n\n{2}\n{3333333333333333}\n{4}".as_bytes());
        let mut number = 0;
        let mut windows = Vec::new();
        loop {
            let Ok(lines) = window(&mut input, &mut number) else { panic!("it cannot be read") };
            if lines.is_empty() {
                break;
            }
            windows.push(
                lines.iter().map(|(n, l)| (*n, String::from_utf8_lossy(l).trim().to_owned())).collect::<Vec<_>>(),
            );
        }
        let all: Vec<_> = windows.concat();
        assert_eq!(all.iter().map(|(n, _)| *n).collect::<Vec<_>>(), [1, 3, 4, 5]);
        assert!(windows.len() > 1, "{windows:?}");
    }

    #[test]
    fn a_desk_is_as_new_for_every_line() {
        let lexicon = Lexicon::english().expect("the packs load");
        let read = |id: &str, about: &str, value: u32| {
            facts::inline(&serde_json::json!([{"id": id, "about": about, "value": value}]), &lexicon)
        };
        let base = read("base", "boats", 7);
        let shared = Checker::new(&lexicon, &base, Settings::default());
        let document = Document::text("-", String::from("Seven boats sank. Nine barges sank."));
        let desks = Desks::default();
        let verdicts = |more: Facts| {
            let told = desks.beside(&base, &shared, &lexicon, more, |facts, index| {
                let checker = Checker::over(&lexicon, facts, index, Settings::default());
                Ok(checker.check(&document).findings.iter().map(|f| f.verdict.name()).collect::<Vec<_>>())
            });
            told.expect("it is checked")
        };
        for _ in 0..2 {
            assert_eq!(verdicts(read("a", "barges", 9)), ["match", "match"]);
            assert_eq!(verdicts(read("b", "barges", 8)), ["match", "disagree"]);
            assert_eq!(verdicts(read("c", "crews", 3)), ["match", "unchecked"]);
            assert_eq!(verdicts(Facts::default()), ["match", "unchecked"]);
        }
        assert_eq!(desks.0.lock().map(|d| d.len()).ok(), Some(1));
    }
}

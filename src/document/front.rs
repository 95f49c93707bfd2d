//! Front matter: `date`, `facts`, `title` and `factlint` are ours and read strictly, other keys are ignored, of
//! whatever shape. YAML between `---` lines is read by the little of it that our keys need; TOML
//! between `+++` lines by its own parser.

mod yaml;

use super::{BOM, DocumentError, SourceMap, SourceSpan};
use jiff::civil::DateTime;
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// The keys that are ours.
const OURS: [&str; 4] = ["date", "facts", "title", "factlint"];

/// What a draft's front matter says under the keys that factlint knows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FrontMatter {
    /// The dateline, `2015-05-12` or `2013-02-12T04:30`; seconds and offsets are left out.
    pub date: Option<String>,
    /// Facts files, relative to the draft, and where each is named.
    pub facts: Vec<(String, SourceSpan)>,
    /// The headline, and where its text stands in the file.
    pub title: Option<(String, SourceSpan)>,
    /// Marks for the whole draft, as written, and where they stand.
    pub marks: Vec<(String, SourceSpan)>,
    /// The keys that are ours, and at which byte of the file each stands.
    pub keys: Vec<(&'static str, usize)>,
    /// The keys that are not, and where each of them and what it holds stands.
    pub others: Vec<(String, SourceSpan, SourceSpan)>,
}

/// Front matter, read.
#[derive(Debug, Default)]
pub(super) struct Matter {
    /// What it says.
    pub front: FrontMatter,
    /// The prose of its title.
    pub headline: Option<(String, SourceMap)>,
    /// Where the text below it begins.
    pub body: usize,
}

/// A value of one of our keys as it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Scalar {
    text: String,
    map: SourceMap,
    span: Range<usize>,
}

/// What a key holds; of one that is not ours only its extent.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Told {
    One(Scalar),
    Many(Vec<Scalar>),
    /// Something else, of this extent.
    Other(Range<usize>),
    /// Nothing, as in `date:`.
    Nothing,
}

/// A mistake: where, and what to write instead.
struct Mistake(usize, String);

/// The front matter of a Markdown text; without any, the body is the whole text behind a byte-order mark.
pub(super) fn read(source: &str) -> Result<Matter, DocumentError> {
    let start = if source.starts_with(BOM) { BOM.len_utf8() } else { 0 };
    let none = Matter { body: start, ..Matter::default() };
    let told = if let Some((inner, body)) = fenced(source, start, "---", &["---", "..."]) {
        if !yaml::is_mapping(source, &inner) {
            return Ok(none);
        }
        yaml::keys(source, &inner).map(|told| (told, body))
    } else if let Some((inner, body)) = fenced(source, start, "+++", &["+++"]) {
        toml_keys(source, &inner).map(|told| (told, body))
    } else {
        return Ok(none);
    };
    told.and_then(|(told, body)| {
        let mut matter = Matter { body, ..Matter::default() };
        let mut seen: Vec<&str> = Vec::new();
        for (at, key, value) in told {
            let Some(key) = OURS.into_iter().find(|k| *k == key) else {
                if let Told::Other(span) = value {
                    let place = |from: usize, to: usize| SourceSpan { start: from as u32, end: to as u32 };
                    matter.front.others.push((key.clone(), place(at, at + key.len()), place(span.start, span.end)));
                }
                continue;
            };
            if seen.contains(&key) {
                return Err(Mistake(at, format!("`{key}` stands there twice: leave one")));
            }
            seen.push(key);
            matter.front.keys.push((key, at));
            matter.take(key, value)?;
        }
        Ok(matter)
    })
    .map_err(|Mistake(at, message)| {
        let before = source.get(..at).unwrap_or(source);
        let line_start = before.rfind('\n').map_or(start.min(before.len()), |i| i + 1);
        let column = before.get(line_start..).unwrap_or("").chars().count() + 1;
        DocumentError::FrontMatter { line: before.matches('\n').count() + 1, column, message }
    })
}

/// What lies between an opening line and a closing one, and where the text goes on.
fn fenced(source: &str, start: usize, opening: &str, closing: &[&str]) -> Option<(Range<usize>, usize)> {
    let mut lines = source.get(start..)?.split_inclusive('\n');
    let first = lines.next()?;
    if first.trim_end() != opening {
        return None;
    }
    let inner = start + first.len();
    let mut at = inner;
    for line in lines {
        if closing.contains(&line.trim_end()) {
            return Some((inner..at, at + line.len()));
        }
        at += line.len();
    }
    None
}

impl Matter {
    fn take(&mut self, key: &str, value: Told) -> Result<(), Mistake> {
        match (key, value) {
            (_, Told::Nothing) => {}
            ("date", Told::One(scalar)) => {
                let told = date(&scalar.text);
                self.front.date = Some(told.ok_or_else(|| {
                    Mistake(scalar.span.start, format!("`date` is `{}`, which is not a date that can be read: write 2015-05-12, or 2015-05-12T16:00", scalar.text))
                })?);
            }
            ("title", Told::One(scalar)) => {
                let span = SourceSpan { start: scalar.span.start as u32, end: scalar.span.end as u32 };
                self.front.title = Some((scalar.text.clone(), span));
                if !scalar.text.trim().is_empty() {
                    self.headline = Some((scalar.text, scalar.map));
                }
            }
            ("factlint", Told::One(scalar)) => self.front.marks = vec![placed(scalar)],
            ("factlint", Told::Many(scalars)) => self.front.marks = scalars.into_iter().map(placed).collect(),
            ("facts", Told::One(scalar)) => self.front.facts = vec![placed(scalar)],
            ("facts", Told::Many(scalars)) => self.front.facts = scalars.into_iter().map(placed).collect(),
            (_, Told::Many(scalars)) => {
                let at = scalars.first().map_or(0, |s| s.span.start);
                return Err(Mistake(at, format!("`{key}` is a list: write one value")));
            }
            (_, Told::Other(span)) => {
                let help = match key {
                    "date" => "write 2015-05-12",
                    "title" => "write the headline, in quotes where it holds a colon",
                    "factlint" => "write a mark, or a list of them: 'ignore dead because \"…\"'",
                    _ => "write the path of a facts file, or a list: [a.toml, b.toml]",
                };
                return Err(Mistake(span.start, format!("`{key}` cannot be read: {help}")));
            }
            _ => {}
        }
        Ok(())
    }
}

/// A value with where it stands.
fn placed(scalar: Scalar) -> (String, SourceSpan) {
    (scalar.text, SourceSpan { start: scalar.span.start as u32, end: scalar.span.end as u32 })
}

/// A dateline as front matter writes it, in the form of [`FrontMatter::date`]: ISO 8601, with `T` or
/// a space before the time. An offset is left out, since a draft's hours are those of its own place.
fn date(text: &str) -> Option<String> {
    let text = text.trim();
    let (day, time) = match text.find(['T', 't', ' ']) {
        None => (text, ""),
        Some(at) => (text.get(..at)?, text.get(at + 1..)?.trim()),
    };
    let day = (day.len() == 10).then(|| day.parse::<jiff::civil::Date>().ok()).flatten()?;
    if time.is_empty() {
        return (day.to_string().len() == text.len()).then(|| day.to_string());
    }
    let clock = time.trim_end_matches(['Z', 'z']).split(['+', '-']).next()?.trim();
    let offset = time.get(clock.len()..)?.trim();
    let known = offset.is_empty()
        || offset.eq_ignore_ascii_case("z")
        || offset.get(1..)?.chars().all(|c| c.is_ascii_digit() || c == ':');
    let moment: DateTime = format!("{day}T{clock}").parse().ok().filter(|_| known && clock.contains(':'))?;
    Some(format!("{day}T{:02}:{:02}", moment.hour(), moment.minute()))
}

type Keys = Vec<(usize, String, Told)>;

/// The keys of TOML front matter.
fn toml_keys(source: &str, inner: &Range<usize>) -> Result<Keys, Mistake> {
    let text = source.get(inner.clone()).unwrap_or("");
    let (table, errors) = DeTable::parse_recoverable(text);
    if let Some(error) = errors.first() {
        let at = error.span().map_or(0, |s| s.start);
        return Err(Mistake(inner.start + at, format!("the front matter is not TOML: {}", error.message())));
    }
    let scalar = |value: &toml::Spanned<DeValue<'_>>| {
        let span = inner.start + value.span().start..inner.start + value.span().end;
        let written = source.get(span.clone()).unwrap_or("");
        let text = match value.get_ref() {
            DeValue::String(s) => s.to_string(),
            DeValue::Datetime(d) => d.to_string(),
            _ => return None,
        };
        // Where the string is written as it reads, its bytes are those between the quotes.
        let map = match written.find(text.as_str()) {
            Some(at) => SourceMap::identity((span.start + at) as u32, text.len() as u32),
            None => {
                let mut map = SourceMap::default();
                map.push(0, text.len() as u32, span.start as u32, span.len() as u32);
                map
            }
        };
        Some(Scalar { text, map, span })
    };
    let told = table.get_ref().iter().map(|(key, value)| {
        let span = inner.start + value.span().start..inner.start + value.span().end;
        let told = match value.get_ref() {
            _ if !OURS.contains(&key.get_ref().as_ref()) => None,
            DeValue::Array(items) => items.iter().map(scalar).collect::<Option<_>>().map(Told::Many),
            _ => scalar(value).map(Told::One),
        };
        (inner.start + key.span().start, key.get_ref().to_string(), told.unwrap_or(Told::Other(span)))
    });
    Ok(told.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn front(source: &str) -> FrontMatter {
        match read(source) {
            Ok(matter) => matter.front,
            Err(error) => panic!("{source}\n{error}"),
        }
    }

    fn error(source: &str) -> String {
        match read(source) {
            Ok(matter) => panic!("{source} is read as {:?}", matter.front),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn our_keys_are_read_and_others_of_any_shape_passed_over() {
        let source = "---\nauthor: {name: A, date: 2001-01-01}\nseo:\n  date: never\n  facts: [x\ntags:\n- date: 3\n# date: 4\ntext: |\n  title: no\ndate: 2015-05-12 # the day\nfacts: [a.toml, 'b c.toml']\ntitle: 'It''s 43'\n---\nBody";
        let front = front(source);
        assert_eq!(front.date.as_deref(), Some("2015-05-12"));
        let facts: Vec<_> =
            front.facts.iter().map(|(f, at)| (f.as_str(), &source[at.start as usize..at.end as usize])).collect();
        assert_eq!(facts, [("a.toml", "a.toml"), ("b c.toml", "'b c.toml'")]);
        assert_eq!(front.title.map(|t| t.0).as_deref(), Some("It's 43"));
        assert_eq!(read(source).map(|m| &source[m.body..]), Ok("Body"));
    }

    #[test]
    fn marks_are_one_or_a_list() {
        for source in [
            "---\nfactlint: ignore dead because \"agreed\"\n---\n",
            "---\nfactlint:\n- ignore dead because \"agreed\"\n---\n",
            "---\nfactlint: ['ignore dead because \"agreed\"']\n---\n",
            "+++\nfactlint = 'ignore dead because \"agreed\"'\n+++\n",
        ] {
            let marks = front(source).marks;
            let [(text, span)] = marks.as_slice() else { panic!("{source}: {marks:?}") };
            assert_eq!(text, "ignore dead because \"agreed\"", "{source}");
            assert!(source[span.start as usize..span.end as usize].contains("ignore dead"), "{source}");
        }
        assert!(error("---\nfactlint: {ignore: dead}\n---\n").contains("write a mark"));
    }

    #[test]
    fn toml_front_matter_is_read_alike() {
        let front = front(
            "+++\ndate = 2015-05-12T16:00:00+03:00\nfacts = [\"a.toml\"]\ntitle = \"Ferry sinks\"\n[extra]\ndate = 7\n+++\n",
        );
        assert_eq!(front.date.as_deref(), Some("2015-05-12T16:00"));
        assert_eq!(front.facts.iter().map(|(f, _)| f.as_str()).collect::<Vec<_>>(), ["a.toml"]);
        assert_eq!(front.title.map(|t| t.0).as_deref(), Some("Ferry sinks"));
    }

    #[test]
    fn dates_are_iso_with_or_without_a_time() {
        for (text, expected) in [
            ("2015-05-12", Some("2015-05-12")),
            ("2015-05-12T16:00:00Z", Some("2015-05-12T16:00")),
            ("2015-05-12 16:00:30 +0300", Some("2015-05-12T16:00")),
            ("2015-05-12T16:00-05:00", Some("2015-05-12T16:00")),
            ("2015-02-30", None),
            ("12 May 2015", None),
            ("2015-5-12", None),
            ("2015-05-12T25:00", None),
            ("2015-05-12 at noon", None),
            ("2015-05-12-06", None),
        ] {
            assert_eq!(date(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_bad_value_of_ours_is_an_error_with_its_place() {
        assert_eq!(
            error("---\nslug: x\ndate: 12 May\n---\n"),
            "3:7: `date` is `12 May`, which is not a date that can be read: write 2015-05-12, or 2015-05-12T16:00"
        );
        assert!(error("---\ndate: [2015-05-12]\n---\n").starts_with("2:8: `date` is a list"));
        assert!(error("---\nfacts: {a: b}\n---\n").starts_with("2:8: `facts` cannot be read"));
        assert!(error("---\ndate: 2015-05-12\ndate: 2015-05-13\n---\n").starts_with("3:1: `date` stands there twice"));
        assert!(error("+++\ntitle = 7\n+++\n").starts_with("2:9: `title` cannot be read"));
        assert!(error("+++\ntitle = \n+++\n").starts_with("2:"));
        assert!(error("---\nfacts: [a.toml\n---\n").starts_with("2:8: `facts` cannot be read"));
    }

    #[test]
    fn what_only_looks_like_front_matter_is_text() {
        for source in [
            "---\nA text between rules.\n\n---\nMore",
            "---\ndate: 2015-05-12\nnever closed",
            "----\ndate: x\n----\n",
            "Text\n---\ndate: x\n---\n",
        ] {
            assert_eq!(read(source).map(|m| (m.body, m.front)), Ok((0, FrontMatter::default())), "{source:?}");
        }
    }
}

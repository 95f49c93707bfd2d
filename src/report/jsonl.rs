//! `--format jsonl`: one object a draft, in the order of the drafts, nothing kept.

use super::guard::{Bracket, Guarded};
use super::json::write_items;
use super::{DraftReport, Report, RunInfo, Summary, Unreadable};
use serde_json::value::RawValue;
use std::io::{self, Write};

/// JSON Lines: `{"id": "a1", "findings": […]}`, or `{"id": "a1", "error": "…"}`. The id of a draft
/// from a file is its path.
pub struct Jsonl<W> {
    out: W,
    /// The line that is being written: the sink gets it whole.
    line: Vec<u8>,
    run: Option<RunInfo>,
}

impl<W: Write> Jsonl<W> {
    /// A report to this sink.
    pub fn new(out: W) -> Self {
        Self { out, line: Vec::new(), run: None }
    }

    /// The sink.
    #[cfg(test)]
    pub(super) fn into_inner(self) -> W {
        self.out
    }

    fn id(&mut self, id: Option<&RawValue>, path: Option<&str>) -> io::Result<()> {
        match (id, path) {
            (Some(id), _) => serde_json::to_writer(&mut self.line, id)?,
            (None, Some(path)) => serde_json::to_writer(&mut self.line, path)?,
            (None, None) => self.line.extend_from_slice(b"null"),
        }
        Ok(())
    }

    fn hand_over(&mut self) -> io::Result<()> {
        self.line.push(b'\n');
        let written = Guarded::new(&mut self.out, Bracket::Json).write_all(&self.line);
        self.line.clear();
        written
    }
}

impl<W: Write> Report for Jsonl<W> {
    fn begin(&mut self, run: &RunInfo) -> io::Result<()> {
        self.run = Some(run.clone());
        Ok(())
    }

    fn draft(&mut self, draft: &DraftReport<'_>) -> io::Result<()> {
        let Some(run) = self.run.take() else {
            return Ok(());
        };
        self.line.extend_from_slice(b"{\"id\":");
        self.id(draft.id, Some(draft.document.name()))?;
        write_items(&mut self.line, &run, draft)?;
        self.run = Some(run);
        self.line.push(b'}');
        self.hand_over()
    }

    fn unreadable(&mut self, unreadable: &Unreadable<'_>) -> io::Result<()> {
        self.line.push(b'{');
        if unreadable.id.is_some() || !unreadable.line {
            self.line.extend_from_slice(b"\"id\":");
            self.id(unreadable.id, Some(unreadable.name))?;
            self.line.push(b',');
        }
        self.line.extend_from_slice(b"\"error\":");
        serde_json::to_writer(&mut self.line, unreadable.error)?;
        self.line.push(b'}');
        self.hand_over()
    }

    fn end(&mut self, _summary: &Summary) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{Run, document, draft, findings};
    use super::*;
    use crate::checker::Checked;
    use serde_json::Value;

    fn lines(report: Jsonl<Vec<u8>>) -> Vec<Value> {
        let text = String::from_utf8(report.out).expect("UTF-8");
        assert!(text.ends_with('\n'), "{text}");
        text.lines().map(|line| serde_json::from_str(line).expect("a line is an object")).collect()
    }

    #[test]
    fn a_draft_is_one_line_under_its_path() {
        let document = document();
        let mut report = Jsonl::new(Vec::new());
        Run::default().write(&mut report, &document, findings(&document));
        let [line] = lines(report).try_into().expect("one line");
        assert_eq!(line["id"], "tarn.txt");
        assert_eq!(line["findings"].as_array().map(Vec::len), Some(7));
        assert_eq!(line.as_object().map(serde_json::Map::len), Some(2));
    }

    #[test]
    fn an_id_comes_back_as_it_was_given() {
        let document = document();
        let checked = Checked {
            findings: Vec::new(),
            not_understood: 0,
            skipped: Vec::new(),
            suppressed: Vec::new(),
            dateline: None,
        };
        let mut report = Jsonl::new(Vec::new());
        report.begin(&Run::default().info()).expect("written");
        for id in ["\"a1\"", "17", "12345678901234567890.10"] {
            let id = RawValue::from_string(id.to_owned()).expect("JSON");
            let draft = DraftReport { id: Some(&id), ..draft(&document, &checked) };
            report.draft(&draft).expect("written");
        }
        let text = String::from_utf8(report.out).expect("UTF-8");
        let expected = "{\"id\":\"a1\",\"findings\":[]}\n{\"id\":17,\"findings\":[]}\n{\"id\":12345678901234567890.10,\"findings\":[]}\n";
        assert_eq!(text, expected);
    }

    #[test]
    fn a_bad_line_is_an_error_with_its_id_where_that_could_be_read() {
        let id = RawValue::from_string("7".to_owned()).expect("JSON");
        let mut report = Jsonl::new(Vec::new());
        report.begin(&Run::default().info()).expect("written");
        let error = "no \"text\"";
        report.unreadable(&Unreadable { name: "-:1", id: Some(&id), line: true, error }).expect("written");
        report.unreadable(&Unreadable { name: "-:2", id: None, line: true, error }).expect("written");
        report.unreadable(&Unreadable { name: "a.md", id: None, line: false, error }).expect("written");
        let text = String::from_utf8(report.out).expect("UTF-8");
        let error = r#""error":"no \"text\"""#;
        assert_eq!(text, format!("{{\"id\":7,{error}}}\n{{{error}}}\n{{\"id\":\"a.md\",{error}}}\n"));
    }
}

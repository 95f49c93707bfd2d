//! `--format github`: commands by which GitHub's runner annotates the lines of drafts; and
//! [`JobSummary`], the page that it shows of a job.

use super::clean::Clean;
use super::columns::Unit;
use super::guard::{Bracket, Guarded};
use super::human::facts_line;
use super::problems::Problems;
use super::told::{self, Level, Spots};
use super::{RunInfo, Summary, Unreadable};
use crate::verdict::Finding;
use std::io::{self, Write};

/// So many annotations of each level does a step get; the runner drops the others without a word.
const MOST: usize = 10;

/// The runner cuts a message of more characters.
const LONGEST: usize = 4_000;

/// What is told of one finding.
struct Told {
    /// `title=…,file=…,line=…`, escaped.
    properties: String,
    message: String,
    /// The same for the log, on one line.
    plain: String,
}

/// Commands of GitHub's runner, the gravest first; what is beyond its limits stands in the log as plain lines.
pub struct Github<W> {
    out: Guarded<W>,
    run: Option<RunInfo>,
    /// By level, in the order of the drafts.
    told: [Vec<Told>; 3],
    /// Notices that are there already.
    notices: usize,
}

/// What follows `::` of a command, as the runner takes it apart.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// The message, and where it is too long a sign that it is cut.
fn cut(message: String) -> String {
    match message.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", message.get(..end).unwrap_or_default()),
        None => message,
    }
}

fn command(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "notice",
    }
}

/// The annotation of a finding. Columns that do not stand on one line are dropped, as the runner would.
fn annotation(spots: &Spots<'_>, level: Level, finding: &Finding) -> Told {
    let spot = spots.spot(finding.span, Unit::CodePoints);
    let title = told::title(finding);
    let lines = told::lines(finding);
    let mut properties = format!("title={}", property(&title));
    let mut place = String::from("standard input");
    let (start, end) = (spot.range.start, spot.range.end);
    if let Some(path) = &spot.path {
        let path = Clean::flow(path);
        properties.push_str(&format!(",file={},line={},endLine={}", property(path.as_str()), start.line, end.line));
        if start.line == end.line && end.column > start.column && finding.kind.is_some() {
            properties.push_str(&format!(",col={},endColumn={}", start.column, end.column));
        }
        place = path.to_string();
    }
    let message = cut(format!("{}{}", spot.inside, lines.join("\n")));
    let first = lines.first().map(String::as_str).unwrap_or_default();
    let name = command(level);
    let plain = format!("{name}: {place}:{}:{}: {}{title}: {first}", start.line, start.column, spot.inside);
    Told { properties, message, plain }
}

impl<W: Write> Github<W> {
    /// A report to this sink.
    pub fn new(out: W) -> Self {
        Self { out: Guarded::new(out, Bracket::Shown), run: None, told: Default::default(), notices: 0 }
    }

    fn keep(&mut self, level: Level, told: Told) {
        if let Some(list) = self.told.get_mut(level as usize) {
            list.push(told);
        }
    }
}

impl<W: Write> Problems for Github<W> {
    fn run(&mut self) -> &mut Option<RunInfo> {
        &mut self.run
    }

    fn open(&mut self, run: &RunInfo) -> io::Result<()> {
        if !run.facts_found {
            // What the run could not do comes before what it found.
            let message = Clean::flow(&facts_line(run).1).to_string();
            writeln!(self.out, "::notice title=factlint::{}", data(&message))?;
            self.notices = 1;
        }
        Ok(())
    }

    fn problem(&mut self, spots: &Spots<'_>, level: Level, finding: &Finding) -> io::Result<()> {
        self.keep(level, annotation(spots, level, finding));
        Ok(())
    }

    fn unread(&mut self, path: Option<&str>, line: usize, unreadable: &Unreadable<'_>) -> io::Result<()> {
        let message = told::cannot_be_read(unreadable);
        let mut properties = String::from("title=cannot be read");
        if let Some(path) = path {
            properties.push_str(&format!(",file={},line={line}", property(Clean::flow(path).as_str())));
        }
        let plain = format!("error: {message}");
        self.keep(Level::Error, Told { properties, message, plain });
        Ok(())
    }

    fn close(&mut self, summary: &Summary) -> io::Result<()> {
        let mut beyond: Vec<String> = Vec::new();
        for (level, list) in Level::ALL.into_iter().zip(std::mem::take(&mut self.told)) {
            let name = command(level);
            let all = list.len();
            // The last place is for how many more there are.
            let most = if level == Level::Note { MOST - self.notices } else { MOST };
            let shown = if all > most { most - 1 } else { all };
            for (index, told) in list.into_iter().enumerate() {
                if index < shown {
                    writeln!(self.out, "::{name} {}::{}", told.properties, data(&told.message))?;
                } else {
                    beyond.push(told.plain);
                }
            }
            if all > shown {
                writeln!(
                    self.out,
                    "::{name} title=factlint::{} more of {all} are not shown as annotations; the log of this step lists them.",
                    all - shown
                )?;
            }
        }
        for line in beyond {
            writeln!(self.out, "{line}")?;
        }
        let facts = self.run.as_ref().is_none_or(|run| run.facts_found);
        writeln!(self.out, "{}", summary.in_words(facts))?;
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{Run, document, findings};
    use super::*;
    use crate::document::Document;
    use crate::verdict::{Grade, Verdict};

    fn github(run: &Run, document: &Document, findings: Vec<Finding>) -> String {
        let mut report = Github::new(Vec::new());
        run.write(&mut report, document, findings);
        String::from_utf8(report.out.into_inner()).expect("UTF-8")
    }

    #[test]
    fn the_gravest_stand_first_each_at_its_place() {
        let document = document();
        let text = github(&Run::default(), &document, findings(&document));
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(
            lines[0],
            "::error title=disagree%2C fact ost-rising,file=tarn.txt,line=3,endLine=3,col=53,endColumn=64::The draft \
             reads as April 2015, the reference has April 2014; write the year.%0AWrite: since April 2014%0ASource: \
             Water board of Tarn, bulletin 31, as of 2015-05-11, https://example.org/ost"
        );
        // Over two lines there are no columns.
        assert!(lines[1].starts_with("::warning title=ambiguous,file=tarn.txt,line=4,endLine=5::"), "{}", lines[1]);
        assert!(lines[2].starts_with("::warning title=missing%2C fact dead,file=tarn.txt,line=1,endLine=1::"));
        assert!(lines[3].starts_with("::notice title=loose match%2C fact houses,"), "{}", lines[3]);
        assert_eq!(
            lines[4],
            "5 of 8 figures checked, 1 open, 2 not understood: 1 disagrees, 1 ambiguous, 1 missing, 3 match (1 loosely)"
        );
        assert_eq!(lines.len(), 5);
    }

    #[test]
    fn properties_and_messages_are_escaped_as_the_runner_unescapes_them() {
        assert_eq!(property("a:b,c;d%"), "a%3Ab%2Cc;d%25");
        assert_eq!(data("50% off\r\nnow: a, b"), "50%25 off%0D%0Anow: a, b");
        assert_eq!(cut("é".repeat(9_000)), "é".repeat(4_000) + "…");
        assert_eq!(cut("é".repeat(4_000)), "é".repeat(4_000));
    }

    #[test]
    fn of_more_than_ten_the_last_says_how_many_and_the_log_has_them_all() {
        let document = document();
        let one = findings(&document).remove(0);
        for (count, shown, more) in [(10, 10, None), (11, 9, Some(2)), (25, 9, Some(16))] {
            let text = github(&Run::default(), &document, vec![one.clone(); count]);
            let commands: Vec<&str> = text.lines().filter(|l| l.starts_with("::error")).collect();
            assert_eq!(commands.len(), shown + usize::from(more.is_some()));
            assert!(commands.len() <= MOST);
            if let Some(more) = more {
                assert!(commands[shown].contains(&format!("::{more} more of {count} ")), "{}", commands[shown]);
                assert_eq!(text.lines().filter(|l| l.starts_with("error: tarn.txt:3:53: ")).count(), more);
            }
        }
    }

    #[test]
    fn no_facts_are_a_notice_and_standard_input_has_no_file() {
        let document = Document::text("-", document().source().to_owned());
        let run = Run { facts_found: false, ..Run::default() };
        let mut found = findings(&document);
        found.retain(|f| f.verdict == Verdict::Disagree);
        let text = github(&run, &document, found);
        assert!(text.starts_with("::notice title=factlint::No facts were found: "), "{text}");
        assert!(text.contains("\n::error title=disagree%2C fact ost-rising::The draft"), "{text}");
        // It is one of the ten.
        let loose = findings(&document).into_iter().find(|f| f.verdict == Verdict::Match(Grade::Loose));
        let text = github(&run, &document, vec![loose.expect("a loose match"); 10]);
        assert_eq!(text.lines().filter(|l| l.starts_with("::notice")).count(), MOST, "{text}");
        assert!(text.contains("::2 more of 10 are not shown"), "{text}");
    }
}

//! The reports of a run: one drafts' worth of findings goes to all of them, each to its own place.

use super::args::{Destination, OutputFormat};
use super::output::{Output, Sink};
use super::{Failure, complain, terminal};
use crate::cli::args::Color;
use crate::report::{
    Command, Csv, DraftReport, Github, Gitlab, Html, Human, JOB_SUMMARY_MOST, JobSummary, Json, Jsonl, Junit, Markdown,
    Rdjsonl, Report, RunInfo, Sarif, Summary, Unreadable,
};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// One report under way.
struct One {
    format: OutputFormat,
    info: RunInfo,
    report: Box<dyn Report>,
    sink: Sink,
    /// Whoever read it has seen enough.
    gone: bool,
    /// The run is as good without it.
    aside: bool,
}

/// All reports of a run. Files appear at the end, all of them or none.
pub(super) struct Reports {
    all: Vec<One>,
}

/// What a run writes where: the report of `--format` on standard output, or in the file of an
/// `--output` without a format; beside it those of `--output FORMAT=FILE`.
pub(super) fn plan(
    format: Option<OutputFormat>,
    usual: OutputFormat,
    outputs: &[Destination],
) -> Result<Vec<(OutputFormat, PathBuf)>, Failure> {
    let standard = PathBuf::from("-");
    let mut out: Vec<(OutputFormat, PathBuf)> = Vec::new();
    let mut plain = outputs.iter().filter(|o| o.format.is_none());
    let main = plain.next().map(|o| o.path.clone());
    if let (Some(first), Some(second)) = (&main, plain.next()) {
        return Err(Failure::new(format!(
            "factlint: two reports of one format, in {} and {}; say which format goes where, as in \
             `--output sarif=report.sarif`",
            first.display(),
            second.path.display()
        )));
    }
    let others: Vec<(OutputFormat, PathBuf)> =
        outputs.iter().filter_map(|o| Some((o.format?, o.path.clone()))).collect();
    // `--output json=-` is what standard output gets, unless `--format` wants it for something else.
    let taken = main.is_none() && format.is_none() && others.iter().any(|(_, path)| is_standard(path));
    if !taken {
        out.push((format.unwrap_or(usual), main.unwrap_or(standard)));
    }
    out.extend(others);
    for (index, (_, path)) in out.iter().enumerate() {
        if out.iter().take(index).any(|(_, other)| same(other, path)) {
            let place = if is_standard(path) { String::from("standard output") } else { path.display().to_string() };
            return Err(Failure::new(format!("factlint: two reports would go to {place}")));
        }
    }
    Ok(out)
}

fn is_standard(path: &Path) -> bool {
    path.as_os_str() == "-" || path == Path::new("/dev/stdout")
}

fn same(a: &Path, b: &Path) -> bool {
    let real = |path: &Path| {
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let named = std::fs::canonicalize(folder).ok().zip(path.file_name()).map(|(folder, name)| folder.join(name));
        std::fs::canonicalize(path).ok().or(named).unwrap_or_else(|| path.to_owned())
    };
    let device = |path: &Path| path.starts_with("/dev") && !is_standard(path);
    match (is_standard(a), is_standard(b)) {
        (true, true) => true,
        (false, false) => !device(a) && real(a) == real(b),
        _ => false,
    }
}

impl Reports {
    /// Opens all of them. Nothing is written before [`Reports::begin`].
    pub(super) fn open(
        planned: Vec<(OutputFormat, PathBuf)>,
        info: &RunInfo,
        color: Color,
        command: Command,
    ) -> Result<Self, Failure> {
        if let Some((format, _)) = planned.iter().find(|(f, _)| command == Command::Extract && !f.lists_claims()) {
            return Err(Failure::new(format!(
                "factlint: `{}` tells findings, and `extract` has none: its reports are {}",
                format.name(),
                OutputFormat::names(OutputFormat::lists_claims)
            )));
        }
        let mut all = Vec::new();
        for (format, path) in planned {
            let output = Output::open(Some(&path))?;
            let is_terminal = output.is_terminal();
            let (width, color) = (terminal::width(is_terminal), terminal::color(color, is_terminal));
            let info = RunInfo { width, color, ..info.clone() };
            let sink = Sink::new(output);
            all.push(One { format, info, report: report(format, sink.clone()), sink, gone: false, aside: false });
        }
        if all.iter().any(|one| one.format == OutputFormat::Github)
            && let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty())
        {
            all.extend(job_summary(Path::new(&path), info));
        }
        Ok(Self { all })
    }

    /// Whether all of them tell a reader of the run what standard error would: that there are no facts.
    pub(super) fn tell_missing_facts(&self) -> bool {
        self.all.iter().all(|one| one.format.is_for_people())
    }

    /// Whether one of them has a place for the counts of the run.
    pub(super) fn tell_counts(&self) -> bool {
        self.all.iter().any(|one| one.format.tells_counts())
    }

    fn each(&mut self, mut tell: impl FnMut(&mut One) -> io::Result<()>) -> io::Result<()> {
        for one in self.all.iter_mut().filter(|one| !one.gone) {
            match tell(one) {
                // The others are still read, or are files.
                Err(error) if one.aside => {
                    one.gone = true;
                    complain(&format!("factlint: the summary of the job cannot be written: {error}"));
                }
                Err(error) if error.kind() == io::ErrorKind::BrokenPipe => one.gone = true,
                other => other?,
            }
        }
        if self.all.iter().all(|one| one.gone || one.aside) { Err(io::ErrorKind::BrokenPipe.into()) } else { Ok(()) }
    }

    /// What comes before the first draft.
    pub(super) fn begin(&mut self) -> io::Result<()> {
        self.each(|one| one.report.begin(&one.info))
    }

    /// A draft.
    pub(super) fn draft(&mut self, draft: &DraftReport<'_>) -> io::Result<()> {
        self.each(|one| one.report.draft(draft))
    }

    /// A draft that could not be read.
    pub(super) fn unreadable(&mut self, unreadable: &Unreadable<'_>) -> io::Result<()> {
        self.each(|one| one.report.unreadable(unreadable))
    }

    /// Bytes where the report would stand.
    pub(super) fn instead(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.all.iter_mut().take(1).try_for_each(|one| one.sink.write_all(bytes))
    }

    /// What comes after the last draft.
    pub(super) fn end(&mut self, summary: &Summary) -> io::Result<()> {
        self.each(|one| one.report.end(summary))
    }

    /// Hands over what was reported so far: a program at the other end may wait for it.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.each(|one| one.sink.flush())
    }

    /// Puts the files in their places, once all of them are written to their end.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.flush()?;
        let sinks: Vec<Sink> = self.all.into_iter().filter(|one| !one.gone).map(|one| one.sink).collect();
        sinks.iter().try_for_each(Sink::finish)
    }
}

/// The page of the job, behind what the step has written to it. Without it the run is as good as with it.
fn job_summary(path: &Path, info: &RunInfo) -> Option<One> {
    let written = std::fs::metadata(path).map_or(0, |m| m.len());
    let left = JOB_SUMMARY_MOST.saturating_sub(usize::try_from(written).unwrap_or(usize::MAX));
    match Output::append(path) {
        Ok(output) => {
            let sink = Sink::new(output);
            let report = Box::new(JobSummary::new(sink.clone(), left));
            Some(One { format: OutputFormat::Github, info: info.clone(), report, sink, gone: false, aside: true })
        }
        Err(error) => {
            complain(&format!("factlint: the summary of the job cannot be written: {error}"));
            None
        }
    }
}

fn report(format: OutputFormat, sink: Sink) -> Box<dyn Report> {
    match format {
        OutputFormat::Human => Box::new(Human::new(sink)),
        OutputFormat::Json => Box::new(Json::new(sink)),
        OutputFormat::Jsonl => Box::new(Jsonl::new(sink)),
        OutputFormat::Html => Box::new(Html::new(sink)),
        OutputFormat::Github => Box::new(Github::new(sink)),
        OutputFormat::Gitlab => Box::new(Gitlab::new(sink)),
        OutputFormat::Sarif => Box::new(Sarif::new(sink)),
        OutputFormat::Junit => Box::new(Junit::new(sink)),
        OutputFormat::Rdjsonl => Box::new(Rdjsonl::new(sink)),
        OutputFormat::Csv => Box::new(Csv::new(sink)),
        OutputFormat::Markdown => Box::new(Markdown::new(sink)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn to(format: Option<OutputFormat>, path: &str) -> Destination {
        Destination { format, path: path.into() }
    }

    #[test]
    fn standard_output_has_the_main_report_unless_a_file_takes_it() {
        use OutputFormat::{Human, Json, Jsonl};
        let told = |format, outputs: &[Destination]| {
            let planned = plan(format, Human, outputs).map_err(|Failure(lines)| lines.concat());
            planned.map(|p| p.into_iter().map(|(f, p)| (f, p.display().to_string())).collect::<Vec<_>>())
        };
        let at = |list: &[(OutputFormat, &str)]| Ok(list.iter().map(|(f, p)| (*f, (*p).to_owned())).collect());
        assert_eq!(told(None, &[]), at(&[(Human, "-")]));
        assert_eq!(told(Some(Json), &[]), at(&[(Json, "-")]));
        assert_eq!(told(Some(Json), &[to(None, "a")]), at(&[(Json, "a")]));
        assert_eq!(told(None, &[to(Some(Json), "a")]), at(&[(Human, "-"), (Json, "a")]));
        assert_eq!(told(None, &[to(Some(Json), "-")]), at(&[(Json, "-")]));
        assert_eq!(
            told(None, &[to(None, "h"), to(Some(Json), "a"), to(Some(Jsonl), "-")]),
            at(&[(Human, "h"), (Json, "a"), (Jsonl, "-")])
        );
        for (format, outputs) in [
            (None, vec![to(None, "a"), to(None, "b")]),
            (None, vec![to(None, "a"), to(Some(Json), "./a")]),
            (Some(Human), vec![to(Some(Json), "-")]),
            (None, vec![to(Some(Json), "-"), to(Some(Jsonl), "/dev/stdout")]),
        ] {
            assert!(told(format, &outputs).is_err(), "{outputs:?}");
        }
    }
}

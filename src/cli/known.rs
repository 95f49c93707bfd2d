//! `--baseline`: the findings that are known already, taken out before anything is reported.

use super::job::Done;
use super::output::Output;
use super::{Failure, complain};
use crate::suppress::{Asked, Baseline, By, Change, Place, Suppressed};
use crate::verdict::{Finding, Grade, Verdict};
use clap::Args;
use rustc_hash::FxHashMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

/// Options of what is known already.
#[derive(Debug, Clone, Default, Args)]
pub struct KnownArgs {
    /// Report only what this file of known findings does not have.
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Drop what is mended from the baseline; what is new is refused, unless --accept-new is given.
    #[arg(long, requires = "baseline")]
    pub update_baseline: bool,
    /// Take what is new into the baseline; begins one where there is none.
    #[arg(long, requires = "update_baseline")]
    pub accept_new: bool,
    /// Drop the entries of drafts and facts that are not there any more, too; without it they are kept.
    #[arg(long, requires = "update_baseline")]
    pub drop_gone: bool,
    /// Report only what the drafts and facts of this git revision did not have.
    #[arg(long, value_name = "REV")]
    pub since: Option<String>,
}

/// Findings that are known, in use.
pub(super) struct Known {
    args: KnownArgs,
    by: By,
    /// The baseline's; none of a revision.
    path: Option<PathBuf>,
    /// The file as it was read; none where there was none.
    text: Option<String>,
    baseline: Baseline,
    paths: Paths,
}

/// Paths as the baseline writes them.
struct Paths {
    working: PathBuf,
    /// The folder of the baseline, links followed.
    folder: PathBuf,
    /// Whether no file is there any more.
    gone: FxHashMap<String, bool>,
}

impl Known {
    /// Opens the baseline, if one was asked for. A file that is missing or broken stops the run: to take it for an
    /// empty one would report all that is known, or at an update lose it.
    pub(super) fn open(args: &KnownArgs) -> Result<Option<Self>, Failure> {
        let Some(path) = args.baseline.as_deref() else { return Ok(None) };
        let shown = path.display();
        let text = match fs::read(path) {
            Ok(bytes) => Some(
                String::from_utf8(bytes)
                    .map_err(|_| Failure::new(format!("factlint: {shown} is no baseline: it is not UTF-8 text")))?,
            ),
            Err(error) if error.kind() == io::ErrorKind::NotFound && args.accept_new => None,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(Failure::new(format!(
                    "factlint: the baseline {shown} is not there; --update-baseline --accept-new begins one"
                )));
            }
            Err(error) => return Err(Failure::new(format!("factlint: the baseline {shown} cannot be read: {error}"))),
        };
        let read = text.as_deref().map_or_else(|| Ok(Baseline::default()), Baseline::parse);
        let baseline = read.map_err(|e| Failure::new(format!("factlint: {shown} is no baseline: {e}")))?;
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let folder = fs::canonicalize(folder)
            .map_err(|e| Failure::new(format!("factlint: the folder of {shown} cannot be read: {e}")))?;
        let working = std::env::current_dir().unwrap_or_default();
        let paths = Paths { working, folder, gone: FxHashMap::default() };
        let (args, path) = (args.clone(), Some(path.to_owned()));
        Ok(Some(Self { args, by: By::Baseline, path, text, baseline, paths }))
    }

    /// What a revision has, which is still to be learnt; paths count from the repository's root.
    pub(super) fn of_revision(root: PathBuf, working: PathBuf) -> Self {
        let paths = Paths { working, folder: root, gone: FxHashMap::default() };
        let args = KnownArgs::default();
        Self { args, by: By::Revision, path: None, text: None, baseline: Baseline::default(), paths }
    }

    /// Learns the findings of a draft that is at this path in the repository.
    pub(super) fn learn(&mut self, path: &str, done: &mut Done, fails: impl Fn(&Finding) -> bool) {
        let place = Place::File(path.to_owned());
        let all = done.checked.findings.iter().filter(|f| told(f) || fails(f));
        all.for_each(|finding| self.baseline.learn(&place, finding));
    }

    /// Takes the known findings out of a draft's; `fails` says which ones beside those that a person is shown make a
    /// run fail, `asked` what was looked for.
    pub(super) fn sift(&mut self, done: &mut Done, fails: impl Fn(&Finding) -> bool, asked: Asked) {
        let place = self.paths.place(done);
        self.baseline.begin(&place, asked);
        let Self { baseline, paths, by, .. } = self;
        let mut left = Vec::with_capacity(done.checked.findings.len());
        for finding in std::mem::take(&mut done.checked.findings) {
            if (told(&finding) || fails(&finding)) && baseline.knows(&place, &finding, &mut |path| paths.gone(path)) {
                done.checked.suppressed.push(Suppressed { finding, by: by.clone() });
            } else {
                left.push(finding);
            }
        }
        done.checked.findings = left;
    }

    /// Says what the run would change, and with `--update-baseline` changes it; whether something new was refused.
    pub(super) fn finish(self) -> Result<bool, Failure> {
        let Self { args, path: Some(path), text: before, baseline, mut paths, .. } = self else { return Ok(false) };
        let shown = path.display();
        let gone = &mut |path: &str| paths.gone(path);
        let Change { new, mended, unread, gone: nowhere, factless } = baseline.change(gone);
        let entries = |n: usize| if n == 1 { String::from("1 entry") } else { format!("{n} entries") };
        let are = |n: usize| if n == 1 { "is" } else { "are" };
        let nowhere_any_more = |n: usize| {
            let of = if n == 1 { "a draft that is not there" } else { "drafts that are not there" };
            format!("{} of {shown} {} of {of} any more", entries(n), are(n))
        };
        if !args.update_baseline {
            if mended > 0 {
                complain(&format!(
                    "factlint: {} of {shown} {} mended: --update-baseline drops what is",
                    entries(mended),
                    are(mended)
                ));
            }
            if nowhere > 0 {
                complain(&format!(
                    "factlint: {}: --update-baseline --drop-gone drops what is",
                    nowhere_any_more(nowhere)
                ));
            }
            return Ok(false);
        }
        if let Some((place, findings)) = baseline.unasked() {
            let place = match place {
                Place::File(path) => path.clone(),
                Place::Line(id) => format!("the line {id}"),
            };
            let that = if findings == 1 { "1 entry" } else { &format!("{findings} entries") };
            return Err(Failure::new(format!(
                "factlint: {shown} is left as it is: no facts were found for {place}, and {that} of facts would look mended; \
                 give the facts with --facts FILE, or check other drafts"
            )));
        }
        let text = baseline.write(args.accept_new, args.drop_gone.then_some(gone));
        if before.as_ref() != Some(&text) {
            let mut output = Output::open(Some(&path))?;
            let written = output.write_all(text.as_bytes()).and_then(|()| output.finish());
            written.map_err(|e| Failure::new(format!("factlint: {shown} cannot be written: {e}")))?;
        }
        let dropped = if args.drop_gone { nowhere + factless } else { 0 };
        let mended = mended + dropped;
        let added = if args.accept_new { new } else { 0 };
        complain(&format!("factlint: {shown}: +{added} \u{2212}{mended}"));
        if unread > 0 {
            complain(&format!(
                "factlint: {} of drafts that this run did not read {} kept",
                entries(unread),
                are(unread)
            ));
        }
        if factless > 0 && !args.drop_gone {
            let of = if factless == 1 { "a fact that is" } else { "facts that are" };
            complain(&format!(
                "factlint: {} of {shown} {} of {of} not among these facts, and kept: --drop-gone drops what is",
                entries(factless),
                are(factless)
            ));
        }
        if nowhere > 0 && !args.drop_gone {
            complain(&format!("factlint: {}, and kept: --drop-gone drops what is", nowhere_any_more(nowhere)));
        }
        let refused = new - added;
        if refused > 0 {
            let what = if refused == 1 { "1 new finding is" } else { &format!("{refused} new findings are") };
            complain(&format!("factlint: {what} refused: mend what is wrong, or take them in with --accept-new"));
        }
        Ok(refused > 0)
    }
}

/// Whether a person is told of a finding in full.
fn told(finding: &Finding) -> bool {
    let loose = Verdict::Match(Grade::Loose);
    matches!(finding.verdict, Verdict::Disagree | Verdict::Ambiguous | Verdict::Missing) || finding.verdict == loose
}

impl Paths {
    /// Where a draft stands, as the baseline writes it.
    fn place(&self, done: &Done) -> Place {
        let name = done.document.name();
        if let (true, Some(id)) = (done.line, &done.id) {
            return Place::Line(id.get().to_owned());
        }
        if done.line || name == "-" {
            return Place::File(name.to_owned());
        }
        let path = fs::canonicalize(name).unwrap_or_else(|_| self.working.join(name));
        Place::File(relative(&path, &self.folder))
    }

    /// Whether no file is at a path of the baseline.
    fn gone(&mut self, path: &str) -> bool {
        if let Some(known) = self.gone.get(path) {
            return *known;
        }
        // What came through a pipe is nowhere, and yet not gone.
        let gone = path != "-" && !path.starts_with("-:") && !self.folder.join(path).exists();
        self.gone.insert(path.to_owned(), gone);
        gone
    }
}

/// A path as seen from a folder, with `/` between names.
pub(super) fn relative(path: &Path, folder: &Path) -> String {
    let common = path.components().zip(folder.components()).take_while(|(a, b)| a == b).count();
    let up = folder.components().skip(common).map(|_| String::from(".."));
    let down = path.components().skip(common).filter(|c| !matches!(c, Component::CurDir));
    let names: Vec<String> = up.chain(down.map(|c| c.as_os_str().to_string_lossy().into_owned())).collect();
    names.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_told_from_the_folder() {
        for (path, folder, told) in [
            ("/desk/a.md", "/desk", "a.md"),
            ("/desk/drafts/a.md", "/desk", "drafts/a.md"),
            ("/desk/a.md", "/desk/.ci", "../a.md"),
            ("/other/a.md", "/desk/.ci", "../../other/a.md"),
        ] {
            assert_eq!(relative(Path::new(path), Path::new(folder)), told);
        }
    }
}

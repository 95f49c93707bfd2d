//! `--fix` and `--diff`: drafts mended by their facts, in place or only shown.

use super::drafts::Source;
use super::output::Output;
use super::{Failure, panic};
use crate::checker::{Checked, Checker};
use crate::document::Document;
use crate::fix;
use crate::report;
use clap::Args;
use std::fs;
use std::io::Write;
use std::path::Path;

/// Options of mending.
#[derive(Debug, Clone, Copy, Default, Args)]
pub struct FixArgs {
    /// Mend plain slips in the drafts: where one fact gives one figure, in the draft's own form.
    #[arg(long, conflicts_with = "diff")]
    pub fix: bool,
    /// Show what --fix would change instead of a report, and change nothing.
    #[arg(long)]
    pub diff: bool,
}

impl FixArgs {
    /// Whether drafts are mended at all.
    pub(super) fn any(self) -> bool {
        self.fix || self.diff
    }

    /// Whether what a run reads can be mended.
    pub(super) fn can(self, found: &[Source]) -> Result<(), Failure> {
        let lines = found.iter().any(|s| matches!(s, Source::Lines(_)));
        let standard = found.iter().any(|s| matches!(s, Source::Standard(_)));
        if self.any() && lines {
            return Err(Failure::new("factlint: JSON Lines are not mended: --fix and --diff are for drafts in files"));
        }
        if self.fix && standard {
            return Err(Failure::new(
                "factlint: --fix is for drafts in files; --diff shows what it would do to standard input",
            ));
        }
        Ok(())
    }
}

/// What became of a draft that was to be mended.
#[derive(Debug, Default)]
pub(super) struct Fixed {
    /// How many figures were changed.
    pub fixes: usize,
    /// What changed, for `--diff`.
    pub diff: String,
    /// Why it could not be written, where it could not.
    pub error: Option<String>,
}

/// Mends a draft. What could not be written is as it was.
pub(super) fn mend(
    args: FixArgs,
    path: Option<&Path>,
    checker: &Checker<'_>,
    document: Document,
    checked: Checked,
) -> Result<(Document, Checked, Fixed), String> {
    let Some(mended) = panic::guarded(|| fix::mend(checker, &document, &checked))? else {
        return Ok((document, checked, Fixed::default()));
    };
    if args.diff {
        let diff = report::diff(document.name(), document.source(), mended.document.source());
        return Ok((document, checked, Fixed { fixes: mended.fixes, diff, error: None }));
    }
    let written = path.map_or(Ok(()), |path| replace(path, document.source(), mended.document.source()));
    Ok(match written {
        Ok(()) => (mended.document, mended.checked, Fixed { fixes: mended.fixes, ..Fixed::default() }),
        Err(error) => (document, checked, Fixed { error: Some(error), ..Fixed::default() }),
    })
}

/// Puts another text in the place of a file, whole or not at all; not where somebody has saved it meanwhile.
fn replace(path: &Path, old: &str, new: &str) -> Result<(), String> {
    let said = |Failure(said): Failure| said.join("; ").trim_start_matches("factlint: ").to_owned();
    let mut output = Output::open(Some(path)).map_err(said)?;
    let now = fs::read(path).map_err(|e| e.to_string())?;
    if now != old.as_bytes() {
        return Err(format!("{} was changed meanwhile, and is left as it is", path.display()));
    }
    let written = output.write_all(new.as_bytes()).and_then(|()| output.finish());
    written.map_err(|e| format!("{} cannot be written: {e}", path.display()))
}

//! Finding drafts: files as named, folders walked, standard input.

use super::args::InputFormat;
use super::sources::{Patterns, Sources};
use super::{Failure, complain, config};
use crate::document::Format;
use crate::strict::nearest;
use ignore::WalkBuilder;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use rustc_hash::{FxHashMap, FxHashSet};
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

/// One thing to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Source {
    /// A draft in a file.
    File(PathBuf, Format),
    /// A draft from standard input.
    Standard(Standard),
    /// JSON Lines, from a file or from standard input.
    Lines(Option<PathBuf>),
    /// A draft that cannot be read, and why.
    Bad(PathBuf, String),
}

/// What is known of the draft on standard input before it is read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Standard {
    /// Its format; none where its text decides.
    pub format: Option<Format>,
    /// Its name, where it was given one.
    pub name: Option<PathBuf>,
}

impl Standard {
    /// What reports call it.
    pub(super) fn shown(&self) -> String {
        self.name.as_ref().map_or_else(|| String::from("-"), |name| name.to_string_lossy().into_owned())
    }
}

/// Extensions of drafts in folders, and how they are read.
fn by_extension(path: &Path) -> Option<Format> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    match extension.as_str() {
        "md" | "markdown" => Some(Format::Markdown),
        "txt" => Some(Format::Text),
        _ => None,
    }
}

/// Files of the program's own that no draft can be, by name.
fn is_ours(path: &Path) -> bool {
    let name = path.file_name().and_then(|n| n.to_str()).unwrap_or("");
    name == config::NAME || name == "facts.toml" || name.ends_with(".facts.toml") || name.ends_with(".marks")
}

/// What is searched for drafts, and how.
pub(super) struct Search<'a> {
    /// Files and folders, as they are named.
    pub named: &'a [PathBuf],
    /// `--input-format`.
    pub format: InputFormat,
    /// The run's other files, which are no drafts: facts, the output.
    pub own: &'a [PathBuf],
    /// `--stdin-filename`.
    pub stdin: Option<&'a Path>,
    /// `--force-exclude`.
    pub force_exclude: bool,
    /// `--pass-without-drafts`.
    pub pass_empty: bool,
}

/// All drafts that the arguments name, in order; files of folders sorted by path, each draft once.
/// `own` are the run's other files: facts, the output.
pub(super) fn collect(
    named: &[PathBuf],
    format: InputFormat,
    own: &[PathBuf],
    sources: &mut Sources,
) -> Result<Vec<Source>, Failure> {
    Search::plain(named, format, own).collect(sources)
}

impl<'a> Search<'a> {
    /// A search that leaves out nothing that is named, and has to find something.
    pub(super) fn plain(named: &'a [PathBuf], format: InputFormat, own: &'a [PathBuf]) -> Self {
        Self { named, format, own, stdin: None, force_exclude: false, pass_empty: false }
    }

    /// All drafts that are named, in order; files of folders sorted by path, each draft once. None only where
    /// `exclude` names all of them, or where none have to be there.
    pub(super) fn collect(&self, sources: &mut Sources) -> Result<Vec<Source>, Failure> {
        let standard = self.standard()?;
        if self.named.is_empty() {
            if io::stdin().is_terminal() {
                return Err(Failure::new(
                    "factlint: no draft: name a file or a folder, or pipe one in (factlint check --help)",
                ));
            }
            let kept = self.unless_excluded(standard, sources);
            if let (None, Some(name)) = (&kept, self.stdin) {
                tell_left_out(&[name.to_owned()]);
            }
            return Ok(kept.into_iter().collect());
        }
        let real = |p: &Path| std::fs::canonicalize(p).unwrap_or_else(|_| p.to_owned());
        let own: FxHashSet<PathBuf> = self.own.iter().map(|p| real(p)).collect();
        let mut excluded = Excluded::default();
        let (mut out, mut absent, mut left_out) = (Vec::new(), Vec::new(), Vec::new());
        // Folders of which `exclude` names every draft, and how many these are.
        let mut barren: Vec<(PathBuf, usize)> = Vec::new();
        let mut seen = FxHashSet::default();
        for path in self.named {
            if path.as_os_str() == "-" {
                if seen.insert(path.clone()) {
                    let kept = self.unless_excluded(standard.clone(), sources);
                    left_out.extend(self.stdin.filter(|_| kept.is_none()).map(Path::to_owned));
                    out.extend(kept);
                }
            } else if path.is_dir() {
                // A folder that is named is searched, whatever leaves it out of others; hooks and editors do not name.
                let named = (!self.force_exclude).then(|| sources.real(path));
                let (before, mut without) = (out.len(), 0);
                for entry in walk(path) {
                    match entry {
                        Ok(file) => {
                            let file = file.strip_prefix(".").map_or_else(|_| file.clone(), Path::to_owned);
                            let Some(by_name) = by_extension(&file) else {
                                continue;
                            };
                            let real = real(&file);
                            if own.contains(&real) {
                            } else if excluded.holds(&file, named.as_deref(), sources) {
                                without += 1;
                            } else if seen.insert(real) {
                                out.push(file_source(file, self.format, by_name));
                            }
                        }
                        Err(error) => out.push(Source::Bad(path.clone(), error.to_string())),
                    }
                }
                if out.len() == before && without > 0 {
                    barren.push((path.clone(), without));
                }
            } else if is_ours(path) || own.contains(&real(path)) {
                complain(&format!(
                    "factlint: {} is no draft but a file of the run itself, and was left out",
                    path.display()
                ));
            } else if self.force_exclude && excluded.holds(path, None, sources) {
                left_out.push(path.clone());
            } else if seen.insert(real(path)) {
                if is_absent(path) {
                    absent.push(path.as_path());
                }
                out.push(if self.format == InputFormat::Auto && holds_lines(path) {
                    Source::Lines(Some(path.clone()))
                } else {
                    file_source(path.clone(), self.format, by_extension(path).unwrap_or(Format::Text))
                });
            }
        }
        if self.force_exclude {
            left_out.extend(barren.iter().map(|(folder, _)| folder.clone()));
        }
        tell_left_out(&left_out);
        if self.pass_empty && out.is_empty() && absent.is_empty() {
            if left_out.is_empty() {
                complain("factlint: no draft found, so that there is nothing to check");
            }
            return Ok(out);
        }
        if let (true, true, Some((folder, drafts))) = (out.is_empty(), left_out.is_empty(), barren.first()) {
            let drafts = if *drafts == 1 { "the only draft" } else { &format!("all {drafts} drafts") };
            return Err(Failure::new(format!(
                "factlint: no draft found: `exclude` in {} names {drafts} of {} (--force-exclude makes that no mistake)",
                config::NAME,
                folder.display()
            )));
        }
        if out.is_empty() && left_out.is_empty() {
            return Err(Failure::new(
                "factlint: no draft found: folders are searched for .md, .markdown and .txt files that no .gitignore and no `exclude` names",
            ));
        }
        if !absent.is_empty() && absent.len() == out.len() {
            return Err(Failure(absent.into_iter().map(not_there).collect()));
        }
        Ok(out)
    }

    /// The draft on standard input.
    fn standard(&self) -> Result<Source, Failure> {
        let Some(name) = self.stdin else {
            return Ok(match self.format {
                InputFormat::Auto => Source::Standard(Standard::default()),
                InputFormat::Text => Source::Standard(Standard { format: Some(Format::Text), name: None }),
                InputFormat::Markdown => Source::Standard(Standard { format: Some(Format::Markdown), name: None }),
                InputFormat::Jsonl => Source::Lines(None),
            });
        };
        if !self.named.is_empty() && !self.named.iter().any(|p| p.as_os_str() == "-") {
            return Err(Failure::new(
                "factlint: --stdin-filename names the draft on standard input, which is not asked for: add `-`",
            ));
        }
        let format = match self.format {
            InputFormat::Auto if !holds_lines(name) => by_extension(name).unwrap_or(Format::Text),
            InputFormat::Text => Format::Text,
            InputFormat::Markdown => Format::Markdown,
            InputFormat::Auto | InputFormat::Jsonl => {
                return Err(Failure::new(
                    "factlint: --stdin-filename names one draft; those of JSON Lines have an `id` each",
                ));
            }
        };
        Ok(Source::Standard(Standard { format: Some(format), name: Some(name.to_owned()) }))
    }

    /// The draft on standard input, if `exclude` need not leave it out.
    fn unless_excluded(&self, standard: Source, sources: &mut Sources) -> Option<Source> {
        let leave = self.force_exclude && self.stdin.is_some_and(|name| Excluded::default().holds(name, None, sources));
        (!leave).then_some(standard)
    }
}

/// Whether a path names nothing at all.
fn is_absent(path: &Path) -> bool {
    std::fs::metadata(path).is_err_and(|e| e.kind() == io::ErrorKind::NotFound)
}

/// What is said of a draft that is not there.
fn not_there(path: &Path) -> String {
    let near = || {
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut names: Vec<String> =
            std::fs::read_dir(folder).ok()?.flatten().filter_map(|e| e.file_name().into_string().ok()).collect();
        names.sort();
        let meant = nearest(path.file_name()?.to_str()?, names.iter().map(String::as_str))?;
        Some(format!("; did you mean {}?", path.with_file_name(meant).display()))
    };
    format!("factlint: no draft found: {} is not there{}", path.display(), near().unwrap_or_default())
}

/// Says which of the drafts that were named are left out.
fn tell_left_out(paths: &[PathBuf]) {
    let named: Vec<String> = paths.iter().take(3).map(|p| p.display().to_string()).collect();
    let named = named.join(", ");
    match paths.len() {
        0 => {}
        1 => complain(&format!("factlint: left out, since `exclude` names it: {named}")),
        2 | 3 => complain(&format!("factlint: left out, since `exclude` names them: {named}")),
        n => complain(&format!("factlint: left out, since `exclude` names them: {named} and {} more", n - 3)),
    }
}

/// Whether a file of this name holds JSON Lines.
fn holds_lines(path: &Path) -> bool {
    path.extension().is_some_and(|e| e == "jsonl" || e == "ndjson")
}

fn file_source(path: PathBuf, format: InputFormat, by_name: Format) -> Source {
    match format {
        InputFormat::Auto => Source::File(path, by_name),
        InputFormat::Text => Source::File(path, Format::Text),
        InputFormat::Markdown => Source::File(path, Format::Markdown),
        InputFormat::Jsonl => Source::Lines(Some(path)),
    }
}

/// The files below a folder, sorted, those that a `.gitignore` names and hidden ones left out,
/// whether or not the folder is in a repository.
fn walk(folder: &Path) -> impl Iterator<Item = Result<PathBuf, ignore::Error>> {
    // The user's own global ignore file would make the answer differ between machines.
    let walk = WalkBuilder::new(folder).require_git(false).git_global(false).sort_by_file_path(Path::cmp).build();
    walk.filter_map(|entry| match entry {
        Ok(entry) => entry.file_type().is_some_and(|t| t.is_file()).then(|| Ok(entry.into_path())),
        Err(error) => Some(Err(error)),
    })
}

/// The `exclude` patterns of each folder's `factlint.toml`.
#[derive(Default)]
pub(super) struct Excluded {
    /// With the path of the folder from where its patterns count.
    by_folder: FxHashMap<PathBuf, Option<(PathBuf, Gitignore)>>,
}

impl Excluded {
    /// Whether a pattern names a file or a folder that it lies in; of these only those below `named`, if a folder was.
    pub(super) fn holds(&mut self, file: &Path, named: Option<&Path>, sources: &mut Sources) -> bool {
        let folder = sources.folder(Some(file));
        let matcher = self.by_folder.entry(folder.clone()).or_insert_with(|| {
            let Patterns { folder, root, patterns } = sources.exclude(&folder)?;
            let mut builder = GitignoreBuilder::new(&root);
            for pattern in &patterns.value {
                // What cannot be read is a mistake of the configuration, and stops the run.
                let _ = builder.add_line(None, pattern);
            }
            Some((folder.strip_prefix(&root).ok()?.to_owned(), builder.build().ok()?))
        });
        let (Some((inside, matcher)), Some(name)) = (matcher, file.file_name()) else {
            return false;
        };
        let named = named.and_then(|named| named.strip_prefix(matcher.path()).ok());
        let path = inside.join(name);
        let above = path.ancestors().take_while(|p| !p.as_os_str().is_empty() && Some(*p) != named);
        // The nearest that a pattern speaks of decides, as in git.
        let spoken = above.enumerate().map(|(n, p)| matcher.matched(p, n > 0)).find(|told| !told.is_none());
        spoken.is_some_and(|told| told.is_ignore())
    }
}

/// How standard input reads where no format is told: as Markdown where it opens with front matter or
/// a heading, else as plain text.
pub(super) fn guess(text: &[u8]) -> Format {
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    let first = text.split(|&b| b == b'\n').map(<[u8]>::trim_ascii).find(|l| !l.is_empty()).unwrap_or(b"");
    let hashes = first.iter().take_while(|&&b| b == b'#').count();
    let marked = first == b"---" || first == b"+++" || (hashes > 0 && first.get(hashes) == Some(&b' '));
    if marked { Format::Markdown } else { Format::Text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn piped_text_is_markdown_where_it_looks_so() {
        for (text, expected) in [
            ("---\ndate: 2015-05-12\n---\nA text.", Format::Markdown),
            ("\u{feff}+++\r\n+++\r\n", Format::Markdown),
            ("\n## A heading\n\nText.", Format::Markdown),
            ("#1 in the charts, again.", Format::Text),
            ("Seven boats sank.\n\n# not a heading of a text", Format::Text),
            ("", Format::Text),
        ] {
            assert_eq!(guess(text.as_bytes()), expected, "{text:?}");
        }
    }

    #[test]
    fn the_programs_own_files_are_no_drafts() {
        for name in ["factlint.toml", "desk/facts.toml", "floods.facts.toml"] {
            assert!(is_ours(Path::new(name)), "{name}");
        }
        assert!(!is_ours(Path::new("facts.md")));
    }
}

//! Finding drafts: files as named, folders walked, standard input.

use super::args::InputFormat;
use super::sources::Sources;
use super::{Failure, complain, config};
use crate::document::Format;
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
    /// A draft from standard input; no format where its text decides.
    Standard(Option<Format>),
    /// JSON Lines, from a file or from standard input.
    Lines(Option<PathBuf>),
    /// A draft that cannot be read, and why.
    Bad(PathBuf, String),
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

/// All drafts that the arguments name, in order; files of folders sorted by path, each draft once.
/// `own` are the run's other files: facts, the output.
pub(super) fn collect(
    named: &[PathBuf],
    format: InputFormat,
    own: &[PathBuf],
    sources: &mut Sources,
) -> Result<Vec<Source>, Failure> {
    let standard = match format {
        InputFormat::Auto => Source::Standard(None),
        InputFormat::Text => Source::Standard(Some(Format::Text)),
        InputFormat::Markdown => Source::Standard(Some(Format::Markdown)),
        InputFormat::Jsonl => Source::Lines(None),
    };
    if named.is_empty() {
        if io::stdin().is_terminal() {
            return Err(Failure::new(
                "factlint: no draft: name a file or a folder, or pipe one in (factlint check --help)",
            ));
        }
        return Ok(vec![standard]);
    }
    let real = |p: &Path| std::fs::canonicalize(p).unwrap_or_else(|_| p.to_owned());
    let own: FxHashSet<PathBuf> = own.iter().map(|p| real(p)).collect();
    let mut excluded = Excluded::default();
    let mut out = Vec::new();
    let mut seen = FxHashSet::default();
    for path in named {
        if path.as_os_str() == "-" {
            if seen.insert(path.clone()) {
                out.push(standard.clone());
            }
        } else if path.is_dir() {
            for entry in walk(path) {
                match entry {
                    Ok(file) => {
                        let file = file.strip_prefix(".").map_or_else(|_| file.clone(), Path::to_owned);
                        let Some(by_name) = by_extension(&file) else {
                            continue;
                        };
                        let real = real(&file);
                        if !own.contains(&real) && !excluded.holds(&file, sources) && seen.insert(real) {
                            out.push(file_source(file, format, by_name));
                        }
                    }
                    Err(error) => out.push(Source::Bad(path.clone(), error.to_string())),
                }
            }
        } else if is_ours(path) || own.contains(&real(path)) {
            complain(&format!(
                "factlint: {} is no draft but a file of the run itself, and was left out",
                path.display()
            ));
        } else if seen.insert(real(path)) {
            let lines = path.extension().is_some_and(|e| e == "jsonl" || e == "ndjson");
            out.push(if format == InputFormat::Auto && lines {
                Source::Lines(Some(path.clone()))
            } else {
                file_source(path.clone(), format, by_extension(path).unwrap_or(Format::Text))
            });
        }
    }
    if out.is_empty() {
        return Err(Failure::new(
            "factlint: no draft found: folders are searched for .md, .markdown and .txt files that no .gitignore and no `exclude` names",
        ));
    }
    Ok(out)
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
struct Excluded {
    by_folder: FxHashMap<PathBuf, Option<(PathBuf, Gitignore)>>,
}

impl Excluded {
    fn holds(&mut self, file: &Path, sources: &mut Sources) -> bool {
        let folder = sources.folder(Some(file));
        let matcher = self.by_folder.entry(folder.clone()).or_insert_with(|| {
            let (root, patterns) = sources.exclude(&folder)?;
            let mut builder = GitignoreBuilder::new(&root);
            for pattern in &patterns {
                if let Err(error) = builder.add_line(None, pattern) {
                    complain(&format!("factlint: `exclude` pattern `{pattern}` was left out: {error}"));
                }
            }
            Some((root, builder.build().ok()?))
        });
        let Some((root, matcher)) = matcher else {
            return false;
        };
        let Some(name) = file.file_name() else {
            return false;
        };
        let whole = folder.join(name);
        whole.strip_prefix(root).is_ok_and(|inside| matcher.matched_path_or_any_parents(inside, false).is_ignore())
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

//! `DRAFT:LINE[:COL]`: a place in a draft, told apart from the colons of its path.

use std::path::{Path, PathBuf};

/// A place in a draft, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) draft: PathBuf,
    pub(super) line: usize,
    pub(super) column: Option<usize>,
}

/// The number behind the last colon, and what stands before it.
fn tail(text: &str) -> Option<(&str, usize)> {
    let (rest, number) = text.rsplit_once(':')?;
    let digits = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    // What is longer than a number can be is no line of anything.
    (digits && !rest.is_empty()).then(|| (rest, number.parse().unwrap_or(usize::MAX)))
}

/// Reads a place; none where no number ends it. Of `a:12:3` the draft may be `a` or, where only that is there, `a:12`.
pub(super) fn read(text: &str, exists: impl Fn(&Path) -> bool) -> Option<Place> {
    let (short, last) = tail(text)?;
    let one = Place { draft: PathBuf::from(short), line: last, column: None };
    let Some((shorter, line)) = tail(short) else { return Some(one) };
    let two = Place { draft: PathBuf::from(shorter), line, column: Some(last) };
    Some(if exists(&one.draft) && !exists(&two.draft) { one } else { two })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, there: &[&str]) -> Option<(String, usize, Option<usize>)> {
        let place = read(text, |p| there.iter().any(|t| Path::new(t) == p))?;
        Some((place.draft.to_string_lossy().into_owned(), place.line, place.column))
    }

    #[test]
    fn line_and_column_stand_behind_the_path() {
        assert_eq!(told("a.md:12", &[]), Some(("a.md".into(), 12, None)));
        assert_eq!(told("a.md:12:3", &[]), Some(("a.md".into(), 12, Some(3))));
        assert_eq!(told("-:7", &[]), Some(("-".into(), 7, None)));
    }

    #[test]
    fn a_path_may_have_colons_of_its_own() {
        assert_eq!(told(r"C:\drafts\a.md:12", &[]), Some((r"C:\drafts\a.md".into(), 12, None)));
        assert_eq!(told(r"C:\drafts\a.md:12:3", &[]), Some((r"C:\drafts\a.md".into(), 12, Some(3))));
        assert_eq!(told("mon:tue.md:4:9", &[]), Some(("mon:tue.md".into(), 4, Some(9))));
        // A file that is called like a place.
        assert_eq!(told("draft:12:3", &["draft:12"]), Some(("draft:12".into(), 3, None)));
        assert_eq!(told("draft:12:3", &["draft", "draft:12"]), Some(("draft".into(), 12, Some(3))));
    }

    #[test]
    fn what_has_no_line_is_no_place() {
        for text in ["a.md", "a.md:", "a.md:x", ":12", "weekday", r"C:\a.md", "a.md:-3", ""] {
            assert_eq!(told(text, &[]), None, "{text}");
        }
        assert_eq!(told("a.md:99999999999999999999999", &[]), Some(("a.md".into(), usize::MAX, None)));
    }
}

//! Front matter: `date`, `facts` and `title` are ours and read strictly, other keys are ignored.

use super::SourceSpan;

/// What a draft's front matter says under the keys that factlint knows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FrontMatter {
    /// The dateline, `2015-05-12` or `2013-02-12T04:30`, as written.
    pub date: Option<String>,
    /// Facts files, relative to the draft.
    pub facts: Vec<String>,
    /// The headline, and where its text stands in the file.
    pub title: Option<(String, SourceSpan)>,
}

/// The front matter of a Markdown text, and where its body begins.
pub(super) fn read(_source: &str) -> Result<(FrontMatter, usize), super::DocumentError> {
    Ok((FrontMatter::default(), 0))
}

//! The papers of the repository, taken apart.

use super::repo;

/// The text of a paper.
pub fn paper(name: &str) -> String {
    std::fs::read_to_string(repo(name)).expect("the paper is there")
}

/// The fenced blocks of a paper, in order: language and content.
pub fn fenced(paper: &str) -> Vec<(String, String)> {
    let mut out = Vec::new();
    let mut inside: Option<(String, String)> = None;
    for line in paper.lines() {
        match (&mut inside, line.trim().strip_prefix("```")) {
            (Some(_), Some(_)) => out.extend(inside.take()),
            (Some((_, block)), None) => {
                block.push_str(line);
                block.push('\n');
            }
            (None, Some(fence)) => inside = Some((fence.to_owned(), String::new())),
            (None, None) => {}
        }
    }
    out
}

/// The contents of the paper's fenced blocks in that language.
pub fn blocks(paper: &str, language: &str) -> Vec<String> {
    fenced(paper).into_iter().filter(|(fence, _)| fence == language).map(|(_, block)| block).collect()
}

/// A shell command without what `#` says of it.
pub fn command(line: &str) -> &str {
    line.split(" #").next().unwrap_or(line).trim()
}

/// The paper's shell commands, a line each, without what `#` says of them.
pub fn commands(paper: &str) -> Vec<String> {
    let lines = blocks(paper, "sh");
    let lines = lines.iter().flat_map(|b| b.lines()).map(|l| command(l).to_owned());
    lines.filter(|l| !l.is_empty()).collect()
}

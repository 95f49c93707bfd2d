//! A parsed sentence as text, for tests and for `explain`.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of tokens, groups and clauses come from walking the lists of the same sentence"
)]

use super::View;
use std::fmt::Write as _;

/// One line a clause: its kind, its links, its words; groups are in brackets, the verb in stars.
#[must_use]
pub fn outline(view: View<'_>) -> String {
    let sentence = view.sentence;
    let group = |g: u16| {
        sentence.groups.get(g as usize).map_or("?", |g| view.stretch(g.range.start as usize, g.range.end as usize))
    };
    let mut out = String::new();
    for (id, clause) in sentence.clauses.iter().enumerate() {
        let _ = write!(out, "{id} {:?}", clause.kind);
        if let Some(parent) = clause.parent {
            let _ = write!(out, "{}{parent}", if clause.coordinated { " beside " } else { " under " });
        }
        if clause.gap {
            out.push_str(" gap");
        }
        let _ = write!(
            out,
            " {:?}{}{}:",
            clause.tense,
            if clause.passive { " passive" } else { "" },
            if clause.negated { " not" } else { "" }
        );
        let mut at = 0;
        while at < view.len() {
            let token = &sentence.tokens[at];
            if token.clause as usize != id {
                at += 1;
                continue;
            }
            let opens = token.group.map(|g| sentence.groups[g as usize]).filter(|g| g.range.start as usize == at);
            if let Some(g) = opens {
                let _ = write!(out, " [{}|{:?}]", view.stretch(at, g.range.end as usize), g.role);
                at = g.range.end as usize;
                continue;
            }
            let star = if clause.verb == Some(at as u32) { "*" } else { "" };
            let _ = write!(out, " {star}{}{star}", view.text(at));
            at += 1;
        }
        if let Some(subject) = clause.subject {
            let _ = write!(out, "  <{}", group(subject));
        }
        if let Some(antecedent) = clause.antecedent {
            let _ = write!(out, "  ^{}", group(antecedent));
        }
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::Lexicon;
    use crate::analysis::{View, analyse};
    use crate::document::Document;

    /// Prints the outline of the text in the variable `OUTLINE`, for work on the parser.
    #[test]
    fn outlines_are_printed_on_request() {
        let Ok(text) = std::env::var("OUTLINE") else { return };
        let lexicon = Lexicon::english().expect("packs load");
        let document = Document::text("-", text);
        let analysis = analyse(&document, &lexicon);
        for sentence in &analysis.sentences {
            let prose = &document.blocks()[sentence.block as usize].text;
            let view = View { lexicon: &lexicon, prose, sentence };
            println!("{}", super::outline(view));
        }
    }
}

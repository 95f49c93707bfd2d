//! What markup says is a quotation: somebody's words, of whatever kind the text is.

use super::{SourceSpan, comments};
use std::ops::Range;

/// Elements of HTML whose words are somebody's.
const ELEMENTS: [&str; 2] = ["blockquote", "q"];

/// How other markups begin and end a quotation, in small letters; only where both are there.
const PAIRS: [(&str, &str); 6] = [
    ("[quote", "[/quote]"),
    ("{{quote", "}}"),
    ("{{< quote", "{{< /quote"),
    ("{{< blockquote", "{{< /blockquote"),
    ("\\begin{quot", "\\end{quot"),
    ("#+begin_quote", "#+end_quote"),
];

/// Those that are something else in Markdown, and quotation marks that a plain text holds as entities of HTML.
const PLAIN: [(&str, &str); 8] = [
    ("\n____\n", "\n____\n"),
    ("``", "''"),
    ("&quot;", "&quot;"),
    ("&#34;", "&#34;"),
    ("&ldquo;", "&rdquo;"),
    ("&#8220;", "&#8221;"),
    ("&#x201c;", "&#x201d;"),
    ("&laquo;", "&raquo;"),
];

/// Elements that are open at a time; of more the text is no quotation but a trial.
const DEEPEST: usize = 64;

/// What the tags of a text say, one stretch of HTML after the other.
#[derive(Debug, Default)]
pub(super) struct Tags {
    found: Vec<SourceSpan>,
    /// Elements that are open: which, and where they began.
    open: Vec<(&'static str, usize)>,
}

impl Tags {
    /// A stretch that is a quotation.
    pub(super) fn stretch(&mut self, range: Range<usize>) {
        self.found.push(SourceSpan { start: range.start as u32, end: range.end as u32 });
    }

    /// Reads the tags of a stretch of HTML.
    pub(super) fn read(&mut self, text: &str, within: Range<usize>) {
        let html = text.get(within.clone()).unwrap_or("");
        let said = if html.contains("<!--") { comments::find(text, within.clone()) } else { Vec::new() };
        let mut said = said.into_iter().map(|c| c.span).peekable();
        for (at, _) in html.match_indices('<') {
            while said.next_if(|comment| comment.end <= within.start + at).is_some() {}
            if said.peek().is_some_and(|comment| comment.start <= within.start + at) {
                continue;
            }
            let rest = html.get(at + 1..).unwrap_or("");
            let (closes, name) = rest.strip_prefix('/').map_or((false, rest), |name| (true, name));
            let is = |element: &&&str| {
                name.get(..element.len()).is_some_and(|n| n.eq_ignore_ascii_case(element))
                    && !name
                        .get(element.len()..)
                        .is_some_and(|n| n.starts_with(|c: char| c.is_alphanumeric() || c == '-'))
            };
            let Some(element) = ELEMENTS.iter().find(is) else { continue };
            let place = within.start + at;
            if !closes {
                self.open.truncate(DEEPEST);
                self.open.push((element, place));
            } else if let Some(begun) = self.open.iter().rposition(|(open, _)| open == element) {
                // What was left open inside ends with it.
                let (_, start) = self.open.split_off(begun).into_iter().next().unwrap_or((element, place));
                self.stretch(start..place);
            }
        }
    }

    /// All of them; what was never closed goes on to the end.
    pub(super) fn all(mut self, text: &str) -> Vec<SourceSpan> {
        for (_, start) in std::mem::take(&mut self.open) {
            self.stretch(start..text.len());
        }
        pairs(text, &PAIRS, &mut self);
        self.found.sort_unstable();
        self.found
    }
}

/// The quotations of a plain text: those of the markup that is written into it, and what is set off by an indent.
pub(super) fn of_text(text: &str) -> Vec<SourceSpan> {
    let mut tags = Tags::default();
    if text.contains('<') {
        tags.read(text, 0..text.len());
    }
    pairs(text, &PLAIN, &mut tags);
    letters(text, &mut tags);
    indented(text, &mut tags);
    tags.all(text)
}

/// Stretches between one thing and another.
fn pairs(text: &str, which: &[(&str, &str)], tags: &mut Tags) {
    // As long as the text itself.
    let mut lower: Option<String> = None;
    for (opens, closes) in which {
        let first = opens.chars().next().unwrap_or(' ');
        if first != '\n' && !text.contains(first) || first == '\n' && !text.contains(opens) {
            continue;
        }
        let lower = lower.get_or_insert_with(|| text.to_ascii_lowercase());
        let mut at = 0;
        while let Some(start) = lower.get(at..).and_then(|rest| rest.find(opens)).map(|i| at + i) {
            let inner = start + opens.len();
            // A line that ends one may begin the next.
            let from = if opens.ends_with('\n') { inner - 1 } else { inner };
            let Some(end) = lower.get(from..).and_then(|rest| rest.find(closes)).map(|i| from + i) else { break };
            tags.stretch(start..end);
            at = end + closes.len();
        }
    }
}

/// Lines that a letter quotes otherwise than with `>` alone: behind a bar or a colon, or the writer's name ("IB> …").
fn letters(text: &str, tags: &mut Tags) {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let said = line.trim();
        let bar = said.strip_prefix(['|', ':']).is_some_and(|rest| rest.starts_with(' ') && !rest.contains('|'));
        let name = said.split_once('>').is_some_and(|(name, _)| {
            (1..=12).contains(&name.len()) && name.chars().all(|c| c.is_alphanumeric() || c == ' ')
        });
        if bar || name && said.starts_with(char::is_uppercase) {
            tags.stretch(at..at + line.len());
        }
        at += line.len();
    }
}

/// Paragraphs that stand further in than others, with all their lines.
fn indented(text: &str, tags: &mut Tags) {
    let (mut within, mut outside) = (Vec::new(), false);
    let mut paragraph: Option<(Range<usize>, bool)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        if line.trim().is_empty() {
            if let Some((range, true)) = paragraph.take() {
                within.push(range);
            }
        } else {
            let far = line.starts_with("  ") || line.starts_with('\t');
            outside |= paragraph.is_none() && !far;
            paragraph = match paragraph.take() {
                Some((range, all)) => Some((range.start..end, all && far)),
                None => Some((at..end, far)),
            };
        }
        at = end;
    }
    if let Some((range, true)) = paragraph {
        within.push(range);
    }
    if outside {
        within.into_iter().for_each(|range| tags.stretch(range));
    }
}

#[cfg(test)]
mod tests {
    use crate::document::Document;

    /// Of a text the word "six" in quotations: 1 in one, 0 in none.
    fn quoted(document: &Document) -> String {
        let source = document.source();
        source.match_indices("six").map(|(at, _)| if document.quotes(at as u32) { '1' } else { '0' }).collect()
    }

    #[test]
    fn every_markup_has_its_quotations() {
        for (text, told) in [
            ("six <q>six <b>six</b></q> six", "0110"),
            ("<Q cite='a'>six</Q> <quiz>six</quiz> six", "100"),
            ("<blockquote>\nsix <q>six\n</blockquote>\nsix", "110"),
            ("<blockquote>six\n\nsix", "11"),
            ("six [quote=\"Brandt\"]six[/quote] six", "010"),
            ("a\n[QUOTE]\nsix\n[/QUOTE]\nsix", "10"),
            ("\\begin{quote}six\\end{quote} six", "10"),
            ("a\n____\nsix\n____\nsix", "10"),
            ("``six,'' he said. six", "10"),
            ("&quot;six&quot; six &quot;six&quot;", "101"),
            ("&ldquo;six&rdquo; six", "10"),
            ("He said:\n\n    six died\n    and six.\n\nsix", "110"),
            ("IB> six\n| six\n: six\nsix", "1110"),
            ("| Orra | six |\nof size > six\nMore > six", "001"),
            ("  six.\n\n  six.", "00"),
            ("  six\nand six.\n\nsix", "000"),
            ("six < six > six", "000"),
            ("<!-- <q> --> six", "0"),
        ] {
            assert_eq!(quoted(&Document::text("a.txt", text.to_owned())), told, "{text:?}");
        }
    }

    #[test]
    fn markdown_has_those_of_html_beside_its_own() {
        for (text, told) in [
            ("six <q>six *six*</q> six", "0110"),
            ("> six\n\nsix", "10"),
            ("> - six\n>\n> # six\n\nsix", "110"),
            ("<blockquote>\n\nsix\n\n- six\n\n</blockquote>\n\nsix", "110"),
            ("six `<q>` six", "00"),
            ("```\n<blockquote>\n```\nsix", "0"),
            ("six {{< quote >}} six {{< /quote >}} six", "010"),
        ] {
            let document = Document::markdown("a.md", text.to_owned()).unwrap();
            assert_eq!(quoted(&document), told, "{text:?}");
        }
    }
}

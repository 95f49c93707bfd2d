//! What the reader of Markdown takes for prose, and where it stands.

use super::*;
use crate::document::{Document, ProseSpan};

fn read(source: &str) -> Vec<(BlockKind, String)> {
    let Ok(read) = super::read(source) else { panic!("{source} is not read") };
    read.blocks.into_iter().map(|b| (b.kind, b.text)).collect()
}

fn prose(source: &str) -> Vec<String> {
    read(source).into_iter().map(|(_, t)| t).collect()
}

/// The source of the only place of `words` in the prose.
fn source_of(source: &str, words: &str) -> String {
    let Ok(document) = Document::markdown("a.md", source.to_owned()) else { panic!("{source} is not read") };
    for (index, block) in document.blocks().iter().enumerate() {
        if let Some(at) = block.text.find(words) {
            let span = document.source_span(ProseSpan {
                block: index as u32,
                start: at as u32,
                end: (at + words.len()) as u32,
            });
            return source[span.start as usize..span.end as usize].to_owned();
        }
    }
    panic!("{words} is not in {:?}", document.blocks())
}

#[test]
fn markup_is_no_prose_and_offsets_stay_those_of_the_file() {
    for (source, words, expected) in [
        ("Over 6,**116** people", "6,116", "6,**116"),
        ("6&#44;100&nbsp;people died", "6,100\u{a0}people", "6&#44;100&nbsp;people"),
        ("6\\,100 people", "6,100", "6\\,100"),
        ("> more than\n> 40 boats", "than 40 boats", "than\n> 40 boats"),
        ("see [40 boats](https://a.example/60) sank", "40 boats sank", "40 boats](https://a.example/60) sank"),
        ("the 40[^a] boats\n\n[^a]: Of 60.", "40 boats", "40[^a] boats"),
        ("\u{feff}# Forty\r\n\r\nOver 40\r\nboats", "40 boats", "40\r\nboats"),
        ("a ~~30~~ 40 boats", "40 boats", "40 boats"),
        ("| a | 40\\|50 |\n|---|---|\n| 1 | 2 |", "40|50", "40\\|50"),
        ("<b>40</b> <i>boats</i><!-- 30 --> sank", "40 boats sank", "40</b> <i>boats</i><!-- 30 --> sank"),
    ] {
        assert_eq!(source_of(source, words), expected, "{source:?}");
    }
}

#[test]
fn code_targets_html_and_comments_are_left_out() {
    assert_eq!(
        prose("Run `x 5` on 6.\n\n```\n7\n```\n\n    8\n\n<div>\n9\n</div>\n\n<!-- 10 -->\n\nEleven."),
        ["Run   on 6.", "Eleven."]
    );
    assert_eq!(prose("A ![map of 3 towns](m1.png) shows 5."), ["map of 3 towns", "A  shows 5."]);
    assert_eq!(prose("# Storm {#s1}\n\n- [x] 5 boats"), ["Storm", "5 boats"]);
}

#[test]
fn a_comment_knows_what_it_stands_before() {
    let source = "---\ntitle: A\n---\n<!-- one -->\nText <!--two--> of\nit. <b>3</b>\n\n<div><!-- three --><!-- four\nlines -->\n</div>\n\n\
                  | a | b |\n|---|---|\n| 1 | 2 |\n\n- x\n\n  <!-- five -->\n- y\n\n`<!-- code -->`\n\n<!-- six -->\n";
    let Ok(document) = Document::markdown("a.md", source.to_owned()) else { panic!("it is not read") };
    let told: Vec<_> = document
        .comments()
        .iter()
        .map(|c| {
            let blocks = document.blocks().get(c.next.start as usize..c.next.end as usize).unwrap_or(&[]);
            (c.text.as_str(), blocks.iter().map(|b| b.text.as_str()).collect::<Vec<_>>().join("|"))
        })
        .collect();
    let text = String::from("Text  of it. 3");
    let table = String::from("a|b|1|2");
    assert_eq!(
        told,
        [
            ("one", text.clone()),
            ("two", text),
            ("three", table.clone()),
            ("four\nlines", table),
            ("five", String::from("y")),
            ("six", String::new()),
        ]
    );
    let six = document.comments().last().map(|c| c.span.start as usize..c.span.end as usize);
    assert_eq!(six.and_then(|six| document.source().get(six)), Some("<!-- six -->"));
}

#[test]
fn every_block_has_its_kind() {
    let source =
        "# Storm\n\nLead.\n\n## Losses\n\n- 5 boats\n- two\n  - nested\n\n> Quoted.\n\nWord[^1].\n\n[^1]: Note.\n";
    assert_eq!(
        read(source),
        [
            (BlockKind::Headline, "Storm"),
            (BlockKind::Paragraph, "Lead."),
            (BlockKind::Heading(2), "Losses"),
            (BlockKind::ListItem, "5 boats"),
            (BlockKind::ListItem, "two"),
            (BlockKind::ListItem, "nested"),
            (BlockKind::Quote, "Quoted."),
            (BlockKind::Paragraph, "Word."),
            (BlockKind::Footnote, "Note."),
        ]
        .map(|(k, t)| (k, t.to_owned()))
    );
}

#[test]
fn the_title_of_front_matter_is_the_headline() {
    let source = "---\ntitle: \"Ferry sinks\"\n---\n# Another\n\nText.";
    assert_eq!(read(source).first(), Some(&(BlockKind::Headline, String::from("Ferry sinks"))));
    assert_eq!(read(source).get(1), Some(&(BlockKind::Heading(1), String::from("Another"))));
    assert_eq!(source_of(source, "Ferry sinks"), "Ferry sinks");
    assert_eq!(read("Lead.\n\n## Losses").get(1), Some(&(BlockKind::Heading(2), String::from("Losses"))));
}

#[test]
fn table_cells_know_their_headers() {
    let cells = read("| Town | Dead |\n|------|-----:|\n| Lanek | 40 |\n|  | 5 |\n");
    let cell = |row, column, at| BlockKind::Cell { row, column, at };
    assert_eq!(
        cells,
        [
            (cell(None, None, (0, 0)), String::from("Town")),
            (cell(None, None, (0, 1)), String::from("Dead")),
            (cell(None, Some(0), (1, 0)), String::from("Lanek")),
            (cell(Some(2), Some(1), (1, 1)), String::from("40")),
            (cell(None, Some(1), (2, 1)), String::from("5")),
        ]
    );
}

#[test]
fn a_block_knows_the_heading_above_it() {
    let Ok(read) = super::read("# Storm\n\nLead.\n\n## Losses\n\nFive.\n") else { panic!("it is not read") };
    assert_eq!(read.blocks.iter().map(|b| b.section).collect::<Vec<_>>(), [None, None, None, Some(2)]);
}

#[test]
fn links_and_notes_are_told_with_the_words_that_they_are_on() {
    let source = "Over [40 boats](https://a.example/x \"Harbour log\") sank.[^log] [Six][r] came.\n\n\
                  [r]: https://b.example\n\n[^log]: Kept by [the port](https://c.example/log).\n";
    let Ok(document) = Document::markdown("a.md", source.to_owned()) else { panic!("it is not read") };
    let told: Vec<(&str, Target)> = document
        .pointers()
        .iter()
        .map(|p| {
            let text = &document.blocks()[p.span.block as usize].text;
            (&text[p.span.start as usize..p.span.end as usize], p.to.clone())
        })
        .collect();
    let link = |url: &str, title: &str| Target::Link { url: url.to_owned(), title: title.to_owned() };
    assert_eq!(
        told,
        [
            ("40 boats", link("https://a.example/x", "Harbour log")),
            ("", Target::Note(1..2)),
            ("Six", link("https://b.example", "")),
            ("the port", link("https://c.example/log", "")),
        ]
    );
    assert_eq!(document.blocks()[1].text, "Kept by the port.");
}

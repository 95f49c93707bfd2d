use super::*;
use crate::document::{Document, SourceSpan};
use crate::report::Shown;
use crate::report::samples::{Run, document, finding, findings, people};
use crate::verdict::{Finding, Related};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

fn page(run: &Run, document: &Document, findings: Vec<Finding>) -> String {
    let mut report = Html::new(Vec::new());
    run.write(&mut report, document, findings);
    String::from_utf8(report.into_inner()).expect("UTF-8")
}

/// What stands between the first of two marks and the next of the other.
fn between<'p>(page: &'p str, from: &str, to: &str) -> &'p str {
    let rest = page.split_once(from).unwrap_or_else(|| panic!("no {from} in {page}")).1;
    rest.split_once(to).unwrap_or_else(|| panic!("no {to} behind {from}")).0
}

/// The text of HTML without tags and references.
fn text(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        out.push_str(before);
        rest = tag.split_once('>').map_or("", |(_, rest)| rest);
    }
    out.push_str(rest);
    for (name, c) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#91;", "["), ("&amp;", "&")] {
        out = out.replace(name, c);
    }
    out
}

/// The same without the signs and numbers of notes, as the article reads.
fn prose(html: &str) -> String {
    let mut parts = html.split("<a class=\"ref\"");
    let first = parts.next().unwrap_or_default().to_owned();
    text(&parts.fold(first, |out, part| out + part.split_once("</a>").map_or("", |(_, rest)| rest)))
}

#[test]
fn the_policy_names_the_style_and_the_script_of_the_page_and_lets_nothing_else_be() {
    let hash = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
    let page = page(&Run::default(), &document(), findings(&document()));
    let style = hash(between(&page, "<style>", "</style>"));
    let script = hash(between(&page, "<script>", "</script>"));
    let wanted =
        format!("default-src 'none'; style-src {style}; script-src {script}; base-uri 'none'; form-action 'none'");
    let policy = between(&page, "<meta http-equiv=\"Content-Security-Policy\" content=\"", "\">");
    assert_eq!(policy, wanted, "after a change of page.css or page.js their hashes stand in POLICY");
    let before = between(&page, "<head>", "<meta http-equiv");
    assert_eq!(before, "\n<meta charset=\"utf-8\">\n", "a policy holds for what stands behind it");
}

#[test]
fn nothing_but_the_policy_s_own_style_and_script_is_in_the_page() {
    let page = page(&Run::default(), &document(), findings(&document()));
    assert_eq!(page.matches("<script").count(), 1);
    assert_eq!(page.matches("<style").count(), 1);
    for loads in ["<link", "<img", "<iframe", "<svg", " src=", " style=", " onclick=", "@import", "url("] {
        assert!(!page.contains(loads), "{loads} is in the page");
    }
    for (asks, file) in
        [("fetch(", SCRIPT), ("XMLHttpRequest", SCRIPT), ("http", SCRIPT), ("http", STYLE), ("innerHTML", SCRIPT)]
    {
        assert!(!file.contains(asks), "{asks} is in it");
    }
}

#[test]
fn each_finding_has_a_note_and_a_mark_on_its_words() {
    let page = page(&Run::default(), &document(), findings(&document()));
    for (verdict, words) in [
        ("disagree", "since April"),
        ("match", "more than 1,200 people"),
        ("ambiguous", "four hours"),
        ("match", "19 bridges"),
        ("loose", "nearly 3,000 houses"),
        ("unchecked", "14 boats"),
    ] {
        let begins = format!("<mark class=\"v-{verdict}\"");
        let marked: Vec<_> = page.split(&begins).skip(1).map(|m| between(m, ">", "<a class=\"ref\"")).collect();
        assert!(marked.contains(&words), "{words} is not marked as {verdict}: {marked:?}");
    }
    assert_eq!(page.matches("<li class=\"note ").count(), 7);
    let note = between(&page, "<li class=\"note v-disagree\"", "</li>");
    for told in [
        "since April, read as 2015-04/..",
        "April 2014",
        "since April 2014",
        "The draft reads as April 2015, the reference has April 2014; write the year.",
        "Water board of Tarn, bulletin 31, as of 2015-05-11",
        "https://example.org/ost",
        "ost-rising",
        "Line3:53",
    ] {
        assert!(text(note).contains(told), "{told:?} is not in {}", text(note));
    }
    assert!(note.contains("<a rel=\"noopener noreferrer\" href=\"https://example.org/ost\">"), "{note}");
    assert!(text(&page).contains("5 of 8 figures checked"));
}

#[test]
fn what_is_missing_stands_before_the_text_and_has_no_mark() {
    let page = page(&Run::default(), &document(), findings(&document()));
    let absent = between(&page, "<div class=\"absent\">", "</div>\n<div class=\"row\">");
    assert!(text(absent).contains("The draft never states the number of dead."), "{absent}");
    assert!(!page.contains("<mark class=\"v-missing\""));
}

#[test]
fn what_is_shown_is_what_was_asked_for() {
    let shown = |show| page(&Run { show, ..Run::default() }, &document(), findings(&document()));
    let page = shown(vec![Shown::Disagree, Shown::Skipped]);
    assert_eq!(page.matches("<li class=\"note ").count(), 2);
    assert!(
        page.contains("<li class=\"note v-skipped quiet\"") && page.contains("<mark class=\"v-skipped\""),
        "{page}"
    );
    // The counts are of all that was seen.
    assert!(text(&page).contains("5 of 8 figures checked"));
}

#[test]
fn extract_lists_claims_without_verdicts() {
    let run = Run { command: Command::Extract, ..Run::default() };
    let page = page(&run, &document(), findings(&document()));
    assert_eq!(page.matches("<li class=\"note v-claim quiet\"").count(), 6);
    assert!(text(&page).contains("8 figures found"));
    assert!(text(&page).contains("more-than 1200 person"));
    assert!(!text(between(&page, "<main", "</main>")).contains("reference"));
}

#[test]
fn overlapping_findings_are_well_formed_and_each_is_marked_whole() {
    let document = Document::text("a.txt", String::from("Over one and two and three and four went.\n"));
    let at = |words: &str| finding(&document, words, people(2, None), crate::verdict::Verdict::Disagree);
    let mut crossing = at("two and three");
    crossing.related = ["one and two", "three", "two and three"]
        .map(|words| {
            let start = document.source().find(words).expect("the words are in the draft") as u32;
            Related::at(&document, SourceSpan { start, end: start + words.len() as u32 })
        })
        .to_vec();
    let page = page(&Run::default(), &document, vec![at("one and two"), crossing, at("three and four"), at("three")]);
    let paragraph = between(&page, "<p dir=\"auto\">", "</p>");
    assert_eq!(prose(paragraph), "Over one and two and three and four went.");
    let mut open = Vec::new();
    for tag in paragraph.split('<').skip(1).map(|t| t.split(['>', ' ']).next().unwrap_or_default()) {
        match tag.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name), "{paragraph}"),
            None => open.push(tag),
        }
    }
    assert!(open.is_empty(), "{paragraph}");
    for (note, words) in [(1, "one and two"), (2, "two and three"), (3, "three and four"), (4, "three")] {
        assert_eq!(paragraph.matches(&format!("id=\"d1c{note}\"")).count(), 1, "{paragraph}");
        // Its pieces, without what is marked inside them a second time.
        let begins = format!("<mark class=\"v-disagree\" data-n=\"d1n{note}\"");
        let pieces = paragraph.split(&begins).skip(1);
        let told: String = pieces
            .map(|piece| {
                let piece = piece.split_once('>').map_or("", |(_, rest)| rest);
                let mut depth = 1;
                let end = piece.match_indices('<').find(|(at, _)| {
                    match &piece[*at..] {
                        tag if tag.starts_with("<mark") => depth += 1,
                        tag if tag.starts_with("</mark") => depth -= 1,
                        _ => {}
                    }
                    depth == 0
                });
                prose(&piece[..end.map_or(piece.len(), |(at, _)| at)])
            })
            .collect();
        assert_eq!(told, words);
    }
    for other in ["d1c2r1", "d1c2r2", "d1c2r3"] {
        assert_eq!(paragraph.matches(&format!("id=\"{other}\"")).count(), 1, "{paragraph}");
        assert_eq!(page.matches(&format!("href=\"#{other}\"")).count(), 1);
    }
}

#[test]
fn a_finding_that_lies_in_no_prose_is_told_all_the_same() {
    let source = String::from("One.\n\n```\n40 boats\n```\n");
    let document = Document::markdown("a.md", source).expect("it is read");
    let lost = finding(&document, "40 boats", people(40, None), crate::verdict::Verdict::Disagree);
    let page = page(&Run::default(), &document, vec![lost]);
    assert!(text(between(&page, "<div class=\"absent\">", "</ol>")).contains("40 boats"));
}

#[test]
fn several_drafts_have_contents_and_what_could_not_be_read_is_named() {
    let (run, document) = (Run::default(), document());
    let mut report = Html::new(Vec::new());
    let checked = crate::checker::Checked {
        findings: findings(&document),
        not_understood: 0,
        skipped: Vec::new(),
        suppressed: Vec::new(),
        dateline: None,
    };
    let lexicon = &*crate::report::samples::LEXICON;
    let draft = DraftReport {
        document: &document,
        id: None,
        line: false,
        checked: &checked,
        failing: &[],
        skipped: &[],
        dateline: None,
        lexicon,
    };
    report.begin(&run.info()).expect("written");
    report.draft(&draft).expect("written");
    report.unreadable(&Unreadable { name: "<b>.md", id: None, line: false, error: "no UTF-8" }).expect("written");
    report.draft(&draft).expect("written");
    report.end(&Summary { drafts: 2, unreadable: 1, figures: 12, checked: 10, ..Summary::default() }).expect("written");
    let page = String::from_utf8(report.into_inner()).expect("UTF-8");
    let contents = between(&page, "<nav ", "</nav>");
    assert!(contents.contains("href=\"#d1\"") && contents.contains("href=\"#d2\""), "{contents}");
    assert!(text(&page).contains("10 of 12 figures checked in 2 drafts"));
    assert!(page.contains("&lt;b&gt;.md</bdi>: <bdi>no UTF-8"));
    assert_eq!(between(&page, "<title>", "</title>"), "2 drafts – factlint");
}

#[test]
fn a_run_without_drafts_or_findings_is_a_page() {
    let mut report = Html::new(Vec::new());
    report.begin(&Run::default().info()).expect("written");
    report.end(&Summary::default()).expect("written");
    assert!(String::from_utf8(report.into_inner()).expect("UTF-8").ends_with("</html>\n"));
    let empty = Document::text("empty.txt", String::new());
    let page = page(&Run::default(), &empty, Vec::new());
    assert!(text(&page).contains("There is no note on this draft."), "{page}");
    assert!(!page.contains("<section class=\"bar\""), "nothing is to be filtered");
}

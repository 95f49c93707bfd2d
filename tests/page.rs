//! `--format html`: what an editor gets, as the program writes it. The tests without a browser hold every golden case;
//! `tests/page/browser.js` does in Chromium what an editor does, and two validators read the page, where
//! `tests/judges/install` has put them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may stop at what it cannot read")]

mod support;

use proptest::prelude::*;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use support::repo;

/// Elements without an end.
const VOID: [&str; 2] = ["meta", "input"];

/// Runs the program on a draft.
fn factlint(draft: &Path, format: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_factlint"));
    let out = command.args(["check", "--fail-on", "never", "--format", format]).arg(draft).output().unwrap();
    assert_eq!(out.status.code(), Some(0), "{}: {}", draft.display(), String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap()
}

/// Every draft of the repository that is checked with facts or without.
fn drafts() -> Vec<PathBuf> {
    let mut out: Vec<PathBuf> = ["tests/golden", "tests/page", "examples"]
        .iter()
        .flat_map(|root| std::fs::read_dir(repo(root)).unwrap())
        .map(|entry| entry.unwrap().path().join("draft.md"))
        .filter(|draft| draft.is_file())
        .collect();
    out.sort();
    assert!(out.len() > 20, "only {} drafts were found", out.len());
    out
}

/// An element of a page, with what it holds.
#[derive(Debug, Default)]
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    /// All text in it, that of elements in it as well.
    text: String,
    /// The same without the signs and numbers of notes.
    prose: String,
    parent: Option<usize>,
}

impl Element {
    fn attribute(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }

    fn is(&self, class: &str) -> bool {
        self.attribute("class").split(' ').any(|c| c == class)
    }
}

/// References back into characters; one that nobody writes is a fault.
fn decoded(text: &str) -> String {
    let mut out = String::new();
    let mut parts = text.split('&');
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (name, rest) = part.split_once(';').unwrap_or_else(|| panic!("a bare & in {text:?}"));
        out.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "#39" => '\'',
            "#91" => '[',
            _ => panic!("&{name}; in {text:?}"),
        });
        out.push_str(rest);
    }
    out
}

/// Reads a page as strictly as XML is read: every element is closed in its turn, every value is quoted, and no
/// character of markup stands in text. What is in `style` and `script` is left out.
fn parsed(page: &str) -> Vec<Element> {
    let mut rest = page.strip_prefix("<!DOCTYPE html>\n").expect("it begins as HTML");
    let (mut out, mut open): (Vec<Element>, Vec<usize>) = (Vec::new(), Vec::new());
    while !rest.is_empty() {
        let (text, tag) = rest.split_once('<').unwrap_or((rest, ""));
        assert!(!text.contains('>'), "a bare > in {text:?}");
        let text = decoded(text);
        let sign = open.iter().any(|&at| out[at].is("ref"));
        for &at in &open {
            out[at].text.push_str(&text);
            out[at].prose.push_str(if sign { "" } else { &text });
        }
        let Some((tag, after)) = tag.split_once('>') else { break };
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            let last = open.pop().unwrap_or_else(|| panic!("</{name}> closes nothing"));
            assert_eq!(out[last].name, name, "it is closed out of turn: {:?}", out[last]);
            continue;
        }
        let (name, mut values) = tag.split_once(' ').unwrap_or((tag, ""));
        let mut attributes = BTreeMap::new();
        while !values.is_empty() {
            let bare = values.find([' ', '=']).unwrap_or(values.len());
            let (key, more) = values.split_at(bare);
            let (value, more) = match more.strip_prefix("=\"") {
                Some(quoted) => quoted.split_once('"').unwrap_or_else(|| panic!("<{tag}> is not closed")),
                None => ("", more),
            };
            assert!(!value.contains('<'), "<{tag}>");
            assert!(attributes.insert(key.to_owned(), decoded(value)).is_none(), "{key} is twice in <{tag}>");
            values = more.trim_start_matches(' ');
        }
        assert!(!attributes.keys().any(|k| k.starts_with("on") || k == "style" || k == "src"), "<{tag}>");
        out.push(Element { name: name.to_owned(), attributes, parent: open.last().copied(), ..Element::default() });
        if name == "style" || name == "script" {
            rest = rest.split_once(&format!("</{name}>")).expect("it ends").1;
        } else if !VOID.contains(&name) {
            open.push(out.len() - 1);
        }
    }
    assert!(open.is_empty(), "not closed: {:?}", open.iter().map(|&at| &out[at].name).collect::<Vec<_>>());
    out
}

/// The parts of a note, by their class.
fn part(page: &[Element], note: usize, is: impl Fn(&Element) -> bool) -> Vec<&str> {
    let within = |mut at: usize| {
        while let Some(parent) = page[at].parent {
            if parent == note {
                return true;
            }
            at = parent;
        }
        false
    };
    (0..page.len()).filter(|&at| within(at) && is(&page[at])).map(|at| page[at].text.as_str()).collect()
}

/// Text as the page shows it: what hides is visible, runs of blanks are one.
fn shown(text: &str) -> String {
    factlint::report::clean(&text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
}

fn hostile(c: char) -> bool {
    c != '\n' && factlint::report::clean(c.encode_utf8(&mut [0; 4])) != *c.encode_utf8(&mut [0; 4])
}

#[test]
fn every_page_is_well_formed_and_tells_the_findings_of_json() {
    let (mut told, mut marked) = (0, 0);
    for draft in drafts() {
        let name = draft.display();
        let page = parsed(&factlint(&draft, "html"));
        let json: Value = serde_json::from_str(&factlint(&draft, "json")).unwrap();
        let findings = json["drafts"][0]["findings"].as_array().unwrap();
        let mut ids = BTreeSet::new();
        for element in &page {
            let id = element.attribute("id");
            assert!(id.is_empty() || ids.insert(id), "{name}: {id} is there twice");
        }
        for element in page.iter().filter(|e| e.name == "a") {
            let to = element.attribute("href");
            let leads = to.strip_prefix('#').map_or_else(|| to.starts_with("https://"), |id| ids.contains(id));
            assert!(leads, "{name}: {to}");
        }
        let notes: Vec<usize> = (0..page.len()).filter(|&at| page[at].is("note")).collect();
        assert_eq!(notes.len(), findings.len(), "{name}");
        for finding in findings {
            let text = |key: &str| finding[key].as_str().map(shown);
            let span = format!("{}-{}", finding["start"], finding["end"]);
            let fits = |&&at: &&usize| {
                let verdict = page[at].attribute("data-verdict") == finding["verdict"].as_str().unwrap();
                verdict && page[at].attribute("data-span") == span
            };
            let here: Vec<usize> = notes.iter().filter(fits).copied().collect();
            let why = |at: usize| part(&page, at, |e| e.is("why")).concat();
            let note = here.iter().find(|&&at| Some(why(at)) == text("message"));
            let note = *note.unwrap_or_else(|| panic!("{name}: no note tells {finding}"));
            for (class, key) in [("write", "suggestion"), ("source", "source"), ("fact", "fact"), ("link", "url")] {
                let rows = part(&page, note, |e| e.is(class)).join("\n");
                assert!(rows.contains(&text(key).unwrap_or_default()), "{name}: {key} of {finding} in {rows}");
            }
            let rule = finding["rule"].as_str().unwrap();
            assert_eq!(part(&page, note, |e| e.is("rule")).concat(), if rule == "reference" { "" } else { rule });
            for other in finding["related"].as_array().into_iter().flatten() {
                let place = format!(", line {}", other["line"]);
                assert!(part(&page, note, |e| e.is("against")).iter().any(|row| row.ends_with(&place)), "{name}");
            }
            told += 1;
            if !finding["kind"].is_null() {
                let id = page[note].attribute("id");
                assert!(page.iter().any(|e| e.name == "mark" && e.attribute("data-n") == id), "{name}: {finding}");
                marked += 1;
            }
        }
    }
    assert!(told > 500 && marked > 500, "{told} findings, {marked} marks");
}

#[test]
fn blocks_are_what_they_are_in_the_draft() {
    let page = factlint(&repo("tests/page/blocks/draft.md"), "html");
    let page = parsed(&page);
    let texts = |name: &str| -> Vec<String> {
        let inside = |e: &&Element| e.parent.is_none_or(|p| !page[p].is("note") && !page[p].is("notes"));
        page.iter().filter(|e| e.name == name).filter(inside).map(|e| e.prose.clone()).collect()
    };
    assert_eq!(texts("h2"), ["Flood in the Ost valley leaves 1,214 homeless"]);
    assert_eq!(texts("h3"), ["What is known", "Losses"]);
    assert_eq!(texts("h4"), ["Deep down"], "no level is left out");
    let items: Vec<_> = page.iter().filter(|e| e.name == "li" && e.attributes.contains_key("dir")).collect();
    assert_eq!(items.len(), 5, "{items:?}");
    assert!(items[1].text.contains("A further paragraph"), "{items:?}");
    assert_eq!(items[3].attribute("value"), "1");
    assert_eq!(page.iter().filter(|e| e.name == "blockquote").count(), 1);
    assert_eq!(texts("th"), ["Town", "Dead", "Hurt"]);
    assert_eq!(texts("td"), ["Lanek", "14", "", "", "5", "3", "Total", "24", "3"]);
    assert!(page.iter().any(|e| e.is("footnotes") && e.text.contains("The log has")));
    assert!(!page.iter().any(|e| e.text.contains("300 310")), "what is struck out is no prose");
}

#[test]
fn a_hostile_draft_is_text() {
    let page = factlint(&repo("tests/page/hostile/draft.md"), "html");
    assert!(!page.chars().any(hostile), "a character that hides or turns is in the page");
    assert!(!page.contains("##["));
    for line in page.lines() {
        assert!(!line.trim_start().starts_with("::"), "{line}");
    }
    let page = parsed(&page);
    let main = page.iter().find(|e| e.name == "main").unwrap();
    for words in [
        "</title><script>hit = 1</script> 40 boats",
        "<script>window.hit = 3</script>",
        "error file=a::42 boats",
        "<img src=x onerror=window.hit=5>",
        "\\u{202e}6116\\u{202c}",
        "␛[31m red ␇ bells",
        "<img src=x onerror=window.hit=7> \\u{202e}cruos & \"co\"",
        "</li><script>window.hit=8</script>",
        "javascript:window.hit=9",
    ] {
        assert!(main.prose.contains(words), "{words:?} is not in {}", main.prose);
    }
    let links = page.iter().filter(|e| e.name == "a").map(|e| e.attribute("href"));
    assert_eq!(links.filter(|href| !href.starts_with('#')).count(), 0, "no address here is one to be followed");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever a draft holds: the page is well formed, the text in it is the draft's prose, and nothing hides.
    #[test]
    fn any_draft_is_well_formed(
        draft in "([<>&\"'\\[\\]#*|\\-`!:\u{202e}\u{200b}\u{1b}\r\n \t]|[0-9]{1,4} (boats|people|percent)|on Monday|</?(p|script|mark)>|&[a-z]{2,4};|[a-z]{1,5}){0,60}"
    ) {
        use factlint::report::{DraftReport, Html, Report, RunInfo, Show, Summary};
        for document in [
            factlint::Document::text("a.txt", draft.clone()),
            factlint::Document::markdown("a.md", format!("Text.\n\n{draft}")).unwrap(),
        ] {
            let facts = factlint::Facts::default();
            let checked = factlint::Checker::new(support::lexicon(), &facts, factlint::Settings::default()).check(&document);
            let mut bytes = Vec::new();
            let mut report = Html::new(&mut bytes);
            let run = RunInfo {
                command: factlint::report::Command::Check,
                show: Show::default(),
                drafts_found: true,
                facts_found: true,
                facts_files: Vec::new(),
                width: 80,
                color: false,
                folders: factlint::report::Folders::default(),
            };
            let told = DraftReport {
                document: &document, id: None, line: false, checked: &checked, failing: &[], skipped: &[], dateline: None, lexicon: support::lexicon(),
            };
            let mut summary = Summary::default();
            summary.add(&checked);
            report.begin(&run).unwrap();
            report.draft(&told).unwrap();
            report.end(&summary).unwrap();
            let page = String::from_utf8(bytes).unwrap();
            prop_assert!(!page.chars().any(hostile));
            let page = parsed(&page);
            let main = page.iter().find(|e| e.name == "main").unwrap();
            // What a runner of CI would take for a command may be broken, here or there.
            let plain = |text: &str| text.replace("\\u{3a}", ":").replace("\\u{5b}", "[");
            let text = plain(&main.prose);
            for block in document.blocks() {
                let prose = plain(&factlint::report::clean(&block.text));
                prop_assert!(text.contains(&prose), "{:?} is not in {:?}", prose, text);
            }
        }
    }
}

/// Says why a test did not look, past what the test runner keeps to itself.
fn skipped(test: &str, why: &str) {
    let _ = writeln!(std::io::stderr(), "skipped: {test}: {why}");
}

/// Where the judges are, and one of them; a test whose judge is missing says so and ends.
fn judge(test: &str, file: &str) -> Option<(PathBuf, PathBuf)> {
    let folder = std::env::var_os("FACTLINT_JUDGES").map_or_else(|| repo("target/judges"), PathBuf::from);
    let judge = folder.join("node/node_modules").join(file);
    if judge.exists() {
        return Some((folder, judge));
    }
    skipped(test, &format!("{} is not there; tests/judges/install puts it there", judge.display()));
    None
}

/// Pages to be judged; those of one draft that was checked with the same run as JSON and the draft beside them.
fn pages(folder: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    for case in ["tests/page/blocks", "tests/page/hostile", "tests/golden/against-itself", "examples/ferry-fire"] {
        let draft = repo(case).join("draft.md");
        let name = Path::new(case).file_name().unwrap().to_str().unwrap();
        std::fs::copy(&draft, folder.join(format!("{name}.md"))).unwrap();
        for format in ["html", "json"] {
            std::fs::write(folder.join(format!("{name}.{format}")), factlint(&draft, format)).unwrap();
        }
    }
    // Several drafts, one of which is not there; and claims without verdicts.
    let several =
        [repo("tests/page/blocks/draft.md"), repo("tests/golden/drought/draft.md"), repo("no/<b>draft</b>.md")];
    let mut command = Command::new(env!("CARGO_BIN_EXE_factlint"));
    let output = command.args(["check", "--format", "html", "--show", "all,skipped"]).args(several).output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    std::fs::write(folder.join("several.html"), output.stdout).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_factlint"));
    let output =
        command.args(["extract", "--format", "html"]).arg(repo("tests/golden/drought/draft.md")).output().unwrap();
    std::fs::write(folder.join("claims.html"), output.stdout).unwrap();
    folder
}

fn told(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn the_page_does_in_a_browser_what_an_editor_wants() {
    let test = "the_page_does_in_a_browser_what_an_editor_wants";
    let Some((folder, _)) = judge(test, "playwright-core/package.json") else { return };
    let chromium = std::env::var_os("FACTLINT_CHROMIUM").unwrap_or_else(|| "/usr/bin/chromium".into());
    if !Path::new(&chromium).exists() {
        skipped(test, &format!("{} is not there", chromium.display()));
        return;
    }
    let mut command = Command::new("node");
    command.arg(repo("tests/page/browser.js")).arg(folder).arg(pages("browser"));
    let output = command.output().expect("node runs");
    let told = told(&output);
    let ok = told.lines().filter(|line| line.starts_with("ok ")).count();
    assert!(output.status.success() && !told.contains("not ok"), "{told}");
    assert!(ok >= 120, "only {ok} checks were made:\n{told}");
}

#[test]
fn validators_accept_the_page() {
    let pages = pages("validators");
    let names = ["blocks", "hostile", "against-itself", "ferry-fire", "several", "claims"];
    let files = || names.map(|name| pages.join(format!("{name}.html")));
    if let Some((_, judge)) = judge("validators_accept_the_page", "html-validate/bin/html-validate.mjs") {
        let output = Command::new("node").arg(judge).args(files()).current_dir(&pages).output().expect("node runs");
        assert!(output.status.success(), "{}", told(&output));
    }
    if let Some((_, judge)) = judge("validators_accept_the_page", "vnu-jar/build/dist/vnu.jar") {
        let mut command = Command::new("java");
        let output = command.arg("-jar").arg(judge).arg("--errors-only").args(files()).output().expect("java runs");
        assert!(output.status.success(), "{}", told(&output));
    }
}

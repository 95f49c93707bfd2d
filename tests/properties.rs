//! What must hold of every draft, whatever is in it: no input stops the program, places lie in the text, and
//! neither the order of facts nor how a draft is packed changes a verdict. On drafts that are made up, and on
//! all golden cases.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at what it cannot read")]

#[path = "support/fuzz.rs"]
mod promises;

use factlint::checker::Checked;
use factlint::document::Format;
use factlint::{Checker, Document, Facts, Settings, verdict};
use promises::{lexicon, sound};
use proptest::prelude::*;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// A draft and what it is held to.
#[derive(Debug, Clone)]
struct Case {
    name: String,
    draft: String,
    facts: String,
}

fn repo(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The golden cases, and one whose words bear accents.
static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| {
    let folders = ["tests/golden", "examples"].iter().flat_map(|f| std::fs::read_dir(repo(f)).unwrap());
    let mut out: Vec<Case> = folders
        .filter_map(|entry| {
            let folder = entry.unwrap().path();
            let draft = std::fs::read_to_string(folder.join("draft.md")).ok()?;
            let facts = std::fs::read_to_string(folder.join("facts.toml")).unwrap_or_default();
            Some(Case { name: folder.file_name()?.to_string_lossy().into_owned(), draft, facts })
        })
        .collect();
    out.push(Case { name: String::from("accents"), draft: ACCENTS.to_owned(), facts: ACCENTED.to_owned() });
    out.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(out.len() > 50, "the golden cases are gone");
    out
});

const ACCENTS: &str = "\
# Fête in Évian-les-Prés

ÉVIAN-LES-PRÉS — Some 4,200 people saw the fête in Évian-les-Prés on Friday, and Zoë Müller, the mayor, spoke of 31 cafés.

The Ångbåt ferry carried 900 passengers. \u{201c}We built the façade in three years,\u{201d} Müller said. The Łódź choir sang 12 songs.
";

const ACCENTED: &str = "\
date = 2021-06-18
[facts.visitors]
about = [\"fête | visitors\", \"Évian-les-Prés\"]
value = \"4,200 people\"
[facts.cafes]
about = \"café\"
value = 13
[facts.ferry]
about = [\"Ångbåt | ferry\", \"passenger\"]
value = 900
[facts.songs]
about = [\"song\", \"Łódź\"]
value = 21
[facts.mayor]
role = \"mayor of Évian-les-Prés\"
holder = \"Zoë Müller\"
[facts.vow]
speaker = \"Zoë Müller\"
quote = \"We built the façade in two years.\"
";

fn read(facts: &str) -> Facts {
    factlint::facts::parse(facts, Path::new("/nowhere/facts.toml"), lexicon())
}

fn check(draft: &str, format: Format, facts: &Facts) -> Checked {
    let document = Document::read("draft", draft.as_bytes().to_vec(), format).expect("a draft");
    let checked = Checker::new(lexicon(), facts, Settings::default()).check(&document);
    sound(&document, &checked);
    checked
}

/// A finding in short: its place, what is said, by which fact, of which words.
type Told = (usize, usize, String);

/// The findings, their places moved.
fn told(checked: &Checked, moved: &dyn Fn(usize) -> usize) -> Vec<Told> {
    let one = |f: &verdict::Finding| {
        // Words that were broken by a line end are the same words, and so are those of another normal form.
        let words: String = f.text.replace('\r', "").nfc().collect();
        let said = format!("{words:?} {:?} {} {:?}", f.verdict, f.rule, f.fact);
        (moved(f.span.start as usize), moved(f.span.end as usize), said)
    };
    // Facts that no draft states are told at its beginning, wherever that is.
    checked.findings.iter().filter(|f| f.verdict != verdict::Verdict::Missing).map(one).collect()
}

/// The draft packed otherwise, and where each of its bytes comes to stand.
struct Packed {
    how: &'static str,
    draft: String,
    moved: Moved,
}

/// Where a place of the draft comes to stand.
type Moved = Box<dyn Fn(usize) -> usize>;

/// How many bytes the front matter takes.
fn front(draft: &str) -> usize {
    let Some(rest) = draft.strip_prefix("---\n") else { return 0 };
    rest.find("\n---\n").map_or(0, |at| at + "---\n".len() + "\n---\n".len())
}

/// Every way of packing a Markdown draft of which nothing but places may come out otherwise.
fn packings(draft: &str) -> Vec<Packed> {
    let mut out = Vec::new();
    let put = |what: &str, at: usize| -> (String, Moved) {
        let (head, tail) = draft.split_at(at);
        let by = what.len();
        (format!("{head}{what}{tail}"), Box::new(move |place| if place >= at { place + by } else { place }))
    };
    let mut add = |how, (draft, moved): (String, Moved)| out.push(Packed { how, draft, moved });
    let body = front(draft);
    add("a byte-order mark", put("\u{feff}", 0));
    if body == 0 {
        add("front matter", put("---\nslug: x\n---\n", 0));
    }
    add("a heading in front", put("# News\n\n", body));
    add("an emoji in front", put("😀\n\n", body));
    let other = if draft.ends_with('\n') { draft.trim_end_matches('\n').to_owned() } else { format!("{draft}\n") };
    add("another final newline", (other, Box::new(|place| place)));
    add("more final newlines", (format!("{draft}\n\n"), Box::new(|place| place)));
    add("CRLF", changed(draft, |c| if c == '\n' { String::from("\r\n") } else { c.to_string() }));
    let parts = |c: char| c.nfd().collect::<String>();
    add("accents apart from their letters", changed(draft, parts));
    out
}

/// A draft with each of its letters written otherwise.
fn changed(draft: &str, to: impl Fn(char) -> String) -> (String, Moved) {
    let (mut out, mut places) = (String::new(), vec![0; draft.len() + 1]);
    for (at, c) in draft.char_indices() {
        places[at] = out.len();
        out.push_str(&to(c));
    }
    places[draft.len()] = out.len();
    (out, Box::new(move |place| places[place]))
}

/// What differs between two lists of findings, a line each.
fn difference(wanted: &[Told], got: &[Told]) -> String {
    let mut out = String::new();
    for (sign, some, others) in [('-', wanted, got), ('+', got, wanted)] {
        for one in some.iter().filter(|one| !others.contains(one)) {
            let _ = writeln!(out, "  {sign} {one:?}");
        }
    }
    out
}

/// What packing changes, or the order of the facts.
fn held(case: &Case) -> Result<(), String> {
    let facts = read(&case.facts);
    let plain = check(&case.draft, Format::Markdown, &facts);
    let mut wrong = String::new();
    for packed in packings(&case.draft) {
        let wanted = told(&plain, &packed.moved);
        let got = told(&check(&packed.draft, Format::Markdown, &facts), &|place| place);
        if wanted != got {
            let _ = write!(wrong, "{} with {}:\n{}", case.name, packed.how, difference(&wanted, &got));
        }
    }
    let same = |how: &str, facts: &str, wrong: &mut String| {
        let got = told(&check(&case.draft, Format::Markdown, &read(facts)), &|place| place);
        let wanted = told(&plain, &|place| place);
        if wanted != got {
            let _ = write!(wrong, "{} with {how}:\n{}", case.name, difference(&wanted, &got));
        }
    };
    same("facts in the other order", &backwards(&case.facts), &mut wrong);
    same("facts with CRLF", &case.facts.replace('\n', "\r\n"), &mut wrong);
    same("facts with accents apart", &case.facts.nfd().collect::<String>(), &mut wrong);
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

/// A facts file with its tables in the other order, and the one-line facts of `[facts]` too.
fn backwards(facts: &str) -> String {
    let mut tables: Vec<String> = vec![String::new()];
    for line in facts.split_inclusive('\n') {
        if line.starts_with('[') && !line.starts_with("[[") {
            tables.push(String::new());
        }
        if let Some(table) = tables.last_mut() {
            table.push_str(line);
        }
        if !line.ends_with('\n') {
            tables.iter_mut().for_each(|t| t.push('\n'));
        }
    }
    let top = tables.remove(0);
    let plain =
        |line: &&str| line.trim().is_empty() || line.starts_with('#') || line.contains(" = \"") && line.ends_with('"');
    for table in &mut tables {
        if let Some(lines) = table.strip_prefix("[facts]\n")
            && lines.lines().all(|line| plain(&line))
        {
            let turned: Vec<&str> = lines.lines().rev().collect();
            *table = format!("[facts]\n{}\n", turned.join("\n"));
        }
    }
    tables.reverse();
    top + &tables.concat()
}

/// Runs the program in the repository's folder; what it prints.
fn factlint(args: &[&str]) -> String {
    let out = Command::new(env!("CARGO_BIN_EXE_factlint")).args(args).current_dir(repo("")).output().unwrap();
    assert!(out.status.code().is_some_and(|code| code < 2), "{}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap()
}

/// What JSON Lines say of each draft, whatever it is called.
fn answers(lines: &str) -> Vec<serde_json::Value> {
    let mut all: Vec<serde_json::Value> = lines.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    for answer in &mut all {
        if let Some(map) = answer.as_object_mut() {
            map.retain(|key, _| !matches!(key.as_str(), "id" | "path" | "name"));
        }
    }
    all
}

#[test]
fn neither_threads_nor_json_lines_change_an_answer() {
    let facts = "tests/golden/volcano/facts.toml";
    let drafts: Vec<String> = CASES
        .iter()
        .map(|c| format!("tests/golden/{}/draft.md", c.name))
        .filter(|path| std::fs::read_to_string(repo(path)).is_ok_and(|draft| front(&draft) == 0))
        .collect();
    assert!(drafts.len() > 30, "{}", drafts.len());
    let check = |threads: &str, drafts: &[&str], more: &[&str]| {
        let options = ["check", "--facts", facts, "--format", "jsonl", "--fail-on", "never", "--threads", threads];
        answers(&factlint(&[&options[..], more, drafts].concat()))
    };
    let paths: Vec<&str> = drafts.iter().map(String::as_str).collect();
    let one = check("1", &paths, &[]);
    assert_eq!(one, check("2", &paths, &[]), "with two threads");
    assert_eq!(one, check("7", &paths, &[]), "with seven threads");
    let lines: Vec<String> = drafts
        .iter()
        .map(|path| {
            let text = std::fs::read_to_string(repo(path)).unwrap();
            serde_json::json!({"id": path, "text": text, "format": "markdown"}).to_string()
        })
        .collect();
    let file = std::env::temp_dir().join(format!("factlint-properties-{}.jsonl", std::process::id()));
    std::fs::write(&file, lines.join("\n")).unwrap();
    let read = check("2", &[file.to_str().unwrap()], &["--input-format", "jsonl"]);
    let _ = std::fs::remove_file(&file);
    assert_eq!(one, read, "as JSON Lines");
    assert!(one.iter().any(|answer| answer.to_string().contains("\"match\"")), "nothing was held to a fact");
}

#[test]
fn no_golden_case_depends_on_how_it_is_packed_or_on_the_order_of_its_facts() {
    let half = CASES.len() / 2;
    let run = |cases: &[Case]| -> Vec<String> { cases.iter().filter_map(|case| held(case).err()).collect() };
    let wrong = std::thread::scope(|scope| {
        let other = scope.spawn(|| run(&CASES[half..]));
        [run(&CASES[..half]), other.join().expect("no panic")].concat()
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What drafts are made of: sentences with figures, names, markup and what is none of these.
fn piece() -> impl Strategy<Value = String> {
    const PIECES: [&str; 40] = [
        "The mill at Orra burned for 14 hours",
        " on 3 March 2021",
        " and 12 people died",
        ", the mayor said",
        ". ",
        "\n\n",
        "Nearly ",
        "1,200",
        " houses",
        " stood empty",
        "half of them",
        " of ",
        "4.5 percent",
        "$3.2 billion",
        "Ilse Brandt",
        " is mayor of Orra",
        "\u{201c}We will rebuild the mill,\u{201d}",
        " she said",
        "since May",
        "Friday",
        "# Fire\n\n",
        "- ",
        "> ",
        "**",
        "&nbsp;",
        "|",
        "é",
        "e\u{301}",
        "\u{202f}",
        "😀",
        "3-1",
        "½",
        "\u{2013}",
        "(",
        ")",
        "one in five",
        "twice as many",
        "99999999999999999999999999999",
        "7:30 a.m.",
        "\r\n",
    ];
    prop_oneof![9 => prop::sample::select(&PIECES[..]).prop_map(str::to_owned), 1 => ".{0,8}"]
}

const FACTS: &str = "\
date = 2021-03-04
[facts]
fire = \"The mill at Orra burned for 14 hours on 3 March 2021 and 12 people died.\"
[facts.houses]
about = [\"houses\", \"empty\"]
value = 1300
[facts.mayor]
role = \"mayor of Orra\"
holder = \"Ilse Brandt\"
from = 2019
[facts.vow]
speaker = \"Ilse Brandt\"
quote = \"We will rebuild the mill.\"
[facts.turnover]
about = [\"mill | turnover\"]
value = \"$2.3 billion\"
";

/// How many drafts are made up where `PROPTEST_CASES` does not say.
fn made_up() -> ProptestConfig {
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if std::env::var_os("PROPTEST_CASES").is_some() { config } else { ProptestConfig { cases: 128, ..config } }
}

proptest! {
    #![proptest_config(made_up())]

    #[test]
    fn any_draft_is_checked_however_it_is_packed(pieces in prop::collection::vec(piece(), 0..30)) {
        // What begins a draft decides what its first lines are.
        let draft = format!("Fire in Orra\n\nIt burned.\n\n{}\n", pieces.concat().replace('\r', ""));
        let case = Case { name: String::from("made up"), draft, facts: FACTS.to_owned() };
        prop_assert_eq!(held(&case), Ok(()));
    }

    #[test]
    fn any_text_is_checked(text in "(\\PC|[\n ,.0-9]){0,200}") {
        let facts = read(FACTS);
        check(&text, Format::Text, &facts);
        check(&text, Format::Markdown, &facts);
    }
}

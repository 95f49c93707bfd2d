//! What every mistake of TOML's own syntax is told: where, what is wrong, what to write instead; once each.

use super::*;
use crate::lexicon::Lexicon;
use std::path::Path;
use std::sync::LazyLock;

fn read(text: &str) -> Vec<Complaint> {
    static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::english().expect("the packs that ship are sound"));
    parse(text, Path::new("facts.toml"), &ENGLISH).complaints
}

fn place(c: &Complaint) -> String {
    format!("{}:{} {}", c.line, c.column, c.message)
}

/// A file, where its slip is and what is wrong, and what to write instead.
const SLIPS: &[(&str, &str, &str)] = &[
    ("[facts]\nvalue = “43 people”\n", "2:9 `“` is no quote of TOML", "quotes are straight: key = \"text\""),
    ("# a\n\nsubject = ‘x’\n", "3:11 `‘` is no quote of TOML", "quotes are straight: key = \"text\""),
    (
        "date = \"43 people\n",
        "1:8 the text that begins here is not closed",
        "write \" where it ends, on the same line; text of several lines stands between \"\"\" and \"\"\"",
    ),
    (
        "date = 'abc\n",
        "1:8 the text that begins here is not closed",
        "write ' where it ends, on the same line; text of several lines stands between \"\"\" and \"\"\"",
    ),
    ("[facts]\nv = \"\"\"abc\nb=1\n", "2:5 the text that begins here is not closed", "write \"\"\" where it ends"),
    ("date = '''abc\nb=1\n", "1:8 the text that begins here is not closed", "write ''' where it ends"),
    (
        "value \"43\"\nb=1",
        "1:1 a key, or text, stands alone on the line",
        "a line is a [table], or a key, `=` and its value; a key of several words stands in quotes",
    ),
    ("value: \"43\"\nb=1", "1:1 a colon stands where `=` should", "write key = \"text\""),
    ("value\u{a0}= 3", "1:6 an invisible sign (U+00A0) stands here", "take it out, or write a plain space"),
    (
        "date = True",
        "1:8 `True` is no value",
        "write true or false, in small letters; text stands in quotes: key = \"text\"",
    ),
    (
        "date = yes",
        "1:8 text stands without quotes",
        "text and figures with signs or words stand in quotes: value = \"6,116 people\"",
    ),
    ("[facts.a\nb = 1", "1:9 the name of a table is not closed", "close it on its line: [facts.ID]"),
    ("facts.a]\nb = 1", "1:1 the `[` before the name of a table is missing", "write [NAME] on a line of its own"),
    (
        "[[facts.a]\nb=1",
        "1:11 the name of a table is not closed, or begins with one bracket too many",
        "a table is written [facts.ID]",
    ),
    ("// comment\n", "1:1 this line is no remark of TOML", "a remark begins with `#`"),
    (
        "date = 1\rb = 2",
        "1:10 a line ends in a carriage return alone",
        "save the file with line feeds, or with a carriage return and a line feed, at the end of every line",
    ),
    (
        "date = 6,116",
        "1:9 something stands behind the value that is not of it",
        "text and figures with signs or words stand in quotes: value = \"6,116 people\"",
    ),
    (
        "date = 43 people",
        "1:8 text stands without quotes",
        "text and figures with signs or words stand in quotes: value = \"6,116 people\"",
    ),
    (
        "date = 12%",
        "1:8 text stands without quotes",
        "text and figures with signs or words stand in quotes: value = \"6,116 people\"",
    ),
    (
        "é = 1",
        "1:1 `é` cannot stand in a key without quotes",
        "a key of other letters than a to z, digits, `-` and `_` stands in quotes: \"São Rell\" = …",
    ),
    (
        "a b = 1",
        "1:1 something stands between a key and its `=`",
        "a line is a [table], or a key, `=` and its value; a key of several words stands in quotes",
    ),
    (
        "[facts]\na = \"x\" y = 2",
        "2:9 something stands behind the value that is not of it",
        "each key stands on a line of its own; a remark begins with `#`",
    ),
    (
        "[facts]\na = \"x\", \"y\"",
        "2:8 something stands behind the value that is not of it",
        "several texts are a list: key = [\"a\", \"b\"]",
    ),
    (
        "date = \n",
        "1:8 there is no value behind `=`",
        "write one: key = \"text\", key = 12, key = 2014-03-18, key = [\"a\", \"b\"]",
    ),
    (
        "date = # x",
        "1:8 there is no value behind `=`",
        "write one: key = \"text\", key = 12, key = 2014-03-18, key = [\"a\", \"b\"]",
    ),
    ("= 3", "1:1 a key is missing", "a line is a [table], or a key, `=` and its value"),
    ("]", "1:1 a `]` stands here that closes nothing", "a table is written [facts.ID], a list key = [\"a\", \"b\"]"),
    (
        "}",
        "1:1 a brace stands here that belongs to no key",
        "facts files are TOML and not JSON: a line is a [table], or a key, `=` and its value",
    ),
    (
        "{\"a\": 1}",
        "1:1 a brace stands here that belongs to no key",
        "facts files are TOML and not JSON: a line is a [table], or a key, `=` and its value",
    ),
    (
        "[facts]\na = [\"x\" \"y\"]",
        "2:10 a comma is missing in the list",
        "a list is written [\"a\", \"b\"], with a comma between any two",
    ),
    (
        "[facts]\na = [\"x\",, \"y\"]",
        "2:10 a comma in the list has nothing before it",
        "a list is written [\"a\", \"b\"], with a comma between any two",
    ),
    (
        "[facts]\na = [\"x\" = \"y\"]",
        "2:10 an `=` stands in a list",
        "a list is written [\"a\", \"b\"], with a comma between any two",
    ),
    (
        "[facts]\na = 'it's'",
        "2:9 something stands behind the value that is not of it",
        "text with an apostrophe stands in double quotes: key = \"it's\"",
    ),
    (
        "[facts]\na = \"say \"yes\" now\"",
        "2:11 something stands behind the value that is not of it",
        "double quotes in text are written \\\", or the text stands in single quotes: 'he said \"yes\"'",
    ),
    (
        "date = \"C:\\desk\"",
        "1:11 a backslash stands before what it cannot change",
        "a backslash in text is written twice, \"C:\\\\desk\", or the text stands in single quotes, 'C:\\desk'",
    ),
    (
        "date = \"\\u12\"",
        "1:13 a letter by its number wants four digits behind `\\u`, eight behind `\\U`, of a letter that there is",
        "write the letter itself; or \"\\u00e9\" for é",
    ),
    (
        "date = \"\\ud801\"",
        "1:11 a letter by its number wants four digits behind `\\u`, eight behind `\\U`, of a letter that there is",
        "write the letter itself; or \"\\u00e9\" for é",
    ),
    (
        "date = 007",
        "1:8 `007` begins with a zero",
        "a number is written 6116, -12 or 12.5; as a draft would write it, with commas or words, in quotes: \"6,116 people\"",
    ),
    (
        "date = +-3",
        "1:8 `+-3` is no number",
        "a number is written 6116, -12 or 12.5; as a draft would write it, with commas or words, in quotes: \"6,116 people\"",
    ),
    (
        "date = 1__0",
        "1:8 `1__0` has a `_` that is not between two digits",
        "a number is written 6116, -12 or 12.5; as a draft would write it, with commas or words, in quotes: \"6,116 people\"",
    ),
    (
        "date = 1.",
        "1:8 `1.` is no number",
        "a number is written 6116, -12 or 12.5; as a draft would write it, with commas or words, in quotes: \"6,116 people\"",
    ),
    (
        "date = .5",
        "1:8 `.5` is no number",
        "a number is written 6116, -12 or 12.5; as a draft would write it, with commas or words, in quotes: \"6,116 people\"",
    ),
    ("date = 0x", "1:8 `0x` is no number", "a number is written 6116, -12 or 12.5"),
    (
        "date = 2014-3-18",
        "1:8 `2014-3-18` is no whole date or time",
        "a date is written 2014-03-18, with its hour 2014-03-18T16:00:00; a month or a season in quotes, \"2014-03\"",
    ),
    (
        "date = 2014-02-30",
        "1:8 `2014-02-30` is not in the calendar (day between 01 and 28)",
        "a date is written 2014-03-18, with its hour 2014-03-18T16:00:00; a month or a season in quotes, \"2014-03\"",
    ),
    (
        "date = 2014-03",
        "1:8 `2014-03` is no whole date or time",
        "a date is written 2014-03-18, with its hour 2014-03-18T16:00:00; a month or a season in quotes, \"2014-03\"",
    ),
    (
        "date = 18.03.2014",
        "1:8 `18.03.2014` is no number",
        "a date is written 2014-03-18, with its hour 2014-03-18T16:00:00; a month or a season in quotes, \"2014-03\"",
    ),
    (
        "date = 2014/03/18",
        "1:8 `2014/03/18` is no date or number",
        "a date is written 2014-03-18, with its hour 2014-03-18T16:00:00; a month or a season in quotes, \"2014-03\"",
    ),
    (
        "date = 2014-03-18T25:00:00",
        "1:8 `2014-03-18T25:00:00` is not in the calendar (hour between 00 and 23)",
        "a date is written 2014-03-18, with its hour 2014-03-18T16:00:00; a month or a season in quotes, \"2014-03\"",
    ),
    (
        "date = \"x\u{1}y\"",
        "1:10 a control character (U+0001) stands in the text",
        "take it out; where it is wanted, write its number in a text in double quotes: \"\\u0007\"",
    ),
    (
        "date = 'x\u{1}y'",
        "1:10 a control character (U+0001) stands in the text",
        "take it out; where it is wanted, write its number in a text in double quotes: \"\\u0007\"",
    ),
    ("date = 1\u{1}", "1:9 an invisible sign (U+0001) stands here", "take it out, or write a plain space"),
    ("# \u{1}", "1:3 a control character stands in a comment", "take it out"),
    ("\"\"\"a\"\"\"=1", "1:1 a key stands in three quotes", "a key stands in one quote on each side, or in none"),
    (
        "[facts]\na = {\"x\"}",
        "2:9 something stands in the table that is no key with a value",
        "a table on one line is written { a = 1, b = \"c\" }, with a comma between any two keys",
    ),
    (
        "[facts]\na = {b = 1 c = 2}",
        "2:10 text stands without quotes",
        "text and figures with signs or words stand in quotes: value = \"6,116 people\"",
    ),
    ("date = [1, 2", "1:8 the list that begins here is not closed", "write `]` where it ends"),
    ("- a: 1", "1:1 a colon stands where `=` should", "write key = \"text\""),
    (
        "date = a\"",
        "1:8 the quote before this text is missing",
        "text and figures with signs or words stand in quotes: value = \"6,116 people\"",
    ),
    (
        "date = \"\"\"t\\ t\"\"\"",
        "1:12 a backslash stands before what it cannot change",
        "a backslash in text is written twice, \"C:\\\\desk\", or the text stands in single quotes, 'C:\\desk'",
    ),
    (
        "date = 0xg",
        "1:8 `0xg` is no number",
        "a number is written 6116, -12 or 12.5; as a draft would write it, with commas or words, in quotes: \"6,116 people\"",
    ),
    (
        "date = 1e",
        "1:8 `1e` is no number",
        "a number is written 6116, -12 or 12.5; as a draft would write it, with commas or words, in quotes: \"6,116 people\"",
    ),
    ("date = ==1", "1:8 a second `=` stands here", "a key, one `=` and a value; text with `=` in it stands in quotes"),
    (
        "[facts]\na = [\n\"b\" \"c\"\n]\n",
        "3:5 a comma is missing in the list",
        "a list is written [\"a\", \"b\"], with a comma between any two",
    ),
    (
        "date = 2014-01-01\n]\n",
        "2:1 a `]` stands here that closes nothing",
        "a table is written [facts.ID], a list key = [\"a\", \"b\"]",
    ),
    (
        "[facts.a]\nabout = [\"a\", \"b\"]]\n",
        "2:19 something stands behind the value that is not of it",
        "each key stands on a line of its own; a remark begins with `#`",
    ),
    (
        "date = \"a \\\" b\n",
        "1:8 the text that begins here is not closed",
        "write \" where it ends, on the same line; text of several lines stands between \"\"\" and \"\"\"",
    ),
    ("date = \u{0}\n", "1:8 an invisible sign (U+0000) stands here", "take it out, or write a plain space"),
    (
        "date = 2014-01-01 \u{200b}\n",
        "1:19 an invisible sign (U+200B) stands here",
        "take it out, or write a plain space",
    ),
    (
        "date = (3)\n",
        "1:8 text stands without quotes",
        "text and figures with signs or words stand in quotes: value = \"6,116 people\"",
    ),
    (
        "date = 2014-01-01T16\n",
        "1:8 `2014-01-01T16` is no whole date or time",
        "a date is written 2014-03-18, with its hour 2014-03-18T16:00:00; a month or a season in quotes, \"2014-03\"",
    ),
    (
        "date = 0b12\n",
        "1:8 `0b12` is no number",
        "a number is written 6116, -12 or 12.5; as a draft would write it, with commas or words, in quotes: \"6,116 people\"",
    ),
    (
        "date = 0o9\n",
        "1:8 `0o9` is no number",
        "a number is written 6116, -12 or 12.5; as a draft would write it, with commas or words, in quotes: \"6,116 people\"",
    ),
    (
        "date = -0x1\n",
        "1:8 `-0x1` is no number",
        "a number is written 6116, -12 or 12.5; as a draft would write it, with commas or words, in quotes: \"6,116 people\"",
    ),
    (
        "date = inf3\n",
        "1:8 `inf3` is no number",
        "a number is written 6116, -12 or 12.5; as a draft would write it, with commas or words, in quotes: \"6,116 people\"",
    ),
    ("date = nan\u{0}\n", "1:11 an invisible sign (U+0000) stands here", "take it out, or write a plain space"),
    (
        "date = +true\n",
        "1:8 text stands without quotes",
        "text and figures with signs or words stand in quotes: value = \"6,116 people\"",
    ),
    (
        "date = [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\n",
        "1:8 the list that begins here is not closed",
        "write `]` where it ends",
    ),
];

#[test]
fn every_kind_of_slip_is_told_once_where_it_is_and_how_it_is_mended() {
    for (text, at, help) in SLIPS {
        let told = read(text);
        let told: Vec<_> =
            told.iter().map(|c| (c.code, place(c).replace("not TOML: ", ""), c.help.as_deref())).collect();
        assert_eq!(told, [("toml-syntax", (*at).to_owned(), Some(*help))], "\nof the file\n{text}");
    }
}

#[test]
fn what_is_not_closed_hides_no_other_mistake() {
    for (text, wanted) in [
        (
            "[facts.a]\nabout = [\"a\", \"b\"\nvalue = 3\n[facts.b]\nabout = [\"x\"]\nvalue = 4x\n",
            ["2:9 not TOML: the list that begins here is not closed", "6:9 not TOML: text stands without quotes"],
        ),
        (
            "[facts.a]\nabout = \"x\"\nseries = [\n { as-of = 2014-01-02, value = 3\n]\n[facts.b]\nabout = \"x\"\nvalu = 4\n",
            ["4:2 not TOML: the table that begins here is not closed", "8:1 `valu` is no key of a fact"],
        ),
        (
            "[facts.a]\nsays = \"\"\"It fell.\n[facts.b]\nabout = \"x\"\nvalu = 4\n",
            ["2:8 not TOML: the text that begins here is not closed", "5:1 `valu` is no key of a fact"],
        ),
        (
            "<<<<<<< HEAD\n[facts]\na = \"It is 3 m high.\"\n>>>>>>> other\n",
            [
                "1:1 not TOML: a mark of a merge that is not settled stands here",
                "4:1 not TOML: a mark of a merge that is not settled stands here",
            ],
        ),
        (
            "[facts]\na = { b 1 }\nc = 3\n",
            [
                "2:9 not TOML: an `=` is missing behind a key of the table",
                "3:5 c is a number, and should be a sentence or a table",
            ],
        ),
    ] {
        let told: Vec<_> = read(text).iter().filter(|c| c.message != "`b` is no key of a fact").map(place).collect();
        assert_eq!(told, wanted, "\nof the file\n{text}");
    }
}

#[test]
fn a_key_or_table_that_is_there_already_is_told_with_its_first_place() {
    for (text, wanted) in [
        (
            "[facts.a]\nabout = \"x\"\nvalue = 3\nabout = \"y\"\nabout = \"z\"\n",
            "4:1 about is given twice: first in facts.toml:2",
        ),
        (
            "[facts.a]\nabout = \"x\"\nvalue = 3\n[facts.b]\nvalue = 3\nabout = \"x\"\nvalue = 4\n",
            "7:1 value is given twice: first in facts.toml:5",
        ),
        ("[names]\n\"A\" = \"B\"\n[names]\n\"C\" = \"D\"\n", "3:2 names is given twice: first in facts.toml:1"),
        ("[facts]\na = \"It is 3 m high.\"\n[facts.a]\nabout = \"x\"\nvalue = 3\n", "3:8 a is given twice"),
    ] {
        let told = read(text);
        assert_eq!(told.first().map(place).as_deref(), Some(wanted), "\nof the file\n{text}");
        assert!(told.iter().all(|c| c.code.starts_with("duplicate-")), "{told:?}");
    }
}

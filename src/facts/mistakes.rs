//! What every mistake of a facts file is told, text by text.

use super::*;
use crate::lexicon::Lexicon;
use std::path::Path;
use std::sync::LazyLock;

fn lexicon() -> &'static Lexicon {
    static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::english().expect("the packs that ship are sound"));
    &ENGLISH
}

fn read(text: &str) -> Facts {
    parse(text, Path::new("facts.toml"), lexicon())
}

/// The complaints of a file, as they are printed.
fn told(text: &str) -> String {
    read(text).complaints.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

fn codes(text: &str) -> Vec<&'static str> {
    read(text).complaints.iter().map(|c| c.code).collect()
}

#[track_caller]
fn complains(text: &str, expected: &str) {
    assert_eq!(told(text), expected.trim_matches('\n'), "\nof the file\n{text}");
}

#[test]
fn toml_syntax_every_slip_of_a_file_is_told() {
    complains(
        "[facts.dam]\nabout = \"dam\"\nvalue = 6,116 people\n\n[facts.mill]\nabout = \"mill\"\nvalue = 2014-02-30\n",
        r#"
facts.toml:3:10: not TOML: something stands behind the value that is not of it [toml-syntax]
 3 | value = 6,116 people
   |          ^^^^^^^^^^^
   help: text and figures with signs or words stand in quotes: value = "6,116 people"
facts.toml:7:9: not TOML: `2014-02-30` is not in the calendar (day between 01 and 28) [toml-syntax]
 7 | value = 2014-02-30
   |         ^^^^^^^^^^
   help: a date is written 2014-03-18, with its hour 2014-03-18T16:00:00; a month or a season in quotes, "2014-03"
"#,
    );
}

#[test]
fn duplicate_id_names_both_places() {
    complains(
        "[facts.dam]\nabout = \"dam\"\nvalue = 3\n\n[facts.dam]\nabout = \"mill\"\nvalue = 4\n",
        "
facts.toml:5:8: dam is given twice: first in facts.toml:1 [duplicate-id]
 5 | [facts.dam]
   |        ^^^
   help: give one of them an id of its own, or take it out
",
    );
}

#[test]
fn duplicate_key_names_both_places() {
    complains(
        "[facts.dam]\nabout = \"dam\"\nabout = \"mill\"\nvalue = 3\n",
        "
facts.toml:3:1: about is given twice: first in facts.toml:2 [duplicate-key]
 3 | about = \"mill\"
   | ^^^^^
   help: keep one of the two
",
    );
}

#[test]
fn unknown_key_at_the_top_in_defaults_and_in_a_fact() {
    complains(
        "subjct = \"dam\"\nvalue = 3\n[defaults]\nsorce = \"Mill board\"\n[facts.dam]\nabout = \"dam\"\nvalue = 3\ncolour = \"blue\"\n[facts.a.b]\nabout = \"x\"\n",
        r#"
facts.toml:1:1: `subjct` is nothing that a facts file has at its top [unknown-key]
 1 | subjct = "dam"
   | ^^^^^^
   help: did you mean `subject`?
facts.toml:2:1: `value` is nothing that a facts file has at its top [unknown-key]
 2 | value = 3
   | ^^^^^
   help: `value` is a key of facts: put it below [facts.ID], or below [defaults] for all
facts.toml:4:1: `sorce` is no key of a fact [unknown-key]
 4 | sorce = "Mill board"
   | ^^^^^
   help: did you mean `source`?
facts.toml:8:1: `colour` is no key of a fact [unknown-key]
 8 | colour = "blue"
   | ^^^^^^
   help: what is worth keeping beside the fact goes into `note`
facts.toml:9:10: `b` is no key of a fact [unknown-key]
 9 | [facts.a.b]
   |          ^
   help: an id with a stop in it is written in quotes: [facts."a.b"]
"#,
    );
}

#[test]
fn misplaced_key_in_another_form_and_in_defaults() {
    complains(
        "[defaults]\nabout = \"dam\"\n[facts.dam]\nrole = \"mayor\"\nholder = \"Ana Roth\"\nabout = \"dam\"\n",
        r#"
facts.toml:2:1: `about` tells what one fact says, and can be no default [misplaced-key]
 2 | about = "dam"
   | ^^^^^
   help: keep in [defaults] what all facts share: `source`, `url`, `as-of`, `when`, `unit`, …
facts.toml:6:1: `about` does not go with `role` and `holder` in one fact [misplaced-key]
 6 | about = "dam"
   | ^^^^^
   help: take it out, or write a second fact with an id of its own
"#,
    );
}

#[test]
fn wrong_type_says_what_is_there_and_what_should_be() {
    complains(
        "names = 3\n[facts.dam]\nabout = [\"dam\", 3]\nvalue = 3\nsource = 2014-03-18\n[facts]\nmill = 4\n",
        r#"
facts.toml:1:9: `names` is a table [wrong-type]
 1 | names = 3
   |         ^
   help: write [names] on a line of its own, and "Name" = ["other name"] below
facts.toml:3:17: `about` holds a number, and should hold text in quotes [wrong-type]
 3 | about = ["dam", 3]
   |                 ^
   help: write `about = "…"`
facts.toml:5:10: `source` holds a date or time, and should hold text in quotes [wrong-type]
 5 | source = 2014-03-18
   |          ^^^^^^^^^^
   help: write `source = "…"`
facts.toml:7:8: mill is a number, and should be a sentence or a table [wrong-type]
 7 | mill = 4
   |        ^
   help: write mill = "The flood killed 43 people in Varna.", or [facts.mill] with `about` and `value`
"#,
    );
}

#[test]
fn empty_text_and_empty_terms() {
    complains(
        "[facts.dam]\nabout = [\"dam | \"]\nvalue = 3\nurl = \"\"\n[facts.mill]\nabout = []\nvalue = 3\n",
        r#"
facts.toml:2:10: "dam |" is no term: it, or one of its alternatives, has no word [empty-term]
 2 | about = ["dam | "]
   |          ^^^^^^^^
   help: write a word, a phrase, or alternatives with ` | ` between: "flood | floods"
facts.toml:4:7: `url` is empty [empty-text]
 4 | url = ""
   |       ^^
   help: write something between the quotes, or leave the key out
facts.toml:6:9: `about` is empty [empty-term]
 6 | about = []
   |         ^^
   help: name what is counted or what happened: about = ["flood", "Halmic"]
"#,
    );
}

#[test]
fn bad_term_and_unknown_concept() {
    complains(
        "[facts.dam]\nabout = ['\"dam', \"@zzqq\", \"@zzqq people\"]\nvalue = 3\n",
        r#"
facts.toml:2:10: the double quote inside `"dam` is not closed [bad-term]
 2 | about = ['"dam', "@zzqq", "@zzqq people"]
   |          ^^^^^^
   help: a term that must be met to the letter is written "\"…\"", or '"…"'
facts.toml:2:18: there is no concept `@zzqq` [unknown-concept]
 2 | about = ['"dam', "@zzqq", "@zzqq people"]
   |                  ^^^^^^^
   help: a plain word is written without `@`; the concepts are @casualties, @displaced, @hospitalised, @infected, @killed, @missing, @rescued, @survived, @trapped, @vaccinated, @wounded, @appointed, @arrested, @attended, @born, @built, @charged, @convicted, @damaged, @demonstrated, @deported, @destroyed, @died, @elected, @executed, @founded, @freed, @hired, @jailed, @kidnapped, @laid-off, @married, @opened, @resigned, @sunk
facts.toml:2:27: the concept `@zzqq` stands beside other words in one term [bad-term]
 2 | about = ['"dam', "@zzqq", "@zzqq people"]
   |                           ^^^^^^^^^^^^^^
   help: write two terms, ["@zzqq", "…"], or alternatives, "@zzqq | …"
"#,
    );
}

#[test]
fn bad_date_of_file_and_fact() {
    complains(
        "date = \"soon\"\n[facts.dam]\nabout = \"dam\"\nvalue = \"2014-13-40\"\nas-of = \"lately\"\n",
        r#"
facts.toml:1:8: `date = "soon"` is not a dateline [bad-date]
 1 | date = "soon"
   |        ^^^^^^
   help: write date = 2015-05-12, or with its hour date = 2015-05-12T16:00:00
facts.toml:4:9: "2014-13-40" is no date of the calendar, nor a period [bad-date]
 4 | value = "2014-13-40"
   |         ^^^^^^^^^^^^
   help: write 2014-03-18, or in quotes "2014-03", "2014-21" (spring), "2014-03/2014-05", "1964/.."
facts.toml:5:9: `as-of = "lately"` is not a date that can be read [bad-date]
 5 | as-of = "lately"
   |         ^^^^^^^^
   help: write 2014-03-18, or in quotes "2014-03", "2014", "2014-03/2014-05", "1964/.."
"#,
    );
}

#[test]
fn bad_value_unit_and_tolerance() {
    complains(
        "[facts.dam]\nabout = \"dam\"\nvalue = \"a good deal of water\"\ntolerance = -3\n[facts.mill]\nabout = \"mill\"\nvalue = inf\n[facts.weir]\nabout = \"weir\"\nvalue = 7\nunit = \"—\"\n",
        r#"
facts.toml:3:9: "a good deal of water" is not a figure or date that can be read [bad-value]
 3 | value = "a good deal of water"
   |         ^^^^^^^^^^^^^^^^^^^^^^
   help: write it as a draft would: "6,116 people", "at least 5 km", "12.5%", "2014-03"
facts.toml:4:13: `tolerance = -3` is neither a percentage nor a number [bad-tolerance]
 4 | tolerance = -3
   |             ^^
   help: write `tolerance = "5%"`, or `tolerance = 10` in the unit of the value
facts.toml:7:9: `inf` is not a number that can be held exactly [bad-value]
 7 | value = inf
   |         ^^^
   help: at most 28 digits, and neither inf nor nan
facts.toml:10:9: `7` with `unit = "—"` is not a figure that can be read [bad-unit]
 10 | value = 7
    |         ^
   help: the unit is a counted noun, a unit of measure, a currency or %: "people", "km", "EUR"
"#,
    );
}

#[test]
fn bad_choice_and_bad_span() {
    let text = "[facts.dam]\nabout = \"dam\"\nvalue = 3\nseverity = \"warnin\"\nstale-after = \"a while\"\n";
    let errors: Vec<_> =
        read(text).complaints.into_iter().filter(|c| c.severity == Severity::Error).map(|c| c.to_string()).collect();
    assert_eq!(
        errors.join("\n"),
        r#"
facts.toml:4:12: "warnin" is no severity [bad-choice]
 4 | severity = "warnin"
   |            ^^^^^^^^
   help: did you mean "warning"?
facts.toml:5:15: "a while" is no number of days, weeks, months or years [bad-span]
 5 | stale-after = "a while"
   |               ^^^^^^^^^
   help: write `stale-after = "30 days"`
"#
        .trim_matches('\n')
    );
}

#[test]
fn too_many_terms() {
    complains(
        "[facts.dam]\nabout = [\"a dam\", \"b\", \"c\", \"d\", \"e\", \"f\", \"g\"]\nvalue = 3\n",
        r#"
facts.toml:2:44: `about` has 7 entries, and six are the most [too-many-terms]
 2 | about = ["a dam", "b", "c", "d", "e", "f", "g"]
   |                                            ^^^
   help: each entry must be met near the figure: keep those that tell this fact from others
"#,
    );
}

#[test]
fn two_forms_no_form_and_missing_keys() {
    complains(
        "[facts.a]\nabout = \"dam\"\nvalue = 3\nquote = \"x\"\n[facts.b]\nsource = \"x\"\n[facts.c]\nabout = \"dam\"\n[facts.d]\nvalue = 3\n[facts.e]\nrole = \"mayor\"\n",
        r#"
facts.toml:4:1: a has two forms: `value` and `quote` [two-forms]
 4 | quote = "x"
   | ^^^^^
   help: write two facts, each with an id of its own
facts.toml:5:8: b states nothing [no-form]
 5 | [facts.b]
   |        ^
   help: give it `says = "…"`, or `about = ["…"]` and `value = "…"`
facts.toml:7:8: c says what it is about, and not what it states [missing-key]
 7 | [facts.c]
   |        ^
   help: add `value = "6,116 people"`, or `series`, or `is`
facts.toml:9:8: d has no `about` [missing-key]
 9 | [facts.d]
   |        ^
   help: a fact of this form has `about` and `value`
facts.toml:11:8: e has no `holder` [missing-key]
 11 | [facts.e]
    |        ^
   help: a fact of this form has `role` and `holder`
"#,
    );
}

#[test]
fn series_order() {
    complains(
        "[facts.dam]\nabout = \"dam\"\nseries = [\n  { as-of = 2015-01-02, value = 3 },\n  { as-of = 2014-01-01, value = 4 },\n]\n",
        "
facts.toml:5:13: `series` is out of order: 2014-01-01 comes behind 2015-01-02 [series-order]
 5 |   { as-of = 2014-01-01, value = 4 },
   |             ^^^^^^^^^^
   help: put the oldest entry first, one a day
",
    );
}

#[test]
fn part_not_found_and_no_claim() {
    complains(
        "[facts.dam]\nsays = \"The dam broke.\"\npart = \"43 people\"\n[facts]\nmill = \"The mill burnt down.\"\n",
        r#"
facts.toml:3:8: "43 people" is not in the sentence of dam [part-not-found]
 3 | part = "43 people"
   |        ^^^^^^^^^^^
   help: copy the words from `says`, letter by letter
facts.toml:5:8: warning: mill is left out: its sentence holds no figure or date that can be read [no-claim]
 5 | mill = "The mill burnt down."
   |        ^^^^^^^^^^^^^^^^^^^^^^
   help: write the figure or date as a draft would: "The flood killed 43 people in Varna."
"#,
    );
}

#[test]
fn bad_id() {
    complains(
        "[facts.\"\"]\nabout = \"dam\"\nvalue = 3\n",
        "
facts.toml:1:8: a fact has an empty id [bad-id]
 1 | [facts.\"\"]
   |        ^^
   help: name what it tells: [facts.flood-deaths]
",
    );
}

#[test]
fn a_right_name_among_the_wrong_and_a_quotation_too_short() {
    complains(
        "[facts.venue]\nabout = \"talks\"\nis = \"Orra\"\nnot = [\"Halmic\", \"orra\"]\n[facts.words]\nspeaker = \"Ana Roth\"\nquote = \"Never again.\"\n",
        r#"
facts.toml:4:18: `not` of venue holds the name that `is` gives, "Orra" [right-name-in-not]
 4 | not = ["Halmic", "orra"]
   |                  ^^^^^^
   help: list only names that would be wrong
facts.toml:7:9: warning: the quotation of words is too short to hold a draft to [short-quote]
 7 | quote = "Never again."
   |         ^^^^^^^^^^^^^^
   help: give the whole sentence: parts of under three words are nobody's own
"#,
    );
}

#[test]
fn a_wrong_name_that_is_another_of_the_right_one() {
    complains(
        "[names]\n\"Orra\" = [\"Orra-on-Sea\"]\n[facts.venue]\nabout = \"talks\"\nis = \"Orra\"\nnot = [\"Halmic\", \"orra-on-sea\"]\n",
        r#"
facts.toml:6:18: `not` of venue holds "orra-on-sea", and [names] makes it another name of "Orra" [right-name-in-not]
 6 | not = ["Halmic", "orra-on-sea"]
   |                  ^^^^^^^^^^^^^
   help: list only names that would be wrong, or take it out of [names]
"#,
    );
}

#[test]
fn names_and_quotations_are_kept_beside_other_facts() {
    let one = read("[facts.venue]\nabout = [\"talks\"]\nis = \"Orra\"\nnot = \"Halmic\"\nsource = \"Protocol\"\n");
    let two =
        read("subject = \"mill\"\n[facts.words]\nspeaker = \"Ana Roth\"\nquote = \"\u{201c}We dug a well.\u{201d}\"\n");
    let both = one.merge(two);
    assert!(both.complaints.is_empty());
    assert_eq!(both.called[0].not, ["Halmic"]);
    assert_eq!(both.called[0].ground.source.as_deref(), Some("Protocol"));
    assert_eq!((both.quotes[0].words.as_str(), both.quotes[0].ground.file), ("We dug a well.", 1));
}

#[test]
fn an_empty_source_is_one_that_is_still_to_be_named() {
    let facts = read("[defaults]\nsource = \"Mill board\"\n[facts.dam]\nabout = \"dam\"\nvalue = 3\nsource = \"\"\n");
    assert!(facts.complaints.is_empty(), "{:?}", facts.complaints);
    assert_eq!(facts.facts[0].source, None);
}

#[test]
fn a_figure_that_is_not_understood_leaves_its_sentence_out_and_no_more() {
    complains(
        "[facts]\nodd = \"The code is 4G7-K.\"\n[facts.dam]\nabout = \"dam\"\nvalue = 3\n",
        r#"
facts.toml:2:7: warning: odd is left out: its figure or date is not understood [not-understood]
 2 | odd = "The code is 4G7-K."
   |       ^^^^^^^^^^^^^^^^^^^^
   help: put it plainly, or as `about` and `value`
"#,
    );
}

#[test]
fn ten_mistakes_are_ten_complaints() {
    let text = "dat = 3\n[names]\n\"Mill\" = 4\n[facts.a]\nabuot = \"dam\"\nvalue = 3\n[facts.b]\nabout = [\"@zzqq\"]\nvalue = \"plenty\"\n\
                as-of = \"lately\"\n[facts.c]\nabout = \"dam\"\nvalue = 3\nsays = \"x\"\n[facts.d]\nabout = \"dam\"\nvalue = 3\ntolerance = true\n[facts]\ne = 5\n[facts.f]\nnote = \"x\"\n";
    assert_eq!(
        codes(text),
        [
            "unknown-key",
            "wrong-type",
            "unknown-key",
            "unknown-concept",
            "bad-value",
            "bad-date",
            "two-forms",
            "bad-tolerance",
            "wrong-type",
            "no-form"
        ]
    );
}

#[test]
fn no_text_makes_the_reader_panic() {
    for text in [
        "",
        "\u{feff}",
        "=",
        "[",
        "[[",
        "[facts",
        "[facts.]",
        "facts = [",
        "[[facts]]\nx = 3",
        "\"\\u",
        "a = \"\"\"",
        "[facts.a]\nvalue = \"",
        "é",
        "[facts.é]\nvalue = é",
        "[facts.a]\nabout = \"é | @é\"\nvalue = \"é 3é ½\"\n",
        "include = [\"\"]",
        "include = [\".\"]",
        "date = 9999-12-31",
        "[facts.a]\nabout = \"x\"\nvalue = 9999-12-31",
        "[facts.a]\nabout = \"x\"\nvalue = 0x",
        "[facts.a]\nabout = \"x\"\nvalue = 0xffffffffffffffffffffffffffffffffff",
    ] {
        let _ = told(text);
    }
}

proptest::proptest! {
    /// Whatever is written, it is read or complained of, and every complaint has its place in the text.
    #[test]
    fn any_heap_of_keys_is_read_or_complained_of(lines in proptest::collection::vec(0..LINES.len(), 0..12)) {
        let text: String = lines.iter().map(|&i| format!("{}\n", LINES[i])).collect();
        for complaint in read(&text).complaints {
            assert!(complaint.line >= 1 && complaint.line <= lines.len().max(1) + 1, "{complaint}\nof\n{text}");
            assert!(complaint.column >= 1 && !complaint.message.is_empty());
        }
    }
}

const LINES: &[&str] = &[
    "[facts]",
    "[facts.a]",
    "[facts.b]",
    "[defaults]",
    "[names]",
    "[facts.c.d]",
    "[[facts]]",
    "about = [\"dam\", \"@killed | mill\"]",
    "about = \"\"",
    "value = \"6,116 people\"",
    "value = 6,116",
    "value = 2014-03-18",
    "value = \"é ½ to ∞ km\"",
    "says = \"It fell 3 m in May.\"",
    "series = [{ as-of = 2014-01-01, value = 3 }]",
    "series = [",
    "unit = \"km\"",
    "date = 2014-01-01",
    "a = \"\"\"",
    "x = 'The dam lost 3 m.'",
    "part = \"3 m\"",
    "role = \"mayor\"",
    "tolerance = \"5%\"",
    "\u{feff}",
    "= 3",
    "é = 3",
    "about = { a = 1 }",
    "as-of = 2014-02-30",
];

//! What every mistake of a pack is told, text by text.

use super::Stack;

/// The complaints of a pack, as they are printed.
fn told(text: &str) -> String {
    let (_, complaints) = Stack::over("desk.toml", text);
    complaints.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn complains(text: &str, expected: &str) {
    assert_eq!(told(text), expected.trim_matches('\n'), "\nof the pack\n{text}");
}

/// An entry with what it needs beside these lines.
fn switch(lines: &str) -> String {
    format!("[switch.opposing]\nwords = [\"rival\"]\nreads = [\"a rival\"]\nignores = [\"arrival\"]\n{lines}")
}

#[test]
fn a_sound_pack_has_no_complaint() {
    complains(&switch(""), "");
    complains("", "");
}

#[test]
fn toml_syntax_and_entries_given_twice() {
    complains(
        "[unit.a]\nfactor = 1/60\n[unit.b]\n[unit.b]\nwords = [\"b\"]\n",
        r#"
desk.toml:2:10: not TOML: text stands without quotes [toml-syntax]
 2 | factor = 1/60
   |          ^^^^
   help: text stands in quotes, and so do numbers with a fraction: factor = "0.01"
desk.toml:4:7: b is given twice: first in desk.toml:3 [duplicate-entry]
 4 | [unit.b]
   |       ^
   help: give one of them an id of its own, or put their words together
"#,
    );
}

#[test]
fn unknown_tables_and_keys() {
    complains(
        "[concpt.evicted]\nnouns = [\"x\"]\n[add.concpt.killed]\nnouns = [\"x\"]\n[colour]\n[concept.evicted]\nnoun = [\"eviction\"]\n",
        r#"
desk.toml:1:2: `concpt` is nothing that a pack has [unknown-table]
 1 | [concpt.evicted]
   |  ^^^^^^
   help: did you mean `concept`?
desk.toml:3:6: `concpt` is nothing that a pack has [unknown-table]
 3 | [add.concpt.killed]
   |      ^^^^^^
   help: did you mean `concept`?
desk.toml:5:2: `colour` is nothing that a pack has [unknown-table]
 5 | [colour]
   |  ^^^^^^
   help: a pack has persons, function, numeral, hedge, unit, currency, calendar, named-day, concept, noun-class, mode, change, reporting, switch, partition, no-claim, synonym, family, irregular, verb, adjective, ending, abbreviation, honorific, office, check, beside, demonyms, countries, first-names, contraction, spelling, weights, thresholds, remove, replace, add
desk.toml:7:1: `noun` is no key of [concept.evicted] [unknown-key]
 7 | noun = ["eviction"]
   | ^^^^
   help: did you mean `nouns`?
"#,
    );
}

#[test]
fn wrong_types_say_what_is_there_and_what_should_be() {
    complains(
        "persons = 3\nswitch = 3\nadd = 3\n[thresholds]\nround-share = 5\n[replace]\nhedge = 4\n[unit.a]\nfactor = 1000\nwords = \"barn\"\nmarks = [1]\n[concept]\nevicted = 7\n",
        r#"
desk.toml:1:11: `persons` holds a number, and should hold text in quotes [wrong-type]
 1 | persons = 3
   |           ^
   help: write `persons = "3"`
desk.toml:2:10: `switch` is a table of entries, and not a number [wrong-type]
 2 | switch = 3
   |          ^
   help: write [switch.ID], and its keys below
desk.toml:3:7: `add` is a table, and not a number [wrong-type]
 3 | add = 3
   |       ^
   help: write [add.TABLE.ID]
desk.toml:5:15: `round-share` of thresholds holds a number, and should hold text in quotes [wrong-type]
 5 | round-share = 5
   |               ^
   help: write `round-share = "5"`
desk.toml:7:9: `replace.hedge` is a table of entries, and not a number [wrong-type]
 7 | hedge = 4
   |         ^
   help: write [replace.hedge.ID], and its keys below
desk.toml:9:10: `factor` of [unit.a] holds a number, and should hold a number in quotes [wrong-type]
 9 | factor = 1000
   |          ^^^^
   help: write `factor = "1000"`
desk.toml:10:9: `words` of [unit.a] holds text, and should hold a list of texts [wrong-type]
 10 | words = "barn"
    |         ^^^^^^
   help: write `words = ["barn"]`
desk.toml:11:10: `marks` of [unit.a] has a number among its texts [wrong-type]
 11 | marks = [1]
    |          ^
   help: write each of them in quotes
desk.toml:13:11: [concept.evicted] is a table, and not a number [wrong-type]
 13 | evicted = 7
    |           ^
   help: write [concept.evicted], and its keys below
"#,
    );
}

#[test]
fn bad_choices_numbers_and_values() {
    complains(
        "[unit.a]\ndimension = \"lenght\"\nfactor = \"5/0\"\noffset = \"x\"\n[change.b]\nkind = \"sort\"\n[calendar.c]\nis = { month = 13 }\n[calendar.d]\nis = \"weekend\"\n[currency.e]\niso = \"euro\"\n[thresholds]\nround-share = \"lots\"\n[concept.f]\nclass = \"poeple\"\nnouns = [\"f\"]\nreads = [\"f\"]\nignores = [\"g\"]\n",
        r#"
desk.toml:2:13: "lenght" is no `dimension` of [unit.a] [bad-choice]
 2 | dimension = "lenght"
   |             ^^^^^^^^
   help: did you mean "length"?
desk.toml:3:10: `factor = "5/0"` of [unit.a] is not a number above zero, or a fraction of two [bad-number]
 3 | factor = "5/0"
   |          ^^^^^
   help: write factor = "0.3048" or "5/9"; at most 24 digits before the stop, 18 behind it
desk.toml:4:10: `offset = "x"` of [unit.a] is not a number [bad-number]
 4 | offset = "x"
   |          ^^^
   help: write offset = "0.1"; at most 24 digits before the stop, 18 behind it
desk.toml:6:8: "sort" is no `kind` of [change.b] [bad-choice]
 6 | kind = "sort"
   |        ^^^^^^
   help: write one of "verb", "noun", "particle", "comparative"
desk.toml:8:6: `is` of [calendar.c] holds what the calendar has not [bad-value]
 8 | is = { month = 13 }
   |      ^^^^^^^^^^^^^^
   help: months run from 1 to 12, days to 31, weekdays from 1, Monday, to 7, hours to 24
desk.toml:10:6: "weekend" is no `is` of [calendar.d] [bad-choice]
 10 | is = "weekend"
    |      ^^^^^^^^^
   help: write one of "alike", "plural-mark", "ordinal-mark", "quarter-mark", "to-date", "rest", "present", "ish", "starting", "time", "stretch", "wall-time", "own-year", "o-clock", "past", "elapsed", "between", "workday", "entire", "ended", "of-year", "long", "lasting", "ahead", …
desk.toml:12:7: `iso` of [currency.e] is no code of ISO 4217 [bad-value]
 12 | iso = "euro"
    |       ^^^^^^
   help: three capitals: iso = "EUR"
desk.toml:14:15: `round-share` of [thresholds] is no threshold [bad-value]
 14 | round-share = "lots"
    |               ^^^^^^
   help: write a share, "5%", or a number, "1000"; none is below zero or above a million
desk.toml:16:9: no noun class is called "poeple" [unknown-class]
 16 | class = "poeple"
    |         ^^^^^^^^
   help: did you mean "people"?
"#,
    );
}

#[test]
fn entries_have_what_they_need() {
    complains(
        "[unit.a]\nwords = [\"barn\"]\nreads = [\"3 barns\"]\nignores = [\"x\"]\n[switch.b]\nwords = []\n[switch.c]\nreads = [\"x\"]\nignores = [\"y\"]\n[switch.d]\nwords = [\"d\", \" \", \"d\"]\n[switch.e]\nwords = [\"e\"]\n[switch.\"\"]\nwords = [\"f\"]\n",
        r#"
desk.toml:1:7: [unit.a] has no `ucum` [missing-key]
 1 | [unit.a]
   |       ^
   help: write `ucum = "…"`
desk.toml:1:7: [unit.a] has no `dimension` [missing-key]
 1 | [unit.a]
   |       ^
   help: write `dimension = "length"`
desk.toml:6:9: `words` of [switch.b] is empty [empty-list]
 6 | words = []
   |         ^^
   help: name something, or leave the key out
desk.toml:7:9: [switch.c] has no words [no-words]
 7 | [switch.c]
   |         ^
   help: its words stand in `words`
desk.toml:11:15: `words` holds an empty text [empty-text]
 11 | words = ["d", " ", "d"]
    |               ^^^
   help: write something between the quotes, or leave it out
desk.toml:11:20: "d" stands twice in `words` of [switch.d] [duplicate-word]
 11 | words = ["d", " ", "d"]
    |                    ^^^
   help: keep one of the two
desk.toml:12:9: [switch.e] has no example in `reads` [no-examples]
 12 | [switch.e]
    |         ^
   help: write reads = ["…"]: texts that it must read; `TEXT -> GIST` says as what
desk.toml:12:9: [switch.e] has no example in `ignores` [no-examples]
 12 | [switch.e]
    |         ^
   help: write ignores = ["…"]: texts that look like it, and that it must leave alone
desk.toml:14:9: an entry of `switch` has an empty id [bad-id]
 14 | [switch.""]
    |         ^^
"#,
    );
}

#[test]
fn what_is_there_already_and_what_is_not_there() {
    complains(
        "[unit.metre]\nucum = \"m\"\n[add.concept.kiled]\nnouns = [\"x\"]\nreads = [\"x\"]\n[add.concept.killed]\nnouns = [\"death\"]\nreads = [\"a death\"]\n[remove.concept.wounded]\nnouns = [\"injurie\"]\n[replace.switch.zzz]\nwords = [\"x\"]\nreads = [\"x\"]\nignores = [\"y\"]\n[function.because-of]\nwords = [\"x\"]\n",
        r#"
desk.toml:1:7: [unit.metre] is there already, by rules/en/units.toml [already-there]
 1 | [unit.metre]
   |       ^^^^^
   help: [add.unit.metre] puts words into it, [replace.unit.metre] yours in its place; or choose another id
desk.toml:3:14: there is no [concept.kiled] to change [not-there]
 3 | [add.concept.kiled]
   |              ^^^^^
   help: did you mean [add.concept.killed]?
desk.toml:7:10: "death" is in `nouns` of [concept.killed] already [already-there]
 7 | nouns = ["death"]
   |          ^^^^^^^
   help: take it out here
desk.toml:10:10: "injurie" is not in `nouns` of [concept.wounded] [not-there]
 10 | nouns = ["injurie"]
    |          ^^^^^^^^^
   help: did you mean "injury"?
desk.toml:11:17: there is no [switch.zzz] to change [not-there]
 11 | [replace.switch.zzz]
    |                 ^^^
   help: an entry of your own is [switch.zzz]
desk.toml:15:11: no word of grammar plays the part `because-of` [unknown-function]
 15 | [function.because-of]
    |           ^^^^^^^^^^
   help: did you mean `because`?
"#,
    );
}

#[test]
fn changes_are_of_lists_and_whole_entries() {
    complains(
        "[add.unit.metre]\ndimension = \"area\"\n[remove.unit.metre]\n[remove.unit.foot]\nall = true\nwords = [\"foot\"]\n[remove.unit.inch]\nall = false\n[add.thresholds]\nround-share = \"3%\"\n[remove]\ndemonyms = [\"zz\"]\n[add.switch.b]\n",
        r#"
desk.toml:2:1: `dimension` of [add.unit.metre] is one value, and no list [not-a-list]
 2 | dimension = "area"
   | ^^^^^^^^^
   help: write the entry anew: [replace.unit.metre]
desk.toml:3:14: [remove.unit.metre] takes nothing out [no-words]
 3 | [remove.unit.metre]
   |              ^^^^^
   help: name the words, or write `all = true` to take [unit.metre] out as a whole
desk.toml:5:1: `all` of [remove.unit.foot] takes the whole entry out, and other keys some of its words [misplaced-key]
 5 | all = true
   | ^^^
   help: keep one of the two
desk.toml:8:7: `all` of [remove.unit.inch] can only be true [wrong-type]
 8 | all = false
   |       ^^^^^
   help: write `all = true` to take the entry out, or leave the key out
desk.toml:9:6: `add` changes entries, and `thresholds` has none [misplaced-key]
 9 | [add.thresholds]
   |      ^^^^^^^^^^
   help: write `thresholds` at the top of the file: what it says stands for what others say
desk.toml:12:13: "zz" is not among `demonyms` [not-there]
 12 | demonyms = ["zz"]
    |             ^^^^
desk.toml:13:13: there is no [switch.b] to change [not-there]
 13 | [add.switch.b]
    |             ^
   help: an entry of your own is [switch.b]
desk.toml:13:13: [add.switch.b] has no words [no-words]
 13 | [add.switch.b]
    |             ^
   help: its words stand in `words`
"#,
    );
}

#[test]
fn changes_take_effect() {
    let text = "[remove.concept.killed]\nnouns = [\"toll\"]\n[add.concept.killed]\nnouns = [\"fatal\"]\nreads = [\"40 fatals\"]\n\
        [replace.switch.another]\nwords = [\"apart from that\"]\nreads = [\"apart from that\"]\nignores = [\"a part\"]\n\
        [remove.unit.foot]\nall = true\n[thresholds]\nround-share = \"3%\"\n[weights]\nleast = 7\n";
    let (stack, complaints) = Stack::over("desk.toml", text);
    assert!(complaints.is_empty(), "{complaints:?}");
    let lexicon = stack.lexicon().expect("it is sound");
    let killed = lexicon.concept("killed").expect("a concept");
    let tells = |word: &str| {
        lexicon.senses(word).iter().any(|s| matches!(s, crate::lexicon::Sense::Concept(id, _) if *id == killed))
    };
    assert!(tells("fatals") && tells("death") && !tells("toll"));
    assert!(!lexicon.units.iter().any(|u| u.ucum == "[ft_i]"));
    assert_eq!(lexicon.thresholds.round_share.to_string(), "0.03");
    assert_eq!(lexicon.weights.least, 7);
    let steps = stack.steps("concept", "killed");
    let told: Vec<_> = steps.iter().map(|s| (s.kind.name(), s.place.line)).collect();
    assert_eq!(told[1..], [("remove", 1), ("add", 3)]);
}

/// A text of so many entries or words; each is more than packs may have, or the worst that they may.
#[test]
fn packs_that_are_too_large_are_told_so_in_bounded_time() {
    let words = |n: usize| (0..n).map(|i| format!("\"w{i}\"")).collect::<Vec<_>>().join(", ");
    let alike = |n: usize| (0..n).map(|i| format!("\"all the {i}\"")).collect::<Vec<_>>().join(", ");
    let entries = |n: usize| {
        (0..n)
            .map(|i| format!("[switch.s{i}]\nwords=[\"w{i}\"]\nreads=[\"w{i}\"]\nignores=[\"v\"]\n"))
            .collect::<String>()
    };
    let tens = (0..300)
        .map(|i| {
            format!(
                "[numeral.n{i}]\nkind=\"tens\"\nvalue=\"20\"\nwords=[\"w{i}\"]\nreads=[\"w{i}\"]\nignores=[\"v\"]\n"
            )
        })
        .collect::<String>();
    let list = |words: String| format!("[switch.a]\nwords = [{words}]\nreads = [\"x\"]\nignores = [\"y\"]\n");
    for (text, code) in [
        (list(words(10_001)), "too-many"),
        (list(alike(600)), "too-many-alike"),
        (list(format!("\"{}\"", "x".repeat(300))), "too-long"),
        (list(format!("\"{}\"", "x ".repeat(30))), "too-long"),
        (entries(10_002), "too-many"),
        (tens, "too-many"),
        ("x = [\n".repeat(20_000), "toml-syntax"),
        (format!("x = {}", "[".repeat(200_000)), "toml-syntax"),
        (format!("x = {}1{}", "[".repeat(50_000), "]".repeat(50_000)), "toml-syntax"),
        (format!("{}x = 1", "a.".repeat(100_000)), "toml-syntax"),
        (format!("[{}x]", "a.".repeat(100_000)), "toml-syntax"),
        ((0..40_000).map(|i| format!("[switch.s{i}]\nword = 1\n")).collect(), "too-many-mistakes"),
        ((0..40_000).map(|i| format!("[add.concept.s{i}]\nword = 1\n")).collect(), "too-many-mistakes"),
        ("[unit.a]\n".repeat(60_000), "duplicate-entry"),
        (format!("x = [{}]", "1 2, ".repeat(100_000)), "toml-syntax"),
    ] {
        let started = std::time::Instant::now();
        let (_, complaints) = Stack::over("desk.toml", &text);
        let start: String = text.chars().take(30).collect();
        assert!(complaints.iter().any(|c| c.code == code), "{start}: {:?}", complaints.first());
        assert!(started.elapsed().as_secs() < 20, "{start}… took {:?}", started.elapsed());
    }
}

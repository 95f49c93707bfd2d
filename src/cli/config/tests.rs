use super::*;
use crate::cli::args::FailOn;

fn read(text: &str) -> Config {
    read::parse(text, Path::new("desk"), "desk/factlint.toml", PathBuf::from("desk"))
}

fn paths(set: Option<&Set<Vec<Named>>>) -> Vec<&Path> {
    set.into_iter().flat_map(|set| &set.value).map(|named| named.path.as_path()).collect()
}

#[test]
fn every_key_is_read_and_paths_count_from_its_folder() {
    let config = read(
        "facts = [\"a.toml\", \"more\"]\nrules = \"packs\"\nfail-on = [\"disagree\", \"loose\"]\ndate = 2015-05-12\nexclude = \"old/\"\n",
    );
    assert_eq!(config.complaints, []);
    assert_eq!(paths(config.all.facts.as_ref()), [Path::new("desk/a.toml"), Path::new("desk/more")]);
    assert_eq!(paths(config.all.rules.as_ref()), [Path::new("desk/packs")]);
    assert_eq!(config.all.fail_on.map(|s| s.value), Some(vec![FailOn::Disagree, FailOn::Loose]));
    assert_eq!(config.all.date.map(|s| s.value), Dateline::parse("2015-05-12"));
    assert_eq!(config.exclude.map(|s| s.value), Some(vec![String::from("old/")]));
}

#[test]
fn every_setting_knows_where_it_stands() {
    let config =
        read("facts = \"a.toml\"\n  date = 2015-05-12\n\n[severity]\nsum = \"note\"\n[folders.sport]\nrules = \"x\"\n");
    let place = |place: &Place| (place.line, place.column);
    assert_eq!(config.all.facts.as_ref().map(|s| place(&s.place)), Some((1, 1)));
    assert_eq!(config.all.date.as_ref().map(|s| place(&s.place)), Some((2, 3)));
    assert_eq!(config.all.severity.as_ref().map(|s| place(&s.place)), Some((4, 2)));
    let sport = config.folders.first().and_then(|(_, s)| s.rules.as_ref());
    assert_eq!(sport.map(|s| place(&s.place)), Some((7, 1)));
}

/// The place, the code and the message of every complaint, and what to write instead.
fn told(text: &str) -> Vec<String> {
    let line = |c: &Complaint| {
        let help = c.help.as_deref().unwrap_or("");
        format!("{}:{} {} {} | {help}", c.line, c.column, c.code, c.message)
    };
    read(text).complaints.iter().map(line).collect()
}

#[test]
fn every_mistake_has_its_place_its_code_and_what_to_write() {
    for (text, expected) in [
        ("fact = \"a.toml\"\n", "1:1 unknown-key `fact` is no key of factlint.toml | did you mean `facts`?"),
        ("fail_on = \"loose\"\n", "1:1 unknown-key `fail_on` is no key of factlint.toml | did you mean `fail-on`?"),
        (
            "colour = \"blue\"\n",
            "1:1 unknown-key `colour` is no key of factlint.toml | the keys are `facts`, `rules`, `fail-on`, `date`, \
             `disable`, `severity`, `exclude`, `folders`",
        ),
        (
            "date = 2015-05-12\nfail-on = [\"disagree\", \"losse\"]\n",
            "2:24 bad-choice \"losse\" is nothing that a run can fail on | did you mean \"loose\"?",
        ),
        (
            "fail-on = \"everything\"\n",
            "1:11 bad-choice \"everything\" is nothing that a run can fail on | write one of disagree, warning, note, \
             ambiguous, loose, missing, unchecked, never",
        ),
        (
            "fail-on = []\n",
            "1:11 bad-choice `fail-on` is an empty list, which does not say what is meant | write \"never\", or take the \
             key out to fail on disagreements",
        ),
        (
            "disable = [\"sum\", \"weekdays\"]\n",
            "1:19 unknown-rule \"weekdays\" is no check | did you mean \"weekday\"?",
        ),
        (
            "date = \"12 May\"\n",
            "1:8 bad-date `date = \"12 May\"` is not a dateline | write date = 2015-05-12, or with its hour date = \
             2015-05-12T16:00:00",
        ),
        (
            "facts = [\"a.toml\", 7]\n",
            "1:20 wrong-type `facts` holds a number, and should hold the path of a facts file in quotes, or a list of \
             them | write facts = \"desk/facts.toml\", or a list: facts = [\"desk/facts.toml\", …]",
        ),
        ("facts = \" \"\n", "1:9 empty-text `facts` is empty | write the path of a facts file: \"desk/facts.toml\""),
        (
            "exclude = [\"old/\", \"a[z-a]\"]\n",
            "1:20 bad-pattern this pattern cannot be read: invalid range; 'z' > 'a' | write it as in a \
             .gitignore: \"archive/\", \"*.txt\", \"/drafts/old\"",
        ),
        ("[severity]\nranks = \"note\"\n", "2:1 unknown-rule \"ranks\" is no check | did you mean \"rank\"?"),
        ("[severity]\nrank = \"notes\"\n", "2:8 bad-choice \"notes\" is no severity | did you mean \"note\"?"),
        (
            "[severity]\nrank = 7\n",
            "2:8 wrong-type `rank` holds a number, and should hold a severity in quotes | write \"error\", \"warning\" or \
             \"note\"",
        ),
        (
            "severity = 7\n",
            "1:12 wrong-type `severity` holds a number, and should hold a table | write [severity], and below it \
             weekday = \"warning\"",
        ),
        (
            "folders = \"sport\"\n",
            "1:11 wrong-type `folders` holds text, and should hold a table | write [folders.\"sport\"], and below it \
             what is set for the drafts of that folder",
        ),
        (
            "[folders]\nsport = \"a.toml\"\n",
            "2:9 wrong-type `sport` holds text, and should hold a table | write [folders.\"sport\"], and below it facts \
             = \"sport/facts.toml\"",
        ),
        (
            "[folders.sport]\nexclude = \"old/\"\n",
            "2:1 misplaced-key `exclude` is for all drafts, and not for those of a folder | write it at the top of \
             factlint.toml, above all tables",
        ),
        (
            "[folders.sport]\nfcats = \"old/\"\n",
            "2:1 unknown-key `fcats` is no key of a folder | did you mean `facts`?",
        ),
        (
            "[folders.\"../sport\"]\nfacts = \"a.toml\"\n",
            "1:10 bad-folder \"../sport\" is no folder below that of factlint.toml | write its path from there: \
             [folders.\"drafts/sport\"]",
        ),
        (
            "facts = \n",
            "1:9 syntax not TOML: there is no value behind `=` | write one: key = \"text\", key = 12, key = 2014-03-18, key = [\"a\", \"b\"]",
        ),
        (
            "date = 2015-05-12\ndate = 2015-05-13\n",
            "2:1 duplicate-key date is given twice: first in desk/factlint.toml:1 | keep one of the two",
        ),
    ] {
        assert_eq!(told(text), [expected], "{text}");
    }
}

#[test]
fn all_mistakes_of_a_file_are_told_in_its_order() {
    let text = "fcats = 3\ndate = \"soon\"\ndisable = [\"a\", \"sumh\"]\n[severity]\nx = 3\n";
    let places: Vec<String> = told(text).iter().filter_map(|t| Some(t.split_once(' ')?.0.to_owned())).collect();
    assert_eq!(places, ["1:1", "2:8", "3:12", "3:17", "5:1", "5:5"]);
}

#[test]
fn what_stands_beside_a_slip_of_syntax_is_read_all_the_same() {
    let config = read("disable = weekday\nfail-on = \"loose\"\ncolour = 3\n");
    let codes: Vec<&str> = config.complaints.iter().map(|c| c.code).collect();
    assert_eq!(codes, ["syntax", "unknown-key"]);
    assert_eq!(config.all.fail_on.map(|s| s.value), Some(vec![FailOn::Loose]));
}

#[test]
fn a_folder_has_its_own_settings_before_those_of_all() {
    let config = read(
        "date = 2015-05-12\nfail-on = \"never\"\n[folders.\"sport\"]\nfail-on = \"loose\"\n[folders.\"sport/tennis\"]\nfail-on = \"missing\"\n",
    );
    let fails = |folder: &str| {
        let set = config.of(Path::new(folder)).find_map(|s| s.fail_on.as_ref());
        set.map(|s| s.value.clone()).unwrap_or_default()
    };
    assert_eq!(fails("desk"), [FailOn::Never]);
    assert_eq!(fails("desk/sport"), [FailOn::Loose]);
    assert_eq!(fails("desk/sport/football"), [FailOn::Loose]);
    assert_eq!(fails("desk/sport/tennis/clay"), [FailOn::Missing]);
    assert_eq!(fails("desk/sports"), [FailOn::Never]);
    assert_eq!(fails("elsewhere/sport"), [FailOn::Never]);
    let date = config.of(Path::new("desk/sport")).find_map(|s| s.date.as_ref());
    assert_eq!(date.map(|s| s.value), Dateline::parse("2015-05-12"));
}

#[test]
fn what_is_not_there_is_told_where_it_is_named() {
    let config = read("facts = [\"Cargo.toml\", \"no-such.toml\"]\n");
    assert_eq!(config.complaints, []);
    let missing: Vec<_> = config.all.facts.iter().flat_map(|s| &s.value).map(|n| n.missing.as_ref()).collect();
    let places: Vec<_> = missing.iter().map(|m| m.map(|c| (c.line, c.column, c.code))).collect();
    assert_eq!(places, [Some((1, 10, "unreadable-file")), Some((1, 24, "unreadable-file"))]);
}

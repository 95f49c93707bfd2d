//! `factlint init`: what it drafts agrees with the article, catches a changed figure, and reads like a
//! person's file.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at what it cannot read")]

use factlint::claims::Dateline;
use factlint::facts::About;
use factlint::verdict::Verdict;
use factlint::{Checked, Checker, Document, Facts, Lexicon, Settings, facts, init};
use std::path::Path;

const FERRY: &str = "\
Ferry sinks off Tarn, 17 dead

TARN, May 12 \u{2014} A ferry sank off Tarn on Tuesday, killing 17 people and leaving 230 stranded, the coast guard said.

The ferry, the Alba Rosso, was built in 1987 and carried 412 passengers. Its owner, Corvo Lines, paid $3.5 million for it.
Divers from Norvia found nine bodies within six hours. Mayor Ilka Torsen said 60 percent of the town's boats had joined the search.

Corvo Lines employs about 1,200 sailors. Its profit rose 8 percent to $40 million in 2014.

An inquiry led by Judge Marta Quill is to begin on June 3.
";

fn lexicon() -> Lexicon {
    Lexicon::english().expect("the packs that ship are sound")
}

fn settings() -> Settings {
    Settings { date: Dateline::parse("2015-05-13"), ..Settings::default() }
}

fn read(text: &str, lexicon: &Lexicon) -> Facts {
    let facts = facts::parse(text, Path::new("facts.toml"), lexicon);
    assert!(!facts.broken(), "{text}\n{:?}", facts.complaints);
    facts
}

fn check(draft: &str, facts: &Facts, lexicon: &Lexicon) -> Checked {
    Checker::new(lexicon, facts, settings()).check(&Document::text("draft.txt", draft.to_owned()))
}

fn drafted(draft: &str, lexicon: &Lexicon) -> String {
    init::draft(&Document::text("draft.txt", draft.to_owned()), lexicon, &settings())
}

#[test]
fn a_draft_agrees_with_the_facts_that_were_drafted_from_it() {
    let lexicon = lexicon();
    let text = drafted(FERRY, &lexicon);
    let facts = read(&text, &lexicon);
    let checked = check(FERRY, &facts, &lexicon);
    for finding in &checked.findings {
        assert!(!matches!(finding.verdict, Verdict::Disagree | Verdict::Ambiguous), "{finding:?}\n{text}");
    }
    for fact in &facts.facts {
        let met = checked
            .findings
            .iter()
            .any(|f| matches!(f.verdict, Verdict::Match(_)) && f.fact.as_ref() == Some(&fact.id));
        assert!(met, "{} is matched by nothing\n{text}", fact.id);
    }
    for figure in [
        "17 people",
        "230",
        "1987",
        "412 passengers",
        "$3.5 million",
        "nine bodies",
        "60 percent",
        "about 1,200 sailors",
    ] {
        let met = checked.findings.iter().any(|f| f.text.contains(figure) && matches!(f.verdict, Verdict::Match(_)));
        assert!(met, "{figure} is matched by nothing\n{text}");
    }
}

#[test]
fn a_changed_figure_is_caught_and_no_other() {
    let lexicon = lexicon();
    let facts = read(&drafted(FERRY, &lexicon), &lexicon);
    for (old, new) in [
        ("killing 17", "killing 71"),
        ("412 passengers", "124 passengers"),
        ("in 1987", "in 1978"),
        ("$3.5 million", "$9.5 million"),
        ("about 1,200", "about 2,100"),
    ] {
        let checked = check(&FERRY.replace(old, new), &facts, &lexicon);
        let accused: Vec<&str> =
            checked.findings.iter().filter(|f| f.verdict == Verdict::Disagree).map(|f| f.text.as_str()).collect();
        let figure = new.split(' ').next_back().unwrap();
        assert!(
            accused.len() == 1 && accused[0].contains(new.trim_start_matches("killing ").trim_start_matches("in ")),
            "{new} ({figure}): {accused:?}"
        );
    }
}

#[test]
fn a_fact_is_about_few_short_words_without_figures() {
    let lexicon = lexicon();
    let text = drafted(FERRY, &lexicon);
    let facts = read(&text, &lexicon);
    assert!(facts.facts.len() >= 10, "{text}");
    let mut sentences = 0;
    for fact in &facts.facts {
        let About::Terms(terms) = &fact.about else {
            sentences += 1;
            continue;
        };
        assert!((1..=4).contains(&terms.len()), "{}", fact.id);
        for term in terms {
            assert!(
                term.text.split(' ').count() <= 3 && !term.text.contains(|c: char| c.is_ascii_digit()),
                "{}",
                term.text
            );
        }
        let plain = fact.id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        assert!(plain && !fact.id.starts_with('-'), "{}", fact.id);
    }
    // A sentence only where terms would not tell a wrong figure.
    assert!(sentences * 4 <= facts.facts.len(), "{text}");
    assert!(text.contains("date = 2015-05-13\nsubject = ["), "{text}");
    assert!(text.contains("# An inquiry led by Judge Marta Quill is to begin on June 3.\n"), "{text}");
    assert!(text.contains("value = 2015-06-03\n"), "{text}");
    assert_eq!(text.matches("\nsource = \"\"\n").count(), facts.facts.len(), "{text}");
}

#[test]
fn what_stands_in_front_of_an_article_changes_little() {
    let lexicon = lexicon();
    let facts = read(&drafted(FERRY, &lexicon), &lexicon);
    let other =
        "Bakers strike in Pellworth\n\nBakers in Pellworth struck for 9 days over pay, and 340 shops stayed shut.\n\n";
    let moved = check(&format!("{other}{FERRY}"), &facts, &lexicon);
    let accused: Vec<_> = moved.findings.iter().filter(|f| f.verdict == Verdict::Disagree).collect();
    assert!(accused.is_empty(), "{accused:?}");
    for figure in ["17 people", "412 passengers", "$3.5 million"] {
        let met = moved.findings.iter().any(|f| f.text.contains(figure) && matches!(f.verdict, Verdict::Match(_)));
        assert!(met, "{figure} is matched by nothing");
    }
}

#[test]
fn odd_drafts_give_files_that_can_be_read() {
    let lexicon = lexicon();
    for draft in [
        "",
        "\n\n",
        "No figure is in this.",
        "7",
        "\u{1b}[2J\u{202e}Seven \"boats\\ sank | in Tarn @ 5 p.m.",
        "\u{feff}Tarn: 5,6,7; 12/05/2015, 99999999999999999999999999999999 ships.",
        "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20",
        "It was 5 of 5 of 5 of 5, and 5 of 5.",
    ] {
        let text = drafted(draft, &lexicon);
        read(&text, &lexicon);
        assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{text:?}");
    }
}

const HARBOUR: &str = "\
# Freighter blocks harbour of Halmic

A freighter sank in Halmic on Tuesday, blocking the harbour for 90 ships,[^port] the harbour master said.

Norvian Transport Minister Ilse Brandt said the freighter carried [4,120 tonnes](https://cargo.example/list \"Cargo list\") of ore.
\"We will find out who let this ship leave the yard in such a state,\" Brandt said.

Corvo Lines was founded in 1894 by Tomas Corvo, who was born on 3 June 1851 in Orra. Corvo died in 1922.
According to [its annual report](https://corvo.example/2014), the company employs 1,200 sailors.

Pavo Renn, mayor of Halmic, said the harbour would be shut for three weeks.[^town]

\"If the owners knew of it,\" said Otto Behn, head of the seamen's union, \"they have to answer for it in court.\"

[^port]: Harbour master, notice 12 of 13 May 2015, https://port.example/n/12.
[^town]: [Town of Halmic](https://halmic.example/n/2).
";

fn drafted_markdown(lexicon: &Lexicon) -> String {
    let document = Document::markdown("draft.md", HARBOUR.to_owned()).expect("it is Markdown");
    init::draft(&document, lexicon, &settings())
}

/// The table of a fact: from its head to the empty line behind it.
fn table<'a>(text: &'a str, holds: &str) -> &'a str {
    text.split("\n\n")
        .find(|t| t.contains(holds))
        .map(|t| t.get(t.find("[facts.").unwrap_or(0)..).unwrap_or(""))
        .unwrap_or_default()
        .trim()
}

#[test]
fn offices_quotations_lives_and_places_have_their_own_forms() {
    let lexicon = lexicon();
    let text = drafted_markdown(&lexicon);
    for (holds, lines) in [
        (
            "Ilse Brandt\"\nas-of",
            "[facts.norvian-transport-minister]\nrole = \"Norvian Transport Minister\"\nholder = \"Ilse Brandt\"\nas-of = 2015-05-13\nsource = \"\"",
        ),
        (
            "mayor of Halmic\"\nholder",
            "[facts.mayor-of-halmic]\nrole = \"mayor of Halmic\"\nholder = \"Pavo Renn\"\nas-of = 2015-05-13\nsource = \"Town of Halmic\"\nurl = \"https://halmic.example/n/2\"",
        ),
        (
            "such a state",
            "[facts.brandt-said]\nspeaker = \"Ilse Brandt\"\nquote = \"We will find out who let this ship leave the yard in such a state.\"\nsource = \"\"",
        ),
        (
            "[facts.behn-said]",
            "[facts.behn-said]\nspeaker = \"Otto Behn\"\nquote = \"If the owners knew of it, they have to answer for it in court.\"\nsource = \"\"",
        ),
        ("entity", "[facts.corvo-lines]\nentity = \"Corvo Lines\"\nfounded = \"1894\"\nsource = \"\""),
        ("person", "[facts.corvo]\nperson = \"Tomas Corvo\"\nborn = 1851-06-03\ndied = \"1922\"\nsource = \"\""),
        ("is = ", "[facts.freighter-sank-place]\nabout = [\"freighter\", \"sank\"]\nis = \"Halmic\"\nsource = \"\""),
    ] {
        assert_eq!(table(&text, holds), lines, "{text}");
    }
}

#[test]
fn footnotes_and_links_become_sources() {
    let lexicon = lexicon();
    let text = drafted_markdown(&lexicon);
    let read = read(&text, &lexicon);
    let source = |value: &str| {
        let fact = read.facts.iter().find(|f| f.written.contains(value)).unwrap_or_else(|| panic!("{value}: {text}"));
        (fact.source.clone().unwrap_or_default(), fact.url.clone().unwrap_or_default())
    };
    let told = |source: &str, url: &str| (source.to_owned(), url.to_owned());
    assert_eq!(source("90 ships"), told("Harbour master, notice 12 of 13 May 2015", "https://port.example/n/12"));
    assert_eq!(source("4,120 tonnes"), told("Cargo list", "https://cargo.example/list"));
    assert_eq!(source("1,200 sailors"), told("its annual report", "https://corvo.example/2014"));
    assert_eq!(source("three weeks"), told("Town of Halmic", "https://halmic.example/n/2"));
    // The note's own date is no figure of the article.
    assert!(!text.contains("value = 2015-05-13"), "{text}");
}

#[test]
fn what_is_kept_in_its_own_form_catches_what_is_wrong() {
    let lexicon = lexicon();
    let facts = read(&drafted_markdown(&lexicon), &lexicon);
    for (old, new, accused) in [
        ("Minister Ilse Brandt", "Minister Karl Mohn", "Minister Karl Mohn"),
        ("in such a state", "in such a storm", "storm"),
        ("born on 3 June 1851", "born on 3 June 1815", "3 June 1815"),
        ("founded in 1894", "founded in 1849", "1849"),
        ("sank in Halmic", "sank in Halmoc", "Halmoc"),
    ] {
        let draft = HARBOUR.replace(old, new);
        assert_ne!(draft, HARBOUR);
        let document = Document::markdown("draft.md", draft).expect("it is Markdown");
        let checked = Checker::new(&lexicon, &facts, settings()).check(&document);
        let found: Vec<&str> =
            checked.findings.iter().filter(|f| f.verdict == Verdict::Disagree).map(|f| f.text.as_str()).collect();
        assert!(found.len() == 1 && found[0].contains(accused), "{new}: {found:?}");
    }
}

#[test]
fn a_remark_is_no_source_and_an_age_is_whose_name_it_stands_behind() {
    let lexicon = lexicon();
    let draft = "\
# Abbey of Norr has a new abbot

*By Tomas Ferrer, 13 May 2015*

Bishop Matti Rekola named Aksel Norr, 44, to lead the abbey on Tuesday. The abbey of Norr had 63 guests a night.[^rooms]

Norvian Culture Minister Ada Lindqvist stepped down on Monday after nine months.

[^rooms]: The rooms were closed for two winters.
";
    let document = Document::markdown("draft.md", draft.to_owned()).expect("it is Markdown");
    let text = init::draft(&document, &lexicon, &settings());
    let age = table(&text, "44 years old");
    assert!(age.contains("Aksel Norr") && !age.contains("Rekola"), "{text}");
    assert!(!text.contains("closed for two winters.\"") && !text.contains("Ferrer\""), "{text}");
    assert!(!text.contains("holder = \"Ada Lindqvist\""), "{text}");
}

const STRIKE: &str = "\
Ships queue off Garrow as dockers dig in

GARROW \u{2014} By nightfall on Thursday 17 ships lay at anchor off Garrow. More than 1,800 dockers walked out on Sunday.

Dermot Quayle, the general secretary of the HTU, said that a crane driver had not had a Christmas off since 2015. \
The port employs 4,300 people, about 300 of whom drive cranes. Lorries take a three-hour detour.

Leon Pratt, who was convicted of arson in 1988, was turned away for the ninth time. The dockers go back if it lasts until Easter.
";

#[test]
fn what_a_desk_would_strike_out_is_not_drafted() {
    let lexicon = lexicon();
    let text = drafted(STRIKE, &lexicon);
    read(&text, &lexicon);
    // What the text comes back to, and no verb.
    assert!(text.contains("subject = [\"Garrow\", \"dockers\"]"), "{text}");
    assert!(text.contains("role = \"general secretary of the HTU\""), "{text}");
    assert!(text.contains("value = \"about 300\"") && text.contains("value = \"three hours\""), "{text}");
    // A Christmas off is no date, nor is Easter, until which it may last; 1988 is of another deed.
    for wrong in ["-12-25", "-04-", "\"if\"", "when = \"1988\""] {
        assert!(!text.contains(wrong), "{wrong}: {text}");
    }
}

#[test]
fn a_year_of_old_is_not_the_year_of_the_dateline() {
    let lexicon = lexicon();
    let draft = "Ferry sinks off Lanek\n\nLANEK, Nov. 25 (Agency) \u{2014} A ferry sank off Lanek on Tuesday and 43 people drowned. \
                 It was the worst storm since records began in 1961.\n";
    let none = Settings::default();
    let text = init::draft(&Document::text("draft.txt", draft.to_owned()), &lexicon, &none);
    let facts = read(&text, &lexicon);
    let dateline = Checker::new(&lexicon, &facts, none).dateline(&Document::text("draft.txt", draft.to_owned()));
    assert!(text.contains("\"1961\"") && dateline.is_none(), "{dateline:?} {text}");
}

const HARBOUR_TRIAL: &str = "\
Harbour master of Ostrand jailed

Pelle Vikander, the former harbour master of Ostrand, was jailed on Thursday for taking 1.3 million kronor in bribes. Vikander, 58, will appeal.

His brother-in-law, the car dealer Anton Brekke, 61, got eight months. \"I could not sleep,\" said Maren Solheim, 44, a clerk.

Seattle-based Sund Lines raised its share price to $14.20, and First of Norvia holds 45 banks. The nine-member harbour board met on Friday.

The fisheries council's chairwoman, Berit Aune, will run the port. A fine of 5 grams per portion was proposed.
";

/// Each fact's `about`, by what it states.
fn about_of(facts: &Facts, value: &str) -> Vec<String> {
    let fact = facts.facts.iter().find(|f| f.written.contains(value)).expect(value);
    match &fact.about {
        About::Terms(terms) => terms.iter().map(|t| t.text.clone()).collect(),
        About::Sentence(_) => Vec::new(),
    }
}

#[test]
fn facts_are_worded_as_a_person_would() {
    let lexicon = lexicon();
    let text = drafted(HARBOUR_TRIAL, &lexicon);
    let facts = read(&text, &lexicon);
    for (value, about) in [
        ("58 years", ["Vikander", "age"].as_slice()),
        ("61 years", &["Anton Brekke", "age"]),
        // That she could not sleep says nothing of how old she is.
        ("44 years", &["Maren Solheim", "age"]),
    ] {
        assert_eq!(about_of(&facts, value), about, "{text}");
    }
    assert!(text.contains("[facts.anton-brekke-age]\n"), "{text}");
    // Words that belong together stay together, and no name is torn out of a word.
    assert!(about_of(&facts, "$14.20").contains(&"share price".to_owned()), "{text}");
    assert!(about_of(&facts, "45 banks").contains(&"First of Norvia".to_owned()), "{text}");
    for wrong in ["\"Seattle\"", "\"said\"", "\"could\"", "\"nine-member harbour", "\"nine-member board", "per\"\n"] {
        assert!(!text.contains(wrong), "{wrong}: {text}");
    }
    // An institution of common nouns has its office, too.
    assert!(text.contains("role = \"chairwoman of the fisheries council\"\nholder = \"Berit Aune\""), "{text}");
    for fact in &facts.facts {
        let About::Terms(terms) = &fact.about else { continue };
        let names = terms.iter().take_while(|t| t.text.starts_with(char::is_uppercase)).count();
        assert!(!terms.iter().skip(names).any(|t| t.text.starts_with(char::is_uppercase)), "{}: names first", fact.id);
    }
}

#[test]
fn an_age_is_held_to_whose_it_is() {
    let lexicon = lexicon();
    let facts = read("[facts.torsen]\nabout = [\"Ilka Torsen\", \"age\"]\nvalue = \"44 years old\"\n", &lexicon);
    let told = |draft: &str| {
        let checked = check(draft, &facts, &lexicon);
        checked.findings.iter().map(|f| format!("{}: {}", f.verdict.name(), f.text)).collect::<Vec<_>>()
    };
    for (draft, says) in [
        ("Ilka Torsen, 44, was elected mayor.", "match: 44"),
        ("Ilka Torsen, 47, was elected mayor.", "disagree: 47"),
        ("The 47-year-old Ilka Torsen was elected mayor.", "disagree: 47-year-old"),
        ("Ilka Torsen is 47 years old.", "disagree: 47 years old"),
        // Another's age, in her sentence.
        ("Ilka Torsen named Odd Moe, 47, her deputy.", "unchecked: 47"),
        ("Ilka Torsen met a 47-year-old sailor.", "unchecked: 47-year-old"),
    ] {
        assert!(told(draft).contains(&says.to_owned()), "{draft}: {:?}", told(draft));
    }
}

const SHARES: &str = "\
Anchor Holding names a new chief

Rolf Keel was named president of Anchor Holding Corp. and its unit, Talvik Federal Bank.

Separately, Anchor posted a third-quarter loss of $2.3 million, or 68 cents a share, against a profit of $5.3 million, \
or $1.61 a share, a year earlier. Anchor shares closed on Monday at $45.75.

Its branch in Dar ul Tarn employs 412 clerks. Keel\u{2019}s predecessor, Otto Behn, is ill. He was last seen on April 3.
";

#[test]
fn names_that_are_words_too_are_names_and_what_was_before_has_its_time() {
    let lexicon = lexicon();
    let text = drafted(SHARES, &lexicon);
    let facts = read(&text, &lexicon);
    assert!(table(&text, "\"$45.75\"").contains("\"Anchor\""), "{text}");
    assert!(table(&text, "\"412 clerks\"").contains("Dar ul Tarn"), "{text}");
    // Profit and loss of two years are told by their sentence.
    assert!(text.contains("says = \"Separately, Anchor posted a third-quarter loss"), "{text}");
    for (old, new) in [("$2.3", "$23.7"), ("$5.3", "$1.1"), ("$45.75", "$145.75"), ("412 clerks", "1,240 clerks")] {
        let checked = check(&SHARES.replace(old, new), &facts, &lexicon);
        let accused: Vec<&str> =
            checked.findings.iter().filter(|f| f.verdict == Verdict::Disagree).map(|f| f.text.as_str()).collect();
        assert!(accused.len() == 1 && accused[0].contains(new), "{new}: {accused:?}\n{text}");
    }
}

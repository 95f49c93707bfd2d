//! Every key and form of a facts file, each at work: which verdict it gives a draft, or what is said of the file.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at what it cannot read")]

mod support;

use factlint::{Checker, Document, Facts, Settings, audit, facts};
use std::path::Path;
use support::lexicon;

fn read(text: &str) -> Facts {
    let facts = facts::parse(text, Path::new("facts.toml"), lexicon());
    assert!(!facts.broken(), "{text}\n{:?}", facts.complaints);
    facts
}

/// "verdict fact: words", one a claim that a fact decides.
fn held(facts: &str, draft: &str, date: Option<&str>) -> Vec<String> {
    let facts = read(facts);
    let settings = Settings { date: date.and_then(factlint::claims::Dateline::parse), ..Settings::default() };
    let checked = Checker::new(lexicon(), &facts, settings).check(&Document::text("draft", draft.to_owned()));
    let decided = checked.findings.iter().filter(|f| f.fact.is_some());
    decided
        .map(|f| {
            let words = draft.get(f.span.start as usize..f.span.end as usize).unwrap_or("");
            let verdict = format!("{:?}", f.verdict);
            let verdict = verdict.split('(').next().unwrap_or("");
            format!("{verdict} {}: {words}", f.fact.as_deref().unwrap_or("")).to_lowercase()
        })
        .collect()
}

const DEATHS: &str = "[facts.a]\nabout = ['@killed', 'Varna']\nvalue = '43 people'\n";
const SERIES: &str = "[facts.a]\nabout = ['@killed', 'Varna']\nunit = 'people'\nseries = [{ as-of = 2015-03-01, value = 40, source = 'x' }, { as-of = 2015-05-15, value = 43 }]\n";
const OFFICE: &str =
    "[facts.a]\nrole = 'mayor of Orle | Orle mayor'\nholder = 'Ana Roth'\nfrom = 2013-02-01\nuntil = '2017-01'\n";
const NAME: &str = "[facts.a]\nabout = ['Roth', 'Lind', 'talks | met']\nis = 'Orra'\nnot = ['Halmic', 'Tarn']\n";
const QUOTE: &str = "[facts.a]\nspeaker = 'Ana Roth'\nquote = 'We shall never again build a dam in this valley.'\n";
const PERSON: &str = "[facts.a]\nperson = 'Ana Roth'\nborn = 1950-03-04\ndied = '2014-05'\n";
const FIRM: &str = "[facts.a]\nentity = 'Orle Mill'\nfounded = 1901\ndissolved = '1950-12'\n";

#[test]
fn every_form_and_key_gives_verdicts() {
    let with = |keys: &str| format!("{DEATHS}{keys}\n");
    let of = |about: &str, value: &str| format!("[facts.a]\nabout = {about}\nvalue = {value}\n");
    let none: &[&str] = &[];
    for (facts, draft, date, wanted) in [
        // The head of the file.
        (
            "date = 2015-05-12\n[facts.a]\nabout = ['bridge', 'opened']\nvalue = 2015-04-03\n".into(),
            "The bridge opened on April 2.",
            None,
            &["disagree a: april 2"][..],
        ),
        (
            format!("subject = ['Varna', 'flood']\n{}", of("'@killed'", "'43 people'")),
            "A fire in Orle killed 12 people.",
            None,
            none,
        ),
        (
            format!("subject = ['Varna', 'flood']\n{}", of("'@killed'", "'43 people'")),
            "A flood struck Varna. It killed 34 people.",
            None,
            &["disagree a: 34 people"],
        ),
        (
            "[defaults]\nunit = 'people'\n[facts.a]\nabout = ['@killed', 'Varna']\nvalue = 43\n".into(),
            "In Varna 44 people were killed.",
            None,
            &["disagree a: 44 people"],
        ),
        (
            format!("[names]\n'Varna' = ['the sea capital', 'Odessos']\n{DEATHS}"),
            "In Odessos 44 people were killed.",
            None,
            &["disagree a: 44 people"],
        ),
        // Form 1.
        (
            "[facts]\na = 'The flood killed 43 people and left 1,200 homeless in Varna on 19 June 2014.'\n".into(),
            "The flood in Varna killed 44 people and left 1,200 people homeless.",
            None,
            &["disagree a: 44 people", "match a: 1,200 people"],
        ),
        (
            "[facts.a]\nsays = 'The flood killed 43 people and left 1,200 homeless in Varna.'\npart = '43 people'\n"
                .into(),
            "The flood in Varna killed 44 people and left 1,300 people homeless.",
            None,
            &["disagree a: 44 people"],
        ),
        // Form 2: hedges, ranges, numbers, dates, times.
        (
            of("['@killed', 'Varna']", "'at least 43'"),
            "In Varna 30 people were killed.",
            None,
            &["disagree a: 30 people"],
        ),
        (
            "[facts.a]\nabout = ['@killed', 'Varna']\nvalue = '5 to 7'\nunit = 'people'\n".into(),
            "In Varna 8 people were killed.",
            None,
            &["disagree a: 8 people"],
        ),
        (of("'turnout'", "71.5\nunit = '%'"), "Turnout was 72.5%.", None, &["disagree a: 72.5%"]),
        (
            of("['bridge', 'opened']", "2014-03-18"),
            "The bridge opened on March 17, 2014.",
            None,
            &["disagree a: march 17, 2014"],
        ),
        (of("['bridge', 'opened']", "'2014-03'"), "The bridge opened in March 2014.", None, &["match a: march 2014"]),
        (
            of("['bridge', 'opened']", "'2014-21'"),
            "The bridge opened in September 2014.",
            None,
            &["disagree a: september 2014"],
        ),
        (
            of("['bridge', 'opened']", "'2014-03/2014-05'"),
            "The bridge opened in July 2014.",
            None,
            &["disagree a: july 2014"],
        ),
        (of("['bridge', 'opened']", "'1964/..'"), "The bridge opened in 1950.", None, &["disagree a: 1950"]),
        (
            of("['bridge', 'opened']", "'2014-03-18T16:00'"),
            "The bridge opened at 5 p.m. on March 18, 2014.",
            None,
            &["disagree a: 5 p.m. on march 18, 2014"],
        ),
        (
            of("['bridge', 'opened']", "2014-03-18T16:00:00+03:00"),
            "The bridge opened on March 19, 2014.",
            None,
            &["disagree a: march 19, 2014"],
        ),
        (
            of("['household', 'pay']", "'96 euros a year'"),
            "A household has to pay 96 euros more a quarter.",
            None,
            &["disagree a: 96 euros"],
        ),
        (of("['bridge', 'opened']", "'1987'"), "The bridge opened in 1988.", None, &["disagree a: 1988"]),
        (
            of("['Roth', 'Lind', 'meeting | talks']", "'4 hours'"),
            "Roth and Lind held talks that lasted 5 hours.",
            None,
            &["disagree a: 5 hours"],
        ),
        (
            of("['\"Orle-Dam\"']", "'40 m'"),
            "The Orle-Dam is 41 m high. The Orle dam is 42 m high.",
            None,
            &["disagree a: 41 m"],
        ),
        (of("['Turkey', 'exports']", "'43 tonnes'"), "Exports of turkey rose to 44 tonnes.", None, none),
        // Form 3.
        (SERIES.into(), "In Varna 40 people were killed.", Some("2015-04-01"), &["match a: 40 people"]),
        (SERIES.into(), "In Varna 40 people were killed.", Some("2015-06-01"), &["disagree a: 40 people"]),
        // Form 4.
        (
            OFFICE.into(),
            "Orle mayor Jon Lind spoke. Orle mayor Ana Roth left. The mayor of Orle, Ana Roth, won.",
            Some("2015-05-20"),
            &["disagree a: orle mayor jon lind", "match a: orle mayor ana roth", "match a: mayor of orle, ana roth"],
        ),
        (OFFICE.into(), "Orle mayor Ana Roth spoke.", Some("2018-05-20"), &["disagree a: orle mayor ana roth"]),
        // Form 5.
        (
            NAME.into(),
            "Roth met Lind in Halmic. Roth and Lind held talks in Orra.",
            None,
            &["disagree a: halmic", "match a: orra"],
        ),
        (NAME.replace("['Halmic', 'Tarn']", "'Halmic'"), "Roth met Lind in Halmic.", None, &["disagree a: halmic"]),
        // Form 6.
        (
            QUOTE.into(),
            "\"We shall never again build a mill in this valley,\" Roth said.",
            None,
            &["disagree a: we shall never again build a mill in this valley,"],
        ),
        (
            QUOTE.into(),
            "“We shall never again build a dam in this valley,” Ana Roth said.",
            None,
            &["match a: we shall never again build a dam in this valley,"],
        ),
        // Form 7.
        (
            PERSON.into(),
            "Ana Roth was born on March 5, 1950. Ana Roth died in May 2014.",
            None,
            &["disagree a: march 5, 1950", "match a: may 2014"],
        ),
        (
            PERSON.replace("died = '2014-05'\n", ""),
            "Ana Roth, 70, spoke in Orle.",
            Some("2015-05-20"),
            &["disagree a: 70"],
        ),
        (
            FIRM.into(),
            "Orle Mill was founded in 1902. Orle Mill was dissolved in December 1950.",
            None,
            &["disagree a: 1902", "match a: december 1950"],
        ),
        // Further keys.
        (with("unless = ['police']"), "In Varna 12 people were killed by police.", None, none),
        (with("tolerance = '5%'"), "In Varna 44 people were killed.", None, &["match a: 44 people"]),
        (
            with("tolerance = 10"),
            "In Varna 52 people were killed. In Varna 54 people were killed.",
            None,
            &["match a: 52 people", "disagree a: 54 people"],
        ),
        (with("when = '2014'"), "In 2014, 41 people were killed in Varna.", None, &["disagree a: 41 people"]),
        (with("when = '2014'"), "In 2013, 41 people were killed in Varna.", None, none),
        (with("when = '2014'"), "In 2013, 41 people were killed in Varna.", Some("2015-05-20"), none),
        (
            with("by = 'Interior Ministry'"),
            "In Varna 40 people were killed, the Red Cross said. In Varna 41 people were killed, the Interior Ministry said.",
            None,
            &["disagree a: 41 people"],
        ),
        (with("as-of = 2015-05-15"), "In Varna 41 people were killed.", Some("2015-05-20"), &["disagree a: 41 people"]),
        (with("as-of = 2015-05-15"), "In Varna 41 people were killed.", Some("2015-05-01"), none),
        (with("required = true"), "In Orle 12 boats sank.", None, &["missing a: "]),
    ] {
        assert_eq!(held(&facts, draft, date), wanted, "\nthe facts\n{facts}\nthe draft\n{draft}\n{date:?}");
    }
}

#[test]
fn the_concepts_are_there() {
    for (concept, told) in [
        ("killed", "12 people were killed"),
        ("wounded", "12 people were injured"),
        ("missing", "12 people were missing"),
        ("displaced", "12 people fled"),
        ("displaced", "12 people were evacuated"),
        ("displaced", "12 people were left homeless"),
        ("arrested", "12 people were detained"),
        ("rescued", "12 people were rescued"),
        ("infected", "12 people were infected"),
    ] {
        let facts = format!("[facts.a]\nabout = ['@{concept}', 'Varna']\nvalue = '43 people'\n");
        assert_eq!(held(&facts, &format!("In Varna {told}."), None), ["disagree a: 12 people"], "@{concept}: {told}");
    }
    for (concept, draft) in
        [("elected", "The mayor of Varna was elected in 2011."), ("founded", "The port of Varna was founded in 2011.")]
    {
        let facts = format!("[facts.a]\nabout = ['@{concept}', 'Varna']\nvalue = '1999'\n");
        assert_eq!(held(&facts, draft, None), ["disagree a: 2011"], "@{concept}");
    }
}

#[test]
fn severity_source_and_url_go_with_the_finding() {
    let facts = read(&format!("{DEATHS}severity = 'warning'\nsource = 'roll'\nurl = 'https://example.org/roll'\n"));
    let checker = Checker::new(lexicon(), &facts, Settings::default());
    let checked = checker.check(&Document::text("draft", "In Varna 12 people were killed.".to_owned()));
    let finding = checked.findings.iter().find(|f| f.fact.is_some()).unwrap();
    assert_eq!(finding.severity, factlint::facts::Severity::Warning);
    assert_eq!((finding.source.as_deref(), finding.url.as_deref()), (Some("roll"), Some("https://example.org/roll")));
}

/// "code: words" of what is told when a file is read, and of what its facts are found to say.
fn said(text: &str, date: &str) -> Vec<String> {
    let facts = read(text);
    let mut all = facts.complaints.clone();
    all.extend(audit::audit(&facts, lexicon(), factlint::claims::Dateline::parse(date)));
    all.iter().filter(|c| c.code != "no-source").map(|c| format!("{}: {}", c.code, c.found)).collect()
}

#[test]
fn facts_are_told_what_a_desk_should_know_of_them() {
    let with = |keys: &str| format!("{DEATHS}{keys}\n");
    for (facts, wanted) in [
        (with("as-of = 2015-05-15\nstale-after = '30 days'"), &["stale: a"][..]),
        (with("as-of = 2015-07-15\nstale-after = '30 days'"), &[]),
        (with("stale-after = '30 days'"), &["key-not-held: stale-after"]),
        (with("unit = 'km'"), &["key-not-held: unit"]),
        (format!("[defaults]\nunit = 'km'\nstale-after = '30 days'\n{DEATHS}"), &[]),
        (format!("{OFFICE}unit = 'km'\ntolerance = 3\n"), &["key-not-held: unit", "key-not-held: tolerance"]),
        (
            "[facts.a]\nabout = ['bridge', 'opened']\nvalue = 2014-03-18\ntolerance = '5%'\n".into(),
            &["key-not-held: tolerance"],
        ),
        ("[facts.a]\nsays = 'The dam is 40 m high.'\ntolerance = '5%'\nunit = 'm'\n".into(), &["key-not-held: unit"]),
        (format!("{SERIES}stale-after = '1 year'\ntolerance = 3\n"), &[]),
        ("[facts.a]\nabout = ['bridge', 'built']\nvalue = 1987\n".into(), &["looks-like-year: a"]),
    ] {
        assert_eq!(said(&facts, "2015-08-01"), wanted, "{facts}");
    }
}

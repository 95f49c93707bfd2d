use super::notation;
use crate::claims::Dateline;
use crate::facts::{Fact, Facts, SeriesEntry};
use crate::pairing::{Candidate, Doubt, Pairing, Strengths};
use crate::verdict::judge::{Decision, Note, Said, decide};
use crate::verdict::{Grade, Verdict, message};

/// What the judge says of a claim before facts that fit it so well, with these doubts.
fn verdict(draft: &str, facts: &[(&str, i32, &[Doubt])]) -> Verdict {
    told(draft, facts, None).0
}

fn told(draft: &str, facts: &[(&str, i32, &[Doubt])], silent: Option<&str>) -> (Verdict, String) {
    let known = Facts { facts: facts.iter().map(|(text, ..)| notation::fact(text)).collect(), ..Facts::default() };
    let pairing = pairing(facts, silent);
    let lexicon = notation::lexicon();
    let value = notation::value(draft);
    let decision =
        decide(Said { text: draft, value: &value, per: None, whole: draft }, &pairing, &known, lexicon, None);
    (
        decision.verdict,
        message::tell(&decision, Said { text: draft, value: &value, per: None, whole: draft }, lexicon).message,
    )
}

fn pairing(facts: &[(&str, i32, &[Doubt])], silent: Option<&str>) -> Pairing {
    let candidate = |(at, (_, score, doubts)): (usize, &(&str, i32, &[Doubt]))| Candidate {
        entry: None,
        fact: at,
        score: *score,
        doubts: doubts.iter().copied().collect(),
        tie: crate::pairing::Tie::Words,
        strengths: Strengths::new(),
        elided: false,
    };
    Pairing {
        candidates: facts.iter().enumerate().map(candidate).collect(),
        near: Vec::new(),
        crossed: None,
        verbatim: None,
        silent: silent.map(str::to_owned),
    }
}

#[test]
fn the_fact_that_fits_best_decides() {
    assert_eq!(verdict("4 people", &[("4 people", 1000, &[]), ("9 people", 700, &[])]), Verdict::Match(Grade::Exact));
    // That the figure equals a fact that fits worse is no evidence: so swapped figures are caught.
    assert_eq!(verdict("9 people", &[("4 people", 1000, &[]), ("9 people", 300, &[])]), Verdict::Disagree);
    assert_eq!(verdict("6 people", &[("4 people", 1000, &[]), ("9 people", 700, &[])]), Verdict::Disagree);
}

#[test]
fn of_equals_one_that_agrees_matches() {
    assert_eq!(verdict("9 people", &[("4 people", 1000, &[]), ("9 people", 980, &[])]), Verdict::Match(Grade::Exact));
    assert_eq!(verdict("6 people", &[("4 people", 1000, &[]), ("9 people", 980, &[])]), Verdict::Disagree);
}

#[test]
fn doubts_forbid_blame_and_allow_a_match() {
    for doubt in [Doubt::NoOwnTerm, Doubt::Narrower, Doubt::WeakTerm, Doubt::BetterClaim] {
        assert_eq!(verdict("6 people", &[("4 people", 1000, &[doubt])]), Verdict::Unchecked, "{doubt:?}");
    }
    // Another place, time or mode is another claim: silence, not a question.
    for doubt in [Doubt::Scope, Doubt::Time, Doubt::Elsewhere, Doubt::Unasserted] {
        assert_eq!(verdict("6 people", &[("4 people", 1000, &[doubt])]), Verdict::Unchecked, "{doubt:?}");
    }
    assert_eq!(verdict("4 people", &[("4 people", 1000, &[Doubt::Narrower])]), Verdict::Match(Grade::Exact));
}

#[test]
fn a_fact_of_another_time_clears_nobody_whom_one_of_the_same_time_accuses() {
    let other: &[Doubt] = &[Doubt::Time];
    assert_eq!(verdict("9 people", &[("4 people", 1000, &[]), ("9 people", 980, other)]), Verdict::Disagree);
    assert_eq!(verdict("9 people", &[("9 people", 1000, other), ("4 people", 980, &[])]), Verdict::Disagree);
    let unsure: &[Doubt] = &[Doubt::Scope];
    assert_eq!(
        verdict("9 people", &[("4 people", 1000, unsure), ("9 people", 980, other)]),
        Verdict::Match(Grade::Exact)
    );
}

#[test]
fn weak_terms_match_only_a_telling_figure() {
    assert_eq!(verdict("14,735 people", &[("14,735", 100, &[Doubt::WeakTerm])]), Verdict::Match(Grade::Exact));
    assert_eq!(verdict("14 people", &[("14", 100, &[Doubt::WeakTerm])]), Verdict::Unchecked);
    assert_eq!(verdict("2014-03-18", &[("2014-03-18", 100, &[Doubt::WeakTerm])]), Verdict::Match(Grade::Exact));
    assert_eq!(verdict("2014", &[("2014", 100, &[Doubt::WeakTerm])]), Verdict::Unchecked);
}

#[test]
fn a_fact_that_another_claim_meets_better_is_left_to_it() {
    let facts: &[(&str, i32, &[Doubt])] = &[("3 people", 1000, &[Doubt::BetterClaim]), ("5 people", 700, &[])];
    assert_eq!(verdict("3 people", facts), Verdict::Disagree);
    assert_eq!(verdict("5 people", facts), Verdict::Match(Grade::Exact));
}

#[test]
fn what_is_not_asserted_is_held_to_nothing() {
    let (verdict, message) = told("200 people", &[("4 people", 1000, &[])], Some("denied"));
    assert_eq!(verdict, Verdict::Unchecked);
    assert!(message.contains("denied"), "{message}");
}

#[test]
fn another_currency_is_another_claim_worth_a_note_when_the_figures_are_equal() {
    let (verdict, message) = told("$3 million", &[("€3 million", 1000, &[])], None);
    assert_eq!(verdict, Verdict::Unchecked);
    assert!(message.contains("another currency"), "{message}");
}

#[test]
fn a_fact_later_than_the_dateline_is_not_known_yet() {
    let late = Fact { as_of: Some(jiff::civil::date(2020, 2, 6)), ..notation::fact("11 bodies") };
    let facts = Facts { facts: vec![late], ..Facts::default() };
    let pairing = pairing(&[("11 bodies", 1000, &[])], None);
    let lexicon = notation::lexicon();
    let on = |day| -> (Verdict, bool) {
        let dateline = Dateline::day(jiff::civil::date(2020, 2, day));
        let value = notation::value("9 bodies");
        let Decision { verdict, note, .. } = decide(
            Said { text: "9 bodies", value: &value, per: None, whole: "9 bodies" },
            &pairing,
            &facts,
            lexicon,
            Some(dateline),
        );
        (verdict, matches!(note, Note::Later(_)))
    };
    assert_eq!(on(3), (Verdict::Unchecked, true));
    assert_eq!(on(6), (Verdict::Disagree, false));
}

/// A series of values that stood from January 2015, 2016, … on.
fn series(values: &[&str]) -> Facts {
    let entries: Vec<SeriesEntry> = values
        .iter()
        .zip(2015..)
        .map(|(text, year)| SeriesEntry {
            as_of: jiff::civil::date(year, 1, 10),
            value: notation::value(text),
            written: (*text).to_owned(),
            source: None,
        })
        .collect();
    let newest = notation::fact(values.last().expect("a value"));
    Facts { facts: vec![Fact { series: entries, ..newest }], ..Facts::default() }
}

/// What is decided and told of a claim that is held to this entry of a series.
fn against(values: &[&str], entry: usize, draft: &str) -> (Verdict, String) {
    let facts = series(values);
    let mut pairing = pairing(&[("0", 1000, &[])], None);
    pairing.candidates[0].entry = Some(entry);
    let lexicon = notation::lexicon();
    let dateline = Dateline::day(jiff::civil::date(2018, 1, 1));
    let value = notation::value(draft);
    let decision =
        decide(Said { text: draft, value: &value, per: None, whole: draft }, &pairing, &facts, lexicon, Some(dateline));
    (
        decision.verdict,
        message::tell(&decision, Said { text: draft, value: &value, per: None, whole: draft }, lexicon).message,
    )
}

#[test]
fn a_series_is_held_to_the_value_that_stood() {
    assert_eq!(against(&["5,820 people", "6,116 people"], 1, "6,116 people").0, Verdict::Match(Grade::Exact));
    assert_eq!(against(&["5,820 people", "6,116 people"], 0, "5,820 people").0, Verdict::Match(Grade::Exact));
    assert_eq!(against(&["5,820 people", "6,116 people"], 0, "6,116 people").0, Verdict::Disagree);
}

#[test]
fn an_older_value_is_called_stale() {
    let (verdict, message) = against(&["5,820 people", "6,116 people"], 1, "5,820 people");
    assert_eq!(verdict, Verdict::Disagree);
    assert_eq!(
        message,
        "The draft says \"5,820 people\", which is stale: the figure of 10 January 2015; the reference says 6,116 people \
         since 10 January 2016."
    );
}

#[test]
fn a_multiple_is_held_to_two_values_of_a_series() {
    assert_eq!(against(&["€400", "€812"], 1, "times 2").0, Verdict::Match(Grade::Rounded));
    assert_eq!(against(&["4,000 dogs", "9,200 dogs"], 1, "times 2").0, Verdict::Match(Grade::Loose));
    assert_eq!(against(&["€400", "€560"], 1, "times 2").0, Verdict::Disagree);
}

#[test]
fn a_figure_that_no_party_gives_is_ambiguous_between_them() {
    let source: &[Doubt] = &[Doubt::Source];
    assert_eq!(verdict("60 people", &[("40", 900, source), ("200", 900, source)]), Verdict::Ambiguous);
    assert_eq!(verdict("40 people", &[("40", 900, source), ("200", 900, source)]), Verdict::Match(Grade::Exact));
    assert_eq!(verdict("60 people", &[("40", 900, source)]), Verdict::Unchecked);
}

#[test]
fn times_more_is_read_as_times_as_many_and_should_be_written_so() {
    let facts = Facts {
        facts: vec![Fact { written: "four times as much".into(), ..notation::fact("times 4") }],
        ..Facts::default()
    };
    let pairing = pairing(&[("0", 1000, &[])], None);
    let lexicon = notation::lexicon();
    let value = notation::value("times 4");
    let of =
        |text| decide(Said { text, value: &value, per: None, whole: text }, &pairing, &facts, lexicon, None).verdict;
    assert_eq!(of("four times as much"), Verdict::Match(Grade::Exact));
    assert_eq!(of("four times more"), Verdict::Match(Grade::Loose));
}

use super::Is::{Exact, Hedged, LessPrecise, Loose, Wrong};
use super::{notation, table};
use crate::claims::{Stretch, When};
use crate::verdict::{Agreement, Gap, Grade};

fn of(text: &str) -> When {
    notation::when(text).unwrap_or_else(|| panic!("no time: {text}"))
}

/// A date whose year the draft leaves out, read as the given one.
fn without_year(text: &str) -> When {
    let mut when = of(text);
    when.written.year = None;
    when.partial = true;
    when
}

fn gap(draft: &When, fact: &str) -> Gap {
    match crate::verdict::times::agree(draft, &of(fact)) {
        Agreement::Differ(gap) => gap,
        other => panic!("{} agrees with {fact}: {other:?}", draft.edtf),
    }
}

#[test]
fn a_coarser_date_that_holds_the_reference_is_less_precise() {
    table(&[
        ("2014-03", "2014-03-18", LessPrecise),
        ("2014-03-18", "2014-03-18", Exact),
        ("2014-03-18", "2014-03", Loose),
        ("2014-03-16", "2014-03-18", Wrong),
        ("1974", "1970s", Loose),
        ("1970s", "1974", LessPrecise),
        ("1987", "1987", Exact),
        ("2014-03-18", "2014-03-18T16:00", LessPrecise),
    ]);
}

#[test]
fn open_times_are_compared_end_with_end() {
    table(&[
        ("since 2009", "2009", Exact),
        ("since 2011", "2009", Wrong),
        ("since 1992-04", "1992-04/1996-02", Exact),
        ("since 1991-10", "1992-04/1996-02", Wrong),
        ("until 1996-02", "1992-04/1996-02", Exact),
        ("1992-04/1996-02", "1992-04/1996-02", Exact),
        ("1992-04/1995-02", "1992-04/1996-02", Wrong),
        ("before 2014-06", "2014-03-18", LessPrecise),
        ("before 2014-02", "2014-03-18", Wrong),
        ("after 2014-02", "2014-03-18", LessPrecise),
        ("after 2014-04", "2014-03-18", Wrong),
        ("by 2018-09-14", "2018-09-14", Exact),
        ("by 2018-09-14", "2018-09-12", LessPrecise),
        ("by 2018-09-14", "2018-09-21", Wrong),
        ("2017-09-08/2017-09-09", "2017-09-09", Exact),
        ("since 2009", "since 2009", Exact),
        ("1992-04", "1992-04/1996-02", Exact),
        ("1993", "1992-04/1996-02", Loose),
        ("1991", "1992-04/1996-02", Wrong),
    ]);
}

#[test]
fn clock_times_with_zones_are_instants() {
    table(&[
        ("2021-04-12T14:00+0", "2021-04-12T17:00+180", Exact),
        ("2021-04-12T14:00", "2021-04-12T17:00+180", Wrong),
        ("2021-04-12T16:00", "2021-04-12T16:00", Exact),
        ("2021-04-12T16:00", "2021-04-12T14:00", Wrong),
    ]);
}

#[test]
fn the_part_that_differs_is_told() {
    assert_eq!(gap(&of("2014-03-16"), "2014-03-18"), Gap::Day);
    assert_eq!(gap(&of("2014-05"), "2014-03-18"), Gap::Month);
    assert_eq!(gap(&of("1986-11"), "1987"), Gap::Year);
    assert_eq!(gap(&of("2015-05-11T16:00"), "2015-05-11T14:00"), Gap::Hour);
    assert_eq!(gap(&without_year("2015-04"), "2014-04"), Gap::UnwrittenYear);
    assert_eq!(gap(&without_year("2015-05-02"), "2015-05-12"), Gap::Day);
    assert_eq!(gap(&without_year("2015-11"), "2014-10-20"), Gap::Month);
    let mut monday = without_year("2015-05-11");
    (monday.written.month, monday.written.day, monday.written.weekday) = (None, None, Some(1));
    assert_eq!(gap(&monday, "2015-05-10"), Gap::Weekday);
}

#[test]
fn any_reading_that_agrees_is_a_match() {
    let mut next = without_year("2016-03-08");
    next.readings.push(of("2016-03-15").readings[0]);
    for fact in ["2016-03-08", "2016-03-15"] {
        let found = crate::verdict::times::agree(&next, &of(fact));
        assert_eq!(found, Agreement::Agree { grade: Grade::Exact, coarser: false }, "{fact}");
    }
    assert!(matches!(crate::verdict::times::agree(&next, &of("2016-03-22")), Agreement::Differ(_)));
}

#[test]
fn without_a_dateline_only_what_is_written_is_compared() {
    let mut may = without_year("2015-05-12");
    may.readings.clear();
    let found = |fact: &str| super::Is::from(&crate::verdict::times::agree(&may, &of(fact)));
    assert_eq!(found("2011-05-12"), LessPrecise);
    assert_eq!(found("2011-05-13"), Wrong);
    let mut last_month = may.clone();
    last_month.written = crate::claims::value::Written::default();
    assert_eq!(crate::verdict::times::agree(&last_month, &of("2015-04")), Agreement::Apart);
}

#[test]
fn early_in_a_month_is_hedged_and_a_little_later_is_loose() {
    let day = |text: &str| of(text).readings[0];
    let mut early = of("2015-03");
    early.hedged = true;
    early.readings = vec![Stretch { from: day("2015-03-01").from, to: day("2015-03-10").to }];
    early.halo = vec![Stretch { from: day("2015-03-01").from, to: day("2015-03-15").to }];
    let found = |fact: &str| super::Is::from(&crate::verdict::times::agree(&early, &of(fact)));
    assert_eq!(found("2015-03-06"), Hedged);
    assert_eq!(found("2015-03-13"), Loose);
    assert_eq!(found("2015-03-27"), Wrong);
    assert_eq!(found("2015-03"), Loose);
}

#[test]
fn a_bare_number_may_be_a_year() {
    let lexicon = notation::lexicon();
    let found = |draft: &str, fact: &str| {
        let mut reference = notation::fact("0");
        reference.value =
            crate::claims::Value::Number(crate::claims::Figure::exact(notation::d(fact), notation::d("1")));
        super::Is::from(&crate::verdict::agree(&notation::value(draft), &reference, lexicon))
    };
    assert_eq!(found("1987", "1987"), Exact);
    assert_eq!(found("since 1986", "1987"), Wrong);
}

#[test]
fn an_hour_whose_day_is_not_written_is_held_to_the_hour() {
    let mut four = of("2015-05-12T16:00");
    four.partial = true;
    (four.written.year, four.written.month, four.written.day) = (None, None, None);
    let found = |fact: &str| super::Is::from(&crate::verdict::times::agree(&four, &of(fact)));
    assert_eq!(found("2015-05-11T16:00"), LessPrecise);
    assert_eq!(found("2015-05-11T14:00"), Wrong);
}

#[test]
fn times_of_day_without_a_day_are_compared_at_both_ends() {
    let of = |edtf: &str, minute: u16| {
        let mut when = of("2015-05-12/2015-05-13");
        (when.edtf, when.readings, when.ends) = (edtf.to_owned(), Vec::new(), Vec::new());
        when.written = crate::claims::value::Written { minute: Some(minute), ..Default::default() };
        when
    };
    let curfew = of("T22:00/T05:00", 22 * 60);
    let found = |edtf, minute| super::Is::from(&crate::verdict::times::agree(&of(edtf, minute), &curfew));
    assert_eq!(found("T22:00/T05:00", 22 * 60), Exact);
    assert_eq!(found("T22:00/T06:00", 22 * 60), Wrong);
    assert_eq!(found("2015-05-12T22:00/2015-05-13T06:00", 22 * 60), Wrong);
    assert_eq!(found("T21:00/T05:00", 21 * 60), Wrong);
}

//! Dates, times and lengths as news writes them.

mod anchored;
mod shapes;
mod sides;

use crate::analysis::analyse;
use crate::claims::{Claims, Dateline, Value, When, WhenShape, read};
use crate::document::Document;

const TODAY: &str = "2015-05-12";

fn claims(text: &str, dateline: Option<&str>) -> (Document, Claims) {
    let lexicon = &crate::claims::testing::LEXICON;
    let document = Document::text("draft", text.to_owned());
    let analysis = analyse(&document, lexicon);
    let claims = read(&document, &analysis, lexicon, dateline.and_then(Dateline::parse));
    (document, claims)
}

/// The wording and the value of each date, time and length.
fn dates(text: &str, dateline: Option<&str>) -> Vec<(String, String)> {
    let (document, claims) = claims(text, dateline);
    claims
        .claims
        .iter()
        .filter_map(|c| {
            let span = document.source_span(c.span);
            let value = match &c.value {
                Value::When(when) => when.edtf.clone(),
                Value::Duration { iso, .. } => iso.clone(),
                _ => return None,
            };
            Some((text[span.start as usize..span.end as usize].to_owned(), value))
        })
        .collect()
}

/// The value of the first of them.
fn first(text: &str, dateline: Option<&str>) -> String {
    dates(text, dateline).into_iter().next().map_or_else(|| "nothing".to_owned(), |(_, value)| value)
}

fn when(text: &str, dateline: Option<&str>) -> When {
    let found = claims(text, dateline).1.claims.into_iter().find_map(|c| match c.value {
        Value::When(when) => Some(when),
        _ => None,
    });
    found.unwrap_or_else(|| panic!("no date in {text}"))
}

/// The first and last day of each reading.
fn days(when: &When) -> Vec<String> {
    let day = |d: Option<jiff::civil::Date>| d.map_or_else(|| "..".to_owned(), |d| d.to_string());
    when.readings.iter().map(|s| format!("{}/{}", day(s.first_day()), day(s.last_day()))).collect()
}

/// Each text with the wording and value of all its dates.
fn read_as(table: &[(&str, &[(&str, &str)])]) {
    for (text, expected) in table {
        let found = dates(text, Some(TODAY));
        let found: Vec<(&str, &str)> = found.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(found, *expected, "{text}");
    }
}

#[test]
fn full_dates_are_read_in_every_order() {
    read_as(&[
        ("The lock opened on 18 March 2014.", &[("18 March 2014", "2014-03-18")]),
        ("The lock opened on March 18, 2014, in rain.", &[("March 18, 2014", "2014-03-18")]),
        ("The lock opened on the 18th of March, 2014.", &[("the 18th of March, 2014", "2014-03-18")]),
        ("The lock opened on Dec. 3, 2013.", &[("Dec. 3, 2013", "2013-12-03")]),
        ("The lock opened on 2014-03-18.", &[("2014-03-18", "2014-03-18")]),
        ("The lock opened on 12/05/2014.", &[("12/05/2014", "2014-12-05")]),
        ("The lock opened on 22/05/2014.", &[("22/05/2014", "2014-05-22")]),
        ("The lock opened on Wednesday, March 18, 2015.", &[("Wednesday, March 18, 2015", "2015-03-18")]),
    ]);
}

#[test]
fn a_day_that_no_year_has_is_read_and_covers_nothing() {
    let found = when("The lock opened on 31 April 2014.", Some(TODAY));
    assert_eq!((found.edtf.as_str(), found.readings.len(), found.written.day), ("2014-04-31", 0, Some(31)));
}

#[test]
fn a_date_without_its_year_lies_on_the_side_of_the_tense() {
    read_as(&[
        ("The lock opened on May 3.", &[("May 3", "2015-05-03")]),
        ("The lock opened on May 12.", &[("May 12", "2015-05-12")]),
        ("In November the lock opened.", &[("November", "2014-11")]),
        ("The lock will open on September 6.", &[("September 6", "2015-09-06")]),
        ("The lock, to be opened in October, is deep.", &[("October", "2015-10")]),
        ("The lock is due to open in March.", &[("March", "2016-03")]),
        ("The lock has leaked since April.", &[("since April", "2015-04/..")]),
        ("The lock must open by June.", &[("by June", "../2015-06")]),
        ("He says they broke a truce agreed in February.", &[("February", "2015-02")]),
        ("The vote is set for next Thursday, May 21.", &[("next Thursday, May 21", "2015-05-21")]),
        ("By Sunday evening none was left.", &[("By Sunday evening", "../2015-05-10")]),
        ("They met on April 24 and 25.", &[("April 24", "2015-04-24"), ("25", "2015-04-25")]),
        ("March was wet.", &[("March", "2015-03")]),
    ]);
}

#[test]
fn a_year_in_force_goes_before_the_dateline() {
    read_as(&[
        ("In 2011 the lock was sold. It opened in March.", &[("2011", "2011"), ("March", "2011-03")]),
        ("They met in June 2009 and again that September.", &[("June 2009", "2009-06"), ("that September", "2009-09")]),
    ]);
    let open = when("In 2011 the lock was sold.\n\nThe new lock opened in March.", Some(TODAY));
    assert_eq!(open.edtf, "2011");
    let (_, claims) = claims("In 2011 the lock was sold. A new lock opened in March.", Some(TODAY));
    let Some(Value::When(march)) = claims.claims.last().map(|c| &c.value) else { panic!("no March") };
    assert_eq!(days(march), ["2015-03-01/2015-03-31", "2011-03-01/2011-03-31"]);
}

#[test]
fn weekdays_are_the_nearest_within_seven_days() {
    read_as(&[
        ("They met on Monday.", &[("Monday", "2015-05-11")]),
        ("They met on Tuesday.", &[("Tuesday", "2015-05-12")]),
        ("They will vote on Friday.", &[("Friday", "2015-05-15")]),
        ("They met last Tuesday.", &[("last Tuesday", "2015-05-05")]),
        ("They met on Wednesday of last week.", &[("Wednesday of last week", "2015-05-06")]),
    ]);
    assert_eq!(
        days(&when("They will vote next Friday.", Some(TODAY))),
        ["2015-05-22/2015-05-22", "2015-05-15/2015-05-15"],
        "that of the next calendar week is told first"
    );
}

#[test]
fn words_that_count_from_the_dateline_are_resolved() {
    read_as(&[
        ("It opened yesterday and will close tomorrow.", &[("yesterday", "2015-05-11"), ("tomorrow", "2015-05-13")]),
        ("It opened last month.", &[("last month", "2015-04")]),
        ("It opened this year.", &[("this year", "2015")]),
        ("It will open next year.", &[("next year", "2016")]),
        ("It opened ten days ago.", &[("ten days ago", "2015-05-02")]),
        ("It opened last night.", &[("last night", "2015-05-11")]),
        ("It opened on Monday evening.", &[("Monday evening", "2015-05-11")]),
        ("It opened last winter.", &[("last winter", "2014-24")]),
        ("It opened last week.", &[("last week", "2015-05-04/2015-05-10")]),
        ("It opened earlier this year.", &[("earlier this year", "2015")]),
    ]);
    assert_eq!(days(&when("It opened last week.", Some(TODAY))), ["2015-05-04/2015-05-10", "2015-05-05/2015-05-12"]);
    assert_eq!(days(&when("It opened two weeks ago.", Some(TODAY))), ["2015-04-25/2015-05-01"]);
    let year = when("It opened a year ago.", Some(TODAY));
    assert_eq!((days(&year), year.hedged), (vec!["2014-03-01/2014-07-31".to_owned()], true));
}

#[test]
fn words_that_count_from_the_text_take_its_last_date() {
    read_as(&[
        (
            "It burst on 3 March 1998. Four years later it was rebuilt.",
            &[("3 March 1998", "1998-03-03"), ("Four years later", "2002~")],
        ),
        (
            "It was founded in 1990; ten years earlier it was a marsh.",
            &[("1990", "1990"), ("ten years earlier", "1980~")],
        ),
        (
            "It burst on 3 March 1998 and was shut the following day.",
            &[("3 March 1998", "1998-03-03"), ("the following day", "1998-03-04")],
        ),
        (
            "Profit rose in the third quarter from a year earlier.",
            &[("the third quarter", "2014-35"), ("a year earlier", "2013-35")],
        ),
    ]);
}

#[test]
fn parts_of_a_period_are_its_thirds() {
    let early = when("Snow fell in early March.", Some(TODAY));
    assert_eq!(
        (early.edtf.as_str(), days(&early), early.hedged),
        ("2015-03~", vec!["2015-03-01/2015-03-10".to_owned()], true)
    );
    assert_eq!(
        early.halo.first().and_then(crate::claims::Stretch::last_day).map(|d| d.to_string()).as_deref(),
        Some("2015-03-15")
    );
    assert_eq!(days(&when("It closed late last year.", Some(TODAY))), ["2014-09-01/2014-12-31"]);
    assert_eq!(days(&when("It closed at the end of 1990.", Some(TODAY))), ["1990-09-01/1990-12-31"]);
    assert_eq!(days(&when("It closed in the early 1990s.", Some(TODAY))), ["1990-01-01/1993-12-31"]);
    assert_eq!(days(&when("It closed early on Tuesday.", Some(TODAY))), ["2015-05-12/2015-05-12"]);
}

#[test]
fn longer_stretches_are_read() {
    read_as(&[
        ("Sales peaked in the fourth quarter of 2013.", &[("the fourth quarter of 2013", "2013-36")]),
        ("Sales peaked in Q3 2014.", &[("Q3 2014", "2014-35")]),
        ("Sales peaked in the first quarter of last year.", &[("the first quarter of last year", "2014-33")]),
        (
            "Sales peaked in the first three months of 2013.",
            &[("the first three months of 2013", "2013-01-01/2013-03-31")],
        ),
        ("It was built in the spring of 1961.", &[("the spring of 1961", "1961-21")]),
        ("It was built in the 1970s.", &[("the 1970s", "197X")]),
        ("It was built in the '90s.", &[("the '90s", "199X")]),
        ("It was built during the seventies.", &[("the seventies", "197X")]),
        ("It was built in the 19th century.", &[("the 19th century", "18XX")]),
        ("They went down in the 2013-14 season.", &[("the 2013-14", "2013/2014")]),
        ("It was built in 44 BC.", &[("44 BC", "-0043")]),
        ("He lost his first 1996 campaign and pre-2005 seats.", &[("1996", "1996"), ("pre-2005", "../2005")]),
    ]);
}

#[test]
fn named_days_find_their_dates() {
    read_as(&[
        ("It opened on Christmas Day.", &[("Christmas Day", "2014-12-25")]),
        ("It opened on Easter Monday 2014.", &[("Easter Monday 2014", "2014-04-21")]),
        ("It opened on Memorial Day 2014.", &[("Memorial Day 2014", "2014-05-26")]),
        ("It opened on Election Day 2016.", &[("Election Day 2016", "2016-11-08")]),
        ("It opened three days after Christmas.", &[("three days after Christmas", "2014-12-28")]),
    ]);
}

#[test]
fn ranges_hold_both_ends() {
    read_as(&[
        ("It was shut from May 3 to June 2, 2014.", &[("from May 3 to June 2, 2014", "2014-05-03/2014-06-02")]),
        ("It was shut between 3 and 5 February.", &[("between 3 and 5 February", "2015-02-03/2015-02-05")]),
        ("It was shut from 3 to 8 February 2014.", &[("from 3 to 8 February 2014", "2014-02-03/2014-02-08")]),
        ("It was shut May 3-5, 2014.", &[("May 3-5, 2014", "2014-05-03/2014-05-05")]),
        ("From April 1992 to February 1996 it was shut.", &[("From April 1992 to February 1996", "1992-04/1996-02")]),
        ("It was shut 2011\u{2013}2013.", &[("2011\u{2013}2013", "2011/2013")]),
        ("It was shut from 1914 to 1918.", &[("from 1914 to 1918", "1914/1918")]),
        ("It was shut in 2012 and 2013.", &[("2012", "2012"), ("2013", "2013")]),
        ("It was shut from October to March.", &[("from October to March", "2014-10/2015-03")]),
    ]);
}

#[test]
fn open_intervals_keep_their_preposition() {
    read_as(&[
        ("It has leaked since April 2014.", &[("since April 2014", "2014-04/..")]),
        ("It leaked until May 2014.", &[("until May 2014", "../2014-05")]),
        ("It leaked before June 2014.", &[("before June 2014", "../2014-06")]),
        ("It leaked after 2012.", &[("after 2012", "2012/..")]),
    ]);
    assert_eq!(when("They must bid by Friday.", Some(TODAY)).shape, WhenShape::By);
}

#[test]
fn clock_times_take_their_day_and_zone() {
    read_as(&[
        ("The quake struck at 4 p.m. on Monday.", &[("4 p.m. on Monday", "2015-05-11T16:00")]),
        ("The quake struck on Monday at 11:20 p.m.", &[("Monday at 11:20 p.m.", "2015-05-11T23:20")]),
        ("The quake struck at noon GMT on Monday.", &[("noon GMT on Monday", "2015-05-11T12:00Z")]),
        ("The quake struck at 1400 GMT.", &[("1400 GMT", "T14:00Z")]),
        ("The quake struck at 8 a.m. EST on March 9.", &[("8 a.m. EST on March 9", "2015-03-09T08:00-05:00")]),
        ("The quake struck at a quarter past 8 p.m.", &[("a quarter past 8 p.m.", "T20:15")]),
        ("On Monday the quake struck at 4 p.m.", &[("Monday", "2015-05-11"), ("4 p.m.", "2015-05-11T16:00")]),
    ]);
    let about = when("The quake struck at about 4 p.m. on Monday.", Some(TODAY));
    let from = about.readings.first().and_then(|s| s.from).map(|m| m.to_string());
    assert_eq!(
        (about.edtf.as_str(), about.hedged, from.as_deref()),
        ("2015-05-11T16:00", true, Some("2015-05-11T15:30:00"))
    );
}

#[test]
fn lengths_are_read_with_their_hedges() {
    read_as(&[
        ("The talks lasted four hours.", &[("four hours", "PT4H")]),
        ("They held four-hour talks.", &[("four-hour", "PT4H")]),
        ("It took a year.", &[("a year", "P1Y")]),
        ("It took half an hour.", &[("half an hour", "PT30M")]),
        ("It took two and a half years.", &[("two and a half years", "P2Y6M")]),
        ("It took 18 years and 187 days.", &[("18 years and 187 days", "P18Y187D")]),
        ("It took more than four hours.", &[("more than four hours", "PT4H")]),
        ("It ran for the past three years.", &[("the past three years", "P3Y")]),
        ("It took two to three weeks.", &[("two to three weeks", "P2W")]),
        ("For a fortnight no tram ran.", &[("a fortnight", "P2W")]),
        ("She won in 2:05:43.", &[("2:05:43", "PT2H5M43S")]),
        ("She won in 3:54.21.", &[("3:54.21", "PT3M54.21S")]),
        ("It will take a decade.", &[("a decade", "P10Y")]),
        // Counted from nothing that the text dates.
        ("She joined the navy two years later.", &[("two years", "P2Y")]),
    ]);
    let (_, claims) = claims("It took nearly four hours.", None);
    let Some(Value::Duration { figure, .. }) = claims.claims.first().map(|c| &c.value) else { panic!("no length") };
    assert!(
        figure.literal.holds(rust_decimal::Decimal::new(38, 1))
            && !figure.literal.holds(rust_decimal::Decimal::from(4))
    );
}

#[test]
fn without_a_dateline_only_what_is_written_is_told() {
    let day = when("The cable was cut on May 12.", None);
    assert_eq!(
        (day.edtf.as_str(), day.readings.len(), day.written.month, day.written.day),
        ("XXXX-05-12", 0, Some(5), Some(12))
    );
    assert_eq!(when("The cable was cut last month.", None).readings.len(), 0);
    assert_eq!(when("The cable was cut on 12 May 2015.", None).edtf, "2015-05-12");
}

#[test]
fn other_senses_are_no_dates() {
    for text in [
        "It may close.",
        "They march on the capital.",
        "The sun sat low.",
        "He came second in the fall of the cabinet.",
        "A woman of 34 years old left.",
        "The two-year-old girl left.",
        "It costs $4 an hour.",
        "It sold 2014 people a ticket.",
        "It sold two thousand barges.",
        "April Jones left.",
        "The 14 who were on shift that night left.",
        "The club grew from 1740 to 1745 members.",
        "Membership rose from 1740 to 1745.",
        "They were moved from 1386 homes.",
        "It ended in 1121 of them.",
        "It rose to 1,998 points.",
        "He said that May would resign.",
        "She spoke on \"This Week\" of the strike.",
        "They showed the film High Noon there.",
        "He read Twelve Days of Rain aloud.",
    ] {
        assert_eq!(dates(text, Some(TODAY)), [], "{text}");
    }
}

#[test]
fn the_side_of_a_date_is_that_of_its_verb() {
    let november = Some("2021-11-03");
    for (text, edtf) in [
        // The present perfect dates no day: the day is of what was set.
        ("The council has set Nov. 12 as the last day for bids.", "2021-11-12"),
        ("The council fined the yard on Nov. 12.", "2020-11-12"),
        ("The offer had been due to expire on Friday.", "2021-10-29"),
        ("The offer is due to expire on Friday.", "2021-11-05"),
        ("Until Monday, nobody had seen the letter.", "../2021-11-01"),
        ("The mill was swept away by the 2002 flood.", "2002"),
        ("By the 1990s the mill had closed.", "../199X"),
        ("The ferry is to sail again on Tuesday.", "2021-11-09"),
        ("The shares climbed, rising to 40 crowns in June from 29 in March.", "2021-06"),
        ("The well fell short of its record high set in December.", "2020-12"),
        ("They were told to leave the camp by Nov. 1.", "../2021-11-01"),
        ("She was named chair, effective Feb. 1.", "2022-02-01"),
        ("The firm will buy back 9,000 Series B preferred shares on Nov. 30.", "2021-11-30"),
    ] {
        assert_eq!(first(text, november), edtf, "{text}");
    }
}

#[test]
fn a_text_is_about_a_year_that_it_does_not_name() {
    let november = Some("2021-11-03");
    for (text, edtf) in [
        ("Sales for the full year came to 4 million crowns.", "2021"),
        ("The board expects a loss in the fiscal year.", "2021"),
        ("The pass was closed earlier in the year.", "2021"),
        ("It lost money in the year ended March 31.", "P1Y"),
        ("It lost money in the quarter ended Oct. 1.", "2021-35"),
        ("The works will close by year-end.", "../2021-12-31~"),
        ("The index is up since year-end.", "2020-12-31~/.."),
        ("Output must fall by half from 2019 levels.", "2019"),
        ("Rents are below 2008 levels.", "2008"),
        ("The pier burned in the early 1990's.", "199X~"),
        ("The pier is shut until at least 2026.", "../2026"),
    ] {
        assert_eq!(first(text, november), edtf, "{text}");
    }
    // In its first months reports tell of the year before.
    assert_eq!(first("Sales for the full year came to 4 million crowns.", Some("2022-02-03")), "2021");
}

#[test]
fn after_nine_months_a_year_earlier_is_no_quarter() {
    let text =
        "Profit rose in the third quarter. For the nine months it was 4 crowns a share, against 3 a year earlier.";
    assert_eq!(dates(text, Some("2021-11-03")).last().map(|(_, v)| v.as_str()), Some("2020~"));
}

#[test]
fn a_wire_dateline_is_no_claim() {
    assert_eq!(
        dates("LANEK, May 11 (Agency) \u{2014} A ferry sank on Monday.", Some(TODAY)),
        [("Monday".to_owned(), "2015-05-11".to_owned())]
    );
}

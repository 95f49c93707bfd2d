//! The many shapes that English gives to days, weeks, hours and lengths.

use super::{dates, read_as};

/// Each text with the wording and value of all its dates, counted from a moment.
fn read_at(now: &str, table: &[(&str, &[(&str, &str)])]) {
    for (text, expected) in table {
        let found = dates(text, Some(now));
        let found: Vec<(&str, &str)> = found.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(found, *expected, "{text}");
    }
}

#[test]
fn a_day_of_the_month_is_found_by_its_number_alone() {
    read_as(&[
        ("The lock opened on Friday the eighth.", &[("Friday the eighth", "2015-05-08")]),
        ("The lock opens Thu 21st.", &[("Thu 21st", "2015-05-21")]),
        ("It rains on Sunday 17, then no more.", &[("Sunday 17", "2015-05-17")]),
        ("The lock opened on the 5th.", &[("the 5th", "2015-05-05")]),
        ("The lock will open by the 20th.", &[("by the 20th", "../2015-05-20")]),
        ("The lock opens on the 3rd of next month.", &[("the 3rd of next month", "2015-06-03")]),
        ("It rained from the 28th to the 2nd of May.", &[("from the 28th to the 2nd of May", "2015-04-28/2015-05-02")]),
    ]);
}

#[test]
fn ranks_and_counts_behind_a_weekday_are_no_days() {
    for text in [
        "On Friday 23 miners were trapped.",
        "On the fifth floor it rained.",
        "She won Friday the third stage.",
        "They wed June Carter.",
        "Troops march first and may 5 of them fall.",
        "It was the 10th such fire.",
    ] {
        for (wording, _) in dates(text, Some("2015-05-12")) {
            assert!(wording == "Friday", "{wording} in {text}");
        }
    }
}

#[test]
fn months_in_small_letters_need_a_day_or_a_preposition() {
    read_as(&[
        ("It opened on the 2nd of march.", &[("the 2nd of march", "2015-03-02")]),
        ("It opened on 14 nov 2013.", &[("14 nov 2013", "2013-11-14")]),
        ("It opened on march third, 2014.", &[("march third, 2014", "2014-03-03")]),
        ("It opened in may.", &[("may", "2015-05")]),
    ]);
    for text in ["They may go.", "A long march ended.", "It may 5 times fail.", "They march 20 abreast."] {
        assert_eq!(dates(text, Some("2015-05-12")), [], "{text}");
    }
}

#[test]
fn dates_in_digits_need_company_where_they_could_be_something_else() {
    read_as(&[
        ("It opened on 4/28.", &[("4/28", "2015-04-28")]),
        ("It opened on 28/04.", &[("28/04", "2015-04-28")]),
        ("It opened on Friday 5/8.", &[("Friday 5/8", "2015-05-08")]),
        ("It opened on Friday 2015-5-8.", &[("Friday 2015-5-8", "2015-05-08")]),
        ("It opened on 4/20, 4/22 or 4/25.", &[("4/20", "2015-04-20"), ("4/22", "2015-04-22"), ("4/25", "2015-04-25")]),
        ("It opened in 12/2014.", &[("12/2014", "2014-12")]),
        ("It opened in 2014-03.", &[("2014-03", "2014-03")]),
        ("Open from 10/1/2014-10/7/2014.", &[("from 10/1/2014-10/7/2014", "2014-10-01/2014-10-07")]),
        ("Open 10/1-11/2/2014.", &[("10/1-11/2/2014", "2014-10-01/2014-11-02")]),
    ]);
    for text in ["About 4/5 of it burned.", "They voted 7-6.", "Case No. 12/2014 is open."] {
        assert_eq!(dates(text, Some("2015-05-12")), [], "{text}");
    }
}

#[test]
fn weeks_are_those_of_the_calendar() {
    read_as(&[
        ("It opens in week 23.", &[("week 23", "2015-06-01/2015-06-07")]),
        ("It opened in the last week of 2014.", &[("the last week of 2014", "2014-12-22/2014-12-28")]),
        ("It opens the week after next.", &[("the week after next", "2015-05-25/2015-05-31")]),
        ("It opened the year before last.", &[("the year before last", "2013")]),
        ("It opens next week on Wednesday.", &[("next week on Wednesday", "2015-05-20")]),
        ("It opens Monday two weeks from now.", &[("Monday two weeks from now", "2015-05-25")]),
        ("It opened in the week starting on May 4.", &[("the week starting on May 4", "2015-05-04/2015-05-10")]),
        ("It opened on the second last day of April.", &[("the second last day of April", "2015-04-29")]),
    ]);
}

#[test]
fn a_length_ahead_is_a_point() {
    read_as(&[
        ("The lock will open in 7 days.", &[("in 7 days", "2015-05-19")]),
        ("The lock will open in two months.", &[("in two months", "2015-07-12~")]),
        ("It opens in a fortnight's time.", &[("in a fortnight's time", "2015-05-26~")]),
        ("It opens 2 weeks from January 15, 2016.", &[("2 weeks from January 15, 2016", "2016-01-29")]),
        ("It opened 2 Thursdays ago.", &[("2 Thursdays ago", "2015-04-30")]),
        ("It opens three Fridays from now.", &[("three Fridays from now", "2015-05-29")]),
        ("Closed for 10 days from 18 April.", &[("for 10 days from 18 April", "2015-04-18/2015-04-27")]),
        // How long it took, how rare it is.
        ("It was built in two months.", &[("two months", "P2M")]),
        ("It will be the first rise in three years.", &[("three years", "P3Y")]),
        ("It would open in five years.", &[("five years", "P5Y")]),
    ]);
}

#[test]
fn several_periods_without_an_article_are_those_of_the_calendar() {
    read_as(&[
        ("Rain next 3 days.", &[("next 3 days", "2015-05-13/2015-05-15")]),
        ("It rained last two months.", &[("last two months", "2015-03-01/2015-04-30")]),
        ("It was built to last two years.", &[("two years", "P2Y")]),
        ("It fell in the past two months.", &[("the past two months", "P2M")]),
        ("Rain for the rest of the week.", &[("the rest of the week", "2015-05-12/2015-05-17")]),
        ("It opened the day after Christmas 2014.", &[("the day after Christmas 2014", "2014-12-26")]),
    ]);
}

#[test]
fn the_day_beside_an_hour_tells_its_half() {
    read_at(
        "2015-05-12T16:00",
        &[
            ("The vote is tomorrow evening at 5.", &[("tomorrow evening at 5", "2015-05-13T17:00")]),
            ("Be back at 5 tomorrow afternoon.", &[("5 tomorrow afternoon", "2015-05-13T17:00")]),
            ("They come tonight around 7.", &[("tonight around 7", "2015-05-12T19:00")]),
            ("It begins at seven thirty p.m.", &[("seven thirty p.m.", "T19:30")]),
            ("It begins at 1140 a.m. sharp.", &[("1140 a.m.", "T11:40")]),
            ("It begins at 8:45a.", &[("8:45a", "T08:45")]),
            ("It begins at half past seven pm.", &[("half past seven pm", "T19:30")]),
            ("It began 2015-05-11T12:23:59.", &[("2015-05-11T12:23:59", "2015-05-11T12:23")]),
            ("It ended on Monday at 10 sites.", &[("Monday", "2015-05-11")]),
            ("It ends half an hour from now.", &[("half an hour from now", "2015-05-12T16:30")]),
        ],
    );
}

#[test]
fn named_days_may_be_written_small_and_are_no_islands() {
    read_as(&[
        ("It opened on christmas eve.", &[("christmas eve", "2014-12-24")]),
        ("It opened on Diwali 2014.", &[("Diwali 2014", "2014-10-23")]),
        ("It opened on Orthodox Easter 2013.", &[("Orthodox Easter 2013", "2013-05-05")]),
        ("It opened on Saint Patrick's Day.", &[("Saint Patrick's Day", "2015-03-17")]),
    ]);
    for text in ["Boats reached Christmas Island.", "The Easter Rising failed.", "It was a christmas present."] {
        assert_eq!(dates(text, Some("2015-05-12")), [], "{text}");
    }
}

#[test]
fn lengths_may_leave_out_the_minutes() {
    read_as(&[
        ("It took 1 hour thirty.", &[("1 hour thirty", "PT1H30M")]),
        ("It took two hours and a half.", &[("two hours and a half", "PT2H30M")]),
        ("It took five and half minutes.", &[("five and half minutes", "PT5M30S")]),
        ("It took 1/2 hour.", &[("1/2 hour", "PT30M")]),
    ]);
}

#[test]
fn years_in_two_digits_stand_behind_the_mark_of_what_is_left_out() {
    read_as(&[
        ("She moved to the coast in '96.", &[("'96", "1996")]),
        ("The '04 census missed the islands.", &[("'04", "2004")]),
        ("The class of '98 met again.", &[("'98", "1998")]),
        ("He wrote '96 boats sank' on the wall.", &[]),
        ("They sang in the '80s.", &[("the '80s", "198X")]),
    ]);
}

#[test]
fn a_year_is_told_behind_what_says_that_it_is_whole() {
    read_as(&[
        ("Sales for the full year 2014 fell.", &[("the full year 2014", "2014")]),
        ("It is due for the calendar year 2014.", &[("the calendar year 2014", "2014")]),
        ("The ferry lost money in the comparable 2014 quarter.", &[("2014 quarter", "2014")]),
        ("The lease ran out at year-end 2013.", &[("year-end 2013", "2013-12-31~")]),
        ("The tower was finished by 1402.", &[("by 1402", "../1402")]),
        ("She was elected by 1402 votes.", &[]),
    ]);
}

#[test]
fn a_period_is_likened_to_that_of_another_year() {
    read_as(&[
        (
            "The mill lost money in the third quarter of 2014. It made a profit in the same quarter a year earlier.",
            &[("the third quarter of 2014", "2014-35"), ("the same quarter a year earlier", "2013-35")],
        ),
        (
            "Fares rose in the third quarter. They fell in the corresponding period of 2011.",
            &[("the third quarter", "2014-35"), ("the corresponding period of 2011", "2011-35")],
        ),
        (
            "Rain fell in April. Snow fell in the same month last year.",
            &[("April", "2015-04"), ("the same month last year", "2014-04")],
        ),
    ]);
}

#[test]
fn hours_share_their_half_of_the_day() {
    read_as(&[
        ("The pumps stood still from 5 to 6 p.m.", &[("from 5 to 6 p.m.", "T17:00/T18:00")]),
        (
            "The bridge was shut between 9 and 11:30 a.m. on Monday.",
            &[("between 9 and 11:30 a.m. on Monday", "2015-05-11T09:00/2015-05-11T11:30")],
        ),
        ("Divers searched from 11 to 1 p.m.", &[("from 11 to 1 p.m.", "T11:00/T13:00")]),
        ("The desk is staffed 7-11 a.m.", &[("7-11 a.m.", "T07:00/T11:00")]),
        ("The convoy left at 0630 on Monday.", &[("0630 on Monday", "2015-05-11T06:30")]),
        ("The siren sounded at 1430 hours.", &[("1430 hours", "T14:30")]),
    ]);
}

#[test]
fn an_article_stays_with_its_noun() {
    read_as(&[
        ("The third-quarter loss was small.", &[("third-quarter", "2014-35")]),
        ("They cancelled the late-March sailing.", &[("late-March", "2015-03~")]),
        ("The third quarter was dull.", &[("The third quarter", "2014-35")]),
        ("The monthlong search ended.", &[("monthlong", "P1M")]),
        ("It made a three-and-a-half-day stop.", &[("three-and-a-half-day", "P3.5D")]),
    ]);
}

#[test]
fn about_in_a_question_hedges_nothing() {
    read_as(&[
        ("How about June 2014?", &[("June 2014", "2014-06")]),
        ("It sank about June 2014.", &[("about June 2014", "2014-06~")]),
    ]);
}

#[test]
fn the_place_of_a_clock_goes_with_its_time() {
    read_as(&[
        ("It began at 4:40 a.m. local time Monday.", &[("4:40 a.m. local time Monday", "2015-05-11T04:40")]),
        ("It began at 8 p.m. ET.", &[("8 p.m. ET", "T20:00")]),
        ("It began at 9 a.m. Eastern Standard Time.", &[("9 a.m. Eastern Standard Time", "T09:00-05:00")]),
        ("It fell between 2 and 3 in the morning.", &[("between 2 and 3 in the morning", "T02:00/T03:00")]),
        ("It fell between 2 and 3 in Torvik.", &[]),
    ]);
}

#[test]
fn centuries_have_their_era_and_decades_their_thirds() {
    read_as(&[
        ("It fell in the 5th century BC.", &[("the 5th century BC", "-04XX")]),
        ("It fell in the 1st century AD.", &[("the 1st century AD", "00XX")]),
        ("It fell in the mid-nineties.", &[("the mid-nineties", "199X~")]),
        ("It fell in the noughties.", &[("the noughties", "200X")]),
        ("It fell at ten to five.", &[("ten to five", "T04:50")]),
        ("She won in her mid-nineties.", &[]),
        ("They met the Friday Club.", &[]),
    ]);
}

#[test]
fn an_end_may_hang_on_its_month_and_a_half_on_its_fiscal_year() {
    read_as(&[
        ("It shut at end-April.", &[("end-April", "2015-04~")]),
        ("It shut at end-1999.", &[("end-1999", "1999~")]),
        ("It grew in the first half of fiscal 2011.", &[("the first half of fiscal 2011", "2011-40~")]),
    ]);
}

#[test]
fn time_that_is_given_for_something_is_a_length_and_a_rate_is_none() {
    read_as(&[
        ("The court gave the firm a week to reply.", &[("a week", "P1W")]),
        ("It took one and three-quarter hours.", &[("one and three-quarter hours", "PT1H45M")]),
        ("The loan is repayable over 15 years.", &[("15 years", "P15Y")]),
        ("The court gave him a month to leave.", &[("a month", "P1M")]),
        ("It costs 300 crowns a month to run.", &[]),
        ("It takes 40 barges a week to fill it.", &[]),
    ]);
}

#[test]
fn a_person_may_be_called_like_a_day_and_every_friday_is_none() {
    for text in [
        "They march every Friday.",
        "It floods each March.",
        "Mr. Friday left.",
        "They met Ms. June there.",
        "Gen. May Sunday spoke.",
    ] {
        let found = dates(text, Some("2015-05-12"));
        assert!(!found.iter().any(|(words, _)| words != "Sunday"), "{found:?} in {text}");
    }
}

//! Dates that hang on another one: on a date before, on a week, on what they name.

use super::read_as;

#[test]
fn a_following_month_is_the_next_after_the_date_before() {
    read_as(&[
        (
            "She was elected in March 2013 and left the following May.",
            &[("March 2013", "2013-03"), ("the following May", "2013-05")],
        ),
        (
            "It opened in June 2012 and closed the following May.",
            &[("June 2012", "2012-06"), ("the following May", "2013-05")],
        ),
        (
            "He was jailed in 2011 and freed the following spring.",
            &[("2011", "2011"), ("the following spring", "2012-21")],
        ),
        (
            "It opened in June 2012; the previous May it had burned.",
            &[("June 2012", "2012-06"), ("the previous May", "2012-05")],
        ),
    ]);
}

#[test]
fn the_next_month_of_a_past_that_is_dated_is_a_month() {
    read_as(&[
        (
            "They took the town in October 1999 and lost it the next month.",
            &[("October 1999", "1999-10"), ("the next month", "1999-11")],
        ),
        ("The law was passed in 2010 and repealed the next year.", &[("2010", "2010"), ("the next year", "2011")]),
        ("They took the town in 1999 and fought for the next month.", &[("1999", "1999"), ("the next month", "P1M")]),
        (
            "They took the town in 1999 and will sell it over the next year.",
            &[("1999", "1999"), ("the next year", "P1Y")],
        ),
    ]);
}

#[test]
fn weekdays_of_a_range_and_of_a_week_to_come() {
    read_as(&[
        ("The strike ran from Monday to Thursday.", &[("from Monday to Thursday", "2015-05-04/2015-05-07")]),
        ("The strike will run from Monday to Thursday.", &[("from Monday to Thursday", "2015-05-18/2015-05-21")]),
        ("The firm will report on Wednesday week.", &[("Wednesday week", "2015-05-20")]),
        ("The Monday week ending was cold.", &[("Monday", "2015-05-11")]),
    ]);
}

#[test]
fn the_day_behind_the_same_hour_elsewhere_is_that_of_both() {
    read_as(&[(
        "Polls close at 8 p.m. (1700 GMT) on Thursday.",
        &[("8 p.m.", "2015-05-14T20:00"), ("1700 GMT", "2015-05-14T17:00Z"), ("Thursday", "2015-05-14")],
    )]);
}

#[test]
fn what_is_owned_by_a_date_is_what_something_is_before() {
    read_as(&[
        ("He left before next week's talks.", &[("next week", "2015-05-18/2015-05-24")]),
        ("It fell after the 2010 quake.", &[("2010", "2010")]),
        ("It must be mended by Friday's deadline.", &[("by Friday", "../2015-05-15")]),
        ("It has risen since the 2010 quake.", &[("since the 2010", "2010/..")]),
    ]);
}

#[test]
fn working_days_are_no_days_of_the_calendar() {
    read_as(&[
        ("It fell eight trading days after May 1.", &[("eight trading days", "P8D"), ("after May 1", "2015-05-01/..")]),
        (
            "It will sag through at least the first two quarters of 2016.",
            &[("the first two quarters of 2016", "2016-01-01/2016-06-30")],
        ),
    ]);
}

#[test]
fn years_that_tell_one_thing_apart() {
    read_as(&[
        ("The treaty of 1648 ended it.", &[("1648", "1648")]),
        ("A crew of 1648 was lost.", &[]),
        ("It was sold in the summer of '98.", &[("the summer of '98", "1998-22")]),
        ("In the 2013-14 fiscal year it grew.", &[("the 2013-14 fiscal year", "2013/2014")]),
        ("The group lost 120 million pounds in the first half.", &[("the first half", "2015-40")]),
        ("Osk lost two men in the first half.", &[]),
        ("The group made a loss of 120 million pounds in the first half.", &[("the first half", "2015-40")]),
        (
            "It was the fourth strike in three weeks and the second this month.",
            &[("three weeks", "P3W"), ("this month", "2015-05")],
        ),
    ]);
}

#[test]
fn years_and_seasons_that_run_into_the_next() {
    read_as(&[
        ("The 1914-18 war killed millions.", &[("1914-18", "1914/1918")]),
        ("It was built in 1936-39.", &[("1936-39", "1936/1939")]),
        ("The winter of 1946-47 was hard.", &[("The winter of 1946-47", "1946-24")]),
        ("In the last quarter of 2014 it grew.", &[("the last quarter of 2014", "2014-36")]),
        ("Profit for the year to March was up.", &[("the year", "P1Y"), ("March", "2015-03")]),
        ("It opened five years ago this week.", &[("five years ago this week", "2010-05-10/2010-05-16")]),
        ("It opened a year ago today.", &[("a year ago today", "2014-05-12")]),
        ("It opened ten years ago last month.", &[("ten years ago last month", "2005-04")]),
        ("Call 1914-18 or 555-1936.", &[]),
    ]);
}

#[test]
fn what_a_past_tells_next_is_no_length() {
    read_as(&[
        ("He was held in 2009 to 12 years.", &[("2009", "2009"), ("12 years", "P12Y")]),
        ("He resigned the next day.", &[]),
        ("He spent the next year abroad.", &[("the next year", "P1Y")]),
        ("In the next year it will close.", &[("the next year", "P1Y")]),
        (
            "They met on Tuesday, May 5, and on the following Thursday.",
            &[("Tuesday, May 5", "2015-05-05"), ("the following Thursday", "2015-05-07")],
        ),
        (
            "In April prices were higher than in the same month a year earlier.",
            &[("April", "2015-04"), ("the same month a year earlier", "2014-04")],
        ),
    ]);
}

#[test]
fn what_is_meant_for_a_month_and_what_has_ended() {
    read_as(&[
        ("Crude for June delivery rose to $59.", &[("June", "2015-06")]),
        ("Orders for April sales rose.", &[("April", "2015-04")]),
        ("Between May and July 40 were born.", &[("Between May and July", "2014-05/2014-07")]),
        ("Between May and July 40 will be born.", &[("Between May and July", "2015-05/2015-07")]),
        (
            "It was open on Monday, 9 a.m. to 5 p.m.",
            &[("Monday, 9 a.m. to 5 p.m.", "2015-05-11T09:00/2015-05-11T17:00")],
        ),
    ]);
}

#[test]
fn what_went_on_until_a_day_and_what_is_shut_until_then() {
    read_as(&[
        ("They worked until Saturday to free him.", &[("until Saturday", "../2015-05-09")]),
        ("Talks went on until 3 a.m. on Saturday.", &[("until 3 a.m. on Saturday", "../2015-05-09T03:00")]),
        ("The road was closed until Sunday.", &[("until Sunday", "../2015-05-17")]),
        ("More than 20 years later, the case is open.", &[("More than 20 years", "P20Y")]),
    ]);
}

#[test]
fn parts_of_the_year_that_runs() {
    read_as(&[
        ("The first half of the year was wet.", &[("The first half of the year", "2015-40")]),
        ("In the third quarter of the year it fell.", &[("the third quarter of the year", "2014-35")]),
        ("The second half of the game was dull.", &[]),
        ("The first half of the year of the flood was dry.", &[]),
    ]);
}

#[test]
fn a_quarter_and_a_year_before_are_one_date() {
    read_as(&[
        (
            "The third quarter was better than the quarter a year ago.",
            &[("The third quarter", "2014-35"), ("the quarter a year ago", "2013-35")],
        ),
        (
            "In the first quarter it rose from the comparable year-ago quarter.",
            &[("the first quarter", "2015-33"), ("the comparable year-ago quarter", "2014-33")],
        ),
        ("Sales for the quarter ended July 31 rose.", &[("the quarter", "2014-34"), ("July 31", "2014-07-31")]),
        ("Sales of $4.2bn were 3% above 2013's.", &[("2013", "2013")]),
        ("They planned a rally in Osk on Saturday.", &[("Saturday", "2015-05-16")]),
    ]);
}

#[test]
fn one_of_the_sundays_is_no_date() {
    read_as(&[
        ("The crash, on a Sunday in March, killed 19.", &[("March", "2015-03")]),
        ("It was on a Sunday.", &[]),
        ("They went to a Sunday service.", &[("Sunday", "2015-05-10")]),
        ("It was on a Monday morning.", &[("Monday morning", "2015-05-11")]),
        ("The battle of 1066 was lost.", &[("1066", "1066")]),
    ]);
}

#[test]
fn a_weekday_beside_a_feast_counts_from_it() {
    read_as(&[
        ("The fair opened the Tuesday after Easter.", &[("the Tuesday after Easter", "2015-04-07")]),
        ("The fair shut the Friday before Christmas.", &[("the Friday before Christmas", "2014-12-19")]),
        ("It opened on the Monday after May 3.", &[("the Monday after May 3", "2015-05-04")]),
        ("He left on the Monday after the vote.", &[("Monday", "2015-05-11")]),
    ]);
}

#[test]
fn a_week_or_month_that_is_reported_on_is_the_one_the_text_is_in() {
    read_as(&[
        (
            "The index rose on Friday. For the week, it fell.",
            &[("Friday", "2015-05-08"), ("the week", "2015-05-04/2015-05-10")],
        ),
        ("The index fell 2 percent on the week.", &[("the week", "2015-05-04/2015-05-10")]),
        ("It was away for the week of the flood.", &[]),
        ("It rained for the month that followed.", &[]),
    ]);
}

#[test]
fn later_in_the_day_is_that_day() {
    read_as(&[
        (
            "It opened on April 3 and shut later in the day.",
            &[("April 3", "2015-04-03"), ("later in the day", "2015-04-03")],
        ),
        ("She left earlier in the day.", &[("earlier in the day", "2015-05-12")]),
    ]);
}

#[test]
fn some_years_ago_are_as_many_as_the_word_can_mean() {
    read_as(&[
        ("A few years ago it burned.", &[("A few years ago", "2009/2012")]),
        ("It burned a few days ago.", &[("a few days ago", "2015-05-06/2015-05-09")]),
    ]);
}

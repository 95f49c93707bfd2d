//! Dates that are opened, moved, joined or hinted at by the words beside them.

use super::{TODAY, dates, read_as, when};

#[test]
fn a_date_may_be_open_to_one_side() {
    read_as(&[
        ("It will open in 2018 or later.", &[("2018 or later", "2018/..")]),
        ("The plan covers 2016 to 2018.", &[("2016 to 2018", "2016/2018")]),
        ("They counted 1950 to 2010 votes.", &[]),
        ("The fee holds for 2016 and beyond.", &[("2016 and beyond", "2016/..")]),
        ("Sheds built in 1990 or earlier are spared.", &[("1990 or earlier", "../1990")]),
        ("The pre-2010 lorries were sold.", &[("pre-2010", "../2010")]),
        ("It kept its post-1945 shape.", &[("post-1945", "1945/..")]),
        ("It opened in 2012 and later closed.", &[("2012", "2012")]),
        ("The post office shut in 2012.", &[("2012", "2012")]),
    ]);
    // A later year is inside, and so is the one that is told.
    let open = when("It will open in 2018 or later.", Some(TODAY));
    assert!(open.readings.iter().all(|s| s.to.is_none()));
}

#[test]
fn what_is_moved_has_two_dates_and_no_range() {
    read_as(&[
        ("The hearing was moved from May 18 to May 20.", &[("May 18", "2015-05-18"), ("May 20", "2015-05-20")]),
        ("The start was put back to 7:45.", &[("7:45", "T07:45")]),
        ("They changed the start to 8:30.", &[("8:30", "T08:30")]),
        ("The odds fell to 8:30.", &[]),
        ("The fair runs from May 18 to May 20.", &[("from May 18 to May 20", "2015-05-18/2015-05-20")]),
    ]);
}

#[test]
fn short_weekdays_tell_each_other() {
    read_as(&[
        ("The panel meets on Mon or Tue.", &[("Mon", "2015-05-11"), ("Tue", "2015-05-12")]),
        ("It meets next week Mon or Tue.", &[("next week Mon", "2015-05-18"), ("Tue", "2015-05-19")]),
        ("It met last week Monday and Friday.", &[("last week Monday", "2015-05-04"), ("Friday", "2015-05-08")]),
        ("The Sun and the moon rose.", &[]),
    ]);
}

#[test]
fn thirds_are_joined() {
    read_as(&[
        ("It was in use in the mid- to late 1990s.", &[("the mid- to late 1990s", "199X~")]),
        ("It grew in the early to mid-1980s.", &[("the early to mid-1980s", "198X~")]),
        ("It grew in early and mid-2013.", &[("early and mid-2013", "2013~")]),
        ("It began in the second half of the 1980s.", &[("the second half of the 1980s", "1985/1989")]),
        ("It fell in the first half of the 20th century.", &[("the first half of the 20th century", "1900/1949")]),
    ]);
    let both = when("It was in use in the mid- to late 1990s.", Some(TODAY));
    assert_eq!(super::days(&both), ["1993-01-01/1999-12-31"]);
}

#[test]
fn a_half_year_is_told_by_its_accounts_and_not_by_a_match() {
    read_as(&[
        ("First-half profit of 2014 was flat.", &[("First-half", "2015-40"), ("2014", "2014")]),
        ("Second-half sales fell.", &[("Second-half", "2014-41")]),
        ("A first-half goal was enough.", &[]),
    ]);
}

#[test]
fn weekdays_so_long_ago_and_the_weeks_of_feasts() {
    read_as(&[
        ("He left two weeks ago Friday.", &[("two weeks ago Friday", "2015-04-24")]),
        ("She left a year ago Monday.", &[("a year ago Monday", "2014-05-11")]),
        (
            "She left a week ago, Monday's paper says.",
            &[("a week ago", "2015-05-04/2015-05-10"), ("Monday", "2015-05-11")],
        ),
        ("It closed in Easter week.", &[("Easter week", "2015-03-30/2015-04-05")]),
        ("It was the hottest May day so far.", &[]),
    ]);
}

#[test]
fn midnight_closes_the_day_to_which_something_runs() {
    read_as(&[
        ("The offer expires at midnight Friday.", &[("midnight Friday", "2015-05-16T00:00")]),
        ("The curfew began at midnight on Friday.", &[("midnight on Friday", "2015-05-08T00:00")]),
    ]);
}

#[test]
fn some_day_and_the_present_are_no_dates() {
    for text in [
        "He would one day lead the party.",
        "One day she left for good.",
        "She hopes to one day rejoin it.",
        "In today's world this is rare.",
        "They are the people of tomorrow.",
    ] {
        assert_eq!(dates(text, Some(TODAY)), [], "{text}");
    }
    read_as(&[
        ("The strike lasted one day.", &[("one day", "P1D")]),
        ("It was shut in today's vote.", &[("today", "2015-05-12")]),
        ("One day later it closed.", &[("One day", "P1D")]),
    ]);
}

#[test]
fn a_coarse_date_is_none_to_count_days_from() {
    read_as(&[
        ("He won in 1998. Three days later he left.", &[("1998", "1998"), ("Three days", "P3D")]),
        ("He won in 1998. Three years later he left.", &[("1998", "1998"), ("Three years later", "2001~")]),
    ]);
}

#[test]
fn lengths_with_the_words_that_stand_inside_them() {
    read_as(&[
        ("The next couple of years will tell.", &[("The next couple of years", "P2Y")]),
        ("It won in the five past years.", &[("the five past years", "P5Y")]),
        ("It took 2 years 1 month 21 days in all.", &[("2 years 1 month 21 days", "P2Y1M21D")]),
        ("He finished 1:12 behind the winner.", &[("1:12", "PT1M12S")]),
        ("They led with 2:10 left in the game.", &[("2:10", "PT2M10S")]),
        ("She came home in 1:12:15.42 in the end.", &[("1:12:15.42", "PT1H12M15.42S")]),
        ("It struck at 5:26 off the coast.", &[("5:26", "T05:26")]),
        ("They sold 11 tonnes, against 12 a year before.", &[("a year before", "2014-05~")]),
    ]);
}

#[test]
fn digits_written_to_a_month_and_a_currency_behind_a_day() {
    read_as(&[
        ("The mill was sold on Dec31, 1994.", &[("Dec31, 1994", "1994-12-31")]),
        ("For the year ended Aug. 31 C$2 million was paid.", &[("the year", "P1Y"), ("Aug. 31", "2014-08-31")]),
        ("In his unsuccessful 1996 campaign he spent it.", &[("1996", "1996")]),
        ("Shares rose 12p to 340p.", &[]),
    ]);
}

#[test]
fn the_heat_has_no_decades() {
    for text in ["Temperatures were in the nineties.", "The mercury rose into the low 80s."] {
        assert_eq!(dates(text, Some(TODAY)), [], "{text}");
    }
    read_as(&[
        ("He grew up in the nineties.", &[("the nineties", "199X")]),
        ("It left at 0615 and came at 1340.", &[("0615", "T06:15"), ("1340", "T13:40")]),
        ("The budget for 2016 begins well.", &[("2016", "2016")]),
    ]);
}

#[test]
fn parts_of_a_length_are_no_whole_ones() {
    read_as(&[
        ("It took three quarters of an hour.", &[("three quarters of an hour", "PT45M")]),
        ("It took a tenth of a second.", &[("a tenth of a second", "PT0.1S")]),
        ("It took an hour and a quarter.", &[("an hour and a quarter", "PT1H15M")]),
        ("A 10-to-15-minute delay is normal.", &[("10-to-15-minute", "PT10M")]),
        ("They rose from third to first.", &[]),
        ("It stood for a quarter-century.", &[("a quarter-century", "P25Y")]),
        ("It opened a quarter of a century ago.", &[("a quarter of a century ago", "1990~")]),
        ("It opened a year and a half ago.", &[("a year and a half ago", "2013-11~")]),
        ("Profit of the third quarter fell.", &[("the third quarter", "2014-35")]),
        ("The film is 2h 30m long, the wall 30m.", &[("2h 30m", "PT2H30M")]),
    ]);
}

#[test]
fn two_times_share_the_day_behind_them() {
    read_as(&[
        (
            "It ran between 2 a.m. and 2:30 a.m. on Oct. 9, 2013.",
            &[("between 2 a.m. and 2:30 a.m. on Oct. 9, 2013", "2013-10-09T02:00/2013-10-09T02:30")],
        ),
        (
            "It opens from 9:00 to 17:00 on May 14.",
            &[("from 9:00 to 17:00 on May 14", "2015-05-14T09:00/2015-05-14T17:00")],
        ),
        ("It was open 10:00-16:30 GMT.", &[("10:00-16:30 GMT", "T10:00Z/T16:30Z")]),
        ("It rained over the coming weekend.", &[("the coming weekend", "2015-05-16/2015-05-17")]),
        ("It was signed on 04.03.2015.", &[("04.03.2015", "2015-03-04")]),
        ("The fair is on Sat, May 16.", &[("Sat, May 16", "2015-05-16")]),
    ]);
}

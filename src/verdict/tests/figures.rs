use super::Is::{Apart, Exact, Hedged, Loose, Rounded, Wrong};
use super::table;

#[test]
fn a_count_that_is_not_round_is_held_to_the_unit() {
    table(&[
        ("31 goats", "31", Exact),
        ("32 goats", "31", Wrong),
        ("20 people", "19 people", Wrong),
        ("300 jobs", "302", Wrong),
        ("1,385 boats", "1,358", Wrong),
    ]);
}

#[test]
fn a_round_count_from_a_thousand_up_stands_for_a_twentieth_at_most() {
    table(&[
        ("6,100 people", "6,116 people", Rounded),
        ("6,100 people", "6,100 people", Exact),
        ("6,100 people", "6,150", Rounded),
        ("6,100 people", "6,151", Wrong),
        ("1,000 people", "1,200", Wrong),
        ("7,000 oaks", "6,650", Rounded),
        ("7,000 oaks", "6,649", Wrong),
        ("4.6 million people", "4,582,017", Rounded),
        ("4.6 million people", "4,671,300", Wrong),
    ]);
}

#[test]
fn measures_are_rounded_at_any_size() {
    table(&[
        ("41 ly", "41.2 ly", Rounded),
        ("41 ly", "41.6 ly", Wrong),
        ("300 t", "300,000 kg", Exact),
        ("150 cm", "1.5 m", Exact),
        ("20 mi", "32 km", Rounded),
        ("20 mi", "50 km", Wrong),
        ("104 F", "40 C", Exact),
        ("104 F", "41 C", Wrong),
        ("up 9 F", "up 5 C", Exact),
        ("12 sqkm", "300 t", Apart),
    ]);
}

#[test]
fn percentages_decimals_and_small_money_round_at_the_last_digit_written() {
    table(&[
        ("12.5%", "12.46%", Rounded),
        ("12%", "12.46%", Rounded),
        ("30%", "30.4%", Rounded),
        ("30%", "31%", Wrong),
        ("30%", "30.5%", Wrong),
        ("50%", "46%", Wrong),
        ("$18", "$17.95", Rounded),
        ("$20", "$18", Wrong),
        ("$5 million", "$5,200,000", Rounded),
        ("$5 million", "$5,400,000", Wrong),
    ]);
}

#[test]
fn more_digits_than_the_reference_has_are_false_precision() {
    table(&[("19.88 mi", "about 32 km", Loose), ("19.88 mi", "32 km", Loose), ("24.52 mi", "about 32 km", Wrong)]);
}

#[test]
fn about_reaches_a_tenth_at_most_and_a_twentieth_at_least() {
    table(&[
        ("about 100 people", "108", Hedged),
        ("about 100 people", "118", Loose),
        ("about 100 people", "148", Wrong),
        ("about 6,100 nails", "6,405", Hedged),
        ("about 6,100 nails", "6,406", Loose),
        ("about 6,100 nails", "6,710", Loose),
        ("about 6,100 nails", "6,711", Wrong),
        ("about 15%", "15.6%", Hedged),
        ("about 15%", "18%", Wrong),
    ]);
}

#[test]
fn more_than_is_true_without_end_and_meant_for_the_next_step() {
    table(&[
        ("more than 6,100 people", "6,116", Hedged),
        ("more than 5,000 lamps", "6,000", Hedged),
        ("more than 5,000 lamps", "6,116", Loose),
        ("more than 6,200 people", "6,116", Wrong),
        ("more than 40 cows", "40", Wrong),
        ("more than 36 cows", "38", Hedged),
        ("at least 33 people", "33", Exact),
        ("at least 33 people", "34", Hedged),
        ("at least 33 people", "41", Loose),
        ("at least 34 people", "33", Wrong),
        ("just over 480 homes", "504", Hedged),
        ("just over 480 km", "520 km", Loose),
        ("just over 480 sqm", "560 sqm", Wrong),
        ("just over 480 homes", "471", Wrong),
    ]);
}

#[test]
fn nearly_never_reaches_its_number() {
    table(&[
        ("nearly 6,200 people", "6,116", Hedged),
        ("nearly 6,100 people", "6,116", Wrong),
        ("nearly 6,100 books", "5,490", Hedged),
        ("nearly 6,100 holes", "5,300", Loose),
        ("nearly 6,100 fields", "4,700", Wrong),
        ("just under 45%", "44.1%", Hedged),
        ("nearly 45%", "45%", Wrong),
        ("nearly 1,000 people", "700", Wrong),
    ]);
}

#[test]
fn less_than_and_up_to_are_meant_for_the_last_fifth() {
    table(&[
        ("less than 500 apes", "464", Hedged),
        ("less than 500 apes", "130", Loose),
        ("less than 500 apes", "512", Wrong),
        ("up to 70 whales", "70", Exact),
        ("up to 70 whales", "56", Hedged),
        ("up to 70 whales", "55", Loose),
        ("up to 70 whales", "74", Wrong),
    ]);
}

#[test]
fn ranges_and_vague_plurals_hold_what_lies_in_them() {
    table(&[
        ("5 to 7 men", "6", Hedged),
        ("5 to 7 men", "8", Wrong),
        ("$3 million to 4 million", "$3,600,000", Hedged),
        ("dozens people", "43", Hedged),
        ("dozens people", "19", Wrong),
        ("dozens people", "180", Loose),
        ("hundreds people", "88", Wrong),
        ("several hundred people", "540", Hedged),
        ("a couple people", "2", Exact),
        ("a couple people", "3", Loose),
        ("more than 5,000 but less than 6,000 seals", "5,480", Hedged),
        ("more than 5,000 but less than 6,000 seals", "6,210", Wrong),
        ("most%", "71%", Hedged),
    ]);
}

#[test]
fn fractions_are_shares_within_a_few_points() {
    table(&[
        ("half", "50%", Exact),
        ("half", "47%", Hedged),
        ("half", "45.5%", Loose),
        ("half", "41%", Wrong),
        ("two-thirds", "66%", Hedged),
        ("two-thirds", "67%", Exact),
        ("two-thirds", "54%", Wrong),
        ("more than half", "57%", Hedged),
        ("more than half", "83%", Loose),
        ("more than half", "46%", Wrong),
        ("nearly half", "46%", Hedged),
        ("one in five", "20%", Exact),
    ]);
}

#[test]
fn multiples_have_a_tenth_of_their_ratio() {
    table(&[
        ("times 2", "times 2", Exact),
        ("times 2", "times 2.1", Rounded),
        ("times 2", "times 2.3", Loose),
        ("times 2", "times 1.4", Wrong),
    ]);
}

#[test]
fn nothing_is_nothing() {
    table(&[("0 people", "0", Exact), ("0 people", "3 people", Wrong), ("0 km", "0.3 km", Wrong)]);
}

#[test]
fn percent_and_points_are_two_measures() {
    table(&[
        ("up 3 points", "3 points", Exact),
        ("up 3%", "3 points", Wrong),
        ("up 5 points", "up 3 points", Wrong),
        ("up 3%", "down 3%", Wrong),
    ]);
}

#[test]
fn kinds_that_do_not_compare_stay_apart() {
    table(&[
        ("$3 million", "€3 million", Apart),
        ("40%", "40", Apart),
        ("4 hours", "5 km", Apart),
        ("#4", "#4", Exact),
        ("#3", "#4", Wrong),
        ("#1", "1 person", Exact),
        ("#2", "3 people", Apart),
        ("7", "7 years", Exact),
        ("4", "7 years", Apart),
        ("#3", "66", Apart),
        ("#3", "3", Exact),
        ("34 years old", "34", Exact),
        ("35 years old", "34", Wrong),
        ("1 years old", "18 months old", Rounded),
    ]);
}

#[test]
fn lengths_of_time_are_right_within_half_a_unit_and_a_tenth() {
    table(&[
        ("4 hours", "230 minutes", Rounded),
        ("4 hours", "200 minutes", Wrong),
        ("1 year", "11 months", Rounded),
        ("1 year", "8 months", Wrong),
        ("2 weeks", "15 days", Rounded),
        ("24 hours", "1 day", Exact),
        ("36 hours", "1 day", Wrong),
        ("1 decade", "9 years", Rounded),
        ("1 decade", "8 years", Wrong),
        ("nearly 4 hours", "230 minutes", Hedged),
        ("nearly 4 hours", "265 minutes", Wrong),
    ]);
}

#[test]
fn a_reference_that_a_scale_word_rounds_is_an_interval() {
    table(&[
        ("1.2 million photographs", "1.2 million", Exact),
        ("1,213,400 photographs", "1.2 million", Rounded),
        ("1,262,000 photographs", "1.2 million", Wrong),
        ("more than 1.1 million photographs", "1.2 million", Hedged),
        ("1.3 million photographs", "1.2 million", Wrong),
        ("7 million people", "6.9 million", Rounded),
    ]);
}

#[test]
fn a_hedged_reference_is_met_by_its_own_side() {
    table(&[
        ("at least 48 people", "at least 48", Exact),
        ("48 people", "at least 48", Loose),
        ("39 people", "at least 48", Wrong),
        ("more than 40 people", "at least 44", Hedged),
        ("more than 60 people", "at least 44", Wrong),
        ("at least 34 people", "at least 43", Wrong),
        ("240 people", "about 240", Loose),
        ("about 240 people", "about 240", Exact),
        ("up to 5 days", "up to 5 days", Exact),
        ("more than 48 people", "at least 48", Loose),
        ("at least 48 people", "more than 48", Hedged),
    ]);
}

#[test]
fn a_ranged_reference_is_compared_as_an_interval() {
    table(&[
        ("about 6,100 people", "6,000 to 6,200 people", Hedged),
        ("6,000 to 6,200 people", "6,000 to 6,200 people", Exact),
        ("6,500 to 7,000 people", "6,000 to 6,200 people", Wrong),
        ("6,050 to 6,100 people", "6,000 to 6,200 people", Loose),
        ("5,900 to 6,300 people", "6,000 to 6,200 people", Hedged),
        // More than twice as wide tells little of it, and may be a slip at one end.
        ("5,000 to 7,000 people", "6,000 to 6,200 people", Loose),
        ("14 to 160 people", "14 to 16 people", Loose),
        ("14 to 16 people", "14 to 16 people", Exact),
    ]);
}

#[test]
fn a_tolerance_widens_what_matches() {
    table(&[
        ("412", "400 +- 5%", Rounded),
        ("424", "400 +- 5%", Wrong),
        ("409", "400 +- 10", Rounded),
        ("411", "400 +- 10", Wrong),
        ("400", "400 +- 10", Exact),
    ]);
}

//! Which figures and dates are a slip away from a reference's, and which are so far that no slip explains them.

use super::notation::{lexicon, value};
use crate::verdict::slips::{Slip, remote, slip};

#[test]
fn what_no_slip_explains_is_remote() {
    let rows = [
        ("19 people", "27 people", false),
        ("8 people", "1284 people", true),
        ("6100 people", "128400 people", true),
        ("2.6 million t", "112.4 million t", true),
        ("1.4 m", "61 km", true),
        ("0 people", "6 people", true),
        ("0 people", "2 people", false),
        // One digit, two swapped, one missed, another scale, "nineteen" for "ninety".
        ("7 people", "2 people", false),
        ("13 people", "31 people", false),
        ("12 people", "128 people", false),
        ("4.7 million people", "4.7 billion people", false),
        ("19 people", "90 people", false),
        // With the same figure in another unit it is near.
        ("46 mi", "46 m", false),
        ("up to 20 people", "25 people", false),
    ];
    for (draft, reference, wanted) in rows {
        assert_eq!(
            remote(&value(draft), &value(reference), lexicon().thresholds.remote, lexicon()),
            wanted,
            "{draft} for {reference}"
        );
        assert_eq!(
            remote(&value(reference), &value(draft), lexicon().thresholds.remote, lexicon()),
            wanted,
            "{reference} for {draft}"
        );
    }
}

#[test]
fn a_date_slips_by_its_month_or_year_alone() {
    let rows = [
        ("2022-11-06", "2022-10-06", Some(Slip::Telling)),
        ("2021-10-06", "2022-10-06", Some(Slip::Telling)),
        ("2022-10-07", "2022-10-06", None),
        ("2021-11-06", "2022-10-06", None),
        ("2022-10-06", "2022-10-06", None),
        ("2022", "2021", None),
    ];
    for (draft, reference, wanted) in rows {
        assert_eq!(slip(&value(draft), &value(reference)), wanted, "{draft} for {reference}");
    }
}

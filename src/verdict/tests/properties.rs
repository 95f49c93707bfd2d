use super::notation;
use crate::claims::{Figure, Value};
use crate::lexicon::HedgeKind;
use crate::verdict::{Agreement, Grade, agree};
use proptest::prelude::*;
use rust_decimal::Decimal;

const HEDGES: [Option<HedgeKind>; 10] = [
    None,
    Some(HedgeKind::About),
    Some(HedgeKind::MoreThan),
    Some(HedgeKind::AtLeast),
    Some(HedgeKind::JustOver),
    Some(HedgeKind::Nearly),
    Some(HedgeKind::JustUnder),
    Some(HedgeKind::LessThan),
    Some(HedgeKind::UpTo),
    Some(HedgeKind::Exactly),
];

fn figure(n: i64, hedge: Option<HedgeKind>) -> Figure {
    let mut grain = 1;
    while n != 0 && n % (grain * 10) == 0 {
        grain *= 10;
    }
    Figure { hedge, ..Figure::exact(Decimal::from(n), Decimal::from(grain)) }
}

const UNITS: [&str; 9] = ["m", "km", "cm", "mi", "ly", "kg", "t", "C", "F"];

fn unit(name: &str) -> u16 {
    notation::unit_of(name).unwrap_or_else(|| panic!("no unit: {name}"))
}

/// 0 exact, 1 good, 2 loose, 3 wrong.
fn badness(agreement: &Agreement) -> u8 {
    match agreement {
        Agreement::Agree { grade: Grade::Exact, .. } => 0,
        Agreement::Agree { grade: Grade::Loose, .. } => 2,
        Agreement::Agree { .. } => 1,
        _ => 3,
    }
}

proptest! {
    /// Farther from the figure on one side, an agreement never grows better again.
    #[test]
    fn agreement_only_falls_with_distance(n in 1_i64..200_000, near in 1_i64..5_000, more in 1_i64..5_000, which in 0..10_usize, up in any::<bool>()) {
        let lexicon = notation::lexicon();
        let draft = Value::Number(figure(n, HEDGES[which]));
        let side = if up { 1 } else { -1 };
        let said = |v: i64| {
            let mut fact = notation::fact("0");
            fact.value = Value::Number(figure(v, None));
            badness(&agree(&draft, &fact, lexicon))
        };
        prop_assert!(said(n + side * near) <= said(n + side * (near + more)));
    }

    /// A reference told in another unit of exactly the same length gives the same verdict.
    #[test]
    fn units_do_not_matter(n in 1_i64..5_000, v in 1_i64..5_000, which in 0..10_usize) {
        let lexicon = notation::lexicon();
        let draft = Value::Measure { figure: figure(n, HEDGES[which]), unit: unit("km") };
        let said = |value: Value| {
            let mut fact = notation::fact("0");
            fact.value = value;
            badness(&agree(&draft, &fact, lexicon))
        };
        let km = Value::Measure { figure: figure(v, None), unit: unit("km") };
        let m = Value::Measure { figure: figure(v * 1_000, None), unit: unit("m") };
        prop_assert_eq!(said(km), said(m));
    }

    /// What is exactly right is right in every weaker wording too.
    #[test]
    fn exact_implies_the_weaker_wordings(n in 1_i64..1_000_000) {
        let lexicon = notation::lexicon();
        let mut fact = notation::fact("0");
        fact.value = Value::Number(figure(n, None));
        for hedge in [None, Some(HedgeKind::Exactly), Some(HedgeKind::About), Some(HedgeKind::AtLeast), Some(HedgeKind::UpTo)] {
            prop_assert!(badness(&agree(&Value::Number(figure(n, hedge)), &fact, lexicon)) < 2, "{:?}", hedge);
        }
    }

    /// No pair of figures, however large, stops the program.
    #[test]
    fn large_figures_are_compared_or_left(a in any::<i64>(), b in any::<i64>(), scale in 0_u32..12, which in 0..10_usize, mine in 0_usize..9, theirs in 0_usize..9) {
        let lexicon = notation::lexicon();
        let big = Decimal::from(a).checked_mul(Decimal::from(10_i64.pow(scale))).unwrap_or(Decimal::MAX);
        let draft = Value::Measure { figure: Figure { hedge: HEDGES[which], ..Figure::exact(big, Decimal::ONE) }, unit: unit(UNITS[mine]) };
        let mut fact = notation::fact("0");
        fact.value = Value::Measure { figure: Figure::exact(Decimal::from(b), Decimal::ONE), unit: unit(UNITS[theirs]) };
        let _ = agree(&draft, &fact, lexicon);
    }
}

/// A fact drawn from the draft's own words never contradicts them.
#[test]
fn every_value_agrees_exactly_with_itself() {
    let lexicon = notation::lexicon();
    for text in [
        "31 goats",
        "6,100 people",
        "1.2 million people",
        "more than 6,100 people",
        "about 100 people",
        "nearly 1,000 people",
        "just over 480 km",
        "up to 70 whales",
        "less than 500 apes",
        "at least 33 people",
        "5 to 7 men",
        "dozens people",
        "several hundred people",
        "a couple people",
        "most%",
        "half",
        "more than half",
        "two-thirds",
        "12.5%",
        "3 points",
        "up 3%",
        "down 3 points",
        "up 1.2 million boats",
        "times 2",
        "$18",
        "$5 million",
        "20 mi",
        "104 F",
        "0 people",
        "#4",
        "34 years old",
        "4 hours",
        "nearly 4 hours",
        "1 decade",
        "more than 5,000 but less than 6,000 seals",
        "2014-03",
        "2014-03-18",
        "1970s",
        "since 2014-04",
        "until 1996",
        "1992-04/1996-02",
        "2015-05-12T16:00",
        "2021-04-12T14:00+60",
        "by 2018-09-14",
    ] {
        let found = agree(&notation::value(text), &notation::fact(text), lexicon);
        assert_eq!(found, Agreement::Agree { grade: Grade::Exact, coarser: false }, "{text}");
    }
}

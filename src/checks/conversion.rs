//! `conversion`: "10 miles (20 km)", at the grain of the coarser figure.

use super::alarm::Alarm;
use super::interval::seconds;
use super::restated::{past_clause, past_hanging, restated};
use super::rule::Rule;
use super::scene::Scene;
use crate::claims::{ChangeOf, Claim, Value};
use crate::lexicon::{CheckWord, Dimension, Func, Lexicon, Period};
use crate::verdict::bridge::{self, End, Fraction, Span};
use rust_decimal::Decimal;

/// Tokens that may hang on a measure before it is told again.
const HANGS: usize = 8;

/// How much larger, in thousandths, a unit may be on the other side of the ocean or under another meaning of its name.
const OTHER_MEANINGS: [(&str, &[i64]); 6] = [
    ("[ston_av]", &[1102, 1120]),
    ("[gal_us]", &[1201]),
    ("[pt_us]", &[1201]),
    ("[qt_us]", &[1201]),
    ("[foz_us]", &[961]),
    ("[Cal]", &[]),
];

pub(super) fn check(scene: &Scene<'_>, out: &mut Vec<Alarm>) {
    for first in 0..scene.claims.len().saturating_sub(1) {
        let second = first + 1;
        let (Some(a), Some(b)) = (scene.claims.get(first), scene.claims.get(second)) else { continue };
        if beside(scene, a, b) && !scene.quoted(a.tokens.start as usize) {
            out.extend(judge(scene, first, second).or_else(|| times(scene, first, second)));
        }
    }
}

/// "10 miles (16 km)", "50 acres, or 20 hectares,", "200 pounds, that is 90 kilos": the second tells the first again.
fn beside(scene: &Scene<'_>, a: &Claim, b: &Claim) -> bool {
    let view = scene.view;
    let (from, start, end) = (a.tokens.end as usize, b.tokens.start as usize, b.tokens.end as usize);
    let kinds = match (&a.value, &b.value) {
        (Value::Duration { .. }, Value::Duration { .. }) => true,
        (Value::Duration { .. }, _) | (_, Value::Duration { .. }) => false,
        (one, two) => matches!(one, Value::Measure { .. }) || matches!(two, Value::Measure { .. }),
    };
    if !kinds || start > from + HANGS * 3 {
        return false;
    }
    // "12 miles of pipe (30 km)", "38C in the shade, or 110F"
    let behind = past_hanging(scene, from, HANGS);
    // "30 millimetres of rain fell on Osk, that is to say"
    let told = past_clause(scene, from, HANGS + HANGS);
    [from, behind, told].into_iter().any(|at| {
        let Some(again) = restated(scene, at).filter(|r| r.at == start && r.closes(scene, end)) else { return false };
        let marked = !view.is(at, Func::Or) && scene.word(at, CheckWord::Equals).is_none();
        let near = at <= behind;
        // "200 pounds, about 90 kilograms": only what is not exact can be the same again without a word for it.
        let hedged = b.value.figure().is_some_and(|f| f.hedge.is_some()) && scene.comma(from);
        if at == from {
            again.bracket || again.stroke && two_units(a, b) || scene.dash(at) || again.named && marked || hedged
        } else {
            // "200 feet of water - 61 metres - off the cape"
            let dashes = scene.dash(at) && scene.dash(end);
            near && (again.bracket || dashes) || again.named && marked && (near || !view.is(at + 1, Func::Or))
        }
    })
}

/// "180C/160C fan" is of two ovens, "180C/350F" of one heat.
fn two_units(a: &Claim, b: &Claim) -> bool {
    matches!((&a.value, &b.value), (Value::Measure { unit: x, .. }, Value::Measure { unit: y, .. }) if x != y)
}

/// What a claim measures: also by how much something rose ("rises 300 feet"), and pounds beside a mass.
fn measured(scene: &Scene<'_>, claim: &Claim, other: &Claim) -> Option<Claim> {
    let lexicon = scene.draft.lexicon;
    let unit = |value: &Value| match value {
        Value::Measure { unit, .. } => lexicon.units.get(*unit as usize),
        _ => None,
    };
    let value = match &claim.value {
        Value::Measure { .. } => claim.value.clone(),
        Value::Change { of: ChangeOf::Measure(unit), figure: Some(figure), .. } => {
            Value::Measure { figure: figure.clone(), unit: *unit }
        }
        Value::Money { figure, currency } if currency == "GBP" => {
            let beside = match &other.value {
                Value::Change { of: ChangeOf::Measure(unit), .. } => lexicon.units.get(*unit as usize),
                value => unit(value),
            };
            let mass = beside.is_some_and(|u| u.dimension == Dimension::Mass);
            let sign = claim.tokens.indices().any(|t| scene.view.text(t) == "\u{a3}");
            let pound = lexicon.units.iter().position(|u| u.ucum == "[lb_av]").filter(|_| mass && !sign)?;
            Value::Measure { figure: figure.clone(), unit: u16::try_from(pound).ok()? }
        }
        _ => return None,
    };
    Some(Claim { value, ..claim.clone() })
}

fn judge(scene: &Scene<'_>, first: usize, second: usize) -> Option<Alarm> {
    let (a, b) = (scene.claims.get(first)?, scene.claims.get(second)?);
    let (a, b) = (&measured(scene, a, b)?, &measured(scene, b, a)?);
    let lexicon = scene.draft.lexicon;
    let (Value::Measure { unit: ua, .. }, Value::Measure { unit: ub, .. }) = (&a.value, &b.value) else { return None };
    // Into the unit of the second.
    let linear = bridge::conversion(&b.value, &a.value, lexicon)?;
    let (x, y) = (near(a, b, lexicon)?, wide(b, lexicon)?);
    let converted = x.map(linear)?;
    let unit = |id: u16| lexicon.units.get(id as usize).map(|u| u.ucum.as_str());
    let mut factors = vec![Fraction::from(Decimal::ONE)];
    let others = |id: u16| {
        let ucum = unit(id);
        OTHER_MEANINGS.iter().filter(move |(u, _)| Some(*u) == ucum).flat_map(|(_, f)| f.iter().copied())
    };
    for thousandths in others(*ua) {
        factors.extend(Fraction::new(Decimal::from(thousandths), Decimal::from(1000)));
    }
    for thousandths in others(*ub) {
        factors.extend(Fraction::new(Decimal::from(1000), Decimal::from(thousandths)));
    }
    let scaled = |f: Fraction| -> Option<Span> {
        let end = |e: Option<End>| -> Option<Option<End>> {
            match e {
                Some(e) => Some(Some(End { at: e.at.times(f)?, open: e.open })),
                None => Some(None),
            }
        };
        Some(Span { min: end(converted.min)?, max: end(converted.max)? })
    };
    if factors.into_iter().filter_map(scaled).any(|span| span.meets(&y)) {
        return None;
    }
    if differences(a, b, lexicon) {
        return None;
    }
    let right = linear.apply(Fraction::from(a.value.figure()?.number?))?.decimal();
    let shown = if right.abs() < Decimal::TEN { right.round_dp(1) } else { right.round_dp(0) };
    let (first_words, second_words) = (scene.words(a), scene.words(b));
    let message = format!(
        "The draft says \"{first_words}\" and \"{second_words}\", but \"{first_words}\" is {}.",
        bridge::told(&b.value, shown.normalize(), lexicon)
    );
    let back = bridge::conversion(&a.value, &b.value, lexicon)
        .and_then(|l| l.apply(Fraction::from(b.value.figure()?.number?)))
        .map(Fraction::decimal)
        .map(|n| if n.abs() < Decimal::TEN { n.round_dp(1) } else { n.round_dp(0) });
    let mend = |c: &Claim, n: Decimal| bridge::rewritten(scene.words(c), &c.value, n.normalize(), lexicon);
    let places =
        vec![scene.place(first)?.mended(back.and_then(|n| mend(a, n))), scene.place(second)?.mended(mend(b, shown))];
    Some(Alarm::over(Rule::Conversion, places, message))
}

/// "warmed by 2 C (3.6 F)": a difference of degrees is converted by its factor alone, and so are these.
fn differences(a: &Claim, b: &Claim, lexicon: &Lexicon) -> bool {
    let unit = |c: &Claim| match &c.value {
        Value::Measure { unit, .. } => lexicon.units.get(*unit as usize),
        _ => None,
    };
    let Some((x, y)) = unit(a).zip(unit(b)) else { return false };
    let degrees = |d: Dimension| matches!(d, Dimension::Temperature | Dimension::TemperatureDifference);
    let factor = Fraction::new(Decimal::from(9), Decimal::from(5));
    let (celsius, fahrenheit) =
        if y.ucum == "[degF]" { (wide(a, lexicon), wide(b, lexicon)) } else { (wide(b, lexicon), wide(a, lexicon)) };
    let scaled = || {
        let (span, factor) = (celsius?, factor?);
        let end = |e: Option<End>| e.and_then(|e| Some(End { at: e.at.times(factor)?, open: e.open }));
        Some(Span { min: end(span.min), max: end(span.max) }.meets(&fahrenheit?))
    };
    degrees(x.dimension) && degrees(y.dimension) && x.ucum != y.ucum && scaled().unwrap_or(false)
}

/// "more than 4 inches (100 millimetres)": the second is of the figure and not of all that is more, a tenth either way.
fn near(a: &Claim, b: &Claim, lexicon: &Lexicon) -> Option<Span> {
    let span = wide(a, lexicon)?;
    let (own, other) = (a.value.figure()?, b.value.figure()?);
    let open = span.min.is_none() || span.max.is_none();
    let Some(n) = own.number.filter(|n| open && other.hedge.is_none() && *n > Decimal::ZERO) else {
        return Some(span);
    };
    let near = n.checked_div(Decimal::TEN)?;
    Some(Span::closed(n.checked_sub(near)?.into(), n.checked_add(near)?.into()))
}

/// "48 hours, or three days", "two months (90 weeks)": one length of time in two units, half of each either way.
fn times(scene: &Scene<'_>, first: usize, second: usize) -> Option<Alarm> {
    let (a, b) = (scene.claims.get(first)?, scene.claims.get(second)?);
    let (Value::Duration { figure: x, unit: u, .. }, Value::Duration { figure: y, unit: v, .. }) = (&a.value, &b.value)
    else {
        return None;
    };
    let exact = |f: &crate::claims::Figure| f.number.filter(|_| f.hedge.is_none());
    let (m, n) = (exact(x)?, exact(y)?);
    // "150 minutes (two hours and 10 minutes)": told in two units, whatever the last one is.
    let compound = |c: &Claim| {
        c.tokens.indices().filter(|&t| scene.view.digits(t) || scene.view.numeral(t).is_some()).count() == 2
    };
    if u == v && compound(a) == compound(b) {
        return None;
    }
    let (s, t) = (Decimal::from(seconds(*u)?), Decimal::from(seconds(*v)?));
    let (one, two) = (m.checked_mul(s)?, n.checked_mul(t)?);
    // Days and weeks of work are shorter than those of the calendar.
    let worked = |fine: Period, fine_length: Decimal, length: Decimal| {
        matches!(fine, Period::Hour | Period::Day) && fine_length <= length
    };
    let (fine, fine_length, length) = if u < v { (*u, one, two) } else { (*v, two, one) };
    if worked(fine, fine_length, length) && u.max(v) <= &Period::Month {
        return None;
    }
    // "three-quarters of an hour (30 minutes)": told in parts of an hour.
    let part =
        |f: &crate::claims::Figure, s: Decimal| if f.grain < Decimal::ONE { s.checked_mul(f.grain) } else { Some(s) };
    let (fine_s, fine_t) = (part(x, s)?, part(y, t)?);
    let slack = fine_s
        .checked_add(fine_t)?
        .checked_div(Decimal::TWO)?
        .checked_add(one.max(two).checked_div(Decimal::from(20))?)?;
    // Of hours and minutes an eighth at most is rounded away: "90 minutes, or two hours".
    let eighth = one.max(two).checked_div(Decimal::from(8))?;
    let slack = if *u.max(v) <= Period::Hour { slack.min(eighth) } else { slack };
    if one.checked_sub(two)?.abs() <= slack {
        return None;
    }
    let lexicon = scene.draft.lexicon;
    let rounded = |n: Decimal| n.round_dp(u32::from(n < Decimal::TEN)).normalize();
    let (right, back) = (rounded(one.checked_div(t)?), rounded(two.checked_div(s)?));
    let (first_words, second_words) = (scene.words(a), scene.words(b));
    let message = format!(
        "The draft says \"{first_words}\" and \"{second_words}\", but \"{first_words}\" is {}.",
        bridge::told(&b.value, right, lexicon)
    );
    let mend = |c: &Claim, n: Decimal| bridge::rewritten(scene.words(c), &c.value, n, lexicon);
    let places = vec![scene.place(first)?.mended(mend(a, back)), scene.place(second)?.mended(mend(b, right))];
    Some(Alarm::over(Rule::Conversion, places, message))
}

/// What a measure covers, at least half of its last written digit around it: a conversion is rounded as one likes.
fn wide(claim: &Claim, lexicon: &Lexicon) -> Option<Span> {
    let span = bridge::covers(&claim.value, lexicon)?;
    let figure = claim.value.figure()?;
    let Value::Measure { unit, .. } = &claim.value else { return None };
    let degrees = lexicon
        .units
        .get(*unit as usize)
        .is_some_and(|u| matches!(u.dimension, Dimension::Temperature | Dimension::TemperatureDifference));
    if figure.hedge.is_some() || figure.number.is_none() {
        return Some(span);
    }
    let n = figure.number?;
    let last = figure.grain.min(Decimal::ONE).checked_div(Decimal::TWO)?;
    // Degrees have no size of which a share could be taken.
    let half = if degrees { figure.grain.min(Decimal::from(5)).checked_div(Decimal::TWO)?.max(last) } else { last };
    let own = Span::closed(n.checked_sub(half)?.into(), n.checked_add(half)?.into());
    let lower = |a: Option<End>, b: Option<End>| match (a, b) {
        (Some(a), Some(b)) => Some(if a.at < b.at { a } else { b }),
        _ => None,
    };
    let upper = |a: Option<End>, b: Option<End>| match (a, b) {
        (Some(a), Some(b)) => Some(if a.at > b.at { a } else { b }),
        _ => None,
    };
    if degrees {
        return Some(own);
    }
    Some(Span { min: lower(span.min, own.min), max: upper(span.max, own.max) })
}

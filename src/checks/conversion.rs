//! `conversion`: "10 miles (20 km)", at the grain of the coarser figure.

use super::alarm::Alarm;
use super::rule::Rule;
use super::scene::Scene;
use crate::claims::{ChangeOf, Claim, Value};
use crate::lexicon::{Dimension, Func, Lexicon};
use crate::verdict::bridge::{self, End, Fraction, Span};
use rust_decimal::Decimal;

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
            out.extend(judge(scene, first, second));
        }
    }
}

/// "10 miles (16 km)", "50 acres, or 20 hectares,".
fn beside(scene: &Scene<'_>, a: &Claim, b: &Claim) -> bool {
    let view = scene.view;
    let one = |c: &Claim| matches!(c.value, Value::Measure { .. });
    if !one(a) && !one(b) {
        return false;
    }
    let (from, start, end) = (a.tokens.end as usize, b.tokens.start as usize, b.tokens.end as usize);
    let bracket = view.mark(from, "(") && start == from + 1 && view.mark(end, ")");
    let or = scene.comma(from)
        && view.is(from + 1, Func::Or)
        && start == from + 2
        && (scene.comma(end) || end >= scene.end() || scene.dash(end));
    // "25 miles – 40 kilometres – away"
    let dashed = scene.dash(from) && start == from + 1 && scene.dash(end);
    bracket || or || dashed
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
    let (x, y) = (wide(a, lexicon)?, wide(b, lexicon)?);
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

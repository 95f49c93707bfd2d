//! Lengths of time as clocks show them: "2:05:43", "3:54.21", "1:12 behind".

use super::duration::Length;
use super::words;
use crate::analysis::View;
use crate::claims::Value;
use crate::claims::value::Figure;
use crate::lexicon::{BesideWord, CalendarWord, ChangeKind, Func, Period};
use rust_decimal::Decimal;

/// "2:05:43": hours, minutes and seconds, counted in seconds.
pub(super) fn clocked(view: View<'_>, at: usize) -> Option<Length> {
    let colon = |i: usize| view.mark(i, ":") && view.glued(i) && view.glued(i + 1);
    if let Some(found) = minutes(view, at).filter(|_| colon(at + 1)) {
        return Some(found);
    }
    if let Some(found) = behind(view, at).filter(|_| colon(at + 1) && !view.glued(at)) {
        return Some(found);
    }
    if !view.digits(at)
        || !colon(at + 1)
        || !colon(at + 3)
        || view.glued(at)
        || view.text(at).len() == 2 && words::before(at).is_some_and(|b| view.is(b, Func::At))
    {
        return None;
    }
    let (h, m) = (words::digits(view, at, 1, 3)?, words::digits(view, at + 2, 2, 2)?);
    // "1:12:15.42"
    let (whole, parts) = view.text(at + 4).split_once('.').unwrap_or((view.text(at + 4), ""));
    let two = |text: &str, most: usize| text.len() <= most && text.bytes().all(|b| b.is_ascii_digit());
    let s: u16 = whole.parse().ok().filter(|_| whole.len() == 2 && two(whole, 2) && two(parts, 3))?;
    let end = at + 5;
    let clock =
        view.calendar(end, |w| matches!(w, CalendarWord::Meridiem(_) | CalendarWord::Zone(_)).then_some(())).is_some();
    if m > 59 || s > 59 || clock || view.mark(end, ":") {
        return None;
    }
    let seconds: Decimal = view.text(at + 4).parse().ok()?;
    let total = Decimal::from(u32::from(h) * 3600 + u32::from(m) * 60).checked_add(seconds)?;
    let figure = Figure::exact(total, Decimal::new(1, u32::try_from(parts.len()).ok()?));
    let iso = format!("PT{h}H{m}M{}S", seconds.normalize());
    Some(Length { start: at, end, value: Value::Duration { figure, unit: Period::Second, iso } })
}

/// "1:12 behind the winner", "0:43 faster", "with 2:10 left": minutes and seconds, told by what stands behind them.
fn behind(view: View<'_>, at: usize) -> Option<Length> {
    let (m, s) = (words::digits(view, at, 1, 2)?, words::digits(view, at + 2, 2, 2).filter(|s| *s < 60)?);
    let end = at + 3;
    let told = [ChangeKind::Comparative, ChangeKind::Particle]
        .into_iter()
        .any(|kind| crate::claims::range::changing(view, end, kind).is_some())
        || view.beside(end, BesideWord::Left).is_some();
    // "at 5:26 off the coast" is a time of day.
    let clock = words::before(at).is_some_and(|b| {
        [Func::At, Func::By, Func::From, Func::Until, Func::Till, Func::Since, Func::Before, Func::After]
            .iter()
            .any(|f| view.is(b, *f))
    });
    if !told || clock || view.glued(end) {
        return None;
    }
    let figure = Figure::exact(Decimal::from(u32::from(m) * 60 + u32::from(s)), Decimal::ONE);
    Some(Length { start: at, end, value: Value::Duration { figure, unit: Period::Second, iso: format!("PT{m}M{s}S") } })
}

/// "3:54.21": minutes and seconds, told by their decimals.
fn minutes(view: View<'_>, at: usize) -> Option<Length> {
    let m = words::digits(view, at, 1, 3).filter(|_| !view.glued(at))?;
    let written = view.text(at + 2);
    let (whole, parts) = written.split_once('.')?;
    let digits = |s: &str, n: usize| s.len() <= n && !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    if whole.len() != 2 || !digits(whole, 2) || !digits(parts, 3) || view.mark(at + 3, ":") {
        return None;
    }
    let seconds: Decimal = written.parse().ok().filter(|s| *s < Decimal::from(60))?;
    let grain = Decimal::new(1, u32::try_from(parts.len()).ok()?);
    let figure = Figure::exact(Decimal::from(u32::from(m) * 60).checked_add(seconds)?, grain);
    let iso = format!("PT{m}M{}S", seconds.normalize());
    Some(Length { start: at, end: at + 3, value: Value::Duration { figure, unit: Period::Second, iso } })
}

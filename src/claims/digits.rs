//! Numbers in digits with the marks that writers set in them: "6,100", "40 000", "1.111,11", "12,50",
//! "10,00,000", ".08", "2½", "10 1/2".

use super::fraction::{sign_fraction, slash};
use super::number::{self, Head, grain};
use crate::analysis::View;
use crate::lexicon::{CalendarWord, Sense, TokenKind};
use rust_decimal::Decimal;

fn head(value: Decimal, grain: Decimal, end: usize) -> Head {
    Head { value, grain, end, digits: true, article: false }
}

/// Digits with their marks, and the fraction behind them: "6,100", "2½", "10 1/2".
pub(super) fn digits(view: View<'_>, at: usize) -> Option<Head> {
    let mark = view.mark(at, ".") && view.digits(at + 1) && view.glued(at + 1) && (!view.glued(at) || signed(view, at));
    if mark {
        let value = Decimal::from_str_exact(&format!("0.{}", plain(view.text(at + 1))?)).ok()?;
        return Some(head(value, Decimal::new(1, value.scale()), at + 2));
    }
    if !view.digits(at) {
        return None;
    }
    // Most figures: no more than digits with commas or a point, a word behind them.
    if view.token(at + 1).is_none_or(|t| !t.glued && !t.digit && t.kind == TokenKind::Word)
        && let Some((value, grain)) = simple(view.text(at))
    {
        return Some(head(value, grain, at + 1));
    }
    if let Some((value, grain)) = sign_fraction(view.text(at)) {
        return Some(head(value, grain, at + 1));
    }
    if let Some((value, end)) = slash(view, at, false) {
        return Some(head(value, grain(value), end));
    }
    let (text, end) = foreign(view, at).or_else(|| grouped(view, at))?;
    let value = Decimal::from_str_exact(&text).ok()?;
    let place = if text.contains('.') { Decimal::new(1, value.scale()) } else { grain(value) };
    if value.scale() == 0 {
        if let Some((part, place)) = sign_fraction(view.text(end)) {
            return Some(head(value.checked_add(part)?, place, end + 1));
        }
        // "10 1/2", and "2-1/2" as some agencies write it
        let hyphen = view.mark(end, "-") && view.glued(end) && view.glued(end + 1);
        let part = slash(view, end, true).or_else(|| hyphen.then(|| slash(view, end + 1, false)).flatten());
        if let Some((part, after)) = part {
            return Some(head(value.checked_add(part)?, grain(part), after));
        }
    }
    Some(head(value, place, end))
}

/// Digits and commas alone, as most figures are written: their value, and the place of the last digit that
/// is no nought.
fn whole(text: &str) -> Option<(Decimal, Decimal)> {
    let (mut value, mut digits) = (0_u64, 0);
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' => value = value.checked_mul(10)?.checked_add(u64::from(byte - b'0'))?,
            b',' => continue,
            _ => return None,
        }
        digits += 1;
    }
    let value = (digits > 0).then(|| Decimal::from(value))?;
    Some((value, grain(value)))
}

/// As [`whole`], or with a point among the digits, as most other figures are written: what stands behind it is told.
pub(super) fn simple(text: &str) -> Option<(Decimal, Decimal)> {
    let Some((front, back)) = text.split_once('.') else { return whole(text) };
    // So many digits are no number too large.
    let digits = text.len() <= 18 && front.bytes().chain(back.bytes()).all(|b| b.is_ascii_digit());
    if !digits || front.is_empty() || back.is_empty() {
        return None;
    }
    let mantissa = front.bytes().chain(back.bytes()).fold(0_i64, |n, b| n * 10 + i64::from(b - b'0'));
    let places = u32::try_from(back.len()).ok()?;
    Some((Decimal::new(mantissa, places), Decimal::new(1, places)))
}

/// Whether the token hangs on a sign: "-.23".
fn signed(view: View<'_>, at: usize) -> bool {
    at > 0 && view.glued(at) && (view.dash(at - 1) || view.mark(at - 1, "+")) && (at == 1 || !view.glued(at - 1))
}

/// Digits without thousands marks; none where there are two decimal points.
fn plain(text: &str) -> Option<String> {
    (text.matches('.').count() <= 1).then(|| text.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect())
}

/// Digits of one token, and of further ones where plain spaces stand between thousands.
fn grouped(view: View<'_>, at: usize) -> Option<(String, usize)> {
    let mut text = plain(view.text(at))?;
    let mut end = at + 1;
    let group = |i: usize| view.digits(i) && !view.glued(i) && view.text(i).len() == 3 && integer(view.text(i));
    if !integer(view.text(at)) || text.len() > 3 || text.starts_with('0') || !group(end) {
        return Some((text, end));
    }
    let groups = (end..).take_while(|&i| group(i)).count();
    if groups >= 2 || groups == 1 && thousands(view, at) {
        for i in end..end + groups {
            text.push_str(view.text(i));
        }
        end += groups;
    }
    Some((text, end))
}

/// Whether one group behind a plain space is thousands ("40 000", "27 300 people") and no figure of
/// its own ("on 5 May 12 300 people", "won 3 100-metre races").
fn thousands(view: View<'_>, at: usize) -> bool {
    let after = at + 2;
    let hung = view.dash(after) && view.glued(after) || view.digits(after);
    let dated = at.checked_sub(1).is_some_and(|i| {
        view.digits(i) || view.calendar(i, |w| matches!(w, CalendarWord::Month(_)).then_some(())).is_some()
    });
    let round = view.text(at + 1) == "000";
    let counts = || {
        let plural = super::noun::counted(view, after, true).is_some_and(|c| c.end == after + 1);
        let money = view.currency(after).is_some()
            || at > 0 && view.hits(at - 1).any(|h| matches!(h.sense, Sense::Currency(_)));
        plural || money || view.mark(after, "%")
    };
    !hung && !dated && (round || counts())
}

fn integer(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

/// Marks as other countries set them: "1.111,11" and "1.234.567", "€12,50", "10,00,000".
fn foreign(view: View<'_>, at: usize) -> Option<(String, usize)> {
    let text = view.text(at);
    let piece = |i: usize| {
        let joined = view.mark(i, ",") && view.glued(i) && view.digits(i + 1) && view.glued(i + 1);
        joined.then(|| view.text(i + 1))
    };
    let next = piece(at + 1);
    let mut threes = text.split('.');
    let first = threes.next().unwrap_or("");
    let rest: Vec<&str> = threes.collect();
    let dotted = !rest.is_empty()
        && (1..=3).contains(&first.len())
        && integer(first)
        && rest.iter().all(|g| g.len() == 3 && integer(g));
    if dotted {
        let whole: String = text.chars().filter(|c| *c != '.').collect();
        let three = rest.len() >= 2 && next.is_none();
        return match next {
            None if three => Some((whole, at + 1)),
            Some(part) if integer(part) && part.len() != 3 && piece(at + 3).is_none() => {
                Some((format!("{whole}.{part}"), at + 3))
            }
            _ => None,
        };
    }
    let next = next?;
    if !integer(text) || text.len() > 3 {
        return None;
    }
    // "1,00,000": pairs, then three.
    if text.len() <= 2 {
        let (mut whole, mut i) = (text.to_owned(), at + 1);
        while let Some(pair) = piece(i).filter(|p| p.len() == 2 && integer(p)) {
            whole.push_str(pair);
            i += 2;
        }
        if let Some((pair, three)) = piece(i).and_then(|p| p.split_once(','))
            && pair.len() == 2
            && three.len() == 3
            && integer(pair)
            && integer(three)
        {
            whole.push_str(pair);
            whole.push_str(three);
            return Some((whole, i + 2));
        }
    }
    // "12,5 percent", "€12,50": one or two digits before a unit or behind a currency.
    let end = at + 3;
    let single = integer(next) && next.len() <= 2 && piece(end).is_none();
    let before = at > 0 && view.glued(at) && view.hits(at - 1).any(|h| matches!(h.sense, Sense::Currency(_)));
    let behind = view.mark(end, "%") || view.unit(end).is_some() || view.currency(end).is_some();
    let apart = at == 0 || !(view.glued(at) && view.mark(at - 1, ","));
    (single && apart && (before || behind)).then(|| (format!("{text}.{next}"), end))
}

/// Digits that hang on what stands before them: "covid-19", "3-for-2".
pub(super) fn hung(view: View<'_>, at: usize) -> bool {
    let chained = at >= 4
        && view.dash(at - 1)
        && view.glued(at)
        && view.glued(at - 1)
        && view.token(at - 2).is_some_and(|t| t.kind == TokenKind::Word)
        && view.glued(at - 2)
        && view.dash(at - 3);
    if chained && number::number(view, at - 2).is_none() {
        return true;
    }
    // "scp2-173"
    let coded = at >= 2
        && view.digits(at)
        && view.dash(at - 1)
        && view.glued(at)
        && view.glued(at - 1)
        && view.token(at - 2).is_some_and(|t| t.kind == TokenKind::Word)
        && view.text(at - 2).ends_with(|c: char| c.is_ascii_digit());
    if coded {
        return true;
    }
    if listed(view, at) || retold(view, at) {
        return false;
    }
    view.digits(at)
        && view.glued(at)
        && at > 0
        && (matches!(view.text(at - 1), "/" | ":" | "_" | "&" | "#" | "@" | "." | ",")
            || view.token(at - 1).is_some_and(|t| t.kind == TokenKind::Word && !known(view, at - 1)))
}

/// "180C/350F", "8km/5 miles": a measure behind a stroke and a measure, each with its unit.
fn retold(view: View<'_>, at: usize) -> bool {
    let unit = |t: usize| view.hits(t).any(|h| matches!(h.sense, Sense::Unit(_)));
    at >= 3
        && view.mark(at - 1, "/")
        && view.glued(at)
        && view.glued(at - 1)
        && view.digits(at)
        && (unit(at - 2) || view.glued(at - 2) && view.token(at - 2).is_some_and(|t| t.kind == TokenKind::Word))
        && view.digits(at - 3)
        && unit(at + 1)
}

/// "22,24,26": three whole numbers or more with commas between and no spaces.
fn listed(view: View<'_>, at: usize) -> bool {
    let item = |i: usize| view.digits(i) && view.text(i).len() <= 3 && view.text(i).bytes().all(|b| b.is_ascii_digit());
    let next = |i: usize| item(i) && view.mark(i + 1, ",") && view.glued(i + 1) && item(i + 2) && view.glued(i + 2);
    let second = at >= 2 && next(at - 2);
    second && (at >= 4 && next(at - 4) || next(at))
}

fn known(view: View<'_>, at: usize) -> bool {
    view.hits(at).next().is_some()
}

#[cfg(test)]
mod tests {
    use crate::claims::testing::{ignores, reads};

    #[test]
    fn thousands_are_marked_in_many_ways() {
        for (text, words, gist) in [
            ("It has 40 000 members.", "40 000 members", "quantity 40000 member"),
            ("It has 27 300 members.", "27 300 members", "quantity 27300 member"),
            ("It has 1 234 567 members.", "1 234 567 members", "quantity 1234567 member"),
            ("It has 10,00,000 members.", "10,00,000 members", "quantity 1000000 member"),
            ("It has 1,20,000 members.", "1,20,000 members", "quantity 120000 member"),
            ("It came to 1.234,56 in all.", "1.234,56", "number 1234.56"),
            ("It cost \u{20ac}12,50 a head.", "\u{20ac}12,50", "money 12.5 EUR"),
            ("It grew to 12,5 percent.", "12,5 percent", "percent 12.5"),
            ("It came to -.25 in all.", "-.25", "number -0.25"),
        ] {
            reads(text, words, gist);
        }
    }

    #[test]
    fn figures_side_by_side_stay_apart() {
        for (text, gist) in [
            ("She won 3 100-metre races.", "number 3100"),
            ("On May 12 300 people came.", "quantity 12300"),
            ("Pages 12,5 are torn.", "number 12.5"),
        ] {
            ignores(text, gist);
        }
    }
}

//! What looks like a figure and is none: roads, addresses, flights, models, telephone numbers,
//! footnote marks, idioms.

use super::number;
use crate::analysis::{Range, View};
use crate::lexicon::{Func, NoClaim, Sense, TokenKind};

/// What is passed over: its tokens, and why; no reason where no digit stands in it.
pub(super) struct Pass {
    /// The tokens.
    pub range: Range,
    /// Why it is no claim.
    pub reason: Option<String>,
}

/// The name under which a pack files words whose number is a rank.
const RANK: &str = "ordinal";

fn pass(start: usize, end: usize, reason: &str) -> Pass {
    Pass { range: Range { start: start as u32, end: end as u32 }, reason: Some(reason.to_owned()) }
}

fn word<'a>(view: View<'a>, at: usize, wanted: impl Fn(&NoClaim) -> bool) -> Option<(&'a NoClaim, usize)> {
    view.sense(at, |s| match s {
        Sense::NoClaim(i) => view.lexicon.no_claims.get(i as usize).filter(|n| wanted(n)),
        _ => None,
    })
}

/// What is passed over from the token on.
pub(super) fn skip(view: View<'_>, at: usize) -> Option<Pass> {
    if let Some((_, len)) = word(view, at, |n| n.whole) {
        let digits = (at..at + len).any(|i| view.digits(i));
        let reason = digits.then(|| "idiom".to_owned());
        return Some(Pass { range: Range { start: at as u32, end: (at + len) as u32 }, reason });
    }
    if let Some((found, len)) = word(view, at, |n| n.before && n.name != RANK)
        && let Some(end) = label(view, at + len, view.token(at).is_some_and(|t| t.capital))
    {
        return Some(pass(at, end, &found.name));
    }
    if view.digits(at) || view.mark(at, "+") || view.mark(at, "(") {
        return telephone(view, at)
            .or_else(|| list(view, at))
            .or_else(|| compound(view, at))
            .or_else(|| street(view, at))
            .or_else(|| version(view, at));
    }
    footnote(view, at)
}

/// Whether a word stands before the token that makes its number a rank ("chair 12").
pub(super) fn ranked(view: View<'_>, at: usize) -> bool {
    at > 0 && word(view, at - 1, |n| n.before && n.name == RANK).is_some_and(|(_, len)| len == 1)
}

/// The number of a name, and more of them: "12", "12A", "72-600", "12 and 15", "11 to 16", "five".
fn label(view: View<'_>, at: usize, capital: bool) -> Option<usize> {
    let mut end = one_label(view, at, capital)?;
    for _ in 0..8 {
        let joiner = [Func::And, Func::Or, Func::To].into_iter().find_map(|f| view.func(end, f));
        let next = joiner.map_or(end + 1, |len| end + len);
        if (joiner.is_some() || view.mark(end, ","))
            && view.digits(next)
            && !counts(view, next + 1)
            && view.text(next).len() <= 4
            && joiner.is_some()
        {
            end = one_label(view, next, capital).unwrap_or(end);
            continue;
        }
        break;
    }
    Some(end)
}

fn one_label(view: View<'_>, at: usize, capital: bool) -> Option<usize> {
    if view.digits(at) {
        let mut end = at + 1;
        if view.mark(end, "%") || view.text(at).contains(',') || measures(view, end) || !capital && counts(view, end) {
            return None;
        }
        while view.glued(end)
            && (view.token(end).is_some_and(|t| t.kind != TokenKind::Mark && t.kind != TokenKind::Possessive)
                || (view.dash(end) || view.mark(end, "/") || view.mark(end, "("))
                    && view.glued(end + 1)
                    && view.token(end + 1).is_some_and(|t| t.kind != TokenKind::Mark))
        {
            end += if view.token(end).is_some_and(|t| t.kind == TokenKind::Mark) { 2 } else { 1 };
        }
        if view.mark(end, ")") && view.glued(end) && (at..end).any(|i| view.mark(i, "(")) {
            end += 1;
        }
        return Some(end);
    }
    // In words only behind a capital or right before the end of the name: "Formula One", "number nine".
    let number = number::number(view, at).filter(|n| {
        n.vague.is_none() && !n.fraction && n.scale == rust_decimal::Decimal::ONE && view.func(at, Func::A).is_none()
    })?;
    (!measures(view, number.end) && !counts(view, number.end)).then_some(number.end)
}

/// Whether a unit, a currency or a scale word follows the number before the token.
fn measures(view: View<'_>, at: usize) -> bool {
    view.unit(at)
        .is_some_and(|((_, u), len)| !u.abbreviations.iter().any(|a| a == view.stretch(at, at + len)) || view.glued(at))
        || view.currency(at).is_some_and(|(c, _)| !c.prefix)
        || number::kind(view, at, |k| {
            matches!(k, crate::lexicon::NumeralKind::Scale | crate::lexicon::NumeralKind::Hundred)
        })
        .is_some_and(|(n, _)| !n.after_digits)
}

/// Whether a plural follows it, so that it counts.
fn counts(view: View<'_>, at: usize) -> bool {
    super::noun::counted(view, at, true).is_some_and(|c| c.end == at + 1 && view.token(at).is_some_and(|t| !t.capital))
}

/// "40 Weir Street": capitals up to a word that closes an address.
fn street(view: View<'_>, at: usize) -> Option<Pass> {
    if view.text(at).contains([',', '.']) || view.text(at).len() > 5 {
        return None;
    }
    let mut i = at + 1;
    // "12A Weir Street", "12-14 Weir Street"
    if view.glued(i) && view.token(i).is_some_and(|t| t.kind == TokenKind::Word) && view.text(i).len() == 1 {
        i += 1;
    } else if view.dash(i) && view.digits(i + 1) && view.glued(i + 1) {
        i += 2;
    }
    for names in 0..4 {
        let token = view.token(i)?;
        if token.kind == TokenKind::Possessive || view.mark(i, ".") {
            i += 1;
            continue;
        }
        if token.kind != TokenKind::Word || !token.capital {
            return None;
        }
        if let Some((found, len)) = word(view, i, |n| !n.before && !n.whole)
            && names > 0
        {
            let next = i + len;
            // "Oak Hill Road" goes on.
            if word(view, next, |n| !n.before && !n.whole).is_none() || !view.token(next).is_some_and(|t| t.capital) {
                return Some(pass(at, next, &found.name));
            }
        }
        i += 1;
    }
    None
}

/// "HX-500", "B-52": digits that hang on a word with capitals; "12.5.1": more than one point.
fn compound(view: View<'_>, at: usize) -> Option<Pass> {
    let hung = at >= 2 && view.glued(at) && view.dash(at - 1) && view.glued(at - 1);
    let word = at.checked_sub(2).and_then(|i| view.token(i))?;
    if !hung || word.kind != TokenKind::Word || !(view.text(at - 2).chars().any(char::is_uppercase)) {
        return None;
    }
    let numeral = view.numeral(at - 2).is_some() || view.currency(at - 2).is_some() || view.hedge(at - 2).is_some();
    let grammar = view.hits(at - 2).any(|h| matches!(h.sense, Sense::Func(_) | Sense::Calendar(_)));
    // "Rosmere 3-1" is written apart; an en dash between a name and a figure is a mark of the sentence.
    let hyphen = matches!(view.text(at - 1), "-" | "\u{2010}" | "\u{2011}");
    (hyphen && !numeral && !grammar).then(|| {
        let mut end = at + 1;
        while view.glued(end)
            && view.token(end).is_some_and(|t| t.kind == TokenKind::Word || t.kind == TokenKind::Number)
        {
            end += 1;
        }
        pass(at - 2, end, "model")
    })
}

/// Groups of digits that are a telephone number: "+44 20 7946 0958", "555-0134", "(020) 7946 0958".
fn telephone(view: View<'_>, at: usize) -> Option<Pass> {
    let plus = view.mark(at, "+");
    let bracket = view.mark(at, "(");
    let first = if plus || bracket { at + 1 } else { at };
    if !view.digits(first) || plus && !view.glued(first) || at > 0 && view.glued(at) && view.dash(at - 1) {
        return None;
    }
    let plain = |i: usize| view.digits(i) && view.text(i).bytes().all(|b| b.is_ascii_digit());
    let (mut groups, mut dashes, mut digits, mut i) = (0, 0, 0, first);
    let mut lengths = Vec::new();
    while plain(i) && groups < 8 {
        lengths.push(view.text(i).len());
        digits += view.text(i).len();
        groups += 1;
        i += 1;
        if bracket && view.mark(i, ")") {
            i += 1;
        }
        let dash = matches!(view.text(i), "-" | "\u{2010}" | "\u{2011}" | "\u{2013}" | ".")
            && view.glued(i)
            && view.glued(i + 1);
        if dash && plain(i + 1) {
            dashes += 1;
            i += 1;
        } else if !plain(i) {
            break;
        }
    }
    let leading = view.text(first).starts_with('0');
    // Dates in digits (2014-03-18) have other lengths.
    let dated = matches!(lengths.as_slice(), [4, 1 | 2, 1 | 2] | [1 | 2, 1 | 2, 2 | 4]);
    // "(1930–2017)" is a lifetime.
    let year = |i: usize| view.text(i).parse::<u16>().is_ok_and(|n| (1000..2200).contains(&n));
    let dated = dated || bracket && lengths == [4, 4] && year(first) && year(first + 2);
    let shapes: [&[usize]; 4] = [&[3, 4], &[3, 3, 4], &[1, 3, 3, 4], &[3, 2, 4]];
    let shaped = shapes.contains(&lengths.as_slice()) && dashes + 1 == groups;
    let apart = groups >= 2 && (plus || (leading || bracket) && digits >= 8);
    let alone = digits >= 9 && (plus || leading && groups == 1);
    let found = !dated && digits >= 7 && !measures(view, i) && !counts(view, i) && (apart || alone || shaped);
    found.then(|| pass(at, i, "telephone"))
}

/// The number of an item at the head of a sentence: "1.", "2)".
fn list(view: View<'_>, at: usize) -> Option<Pass> {
    if at != 0 || view.text(at).len() > 2 {
        return None;
    }
    let close = view.mark(1, ")") && view.glued(1);
    let stop = view.mark(1, ".") && view.glued(1) && view.len() == 2 && view.token(0).is_some_and(|t| t.start == 0);
    (close || stop).then(|| pass(0, 2, "list"))
}

/// A mark of a note: "[3]", glued to what it is on.
fn footnote(view: View<'_>, at: usize) -> Option<Pass> {
    (view.mark(at, "[") && view.digits(at + 1) && view.glued(at + 1) && view.mark(at + 2, "]") && view.glued(at + 2))
        .then(|| pass(at, at + 3, "note"))
}

/// "1.2.3": points that no number has.
fn version(view: View<'_>, at: usize) -> Option<Pass> {
    (view.digits(at) && view.text(at).matches('.').count() > 1).then(|| pass(at, at + 1, "version"))
}

#[cfg(test)]
mod tests {
    use crate::claims::testing::{claims, skipped};

    #[test]
    fn names_numbers_and_addresses_are_passed_over() {
        for (text, words, reason) in [
            ("It lies on Highway 12.", "Highway 12", "road"),
            ("It lies at 40 Weir Street.", "40 Weir Street", "address"),
            ("It boarded Flight 208.", "Flight 208", "flight"),
            ("It bought a Boeing 737-800.", "Boeing 737-800", "model"),
            ("It sold the HX-500.", "HX-500", "model"),
            ("It broke Article 5.", "Article 5", "law"),
            ("It met in rooms 11 to 16.", "rooms 11 to 16", "room"),
            ("Call +44 20 7946 0958.", "+44 20 7946 0958", "telephone"),
            ("Call 555-0134.", "555-0134", "telephone"),
            ("It was so.[3]", "[3]", "note"),
        ] {
            let all = skipped(text);
            assert!(all.contains(&(words.to_owned(), reason.to_owned())), "{text}: {all:?}");
            assert!(claims(text).is_empty(), "{text}: {:?}", claims(text));
        }
    }

    #[test]
    fn a_count_behind_a_word_of_places_stays_a_count() {
        assert!(skipped("In the camp 40 people died.").is_empty());
        assert!(skipped("They raised rooms 12 feet above it.").is_empty());
    }
}

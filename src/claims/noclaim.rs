//! What looks like a figure and is none: roads, addresses, flights, models, telephone numbers,
//! footnote marks, idioms.

mod code;
mod name;

use super::number;
use crate::analysis::{Pos, Range, View};
use crate::lexicon::{Func, NoClaim, Sense, SenseKind, TokenKind};

/// What is passed over: its tokens, and why; no reason where no digit stands in it.
pub(super) struct Pass {
    /// The tokens.
    pub range: Range,
    /// Why it is no claim.
    pub reason: Option<String>,
}

/// The name under which a pack files words whose number is a rank.
const RANK: &str = "ordinal";
/// The name under which it files words before a telephone number: no count goes by it.
const CALL: &str = "telephone";

fn pass(start: usize, end: usize, reason: &str) -> Pass {
    Pass { range: Range { start: start as u32, end: end as u32 }, reason: Some(reason.to_owned()) }
}

fn word<'a>(view: View<'a>, at: usize, wanted: impl Fn(&NoClaim) -> bool) -> Option<(&'a NoClaim, usize)> {
    if !view.may(at, SenseKind::NoClaim) {
        return None;
    }
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
        && let Some(end) = behind(view, at, len, found)
    {
        // "call" is no part of the number that is called.
        return Some(pass(if found.name == CALL { at + len } else { at }, end, &found.name));
    }
    if view.digits(at) || view.mark(at, "+") || view.mark(at, "(") {
        return code::telephone(view, at)
            .or_else(|| code::list(view, at))
            .or_else(|| name::compound(view, at))
            .or_else(|| street(view, at))
            .or_else(|| code::version(view, at))
            .or_else(|| code::bracketed(view, at))
            .or_else(|| code::slashed(view, at))
            .or_else(|| code::postcode(view, at))
            .or_else(|| numbered(view, at))
            .or_else(|| name::named(view, at))
            .or_else(|| name::model(view, at))
            .or_else(|| name::title(view, at));
    }
    // "the Thirty Years' War": a length of time begins at its article.
    let numeral = if view.is(at, Func::The) { at + 1 } else { at };
    code::footnote(view, at).or_else(|| name::numeral(view, numeral))
}

/// A word or an address that holds digits and in which nothing was read: "G7", "desk24@example.org".
pub(super) fn inside(view: View<'_>, at: usize) -> Option<(Range, String)> {
    let reason = match view.token(at)?.kind {
        TokenKind::Word => "name",
        TokenKind::Address => "link",
        _ => return None,
    };
    let digits = view.text(at).bytes().any(|b| b.is_ascii_digit());
    digits.then(|| (Range { start: at as u32, end: at as u32 + 1 }, reason.to_owned()))
}

/// The digits of a wire dateline that ends before the token ("LANEK, Nov. 25 (Agency)").
pub(super) fn dateline(view: View<'_>, end: usize) -> Option<(Range, String)> {
    let digits = (0..end).any(|i| view.digits(i));
    digits.then(|| (Range { start: 0, end: end as u32 }, "dateline".to_owned()))
}

/// Where the number behind a word of the packs ends.
fn behind(view: View<'_>, at: usize, len: usize, found: &NoClaim) -> Option<usize> {
    let token = view.token(at)?;
    let first = at + len;
    // "the village numbers 600", but "station 118 counted 640"
    let subject = at.checked_sub(1).and_then(|i| view.token(i)).is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Name));
    let does = view.token(first + 1).is_some_and(|t| verbal(t.pos));
    if token.pos == Pos::Verb && !token.capital && subject && !does && found.name != CALL {
        return None;
    }
    // "flight BA 009", "plate KX 4402"
    if code::capitals(view, first) && view.text(first).len() <= 3 && view.digits(first + 1) {
        return label(view, first + 1, true);
    }
    // "Year 9 pupils", but "the Year 2000"
    if code::year(view, first) && view.hits(at).any(|h| matches!(h.sense, Sense::Calendar(_))) {
        return None;
    }
    if let Some(call) = code::telephone(view, first) {
        return Some(call.range.end as usize);
    }
    if found.name == CALL {
        let dialled = code::bare(view, first) && view.text(first).len() >= 3;
        return (dialled && !counts(view, first + 1) && !measures(view, first + 1)).then_some(first + 1);
    }
    label(view, first, token.capital)
}

/// Whether a word stands before the token that makes its number a rank ("chair 12").
pub(super) fn ranked(view: View<'_>, at: usize) -> bool {
    at > 0 && word(view, at - 1, |n| n.before && n.name == RANK).is_some_and(|(_, len)| len == 1)
}

/// The number of a name, and more of them: "12", "12A", "72-600", "12 and 15", "2, 3 and 8", "five".
fn label(view: View<'_>, at: usize, capital: bool) -> Option<usize> {
    let mut end = one_label(view, at, capital)?;
    let further = |at: usize| {
        let next = if view.mark(at, ",") {
            at + 1
        } else {
            at + [Func::And, Func::Or, Func::To].into_iter().find_map(|f| view.func(at, f))?
        };
        let fits = view.digits(next) && !counts(view, next + 1) && view.text(next).len() <= 4;
        fits.then(|| one_label(view, next, capital)).flatten()
    };
    for _ in 0..8 {
        let Some(next) = further(end) else { break };
        // "Article 5, 200 jobs": a comma goes on only where another number follows it.
        if view.mark(end, ",") && further(next).is_none() {
            break;
        }
        end = next;
    }
    Some(end)
}

fn one_label(view: View<'_>, at: usize, capital: bool) -> Option<usize> {
    if view.digits(at) {
        let mut end = at + 1;
        let text = view.text(at);
        // "seat 12C", "runway 09L"
        let lettered = view.glued(end) && matches!(view.text(end).as_bytes(), [b] if b.is_ascii_uppercase());
        // "patent 6,368,227"
        let comma = text.contains(',') && !(capital && text.matches(',').count() > 1 && !counts(view, end));
        let counts = !capital && !text.contains('.') && text.len() < 5 && counts(view, end);
        if view.mark(end, "%") || comma || !lettered && measures(view, end) || counts {
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
    // "Route 9 in Torvik": an abbreviation that is a word of grammar as well.
    let grammar = || view.hits(at).any(|h| matches!(h.sense, Sense::Func(_)));
    view.unit(at).is_some_and(|((_, u), len)| {
        view.glued(at) || !u.abbreviations.iter().any(|a| a == view.stretch(at, at + len)) || !grammar()
    }) || view.currency(at).is_some_and(|(c, _)| !c.prefix)
        || view.func(at, Func::Times).is_some()
        || number::kind(view, at, |k| {
            matches!(k, crate::lexicon::NumeralKind::Scale | crate::lexicon::NumeralKind::Hundred)
        })
        .is_some_and(|(n, _)| !n.after_digits)
}

/// Whether a plural follows it, so that it counts.
fn counts(view: View<'_>, at: usize) -> bool {
    super::noun::counted(view, at, true).is_some_and(|c| c.end == at + 1)
        && view.token(at).is_some_and(|t| !t.capital && !verbal(t.pos))
        // "tank 7 holds 40,000 litres": what looks like a plural has an object.
        && !view.token(at + 1).is_some_and(|t| matches!(t.pos, Pos::Numeral | Pos::Determiner))
}

fn verbal(pos: Pos) -> bool {
    matches!(pos, Pos::Verb | Pos::Aux)
}

/// Whether the sentence is set as a headline, so that capitals tell no names: no word of weight without one.
pub(super) fn headline(view: View<'_>) -> bool {
    !view.sentence.tokens.iter().any(|t| {
        let weighty = matches!(t.pos, Pos::Noun | Pos::Verb | Pos::Aux | Pos::Adjective);
        t.kind == TokenKind::Word && !t.capital && weighty && t.end - t.start >= 3
    })
}

/// "the 38 bus", "a 911 call": digits between an article and a word that packs say is told by a number.
fn numbered(view: View<'_>, at: usize) -> Option<Pass> {
    let before = at.checked_sub(1)?;
    let article = [Func::The, Func::A, Func::Possessive].into_iter().any(|f| view.is(before, f));
    let (found, _) = word(view, at + 1, |n| !n.before && !n.whole)?;
    let lower = view.token(at + 1).is_some_and(|t| !t.capital && !t.glued);
    (article && lower && code::bare(view, at) && !code::year(view, at)).then(|| pass(at, at + 1, &found.name))
}

/// "40 Weir Street", "5th Avenue", "85 West 3rd Street", "48 Rue du Bac": capitals up to a word that
/// closes an address, or behind one that opens it.
fn street(view: View<'_>, at: usize) -> Option<Pass> {
    // "In 1982 Market Street burnt down": a year, and what happened in it.
    let times = [Func::In, Func::Since, Func::Until, Func::By, Func::During];
    let timed = at.checked_sub(1).is_some_and(|b| times.iter().any(|&f| view.is(b, f)));
    if timed && code::year(view, at) {
        return None;
    }
    if !view.digits(at) || view.text(at).contains([',', '.']) || view.text(at).len() > 5 {
        return None;
    }
    let capital = |i: usize| view.token(i).is_some_and(|t| t.kind == TokenKind::Word && t.capital);
    let lower = |i: usize, len: usize| {
        view.token(i).is_some_and(|t| t.kind == TokenKind::Word && !t.capital && (t.end - t.start) as usize <= len)
    };
    let rank = |i: usize| view.digits(i) && view.glued(i + 1) && lower(i + 1, 2);
    let mut i = at + 1;
    let mut names = usize::from(rank(at));
    // "12A Weir Street", "12-14 Weir Street"
    if view.glued(i) && view.token(i).is_some_and(|t| t.kind == TokenKind::Word) && view.text(i).len() <= 2 {
        i += 1;
    } else if view.dash(i) && view.digits(i + 1) && view.glued(i + 1) {
        i += 2;
    }
    for _ in 0..8 {
        let token = view.token(i)?;
        if token.kind == TokenKind::Possessive || view.mark(i, ".") {
            i += 1;
            continue;
        }
        if rank(i) {
            (i, names) = (i + 2, names + 1);
            continue;
        }
        if !capital(i) {
            return None;
        }
        if let Some((found, len)) = word(view, i, |n| !n.before && !n.whole) {
            let next = i + len;
            // "Oak Hill Road" goes on.
            let closes = word(view, next, |n| !n.before && !n.whole).is_none() || !capital(next);
            if names > 0 && closes {
                return Some(pass(at, next, &found.name));
            }
            let opens = capital(next) || lower(next, 3) && capital(next + 1);
            if names == 0 && opens && (lower(next, 3) || !headline(view)) {
                return Some(pass(at, if capital(next) { next + 1 } else { next + 2 }, &found.name));
            }
        }
        (i, names) = (i + 1, names + 1);
    }
    None
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
            ("Ask at 555-0134.", "555-0134", "telephone"),
            ("It was so.[3]", "[3]", "note"),
        ] {
            let all = skipped(text);
            assert!(all.contains(&(words.to_owned(), reason.to_owned())), "{text}: {all:?}");
            assert!(claims(text).is_empty(), "{text}: {:?}", claims(text));
        }
    }

    #[test]
    fn a_year_in_front_of_a_road_is_a_year() {
        assert!(skipped("In 1982 Weir Street burnt down.").is_empty());
        assert!(skipped("By 1990 The Mill Road had closed.").is_empty());
    }

    #[test]
    fn a_count_behind_a_word_of_places_stays_a_count() {
        assert!(skipped("In the camp 40 people died.").is_empty());
        assert!(skipped("They raised rooms 12 feet above it.").is_empty());
    }
}

//! Digits whose shape alone tells that they are no claim: telephone numbers, versions, file numbers,
//! postcodes, marks of lists and notes.

use super::{Pass, counts, measures, pass};
use crate::analysis::View;
use crate::lexicon::TokenKind;

/// Whether the token is digits alone, without a mark in them.
pub(super) fn bare(view: View<'_>, at: usize) -> bool {
    view.digits(at) && view.text(at).bytes().all(|b| b.is_ascii_digit())
}

/// Whether the token may be a year.
pub(super) fn year(view: View<'_>, at: usize) -> bool {
    let text = view.text(at);
    bare(view, at) && text.len() == 4 && text.parse::<u16>().is_ok_and(|y| (1500..2100).contains(&y))
}

/// Whether the token is letters, all of them capitals ("SW", "U.S.").
pub(super) fn capitals(view: View<'_>, at: usize) -> bool {
    let text = view.text(at);
    view.token(at).is_some_and(|t| t.kind == TokenKind::Word) && text.chars().all(|c| c.is_uppercase() || c == '.')
}

/// Groups of digits that are a telephone number: "+44 20 7946 0958", "555-0134", "(020) 7946 0958".
pub(super) fn telephone(view: View<'_>, at: usize) -> Option<Pass> {
    let plus = view.mark(at, "+");
    let bracket = view.mark(at, "(");
    let first = if plus || bracket { at + 1 } else { at };
    if !view.digits(first) || plus && !view.glued(first) || at > 0 && view.glued(at) && view.dash(at - 1) {
        return None;
    }
    let plain = |i: usize| bare(view, i);
    // "+1 (415) 555-0162"
    let inner = |i: usize| plus && view.mark(i, "(") && plain(i + 1) && view.mark(i + 2, ")");
    let (mut groups, mut dashes, mut digits, mut i) = (0, 0, 0, first);
    let mut lengths = Vec::new();
    while groups < 8 {
        let wrapped = inner(i);
        i += usize::from(wrapped);
        if !plain(i) {
            break;
        }
        lengths.push(view.text(i).len());
        digits += view.text(i).len();
        groups += 1;
        i += 1;
        if (bracket || wrapped) && view.mark(i, ")") {
            i += 1;
        }
        let dash = matches!(view.text(i), "-" | "\u{2010}" | "\u{2011}" | "\u{2013}" | ".")
            && view.glued(i)
            && view.glued(i + 1);
        if dash && plain(i + 1) {
            dashes += 1;
            i += 1;
        } else if !plain(i) && !inner(i) {
            break;
        }
    }
    let leading = view.text(first).starts_with('0');
    // Dates in digits (2014-03-18) have other lengths.
    let dated = matches!(lengths.as_slice(), [4, 1 | 2, 1 | 2] | [1 | 2, 1 | 2, 2 | 4]);
    // "(1930–2017)" is a lifetime.
    let dated = dated || bracket && lengths == [4, 4] && year(view, first) && year(view, first + 2);
    let shaped = matches!(lengths.as_slice(), [3, 4] | [3, 2 | 3, 4] | [1, 3, 3, 4]) && dashes + 1 == groups;
    let apart = groups >= 2 && (plus || (leading || bracket) && digits >= 8);
    let alone = digits >= 9 && (plus || leading && groups == 1);
    let found = !dated && digits >= 7 && !measures(view, i) && !counts(view, i) && (apart || alone || shaped);
    found.then(|| pass(at, i, "telephone"))
}

/// The number of an item at the head of a sentence: "1.", "2)".
pub(super) fn list(view: View<'_>, at: usize) -> Option<Pass> {
    if at != 0 || view.text(at).len() > 2 {
        return None;
    }
    // "(2) The fee is due"
    let numeral = view.digits(1) && view.text(1).len() <= 2 && view.glued(1);
    if view.mark(0, "(") && numeral && view.mark(2, ")") && view.glued(2) && view.len() > 3 {
        return Some(pass(0, 3, "list"));
    }
    let close = view.mark(1, ")") && view.glued(1);
    let stop = view.mark(1, ".") && view.glued(1) && view.len() == 2 && view.token(0).is_some_and(|t| t.start == 0);
    (close || stop).then(|| pass(0, 2, "list"))
}

/// A mark of a note: "[3]", glued to what it is on.
pub(super) fn footnote(view: View<'_>, at: usize) -> Option<Pass> {
    (view.mark(at, "[") && view.digits(at + 1) && view.glued(at + 1) && view.mark(at + 2, "]") && view.glued(at + 2))
        .then(|| pass(at, at + 3, "note"))
}

/// "1.2.3": points that no number has; "312.555.0175", and "555.0175" behind a colon, telephone numbers.
pub(super) fn version(view: View<'_>, at: usize) -> Option<Pass> {
    let text = view.text(at);
    let lengths: Vec<usize> = text.split('.').map(str::len).collect();
    let reason = match lengths.as_slice() {
        [3, 3, 4] => "telephone",
        [3, 4] if at > 0 && view.mark(at - 1, ":") => "telephone",
        // "1.200.000 barges" as other countries mark thousands
        [1..=3, rest @ ..] if rest.len() == 2 && rest == [3, 3] && (measures(view, at + 1) || counts(view, at + 1)) => {
            return None;
        }
        // "12.05.2014"
        [1 | 2, 1 | 2, 4] if dated(text) => return None,
        [_, _, _, ..] => "version",
        _ => return None,
    };
    view.digits(at).then(|| pass(at, at + 1, reason))
}

/// Whether three figures with points between are a day, a month and a year.
fn dated(text: &str) -> bool {
    let parts: Vec<u16> = text.split('.').filter_map(|part| part.parse().ok()).collect();
    let fits = |day: u16, month: u16| (1..=31).contains(&day) && (1..=12).contains(&month);
    matches!(parts.as_slice(), &[a, b, year] if (fits(a, b) || fits(b, a)) && (1500..2100).contains(&year))
}

/// "401(k)", "4(2)(b)": letters and digits in brackets, glued to it.
pub(super) fn bracketed(view: View<'_>, at: usize) -> Option<Pass> {
    let mut end = at + 1;
    let part = |i: usize| {
        view.mark(i, "(")
            && view.mark(i + 2, ")")
            && view.text(i + 1).len() <= 2
            && (i..i + 3).all(|i| view.glued(i))
            && view.token(i + 1).is_some_and(|t| t.kind != TokenKind::Mark)
    };
    while part(end) {
        end += 3;
    }
    (view.digits(at) && end > at + 1).then(|| pass(at, end, "law"))
}

/// "22/0417", "2016/679", "95/46/EC": more digits than a day, a month or a fraction has.
pub(super) fn slashed(view: View<'_>, at: usize) -> Option<Pass> {
    let slash = |i: usize| view.mark(i, "/") && view.glued(i) && view.glued(i + 1);
    if !bare(view, at) || !slash(at + 1) || !bare(view, at + 2) || at > 0 && view.glued(at) {
        return None;
    }
    let (first, second) = (view.text(at), view.text(at + 2));
    if slash(at + 3) {
        let letters = capitals(view, at + 4);
        return letters.then(|| pass(at, at + 5, "number"));
    }
    let dated = year(view, at + 2) && (year(view, at) || first.parse::<u8>().is_ok_and(|m| m <= 12));
    (first.len() >= 2 && second.len() >= 3 && !dated).then(|| pass(at, at + 3, "number"))
}

/// "75007 Lenz", "SW1A 2AA".
pub(super) fn postcode(view: View<'_>, at: usize) -> Option<Pass> {
    let before = at.checked_sub(1)?;
    let coded = view.text(before);
    let outward = view.token(before).is_some_and(|t| t.kind == TokenKind::Word)
        && coded.len() <= 4
        && coded.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        && coded.bytes().any(|b| b.is_ascii_digit());
    if outward
        && view.text(at).len() == 1
        && view.glued(at + 1)
        && capitals(view, at + 1)
        && view.text(at + 1).len() == 2
    {
        return Some(pass(before, at + 2, "address"));
    }
    let town = view.token(at + 1).is_some_and(|t| t.kind == TokenKind::Word && t.capital);
    let five = bare(view, at) && view.text(at).len() == 5 && view.mark(before, ",");
    let counted = || crate::claims::noun::counted(view, at + 1, true).is_some_and(|c| c.end <= at + 4);
    (five && town && !counted()).then(|| pass(at, at + 1, "address"))
}

#[cfg(test)]
mod tests {
    use crate::claims::testing::{claims, skipped};

    #[test]
    fn digits_of_codes_are_passed_over_whole() {
        for (text, words, reason) in [
            ("Ring the desk at +1 (415) 555-0162 today.", "+1 (415) 555-0162", "telephone"),
            ("Ring the desk at 312.555.0175 soon.", "312.555.0175", "telephone"),
            ("They run release 2.4.1 there.", "release 2.4.1", "version"),
            ("They keep a 401(k) plan.", "401(k)", "law"),
            ("They sealed papers 22/0417 there.", "22/0417", "number"),
            ("It is in Lenz, 75007 Karp, they say.", "75007", "address"),
            ("It is in Karp SW1A 2AA, they say.", "SW1A 2AA", "address"),
        ] {
            let all = skipped(text);
            assert!(all.contains(&(words.to_owned(), reason.to_owned())), "{text}: {all:?}");
        }
    }

    #[test]
    fn fractions_dates_and_counts_are_no_codes() {
        for text in [
            "They took 3/4 of it.",
            "It was signed on 12.05.2014.",
            "It was signed on 05/2014.",
            "They counted 12000 Karpians there.",
        ] {
            assert!(!claims(text).is_empty(), "{text}");
            assert!(skipped(text).is_empty(), "{text}");
        }
    }
}

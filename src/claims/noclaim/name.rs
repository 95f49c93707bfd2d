//! Figures that belong to a name: "HX-500", "the Nikkei 225", "7-Eleven", "the Big Ten", "a 747".

use super::code::{bare, capitals, year};
use super::{Pass, headline, measures, pass, verbal};
use crate::analysis::{Pos, View};
use crate::lexicon::{CalendarWord, Func, Sense, TokenKind};

/// Whether the token is a hyphen, glued on both sides: an en dash is a mark of the sentence.
fn hyphen(view: View<'_>, at: usize) -> bool {
    matches!(view.text(at), "-" | "\u{2010}" | "\u{2011}") && view.glued(at) && view.glued(at + 1)
}

fn is_word(view: View<'_>, at: usize) -> bool {
    view.token(at).is_some_and(|t| t.kind == TokenKind::Word)
}

/// Whether the token has a sense of these.
fn means(view: View<'_>, at: usize, wanted: fn(Sense) -> bool) -> bool {
    view.hits(at).any(|h| wanted(h.sense))
}

/// Where a model number that begins here ends: "8-62", "300ER", "11/70".
fn model_end(view: View<'_>, at: usize) -> usize {
    let part = |i: usize| view.glued(i) && (is_word(view, i) || view.digits(i));
    let mut end = at + 1;
    loop {
        if part(end) {
            end += 1;
        } else if (hyphen(view, end) || view.mark(end, "/") && view.glued(end) && view.digits(end + 1))
            && part(end + 1)
            && (view.digits(end + 1) || capitals(view, end + 1))
        {
            end += 2;
        } else {
            return end;
        }
    }
}

/// "HX-500", "DC-8-62", "I-80", "polonium-210", "under-19": digits that hang on a word; and "7-Eleven",
/// "P5+1".
pub(super) fn compound(view: View<'_>, at: usize) -> Option<Pass> {
    if view.mark(at, "+") && view.glued(at) && at > 0 && view.digits(at + 1) && view.glued(at + 1) {
        let numbered = is_word(view, at - 1) && view.text(at - 1).ends_with(|c: char| c.is_ascii_digit());
        return numbered.then(|| pass(at - 1, at + 2, "name"));
    }
    if !view.digits(at) {
        return None;
    }
    if hyphen(view, at + 1)
        && is_word(view, at + 2)
        && view.token(at + 2).is_some_and(|t| t.capital)
        && !headline(view)
        && !means(view, at + 2, |s| matches!(s, Sense::Calendar(_) | Sense::Unit(_) | Sense::Currency(_)))
    {
        return Some(pass(at, at + 3, "name"));
    }
    let word = at.checked_sub(2)?;
    // "3-to-1": the word stands in a chain of its own.
    if !view.glued(at) || !hyphen(view, at - 1) || !is_word(view, word) || view.glued(word) && view.dash(word - 1) {
        return None;
    }
    let capital = view.text(word).chars().any(char::is_uppercase);
    let all = capitals(view, word);
    // "mid-2014", "mid-40s", "Sept-11", "plus-5", "USD-500" are read.
    let plural = view.glued(at + 1) && is_word(view, at + 1) && !capital;
    let money = view.currency(word).is_some() && !(all && view.text(word).len() < 3);
    let dated = means(view, word, |s| matches!(s, Sense::Calendar(_))) && !(all && view.text(word).len() == 1);
    let figure = means(view, word, |s| matches!(s, Sense::Numeral(_))) && !all;
    if plural || money || figure || dated || year(view, at) && !all {
        return None;
    }
    Some(pass(word, model_end(view, at), "model"))
}

/// Whether another name with a figure stands near, as in a list of results ("Torvik 3, Lande 1"); with
/// an article "and" makes none ("the Nikkei 225 and the DAX 30").
fn listed(view: View<'_>, at: usize, article: bool) -> bool {
    let result = |i: usize| view.digits(i) && i > 0 && view.token(i - 1).is_some_and(|t| t.capital);
    (at.saturating_sub(8)..at + 9).any(|i| {
        let next = i.min(at) + 1;
        let joined = view.mark(next, ",") || view.mark(next, ";") || !article && view.is(next, Func::And);
        i != at && result(i) && joined
    })
}

/// Whether a verb stands here, or a seeming plural with an object ("Kindle 3 weighs 240 grams").
fn does(view: View<'_>, at: usize) -> bool {
    let object = view.token(at + 1).is_some_and(|t| matches!(t.pos, Pos::Numeral | Pos::Determiner));
    view.token(at).is_some_and(|t| verbal(t.pos) || object && !t.capital && t.kind == TokenKind::Word)
        && !view.is(at, Func::Of)
        && view.token(at).is_some_and(|t| !matches!(t.pos, Pos::Preposition | Pos::Conjunction | Pos::Determiner))
}

/// Whether two figures with a dash between go up, as no result does.
fn rises(view: View<'_>, at: usize) -> bool {
    match (view.text(at).parse::<u32>(), view.text(at + 2).parse::<u32>()) {
        (Ok(first), Ok(second)) => first < second,
        _ => false,
    }
}

/// A figure behind a name that counts nothing: "the Nikkei 225", "Kestrel 7 sank", "QX 402", "S&P 500",
/// "Genesis 3:16".
pub(super) fn named(view: View<'_>, at: usize) -> Option<Pass> {
    let last = at.checked_sub(1)?;
    // "S. 1867": the stop of a letter
    let (last, initial) = match last.checked_sub(1) {
        Some(letter) if view.mark(last, ".") && view.glued(last) && view.text(letter).len() == 1 => (letter, true),
        _ => (last, false),
    };
    let token = view.token(last)?;
    let text = view.text(at);
    let numeral = view.digits(at) && text.len() <= 5 && text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    // The first word of a sentence or a quotation has its capital anyhow.
    let first_word = last == 0 || view.token(last - 1).is_some_and(|t| t.kind == TokenKind::Mark);
    let noun = !first_word || matches!(token.pos, Pos::Name | Pos::Noun);
    let name = token.kind == TokenKind::Word && token.capital && noun;
    if !numeral || !name || view.glued(at) || headline(view) {
        return None;
    }
    // "a.m." stands behind digits ("9 AM"), or it is part of a name ("Pan Am 103").
    let half_day = view.text(last).len() == 2 && last > 0 && !view.digits(last - 1);
    let spoken = first_word && means(view, last, |s| matches!(s, Sense::Func(_)))
        || !half_day && means(view, last, |s| matches!(s, Sense::Calendar(_)))
        || means(view, last, |s| matches!(s, Sense::Numeral(_) | Sense::Hedge(_) | Sense::Currency(_)));
    let all = capitals(view, last) && (view.text(last).len() > 1 || initial || last > 0 && view.mark(last - 1, "&"));
    if spoken && !all || view.currency(last).is_some() || year(view, at) && !view.text(last).contains('.') && !initial {
        return None;
    }
    // "Genesis 3:16"
    let verse = view.mark(at + 1, ":") && view.glued(at + 1) && bare(view, at + 2) && view.glued(at + 2);
    let end = if verse { at + 3 } else { model_end(view, at) };
    let code = text.len() > 1 && text.starts_with('0');
    let counted =
        !code && crate::claims::noun::counted(view, end, true).is_some_and(|c| c.end <= end + 3) && !does(view, end);
    // "beat the Torvik 58-39", "Cup 4th"
    let ranked = view.glued(at + 1) && view.token(at + 1).is_some_and(|t| t.kind == TokenKind::Word && !t.capital);
    let score = view.dash(at + 1) && !(all && rises(view, at));
    let goes_on = view.mark(end, "%") || view.mark(end, ":") || ranked || score;
    if measures(view, end) || counted || goes_on || means(view, end, |s| matches!(s, Sense::Calendar(_))) {
        return None;
    }
    // "In Torvik 12 were hurt": what stands before the name.
    let mut first = last;
    while first > 0
        && view.token(first - 1).is_some_and(|t| t.capital || view.mark(first - 1, "&"))
        && first > at.saturating_sub(5)
    {
        first -= 1;
    }
    let before = first.checked_sub(1);
    let is = |i: Option<usize>, f: Func| i.is_some_and(|i| view.is(i, f));
    let article = [Func::The, Func::A].into_iter().any(|f| is(before, f) || view.is(first, f));
    // A preposition that begins a clause puts the name before it and the figure into it.
    let opens = |i: Option<usize>| {
        let Some(i) = i.filter(|&i| view.token(i).is_some_and(|t| t.pos == Pos::Preposition)) else { return false };
        let ahead = i.checked_sub(1).and_then(|i| view.token(i)).map(|t| t.pos);
        ahead.is_none_or(|p| {
            matches!(p, Pos::Mark | Pos::Conjunction | Pos::Subordinator | Pos::Relative | Pos::Verb | Pos::Aux)
        })
    };
    let ahead = before.and_then(|b| b.checked_sub(1));
    let placed = opens(before) || first < last && opens(Some(first)) || article && opens(ahead);
    // "The guard killed 9, the army 14."
    let gap = article
        && before.is_some_and(|b| b > 0 && (view.mark(b - 1, ",") || view.is(b - 1, Func::And)))
        && (0..first).any(|i| view.digits(i))
        && view.token(end).is_none_or(|t| t.kind == TokenKind::Mark);
    // "were" and "have" tell of more than one.
    let many = view.is(end, Func::Be) || view.is(end, Func::Have);
    let does = does(view, end) && !(many && view.lexicon.is_bare(view.text(end)));
    if gap || listed(view, at, article) {
        return None;
    }
    // "They held Hill 937 for ten days", not "beat Karp 12 to 8".
    let within = view.token(end).is_some_and(|t| t.pos == Pos::Preposition)
        && ![Func::Of, Func::To, Func::Than].into_iter().any(|f| view.is(end, f))
        && !first_word;
    // "Orrest 57 sauce was sold": noun and verb tell of one, so that the figure counts nothing.
    let one = view.token(end).is_some_and(|t| t.pos == Pos::Noun && !t.capital)
        && !view.lexicon.is_plural(view.text(end))
        && view.token(end + 1).is_some_and(|t| verbal(t.pos))
        && !view.lexicon.is_bare(view.text(end + 1));
    let named = if does || one { !placed } else { all || article };
    (within || named).then(|| pass(last, end, "name"))
}

/// "a 747 landed", "its 787 Dreamliner": three digits or more behind an article, and nothing counted.
pub(super) fn model(view: View<'_>, at: usize) -> Option<Pass> {
    let before = at.checked_sub(1)?;
    if !bare(view, at)
        || view.text(at).len() < 3
        || year(view, at)
        || view.glued(at + 1) && !view.mark(at + 1, ",") && !view.mark(at + 1, ".")
    {
        return None;
    }
    let next = view.token(at + 1)?;
    let counted = crate::claims::noun::counted(view, at + 1, true).is_some();
    if counted && !verbal(next.pos)
        || measures(view, at + 1)
        || means(view, at + 1, |s| matches!(s, Sense::Calendar(_)))
    {
        return None;
    }
    let single =
        view.is(before, Func::A) && (next.kind == TokenKind::Mark || verbal(next.pos) || next.pos == Pos::Preposition);
    let make = next.kind == TokenKind::Word && next.capital && next.pos == Pos::Name && !headline(view);
    // "The 747 was", not "the 43 were": the verb has the form of one.
    let one = view.is(before, Func::The) && verbal(next.pos) && !view.lexicon.is_bare(view.text(at + 1));
    let held = [Func::The, Func::A, Func::Possessive].into_iter().any(|f| view.is(before, f));
    (single || one || make && held).then(|| pass(at, at + 1, "model"))
}

/// "the Big Ten", "Tenth Avenue", "One Canada Square": a numeral word with a capital inside a sentence,
/// beside another capital.
pub(super) fn numeral(view: View<'_>, at: usize) -> Option<Pass> {
    let before = at.checked_sub(1)?;
    let token = view.token(at)?;
    if !token.capital || token.kind != TokenKind::Word || view.numeral(at).is_none() {
        return None;
    }
    let spoken = |i: usize| {
        i == 0 && means(view, i, |s| matches!(s, Sense::Func(_)))
            || means(view, i, |s| matches!(s, Sense::Calendar(_) | Sense::Numeral(_) | Sense::Currency(_)))
    };
    let capital = |i: usize| is_word(view, i) && view.token(i).is_some_and(|t| t.capital) && !spoken(i);
    let opens = view.token(before).is_some_and(|t| t.kind == TokenKind::Mark);
    let behind = capital(before)
        || before > 0 && view.token(before).is_some_and(|t| t.kind == TokenKind::Possessive) && capital(before - 1);
    // "the Fourth of July"
    let day = view.hits(at).any(|h| h.len > 1 && matches!(h.sense, Sense::Calendar(_)));
    // "the Thirty Years' War"
    let period = view.token(at + 1).is_some_and(|t| t.capital)
        && view
            .calendar(at + 1, |w| matches!(w, CalendarWord::Period(_) | CalendarWord::Periods(_)).then_some(()))
            .is_some();
    let possessive = view.token(at + 2).is_some_and(|t| t.kind == TokenKind::Possessive);
    let war = period && capital(at + 2 + usize::from(possessive));
    if opens || day || !(behind || war || capital(at + 1)) || headline(view) {
        return None;
    }
    let mut end = if war { at + 3 + usize::from(possessive) } else { at + 1 };
    while capital(end) && end < at + 4 {
        end += 1;
    }
    Some(Pass { range: crate::analysis::Range { start: at as u32, end: end as u32 }, reason: None })
}

/// "2012 DA14", a minor planet; "60 Minutes", a title: a capital where a period of time has none.
pub(super) fn title(view: View<'_>, at: usize) -> Option<Pass> {
    let next = view.token(at + 1).filter(|t| t.kind == TokenKind::Word && t.capital && !t.glued)?;
    let designation = view.text(at + 1);
    let letters = designation.trim_end_matches(|c: char| c.is_ascii_digit());
    let planet = letters.len() == 2 && designation.len() > 2 && letters.bytes().all(|b| b.is_ascii_uppercase());
    if year(view, at) && planet {
        return Some(pass(at, at + 2, "name"));
    }
    let period = view.calendar(at + 1, |w| matches!(w, CalendarWord::Periods(_)).then_some(())).is_some();
    let spelt = next.end - next.start > 3;
    (bare(view, at) && period && spelt && !headline(view)).then(|| pass(at, at + 2, "name"))
}

#[cfg(test)]
mod tests {
    use crate::claims::testing::{claims, skipped};

    #[test]
    fn a_figure_of_a_name_is_no_claim() {
        for text in [
            "They flew the old DC-8-62 home.",
            "They closed I-80 there.",
            "They found polonium-210 there.",
            "The under-19 side sang.",
            "A 7-Eleven shop burned.",
            "The Orrest 225 rose again.",
            "Kestrel 7 sank there.",
            "They landed at noon with QX 402.",
            "A 747 landed there.",
            "The Big Ten met there.",
            "They saw the Twelve Tribes march.",
            "They watched 60 Minutes there.",
        ] {
            let read = claims(text);
            assert!(read.iter().all(|(words, _)| words == "noon"), "{text}: {read:?}");
        }
    }

    #[test]
    fn a_figure_beside_a_name_may_count_all_the_same() {
        for (text, words) in [
            ("In Karp 12 were hurt.", "12"),
            ("Karp 3, Lande 1, the board said.", "3"),
            ("The guard killed 9, the Army 14.", "14"),
            ("They beat the Karps 58-39 there.", "58-39"),
            ("Near Karp 12 lorries burned.", "12 lorries"),
            ("The Karp Bank lent 40 farms money.", "40 farms"),
            ("Five Die in Karp", "Five"),
        ] {
            let read = claims(text);
            assert!(read.iter().any(|(w, _)| w == words), "{text}: {read:?}");
            assert!(skipped(text).is_empty(), "{text}: {:?}", skipped(text));
        }
    }
}

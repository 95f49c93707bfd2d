//! "The school, founded in 1769, is marking its bicentenary": jubilees whose name holds the number of years.

use super::super::alarm::{Alarm, Place};
use super::super::rule::Rule;
use super::super::scene::Scene;
use super::{Begin, How, Told, one, told};
use crate::analysis::{Pos, Tense};
use crate::lexicon::{CheckWord, Func, Sense};
use crate::verdict::bridge;

/// The years that a jubilee's own name counts.
fn years(word: CheckWord) -> Option<i32> {
    Some(match word {
        CheckWord::SilverJubilee => 25,
        CheckWord::GoldenJubilee => 50,
        CheckWord::DiamondJubilee => 60,
        CheckWord::Centenary => 100,
        CheckWord::Sesquicentenary => 150,
        CheckWord::Bicentenary => 200,
        CheckWord::Tercentenary => 300,
        _ => return None,
    })
}

/// Whether a sentence names one of them.
pub(super) fn named(scene: &Scene<'_>) -> bool {
    scene.view.sentence.hits.iter().any(|h| matches!(h.sense, Sense::Check(w) if years(w).is_some()))
}

/// The jubilee that is kept now, or was just kept, of what the sentence says when it began.
pub(super) fn check(scene: &Scene<'_>, begin: &Begin, out: &mut Vec<Alarm>) {
    let view = scene.view;
    let mut found = view.sentence.hits.iter().filter_map(|h| match h.sense {
        Sense::Check(w) => years(w).map(|n| (h.start as usize, h.len as usize, n)),
        _ => None,
    });
    let (Some((at, len, count)), None) = (found.next(), found.next()) else { return };
    let Some(now) = scene.draft.dateline else { return };
    let Some(clause) = view.token(at).and_then(|t| view.sentence.clauses.get(t.clause as usize)) else { return };
    let own = at
        .checked_sub(1)
        .is_some_and(|t| view.is(t, Func::Possessive) || view.token(t).is_some_and(|t| t.pos == Pos::Possessive));
    // "its centenary year", "the centenary of its charter": of something else.
    let bare = ![Func::Of, Func::Since].iter().any(|&f| view.is(at + len, f));
    let kept = matches!(clause.tense, Tense::Present | Tense::Future) || told::just(scene);
    // Another year may be the one in which it was kept.
    let dated = scene.claims.iter().enumerate().any(|(i, c)| {
        Some(i) != begin.claim && matches!(&c.value, crate::claims::Value::When(w) if w.written.year.is_some())
    });
    let fits = Told {
        claim: usize::MAX,
        years: count,
        whose: clause.subject,
        verb: clause.verb.map(|v| v as usize),
        how: How::Turns,
    };
    if !own || !bare || !kept || dated || clause.negated || scene.quoted(at) || !one::one(scene, begin, &fits) {
        return;
    }
    let year = |d: jiff::civil::Date| i32::from(d.year());
    let (low, high) = (year(now.date) - year(begin.days.1), year(now.date) - year(begin.days.0));
    if (low - 1..=high + 1).contains(&count) || high < 0 {
        return;
    }
    let words = view.stretch(at, at + len);
    let Some(date) = view.prose.get(begin.place.span.start as usize..begin.place.span.end as usize) else { return };
    let message = format!(
        "The draft says \"{words}\", which is {count} years, but from \"{date}\" it is {high} in {}.",
        now.date.year()
    );
    let right = bridge::number(rust_decimal::Decimal::from(year(now.date) - count));
    let old = begin.days.0.year().to_string();
    let mended = date.contains(&old).then(|| date.replacen(&old, &right.replace(',', ""), 1));
    let Some(place) = scene.tokens(at, at + len) else { return };
    let mut places: Vec<Place> = vec![begin.place.clone().mended(mended), place.clone()];
    places.sort_by_key(|p| p.span);
    let at = places.iter().position(|p| p.span == place.span).unwrap_or(0);
    out.push(Alarm { at, ..Alarm::over(Rule::Age, places, message) });
}

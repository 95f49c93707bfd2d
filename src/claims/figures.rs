//! One pass over a sentence: where a claim can begin, the readers propose, the longest wins; where two
//! are equally long, dates go before figures. What is no claim takes its digits first.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of tokens and readings come from walking the same sentence, those of senses from the lexicon"
)]

use super::{Anchor, ChangeOf, Figure, Reading, Value, dates, noclaim, number, quantity};
use crate::analysis::{Depth, Pos, Range, Token, View, is_dash};
use crate::lexicon::{
    BesideWord, CalendarKinds, Dimension, Func, NumeralKind, NumeralKinds, Sense, SenseKind, TokenKind,
};
use rust_decimal::Decimal;

/// UCUM code and abbreviation of the metre, which is also that of a million.
const METRE: &str = "m";

/// The words of the calendar that can be a date, a time or a length of it; all others only help one of
/// these, or digits ("that", "earlier", "ago", "weeks").
const TIMES: CalendarKinds = CalendarKinds::MONTH
    .and(CalendarKinds::WEEKDAY)
    .and(CalendarKinds::SEASON)
    .and(CalendarKinds::NAMED)
    .and(CalendarKinds::PERIOD)
    .and(CalendarKinds::DAY)
    .and(CalendarKinds::DAY_PART)
    .and(CalendarKinds::TENS)
    .and(CalendarKinds::PART)
    .and(CalendarKinds::HOUR)
    .and(CalendarKinds::STRETCH)
    .and(CalendarKinds::COUPLE)
    .and(CalendarKinds::SPELL);

/// The numeral words that can be a figure; all others only help one of these, or digits.
const FIGURES: NumeralKinds = NumeralKinds::SMALL
    .and(NumeralKinds::SCALE)
    .and(NumeralKinds::ORDINAL)
    .and(NumeralKinds::FRACTION)
    .and(NumeralKinds::GROUP)
    .and(NumeralKinds::VAGUE)
    .and(NumeralKinds::ZERO)
    .and(NumeralKinds::MULTIPLE)
    .and(NumeralKinds::DECADE)
    .and(NumeralKinds::MAJORITY);

/// Whether any of the tokens makes words a claim, or digits none: digits, a numeral word, a time, "a" before
/// a unit ("a litre"), "half", "both". A sentence without any holds nothing for the readers.
#[must_use]
pub fn promises(tokens: &[Token]) -> bool {
    tokens.iter().enumerate().any(|(at, token)| {
        token.digit
            || token.kind == TokenKind::Number
            || token.senses.counts(FIGURES)
            || token.senses.tells(TIMES)
            || token.senses.is(Func::Half)
            || token.senses.is(Func::Both)
            || is_one(tokens, at)
    })
}

/// How deep a sentence is to be parsed for its claims alone: figures need its groups, times its clauses too.
#[must_use]
pub fn depth(tokens: &[Token], prose: &str) -> Depth {
    if !promises(tokens) {
        return Depth::Head;
    }
    let time = |at: usize| may_be_time(tokens, prose, at);
    // "later, on the twentieth": behind any word of the calendar a rank may be a day.
    let day = tokens.iter().any(|t| t.senses.counts(NumeralKinds::ORDINAL))
        && tokens.iter().any(|t| t.senses.has(SenseKind::Calendar));
    if day || (0..tokens.len()).any(time) { Depth::Clauses } else { Depth::Groups }
}

/// The words of the calendar that stand before or behind another one, or digits that tell of themselves: "that",
/// "from", "early", "ago".
const BESIDE: CalendarKinds = CalendarKinds::STEP
    .and(CalendarKinds::THIRD)
    .and(CalendarKinds::EDGE)
    .and(CalendarKinds::STARTING)
    .and(CalendarKinds::AWAY)
    .and(CalendarKinds::BETWEEN)
    .and(CalendarKinds::ELAPSED)
    .and(CalendarKinds::REST)
    .and(CalendarKinds::TO_DATE)
    .and(CalendarKinds::OWN_YEAR)
    .and(CalendarKinds::ENDED)
    .and(CalendarKinds::ONWARD)
    .and(CalendarKinds::ALIKE);

/// Whether the token can be what makes words a date, a time or a length of it: a word of the calendar, digits
/// like those of one, the first of two numeral words.
fn may_be_time(tokens: &[Token], prose: &str, at: usize) -> bool {
    let numeral = |at: usize| tokens.get(at).is_some_and(|t| t.senses.has(SenseKind::Numeral));
    let Some(token) = tokens.get(at) else { return false };
    // "At 12 15", with nothing else around
    let clock = at == 1 && token.kind == TokenKind::Number && tokens[0].senses.is(Func::At);
    // "first-half profit"
    let is = |i: usize, func: Func| tokens.get(i).is_some_and(|t| t.senses.is(func));
    let half = token.senses.counts(NumeralKinds::ORDINAL) && is(at + 2, Func::Half);
    // "pre-2010 cars"
    let year = tokens.get(at + 2).is_some_and(|t| t.kind == TokenKind::Number && t.glued);
    let sided = year && token.kind == TokenKind::Word && tokens.get(at + 1).is_some_and(|t| t.glued);
    // "at ten to five"
    let spoken = at > 0 && is(at - 1, Func::At) && numeral(at) && is(at + 1, Func::To) && numeral(at + 2);
    token.senses.tells(CalendarKinds::ANY.without(BESIDE))
        || spoken
        || half
        || sided
        || clock && tokens.get(2).is_some_and(|t| t.kind == TokenKind::Number)
        || token.kind == TokenKind::Number && dated(tokens, prose, at)
        || numeral(at) && numeral(at + 1)
}

/// "a litre": an article before a unit.
fn is_one(tokens: &[Token], at: usize) -> bool {
    let unit = |t: &Token| t.senses.has(SenseKind::Unit) || t.senses.has(SenseKind::Currency);
    tokens.get(at).is_some_and(|t| t.senses.is(Func::A)) && tokens.get(at + 1).is_some_and(unit)
}

/// What can begin at a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Leads {
    /// A figure.
    figure: bool,
    /// A date, a time or a length of time.
    date: bool,
    /// The words of the calendar that such a one can have in it.
    reach: CalendarKinds,
}

/// For each token what can begin there: beginnings are made of marks, words of grammar, hedges and
/// currencies alone, so that nothing else stands between a token and what makes it one.
fn leads(view: View<'_>) -> Vec<Leads> {
    let tokens = &view.sentence.tokens;
    let mut passes = passes(view);
    let (mut leads, mut next) = (vec![Leads::default(); tokens.len()], Leads::default());
    // Whether a rank stands there, or behind words that begin one.
    let mut ranks = vec![false; tokens.len() + 1];
    for (at, token) in tokens.iter().enumerate().rev() {
        let number = token.kind == TokenKind::Number;
        let numeral = token.senses.has(SenseKind::Numeral);
        let figure =
            number || numeral || is_one(tokens, at) || token.senses.is(Func::Half) || token.senses.is(Func::Both);
        passes[at] |= figure || matches!(token.kind, TokenKind::Mark | TokenKind::Possessive);
        let passes = passes[at];
        let figure = figure || passes && next.figure;
        // "the late 70's": before a figure any word of the calendar may tell.
        let date = may_be_time(tokens, view.prose, at) || figure && token.senses.has(SenseKind::Calendar);
        leads[at] = Leads { figure, date: date || passes && next.date, reach: CalendarKinds::NONE };
        ranks[at] = token.senses.counts(NumeralKinds::ORDINAL) || passes && ranks[at + 1];
        next = leads[at];
    }
    // "on April 24 and 25": a day may have its month from the one before. "Later, on the twentieth": behind any word of
    // the calendar a rank may be a day.
    for at in (0..tokens.len()).filter(|&at| tokens[at].senses.has(SenseKind::Calendar)) {
        let month = tokens[at].senses.tells(CalendarKinds::MONTH);
        let listed = leads.iter_mut().zip(&ranks).skip(at).take(LISTED);
        listed.for_each(|(leads, rank)| leads.date |= leads.figure && (month || *rank));
    }
    reach(tokens, &passes, &mut leads);
    leads
}

/// Which tokens are part of a phrase of those that beginnings are made of.
fn passes(view: View<'_>) -> Vec<bool> {
    let mut passes = vec![false; view.len()];
    for hit in &view.sentence.hits {
        if matches!(
            hit.sense,
            Sense::Func(_)
                | Sense::Hedge(_)
                | Sense::Unit(_)
                | Sense::Leads(_)
                | Sense::Currency(_)
                | Sense::Numeral(_)
                | Sense::Calendar(_)
        ) {
            passes[hit.start as usize..(hit.start + hit.len) as usize].fill(true);
        }
    }
    passes
}

/// Other words that may stand inside of a date or length of time one after another: "15 long and weary days".
const INSIDE: usize = 3;

/// Tokens before a date that may lend it something.
const BESIDES: usize = 6;

/// For each token the words of the calendar that a date which begins there can have in it, or right before it.
fn reach(tokens: &[Token], passes: &[bool], leads: &mut [Leads]) {
    let mut ahead = CalendarKinds::NONE;
    let own = |at: usize| tokens.get(at).map_or(CalendarKinds::NONE, |t| t.senses.calendar());
    for at in (0..tokens.len()).rev() {
        if !passes[at] {
            ahead = (at + 1..=at + INSIDE).map(own).fold(CalendarKinds::NONE, CalendarKinds::and);
        }
        ahead = ahead.and(own(at));
        leads[at].reach = ahead;
    }
    for at in 0..tokens.len() {
        let kinds = own(at);
        if kinds != CalendarKinds::NONE {
            leads.iter_mut().skip(at + 1).take(BESIDES).for_each(|l| l.reach = l.reach.and(kinds));
        }
    }
}

/// How far behind a month a day may stand that has it from another day.
const LISTED: usize = 10;

/// Whether digits may be part of a date where no word of the calendar tells so: years, and what has marks
/// of dates or times beside it.
fn dated(tokens: &[Token], prose: &str, at: usize) -> bool {
    let text = |at: usize| tokens.get(at).map_or("", |t| &prose[t.start as usize..t.end as usize]);
    let marked = |at: usize| {
        tokens.get(at).is_some_and(|t| t.kind != TokenKind::Word)
            && (matches!(text(at), ":" | "/" | "." | "'") || is_dash(text(at)))
    };
    text(at).len() > 3 && !text(at).contains(',')
        || marked(at + 1)
        || at > 0 && (marked(at - 1) || matches!(text(at - 1), "\u{2018}" | "\u{2019}"))
}

/// The readings of a sentence in order, without overlap, and the digits that are no claims.
#[must_use]
pub fn readings(view: View<'_>, anchor: &mut Anchor) -> (Vec<Reading>, Vec<(Range, String)>) {
    if promises(&view.sentence.tokens) {
        return read(view, anchor, &leads(view));
    }
    dates::enter(view, anchor);
    (Vec::new(), Vec::new())
}

/// As [`readings`], where a claim may begin at these tokens alone.
fn read(view: View<'_>, anchor: &mut Anchor, leads: &[Leads]) -> (Vec<Reading>, Vec<(Range, String)>) {
    let (mut out, mut skipped) = (Vec::new(), Vec::new());
    let reach = |at: usize| leads.get(at).map_or(CalendarKinds::NONE, |l| l.reach);
    // A wire dateline ("LANEK, Nov. 25 (Agency) —") is no claim of the text.
    let mut at = super::anchor::head(view).map_or(0, |head| head.end);
    skipped.extend(noclaim::dateline(view, at));
    while at < view.len() {
        if idle(view, at, leads) {
            dates::enter(view, anchor);
            at += 1;
            continue;
        }
        if let Some(pass) = noclaim::skip(view, at).filter(|_| super::unit::leads(view, at).is_none()) {
            at = (pass.range.end as usize).max(at + 1);
            if let Some(reason) = pass.reason {
                skipped.push((pass.range, reason));
            }
            continue;
        }
        dates::enter(view, anchor);
        let lead = leads.get(at).copied().unwrap_or_default();
        // Readings are large: each is made where it stays.
        let date = if lead.date { dates::reading(view, at, anchor, &reach) } else { None };
        let figure = if lead.figure && quantity::begins(view, at) { quantity::reading(view, at) } else { None };
        let of_figure = match (&date, &figure) {
            (Some(date), Some(figure)) => {
                figure.tokens.end > date.tokens.end && !dates::certain(view, date) || rather(view, at, date, figure)
            }
            (date, _) => date.is_none(),
        };
        let longest = if of_figure { figure } else { date };
        at = match longest {
            Some(reading) => {
                let end = (reading.tokens.end as usize).max(at + 1);
                out.push(reading);
                end
            }
            None => {
                skipped.extend(noclaim::inside(view, at));
                at + 1
            }
        };
    }
    left_out(view, &mut out);
    millions(view, &mut out);
    super::nth::shares(view, &mut out, anchor);
    (out, skipped)
}

/// Whether nothing begins at a token, neither a claim nor what is none: most words, and most marks.
fn idle(view: View<'_>, at: usize, leads: &[Leads]) -> bool {
    let Some(token) = view.token(at) else { return true };
    let opens = token.kind == TokenKind::Mark && matches!(view.text(at), "+" | "(" | "[");
    leads.get(at).is_some_and(|l| !l.figure && !l.date)
        && !token.digit
        && !token.senses.has(SenseKind::NoClaim)
        && !opens
}

/// "from 58 million crowns to 82 million", "from 7 to 10 percent": of two ends that stand beside each
/// other the one that leaves out its unit has that of the other.
fn left_out(view: View<'_>, readings: &mut [Reading]) {
    for i in 1..readings.len() {
        // "the first lasted 40 seconds and the second 15"
        let ranked = |r: &Reading| matches!(r.value, Value::Ordinal(_));
        let before = if i > 1 && ranked(&readings[i - 1]) { i - 2 } else { i - 1 };
        let (Some(first), Some(second)) = (readings.get(before), readings.get(i)) else { return };
        let between = behind_rate(view, first.tokens.end as usize);
        // "a wall of 4 metres by 6"
        let sides = view.is(between, Func::By) && matches!(first.value, Value::Measure { .. });
        let ends = (sides || [Func::To, Func::From].into_iter().any(|f| view.is(between, f)))
            && second.tokens.start as usize == between + 1;
        let in_front = (first.tokens.start as usize).checked_sub(1);
        let baseline = in_front.is_some_and(|at| view.is(at, Func::From) || view.is(at, Func::To));
        if !ends && !gapped(view, first, second) {
            continue;
        }
        if ends
            && baseline
            && let Some(value) = scaled_as(view, first, second)
        {
            readings[before].value = value;
        }
        let (first, second) = (&readings[before], &readings[i]);
        match (&first.value, &second.value) {
            (Value::Number(figure), unit) if baseline => {
                if let Some(value) = in_unit(figure, unit, worth(view, second)) {
                    readings[before].value = value;
                }
            }
            (unit, Value::Number(figure)) => {
                if let Some(value) = in_unit(figure, unit, worth(view, first)) {
                    readings[i].value = value;
                }
            }
            _ => {}
        }
    }
}

/// One past what a figure is told by, where it is told by something: "rose to 3.2 kWh a day from 2.9".
fn behind_rate(view: View<'_>, at: usize) -> usize {
    let by = view.is(at, Func::Per) || view.is(at, Func::A);
    let joint = [Func::To, Func::From].into_iter().any(|f| view.is(at + 2, f));
    if by && joint { at + 2 } else { at }
}

/// "from 40 to 50 million": the first figure in the scale of the second, where it leaves its own out and is
/// of its size; "from 600 to 1.2 million" tells 600.
fn scaled_as(view: View<'_>, first: &Reading, second: &Reading) -> Option<Value> {
    const LIKE: i64 = 20;
    let figure = |value: &Value| match value {
        Value::Number(f)
        | Value::Quantity { figure: f, .. }
        | Value::Money { figure: f, .. }
        | Value::Measure { figure: f, .. } => Some(f.clone()),
        _ => None,
    };
    let (small, large) = (figure(&first.value)?, figure(&second.value)?);
    let scale = second.tokens.indices().find_map(|i| number::kind(view, i, |k| k == NumeralKind::Scale))?.0.value;
    let (bare, head) = (small.number?, large.number?.checked_div(scale)?);
    let like = bare <= head.checked_mul(LIKE.into())? && head <= bare.checked_mul(LIKE.into())?;
    let plain = small.digits && !small.scaled && small.hedge.is_none() && bare < Decimal::ONE_THOUSAND;
    if !(like && plain && large.digits && head < Decimal::ONE_THOUSAND) {
        return None;
    }
    let scaled = Figure {
        scaled: true,
        digits: true,
        ..Figure::exact(bare.checked_mul(scale)?, small.grain.checked_mul(scale)?)
    };
    match &first.value {
        Value::Number(_) => Some(Value::Number(scaled)),
        Value::Money { currency, .. } => Some(Value::Money { figure: scaled, currency: currency.clone() }),
        _ => None,
    }
}

/// "fell from 9.4 million viewers to 5.2m": beside millions of something, and no length, "m" is not metres.
fn millions(view: View<'_>, readings: &mut [Reading]) {
    let metres = |r: &Reading| {
        let last = (r.tokens.end as usize).checked_sub(1);
        matches!(&r.value, Value::Measure { unit, .. } if view.lexicon.units[*unit as usize].ucum == METRE)
            && last.is_some_and(|i| view.text(i) == METRE && view.glued(i))
    };
    let length = |r: &Reading| matches!(&r.value, Value::Measure { unit, .. } if view.lexicon.units[*unit as usize].dimension == Dimension::Length);
    let counted = |r: &Reading| matches!(&r.value, Value::Number(f) | Value::Quantity { figure: f, .. } if f.scaled);
    // "4.2m had fled", "1.3m were homeless": what does or suffers something is no length.
    let does = |r: &Reading| {
        let (start, end) = (r.tokens.start as usize, r.tokens.end as usize);
        let held = start > 0
            && (view.is(start - 1, Func::The)
                || view.token(start - 1).is_some_and(|t| {
                    matches!(t.pos, Pos::Determiner | Pos::Verb | Pos::Adjective | Pos::Preposition | Pos::Name)
                }));
        // "were", "have", "will", but not "is" and "isn't"
        let many = view.lexicon.is_bare(view.text(end))
            || [Func::Have, Func::Will, Func::Would, Func::Modal].into_iter().any(|f| view.is(end, f));
        !held && view.token(end).is_some_and(|t| t.pos == Pos::Verb || t.pos == Pos::Aux && many)
    };
    let told = readings.iter().any(counted) && !readings.iter().any(|r| length(r) && !metres(r));
    let million = Decimal::from(1_000_000);
    // "508m long", "a wall 12m high"
    let long = |r: &Reading| view.beside(r.tokens.end as usize, BesideWord::Spatial).is_some();
    for reading in readings.iter_mut().filter(|r| metres(r) && !long(r) && (told || does(r))) {
        let Value::Measure { figure, .. } = &reading.value else { continue };
        let Some((number, grain)) =
            figure.number.and_then(|n| Some((n.checked_mul(million)?, figure.grain.checked_mul(million)?)))
        else {
            continue;
        };
        let mut scaled = Figure { scaled: true, digits: figure.digits, ..Figure::exact(number, grain) };
        if let Some(kind) = figure.hedge {
            super::hedge::put(&mut scaled, kind);
        }
        reading.value = Value::Number(scaled);
    }
}

/// "Osk polled 61 percent, Lier 48 and Karup 39": a name, or which of several, and its figure, the rest left out.
fn gapped(view: View<'_>, first: &Reading, second: &Reading) -> bool {
    let (from, to) = (first.whole.unwrap_or(first.tokens).end as usize, second.tokens.start as usize);
    let joined = [",", ";", ":"].iter().any(|mark| view.mark(from, mark)) || view.is(from, Func::And);
    let ranked = |i: usize| {
        i > from + 1 && view.is(i - 1, Func::The) && number::kind(view, i, |k| k == NumeralKind::Ordinal).is_some()
    };
    let name = |i: usize| view.token(i).is_some_and(|t| t.kind == TokenKind::Word && t.capital) || ranked(i);
    let names = (from + 1..to).all(|i| name(i) || view.is(i, Func::The) || view.is(i, Func::And));
    joined && to > from + 1 && to <= from + 6 && names && name(to - 1)
}

/// What one of the word for money that closes a reading is worth: 0.01 behind "5 cents".
fn worth(view: View<'_>, reading: &Reading) -> Decimal {
    let end = reading.tokens.end as usize;
    let minor = (reading.tokens.start as usize..end)
        .find_map(|i| view.currency(i).filter(|(_, len)| i + len == end).and_then(|(currency, _)| currency.minor));
    minor.unwrap_or(Decimal::ONE)
}

/// A bare figure in the unit of another value, of which the word is worth so much; a percentage that tells
/// a change lends none.
fn in_unit(figure: &Figure, other: &Value, worth: Decimal) -> Option<Value> {
    let mut figure = figure.clone();
    if worth != Decimal::ONE && figure.hedge.is_none() {
        let number = figure.number?.checked_mul(worth)?;
        figure = Figure { digits: figure.digits, ..Figure::exact(number, figure.grain.checked_mul(worth)?) };
    } else if worth != Decimal::ONE {
        return None;
    }
    Some(match other {
        Value::Money { currency, .. } | Value::Change { of: ChangeOf::Money(currency), .. } => {
            Value::Money { figure, currency: currency.clone() }
        }
        Value::Measure { unit, .. } | Value::Change { of: ChangeOf::Measure(unit), .. } => {
            Value::Measure { figure, unit: *unit }
        }
        Value::Percent { points: false, .. } => Value::Percent { figure, points: false },
        Value::Duration { unit, .. } => {
            let iso = dates::iso(&figure, *unit);
            Value::Duration { figure, unit: *unit, iso }
        }
        _ => return None,
    })
}

/// Whether a figure goes before a length of time in the same words: "the forty-second president" is a
/// rank ("a forty-second delay" is none), "a quarter of the votes" a share.
fn rather(view: View<'_>, at: usize, date: &Reading, figure: &Reading) -> bool {
    let article = at > 0 && view.is(at - 1, Func::A);
    let figures = match figure.value {
        Value::Ordinal(_) => !article,
        Value::Percent { .. } => figure.whole.is_some(),
        _ => false,
    };
    figures && matches!(date.value, Value::Duration { .. }) && date.tokens == figure.tokens
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Sentence, analyse, analyse_to};
    use crate::claims::Dateline;
    use crate::claims::testing::{ignores, reads};
    use crate::document::Document;
    use crate::lexicon::{Lexicon, Senses};

    /// What the packs read and ignore is most of what can begin a claim.
    #[test]
    fn where_no_claim_may_begin_none_would_be_read() -> Result<(), Box<dyn std::error::Error>> {
        let lexicon = Lexicon::english_with_examples()?;
        let dateline = Dateline::parse("2015-05-12");
        for example in &lexicon.examples {
            let document = Document::text("-", example.text.clone());
            let analysis = analyse(&document, &lexicon);
            let (mut anchor, mut other) = (Anchor::new(dateline), Anchor::new(dateline));
            for sentence in &analysis.sentences {
                let prose = &document.blocks()[sentence.block as usize].text;
                let view = View { lexicon: &lexicon, prose, sentence };
                // Nothing is ruled out: neither tokens nor readers.
                let open = Sentence { senses: Senses::all(), ..sentence.clone() };
                let open = View { sentence: &open, ..view };
                let everywhere = vec![Leads { figure: true, date: true, reach: CalendarKinds::ANY }; view.len()];
                assert_eq!(readings(view, &mut anchor), read(open, &mut other, &everywhere), "{}", example.text);
            }
        }
        Ok(())
    }

    /// A list of claims asks for no more of a sentence than its readers need.
    #[test]
    fn a_sentence_is_parsed_as_deep_as_its_claims_need() -> Result<(), Box<dyn std::error::Error>> {
        let lexicon = Lexicon::english_with_examples()?;
        let dateline = Dateline::parse("2015-05-12");
        for example in &lexicon.examples {
            let document = Document::text("-", example.text.clone());
            let claims = |analysis| {
                let read = crate::claims::list(&document, &analysis, &lexicon, dateline);
                let values = read.claims.into_iter().map(|c| (c.span, c.value));
                (values.collect::<Vec<_>>(), read.skipped)
            };
            let (all, asked) = (analyse(&document, &lexicon), analyse_to(&document, &lexicon, depth));
            assert_eq!(claims(asked), claims(all), "{}", example.text);
        }
        Ok(())
    }

    #[test]
    fn an_end_that_leaves_out_its_unit_has_that_of_the_other() {
        let text = "The prize fell to 82 million from 90 million crowns.";
        reads(text, "82 million", "money 82000000 SEK");
        reads(text, "90 million crowns", "money 90000000 SEK");
        reads("The duty rose to 5 cents from 3.", "3", "money 0.03 USD");
        reads("Orrest polled 61 percent, Lide 48 and Karp 39.", "39", "percent 39");
    }

    #[test]
    fn an_end_that_leaves_out_its_scale_has_that_of_the_other() {
        for (text, words, gist) in [
            ("The fund rose from 40 to 50 million crowns.", "40", "money 40000000 SEK"),
            ("The fund fell to $40 from $50 million.", "$40", "money 40000000 USD"),
            ("It grew from 1.2 to 0.8 million.", "1.2", "number 1200000"),
            ("It grew from 600 to 1.2 million.", "600", "number 600"),
        ] {
            reads(text, words, gist);
        }
    }

    #[test]
    fn the_second_side_of_a_thing_has_the_unit_of_the_first() {
        reads("The wall is 4 metres by 6.", "6", "measure 6 m");
    }

    #[test]
    fn money_may_look_like_a_verb() {
        reads("A family pays 7,900 crowns more.", "7,900 crowns", "money 7900 SEK");
        ignores("Of 50 entrants 38 won medals.", "money 38 KRW");
    }

    #[test]
    fn beside_millions_m_is_no_length() {
        reads("It fell from 9.4 million listeners to 5.2m.", "5.2m", "number 5200000");
        reads("It fell from 9.4m at noon.", "9.4m", "measure 9.4 m");
        reads("By then 4.2m had fled.", "4.2m", "number 4200000");
        reads("The 40m was closed.", "40m", "measure 40 m");
        reads("The 3 million visitors saw a wall of 40m and a moat of 12 metres.", "40m", "measure 40 m");
    }

    #[test]
    fn a_percentage_of_change_lends_its_unit_to_no_level() {
        ignores("Sales rose 5 percent to 70.", "percent 70");
    }
}

//! From what dates count: the dateline, and the date that the text put before.

use super::dates::{day, day_number, month_word, year_digits};
use super::value::Moment;
use super::{Reading, Value};
use crate::analysis::{Range, View, analyse};
use crate::document::{BlockKind, Document};
use crate::lexicon::{Lexicon, Period, TokenKind, split};
use jiff::civil::Date;

/// The date of a draft, with its hour where one is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dateline {
    /// The day.
    pub date: Date,
    /// The moment, where the dateline has a time of day.
    pub moment: Option<Moment>,
}

impl Dateline {
    /// A dateline without an hour.
    #[must_use]
    pub fn day(date: Date) -> Self {
        Self { date, moment: None }
    }

    /// Reads `2015-05-12` or `2013-02-12T04:30` (seconds allowed). An offset is left out, `Z` like any other: a draft's
    /// hours are those of its own place.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Ok(date) = text.parse::<Date>()
            && text.len() <= 10
        {
            return Some(Self::day(date));
        }
        let civil = text.strip_suffix(['Z', 'z']).filter(|t| t.len() > 10 && !t.ends_with(char::is_whitespace));
        let moment = civil.unwrap_or(text).parse::<Moment>().ok()?;
        Some(Self { date: moment.date(), moment: Some(moment) })
    }
}

/// What relative dates count from, as the text goes on.
#[derive(Debug, Clone, Copy)]
pub struct Anchor {
    /// The dateline.
    pub dateline: Option<Dateline>,
    /// The last date that the text itself gave, for "the following month", "a year earlier".
    pub text: Option<Date>,
    /// Its grain: a month, a quarter.
    pub grain: Option<Period>,
    /// A year that dates the sentence's main verb, or the verb before it that the sentence continues.
    pub year: Option<i16>,
    /// The first day of the last quarter that the text spoke of, for "the quarter".
    pub quarter: Option<Date>,
    /// The last day that this sentence gave, for its clock times.
    pub day: Option<Date>,
    /// The year in force in this sentence, for the next one if it continues.
    pub(super) told: Option<i16>,
    /// The year of the sentence before, which may still be meant.
    pub(super) maybe: Option<i16>,
    /// Which small numbers the last sentences with figures told, the last first: bits, for "two were lost, a third
    /// saved".
    pub(super) counts: [u32; 2],
    /// The sentence that was read last: its block, and where it begins.
    pub(super) sentence: Option<(u32, u32)>,
}

impl Anchor {
    /// Starts at the dateline.
    #[must_use]
    pub fn new(dateline: Option<Dateline>) -> Self {
        Self {
            dateline,
            text: None,
            grain: None,
            year: None,
            quarter: None,
            day: None,
            told: None,
            maybe: None,
            counts: [0; 2],
            sentence: None,
        }
    }
}

/// Whether a word is in capitals, as the place of a wire dateline is.
fn shouted(text: &str) -> bool {
    text.chars().count() > 1 && text.chars().all(|c| !c.is_lowercase()) && text.chars().any(char::is_uppercase)
}

/// A wire dateline at the head of a story: "LANEK, Nov. 25 (Agency) —".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    month: u8,
    day: u8,
    year: Option<i16>,
    /// The tokens of the date.
    date: Range,
    /// One past its last token, the dash.
    pub(super) end: usize,
}

impl Head {
    /// Its date as a reading; a year that is not written is the one nearest the dateline.
    pub(super) fn reading(self, view: View<'_>, anchor: &Anchor) -> Reading {
        Reading {
            tokens: self.date,
            value: Value::When(day(view, anchor, self.month, self.day, self.year)),
            noun: None,
            whole: None,
        }
    }
}

/// The wire dateline with which a sentence begins its block: a place in capitals, a date, and a dash.
pub(super) fn head(view: View<'_>) -> Option<Head> {
    const PLACE: usize = 12;
    const AGENCY: usize = 8;
    const FRONT: usize = 4;
    // A dash, a bullet or a picture may stand in front.
    let head = (0..FRONT).find(|&i| view.token(i).is_none_or(|t| t.kind != TokenKind::Mark))?;
    let opens = view.token(0)?.start as usize == view.prose.len() - view.prose.trim_start().len();
    if !opens || view.token(head)?.kind != TokenKind::Word || !shouted(view.text(head)) {
        return None;
    }
    let date = |at: usize| {
        if let Some((month, end)) = month_word(view, at) {
            let (day, end, _) = day_number(view, end)?;
            return Some((month, day, end));
        }
        let (day, end, _) = day_number(view, at)?;
        let (month, end) = month_word(view, end)?;
        Some((month, day, end))
    };
    let place = |at: usize| {
        view.token(at).is_some_and(|t| match t.kind {
            TokenKind::Word => t.capital,
            TokenKind::Mark => matches!(view.text(at), "," | "." | "/" | "-"),
            _ => false,
        })
    };
    let at = (head + 1..head + PLACE).take_while(|&i| i == head + 1 || place(i - 1)).find(|&i| date(i).is_some())?;
    let (month, day, mut end) = date(at)?;
    let comma = if view.mark(end, ",") { end + 1 } else { end };
    let year = year_digits(view, comma);
    if year.is_some() {
        end = comma + 1;
    }
    let date = Range { start: at as u32, end: end as u32 };
    if view.mark(end, "(") {
        end = (end + 1..end + AGENCY).find(|&i| view.mark(i, ")"))? + 1;
    }
    let dash = view.dash(end) && !(view.glued(end) && view.glued(end + 1) && view.text(end) == "-");
    dash.then_some(Head { month, day, year, date, end: end + 1 })
}

/// The date of a wire dateline at the head of the first paragraph. A year that is not written is the
/// latest of `near` (the years of the facts); where that has none, there is no dateline.
#[must_use]
pub fn wire(document: &Document, lexicon: &Lexicon, near: impl FnOnce() -> Option<i16>) -> Option<Dateline> {
    const HEAD: usize = 160;
    let prose = &document.blocks().iter().find(|b| b.kind == BlockKind::Paragraph)?.text;
    let cut = prose.char_indices().nth(HEAD).map_or(prose.len(), |(at, _)| at);
    let prose = prose.get(..cut)?;
    // Few drafts have one, and the first word tells.
    let first = split(prose).into_iter().find(|t| t.kind != TokenKind::Mark);
    first.filter(|t| prose.get(t.start as usize..t.end as usize).is_some_and(shouted))?;
    let start = Document::text("", prose.to_owned());
    let analysis = analyse(&start, lexicon);
    let sentence = analysis.sentences.first()?;
    let prose = &start.blocks().get(sentence.block as usize)?.text;
    let head = head(View { lexicon, prose, sentence })?;
    let year = head.year.or_else(near)?;
    Date::new(year, i8::try_from(head.month).ok()?, i8::try_from(head.day).ok()?).ok().map(Dateline::day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dateline(text: &str, near: &[i16]) -> Option<String> {
        let lexicon = Lexicon::english().expect("the packs are sound");
        let document = Document::text("draft", text.to_owned());
        wire(&document, &lexicon, || near.iter().copied().max()).map(|d| d.date.to_string())
    }

    #[test]
    fn a_wire_dateline_takes_the_year_of_the_facts() {
        assert_eq!(
            dateline("LANEK, Nov. 25 (Agency) \u{2014} A ferry sank.", &[2014, 2015]).as_deref(),
            Some("2015-11-25")
        );
        assert_eq!(
            dateline("PORT LANEK, Sarova, 3 May (Agency) - A ferry sank.", &[2015]).as_deref(),
            Some("2015-05-03")
        );
        assert_eq!(
            dateline("\u{1f600} LANEK, Nov. 25 (Agency) -- A ferry sank.", &[2014]).as_deref(),
            Some("2014-11-25")
        );
        assert_eq!(dateline("LANEK, May 3, 2012 -- A ferry sank.", &[2015]).as_deref(), Some("2012-05-03"));
        assert_eq!(dateline("LANEK, Nov. 25 (Agency) \u{2014} A ferry sank.", &[]), None);
    }

    #[test]
    fn running_text_has_no_wire_dateline() {
        for text in [
            "On Nov. 25 a ferry sank \u{2014} again.",
            "UNESCO said on May 3 that it closed.",
            "LANEK (Agency) \u{2014} A ferry sank.",
        ] {
            assert_eq!(dateline(text, &[2015]), None, "{text}");
        }
    }
}

//! Quotations against what was said (semantics 5): whole, in part, changed, or by somebody else.

mod align;
mod tell;

use super::{Finding, Grade, Verdict};
use crate::analysis::Analysis;
use crate::claims::{Dateline, Kind, Value};
use crate::document::{Document, ProseSpan, SourceSpan};
use crate::facts::{Facts, Quoted};
use crate::lexicon::{Lexicon, Sense, Spoken, Stem, fold};
use crate::pairing::quotes::{Attribution, Link, Passages, Piece, QuoteIndex, Reference, Speaker, passages};
use align::{Alignment, Item, align};
use std::ops::Range;

/// Shorter quotations are nobody's own words.
const LEAST: usize = 3;
/// A quotation that differs has so many words of the reference at least, and so many of them that tell
/// something.
const LEAST_MET: usize = 3;
const LEAST_TELLING: usize = 2;
/// Of a quotation that nobody is named for, so many tell something, or it is nearly the whole reference.
const LEAST_UNNAMED: usize = 3;
/// Of the named speaker, so many words in a row are his, though none of them tells much.
const LEAST_ROW: usize = 6;
/// Another's words are his own, unless so many of them are the reference's.
const LEAST_STOLEN: usize = 5;
/// So many pieces are joined at most.
const PIECES: usize = 24;

/// The findings for the quotations of a draft, in its order; those that no reference is of have none.
#[must_use]
pub fn judge(
    document: &Document,
    analysis: &Analysis,
    index: &QuoteIndex,
    facts: &Facts,
    lexicon: &Lexicon,
    dateline: Option<Dateline>,
) -> Vec<Finding> {
    if index.is_empty() {
        return Vec::new();
    }
    let passages = passages(document, analysis, lexicon);
    let room = Room { document, index, facts, lexicon, dateline, passages: &passages };
    let items: Vec<Spread> = passages.pieces.iter().map(|p| room.spread(p)).collect();
    let mut runs: Vec<Run> = Vec::new();
    let mut at = 0;
    while at < items.len() {
        let run = room.longest(&items, at);
        at = run.as_ref().map_or(at + 1, |r| r.pieces.end);
        runs.extend(run);
    }
    let stretches: Vec<Range<usize>> = runs.iter().map(|r| r.pieces.clone()).collect();
    let told = passages.speakers(document, analysis, lexicon, &stretches);
    runs.iter().zip(&told).filter_map(|(run, told)| room.finding(run, told)).collect()
}

/// A piece: what it holds, and the references that its words may be of; any, where it is too short to tell.
struct Spread {
    items: Vec<Item>,
    of: Option<Vec<usize>>,
}

/// A quotation as it lies along a reference.
struct Laid {
    /// Index into the facts.
    fact: usize,
    alignment: Alignment,
}

/// A quotation of one piece or more, with the references that share half of its words.
struct Run {
    pieces: Range<usize>,
    items: Vec<Item>,
    laid: Vec<Laid>,
}

struct Room<'a> {
    document: &'a Document,
    index: &'a QuoteIndex,
    facts: &'a Facts,
    lexicon: &'a Lexicon,
    dateline: Option<Dateline>,
    passages: &'a Passages,
}

impl<'a> Room<'a> {
    fn prose(&self, piece: &Piece) -> &'a str {
        let text = self.document.blocks().get(piece.block as usize).map_or("", |b| b.text.as_str());
        text.get(piece.start as usize..piece.end as usize).unwrap_or_default()
    }

    fn spread(&self, piece: &Piece) -> Spread {
        let items = self.items(piece);
        let words = || items.iter().filter_map(word);
        let of = (words().count() >= LEAST).then(|| self.index.candidates(words().map(|(w, _)| w.word)));
        Spread { items, of }
    }

    /// The words, gaps and insertions of a piece, in offsets of its block.
    fn items(&self, piece: &Piece) -> Vec<Item> {
        let text = self.prose(piece);
        let mut out = Vec::new();
        let mut from = 0;
        while let Some((at, width, mark)) = special(text, from) {
            self.words(piece, text, from..at, &mut out);
            out.push(mark);
            from = at + width;
        }
        self.words(piece, text, from..text.len(), &mut out);
        out
    }

    fn words(&self, piece: &Piece, text: &str, range: Range<usize>, out: &mut Vec<Item>) {
        let shift = piece.start + range.start as u32;
        let words = self.lexicon.spoken(text.get(range).unwrap_or_default());
        let place = |w: Spoken| Spoken { start: w.start + shift, end: w.end + shift, ..w };
        out.extend(words.into_iter().map(|w| Item::Word(place(w), 0)));
    }

    /// The longest run of pieces from this one that one reference holds.
    fn longest(&self, pieces: &[Spread], at: usize) -> Option<Run> {
        // The references that every piece so far may be of: a run ends where none is left.
        let mut of: Option<Vec<usize>> = None;
        let mut runs: Vec<(usize, Vec<usize>)> = Vec::new();
        for (next, piece) in pieces.iter().enumerate().skip(at).take(PIECES) {
            if next > at && self.passages.links.get(next).is_none_or(|l| *l == Link::Apart) {
                break;
            }
            of = match (of, &piece.of) {
                (None, own) => own.clone(),
                (Some(of), None) => Some(of),
                (Some(of), Some(own)) => Some(of.into_iter().filter(|r| own.contains(r)).collect()),
            };
            if of.as_ref().is_some_and(Vec::is_empty) {
                break;
            }
            runs.push((next + 1, of.clone().unwrap_or_default()));
        }
        runs.into_iter().rev().map(|(end, of)| self.run(pieces, at..end, of)).find(|run| !run.laid.is_empty())
    }

    fn run(&self, spread: &[Spread], pieces: Range<usize>, of: Vec<usize>) -> Run {
        let mut all = Vec::new();
        for (n, at) in pieces.clone().enumerate() {
            if n > 0 && self.passages.links.get(at) == Some(&Link::Behind) {
                all.push(Item::Pause);
            }
            let own = spread.get(at).map(|s| s.items.as_slice()).unwrap_or_default();
            all.extend(own.iter().map(|i| match i {
                Item::Word(w, _) => Item::Word(*w, n as u16),
                other => *other,
            }));
        }
        let words = || all.iter().filter_map(word);
        // Pieces that are each too short to tell may tell together.
        let of = if of.is_empty() { self.index.candidates(words().map(|(w, _)| w.word)) } else { of };
        let mut laid = Vec::new();
        if words().count() >= LEAST {
            for fact in of {
                let Some(reference) = self.index.reference(fact).filter(|r| r.words.len() >= LEAST) else { continue };
                // Laying words along words costs more than seeing that too few are there at all.
                let there: Vec<bool> = all.iter().map(|item| self.has(&reference.words, item)).collect();
                if self.known(fact) && half(&all, there.into_iter(), pieces.len()) {
                    let alignment = align(&all, &reference.words, &self.lexicon.speech);
                    if half(&all, alignment.met.iter().map(Option::is_some), pieces.len()) {
                        laid.push(Laid { fact, alignment });
                    }
                }
            }
        }
        Run { pieces, items: all, laid }
    }

    /// Whether an item is one of these words.
    fn has(&self, words: &[Spoken], item: &Item) -> bool {
        word(item).is_some_and(|(word, _)| words.iter().any(|w| self.lexicon.speech.same(&word, w).is_some()))
    }

    /// Whether the reference was known on the dateline.
    fn known(&self, fact: usize) -> bool {
        let since = self.facts.quotes.get(fact).and_then(|q| q.ground.as_of);
        !since.zip(self.dateline).is_some_and(|(since, dateline)| since > dateline.date)
    }

    /// The reference that a run is of, and the verdict; the best one decides.
    fn finding(&self, run: &Run, told: &Attribution) -> Option<Finding> {
        let judged = run.laid.iter().filter_map(|laid| {
            let speaker = self.index.speaker(laid.fact, told);
            let verdict = self.verdict(run, laid, speaker)?;
            Some((verdict, laid.alignment.changes.len(), laid, speaker))
        });
        let (verdict, _, laid, speaker) = judged.min_by_key(|(v, changes, ..)| (*v, *changes))?;
        let quoted = self.facts.quotes.get(laid.fact)?;
        let reference = self.index.reference(laid.fact)?;
        let span = self.span(run)?;
        let words: Vec<&str> = self.passages.pieces.get(run.pieces.clone())?.iter().map(|p| self.prose(p)).collect();
        let value = Value::Quote { text: words.join(" "), speaker: told.name.clone() };
        let telling = tell::Telling { room: self, run, laid, quoted, reference, told, speaker };
        let finding = Finding {
            kind: Some(Kind::Quote),
            value: Some(value),
            verdict,
            message: telling.message(verdict),
            suggestion: telling.suggestion(verdict, span),
            expected: Some(expected(quoted)),
            reference: Some(format!("\u{201c}{}\u{201d} ({})", tell::shortened(&quoted.words), quoted.speaker)),
            ..Finding::at(self.document, span)
        };
        Some(finding.on(&quoted.ground))
    }

    /// From the first word of the first piece to the last of the last.
    fn span(&self, run: &Run) -> Option<SourceSpan> {
        let pieces = self.passages.pieces.get(run.pieces.clone())?;
        let place = |p: &Piece| self.document.source_span(ProseSpan { block: p.block, start: p.start, end: p.end });
        Some(SourceSpan { start: place(pieces.first()?).start, end: place(pieces.last()?).end })
    }

    fn verdict(&self, run: &Run, laid: &Laid, speaker: Speaker) -> Option<Verdict> {
        let aligned = &laid.alignment;
        let reference = self.index.reference(laid.fact)?;
        if speaker == Speaker::Stranger {
            return None;
        }
        let met = aligned.met.iter().flatten().count();
        let words = run.items.iter().filter_map(word).count();
        let telling = self.telling(run, aligned);
        let whole = aligned.spans == (0..reference.words.len());
        if aligned.changes.is_empty() {
            if speaker == Speaker::Other {
                let own = whole && telling >= LEAST_TELLING || met >= LEAST_STOLEN && telling >= LEAST;
                return own.then_some(Verdict::Disagree);
            }
            let marked = aligned.skips || run.items.contains(&Item::Inserted) || self.gap(run, laid);
            return Some(Verdict::Match(match () {
                () if aligned.short => Grade::Loose,
                () if whole && !marked => Grade::Exact,
                () => Grade::LessPrecise,
            }));
        }
        let nearly = aligned.spans.len() * 5 >= reference.words.len() * 4;
        let surely = match speaker {
            Speaker::Stranger => false,
            Speaker::Same => met * 2 >= words,
            Speaker::Unknown => met * 5 >= words * 3 && (telling >= LEAST_UNNAMED || nearly),
            Speaker::Other => met * 5 >= words * 4 && met >= LEAST_STOLEN && telling >= LEAST_UNNAMED && nearly,
        };
        let changed: usize = aligned.changes.iter().map(|c| c.draft.len().max(c.reference.len())).sum();
        // "from so many who had so few": words of grammar too, where so many stand in a row.
        let tells =
            telling >= LEAST_TELLING || speaker == Speaker::Same && changed == 1 && in_a_row(&aligned.met) >= LEAST_ROW;
        (surely && met >= LEAST_MET && tells && changed <= words && !self.title(run)).then_some(Verdict::Disagree)
    }

    /// Whether a gap is marked between two words, where the reference has none.
    fn gap(&self, run: &Run, laid: &Laid) -> bool {
        let aligned = &laid.alignment;
        let (Some(quoted), Some(reference)) = (self.facts.quotes.get(laid.fact), self.index.reference(laid.fact))
        else {
            return false;
        };
        let gaps = run.items.iter().enumerate().filter(|(_, item)| **item == Item::Gap);
        gaps.map(|(i, _)| i).any(|i| {
            let before = aligned.met.get(..i).unwrap_or_default().iter().rev().flatten().next();
            let after = aligned.met.get(i..).unwrap_or_default().iter().flatten().next();
            let (Some(before), Some(after)) = (before, after) else { return false };
            let at = |j: &usize| reference.words.get(*j);
            let between =
                at(before).zip(at(after)).and_then(|(b, a)| quoted.words.get(b.end as usize..a.start as usize));
            between.is_none_or(|b| special(b, 0).is_none())
        })
    }

    /// How many of the words that are met tell something: no words of grammar.
    fn telling(&self, run: &Run, aligned: &Alignment) -> usize {
        let mut seen: Vec<Stem> = Vec::new();
        for (item, met) in run.items.iter().zip(&aligned.met) {
            let (Some((word, piece)), Some(_)) = (word(item), met) else { continue };
            let at = run.pieces.start + piece as usize;
            let text = self.passages.pieces.get(at).and_then(|p| self.document.blocks().get(p.block as usize));
            let letters = text.and_then(|b| b.text.get(word.start as usize..word.end as usize)).unwrap_or_default();
            let grammar = self.lexicon.senses(&fold(letters)).iter().any(|s| matches!(s, Sense::Func(_)));
            if !grammar && !seen.contains(&word.word) {
                seen.push(word.word);
            }
            if seen.len() > LEAST {
                break;
            }
        }
        seen.len()
    }

    /// "The Winter Signature": nearly all words have capitals, as in the title of a book.
    fn title(&self, run: &Run) -> bool {
        let pieces = self.passages.pieces.get(run.pieces.clone()).unwrap_or_default();
        let long = pieces.iter().flat_map(|p| self.prose(p).split_whitespace()).filter(|w| w.chars().count() > 3);
        let (mut all, mut capitals) = (0, 0);
        for word in long {
            all += 1;
            capitals += usize::from(word.starts_with(char::is_uppercase));
        }
        all > 0 && capitals * 5 >= all * 4
    }
}

fn expected(quoted: &Quoted) -> Value {
    Value::Quote { text: quoted.words.clone(), speaker: Some(quoted.speaker.clone()) }
}

fn word(item: &Item) -> Option<(Spoken, u16)> {
    match item {
        Item::Word(word, piece) => Some((*word, *piece)),
        _ => None,
    }
}

/// How many words are met in a row.
fn in_a_row(met: &[Option<usize>]) -> usize {
    let (mut best, mut count) = (0, 0);
    let mut last: Option<usize> = None;
    for met in met {
        count = match (met, last) {
            (Some(m), Some(l)) if *m == l + 1 => count + 1,
            (Some(_), _) => 1,
            (None, _) => 0,
        };
        last = *met;
        best = best.max(count);
    }
    best
}

/// Whether half of the words are the reference's, of each piece where there are several.
fn half(items: &[Item], met: impl Iterator<Item = bool>, pieces: usize) -> bool {
    let mut counts = vec![(0_usize, 0_usize); pieces];
    for (item, met) in items.iter().zip(met) {
        if let Some((_, piece)) = word(item)
            && let Some(count) = counts.get_mut(piece as usize)
        {
            count.0 += 1;
            count.1 += usize::from(met);
        }
    }
    counts.iter().all(|(all, met)| met * 2 >= *all)
}

/// The next gap or insertion: where it stands, how long it is, what it is.
fn special(text: &str, from: usize) -> Option<(usize, usize, Item)> {
    for (at, c) in text.get(from..)?.char_indices().map(|(i, c)| (from + i, c)) {
        let rest = &text[at..];
        match c {
            '\u{2026}' => return Some((at, c.len_utf8(), Item::Gap)),
            '.' if rest.starts_with("...") => {
                return Some((at, rest.len() - rest.trim_start_matches('.').len(), Item::Gap));
            }
            '.' if rest.starts_with(". . .") => return Some((at, 5, Item::Gap)),
            '[' => {
                let close = rest.find(']')?;
                let inside = &rest[1..close];
                let dots = !inside.is_empty() && inside.chars().all(|c| matches!(c, '.' | '\u{2026}' | ' '));
                // "hotel[s]", "[t]he": the word that it is glued to is changed with it.
                let before = text[from..at].chars().rev().take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum();
                let after: usize =
                    rest[close + 1..].chars().take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum();
                let mark = if dots { Item::Gap } else { Item::Inserted };
                let before: usize = before;
                return Some((at - before, before + close + 1 + after, mark));
            }
            _ => {}
        }
    }
    None
}

impl Reference {
    /// The reference's own letters from one of its words up to another.
    fn slice<'t>(&self, text: &'t str, words: &Range<usize>) -> &'t str {
        let (Some(first), Some(last)) = (self.words.get(words.start), self.words.get(words.end.wrapping_sub(1))) else {
            return "";
        };
        text.get(first.start as usize..last.end as usize).unwrap_or_default()
    }
}

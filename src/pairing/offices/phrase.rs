//! A title in a draft with all that belongs to it, and the person beside it.

use super::body::{institution, located, stretch};
use super::person;
use super::title::{self, Word};
use crate::analysis::{Pos, Range, View};
use crate::lexicon::{Func, OfficeWord, TokenKind};

/// What stands before a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Front {
    /// Nothing: "Mayor Renn", "Renn, mayor of Halmic".
    Bare,
    /// "the mayor", "Halmic's mayor"
    The,
    /// "a former mayor"
    A,
    /// "its chief executive"
    Pronoun,
}

/// How the person stands to the title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// "Mayor Pavo Renn"
    Before,
    /// "Pavo Renn, the mayor"
    Behind,
    /// "the mayor, Pavo Renn,"
    Named,
}

/// A title in a draft.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Phrase {
    /// From its first modifier to its last word, determiner left out.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) head: Word,
    pub(super) words: Vec<Word>,
    pub(super) front: Front,
    /// Where the determiner stands, or the title begins.
    pub(super) edge: usize,
    /// Where a name begins that the last phrase of the title runs into ("Minister of Health Salome Adaro").
    runs_into: Option<usize>,
    /// It has phrases behind its head.
    phrases: bool,
    /// Tokens of a time that belongs to it ("chancellor in 1994").
    pub(super) time: Option<Range>,
}

/// A person beside a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Beside {
    pub(super) form: Form,
    pub(super) name: Range,
    /// "an aide to the mayor, Karl Mohn": the name may be the aide's.
    pub(super) doubtful: bool,
}

/// What is known of the words of facts' titles, and of the times of the sentence.
pub(super) struct Known<'a> {
    /// Whether a word is one of a title that has this head.
    pub(super) word: &'a dyn Fn(&Word) -> bool,
    /// The time that holds a token.
    pub(super) time: &'a dyn Fn(usize) -> Option<Range>,
}

pub(super) fn joins(view: View<'_>, at: usize) -> bool {
    view.dash(at) && view.glued(at) && view.glued(at + 1)
}

pub(super) fn empty(view: View<'_>, at: usize) -> bool {
    view.is(at, Func::The) || view.is(at, Func::A) || view.is(at, Func::Possessive) || view.is(at, Func::Determiner)
}

impl Phrase {
    /// Whether a word of it makes it another title: "former", "deputy".
    pub(super) fn modified(&self) -> bool {
        self.words.iter().any(|w| w.modifies().is_some_and(|m| m != OfficeWord::Plain))
    }

    /// The title around the head that stands here; none where the head belongs to another noun ("the
    /// mayor's wife").
    pub(super) fn around(view: View<'_>, head: Word, known: &Known<'_>) -> Option<Self> {
        let start = Self::left(view, head.start, known);
        // "Gov. Pavo Renn"
        let end = if person::short(view, head.end) { head.end + 1 } else { head.end };
        let mut out = Self {
            start,
            end,
            words: Vec::new(),
            front: Front::Bare,
            edge: start,
            runs_into: None,
            phrases: false,
            time: None,
            head,
        };
        out.read(view, start, out.head.start, false);
        out.determine(view);
        out.right(view, known)?;
        Some(out)
    }

    /// Its tokens, determiner left out.
    pub(super) fn range(&self) -> Range {
        Range { start: self.start as u32, end: self.end as u32 }
    }

    /// Where the words before a head begin.
    fn left(view: View<'_>, head: usize, known: &Known<'_>) -> usize {
        let mut left = head;
        while let Some(before) = left.checked_sub(1) {
            // "one-time", "newly elected": a modifier of several tokens.
            let long = (1..=3usize).filter_map(|n| left.checked_sub(n)).find(|&from| {
                title::at(view, from).is_some_and(|w| w.end == left && w.end - w.start > 1 && w.modifies().is_some())
            });
            if let Some(from) = long {
                left = from;
                continue;
            }
            let word = title::at(view, before);
            // "Under Secretary of State": it takes the head in.
            if word.as_ref().is_some_and(|w| w.end == head + 1 && w.is(OfficeWord::Other)) && left == head {
                left = before;
                continue;
            }
            let fits = title::nominal(view, before)
                || word.as_ref().is_some_and(|w| {
                    w.end <= left
                        && !view.is(before, Func::Of)
                        && (w.modifies().is_some() || (known.word)(w))
                        && !view.digits(before)
                });
            if fits && (known.time)(before).is_none() {
                left = before;
            } else if let Some(of) = institution(view, left) {
                left = of;
            } else if before > 0
                && person::short(view, before)
                && title::at(view, before - 1).is_some_and(|w| w.modifies().is_some() || (known.word)(&w))
            {
                // "Lt. Gov."
                left = before - 1;
            } else if before > 0
                && (view.token(before).is_some_and(|t| t.pos == Pos::Possessive) && title::nominal(view, before - 1)
                    || joins(view, before) && view.token(before - 1).is_some_and(|t| t.kind == TokenKind::Word))
            {
                left = before - 1;
            } else {
                break;
            }
        }
        left
    }

    /// Reads the words of a stretch.
    fn read(&mut self, view: View<'_>, from: usize, to: usize, behind: bool) {
        let mut at = from;
        while at < to {
            let Some(word) = title::at(view, at) else { break };
            let end = word.end.min(to).max(at + 1);
            let skip = view.token(at).is_some_and(|t| matches!(t.pos, Pos::Mark | Pos::Possessive))
                || empty(view, at)
                || view.is(at, Func::And)
                || !word.capital && title::PREPOSITIONS.iter().any(|f| view.is(at, *f));
            if !skip {
                self.words.push(Word { behind, ..word });
            }
            at = end;
        }
    }

    fn determine(&mut self, view: View<'_>) {
        if (self.start..self.head.start).any(|at| view.token(at).is_some_and(|t| t.pos == Pos::Possessive)) {
            self.front = Front::The;
        }
        let Some(before) = self.start.checked_sub(1) else { return };
        let front = if view.is(before, Func::Possessive) {
            Front::Pronoun
        } else if view.is(before, Func::A) {
            Front::A
        } else if view.is(before, Func::The) {
            Front::The
        } else {
            return;
        };
        self.edge = before;
        self.front = front;
    }

    /// What stands behind the head.
    fn right(&mut self, view: View<'_>, known: &Known<'_>) -> Option<()> {
        let tail = if joins(view, self.end) { self.end + 1 } else { self.end };
        if let Some(word) = title::at(view, tail).filter(|w| w.is(OfficeWord::Elect)) {
            self.end = word.end;
            self.words.push(word);
        } else if tail > self.end {
            // "mayor-general": another word.
            return None;
        }
        if view.token(self.end).is_some_and(|t| t.pos == Pos::Possessive) {
            return None;
        }
        while let Some(after) = self.phrase(view, known) {
            self.end = after;
        }
        if let Some(word) = title::at(view, self.end).filter(|w| w.is(OfficeWord::Then) && w.end > w.start + 1) {
            self.end = word.end;
            self.words.push(word);
        }
        if self.time.is_none() && self.runs_into.is_none() {
            self.time = (known.time)(self.end).or_else(|| {
                view.token(self.end).filter(|t| t.pos == Pos::Preposition).and_then(|_| (known.time)(self.end + 1))
            });
            if let Some(time) = self.time {
                self.end = self.end.max(time.end as usize);
            }
        }
        Some(())
    }

    /// One past a phrase that stands behind the title ("of Norvia").
    fn phrase(&mut self, view: View<'_>, known: &Known<'_>) -> Option<usize> {
        let at = self.end;
        if self.runs_into.is_some() || !title::PREPOSITIONS.iter().any(|f| view.is(at, *f)) {
            return None;
        }
        let strong = [Func::Of, Func::For, Func::Without].iter().any(|f| view.is(at, *f));
        let (end, met, into) = stretch(view, at + 1, known)?;
        if !strong && !met {
            return None;
        }
        self.runs_into = into;
        let end = into.unwrap_or(end);
        self.read(view, at + 1, end, true);
        self.phrases = true;
        Some(end)
    }

    /// Adds "of Norvia" behind a name to the words of the title.
    pub(super) fn of_behind(&mut self, view: View<'_>, name: Range, known: &Known<'_>) {
        let at = name.end as usize;
        if view.is(at, Func::Of)
            && let Some((end, ..)) = stretch(view, at + 1, known)
        {
            self.read(view, at + 1, end, true);
        }
    }

    /// The persons beside it, the likeliest reading first.
    pub(super) fn persons(&self, view: View<'_>) -> Vec<Beside> {
        let mut out = Vec::new();
        let from = self.runs_into.unwrap_or(self.end);
        if self.runs_into.is_some() || !self.phrases && self.time.is_none() {
            let at = person::ranks(view, from);
            // "Secretary General Solana": the title goes on.
            let goes_on = title::at(view, from).is_some_and(|w| w.is(OfficeWord::Title) || w.is(OfficeWord::Same));
            if let Some(name) = person::forward(view, at).filter(|_| !goes_on) {
                out.push(Beside { form: Form::Before, name, doubtful: false });
                return out;
            }
        }
        if let Some((name, doubtful)) = self.in_front(view) {
            out.push(Beside { form: Form::Behind, name, doubtful });
        }
        if let Some(name) = self.beside_another(view) {
            out.push(Beside { form: Form::Before, name, doubtful: true });
        }
        if let Some(name) = self.named(view) {
            out.push(Beside { form: Form::Named, name, doubtful: self.serves(view) });
        }
        out
    }

    /// "Prime Minister and Defence Minister Pavo Renn": the name behind another title.
    fn beside_another(&self, view: View<'_>) -> Option<Range> {
        let capital = |t: usize| view.token(t).is_some_and(|t| t.capital && t.kind == TokenKind::Word);
        let title = |t: usize| {
            title::at(view, t).filter(|w| w.is(OfficeWord::Title) || w.is(OfficeWord::Same) && w.is(OfficeWord::Title))
        };
        if self.front != Front::Bare || self.time.is_some() || !capital(self.start) || !view.is(self.end, Func::And) {
            return None;
        }
        let head = (self.end + 1..view.len()).take_while(|&t| capital(t)).find_map(title)?;
        person::forward(view, person::ranks(view, head.end))
    }

    /// "Pavo Renn, the mayor", "Pavo Renn, 58, the mayor"; and whether it may be a place.
    fn in_front(&self, view: View<'_>) -> Option<(Range, bool)> {
        let mut comma = self.edge.checked_sub(1)?;
        if view.is(comma, Func::Then) {
            comma = comma.checked_sub(1)?;
        }
        if !view.mark(comma, ",") || !self.closed(view) {
            return None;
        }
        let age = comma >= 2 && view.digits(comma - 1) && view.mark(comma - 2, ",");
        let name = person::backward(view, if age { comma - 2 } else { comma })?;
        // "in Halmic, the mayor, …" is a place.
        let before = (name.start as usize).checked_sub(1);
        let place = before.is_some_and(|b| {
            [Func::In, Func::At, Func::From, Func::Near, Func::Outside, Func::Into, Func::Across, Func::Through]
                .iter()
                .any(|f| view.is(b, *f))
        });
        // "came from Wen Adeyo, the speaker": of a name of one word it may be the place.
        (!place || name.end - name.start > 1).then_some((name, place))
    }

    /// Whether what follows the title ends the apposition.
    fn closed(&self, view: View<'_>) -> bool {
        let at = self.end;
        view.token(at).is_none_or(|t| {
            matches!(t.pos, Pos::Mark | Pos::Relative | Pos::Subordinator | Pos::Conjunction) && !view.dash(at)
                || view.dash(at) && !view.glued(at)
                || view.is(at, Func::Who)
                || self.time.is_some()
                || self.phrases && located(view, at)
        })
    }

    /// "the mayor, Pavo Renn,"
    fn named(&self, view: View<'_>) -> Option<Range> {
        // "Bishop of Ely, Dr Simon Hale, …"
        let told = self.phrases && view.token(self.start).is_some_and(|t| t.capital);
        if self.front == Front::Bare && !told || !view.mark(self.end, ",") {
            return None;
        }
        let from = self.end + 1;
        let article = view.is(from, Func::The) && person::ranks(view, from + 1) > from + 1;
        let at = person::ranks(view, if article { from + 1 } else { from });
        let name = person::forward(view, at)?;
        let after = name.end as usize;
        // "the co-leaders, Maja Frisk and Ole Brand,"
        let more = view.is(after, Func::And)
            && self.many(view)
            && person::forward(view, person::ranks(view, after + 1)).is_some();
        let closed = view.token(after).is_none_or(|t| t.pos == Pos::Mark && !joins(view, after));
        (closed || more).then_some(name)
    }

    /// Whether the title is of several persons ("co-leaders").
    pub(super) fn many(&self, view: View<'_>) -> bool {
        view.lexicon.is_plural(view.text(self.head.end.saturating_sub(1)))
    }

    /// "an aide to the mayor, Karl Mohn": the name may be the aide's.
    fn serves(&self, view: View<'_>) -> bool {
        let Some(at) = self.edge.checked_sub(1) else { return false };
        let linked = [Func::For, Func::To, Func::Of].iter().any(|f| view.is(at, *f));
        linked
            && (at.saturating_sub(2)..at).any(|i| {
                view.hits(i).any(|h| {
                    matches!(h.sense, crate::lexicon::Sense::Office(id) if view.lexicon.offices.get(id as usize) == Some(&OfficeWord::Aide))
                })
            })
    }

    /// Where the whole mention begins and ends, with a person beside it.
    pub(super) fn span(&self, beside: Beside) -> Range {
        let (start, end) = match beside.form {
            Form::Before => (self.start, beside.name.end as usize),
            Form::Behind => (beside.name.start as usize, self.end),
            Form::Named => (self.start, beside.name.end as usize),
        };
        Range { start: start as u32, end: end as u32 }
    }
}

//! Whether a title beside a name that no fact of its office has is surely of that office: only then it may accuse.

use super::person::Likeness;
use super::phrase::{Beside, Form, Front, Phrase};
use super::title;
use super::{Draft, Group, Offices};
use crate::analysis::{Pos, Range, View};
use crate::lexicon::{Func, OfficeWord};

impl Offices {
    /// Whether a person whom no fact of the office names is surely said to hold it: the title is told in
    /// full, and with its institution.
    pub(super) fn stranger(
        &self,
        draft: &Draft<'_>,
        index: usize,
        phrase: &Phrase,
        beside: Beside,
        group: &Group,
        said: &[String],
    ) -> bool {
        let view = draft.view(index);
        // "Kolbe Beers, its chief executive, Ida Holm": the bearer is the one behind.
        let between = beside.form == Form::Behind
            && view.mark(phrase.end, ",")
            && view.token(phrase.end + 1).is_some_and(|t| t.pos == Pos::Name);
        if between {
            return false;
        }
        let lexicon = draft.lexicon;
        let quiet = draft.headline(index) || phrase.front == Front::A;
        let known = self.persons.iter().any(|p| p.likeness(said) == Likeness::Same);
        let told = phrase.words.iter().any(|w| w.modifies().is_none())
            || beside.form != Form::Before && phrase.head.end - phrase.head.start > 1;
        // The institution beside the title, not only somewhere near.
        let own = group.titles.iter().flat_map(|t| &t.words).filter(|w| w.place);
        let placed = own
            .chain(group.known.iter().filter(|w| w.capital && group.placed))
            .any(|w| phrase.words.iter().any(|p| p.capital && p.meets(w, lexicon)));
        let unique = placed
            || told && Self::spoken_of(draft, index, phrase, beside, group)
            || !group.placed
                && phrase.front != Front::Pronoun
                && draft.has_subject(&group.files)
                && !Self::in_another_place(draft, index, beside);
        let own = group.titles.iter().flat_map(|t| &t.words).filter(|w| w.place);
        let here: Vec<_> = (0..view.len()).filter_map(|t| title::at(view, t)).filter(|w| w.capital).collect();
        // "President Eda Moll and Prime Minister Rui Sand of Kessan": both are of the facts.
        let swapped =
            known && beside.form == Form::Before && own.into_iter().any(|w| here.iter().any(|h| h.meets(w, lexicon)));
        // "Mayor Leanne Quill", of a text about the town whose mayor, as a fact has it, is plain "mayor": of one who has
        // another post in the facts.
        let plain = |t: &title::Title| {
            let alike = |w: &title::Word| phrase.words.iter().any(|p| p.meets(w, lexicon));
            t.head.key == phrase.head.key
                && t.words.len() == phrase.words.len()
                && t.words.iter().all(|w| !w.place && alike(w))
        };
        let about = |t: &title::Title| {
            let mut placed = t.words.iter().filter(|w| w.place).peekable();
            placed.peek().is_some() && placed.all(|w| draft.topic.iter().any(|own| own.meets(w, lexicon)))
        };
        let native = known && group.titles.iter().any(plain) && group.titles.iter().any(about);
        // "chief executive Ida Holm", of a text on the facts' subject in a sentence that names nobody else before: the title
        // is one that a fact has without its institution.
        let short = |t: &title::Title| {
            t.head.key == phrase.head.key
                && t.words.len() == phrase.words.len()
                && t.words.iter().all(|w| phrase.words.iter().any(|p| p.meets(w, lexicon)))
        };
        let by_file = said.len() > 1
            && phrase.front != Front::Pronoun
            && group.titles.iter().any(short)
            && draft.has_subject(&group.files)
            && !Self::in_another_place(draft, index, beside)
            && !Self::behind_a_name(draft, index, phrase, beside);
        !quiet
            && (native
                || by_file
                || told && (said.len() > 1 && unique || known && phrase.front != Front::Pronoun)
                || swapped)
    }

    /// "In Halmic, the director of the harbour board, Karl Ost, resigned": of a text about Talvik, another board's.
    fn in_another_place(draft: &Draft<'_>, index: usize, beside: Beside) -> bool {
        let view = draft.view(index);
        let name = |t: usize| view.token(t).is_some_and(|t| t.pos == Pos::Name) && !beside.name.holds(t);
        let before = || draft.analysis.sentences.iter().take(index).flat_map(|s| &s.tokens);
        let own = |t: usize| view.token(t).is_some_and(|own| before().any(|b| b.capital && b.surface == own.surface));
        let place = |t: usize| [Func::In, Func::At, Func::Near].iter().any(|f| view.is(t, *f));
        (0..view.len()).any(|t| place(t) && name(t + 1) && !own(t + 1))
    }

    /// Whether a name stands in the sentence before the title, or behind "of" and "at" after it, beside the bearer's own: the
    /// office may be of that one.
    fn behind_a_name(draft: &Draft<'_>, index: usize, phrase: &Phrase, beside: Beside) -> bool {
        let view = draft.view(index);
        let name = |t: usize| view.token(t).is_some_and(|t| t.pos == Pos::Name) && !beside.name.holds(t);
        let own = |t: usize| (phrase.start..phrase.end).contains(&t);
        let topic =
            |t: usize| title::at(view, t).is_some_and(|w| draft.topic.iter().any(|own| own.meets(&w, draft.lexicon)));
        (0..phrase.edge.min(view.len())).any(|t| name(t) && !own(t) && !topic(t))
    }

    /// "Ostria will not extradite him, the justice minister, Petr Vane, said": the institution is what the sentence
    /// is about, or the one before, and no other name stands there.
    fn spoken_of(draft: &Draft<'_>, index: usize, phrase: &Phrase, beside: Beside, group: &Group) -> bool {
        if !matches!(phrase.front, Front::The | Front::Pronoun) {
            return false;
        }
        let own = |view: View<'_>, range: Range| {
            let mut words = range.indices().filter_map(|t| title::at(view, t)).filter(|w| w.capital);
            words.any(|w| {
                let titles = || group.titles.iter().flat_map(|t| &t.words).filter(|o| o.place);
                titles().chain(&group.known).any(|o| o.capital && w.meets(o, draft.lexicon))
            })
        };
        // Names up to a token, and whether all of them are the institution's.
        let names = |index: usize, end: usize, but: Option<Range>| {
            let view = draft.view(index);
            let part = |t: usize| view.token(t).is_some_and(|t| t.pos == Pos::Name);
            let starts = (0..view.len().min(end))
                .filter(move |&t| part(t) && !t.checked_sub(1).is_some_and(part) && !but.is_some_and(|b| b.holds(t)));
            let run = move |t: usize| (t..view.len()).find(|&e| !part(e)).unwrap_or(view.len());
            starts.map(move |t| own(view, Range { start: t as u32, end: run(t) as u32 })).collect::<Vec<bool>>()
        };
        let here = names(index, phrase.edge, Some(beside.name));
        let block = |i: usize| draft.analysis.sentences.get(i).map(|s| s.block);
        let before = if here.is_empty() && index > 0 && block(index - 1) == block(index) {
            names(index - 1, usize::MAX, None)
        } else {
            Vec::new()
        };
        let all = if here.is_empty() { before } else { here };
        !all.is_empty() && all.into_iter().all(|own| own)
    }
}

/// "Foreign Minister Karl Brandt" for Ilse Brandt: the office and the surname are right, and the first name is not.
/// Of an office that several hold at once it may be another one.
pub(super) fn namesake(draft: &Draft<'_>, index: usize, phrase: &Phrase) -> bool {
    !draft.headline(index)
        && !matches!(phrase.front, Front::A | Front::Pronoun)
        && !title::may(draft.view(index), phrase.head.start, OfficeWord::Many)
}

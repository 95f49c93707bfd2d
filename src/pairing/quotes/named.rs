//! The name of who has spoken, in the stretch of a sentence that tells it; or an unnamed other.

use super::reference::titles;
use super::speaker::{Room, is_name, says};
use super::{Attribution, Stranger};
use crate::analysis::{ClauseKind, Group, Pos, Range, Role, Sentence, View};
use crate::lexicon::{Func, OfficeWord, Sense, TokenKind, fold};
use crate::pairing::offices::person::FirstNames;
use rustc_hash::FxHashSet;
use std::sync::Arc;

impl Room<'_> {
    /// The name in a stretch, the last one of "her deputy, Otto Behn". What stands beside it without
    /// speaking ("Behn's deputy", "a friend of Behn") is returned.
    pub(super) fn name(&self, view: View<'_>, stretch: Range, says: bool, out: &mut Attribution) -> Vec<Range> {
        let mut best: Option<(Range, bool)> = None;
        let mut aside: Vec<Range> = Vec::new();
        let mut at = stretch.start as usize;
        while at < stretch.end as usize {
            if !is_name(view, at) {
                at += 1;
                continue;
            }
            let mut start = at;
            // "Bill Selby said": at the head of a sentence it passes for a common noun.
            if let Some(before) = start.checked_sub(1)
                && given(view, before, Range { start: before as u32, end: start as u32 + 1 })
            {
                start = before;
            }
            while at < stretch.end as usize && is_name(view, at) && (at == start || !view.mark(at - 1, ",")) {
                at += 1;
            }
            let range = Range { start: start as u32, end: at as u32 };
            // "Norvia's army": whose it is does not speak.
            if view.token(at).is_some_and(|t| t.pos == Pos::Possessive) {
                aside.push(range);
                at += 1;
                continue;
            }
            if behind(view, range, stretch.start as usize) {
                aside.push(range);
                continue;
            }
            let person = self.person(view, range);
            if best.is_none_or(|(_, sure)| person && !sure) {
                best = Some((range, person));
            }
        }
        let Some((range, person)) = best else { return Vec::new() };
        out.name = Some(view.stretch(range.start as usize, range.end as usize).to_owned());
        out.words = words(view, range);
        out.sure = person && says;
        if out.sure { aside } else { Vec::new() }
    }

    /// Whether a name is a person's: two words or more without an article, none of them a common noun;
    /// or a surname that the draft has given in full, or one behind a title.
    pub(super) fn person(&self, view: View<'_>, range: Range) -> bool {
        let start = range.start as usize;
        let article = start.checked_sub(1).is_some_and(|t| view.is(t, Func::The) || view.is(t, Func::A));
        // "Mark Selby": a first name that is a common word too.
        let common = |t: usize| {
            view.hits(t).any(|h| matches!(h.sense, Sense::Noun(_) | Sense::Office(_))) && !given(view, t, range)
        };
        let own = range.indices().filter(|&t| !common(t) && view.token(t).is_some_and(|t| t.pos == Pos::Name)).count();
        if article || own == 0 {
            return false;
        }
        let titled = range.indices().chain(start.checked_sub(1)).any(|t| honorific(view, t))
            || start >= 2 && view.mark(start - 1, ".") && honorific(view, start - 2);
        if titled {
            return true;
        }
        if range.indices().any(common) {
            return false;
        }
        match range.end - range.start {
            0 => false,
            1 => view.token(start).is_some_and(|t| self.surnames.contains(&t.surface)),
            _ => true,
        }
    }

    /// "a lawyer for the victims", "his lawyer", "the firm's lawyer": somebody whom nothing names.
    pub(super) fn unnamed(&self, view: View<'_>, group: &Group, out: &mut Attribution) {
        let head = group.head as usize;
        let start = group.range.start as usize;
        let whose = view.is(start, Func::Possessive)
            || group.range.indices().any(|t| view.token(t).is_some_and(|t| t.pos == Pos::Possessive));
        let one = view.is(start, Func::A) || view.is(start, Func::Another);
        if out.name.is_some() || group.name || !(whose || one) || !somebody(view, head) {
            return;
        }
        let stem = view.token(head).map(|t| t.stem);
        let holds = |s: &&Sentence| s.tokens.iter().any(|t| Some(t.stem) == stem);
        let mut beside = FxHashSet::default();
        for sentence in self.analysis.sentences.iter().filter(holds) {
            let view = self.view(sentence);
            beside.extend(capitals(view, Range { start: 0, end: view.len() as u32 }, &[], true));
        }
        out.stranger = Some(Stranger { head: fold(view.text(head)), beside, ..Stranger::default() });
    }

    /// "Otto Behn left. “…,” he said": whom the sentence before tells of.
    pub(super) fn pronoun(&self, view: View<'_>, at: usize, index: usize, out: &mut Attribution) {
        if out.name.is_some() || !view.is(at, Func::PersonPronoun) {
            return;
        }
        let Some(sentence) = index.checked_sub(1).and_then(|b| self.analysis.sentences.get(b)) else { return };
        let before = self.view(sentence);
        let main = sentence.clauses.iter().find(|c| c.kind == ClauseKind::Main);
        let Some(subject) = main.and_then(|c| c.subject).and_then(|s| sentence.groups.get(s as usize)) else { return };
        // "The elder, Peter Banda, agreed": the name stands beside the subject.
        let main = main.and_then(|c| c.subject);
        let aside = sentence.groups.iter().filter(|g| matches!(g.role, Role::Apposition(p) if Some(p) == main));
        let mut holder = std::iter::once(subject).chain(aside);
        let name_in = |g: &Group| g.range.indices().find(|&t| is_name(before, t)).map(|start| (start, g.range.end));
        let Some((start, last)) = holder.find_map(name_in) else { return };
        let end = (start..last as usize).find(|&t| !is_name(before, t));
        let range = Range { start: start as u32, end: end.map_or(last, |e| e as u32) };
        // Anybody else in the sentence may be meant.
        let own = |t: usize| subject.range.holds(t) || range.holds(t);
        let else_named = (0..before.len()).filter(|&t| !own(t)).any(|t| {
            let surname = before.token(t).is_some_and(|t| t.capital && self.surnames.contains(&t.surface));
            let apposed = before.token(t).and_then(|t| t.group).and_then(|g| sentence.groups.get(g as usize));
            let apposed = apposed.is_some_and(|g| matches!(g.role, Role::Apposition(_)));
            surname || !apposed && somebody(before, t) || before.is(t, Func::PersonPronoun)
        });
        if before.is(range.end as usize, Func::And) || else_named || !self.person(before, range) {
            return;
        }
        let named = words(before, range);
        let beside = capitals(before, Range { start: 0, end: before.len() as u32 }, &[], false).collect();
        let name = before.stretch(range.start as usize, range.end as usize).to_owned();
        let draft = self.capitals.get_or_init(|| {
            let mut all = FxHashSet::default();
            for sentence in &self.analysis.sentences {
                let view = self.view(sentence);
                all.extend(capitals(view, Range { start: 0, end: view.len() as u32 }, &[], false));
            }
            Arc::new(all)
        });
        let draft = Arc::clone(draft);
        out.stranger = Some(Stranger { head: String::new(), named, beside, name: Some(name), draft });
    }
}

/// Whether a common word is a first name in a name: it has a capital, and the next word of the name has one.
fn given(view: View<'_>, at: usize, name: Range) -> bool {
    let capital = |t: usize| view.token(t).is_some_and(|t| t.capital && t.kind == TokenKind::Word);
    capital(at)
        && (at + 1) < name.end as usize
        && view.token(at + 1).is_some_and(|t| t.pos == Pos::Name && t.capital)
        && !FirstNames::new(view.lexicon).of(&fold(view.text(at))).is_empty()
}

/// The words of a name without the titles before it, folded.
fn words(view: View<'_>, range: Range) -> Vec<String> {
    let mut words: Vec<String> = range.indices().map(|t| fold(view.text(t))).collect();
    words.drain(..titles(&words, view.lexicon));
    words
}

/// Whether a name stands behind a preposition, and so is what something else is of, for or from.
fn behind(view: View<'_>, range: Range, from: usize) -> bool {
    let start = range.start as usize;
    let group = view.token(start).and_then(|t| t.group).and_then(|g| view.sentence.groups.get(g as usize));
    let preposition = |t: usize| t > from + 1 && view.token(t).is_some_and(|t| t.pos == Pos::Preposition);
    match group.map(|g| (g.role, g.range.start as usize)) {
        Some((Role::Of(_), at)) => at > from + 1,
        Some((Role::Oblique(p), _)) => preposition(p as usize),
        _ => start.checked_sub(1).is_some_and(preposition),
    }
}

/// A noun for a person, or of an office.
fn somebody(view: View<'_>, at: usize) -> bool {
    view.token(at).is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Name))
        && view.hits(at).any(|h| match h.sense {
            Sense::Noun(id) => view.lexicon.person_class == Some(id),
            Sense::Office(id) => view.lexicon.offices.get(id as usize).is_some_and(|o| {
                matches!(o, OfficeWord::Title | OfficeWord::Aide | OfficeWord::Many | OfficeWord::Same)
            }),
            _ => false,
        })
}

fn honorific(view: View<'_>, at: usize) -> bool {
    view.hits(at).any(|h| match h.sense {
        Sense::Honorific => true,
        Sense::Office(id) => {
            view.lexicon.offices.get(id as usize).is_some_and(|o| matches!(o, OfficeWord::Rank | OfficeWord::Title))
        }
        _ => false,
    })
}

/// All words with capitals in a region, but for those of names that only stand beside the speaker's and, with
/// `own`, those whose thing is told, folded.
pub(super) fn capitals<'a>(
    view: View<'a>,
    region: Range,
    aside: &'a [Range],
    own: bool,
) -> impl Iterator<Item = String> + 'a {
    let capital = move |t: &usize| view.token(*t).is_some_and(|t| t.capital && t.kind == TokenKind::Word);
    let speaks = move |t: &usize| {
        let whose = view.token(t + 1).is_some_and(|t| t.pos == Pos::Possessive);
        !aside.iter().any(|r| r.holds(*t)) && !(own && whose)
    };
    region.indices().filter(capital).filter(speaks).map(move |t| fold(view.text(t)))
}

/// Who is quoted by somebody else: "Otto Behn quoted her as saying", "Behn, quoting her, said". The
/// stretch of the name, or none for who was quoted by the passive ("Behn was quoted as saying").
pub(super) fn quoted(view: View<'_>, region: Range) -> Option<(usize, Option<Range>)> {
    let gives = |t: usize| {
        view.token(t).is_some_and(|t| t.pos == Pos::Verb)
            && view.hits(t).any(|h| match h.sense {
                Sense::Reporting(id) => view.lexicon.reporting.get(id as usize).is_some_and(|r| r.others),
                _ => false,
            })
    };
    let verb = region.indices().find(|&t| gives(t))?;
    let rest = verb + 1..region.end as usize;
    let stop = |t: usize| view.is(t, Func::As) || view.mark(t, ",") || view.mark(t, ":") || says(view, t);
    let end = rest.clone().find(|&t| stop(t)).unwrap_or(rest.end);
    if view.is(verb + 1, Func::As) {
        return Some((verb, None));
    }
    Some((verb, Some(Range { start: rest.start as u32, end: end as u32 })))
}

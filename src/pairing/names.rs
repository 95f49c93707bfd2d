//! Names of a draft that facts give a thing (`is`), or say that it has not (`not`), and slips of the pen
//! in the right one; in the slot where the right one would stand (semantics 4).

#![allow(
    clippy::indexing_slicing,
    reason = "indices of facts and terms come from the index over the same facts, those of tokens and claims from the same draft"
)]

mod near;
mod slot;

use super::terms::{FactTerms, Met, TermId, Terms};
use crate::analysis::{Analysis, Pos, Range, Tense, View};
use crate::claims::{Dateline, When};
use crate::document::{Document, ProseSpan};
use crate::facts::{Called, Facts};
use crate::lexicon::{Func, Lexicon, Sense, Stem, TokenKind, fold, same_letters, split};
use near::{Near, is_slip, is_slip_of_noun};
use rustc_hash::{FxHashMap, FxHashSet};
use slot::{Reach, Slot};

/// A word of a wrong name has so many letters, to be known with a slip in it.
const LONG_WRONG: usize = 7;

/// How a name of the draft stands to the fact's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NameKind {
    /// It is the name, or another of the same thing.
    Right,
    /// The fact lists it as wrong.
    Wrong,
    /// It is a slip of the pen away from the right one.
    Slip,
}

/// A name in the slot of a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameFound {
    /// Index into [`Facts::called`].
    pub fact: usize,
    /// Where it stands.
    pub span: ProseSpan,
    /// How it stands to the fact's.
    pub kind: NameKind,
    /// Of a slip, the name that is meant.
    pub meant: Option<String>,
}

/// A name of a fact, word by word.
#[derive(Debug, Clone)]
struct Form {
    fact: u32,
    text: String,
    /// Its words, folded.
    words: Vec<String>,
    kind: NameKind,
    /// It has capitals, so that only capitalised words are it.
    capital: bool,
    /// Its last word is a genitive ("St Bride's").
    genitive: bool,
}

/// The names of facts by their words.
#[derive(Debug, Clone, Default)]
pub struct NameIndex {
    terms: Terms,
    forms: Vec<Form>,
    by_last: FxHashMap<Stem, Vec<u32>>,
    /// For slips: the right names by any of their words.
    by_word: FxHashMap<Stem, Vec<u32>>,
    near: Near,
    /// A right name has no capitals ("breloxine").
    small: bool,
    /// Every word of a name that facts know: none of them is a slip.
    known: FxHashSet<Stem>,
}

impl NameIndex {
    /// Indexes the names of these facts.
    #[must_use]
    pub(super) fn new(facts: &Facts, lexicon: &Lexicon) -> Self {
        let mut out = Self::default();
        if facts.called.is_empty() {
            return out;
        }
        out.terms =
            Terms::plain(facts, lexicon, facts.called.iter().map(|c| (c.about.as_slice(), c.unless.as_slice())));
        let names = facts.names.by_name();
        for (index, called) in facts.called.iter().enumerate() {
            let right = names.all(&called.is);
            for name in &right {
                out.add(index, name, NameKind::Right);
            }
            for name in called.not.iter().filter(|n| !right.iter().any(|r| fold(r) == fold(n))) {
                out.add(index, name, NameKind::Wrong);
            }
        }
        out.knows(facts);
        out
    }

    fn add(&mut self, fact: usize, text: &str, kind: NameKind) {
        let words = words(text);
        let Some(last) = words.last() else { return };
        let id = self.forms.len() as u32;
        self.by_last.entry(Stem::of(last)).or_default().push(id);
        let capital = text.chars().any(char::is_uppercase);
        self.small |= !capital && kind == NameKind::Right;
        for word in words.iter().filter(|w| kind == NameKind::Right || w.chars().count() >= LONG_WRONG) {
            self.by_word.entry(Stem::of(word)).or_default().push(id);
            self.near.add(word);
        }
        let genitive = split(text).last().is_some_and(|t| t.kind == TokenKind::Possessive);
        self.forms.push(Form { fact: fact as u32, text: text.to_owned(), words, kind, capital, genitive });
    }

    /// Notes all names of the facts, so that one of them is no slip of another.
    fn knows(&mut self, facts: &Facts) {
        let called = facts.called.iter().flat_map(|c| std::iter::once(&c.is).chain(&c.not));
        let spoken = facts.quotes.iter().map(|q| &q.speaker);
        let aliases = facts.names.groups.iter().flatten().map(|t| &t.text);
        let about = facts.called.iter().flat_map(|c| &c.about).map(|t| &t.text);
        for text in called.chain(spoken).chain(aliases).chain(about) {
            self.known.extend(words(text).iter().map(|w| Stem::of(w)));
        }
    }

    /// Whether there is no name at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    /// The names of a draft in the slots of facts, in order.
    #[must_use]
    pub fn find(
        &self,
        document: &Document,
        analysis: &Analysis,
        facts: &Facts,
        lexicon: &Lexicon,
        dateline: Option<Dateline>,
    ) -> Vec<NameFound> {
        let mut out = Vec::new();
        if self.is_empty() {
            return out;
        }
        let surnames = self.terms.surnames_in(analysis);
        let views: Vec<View<'_>> = analysis
            .sentences
            .iter()
            .filter_map(|sentence| {
                let prose = document.blocks().get(sentence.block as usize)?.text.as_str();
                Some(View { lexicon, prose, sentence })
            })
            .collect();
        let mut apart = FxHashSet::default();
        let occurrences: Vec<_> = views.iter().map(|view| self.occurrences(*view, &mut apart)).collect();
        let right = occurrences.iter().flatten().filter(|(.., kind)| *kind == NameKind::Right);
        let known = right.filter_map(|(id, ..)| self.forms.get(*id as usize)).map(|f| f.fact).collect();
        let mut draft = Draft { index: self, facts, dateline, views, surnames, anywhere: None, known };
        for (at, found) in occurrences.into_iter().enumerate() {
            draft.sentence(at, found, &mut out);
        }
        out.sort_by_key(|f| f.span);
        out
    }

    /// Every name of a fact, and every slip of one, that stands in a sentence.
    /// `apart`: words that are no slip of one.
    fn occurrences(&self, view: View<'_>, apart: &mut FxHashSet<Stem>) -> Vec<(u32, Range, NameKind)> {
        let mut out = Vec::new();
        for at in 0..view.len() {
            let Some(token) = view.token(at) else { continue };
            if !matches!(token.kind, TokenKind::Word | TokenKind::Number) {
                continue;
            }
            for &id in self.by_last.get(&token.surface).into_iter().flatten() {
                let Some(form) = self.forms.get(id as usize) else { continue };
                if let Some(range) = ends_at(view, form, at, None)
                    && stands_alone(view, form, range)
                {
                    out.push((id, range, form.kind));
                }
            }
            // A small word that the packs know is that word.
            let slips = token.capital || self.small && token.pos == Pos::Noun && view.hits(at).next().is_none();
            let unknown = |word: Stem| !self.known.contains(&word) && !apart.contains(&word);
            if slips && token.kind == TokenKind::Word && unknown(token.surface) && !self.slips(view, at, &mut out) {
                apart.insert(token.surface);
            }
        }
        out
    }

    /// The names that are meant by a slip in this word; false where its letters are like those of none.
    fn slips(&self, view: View<'_>, at: usize, out: &mut Vec<(u32, Range, NameKind)>) -> bool {
        let word = fold(view.text(at));
        let capital = view.token(at).is_some_and(|t| t.capital);
        let near = self.near.of(&word);
        let any = !near.is_empty();
        for meant in near {
            for &id in self.by_word.get(&Stem::of(meant)).into_iter().flatten() {
                let Some(form) = self.forms.get(id as usize) else { continue };
                let Some(place) = form.words.iter().position(|w| w == meant) else { continue };
                // Of a wrong name one letter, in a long word.
                let beside = form.words.len() > 1;
                if form.capital && !capital || form.kind == NameKind::Wrong && strsim::osa_distance(&word, meant) > 1 {
                    continue;
                }
                let ends = at + form.words.len() - 1 - place;
                let slip = if form.capital { is_slip(&word, meant, beside) } else { is_slip_of_noun(&word, meant) };
                if slip
                    && let Some(range) = ends_at(view, form, ends, Some((at, place)))
                    && stands_alone(view, form, range)
                    && !(form.capital && !other_ending(&word, meant) && kin(view, at, meant))
                {
                    // Without the marks of its language it is no slip.
                    let same = form.kind == NameKind::Right && same_letters(&word, meant);
                    out.push((id, range, if same { NameKind::Right } else { NameKind::Slip }));
                }
            }
        }
        any
    }

    fn of(&self, form: u32) -> Option<(&Form, &FactTerms)> {
        let form = self.forms.get(form as usize)?;
        Some((form, self.terms.of.get(form.fact as usize)?))
    }
}

/// A draft that is searched for names.
struct Draft<'a> {
    index: &'a NameIndex,
    facts: &'a Facts,
    dateline: Option<Dateline>,
    views: Vec<View<'a>>,
    surnames: FxHashSet<Stem>,
    /// All terms that the draft meets, once they were asked for.
    anywhere: Option<FxHashSet<TermId>>,
    /// The facts whose right name stands somewhere in the draft.
    known: FxHashSet<u32>,
}

impl<'a> Draft<'a> {
    fn sentence(&mut self, at: usize, occurrences: Vec<(u32, Range, NameKind)>, out: &mut Vec<NameFound>) {
        let view = self.views[at];
        if occurrences.is_empty() {
            return;
        }
        let mut met = self.index.terms.met(view, &self.surnames);
        if met.iter().any(|m| m.stands_in) {
            let anywhere = self.anywhere();
            met.retain(|m| !m.stands_in || anywhere.contains(&m.term));
        }
        // The right names first: where one stands in the sentence, another is of something else; and one
        // name has one finding, so that what is right for a fact is not held to another's list.
        let (right, other): (Vec<_>, Vec<_>) = occurrences.into_iter().partition(|(.., kind)| *kind == NameKind::Right);
        let mut placed: FxHashSet<u32> = FxHashSet::default();
        let mut taken: Vec<ProseSpan> = Vec::new();
        // Facts that are about the same are asked once.
        let mut asked: FxHashMap<(Range, NameKind, bool, &[TermId]), bool> = FxHashMap::default();
        for (id, range, kind) in right.into_iter().chain(other) {
            let Some((form, terms)) = self.index.of(id) else { continue };
            let span = span(view, range);
            let free = !taken.iter().any(|t| overlap(*t, span));
            if kind == NameKind::Right && placed.contains(&form.fact) && !free
                || kind != NameKind::Right && (placed.contains(&form.fact) || !free)
            {
                continue;
            }
            let Some(called) = self.facts.called.get(form.fact as usize) else { continue };
            // "Vereker surrendered with 11 of his men at Fort Navar": a name of several words that stands for no
            // right one of the draft is the fact's, wherever in the sentence it stands.
            let alone = kind != NameKind::Right && form.words.len() > 1 && !self.known.contains(&form.fact);
            // "It was signed in Dornau": a name that a fact lists as wrong, and its right one stands nowhere, is meant where the
            // sentence says all but who.
            let listed = kind == NameKind::Wrong && form.capital && !self.known.contains(&form.fact);
            let stands = *asked.entry((range, kind, alone || listed, &terms.all)).or_insert_with(|| {
                let reach = if kind == NameKind::Right || alone { Reach::Sentence } else { Reach::Clause };
                Slot::new(view, range, &terms.all, &met).is_some_and(|slot| {
                    let names = |t: TermId| self.index.terms.is_name(t);
                    (slot.covered(reach) || listed && slot.nearly_covered(reach, names))
                        && (slot.fits(reach)
                            || alone && !slot.coordinated() && !slot.acts_otherwise() && !slot.of_something_else())
                        && (kind == NameKind::Right
                            || (slot.is_apposition() || slot.telling().is_some_and(|c| asserted(view, range, c)))
                                && !slot.former())
                })
            });
            if !stands || !self.holds(view, range, kind, called, terms, &met) {
                continue;
            }
            if kind == NameKind::Right {
                placed.insert(form.fact);
            }
            if free {
                taken.push(span);
                // What was meant by a slip of a wrong name is the right one.
                let meant = (kind == NameKind::Slip && form.kind == NameKind::Right).then(|| form.text.clone());
                out.push(NameFound { fact: form.fact as usize, span, kind, meant });
            }
        }
    }

    /// Whether the fact holds for this draft and this sentence.
    fn holds(
        &mut self,
        view: View<'_>,
        range: Range,
        kind: NameKind,
        called: &Called,
        terms: &FactTerms,
        met: &[Met],
    ) -> bool {
        let later = called.ground.as_of.zip(self.dateline).is_some_and(|(since, dateline)| since > dateline.date);
        if later || terms.unless.iter().any(|u| met.iter().any(|m| m.term == *u)) {
            return false;
        }
        // A place may be another one in another year.
        let of_another_year = kind != NameKind::Right
            && Slot::new(view, range, &terms.all, met).is_some_and(|s| s.is_place())
            && !of_year(view, called.when.as_ref(), self.dateline);
        !of_another_year && (terms.named || self.subject(called))
    }

    /// What names nobody holds only for drafts about the subject of its file.
    fn subject(&mut self, called: &Called) -> bool {
        let subject = self.index.terms.subjects.get(called.ground.file as usize).map_or(&[][..], Vec::as_slice);
        if subject.is_empty() {
            return true;
        }
        let anywhere = self.anywhere();
        subject.iter().all(|t| anywhere.contains(t))
    }

    /// All terms that the draft meets, by more than what stands for names that it gives nowhere.
    fn anywhere(&mut self) -> &FxHashSet<TermId> {
        let (terms, views, surnames) = (&self.index.terms, &self.views, &self.surnames);
        self.anywhere.get_or_insert_with(|| {
            let mut met: Vec<_> = views.iter().map(|v| terms.met(*v, surnames)).collect();
            if let Some(view) = views.first() {
                terms.only_introduced(&mut met, &views.iter().map(|v| v.sentence), view.lexicon);
            }
            met.into_iter().flatten().map(|m| m.term).collect()
        })
    }
}

/// The words of a name, folded, marks and genitives left out.
fn words(text: &str) -> Vec<String> {
    split(text)
        .iter()
        .filter(|t| !matches!(t.kind, TokenKind::Mark | TokenKind::Possessive))
        .map(|t| fold(&text[t.start as usize..t.end as usize]))
        .collect()
}

fn span(view: View<'_>, range: Range) -> ProseSpan {
    let start = view.token(range.start as usize).map_or(0, |t| t.start);
    let end = view.token(range.end.saturating_sub(1) as usize).map_or(start, |t| t.end);
    ProseSpan { block: view.sentence.block, start, end }
}

fn overlap(a: ProseSpan, b: ProseSpan) -> bool {
    a.block == b.block && a.start < b.end && b.start < a.end
}

/// The tokens of a name whose last word stands here. `slip` is the token that is a slip, and which of
/// the words it stands for. Stops, hyphens and commas may stand between the words.
fn ends_at(view: View<'_>, form: &Form, last: usize, slip: Option<(usize, usize)>) -> Option<Range> {
    let mut at = last;
    for (place, word) in form.words.iter().enumerate().rev() {
        let token = view.token(at)?;
        let same = match slip {
            Some((slipped, of)) if of == place => at == slipped,
            _ => token.surface == Stem::of(word),
        };
        if !same || form.capital && place == 0 && !token.capital && token.kind == TokenKind::Word {
            return None;
        }
        if place == 0 {
            break;
        }
        at = at.checked_sub(1)?;
        let genitive = view.token(at).is_some_and(|t| t.kind == TokenKind::Possessive);
        if genitive || ["-", ".", ","].iter().any(|m| view.mark(at, m)) {
            at = at.checked_sub(1)?;
        }
    }
    let genitive = form.genitive && view.token(last + 1).is_some_and(|t| t.pos == Pos::Possessive);
    Some(Range { start: at as u32, end: last as u32 + 1 + u32::from(genitive) })
}

/// Whether a name is whole: no part of a longer one ("Halmic Street", "New Halmic"), and nobody's whose
/// thing is told ("Halmic's mayor").
fn stands_alone(view: View<'_>, form: &Form, range: Range) -> bool {
    let (start, end) = (range.start as usize, range.end as usize);
    let named = |t: usize| view.token(t).is_some_and(|t| t.capital && t.pos == Pos::Name);
    // "‘The Salt Road’": the mark that closes is no genitive.
    let quoted = start > 0 && matches!(view.text(start - 1), "\u{2018}" | "'");
    let possessive = !quoted && view.token(end).is_some_and(|t| t.pos == Pos::Possessive);
    // "Halmic-born", "Halmic-Orra"
    let hyphen = |t: usize| view.dash(t) && view.glued(t) && view.glued(t + 1);
    // "the Halmic road": it only tells which.
    let which = form.capital
        && view.token(end).is_some_and(|t| {
            t.pos == Pos::Noun && t.group.is_some() && t.group == view.token(start).and_then(|t| t.group)
        });
    if possessive || which || form.capital && named(end) || hyphen(end) || start > 0 && hyphen(start - 1) {
        return false;
    }
    let Some(before) = start.checked_sub(1).filter(|&b| form.capital && named(b)) else { return true };
    // A title, an office or a first name may stand before a person's name; "New" may not.
    let title = view.hits(before).any(|h| matches!(h.sense, Sense::Honorific | Sense::Office(_)));
    title
        || form.kind == NameKind::Right
            && form.words.len() == 1
            && view.token(before).is_some_and(|t| t.group == view.token(start).and_then(|t| t.group))
}

/// "Sochy" for "Sochi": no form of the name, though "cities" is one of "city".
fn other_ending(word: &str, meant: &str) -> bool {
    let stem = |w: &str| w.strip_suffix(['i', 'y']).map(str::to_owned);
    stem(word).is_some() && stem(word) == stem(meant)
}

/// Whether two words are forms of one ("Norvian", "Norvia").
fn kin(view: View<'_>, at: usize, meant: &str) -> bool {
    view.token(at).is_some_and(|t| view.lexicon.stemmer.akin(t.stem, view.lexicon.stem(meant)))
}

/// Whether a clause says that it is so: not denied, not feared, not of another event. What is planned
/// has its place and its people all the same.
fn asserted(view: View<'_>, range: Range, id: u16) -> bool {
    let Some(clause) = view.sentence.clauses.get(id as usize) else { return false };
    let planned = clause.tense == Tense::Future;
    // "were to meet": what was planned may have been given up.
    let was = |t: usize| view.is(t, Func::Be) && view.lexicon.is_past_auxiliary(view.text(t));
    if planned && clause.verbs.is_some_and(|v| v.indices().any(was)) {
        return false;
    }
    let denied = |at: usize| {
        // "May" is a month.
        let told = view.token(at).is_some_and(|t| t.clause == id && (at == 0 || !t.capital));
        view.hits(at).any(|hit| match hit.sense {
            Sense::Switch(_) => true,
            Sense::Mode(id) => {
                told && !planned && view.lexicon.modes.get(id as usize).is_some_and(crate::lexicon::Mode::doubts)
            }
            Sense::Func(Func::Not | Func::Never | Func::Again) => told,
            // "ended in Halmic without a deal" does not deny where it was.
            Sense::Func(Func::Without) => told && at < range.start as usize,
            _ => false,
        })
    };
    !clause.negated && !(0..view.len()).any(denied)
}

/// Whether no other year than the fact's, or the dateline's, is named in the sentence.
fn of_year(view: View<'_>, when: Option<&When>, dateline: Option<Dateline>) -> bool {
    let of = |w: &When| w.readings.first().and_then(|r| r.from).map(jiff::civil::DateTime::year);
    let year = when.and_then(of).or(dateline.map(|d| d.date.year()));
    let other = |at: usize| {
        if view.token(at).is_none_or(|t| t.kind != TokenKind::Number || t.end - t.start != 4) {
            return false;
        }
        let written = view.text(at).parse::<i16>().ok().filter(|y| (1000..2200).contains(y));
        written.is_some() && written != year
    };
    !(0..view.len()).any(other)
}

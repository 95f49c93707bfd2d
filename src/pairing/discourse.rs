//! What the text is about, sentence by sentence: the topic that headline and lead set, and whether it
//! is elsewhere: at another place, actor, event or time (semantics 7.2 and 7.3).

#![allow(
    clippy::indexing_slicing,
    reason = "indices of facts and terms come from the index over the same facts, those of tokens and claims from the same draft"
)]

mod turns;

use super::terms::{Met, TermId, Terms};
use crate::analysis::{Analysis, ClauseKind, Pos, Range, Role, Sentence, View};
use crate::claims::{Claims, Dateline, Value};
use crate::document::{BlockKind, Document};
use crate::lexicon::{Func, Lexicon, Sense, Stem};
use rustc_hash::{FxHashMap, FxHashSet};

/// What is known of the text around a sentence.
#[derive(Debug, Clone, Default)]
pub(super) struct Discourse {
    /// The sentences of headline and lead.
    leads: FxHashSet<u32>,
    /// Terms that headline and lead meet.
    pub(super) topic: FxHashSet<TermId>,
    /// Terms that the subject of the lead's first sentence, or its place, meets: who and where it is about.
    pub(super) main: FxHashSet<TermId>,
    /// Terms that the headline itself meets.
    pub(super) headline: FxHashSet<TermId>,
    /// All terms that the draft meets anywhere, for `subject`.
    pub(super) anywhere: FxHashSet<TermId>,
    /// Terms of the `subject` of the facts files that are about this draft.
    subjects: FxHashSet<TermId>,
    /// For each sentence, what has taken over, if the text is elsewhere: from which clause on.
    pub(super) elsewhere: Vec<Option<Away>>,
    /// Capitalised words of headline and lead.
    names: FxHashSet<Stem>,
    /// Nouns that headline and lead put to a name of theirs: the delta of "the Lind delta".
    kinds: FxHashSet<Stem>,
    /// The first sentence of headline and lead that has each of them.
    first: FxHashMap<Stem, u32>,
    /// The first sentence of the text that has each name.
    named: FxHashMap<Stem, u32>,
    /// The first sentence of the text that has each noun.
    nouns: FxHashMap<Stem, u32>,
    /// The first sentence that gives a year.
    years: FxHashMap<i16, u32>,
}

impl Discourse {
    /// Whether a word is one of the names that headline and lead gave before this sentence, or in it.
    pub(super) fn knows(&self, name: Stem, sentence: u32, itself: bool) -> bool {
        self.first.get(&name).is_some_and(|&s| s < sentence || itself && s == sentence)
    }

    /// Whether the text first gives a name in this sentence.
    pub(super) fn is_new(&self, name: Stem, sentence: u32) -> bool {
        self.named.get(&name) == Some(&sentence)
    }

    /// Whether the text first has a noun in this sentence.
    pub(super) fn is_new_noun(&self, noun: Stem, sentence: u32) -> bool {
        self.nouns.get(&noun) == Some(&sentence)
    }

    /// Whether a sentence is of headline or lead.
    pub(super) fn leads(&self, sentence: u32) -> bool {
        self.leads.contains(&sentence)
    }

    /// Whether headline or lead gives this year.
    fn tells_in_lead(&self, year: i16) -> bool {
        self.years.get(&year).is_some_and(|&s| self.leads(s))
    }

    /// Whether the text has spoken of this year, up to this sentence.
    pub(super) fn tells(&self, year: i16, sentence: u32) -> bool {
        self.years.get(&year).is_some_and(|&s| s <= sentence)
    }
}

/// The text has turned to something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Away {
    /// What took over: `place`, `time`, `another`.
    pub(super) why: &'static str,
    /// First clause of the sentence that is away; 0 for all of it.
    pub(super) from: u16,
    /// Stems of the names that took over.
    pub(super) names: Vec<Stem>,
    /// The year that took over.
    pub(super) year: Option<i16>,
    /// The tokens of the words that turned it, where words did, and in which sentence.
    pub(super) words: Option<(u32, Range)>,
    /// Whether what took over is named as a thing ("The Salt Road"): no "she" means it.
    pub(super) thing: bool,
    /// Whether the rest of the paragraph is of it too, until the topic is named again.
    sticks: bool,
}

impl Away {
    /// Whether it is another time, of the same persons and places.
    pub(super) fn then(&self) -> bool {
        self.why == "time"
    }

    /// Whether another place is spoken of.
    pub(super) fn there(&self) -> bool {
        self.why == "place"
    }
}

/// The first sentence of the first paragraph.
pub(super) fn opening(document: &Document, analysis: &Analysis) -> Option<usize> {
    let kind = |b: u32| document.blocks()[b as usize].kind;
    analysis.sentences.iter().position(|s| kind(s.block) == BlockKind::Paragraph && s.tokens.len() > 4)
}

/// Sentences of headline and lead: the headline's, and the first two of the first paragraph, which begins
/// with the sentence `first`.
pub(super) fn is_lead(document: &Document, analysis: &Analysis, first: Option<usize>, index: usize) -> bool {
    let sentence = &analysis.sentences[index];
    match document.blocks()[sentence.block as usize].kind {
        BlockKind::Headline => true,
        BlockKind::Paragraph => first.is_some_and(|f| analysis.sentences[f].block == sentence.block && index <= f + 1),
        _ => false,
    }
}

/// Words of names in a sentence: capitalised, no word of grammar, no calendar.
fn names(sentence: &Sentence) -> impl Iterator<Item = Stem> + '_ {
    sentence.tokens.iter().filter(|t| t.pos == Pos::Name).map(|t| t.surface)
}

/// Nouns that stand in one group with a name.
fn kinds(sentence: &Sentence) -> impl Iterator<Item = Stem> + '_ {
    let named = |g: u16| {
        let group = sentence.groups.get(g as usize);
        group.is_some_and(|g| g.range.indices().any(|t| sentence.tokens.get(t).is_some_and(|t| t.pos == Pos::Name)))
    };
    sentence.tokens.iter().filter(move |t| t.pos == Pos::Noun && t.group.is_some_and(named)).map(|t| t.stem)
}

/// Whether a token of a lead sentence tells whom or where the text is about: a name in the subject of a
/// main clause or what it was done to, or behind a preposition of a clause that is no saying.
fn is_main(sentence: &Sentence, token: u32) -> bool {
    let Some(t) = sentence.tokens.get(token as usize).filter(|t| t.pos == Pos::Name) else { return false };
    let Some(group) = t.group.and_then(|g| sentence.groups.get(g as usize)) else { return false };
    let clause = sentence.clauses.get(t.clause as usize);
    let main = clause.is_some_and(|c| matches!(c.kind, ClauseKind::Main | ClauseKind::Subordinate));
    main && !matches!(group.role, Role::Object) || matches!(group.role, Role::Subject)
}

/// Follows the text.
pub(super) fn follow(
    document: &Document,
    analysis: &Analysis,
    claims: &Claims,
    lexicon: &Lexicon,
    met: &[Vec<Met>],
    dateline: Option<Dateline>,
    terms: &Terms,
) -> Discourse {
    let mut out = Discourse { elsewhere: vec![None; analysis.sentences.len()], ..Discourse::default() };
    let first = opening(document, analysis);
    for (index, sentence) in analysis.sentences.iter().enumerate() {
        if is_lead(document, analysis, first, index) {
            out.leads.insert(index as u32);
            // "Turnout was 58 percent": a first word has its capital anyway, and the facts know it as none.
            let common = met[index].iter().any(|m| m.tokens[..] == [0] && !terms.is_name(m.term));
            let first = sentence.tokens.first().map(|t| t.surface).filter(|_| common);
            let own = || names(sentence).filter(move |&n| Some(n) != first);
            out.names.extend(own());
            for name in own() {
                out.first.entry(name).or_insert(index as u32);
            }
            out.kinds.extend(kinds(sentence));
            out.topic.extend(met[index].iter().map(|m| m.term));
            out.main
                .extend(met[index].iter().filter(|m| m.tokens.iter().any(|&t| is_main(sentence, t))).map(|m| m.term));
            if document.blocks()[sentence.block as usize].kind == BlockKind::Headline {
                out.headline.extend(met[index].iter().map(|m| m.term));
            }
        }
        for noun in sentence.tokens.iter().filter(|t| t.pos == Pos::Noun) {
            out.nouns.entry(noun.stem).or_insert(index as u32);
        }
        for name in names(sentence) {
            out.named.entry(name).or_insert(index as u32);
        }
        out.anywhere.extend(met[index].iter().map(|m| m.term));
    }
    // The claims of a sentence stand together.
    let all: Vec<usize> = (0..claims.claims.len()).collect();
    let from = |sentence: u32| claims.claims.partition_point(|c| c.sentence < sentence);
    for claim in &claims.claims {
        if let Value::When(when) = &claim.value
            && let Some(year) = when.written.year
        {
            out.years.entry(year).or_insert(claim.sentence);
        }
    }
    for subject in terms.subjects.iter().filter(|s| s.iter().all(|t| out.anywhere.contains(t))) {
        out.subjects.extend(subject);
    }
    let mut away: Option<Away> = None;
    let mut block = u32::MAX;
    let mut told = Told::default();
    for (index, sentence) in analysis.sentences.iter().enumerate() {
        let prose = &document.blocks()[sentence.block as usize].text;
        let view = View { lexicon, prose, sentence };
        let lead = is_lead(document, analysis, first, index);
        let new_block = sentence.block != block;
        block = sentence.block;
        if matches!(document.blocks()[block as usize].kind, BlockKind::Heading(_) | BlockKind::Headline) || lead {
            away = None;
            told.names.extend(names(sentence));
            continue;
        }
        let here = turns::Here {
            view,
            out: &out,
            told: &told,
            dateline,
            claims: all.get(from(index as u32)..from(index as u32 + 1)).unwrap_or_default(),
            all: claims,
            met: &met[index],
            index: index as u32,
        };
        // "Its 640 dockers walked out …, which is what all at Garrowmouth have in mind": of what took over, whoever is
        // named behind.
        let back = here.of_topic(0..view.len()) && !(away.is_some() && !new_block && here.of_subject_only());
        match here.turn() {
            Some(turn) => {
                away = Some(turn);
                told.since.clear();
            }
            None => {
                // The text is back where the topic is named again, or a new paragraph names nothing of what took over.
                let named = away.as_ref().is_some_and(|a| names(sentence).any(|n| a.names.contains(&n)));
                let holds = away.as_ref().is_some_and(|a| holds_on(view) || a.sticks && !here.of_now());
                let still = named || holds && !new_block;
                // "She" is whom the text spoke of before it turned to a thing.
                let person = away.as_ref().is_some_and(|a| a.thing) && of_a_person(view);
                let kind = away.as_ref().is_some_and(|a| a.sticks) && here.of_kind();
                if back && !named || !still || person || kind {
                    away = None;
                } else if let Some(a) = &mut away {
                    a.from = 0;
                }
            }
        }
        out.elsewhere[index].clone_from(&away);
        told.names.extend(names(sentence));
        told.since.extend(sentence.tokens.iter().filter(|t| t.pos == Pos::Noun).map(|t| t.stem));
        if let Some(away) = &away {
            told.others.extend(away.names.iter().filter(|_| away.thing));
        }
        // A turn inside a sentence, or by time alone, does not outlast its paragraph's next topical sentence.
        if away.as_ref().is_some_and(|a| a.why == "time" && a.names.is_empty() && !a.sticks) {
            away = None;
        }
    }
    out
}

/// What the text has named so far.
#[derive(Default)]
struct Told {
    names: FxHashSet<Stem>,
    /// Names of other things that took over: where they are the subject again, they take over again.
    others: FxHashSet<Stem>,
    /// Nouns of the text since it last turned.
    since: FxHashSet<Stem>,
}

/// A pronoun, possessive or "there" in front keeps the text where it is.
fn holds_on(view: View<'_>) -> bool {
    let subject =
        view.sentence.clauses.first().and_then(|c| c.subject).and_then(|s| view.sentence.groups.get(s as usize));
    let pronoun = subject.is_some_and(|g| {
        let first = g.range.start as usize;
        view.token(first).is_some_and(|t| t.pos == Pos::Pronoun) || view.is(first, Func::Possessive)
    });
    // "Thirty-three of those on that ship"
    let that = (0..view.len()).any(|at| {
        view.is(at, Func::That)
            && view.token(at).is_some_and(|t| t.pos == Pos::Determiner)
            && view.token(at + 1).is_some_and(|t| t.pos == Pos::Noun)
            && !view.lexicon.is_plural(view.text(at + 1))
            && view.hits(at + 1).all(|h| !matches!(h.sense, Sense::Calendar(_)))
    });
    if that {
        return true;
    }
    // "There were 40" only says that they were.
    pronoun || (0..view.len()).any(|at| view.is(at, Func::There) && (at > 0 || view.mark(1, ",")))
}

/// Whether the sentence's subject is "he" or "she", or something of his or hers.
fn of_a_person(view: View<'_>) -> bool {
    let subject = view.sentence.clauses.iter().find(|c| c.kind == ClauseKind::Main && c.verb.is_some());
    let subject = subject.and_then(|c| c.subject).and_then(|s| view.sentence.groups.get(s as usize));
    subject.is_some_and(|g| {
        let first = g.range.start as usize;
        view.is(first, Func::PersonPronoun) && !view.is(first, Func::PluralPronoun)
    })
}

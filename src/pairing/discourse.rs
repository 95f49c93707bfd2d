//! What the text is about, sentence by sentence: the topic that headline and lead set, and whether it
//! is elsewhere: at another place, actor, event or time (semantics 7.2 and 7.3).

#![allow(
    clippy::indexing_slicing,
    reason = "indices of facts and terms come from the index over the same facts, those of tokens and claims from the same draft"
)]

use super::terms::{Met, TermId};
use crate::analysis::{Analysis, ClauseKind, Group, Pos, Range, Role, Sentence, View};
use crate::claims::{Claims, Dateline, Kind, Value};
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
    /// For each sentence, what has taken over, if the text is elsewhere: from which clause on.
    pub(super) elsewhere: Vec<Option<Away>>,
    /// Capitalised words of headline and lead.
    names: FxHashSet<Stem>,
    /// The first sentence of headline and lead that has each of them.
    first: FxHashMap<Stem, u32>,
    /// The first sentence that gives a year.
    years: FxHashMap<i16, u32>,
}

impl Discourse {
    /// Whether a word is one of the names that headline and lead gave before this sentence, or in it.
    pub(super) fn knows(&self, name: Stem, sentence: u32, itself: bool) -> bool {
        self.first.get(&name).is_some_and(|&s| s < sentence || itself && s == sentence)
    }

    /// Whether a sentence is of headline or lead.
    pub(super) fn leads(&self, sentence: u32) -> bool {
        self.leads.contains(&sentence)
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
}

impl Away {
    /// Whether it is another time, of the same persons and places.
    pub(super) fn then(&self) -> bool {
        self.why == "time"
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
) -> Discourse {
    let mut out = Discourse { elsewhere: vec![None; analysis.sentences.len()], ..Discourse::default() };
    let first = opening(document, analysis);
    for (index, sentence) in analysis.sentences.iter().enumerate() {
        if is_lead(document, analysis, first, index) {
            out.leads.insert(index as u32);
            out.names.extend(names(sentence));
            for name in names(sentence) {
                out.first.entry(name).or_insert(index as u32);
            }
            out.topic.extend(met[index].iter().map(|m| m.term));
            out.main
                .extend(met[index].iter().filter(|m| m.tokens.iter().any(|&t| is_main(sentence, t))).map(|m| m.term));
            if document.blocks()[sentence.block as usize].kind == BlockKind::Headline {
                out.headline.extend(met[index].iter().map(|m| m.term));
            }
        }
        out.anywhere.extend(met[index].iter().map(|m| m.term));
    }
    let mut by_sentence: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    for (i, claim) in claims.claims.iter().enumerate() {
        by_sentence.entry(claim.sentence).or_default().push(i);
        if let Value::When(when) = &claim.value
            && let Some(year) = when.written.year
        {
            out.years.entry(year).or_insert(claim.sentence);
        }
    }
    let mut away: Option<Away> = None;
    let mut block = u32::MAX;
    for (index, sentence) in analysis.sentences.iter().enumerate() {
        let prose = &document.blocks()[sentence.block as usize].text;
        let view = View { lexicon, prose, sentence };
        let lead = is_lead(document, analysis, first, index);
        let new_block = sentence.block != block;
        block = sentence.block;
        if matches!(document.blocks()[block as usize].kind, BlockKind::Heading(_) | BlockKind::Headline) || lead {
            away = None;
            continue;
        }
        let topical: Vec<bool> =
            sentence.tokens.iter().map(|t| t.pos == Pos::Name && out.names.contains(&t.surface)).collect();
        let turn = turns(view, &out.names, dateline, &by_sentence, index, claims);
        match turn {
            Some(turn) => away = Some(turn),
            None => {
                // The text is back where the topic is named again, or a new paragraph names nothing of what took over.
                let back = topical.iter().any(|&t| t);
                let named = away.as_ref().is_some_and(|a| names(sentence).any(|n| a.names.contains(&n)));
                let still = named || holds_on(view) && !new_block;
                if back && !named || !still {
                    away = None;
                } else if let Some(a) = &mut away {
                    a.from = 0;
                }
            }
        }
        out.elsewhere[index].clone_from(&away);
        // A turn inside a sentence, or by time alone, does not outlast its paragraph's next topical sentence.
        if away.as_ref().is_some_and(|a| a.why == "time" && a.names.is_empty()) {
            let keep = away.take();
            away = keep.filter(|_| false);
        }
    }
    out
}

/// A pronoun, possessive or "there" in front keeps the text where it is.
fn holds_on(view: View<'_>) -> bool {
    let subject =
        view.sentence.clauses.first().and_then(|c| c.subject).and_then(|s| view.sentence.groups.get(s as usize));
    let pronoun = subject.is_some_and(|g| {
        let first = g.range.start as usize;
        view.token(first).is_some_and(|t| t.pos == Pos::Pronoun) || view.is(first, Func::Possessive)
    });
    pronoun || (0..view.len()).any(|at| view.is(at, Func::There) && at > 0)
}

/// Whether this sentence turns to something else.
fn turns(
    view: View<'_>,
    topic: &FxHashSet<Stem>,
    dateline: Option<Dateline>,
    by_sentence: &FxHashMap<u32, Vec<usize>>,
    index: usize,
    claims: &Claims,
) -> Option<Away> {
    let sentence = view.sentence;
    // "In neighbouring Burasa", "a separate case", "its rival": a word that switches.
    for hit in &sentence.hits {
        let Sense::Switch(id) = hit.sense else { continue };
        let at = hit.start as usize;
        let token = view.token(at)?;
        let group = token.group.and_then(|g| sentence.groups.get(g as usize));
        let names: Vec<Stem> = group
            .map(|g| {
                g.range
                    .indices()
                    .filter(|&t| sentence.tokens[t].pos == Pos::Name)
                    .map(|t| sentence.tokens[t].surface)
                    .collect()
            })
            .unwrap_or_default();
        if names.iter().any(|n| topic.contains(n)) {
            continue;
        }
        let object = group.is_some_and(|g| matches!(g.role, Role::Object)) && names.is_empty();
        if object {
            continue;
        }
        let why = if view.lexicon.switches[id as usize].name == "then" { "time" } else { "another" };
        let words = Some((index as u32, Range { start: hit.start, end: hit.start + hit.len }));
        return Some(Away { why, from: token.clause, names, year: None, words });
    }
    // A year in front that is not the dateline's: "In 2011 a plane crashed".
    if let Some(dateline) = dateline {
        for &i in by_sentence.get(&(index as u32)).into_iter().flatten() {
            let claim = &claims.claims[i];
            let Value::When(when) = &claim.value else { continue };
            let Some(year) = when.written.year else { continue };
            if claim.kind() != Kind::Time && claim.tokens.start <= 1 && year != dateline.date.year() {
                return Some(Away { why: "time", from: 0, names: Vec::new(), year: Some(year), words: None });
            }
        }
    }
    // A new place in front ("In Mirgane, farther west, …") or a new full name as subject.
    let at = sentence.clauses.iter().position(|c| c.kind == ClauseKind::Main && c.verb.is_some())?;
    let main = &sentence.clauses[at];
    let at = u16::try_from(at).ok();
    let mentions = sentence.tokens.iter().any(|t| t.pos == Pos::Name && topic.contains(&t.surface));
    if mentions {
        return None;
    }
    let subject = main.subject.and_then(|s| sentence.groups.get(s as usize))?;
    let named = |group: &Group| -> Vec<Stem> {
        let names = group.range.indices().filter(|&t| sentence.tokens[t].pos == Pos::Name);
        names.map(|t| sentence.tokens[t].surface).collect()
    };
    // "Her neighbour was Ester Krook": who is introduced takes over.
    let is = main.verb.is_some_and(|v| view.is(v as usize, Func::Be));
    let introduced = sentence.groups.iter().find(|g| is && g.role == Role::Object && g.name && Some(g.clause) == at);
    if let Some(introduced) = introduced
        && !subject.name
    {
        let names = named(introduced);
        if names.len() >= 2 {
            return Some(Away { why: "another", from: 0, names, year: None, words: None });
        }
    }
    // "The Salt Road brought her a prize": a thing of the person whom the text is still about.
    let thing = view.is(subject.range.start as usize, Func::The);
    if thing && (subject.range.end as usize..view.len()).any(|t| view.is(t, Func::PersonPronoun)) {
        return None;
    }
    let new = named(subject);
    let reports = main.verb.is_some_and(|v| view.hits(v as usize).any(|h| matches!(h.sense, Sense::Reporting(_))));
    (new.len() >= 2 && !reports && subject.name).then_some(Away {
        why: "another",
        from: 0,
        names: new,
        year: None,
        words: None,
    })
}

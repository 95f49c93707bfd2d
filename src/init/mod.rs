//! A facts file drafted from an article: one fact a claim, as a person would write it, for the editor to
//! confirm against sources. What is drafted is read back and held against the article; a fact that does
//! not come back as a match at its own claim, or that troubles another, is tried in other words and in the
//! end written as a comment.
//!
//! The next room calls [`draft`].

mod altered;
mod choice;
mod cited;
mod compounds;
mod elements;
mod ids;
mod kept;
mod names;
mod nearness;
mod options;
mod prose;
mod sentences;
mod stated;
mod trial;
mod write;

use crate::analysis::{self, Analysis, View};
use crate::checker::{Checker, Settings};
use crate::claims::{self, Claims, Dateline};
use crate::document::Document;
use crate::facts::{self, Facts};
use crate::lexicon::Lexicon;
use crate::verdict::Verdict;
use choice::Choice;
use options::Wording;
use stated::Stated;
use std::path::Path;

/// An article, read.
struct Ground<'a> {
    document: &'a Document,
    analysis: Analysis,
    claims: Claims,
    dateline: Option<Dateline>,
    lexicon: &'a Lexicon,
}

impl<'a> Ground<'a> {
    fn read(document: &'a Document, lexicon: &'a Lexicon, dateline: Option<Dateline>) -> Self {
        let analysis = analysis::analyse(document, lexicon);
        let claims = claims::read(document, &analysis, lexicon, dateline);
        Self { document, analysis, claims, dateline, lexicon }
    }

    /// The sentence of this index, as readers see it.
    fn view(&self, sentence: usize) -> Option<View<'_>> {
        let sentence = self.analysis.sentences.get(sentence)?;
        let prose = &self.document.blocks().get(sentence.block as usize)?.text;
        Some(View { lexicon: self.lexicon, prose, sentence })
    }
}

/// A fact to be: a claim, what it states, and the ways of telling what it is about.
#[derive(Debug, Clone)]
struct Proposal {
    /// Index of the claim.
    claim: usize,
    /// What it states.
    stated: Stated,
    /// What it comes to, however it is worded: equal for "43" and "43 people".
    key: String,
    /// What it may be about, in the order in which it is tried; never empty.
    options: Vec<Wording>,
}

/// A fact as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Written {
    id: String,
    /// What its id may be, the shortest first.
    ids: Vec<String>,
    /// Its lines below the table's head.
    lines: Vec<String>,
    /// It does not come back as it should, and stands as a comment.
    off: bool,
}

/// Drafts a facts file from an article. What it holds agrees with the article: checked against it, no claim
/// disagrees, and every fact that is no comment is matched by its own claim.
#[must_use]
pub fn draft(document: &Document, lexicon: &Lexicon, settings: &Settings) -> String {
    let none = Facts::default();
    let dateline = Checker::new(lexicon, &none, settings.clone()).dateline(document);
    let ground = Ground::read(document, lexicon, dateline);
    let subject = prose::subject(&ground);
    let main = subject.first().map(String::as_str);
    let kept = kept::of(&ground, settings);
    let settled_by = |claim: usize| kept.iter().any(|k| k.claims.contains(&claim));
    let mut proposals: Vec<Proposal> = stated::values(&ground)
        .into_iter()
        .filter(|(claim, _)| !settled_by(*claim) && !cited::is_source(&ground, *claim))
        .filter(|(claim, _)| !elements::supposed(&ground, *claim))
        .filter_map(|(claim, stated)| {
            let options = options::of(&ground, claim, main);
            let key = stated::key(&ground, claim, &stated.value);
            (!options.is_empty()).then_some(Proposal { claim, stated, key, options })
        })
        .collect();
    let choices = choice::choose(&ground, &mut proposals);
    let mut facts: Vec<write::Entry> = Vec::new();
    for (proposal, choice) in proposals.iter().zip(&choices) {
        let (at, off) = match choice {
            Choice::Option(at) => (*at, false),
            Choice::Off(at) => (*at, true),
            Choice::Left(_) => continue,
        };
        let wording = proposal.options.get(at).or(proposal.options.first()).cloned().unwrap_or_default();
        let Some(claim) = ground.claims.claims.get(proposal.claim) else { continue };
        let lines = write::lines(&wording, &proposal.stated);
        facts.push(write::Entry {
            sentence: claim.sentence as usize,
            claim: Some(proposal.claim),
            cited: cited::of(&ground, claim),
            fact: Written { id: String::new(), ids: ids::of(&wording, claim.kind()), lines, off },
        });
    }
    for one in kept {
        let cited = cited::beside(&ground, one.sentence);
        let fact = Written { id: String::new(), ids: one.ids, lines: one.lines, off: false };
        facts.push(write::Entry { sentence: one.sentence, claim: None, cited, fact });
    }
    facts.sort_by_key(|e| e.sentence);
    ids::give(&mut facts);
    let facts = sentences::tell(&ground, &subject, facts, settings);
    settled(&ground, &subject, facts, settings)
}

/// The file's text, once more held against the article as a run would do it: what is not matched in the end
/// becomes a comment.
fn settled(ground: &Ground<'_>, subject: &[String], mut entries: Vec<write::Entry>, settings: &Settings) -> String {
    loop {
        let text = write::file(ground, subject, &entries);
        let facts = facts::parse(&text, Path::new(""), ground.lexicon);
        if facts.broken() {
            // A value or term that the reader refuses stands on a line of its own fact.
            let before = entries.iter().filter(|e| !e.fact.off).count();
            let lines: Vec<usize> = facts.complaints.iter().map(|c| c.line).collect();
            write::put_off(&text, &mut entries, &lines);
            if entries.iter().filter(|e| !e.fact.off).count() == before {
                entries.iter_mut().for_each(|e| e.fact.off = true);
                return write::file(ground, subject, &entries);
            }
            continue;
        }
        let checked = Checker::new(ground.lexicon, &facts, settings.clone()).check(ground.document);
        let mut bad: Vec<String> = checked
            .findings
            .iter()
            .filter(|f| matches!(f.verdict, Verdict::Disagree | Verdict::Ambiguous) && f.rule == "reference")
            .filter_map(|f| f.fact.clone())
            .collect();
        if bad.is_empty() {
            let matched = |id: &str| {
                checked.findings.iter().any(|f| matches!(f.verdict, Verdict::Match(_)) && f.fact.as_deref() == Some(id))
            };
            bad = entries.iter().filter(|e| !e.fact.off && !matched(&e.fact.id)).map(|e| e.fact.id.clone()).collect();
        }
        let before = entries.iter().filter(|e| !e.fact.off).count();
        entries.iter_mut().filter(|e| bad.contains(&e.fact.id)).for_each(|e| e.fact.off = true);
        if entries.iter().filter(|e| !e.fact.off).count() == before {
            return text;
        }
    }
}

//! What every reader of prose shares: sentences, tokens with parts of speech, noun groups, verb
//! groups, clauses with their links. May use the document and the lexicon; knows no claim, no fact.
//!
//! The next rooms call [`analyse`] and walk [`Analysis::sentences`]; readers of claims get a
//! [`View`] of one sentence.

mod chunks;
mod clauses;
mod groups;
mod known;
mod mould;
mod outline;
mod parted;
mod second;
mod sentences;
mod tag;
mod view;

use self::known::Known;
pub use self::sentences::Vocabulary;
use self::sentences::{Extent, Text};
pub use mould::Mould;
pub use outline::outline;
pub use view::{View, is_dash};

use crate::document::{BlockKind, Document};
use crate::lexicon::{Hit, Lexicon, Senses, Stem, TokenKind};
use rustc_hash::FxHashSet;

/// A part of speech, as far as binding a figure needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Pos {
    /// A common noun.
    #[default]
    Noun,
    /// A name, or part of one.
    Name,
    /// A finite verb, participle or infinitive that is the main word of its group.
    Verb,
    /// An auxiliary or modal.
    Aux,
    /// An adjective, or a participle used as one.
    Adjective,
    /// An adverb.
    Adverb,
    /// An article, demonstrative or possessive.
    Determiner,
    /// A preposition.
    Preposition,
    /// "and", "or", "but".
    Conjunction,
    /// A subordinator: "when", "although".
    Subordinator,
    /// A relative word: "who", "which".
    Relative,
    /// A pronoun.
    Pronoun,
    /// A numeral in digits or words.
    Numeral,
    /// "'s".
    Possessive,
    /// A mark.
    Mark,
}

/// A token of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// First byte, in the block's prose.
    pub start: u32,
    /// One past the last byte, in the block's prose.
    pub end: u32,
    /// What it is made of.
    pub kind: TokenKind,
    /// Part of speech.
    pub pos: Pos,
    /// It begins with a capital.
    pub capital: bool,
    /// It holds a digit.
    pub digit: bool,
    /// Nothing stands between it and the token before.
    pub glued: bool,
    /// Hash of the letters as written.
    pub exact: Stem,
    /// Hash of the folded letters.
    pub surface: Stem,
    /// The inflection stem.
    pub stem: Stem,
    /// The first phrase that begins here or behind it: index into [`Sentence::hits`].
    pub hits: u32,
    /// What the phrases that begin here can mean.
    pub senses: Senses,
    /// Noun group it belongs to: index into [`Sentence::groups`].
    pub group: Option<u16>,
    /// Clause it belongs to: index into [`Sentence::clauses`].
    pub clause: u16,
}

/// Tokens from `start` up to `end`, counted in the sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Range {
    /// First token.
    pub start: u32,
    /// One past the last token.
    pub end: u32,
}

impl Range {
    /// Whether the token is inside.
    #[must_use]
    pub fn holds(self, token: usize) -> bool {
        (self.start as usize..self.end as usize).contains(&token)
    }
    /// As a range of indices.
    #[must_use]
    pub fn indices(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// What a noun group does in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Before the verb group, without a preposition.
    Subject,
    /// After the verb group, without a preposition.
    Object,
    /// Behind a preposition, given by its token.
    Oblique(u32),
    /// Behind "of", inside another group, given by its index.
    Of(u16),
    /// In apposition to another group, given by its index.
    Apposition(u16),
    /// None of these.
    Loose,
}

/// A noun group: "more than 18,500 residents", "Halmic's 27,300 residents".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Group {
    /// Its tokens, determiner and numeral included, "of" groups not.
    pub range: Range,
    /// Its head token: the last noun, or the numeral where the noun is left out.
    pub head: u32,
    /// What it does in its clause.
    pub role: Role,
    /// Its clause.
    pub clause: u16,
    /// A name is its head.
    pub name: bool,
    /// A word of the calendar is its head ("last year", "Friday").
    pub time: bool,
}

/// The time that a verb group speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Tense {
    /// "met", "had met", "was met", "has met"
    #[default]
    Past,
    /// "meets", "is meeting"
    Present,
    /// "will meet", "is to meet", "is due to meet"
    Future,
    /// No finite verb: "meeting", "to meet"
    None,
}

/// What kind of clause it is, and so how it hangs on its parent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ClauseKind {
    /// The sentence's own, or one coordinated with it.
    Main,
    /// "who …", "which …", "where …": its antecedent is a group of the parent.
    Relative,
    /// "when …", "although …", "that …".
    Subordinate,
    /// "killing 43", "followed by …": its antecedent is the group that it modifies, if one stands before it.
    Participle,
    /// "to hire 50" under another verb.
    Infinitive,
    /// "he said" beside what was said.
    Reporting,
    /// In brackets or between dashes.
    Aside,
}

/// A clause: subject, verb group, and what hangs on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clause {
    /// From its first to its last token; inner clauses lie inside.
    pub range: Range,
    /// What kind.
    pub kind: ClauseKind,
    /// The clause it hangs on or is coordinated with.
    pub parent: Option<u16>,
    /// Coordinated with the parent ("and", ";", a gap), not under it.
    pub coordinated: bool,
    /// For a relative or participle clause the group that it says something of.
    pub antecedent: Option<u16>,
    /// Its subject: its own, or the one it shares with the clause before.
    pub subject: Option<u16>,
    /// Its verb group, from first auxiliary to main verb; the one that a gap leaves out is the parent's.
    pub verbs: Option<Range>,
    /// Its main verb.
    pub verb: Option<u32>,
    /// The verb is left out and taken from the parent.
    pub gap: bool,
    /// Passive voice.
    pub passive: bool,
    /// Negated.
    pub negated: bool,
    /// Tense of the verb group.
    pub tense: Tense,
}

/// A sentence, parsed.
#[derive(Debug, Clone)]
pub struct Sentence {
    /// Index of the block.
    pub block: u32,
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// Phrases of the lexicon, by first token, longest first.
    pub hits: Vec<Hit>,
    /// What all its phrases can mean.
    pub senses: Senses,
    /// Its noun groups, in order.
    pub groups: Vec<Group>,
    /// Its clauses; the first is the main one.
    pub clauses: Vec<Clause>,
    /// Quoted stretches, marks excluded.
    pub quotes: Vec<Range>,
}

/// A document's sentences.
#[derive(Debug, Clone, Default)]
pub struct Analysis {
    /// All sentences, in order.
    pub sentences: Vec<Sentence>,
}

/// How much of a sentence is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// Its first token: whoever passes over it needs to know no more than how it begins.
    Head,
    /// Tokens with parts of speech, and noun groups, still without roles.
    Groups,
    /// Clauses and what links them, and quoted stretches.
    Clauses,
}

/// Parses the prose of a draft.
#[must_use]
pub fn analyse(document: &Document, lexicon: &Lexicon) -> Analysis {
    analyse_to(document, lexicon, |_, _| Depth::Clauses)
}

/// Parses the sentences of a draft as deep as each is wanted; asked are its tokens, still without parts of
/// speech, and the prose of its block.
#[must_use]
pub fn analyse_to(document: &Document, lexicon: &Lexicon, depth: impl Fn(&[Token], &str) -> Depth) -> Analysis {
    analyse_with(document, &mut Vocabulary::new(lexicon, letters(document)), depth)
}

/// How many letters the prose of a draft has.
fn letters(document: &Document) -> usize {
    document.blocks().iter().map(|b| b.text.len()).sum()
}

/// As [`analyse_to`], with the words of other drafts at hand.
#[must_use]
pub fn analyse_with(
    document: &Document,
    vocabulary: &mut Vocabulary<'_>,
    depth: impl Fn(&[Token], &str) -> Depth,
) -> Analysis {
    let lexicon = vocabulary.lexicon();
    let mut text = Text::new(vocabulary, letters(document));
    for (index, block) in document.blocks().iter().enumerate() {
        text.block(index as u32, &block.text);
    }
    let mut names = FxHashSet::default();
    for &extent in &text.sentences {
        let heading = matches!(
            document.blocks().get(extent.block as usize).map(|b| b.kind),
            Some(BlockKind::Headline | BlockKind::Heading(_))
        );
        if !heading {
            text.inner_capitals(extent, &mut names);
        }
    }
    let (mut tokens, mut hits) = (Vec::new(), Vec::new());
    let read = |&extent: &Extent| {
        let prose = document.blocks().get(extent.block as usize).map_or("", |b| &b.text);
        text.read(extent, &mut tokens, &mut hits);
        let depth = depth(&tokens, prose);
        if depth == Depth::Head {
            let first = hits.iter().take_while(|h| h.start == 0).count();
            let (token, hits) = (tokens.get(..1).unwrap_or_default(), hits.get(..first).unwrap_or_default());
            return Sentence::of(extent.block, token.to_vec(), hits.to_vec());
        }
        let shouting = text.title_case(extent);
        let known = known::known(&tokens, &hits, text.known(extent), lexicon, shouting);
        // The tokens are large, and handed over as they are.
        let mut sentence = Sentence::of(extent.block, std::mem::take(&mut tokens), hits.clone());
        tag::tag(&mut sentence.tokens, &known, &names, shouting);
        parse(&mut sentence, prose, &known, depth, lexicon);
        sentence
    };
    Analysis { sentences: text.sentences.iter().map(read).collect() }
}

impl Sentence {
    /// A sentence without parts of speech, groups and clauses.
    fn of(block: u32, tokens: Vec<Token>, hits: Vec<Hit>) -> Self {
        let (groups, clauses, quotes) = (Vec::new(), Vec::new(), Vec::new());
        let mut senses = Senses::default();
        tokens.iter().for_each(|t| senses.add_all(&t.senses));
        Self { block, tokens, hits, senses, groups, clauses, quotes }
    }
}

/// Finds the groups of a tagged sentence, and its clauses where these are wanted.
fn parse(sentence: &mut Sentence, prose: &str, known: &[Known], depth: Depth, lexicon: &Lexicon) {
    parse_once(sentence, prose, known, depth, lexicon);
    if depth == Depth::Clauses {
        second::look(sentence, prose, known, lexicon);
        parted::parted(sentence, lexicon);
    }
}

fn parse_once(sentence: &mut Sentence, prose: &str, known: &[Known], depth: Depth, lexicon: &Lexicon) {
    let view = View { lexicon, prose, sentence };
    let groups = groups::groups(view, known);
    if depth == Depth::Clauses {
        let chunks = chunks::chunks(view, known, &groups);
        let parsed = clauses::clauses(view, known, &groups, &chunks);
        let quotes = clauses::quotes(view);
        sentence.groups = parsed.groups;
        sentence.clauses = parsed.clauses;
        sentence.quotes = quotes;
        for (token, clause) in sentence.tokens.iter_mut().zip(parsed.clause_of) {
            token.clause = clause;
        }
    } else {
        sentence.groups = groups;
    }
    for (index, group) in sentence.groups.iter().enumerate() {
        for token in sentence.tokens.get_mut(group.range.indices()).into_iter().flatten() {
            token.group = Some(index as u16);
        }
    }
}

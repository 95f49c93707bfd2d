//! Runs the examples that entries of packs carry: texts that an entry must read, and texts that it must leave
//! alone. `TEXT` must have the entry's sense, `TEXT -> GIST` a claim of that gist, `a ~ b` one stem (for
//! derivation one family, for contractions and spellings the same words in a quotation); a word of an ending's
//! example has that ending.

use super::Stack;
use crate::lexicon::{Example, Keys, Lexicon, Sense, split};
use crate::strict::Place;
use crate::{analysis, claims, document::Document};

/// An example that does not come out as its entry says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Where it stands; of an entry that ships, where that begins.
    pub place: Place,
    /// Table and id of the entry: `hedge.more-than`.
    pub entry: String,
    /// The text.
    pub text: String,
    /// It should be read (true), or should not (false).
    pub reads: bool,
    /// What the claims of the text come to, where the example asks for that.
    pub found: Option<Vec<String>>,
}

impl Failure {
    /// What is wrong, in one sentence.
    #[must_use]
    pub fn message(&self) -> String {
        let wanted = if self.reads { "should read" } else { "should not read" };
        let found = match &self.found {
            None => String::new(),
            Some(found) if found.is_empty() => ", and no claim is read in it".to_owned(),
            Some(found) => format!(", and what is read is {}", found.join("; ")),
        };
        format!("[{}] {wanted} \"{}\"{found}", self.entry, self.text)
    }
}

/// The examples of a lexicon that fail, and how many were run; all, or those that `wanted` picks.
#[must_use]
pub fn run(lexicon: &Lexicon, stack: &Stack, wanted: impl Fn(&Example) -> bool) -> (Vec<Failure>, usize) {
    let examples: Vec<&Example> = lexicon.examples.iter().filter(|e| wanted(e)).collect();
    let failed = examples.iter().filter_map(|example| {
        let found = outcome(example, lexicon)?;
        Some(Failure {
            place: stack.example_place(&example.entry, &example.text).unwrap_or_default(),
            entry: example.entry.clone(),
            text: example.text.clone(),
            reads: example.reads,
            found,
        })
    });
    (failed.collect(), examples.len())
}

/// The senses that a text has, wherever they stand.
fn senses(text: &str, lexicon: &Lexicon) -> Vec<Sense> {
    let keys: Vec<Keys> = lexicon.keys_of(text, &split(text));
    let mut hits = Vec::new();
    for at in 0..keys.len() {
        lexicon.phrases.hits_at(&keys, at, &mut hits);
    }
    hits.iter().map(|h| h.sense).collect()
}

/// What the claims of a text come to, each in one line.
fn gists(text: &str, lexicon: &Lexicon) -> Vec<String> {
    let document = Document::text("example", text.to_owned());
    let analysis = analysis::analyse(&document, lexicon);
    let claims = claims::read(&document, &analysis, lexicon, None);
    claims.claims.iter().map(|c| claims::gist(&c.value, lexicon)).collect()
}

/// What was found instead of what the example says; nothing where it comes out.
fn outcome(example: &Example, lexicon: &Lexicon) -> Option<Option<Vec<String>>> {
    let table = example.entry.split('.').next().unwrap_or("");
    let mut found = None;
    let holds = if let Some((text, gist)) = example.text.split_once(" -> ") {
        let gists = gists(text, lexicon);
        let holds = gists.iter().any(|g| g == gist);
        found = Some(gists);
        holds
    } else if let Some((a, b)) = example.text.split_once(" ~ ") {
        let (one, other) = (lexicon.stem(a), lexicon.stem(b));
        match table {
            "contraction" => lexicon.speech.alike(a, b) == Some(true),
            "spelling" => lexicon.speech.alike(a, b) == Some(false),
            "family" => lexicon.stemmer.akin(one, other),
            _ => one == other,
        }
    } else if table == "ending" {
        let longest = lexicon.endings.iter().filter(|(e, _)| example.text.ends_with(e)).max_by_key(|(e, _)| e.len());
        longest.is_some_and(|(_, of)| {
            example.senses.is_empty() && format!("ending.{of:?}").eq_ignore_ascii_case(&example.entry)
        })
    } else if example.entry == "function.past-auxiliary" {
        split(&example.text)
            .iter()
            .any(|t| example.text.get(t.start as usize..t.end as usize).is_some_and(|w| lexicon.is_past_auxiliary(w)))
    } else {
        let found = senses(&example.text, lexicon);
        example.senses.iter().any(|s| found.contains(s))
    };
    (holds != example.reads).then_some(found)
}

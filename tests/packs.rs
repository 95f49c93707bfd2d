//! Runs the examples that the rule packs carry: every entry has texts that it reads and texts that it
//! must not read. `TEXT` must give the entry's sense, `TEXT -> GIST` a claim of that gist, `a ~ b` one stem
//! (for derivation: one family; for
//! contractions and spellings: the same words in a quotation); a word of an ending's example has that ending.

#![allow(clippy::panic, reason = "a test may stop at what it cannot read")]

use factlint::lexicon::{Example, Keys, Lexicon, Sense, Stem, fold, split};
use factlint::{Document, analysis, claims};

fn lexicon() -> Lexicon {
    Lexicon::english_with_examples().unwrap_or_else(|e| panic!("the packs cannot be read: {e}"))
}

/// The senses that a text has, wherever they stand.
fn senses(text: &str, lexicon: &Lexicon) -> Vec<Sense> {
    let keys: Vec<Keys> = split(text)
        .iter()
        .map(|t| {
            let word = &text[t.start as usize..t.end as usize];
            let folded = fold(word);
            Keys { exact: Stem::of(word), surface: Stem::of(&folded), stem: lexicon.stemmer.stem(&folded) }
        })
        .collect();
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

/// What is wrong with an example, if anything.
fn complaint(example: &Example, lexicon: &Lexicon) -> Option<String> {
    let mut found = String::new();
    let holds = if let Some((text, gist)) = example.text.split_once(" -> ") {
        let gists = gists(text, lexicon);
        found = format!(" (it reads {gists:?})");
        gists.iter().any(|g| g == gist)
    } else if let Some((a, b)) = example.text.split_once(" ~ ")
        && (example.entry.starts_with("contraction.") || example.entry.starts_with("spelling."))
    {
        lexicon.speech.alike(a, b).is_some_and(|short| short == example.entry.starts_with("contraction."))
    } else if let Some((a, b)) = example.text.split_once(" ~ ") {
        let (a, b) = (lexicon.stem(a), lexicon.stem(b));
        if example.entry.starts_with("family.") { lexicon.stemmer.akin(a, b) } else { a == b }
    } else if let Some(ending) = example.entry.strip_prefix("ending.") {
        let longest = lexicon.endings.iter().filter(|(e, _)| example.text.ends_with(e)).max_by_key(|(e, _)| e.len());
        longest.is_some_and(|(_, of)| format!("{of:?}").eq_ignore_ascii_case(ending))
    } else {
        let found = senses(&example.text, lexicon);
        example.senses.iter().any(|s| found.contains(s))
    };
    (holds != example.reads).then(|| {
        let wanted = if example.reads { "should read" } else { "should not read" };
        format!("{}: [{}] {wanted} `{}`{found}", example.file, example.entry, example.text)
    })
}

#[test]
fn entries_read_their_examples_and_nothing_that_they_ignore() {
    let lexicon = lexicon();
    let complaints: Vec<String> = lexicon.examples.iter().filter_map(|e| complaint(e, &lexicon)).collect();
    assert!(complaints.is_empty(), "{} examples fail:\n{}", complaints.len(), complaints.join("\n"));
    assert!(lexicon.examples.len() > 400, "only {} examples were seen", lexicon.examples.len());
    let gists = lexicon.examples.iter().filter(|e| e.text.contains(" -> ")).count();
    assert!(gists > 100, "only {gists} examples with the gist of a claim were seen");
}

/// A field at a time, since the whole is too large to read where it differs.
#[test]
fn the_compact_packs_are_those_of_the_rules() {
    let (toml, compact) = (lexicon(), Lexicon::english().unwrap_or_else(|e| panic!("the packs cannot be read: {e}")));
    let fields = |l: &Lexicon| {
        let mut bare = l.clone();
        bare.examples.clear();
        bare.entries.clear();
        format!("{bare:#?}").lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let (toml, compact) = (fields(&toml), fields(&compact));
    let differ = toml.iter().zip(&compact).position(|(a, b)| a != b);
    assert_eq!(differ.map(|i| (&toml[i], &compact[i])), None);
    assert_eq!(toml.len(), compact.len());
}

#[test]
fn every_entry_has_texts_that_it_reads_and_texts_that_it_ignores() {
    let lexicon = lexicon();
    let bare: Vec<String> = lexicon
        .entries
        .iter()
        .filter(|(_, _, reads, ignores)| *reads == 0 || *ignores == 0)
        .map(|(file, entry, reads, ignores)| format!("{file}: [{entry}] has {reads} `reads` and {ignores} `ignores`"))
        .collect();
    assert!(bare.is_empty(), "{} entries lack examples:\n{}", bare.len(), bare.join("\n"));
    assert!(lexicon.entries.len() > 150, "only {} entries were seen", lexicon.entries.len());
}

//! Titles beside names where no fact says which titles there are: what a draft says of who holds what.

use super::person;
use super::phrase::{Beside, Form, Front, Known, Phrase};
use super::title::{self, Word};
use crate::analysis::{Pos, Range, View};
use crate::lexicon::{Func, OfficeWord, Sense};

/// A title beside a name, as a draft tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// The tokens of the title, without determiner and without adjectives that change nothing.
    pub title: Range,
    /// The tokens of the name.
    pub name: Range,
}

/// The titles of a sentence that say of what they are ("Norvian foreign minister", "mayor of Halmic"), each
/// with the name beside it; "former" ones and deputies are left out. `time` gives the tokens of the time that
/// holds a token.
#[must_use]
pub fn told(view: View<'_>, time: &dyn Fn(usize) -> Option<Range>) -> Vec<Told> {
    let mut out: Vec<Told> = Vec::new();
    // A word of an institution, and not yet of the person's name behind it.
    let of_name =
        |at: usize| view.token(at).is_some_and(|t| t.capital) && title::nominal(view, at) && !common(view, at);
    let word = |w: &Word| {
        let behind_name = w.start.checked_sub(1).is_some_and(of_name);
        w.capital && title::nominal(view, w.start) && common(view, w.start) && !behind_name
    };
    let known = Known { word: &word, time };
    for at in 0..view.len() {
        let Some(head) = title::at(view, at).filter(|w| w.is(OfficeWord::Title) || w.is(OfficeWord::Same)) else {
            continue;
        };
        // "the union's spokeswoman": there may be more of them.
        if many(view, at) {
            continue;
        }
        let Some(phrase) = Phrase::around(view, head, &known).filter(|p| p.time.is_none()) else { continue };
        let Some(beside) = phrase.persons(view).into_iter().find(|b| !b.doubtful) else { continue };
        let Some(title) = plain(view, &phrase, beside).filter(|_| placed(view, &phrase)) else { continue };
        // "Abbot Karl Mohn stepped down": of whom it is told that he leaves, another may hold it by now.
        let clause = view.token(beside.name.start as usize).map(|t| t.clause);
        if clause.is_some_and(|c| leaves(view, c)) {
            continue;
        }
        let span = phrase.span(beside);
        let taken = |t: &Told| [t.title, t.name].iter().any(|r| r.start < span.end && span.start < r.end);
        if !out.iter().any(taken) {
            out.push(Told { title, name: beside.name });
        }
    }
    out
}

/// Whether the verb of a clause is one of leaving an office, or of dying.
fn leaves(view: View<'_>, clause: u16) -> bool {
    let verb = view.sentence.clauses.get(clause as usize).and_then(|c| c.verb);
    verb.is_some_and(|v| {
        view.hits(v as usize).any(|h| {
            let Sense::Office(id) = h.sense else { return false };
            matches!(view.lexicon.offices.get(id as usize), Some(OfficeWord::Leaves | OfficeWord::Died))
        })
    })
}

/// Whether what stands here is an office that several hold at once.
fn many(view: View<'_>, at: usize) -> bool {
    view.hits(at).any(
        |h| matches!(h.sense, Sense::Office(id) if view.lexicon.offices.get(id as usize) == Some(&OfficeWord::Many)),
    )
}

/// Whether a word is a common noun, with a capital too.
fn common(view: View<'_>, at: usize) -> bool {
    view.hits(at).any(|h| matches!(h.sense, Sense::Noun(_) | Sense::Office(_)))
}

/// The title without what changes nothing in front of it; none where a word makes it another's, or another time's.
fn plain(view: View<'_>, phrase: &Phrase, beside: Beside) -> Option<Range> {
    if phrase.words.iter().chain([&phrase.head]).any(|w| w.modifies().is_some_and(|m| m != OfficeWord::Plain)) {
        return None;
    }
    // "a Tolva director" is one of several.
    if phrase.front == Front::A {
        return None;
    }
    // "Friends of the Old Mill director": the institution's name begins further in front.
    let joins = |t: usize| [Func::And, Func::For, Func::Of].iter().any(|&f| view.is(t, f));
    if phrase.start.checked_sub(1).is_some_and(joins) {
        return None;
    }
    let mut start = phrase.start;
    while start < phrase.head.start
        && let Some(word) = title::at(view, start).filter(|w| w.modifies() == Some(OfficeWord::Plain))
    {
        start = word.end;
    }
    // A rank at its head is another title's: "Gen. Secretary".
    let end = if beside.form == Form::Before { phrase.end.min(beside.name.start as usize) } else { phrase.end };
    // "General Secretary", "Attorney General": beside another noun of office it is a word of the title.
    let words: Vec<Word> = (start..end).filter_map(|t| title::at(view, t)).collect();
    let titled = words.iter().any(|w| !w.is(OfficeWord::Rank) && (w.is(OfficeWord::Title) || w.is(OfficeWord::Same)));
    let ranks = words.iter().any(|w| w.is(OfficeWord::Rank) && !(titled && w.is(OfficeWord::Title)));
    (start < end && !ranks).then_some(Range { start: start as u32, end: end as u32 })
}

/// Words in small letters by which an institution is told from others of its kind ("fisheries council").
const BODY: usize = 2;

/// Whether a title says of what it is one: by a name among its words, or by an institution of common nouns that says
/// which it is.
fn placed(view: View<'_>, phrase: &Phrase) -> bool {
    let plain = |w: &&Word| !w.capital && w.modifies().is_none() && title::nominal(view, w.start);
    let owner = (phrase.start..phrase.head.start).any(|t| view.token(t).is_some_and(|t| t.pos == Pos::Possessive));
    let own: Vec<&Word> = phrase.words.iter().filter(plain).collect();
    if own.len() >= BODY && (owner || own.iter().any(|w| w.behind)) {
        return true;
    }
    phrase.words.iter().any(|w| {
        let Some(token) = view.token(w.start).filter(|_| w.capital && w.does.is_empty()) else { return false };
        // At the head of a sentence any word has a capital.
        !common(view, w.start) && (token.pos == Pos::Name || w.start > 0)
    })
}

/// The names of two words or more in a sentence.
#[must_use]
pub fn named(view: View<'_>) -> Vec<Range> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < view.len() {
        let from = person::ranks(view, at);
        match person::forward(view, from) {
            Some(mut range) => {
                // "Norvian Transport Minister Ilse Brandt": the name begins behind the title.
                if let Some(last) = range.indices().rev().skip(1).find(|&t| common(view, t)) {
                    range.start = last as u32 + 1;
                }
                let names = range.indices().any(|t| view.token(t).is_some_and(|t| t.pos == Pos::Name));
                if names && range.end > range.start + 1 {
                    out.push(range);
                }
                at = (range.end as usize).max(at + 1);
            }
            None => at += 1,
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::analyse;
    use crate::document::Document;
    use crate::lexicon::Lexicon;

    fn read(text: &str) -> Vec<String> {
        let lexicon = Lexicon::english().expect("the packs that ship are sound");
        let document = Document::text("a.txt", text.to_owned());
        let analysis = analyse(&document, &lexicon);
        let mut out = Vec::new();
        for sentence in &analysis.sentences {
            let view = View { lexicon: &lexicon, prose: &document.blocks()[sentence.block as usize].text, sentence };
            let words = |r: Range| view.stretch(r.start as usize, r.end as usize);
            out.extend(told(view, &|_| None).into_iter().map(|t| format!("{}: {}", words(t.title), words(t.name))));
        }
        out
    }

    #[test]
    fn titles_that_say_of_what_they_are_stand_beside_names() {
        for (text, said) in [
            ("Norvian Foreign Minister Ilse Brandt left on Monday.", vec!["Norvian Foreign Minister: Ilse Brandt"]),
            ("He met the U.S. Secretary of State Carla Moss in Orra.", vec!["U.S. Secretary of State: Carla Moss"]),
            ("Pavo Renn, mayor of Halmic, said it would rain.", vec!["mayor of Halmic: Pavo Renn"]),
            ("The mayor of Halmic, Pavo Renn, said it would rain.", vec!["mayor of Halmic: Pavo Renn"]),
            ("Dana Orlo, the embattled chief executive of Tolva, quit.", vec!["chief executive of Tolva: Dana Orlo"]),
            (
                "The fisheries council's chairman, Pavo Renn, said it would rain.",
                vec!["fisheries council's chairman: Pavo Renn"],
            ),
            ("The council's chairman, Pavo Renn, said it would rain.", vec![]),
            ("Mayor Pavo Renn said it would rain.", vec![]),
            ("Former Norvian President Otto Behn died.", vec![]),
            ("Otto Behn, the deputy mayor of Halmic, died.", vec![]),
            ("The Norvian president spoke.", vec![]),
            ("Norvian Foreign Minister Ilse Brandt stepped down on Monday.", vec![]),
        ] {
            assert_eq!(read(text), said, "{text}");
        }
    }
}

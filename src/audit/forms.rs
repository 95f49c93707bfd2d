//! Lives, names and quotations that are of one person, thing or saying.

use super::{Audit, CONTRADICTION, at};
use crate::claims::When;
use crate::facts::{Called, Ground, Life, Quoted, Severity};
use crate::lexicon::fold;
use crate::pairing::one_person;
use rustc_hash::FxHashMap;

/// Facts of one key to which one of it is held.
const NEIGHBOURS: usize = 64;

const CONFIRM: &str = "keep the one that its source bears out";

/// Something to say of a fact.
type Said = (Severity, &'static str, Ground, String, &'static str);

impl Audit<'_> {
    /// Compares lives by name, names by what they are of, quotations by their words.
    pub(super) fn forms(&mut self) {
        let names = &self.facts.names;
        let by_name = names.by_name();
        let mut said: Vec<Said> = Vec::new();
        let mut keep = |found: Option<Said>| {
            let any = found.is_some();
            said.extend(found);
            any
        };
        let lives_of = |l: &Life| last_word(&l.name);
        pairs(&self.facts.lives, lives_of, |a, b| keep(lives(a, b, one_person(&a.name, &b.name, names))));
        let about = |c: &Called| {
            let mut texts: Vec<String> = c.about.iter().map(|t| fold(&t.text)).collect();
            texts.sort_unstable();
            texts.join("\n")
        };
        let right = |c: &Called| by_name.all(&c.is).into_iter().map(fold).collect::<Vec<_>>();
        pairs(&self.facts.called, about, |a, b| keep(called(a, b, &right(a), &right(b))));
        let words = |q: &Quoted| letters(&q.words);
        pairs(&self.facts.quotes, words, |a, b| keep(Some(quotes(a, b, one_person(&a.speaker, &b.speaker, names)))));
        for (severity, code, ground, message, help) in said {
            self.say(severity, code, &ground, message, help);
        }
    }
}

/// Gives each item together with those before it that share its key, the first few, until something is said of it.
fn pairs<'a, T>(items: &'a [T], key: impl Fn(&T) -> String, mut with: impl FnMut(&'a T, &'a T) -> bool) {
    let mut by_key: FxHashMap<String, Vec<&T>> = FxHashMap::default();
    for item in items {
        let list = by_key.entry(key(item)).or_default();
        list.iter().any(|before| with(before, item));
        if list.len() < NEIGHBOURS {
            list.push(item);
        }
    }
}

fn last_word(name: &str) -> String {
    fold(name).split_whitespace().next_back().unwrap_or_default().to_owned()
}

fn letters(words: &str) -> String {
    fold(words).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn disjoint(a: &When, b: &When) -> bool {
    let (Some(a), Some(b)) = (a.covers().next(), b.covers().next()) else { return false };
    let over = |end: Option<_>, start: Option<_>| matches!((end, start), (Some(end), Some(start)) if end <= start);
    over(a.to, b.from) || over(b.to, a.from)
}

fn lives(a: &Life, b: &Life, one: bool) -> Option<Said> {
    if !one || a.person != b.person {
        return None;
    }
    let place = at(&a.ground.place);
    let words = if a.person { ["born", "died"] } else { ["founded", "dissolved"] };
    for (word, mine, theirs) in [(words[0], &a.begins, &b.begins), (words[1], &a.ends, &b.ends)] {
        if let (Some(x), Some(y)) = (mine, theirs)
            && disjoint(x, y)
        {
            let message = format!(
                "{} says that {} was {word} {}, and {} ({place}) says {}",
                b.ground.id, b.name, y.edtf, a.ground.id, x.edtf
            );
            let message = message.replace(" was died ", " died ");
            return Some((Severity::Error, CONTRADICTION, b.ground.clone(), message, CONFIRM));
        }
    }
    for (first, last, by) in [(&a.begins, &b.ends, &b.ground), (&b.begins, &a.ends, &a.ground)] {
        if let (Some(first), Some(last)) =
            (first.as_ref().and_then(|w| w.covers().next()), last.as_ref().and_then(|w| w.covers().next()))
            && first.from.zip(last.to).is_some_and(|(from, to)| to <= from)
        {
            let message = format!("by {} and {} ({place}), {} ended before it began", b.ground.id, a.ground.id, b.name);
            return Some((Severity::Error, CONTRADICTION, by.clone(), message, CONFIRM));
        }
    }
    let message = format!("{} tells the life of {} as {} ({place}) does", b.ground.id, b.name, a.ground.id);
    Some((Severity::Note, "overlap", b.ground.clone(), message, "make one fact of the two"))
}

fn called(a: &Called, b: &Called, right: &[String], other: &[String]) -> Option<Said> {
    let scope = |c: &Called| c.when.as_ref().map(|w| w.edtf.clone());
    if scope(a) != scope(b) || a.unless != b.unless {
        return None;
    }
    let place = at(&a.ground.place);
    let wrong = |c: &Called, names: &[String]| c.not.iter().any(|n| names.contains(&fold(n)));
    if wrong(a, other) || wrong(b, right) {
        let message = format!(
            "{} says \"{}\", which {} ({place}) lists as wrong, or the reverse: it says \"{}\"",
            b.ground.id, b.is, a.ground.id, a.is
        );
        return Some((Severity::Error, CONTRADICTION, b.ground.clone(), message, CONFIRM));
    }
    if right.iter().any(|n| other.contains(n)) {
        let message = format!("{} says the same as {} ({place}): \"{}\"", b.ground.id, a.ground.id, b.is);
        return Some((Severity::Note, "overlap", b.ground.clone(), message, "make one fact of the two"));
    }
    let message = format!(
        "{} says \"{}\" and {} ({place}) says \"{}\" of what is told by the same words",
        b.ground.id, b.is, a.ground.id, a.is
    );
    let help = "say in `about` which of the two names is of what";
    Some((Severity::Warning, "ambiguous-about", b.ground.clone(), message, help))
}

fn quotes(a: &Quoted, b: &Quoted, one: bool) -> Said {
    let place = at(&a.ground.place);
    if one {
        let message = format!("{} is the quotation of {} ({place}) again", b.ground.id, a.ground.id);
        return (Severity::Note, "overlap", b.ground.clone(), message, "keep one of the two");
    }
    let message = format!(
        "{} gives to {} the words that {} ({place}) gives to {}",
        b.ground.id, b.speaker, a.ground.id, a.speaker
    );
    (Severity::Error, CONTRADICTION, b.ground.clone(), message, CONFIRM)
}

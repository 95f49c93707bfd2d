//! Verbs whose phrase their object parts: "drove 900 people from their homes", "took them to hospital". The words of
//! the phrase stand in the table side by side; here they are asked for over the group between.

use super::{Group, Pos, Sentence};
use crate::lexicon::{ConceptWord, Hit, Keys, Lexicon, Sense};

/// So many words stand behind the object at most.
const TAIL: usize = 4;

/// Adds what the parted verbs of a parsed sentence mean, at the verb itself, which then is all of the phrase.
pub(super) fn parted(sentence: &mut Sentence, lexicon: &Lexicon) {
    let mut found: Vec<Hit> = Vec::new();
    for group in &sentence.groups {
        let Some(verb) = group.range.start.checked_sub(1) else { continue };
        if sentence.tokens.get(verb as usize).is_some_and(|t| t.pos == Pos::Verb) {
            behind(sentence, lexicon, verb, group, &mut found);
        }
    }
    if found.is_empty() {
        return;
    }
    found.retain(|hit| !sentence.hits.contains(hit));
    for hit in &found {
        sentence.senses.add(hit.sense, lexicon);
        if let Some(token) = sentence.tokens.get_mut(hit.start as usize) {
            token.senses.add(hit.sense, lexicon);
        }
    }
    sentence.hits.append(&mut found);
    sentence.hits.sort_by_key(|h| (h.start, std::cmp::Reverse(h.len)));
    let mut at = 0;
    for (index, token) in sentence.tokens.iter_mut().enumerate() {
        while sentence.hits.get(at).is_some_and(|h| (h.start as usize) < index) {
            at += 1;
        }
        token.hits = at as u32;
    }
}

/// The phrases of a verb that go on behind its object, or behind the group that hangs on the object by a preposition.
fn behind(sentence: &Sentence, lexicon: &Lexicon, verb: u32, object: &Group, found: &mut Vec<Hit>) {
    let keys = |at: u32| {
        let token = sentence.tokens.get(at as usize)?;
        Some(Keys { exact: token.exact, surface: token.surface, stem: token.stem })
    };
    let next = sentence.groups.iter().find(|g| g.range.start == object.range.end + 1 && g.clause == object.clause);
    for end in std::iter::once(object.range.end).chain(next.map(|g| g.range.end)) {
        let mut row: Vec<Keys> = Vec::with_capacity(TAIL + 1);
        row.extend(std::iter::once(verb).chain(end..end + TAIL as u32).map_while(keys));
        let mut hits = Vec::new();
        lexicon.phrases.parted(&row, &mut hits);
        hits.retain(|h| matches!(h.sense, Sense::Concept(_, ConceptWord::ObjectVerb)));
        found.extend(hits.iter().map(|h| Hit { start: verb, len: 1, sense: h.sense }));
    }
}

#[cfg(test)]
mod tests {
    use crate::analysis::{View, analyse};
    use crate::document::Document;
    use crate::lexicon::{ConceptWord, Lexicon, Sense};

    /// The concepts that the verbs of a text tell of.
    fn told(text: &str) -> Vec<String> {
        let lexicon = Lexicon::english().expect("the packs are sound");
        let document = Document::text("draft", text.to_owned());
        let analysis = analyse(&document, &lexicon);
        let mut out = Vec::new();
        for sentence in &analysis.sentences {
            let prose = &document.blocks()[sentence.block as usize].text;
            let view = View { lexicon: &lexicon, prose, sentence };
            for hit in (0..view.len()).flat_map(|at| view.hits(at)) {
                if let Sense::Concept(id, ConceptWord::ObjectVerb) = hit.sense {
                    out.push(lexicon.concepts[id as usize].name.clone());
                }
            }
        }
        out.dedup();
        out
    }

    #[test]
    fn an_object_parts_its_verb() {
        for (text, concept) in [
            ("The blaze drove 900 people from their homes.", "displaced"),
            ("An ambulance took them to hospital.", "hospitalised"),
            ("Crews moved 40 of the residents to safety overnight.", "displaced"),
        ] {
            assert!(told(text).iter().any(|c| c == concept), "{text}: {:?}", told(text));
        }
    }

    #[test]
    fn what_goes_elsewhere_is_another_verb() {
        for text in
            ["He drove 900 miles from the border.", "She took the bus to town.", "They moved the desk to the hall."]
        {
            assert!(told(text).is_empty(), "{text}: {:?}", told(text));
        }
    }
}

//! What a sentence says but for its figures: two sentences of one mould are the same sentence, with other figures.

use super::{Pos, View};
use crate::lexicon::{CalendarWord, Func, Sense, TokenKind};
use rustc_hash::FxHasher;
use smallvec::SmallVec;
use std::hash::{Hash as _, Hasher as _};

/// The words of a sentence in order, and what figures and dates stand between them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mould {
    /// Hash of its words in order, with a mark for each figure.
    pub words: u64,
    /// Its figures.
    pub figures: SmallVec<[Figure; 4]>,
    /// How many of its words tell something.
    pub content: usize,
    /// One of them is a name.
    pub named: bool,
}

/// A figure or date in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Figure {
    /// Its first token.
    pub at: u32,
    /// Hash of its letters.
    pub letters: u64,
    /// How many digits it has.
    pub digits: usize,
}

impl Mould {
    /// The mould of a sentence.
    #[must_use]
    pub fn of(view: View<'_>) -> Self {
        let (mut out, mut words) = (Self::default(), FxHasher::default());
        // The figure that is being read, and its letters.
        let mut open: Option<FxHasher> = None;
        for (at, token) in view.sentence.tokens.iter().enumerate() {
            if is_figure(view, at) {
                let figure = open.get_or_insert_with(|| {
                    0_u64.hash(&mut words);
                    let at = u32::try_from(at).unwrap_or(u32::MAX);
                    out.figures.push(Figure { at, ..Figure::default() });
                    FxHasher::default()
                });
                token.surface.hash(figure);
                if let Some(last) = out.figures.last_mut() {
                    last.letters = figure.finish();
                    last.digits += view.text(at).bytes().filter(u8::is_ascii_digit).count();
                }
                continue;
            }
            // "Varna flood: it killed 43": what stands before a colon only says of what the sentence is.
            if out.figures.is_empty() && view.mark(at, ":") && !view.glued(at + 1) {
                (out, words) = (Self::default(), FxHasher::default());
                continue;
            }
            // "1 1/2", "$2.5", "5-7": what joins digits does not end a figure, a comma does.
            let joins = token.kind == TokenKind::Mark && !matches!(view.text(at), "," | ";" | "(" | ")" | ":");
            if !joins {
                open = None;
            }
            // "an eight-year war", "a fifty-year war"
            if token.kind == TokenKind::Mark || view.is(at, Func::A) {
                continue;
            }
            token.stem.hash(&mut words);
            let tells = matches!(token.pos, Pos::Noun | Pos::Name | Pos::Verb | Pos::Adjective | Pos::Adverb);
            out.content += usize::from(tells);
            out.named |= at > 0 && token.pos == Pos::Name;
        }
        out.words = words.finish();
        out
    }

    /// Which of its figures stands first among these tokens.
    #[must_use]
    pub fn place(&self, tokens: super::Range) -> Option<usize> {
        self.figures.iter().position(|f| (tokens.start..tokens.end).contains(&f.at))
    }
}

/// Whether a token is a number in digits or words, a month or a weekday.
fn is_figure(view: View<'_>, at: usize) -> bool {
    let Some(token) = view.token(at) else { return false };
    let calendar = |word: CalendarWord| {
        use CalendarWord::{DoubtfulMonth, DoubtfulWeekday, Month, Weekday};
        matches!(word, Month(_) | DoubtfulMonth(_) | Weekday(_) | DoubtfulWeekday(_)).then_some(())
    };
    let numeral = |hit: crate::lexicon::Hit| hit.len == 1 && matches!(hit.sense, Sense::Numeral(_));
    token.digit || token.pos == Pos::Numeral || view.calendar(at, calendar).is_some() || view.hits(at).any(numeral)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::analyse;
    use crate::document::Document;
    use crate::lexicon::Lexicon;

    fn mould(text: &str) -> Mould {
        let Ok(lexicon) = Lexicon::english() else { panic!("the shipped packs load") };
        let document = Document::text("t", text.to_owned());
        let analysis = analyse(&document, &lexicon);
        match (analysis.sentences.first(), document.blocks().first()) {
            (Some(sentence), Some(block)) => Mould::of(View { lexicon: &lexicon, prose: &block.text, sentence }),
            _ => panic!("{text}: no sentence"),
        }
    }

    #[test]
    fn sentences_with_other_figures_are_of_one_mould() {
        for (a, b) in [
            ("Ostra sold 43 boats in May.", "Ostra sold fifty boats in August."),
            ("It ended an eight-year war.", "It ended a fifty-year war."),
            ("Sales rose to $2.46 million from $2 billion.", "Sales rose to $246,000 from $1.9 million."),
            ("Ostra: It sold 43 boats.", "It sold 50 boats."),
            ("The 1992 protests drew 4,877 people.", "The 398 protests drew 14,631 people."),
        ] {
            assert_eq!(mould(a).words, mould(b).words, "{a} / {b}");
            assert_eq!(mould(a).figures.len(), mould(b).figures.len(), "{a} / {b}");
        }
        for (a, b) in [
            ("Ostra sold 43 boats in May.", "Ostra bought 43 boats in May."),
            ("Ostra sold 43 boats in May.", "Ostra sold boats in May."),
            ("Sales rose to 5 from 4.", "Sales fell to 5 from 4."),
        ] {
            assert_ne!(mould(a).words, mould(b).words, "{a} / {b}");
        }
    }

    #[test]
    fn a_figure_that_is_the_same_is_known() {
        let (a, b) = (mould("Ostra sold 43 boats for $2.5 million."), mould("Ostra sold 43 boats for $3.5 million."));
        let same: Vec<bool> = a.figures.iter().zip(&b.figures).map(|(a, b)| a.letters == b.letters).collect();
        assert_eq!(same, [true, false]);
        assert!(a.content >= 3, "{a:?}");
    }
}

//! Terms: what a fact is about, in words that meet a draft's by inflection, derivation, synonym,
//! concept and alias.

use crate::lexicon::{Func, Keys, Lexicon, NumeralKind, RawToken, Sense, Stem, TokenKind, fold, split};
use std::sync::Arc;

/// A word of a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermWord {
    /// As written.
    pub text: String,
    /// Hash of the letters as written, for terms in double quotes.
    pub exact: Stem,
    /// Hash of the folded letters.
    pub surface: Stem,
    /// Inflection stem.
    pub stem: Stem,
    /// It has a capital, and meets only capitalised words.
    pub capital: bool,
    /// It is a word of grammar ("of", "the"), which a phrase may be met without.
    pub function: bool,
    /// It is a numeral ("second"), which is met to the letter alone.
    pub numeral: bool,
    /// Synonym groups of this single word.
    pub synonyms: Vec<u16>,
    /// Concepts that list this single word.
    pub concepts: Vec<u16>,
}

/// One way to meet a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Alternative {
    /// `@killed`: index of the concept.
    Concept(u16),
    /// A word or phrase; phrases are met word by word, in one clause.
    Phrase(Vec<TermWord>),
    /// A phrase in double quotes: to the letter, marks included.
    Exact(Vec<TermWord>),
}

/// An entry of `about`, `unless`, `subject`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// As written, for reasons.
    pub text: String,
    /// Any of these meets it. Many facts ask for the same, and share them.
    pub alternatives: Arc<[Alternative]>,
}

/// Why a text is no term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TermError {
    /// It, or one of its alternatives, holds no word.
    Empty,
    /// No pack has this concept (its name without the `@`).
    UnknownConcept(String),
    /// A concept with words behind it ("@killed people").
    ConceptWithWords(String),
    /// A double quote that is not closed.
    Unclosed,
}

impl TermWord {
    /// A word as it stands in a text.
    #[must_use]
    pub fn of(text: &str, lexicon: &Lexicon) -> Self {
        let folded = fold(text);
        let keys = Keys { exact: Stem::of(text), surface: Stem::of(&folded), stem: lexicon.stemmer.stem(&folded) };
        let mut hits = Vec::new();
        lexicon.phrases.hits_at(&[keys], 0, &mut hits);
        let mut word = Self {
            text: text.to_owned(),
            exact: keys.exact,
            surface: keys.surface,
            stem: keys.stem,
            capital: text.chars().next().is_some_and(char::is_uppercase),
            function: false,
            numeral: false,
            synonyms: Vec::new(),
            concepts: Vec::new(),
        };
        for hit in hits {
            match hit.sense {
                // "point" is of decimals, and of games.
                Sense::Numeral(id) => {
                    word.numeral |= lexicon.numerals.get(id as usize).is_some_and(|n| n.kind != NumeralKind::Point);
                }
                Sense::Func(func) => word.function |= is_empty_word(func),
                Sense::Synonym(id) if !word.synonyms.contains(&id) => word.synonyms.push(id),
                Sense::Concept(id, _)
                    if !word.concepts.contains(&id)
                        && lexicon.concepts.get(id as usize).is_some_and(|c| c.stems.contains(&word.stem)) =>
                {
                    word.concepts.push(id);
                }
                _ => {}
            }
        }
        // "half marathon", "no confidence": a determiner that is a number tells something.
        word.function &= !word.numeral || !lexicon.senses(text).contains(&Sense::Func(Func::Determiner));
        word
    }
}

impl TermWord {
    /// A phrase as one word, which is met only by what names the same thing or is of the same concept.
    fn whole(text: &str, senses: impl Iterator<Item = Sense>) -> Option<Self> {
        let never = Stem::of(text);
        let mut word = Self {
            text: text.to_owned(),
            exact: never,
            surface: never,
            stem: never,
            capital: false,
            function: false,
            numeral: false,
            synonyms: Vec::new(),
            concepts: Vec::new(),
        };
        for sense in senses {
            match sense {
                Sense::Synonym(id) if !word.synonyms.contains(&id) => word.synonyms.push(id),
                _ => {}
            }
        }
        (!word.synonyms.is_empty()).then_some(word)
    }
}

impl Alternative {
    /// Other words for a phrase that is known as a whole ("laid off" for "made redundant"), from what it means.
    #[must_use]
    pub fn of_phrase(text: &str, senses: impl Iterator<Item = Sense>) -> Option<Self> {
        TermWord::whole(text, senses).map(|word| Self::Phrase(vec![word]))
    }
}

/// Articles and prepositions: they tell nothing of a thing. "outside" and "not" do.
fn is_empty_word(func: Func) -> bool {
    matches!(
        func,
        Func::A
            | Func::The
            | Func::Determiner
            | Func::Of
            | Func::In
            | Func::On
            | Func::At
            | Func::To
            | Func::For
            | Func::By
            | Func::And
    )
}

impl Term {
    /// Reads an entry: alternatives with `|` between, `@concept`, `"to the letter"`, words.
    ///
    /// # Errors
    /// When it holds no word, an unknown concept, or a quote that is not closed.
    pub fn parse(text: &str, lexicon: &Lexicon) -> Result<Self, TermError> {
        let mut alternatives = Vec::new();
        for part in alternatives_of(text)? {
            let read = alternative(part.trim(), lexicon)?;
            let others = match &read {
                Alternative::Phrase(words) if words.len() > 1 => {
                    let whole = lexicon.senses(part.trim());
                    Alternative::of_phrase(part.trim(), whole.iter().copied())
                }
                _ => None,
            };
            alternatives.push(read);
            alternatives.extend(others);
        }
        Ok(Self { text: text.trim().to_owned(), alternatives: alternatives.into() })
    }

    /// A name or phrase as it stands, without any sign of its own.
    #[must_use]
    pub fn phrase(text: &str, lexicon: &Lexicon) -> Option<Self> {
        let words = words(text, lexicon);
        (!words.is_empty())
            .then(|| Self { text: text.trim().to_owned(), alternatives: [Alternative::Phrase(words)].into() })
    }
}

/// Splits at the bars outside double quotes.
fn alternatives_of(text: &str) -> Result<Vec<&str>, TermError> {
    let mut out = Vec::new();
    let (mut from, mut quoted) = (0, false);
    for (i, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '|' if !quoted => {
                out.push(&text[from..i]);
                from = i + 1;
            }
            _ => {}
        }
    }
    out.push(&text[from..]);
    if quoted { Err(TermError::Unclosed) } else { Ok(out) }
}

fn alternative(text: &str, lexicon: &Lexicon) -> Result<Alternative, TermError> {
    if let Some(name) = text.strip_prefix('@') {
        if let Some(concept) = lexicon.concept(name) {
            return Ok(Alternative::Concept(concept));
        }
        return Err(match name.split_whitespace().next() {
            Some(first) if first != name => TermError::ConceptWithWords(first.to_owned()),
            _ => TermError::UnknownConcept(name.to_owned()),
        });
    }
    if let Some(inner) = text.strip_prefix('"').and_then(|t| t.strip_suffix('"')) {
        let exact: Vec<_> = split(inner).iter().map(|t| TermWord::of(slice(inner, *t), lexicon)).collect();
        return if exact.is_empty() { Err(TermError::Empty) } else { Ok(Alternative::Exact(exact)) };
    }
    let words = words(text, lexicon);
    if words.is_empty() { Err(TermError::Empty) } else { Ok(Alternative::Phrase(words)) }
}

fn slice(text: &str, token: RawToken) -> &str {
    &text[token.start as usize..token.end as usize]
}

/// The words of a phrase; marks and "'s" are no words.
fn words(text: &str, lexicon: &Lexicon) -> Vec<TermWord> {
    let mut words: Vec<_> = split(text)
        .iter()
        .filter(|t| !matches!(t.kind, TokenKind::Mark | TokenKind::Possessive))
        .map(|t| TermWord::of(slice(text, *t), lexicon))
        .collect();
    // Terms are most of what a large set holds.
    words.shrink_to_fit();
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon() -> Lexicon {
        Lexicon::english().expect("the packs that ship are sound")
    }

    fn told(term: &Term) -> String {
        let words = |w: &[TermWord]| w.iter().map(|w| w.text.as_str()).collect::<Vec<_>>().join("+");
        term.alternatives
            .iter()
            .map(|a| match a {
                Alternative::Concept(_) => "@".to_owned(),
                Alternative::Phrase(w) => words(w),
                Alternative::Exact(w) => format!("\"{}\"", words(w)),
            })
            .collect::<Vec<_>>()
            .join(" or ")
    }

    #[test]
    fn alternatives_phrases_and_quoted_terms_are_told_apart() {
        let lexicon = lexicon();
        for (text, expected) in [
            ("dam", "dam"),
            ("meeting | talks", "meeting or talks"),
            ("Sorn valley|Halmic's mayor", "Sorn+valley or Halmic+mayor"),
            ("\"the Guard | Navy\" | four-day strike", "\"the+Guard+|+Navy\" or four+day+strike"),
            ("U.S. | 2002", "U.S. or 2002"),
        ] {
            assert_eq!(told(&Term::parse(text, &lexicon).expect(text)), expected);
        }
    }

    #[test]
    fn words_carry_stem_case_and_grammar() {
        let term = Term::phrase("Bank of Ireland loans", &lexicon()).expect("words");
        let Alternative::Phrase(words) = &term.alternatives[0] else { panic!("a phrase") };
        assert_eq!(words.iter().map(|w| w.capital).collect::<Vec<_>>(), [true, false, true, false]);
        assert_eq!(words.iter().map(|w| w.function).collect::<Vec<_>>(), [false, true, false, false]);
        assert_eq!(words[3].stem, lexicon().stem("loan"));
    }

    #[test]
    fn what_holds_no_word_is_no_term() {
        let lexicon = lexicon();
        for (text, error) in [
            ("", TermError::Empty),
            ("dam | ", TermError::Empty),
            ("—", TermError::Empty),
            ("\"dam", TermError::Unclosed),
            ("@zzqq", TermError::UnknownConcept("zzqq".into())),
            ("@zzqq people", TermError::ConceptWithWords("zzqq".into())),
        ] {
            assert_eq!(Term::parse(text, &lexicon), Err(error), "{text}");
        }
    }
}

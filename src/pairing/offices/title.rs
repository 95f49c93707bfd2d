//! Titles as bags of words around a head, and how well a draft's title fits a fact's: whole, shorter, of
//! another institution, another office altogether.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of facts and terms come from the index over the same facts, those of tokens and claims from the same draft"
)]

use crate::analysis::{Pos, View};
use crate::lexicon::{Func, Hit, Keys, Lexicon, OfficeWord, Sense, SenseKind, Stem, TokenKind, fold, split};
use smallvec::SmallVec;

/// What two words of titles must share to be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(in crate::pairing) enum Key {
    /// Any of the words of one entry of the pack ("chairman", "chairwoman").
    Same(u16),
    /// The inflection stem.
    Stem(Stem),
}

/// A word of a title, or a phrase that is one ("chief executive").
#[derive(Debug, Clone, PartialEq)]
pub(in crate::pairing) struct Word {
    /// Its tokens.
    pub(in crate::pairing) start: usize,
    pub(in crate::pairing) end: usize,
    pub(in crate::pairing) key: Key,
    /// The letters, folded; in a draft of words with a capital alone, since nobody asks for others.
    pub(in crate::pairing) text: String,
    /// It begins with a capital.
    pub(in crate::pairing) capital: bool,
    /// It stands behind a preposition of the title ("of Norvia").
    pub(in crate::pairing) behind: bool,
    /// In a fact's title: it names the institution.
    pub(in crate::pairing) place: bool,
    /// What the pack says of it.
    pub(in crate::pairing) does: SmallVec<[OfficeWord; 8]>,
}

impl Word {
    /// Whether it does this to a title.
    pub(in crate::pairing) fn is(&self, does: OfficeWord) -> bool {
        self.does.contains(&does)
    }

    /// What it changes in what is asserted, if it is a modifier.
    pub(in crate::pairing) fn modifies(&self) -> Option<OfficeWord> {
        use OfficeWord::{Dead, Elect, Other, Outgoing, Past, Plain, Then};
        // "of the Joint Space Agency" changes nothing.
        if self.behind {
            return None;
        }
        self.does.iter().copied().find(|d| matches!(d, Past | Then | Elect | Dead | Outgoing | Other | Plain))
    }

    /// Whether both name one thing: the same word, a derivation, or a place and its people.
    pub(in crate::pairing) fn meets(&self, other: &Self, lexicon: &Lexicon) -> bool {
        if self.key == other.key {
            return true;
        }
        let akin = match (self.key, other.key) {
            (Key::Stem(a), Key::Stem(b)) => lexicon.stemmer.akin(a, b),
            _ => false,
        };
        akin || self.capital && other.capital && demonym(&self.text, &other.text, lexicon)
    }
}

/// "Norvia", "Norvian"; "Tarvia", "Tarvian"; "Sweden", "Swedish".
pub(in crate::pairing) fn demonym(a: &str, b: &str, lexicon: &Lexicon) -> bool {
    let one = |place: &str, people: &str| {
        lexicon.demonyms.iter().filter_map(|ending| people.strip_suffix(ending.as_str())).any(|stem| {
            let rest = place.strip_prefix(stem);
            stem.chars().count() >= 4 && rest.is_some_and(|r| r.chars().count() <= 2)
        })
    };
    one(a, b) || one(b, a)
}

/// By what a word or phrase meets others, and how many tokens it takes. `hits` are those that begin there.
fn key(stem: Stem, hits: impl Iterator<Item = Hit> + Clone, lexicon: &Lexicon) -> (Key, u32) {
    let does = |id: u16| lexicon.offices.get(id as usize).copied().filter(|d| d.of_titles());
    let same = hits.clone().filter_map(|h| match h.sense {
        Sense::Office(id) if does(id) == Some(OfficeWord::Same) => Some((h.len, id)),
        _ => None,
    });
    let longest = hits.filter_map(|h| match h.sense {
        Sense::Office(id) => does(id).filter(|d| *d != OfficeWord::Aide).map(|_| h.len),
        _ => None,
    });
    let longest = longest.max();
    match same.max_by_key(|(len, _)| *len) {
        Some((len, id)) if Some(len) == longest => (Key::Same(id), len),
        _ => (Key::Stem(stem), longest.unwrap_or(1)),
    }
}

/// The word or phrase that begins at a token. `hits` are those that begin there.
fn word(
    text: String,
    capital: bool,
    stem: Stem,
    at: usize,
    hits: impl Iterator<Item = Hit> + Clone,
    lexicon: &Lexicon,
) -> Word {
    let does = |id: u16| lexicon.offices.get(id as usize).copied().filter(|d| d.of_titles());
    let (key, len) = key(stem, hits.clone(), lexicon);
    let mut all = SmallVec::new();
    for hit in hits.filter(|h| h.len == len) {
        if let Sense::Office(id) = hit.sense
            && let Some(d) = does(id)
            && !all.contains(&d)
        {
            all.push(d);
        }
    }
    Word { start: at, end: at + len as usize, key, text, capital, behind: false, place: false, does: all }
}

/// By what the word of a draft that begins at a token meets others.
pub(in crate::pairing) fn key_at(view: View<'_>, token: usize) -> Option<Key> {
    let stem = view.token(token)?.stem;
    // Few words are in a title's entries.
    let told = view.may(token, SenseKind::Office);
    Some(if told { key(stem, view.hits(token), view.lexicon).0 } else { Key::Stem(stem) })
}

/// Whether a word or phrase that begins at a token may do this: the longest there decides.
pub(in crate::pairing) fn may(view: View<'_>, token: usize, does: OfficeWord) -> bool {
    let right = |id: u16| view.lexicon.offices.get(id as usize) == Some(&does);
    view.may(token, SenseKind::Office) && view.hits(token).any(|h| matches!(h.sense, Sense::Office(id) if right(id)))
}

/// The word of a draft that begins at a token.
pub(in crate::pairing) fn at(view: View<'_>, token: usize) -> Option<Word> {
    let t = view.token(token)?;
    let capital = view.text(token).chars().next().is_some_and(char::is_uppercase);
    let text = if capital { fold(view.text(token)) } else { String::new() };
    Some(word(text, capital, t.stem, token, view.hits(token), view.lexicon))
}

/// A title as a fact gives it.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::pairing) struct Title {
    /// The noun of office.
    pub(in crate::pairing) head: Word,
    /// All other words that tell something.
    pub(in crate::pairing) words: Vec<Word>,
}

impl Title {
    /// Reads a title of a fact; of one whose head may be its last word as well as the one before its
    /// first preposition, both readings.
    pub(in crate::pairing) fn read(text: &str, lexicon: &Lexicon) -> Vec<Self> {
        let tokens = split(text);
        let slice = |i: usize| tokens.get(i).map_or("", |t| &text[t.start as usize..t.end as usize]);
        let keys: Vec<Keys> = (0..tokens.len()).map(|i| lexicon.keys(slice(i))).collect();
        let mut words: Vec<Word> = Vec::new();
        let (mut i, mut behind, mut cut) = (0, false, None);
        while let Some(token) = tokens.get(i) {
            let mut hits = Vec::new();
            lexicon.phrases.hits_at(&keys, i, &mut hits);
            let capital = slice(i).chars().next().is_some_and(char::is_uppercase);
            let found = word(fold(slice(i)), capital, keys[i].stem, i, hits.iter().copied(), lexicon);
            let func = |f: Func| hits.iter().any(|h| h.len == 1 && h.sense == Sense::Func(f));
            let capital = found.capital && i > 0;
            let preposition = PREPOSITIONS.iter().any(|f| func(*f)) && !capital;
            let empty = func(Func::The) || func(Func::A) || func(Func::And) && !capital;
            if preposition && !words.is_empty() {
                cut.get_or_insert(words.len());
                behind = true;
                i += 1;
            } else if matches!(token.kind, TokenKind::Mark | TokenKind::Possessive) || empty || preposition {
                i += 1;
            } else {
                i = found.end;
                words.push(Word { behind, ..found });
            }
        }
        let mut heads: Vec<usize> = cut.unwrap_or(words.len()).checked_sub(1).into_iter().collect();
        // "Orra Homes for the Old executive director": a noun of office behind capitals.
        if let Some(cut) = cut
            && let Some(last) = words.last()
            && !last.capital
            && words.get(cut).is_some_and(|w| w.capital)
            && (last.is(OfficeWord::Title) || last.is(OfficeWord::Same))
        {
            heads.push(words.len() - 1);
        }
        heads
            .into_iter()
            .map(|h| {
                let mut rest = words.clone();
                let head = rest.remove(h);
                Self { head, words: rest }
            })
            .collect()
    }

    /// Whether two titles are one: the same head, the same words.
    pub(in crate::pairing) fn same(&self, other: &Self, lexicon: &Lexicon) -> bool {
        let within = |a: &[Word], b: &[Word]| a.iter().all(|w| b.iter().any(|o| w.meets(o, lexicon)));
        self.head.key == other.head.key && within(&self.words, &other.words) && within(&other.words, &self.words)
    }
}

/// Prepositions that a title may hold.
pub(in crate::pairing) const PREPOSITIONS: [Func; 7] =
    [Func::Of, Func::For, Func::In, Func::At, Func::To, Func::On, Func::Without];

/// How a draft's title fits a fact's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::pairing) enum Fit {
    /// It is that title.
    Whole,
    /// It is that title without its institution, which nothing near names.
    Placeless,
    /// It may be: it says more than the fact, or less. It may confirm, and never accuses.
    Near,
}

/// What stands around a title that the draft leaves short.
pub(in crate::pairing) struct Around<'a> {
    /// Whether a word of the fact's title is named nearby: in the sentence, or by headline and lead.
    pub(in crate::pairing) named: &'a dyn Fn(&Word) -> bool,
    /// Whether a word that the fact's title lacks is another name of what it names.
    pub(in crate::pairing) known: &'a dyn Fn(&Word) -> bool,
}

/// Fits a draft's title (head aside) to a fact's; none when it is another office.
pub(in crate::pairing) fn fit(
    draft: &[Word],
    title: &Title,
    around: &Around<'_>,
    lexicon: &Lexicon,
) -> Option<(Fit, usize)> {
    let missing: Vec<&Word> = title.words.iter().filter(|w| !draft.iter().any(|d| d.meets(w, lexicon))).collect();
    let extra: Vec<&Word> = draft
        .iter()
        .filter(|d| !title.words.iter().any(|w| w.meets(d, lexicon)))
        .filter(|d| d.modifies().is_none() && !(around.known)(d))
        .collect();
    let others = |w: &&Word| w.modifies() == Some(OfficeWord::Other);
    // A deputy is no mayor, and a mayor no deputy.
    let deputy = draft.iter().filter(|d| !title.words.iter().any(|w| w.meets(d, lexicon))).any(|d| others(&d));
    if deputy || missing.iter().any(others) {
        return None;
    }
    let count = missing.len() + extra.len();
    // Another name of the institution stands for it.
    let alias = draft.iter().any(|d| d.modifies().is_none() && (around.known)(d));
    let open: Vec<&&Word> =
        missing.iter().filter(|w| !((w.capital || w.behind) && ((around.named)(w) || alias))).collect();
    if !extra.is_empty() {
        return open.is_empty().then_some((Fit::Near, count));
    }
    if open.is_empty() {
        return Some((Fit::Whole, count));
    }
    let place = open.iter().all(|w| w.behind || w.place);
    Some((if place { Fit::Placeless } else { Fit::Near }, count))
}

/// Whether a token may be a word of a title: a noun, a name, an adjective.
pub(in crate::pairing) fn nominal(view: View<'_>, token: usize) -> bool {
    view.token(token).is_some_and(|t| {
        t.kind == TokenKind::Word
            && matches!(t.pos, Pos::Noun | Pos::Name | Pos::Adjective)
            && !view.hits(token).any(|h| matches!(h.sense, Sense::Calendar(_)) && t.capital)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon() -> Lexicon {
        Lexicon::english().expect("the packs that ship are sound")
    }

    fn told(text: &str) -> Vec<String> {
        let titles = Title::read(text, &lexicon());
        titles
            .iter()
            .map(|t| {
                let words: Vec<&str> = t.words.iter().map(|w| w.text.as_str()).collect();
                format!("{}: {}", t.head.text, words.join(" "))
            })
            .collect()
    }

    #[test]
    fn the_head_of_a_title_stands_before_its_preposition() {
        for (text, heads) in [
            ("Foreign Minister of Norvia", vec!["minister: foreign norvia"]),
            ("Halmic mayor", vec!["mayor: halmic"]),
            ("army chief of staff", vec!["chief: army staff"]),
            ("director of the land registry", vec!["director: land registry"]),
            ("chair of the Gorman commission", vec!["chair: gorman commission"]),
            (
                "Homes for an Older Orra executive director",
                vec!["homes: older orra executive director", "director: homes older orra executive"],
            ),
        ] {
            assert_eq!(told(text), heads, "{text}");
        }
    }

    #[test]
    fn one_title_in_other_words_is_one() {
        let lexicon = lexicon();
        for (a, b, one) in [
            ("minister of health", "health minister", true),
            ("chairwoman of the board", "chairman of the board", true),
            ("CEO of Tolva", "Tolva chief executive", true),
            ("Norvian foreign minister", "foreign minister of Norvia", true),
            ("mayor of Tarn", "mayor of Halmic", false),
            ("deputy mayor", "mayor", false),
            ("Austrian chancellor", "chancellor of Australia", false),
        ] {
            let (a, b) = (Title::read(a, &lexicon), Title::read(b, &lexicon));
            assert_eq!(a[0].same(&b[0], &lexicon), one, "{a:?} {b:?}");
        }
    }
}

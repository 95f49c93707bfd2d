//! Inflection stems: what "killed", "kills" and "killing" have in common, and "universe" and
//! "university" have not. A stem is a hash and never shown.

#![allow(clippy::indexing_slicing, reason = "the count is never more than the few that there is room for")]

use super::Keys;
use super::table::{Rows, Table};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::hash::{BuildHasher, Hash};

/// A word's inflection stem, or the hash of its letters where a key is by surface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Stem(pub u64);

impl Stem {
    /// The hash of these letters, as they are.
    #[must_use]
    pub fn of(letters: &str) -> Self {
        let build = std::hash::BuildHasherDefault::<rustc_hash::FxHasher>::default();
        let mut hasher = build.build_hasher();
        letters.hash(&mut hasher);
        Self(std::hash::Hasher::finish(&hasher))
    }
}

/// Lower case, straight apostrophes, plain hyphens: the form in which words meet.
#[must_use]
pub fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    fold_into(word, &mut out);
    out
}

/// The same; a word that is so already is left where it is.
pub(super) fn folded(word: &str) -> Cow<'_, str> {
    if plain(word) { Cow::Borrowed(word) } else { Cow::Owned(fold(word)) }
}

/// Whether a word is as [`fold`] leaves it, by its letters alone.
fn plain(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase())
}

fn fold_into(word: &str, out: &mut String) {
    out.clear();
    if word.is_ascii() {
        out.push_str(word);
        out.make_ascii_lowercase();
        return;
    }
    for c in word.chars() {
        match c {
            '\u{2019}' | '\u{2018}' | '\u{02bc}' => out.push('\''),
            '\u{2010}' | '\u{2011}' => out.push('-'),
            '\u{00ad}' => {}
            c if c.is_ascii() => out.push(c.to_ascii_lowercase()),
            c => out.extend(c.to_lowercase()),
        }
    }
}

/// Room in which words are folded and stemmed one after another, so that none needs a string of its own.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    folded: String,
    root: String,
}

impl Scratch {
    /// The folded word; most are so already.
    fn fold<'a>(folded: &'a mut String, word: &'a str) -> &'a str {
        if plain(word) {
            return word;
        }
        fold_into(word, folded);
        folded
    }

    /// The hash of a word's folded letters.
    pub(super) fn surface(&mut self, word: &str) -> Stem {
        Stem::of(Self::fold(&mut self.folded, word))
    }

    /// The stem of a word in any case.
    pub(super) fn stem(&mut self, word: &str, stemmer: &Stemmer) -> Stem {
        let folded = Self::fold(&mut self.folded, word);
        stemmer.stem_of(folded, Stem::of(folded), &mut self.root)
    }

    /// All three keys of a word.
    pub(super) fn keys(&mut self, word: &str, stemmer: &Stemmer) -> Keys {
        let folded = Self::fold(&mut self.folded, word);
        let surface = Stem::of(folded);
        let exact = if folded == word { surface } else { Stem::of(word) };
        Keys { exact, surface, stem: stemmer.stem_of(folded, surface, &mut self.root) }
    }
}

/// The base of an irregular form.
#[derive(Debug, Clone, Copy)]
struct Base {
    /// Its letters.
    whole: Stem,
    /// What the suffix rules leave of them.
    root: Stem,
}

impl Base {
    fn row(self) -> [u8; 16] {
        (u128::from(self.whole.0) | u128::from(self.root.0) << 64).to_le_bytes()
    }

    fn of(row: [u8; 16]) -> Self {
        let bits = u128::from_le_bytes(row);
        Self { whole: Stem(bits as u64), root: Stem((bits >> 64) as u64) }
    }
}

/// Inflection by an irregular table and suffix rules; derivation by listed families.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Stemmer {
    /// Where the base of a form stands in `bases`, by the form's folded letters.
    irregular: Table,
    /// Each a [`Base`].
    bases: Rows<16>,
    /// Where the derivation families of a stem begin in `members`, and above that how many they are.
    families: Table,
    members: Vec<u16>,
    count: u16,
}

impl Stemmer {
    /// Declares an irregular form ("fell") of a base ("fall"). A word that is its own form ("news") is
    /// left whole by all suffix rules.
    pub fn irregular(&mut self, form: &str, base: &str) {
        let base = fold(base);
        let mut root = String::new();
        suffixless(&base, &mut root);
        self.irregular.set(Stem::of(&fold(form)), self.bases.len() as u64);
        self.bases.push(Base { whole: Stem::of(&base), root: Stem::of(&root) }.row());
    }

    /// The number of a new derivation family.
    pub fn next_family(&mut self) -> u16 {
        self.count += 1;
        self.count
    }

    /// Whether a folded word is listed as a form of another.
    #[must_use]
    pub fn is_irregular(&self, folded: &str) -> bool {
        self.base(Stem::of(folded)).is_some()
    }

    /// Makes room for so many more words of families.
    pub(super) fn reserve(&mut self, words: usize) {
        self.families.reserve(words);
    }

    /// Declares that the words of a stem belong to a derivation family, numbered by the caller.
    pub(super) fn join(&mut self, id: u16, stem: Stem) {
        let known = self.families(stem);
        if known.contains(&id) {
            return;
        }
        // Those of one stem stand together: what is known of it is put behind the others again.
        let (known, from) = (known.to_vec(), self.members.len());
        self.members.extend(&known);
        self.members.push(id);
        self.families.set(stem, from as u64 | (known.len() as u64 + 1) << 32);
    }

    /// The base of a form, by its folded letters.
    fn base(&self, form: Stem) -> Option<Base> {
        let at = self.irregular.get(form)?;
        self.bases.all().get(at as usize).copied().map(Base::of)
    }

    /// Declares that words belong to one derivation family, numbered by the caller.
    pub fn family(&mut self, id: u16, word: &str) {
        let stem = self.stem(&fold(word));
        self.join(id, stem);
    }

    /// The stem of a folded word.
    #[must_use]
    pub fn stem(&self, folded: &str) -> Stem {
        self.stem_of(folded, Stem::of(folded), &mut String::new())
    }

    /// The stem of a folded word, given the hash of its letters and room for its root.
    fn stem_of(&self, folded: &str, surface: Stem, root: &mut String) -> Stem {
        match self.base(surface) {
            Some(base) if base.whole == surface => surface,
            // A form of a word that is left whole ("evenings") follows it.
            Some(base) if self.base(base.whole).is_some_and(|b| b.whole == base.whole) => base.whole,
            Some(base) => base.root,
            None if whole(folded) => surface,
            None => {
                suffixless(folded, root);
                if root == folded { surface } else { Stem::of(root) }
            }
        }
    }

    /// Whether two stems are the same, or of one derivation family.
    #[must_use]
    pub fn akin(&self, a: Stem, b: Stem) -> bool {
        a == b
            || match self.families(a) {
                [] => false,
                families => families.iter().any(|id| self.families(b).contains(id)),
            }
    }

    /// The derivation families of a stem.
    #[must_use]
    pub fn families(&self, stem: Stem) -> &[u16] {
        let Some(place) = self.families.get(stem) else { return &[] };
        let (from, count) = (place as u32 as usize, (place >> 32) as usize);
        self.members.get(from..from + count).unwrap_or(&[])
    }
}

/// Whether the suffix rules surely leave a word as it is, by its last letters: most that they are asked of.
fn whole(word: &str) -> bool {
    let bytes = word.as_bytes();
    let (last, before) = match bytes {
        [.., before, last] => (*last, *before),
        _ => return true,
    };
    let kept = match last {
        b's' | b'd' | b'g' | b'e' | b'y' => false,
        b'l' | b't' | b'p' | b'm' => before != last,
        b'r' => !matches!(before, b'u' | b't' | b'b'),
        _ => true,
    };
    kept && !bytes.contains(&b'z')
}

/// Takes -s, -es, -ies, -ed, -ing off and levels what is left, so that a base and its regular forms come
/// to the same letters ("planned", "plan"; "moved", "move"; "carries", "carry"), and other words do not
/// ("plane", "plan"; "mile", "mill"). The test for a silent e is that of Porter (1980), steps 1 and 5a.
fn suffixless(word: &str, out: &mut String) {
    out.clear();
    out.push_str(word);
    if word.chars().nth(2).is_some() {
        drop_s(out);
        drop_ending(out);
        level(out);
        one_spelling(out);
    }
}

/// Takes a plural's or a verb's -s off.
fn drop_s(word: &mut String) {
    let len = word.len();
    if !word.ends_with('s') {
    } else if word.ends_with("'s") {
        word.truncate(len - 2);
    } else if len < 4 || ["ss", "us", "is"].iter().any(|e| word.ends_with(e)) {
    } else if word.ends_with("ies") && len > 4 {
        word.truncate(len - 3);
        word.push('y');
    } else if word.ends_with("es")
        && ["ches", "shes", "sses", "xes", "tzes", "zzes", "oes"].iter().any(|e| word.ends_with(e))
    {
        word.truncate(len - 2);
    } else {
        word.truncate(len - 1);
    }
}

/// Takes -ed or -ing off, when the word has one of them.
fn drop_ending(word: &mut String) {
    if !word.ends_with(['d', 'g']) {
        return;
    }
    if let Some(root) = word.strip_suffix("ied") {
        let len = root.len();
        word.truncate(len);
        word.push_str(if len < 2 { "ie" } else { "y" });
        return;
    }
    let root = word.strip_suffix("ed").filter(|r| !r.ends_with('e')).or_else(|| word.strip_suffix("ing"));
    let Some(root) = root.filter(|r| r.len() > 1 && letters(r).any(|vowel| vowel)) else { return };
    let len = root.len();
    let silent = ["at", "bl", "iz"].iter().any(|e| root.ends_with(e))
        && len > 3
        && !root.ends_with("eat")
        && !root.ends_with("oat");
    let twice = doubled(root) && len > 3 && !root.ends_with(['l', 's', 'z', 'f']);
    let short = short(root);
    word.truncate(len);
    if silent || !twice && short {
        word.push('e');
    } else if twice {
        word.pop();
    }
}

/// A silent e goes, a double consonant behind two syllables becomes single, a final y becomes i.
fn level(word: &mut String) {
    if let Some(root) = word.strip_suffix('e') {
        let syllables = measure(root);
        if syllables > 1 || syllables == 1 && !short(root) || root.ends_with('u') {
            word.pop();
        }
    }
    if doubled(word) && word.ends_with(['l', 't', 'p', 'm']) && measure(word) > 1 {
        word.pop();
    }
    if word.strip_suffix('y').is_some_and(|root| letters(root).any(|vowel| vowel)) {
        word.pop();
        word.push('i');
    }
}

/// British and American spellings come to one: -ise and -ize, -our and -or, -tre and -ter.
fn one_spelling(word: &mut String) {
    // Few words have a z, and looking for a text costs more than looking for a letter.
    if let Some(at) = word.as_bytes().contains(&b'z').then(|| word.find("ization")).flatten() {
        word.replace_range(at..at + 2, "is");
    } else if (word.ends_with("iz") || word.ends_with("yz")) && measure(word) > 1 {
        word.pop();
        word.push('s');
    } else if word.ends_with("our") && measure(word) > 1 {
        word.truncate(word.len() - 2);
        word.push('r');
    } else if word.ends_with("tr") || word.ends_with("br") {
        word.pop();
        word.push_str("er");
    }
}

/// For each letter, whether it sounds as a vowel; y does behind a consonant.
fn letters(word: &str) -> impl Iterator<Item = bool> + '_ {
    word.chars().scan(true, |after_vowel, c| {
        let vowel = match c {
            'a' | 'e' | 'i' | 'o' | 'u' => true,
            'y' => !*after_vowel,
            c => !c.is_ascii() && c.is_alphabetic(),
        };
        *after_vowel = vowel;
        Some(vowel)
    })
}

/// How often a vowel is followed by a consonant: a count of closed syllables.
fn measure(word: &str) -> usize {
    let mut before = false;
    letters(word).map(|vowel| usize::from(std::mem::replace(&mut before, vowel) && !vowel)).sum()
}

/// Whether it is one short syllable that a silent e would make long: "mov", "us", not "fix", "play".
fn short(word: &str) -> bool {
    if word.ends_with(['w', 'x', 'y']) || measure(word) != 1 {
        return false;
    }
    let mut back = [false; 3];
    let mut count = 0;
    for vowel in letters(word) {
        back = [back[1], back[2], vowel];
        count += 1;
    }
    match count {
        2 => back[1..] == [true, false],
        n => n > 2 && back == [false, true, false],
    }
}

/// Whether it ends in a consonant written twice.
fn doubled(word: &str) -> bool {
    matches!(word.as_bytes(), [.., a, b] if a == b && a.is_ascii_alphabetic() && !b"aeiouy".contains(a))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_ends_in_no_suffix_is_left_whole() {
        let mut root = String::new();
        let words =
            crate::Lexicon::texts().flat_map(|(_, text)| text.split(|c: char| !c.is_alphanumeric() && c != '\''));
        let mut seen = 0;
        for word in words.map(fold).filter(|w| whole(w)) {
            suffixless(&word, &mut root);
            assert_eq!(root, word);
            seen += 1;
        }
        assert!(seen > 1000, "{seen} words");
    }

    #[test]
    fn inflected_forms_share_a_stem() {
        let stemmer = Stemmer::default();
        let suffixless = |word: &str| {
            let mut root = String::new();
            super::suffixless(word, &mut root);
            root
        };
        for group in [
            "kill kills killed killing",
            "plan plans planned planning",
            "move moves moved moving",
            "carry carries carried carrying",
            "city cities",
            "church churches",
            "box boxes",
            "house houses housed housing",
            "vote votes voted voting",
            "class classes",
            "death deaths",
            "building buildings build",
            "evacuate evacuates evacuated evacuating",
            "control controls controlled controlling",
            "travel travels travelled traveled travelling",
            "visit visits visited visiting",
            "fall falling",
            "file files filed filing",
            "fill fills filled filling",
            "lose loses losing",
            "raise raises raised raising",
            "rise rises rising",
            "increase increased increasing",
            "close closes closed closing",
            "try tries tried trying",
            "die dies died",
            "tie ties tied",
            "movie movies",
            "virus viruses",
            "prize prizes",
            "size sizes sized",
            "hero heroes",
            "volcano volcanoes",
            "cache caches",
            "use uses used using",
            "age ages aged",
            "treat treated treating",
            "heat heated heating",
            "seat seats seated",
            "add adds added adding",
            "pass passes passed passing",
            "focus focused focusing",
            "tax taxes taxed taxing",
            "play plays played playing",
            "show shows showed showing",
            "fix fixes fixed",
            "employ employs employed employing",
            "organize organizes organized organizing",
            "organise organises organised organising",
            "double doubled doubling",
            "triple triples tripled tripling",
            "settle settles settled settling",
            "cripple cripples crippled crippling",
            "café cafés",
            "purchase purchases purchased",
            "license licenses licensed",
            "quit quits",
            "shoot shoots shooting",
            "commit commits committed committing",
            "transfer transferred transferring",
            "occur occurs occurred occurring",
            "program programs programmed",
            "benefit benefits benefited benefitted",
            "arrive arrives arrived arriving",
            "include includes included including",
            "serve serves served serving",
            "continue continues continued continuing",
            "argue argued arguing",
            "queue queues queued",
            "sue sues sued suing",
            "rescue rescues rescued rescuing",
            "value values valued",
            "create creates created creating",
            "vary varies varied varying",
            "free frees",
            "need needs needed needing",
            "speed speeds speeding",
            "proceed proceeds proceeded",
            "exceed exceeds exceeded exceeding",
            "stop stops stopped stopping",
            "cope copes coped coping",
            "stage stages staged staging",
            "infect infects infected infecting",
            "injure injures injured injuring",
            "wound wounds wounded wounding",
            "organise organize organises organized organizing",
            "organisation organization organizations",
            "analyse analyze analysed analyzing",
            "labour labor labours",
            "neighbour neighbor neighbouring neighboring",
            "centre center centres centers centred centered",
            "theatre theaters",
            "fibre fiber",
            "fulfil fulfill fulfils fulfilled",
        ] {
            let mut words = group.split(' ');
            let first = words.next().unwrap_or_default();
            for word in words {
                assert_eq!(
                    stemmer.stem(word),
                    stemmer.stem(first),
                    "{word} and {first}: {:?} {:?}",
                    suffixless(word),
                    suffixless(first)
                );
            }
        }
    }

    #[test]
    fn other_words_stay_apart() {
        let stemmer = Stemmer::default();
        let suffixless = |word: &str| {
            let mut root = String::new();
            super::suffixless(word, &mut root);
            root
        };
        for (a, b) in [
            ("universe", "university"),
            ("general", "generation"),
            ("ukraine", "ukrainian"),
            ("bed", "be"),
            ("plane", "plan"),
            ("mile", "mill"),
            ("mall", "male"),
            ("poll", "pole"),
            ("rate", "rat"),
            ("car", "care"),
            ("cars", "cares"),
            ("bus", "base"),
            ("feed", "fee"),
            ("seed", "see"),
            ("ring", "r"),
            ("bring", "br"),
            ("sing", "s"),
            ("star", "stare"),
            ("wage", "wag"),
            ("win", "wine"),
            ("ton", "tone"),
            ("fin", "fine"),
            ("us", "use"),
            ("tall", "tale"),
            ("hall", "hale"),
            ("holy", "hole"),
            ("four", "for"),
            ("tour", "tor"),
            ("hour", "horde"),
            ("prize", "prise"),
        ] {
            assert_ne!(stemmer.stem(a), stemmer.stem(b), "{a} and {b}: {:?}", suffixless(a));
        }
    }

    #[test]
    fn a_listed_word_goes_where_the_list_says() {
        let mut stemmer = Stemmer::default();
        stemmer.irregular("fell", "fall");
        stemmer.irregular("evenings", "evening");
        stemmer.irregular("evening", "evening");
        assert_eq!(stemmer.stem("fell"), stemmer.stem("falls"));
        assert_eq!(stemmer.stem("evenings"), stemmer.stem("evening"));
        assert_ne!(stemmer.stem("evening"), stemmer.stem("even"));
    }

    #[test]
    fn no_word_is_too_odd() {
        let stemmer = Stemmer::default();
        for word in ["", "s", "ed", "ing", "'s", "ies", "\u{e9}s", "\u{4e00}\u{4e8c}ed", "\u{df}ing", "y", "ys", "sss"]
        {
            let _ = stemmer.stem(word);
        }
    }
}

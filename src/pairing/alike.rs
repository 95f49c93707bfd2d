//! Which facts are about one thing, so that a claim which fits the one always fits the other. Facts meet under
//! the rarest of their terms, never each with each.

use super::Index;
use super::family::{self, Bind, fact_noun};
use super::terms::{FactTerms, TermId, Terms};
use crate::analysis::Range as Tokens;
use crate::claims::{Claim, Frame, Value, When};
use crate::document::ProseSpan;
use crate::facts::{Alternative, Fact, Facts, TermWord};
use crate::lexicon::Lexicon;
use rustc_hash::{FxHashMap, FxHashSet};

/// Terms under one key beyond which only those of the same letters are taken for the same.
const CROWD: usize = 200;
/// Facts under one term to which a fact is held at most.
const NEIGHBOURS: usize = 64;

/// How two facts stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kinship {
    /// Every claim that the one fits, the other fits.
    Same,
    /// Every claim that the first fits, the second fits too; not the reverse.
    Narrower,
    /// A claim in words that both list fits both.
    Touching,
}

/// Two value facts of one family, scope and thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Alike {
    /// Index into the facts; of a narrower pair, the narrower.
    pub first: usize,
    /// Index into the facts.
    pub second: usize,
    /// How they stand to each other.
    pub kinship: Kinship,
}

/// What makes two facts one question: terms, terms that rule out, source, time, and the file's subject where they
/// name nobody.
type Question = (Vec<TermId>, Vec<TermId>, Option<TermId>, Option<String>, u16);

impl Index {
    /// Whether a fact can never be met: a term that rules it out is met by every way to meet one that it asks for.
    /// Gives the two terms as written.
    #[must_use]
    pub fn ruled_out_by_itself(&self, fact: usize, lexicon: &Lexicon) -> Option<(String, String)> {
        let of = self.terms.of.get(fact)?;
        of.unless.iter().find_map(|&u| {
            let asked = of.all.iter().find(|&&t| t == u || self.terms.within(t, u, lexicon))?;
            Some((self.terms.text(u).to_owned(), self.terms.text(*asked).to_owned()))
        })
    }

    /// How many facts stand under the words of a sentence fact: what it costs to hold it to them.
    #[must_use]
    pub fn crowd(&self, fact: usize) -> usize {
        let Some(of) = self.terms.of.get(fact) else { return 0 };
        let terms = of.heads.iter().chain(&of.names);
        terms.filter_map(|&t| self.terms.facts.get(t as usize)).map(Vec::len).sum()
    }

    /// The pairs of value facts that are about one thing, in their order. Of many with one question, each is
    /// paired with the first.
    #[must_use]
    pub fn alike(&self, facts: &Facts, lexicon: &Lexicon) -> Vec<Alike> {
        let mut by_question: FxHashMap<Question, usize> = FxHashMap::default();
        let mut out = Vec::new();
        let mut firsts = Vec::new();
        for (index, fact) in facts.facts.iter().enumerate() {
            let Some(of) = self.terms.of.get(index).filter(|of| !of.all.is_empty()) else { continue };
            match by_question.get(&question(fact, of)) {
                Some(&first) => out.push(Alike { first, second: index, kinship: Kinship::Same }),
                None => {
                    by_question.insert(question(fact, of), index);
                    firsts.push(index);
                }
            }
        }
        let mut kin = Kin { terms: &self.terms, lexicon, related: FxHashMap::default() };
        let mut seen = FxHashSet::default();
        for &index in &firsts {
            for other in kin.neighbours(index) {
                let pair = (index.min(other), index.max(other));
                if index == other || by_question_first(&by_question, facts, &self.terms, other) != Some(other) {
                    continue;
                }
                if seen.insert(pair) {
                    out.extend(kin.kinship(pair.0, pair.1, facts));
                }
            }
        }
        out.retain(|pair| self.one_family(pair, facts, lexicon));
        out.sort_unstable_by_key(|p| (p.first.min(p.second), p.first.max(p.second)));
        out
    }

    /// Whether the value of each, read as a claim of the other's frame, would be held to it with nothing to doubt.
    fn one_family(&self, pair: &Alike, facts: &Facts, lexicon: &Lexicon) -> bool {
        let held = |a: usize, b: usize| {
            let (Some(mine), Some(theirs)) = (facts.facts.get(a), facts.facts.get(b)) else { return false };
            let (Some(own), Some(terms)) = (self.terms.of.get(a), self.terms.of.get(b)) else { return false };
            let noun = self.names_noun(mine, own, lexicon);
            let bind = Bind {
                one: false,
                by: false,
                noun,
                subject: true,
                verb: true,
                own_time: true,
                rate: false,
                more: false,
                beyond: false,
                compared: false,
                per: false,
                own: true,
                age: terms.age,
                gap: false,
                aside: false,
                change: true,
                series: theirs.series.len() > 1,
                before: None,
            };
            let claim = claim(mine, own);
            family::fits(&claim, theirs, &theirs.value, terms, bind, lexicon).is_ok_and(|doubts| doubts.is_empty())
        };
        held(pair.first, pair.second) && held(pair.second, pair.first)
    }

    /// Whether one of a fact's own terms names what its value counts.
    fn names_noun(&self, fact: &Fact, of: &FactTerms, lexicon: &Lexicon) -> bool {
        let Some(noun) = fact_noun(fact, &fact.value, lexicon) else {
            return matches!(fact.value, Value::Number(_));
        };
        of.all.iter().flat_map(|&t| self.terms.ways(t)).any(|way| match way {
            Alternative::Phrase(words) | Alternative::Exact(words) => {
                words.iter().any(|w| lexicon.stemmer.akin(w.stem, noun.stem))
            }
            Alternative::Concept(_) => false,
        })
    }
}

fn question(fact: &Fact, of: &FactTerms) -> Question {
    let sorted = |ids: &[TermId]| {
        let mut ids = ids.to_vec();
        ids.sort_unstable();
        ids
    };
    let when = fact.when.as_ref().map(|w| w.edtf.clone());
    (sorted(&of.all), sorted(&of.unless), of.by, when, if of.named { 0 } else { fact.file })
}

fn by_question_first(known: &FxHashMap<Question, usize>, facts: &Facts, terms: &Terms, index: usize) -> Option<usize> {
    let of = terms.of.get(index).filter(|of| !of.all.is_empty())?;
    known.get(&question(facts.facts.get(index)?, of)).copied()
}

/// A fact's value as a draft would claim it.
fn claim(fact: &Fact, of: &FactTerms) -> Claim {
    let mut claim = fact.claim.as_deref().cloned().unwrap_or_else(|| Claim {
        span: ProseSpan { block: 0, start: 0, end: 0 },
        sentence: 0,
        tokens: Tokens { start: 0, end: 0 },
        value: fact.value.clone(),
        frame: Frame::default(),
    });
    // What its terms say of a rate, a draft would say beside the figure.
    claim.frame.rate |= of.rate;
    claim
}

/// Terms and facts that stand near each other.
struct Kin<'a> {
    terms: &'a Terms,
    lexicon: &'a Lexicon,
    related: FxHashMap<TermId, Vec<TermId>>,
}

impl Kin<'_> {
    /// The facts under the rarest term of a fact, those right behind it first.
    fn neighbours(&mut self, fact: usize) -> Vec<usize> {
        let Some(of) = self.terms.of.get(fact) else { return Vec::new() };
        let mut rarest: Option<(usize, Vec<TermId>)> = None;
        for &term in &of.all {
            let related = self.related(term);
            let count = related.iter().filter_map(|&t| self.terms.facts.get(t as usize)).map(Vec::len).sum();
            if rarest.as_ref().is_none_or(|(least, _)| count < *least) {
                rarest = Some((count, related));
            }
        }
        let lists = rarest.into_iter().flat_map(|(_, related)| related);
        let mut out: Vec<usize> = lists
            .filter_map(|t| self.terms.facts.get(t as usize))
            .flat_map(|list| {
                let from = list.partition_point(|&f| (f as usize) < fact).saturating_sub(NEIGHBOURS / 2);
                list.iter().skip(from).take(NEIGHBOURS).map(|&f| f as usize)
            })
            .collect();
        out.sort_unstable();
        out.dedup();
        out
    }

    /// The terms that can be met by the same words, this one among them.
    fn related(&mut self, term: TermId) -> Vec<TermId> {
        if let Some(known) = self.related.get(&term) {
            return known.clone();
        }
        let mut out = vec![term];
        for other in self.terms.beside(term, CROWD, self.lexicon) {
            if other != term && self.terms.touch(term, other, self.lexicon) {
                out.push(other);
            }
        }
        self.related.insert(term, out.clone());
        out
    }

    fn kinship(&self, a: usize, b: usize, facts: &Facts) -> Option<Alike> {
        let (one, two) = (facts.facts.get(a)?, facts.facts.get(b)?);
        let (x, y) = (self.terms.of.get(a)?, self.terms.of.get(b)?);
        let subject = x.named && y.named || one.file == two.file;
        if !subject || !both(&x.unless, &y.unless, |t, u| t == u) || x.by != y.by || !same_time(one, two) {
            return None;
        }
        let pair = |first, second, kinship| Some(Alike { first, second, kinship });
        let same = |t: TermId, u: TermId| self.terms.same(t, u, self.lexicon);
        if both(&x.all, &y.all, same) {
            return pair(a, b, Kinship::Same);
        }
        // A year more, a rate, a part are of another scope or family, and no narrower word.
        if x.years != y.years || x.partition != y.partition || x.rate != y.rate || x.change != y.change {
            return None;
        }
        let within = |t: TermId, u: TermId| self.terms.within(t, u, self.lexicon);
        let covers = |narrow: &[TermId], wide: &[TermId]| wide.iter().all(|&u| narrow.iter().any(|&t| within(t, u)));
        if covers(&x.all, &y.all) {
            return pair(a, b, Kinship::Narrower);
        }
        if covers(&y.all, &x.all) {
            return pair(b, a, Kinship::Narrower);
        }
        let touch = |t: TermId, u: TermId| self.terms.touch(t, u, self.lexicon);
        if both(&x.all, &y.all, touch) { pair(a, b, Kinship::Touching) } else { None }
    }
}

/// Whether each of the one has its like among the other, and the reverse.
fn both(one: &[TermId], two: &[TermId], like: impl Fn(TermId, TermId) -> bool) -> bool {
    one.iter().all(|&t| two.iter().any(|&u| like(t, u))) && two.iter().all(|&u| one.iter().any(|&t| like(t, u)))
}

fn same_time(a: &Fact, b: &Fact) -> bool {
    let edtf = |f: &Fact| f.when.as_ref().map(|w: &When| w.edtf.clone());
    edtf(a) == edtf(b)
}
impl Terms {
    /// All ways to meet a term, other names of what it names among them.
    pub(super) fn ways(&self, term: TermId) -> &[Alternative] {
        self.term(term).map_or(&[], |t| &*t.alternatives)
    }

    /// The ways to meet a term that it lists itself.
    fn own_ways(&self, term: TermId) -> &[Alternative] {
        let all = self.ways(term);
        all.get(..self.written_of(term)).unwrap_or(all)
    }

    /// Whether a way that the one lists is one of the other's.
    fn touch(&self, a: TermId, b: TermId, lexicon: &Lexicon) -> bool {
        a == b || self.own_ways(a).iter().any(|x| self.ways(b).iter().any(|y| one_way(x, y, lexicon)))
    }

    /// Whether both list the same ways, or one of them some of the other's.
    fn same(&self, a: TermId, b: TermId, lexicon: &Lexicon) -> bool {
        let listed =
            |x: TermId, y: TermId| self.own_ways(x).iter().all(|w| self.ways(y).iter().any(|v| one_way(w, v, lexicon)));
        a == b || listed(a, b) || listed(b, a)
    }

    /// Whether every way to meet the one meets the other as well: "municipal budget" and "budget".
    fn within(&self, narrow: TermId, wide: TermId, lexicon: &Lexicon) -> bool {
        narrow == wide
            || self.own_ways(narrow).iter().all(|x| self.ways(wide).iter().any(|y| narrower_way(x, y, lexicon)))
    }
}

/// Whether whatever meets the one meets the other, and the reverse.
fn one_way(a: &Alternative, b: &Alternative, lexicon: &Lexicon) -> bool {
    match (a, b) {
        (Alternative::Concept(x), Alternative::Concept(y)) => x == y,
        (Alternative::Concept(c), Alternative::Phrase(words))
        | (Alternative::Phrase(words), Alternative::Concept(c)) => {
            let [word] = words.as_slice() else { return false };
            word.concepts.contains(c)
        }
        (Alternative::Phrase(x), Alternative::Phrase(y)) => {
            let content = |words: &[TermWord]| words.iter().filter(|w| !w.function).count();
            content(x) == content(y)
                && x.iter()
                    .filter(|w| !w.function)
                    .zip(y.iter().filter(|w| !w.function))
                    .all(|(v, w)| v.capital == w.capital && word_meets(v, w, lexicon))
        }
        (Alternative::Exact(x), Alternative::Exact(y)) => {
            x.len() == y.len() && x.iter().zip(y).all(|(v, w)| v.text == w.text)
        }
        _ => false,
    }
}

/// Whether whatever meets the first meets the second.
fn narrower_way(narrow: &Alternative, wide: &Alternative, lexicon: &Lexicon) -> bool {
    if one_way(narrow, wide, lexicon) {
        return true;
    }
    match (narrow, wide) {
        (Alternative::Phrase(x) | Alternative::Exact(x), Alternative::Phrase(y)) => {
            y.iter().filter(|w| !w.function).all(|w| x.iter().any(|v| word_meets(v, w, lexicon)))
        }
        (Alternative::Phrase(x), Alternative::Concept(c)) => x.iter().any(|w| !w.capital && w.concepts.contains(c)),
        _ => false,
    }
}

/// Whether a word of one term is met by what meets a word of another.
fn word_meets(said: &TermWord, asked: &TermWord, lexicon: &Lexicon) -> bool {
    if asked.capital {
        return said.capital && (said.surface == asked.surface || said.stem == asked.stem);
    }
    if said.surface == asked.surface {
        return true;
    }
    if said.numeral || asked.numeral {
        return false;
    }
    lexicon.stemmer.akin(said.stem, asked.stem)
        || said.synonyms.iter().any(|s| asked.synonyms.contains(s))
        || said.concepts.iter().any(|c| asked.concepts.contains(c))
}

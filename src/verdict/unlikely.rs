//! Accusations that are less likely than that the text is of something else (semantics 7.6): a writer who
//! errs is seldom far off, and seldom has the right figure elsewhere. Where neither a name nor words of its
//! sentence tie such a figure to the fact, nothing is said.

#![allow(clippy::indexing_slicing, reason = "pairings and findings are lists of one length, a place for each claim")]

use super::docket::Docket;
use super::{Agreement, Finding, Gap, Grade, Verdict, agree, judge::judge, message, slips};
use crate::claims::{Claim, Kind, Value, When};
use crate::document::BlockKind;
use crate::facts::{About, Fact, Term};
use crate::pairing::{Candidate, Figures, Pairing, Tie, figure};
use jiff::civil::Date;
use rust_decimal::Decimal;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::cell::OnceCell;
use std::hash::BuildHasher as _;

/// Takes back accusations of figures that too little ties to the fact, where they are remote from it or the draft
/// has it right elsewhere. Another fact that such a figure fits may accuse instead, where a slip of the pen tells
/// that it is meant.
///
/// `figures` are those of all facts.
pub fn unlikely(docket: Docket<'_>, findings: &mut [Finding], figures: &Figures) {
    let Docket { document, claims, pairings, facts, lexicon, dateline } = docket;
    if !findings.iter().any(|f| f.verdict == Verdict::Disagree) {
        return;
    }
    let room = Room { docket, right: by_fact(findings, is_right), figures, said: OnceCell::new() };
    for at in 0..findings.len() {
        let (claim, pairing) = (&claims.claims[at], &pairings[at]);
        let Some(doubt) = room.doubtful(at, findings, claim, pairing) else { continue };
        let silent =
            Finding { verdict: Verdict::Unchecked, message: doubt.why, suggestion: None, ..findings[at].clone() };
        let mut others = pairing.candidates.iter().filter(|c| *c != doubt.accuser);
        let next = others.find_map(|other| {
            let value = facts.facts.get(other.fact).map(|f| other.value(f))?;
            let meant = doubt.right && other.tie >= Tie::Name || slips::slip(&claim.value, value).is_some();
            if !meant {
                return None;
            }
            let alone = Pairing {
                candidates: vec![other.clone()],
                near: Vec::new(),
                crossed: None,
                verbatim: None,
                silent: None,
            };
            let found = judge(document, claim, &alone, facts, lexicon, dateline);
            if found.verdict != Verdict::Disagree {
                return None;
            }
            findings[at] = found;
            room.doubtful(at, findings, claim, &alone).is_none().then(|| findings[at].clone())
        });
        findings[at] = next.unwrap_or(silent);
    }
}

/// Months ahead of the dateline from which on nothing is meant that has been.
const AHEAD: i32 = 6;

/// Why an accusation is doubted.
struct Doubtful<'p> {
    /// The candidate that accuses.
    accuser: &'p Candidate,
    why: String,
    /// The draft has its fact right elsewhere: another one may be meant here.
    right: bool,
}

impl<'p> Doubtful<'p> {
    fn right(accuser: &'p Candidate, id: &str, line: usize) -> Self {
        Self { accuser, why: message::right_elsewhere(id, line), right: true }
    }

    fn of_another(accuser: &'p Candidate, why: String) -> Self {
        Self { accuser, why, right: false }
    }
}

/// The findings of a kind that state each fact, by the hash of its id, in the order of the draft.
pub(super) fn by_fact(findings: &[Finding], of_kind: impl Fn(&Finding) -> bool) -> FxHashMap<u64, Vec<usize>> {
    let mut out: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for (at, finding) in findings.iter().enumerate() {
        if let Some(id) = finding.fact.as_ref().filter(|_| of_kind(finding)) {
            out.entry(FxBuildHasher.hash_one(id)).or_default().push(at);
        }
    }
    out
}

/// Whether it agrees, and not only at a stretch.
fn is_right(finding: &Finding) -> bool {
    matches!(finding.verdict, Verdict::Match(grade) if grade != Grade::Loose)
}

struct Room<'a> {
    docket: Docket<'a>,
    /// Which findings state a fact rightly.
    right: FxHashMap<u64, Vec<usize>>,
    /// The figures of all facts.
    figures: &'a Figures,
    /// Which claims have a figure, once one was asked for.
    said: OnceCell<FxHashMap<Decimal, Vec<usize>>>,
}

impl Room<'_> {
    /// The accuser of a claim that is likely of something else, and why.
    fn doubtful<'p>(
        &self,
        at: usize,
        findings: &[Finding],
        claim: &Claim,
        pairing: &'p Pairing,
    ) -> Option<Doubtful<'p>> {
        let finding = findings.get(at).filter(|f| f.verdict == Verdict::Disagree)?;
        let candidate = self.held_to(finding, pairing)?;
        let fact = self.docket.facts.facts.get(candidate.fact)?;
        let value = candidate.value(fact);
        // "94,100 people, of whom 31,500": a sentence that says this very figure contradicts it nowhere, but where two
        // of its figures have changed places.
        if let About::Sentence(_) = fact.about
            && self.says(candidate.fact, &claim.value)
            && !self.crossed(at, &fact.id, findings, value)
        {
            return Some(Doubtful::of_another(candidate, message::said_beside(&fact.id)));
        }
        // "on Saturday, their first win since 2014": what its own sentence has right is told of that claim.
        let same = |other: usize| {
            let found = findings.get(other).filter(|f| other != at && is_right(f))?;
            (found.fact == finding.fact && found.expected == finding.expected).then_some(found)
        };
        if let Some(other) = self.beside(at).find_map(same)
            && !converted(&claim.value, value)
        {
            return Some(Doubtful::right(candidate, &fact.id, other.line));
        }
        if let (Value::When(mine), Value::When(theirs)) = (&claim.value, value) {
            // "last October" for a day in February of another year: a date that no slip makes of the other.
            let tied = candidate.tie >= Tie::Name;
            let remote = || Doubtful::of_another(candidate, message::remote(&fact.id));
            let kindred = !self.is_ahead(mine, theirs) && slips::kindred(mine, theirs, tied, self.is_news(theirs));
            return (!kindred).then(remote);
        }
        let block = self.docket.document.blocks().get(claim.span.block as usize);
        let heading = block.is_some_and(|b| matches!(b.kind, BlockKind::Headline | BlockKind::Heading(_)));
        // "more than 65,000", for 64,500: only the hedge is wrong.
        let hedge = || {
            let only = matches!(agree(&claim.value, fact, self.docket.lexicon), Agreement::Differ(Gap::Hedge));
            only && figure(&claim.value) != figure(value)
        };
        if heading || slips::slip(&claim.value, value).is_some() || hedge() {
            return None;
        }
        let far = |least| slips::remote(&claim.value, value, least, self.docket.lexicon);
        let limits = &self.docket.lexicon.thresholds;
        // "the pension age, which is 65", for 64,500 pensioners: not even figures that changed places are so far apart.
        if far(limits.beyond) {
            return Some(Doubtful::of_another(candidate, message::remote(&fact.id)));
        }
        // A sentence asks for fewer of its words than terms do, and a name alone ties it to little.
        let of_sentence = matches!(fact.about, About::Sentence(_));
        let first = || self.right.get(&FxBuildHasher.hash_one(&fact.id))?.iter().copied().find_map(same);
        // "18,437 to keep him", which is the figure of those votes, and no margin: but where two have changed places.
        if of_sentence
            && let Some(other) = self.of_another(fact, &claim.value).filter(|_| !self.exchanged(at, findings, value))
        {
            return Some(Doubtful::of_another(candidate, message::of_another(&fact.id, other)));
        }
        if (of_sentence || candidate.tie <= Tie::Terms)
            && let Some(other) = first()
        {
            return Some(Doubtful::right(candidate, &fact.id, other.line));
        }
        // Of two that changed places neither is right elsewhere.
        let stated = self.right.contains_key(&FxBuildHasher.hash_one(&fact.id));
        if !stated && self.is_of_a_fact(&claim.value, fact) {
            return None;
        }
        let remote = match candidate.tie {
            Tie::Words => of_sentence && far(limits.very_remote),
            Tie::Name => far(if of_sentence { limits.remote } else { limits.very_remote }),
            Tie::Terms => far(limits.remote_terms),
            Tie::None => far(if of_sentence { limits.remote_sentence } else { limits.remote }),
        };
        remote.then(|| Doubtful::of_another(candidate, message::remote(&fact.id)))
    }

    /// Whether a date lies within a year of the dateline.
    fn is_news(&self, when: &When) -> bool {
        let date = when.readings.first().and_then(|r| r.from).map(jiff::civil::DateTime::date);
        date.zip(self.docket.dateline)
            .is_some_and(|(date, line)| (i32::from(line.date.year()) - i32::from(date.year())).abs() <= 1)
    }

    /// "Was shot last October", for a day that lies half a year ahead of the draft: what has been was another time.
    fn is_ahead(&self, mine: &When, theirs: &When) -> bool {
        let from = |when: &When| when.readings.first().and_then(|r| r.from).map(jiff::civil::DateTime::date);
        let ahead = |line: Date| line.checked_add(jiff::Span::new().months(AHEAD)).ok();
        let dates = from(mine).zip(from(theirs)).zip(self.docket.dateline.map(|d| d.date));
        mine.partial
            && mine.written.year.is_some()
            && dates.is_some_and(|((mine, theirs), line)| mine <= line && ahead(line).is_some_and(|far| far < theirs))
    }

    /// Whether a sentence fact says this value, as one of its other claims.
    fn says(&self, near: usize, value: &Value) -> bool {
        let Some(fact) = self.docket.facts.facts.get(near) else { return false };
        let own = |step: isize| {
            std::iter::successors(near.checked_add_signed(step), move |at| at.checked_add_signed(step))
                .map_while(|at| self.docket.facts.facts.get(at))
                .take_while(|f| f.id == fact.id)
        };
        own(-1).chain(own(1)).any(|f| self.exactly(value, f))
    }

    /// Whether another claim of the sentence is accused of just what this one is held to.
    fn crossed(&self, at: usize, id: &str, findings: &[Finding], value: &Value) -> bool {
        self.beside(at).any(|i| {
            let accused =
                findings.get(i).is_some_and(|f| f.verdict == Verdict::Disagree && f.fact.as_deref() == Some(id));
            accused && self.docket.claims.claims.get(i).is_some_and(|c| figure(&c.value) == figure(value))
        })
    }

    /// Whether a fact says this very value.
    fn exactly(&self, value: &Value, fact: &Fact) -> bool {
        matches!(agree(value, fact, self.docket.lexicon), Agreement::Agree { grade: Grade::Exact, .. })
    }

    /// The other claims of its sentence.
    fn beside(&self, at: usize) -> impl Iterator<Item = usize> {
        let sentence = |at: usize| self.docket.claims.claims.get(at).map(|c| c.sentence);
        let own = sentence(at);
        let along = move |step: isize| {
            std::iter::successors(at.checked_add_signed(step), move |i| i.checked_add_signed(step))
                .take_while(move |&i| own.is_some() && sentence(i) == own)
        };
        along(-1).chain(along(1))
    }

    /// Whether it is the figure of some fact that shares a term with this one: two that change places are a slip of their
    /// own, and far apart.
    fn is_of_a_fact(&self, value: &Value, near: &Fact) -> bool {
        let akin = |other: &Fact| terms(near).any(|a| terms(other).any(|b| a.text.eq_ignore_ascii_case(&b.text)));
        figure(value).is_some_and(|n| n >= Decimal::TEN && self.figures.of(n, self.docket.facts).any(akin))
    }

    /// The id of another fact of the kind that has this very figure.
    fn of_another(&self, fact: &Fact, value: &Value) -> Option<&str> {
        let n = figure(value).filter(|n| *n >= Decimal::TEN)?;
        let other = |f: &&Fact| {
            f.id != fact.id && kind(&f.value) == kind(value) && !then_and_now(fact, f) && self.exactly(value, f)
        };
        self.figures.of(n, self.docket.facts).find(other).map(|f| f.id.as_str())
    }

    /// Whether another claim of the draft has the reference's figure, and is not right: the two have changed places.
    fn exchanged(&self, at: usize, findings: &[Finding], value: &Value) -> bool {
        let said = self.said.get_or_init(|| by_number(self.docket.claims.claims.iter().map(|c| &c.value).enumerate()));
        let of = figure(value).and_then(|n| said.get(&n));
        of.is_some_and(|of| of.iter().any(|&i| i != at && findings.get(i).is_some_and(|f| !is_right(f))))
    }

    /// The candidate that the finding accuses.
    fn held_to<'p>(&self, finding: &Finding, pairing: &'p Pairing) -> Option<&'p Candidate> {
        let (id, expected) = (finding.fact.as_deref()?, finding.expected.as_ref()?);
        let of_it = |f: &Fact, c: &Candidate| f.id == id && c.value(f) == expected;
        pairing.candidates.iter().find(|c| self.docket.facts.facts.get(c.fact).is_some_and(|f| of_it(f, c)))
    }
}

/// "39 degrees Celsius, or 112 Fahrenheit": one figure in two units.
fn converted(draft: &Value, reference: &Value) -> bool {
    match (draft, reference) {
        (Value::Measure { unit: a, .. }, Value::Measure { unit: b, .. }) => a != b,
        (Value::Money { currency: a, .. }, Value::Money { currency: b, .. }) => a != b,
        _ => false,
    }
}

/// What a fact is about.
fn terms(fact: &Fact) -> impl Iterator<Item = &Term> {
    let (terms, sentence) = match &fact.about {
        About::Terms(terms) => (Some(terms), None),
        About::Sentence(frame) => (None, Some(frame.head.iter().chain(&frame.names).chain(&frame.words))),
    };
    terms.into_iter().flatten().chain(sentence.into_iter().flatten())
}

/// Whether two facts tell of one thing at two times: the figure of the one for the other's is stale, and wrong.
fn then_and_now(a: &Fact, b: &Fact) -> bool {
    let texts = |terms: &[Term]| -> Vec<String> {
        let year = |t: &&Term| t.text.len() != 4 || !t.text.bytes().all(|b| b.is_ascii_digit());
        terms.iter().filter(year).map(|t| t.text.to_lowercase()).collect()
    };
    let (mine, theirs) = match (&a.about, &b.about) {
        (About::Terms(a), About::Terms(b)) => (texts(a), texts(b)),
        (About::Sentence(a), About::Sentence(b)) if a.times != b.times => (texts(&a.head), texts(&b.head)),
        _ => return false,
    };
    let (few, many) = if mine.len() < theirs.len() { (mine, theirs) } else { (theirs, mine) };
    !few.is_empty() && few.iter().all(|t| many.contains(t))
}

/// The places of values by their figures.
fn by_number<'v>(values: impl Iterator<Item = (usize, &'v Value)>) -> FxHashMap<Decimal, Vec<usize>> {
    let mut out: FxHashMap<Decimal, Vec<usize>> = FxHashMap::default();
    for (at, value) in values {
        if let Some(n) = figure(value) {
            out.entry(n).or_default().push(at);
        }
    }
    out
}

/// The kind of a value; a count that leaves its noun out is one all the same.
fn kind(value: &Value) -> Kind {
    match value.kind() {
        Kind::Quantity => Kind::Number,
        kind => kind,
    }
}

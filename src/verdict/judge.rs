//! From candidates to one verdict a claim (semantics 7.5 to 7.9).

use super::docket::{Came, Docket};
use super::slips::{self, Slip};
use super::text::Words;
use super::{Agreement, Finding, Gap, Grade, Verdict, agree, amount, message, numbers};
use crate::claims::per::Per;
use crate::claims::{Claim, Dateline, Figure, Value};
use crate::document::Document;
use crate::facts::{Fact, Facts, SeriesEntry};
use crate::lexicon::{Lexicon, Period};
use crate::pairing::{Candidate, Doubt, Pairing, Strength, figure};
use rust_decimal::Decimal;
use std::borrow::Cow;
use std::cell::LazyCell;

/// Why a claim has no verdict, or what is worth saying beside one.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Note<'a> {
    /// No fact came near.
    Nothing,
    /// The pairing holds it to nothing, and says why.
    Silent(&'a str),
    /// The fact was not known yet on the dateline.
    Later(&'a Fact),
    /// The same figure in another currency.
    Currency(&'a Fact),
    /// The fact that comes nearest may not accuse.
    Unsure(&'a Fact),
    /// It agrees, but its terms are met from afar and the figure may be chance.
    NotTelling(&'a Fact),
    /// It differs by a slip of the pen, which tells that this fact is meant, though its terms are not all met nearby.
    Slip,
    /// Its figure and that of another claim have changed places.
    Crossed,
    /// Its sentence is the fact's own, but for a figure.
    Verbatim,
}

/// What the draft says: its words and what they come to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said<'a> {
    pub(super) text: &'a str,
    pub(super) value: &'a Value,
    /// Per what, of a rate.
    pub(super) per: Option<Per>,
    /// Its words with what it is per: "60 litres a week".
    pub(super) whole: &'a str,
}

impl<'d> Said<'d> {
    /// What a claim says. Its words are those of the prose: a line break of the file is a space in them.
    pub(super) fn of(document: &'d Document, claim: &'d Claim) -> Self {
        let prose = document.blocks().get(claim.span.block as usize).map_or("", |b| b.text.as_str());
        let text = prose.get(claim.span.start as usize..claim.span.end as usize).unwrap_or_default();
        let per = claim.frame.per;
        let end = per.map_or(0, |p| p.end).max(claim.span.end);
        let whole = prose.get(claim.span.start as usize..end as usize).unwrap_or(text);
        Self { text, value: &claim.value, per, whole }
    }
}

/// What was decided for a claim, before it is told.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Decision<'a> {
    pub(super) verdict: Verdict,
    /// The fact that decides (of a series, with the value that stood), and how its value stands to the claim's.
    pub(super) ground: Option<(Cow<'a, Fact>, Agreement)>,
    /// An older value of the series, which the draft still has.
    pub(super) stale: Option<&'a SeriesEntry>,
    /// Other facts that fit as well and say something else.
    pub(super) rivals: Vec<Cow<'a, Fact>>,
    pub(super) note: Note<'a>,
}

impl<'a> Decision<'a> {
    fn unchecked(note: Note<'a>) -> Self {
        Self { verdict: Verdict::Unchecked, ground: None, stale: None, rivals: Vec::new(), note }
    }
}

/// What a rate comes to per what the fact's is: so much a week, said a day.
pub(super) fn in_the_terms_of<'v>(fact: &Fact, value: &'v Value, per: Option<Per>) -> Cow<'v, Value> {
    let theirs = fact.claim.as_ref().and_then(|c| c.frame.per);
    let said = per.zip(theirs).and_then(|(mine, theirs)| mine.said(value, theirs));
    said.map_or(Cow::Borrowed(value), Cow::Owned)
}

/// A candidate whose value can be compared with the claim's.
pub(super) struct Weighed<'a> {
    candidate: &'a Candidate,
    /// Of a series, the fact as it was when the value stood that the claim is held to.
    pub(super) fact: Cow<'a, Fact>,
    pub(super) agreement: Agreement,
    stale: Option<&'a SeriesEntry>,
}

/// Significant digits of a figure with a unit that is hardly one by chance.
const FAIRLY: usize = 2;

impl<'a> Weighed<'a> {
    /// Weighs a candidate; an error is a note on why it cannot be.
    pub(super) fn new(
        said: Said<'_>,
        candidate: &'a Candidate,
        fact: &'a Fact,
        lexicon: &Lexicon,
        dateline: Option<Dateline>,
    ) -> Result<Self, Note<'a>> {
        let entry = candidate.entry.and_then(|at| fact.series.get(at).map(|entry| (at, entry)));
        let standing = match entry {
            Some((_, entry)) => Cow::Owned(Fact {
                value: entry.value.clone(),
                written: entry.written.clone(),
                as_of: Some(entry.as_of),
                source: entry.source.clone().or_else(|| fact.source.clone()),
                ..fact.clone()
            }),
            None => Cow::Borrowed(fact),
        };
        if standing.as_of.zip(dateline).is_some_and(|(known, dateline)| known > dateline.date) {
            return Err(Note::Later(fact));
        }
        let value = &*if candidate.elided {
            Cow::Owned(said.value.in_unit_of(&standing.value))
        } else {
            in_the_terms_of(fact, said.value, said.per)
        };
        let multiple = entry.and_then(|(at, _)| numbers::multiple(value, fact, at, lexicon));
        let mut agreement = multiple.unwrap_or_else(|| agree(value, &standing, lexicon));
        if let Agreement::Agree { grade, .. } = &mut agreement
            && matches!(value, Value::Change { ratio: Some(_), .. })
            && Words::of(said.text, lexicon).times_more()
            && !Words::of(&standing.written, lexicon).times_more()
        {
            // "four times more" is read as "four times as many", and should be written so.
            *grade = Grade::Loose;
        }
        if agreement == Agreement::Apart {
            let same = numbers::same_figure_in_another_currency(value, &standing, lexicon);
            return Err(if same { Note::Currency(fact) } else { Note::Nothing });
        }
        // The newest of the older values that the draft's figure would have been right for.
        let older = entry.filter(|_| matches!(agreement, Agreement::Differ(_))).and_then(|(at, _)| {
            fact.series.get(..at)?.iter().rev().find(|old| {
                let then = Fact { value: old.value.clone(), ..fact.clone() };
                matches!(agree(value, &then, lexicon), Agreement::Agree { grade, .. } if grade != Grade::Loose)
            })
        });
        Ok(Self { candidate, fact: standing, agreement, stale: older })
    }

    fn grade(&self) -> Option<Grade> {
        match self.agreement {
            Agreement::Agree { grade, .. } => Some(grade),
            _ => None,
        }
    }

    fn differs(&self) -> bool {
        matches!(self.agreement, Agreement::Differ(_))
    }

    fn doubted(&self, doubt: Doubt) -> bool {
        self.candidate.doubts.contains(&doubt)
    }

    /// Whether this is all that speaks against accusing.
    fn only(&self, doubt: Doubt) -> bool {
        self.candidate.doubts.iter().all(|d| *d == doubt)
    }

    /// Whether it is the same figure, and a term is met in the claim's own clause.
    fn tied(&self) -> bool {
        self.grade() == Some(Grade::Exact) && self.candidate.strengths.contains(&Strength::Strong)
    }

    fn decision(&self, verdict: Verdict, rivals: Vec<Cow<'a, Fact>>) -> Decision<'a> {
        Decision {
            verdict,
            ground: Some((self.fact.clone(), self.agreement.clone())),
            stale: self.stale,
            rivals,
            note: Note::Nothing,
        }
    }
}

/// Decides one claim.
pub(super) fn decide<'a>(
    said: Said<'_>,
    pairing: &'a Pairing,
    facts: &'a Facts,
    lexicon: &Lexicon,
    dateline: Option<Dateline>,
) -> Decision<'a> {
    if let Some(why) = &pairing.silent {
        return Decision::unchecked(Note::Silent(why));
    }
    let mut note = Note::Nothing;
    let mut weighed = Vec::with_capacity(pairing.candidates.len());
    for candidate in &pairing.candidates {
        let Some(fact) = facts.facts.get(candidate.fact) else { continue };
        match Weighed::new(said, candidate, fact, lexicon, dateline) {
            Ok(found) => weighed.push(found),
            Err(why) if note == Note::Nothing => note = why,
            Err(_) => {}
        }
    }
    if weighed.is_empty() {
        return Decision::unchecked(note);
    }
    // A fact that another claim of the sentence meets better is the other's, unless none else is left.
    let mut own = weighed;
    if own.iter().any(|w| !w.doubted(Doubt::BetterClaim)) {
        own.retain(|w| !w.doubted(Doubt::BetterClaim));
    }
    let Some(best) = own.first() else { return Decision::unchecked(note) };
    let least = best.candidate.score.saturating_sub(lexicon.weights.near_equal);
    let telling = LazyCell::new(|| telling(said.value, lexicon));
    // "put the cost at $2.6 million", in a paragraph on the campaign: two digits and a unit are no chance beside a term
    // of its own.
    let fairly = || {
        matches!(said.value, Value::Money { .. } | Value::Measure { .. } | Value::Percent { .. })
            && said.value.figure().is_some_and(|f| numbers::significant(f) >= FAIRLY)
    };
    // "9.4 percent in 2024" is no match with the fact of 2023, where that of 2024 says something else.
    let accused = own.iter().any(|w| w.differs() && w.candidate.doubts.is_empty());
    let may_match = |w: &&Weighed<'_>| {
        // Nor does what is true only at a stretch, of a fact that may be another's, excuse what a sure fact contradicts.
        let stretched = w.grade() == Some(Grade::Loose) && !w.candidate.doubts.is_empty();
        // Nor is "as many as 800 may lie buried" true of the 140 that were: what is only feared holds for anything below.
        let feared = w.grade() == Some(Grade::Loose) && w.doubted(Doubt::Unasserted);
        w.grade().is_some()
            && !feared
            && (!w.doubted(Doubt::WeakTerm) || *telling || w.only(Doubt::WeakTerm) && w.tied() && fairly())
            && !(accused && (w.doubted(Doubt::Time) || stretched))
            && !own.iter().any(|other| nearer(said.value, other, w))
    };
    let near = || own.iter().filter(|w| w.candidate.score >= least);
    let rivals = |of: &Weighed<'_>| {
        let others = near().filter(|w| w.differs() && !std::ptr::eq(*w, of) && w.fact.value != of.fact.value);
        others.map(|w| w.fact.clone()).collect::<Vec<_>>()
    };
    // Any of the facts that fit best may agree: only then is silence or blame due.
    if let Some(found) = near().filter(may_match).min_by_key(|w| w.grade()) {
        return matched(found);
    }
    if let Some(found) = near().find(|w| w.differs() && w.candidate.doubts.is_empty()) {
        return found.decision(Verdict::Disagree, rivals(found));
    }
    // What fits a little worse may still agree, when nothing speaks against it.
    if let Some(found) = own.iter().filter(may_match).find(|w| w.candidate.doubts.is_empty()) {
        return matched(found);
    }
    // "2,941 infections", and the reference has 2,914: a slip of the pen tells which figure was meant, where only how
    // well its terms are met, or of what time or part it is, is in doubt.
    let afar = |d: &Doubt| matches!(d, Doubt::Thin | Doubt::WeakTerm | Doubt::NoOwnTerm);
    let apart = |d: &Doubt| matches!(d, Doubt::Scope | Doubt::Narrower | Doubt::Time);
    let slip = |w: &&Weighed<'_>| {
        let (doubts, strengths) = (&w.candidate.doubts, &w.candidate.strengths);
        let only_afar = doubts.iter().all(afar);
        let seen = || strengths.iter().any(|s| *s >= Strength::Middling);
        let strong = |s: &Strength| *s == Strength::Strong;
        w.differs()
            && doubts.iter().all(|d| afar(d) || apart(d))
            && match slips::slip(said.value, &w.fact.value) {
                Some(Slip::Sure) => seen(),
                Some(Slip::Telling | Slip::Year) => only_afar && seen(),
                Some(Slip::Round) => strengths.iter().all(strong) || only_afar && strengths.iter().any(strong),
                None => false,
            }
    };
    if let Some(found) = near().find(slip) {
        return Decision { note: Note::Slip, ..found.decision(Verdict::Disagree, rivals(found)) };
    }
    // A figure without a source that no party's fact has: nobody's, where several are known.
    let mut parties = near().filter(|w| w.differs() && w.only(Doubt::Source));
    if let (Some(first), Some(_)) = (parties.next(), parties.next()) {
        return first.decision(Verdict::Ambiguous, rivals(first));
    }
    let Some(fact) = facts.facts.get(best.candidate.fact) else { return Decision::unchecked(note) };
    Decision::unchecked(if best.grade().is_some() { Note::NotTelling(fact) } else { Note::Unsure(fact) })
}

/// A bound this many times as large as what it lies from a figure is of that figure.
const BOUND: i64 = 20;

/// "less than $276.3 million", of a sentence that has 148.9 and 276.4: a bound is of the figure that lies next to it, and
/// not of another of the sentence that it happens to hold.
fn nearer(said: &Value, other: &Weighed<'_>, than: &Weighed<'_>) -> bool {
    let bound = said.figure().is_some_and(|f| f.literal.min.is_none() != f.literal.max.is_none());
    let far = |w: &Weighed<'_>| Some((figure(said)? - figure(&w.fact.value)?).abs());
    let alike = |w: &Weighed<'_>| w.fact.value.kind() == said.kind();
    bound
        && other.differs()
        && other.fact.id == than.fact.id
        && than.grade() != Some(Grade::Exact)
        && alike(other)
        && alike(than)
        && far(other).zip(far(than)).zip(figure(said)).is_some_and(|((near, far), said)| {
            near * Decimal::TWO < far && near.checked_mul(BOUND.into()).is_some_and(|n| n <= said.abs())
        })
}

fn matched<'a>(found: &Weighed<'a>) -> Decision<'a> {
    found.decision(found.grade().map_or(Verdict::Unchecked, Verdict::Match), Vec::new())
}

/// Whether a value is unlikely to agree by chance: enough significant digits, or a full date.
fn telling(value: &Value, lexicon: &Lexicon) -> bool {
    match value {
        Value::When(when) => when.grain <= Period::Day && when.written.day.is_some(),
        other => {
            other.figure().is_some_and(|f| Decimal::from(numbers::significant(f)) >= lexicon.thresholds.telling_digits)
        }
    }
}

/// The finding for one claim.
#[must_use]
pub fn judge(
    document: &Document,
    claim: &Claim,
    pairing: &Pairing,
    facts: &Facts,
    lexicon: &Lexicon,
    dateline: Option<Dateline>,
) -> Finding {
    let said = Said::of(document, claim);
    finding(document, claim, &decide(said, pairing, facts, lexicon, dateline), lexicon)
}

/// The finding that accuses a claim of a slip of the pen in the figure of the fact that came near, if it differs from it.
pub(super) fn slipped(docket: Docket<'_>, came: &Came<'_>) -> Option<Finding> {
    accused(docket, came, &Note::Slip)
}

/// The finding that accuses a claim of having another's figure, if it differs from the fact.
pub(super) fn crossed(docket: Docket<'_>, came: &Came<'_>) -> Option<Finding> {
    accused(docket, came, &Note::Crossed)
}

/// The finding for a claim that stands in the fact's own sentence, in the place of the fact's figure; `same` says that it is
/// written as the fact has it, so that it can only agree.
pub(super) fn verbatim(docket: Docket<'_>, came: &Came<'_>, same: bool) -> Option<Finding> {
    if same {
        return alone(docket, came, |weighed| weighed.grade().is_some().then(|| matched(weighed)));
    }
    accused(docket, came, &Note::Verbatim).or_else(|| of_another_kind(docket, came))
}

/// "The 5967 protests", where the fact's own sentence has a year.
fn of_another_kind(docket: Docket<'_>, came: &Came<'_>) -> Option<Finding> {
    let count = |v: &Value| matches!(v, Value::Number(_) | Value::Quantity { .. });
    let dated = |v: &Value| matches!(v, Value::When(_));
    let (said, known) = (&came.claim.value, came.candidate.value(came.fact));
    let later = came.fact.as_of.zip(docket.dateline).is_some_and(|(known, dateline)| known > dateline.date);
    if later || !(count(said) && dated(known) || dated(said) && count(known)) {
        return None;
    }
    let decision = Decision {
        verdict: Verdict::Disagree,
        ground: Some((Cow::Borrowed(came.fact), Agreement::Differ(Gap::Figure))),
        stale: None,
        rivals: Vec::new(),
        note: Note::Verbatim,
    };
    Some(finding(docket.document, came.claim, &decision, docket.lexicon))
}

fn accused<'a>(docket: Docket<'a>, came: &Came<'a>, note: &Note<'a>) -> Option<Finding> {
    alone(docket, came, |weighed| {
        let note = note.clone();
        weighed.differs().then(|| Decision { note, ..weighed.decision(Verdict::Disagree, Vec::new()) })
    })
}

/// The finding that confirms a claim by the fact that came near, if it says the very same.
pub(super) fn same(docket: Docket<'_>, came: &Came<'_>) -> Option<Finding> {
    if another(came.claim, came.candidate.value(came.fact), docket.lexicon) {
        return None;
    }
    alone(docket, came, |weighed| (weighed.grade() == Some(Grade::Exact)).then(|| matched(weighed)))
}

/// The finding for a claim that is held to one fact alone.
fn alone<'a>(
    Docket { document, lexicon, dateline, .. }: Docket<'a>,
    came: &Came<'a>,
    decided: impl Fn(&Weighed<'a>) -> Option<Decision<'a>>,
) -> Option<Finding> {
    let said = Said::of(document, came.claim);
    let weighed = Weighed::new(said, came.candidate, came.fact, lexicon, dateline).ok()?;
    decided(&weighed).map(|decision| finding(document, came.claim, &decision, lexicon))
}

/// Whether a plain figure is another than that of a plain reference in whatever it counts, so that it takes no weighing
/// to know that they are not the very same.
fn another(claim: &Claim, reference: &Value, lexicon: &Lexicon) -> bool {
    let plain = |f: &Figure| f.hedge.is_none() && f.upper_hedge.is_none() && f.intended.is_none() && !f.fraction;
    let of_one_unit = || match (&claim.value, reference) {
        // "three days", for 72 hours: a noun may be a unit.
        (Value::Quantity { noun: a, .. }, Value::Quantity { noun: b, .. }) => a == b || !amount::is_time(a, lexicon),
        (
            Value::Number(_) | Value::Money { .. } | Value::Percent { .. } | Value::Quantity { .. },
            Value::Number(_) | Value::Money { .. } | Value::Percent { .. } | Value::Quantity { .. },
        ) => true,
        (Value::Measure { unit: a, .. }, Value::Measure { unit: b, .. }) => a == b,
        _ => false,
    };
    let numbers = claim.value.figure().filter(|f| plain(f)).zip(reference.figure().filter(|f| plain(f)));
    let differ = numbers.and_then(|(a, b)| a.number.zip(b.number)).is_some_and(|(said, known)| said != known);
    // What is told per month and known per year is another figure, and the same.
    differ && claim.frame.per.is_none() && of_one_unit()
}

fn finding(document: &Document, claim: &Claim, decision: &Decision<'_>, lexicon: &Lexicon) -> Finding {
    let finding = Finding::at(document, document.source_span(claim.span));
    let said = Said::of(document, claim);
    let told = message::tell(decision, said, lexicon);
    let fact = decision.ground.as_ref().map(|(fact, _)| fact.as_ref());
    Finding {
        kind: Some(claim.kind()),
        value: Some(claim.value.clone()),
        verdict: decision.verdict,
        fact: fact.map(|f| f.id.clone()),
        message: told.message,
        suggestion: told.suggestion,
        expected: fact.map(|f| f.value.clone()),
        reference: told.reference,
        source: fact.and_then(|f| f.source.clone()),
        as_of: fact.and_then(|f| f.as_of).map(|d| d.to_string()),
        url: fact.and_then(|f| f.url.clone()),
        fact_place: fact.map(|f| f.place.clone()),
        severity: fact.filter(|_| decision.verdict == Verdict::Disagree).map(|f| f.asked.severity).unwrap_or_default(),
        good_until: fact.and_then(|f| f.asked.good_until),
        ..finding
    }
}

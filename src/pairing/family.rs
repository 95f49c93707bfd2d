//! Family: one kind, one dimension, one noun class; level and change, count and share, total and rate
//! apart (semantics 7.1).

#![allow(
    clippy::indexing_slicing,
    reason = "indices of facts and terms come from the index over the same facts, those of tokens and claims from the same draft"
)]

use super::terms::FactTerms;
use super::trace::Kin;
use super::{Doubt, Doubts};
use crate::claims::frame::{Counted, Level, named};
use crate::claims::{AgeUnit, ChangeOf, Claim, Kind, Value, Written};
use crate::facts::Fact;
use crate::lexicon::{Func, Lexicon, Period, Sense, Stem};
use smallvec::smallvec;

/// Whether a figure has no noun of its own.
fn bare_noun(claim: &Claim) -> bool {
    matches!(claim.value, Value::Number(_)) && claim.frame.noun.is_none_or(|n| n.left_out || n.token.is_none())
}

/// Above this many nobody speaks of "the two".
const ANAPHOR: u32 = 100;

/// How a claim hangs on a fact's terms, as far as the family asks.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Bind {
    /// What the claim counts meets a term.
    pub(super) noun: bool,
    /// The subject that the claim is said of, or the group that it hangs on, meets a term.
    pub(super) subject: bool,
    /// The verb whose object the claim is meets a term: "it shelters 86,000".
    pub(super) verb: bool,
    /// The claim has a time of its own that is the fact's.
    pub(super) own_time: bool,
    /// The subject that the claim is said of is one person.
    pub(super) one: bool,
    /// The claim stands behind "by".
    pub(super) by: bool,
    /// A term that is no name is met in the claim's own clause.
    pub(super) own: bool,
    /// A term that speaks of a rate or an average is met near the figure.
    pub(super) rate: bool,
    /// A term is met by the word that adds it to others: "900 more soldiers".
    pub(super) more: bool,
    /// A term is met by the word right behind it: "19 days later than".
    pub(super) beyond: bool,
    /// What it is a multiple of stands behind it.
    pub(super) compared: bool,
    /// What the claim is per meets a term: "rent", "square metre".
    pub(super) per: bool,
    /// A term of the fact speaks of an age.
    pub(super) age: bool,
    /// The claim's clause leaves its verb out.
    pub(super) gap: bool,
    /// A word of change among the fact's terms is met in the claim's own clause.
    pub(super) change: bool,
    /// It is nothing, said beside a clause without a verb of its own: ", none in danger".
    pub(super) aside: bool,
    /// The fact has several values, of which a multiple may tell.
    pub(super) series: bool,
    /// The kind of the figure before it in the sentence.
    pub(super) before: Option<Kind>,
}

/// What the family says: not at all, and why; or yes, with what speaks against accusing.
pub(super) fn fits(
    claim: &Claim,
    fact: &Fact,
    value: &Value,
    terms: &FactTerms,
    bind: Bind,
    lexicon: &Lexicon,
) -> Result<Doubts, Kin> {
    let noun_met = bind.noun;
    let mut doubts = Doubts::new();
    if !kin(claim, value, bind, lexicon) {
        return Err(Kin::Kind);
    }
    // "food prices, percent, year": so much in a year is a change.
    let yearly = terms.period && matches!(value, Value::Percent { points: false, .. });
    let fact_change = terms.change || yearly || matches!(value, Value::Change { .. });
    // "doubled" is held to two values of a series; "demands 9 percent more" to what the fact says was demanded.
    let multiple = matches!(claim.value, Value::Change { ratio: Some(_), .. }) && fact.series.len() > 1;
    // "£287,000, eleven times what a teacher earns": as compared with something else.
    if multiple && bind.compared {
        return Err(Kin::Change);
    }
    let fact_change = fact_change || multiple || terms.mode;
    match claim.frame.level {
        Level::Change(_) if !fact_change && !points_apart(&claim.value, value) => {
            return Err(Kin::Change);
        }
        // "eight years more than her brother lived" is no term served.
        Level::Change(_)
            if !bind.beyond && matches!((&claim.value, value), (Value::Duration { .. }, Value::Duration { .. })) =>
        {
            return Err(Kin::Change);
        }
        // "cut the rate by a quarter of a point, to 3.75 percent": where not even the digits are the same, a reference in
        // percent is of where it ended.
        Level::Change(_) if of_points(&claim.value, value) && !same_digits(&claim.value, value) => {
            doubts.push(Doubt::Scope);
        }
        // "to 21.4 million from 18.7": what the fact's own sentence changes from is that end, too.
        Level::Baseline if !bind.own_time && !baseline(fact) => doubts.push(Doubt::Scope),
        Level::End if matches!(value, Value::Change { .. }) => return Err(Kin::Level),
        Level::End | Level::Baseline if fact_change && terms.change && !terms.mixed => doubts.push(Doubt::Scope),
        _ => {}
    }
    // What the fact's own sentence changes from is no longer so.
    if baseline(fact) && claim.frame.level != Level::Baseline {
        doubts.push(Doubt::Scope);
    }
    // "cost 1,890 crore, or about a third of revenue": no growth, unless its own clause speaks of one.
    if matches!(value, Value::Change { .. })
        && matches!(claim.frame.level, Level::Level)
        && !(terms.change && bind.change)
    {
        return Err(Kin::Level);
    }
    // "a head" is not "a household"; a month and a year can be compared.
    let theirs = fact.claim.as_ref().and_then(|c| c.frame.per);
    if let (Some(a), Some(b)) = (claim.frame.per, theirs)
        && a.stem != b.stem
        && !a.comparable(b)
        && !terms.rate
    {
        return Err(Kin::Per);
    }
    // "The average home changes hands for £287,000": the fact's own word says that it is one.
    let said = terms.rate && bind.rate && !claim.frame.rate;
    if claim.frame.rate != (terms.rate || fact_rate(fact) || bind.per) && !said && counts(&claim.value) {
        // "will be charged $18,400 a year", and the reference for the fee is 18,400 dollars.
        // So is an average: "is priced at 17.50 euros on average".
        let yearly = claim.frame.rate
            && claim.frame.per.is_none_or(crate::claims::per::Per::is_year)
            && matches!(claim.value, Value::Money { .. });
        // "The ceiling price had been set at 4.10 cents", after the text has told that it is a kilowatt-hour's.
        let priced =
            !claim.frame.rate && matches!(claim.value, Value::Money { .. }) && same_digits(&claim.value, value);
        if !yearly && !priced {
            return Err(Kin::Rate);
        }
        doubts.push(Doubt::Scope);
    }
    // The 50th move is no fifth game.
    if let (Value::Ordinal(_), Some(_)) = (&claim.value, claim.frame.noun)
        && !noun_met
    {
        doubts.push(Doubt::Narrower);
    }
    if let (Value::Quantity { .. } | Value::Number(_), Some(noun)) = (&claim.value, claim.frame.noun) {
        // "told to use no hoses" is no count of the households that were told so.
        let none = claim.value.figure().and_then(|f| f.number).is_some_and(|n| n.is_zero());
        let theirs = noun_of(terms, fact, value, lexicon);
        // "injured six attendants": whom it befell is one of those whom the concept counts, whatever the word.
        let befell = claim.frame.events.iter().find_map(|&e| lexicon.concepts[e as usize].class);
        let noun = Counted { class: noun.class.or(befell), ..noun };
        let another = |t: Counted| !same(noun.stem, t.stem, lexicon) && (noun.class.is_none() || noun.class != t.class);
        if none && theirs.is_some_and(another) {
            return Err(Kin::Noun);
        }
        doubts.extend(nouns(noun, terms, fact, value, noun_met, lexicon).ok_or(Kin::Noun)?);
    }
    // A bare number without a noun counts what its clause says: the subject, or the group that it hangs on.
    let bare = matches!(claim.value, Value::Number(_)) && claim.frame.noun.is_none() && claim.frame.events.is_empty();
    // "Tal seven, Emre four": a gap leaves the unit out with the verb.
    // "rolled 410,000 tonnes, against 380,000 at Zell"
    let gapped = (bind.gap || claim.frame.level == Level::Baseline) && unit_before(claim, bind) == Some(value.kind());
    if bare
        && !bind.subject
        && !bind.verb
        && !noun_met
        && !gapped
        && !matches!(value, Value::Number(_) | Value::Ordinal(_))
    {
        doubts.push(Doubt::Narrower);
    }
    // "lets billions slip": so many of what, nobody says.
    if bare && !noun_met && claim.value.figure().is_some_and(|f| f.number.is_none()) {
        doubts.push(Doubt::Narrower);
    }
    // "The oldest finisher is 83": of one, it is no count of such.
    if bare && bind.one && matches!(value, Value::Quantity { .. }) {
        return Err(Kin::Noun);
    }
    // "a personal best by almost two minutes": by how much, and not how long.
    if matches!(claim.value, Value::Duration { .. }) && bind.by && matches!(value, Value::Duration { .. }) {
        doubts.push(Doubt::Scope);
    }
    // "Of 52 lots 47 sold", and the fact's own sentence has the 52 as the whole.
    if claim.frame.part && fact.claim.as_ref().is_some_and(|c| c.frame.whole) {
        doubts.push(Doubt::Narrower);
    }
    // "the larger of the two" counts nothing anew, and "nobody" needs the fact's verb.
    let small = claim.value.figure().and_then(|f| f.number).is_none_or(|n| n < ANAPHOR.into());
    let anaphor = claim.frame.definite && bare_noun(claim) && small;
    let nothing = claim.value.figure().and_then(|f| f.number).is_some_and(|n| n.is_zero()) && !bind.own;
    if anaphor || nothing || bind.aside {
        doubts.push(Doubt::Narrower);
    }
    let theirs = fact.claim.as_ref().is_some_and(|c| c.frame.rest);
    if claim.frame.rest && !bind.more && !theirs {
        doubts.push(Doubt::Narrower);
    }
    let theirs = noun_of(terms, fact, value, lexicon);
    let counted = claim.frame.noun.is_some_and(|n| {
        claim.frame.partitions.iter().all(|&t| Some(t) == n.token)
            && theirs.is_some_and(|f| same(n.stem, f.stem, lexicon))
    });
    if !counted && !claim.frame.partitions.is_empty() && !terms.partition {
        doubts.push(Doubt::Narrower);
    }
    Ok(doubts)
}

/// Whether the values can be of one family at all.
pub(super) fn kin(claim: &Claim, value: &Value, bind: Bind, lexicon: &Lexicon) -> bool {
    kinds(&claim.value, value, Bind { before: unit_before(claim, bind), ..bind }, lexicon)
}

/// Whether a bare number is held to a value whose unit it has from the figure before.
pub(super) fn elided(claim: &Claim, value: &Value, bind: Bind) -> bool {
    matches!(claim.value, Value::Number(_))
        && matches!(value, Value::Money { .. } | Value::Percent { .. } | Value::Measure { .. } | Value::Duration { .. })
        && unit_before(claim, bind) == Some(value.kind())
}

/// The kind of the figure before it from which a claim may have the unit that it leaves out.
fn unit_before(claim: &Claim, bind: Bind) -> Option<Kind> {
    // "One in three of them is younger than 5": what a word of its own divides leaves nothing out.
    let bare = claim.frame.events.is_empty() && claim.frame.partitions.is_empty();
    bind.before.filter(|_| bare && claim.frame.noun.is_none_or(|n| n.left_out))
}

/// Points said where the reference is in percent.
pub(super) fn of_points(claim: &Value, fact: &Value) -> bool {
    matches!((claim, fact), (Value::Change { of: ChangeOf::Points, .. }, Value::Percent { points: false, .. }))
}

/// Whether two figures are written with the same significant digits.
fn same_digits(a: &Value, b: &Value) -> bool {
    let digits = |v: &Value| v.figure().and_then(|f| f.number).map(|n| n.normalize().mantissa().unsigned_abs());
    digits(a).is_some() && digits(a) == digits(b)
}

/// Percent said where the reference is in points: one family for the verdict to tell apart.
fn points_apart(claim: &Value, fact: &Value) -> bool {
    matches!(
        (claim, fact),
        (
            Value::Change { of: ChangeOf::Percent, .. } | Value::Percent { points: false, .. },
            Value::Percent { points: true, .. }
        )
    )
}

/// Whether a fact's own sentence has it as what something changed from.
fn baseline(fact: &Fact) -> bool {
    fact.claim.as_ref().is_some_and(|c| c.frame.level == Level::Baseline)
}

fn fact_rate(fact: &Fact) -> bool {
    fact.claim.as_ref().is_some_and(|c| c.frame.rate)
}

fn counts(value: &Value) -> bool {
    matches!(value, Value::Number(_) | Value::Quantity { .. } | Value::Money { .. } | Value::Measure { .. })
}

/// Whether values of these kinds are of one family now and then, whatever hangs on them: the only list of such kinds, from
/// which [`kinds`] takes away.
fn akin(claim: Kind, fact: Kind) -> bool {
    use Kind::{Age, Change, Date, DateRange, Duration, Measure, Money, Number, Ordinal, Percent, Quantity, Time};
    let changes = |kind| matches!(kind, Number | Quantity | Percent | Money | Measure | Duration);
    match (claim, fact) {
        _ if claim == fact => true,
        (Change, kind) | (kind, Change) => changes(kind),
        (Number, Quantity | Ordinal | Age | Measure | Money | Percent | Duration) => true,
        (Quantity, Number | Age) => true,
        (Ordinal | Age | Duration | Measure | Money, Number) => true,
        (Age, Duration) => true,
        (Percent, Quantity) => true,
        (Date | Time | DateRange, Date | Time | DateRange) => true,
        _ => false,
    }
}

/// The kinds of claims that may be of a fact's family, a bit each.
pub(super) fn kinds_of(fact: &Fact) -> u16 {
    let values = || fact.series.iter().map(|e| &e.value).chain([&fact.value]);
    Kind::ALL.into_iter().filter(|&kind| values().any(|v| akin(kind, v.kind()))).map(kind_bit).sum()
}

/// The bit of a claim's kind in [`kinds_of`].
pub(super) fn kind_bit(kind: Kind) -> u16 {
    1 << kind as u16
}

/// Whether two values can be of one family at all.
fn kinds(claim: &Value, fact: &Value, bind: Bind, lexicon: &Lexicon) -> bool {
    use Kind::{Age, Duration, Measure, Money, Number, Ordinal, Percent, Quantity};
    let (c, f) = (claim.kind(), fact.kind());
    if !akin(c, f) {
        return false;
    }
    if let Value::Change { ratio: Some(_), .. } = claim
        && bind.series
    {
        return matches!(f, Number | Quantity | Money | Measure | Duration);
    }
    if let Value::Change { of, .. } = claim {
        return change_of(of, fact, lexicon);
    }
    if let Value::Change { of, .. } = fact {
        return change_of(of, claim, lexicon);
    }
    // "served before noon": an hour alone says nothing of a day.
    if let (Value::When(claim), Value::When(fact)) = (claim, fact)
        && c == Kind::Time
        && claim.written == (Written { minute: claim.written.minute, ..Written::default() })
        && fact.written.minute.is_none()
        && fact.grain >= Period::Day
        && f == Kind::Date
        && claim.readings.iter().all(|r| r.from.is_none())
    {
        return false;
    }
    match (c, f) {
        _ if c == f => true,
        (Percent, Quantity) => {
            matches!((claim, fact), (Value::Percent { points: true, .. }, Value::Quantity { noun, .. })
                if lexicon.senses(noun).contains(&Sense::Func(Func::Point)))
        }
        (Ordinal, Number) | (Number, Ordinal) => bind.noun,
        // "The siege is 61 days old"
        (Age, Duration) => bind.age || !matches!(claim, Value::Age { unit: AgeUnit::Year, .. }),
        // A bare number of a fact that speaks of an age.
        (Age, Number) => bind.age,
        // A bare number of a fact whose term names the unit ("hours").
        (Duration | Measure | Money, Number) => bind.noun,
        // A unit that is left out is that of the figure before.
        (Number, Measure | Money | Percent | Duration) => bind.before == Some(f),
        _ => true,
    }
}

fn change_of(of: &ChangeOf, other: &Value, lexicon: &Lexicon) -> bool {
    match (of, other) {
        (ChangeOf::Points, Value::Quantity { noun, .. }) => lexicon.senses(noun).contains(&Sense::Func(Func::Point)),
        (ChangeOf::Percent | ChangeOf::Points, Value::Percent { .. }) => true,
        (ChangeOf::Percent | ChangeOf::Points, Value::Change { of: ChangeOf::Percent | ChangeOf::Points, .. }) => true,
        (ChangeOf::Number | ChangeOf::Noun(_), Value::Number(_) | Value::Quantity { .. }) => true,
        (ChangeOf::Money(_), Value::Money { .. } | Value::Number(_)) => true,
        (ChangeOf::Measure(_), Value::Measure { .. } | Value::Number(_)) => true,
        (ChangeOf::Time(_), Value::Duration { .. } | Value::Number(_)) => true,
        // "That is 1,484 more", of people
        (ChangeOf::Number, Value::Change { of: ChangeOf::Noun(_), .. }) => true,
        (a, Value::Change { of: b, .. }) => std::mem::discriminant(a) == std::mem::discriminant(b),
        _ => false,
    }
}

/// The noun that a fact's value counts.
pub(super) fn fact_noun(fact: &Fact, value: &Value, lexicon: &Lexicon) -> Option<Counted> {
    if let Value::Quantity { noun, .. } = value {
        return Some(named(lexicon, noun));
    }
    fact.claim.as_ref().and_then(|c| c.frame.noun)
}

/// The same, asked again and again: that of the fact's own value is kept beside its terms.
pub(super) fn noun_of(terms: &FactTerms, fact: &Fact, value: &Value, lexicon: &Lexicon) -> Option<Counted> {
    if std::ptr::eq(value, &fact.value) {
        return *terms.noun.get_or_init(|| fact_noun(fact, value, lexicon));
    }
    fact_noun(fact, value, lexicon)
}

/// Whether the claim's noun can be the fact's; what speaks against accusing when it is not the same.
fn nouns(
    noun: Counted,
    terms: &FactTerms,
    fact: &Fact,
    value: &Value,
    noun_met: bool,
    lexicon: &Lexicon,
) -> Option<Doubts> {
    let theirs = noun_of(terms, fact, value, lexicon);
    // "two hotels" is no count of guests, though the fact speaks of hotels.
    if let (Some(a), Some(b)) = (noun.class, theirs.and_then(|n| n.class))
        && a != b
        && matches!(value, Value::Quantity { .. })
        && !theirs.is_some_and(|t| same(noun.stem, t.stem, lexicon))
    {
        // "318 nursing vacancies", of which the reference says that 318 posts are vacant.
        let told = theirs.is_some_and(|t| says_noun(fact, t.stem, lexicon));
        return (noun_met && !told).then(|| smallvec![Doubt::Narrower]);
    }
    if noun_met {
        return Some(Doubts::new());
    }
    let Some(theirs) = theirs else {
        // A bare number: what it counts must be among its terms, or follow from its concept.
        let class = concept_class(fact, lexicon);
        return match (noun.class, class) {
            (Some(a), Some(b)) if a == b => Some(Doubts::new()),
            _ if noun.left_out => Some(smallvec![Doubt::Narrower]),
            (_, Some(_)) => None,
            _ => Some(smallvec![Doubt::Narrower]),
        };
    };
    if same(noun.stem, theirs.stem, lexicon) {
        return Some(Doubts::new());
    }
    match (noun.class, theirs.class) {
        (Some(a), Some(b)) if a == b => {
            // "people" for a fact of soldiers is as good; "soldiers" for a fact of people is narrower.
            // "427 fugitives were found, 133 of them through tips": whose noun is lent counts persons as well as any.
            Some(if noun.general || noun.left_out && theirs.general {
                Doubts::new()
            } else {
                smallvec![Doubt::Narrower]
            })
        }
        (Some(_), Some(_)) => None,
        _ => noun.left_out.then(|| smallvec![Doubt::Narrower]),
    }
}

/// Whether a fact names what its value counts among its terms; a sentence always does.
fn says_noun(fact: &Fact, noun: Stem, lexicon: &Lexicon) -> bool {
    use crate::facts::{About, Alternative};
    let About::Terms(terms) = &fact.about else { return true };
    terms.iter().flat_map(|t| t.alternatives.iter()).any(|a| match a {
        Alternative::Phrase(words) | Alternative::Exact(words) => words.iter().any(|w| same(w.stem, noun, lexicon)),
        Alternative::Concept(_) => false,
    })
}

fn same(a: Stem, b: Stem, lexicon: &Lexicon) -> bool {
    lexicon.stemmer.akin(a, b)
}

/// The class of what the fact's concepts count.
fn concept_class(fact: &Fact, lexicon: &Lexicon) -> Option<u16> {
    use crate::facts::{About, Alternative};
    let About::Terms(terms) = &fact.about else { return None };
    terms.iter().flat_map(|t| t.alternatives.iter()).find_map(|a| match a {
        Alternative::Concept(c) => lexicon.concepts[*c as usize].class,
        Alternative::Phrase(words) => {
            words.iter().flat_map(|w| &w.concepts).find_map(|c| lexicon.concepts[*c as usize].class)
        }
        Alternative::Exact(_) => None,
    })
}

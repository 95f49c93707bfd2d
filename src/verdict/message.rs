//! What a finding tells: message, suggestion, the reference in words. Made once, for all reports.

use super::judge::{Decision, Note, Said};
use super::{Agreement, Gap, Grade, Verdict, suggest, words};
use crate::claims::{Kind, Value, WhenShape};
use crate::facts::{Fact, SeriesEntry};
use crate::lexicon::Lexicon;
use std::borrow::Cow;

/// What a finding says to a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) message: String,
    pub(super) suggestion: Option<String>,
    pub(super) reference: Option<String>,
}

/// Behind a message, where only the figures' likeness tells that the fact is meant.
const SLIP: &str = " The two are so alike that one is a slip of the other.";
const CROSSED: &str = " Another figure of the sentence is the reference\u{2019}s: the two have changed places.";

const VERBATIM: &str = " All else in the sentence is as the reference has it.";

/// Tells a decision.
pub(super) fn tell(decision: &Decision<'_>, claim: Said<'_>, lexicon: &Lexicon) -> Told {
    let Said { text, value: draft, per, whole } = claim;
    let Some((fact, agreement)) = &decision.ground else {
        return Told { message: note(&decision.note, lexicon), suggestion: None, reference: None };
    };
    let reference = words::reference(fact, lexicon);
    let (message, suggestion) = match (decision.verdict, agreement) {
        (Verdict::Match(grade), Agreement::Agree { coarser, .. }) => {
            (matched(whole, draft, fact, &reference, grade, *coarser), None)
        }
        (Verdict::Disagree, Agreement::Differ(gap)) => {
            let suggestion = suggest::wording(text, draft, fact, gap, lexicon).filter(|s| s != text);
            // "60 litres a week" for 60 a day: what stands behind the figure may be what is wrong.
            let other = per.zip(fact.claim.as_ref().and_then(|c| c.frame.per)).is_some_and(|(a, b)| a.stem != b.stem);
            let suggestion = suggestion.filter(|_| decision.rivals.is_empty() && !other);
            let told = match decision.stale {
                Some(old) => stale(whole, fact, &reference, old),
                None => differs(whole, draft, &reference, gap, suggestion.as_deref()),
            };
            let slip = match decision.note {
                Note::Slip => SLIP,
                Note::Crossed => CROSSED,
                Note::Verbatim => VERBATIM,
                _ => "",
            };
            (told + slip + &also(decision, lexicon), suggestion)
        }
        (Verdict::Ambiguous, _) => (ambiguous(whole, fact, &reference, &decision.rivals, lexicon), None),
        _ => (format!("{}; the reference says {reference}.", said(text)), None),
    };
    Told { message, suggestion, reference: Some(reference) }
}

fn said(text: &str) -> String {
    format!("The draft says \"{text}\"")
}

/// How a date without its year (or day) was read.
fn reads_as(text: &str, draft: &Value) -> String {
    let Value::When(when) = draft else { return String::new() };
    let Some(reading) = when.readings.first().filter(|_| when.partial || when.written.year.is_none()) else {
        return String::new();
    };
    // "about 4 p.m." is told by its words well enough, as is "the 1970s".
    let told = words::stretch(*reading);
    if (when.hedged && when.kind == Kind::Time) || when.shape == WhenShape::Range || text.contains(&told) {
        return String::new();
    }
    let year = text.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 4);
    format!(", which reads as {told}{}", if year { "" } else { " on this dateline" })
}

fn matched(text: &str, draft: &Value, fact: &Fact, reference: &str, grade: Grade, coarser: bool) -> String {
    let reason = match grade {
        _ if coarser => Some("the reference is coarser than the draft"),
        Grade::Exact | Grade::Hedged => None,
        Grade::Rounded => Some("the same when rounded"),
        Grade::LessPrecise => Some("the draft is less precise, and right"),
        Grade::Loose => Some(loose(draft, fact)),
    };
    match reason {
        Some(reason) => format!("{}; the reference says {reference}: {reason}.", said(text)),
        None => format!("{}; the reference says {reference}.", said(text)),
    }
}

/// Why a true claim should be reworded.
pub(super) fn loose(draft: &Value, fact: &Fact) -> &'static str {
    let hedged = |v: &Value| v.figure().is_some_and(|f| f.hedge.is_some() || f.number.is_none());
    let bound = |v: &Value| v.figure().is_some_and(|f| f.hedge.is_some() && f.intended.is_none() && !f.fraction);
    match draft {
        Value::When(_) => "true, but only just",
        _ if hedged(&fact.value) && !hedged(draft) => "true, but more definite than its source",
        _ if hedged(&fact.value) => "true, but narrower than its source",
        _ if bound(draft) => "true, but far from the figure, so that readers will think of another",
        _ => "true, but only at a stretch",
    }
}

fn differs(text: &str, draft: &Value, reference: &str, gap: &Gap, suggestion: Option<&str>) -> String {
    let said = said(text);
    let told = format!("the reference says {reference}");
    match gap {
        Gap::Figure => format!("{said}; {told}."),
        Gap::Hedge => format!("{said}; {told}, which these words leave out."),
        Gap::Points => format!(
            "{said}; {told}. Percent and percentage points are two measures: a rise from 10 to 11 percent is one percentage point, and ten percent."
        ),
        Gap::Direction => format!("{said}; {told}: the change goes the other way."),
        Gap::UnwrittenYear => {
            let write = suggestion.map_or(String::new(), |s| format!(" Write the year: \"{s}\"."));
            format!("{said}{}; {told}.{write}", reads_as(text, draft))
        }
        Gap::Weekday | Gap::Day | Gap::Month | Gap::Year | Gap::Hour => {
            let part = match gap {
                Gap::Weekday => "weekday",
                Gap::Day => "day",
                Gap::Month => "month",
                Gap::Year => "year",
                _ => "time",
            };
            format!("{said}{}; {told}: the {part} differs.", reads_as(text, draft))
        }
    }
}

/// The draft has a value of the series that no longer stands.
fn stale(text: &str, fact: &Fact, reference: &str, old: &SeriesEntry) -> String {
    let since = fact.as_of.map_or(String::new(), |d| format!(" since {}", words::day(d)));
    format!(
        "{}, which is stale: the figure of {}; the reference says {reference}{since}.",
        said(text),
        words::day(old.as_of)
    )
}

/// Other facts that fit as well and say something else again.
fn also(decision: &Decision<'_>, lexicon: &Lexicon) -> String {
    let others: Vec<String> =
        decision.rivals.iter().map(|f| format!("{} (`{}`)", words::reference(f, lexicon), f.id)).collect();
    if others.is_empty() {
        String::new()
    } else {
        format!(" Another fact that fits as well says {}.", others.join(", "))
    }
}

fn ambiguous(text: &str, fact: &Fact, reference: &str, rivals: &[Cow<'_, Fact>], lexicon: &Lexicon) -> String {
    let said = said(text);
    if rivals.is_empty() {
        return format!("{said}; `{}` says {reference}, and may be about something else.", fact.id);
    }
    let mut all = vec![format!("`{}` says {reference}", fact.id)];
    all.extend(rivals.iter().map(|f| format!("`{}` says {}", f.id, words::reference(f, lexicon))));
    format!("{said}, and which fact that is about is not sure: {}.", all.join(", "))
}

pub(super) fn note(note: &Note<'_>, lexicon: &Lexicon) -> String {
    match note {
        Note::Nothing | Note::Slip | Note::Crossed | Note::Verbatim => String::from("No fact is about this."),
        Note::Silent(why) => silent(why),
        Note::Later(fact) => {
            let since = fact.as_of.map_or(String::new(), |d| format!(" since {}", words::day(d)));
            format!(
                "`{}` says {}, but that is known only{since}, after this draft\u{2019}s date.",
                fact.id,
                words::reference(fact, lexicon)
            )
        }
        Note::Currency(fact) => format!(
            "`{}` has the same figure in another currency, {}; currencies are not converted.",
            fact.id,
            words::reference(fact, lexicon)
        ),
        Note::Unsure(fact) => format!(
            "No fact is surely about this; the nearest, `{}`, says {}.",
            fact.id,
            words::reference(fact, lexicon)
        ),
        Note::NotTelling(fact) => format!(
            "`{}` says {} as well, but its terms stand too far off for so plain a figure to be proof.",
            fact.id,
            words::reference(fact, lexicon)
        ),
    }
}

/// Why a claim is held to nothing. The names are those of the packs' modes and switches.
fn silent(why: &str) -> String {
    match why {
        "denied" | "feared" | "planned" | "disputed" | "alleged" | "promised" | "demanded" | "proposed"
        | "threatened" | "asked" | "attempted" | "prevented" | "forecast" => {
            format!("This is {why}, so it is not held to facts about what is.")
        }
        "possible" | "conditional" | "hypothetical" => {
            format!("This is only {why}, so it is not held to facts about what is.")
        }
        "goal" => String::from("This is a goal, so it is not held to facts about what is."),
        "failed" => String::from("This did not happen, so it is not held to facts about what did."),
        "elsewhere" | "another" | "then" => String::from(
            "The text is about another place, actor, case or time here, so this is not held to facts about its subject.",
        ),
        "another time" => String::from("This is of another time than the fact, so it is not held to it."),
        "another's figure" => {
            String::from("This is another source\u{2019}s figure than the fact\u{2019}s, so it is not held to it.")
        }
        "better claim" => {
            String::from("Another figure of the sentence fits the fact better, so this one is held to none.")
        }
        other => format!("Not held to any fact: {other}."),
    }
}

/// The word that a shape of time puts before its date.
pub(super) fn shape_word(shape: WhenShape) -> &'static str {
    match shape {
        WhenShape::Since => "since ",
        WhenShape::Until => "until ",
        WhenShape::By => "by ",
        WhenShape::Before => "before ",
        WhenShape::After => "after ",
        WhenShape::On | WhenShape::Range => "",
    }
}

/// The draft has the fact right somewhere.
pub(super) fn right_elsewhere(id: &str, line: usize) -> String {
    format!(
        "The draft has `{id}` right on line {line}, and no name ties this figure to it: likely it is of something else."
    )
}

/// Another fact has the draft's figure.
pub(super) fn of_another(id: &str, other: &str) -> String {
    format!("This is the figure of `{other}`, and likely of that, since nothing ties it surely to `{id}`.")
}

/// The same sentence fact has the draft's figure, as another of its claims.
pub(super) fn said_beside(id: &str) -> String {
    format!("`{id}` says this figure too, of something else that may be meant here.")
}

/// Far from the fact.
pub(super) fn remote(id: &str) -> String {
    format!("So far from `{id}` that it is likely of something else, since no name ties it to that.")
}

/// Wrong only with a date before it.
pub(super) fn counted_from(line: usize) -> String {
    format!("This is counted from the date on line {line}, and is right once that is.")
}

/// Of a sentence fact that shares neither figure nor date with the draft's sentence.
pub(super) fn another_event(id: &str) -> String {
    format!("Nothing here agrees with `{id}`, so this is told of another event.")
}

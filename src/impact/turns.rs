//! The claims of one draft that are judged otherwise under other facts. The draft is the same on both sides, and so
//! is every place in it.

use super::{Instead, News};
use crate::checker::Checked;
use crate::checks::Rule;
use crate::document::SourceSpan;
use crate::verdict::{Finding, Grade, Verdict};
use rustc_hash::FxHashMap;

/// What has become of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Turn {
    /// It disagrees, and did not.
    Wrong,
    /// It disagrees as before, and with something else.
    StillWrong,
    /// It needs a look, and did not for this reason: ambiguous, loose, missing, a mark to mend; or it agreed with a
    /// fact that says something else now, and that is not surely about it.
    Doubtful,
    /// It agrees, and did not; or what was missing or to be looked at is so no more.
    Right,
    /// No fact is about it any more.
    Unchecked,
    /// A fact is about it and agrees, where none was.
    Confirmed,
}

impl Turn {
    /// All, in the order in which they are told.
    pub const ALL: [Self; 6] =
        [Self::Wrong, Self::StillWrong, Self::Doubtful, Self::Right, Self::Unchecked, Self::Confirmed];

    /// The name in the output: `still-wrong`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Wrong => "wrong",
            Self::StillWrong => "still-wrong",
            Self::Doubtful => "doubtful",
            Self::Right => "right",
            Self::Unchecked => "unchecked",
            Self::Confirmed => "confirmed",
        }
    }
}

/// A claim that is judged otherwise. It has at least one side.
#[derive(Debug, Clone, PartialEq)]
pub struct Turned {
    /// What has become of it.
    pub turn: Turn,
    /// What was found under the old facts; none where nothing was said of it.
    pub old: Option<Finding>,
    /// What is found under the new ones; none where nothing is said of it.
    pub new: Option<Finding>,
    /// A mark took out the old one.
    pub ignored: bool,
    /// What the fact says now that it agreed with, where nothing is found of that.
    pub instead: Option<Instead>,
}

impl Turned {
    /// The finding that is told: the new one, if there is any.
    #[must_use]
    pub fn finding(&self) -> Option<&Finding> {
        self.new.as_ref().or(self.old.as_ref())
    }

    /// The fact that brought it about: the one that decides now, else the one that did.
    #[must_use]
    pub fn fact(&self) -> Option<&str> {
        [&self.new, &self.old].into_iter().flatten().find_map(|side| side.fact.as_deref())
    }
}

/// What a draft's claims have turned into, in its order; what a mark asks to leave alone now is not told.
#[must_use]
pub fn turns(old: &Checked, new: &Checked, news: &News<'_>) -> Vec<Turned> {
    let mut then = Sides::of(old);
    let now: Vec<Found<'_>> = all(new).collect();
    let mut pairs: Vec<(Option<Found<'_>>, Option<&Finding>)> = Vec::with_capacity(now.len());
    let mut alone = Vec::new();
    for (finding, ignored) in now {
        match then.take(finding) {
            Some(was) if !ignored => pairs.push((Some(was), Some(finding))),
            None if !ignored => alone.push(finding),
            _ => {}
        }
    }
    // A name or title may be met with other words beside it: what lies over the same words is the same claim.
    let mut left = then.left();
    for finding in alone {
        let beside = left.iter().position(|(was, _)| place(was) && place(finding) && overlap(was.span, finding.span));
        pairs.push((beside.map(|at| left.remove(at)), Some(finding)));
    }
    pairs.extend(left.into_iter().map(|was| (Some(was), None)));
    let mut out: Vec<Turned> = pairs
        .into_iter()
        .filter_map(|(old, new)| {
            let ignored = old.is_some_and(|(_, ignored)| ignored);
            let old = old.map(|(old, _)| old);
            let turn = match (turn(old, new), standing(new)) {
                // What was hidden is told for the first time.
                (_, Standing::Wrong) if ignored => Turn::Wrong,
                (_, Standing::Doubtful) if ignored => Turn::Doubtful,
                (turn, _) => turn?,
            };
            let instead = old.filter(|_| turn == Turn::Unchecked).and_then(|old| news.instead(old));
            let turn = if instead.is_some() { Turn::Doubtful } else { turn };
            Some(Turned { turn, old: old.cloned(), new: new.cloned(), ignored, instead })
        })
        .collect();
    out.sort_by_key(|t| t.finding().map(|f| (f.span.start, std::cmp::Reverse(f.span.end))));
    out
}

/// A finding, and whether a mark takes it out.
type Found<'a> = (&'a Finding, bool);

/// All that was found.
fn all(checked: &Checked) -> impl Iterator<Item = Found<'_>> {
    let told = checked.findings.iter().map(|f| (f, false));
    told.chain(checked.suppressed.iter().map(|s| (&s.finding, true)))
}

/// By what the two sides of a claim know each other.
#[derive(PartialEq, Eq, Hash)]
enum Key<'a> {
    /// A required fact stands nowhere.
    Missing(Option<&'a str>),
    /// Of marks several may stand at one place.
    Mark(SourceSpan, &'a str),
    /// A claim.
    Claim(SourceSpan),
}

fn key(finding: &Finding) -> Key<'_> {
    if finding.verdict == Verdict::Missing {
        Key::Missing(finding.fact.as_deref())
    } else if mark(finding) {
        Key::Mark(finding.span, &finding.message)
    } else {
        Key::Claim(finding.span)
    }
}

/// Whether it is a claim that stands somewhere.
fn place(finding: &Finding) -> bool {
    matches!(key(finding), Key::Claim(_))
}

fn mark(finding: &Finding) -> bool {
    finding.rule == Rule::Mark.name()
}

fn overlap(a: SourceSpan, b: SourceSpan) -> bool {
    a.start < b.end && b.start < a.end
}

/// The findings under the old facts, each to be taken once.
struct Sides<'a> {
    found: Vec<Option<Found<'a>>>,
    by_key: FxHashMap<Key<'a>, Vec<usize>>,
}

impl<'a> Sides<'a> {
    fn of(checked: &'a Checked) -> Self {
        let mut sides = Self { found: Vec::new(), by_key: FxHashMap::default() };
        for (finding, ignored) in all(checked) {
            sides.by_key.entry(key(finding)).or_default().push(sides.found.len());
            sides.found.push(Some((finding, ignored)));
        }
        sides
    }

    fn take(&mut self, of: &'a Finding) -> Option<Found<'a>> {
        let at = self.by_key.get_mut(&key(of)).filter(|all| !all.is_empty())?.remove(0);
        self.found.get_mut(at)?.take()
    }

    fn left(self) -> Vec<Found<'a>> {
        self.found.into_iter().flatten().collect()
    }
}

/// How a claim stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    Silent,
    Good,
    Doubtful,
    Wrong,
}

fn standing(finding: Option<&Finding>) -> Standing {
    let Some(finding) = finding else { return Standing::Silent };
    match finding.verdict {
        Verdict::Unchecked => Standing::Silent,
        Verdict::Match(Grade::Loose) | Verdict::Ambiguous | Verdict::Missing => Standing::Doubtful,
        Verdict::Match(_) => Standing::Good,
        Verdict::Disagree if mark(finding) => Standing::Doubtful,
        Verdict::Disagree => Standing::Wrong,
    }
}

/// What has become of a claim; none where it stands as it stood.
fn turn(old: Option<&Finding>, new: Option<&Finding>) -> Option<Turn> {
    let told = |f: Option<&Finding>| f.map(|f| (f.reference.clone(), f.suggestion.clone(), f.severity));
    match (standing(old), standing(new)) {
        (Standing::Wrong, Standing::Wrong) => (told(old) != told(new)).then_some(Turn::StillWrong),
        (_, Standing::Wrong) => Some(Turn::Wrong),
        (Standing::Doubtful, Standing::Doubtful) => {
            (old.map(|f| f.verdict) != new.map(|f| f.verdict)).then_some(Turn::Doubtful)
        }
        (_, Standing::Doubtful) => Some(Turn::Doubtful),
        (Standing::Silent, Standing::Good) => Some(Turn::Confirmed),
        (Standing::Doubtful | Standing::Wrong, Standing::Good) => Some(Turn::Right),
        (Standing::Doubtful, Standing::Silent) if old.is_some_and(|f| f.kind.is_none()) => Some(Turn::Right),
        (Standing::Good | Standing::Doubtful | Standing::Wrong, Standing::Silent) => Some(Turn::Unchecked),
        (Standing::Good, Standing::Good) | (Standing::Silent, Standing::Silent) => None,
    }
}

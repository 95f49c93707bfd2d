//! Facts held against what they were before: fact by fact by its id, key by key as a facts file has them.

use crate::claims::When;
use crate::facts::{About, Asked, Called, Fact, Facts, Ground, Life, Office, Place, Quoted, Severity, Term, Tolerance};
use crate::facts::{SentenceFrame, texts};
use crate::lexicon::Lexicon;
use crate::verdict;
use rustc_hash::FxHashMap;

/// What of a fact changed, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Matter {
    /// What it states.
    Value,
    /// What it is about.
    Terms,
    /// For when, for whom and how strictly it holds: `when`, `by`, `unless`, `as-of`, `tolerance`, `severity`, …
    Conditions,
    /// The same, said in other words.
    Wording,
    /// Where it comes from, and what the desk notes of it.
    Source,
}

impl Matter {
    /// All.
    pub const ALL: [Self; 5] = [Self::Value, Self::Terms, Self::Conditions, Self::Wording, Self::Source];

    /// The name in the output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Terms => "terms",
            Self::Conditions => "conditions",
            Self::Wording => "wording",
            Self::Source => "source",
        }
    }
}

/// A key of a fact that is not what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What it matters for.
    pub matter: Matter,
    /// The key, as the facts file has it: `value`, `about`, `tolerance`.
    pub key: &'static str,
    /// What it was; none where it was not there.
    pub old: Option<String>,
    /// What it is; none where it is there no more.
    pub new: Option<String>,
}

/// A fact as it stands on one side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// Where.
    pub place: Place,
    /// What it states, in the words of its file.
    pub states: String,
    /// What it is about; of a sentence, nothing.
    pub about: String,
}

/// A fact that changed: added where it has no old side, removed where it has no new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its id; none of what is said of all facts of the files: their date, subject and names.
    pub fact: Option<String>,
    /// As it was.
    pub old: Option<Side>,
    /// As it is.
    pub new: Option<Side>,
    /// What differs, where it has both sides.
    pub differences: Vec<Difference>,
}

impl Change {
    /// What of it changed, the gravest first; nothing where it was added or removed.
    #[must_use]
    pub fn matter(&self) -> Option<Matter> {
        self.differences.iter().map(|d| d.matter).min()
    }

    /// `added`, `removed`, or what of it changed.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match (&self.old, &self.new) {
            (None, Some(_)) => "added",
            (Some(_), None) => "removed",
            _ => self.matter().map_or("wording", Matter::name),
        }
    }
}

/// What changed between two sets of facts, in the order of the new ones, and the removed ones where they stood.
#[must_use]
pub fn changes(old: &Facts, new: &Facts, lexicon: &Lexicon) -> Vec<Change> {
    let (before, after) = (portraits(old, lexicon), portraits(new, lexicon));
    let find = |all: &FxHashMap<String, usize>, id: &str| all.get(id).copied();
    let by_id = |all: &[Portrait]| -> FxHashMap<String, usize> {
        all.iter().enumerate().map(|(index, p)| (p.id.clone(), index)).collect()
    };
    let (known, now) = (by_id(&before), by_id(&after));
    let mut out: Vec<Change> = whole(old, new).into_iter().collect();
    // A removed fact is told before what stood behind it and is still there.
    let mut gone = before.iter().enumerate().filter(|(_, p)| !now.contains_key(&p.id)).peekable();
    let removed = |p: &Portrait| Change {
        fact: Some(p.id.clone()),
        old: Some(p.side.clone()),
        new: None,
        differences: Vec::new(),
    };
    for portrait in &after {
        let Some(was) = find(&known, &portrait.id) else {
            let new = Some(portrait.side.clone());
            out.push(Change { fact: Some(portrait.id.clone()), old: None, new, differences: Vec::new() });
            continue;
        };
        while let Some((_, p)) = gone.next_if(|(at, _)| *at < was) {
            out.push(removed(p));
        }
        let Some(was) = before.get(was) else { continue };
        let differences = was.against(portrait);
        if !differences.is_empty() {
            let (old, new) = (Some(was.side.clone()), Some(portrait.side.clone()));
            out.push(Change { fact: Some(portrait.id.clone()), old, new, differences });
        }
    }
    out.extend(gone.map(|(_, p)| removed(p)));
    out
}

/// What holds for all facts of the files.
fn whole(old: &Facts, new: &Facts) -> Option<Change> {
    let subject = |facts: &Facts| {
        let mut all: Vec<String> = facts.subjects.iter().filter(|s| !s.is_empty()).map(|s| texts(s)).collect();
        all.dedup();
        (!all.is_empty()).then(|| all.join("; "))
    };
    let names = |facts: &Facts| {
        let mut all: Vec<String> = facts.names.groups.iter().map(|g| joined(g, " = ")).collect();
        all.sort();
        all
    };
    let (then, now) = (names(old), names(new));
    let only = |these: &[String], others: &[String]| {
        let own: Vec<&str> = these.iter().filter(|n| !others.contains(n)).map(String::as_str).collect();
        (!own.is_empty()).then(|| own.join("; "))
    };
    let all = [
        (Matter::Conditions, "date", old.date.clone(), new.date.clone()),
        (Matter::Terms, "subject", subject(old), subject(new)),
        (Matter::Terms, "names", only(&then, &now), only(&now, &then)),
    ];
    let differences: Vec<Difference> = all
        .into_iter()
        .filter(|(_, _, old, new)| old != new)
        .map(|(matter, key, old, new)| Difference { matter, key, old, new })
        .collect();
    (!differences.is_empty()).then_some(Change { fact: None, old: None, new: None, differences })
}

fn joined(terms: &[Term], between: &str) -> String {
    terms.iter().map(|t| t.text.as_str()).collect::<Vec<_>>().join(between)
}

/// A key as a person reads it, and as it counts: what differs in the words alone is no other value.
struct Key {
    matter: Matter,
    name: &'static str,
    words: Option<String>,
    counts: Option<String>,
}

impl Key {
    fn new(matter: Matter, name: &'static str, words: Option<String>) -> Self {
        Self { matter, name, counts: words.clone(), words }
    }

    fn said(self, counts: String) -> Self {
        Self { counts: Some(counts), ..self }
    }
}

/// A fact, key by key.
struct Portrait {
    id: String,
    side: Side,
    keys: Vec<Key>,
}

impl Portrait {
    fn of(ground: &Ground, states: String, about: String, keys: Vec<Key>) -> Self {
        let side = Side { place: ground.place.clone(), states, about };
        let as_of = ground.as_of.map(|d| d.to_string());
        let Asked { severity, required, good_until } = ground.asked;
        let severity = (severity != Severity::Error).then(|| severity.name().to_owned());
        let common = [
            Key::new(Matter::Conditions, "as-of", as_of),
            Key::new(Matter::Conditions, "severity", severity),
            Key::new(Matter::Conditions, "required", required.then(|| String::from("true"))),
            Key::new(Matter::Conditions, "stale-after", good_until.map(|d| d.to_string())),
            Key::new(Matter::Source, "source", ground.source.clone()),
            Key::new(Matter::Source, "url", ground.url.clone()),
            Key::new(Matter::Source, "note", ground.note.clone()),
        ];
        Self { id: ground.id.clone(), side, keys: keys.into_iter().chain(common).collect() }
    }

    /// What of this is otherwise in that: of another form everything is.
    fn against(&self, new: &Self) -> Vec<Difference> {
        let mut out = Vec::new();
        for then in &self.keys {
            let now = new.keys.iter().find(|k| k.name == then.name);
            let (words, counts) = now.map_or((&None, &None), |k| (&k.words, &k.counts));
            let matter = if then.counts != *counts { then.matter } else { Matter::Wording };
            if then.words.is_none() && words.is_none() {
                // What a sentence is about is told with what it says.
                let told = out.last_mut().filter(|_| then.counts != *counts);
                if let Some(told) = told.filter(|d: &&mut Difference| d.key == "says") {
                    told.matter = told.matter.min(matter);
                }
            } else if then.counts != *counts || then.words != *words {
                let (old, new) = (then.words.clone(), words.clone());
                out.push(Difference { matter, key: then.name, old, new });
            }
        }
        let fresh = new.keys.iter().filter(|k| k.words.is_some() && self.keys.iter().all(|o| o.name != k.name));
        out.extend(fresh.map(|k| Difference { matter: k.matter, key: k.name, old: None, new: k.words.clone() }));
        out.sort_by_key(|d| d.matter);
        out
    }
}

/// Every fact of every form, in the order of files and lines.
fn portraits(facts: &Facts, lexicon: &Lexicon) -> Vec<Portrait> {
    let mut by_id: FxHashMap<&str, Vec<&Fact>> = FxHashMap::default();
    for fact in &facts.facts {
        by_id.entry(&fact.id).or_default().push(fact);
    }
    let mut out: Vec<Portrait> = facts.called.iter().map(called).collect();
    out.extend(facts.quotes.iter().map(quoted));
    out.extend(facts.offices.iter().map(office));
    out.extend(facts.lives.iter().filter(|l| !by_id.contains_key(l.ground.id.as_str())).map(life));
    out.extend(by_id.into_values().filter_map(|group| valued(&group, lexicon)));
    let rank: FxHashMap<String, usize> = facts.rows().into_iter().enumerate().map(|(i, r)| (r.id, i)).collect();
    out.sort_by_key(|p| (rank.get(&p.id).copied(), p.side.place.line, p.side.place.column));
    out
}

fn called(c: &Called) -> Portrait {
    let keys = vec![
        Key::new(Matter::Value, "is", Some(c.is.clone())),
        Key::new(Matter::Value, "not", some(c.not.join(", "))),
        Key::new(Matter::Terms, "about", some(texts(&c.about))).said(sorted(&c.about)),
        Key::new(Matter::Conditions, "unless", some(texts(&c.unless))),
        Key::new(Matter::Conditions, "when", edtf(c.when.as_ref())),
    ];
    Portrait::of(&c.ground, c.is.clone(), texts(&c.about), keys)
}

fn quoted(q: &Quoted) -> Portrait {
    let words = format!("\u{201c}{}\u{201d}", q.words);
    let keys = vec![
        Key::new(Matter::Value, "quote", Some(words.clone())),
        Key::new(Matter::Terms, "speaker", Some(q.speaker.clone())),
    ];
    Portrait::of(&q.ground, words, q.speaker.clone(), keys)
}

fn office(o: &Office) -> Portrait {
    let titles = o.titles.join(" | ");
    let keys = vec![
        Key::new(Matter::Value, "holder", Some(o.holder.clone())),
        Key::new(Matter::Value, "from", edtf(o.from.as_ref())),
        Key::new(Matter::Value, "until", edtf(o.until.as_ref())),
        Key::new(Matter::Terms, "role", Some(titles.clone())),
    ];
    Portrait::of(&o.ground, o.holder.clone(), titles, keys)
}

fn life(l: &Life) -> Portrait {
    let names = if l.person { ["person", "born", "died"] } else { ["entity", "founded", "dissolved"] };
    let [name, first, last] = names;
    let dates = [(first, edtf(l.begins.as_ref())), (last, edtf(l.ends.as_ref()))];
    let told: Vec<String> = dates.iter().filter_map(|(key, day)| Some(format!("{key} {}", day.as_ref()?))).collect();
    let keys = std::iter::once(Key::new(Matter::Terms, name, Some(l.name.clone())))
        .chain(dates.into_iter().map(|(key, day)| Key::new(Matter::Value, key, day)));
    Portrait::of(&l.ground, told.join(", "), l.name.clone(), keys.collect())
}

/// A fact with a value or a series, or the claims of a sentence.
fn valued(group: &[&Fact], lexicon: &Lexicon) -> Option<Portrait> {
    let fact = group.first()?;
    let says = |value: &crate::claims::Value| verdict::says(value, lexicon).to_string();
    let (states, about, mut keys) = match &fact.about {
        About::Sentence(frame) => {
            // One key for what it states and what it is about: whichever of the two changed is told of it.
            let values: Vec<String> = group.iter().map(|f| says(&f.value)).collect();
            let frames: Vec<String> = group.iter().map(|f| about_of(f)).collect();
            let text = frame.text.clone();
            let keys = vec![
                Key::new(Matter::Value, "says", Some(text.clone())).said(values.join(" ")),
                Key { matter: Matter::Terms, name: "about", words: None, counts: Some(frames.join("\n")) },
            ];
            (text, String::new(), keys)
        }
        About::Terms(terms) => {
            let value = if fact.series.is_empty() {
                Key::new(Matter::Value, "value", Some(fact.written.clone())).said(says(&fact.value))
            } else {
                let entries = fact.series.iter();
                let words: Vec<String> = entries.clone().map(|e| format!("{}: {}", e.as_of, e.written)).collect();
                let counts: Vec<String> = entries.map(|e| format!("{} {}", e.as_of, says(&e.value))).collect();
                Key::new(Matter::Value, "series", Some(words.join("; "))).said(counts.join(" "))
            };
            let about = texts(terms);
            let keys = vec![value, Key::new(Matter::Terms, "about", Some(about.clone())).said(sorted(terms))];
            (fact.written.clone(), about, keys)
        }
    };
    let tolerance = fact.tolerance.map(|t| match t {
        Tolerance::Percent(n) => format!("{}%", n.normalize()),
        Tolerance::Absolute(n) => n.normalize().to_string(),
    });
    keys.push(Key::new(Matter::Conditions, "unless", some(texts(&fact.unless))));
    keys.push(Key::new(Matter::Conditions, "when", edtf(fact.when.as_ref())));
    keys.push(Key::new(Matter::Conditions, "by", fact.by.as_ref().map(|t| t.text.clone())));
    keys.push(Key::new(Matter::Conditions, "tolerance", tolerance));
    let ground = fact.ground();
    // The newest entry of a series tells since when it stands; the series is told already.
    let ground = if fact.series.is_empty() { ground } else { Ground { as_of: None, ..ground } };
    Some(Portrait::of(&ground, states, about, keys))
}

/// What a claim of a sentence is about, as it counts.
fn about_of(fact: &Fact) -> String {
    let About::Sentence(SentenceFrame { head, events, names, words, times, .. }) = &fact.about else {
        return String::new();
    };
    let terms = [head, events, names, words].map(|terms| joined(terms, ","));
    let times: Vec<&str> = times.iter().map(|t| t.edtf.as_str()).collect();
    format!("{}/{}", terms.join("/"), times.join(","))
}

/// Terms as they count: in whichever order.
fn sorted(terms: &[Term]) -> String {
    let mut all: Vec<&str> = terms.iter().map(|t| t.text.as_str()).collect();
    all.sort_unstable();
    all.join("\n")
}

fn edtf(when: Option<&When>) -> Option<String> {
    when.map(|w| w.edtf.clone())
}

fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

//! What words say of a claim: concepts, noun classes, modes, change, reporting, switches.

use super::Stem;
use serde::{Deserialize, Serialize};

/// How a word tells of a concept, and so where the persons are that it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ConceptWord {
    /// A verb whose object befalls it ("the flood killed 43"); passive: the subject.
    ObjectVerb,
    /// A verb whose subject befalls it ("43 died").
    SubjectVerb,
    /// A noun for one case of it ("43 deaths", "a death toll of 43").
    Noun,
    /// A noun for one whom it befell ("43 victims").
    Person,
    /// An adjective or participle beside the number ("43 dead", "left 43 homeless").
    Adjective,
}

/// A concept: `@killed` and its like.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Concept {
    /// Its name, without the `@`.
    pub name: String,
    /// Class of what it counts: index into the noun classes.
    pub class: Option<u16>,
    /// Stems of its single words, so that a plain term that it lists meets its other words; those that mean
    /// much else ("case", "body") are left out.
    pub stems: Vec<Stem>,
}

/// A noun class: people, vehicles, votes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NounClass {
    /// Its name: `people`.
    pub name: String,
    /// The most general nouns of the class ("people", "persons"): any noun of the class is one of them.
    pub general: Vec<Stem>,
    /// Something is in, at or near one of them.
    pub place: bool,
}

/// How far a mode word reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ModeReach {
    /// A verb or noun that governs what follows it ("denied that 200 died", "a plan to hire 50").
    Governs,
    /// An auxiliary or adverb of its own verb group ("could kill").
    Verb,
    /// A subordinator of its clause ("if", "unless").
    Clause,
    /// An adjective or adverb of its own noun group ("a planned 50", "an alleged 200").
    Group,
    /// A noun in front of the sentence, of all of it ("in the film").
    Front,
}

/// A mode word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mode {
    /// The name that reasons give it: `denied`, `feared`, `planned`, `conditional`, `goal`, `asked`.
    pub name: String,
    /// Whether figures under it are asserted all the same ("had to", "managed to").
    pub asserts: bool,
    /// It tells what is to come: facts that lie ahead too are held to it.
    pub ahead: bool,
    /// How far it reaches.
    pub reach: ModeReach,
}

impl Mode {
    /// Whether the word itself keeps what stands under it from being told as so; what a word in front of a
    /// sentence does ("in the film") is that place's doing.
    #[must_use]
    pub fn doubts(&self) -> bool {
        !self.asserts && self.reach != ModeReach::Front
    }
}

/// Up, down, or either.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// It grew.
    Up,
    /// It shrank.
    Down,
    /// It changed.
    Either,
}

/// What kind of word of change it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// "rose", "cut": by 10, to 10, from 7.
    Verb,
    /// "a gain of", "the increase".
    Noun,
    /// "up 10", "down from".
    Particle,
    /// "10 more", "10 fewer than", "higher by".
    Comparative,
}

/// A word of change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Which way.
    pub direction: Direction,
    /// What kind of word.
    pub kind: ChangeKind,
}

/// A verb (or noun) of saying or counting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reporting {
    /// It counts or measures ("counted", "put at") rather than says.
    pub counts: bool,
    /// It gives another's words ("quoted him as saying").
    pub others: bool,
}

/// A word that turns the text to something else ("neighbouring", "rival", "separate").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Switch {
    /// Its name in reasons: `elsewhere`, `another`, `then`.
    pub name: String,
}

/// A modifier that divides a whole ("adult", "female", "international").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Partition {
    /// What it divides by: `sex`, `age`, `region`, `branch`, `period`.
    pub by: String,
}

/// A word beside which a figure is no claim ("Flight 208", "40 Weir Street").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoClaim {
    /// The reason that `--show skipped` gives: `road`, `flight`, `street`, `model`, `law`, `room`.
    pub name: String,
    /// The word stands before the figure ("Flight 208"); otherwise after it ("Weir Street").
    pub before: bool,
    /// The phrase holds the numeral itself ("first lady", "9/11").
    pub whole: bool,
}

/// A form of a verb that packs list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum VerbForm {
    /// The base form, which may be a noun as well.
    Base,
    /// A past form that is no other word ("fell", "took").
    Past,
    /// A participle ("taken", "born").
    Participle,
    /// A verb whose past is its base form ("cost", "set").
    Unchanged,
    /// A verb that says how much there is and no more ("amounts to", "contains").
    Stative,
    /// A verb that says of a happening only that it happened ("took place", "was held").
    Happening,
    /// A verb that says only for when what it tells of is meant ("set for", "scheduled for").
    Scheduling,
    /// A verb that says of what is counted only that it came about or was counted ("cast votes", "recorded cases").
    Noting,
}

/// What the ending of a word that no pack lists says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ending {
    /// A regular past or participle.
    Past,
    /// A gerund or present participle.
    Gerund,
    /// An adverb.
    Adverb,
    /// An adjective.
    Adjective,
    /// A noun for certain, whatever precedes it.
    Noun,
    /// The third person of a verb, where it is one.
    Third,
}

/// Weights and thresholds of pairing (`rules/en/pairing.toml`), in thousandths.
#[derive(Debug, Clone, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[allow(missing_docs, reason = "told in rules/en/pairing.toml, beside the figures")]
pub struct Weights {
    pub own_group: i32,
    pub own_clause: i32,
    pub linked_clause: i32,
    pub sentence: i32,
    pub reference: i32,
    pub topic: i32,
    pub weak: i32,
    pub counted_noun: i32,
    pub distance: i32,
    pub term: i32,
    pub doubt: i32,
    pub least: i32,
    pub near_equal: i32,
}

/// What a word does to a title beside it, or to a life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum OfficeWord {
    /// One of several words for one title ("chairman", "chairwoman").
    Same,
    /// A noun of office ("mayor").
    Title,
    /// An adjective that changes nothing ("embattled").
    Plain,
    /// Held once, and no longer ("former").
    Past,
    /// Held at the time of which the sentence speaks ("then").
    Then,
    /// To be held, and not yet ("elect").
    Elect,
    /// Held once, by somebody who has died ("late").
    Dead,
    /// Still held ("outgoing").
    Outgoing,
    /// Another office ("deputy", "acting").
    Other,
    /// Somebody who serves or belongs to the holder ("spokesman", "wife").
    Aide,
    /// A verb with which somebody comes into an office ("succeed").
    Begins,
    /// Of those, one with which the term begins there and then ("take over"); an election comes before.
    Enters,
    /// A verb for what others do to somebody who comes into it.
    Appoints,
    /// One of those that may be done again, or long before the term begins.
    Elects,
    /// A verb with which somebody leaves an office ("step down").
    Leaves,
    /// A verb for what the head of a body does with it ("commands the Guard").
    Leads,
    /// A verb for holding an office, the title behind "as" ("served as mayor").
    Serves,
    /// A verb with which one comes after another in an office ("succeed").
    Follows,
    /// A verb with which one comes before another ("precede").
    Precedes,
    /// A verb for what others do to somebody who leaves an office ("oust").
    Removes,
    /// A noun for the time in an office ("her second term as mayor").
    Stint,
    /// A noun for whoever held it before ("his predecessor").
    Predecessor,
    /// A noun for whoever held it after.
    Successor,
    /// Words for holding an office, whichever it is: "in office", "at the helm".
    Held,
    /// A rank or form of address before a name ("Gen.", "Mr").
    Rank,
    /// A noun of office that several hold at once ("senator", "spokeswoman").
    Many,
    /// A small word inside a name ("van", "de").
    Particle,
    /// A word of a birth.
    Born,
    /// A word of a death.
    Died,
    /// A word of a foundation.
    Founded,
    /// A word of the end of a firm or body.
    Dissolved,
    /// A word that is one of such an end where nothing but a year stands with it ("closed in 1950").
    Closed,
    /// What stands between a body and the time of its foundation ("dates back to").
    Dates,
    /// A noun for firms and bodies ("the company").
    Body,
    /// A noun for the day of a person's age ("birthday").
    Birthday,
    /// A noun for the day of a foundation ("anniversary").
    Jubilee,
    /// One of a hundred years.
    Centenary,
    /// A verb for what is done with such a day ("celebrate").
    Marks,
}

impl OfficeWord {
    /// It says something of titles, and not of lives alone.
    #[must_use]
    pub fn of_titles(self) -> bool {
        !matches!(
            self,
            Self::Appoints
                | Self::Elects
                | Self::Serves
                | Self::Follows
                | Self::Precedes
                | Self::Removes
                | Self::Stint
                | Self::Predecessor
                | Self::Successor
                | Self::Closed
                | Self::Dates
                | Self::Body
                | Self::Birthday
                | Self::Jubilee
                | Self::Centenary
                | Self::Marks
        )
    }

    /// Its words meet by inflection.
    pub(super) fn inflects(self) -> bool {
        use OfficeWord::{
            Aide, Appoints, Begins, Body, Closed, Died, Dissolved, Elects, Enters, Follows, Founded, Leads, Leaves,
            Many, Marks, Precedes, Predecessor, Removes, Same, Serves, Stint, Successor, Title,
        };
        let title = matches!(self, Same | Title | Many | Aide | Appoints | Begins | Elects | Enters | Leaves | Leads);
        let term = matches!(self, Serves | Follows | Precedes | Removes | Stint | Predecessor | Successor);
        title || term || matches!(self, Died | Founded | Dissolved | Closed | Body | Marks)
    }
}

/// What a word says of the figure or date beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum BesideWord {
    /// It gives something another time, behind "to", or behind "from" the old one: "moved", "put back".
    Put,
    /// Right before "from" it makes two figures a baseline and an end: "went from 7 to 10".
    Went,
    /// Glued before a year: from before it ("pre-2010 cars").
    Pre,
    /// Glued before a year: from after it.
    Post,
    /// What is told of a part of a year: "first-half profit".
    OfPart,
    /// Who of several has lived longest or shortest: what "is" gives of them is an age.
    Eldest,
    /// One person, of whom "of" gives the age: "a boy of nine".
    Person,
    /// Behind a length, which way it lies: "508 m long".
    Spatial,
    /// Behind minutes and seconds: so long is to go ("with 2:10 left").
    Left,
    /// It tells little of what a figure is about: a fact is drafted on other words where there are any.
    Light,
}

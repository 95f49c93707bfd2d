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

/// What a word does for the checks that need no facts (`rules/en/checks.toml`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CheckWord {
    /// A figure beside it is all that stands before it ("a total of", "in all").
    Total,
    /// What is left of a whole ("the rest", "the remaining").
    Rest,
    /// What follows is only some of it ("including", "among them").
    Some,
    /// Shares of such a question may overlap ("several answers were allowed").
    Overlap,
    /// A verb whose objects are shares that exclude each other ("makes up 15 percent").
    Share,
    /// A verb with which a person takes one side ("voted for").
    Vote,
    /// A verb of how long something took ("lasted").
    Lasts,
    /// A verb for what befalls a thing once ("began", "opened").
    Once,
    /// A verb of making, from which a thing's age counts ("built").
    Made,
    /// A word that tells a figure as one of another time or as one that was given up ("initial", "revised").
    Superseded,
    /// A superlative with which a rank is one of its own ("second largest").
    Superlative,
    /// A verb of coming in at a place ("finished eighth").
    Placed,
    /// A noun for those among whom places are given ("a race of six boats").
    Contest,
    /// What a figure cannot be shared with others ("tied", "joint").
    Shared,
    /// The row or column of a table that sums up the others.
    Totals,
    /// A verb of voting, behind which the votes of both sides may stand ("voted 7-5").
    Votes,
    /// One of them that says that the first side won ("approved").
    Carried,
    /// A noun for what is cast ("28 votes to 24").
    Ballot,
    /// A noun for a place in a body ("a 40-seat chamber").
    Seat,
    /// All on one side ("unanimously").
    Unanimous,
    /// A noun for the difference of two sides ("a majority of three").
    Margin,
    /// A figure that may fall below nothing ("profits").
    Signed,
    /// A share that is never above all ("turnout").
    Turnout,
    /// A word in the head of a column whose figures are no sum ("per head", "average").
    Unsummed,
    /// A word by which two of nearly one name are told apart, or one changed it ("no relation", "known as").
    Namesake,
    /// A word that gives a change another base than its levels ("in real terms", "after inflation").
    Rebased,
    /// A noun for the time that two dates hold ("a five-year term").
    Spell,
    /// A word that opens what a whole is made of ("split", "made up of").
    Splits,
    /// Which side a vote was for.
    Side,
    /// A noun for a jubilee that counts its years ("anniversary").
    Jubilee,
    /// A verb for what an event does or has done to it, so that the clause tells of it ("opened", "was held").
    Happens,
    /// A verb of timetables, behind which a clock time stands ("is due at 23:40").
    Scheduled,
    /// A thing that is mixed of others by shares ("the alloy").
    Mixture,
    /// A verb by which a share of a whole goes somewhere, or comes from there ("goes to", "comes from").
    Goes,
    /// A question that has one answer ("which one", "their favourite").
    One,
    /// One of the answers of which a person gives one ("said yes", "did not know").
    Answer,
    /// A verb for what befalls one thing or person only once, ever ("sank", "died").
    Final,
    /// A noun for the share that a part is of its whole ("an occupancy rate of").
    Quota,
    /// How a game ends ("nine wins"), or a verb for it ("won nine").
    Outcome,
    /// A noun for what is won or lost ("his 15 games").
    Played,
    /// One of the persons that a rate is per ("a head", "per person").
    Head,
    /// A noun for a change that is told in percent ("a loss of 35 percent").
    Shift,
    /// A verb of those who are for something ("backed").
    Pro,
    /// A verb of those who are against it ("opposed").
    Con,
    /// Behind it a figure is told again in other words ("that is", "equal to").
    Equals,
    /// One of those among whom places are given, or a verb of theirs ("eight starters", "entered the race").
    Entry,
    /// A verb that leaves what is left ("leaving 40").
    Leaves,
    /// A noun for two together ("the pair").
    Pair,
    /// A noun for three together ("the trio").
    Trio,
    /// A noun for four together ("the quartet").
    Quartet,
    /// A verb that takes something from one level to another ("took the fee from 4 to 5").
    Moves,
    /// A verb of dealing shares of something out ("spend", "export").
    Deals,
    /// Who passed what others failed, and the reverse ("190 passed", "22 failed").
    Passes,
    /// See [`CheckWord::Passes`].
    Fails,
    /// Who lived where others died ("28 were rescued", "16 drowned").
    Lives,
    /// See [`CheckWord::Lives`].
    Dies,
    /// Whom a court found guilty where it cleared others ("nine were convicted", "two acquitted").
    Convicts,
    /// See [`CheckWord::Convicts`].
    Clears,
    /// What was let in where others were turned away ("50 were accepted", "10 turned down").
    Accepts,
    /// See [`CheckWord::Accepts`].
    Refuses,
    /// Those of age beside children ("12 adults and nine children").
    Grown,
    /// See [`CheckWord::Grown`].
    Young,
    /// Those carried beside those who carry them ("70 passengers and 14 crew").
    Carries,
    /// See [`CheckWord::Carries`].
    Crews,
    /// Those taught beside those who teach them ("25 pupils and two teachers").
    Learns,
    /// See [`CheckWord::Learns`].
    Teaches,
    /// So many are all of it ("the 458-strong force").
    Strong,
    /// What parts come to, as a noun ("a death toll of 19").
    Toll,
    /// A verb of what makes a whole, in front of it ("make up the 23-man squad").
    Forms,
    /// A word that adds one part to another ("plus").
    Plus,
    /// A verb of winning over somebody ("beat").
    Beats,
    /// What a court gives, as verb or noun, beside its length ("jailed for", "the sentence").
    Punish,
    /// Behind it a date of birth stands ("date of birth", "foaled").
    Birth,
    /// Behind it stands a level before a change ("against 60 last year").
    Base,
    /// A verb of what was so and is no longer ("which was 40 crowns").
    Former,
    /// It is so today ("is now 50").
    Present,
    /// It was so a moment ago ("has just turned 30").
    Lately,
    /// More of the same are added to what there is ("hired 14").
    Adds,
    /// A verb of what begins somebody's time in an office or a place, or something's own ("elected in 2008").
    Enters,
    /// A verb of what ends it ("left office in 2016").
    Quits,
    /// How many there are of something in all ("bringing the number to 12").
    Tally,
    /// It was so before ("that it already lets").
    Already,
    /// What is shared out, or how ("where the money went", "a breakdown").
    Dealt,
    /// A noun for a rank that somebody holds ("in sixth place").
    Position,
    /// What those do who take part in a contest ("five horses ran"); by inflection.
    Ran,
    /// It tells that what was written or said is wrong ("the misprint").
    Mistake,
    /// A verb of losing a share of what there was ("lost a third of its members"); by inflection.
    Loses,
    /// A verb of what lies between two figures ("range", "cost"); by inflection.
    Ranges,
    /// What a percentage rises or falls by ("two points"); by inflection.
    Points,
    /// A verb behind which what stands before it is told again ("works out at").
    Amounts,
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

impl CheckWord {
    /// Its words meet by inflection.
    pub(super) fn inflects(self) -> bool {
        matches!(
            self,
            Self::Share
                | Self::Amounts
                | Self::Points
                | Self::Ranges
                | Self::Loses
                | Self::Vote
                | Self::Lasts
                | Self::Once
                | Self::Made
                | Self::Placed
                | Self::Contest
                | Self::Splits
                | Self::Jubilee
                | Self::Happens
                | Self::Spell
                | Self::Votes
                | Self::Carried
                | Self::Ballot
                | Self::Seat
                | Self::Margin
                | Self::Scheduled
                | Self::Mixture
                | Self::Goes
                | Self::Final
                | Self::Quota
                | Self::Outcome
                | Self::Played
                | Self::Pro
                | Self::Shift
                | Self::Con
                | Self::Entry
                | Self::Pair
                | Self::Trio
                | Self::Quartet
                | Self::Moves
                | Self::Mistake
                | Self::Deals
                | Self::Punish
                | Self::Beats
                | Self::Adds
                | Self::Enters
                | Self::Quits
                | Self::Ran
                | Self::Passes
                | Self::Fails
                | Self::Lives
                | Self::Dies
                | Self::Convicts
                | Self::Clears
                | Self::Accepts
                | Self::Refuses
                | Self::Grown
                | Self::Young
                | Self::Carries
                | Self::Crews
                | Self::Learns
                | Self::Teaches
                | Self::Forms
                | Self::Toll
        )
    }
}

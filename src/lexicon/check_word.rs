//! What words do for the checks that need no facts.

use serde::{Deserialize, Serialize};

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
    /// A verb of those who use their vote ("voted", "turned out"); by inflection.
    Attends,
    /// A verb of those who do not ("stayed at home"); by inflection.
    Absents,
    /// A verb by which something has what it is told to have ("the hall seats 900"); by inflection.
    Has,
    /// A verb by which parts make the figure behind it ("add up to"); by inflection.
    Makes,
    /// A noun for what is named one by one, whatever its own number ("demand"); by inflection.
    Aim,
    /// Behind a list, what it comes to ("giving it a fleet of 39").
    Gives,
    /// Twenty-five years, as a noun.
    SilverJubilee,
    /// Fifty years.
    GoldenJubilee,
    /// Sixty years.
    DiamondJubilee,
    /// A hundred years.
    Centenary,
    /// A hundred and fifty years.
    Sesquicentenary,
    /// Two hundred years.
    Bicentenary,
    /// Three hundred years.
    Tercentenary,
}

impl CheckWord {
    /// Its words meet by inflection.
    pub(super) fn inflects(self) -> bool {
        matches!(
            self,
            Self::Share
                | Self::Amounts
                | Self::Attends
                | Self::Absents
                | Self::Has
                | Self::Makes
                | Self::Aim
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

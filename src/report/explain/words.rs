//! The words for what the pairing took down: one place for every step's reason.

use crate::checker::Origin;
use crate::pairing::Doubt;
use crate::pairing::trace::{By, Fall, Kin, Part, Place, Test};

/// What a step's doubt means, as the end of "It does not accuse, since …".
pub(super) fn doubt(test: Test, doubt: Doubt) -> &'static str {
    match (test, doubt) {
        (_, Doubt::BetterClaim) => "another figure of the sentence fits the fact better",
        (Test::Family, Doubt::Narrower) => "what is counted is narrower than the fact's, or a part of it",
        (Test::Family, _) => "it is one end of a change, and the fact is not of that end",
        (Test::Subject, _) => "the text is about something else here, and the fact names nobody",
        (Test::Beside, _) => "the fact is only the time of what stands beside it in its own sentence",
        (Test::Time, Doubt::Time) => "the clause is of another time than the fact",
        (Test::Time, Doubt::Narrower) => "the clause is of a part of a year, which no term names",
        (Test::Time, _) => "the fact's time is not given here, or another year is",
        (Test::Source, _) => "no source is given, and the fact is one source's figure",
        (Test::Others, _) => "the clause is about counted others, not whom the fact names",
        (Test::Place, _) => "the clause has a place that the fact does not know",
        (Test::Joint, _) => "several names share the figure, and the fact is not of all of them",
        (Test::Owner, _) => "the figure hangs on a name that the fact does not have",
        (Test::Several, _) => "the draft tells of one, and the fact of several",
        (Test::Kind, _) => "the clause brings in another one of that kind",
        (Test::Hangs, _) => "the figure hangs on a word that the fact does not have",
        (Test::Combined, _) => "several come to this together, and the fact is of one",
        (Test::Bracketed, _) => "the figure stands in brackets behind another name",
        (Test::Introduced, _) => "the clause tells of something brought in anew, which the fact does not name",
        (Test::Divided, _) => "a part stands in front that the fact does not know",
        (Test::Beforehand, _) => "it tells how it was before something that the fact does not tell of",
        (Test::Since, _) => "the change counts from a time that the fact does not give",
        (Test::OtherTime, _) => "the date is of what is compared with, or tells which of its kind it was",
        (Test::OfThose, _) => "it is a part of those of whom the fact tells",
        (Test::Turn, _) => "whose each of the figures is could not be told",
        (Test::Acted, _) => "another name acts in the clause than the fact's",
        (Test::Strangers, _) => {
            "the draft is not about the `subject` of the fact's file, and nobody whom the fact names is in it"
        }
        (Test::Event, _) => "the clause has an event of its own, which the fact does not tell of",
        (Test::Aged, Doubt::WeakTerm) => "whose age it is follows from a pronoun, and the name stands too far off",
        (Test::Aged, _) => "the age is told of then, not of now",
        (Test::Terms, Doubt::NoOwnTerm) => "no term that would bind it stands in the claim's own clause",
        (Test::Terms, Doubt::Thin) => "little of what the fact's sentence says is met",
        (Test::Terms, Doubt::WeakTerm) => "a term is met only from further off",
        (Test::Terms, _) => "the clause has a subject or verb of its own, so that the figure may be of another thing",
        (Test::Asserted, _) => "it is not said to be so",
    }
}

/// What speaks against a candidate whose step is not known: the sharing out adds its own.
pub(super) fn plain(left: Doubt) -> &'static str {
    doubt(Test::Terms, left)
}

/// Why a fact fell out.
pub(super) fn fall(fall: &Fall, least: i32) -> String {
    String::from(match fall {
        Fall::Terms => "not all that it asks for is met",
        Fall::Age => "the age is another person's",
        Fall::Family(kin) => match kin {
            Kin::Kind => "another family: the two are of different kinds or units",
            Kin::Change => "another family: the draft tells of a change, the fact of a level",
            Kin::Level => "another family: the draft tells of a level, the fact of a change",
            Kin::Per => "another family: the two are per different things",
            Kin::Rate => "another family: one is a rate or an average, the other is none",
            Kin::Noun => "another family: other things are counted",
        },
        Fall::Subject => "it names nobody, and the draft is not about the `subject` of its file",
        Fall::Unless => "its `unless` is met in the clause",
        Fall::Source => "the draft gives another source than the fact's `by`",
        Fall::Actor => "another name acts in the clause",
        Fall::Topic => "nothing but the topic is met, and so plain a figure may be chance",
        Fall::Score(score) => return format!("it fits too badly: {score} of at least {least}"),
    })
}

/// Where a term is met; `line` is that of another sentence.
pub(super) fn place(place: Place, line: Option<usize>) -> String {
    let line = line.map_or_else(String::new, |l| format!(" (line {l})"));
    match place {
        Place::Group => "in the claim's own noun group".to_owned(),
        Place::Clause => "in its own clause".to_owned(),
        Place::Linked => "in a clause that hangs on its own".to_owned(),
        Place::Sentence => "elsewhere in its sentence".to_owned(),
        Place::Reference => format!("through a word that points back{line}"),
        Place::Topic => format!("as the topic{line}"),
        Place::Lead => format!("in the lead, as a word that is no name{line}"),
        Place::Weak => format!("further off{line}"),
    }
}

/// By what a term is met; nothing where it is the very word.
pub(super) fn by(by: By) -> &'static str {
    match by {
        By::Letters => "",
        By::Form => " (another form of it)",
        By::Synonym => " (a synonym)",
        By::Concept => " (a word of the concept)",
        By::Alias => " (another name, from [names])",
        By::Surname => " (the surname alone)",
    }
}

/// What a term is for in a sentence fact; nothing for entries of `about`.
pub(super) fn part(part: Part) -> &'static str {
    match part {
        Part::About => "",
        Part::Event => "event or counted noun ",
        Part::Name => "name ",
        Part::Word => "word ",
    }
}

/// Where the dateline comes from.
pub(super) fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Option => "--date",
        Origin::Draft => "the draft itself",
        Origin::Wire => "the wire dateline",
        Origin::Facts => "the facts file",
        Origin::Configuration => "factlint.toml",
    }
}

//! The checks by name: what each finds, in the words that `explain` gives.

use crate::verdict::Severity;

/// A check that needs no facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each is named after its rule in the output")]
pub enum Rule {
    Weekday,
    ImpossibleDate,
    Sum,
    PercentSum,
    PercentChange,
    Rate,
    ImpossibleShare,
    Conversion,
    Age,
    Interval,
    Enumeration,
    Internal,
    Rank,
    Vote,
    TableTotal,
    NameSpelling,
    Mark,
}

/// What a newsroom wants of the checks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Options {
    /// Checks that are switched off.
    pub off: Vec<Rule>,
    /// Checks whose findings are less than errors.
    pub severity: Vec<(Rule, Severity)>,
}

impl Options {
    /// The severity of a rule's findings.
    #[must_use]
    pub fn severity(&self, rule: Rule) -> Severity {
        // A mark that does not do what its writer thinks is nothing wrong with the draft.
        let own = if rule == Rule::Mark { Severity::Warning } else { Severity::Error };
        self.severity.iter().find(|(r, _)| *r == rule).map_or(own, |(_, severity)| *severity)
    }
}

/// What a rule does, for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Explained {
    /// What it finds, in one sentence.
    pub finds: &'static str,
    /// When it speaks, and when it holds its tongue.
    pub when: &'static str,
    /// A text in which it speaks.
    pub fires: &'static str,
    /// A text that only looks like one.
    pub silent: &'static str,
}

impl Rule {
    /// All rules, in the order in which they are listed.
    pub const ALL: [Self; 17] = [
        Self::Weekday,
        Self::ImpossibleDate,
        Self::Sum,
        Self::PercentSum,
        Self::PercentChange,
        Self::Rate,
        Self::ImpossibleShare,
        Self::Conversion,
        Self::Age,
        Self::Interval,
        Self::Enumeration,
        Self::Internal,
        Self::Rank,
        Self::Vote,
        Self::TableTotal,
        Self::NameSpelling,
        Self::Mark,
    ];

    /// Its name in findings, in `--disable` and in `factlint.toml`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Weekday => "weekday",
            Self::ImpossibleDate => "impossible-date",
            Self::Sum => "sum",
            Self::PercentSum => "percent-sum",
            Self::PercentChange => "percent-change",
            Self::Rate => "rate",
            Self::ImpossibleShare => "impossible-share",
            Self::Conversion => "conversion",
            Self::Age => "age",
            Self::Interval => "interval",
            Self::Enumeration => "enumeration",
            Self::Internal => "internal",
            Self::Rank => "rank",
            Self::Vote => "vote",
            Self::TableTotal => "table-total",
            Self::NameSpelling => "name-spelling",
            Self::Mark => "mark",
        }
    }

    /// The rule of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.name() == name)
    }

    /// What it does.
    #[must_use]
    pub fn explained(self) -> Explained {
        let (finds, when, fires, silent) = match self {
            Self::Weekday => (
                "A weekday beside a date that fell, or falls, on another one.",
                "Speaks where both stand in one date, at one end of a range, or the weekday right behind (\"9 May, a Monday\") or \
                 in front (\"On Monday (9 May)\"), and the year is written, there or before it (\"In 1969 the 3rd of August was\"), or the tense \
                 says which day within a hundred is meant; before 1753, when calendars differed, it says nothing.",
                "The jury retired on Thursday, 14 September 2018.",
                "The Thursday after 12 September 2018 was a holiday.",
            ),
            Self::ImpossibleDate => (
                "A date that no calendar has, or an hour that no clock shows.",
                "29 February needs a written year; an hour needs a day, \"a.m.\" or a verb of timetables beside it, since odds and \
                 scores are written like one.",
                "The permit expires on 31 September.",
                "The ratio was 25:61.",
            ),
            Self::Sum => (
                "Parts that do not make the stated total.",
                "Speaks where the text gives the parts as all of them: behind a colon or dash, in brackets, behind \"namely\" or \
                 \"were\", before \"a total of\", up to \"the remaining\" or \"the other\", also of a whole in the sentence before, \
                 \"leaving\" what is left, behind \"made up of\", and of wins, draws and losses, \
                 \"all but six of the 30\" and what is left, a toll that more were added to, \"giving it a fleet of\"; of parts right behind their whole, \
                 where they come near to it or to more than all of it; of what there was, what came to it and what there is now; of \
                 lines of plain text with a total among them. Rounded and hedged figures are added as what they cover.",
                "Twelve people died: seven men and four women.",
                "Twelve people died, including seven men and four women.",
            ),
            Self::PercentSum => (
                "Shares of one whole that come to more than 100 percent, or a rest that is not the rest.",
                "Speaks of shares in one sentence, or \"of them\" or \"the rest\" in the next, that share a verb whose shares exclude \
                 each other, that answer one question or none (\"with 57 percent voting, 53 percent stayed away\"), that are for and against, of men and women, of one mixture, behind \"where it goes:\", or that end in \"the rest\", \
                 and of lines under a heading that shares something out; not where several answers were allowed.",
                "In the run-off, 54 percent voted for Reyes and 49 percent for Holt.",
                "Some 70 percent own a phone and 55 percent a bicycle.",
            ),
            Self::PercentChange => (
                "A change in percent, in points or to a multiple that the two levels beside it do not make.",
                "Speaks where one verb or noun of change holds both levels and the change, also with the later level in front \
                 (\"900, up 20 percent from 750\") or one level and the change in its own unit (\"fell 12p, or 3 percent, to 188p\"), and in \
                 whatever order where the sentence has no other figure and says which level was first (\"was 40, is now 50\", \"66 against 60\"), or whose first level the sentence before tells under the same verb. The levels count as rounded as they are written, prices to a hundredth.",
                "The fare fell from $5 to $4, a drop of 40 percent.",
                "Fares rise from 2 to 3 euros, while wages rose 4 percent.",
            ),
            Self::Rate => (
                "A share that the part and the whole before it do not make, or a rate that two figures do not.",
                "Speaks where the share stands right behind the two, between commas or in brackets, in front of them, or ends their \
                 sentence behind \"or\", \"that is\" or \"a rate of\", also of two counts that only a rate joins (\"sent 800 and had 240 \
                 answers, a response rate of\"); of a fraction and its percentage; of so much each, a head or a hectare; \
                 of a rate by a round number (\"seven for every 10,000\"), of one rate by two spans of time (\"$200 a month, or $1,800 a year\"), of a way, its time and its speed, and of a figure \
                 and the part that it is of another (\"40 million, half of the 100 million\").",
                "Seven of the 28 wells, or 35 percent, ran dry.",
                "Thirty of 90 pupils, 12 percent more than last year, were ill.",
            ),
            Self::ImpossibleShare => (
                "A part that is larger than its whole.",
                "Speaks of two counts that \"of\" joins, of a fall by more than all there is, of turnout, and of persons \
                 who do something.",
                "Eleven of the 10 bridges are closed.",
                "Ten of the 11 bridges are closed.",
            ),
            Self::Conversion => (
                "A measure and its conversion that are not the same.",
                "Speaks where the second stands in brackets, behind a stroke (\"180C/350F\"), or behind \"or\", \"that is\" or \"equal to\", right behind the \
                 first and what it is of, and compares at the grain of the coarser. Currencies are left aside; tons, gallons and \
                 pints may be those of either side of the ocean.",
                "The pipe is 12 miles (30 km) long.",
                "The stadium lies 5 miles (a 20-minute drive) from the quay.",
            ),
            Self::Age => (
                "An age that a date of birth, death or foundation does not allow.",
                "Speaks where both are of one subject, in one sentence or with a pronoun in the next, of jubilees that are kept now or were just kept (\"its bicentenary\"); of years ago and of years since, and of what has become or will be so long after a year; an age that is told as of now counts to the dateline.",
                "Per Vold, born in 1961, is 66. (in 2018)",
                "Ola Brun was born in 1975 and his wife is 38.",
            ),
            Self::Interval => (
                "A length of time that its own dates do not have, or a range that runs backwards.",
                "Speaks where one stands right behind the other, in apposition or under \"lasted\", and of days that are named beside their number (\"the three-day fair, on 9 and 10 June\"), of two moments and the time \
                 between them (\"freed five years later, in 2017\"), also where what began and what ended are told in one sentence with \
                 nothing else (\"stepped down in 2016 after nine years\").",
                "She ran the bank from 2001 to 2004, a seven-year spell.",
                "From 1990 to 1995 the pit stood idle, and the ten-year lease lapsed.",
            ),
            Self::Enumeration => (
                "So many announced, and more or fewer named.",
                "Speaks of a list behind a colon that runs to the end of the sentence, of one between dashes, in brackets or in \
                 apposition on either side, of what counts itself (\"first, …; second, …\"), in sentences of its own too, of one in front of \"these five\", or of the list under it, in plain text too; not where it may name only some, or several in one.",
                "The charter lists five duties: rescue, pilotage and salvage.",
                "Six villages were cut off, such as Tarn, Orle and Visk.",
            ),
            Self::Internal => (
                "One thing told twice with figures that cannot both be true; headline and body above all.",
                "Speaks where the same names, the same noun and the same event hold both, and nothing divides them: \
                 no other time, place, source or part; of what befell a name only once, with two dates; and of an act and \
                 what names it again (\"sentenced to nine years\", \"the sentence of seven years\"), of one size and of one vote; of what something has (\"has 900 seats\", \"the hall's 1,100 seats\"); and where one sentence says all \
                 that another does, names nobody else and differs in the figure.",
                "Eight dead in Orle ferry fire. / A blaze aboard a ferry at Orle killed 11 people.",
                "At least eight dead in Orle ferry fire. / A blaze aboard a ferry at Orle killed 11 people.",
            ),
            Self::Rank => (
                "Two holders of one rank, or a rank below the last.",
                "Speaks where the rank is described in the same words, of two different names, or given twice in one list, in captions too, \"the longest river in\" and \"second place in the open\" among them; of \
                 a place (\"eleventh\", \"in eleventh place\") among fewer that are said to compete; and of one behind more names than it has \
                 places above it.",
                "In a field of nine runners, Ada Bohn finished eleventh.",
                "Tarn is the second largest port in Norvia and Orle the second largest in Sudvia.",
            ),
            Self::Vote => (
                "Votes that the body, the outcome, the majority or the unanimity beside them does not allow.",
                "Speaks of two sides right behind a verb of voting, or each behind its figure (\"35 in favour and 33 against\"): more votes than \"the 11-member board\" has, \
                 \"approved\" by the smaller side, a majority that is neither the difference nor half of it.",
                "The 11-member board voted 7-5 to close the mill.",
                "The 12-member board voted 7-5 to close the mill.",
            ),
            Self::TableTotal => (
                "A column of a table that does not make its total.",
                "Speaks where a row calls itself the total, stands last, and every cell above it is one figure.",
                "| Tarn | 12 | / | Orle | 9 | / | Total | 22 |",
                "| Tarn | 12 | / | Orle | n.a. | / | Total | 22 |",
            ),
            Self::NameSpelling => (
                "One person's name in two spellings.",
                "Speaks where the first names are the same and the surnames, of six letters or more, differ in one; and of \
                 a surname that stands once and alone, one letter off that of somebody named in full and more than once. \
                 Not where age, place, office or one sentence sets the two apart.",
                "Katarina Olsberg spoke. Later Katarina Olsburg left.",
                "Katarina Olsberg spoke. Later Marta Olsburg left.",
            ),
            Self::Mark => (
                "A mark that asks to leave a finding alone and does not do so.",
                "Speaks of one that is misspelt, gives no reason, has run out on the dateline, that no finding needs (any \
                 more), or that stands where nothing is a comment; and of any comment that is never closed. A warning, unless `[severity]` says otherwise.",
                "<!-- factlint: ignroe dead because \"the ministry's own figure\" -->",
                "<!-- a comment that is meant for others -->",
            ),
        };
        Explained { finds, when, fires, silent }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_found_under_its_own_name() {
        for rule in Rule::ALL {
            assert_eq!(Rule::named(rule.name()), Some(rule));
            assert!(!rule.explained().finds.is_empty());
        }
        assert_eq!(Rule::named("reference"), None);
    }
}

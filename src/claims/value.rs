//! Values: what claims and facts state, normalised. Exact decimals; times as intervals of civil time.

use crate::lexicon::{ChangeKind, Direction, HedgeKind, Period};
use jiff::civil::DateTime;
use rust_decimal::Decimal;

/// The kinds of the spec, section 4.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each is named after its kind in the output")]
pub enum Kind {
    Number,
    Percent,
    Quantity,
    Money,
    Measure,
    Age,
    Ordinal,
    Score,
    Change,
    Date,
    Time,
    DateRange,
    Duration,
    Role,
    Quote,
    Name,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 16] = [
        Self::Number,
        Self::Percent,
        Self::Quantity,
        Self::Money,
        Self::Measure,
        Self::Age,
        Self::Ordinal,
        Self::Score,
        Self::Change,
        Self::Date,
        Self::Time,
        Self::DateRange,
        Self::Duration,
        Self::Role,
        Self::Quote,
        Self::Name,
    ];

    /// The name in the output: `date-range`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Percent => "percent",
            Self::Quantity => "quantity",
            Self::Money => "money",
            Self::Measure => "measure",
            Self::Age => "age",
            Self::Ordinal => "ordinal",
            Self::Score => "score",
            Self::Change => "change",
            Self::Date => "date",
            Self::Time => "time",
            Self::DateRange => "date-range",
            Self::Duration => "duration",
            Self::Role => "role",
            Self::Quote => "quote",
            Self::Name => "name",
        }
    }
}

/// An end of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bound {
    /// Where it lies.
    pub value: Decimal,
    /// The value itself is outside ("more than").
    pub open: bool,
}

/// An interval of numbers, open-ended where a bound is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Interval {
    /// Lower end.
    pub min: Option<Bound>,
    /// Upper end.
    pub max: Option<Bound>,
}

impl Interval {
    /// Exactly this value.
    #[must_use]
    pub fn point(value: Decimal) -> Self {
        Self::closed(value, value)
    }
    /// From a to b, both inside.
    #[must_use]
    pub fn closed(a: Decimal, b: Decimal) -> Self {
        Self { min: Some(Bound { value: a, open: false }), max: Some(Bound { value: b, open: false }) }
    }
    /// From a, inside, to b, outside.
    #[must_use]
    pub fn half_open(a: Decimal, b: Decimal) -> Self {
        Self { min: Some(Bound { value: a, open: false }), max: Some(Bound { value: b, open: true }) }
    }
    /// Whether the value is inside.
    #[must_use]
    pub fn holds(&self, value: Decimal) -> bool {
        self.min.is_none_or(|m| if m.open { value > m.value } else { value >= m.value })
            && self.max.is_none_or(|m| if m.open { value < m.value } else { value <= m.value })
    }
}

/// A figure as written: its number, hedge and granularity, in its own unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The number, scale word applied; none in a range or a vague plural.
    pub number: Option<Decimal>,
    /// The values that make the words true ("more than 6,100": above 6,100). A figure without a
    /// hedge is its own point: the halo of round figures is the verdict's to give.
    pub literal: Interval,
    /// For vague plurals ("hundreds") and packs' own figures, the values for which it is said in good faith.
    pub intended: Option<Interval>,
    /// The hedge.
    pub hedge: Option<HedgeKind>,
    /// The upper hedge of a two-sided one ("more than 5,000 but fewer than 6,000").
    pub upper_hedge: Option<HedgeKind>,
    /// The place of the last significant digit as written: 100 for "6,100", 100,000 for "1.2 million".
    pub grain: Decimal,
    /// A scale word rounds it ("1.2 million"), so that as a reference it is an interval.
    pub scaled: bool,
    /// Written in digits (true) or words (false).
    pub digits: bool,
    /// It is a fraction word of a whole ("half", "a third", "three in five").
    pub fraction: bool,
}

impl Figure {
    /// A plain figure: `number` with the granularity `grain`.
    #[must_use]
    pub fn exact(number: Decimal, grain: Decimal) -> Self {
        Self {
            number: Some(number),
            literal: Interval::point(number),
            intended: None,
            hedge: None,
            upper_hedge: None,
            grain,
            scaled: false,
            digits: true,
            fraction: false,
        }
    }
}

/// The unit in which an age or a duration is counted.
pub type AgeUnit = Period;

/// What a change is counted in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangeOf {
    /// A bare number.
    Number,
    /// A percentage.
    Percent,
    /// Percentage points.
    Points,
    /// Counted things, by the noun's singular.
    Noun(String),
    /// Money, by ISO 4217 code.
    Money(String),
    /// A measure: index of the unit.
    Measure(u16),
    /// A length of time.
    Time(Period),
}

/// A civil moment, to the minute; dates begin at 00:00.
pub type Moment = DateTime;

/// A stretch of civil time: from its first moment to the first moment after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Stretch {
    /// First moment; none where it is open.
    pub from: Option<Moment>,
    /// First moment after it; none where it is open.
    pub to: Option<Moment>,
}

/// How a time stands to its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WhenShape {
    /// On, in, at it.
    On,
    /// From it on ("since April").
    Since,
    /// Up to it ("until May").
    Until,
    /// Not later than it ("by May").
    By,
    /// Earlier than it.
    Before,
    /// Later than it.
    After,
    /// Between two dates as written.
    Range,
}

/// A date, time or range of dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct When {
    /// `Date`, `Time` or `DateRange`.
    pub kind: Kind,
    /// The value in the output's form, of the first reading: `2014-03`, `2014-04/..`, `2015-05-12T16:00`.
    pub edtf: String,
    /// How the stretches stand to the words.
    pub shape: WhenShape,
    /// What the words may mean on this dateline, the told one first. The stretch is that of the date
    /// as written ("since April 2014": April 2014), of both ends for a range.
    pub readings: Vec<Stretch>,
    /// For a range, the stretch of its last date as written, a reading each.
    pub ends: Vec<Stretch>,
    /// The finest part that is written: a `Day` for "May 12", a `Month` for "March 2014", `Minute` for a clock time.
    pub grain: Period,
    /// "early", "ago", "about": its readings are all that is right, and no better than hedged.
    pub hedged: bool,
    /// For hedged times, the stretch in which a reference is merely `loose`, a reading each.
    pub halo: Vec<Stretch>,
    /// The year (or, for a clock time, the day) was not written and is counted from an anchor.
    pub partial: bool,
    /// Month, day and weekday as written, for comparison where no dateline is known.
    pub written: Written,
    /// Minutes east of UTC where a zone is written.
    pub zone: Option<i16>,
}

impl When {
    /// The whole stretch that each reading covers, from the first moment of a range to its last; open where the
    /// words leave it open ("since April").
    pub fn covers(&self) -> impl Iterator<Item = Stretch> + '_ {
        self.readings.iter().enumerate().map(|(i, first)| {
            let last = self.ends.get(i).unwrap_or(first);
            match self.shape {
                WhenShape::On | WhenShape::Range => Stretch { from: first.from, to: last.to },
                WhenShape::Since => Stretch { from: first.from, to: None },
                WhenShape::After => Stretch { from: first.to, to: None },
                WhenShape::Until | WhenShape::By => Stretch { from: None, to: first.to },
                WhenShape::Before => Stretch { from: None, to: first.from },
            }
        })
    }
}

/// The parts of a date as they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Written {
    /// Year.
    pub year: Option<i16>,
    /// Month, 1 to 12.
    pub month: Option<u8>,
    /// Day of the month.
    pub day: Option<u8>,
    /// Weekday, 1 Monday to 7 Sunday.
    pub weekday: Option<u8>,
    /// Minutes after midnight.
    pub minute: Option<u16>,
}

/// What a claim or a fact states.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A bare number.
    Number(Figure),
    /// A percentage, or percentage points.
    Percent {
        /// 12.5 for 12.5%.
        figure: Figure,
        /// Percentage points.
        points: bool,
    },
    /// Counted things.
    Quantity {
        /// How many.
        figure: Figure,
        /// The counted noun's singular ("person"), head first written: "water pump".
        noun: String,
    },
    /// Money.
    Money {
        /// How much, in the main unit.
        figure: Figure,
        /// ISO 4217.
        currency: String,
    },
    /// A measure.
    Measure {
        /// How much, in the unit as written.
        figure: Figure,
        /// Index into the lexicon's units.
        unit: u16,
    },
    /// An age.
    Age {
        /// How old.
        figure: Figure,
        /// Counted in years, months, weeks or days.
        unit: AgeUnit,
    },
    /// A rank.
    Ordinal(u64),
    /// A score of a game or vote.
    Score(Vec<u64>),
    /// A change.
    Change {
        /// By how much; none where only the ratio is said.
        figure: Option<Figure>,
        /// To how many times, for "doubled".
        ratio: Option<Box<Figure>>,
        /// Counted in what.
        of: ChangeOf,
        /// Which way.
        direction: Direction,
        /// The kind of word that says so.
        by: ChangeKind,
    },
    /// A date, a time, a range of dates.
    When(When),
    /// Somebody is said to hold an office.
    Role {
        /// The title as the draft or the fact writes it.
        role: String,
        /// Who holds it.
        holder: String,
    },
    /// Words between quotation marks.
    Quote {
        /// The words.
        text: String,
        /// Who is said to have spoken them.
        speaker: Option<String>,
    },
    /// A name.
    Name(String),
    /// A length of time.
    Duration {
        /// How long, in `unit`; compound ones in their last unit.
        figure: Figure,
        /// The unit as written (the last one).
        unit: Period,
        /// ISO 8601: `PT4H`.
        iso: String,
    },
}

impl Value {
    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::Number(_) => Kind::Number,
            Self::Percent { .. } => Kind::Percent,
            Self::Quantity { .. } => Kind::Quantity,
            Self::Money { .. } => Kind::Money,
            Self::Measure { .. } => Kind::Measure,
            Self::Age { .. } => Kind::Age,
            Self::Ordinal(_) => Kind::Ordinal,
            Self::Score(_) => Kind::Score,
            Self::Change { .. } => Kind::Change,
            Self::When(when) => when.kind,
            Self::Duration { .. } => Kind::Duration,
            Self::Role { .. } => Kind::Role,
            Self::Quote { .. } => Kind::Quote,
            Self::Name(_) => Kind::Name,
        }
    }

    /// The figure that it states, if it is one of figures.
    #[must_use]
    pub fn figure(&self) -> Option<&Figure> {
        match self {
            Self::Number(figure)
            | Self::Percent { figure, .. }
            | Self::Quantity { figure, .. }
            | Self::Money { figure, .. }
            | Self::Measure { figure, .. }
            | Self::Age { figure, .. }
            | Self::Duration { figure, .. } => Some(figure),
            Self::Change { figure, ratio, .. } => figure.as_ref().or(ratio.as_deref()),
            Self::Ordinal(_)
            | Self::Score(_)
            | Self::When(_)
            | Self::Role { .. }
            | Self::Quote { .. }
            | Self::Name(_) => None,
        }
    }

    /// The currency of a sum, or of a change in one: ISO 4217.
    #[must_use]
    pub fn currency(&self) -> Option<&str> {
        match self {
            Self::Money { currency, .. } | Self::Change { of: ChangeOf::Money(currency), .. } => Some(currency),
            _ => None,
        }
    }

    /// A bare number as so much of another value's unit, where that has one: "demands 7 percent; it offers 3".
    #[must_use]
    pub fn in_unit_of(&self, other: &Self) -> Self {
        let mut whole = other.clone();
        match (self, &mut whole) {
            (
                Self::Number(own),
                Self::Money { figure, .. }
                | Self::Percent { figure, .. }
                | Self::Measure { figure, .. }
                | Self::Duration { figure, .. },
            ) => {
                *figure = own.clone();
                whole
            }
            _ => self.clone(),
        }
    }

    /// Puts a sum in another currency, the figure as it is: whose "cents" were meant.
    pub(crate) fn set_currency(&mut self, iso: String) {
        if let Self::Money { currency, .. } | Self::Change { of: ChangeOf::Money(currency), .. } = self {
            *currency = iso;
        }
    }
}

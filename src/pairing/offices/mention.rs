//! What a draft says of somebody in an office.

use super::place;
use crate::analysis::{Range, View};
use crate::claims::Stretch;
use crate::document::ProseSpan;

/// What a title asserts of its bearer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tenure {
    /// Holds it now, or on the sentence's own date.
    Present,
    /// Held it, and no longer does ("former").
    Past,
    /// Held it at the time of which the sentence speaks ("then").
    Then,
    /// Will hold it ("-elect").
    Elect,
    /// Held it, and is dead ("late").
    Dead,
    /// Still holds it ("outgoing").
    Outgoing,
    /// Came to hold it ("was elected mayor").
    Begins,
}

/// Somebody who is said to hold an office.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Title and name, with what stands between.
    pub span: ProseSpan,
    /// The title, as the draft writes it.
    pub title: String,
    /// The name, as the draft writes it.
    pub name: String,
    /// The facts of this office: indices into [`Facts::offices`].
    pub offices: Vec<usize>,
    /// Those of them whose holder this is.
    pub holds: Vec<usize>,
    /// What is asserted.
    pub tenure: Tenure,
    /// When that is.
    pub times: Times,
    /// "the mayor, Pavo Renn": the title stands first, and takes the sentence's date.
    pub definite: bool,
    /// Title and bearer are sure enough to accuse.
    pub accuses: bool,
    /// Whom the bearer is said to have followed, or of what rank the title is, where that cannot be.
    pub order: Option<Order>,
}

/// The times that stand about a mention.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Times {
    /// Those that its own clause gives.
    pub own: Vec<Stretch>,
    /// The others of the sentence, and of what came before it in the paragraph.
    pub around: Vec<Stretch>,
    /// Those among them in which the text is set.
    pub scenes: Vec<Stretch>,
}

impl Mention {
    /// Somebody beside a title, of an office's facts and those of them whose holder it is.
    pub(super) fn new(
        view: View<'_>,
        span: Range,
        title: Range,
        name: Range,
        (offices, holds): (&[usize], Vec<usize>),
    ) -> Self {
        let words = |r: Range| view.stretch(r.start as usize, r.end as usize).to_owned();
        Self {
            span: place(view.sentence, span),
            title: words(title),
            name: words(name),
            offices: offices.to_vec(),
            holds,
            tenure: Tenure::Present,
            times: Times::default(),
            definite: false,
            accuses: false,
            order: None,
        }
    }
}

/// What is wrong with whom somebody is said to have followed in an office, or with the title itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// That one came later: index into [`Facts::offices`].
    Later(usize),
    /// This one held it before, and not the one who is named: index into [`Facts::offices`].
    Other(usize),
    /// The one who is said to have come after held it before: index into [`Facts::offices`].
    Earlier(usize),
    /// This one held it after, and not the one who is named: index into [`Facts::offices`].
    Next(usize),
    /// The title is that of a deputy, and the bearer holds the office itself.
    Lesser,
}

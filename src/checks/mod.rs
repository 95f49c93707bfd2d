//! Checks that need no reference (semantics 6): one file a rule, certain or silent. May use the claims and frames
//! of the draft, and the arithmetic of the verdicts; knows no fact.
//!
//! The checker calls [`find`] for the alarms of a draft, and [`settle`] once the facts have spoken.

mod age;
mod alarm;
mod change;
mod conversion;
mod enumeration;
mod impossible_date;
mod internal;
mod interval;
mod list;
mod name_spelling;
mod percent_sum;
mod rank;
mod rate;
mod restated;
mod rule;
mod scene;
mod subset;
mod sum;
mod table_total;
#[cfg(test)]
mod tests;
mod vote;
mod weekday;

pub use alarm::{Alarm, Place, settle};
pub use rule::{Explained, Options, Rule};

use crate::analysis::{Analysis, View};
use crate::claims::{Claims, Dateline};
use crate::document::{BlockKind, Document};
use crate::lexicon::{CheckWord, Lexicon, Sense};
use scene::Draft;

/// All that a draft says against itself, but for the rules that are switched off; in the order of the draft for
/// each rule.
#[must_use]
pub fn find(
    document: &Document,
    analysis: &Analysis,
    claims: &Claims,
    lexicon: &Lexicon,
    dateline: Option<Dateline>,
    options: &Options,
) -> Vec<Alarm> {
    let draft = Draft { document, analysis, claims: &claims.claims, lexicon, dateline };
    let mut out = Vec::new();
    let (mut ranks, mut told, mut names) =
        (rank::Ranks::default(), internal::Told::default(), name_spelling::Names::default());
    let (mut lives, mut votes) = (age::Before::default(), vote::Votes::default());
    let mut first = 0;
    for (index, sentence) in analysis.sentences.iter().enumerate() {
        let Some(prose) = document.blocks().get(sentence.block as usize).map(|b| &b.text) else { continue };
        let view = View { lexicon, prose, sentence };
        let (mut namesake, mut several) = (false, false);
        let (mut clocked, mut most) = (false, false);
        for hit in &sentence.hits {
            match hit.sense {
                Sense::Check(word) => {
                    namesake |= word == CheckWord::Namesake;
                    several |= matches!(word, CheckWord::Pair | CheckWord::Trio | CheckWord::Quartet);
                    most |= word == CheckWord::Superlative;
                }
                Sense::Calendar(id) => clocked |= impossible_date::clocked(lexicon, id),
                _ => {}
            }
        }
        name_spelling::check(draft, view, (index, namesake), &mut names, &mut out);
        let Some(scene) = draft.scene(index, first) else { continue };
        first += scene.claims.len();
        if most {
            rank::superlative::check(&scene, &mut ranks, &mut out);
        }
        if scene.claims.is_empty() {
            // "at 13:20 a.m." is no claim.
            if clocked {
                impossible_date::check(&scene, &mut out);
            }
            if several {
                enumeration::check(&scene, several, &mut out);
            }
            // "The other half opposed it."
            if percent_sum::resumes(&scene) {
                percent_sum::check(&scene, &mut out);
            }
            continue;
        }
        weekday::check(&scene, &mut out);
        impossible_date::check(&scene, &mut out);
        conversion::check(&scene, &mut out);
        percent_sum::check(&scene, &mut out);
        change::check(&scene, &mut out);
        rate::check(&scene, &mut out);
        subset::check(&scene, &mut out);
        sum::check(&scene, &mut out);
        age::check(&scene, &mut lives, &mut out);
        interval::check(&scene, &mut out);
        enumeration::check(&scene, several, &mut out);
        vote::check(&scene, &mut votes, &mut out);
        rank::check(&scene, &mut ranks, &mut out);
        internal::check(&scene, &mut told, &mut out);
    }
    name_spelling::close(draft, &names, &mut out);
    if document.blocks().iter().any(|b| matches!(b.kind, BlockKind::Cell { .. })) {
        table_total::check(draft, &mut out);
    }
    sum::lines::check(draft, &mut out);
    out.retain(|alarm| !options.off.contains(&alarm.rule));
    out
}

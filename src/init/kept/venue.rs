//! `is`, of where the event of the lead took place.

use super::Kept;
use crate::analysis::{ClauseKind, Pos, Role, Tense};
use crate::init::elements::Element;
use crate::init::{Ground, prose};
use crate::lexicon::Func;

/// Where something is.
const PLACES: [Func; 4] = [Func::In, Func::At, Func::Near, Func::Off];

/// Where what the lead tells of took place, if it says so once.
pub(super) fn of(ground: &Ground<'_>) -> Option<Kept> {
    let lead = prose::lead(ground)?;
    let view = ground.view(lead)?;
    let (id, clause) =
        view.sentence.clauses.iter().enumerate().find(|(_, c)| c.kind == ClauseKind::Main && c.verb.is_some())?;
    // What is, and what is to be, is nowhere yet.
    if clause.tense != Tense::Past || clause.negated {
        return None;
    }
    let groups = &view.sentence.groups;
    let subject = groups.get(clause.subject? as usize)?;
    let noun = view.token(subject.head as usize).filter(|t| t.pos == Pos::Noun).map(|_| subject.head as usize)?;
    let verb = clause.verb? as usize;
    let about: Vec<String> = [noun, verb].into_iter().filter_map(|t| Element::word(view, t)).map(|e| e.text).collect();
    let mut places = groups.iter().filter(|g| {
        let behind = matches!(g.role, Role::Oblique(p) if PLACES.iter().any(|&f| view.is(p as usize, f)));
        let own = view.token(g.head as usize).is_some_and(|t| t.clause as usize == id);
        g.name && behind && own
    });
    let place = places.next().filter(|_| places.next().is_none() && about.len() == 2)?;
    let name = prose::one_line(view.stretch(place.range.start as usize, place.range.end as usize));
    let plain = name.starts_with(char::is_uppercase) && !name.contains(|c: char| c.is_ascii_digit() || c == ',');
    let lines = vec![
        format!("about = [{}]", about.iter().map(|a| super::write::text(a)).collect::<Vec<_>>().join(", ")),
        Kept::line("is", &name),
    ];
    plain.then(|| Kept { sentence: lead, ids: vec![format!("{} place", about.join(" "))], lines, claims: Vec::new() })
}

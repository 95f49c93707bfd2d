//! Who says a figure, and whether it is said to be so.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of tokens and readings come from walking the same sentence, those of senses from the lexicon"
)]

use super::{Reader, Unasserted};
use crate::analysis::{Clause, ClauseKind, Group, Pos, Range, Role, Tense};
use crate::claims::Value;
use crate::lexicon::{Func, Keys, Mode, ModeReach, NumeralKind, Sense, SenseKind};

impl Reader<'_> {
    /// Who says or counts what this clause says.
    pub(super) fn source(&self, clause: u16) -> Option<Range> {
        let view = self.view;
        let clauses = &view.sentence.clauses;
        // "put the depth of the snow at 6 meters": verb and preposition make the phrase, what is measured stands between.
        let behind = self.group_at(self.figure_token()).and_then(|(_, g)| match g.role {
            Role::Oblique(p) => Some(p as usize),
            _ => None,
        });
        let puts = |v: usize| {
            let keys = |t: usize| view.token(t).map(|t| Keys { exact: t.exact, surface: t.surface, stem: t.stem });
            let (Some(verb), Some(at)) = (keys(v), behind.filter(|&p| p > v).and_then(keys)) else { return false };
            let mut hits = Vec::new();
            view.lexicon.phrases.together(&[verb, at], &mut hits);
            hits.iter().any(|h| h.len == 2 && matches!(h.sense, Sense::Reporting(_)))
        };
        let reports = |c: &Clause| {
            c.verb.is_some_and(|v| {
                view.hits(v as usize).any(|h| matches!(h.sense, Sense::Reporting(_))) || puts(v as usize)
            })
        };
        let subject = |c: &Clause| c.subject.and_then(|s| view.sentence.groups.get(s as usize)).map(|g| g.range);
        let mut id = Some(clause);
        while let Some(i) = id {
            let c = clauses.get(i as usize)?;
            if reports(c) {
                let own = subject(c)?;
                return (!own.holds(self.figure_token())).then_some(own);
            }
            id = c.parent;
        }
        // "According to Norvia"
        let named = |g: &&Group| matches!(g.role, Role::Oblique(p) if view.hits((p as usize).saturating_sub(1)).chain(view.hits(p as usize)).any(|h| h.sense == Sense::Func(Func::According)));
        if let Some(group) = view.sentence.groups.iter().find(named) {
            return Some(group.range);
        }
        // "…, the service said": beside any clause of the same part of the sentence.
        clauses.iter().find(|c| c.kind == ClauseKind::Reporting).and_then(subject)
    }

    /// Why it is not asserted, and whether it lies ahead.
    pub(super) fn mode(&self, figure: usize, clause: u16) -> (Option<Unasserted>, bool) {
        let view = self.view;
        let lexicon = view.lexicon;
        let clauses = &view.sentence.clauses;
        let mode_at = |at: usize, reach: &[ModeReach]| {
            if !view.may(at, SenseKind::Mode) {
                return None;
            }
            view.hits(at).find_map(|h| match h.sense {
                Sense::Mode(id) => {
                    let mode = &lexicon.modes[id as usize];
                    reach.contains(&mode.reach).then_some((mode, h.start))
                }
                _ => None,
            })
        };
        let moded = |mode: &Mode, token: u32| {
            Some(Unasserted { mode: mode.name.clone(), token: Some(token), ahead: mode.ahead })
        };
        let unasserted =
            |mode: &str, token: Option<u32>| Some(Unasserted { mode: mode.to_owned(), token, ahead: false });
        // "Nobody believes that 3,000 fell ill": what nobody says.
        let nobody = |c: &Clause| {
            let subject = c.subject.and_then(|g| view.sentence.groups.get(g as usize));
            let zero = |t: usize| crate::claims::number::kind(view, t, |k| k == NumeralKind::Zero).is_some();
            subject.is_some_and(|g| zero(g.range.start as usize) && !g.range.holds(figure))
                && c.verb.is_some_and(|v| view.hits(v as usize).any(|h| matches!(h.sense, Sense::Reporting(_))))
        };
        // In its own group: "a planned 50", "an alleged 200".
        let from = self.group_at(figure).map_or(figure, |(_, g)| g.range.start as usize);
        for at in from..self.tokens().end as usize {
            if let Some((mode, token)) = mode_at(at, &[ModeReach::Group])
                && !mode.asserts
            {
                return (moded(mode, token), false);
            }
        }
        // "38 minutes, against a goal of 15": what hangs on such a word, wherever its group stands.
        let hangs = self.group_at(figure).and_then(|(_, g)| match g.role {
            Role::Of(p) => view.sentence.groups.get(p as usize).map(|p| p.head as usize),
            _ => None,
        });
        if let Some((mode, token)) = hangs.and_then(|head| mode_at(head, &[ModeReach::Group, ModeReach::Clause]))
            && !mode.asserts
        {
            return (moded(mode, token), false);
        }
        let Some(own) = clauses.get(clause as usize) else { return (None, false) };
        let future = own.tense == Tense::Future;
        // "Verdane's tunnel was to cost 80 million": what was planned then.
        let was_to = own
            .verbs
            .filter(|_| future)
            .map(|v| v.start as usize)
            .filter(|&at| view.is(at, Func::Be) && lexicon.is_past_auxiliary(view.text(at)));
        if let Some(at) = was_to {
            return (Some(Unasserted { mode: "planned".to_owned(), token: Some(at as u32), ahead: true }), future);
        }
        // "Had the crew lit 12 flares, they would have been seen": contrary to what was.
        let inverted = view.is(0, Func::Had)
            && clauses.first().is_some_and(|c| c.subject.is_none())
            && clauses.iter().any(|c| {
                c.verbs.is_some_and(|v| {
                    (v.start as usize..v.end as usize).any(|t| view.is(t, Func::Would) || view.is(t, Func::Modal))
                })
            });
        // "…; four people died there" is another clause's.
        let parted = (0..figure).any(|t| view.mark(t, ";"));
        if inverted && !parted && view.token(0).is_some_and(|t| t.pos == Pos::Aux) {
            return (unasserted("conditional", Some(0)), future);
        }
        // "Suppose the yard had built six": a word for all of the sentence.
        if own.kind == ClauseKind::Main
            && view.token(0).is_some_and(|t| t.clause == clause)
            && let Some((mode, token)) = mode_at(0, &[ModeReach::Clause])
            && !mode.asserts
        {
            return (moded(mode, token), future);
        }
        // "In her film a flood kills 900".
        let front = view.sentence.groups.iter().find(|g| matches!(g.role, Role::Oblique(0)));
        let told = front
            .filter(|g| figure >= g.range.end as usize)
            .and_then(|g| mode_at(g.head as usize, &[ModeReach::Front]));
        if let Some((mode, token)) = told {
            return (moded(mode, token), future);
        }
        // "denied a report that 90 patients had died", "dismissed rumours that …": what a word of saying says.
        let says = |c: &Clause| {
            let noun = c.antecedent.and_then(|g| view.sentence.groups.get(g as usize)).map(|g| g.head as usize);
            let own = c.subject.and_then(|g| view.sentence.groups.get(g as usize));
            c.kind == ClauseKind::Relative
                && view.is(c.range.start as usize, Func::That)
                && own.is_some_and(|g| g.range.start > c.range.start)
                && noun.is_some_and(|h| view.hits(h).any(|h| matches!(h.sense, Sense::Reporting(_) | Sense::Mode(_))))
        };
        let under = |c: &Clause| matches!(c.kind, ClauseKind::Subordinate | ClauseKind::Infinitive) || says(c);
        let mut id = Some(clause);
        let mut child: Option<&Clause> = None;
        while let Some(i) = id {
            let Some(c) = clauses.get(i as usize) else { break };
            if let Some(verbs) = c.verbs {
                let denies = child.is_none_or(|k| k.kind == ClauseKind::Subordinate && k.range.start > verbs.start);
                if c.negated && !matches!(self.reading().value, Value::When(_)) && denies {
                    return (unasserted("negated", c.verb), future);
                }
                let under_nobody = child.is_some_and(|k| k.kind == ClauseKind::Subordinate) && nobody(c);
                let doubts = |v: u32| mode_at(v as usize, &[ModeReach::Governs]).is_some();
                // "Nobody disputes that it dismissed 88" says so.
                if under_nobody && c.verb.is_some_and(doubts) {
                    return (None, future);
                }
                if under_nobody {
                    return (unasserted("doubted", c.verb), future);
                }
                let mut asserted = false;
                for at in verbs.start.saturating_sub(1) as usize..verbs.end as usize {
                    if let Some((mode, token)) = mode_at(at, &[ModeReach::Verb]) {
                        if !mode.asserts {
                            return (moded(mode, token), future);
                        }
                        asserted = true;
                    }
                }
                // A verb that governs what hangs on it: the clause under it, or its own object.
                let main = c.verb.unwrap_or(verbs.start) as usize;
                // "A second grant of 90,000 euros has been asked for"
                let asked = c.passive && c.subject.is_some_and(|s| self.hangs_on(s, figure));
                let governs_object = child.is_none() && (figure > main || asked);
                let governs_child = child.is_some_and(|k| under(k) && k.range.start as usize > main);
                // "needed 9 hours to swim it" tells how long it took.
                let took = matches!(self.reading().value, Value::Duration { .. })
                    && (main + 1..self.tokens().start as usize).all(|t| {
                        view.token(t).is_some_and(|t| matches!(t.pos, Pos::Adverb | Pos::Determiner | Pos::Adjective))
                    });
                if (governs_object && !took || governs_child)
                    && let Some((mode, token)) = mode_at(main, &[ModeReach::Governs])
                {
                    if !mode.asserts {
                        return (moded(mode, token), future);
                    }
                    asserted = true;
                }
                if asserted {
                    return (None, future);
                }
                // A noun that governs the clause behind it: "plans to hire 50", "fears that 200".
                if let Some(k) = child
                    && under(k)
                {
                    let start = k.range.start as usize;
                    if start > 0
                        && let Some((mode, token)) = mode_at(start - 1, &[ModeReach::Governs])
                        && !mode.asserts
                    {
                        return (moded(mode, token), future);
                    }
                }
            }
            if matches!(c.kind, ClauseKind::Subordinate)
                && let Some((mode, token)) = mode_at(c.range.start as usize, &[ModeReach::Clause])
                && !mode.asserts
            {
                return (moded(mode, token), future);
            }
            // What hangs on a relative or an aside is asserted for itself.
            // "a cease-fire agreed in May" is told as done, whatever the clause around it wants.
            let told = c.kind == ClauseKind::Participle
                && c.antecedent.is_some()
                && c.parent.and_then(|p| clauses.get(p as usize)).is_some_and(|p| p.subject != c.antecedent);
            // "promised a referendum after delegates had voted 89 to 52", "would cut 4,200 jobs, even as its revenue rose":
            // what came before, and what goes on beside it, is so, whatever is promised.
            let opens = c.range.start as usize;
            let before = c.kind == ClauseKind::Subordinate
                && c.tense == Tense::Past
                && [Func::After, Func::Since, Func::As, Func::While, Func::Although, Func::Because]
                    .into_iter()
                    .any(|f| view.is(opens, f));
            if told
                || before
                || matches!(c.kind, ClauseKind::Relative | ClauseKind::Aside) && !says(c)
                || c.coordinated && c.kind == ClauseKind::Main
            {
                break;
            }
            child = Some(c);
            id = c.parent;
        }
        // "A ride will cost 4 dinars if the council agrees"
        let hinges =
            clauses.iter().filter(|c| c.kind == ClauseKind::Subordinate && c.parent == Some(clause)).find_map(|c| {
                let opens = c.range.start as usize;
                mode_at(opens, &[ModeReach::Clause]).filter(|(mode, _)| !mode.asserts && (opens > figure || opens == 0))
            });
        if let Some((mode, token)) = hinges.filter(|_| future) {
            return (moded(mode, token), future);
        }
        // A clause with "if" makes its main clause conditional only together with "would"; a question asks.
        if view.text(view.len().saturating_sub(1)) == "?" && view.sentence.quotes.is_empty() {
            return (unasserted("asked", None), future);
        }
        (None, future)
    }
}

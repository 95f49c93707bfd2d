//! Whether a headline and a sentence under it tell one thing.

use super::Telling;
use crate::analysis::{Pos, View};
use crate::claims::{Claim, Value};
use crate::lexicon::{CheckWord, Func, Sense};
use rust_decimal::Decimal;

impl Telling<'_> {
    /// A headline that the lead tells at full length: all its words are said again, and the lead has one such figure.
    pub(in crate::checks::internal) fn headlines(&self, lead: &Self) -> bool {
        let own = self.content(0, self.view().len(), true);
        let named = own.iter().any(|&t| self.view().token(t).is_some_and(|t| t.pos == Pos::Name));
        let events = !self.claim.frame.events.is_empty()
            && self.claim.frame.events.iter().any(|e| lead.claim.frame.events.contains(e));
        // "in 2019": what the lead tells of another year.
        let now = self.scene.draft.dateline.map(|d| d.date.year());
        let year = |c: &Claim| if let Value::When(w) = &c.value { w.written.year } else { None };
        let past = |c: &Claim| year(c).is_some_and(|y| now.is_some_and(|now| y < now));
        if !matches!(self.claim.value, Value::When(_)) && lead.scene.claims.iter().any(past) {
            return false;
        }
        // "Girl, 16, wins": whom the lead calls by name.
        let aged = matches!(self.claim.value, Value::Age { .. });
        let person = |t: usize| {
            aged && self
                .view()
                .hits(t)
                .any(|h| matches!(h.sense, Sense::Noun(c) if Some(c) == self.view().lexicon.person_class))
        };
        // Headlines have verbs of their own: one may be another than that of the first sentence, if all else is said
        // and the same things are counted.
        let counted = |t: &Self| t.claim.frame.noun.filter(|n| n.token.is_some()).map(|n| n.stem);
        let money = |t: &Self| matches!(t.claim.value, Value::Money { .. }) && !t.claim.frame.rate;
        let unsaid: Vec<usize> = own.iter().copied().filter(|&t| !person(t) && !lead.says(self, t)).collect();
        // Of what befell people at one place, what did it may have another name: "Fire kills eight", "when a house burnt".
        let verb = |t: usize| self.view().token(t).is_some_and(|t| t.pos == Pos::Verb || events && t.pos == Pos::Noun);
        let near = lead.scene.sentence == self.scene.sentence + 1;
        // "Lier beat Osk 3-1", "Lier won 3-2 against Osk": one game of two sides.
        let sides = own.iter().filter(|&&t| self.view().token(t).is_some_and(|t| t.pos == Pos::Name)).count();
        let played = matches!(self.claim.value, Value::Score(_)) && sides >= 2;
        let reworded = near
            && named
            && own.len() > 2
            && (events
                || counted(self).is_some() && counted(self) == counted(lead)
                || self.synonymous(lead)
                || money(self) && money(lead)
                || played)
            && (played || self.same_size(lead))
            && matches!(unsaid.as_slice(), &[t] if verb(t));
        let said = (unsaid.is_empty() || reworded) && !self.narrowed(lead, &own);
        let single = |t: &Self| {
            let like = |c: &&Claim| match (&t.claim.value, &c.value) {
                (Value::Quantity { .. } | Value::Number(_), Value::Quantity { .. } | Value::Number(_)) => true,
                (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
            };
            t.scene.claims.iter().filter(like).count() == 1
        };
        // "Judge jails banker for nine years", "was sentenced to seven years": what a court gave one whom both name.
        let court = |t: &Self| t.scene.has(0, t.view().len(), CheckWord::Punish);
        let whom = |t: usize| !self.scene.has(t, t + 1, CheckWord::Punish) && lead.says(self, t);
        // Of the clause that tells the length.
        let own_court = (0..lead.view().len()).any(|t| {
            lead.view().token(t).is_some_and(|x| x.clause == lead.claim.frame.clause)
                && lead.scene.word(t, CheckWord::Punish).is_some()
        });
        let punished = near
            && own_court
            && matches!(self.claim.value, Value::Duration { .. })
            && court(self)
            && court(lead)
            && own.iter().any(|&t| whom(t));
        let said = said || punished;
        // "Twenty-two hostages freed": the things that are counted say what it is of.
        let things = near
            && events
            && own.len() == 1
            && self.claim.frame.noun.is_some_and(|n| n.token.is_some() && !n.general)
            && counted(self) == counted(lead);
        (own.len() >= 2 || things)
            && (named || events || punished || own.len() > 2)
            && said
            && single(self)
            && single(lead)
    }

    /// "Unemployment at 5 percent", "Youth unemployment was": a share of a narrower thing than that of the headline.
    fn narrowed(&self, lead: &Self, own: &[usize]) -> bool {
        let share = matches!(self.claim.value, Value::Percent { .. } | Value::Change { .. });
        let narrows = |u: usize| {
            let word =
                |t: usize| lead.view().token(t).filter(|t| matches!(t.pos, Pos::Noun | Pos::Adjective | Pos::Name));
            let before =
                u.checked_sub(1).filter(|&t| word(t).is_some_and(|w| word(u).is_some_and(|x| x.group == w.group)));
            before.is_some_and(|t| !self.says(lead, t))
        };
        share
            && own.iter().filter_map(|&t| self.view().token(t)).any(|wanted| {
                (0..lead.view().len())
                    .filter(|&u| lead.view().token(u).is_some_and(|t| t.stem == wanted.stem))
                    .any(narrows)
            })
    }

    /// Whether the text counts on behind this figure up to the larger one of its headline: "four people and a
    /// firefighter", "… and a firefighter was killed", "An eighth died in hospital".
    pub(in crate::checks::internal) fn goes_on(&self, headline: &Self) -> bool {
        let number = |t: &Self| t.claim.value.figure().and_then(|f| f.number);
        let Some((own, total)) = number(self).zip(number(headline)).filter(|(own, total)| own < total) else {
            return false;
        };
        let view = self.view();
        let from = self.claim.tokens.end as usize;
        let events = &self.claim.frame.events;
        let event =
            |v: &View<'_>, t: usize| v.hits(t).any(|h| matches!(h.sense, Sense::Concept(c, _) if events.contains(&c)));
        let group = self.claim.frame.group.and_then(|g| view.sentence.groups.get(g as usize));
        let behind = group.map_or(from, |g| (g.range.end as usize).max(from));
        // One more thing in the same breath, or more of what befell them.
        let and = (behind..view.len()).any(|t| {
            let one = view.is(t + 1, Func::A)
                || view.is(t + 1, Func::Another)
                || view.is(t + 1, Func::The)
                || view.numeral(t + 1).is_some()
                || view.digits(t + 1);
            view.is(t, Func::And) && one
        });
        let own_clause = self.claim.frame.clause;
        let more = (from..view.len()).any(|t| view.token(t).is_some_and(|x| x.clause != own_clause) && event(&view, t));
        if and || more {
            return true;
        }
        // The next sentence brings the count to the headline's, or tells of one more.
        let next = self.scene.sentence + 1;
        let Some(sentence) = self.scene.draft.analysis.sentences.get(next) else { return false };
        let Some(prose) = self.scene.draft.document.blocks().get(sentence.block as usize).map(|b| &b.text) else {
            return false;
        };
        let v = View { lexicon: view.lexicon, prose, sentence };
        let first = self.scene.first + self.scene.claims.len();
        let claims = self.scene.draft.claims.iter().skip(first).take_while(|c| c.sentence as usize == next);
        let counted = claims.into_iter().any(|c| match &c.value {
            Value::Ordinal(n) => Decimal::from(*n) > own && Decimal::from(*n) <= total,
            value @ (Value::Number(_) | Value::Quantity { .. }) => {
                value.figure().and_then(|f| f.number).is_some_and(|n| n == total || own.checked_add(n) == Some(total))
            }
            _ => false,
        });
        let told = (0..v.len()).any(|t| event(&v, t));
        let another = (0..v.len()).any(|t| {
            [Func::Another, Func::Other, Func::More, Func::Also, Func::Later, Func::A].iter().any(|&f| v.is(t, f))
        });
        counted || told && another
    }

    /// "all seven boys" under a headline of nine: the whole is not smaller than its part.
    pub(in crate::checks::internal) fn all_of(&self, headline: &Self) -> bool {
        let (_, all) = self.definite();
        let (from, to) = self.phrase();
        let own = self.content(from, to, false);
        let named = !self.names(from, to).is_empty();
        let number = |t: &Self| t.claim.value.figure().and_then(|f| f.number.filter(|_| f.hedge.is_none()));
        let noun = |t: &Self| t.claim.frame.noun.map(|n| n.stem);
        all && named
            && noun(self).is_some()
            && noun(self) == noun(headline)
            && number(self).zip(number(headline)).is_some_and(|(whole, part)| whole < part)
            && own.iter().all(|&t| headline.says(self, t))
    }
}

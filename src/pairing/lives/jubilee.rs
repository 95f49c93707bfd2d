//! Birthdays and anniversaries: "its 100th anniversary", "her 40th birthday", "marked its centenary", "marked 100
//! years", "it is 80 years since Tolva was founded".

use super::dates::Reader;
use super::whose::Whose;
use super::{Asked, Lived, does, does_at};
use crate::analysis::{Pos, Range, Role, Tense};
use crate::claims::{Claim, Claims, Figure, Frame, Value, WhenShape};
use crate::document::ProseSpan;
use crate::facts::Event;
use crate::lexicon::{Func, OfficeWord, Period, TokenKind};
use rust_decimal::Decimal;

impl Reader<'_> {
    /// "100th anniversary", "40th birthday"
    pub(super) fn ranked(&self) -> Option<Lived> {
        let noun = self.claim.tokens.end as usize;
        self.jubilee(self.claim.tokens.start as usize, noun)
    }

    /// Whose jubilee it is that begins at a token ("100th anniversary", "centenary") with its noun.
    fn jubilee(&self, start: usize, noun: usize) -> Option<Lived> {
        let view = self.view();
        let index = self.claim.sentence as usize;
        let birthday = does_at(view, noun, OfficeWord::Birthday);
        if !birthday && !does_at(view, noun, OfficeWord::Jubilee) && !does_at(view, noun, OfficeWord::Centenary) {
            return None;
        }
        let before = start.checked_sub(1)?;
        let clause = view.sentence.clauses.get(self.claim.frame.clause as usize).filter(|c| !c.negated)?;
        let (life, end) = if view.token(before)?.pos == Pos::Possessive {
            // "Lena Orlo's 40th birthday"
            (self.whose.ends_at(index, before)?, noun + 1)
        } else if view.is(before, Func::Possessive) {
            // "celebrated its 70th anniversary": the verb's own object.
            let verb =
                clause.verb.filter(|&v| v as usize + 1 == before && does_at(view, v as usize, OfficeWord::Marks))?;
            let (life, person) = self.whose.actor(index, self.claim.frame.clause, false)?;
            let joined = (0..verb as usize)
                .any(|t| view.is(t, Func::And) && view.token(t).is_some_and(|t| t.pos == Pos::Conjunction));
            let other = person && self.whose.others(index, Some(before));
            if joined || other {
                return None;
            }
            (life, noun + 1)
        } else if view.is(before, Func::The) && view.is(noun + 1, Func::Of) {
            // "the 75th birthday of Lena Orlo"
            let the = usize::from(view.is(noun + 2, Func::The));
            let name = self.whose.name_from(index, noun + 2 + the)?;
            let group = view.token(name.range.start as usize)?.group.and_then(|g| view.sentence.groups.get(g as usize));
            let whole = group.is_some_and(|g| name.range.holds(g.head as usize));
            if !whole || self.whose.owner(index, name.range) {
                return None;
            }
            (name.life, name.range.end as usize)
        } else {
            return None;
        };
        let person = self.whose.is_person(life);
        if person != birthday && !(birthday && !person) || !self.rounds(end) {
            return None;
        }
        Some(Lived { life, asked: Asked::Jubilee { at: self.time_at(end), tense: clause.tense }, sure: true })
    }

    /// Whether nothing behind a jubilee says of what it is ("its 20th anniversary in China", "as a listed firm").
    fn rounds(&self, end: usize) -> bool {
        let view = self.view();
        let Some(token) = view.token(end) else { return true };
        match token.pos {
            Pos::Preposition => {
                let free = [Func::With, Func::By].into_iter().any(|f| view.is(end, f));
                free || self.claims_at(end + 1)
            }
            Pos::Mark | Pos::Verb | Pos::Aux | Pos::Conjunction | Pos::Subordinator => true,
            _ => token.kind == TokenKind::Mark || self.claims_at(end),
        }
    }

    /// Whether a time begins at a token.
    fn claims_at(&self, token: usize) -> bool {
        self.whens().any(|c| c.tokens.start as usize == token)
    }

    fn whens(&self) -> impl Iterator<Item = &Claim> {
        let around = self.claims.claims.partition_point(|c| c.sentence < self.claim.sentence);
        let own = self.claims.claims.iter().skip(around).take_while(|c| c.sentence == self.claim.sentence);
        own.filter(|c| matches!(c.value, Value::When(_)))
    }

    /// The time that is told of a jubilee: right behind it, behind "is", or the one that its clause gives.
    fn time_at(&self, end: usize) -> Vec<crate::claims::Stretch> {
        let view = self.view();
        let near = |c: &&Claim| {
            let start = c.tokens.start as usize;
            start >= end
                && (end..start).all(|i| {
                    view.is(i, Func::Be) || view.token(i).is_some_and(|t| matches!(t.pos, Pos::Preposition | Pos::Aux))
                })
        };
        let found = self.whens().find(near).and_then(|c| match &c.value {
            Value::When(when) if when.shape == WhenShape::On || when.shape == WhenShape::Range => {
                let readings = if when.halo.is_empty() { &when.readings } else { &when.halo };
                Some(readings.clone())
            }
            _ => None,
        });
        found.unwrap_or_else(|| self.times())
    }

    /// "marked 100 years", "it is 80 years since Tolva was founded"
    pub(super) fn lasted(&self) -> Option<Lived> {
        let view = self.view();
        let index = self.claim.sentence as usize;
        let (start, end) = (self.claim.tokens.start as usize, self.claim.tokens.end as usize);
        let before = start.checked_sub(1)?;
        let clause = view.sentence.clauses.get(self.claim.frame.clause as usize).filter(|c| !c.negated)?;
        if view.is(end, Func::Since) && view.is(before, Func::Be) {
            let id = view.token(end + 1)?.clause;
            let founded = view.sentence.clauses.get(id as usize)?;
            let verb = founded.verb? as usize;
            let begins = founded.passive && self.event(verb) == Some(Event::Begins);
            let (life, person) = self.whose.actor(index, id, false).filter(|_| begins)?;
            let own = if person { OfficeWord::Born } else { OfficeWord::Founded };
            let asked = Asked::Jubilee { at: Vec::new(), tense: Tense::None };
            return does_at(view, verb, own).then_some(Lived { life, asked, sure: true });
        }
        let object = clause.verb? as usize == before && does_at(view, before, OfficeWord::Marks);
        let (life, person) = self.whose.actor(index, self.claim.frame.clause, false).filter(|_| object)?;
        let time = view.token(end).is_none_or(|t| t.kind == TokenKind::Mark)
            || self.claims_at(end)
            || self.claims_at(end + 1) && view.token(end).is_some_and(|t| t.pos == Pos::Preposition);
        let asked = Asked::Jubilee { at: self.time_at(end), tense: clause.tense };
        (!person && time).then_some(Lived { life, asked, sure: true })
    }
}

/// The centenaries of lives, which are no claims by themselves.
pub(super) fn centenaries(whose: &Whose<'_>, claims: &Claims) -> Vec<(Claim, Lived)> {
    let mut out = Vec::new();
    for (index, view) in whose.views.iter().enumerate() {
        for at in 0..view.len() {
            let years = [(OfficeWord::Centenary, 100)].into_iter().find(|(word, _)| !does(*view, at, *word).is_empty());
            let (Some((_, years)), Some(token)) = (years, view.token(at)) else { continue };
            let of = token.group.and_then(|g| view.sentence.groups.get(g as usize));
            if of.is_some_and(|g| matches!(g.role, Role::Oblique(_))) {
                continue;
            }
            let years = Decimal::from(years);
            let claim = Claim {
                span: ProseSpan { block: view.sentence.block, start: token.start, end: token.end },
                sentence: index as u32,
                tokens: Range { start: at as u32, end: at as u32 + 1 },
                value: Value::Age { figure: Figure::exact(years, Decimal::ONE), unit: Period::Year },
                frame: Frame { clause: token.clause, group: token.group, ..Frame::default() },
            };
            if let Some(lived) = (Reader { whose, claims, claim: &claim }).jubilee(at, at) {
                out.push((claim, lived));
            }
        }
    }
    out
}

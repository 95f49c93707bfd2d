//! When: the times of a claim's clause against the fact's (semantics 7.3, 7.7).

#![allow(
    clippy::indexing_slicing,
    reason = "indices of facts and terms come from the index over the same facts, those of tokens and claims from the same draft"
)]

use super::{Ask, meet};
use crate::analysis::{Pos, Tense, View};
use crate::claims::frame::Level;
use crate::claims::{Claim, Dateline, Moment, Stretch, Value, When, WhenShape};
use crate::facts::About;
use crate::lexicon::{Func, Period, Sense};
use crate::pairing::trace::Fall;
use crate::pairing::{Doubt, Doubts};

/// "the third quarter", "in spring", "the last three months of 2022": several months of a year, and not all of it.
fn part_of_year(when: &When) -> bool {
    /// Days that it has at least and at most.
    const DAYS: std::ops::RangeInclusive<i32> = 45..=300;
    let long = |s: &Stretch| {
        let (Some(from), Some(to)) = (s.from, s.to) else { return false };
        DAYS.contains(&from.date().duration_until(to.date()).as_hours().checked_div(24).map_or(0, |d| d as i32))
    };
    let months = when.readings.len() == 1 && when.readings.first().is_some_and(long);
    when.shape == WhenShape::On && (matches!(when.grain, Period::Quarter | Period::Season) || months && !when.hedged)
}

impl Ask<'_> {
    /// Which value of a series stood on the date that the clause gives, else on the dateline. A coarse date
    /// takes the value that began to stand within it.
    pub(in crate::pairing) fn entry(&self) -> Option<usize> {
        let series = &self.fact.series;
        let newest = series.len().checked_sub(1)?;
        let last = |limit: jiff::civil::Date| series.iter().rposition(|e| e.as_of <= limit).or(Some(0));
        // "doubled between 2010 and 2017": what it came to stood at the end.
        let multiple = matches!(self.claim.value, Value::Change { ratio: Some(_), .. });
        let stretch = |w: &When| {
            if multiple { w.ends.first().or(w.readings.first()) } else { w.readings.first() }.and_then(|s| s.to)
        };
        let own = self.times().filter(|w| w.shape != WhenShape::Since).find_map(stretch);
        match (own, self.room.dateline) {
            // A day ends as the next one begins; noon is of its own day.
            (Some(end), _) if end.time() == jiff::civil::Time::midnight() => {
                last(end.date().yesterday().unwrap_or(end.date()))
            }
            (Some(end), _) => last(end.date()),
            (None, Some(dateline)) => last(dateline.date),
            (None, None) => Some(newest),
        }
    }

    /// "a third more than in 2022": whether a year that the fact names is what the change counts from.
    fn counts_from(&self) -> bool {
        /// So many words stand between at most: "more than in the spring of".
        const FAR: u32 = 6;
        let end = self.claim.tokens.end;
        let from = |at: u32| {
            let words = [Func::Than, Func::On, Func::From, Func::Over, Func::Since];
            words.iter().any(|&f| self.view.is(at as usize, f))
        };
        matches!(self.claim.frame.level, Level::Change(_))
            && self.siblings.clone().map(|i| &self.room.claims.claims[i]).any(|c| {
                let start = c.tokens.start;
                matches!(&c.value, Value::When(w) if w.written.year.is_some_and(|y| self.terms.years.contains(&y)))
                    && (end..=end + FAR).contains(&start)
                    && (end..start).any(from)
            })
    }

    /// Whether the fact names somebody or something in the claim's own clause whom neither headline nor lead names.
    fn of_side_thing(&self) -> bool {
        let discourse = self.room.discourse;
        let terms = self.terms.all.iter().filter(|&&t| self.room.terms.is_name(t));
        let mut named = terms.filter(|t| !discourse.topic.contains(t) && !discourse.main.contains(t));
        named.any(|&t| {
            self.room.met[self.claim.sentence as usize].iter().filter(|m| m.term == t).flat_map(|m| &m.tokens).any(
                |&t| {
                    let token = &self.view.sentence.tokens[t as usize];
                    token.clause == self.claim.frame.clause && token.pos == Pos::Name
                },
            )
        })
    }

    /// Whether a token is one of a time's own words.
    fn time_holds(&self, when: &When, token: u32) -> bool {
        self.siblings.clone().any(|i| {
            let claim = &self.room.claims.claims[i];
            matches!(&claim.value, Value::When(w) if std::ptr::eq(w, when)) && claim.tokens.holds(token as usize)
        })
    }

    /// Whether a time of the claim's own is the fact's.
    pub(in crate::pairing) fn own_time(&self) -> bool {
        if self.of_this_end() {
            return true;
        }
        let theirs = self.fact.when.as_ref().and_then(|w| w.covers().next());
        let said: &[When] = if let About::Sentence(frame) = &self.fact.about { &frame.times } else { &[] };
        if theirs.is_none() && self.terms.years.is_empty() && self.fact.series.is_empty() && said.is_empty() {
            return false;
        }
        // "from 71 to 236 since June": June is when it was 71.
        let risen = self.claim.frame.level == Level::End;
        // "rises in July from 9 percent to 13": July is when it will be 13.
        let was = |when: &&When| {
            let theirs = self.claim.frame.compared;
            theirs.is_none_or(|range| {
                when.shape == WhenShape::Since || range.indices().any(|t| self.time_holds(when, t as u32))
            })
        };
        self.times().filter(|when| !(risen && when.shape == WhenShape::Since)).filter(was).any(|when| {
            let year = when.readings.first().and_then(|r| r.from).map(jiff::civil::DateTime::year);
            theirs.is_some_and(|t| when.covers().any(|r| meet(&r, &t)))
                || year.is_some_and(|y| self.terms.years.contains(&y))
                || said.iter().flat_map(When::covers).any(|t| when.covers().any(|r| meet(&r, &t)))
                || !self.fact.series.is_empty()
        })
    }

    pub(super) fn time(&self) -> Result<Doubts, Fall> {
        if matches!(self.claim.value, Value::When(_)) {
            return Ok(Doubts::new());
        }
        let Some(dateline) = self.room.dateline else { return Ok(self.another_year()) };
        let mut doubts = Doubts::new();
        // "The sea will stand 60 centimetres higher": what a series tells has come about.
        let risen = matches!(self.claim.frame.level, Level::Change(_)) && !self.fact.series.is_empty();
        if risen && self.claim.frame.future && !self.ahead() {
            doubts.push(Doubt::Time);
        }
        // "The outbreak of 1994 killed 7,120. This time there have been nine deaths": what has been is of now, where the fact's
        // year stands only further up.
        let years = &self.terms.years;
        let past = !years.is_empty() && years.iter().all(|&y| y < dateline.date.year());
        let here = |y: i16| {
            let year = y.to_string();
            (0..self.view.len()).any(|t| self.view.digits(t) && self.view.text(t) == year)
        };
        if past && self.of_now() && self.times().next().is_none() && !years.iter().any(|&y| here(y)) {
            doubts.push(Doubt::Time);
        }
        for when in self.times() {
            let Some(reading) = when.readings.first() else { continue };
            // "since April 2014" reaches to today, and is no other time.
            if when.shape == WhenShape::Since {
                continue;
            }
            let named = self.room.met[self.claim.sentence as usize]
                .iter()
                .any(|m| self.terms.all.contains(&m.term) && m.tokens.iter().any(|&t| self.time_holds(when, t)));
            // What lies ahead is held to facts that lie ahead, or name that time.
            let later = when.readings.iter().all(|r| r.from.is_some_and(|f| f.date() > dateline.date));
            // "By 2100 the sea will stand 60 centimetres higher"
            let ends_later = when.shape == WhenShape::By
                && self.claim.frame.future
                && when.readings.iter().all(|r| r.to.is_some_and(|t| t.date() > dateline.date));
            let later = later || ends_later;
            // "promises to hire 250 next year", and the fact says what was promised.
            let moded = self.terms.mode && self.claim.frame.unasserted.is_some();
            if later && self.fact.when.is_none() && !self.ahead() && !named && !moded {
                doubts.push(Doubt::Time);
                continue;
            }
            // The fact's own time.
            if let Some(theirs) = self.fact.when.as_ref().and_then(|w| w.covers().next()) {
                if !when.covers().any(|r| meet(&r, &theirs))
                    || !when.hedged && when.covers().all(|r| wider(&r, &theirs))
                {
                    doubts.push(Doubt::Time);
                    continue;
                }
                // "In the third quarter it bottled 41,000 cases", of which the fact has the year's.
                let year = self.fact.when.as_ref().is_some_and(|w| w.grain == Period::Year && w.ends.is_empty());
                if year && part_of_year(when) {
                    doubts.push(Doubt::Narrower);
                }
                continue;
            }
            // A part of a year divides; a term may be of it.
            if part_of_year(when) && !named && self.fact.series.is_empty() && matches!(self.fact.about, About::Terms(_))
            {
                doubts.push(Doubt::Narrower);
                continue;
            }
            let Some(year) = when.written.year.or_else(|| reading.from.map(jiff::civil::DateTime::year)) else {
                continue;
            };
            if !self.terms.years.is_empty() {
                if !self.terms.years.contains(&year) && when.written.year.is_some() && !self.counts_from() {
                    doubts.push(Doubt::Time);
                    continue;
                }
                continue;
            }
            if let About::Sentence(frame) = &self.fact.about {
                let theirs = frame.times.iter().filter_map(|t| t.readings.first());
                let mut any = false;
                let mut fits = false;
                for t in theirs {
                    any = true;
                    // "By 15 May 1,130 had been called off": on an earlier day it may have been fewer.
                    let until = t.from.is_none() && when.grain <= Period::Day && when.shape == WhenShape::On;
                    let meets = |r: &Stretch| meet(r, t) && !(until && r.to < t.to);
                    fits |= when.readings.iter().any(meets) || t.from.map(jiff::civil::DateTime::year) == Some(year);
                }
                // "which she won in 1978": whom or what a sentence names tells more than a year that it does not give.
                let names = &self.terms.names;
                let named = self.room.met[self.claim.sentence as usize].iter().any(|m| names.contains(&m.term));
                if any || named {
                    if any && !fits {
                        doubts.push(Doubt::Scope);
                    }
                    continue;
                }
            }
            // A whole year or written date of another year, which no term meets: kept from today's fact.
            let dated = self.fact.as_of.map_or(dateline.date.year(), jiff::civil::Date::year);
            let entry = !self.fact.series.is_empty();
            // "In Fenwick Street an explosion killed four in 2011": what names another than the text's own subject may be
            // of any year.
            if when.written.year.is_some()
                && year != dated
                && year != dateline.date.year()
                && !entry
                && !self.of_side_thing()
            {
                doubts.push(Doubt::Scope);
            }
        }
        // What it has risen to is not what it was.
        let was = self.fact.when.as_ref().and_then(|w| w.covers().next()).and_then(|t| t.to);
        if self.claim.frame.level == Level::End
            && was.is_some_and(|end| end.date() <= dateline.date)
            && !self.own_time()
        {
            doubts.push(Doubt::Time);
        }
        // "had 940 inmates in 1987": before the first value that the fact knows, none is known.
        let first = self.fact.series.first().map(|e| e.as_of).filter(|_| self.fact.series.len() > 1);
        let before = |w: &When| {
            let to = w.readings.first().and_then(|r| r.to);
            w.written.year.is_some()
                && w.shape == WhenShape::On
                && to.zip(first).is_some_and(|(to, first)| to.date() < first)
        };
        if first.is_some() && self.times().any(before) {
            doubts.push(Doubt::Time);
        }
        let undated = self.times().next().is_none();
        if undated && (self.not_yet(dateline) || self.another_day() || self.another_period()) {
            doubts.push(Doubt::Time);
        }
        if undated && self.away && self.fact.when.as_ref().is_some_and(|w| !w.readings.is_empty()) {
            doubts.push(Doubt::Scope);
        }
        // "the outbreak of 1994" of the lead is not what "this time" goes on with: a year is met nearby.
        let years = &self.terms.years;
        let elsewhere = |y: i16| y < dateline.date.year() && !(undated && !self.of_now() && self.told_nearby(y));
        if !years.is_empty() && !self.own_time() && !self.counts_from() && years.iter().all(|&y| elsewhere(y)) {
            doubts.push(Doubt::Scope);
        }
        // "In 2016 an outbreak killed 411": what a draft tells without a time is not of a year long past.
        if let About::Sentence(frame) = &self.fact.about
            && undated
            && !frame.times.is_empty()
        {
            let past =
                |w: &When| w.written.year.is_some_and(|y| y < dateline.date.year() - 1) && w.shape == WhenShape::On;
            let spoken = |w: &When| {
                let year = w.written.year.unwrap_or_default();
                self.room.discourse.tells(year, self.claim.sentence)
            };
            if frame.times.iter().all(|w| past(w) && !spoken(w)) {
                doubts.push(Doubt::Scope);
            }
        }
        Ok(doubts)
    }

    /// Without a dateline, only a time that is written with its year tells that it is not the fact's.
    fn another_year(&self) -> Doubts {
        let theirs = self.fact.when.as_ref().and_then(|w| w.covers().next());
        let of = |when: &&When| when.shape != WhenShape::Since && when.written.year.is_some();
        let mut doubts = Doubts::new();
        for when in self.times().filter(of) {
            let year = when.written.year.unwrap_or_default();
            if let Some(theirs) = theirs {
                if !when.covers().any(|r| meet(&r, &theirs)) {
                    doubts.push(Doubt::Time);
                }
            } else if !self.terms.years.is_empty() {
                if !self.terms.years.contains(&year) {
                    doubts.push(Doubt::Time);
                }
            } else if let About::Sentence(frame) = &self.fact.about {
                let mut times = frame.times.iter().filter_map(|t| t.readings.first()).peekable();
                let any = times.peek().is_some();
                let of_year = |t: &Stretch| t.from.map(jiff::civil::DateTime::year) == Some(year);
                if any && !times.any(|t| of_year(t) || when.readings.iter().any(|r| meet(r, t))) {
                    doubts.push(Doubt::Scope);
                }
            }
        }
        doubts
    }

    /// Whether the fact is of a time that had not come: what a draft tells of before is another.
    fn not_yet(&self, dateline: Dateline) -> bool {
        let frame = &self.claim.frame;
        let ahead = frame.future || frame.unasserted.as_ref().is_some_and(|u| u.ahead);
        let theirs = self.fact.when.as_ref().and_then(|w| w.covers().next()).and_then(|t| t.from);
        // "The budget provides for spending of 184 billion": what it says of the year to come.
        let clause = self.view.sentence.clauses.get(frame.clause as usize);
        let present = clause.is_some_and(|c| c.tense == Tense::Present && !self.of_now());
        !ahead && !present && theirs.is_some_and(|from| from.date() > dateline.date)
    }

    /// "Trading was thin yesterday. The share closed at 31": a level that one day had, where the text has just given
    /// another day.
    fn another_day(&self) -> bool {
        let Some(theirs) = self.fact.when.as_ref().and_then(|w| w.covers().next()) else { return false };
        let one = |from: Moment, to: Moment| from.date().tomorrow().is_ok_and(|next| to.date() <= next);
        if self.terms.happens || !theirs.from.zip(theirs.to).is_some_and(|(from, to)| one(from, to)) {
            return false;
        }
        if self.room.dateline.is_some_and(|d| theirs.from.is_some_and(|from| from.date() == d.date)) {
            return false;
        }
        // "the officer said on Monday" is when it was said.
        let said = |c: &Claim| {
            let sentence = &self.room.analysis.sentences[c.sentence as usize];
            let prose = &self.room.document.blocks()[sentence.block as usize].text;
            let view = View { lexicon: self.room.lexicon, prose, sentence };
            let verb = sentence.clauses.get(c.frame.clause as usize).and_then(|clause| clause.verb);
            verb.is_some_and(|v| view.hits(v as usize).any(|h| matches!(h.sense, Sense::Reporting(_))))
        };
        let block = |c: &Claim| self.room.analysis.sentences[c.sentence as usize].block;
        let claims = self.room.claims.claims.iter().take(self.claim_index).rev();
        let near = claims.take_while(|c| c.sentence + 1 >= self.claim.sentence && block(c) == block(self.claim));
        let days = near.filter_map(|c| match &c.value {
            Value::When(when) if when.grain <= Period::Day && !said(c) => Some(when),
            _ => None,
        });
        days.take(1).any(|when| !when.covers().any(|r| meet(&r, &theirs)))
    }

    /// "Net for the nine months was 254 million. Sales rose 50 percent": a period that the sentence before gives goes
    /// on, and the fact is of another.
    fn another_period(&self) -> bool {
        const SHORTEST: i32 = 27;
        let days = |s: &Stretch| Some(s.to?.date().since(s.from?.date()).ok()?.get_days());
        let theirs = self.fact.when.as_ref().and_then(|w| w.covers().next());
        let Some((theirs, length)) = theirs.and_then(|t| Some((t, days(&t)?))).filter(|&(_, d)| d >= SHORTEST) else {
            return false;
        };
        let Some(before) = self.claim.sentence.checked_sub(1) else { return false };
        let block = |s: u32| self.room.analysis.sentences[s as usize].block;
        if block(before) != block(self.claim.sentence) {
            return false;
        }
        let claims = self.room.claims.claims.iter().take(self.claim_index).rev();
        let near = claims.skip_while(|c| c.sentence > before).take_while(|c| c.sentence == before);
        near.filter(|c| c.frame.definite).any(|c| match &c.value {
            Value::Duration { figure, unit, .. } if *unit >= Period::Month => {
                let months = match unit {
                    Period::Month => 1,
                    Period::Quarter => 3,
                    Period::Year => 12,
                    _ => return false,
                };
                let told = figure.number.and_then(|n| n.checked_mul(months.into()));
                told.is_some_and(|m| m != rust_decimal::Decimal::from((length + SHORTEST / 2) / 30))
            }
            Value::When(when) if when.grain >= Period::Month && when.shape == WhenShape::On => {
                !when.covers().any(|r| meet(&r, &theirs) && !wider(&r, &theirs))
            }
            _ => false,
        })
    }

    /// Whether this sentence or the one before gives the year.
    fn told_nearby(&self, year: i16) -> bool {
        let claims = &self.room.claims.claims;
        let own = self.claim.sentence;
        let near = claims.iter().take(self.siblings.end).rev().take_while(|c| c.sentence + 1 >= own);
        near.filter_map(|c| match &c.value {
            Value::When(when) => Some(when),
            _ => None,
        })
        .any(|when| {
            let told = when.readings.first().and_then(|r| r.from).map(jiff::civil::DateTime::year);
            when.written.year == Some(year) || told == Some(year)
        })
    }
}

/// Whether a stretch holds a fact's period and more: nine months that a quarter is part of.
fn wider(own: &Stretch, theirs: &Stretch) -> bool {
    let (Some(from), Some(to), Some(start), Some(end)) = (own.from, own.to, theirs.from, theirs.to) else {
        return false;
    };
    let days = |a: Moment, b: Moment| b.date().since(a.date()).map_or(0, |s| s.get_days());
    let period = days(start, end);
    period >= 28 && from <= start && to >= end && days(from, to) > period + period / 5
}

/// "in 2004, when the operator had to repay 12 million": whether a clause, or one that it is joined to, is opened by
/// "when" right behind a time.
pub(in crate::pairing) fn then(view: View<'_>, clause: u16, time: &Claim) -> bool {
    let mut id = clause;
    for _ in 0..3 {
        let Some(clause) = view.sentence.clauses.get(id as usize) else { return false };
        let at = clause.range.start;
        if at > 0 && view.is(at as usize, Func::When) {
            return time.tokens.end == at || time.tokens.end + 1 == at && view.mark(at as usize - 1, ",");
        }
        let Some(parent) = clause.parent.filter(|_| clause.coordinated) else { return false };
        id = parent;
    }
    false
}

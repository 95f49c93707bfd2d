//! What is told of facts, so much of it as can be of use.

use super::bounds;
use super::{Complaint, Severity};

/// Complaints in the order in which they come; beyond the most that are told they are counted.
#[derive(Debug, Default)]
pub(super) struct Told {
    list: Vec<Complaint>,
    /// The first that is left out, and how many are; errors before warnings.
    left: [Option<(Box<Complaint>, usize)>; 2],
}

impl Told {
    /// How many are kept.
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// Nothing more is kept.
    pub(super) fn full(&self) -> bool {
        self.list.len() >= bounds::TOLD
    }

    /// Those that came since there were so many.
    pub(super) fn since(&self, before: usize) -> &[Complaint] {
        self.list.get(before..).unwrap_or(&[])
    }

    /// Adds one.
    pub(super) fn push(&mut self, complaint: Complaint) {
        if !self.full() {
            self.list.push(complaint);
            return;
        }
        let [errors, others] = &mut self.left;
        let left = if complaint.severity == Severity::Error { errors } else { others };
        match left {
            Some((_, count)) => *count += 1,
            None => *left = Some((Box::new(complaint), 1)),
        }
    }

    /// Adds all of another.
    pub(super) fn extend(&mut self, others: Self) {
        others.list.into_iter().for_each(|c| self.push(c));
        for (first, count) in others.left.into_iter().flatten() {
            let at = usize::from(first.severity != Severity::Error);
            self.push(*first);
            if let Some(Some((_, mine))) = self.left.get_mut(at) {
                *mine += count - 1;
            }
        }
    }

    /// Brings them into an order.
    pub(super) fn sort_by_key<K: Ord>(&mut self, key: impl FnMut(&Complaint) -> K) {
        self.list.sort_by_key(key);
    }

    /// What is told, with how many are left out.
    pub(super) fn finish(self) -> Vec<Complaint> {
        let mut out = self.list;
        for (first, count) in self.left.into_iter().flatten() {
            let kind = if first.severity == Severity::Error { "mistakes" } else { "warnings" };
            out.push(Complaint {
                code: "too-many-mistakes",
                found: String::new(),
                message: format!("{count} more {kind} from here on are not told"),
                help: Some("mend those that are told first".to_owned()),
                excerpt: None,
                ..*first
            });
        }
        out
    }
}

impl From<Vec<Complaint>> for Told {
    fn from(list: Vec<Complaint>) -> Self {
        let mut told = Self::default();
        list.into_iter().for_each(|c| told.push(c));
        told
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(severity: Severity, line: usize) -> Complaint {
        let unreadable = crate::strict::Unreadable { why: String::new(), at: (line, 1), help: None };
        Complaint { severity, ..unreadable.complaint("f") }
    }

    #[test]
    fn what_is_left_out_is_counted_errors_apart_from_warnings() {
        let mut told = Told::default();
        (0..bounds::TOLD - 1).for_each(|n| told.push(one(Severity::Warning, n)));
        let other: Told = (0..5)
            .map(|n| one(if n % 2 == 0 { Severity::Warning } else { Severity::Error }, n))
            .collect::<Vec<_>>()
            .into();
        told.extend(other);
        let mut more = Told::default();
        (0..bounds::TOLD + 3).for_each(|n| more.push(one(Severity::Error, n)));
        told.extend(more);
        let all = told.finish();
        let ends: Vec<_> = all.iter().skip(bounds::TOLD).map(|c| (c.severity, c.line, c.message.as_str())).collect();
        assert_eq!(
            ends,
            [
                (Severity::Error, 1, "10005 more mistakes from here on are not told"),
                (Severity::Warning, 2, "2 more warnings from here on are not told"),
            ]
        );
    }
}

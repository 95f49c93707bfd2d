//! What a fix changes, as a unified diff. Its lines are made harmless like all that is reported, so that one with
//! control characters in it is for reading, and not for `patch`.

use super::clean::Clean;
use std::fmt::Write;

/// Lines that are shown around a change.
const AROUND: usize = 3;

/// The difference between two versions of a draft that have the same number of lines; empty where there is none.
#[must_use]
pub fn diff(name: &str, old: &str, new: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let changed: Vec<usize> = (0..old.len().max(new.len())).filter(|&i| old.get(i) != new.get(i)).collect();
    let mut out = String::new();
    let Some((&first, rest)) = changed.split_first() else { return out };
    // Changes whose surroundings meet stand in one hunk.
    let mut hunks = vec![(first, first)];
    for &line in rest {
        match hunks.last_mut() {
            Some((_, last)) if line - *last <= 2 * AROUND => *last = line,
            _ => hunks.push((line, line)),
        }
    }
    let name = Clean::line(name);
    // Nothing here can fail to be taken.
    let _ = writeln!(out, "--- {0}\n+++ {0}", name.as_str());
    for (first, last) in hunks {
        let (from, to) = (first.saturating_sub(AROUND), (last + AROUND + 1).min(old.len()));
        let _ = writeln!(out, "@@ -{0},{1} +{0},{1} @@", from + 1, to - from);
        let mut pending: Vec<&str> = Vec::new();
        for at in from..to {
            let (a, b) = (old.get(at).copied().unwrap_or(""), new.get(at).copied().unwrap_or(""));
            if a == b {
                pending.drain(..).for_each(|line| put(&mut out, '+', line));
                put(&mut out, ' ', a);
            } else {
                put(&mut out, '-', a);
                pending.push(b);
            }
        }
        pending.drain(..).for_each(|line| put(&mut out, '+', line));
    }
    out
}

fn put(out: &mut String, sign: char, line: &str) {
    out.push(sign);
    out.push_str(Clean::line(line).as_str());
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_stand_in_hunks_with_what_is_around_them() {
        let old: Vec<String> = (1..=20).map(|n| format!("line {n}")).collect();
        let mut new = old.clone();
        for at in [1, 3, 15] {
            new[at].push('!');
        }
        let told = diff("a.md", &(old.join("\n") + "\n"), &(new.join("\n") + "\n"));
        assert_eq!(
            told,
            "--- a.md\n+++ a.md\n@@ -1,7 +1,7 @@\n line 1\n-line 2\n+line 2!\n line 3\n-line 4\n+line 4!\n line 5\n line 6\n line 7\n\
             @@ -13,7 +13,7 @@\n line 13\n line 14\n line 15\n-line 16\n+line 16!\n line 17\n line 18\n line 19\n"
        );
        assert_eq!(diff("a.md", "same\n", "same\n"), "");
    }

    #[test]
    fn nothing_of_a_draft_steers_a_terminal() {
        let told = diff("a\u{1b}.md", "\u{1b}[31m43\u{202e}\n", "\u{1b}[31m41\u{202e}\n");
        assert!(!told.contains(['\u{1b}', '\u{202e}']), "{told:?}");
    }
}

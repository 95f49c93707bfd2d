//! Stretches of prose that may overlap, as elements that nest: what crosses the end of another is cut there and
//! goes on behind it.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::ops::Range;

/// One step of writing a text with its stretches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// The text from here to there.
    Text(Range<usize>),
    /// A piece of the stretch with this index begins; whether it is the first of its pieces.
    Open(usize, bool),
    /// A piece of it ends; whether it is the last.
    Close(usize, bool),
}

/// The steps that write a text of this length, whole and in order. Of stretches that begin together the longer one
/// is outside; of equal ones, the first. Empty ones are passed over.
pub(super) fn nested(len: usize, stretches: &[Range<usize>]) -> Vec<Step> {
    // Where a piece begins, where its stretch ends, which it is, whether it is the first piece.
    let mut ahead: BTreeSet<(usize, Reverse<usize>, usize, bool)> = stretches
        .iter()
        .enumerate()
        .map(|(index, s)| (s.start, Reverse(s.end.min(len)), index, true))
        .filter(|(start, Reverse(end), ..)| start < end)
        .collect();
    let mut open: Vec<(usize, usize, bool)> = Vec::new();
    let mut steps = Vec::new();
    let mut at = 0;
    let mut text = |steps: &mut Vec<Step>, upto: usize| {
        if at < upto {
            steps.push(Step::Text(at..upto));
            at = upto;
        }
    };
    while let Some((start, Reverse(end), index, first)) = ahead.pop_first() {
        while let Some((outer, upto, last)) = open.pop_if(|(_, upto, _)| *upto <= start) {
            text(&mut steps, upto);
            steps.push(Step::Close(outer, last));
        }
        text(&mut steps, start);
        let here = open.last().map_or(end, |(_, upto, _)| end.min(*upto));
        if here < end {
            ahead.insert((here, Reverse(end), index, false));
        }
        steps.push(Step::Open(index, first));
        open.push((index, here, here == end));
    }
    while let Some((outer, upto, last)) = open.pop() {
        text(&mut steps, upto);
        steps.push(Step::Close(outer, last));
    }
    text(&mut steps, len);
    steps
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The text with its stretches as letters in brackets; what goes on has a stroke.
    fn drawn(text: &str, stretches: &[Range<usize>]) -> String {
        let name = |index: usize| (b'A' + index as u8) as char;
        nested(text.len(), stretches)
            .into_iter()
            .map(|step| match step {
                Step::Text(range) => text[range].to_owned(),
                Step::Open(index, first) => format!("{}{}(", name(index), if first { "" } else { "'" }),
                Step::Close(_, last) => String::from(if last { ")" } else { "-)" }),
            })
            .collect()
    }

    #[test]
    fn stretches_nest_and_what_crosses_is_cut() {
        assert_eq!(drawn("abcdef", &[]), "abcdef");
        assert_eq!(drawn("abcdef", &[1..3, 3..5]), "aA(bc)B(de)f");
        assert_eq!(drawn("abcdef", &[2..3, 1..4]), "aB(bA(c)d)ef");
        assert_eq!(drawn("abcdef", &[1..4, 2..6]), "aA(bB(cd-))B'(ef)");
        assert_eq!(
            drawn("abcdef", &[0..3, 1..5, 2..6]),
            "A(aB(bC(c-)-))B'(C'(de-))C'(f)".replace("B'(C'(de-))C'(f)", "C'(B'(de)f)")
        );
        assert_eq!(drawn("abc", &[0..3, 0..3, 1..1, 2..9]), "A(B(abD(c)))");
    }

    proptest! {
        #[test]
        fn all_of_the_text_is_written_once_and_every_piece_is_closed(
            len in 0usize..40, stretches in prop::collection::vec((0usize..45, 0usize..45), 0..12),
        ) {
            let stretches: Vec<_> = stretches.into_iter().map(|(a, b)| a..b).collect();
            let (mut at, mut open, mut covered) = (0, Vec::new(), vec![0; stretches.len()]);
            for step in nested(len, &stretches) {
                match step {
                    Step::Text(range) => {
                        prop_assert_eq!(range.start, at);
                        for (index, _) in &open {
                            let s: &Range<usize> = &stretches[*index];
                            prop_assert!(s.start <= range.start && range.end <= s.end);
                            covered[*index] += range.len();
                        }
                        at = range.end;
                    }
                    Step::Open(index, first) => {
                        prop_assert_eq!(first, covered[index] == 0);
                        open.push((index, at));
                    }
                    Step::Close(index, last) => {
                        prop_assert_eq!(open.pop().map(|(i, _)| i), Some(index));
                        prop_assert_eq!(last, at == stretches[index].end.min(len));
                    }
                }
            }
            prop_assert_eq!((at, open.len()), (len, 0));
            for (s, covered) in stretches.iter().zip(covered) {
                prop_assert_eq!(covered, s.end.min(len).saturating_sub(s.start));
            }
        }
    }
}

//! JSON Lines opened before they are read, and looked through for facts: that there are none belongs on the first line of
//! a report, and each line may bring its own.

use super::drafts::Source;
use super::lines::has_facts;
use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;

/// JSON Lines to be read, or why they cannot be.
pub(super) type Opened = Result<Box<dyn Read>, String>;

/// So much of what can be read only once is held while no facts have come.
const MOST: usize = 64 << 20;

/// The JSON Lines of a run, in their order.
pub(super) struct Ahead {
    /// What can be read only once and was begun; all else is opened when its turn comes.
    begun: VecDeque<Option<Opened>>,
    /// Whether any line has facts of its own; none where that is known only at the end.
    pub facts: Option<bool>,
}

impl Ahead {
    /// Looks for facts. Where lines can be read only once, that is done if the report can `wait` for it.
    pub(super) fn look<'s>(sources: impl Iterator<Item = &'s Source>, wait: bool) -> Self {
        let mut out = Self::nowhere();
        for source in sources {
            let Source::Lines(path) = source else { continue };
            let mut begun = None;
            if out.facts == Some(false) {
                out.facts = match path.as_deref().filter(|p| p.is_file()) {
                    Some(path) => Some(File::open(path).is_ok_and(|file| found(file, &mut Vec::new(), usize::MAX))),
                    None if !wait => None,
                    None => {
                        let opened = begun.insert(open(path.as_deref()));
                        opened.as_mut().map_or(Some(false), |input| {
                            let mut held = Vec::new();
                            let facts = found(&mut *input, &mut held, MOST);
                            let rest = std::mem::replace(input, Box::new(io::empty()));
                            *input = Box::new(Cursor::new(held).chain(rest));
                            Some(facts)
                        })
                    }
                };
            }
            out.begun.push_back(begun);
        }
        out
    }

    /// Looks for nothing.
    pub(super) fn nowhere() -> Self {
        Self { begun: VecDeque::new(), facts: Some(false) }
    }

    /// The next of them, which lies there.
    pub(super) fn next(&mut self, path: Option<&Path>) -> Opened {
        self.begun.pop_front().flatten().unwrap_or_else(|| open(path))
    }
}

fn open(path: Option<&Path>) -> Opened {
    Ok(match path {
        None => Box::new(io::stdin()),
        Some(path) => Box::new(File::open(path).map_err(|e| e.to_string())?),
    })
}

/// Whether a line has facts, as far as `most` bytes reach; what was read is `held` where there is a bound.
fn found(input: impl Read, held: &mut Vec<u8>, most: usize) -> bool {
    let mut input = BufReader::with_capacity(1 << 16, input);
    let mut line = Vec::new();
    let mut facts = false;
    while !facts && held.len() < most {
        line.clear();
        // What cannot be read is told when it is its turn.
        if !input.by_ref().take(MOST as u64).read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
            break;
        }
        facts = has_facts(&line);
        if most < usize::MAX {
            held.extend_from_slice(&line);
        }
    }
    if most < usize::MAX {
        held.extend_from_slice(input.buffer());
    }
    facts
}

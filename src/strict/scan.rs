//! Brackets and lines of a TOML text, outside of its strings and remarks.

/// What a scan stops at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// `[` or `{`.
    Open,
    /// `]` or `}`.
    Close,
    /// A line feed.
    Line,
    /// Three quotes that nothing closes; what follows is scanned as if they were not there.
    Unclosed,
}

/// Goes through a text once.
pub(crate) struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Quotes of which no three close anything any more.
    gone: Vec<u8>,
}

impl<'a> Scan<'a> {
    /// A scan from the beginning.
    pub(crate) fn new(text: &'a str) -> Self {
        Self { bytes: text.as_bytes(), at: 0, gone: Vec::new() }
    }

    fn rest(&self, from: usize) -> &'a [u8] {
        self.bytes.get(from..).unwrap_or(&[])
    }

    fn line_end(&self, from: usize) -> usize {
        let rest = self.rest(from);
        from + rest.iter().position(|b| *b == b'\n').unwrap_or(rest.len())
    }

    /// Where a string ends that begins here, or whether it is three quotes that nothing closes.
    fn string(&mut self, at: usize, quote: u8) -> Option<usize> {
        let triple = self.rest(at).starts_with(&[quote; 3]);
        if !triple {
            return Some(self.single(at, quote));
        }
        if self.gone.contains(&quote) {
            return None;
        }
        let mut end = at + 3;
        loop {
            match self.bytes.get(end).copied() {
                None => {
                    self.gone.push(quote);
                    return None;
                }
                Some(b'\\') if quote == b'"' => end += 2,
                Some(c) if c == quote && self.rest(end).starts_with(&[quote; 3]) => {
                    // Up to two quotes may stand before the closing three.
                    let run = self.rest(end).iter().take_while(|b| **b == quote).count();
                    return Some(end + run.min(5));
                }
                Some(_) => end += 1,
            }
        }
    }

    /// Where a string of one line ends; one that is not closed, at the end of its line.
    fn single(&self, at: usize, quote: u8) -> usize {
        let mut end = at + 1;
        loop {
            match self.bytes.get(end).copied() {
                None => return self.bytes.len(),
                Some(b'\n') => return end,
                Some(b'\\') if quote == b'"' && self.bytes.get(end + 1) != Some(&b'\n') => end += 2,
                Some(c) if c == quote => return end + 1,
                Some(_) => end += 1,
            }
        }
    }
}

impl Iterator for Scan<'_> {
    type Item = (usize, Step);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let at = self.at;
            let byte = *self.bytes.get(at)?;
            self.at += 1;
            let step = match byte {
                b'#' => {
                    self.at = self.line_end(at);
                    continue;
                }
                quote @ (b'"' | b'\'') => match self.string(at, quote) {
                    Some(end) => {
                        self.at = end;
                        continue;
                    }
                    None => {
                        self.at = at + 3;
                        Step::Unclosed
                    }
                },
                b'[' | b'{' => Step::Open,
                b']' | b'}' => Step::Close,
                b'\n' => Step::Line,
                _ => continue,
            };
            return Some((at, step));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(text: &str) -> String {
        let sign = |step| match step {
            Step::Open => '(',
            Step::Close => ')',
            Step::Line => '/',
            Step::Unclosed => '!',
        };
        Scan::new(text).map(|(_, step)| sign(step)).collect()
    }

    #[test]
    fn strings_and_remarks_are_passed_over() {
        for (text, expected) in [
            ("a = [1, {b = \"]\"}] # ]\n", "(())/"),
            ("a = \"\\\"]\"\n", "/"),
            ("a = '\\' ]\n", ")/"),
            ("a = \"\"\"\n]\n\"\"\"\"\"]", ")"),
            ("a = \"\"\"]\n[\n", "!)/(/"),
            ("a = '''\n\"\"\"\n[", "!/!/("),
            ("a = \"]\nb = [", "/("),
            ("a = \"\\\nb = [", "/("),
            ("a = \"\"", ""),
        ] {
            assert_eq!(steps(text), expected, "{text}");
        }
    }
}

//! A sink through which no draft gives a runner of CI a command. Runners read what a program prints:
//! GitHub's takes `##[error]` for one wherever it stands on a line, that of Azure `##vso[…]`,
//! TeamCity `##teamcity[…]`. The bracket is written in another way, as the format allows. In JSON, which a program
//! reads and which may land in a log all the same, what cannot be seen or turns a line is written as an escape
//! of JSON too: the value stays the same.

use super::clean::is_hostile;
use std::io::{self, Write};

/// Where the sink stands in what may become a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    /// In anything else.
    Text,
    /// Behind one number sign.
    One,
    /// Behind two, and the letters of a name.
    Two,
}

/// How a format writes the bracket of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bracket {
    /// As the terminal shows what it does not obey: `##\u{5b}error]`.
    Shown,
    /// As an escape of JSON, which reads as the same text: `##\u005berror]`.
    Json,
    /// As an entity of XML and HTML: `##&#91;error]`.
    Entity,
    /// As an escape of Markdown: `##\[error]`.
    Markdown,
}

impl Bracket {
    fn text(self) -> &'static [u8] {
        match self {
            Self::Shown => b"\\u{5b}",
            Self::Json => b"\\u005b",
            Self::Entity => b"&#91;",
            Self::Markdown => b"\\[",
        }
    }
}

/// The sink: whatever passes it holds no `##[` and no `##name[`, however it was cut into pieces. Pieces of JSON
/// end where characters do.
pub(super) struct Guarded<W> {
    out: W,
    bracket: Bracket,
    at: At,
}

impl<W: Write> Guarded<W> {
    /// A guard before this sink.
    pub fn new(out: W, bracket: Bracket) -> Self {
        Self { out, bracket, at: At::Text }
    }

    /// The sink.
    #[cfg(test)]
    pub fn into_inner(self) -> W {
        self.out
    }

    /// Passes on what holds no bracket of a command.
    fn pass(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.bracket != Bracket::Json || is_plain(bytes) {
            return self.out.write_all(bytes);
        }
        if let Ok(text) = std::str::from_utf8(bytes) {
            return self.text(text);
        }
        for chunk in bytes.utf8_chunks() {
            self.text(chunk.valid())?;
            self.out.write_all(chunk.invalid())?;
        }
        Ok(())
    }

    /// Passes on a text of JSON, in which what cannot be seen is written as an escape.
    fn text(&mut self, text: &str) -> io::Result<()> {
        let mut rest = text;
        while let Some(at) = hostile(rest) {
            let (before, from) = rest.split_at(at);
            self.out.write_all(before.as_bytes())?;
            let mut chars = from.chars();
            let mut units = [0; 2];
            for unit in chars.next().map(|c| c.encode_utf16(&mut units)).unwrap_or_default().iter() {
                write!(self.out, "\\u{unit:04x}")?;
            }
            rest = chars.as_str();
        }
        self.out.write_all(rest.as_bytes())
    }

    fn step(&mut self, byte: u8) -> bool {
        let command = self.at == At::Two && byte == b'[';
        self.at = match (self.at, byte) {
            (At::Text, b'#') => At::One,
            (At::One | At::Two, b'#') => At::Two,
            (At::Two, b) if b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.') => At::Two,
            _ => At::Text,
        };
        command
    }
}

impl<W: Write> Write for Guarded<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes).map(|()| bytes.len())
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        // Nearly everything that is written holds no number sign at all.
        if self.at == At::Text && !bytes.contains(&b'#') {
            return self.pass(bytes);
        }
        let mut rest = bytes;
        while let Some(place) = rest.iter().position(|byte| self.step(*byte)) {
            let (before, from) = rest.split_at(place);
            self.pass(before)?;
            self.out.write_all(self.bracket.text())?;
            rest = from.get(1..).unwrap_or_default();
        }
        self.pass(rest)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// So many bytes are looked at together: nearly all that is written is plain, and a report may be long.
const STEP: usize = 64;

/// Whether all bytes are letters of ASCII, or its control characters: DEL aside, these stand in no string of JSON, and
/// line ends part its lines.
fn is_plain(bytes: &[u8]) -> bool {
    bytes.iter().fold(0, |most, byte| most.max(*byte)) < 0x7f
}

/// Where the first character stands that cannot be seen or turns a line.
fn hostile(text: &str) -> Option<usize> {
    let steps = text.as_bytes().chunks(STEP).enumerate().filter(|(_, step)| !is_plain(step));
    let mut chars = steps.flat_map(|(n, step)| {
        let begins = |byte: &u8| *byte == 0x7f || *byte >= 0xc0;
        step.iter().enumerate().filter(move |(_, byte)| begins(byte)).map(move |(at, _)| n * STEP + at)
    });
    chars.find(|at| text.get(*at..).and_then(|rest| rest.chars().next()).is_some_and(is_hostile))
}

/// The text with every such bracket written so.
pub(super) fn guarded(text: &str, bracket: Bracket) -> String {
    let mut guard = Guarded::new(Vec::with_capacity(text.len() + 8), bracket);
    // A vector takes all, and only whole characters were put in.
    let _ = guard.write_all(text.as_bytes());
    String::from_utf8(guard.out).unwrap_or_default()
}

/// A JSON document on one line, in which no text gives a runner a command.
///
/// # Errors
/// When the sink cannot be written.
pub fn guarded_json(out: &mut dyn Write, document: &impl serde::Serialize) -> io::Result<()> {
    let mut out = Guarded::new(out, Bracket::Json);
    serde_json::to_writer(&mut out, document)?;
    out.write_all(b"\n")
}

/// The same for people to look at, over many lines.
///
/// # Errors
/// When the sink cannot be written.
pub fn guarded_json_pretty(out: &mut dyn Write, document: &impl serde::Serialize) -> io::Result<()> {
    let mut out = Guarded::new(out, Bracket::Json);
    serde_json::to_writer_pretty(&mut out, document)?;
    out.write_all(b"\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_commands_of_three_runners_are_broken_and_all_else_stays() {
        for (text, shown) in [
            ("a ##[error]b", "a ##\\u{5b}error]b"),
            ("###[x]", "###\\u{5b}x]"),
            ("##vso[task.setvariable]", "##vso\\u{5b}task.setvariable]"),
            ("##teamcity[testFailed]", "##teamcity\\u{5b}testFailed]"),
            ("# [a] #1 [b] ## [c] #[d]", "# [a] #1 [b] ## [c] #[d]"),
            ("## Łódź [a]", "## Łódź [a]"),
        ] {
            assert_eq!(guarded(text, Bracket::Shown), shown);
        }
        assert_eq!(guarded("\"##[\"", Bracket::Json), "\"##\\u005b\"");
        assert_eq!(guarded("##[", Bracket::Entity), "##&#91;");
        assert_eq!(guarded("##[", Bracket::Markdown), "##\\[");
    }

    #[test]
    fn what_json_reads_is_the_text_that_was_meant() {
        let text = "##[error] \\##[ ###vso[a]";
        let json = serde_json::to_string(text).expect("it serialises");
        let read: String = serde_json::from_str(&guarded(&json, Bracket::Json)).expect("it is JSON");
        assert_eq!(read, text);
    }

    #[test]
    fn json_shows_what_cannot_be_seen_and_reads_as_the_same() {
        let text = "6\u{202e}611\u{2066} a\u{200b}b\u{7f}\u{85}\u{2028}\u{e0041}\u{feff} Łódź 🔥\u{fe0f} ##[\u{202e}x]";
        let json = guarded(&serde_json::to_string(text).expect("it serialises"), Bracket::Json);
        assert_eq!(
            json,
            "\"6\\u202e611\\u2066 a\\u200bb\\u007f\\u0085\\u2028\\udb40\\udc41\\ufeff Łódź 🔥\u{fe0f} ##\\u005b\\u202ex]\""
        );
        let read: String = serde_json::from_str(&json).expect("it is JSON");
        assert_eq!(read, text);
        let mut pretty = Vec::new();
        guarded_json_pretty(&mut pretty, &[text]).expect("a vector takes all");
        assert_eq!(String::from_utf8(pretty).expect("UTF-8"), format!("[\n  {json}\n]\n"));
    }

    proptest! {
        #[test]
        fn the_first_is_found_wherever_it_stands(plain in "[a-z“Łé🔥]{0,150}", odd in "[\u{7f}\u{85}\u{ad}\u{200b}\u{202e}\u{e0041}]", more in ".{0,20}") {
            prop_assert_eq!(hostile(&plain), None);
            prop_assert_eq!(hostile(&format!("{plain}{odd}{more}")), Some(plain.len()));
        }

        #[test]
        fn the_pieces_do_not_matter(pieces in proptest::collection::vec("[#\\[a ]{0,4}", 0..8)) {
            let mut guard = Guarded::new(Vec::new(), Bracket::Shown);
            for piece in &pieces {
                guard.write_all(piece.as_bytes()).expect("a vector takes all");
            }
            let out = String::from_utf8(guard.into_inner()).expect("UTF-8");
            prop_assert_eq!(&out, &guarded(&pieces.concat(), Bracket::Shown));
            prop_assert!(!out.contains("##["), "{}", out);
        }
    }
}

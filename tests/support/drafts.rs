//! Drafts that every format is tried with: one in which every unit of columns counts otherwise, and one that
//! wants to be more than text.

use super::Desk;

/// All formats of `check`, and how a file of each is called.
pub const FORMATS: [(&str, &str); 10] = [
    ("human", "txt"),
    ("json", "json"),
    ("jsonl", "jsonl"),
    ("github", "txt"),
    ("gitlab", "json"),
    ("sarif", "sarif"),
    ("junit", "xml"),
    ("rdjsonl", "jsonl"),
    ("csv", "csv"),
    ("markdown", "md"),
];

/// Accents as letters and as marks of their own, emoji of one and of several code points, lines that end with
/// CRLF, and a claim over two of them.
pub const SCRIPTS: &str = "---\r\ndate: 2026-10-14\r\n---\r\n# Łódź: fire 🔥 kills three\r\n\r\nThe cafe\u{301} “Żółw” \
    🔥👨\u{200d}👩\u{200d}👧 burned on Monday: the fire injured 31 people, the mayor said, and nearly 450\r\nguests fled \
    it.\r\n\r\n“The naïve 🧑🏽\u{200d}🚒 saved 12 cats”, said Zoe\u{308} Bråten.\r\n";

const SCRIPTS_FACTS: &str = r#"subject = ["fire"]
[defaults]
source = "Łódź fire brigade 🚒"
[facts.dead]
about = ["@killed", "fire"]
value = "3 people"
[facts."verletzt-ü"]
about = ["@wounded", "fire"]
value = "13 people"
[facts.guests]
about = ["guests", "fled"]
value = "462 guests"
[facts.cats]
speaker = "Zoë Bråten"
quote = "The naïve 🧑🏽‍🚒 saved 21 cats"
[facts.cost]
about = ["fire", "cost"]
value = "3 million euros"
required = true
"#;

/// What the findings of [`SCRIPTS`] that are problems are about, in the order of the draft.
pub const SCRIPTS_CLAIMS: [&str; 3] = ["31 people", "nearly 450\r\nguests", "The naïve 🧑🏽\u{200d}🚒 saved 12 cats"];

/// A desk with that draft.
pub fn scripts(name: &str) -> Desk {
    Desk::new(name).with("Łódź a b/scripts.md", SCRIPTS).with("Łódź a b/scripts.facts.toml", SCRIPTS_FACTS)
}

/// Commands of three runners, what steers terminals and turns lines, markup of XML, HTML and Markdown, formulas.
pub const HOSTILE: &str = "::error file=a::The fire ##[error]\n\n::error::pwned killed 5 people in the fire ##[error]x \
    and left ::add-mask::x 31 wounded.\n##[error]pwned At =cmd|' /C calc'!A0 the ##vso[task.x]y %0A::warning::z \
    </script><b>&|`*_@admin [a](http://evil) \\ $x \u{1b}[31m \u{202e}\u{2066} pumps failed, and =4 of them were “=1+1 | \
    ::error::pwned ##[error]pwned </failure> \u{202e}”, said Zoe Braten.\n";

const HOSTILE_FACTS: &str = r#"[defaults]
source = "\u202E\u2066::error title=x::pwned##[error]pwned ##vso[task.x]y %0A::warning::z </script><b>&|`*_@admin [a](http://evil) \\ $x \u001B[31m\n::error::source"
url = "https://example.org/\u202E::error##[error]%0A</script>|[a](b)"
[facts."=a ##[error]|<b>"]
about = ["@killed", "fire"]
value = "3 people"
[facts."::error::b"]
about = ["@wounded"]
value = "13 people"
[facts."@c"]
speaker = "Zoe Braten"
quote = "=1+2 | ::error::pwned ##[error]pwned </failure> \u202E"
[facts."-d"]
about = ["@killed", "::error::w"]
value = "7 boats"
required = true
"#;

/// A desk with that draft, in a file whose name is as bad.
pub fn hostile(name: &str) -> Desk {
    let stem = "=a, ##[error]<b>|";
    Desk::new(name).with(&format!("{stem}.txt"), HOSTILE).with(&format!("{stem}.facts.toml"), HOSTILE_FACTS)
}

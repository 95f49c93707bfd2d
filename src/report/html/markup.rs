//! HTML being written. Tags are words of this program (`&'static str`); what comes from outside is text, which
//! [`Clean`] makes harmless and this escapes. There is no other way in.

use crate::report::clean::Clean;

/// A stretch of a page.
#[derive(Debug, Default)]
pub(super) struct Markup(String);

impl Markup {
    /// A tag, or part of one, as it stands.
    pub fn tag(&mut self, html: &'static str) -> &mut Self {
        self.0.push_str(html);
        self
    }

    /// A number.
    pub fn number(&mut self, number: usize) -> &mut Self {
        self.0.push_str(&number.to_string());
        self
    }

    /// A number with commas: 12,400.
    pub fn count(&mut self, number: usize) -> &mut Self {
        let digits = number.to_string();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                self.0.push(',');
            }
            self.0.push(digit);
        }
        self
    }

    /// Text, good in an element and in a quoted attribute. Brackets go as references: a page printed to a log is to
    /// hold no command for the machine that keeps it.
    pub fn text(&mut self, text: &Clean) -> &mut Self {
        for c in text.as_str().chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                '[' => self.0.push_str("&#91;"),
                c => self.0.push(c),
            }
        }
        self
    }

    /// Running text from outside: one line, and not without end.
    pub fn flow(&mut self, text: &str) -> &mut Self {
        self.text(&Clean::flow(text))
    }

    /// Text from outside as it stands.
    pub fn line(&mut self, text: &str) -> &mut Self {
        self.text(&Clean::line(text))
    }

    /// What was written elsewhere.
    pub fn append(&mut self, other: &Self) -> &mut Self {
        self.0.push_str(&other.0);
        self
    }

    /// The HTML.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_text_wherever_it_stands() {
        let mut out = Markup::default();
        out.tag("<p title=\"").flow("\"><script>alert('x')&amp;").tag("\">").line("a[b]\u{202e}\nx").tag("</p>");
        assert_eq!(
            out.as_str(),
            "<p title=\"&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&amp;amp;\">a&#91;b]\\u{202e}␊x</p>"
        );
    }

    #[test]
    fn counts_have_commas() {
        let told = |n| Markup::default().count(n).as_str().to_owned();
        assert_eq!([0, 999, 1_000, 1_234_567].map(told), ["0", "999", "1,000", "1,234,567"]);
    }
}

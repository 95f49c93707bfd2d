//! `--format html`: the marked-up article, one file that an editor opens from disk. It asks nothing of anybody: style
//! and script are in it, named by their hashes in a policy that lets nothing else run or load.
//!
//! The article stands in one column, a note for each claim beside it; what a wide screen puts at the side follows
//! its paragraph on a small one and on paper. Without the script the page is the same with all notes open.

mod article;
mod look;
mod markup;
mod notes;
mod spans;
mod tally;
#[cfg(test)]
mod tests;

use super::clean::Clean;
use super::human::facts_line;
use super::{Command, DraftReport, Report, RunInfo, Summary, Unreadable};
use crate::document::BlockKind;
use article::{Article, name};
use look::Look;
use markup::Markup;
use notes::{Writer, notes};
use std::io::{self, Write};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");
/// Columns of the headline in the title of the page, which a window's tab has no room for.
const TITLE: usize = 56;
/// Nothing may be loaded, and nothing run but the two above, which their SHA-256 hashes name.
const POLICY: &str = concat!(
    "default-src 'none'; ",
    "style-src 'sha256-3el/2ugUAIO6jsSCJ2um3LfXvLso3FeD03HUWGtPow4='; ",
    "script-src 'sha256-nhjRmuy6EVSO+sih4txT0mCwTllzVBVj3GEkaEsaSYY='; ",
    "base-uri 'none'; form-action 'none'"
);

/// The page. What stands at its head is known only at the end, so that the drafts are kept as text until then.
pub struct Html<W> {
    out: W,
    run: Option<RunInfo>,
    drafts: Markup,
    contents: Markup,
    unread: Markup,
    /// Drafts written so far.
    sheets: usize,
    /// What the page is called: the headline of its first draft.
    title: Option<Clean>,
    /// How many notes there are of each look.
    counts: [usize; Look::ALL.len()],
}

impl<W: Write> Html<W> {
    /// A report to this sink.
    pub fn new(out: W) -> Self {
        Self {
            out,
            run: None,
            drafts: Markup::default(),
            contents: Markup::default(),
            unread: Markup::default(),
            sheets: 0,
            title: None,
            counts: [0; Look::ALL.len()],
        }
    }

    /// The sink.
    #[cfg(test)]
    fn into_inner(self) -> W {
        self.out
    }

    fn count(&self, look: Look) -> usize {
        Look::ALL.iter().zip(self.counts).find(|(l, _)| **l == look).map_or(0, |(_, count)| count)
    }

    fn head(&self, page: &mut Markup) {
        page.tag("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.tag("<meta http-equiv=\"Content-Security-Policy\" content=\"").tag(POLICY).tag("\">\n");
        page.tag("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.tag(
            "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n",
        );
        page.tag("<title>");
        match &self.title {
            Some(title) if self.sheets == 1 => page.text(&title.head(TITLE)),
            _ => page.count(self.sheets).tag(" drafts"),
        };
        page.tag(" – factlint</title>\n<style>").tag(STYLE).tag("</style>\n</head>\n<body>\n");
    }

    fn masthead(&self, page: &mut Markup, run: &RunInfo, summary: &Summary) {
        page.tag("<a class=\"skip\" href=\"#text\">To the text</a>\n<header class=\"masthead\">\n");
        page.tag("<p class=\"brand\">factlint</p>\n<h1>");
        tally::checked(page, run, summary);
        if summary.drafts > 1 {
            page.tag(" in ").count(summary.drafts).tag(" drafts");
        }
        page.tag("</h1>\n<p class=\"rest\">");
        tally::rest(page, run, summary);
        page.tag("</p>\n");
        if run.command == Command::Check {
            page.tag("<p class=\"facts\">").flow(&facts_line(run).1).tag("</p>\n");
        }
        page.tag("</header>\n");
        if self.sheets + summary.unreadable > 1 {
            page.tag("<nav class=\"contents\" aria-label=\"Drafts\">\n<ol>\n").append(&self.contents);
            page.tag("</ol>\n</nav>\n");
        }
        if summary.unreadable > 0 {
            page.tag(
                "<section class=\"unread\" aria-label=\"Drafts that could not be read\">\n<h2>Could not be read</h2>\n",
            );
            page.tag("<ul>\n").append(&self.unread).tag("</ul>\n</section>\n");
        }
    }

    /// Filters, which need no script, and the buttons, which do.
    fn bar(&self, page: &mut Markup) {
        let there: Vec<Look> = Look::ALL.into_iter().filter(|look| self.count(*look) > 0).collect();
        if there.is_empty() {
            return;
        }
        page.tag(
            "<section class=\"bar\" aria-label=\"Notes to show\">\n<fieldset>\n<legend class=\"vh\">Show</legend>\n",
        );
        for look in &there {
            let count = self.count(*look);
            page.tag("<label class=\"n-").tag(look.name()).tag("\"><input type=\"checkbox\" checked id=\"f-");
            page.tag(look.name())
                .tag("\"> <span class=\"sign\" aria-hidden=\"true\">")
                .tag(look.sign())
                .tag("</span> ");
            page.count(count).tag(" ").tag(look.plural(count)).tag("</label>\n");
        }
        page.tag("</fieldset>\n<div class=\"steps\" id=\"steps\" hidden>\n");
        if there.iter().any(|l| l.urgent()) && !there.iter().all(|l| l.urgent()) {
            page.tag("<button type=\"button\" id=\"only\" aria-pressed=\"false\">Only what needs a look</button>\n");
        }
        page.tag("<button type=\"button\" id=\"prev\">Previous</button>\n<button type=\"button\" id=\"next\">Next</button>\n");
        page.tag("<span id=\"place\" role=\"status\"></span>\n<label class=\"keys\"><input type=\"checkbox\" checked id=\"keys\"> ");
        page.tag("Keys <kbd>P</kbd> and <kbd>N</kbd></label>\n</div>\n</section>\n");
    }
}

impl<W: Write> Report for Html<W> {
    fn begin(&mut self, run: &RunInfo) -> io::Result<()> {
        self.run = Some(run.clone());
        Ok(())
    }

    fn draft(&mut self, draft: &DraftReport<'_>) -> io::Result<()> {
        let Some(run) = &self.run else { return Ok(()) };
        self.sheets += 1;
        let sheet = self.sheets;
        let mut summary = Summary::default();
        summary.add(draft.checked);
        let notes = notes(run, draft);
        for note in &notes {
            for (look, count) in Look::ALL.iter().zip(&mut self.counts) {
                *count += usize::from(*look == note.look);
            }
        }
        let name = name(draft.document);
        let headline = draft.document.blocks().first().filter(|b| b.kind == BlockKind::Headline);
        let headline = headline.map(|b| Clean::flow(&b.text));
        self.contents.tag("<li><a href=\"#d").number(sheet).tag("\"><bdi>");
        self.contents.text(headline.as_ref().unwrap_or(&name)).tag("</bdi></a> <span>");
        if headline.is_some() {
            self.contents.tag("<bdi>").text(&name).tag("</bdi>, ");
        }
        tally::checked(&mut self.contents, run, &summary);
        self.contents.tag(": ");
        tally::rest(&mut self.contents, run, &summary);
        self.contents.tag("</span></li>\n");

        let out = &mut self.drafts;
        out.tag("<article class=\"sheet\" id=\"d").number(sheet).tag("\" aria-labelledby=\"p").number(sheet);
        out.tag("\">\n<p class=\"slug\"><bdi id=\"p").number(sheet).tag("\">").text(&name).tag("</bdi>");
        match draft.dateline {
            Some(dateline) => out.tag(" <span>dateline ").flow(&dateline.date.to_string()).tag("</span>"),
            None => out.tag(" <span>no dateline</span>"),
        };
        out.tag(" <span class=\"tally\">");
        tally::checked(out, run, &summary);
        out.tag("</span></p>\n");
        let writer = Writer { sheet, draft, command: run.command };
        Article::new(&writer, &notes).write(out);
        out.tag("</article>\n");
        self.title.get_or_insert(headline.unwrap_or(name));
        Ok(())
    }

    fn unreadable(&mut self, unreadable: &Unreadable<'_>) -> io::Result<()> {
        let name = if unreadable.name == "-" { "standard input" } else { unreadable.name };
        self.unread.tag("<li><bdi>").flow(name).tag("</bdi>: <bdi>").flow(unreadable.error).tag("</bdi></li>\n");
        Ok(())
    }

    fn end(&mut self, summary: &Summary) -> io::Result<()> {
        let Some(run) = self.run.take() else { return Ok(()) };
        let mut page = Markup::default();
        self.head(&mut page);
        self.masthead(&mut page, &run, summary);
        self.bar(&mut page);
        page.tag("<main id=\"text\">\n");
        self.out.write_all(page.as_str().as_bytes())?;
        self.out.write_all(self.drafts.as_str().as_bytes())?;
        let mut page = Markup::default();
        page.tag("</main>\n<footer>\n<p>Set by factlint ").tag(env!("CARGO_PKG_VERSION"));
        page.tag(" from the prose that it read: code, pictures and what is struck out are left out.</p>\n</footer>\n");
        page.tag("<script>").tag(SCRIPT).tag("</script>\n</body>\n</html>\n");
        self.out.write_all(page.as_str().as_bytes())?;
        self.out.flush()
    }
}

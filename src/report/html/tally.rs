//! How many of what: the line over a page and over each of its drafts.

use super::look::Look;
use super::markup::Markup;
use crate::report::{Command, RunInfo, Summary};

/// "31 of 38 figures checked"; without facts, "38 figures read".
pub(super) fn checked(out: &mut Markup, run: &RunInfo, summary: &Summary) {
    let figures = |out: &mut Markup| {
        out.count(summary.figures).tag(if summary.figures == 1 { " figure" } else { " figures" });
    };
    match run.command {
        Command::Extract => {
            figures(out);
            out.tag(" found");
        }
        Command::Check if run.facts_found => {
            out.count(summary.checked).tag(" of ");
            figures(out);
            out.tag(" checked");
        }
        Command::Check => {
            figures(out);
            out.tag(" read");
        }
    }
}

/// "6 disagree, 1 ambiguous, 23 match, 14 open, 2 not understood": what there is of each.
pub(super) fn rest(out: &mut Markup, run: &RunInfo, summary: &Summary) {
    let check = run.command == Command::Check;
    let against = |n: usize| if n == 1 { "contradicts others" } else { "contradict others" };
    // Of a run without facts, marks that are to be mended contradict nothing.
    let apart = if run.facts_found { 0 } else { summary.marks };
    let disagreed = summary.disagreed.saturating_sub(apart);
    let disagree = if run.facts_found { Look::Disagree.plural(disagreed) } else { against(disagreed) };
    let plain = summary.matched.saturating_sub(summary.loose);
    let items = [
        (Some(Look::Disagree), disagreed, disagree, check),
        (Some(Look::Ambiguous), summary.ambiguous, Look::Ambiguous.plural(summary.ambiguous), check),
        (Some(Look::Missing), summary.missing, Look::Missing.plural(summary.missing), check),
        (Some(Look::Loose), summary.loose, Look::Loose.plural(summary.loose), check),
        (Some(Look::Match), plain, Look::Match.plural(plain), check),
        (Some(Look::Unchecked), summary.unchecked, "open", check && run.facts_found),
        (None, summary.not_understood, "not understood", true),
        (None, apart, "to mend among the marks", check),
        (None, summary.known, "known", check),
        (None, summary.ignored, "ignored", check),
    ];
    let mut first = true;
    for (look, count, word, _) in items.into_iter().filter(|(_, count, _, told)| *told && *count > 0) {
        out.tag(if first { "" } else { ", " });
        first = false;
        let count_of = |out: &mut Markup| {
            out.count(count).tag(" ").tag(word);
        };
        if let Some(look) = look {
            out.tag("<span class=\"n-").tag(look.name()).tag("\">");
            count_of(out);
            out.tag("</span>");
        } else {
            count_of(out);
        }
    }
    if check && !run.facts_found && disagreed == 0 {
        out.tag(if first { "none contradicts another" } else { ", none contradicts another" });
    }
}

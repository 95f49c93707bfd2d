//! The one place that decides on colour and width.

use super::args::Color;
use clap::ColorChoice;
use std::ffi::OsString;

/// What the environment says of colour.
#[derive(Debug, Clone, Copy, Default)]
struct Wishes {
    /// `NO_COLOR` is set and not empty.
    no_color: bool,
    /// `CLICOLOR_FORCE` is set and neither empty nor `0`.
    force: bool,
    /// `TERM` is `dumb`.
    dumb: bool,
}

impl Wishes {
    fn from_environment() -> Self {
        let set = |name: &str| std::env::var_os(name).filter(|v| !v.is_empty());
        Self {
            no_color: set("NO_COLOR").is_some(),
            force: set("CLICOLOR_FORCE").is_some_and(|v| v != "0"),
            dumb: set("TERM").is_some_and(|v| v == "dumb"),
        }
    }
}

fn decide(color: Color, wishes: Wishes, terminal: bool) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto if wishes.no_color => false,
        Color::Auto if wishes.force => true,
        Color::Auto => terminal && !wishes.dumb,
    }
}

/// Whether to colour a stream that is (or is not) a terminal. Tells `colored` of the answer, since
/// it would otherwise ask standard output by itself.
pub(super) fn color(color: Color, terminal: bool) -> bool {
    let answer = decide(color, Wishes::from_environment(), terminal);
    colored::control::set_override(answer);
    answer
}

/// What clap is to do with help and usage errors, which it prints before `--color` is parsed.
pub(super) fn clap_choice(arguments: &[OsString]) -> ColorChoice {
    let mut after_color = false;
    for argument in arguments.iter().filter_map(|a| a.to_str()) {
        let value = if after_color { Some(argument) } else { argument.strip_prefix("--color=") };
        match value {
            Some("always") => return ColorChoice::Always,
            Some("never") => return ColorChoice::Never,
            _ => after_color = argument == "--color",
        }
    }
    ColorChoice::Auto
}

/// Columns to write for: `COLUMNS` where it is set, those of the terminal, 100 where there is none.
pub(super) fn width(terminal: bool) -> usize {
    let told = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok()).filter(|&c: &usize| c >= 20);
    let measured = || terminal.then(terminal_size::terminal_size).flatten().map(|(w, _)| usize::from(w.0).max(20));
    told.or_else(measured).unwrap_or(100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wish_for_no_colour_beats_one_for_colour_and_a_flag_beats_both() {
        let none = Wishes::default();
        let all = Wishes { no_color: true, force: true, dumb: true };
        let force = Wishes { force: true, dumb: true, ..none };
        for (color, wishes, terminal, expected) in [
            (Color::Auto, none, true, true),
            (Color::Auto, none, false, false),
            (Color::Auto, all, true, false),
            (Color::Auto, force, false, true),
            (Color::Auto, Wishes { dumb: true, ..none }, true, false),
            (Color::Always, all, false, true),
            (Color::Never, force, true, false),
        ] {
            assert_eq!(decide(color, wishes, terminal), expected, "{color:?} {wishes:?} terminal: {terminal}");
        }
    }

    #[test]
    fn help_is_coloured_as_the_flag_says() {
        let choice = |words: &str| clap_choice(&words.split(' ').map(OsString::from).collect::<Vec<_>>());
        assert_eq!(choice("factlint --color never check"), ColorChoice::Never);
        assert_eq!(choice("factlint check --color=always"), ColorChoice::Always);
        assert_eq!(choice("factlint check a.md"), ColorChoice::Auto);
    }
}

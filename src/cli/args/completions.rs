//! What `completions` and `man` may be told.

use clap::Args;

pub(super) const SHELL_HELP: &str = "\
Examples:

  factlint completions bash > ~/.local/share/bash-completion/completions/factlint
      For bash, from the next shell on.

  factlint completions fish > ~/.config/fish/completions/factlint.fish
      For fish.";

pub(super) const MAN_HELP: &str = "\
Examples:

  factlint man | man -l -
      The manual page, read at once.

  factlint man check > ~/.local/share/man/man1/factlint-check.1
      That of one command, where `man factlint-check` finds it.";

/// Options of `completions`.
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell.
    #[arg(value_name = "SHELL", value_enum)]
    pub shell: clap_complete::Shell,
}

/// Options of `man`.
#[derive(Debug, Args)]
pub struct ManArgs {
    /// The command; without one, the page of all.
    #[arg(value_name = "COMMAND")]
    pub command: Option<String>,
}

//! `factlint completions` and `factlint man`: made of the same definitions as the command line itself.

use super::args::{Cli, CompletionsArgs, ManArgs};
use super::{Failure, Status, schema};
use clap::CommandFactory;

/// Prints the completions of a shell.
pub(super) fn shell(args: &CompletionsArgs) -> Result<Status, Failure> {
    let mut out = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "factlint", &mut out);
    schema::print(&String::from_utf8_lossy(&out))
}

/// Prints a manual page.
pub(super) fn man(args: &ManArgs) -> Result<Status, Failure> {
    let mut all = Cli::command();
    all.build();
    let page = match &args.command {
        None => all,
        Some(name) => {
            let Some(command) = all.get_subcommands().find(|c| c.get_name() == name) else {
                let names: Vec<&str> = all.get_subcommands().map(clap::Command::get_name).collect();
                let near = crate::strict::nearest(name, names.iter().copied());
                let help =
                    near.map_or_else(|| format!("they are {}", names.join(", ")), |n| format!("did you mean `{n}`?"));
                return Err(Failure::new(format!("factlint: no command is called `{name}`; {help}")));
            };
            // The page of a command is named after both: factlint-check.
            let display = format!("factlint-{name}");
            command.clone().display_name(display)
        }
    };
    let mut out = Vec::new();
    clap_mangen::Man::new(page)
        .render(&mut out)
        .map_err(|e| Failure::new(format!("factlint: the page cannot be made: {e}")))?;
    schema::print(&String::from_utf8_lossy(&out))
}

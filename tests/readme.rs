//! README.md as a newcomer takes it: every snippet is run, in its order, in a desk that has the files that it names.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at what it cannot read")]
#![cfg(unix)]

mod support;

use std::path::Path;
use std::process::Command;
use support::papers::{blocks, command, fenced, paper};
use support::{Desk, repo};

/// Commands that no test can run, and why.
const NOT_RUN: [(&str, &str); 1] = [("cargo test", "it is what runs this")];

/// Commands that end with 1, since that is what they show.
const FINDS: [&str; 3] = ["check examples/ferry-fire/draft.md", "impact old.toml new.toml", "echo 'On Monday, 4 June"];

const FACTS: &str = "[defaults]\nsource = \"Harbour office, 3 May 2026\"\n[facts]\nboats = \"Seven boats sank in Tarn on 2 May 2026.\"\n";
const DRAFT: &str = "---\ndate: 2026-05-03\n---\n# A storm in Tarn\n\nSeven boats sank in Tarn on Saturday.\n";

/// A desk with all files that README.md names, and the program on its path.
fn desk(name: &str) -> Desk {
    let words = std::fs::read_to_string(repo("tests/packs/earthquakes.toml")).unwrap();
    let desk = Desk::new(&format!("readme-{name}"))
        .with(".git/HEAD", "")
        .with("draft.md", DRAFT)
        .with("draft.txt", "Seven boats sank.\n")
        .with("article.md", DRAFT)
        .with("desk.toml", FACTS)
        .with("people.toml", "[facts.captain]\nperson = \"Oskar Lind\"\nborn = 1971-05-30\nsource = \"Register\"\n")
        .with("facts/boats.toml", FACTS)
        .with("old.toml", FACTS)
        .with("new.toml", &FACTS.replace("Seven", "Eight"))
        .with("drafts/a.md", DRAFT)
        .with("drafts/sport/match.md", "Tarn beat Orle 3-1.\n")
        .with("ci/strict.toml", "facts = \"../desk.toml\"\nfail-on = [\"disagree\", \"missing\"]\n")
        .with("words.toml", &words);
    let archive = desk.0.join("factlint-0.1.0-here");
    for folder in [&desk.0, &archive] {
        let example = folder.join("examples/ferry-fire");
        std::fs::create_dir_all(&example).unwrap();
        for file in ["draft.md", "facts.toml"] {
            std::fs::copy(repo("examples/ferry-fire").join(file), example.join(file)).unwrap();
        }
    }
    let program = Path::new(env!("CARGO_BIN_EXE_factlint"));
    std::os::unix::fs::symlink(program, archive.join("factlint")).unwrap();
    let packed = Command::new("tar")
        .args(["-czf", "factlint-0.1.0-here.tar.gz", "factlint-0.1.0-here"])
        .current_dir(&desk.0)
        .status();
    assert!(packed.is_ok_and(|s| s.success()), "tar is here");
    std::fs::remove_dir_all(&archive).unwrap();
    std::fs::create_dir_all(desk.0.join("bin")).unwrap();
    std::os::unix::fs::symlink(program, desk.0.join("bin/factlint")).unwrap();
    // Whoever reads manual pages is not part of the program.
    desk.write("bin/man", "#!/bin/sh\ncat > /dev/null\n");
    // Of cargo, what is this program's.
    desk.write("bin/cargo", "#!/bin/sh\n[ \"$1 $2\" = \"run --\" ] || exit 64\nshift 2\nexec factlint \"$@\"\n");
    for file in ["man", "cargo"] {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(desk.0.join("bin").join(file), std::fs::Permissions::from_mode(0o755)).unwrap();
    }
    desk
}

/// Runs the commands of a block in one shell; the status of each.
fn run(desk: &Desk, commands: &[&str]) -> (Vec<i32>, String) {
    // Standard output may be a report of any format.
    let script: String = commands.iter().map(|c| format!("{c}\necho $? >> \"$ENDED\"\n")).collect();
    let ended = desk.0.join(".ended");
    let _ = std::fs::remove_file(&ended);
    let path = format!("{}:{}", desk.0.join("bin").display(), std::env::var("PATH").unwrap_or_default());
    let ran = Command::new("sh")
        .args(["-c", &script])
        .current_dir(&desk.0)
        .env("PATH", path)
        .env("ENDED", &ended)
        .env_remove("GITHUB_STEP_SUMMARY")
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    let told = format!("{}{}", String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
    let statuses = std::fs::read_to_string(&ended).unwrap();
    (statuses.lines().map(|l| l.parse().unwrap()).collect(), told)
}

/// The files that a command says it writes.
fn written(command: &str) -> Vec<String> {
    let words: Vec<&str> = command.split_whitespace().collect();
    let behind = words.windows(2).filter(|w| matches!(w, [">" | "--output", _])).map(|w| w[1]);
    behind.map(|file| file.rsplit('=').next().unwrap_or(file).to_owned()).collect()
}

#[test]
fn every_command_of_the_readme_runs_and_does_what_it_says() {
    let desk = desk("runs");
    let (mut seen, mut found) = (0, 0);
    for block in blocks(&paper("README.md"), "sh") {
        let all = block.lines().map(command).filter(|c| !c.is_empty());
        let commands: Vec<&str> = all.filter(|c| !NOT_RUN.iter().any(|(not, _)| not == c)).collect();
        if commands.is_empty() {
            continue;
        }
        let (ended, told) = run(&desk, &commands);
        assert_eq!(ended.len(), commands.len(), "{block}{told}");
        for (command, status) in commands.iter().zip(ended) {
            let finds = FINDS.iter().any(|f| command.contains(f));
            assert_eq!(status, i32::from(finds), "{command}\n{told}");
            for file in written(command) {
                assert!(!desk.read(&file).is_empty(), "{command} leaves {file} empty");
            }
            found += usize::from(finds);
            seen += 1;
        }
    }
    assert!(seen >= 25 && found >= 3, "only {seen} commands were run, and {found} found something");
}

#[test]
fn what_is_not_run_is_there_and_everything_else_is_looked_at_by_some_test() {
    let text = paper("README.md");
    for (command, _) in NOT_RUN {
        assert!(support::papers::commands(&text).iter().any(|c| c == command), "README.md has no `{command}`");
    }
    for (language, block) in fenced(&text) {
        // TOML is read in tests/papers.rs, the others below.
        assert!(["sh", "toml", "text", "yaml"].contains(&language.as_str()), "nobody looks at ```{language}\n{block}");
    }
}

fn words(line: &str) -> Vec<&str> {
    line.split_whitespace().collect()
}

#[test]
fn what_the_readme_quotes_is_said() {
    let desk = desk("quotes");
    let ran = desk.run(&["explain", "examples/ferry-fire/draft.md:8:49"]);
    let said = words(&ran.out).join(" ");
    let quoted = blocks(&paper("README.md"), "text");
    let [quoted] = quoted.as_slice() else { panic!("{} quotations", quoted.len()) };
    let mut from = 0;
    for line in quoted.lines() {
        let line = words(line).join(" ");
        let at = said[from..].find(&line);
        assert!(at.is_some(), "`{line}` is not in, or not behind the line before:\n{}", ran.out);
        from += at.unwrap() + line.len();
    }
    assert!(from > 0);
}

#[test]
fn the_steps_of_ci_have_only_inputs_that_the_action_has() {
    let action = paper("action.yml");
    let inputs = action.split("\ninputs:\n").nth(1).unwrap().split("\noutputs:\n").next().unwrap();
    let mut seen = 0;
    for block in blocks(&paper("README.md"), "yaml") {
        assert!(block.contains("uses: OWNER/factlint@"), "{block}");
        for line in block.split("with:\n").nth(1).unwrap().lines() {
            let (input, _) = line.trim().split_once(':').unwrap();
            assert!(inputs.contains(&format!("  {input}:\n")), "action.yml has no input `{input}`");
            seen += 1;
        }
    }
    assert!(seen > 0);
}

/// The picture is drawn of this text: where it is another one, `docs/pictures/make` draws it anew.
#[test]
fn the_terminal_in_the_picture_says_what_the_program_says() {
    let desk = desk("picture");
    let ran = desk.run(&["check", "examples/ferry-fire/draft.md", "--show", "disagree", "--color", "never"]);
    assert_eq!(ran.status, Some(1));
    assert_eq!(ran.out, paper("docs/pictures/terminal.txt"), "docs/pictures/make draws the pictures anew");
    for picture in ["docs/pictures/terminal.png", "docs/pictures/page.png"] {
        assert!(paper("README.md").contains(&format!("]({picture})")), "README.md does not show {picture}");
        assert!(std::fs::read(repo(picture)).unwrap().starts_with(b"\x89PNG"), "{picture}");
    }
}

//! The fire in Orra, of which the tests on living with findings tell: its facts, a draft with a mistake, and a
//! repository to keep both in.

use super::Desk;
use std::process::Command;

/// What the desk knows.
pub const FACTS: &str = "\
date = 2021-06-18
[facts.dead]
about = [\"@killed\", \"Orra\"]
value = \"41 people\"
[facts.hurt]
about = [\"@wounded\", \"Orra\"]
value = \"17 people\"
";

/// A draft whose first figure is wrong.
pub const DRAFT: &str = "# Fire\n\nThe fire in Orra killed 43 people on Wednesday.\n\nIt wounded 17 people in Orra.\n";

/// Runs git in a desk's folder, as nobody in particular.
pub fn git(desk: &Desk, args: &[&str]) {
    let ran = Command::new("git")
        .args(["-c", "user.name=Desk", "-c", "user.email=desk@example.org", "-c", "commit.gpgsign=false"])
        .args(args)
        .current_dir(&desk.0)
        .output()
        .expect("git is here");
    assert!(ran.status.success(), "{args:?}: {}", String::from_utf8_lossy(&ran.stderr));
}

/// A repository with one commit on `main`: `desk/facts.toml` and `desk/drafts/old.md`.
pub fn repository(name: &str) -> Desk {
    let desk = Desk::new(name).with("desk/facts.toml", FACTS).with("desk/drafts/old.md", DRAFT);
    git(&desk, &["init", "-q", "-b", "main"]);
    git(&desk, &["add", "."]);
    git(&desk, &["commit", "-q", "-m", "begin"]);
    desk
}

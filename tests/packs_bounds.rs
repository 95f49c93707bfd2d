//! A pack cannot hang the program, whatever it is: a pipe, a device, a folder of ten thousand files, a file too long.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at what it cannot read")]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// A folder that goes away with the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("factlint-bounds-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).expect("a folder to write");
        std::fs::write(folder.join("draft.txt"), "In Halmic 43 people were killed.\n").expect("a file to write");
        Self(folder)
    }

    /// The exit status and what standard error says; the run is ended where it takes too long.
    fn check(&self, rules: &Path) -> (Option<i32>, String) {
        let started = Instant::now();
        let mut child = Command::new(env!("CARGO_BIN_EXE_factlint"))
            .args(["check", "draft.txt", "--rules"])
            .arg(rules)
            .current_dir(&self.0)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        while started.elapsed() < Duration::from_secs(60) {
            if child.try_wait().expect("a child of ours").is_some() {
                let out = child.wait_with_output().expect("a child of ours");
                // How long the path of the folder is decides where lines are wrapped.
                let told = String::from_utf8_lossy(&out.stderr);
                return (out.status.code(), told.split_whitespace().collect::<Vec<_>>().join(" "));
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        child.kill().expect("a child of ours");
        child.wait().expect("a child of ours");
        (None, String::from("it did not come to an end"))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_pipe_and_a_device_are_not_opened() {
    let folder = Folder::new("pipe");
    let pipe = folder.0.join("pipe.toml");
    assert!(Command::new("mkfifo").arg(&pipe).status().is_ok_and(|s| s.success()));
    for path in [pipe.as_path(), Path::new("/dev/zero")] {
        let (status, told) = folder.check(path);
        assert_eq!(status, Some(2), "{told}");
        assert!(told.contains("error[unreadable-file]: cannot be read: it is no plain file"), "{told}");
    }
}

#[test]
fn a_folder_of_ten_thousand_files_is_told_to_be_too_many() {
    let folder = Folder::new("many");
    let packs = folder.0.join("packs");
    std::fs::create_dir(&packs).expect("a folder to write");
    for n in 0..10_000 {
        std::fs::write(packs.join(format!("{n}.toml")), "").expect("a file to write");
    }
    let (status, told) = folder.check(&packs);
    assert_eq!(status, Some(2), "{told}");
    assert!(told.contains("a run takes 200 packs at most"), "{told}");
}

#[test]
fn a_file_too_long_and_files_too_long_together_are_not_read() {
    let folder = Folder::new("long");
    let long = folder.0.join("long.toml");
    std::fs::write(&long, "#".repeat((1 << 20) + 1)).expect("a file to write");
    let (status, told) = folder.check(&long);
    assert_eq!(status, Some(2), "{told}");
    assert!(told.contains("it is longer than 1 MiB"), "{told}");

    let packs = folder.0.join("packs");
    std::fs::create_dir(&packs).expect("a folder to write");
    for n in 0..10 {
        std::fs::write(packs.join(format!("{n}.toml")), "#".repeat(1 << 20)).expect("a file to write");
    }
    let (status, told) = folder.check(&packs);
    assert_eq!(status, Some(2), "{told}");
    assert!(told.contains("have more than 8 MiB together"), "{told}");
}

#[test]
fn files_that_are_not_there_not_text_or_no_packs_are_told() {
    let folder = Folder::new("none");
    std::fs::write(folder.0.join("latin.toml"), b"# caf\xe9\n").expect("a file to write");
    std::fs::create_dir(folder.0.join("empty")).expect("a folder to write");
    for (rules, says) in [
        ("gone.toml", "cannot be read: No such file"),
        ("latin.toml", "not UTF-8 text (line 1, byte 5)"),
        ("empty", "the folder holds no .toml file"),
    ] {
        let (status, told) = folder.check(Path::new(rules));
        assert_eq!(status, Some(2), "{told}");
        assert!(told.contains(says), "{told}");
    }
}

/// The slowest that a pack within its bounds may make a long draft.
#[test]
fn the_worst_pack_within_bounds_keeps_a_draft_linear() {
    let folder = Folder::new("worst");
    let words: Vec<String> = (0..499).map(|i| format!("\"all the {i}\"")).collect();
    let pack =
        format!("[switch.worst]\nwords = [{}]\nreads = [\"all the 3\"]\nignores = [\"call\"]\n", words.join(", "));
    std::fs::write(folder.0.join("worst.toml"), pack).expect("a file to write");
    std::fs::write(folder.0.join("draft.txt"), "all the ".repeat(5_000) + "43 people died.").expect("a file to write");
    let (status, told) = folder.check(Path::new("worst.toml"));
    assert_eq!(status, Some(0), "{told}");
}

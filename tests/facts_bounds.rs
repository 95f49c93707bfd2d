//! A facts file cannot hang the program or fill the machine, whatever it is and holds: a pipe, a device, a file too
//! long, ten thousand includes, an include that leads outside, five thousand mistakes.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at what it cannot read")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// A folder that goes away with the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("factlint-facts-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).expect("a folder to write");
        let folder = Self(folder);
        folder.write("draft.txt", "In Halmic 43 people were killed.\n");
        folder
    }

    fn write(&self, file: &str, text: impl AsRef<[u8]>) {
        let path = self.0.join(file);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder to write");
        std::fs::write(path, text).expect("a file to write");
    }

    /// The exit status of both commands that read facts, and what they say; a run is ended where it takes too long.
    fn run(&self, facts: &Path) -> (Option<i32>, String) {
        let check = self.one(&["check", "draft.txt", "--facts"], facts);
        let audit = self.one(&["facts"], facts);
        assert_eq!(check.0, audit.0, "check says\n{}\nfacts says\n{}", check.1, audit.1);
        assert!(audit.1.contains(&check.1), "check says\n{}\nfacts says\n{}", check.1, audit.1);
        check
    }

    fn one(&self, args: &[&str], facts: &Path) -> (Option<i32>, String) {
        let started = Instant::now();
        let told = self.0.join("told");
        let output =
            || Stdio::from(std::fs::File::options().create(true).append(true).open(&told).expect("a file to write"));
        let _ = std::fs::remove_file(&told);
        let mut child = Command::new(env!("CARGO_BIN_EXE_factlint"))
            .args(args)
            .arg(facts)
            .current_dir(&self.0)
            .env("FACTLINT_COLUMNS", "100000")
            .stdout(output())
            .stderr(output())
            .spawn()
            .expect("the program runs");
        while started.elapsed() < Duration::from_secs(60) {
            if let Some(status) = child.try_wait().expect("a child of ours") {
                let told = std::fs::read_to_string(&told).expect("what was said");
                // How long the path of the folder is decides where lines are wrapped.
                return (status.code(), told.split_whitespace().collect::<Vec<_>>().join(" "));
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        child.kill().expect("a child of ours");
        child.wait().expect("a child of ours");
        (None, String::from("it did not come to an end"))
    }

    /// Holds both commands to refuse these facts, and to say this.
    #[track_caller]
    fn refuses(&self, facts: impl AsRef<Path>, says: &str) -> String {
        let (status, told) = self.run(facts.as_ref());
        let end = told.char_indices().nth(2000).map_or(told.len(), |(at, _)| at);
        assert_eq!(status, Some(2), "{}", &told[..end]);
        assert!(told.contains(says), "{says}\nis not in\n{}", &told[..end]);
        told
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
#[cfg(unix)]
fn a_pipe_and_a_device_are_not_opened() {
    let folder = Folder::new("pipe");
    let pipe = folder.0.join("pipe.toml");
    assert!(Command::new("mkfifo").arg(&pipe).status().is_ok_and(|s| s.success()));
    for path in [pipe.as_path(), Path::new("/dev/zero")] {
        folder.refuses(path, ":1:1: error[unreadable-file]: cannot be read: it is no plain file");
    }
    folder.write("facts.toml", "include = [\"pipe.toml\"]\n");
    folder.refuses("facts.toml", "facts.toml:1:12: error[include-unreadable]: \"pipe.toml\" is not a file");
}

#[test]
fn a_folder_without_facts_and_a_folder_as_an_include_are_told() {
    let folder = Folder::new("folders");
    std::fs::create_dir(folder.0.join("empty.toml")).expect("a folder to write");
    let (status, told) = folder.one(&["facts"], Path::new("empty.toml"));
    assert_eq!(status, Some(2), "{told}");
    assert!(told.contains("the folder holds no .toml file"), "{told}");
    folder.write("facts.toml", "include = [\"empty.toml\"]\n");
    folder.refuses("facts.toml", "facts.toml:1:12: error[include-unreadable]: \"empty.toml\" is not a file");
}

#[test]
fn a_file_that_is_too_long_is_not_read_to_its_end() {
    let folder = Folder::new("long");
    let file = std::fs::File::create(folder.0.join("long.toml")).expect("a file to write");
    file.set_len(200 << 20).expect("a file to write");
    folder.refuses("long.toml", "long.toml:1:1: error[unreadable-file]: cannot be read: it is longer than 32 MiB");
}

#[test]
fn a_text_that_is_too_long_is_told() {
    let folder = Folder::new("text");
    folder.write("facts.toml", format!("[facts]\na = \"{}.\"\n", "43 people died in Halmic, ".repeat(100_000)));
    folder.refuses("facts.toml", "facts.toml:2:5: error[too-long]: `a` is longer than 10000 letters");
}

#[test]
fn ten_thousand_includes_are_too_many_side_by_side_and_one_in_the_other() {
    let folder = Folder::new("many");
    let mut list = String::new();
    for n in 0..10_000 {
        folder.write(&format!("{n}.toml"), "");
        let _ = writeln!(list, "\"{n}.toml\",");
    }
    folder.write("facts.toml", format!("include = [\n{list}]\n"));
    let told = folder.refuses(
        "facts.toml",
        "facts.toml:1001:1: error[too-many-files]: a run takes 1000 facts files at most, and \"999.toml\" is one more",
    );
    assert_eq!(told.matches("error[").count(), 1, "{told}");
    for n in 0..10_000 {
        folder.write(&format!("{n}.toml"), format!("include = \"{}.toml\"\n", n + 1));
    }
    let told = folder
        .refuses("0.toml", "31.toml:1:11: error[too-many-files]: \"32.toml\" is included over more than 32 files");
    assert_eq!(told.matches("error[").count(), 1, "{told}");
    // The same file over and over is one file.
    folder.write("one.toml", format!("include = [{}]\n", "\"10000.toml\", ".repeat(10_000)));
    folder.write("10000.toml", "[facts]\na = \"The flood in Halmic killed 43 people.\"\nb = 3\n");
    let told = folder.refuses("one.toml", "10000.toml:3:5: error[wrong-type]");
    assert_eq!(told.matches("error[").count(), 1, "{told}");
}

#[test]
fn a_folder_of_ten_thousand_files_is_told_to_be_too_many() {
    let folder = Folder::new("folder");
    for n in 0..10_000 {
        folder.write(&format!("desk/{n}.toml"), "");
    }
    let told = folder.refuses("desk", "cannot be read: a run takes 1000 facts files at most");
    assert_eq!(told.matches("error[").count(), 1, "{told}");
}

#[test]
fn an_include_that_leads_outside_is_refused_however_it_is_written() {
    let folder = Folder::new("outside");
    let secret = "[facts]\na = \"The secret is 43 people.\"\nb = 3\n";
    folder.write("secret.toml", secret);
    folder.write("desk/sub/a.toml", "");
    let absolute = folder.0.join("secret.toml");
    let mut ways = vec!["../secret.toml", "sub/../../secret.toml", "./../desk/../secret.toml"];
    let absolute = absolute.to_str().expect("a path of text").to_owned();
    ways.push(&absolute);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("../secret.toml", folder.0.join("desk/link.toml")).expect("a link");
        std::os::unix::fs::symlink("..", folder.0.join("desk/up")).expect("a link");
        ways.extend(["link.toml", "up/secret.toml"]);
    }
    for way in ways {
        folder.write("desk/facts.toml", format!("# the desk\ninclude = ['{way}']\n"));
        let told = folder.refuses("desk/facts.toml", "facts.toml:2:12: error[include-outside]");
        assert!(told.contains("help: name a file in the folder of the top file or below it"), "{told}");
        assert!(!told.contains("wrong-type") && !told.contains("The secret"), "{told}");
    }
}

#[test]
fn includes_in_a_circle_are_refused_where_they_close() {
    let folder = Folder::new("circle");
    folder.write("a.toml", "include = [\"a.toml\"]\n");
    folder
        .refuses("a.toml", "a.toml:1:12: error[include-cycle]: \"a.toml\" includes this file in turn, or is this file");
    folder.write("a.toml", "include = [\"b/b.toml\"]\n");
    folder.write("b/b.toml", "\ninclude = [\"../c.toml\"]\n");
    folder.write("c.toml", "include = [\"./b/../a.toml\"]\n");
    folder.refuses("a.toml", "c.toml:1:12: error[include-cycle]: \"./b/../a.toml\" includes this file in turn");
}

#[test]
fn five_thousand_mistakes_are_all_told_and_a_million_are_counted() {
    let folder = Folder::new("mistakes");
    let write = |count: usize, one: &dyn Fn(usize) -> String| {
        folder.write("facts.toml", (0..count).map(one).collect::<String>());
    };
    let key = |n: usize| format!("[facts.a{n}]\nabuot = \"dam\"\nvalue = 3\n");
    let slip = |n: usize| format!("[facts.a{n}]\nabout = \"dam\"\nvalue = 3 people\n");
    let open = |n: usize| format!("[facts.a{n}]\nabout = [\"dam\"\nvalue = 3\n");
    let twice = |_: usize| "[facts.a]\nabout = \"dam\"\nvalue = 3\n".to_owned();
    for (one, code, count) in [
        (&key as &dyn Fn(usize) -> String, "error[unknown-key]", 5_000),
        (&slip, "error[toml-syntax]", 5_000),
        (&open, "error[toml-syntax]", 5_000),
        (&twice, "error[duplicate-id]", 4_999),
    ] {
        write(5_000, one);
        let told = folder.refuses("facts.toml", code);
        assert_eq!(told.matches(code).count(), count);
    }
    write(100_000, &|n| format!("a{n} = 1\n"));
    let told = folder.refuses(
        "facts.toml",
        "facts.toml:10001:1: error[too-many-mistakes]: 90000 more mistakes from here on are not told",
    );
    assert_eq!(told.matches("error[unknown-key]").count(), 10_000);
    // All on one line.
    folder.write(
        "facts.toml",
        format!("facts = {{ {} }}\n", (0..100_000).map(|n| format!("é{n} = 1, ")).collect::<String>()),
    );
    let (status, _) = folder.run(Path::new("facts.toml"));
    assert_eq!(status, Some(2));
}

#[test]
fn files_that_are_no_text_are_told_with_their_place() {
    let folder = Folder::new("text");
    for (bytes, says) in [
        (
            &b"[facts]\n# caf\xe9\n"[..],
            "facts.toml:2:6: error[unreadable-file]: cannot be read: not UTF-8 text (line 2, byte 13)",
        ),
        (b"\xff\xfe[\0f\0", "facts.toml:1:1: error[unreadable-file]: cannot be read: it is UTF-16 and not UTF-8 text"),
        (b"date = \0\n", "facts.toml:1:8: error[toml-syntax]: not TOML: an invisible sign (U+0000) stands here"),
        (
            b"[facts]\na = \"x\0\"\n",
            "facts.toml:2:7: error[toml-syntax]: not TOML: a control character (U+0000) stands in the text",
        ),
    ] {
        folder.write("facts.toml", bytes);
        folder.refuses("facts.toml", says);
    }
    folder.write(
        "facts.toml",
        b"\xef\xbb\xbfdate = 2014-01-01\r\n[facts]\r\na = \"The flood in Halmic killed 43 people.\"\n",
    );
    assert_eq!(folder.one(&["check", "draft.txt", "--facts"], Path::new("facts.toml")).0, Some(0));
}

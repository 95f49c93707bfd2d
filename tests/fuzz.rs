//! Replays what the fuzz targets began with and what they found: every file under `tests/fuzz/TARGET` goes
//! through the function that the target of that name calls. A file whose name begins with `found-` broke a
//! promise once.
#![allow(clippy::expect_used, clippy::panic, reason = "a test may stop at what it cannot read")]

#[path = "support/fuzz.rs"]
mod targets;

use std::path::Path;

#[test]
fn what_was_found_stays_found() {
    let mut run = 0;
    for (name, target) in targets::TARGETS {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz").join(name);
        let mut files: Vec<_> =
            std::fs::read_dir(&folder).expect("a corpus").map(|e| e.expect("a file").path()).collect();
        files.sort();
        assert!(!files.is_empty(), "no corpus for {name}");
        for file in files {
            let data = std::fs::read(&file).expect("a file that can be read");
            // A panic tells what is broken; this, of which file.
            let outcome = std::panic::catch_unwind(|| target(&data));
            assert!(outcome.is_ok(), "{} breaks a promise", file.display());
            run += 1;
        }
    }
    assert!(run >= 40, "{run}");
}

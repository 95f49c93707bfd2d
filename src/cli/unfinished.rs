//! What of ours lies on the disk and is not finished: files that have not got their name yet, folders of a revision.
//! A run that is interrupted takes it away, and then ends as it would have ended without us.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// All that is unfinished. The one thing that is shared by everybody: an interruption asks nobody.
static ALL: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn all() -> MutexGuard<'static, Vec<PathBuf>> {
    ALL.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Makes a file or folder that is not there yet. From then on an interruption takes it away.
pub(super) fn begin<T>(path: &Path, make: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    listen();
    // Whoever holds this is not interrupted: there is no moment at which it is there and nobody knows.
    let mut all = all();
    let made = make()?;
    all.push(path.to_owned());
    Ok(made)
}

/// Does something in an unfinished folder that an interruption has to come before or after.
pub(super) fn steadily<T>(work: impl FnOnce() -> T) -> T {
    let _all = all();
    work()
}

/// It is finished, or gone.
pub(super) fn end(path: &Path) {
    all().retain(|p| p != path);
}

/// Waits for interruptions, from the first thing on that is to be taken away.
#[cfg(unix)]
fn listen() {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGXFSZ};
    use signal_hook::iterator::Signals;
    use std::sync::Once;

    static LISTENS: Once = Once::new();
    LISTENS.call_once(|| {
        let ignored = ignored();
        let wanted = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGXFSZ];
        // What the shell or `nohup` asks to ignore stays ignored. Without a handler a run ends all the same.
        let wanted = wanted.into_iter().filter(|signal| ignored >> (signal - 1) & 1 == 0);
        let Ok(mut signals) = Signals::new(wanted) else { return };
        std::thread::spawn(move || {
            // A file that may grow no more is told by the write itself.
            let Some(signal) = signals.forever().find(|signal| *signal != SIGXFSZ) else { return };
            // Nobody begins anything any more: the list is held until the end.
            let all = all();
            for path in all.iter() {
                let _ = fs::remove_file(path).or_else(|_| fs::remove_dir_all(path));
            }
            let _ = signal_hook::low_level::emulate_default_handler(signal);
            drop(all);
        });
    });
}

/// Where nothing tells of interruptions, what is unfinished stays.
#[cfg(not(unix))]
fn listen() {}

/// The signals that are ignored, a bit each, where the system says so.
#[cfg(unix)]
fn ignored() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0)
}

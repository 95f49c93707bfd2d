//! A bar on the terminal for work that takes over a second, silence otherwise.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::time::Duration;

/// Progress of a run. Everything that is written while it lives goes through [`Progress::aside`].
pub(super) struct Progress {
    bar: ProgressBar,
    /// Dropped to tell the thread that waits for the first second.
    _done: Option<Sender<()>>,
}

impl Progress {
    /// Progress over this many drafts, or over an unknown number of lines.
    pub(super) fn new(drafts: Option<u64>) -> Self {
        let bar = ProgressBar::with_draw_target(drafts, ProgressDrawTarget::hidden());
        let template = if drafts.is_some() {
            "{bar:30} {pos} of {len} drafts, {eta} left"
        } else {
            "{spinner} {pos} lines in {elapsed}"
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        let done = io::stderr().is_terminal().then(|| {
            let (done, waits) = mpsc::channel();
            let shown = bar.clone();
            std::thread::spawn(move || {
                if waits.recv_timeout(Duration::from_secs(1)) == Err(RecvTimeoutError::Timeout) && !shown.is_finished()
                {
                    shown.set_draw_target(ProgressDrawTarget::stderr());
                    shown.enable_steady_tick(Duration::from_millis(200));
                }
            });
            done
        });
        Self { bar, _done: done }
    }

    /// One more draft is done.
    pub(super) fn step(&self) {
        self.bar.inc(1);
    }

    /// Writes without the bar in the way.
    pub(super) fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        self.bar.suspend(write)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

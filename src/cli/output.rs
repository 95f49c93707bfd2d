//! Where the report goes: standard output, or a file that appears whole or not at all.

use super::{Failure, unfinished};
use std::cell::RefCell;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// The sink of a report.
pub(super) enum Output {
    /// Standard output.
    Standard(BufWriter<StdoutLock<'static>>),
    /// A file to be put in place at the end.
    File {
        /// What is written to.
        writer: BufWriter<File>,
        /// The name that it has until the end; none where it is written in place.
        temporary: Option<PathBuf>,
        /// The name that it gets.
        path: PathBuf,
    },
}

impl Output {
    /// Opens the sink. A file is opened under another name in the same folder, so that a run that
    /// fails leaves the old one alone; links are followed, devices written in place.
    pub(super) fn open(path: Option<&Path>) -> Result<Self, Failure> {
        let standard = |p: &&Path| p.as_os_str() == "-" || *p == Path::new("/dev/stdout");
        let Some(path) = path.filter(|p| !standard(p)) else {
            return Ok(Self::Standard(BufWriter::with_capacity(1 << 16, io::stdout().lock())));
        };
        let failed = |e: &io::Error| Failure::new(format!("factlint: {} cannot be written: {e}", path.display()));
        let real = fs::canonicalize(path).unwrap_or_else(|_| led(path));
        let existing = fs::metadata(&real).ok();
        // Behind /dev stands what somebody else has open, even where it is a file.
        if path.starts_with("/dev") || existing.as_ref().is_some_and(|m| !m.is_file()) {
            let file = OpenOptions::new().append(true).open(path).map_err(|e| failed(&e))?;
            return Ok(Self::File { writer: BufWriter::new(file), temporary: None, path: real });
        }
        let name = real.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let (file, temporary) = beside(&real, &name).map_err(|e| failed(&e))?;
        if let Some(existing) = existing {
            let _ = file.set_permissions(existing.permissions());
        }
        Ok(Self::File { writer: BufWriter::new(file), temporary: Some(temporary), path: real })
    }

    /// Refuses to write where something stands that the run reads: a slip on the command line is to cost no facts file
    /// and no draft.
    pub(super) fn apart<'p>(
        outputs: impl IntoIterator<Item = &'p Path>,
        read: impl Iterator<Item = &'p Path>,
    ) -> Result<(), Failure> {
        let files = |path: &&Path| fs::canonicalize(path).ok().filter(|real| real.is_file());
        let outputs: Vec<(&Path, PathBuf)> = outputs.into_iter().filter_map(|o| Some((o, files(&o)?))).collect();
        if outputs.is_empty() {
            return Ok(());
        }
        for real in read.filter_map(|path| files(&path)) {
            if let Some((output, _)) = outputs.iter().find(|(_, o)| *o == real) {
                return Err(Failure::new(format!(
                    "factlint: --output {} would replace a file that this run reads; name another",
                    output.display()
                )));
            }
        }
        Ok(())
    }

    /// Opens a file to write behind what stands in it.
    pub(super) fn append(path: &Path) -> io::Result<Self> {
        let file = OpenOptions::new().append(true).create(true).open(path)?;
        Ok(Self::File { writer: BufWriter::new(file), temporary: None, path: path.to_owned() })
    }

    /// Whether a person reads along.
    pub(super) fn is_terminal(&self) -> bool {
        matches!(self, Self::Standard(_)) && io::stdout().is_terminal()
    }

    /// Puts the file in its place.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.place()
    }

    fn place(&mut self) -> io::Result<()> {
        self.flush()?;
        if let Self::File { temporary, path, writer } = self
            && let Some(from) = temporary.as_ref()
        {
            // Else a machine that stops may have the new name and not what belongs under it.
            writer.get_ref().sync_all()?;
            fs::rename(from, path)?;
            unfinished::end(from);
            *temporary = None;
        }
        Ok(())
    }
}

/// Where links lead that lead to no file yet: it is made there, and the links stay.
fn led(path: &Path) -> PathBuf {
    let mut path = path.to_owned();
    // As many as the system itself follows.
    for _ in 0..40 {
        let Ok(to) = fs::read_link(&path) else { break };
        path = path.parent().unwrap_or(Path::new("")).join(to);
    }
    path
}

/// A new file beside another, under a name that nobody has. A run that was killed may have left one under the same
/// number: in a container all have the same few.
fn beside(path: &Path, name: &str) -> io::Result<(File, PathBuf)> {
    // A name may be as long as names can be.
    let name: String = name.chars().take(40).collect();
    let mut taken = io::Error::from(io::ErrorKind::AlreadyExists);
    for n in 0..1000 {
        let temporary = path.with_file_name(format!(".{name}.{}-{n}.tmp", std::process::id()));
        let made = unfinished::begin(&temporary, || OpenOptions::new().write(true).create_new(true).open(&temporary));
        match made {
            Ok(file) => return Ok((file, temporary)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => taken = error,
            Err(error) => return Err(error),
        }
    }
    Err(taken)
}

/// A hand on the sink: the report has one, and the run one to flush it by.
#[derive(Clone)]
pub(super) struct Sink(Rc<RefCell<Output>>);

impl Sink {
    /// A hand on this sink.
    pub(super) fn new(output: Output) -> Self {
        Self(Rc::new(RefCell::new(output)))
    }

    /// Puts the file in its place.
    pub(super) fn finish(&self) -> io::Result<()> {
        self.0.borrow_mut().place()
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.borrow_mut().flush()
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        if let Self::File { temporary: Some(temporary), .. } = self {
            let _ = fs::remove_file(&*temporary);
            unfinished::end(temporary);
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Standard(out) => out.write(bytes),
            Self::File { writer, .. } => writer.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Standard(out) => out.flush(),
            Self::File { writer, .. } => writer.flush(),
        }
    }
}

//! The packs of a run, each set of them read once.

use super::Failure;
use crate::lexicon::Lexicon;
use crate::packs;
use crate::strict::Complaint;
use std::mem::ManuallyDrop;
use std::path::PathBuf;
use std::sync::Arc;

/// What some packs came to.
struct Known {
    files: Vec<PathBuf>,
    /// Never taken apart: the run ends with it, and what ends with a run is freed at once.
    lexicon: ManuallyDrop<Arc<Lexicon>>,
    complaints: Vec<Complaint>,
}

/// Lexicons by the packs that are layered over those that ship.
#[derive(Default)]
pub(super) struct Languages {
    known: Vec<Known>,
}

impl Languages {
    /// The lexicon with these packs; where one of them is broken, without any, and with complaints.
    pub(super) fn of(&mut self, files: &[PathBuf]) -> Result<Arc<Lexicon>, Failure> {
        if let Some(known) = self.known.iter().find(|k| k.files == files) {
            return Ok(Arc::clone(&known.lexicon));
        }
        let (lexicon, complaints) = match packs::load(files) {
            Ok(lexicon) => (lexicon, Vec::new()),
            Err(complaints) => (shipped()?, complaints),
        };
        let lexicon = Arc::new(lexicon);
        self.known.push(Known { files: files.to_vec(), lexicon: ManuallyDrop::new(Arc::clone(&lexicon)), complaints });
        Ok(lexicon)
    }

    /// Whether one of these packs is broken.
    pub(super) fn broken(&self, files: &[PathBuf]) -> bool {
        self.known.iter().any(|k| k.files == files && !k.complaints.is_empty())
    }

    /// What is wrong with packs.
    pub(super) fn complaints(&self) -> impl Iterator<Item = &Complaint> {
        self.known.iter().flat_map(|k| &k.complaints)
    }
}

/// The lexicon of the packs that ship alone.
fn shipped() -> Result<Lexicon, Failure> {
    Lexicon::english().map_err(|e| Failure::new(format!("factlint: the rules compiled in cannot be read: {e}")))
}

/// The lexicon with these packs for a command that reads one draft; complaints are told, and stop the run.
pub(super) fn lexicon(
    files: &[PathBuf],
    grounds: &super::foreign::Grounds,
    color: super::args::Color,
) -> Result<Arc<Lexicon>, Failure> {
    let mut languages = Languages::default();
    let lexicon = languages.of(files)?;
    super::told(languages.complaints(), grounds, color)?;
    Ok(lexicon)
}

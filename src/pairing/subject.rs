//! Whether a draft is about what a facts file says that its facts are about (`subject`).

use super::Index;
use super::terms;
use crate::analysis::{Analysis, View};
use crate::document::Document;
use crate::lexicon::Lexicon;
use rustc_hash::FxHashSet;

impl Index {
    /// For each subject of the facts, whether the draft meets all of it.
    #[must_use]
    pub fn subjects(&self, document: &Document, analysis: &Analysis, lexicon: &Lexicon) -> Vec<bool> {
        let subjects = &self.terms.subjects;
        if subjects.iter().all(Vec::is_empty) {
            return vec![true; subjects.len()];
        }
        let surnames = self.terms.surnames_in(analysis);
        let views = analysis.sentences.iter().filter_map(|sentence| {
            let prose = &document.blocks().get(sentence.block as usize)?.text;
            Some(View { lexicon, prose, sentence })
        });
        let mut met: Vec<Vec<terms::Met>> = views.map(|view| self.terms.met(view, &surnames)).collect();
        self.terms.only_introduced(&mut met, &analysis.sentences.iter(), lexicon);
        let anywhere: FxHashSet<_> = met.iter().flatten().map(|m| m.term).collect();
        subjects.iter().map(|subject| subject.iter().all(|t| anywhere.contains(t))).collect()
    }
}

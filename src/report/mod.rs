//! Findings out: one file a format behind one trait, over any writer. Draft text is made harmless
//! here, in one place.

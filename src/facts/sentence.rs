//! Sentence facts: each claim in the sentence becomes a fact whose terms are its frame.

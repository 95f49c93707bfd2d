//! Checks that need no reference (semantics 6): one file a rule, certain or silent. Room for later
//! rules; none is in force yet.

//! The keys and forms of a facts file.

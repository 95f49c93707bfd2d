//! What a finding tells: message, suggestion, the reference in words. Made once, for all reports.

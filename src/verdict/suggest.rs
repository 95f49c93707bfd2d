//! The claim's own wording with the right value.

use super::Gap;
use crate::claims::Value;
use crate::facts::Fact;
use crate::lexicon::Lexicon;

/// The claim in the draft's words, mended.
pub(super) fn wording(_text: &str, _draft: &Value, _fact: &Fact, _gap: &Gap, _lexicon: &Lexicon) -> Option<String> {
    None
}

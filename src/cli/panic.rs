//! What a defect of ours may say: its place, never the draft. A panic's own message may quote text.

use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};

thread_local! {
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Replaces the hook that prints a panic's message. Inside [`guarded`] nothing is printed: the draft
/// is reported as unreadable.
pub(super) fn keep_drafts_out() {
    panic::set_hook(Box::new(|info| {
        let place =
            info.location().map_or_else(|| String::from("an unknown place"), |l| format!("{}:{}", l.file(), l.line()));
        PLACE.with_borrow_mut(|slot| *slot = Some(place));
    }));
}

/// Runs what may meet a defect of ours on one draft, so that the others are still checked.
pub(super) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|_| {
        let place = PLACE.with_borrow_mut(Option::take).unwrap_or_else(|| String::from("an unknown place"));
        format!("a defect of factlint at {place}; please report it")
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_defect_names_its_place_and_no_text() {
        let Err(message) = super::guarded(|| -> u8 { panic!("secret draft text") }) else { panic!("it passed") };
        assert!(message.starts_with("a defect of factlint at "), "{message}");
        assert!(!message.contains("secret"));
    }
}

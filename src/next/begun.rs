//! A plan that is being begun, and what is said beside it.

use super::notes::Notes;
use crate::plan::Plan;

/// A plan that was begun, and the notes beside it.
pub(super) struct Begun {
    pub plan: Plan,
    pub notes: Notes,
}

/// A note with words that stood there last time.
pub(super) fn last_time(words: &str) -> String {
    format!("last time: {}", words.trim())
}

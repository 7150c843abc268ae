//! The next plan as it is being written, and the notes for the person who fills it in.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::path::Path;
use crate::plan::Plan;

/// A new plan, and its notes.
pub(super) struct Begun {
    pub plan: Plan,
    pub notes: Notes,
}

/// The notes of a plan, by path.
#[derive(Debug, Default)]
pub(super) struct Notes(BTreeMap<Path, Note>);

/// The notes for one value.
#[derive(Clone, Debug, Default)]
pub(super) struct Note {
    /// Lines above it.
    pub above: Vec<String>,
    /// Whether these lines are written even if there is no value.
    pub alone: bool,
    /// A few words after it, on its line.
    pub beside: Option<String>,
    /// Its value last time, which can be restored by deleting a `#`.
    pub last: Option<Value>,
    /// Whether it is left blank, to be filled in.
    pub open: bool,
}

impl Notes {
    /// Returns the note at a path.
    pub fn at(&self, path: &Path) -> Note {
        self.0.get(path).cloned().unwrap_or_default()
    }

    /// Whether anything at or below a path is left blank.
    pub fn any_open(&self, path: &Path) -> bool {
        let from = self.0.range(path..);
        let mut below = from.take_while(|(other, _)| other.starts_with(path));
        below.any(|(_, note)| note.open)
    }

    /// Adds a line above the value at a path, even if there is no value.
    pub fn alone(&mut self, path: &Path, line: impl Into<String>) {
        self.note(path).alone = true;
        self.above(path, line);
    }

    /// Adds a line above the value at a path, if there is one.
    pub fn above(&mut self, path: &Path, line: impl Into<String>) {
        self.note(path).above.push(line.into());
    }

    /// Sets the words beside the value at a path.
    pub fn beside(&mut self, path: &Path, words: impl Into<String>) {
        self.note(path).beside = Some(words.into());
    }

    /// Leaves the value at a path blank, with a question.
    pub fn ask(&mut self, path: &Path, question: impl Into<String>) {
        self.note(path).open = true;
        self.beside(path, question);
    }

    /// Leaves the list at a path blank, with last time's items.
    pub fn ask_list(&mut self, path: &Path, items: Value) {
        self.note(path).open = true;
        self.offer_last(path, items);
    }

    /// Offers the last value at a path to be restored; a list that is left blank, item by item.
    pub fn offer_last(&mut self, path: &Path, last: Value) {
        self.note(path).last = Some(last);
    }

    fn note(&mut self, path: &Path) -> &mut Note {
        self.0.entry(path.clone()).or_default()
    }
}

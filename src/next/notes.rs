//! A plan that is being begun, and the notes beside it for the person who fills it in.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::path::Path;
use crate::plan::Plan;

/// A plan that was begun, and the notes beside it.
pub(super) struct Begun {
    pub plan: Plan,
    pub notes: Notes,
}

/// The notes of a plan, by the place they belong to.
#[derive(Debug, Default)]
pub(super) struct Notes(BTreeMap<Path, Note>);

/// What stands around one value.
#[derive(Clone, Debug, Default)]
pub(super) struct Note {
    /// Lines above it.
    pub above: Vec<String>,
    /// Whether these lines stand there even where the value does not.
    pub alone: bool,
    /// A few words behind it, on its line.
    pub beside: Option<String>,
    /// What it was last time, to be taken up again by deleting a `#`.
    pub last: Option<Value>,
    /// Whether it is left open, to be filled in.
    pub open: bool,
}

impl Notes {
    /// The note at a path.
    pub fn at(&self, path: &Path) -> Note {
        self.0.get(path).cloned().unwrap_or_default()
    }

    /// Whether anything at or below a path is left open.
    pub fn any_open(&self, path: &Path) -> bool {
        let from = self.0.range(path..);
        let mut below = from.take_while(|(other, _)| other.starts_with(path));
        below.any(|(_, note)| note.open)
    }

    /// Puts a line above the value at a path, or where it would stand.
    pub fn alone(&mut self, path: &Path, line: impl Into<String>) {
        self.note(path).alone = true;
        self.above(path, line);
    }

    /// Puts a line above the value at a path, where there is one.
    pub fn above(&mut self, path: &Path, line: impl Into<String>) {
        self.note(path).above.push(line.into());
    }

    /// Puts words beside the value at a path.
    pub fn beside(&mut self, path: &Path, words: impl Into<String>) {
        self.note(path).beside = Some(words.into());
    }

    /// Leaves the value at a path open, with a question.
    pub fn ask(&mut self, path: &Path, question: impl Into<String>) {
        self.note(path).open = true;
        self.beside(path, question);
    }

    /// Leaves the list at a path open, with the items it had last time.
    pub fn ask_list(&mut self, path: &Path, items: Value) {
        self.note(path).open = true;
        self.again(path, items);
    }

    /// Lets the value at a path be taken up again as it was: a list item by item where it is left open.
    pub fn again(&mut self, path: &Path, last: Value) {
        self.note(path).last = Some(last);
    }

    fn note(&mut self, path: &Path) -> &mut Note {
        self.0.entry(path.clone()).or_default()
    }
}

//! The notes for the person who fills a plan in: what stands above, beside and in place of its values.

use std::collections::BTreeMap;

/// The notes of a plan, by plan path.
#[derive(Debug, Default)]
pub(super) struct Notes(BTreeMap<String, Note>);

/// What stands around one value.
#[derive(Clone, Debug, Default)]
pub(super) struct Note {
    /// Lines above it.
    pub above: Vec<String>,
    /// A few words behind it, on its line.
    pub beside: Option<String>,
    /// The items a list had last time, to be taken up again one by one.
    pub items: Vec<String>,
    /// The key with its value as it was, to be taken up again: line by line, stepped in from the key.
    pub again: Vec<String>,
    /// Whether its key is written though there is no value yet.
    pub open: bool,
}

impl Note {
    /// Whether there is something to write though there is no value.
    pub fn stands_alone(&self) -> bool {
        self.open || !self.above.is_empty() || !self.again.is_empty()
    }
}

impl Notes {
    /// The note at a path.
    pub fn at(&self, path: &str) -> Note {
        self.0.get(path).cloned().unwrap_or_default()
    }

    /// Whether anything at or below a path is left open.
    pub fn any_open(&self, path: &str) -> bool {
        let below = self
            .0
            .range(path.to_owned()..)
            .take_while(|(key, _)| key.starts_with(path));
        below.into_iter().any(|(_, note)| note.open)
    }

    /// Puts a line above the value at a path.
    pub fn above(&mut self, path: &str, line: impl Into<String>) {
        self.note(path).above.push(line.into());
    }

    /// Puts words beside the value at a path.
    pub fn beside(&mut self, path: &str, words: impl Into<String>) {
        self.note(path).beside = Some(words.into());
    }

    /// Leaves the value at a path open, to be filled in.
    pub fn open(&mut self, path: &str) {
        self.note(path).open = true;
    }

    /// Leaves the value at a path open, with a question.
    pub fn ask(&mut self, path: &str, question: impl Into<String>) {
        self.open(path);
        self.beside(path, question);
    }

    /// Leaves the list at a path open, with the items it had last time.
    pub fn ask_list(&mut self, path: &str, items: Vec<String>) {
        self.open(path);
        self.note(path).items = items;
    }

    /// Lets the value at a path be taken up again as it was.
    pub fn again(&mut self, path: &str, lines: Vec<String>) {
        self.note(path).again = lines;
    }

    fn note(&mut self, path: &str) -> &mut Note {
        self.0.entry(path.to_owned()).or_default()
    }
}

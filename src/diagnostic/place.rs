//! A file's text, and spans in it, with lines and columns counted as editors do.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// A file: its name as the user gave it, and its text.
#[derive(Clone, Debug)]
pub struct File {
    /// The path, as shown in messages.
    pub name: String,
    /// The text; empty if the file could not be read as text.
    pub text: String,
    /// The number of bytes before the text: the length of the byte order mark, if there is one.
    pub before: usize,
    /// The offset of each line's start, computed on first use.
    lines: OnceLock<Vec<usize>>,
}

impl PartialEq for File {
    fn eq(&self, other: &File) -> bool {
        self.name == other.name && self.text == other.text && self.before == other.before
    }
}

impl Eq for File {}

impl File {
    /// Creates a file from its name and its text.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> File {
        File {
            name: name.into(),
            text: text.into(),
            before: 0,
            lines: OnceLock::new(),
        }
    }

    /// Sets the number of bytes before the text.
    pub fn behind(mut self, before: usize) -> File {
        self.before = before;
        self
    }

    /// Returns a line, counted from 1, without its line break; empty if it does not exist.
    pub fn line(&self, number: usize) -> &str {
        let start = number.checked_sub(1).and_then(|at| self.lines().get(at));
        let rest = start.and_then(|start| self.text.get(*start..));
        rest.and_then(|rest| rest.lines().next())
            .unwrap_or_default()
    }

    fn lines(&self) -> &[usize] {
        self.lines.get_or_init(|| {
            let ends = self.text.match_indices('\n').map(|(at, _)| at + 1);
            std::iter::once(0).chain(ends).collect()
        })
    }

    /// Returns the line and column of a byte offset, rounded down to a character boundary in the text.
    fn position(&self, offset: usize) -> (usize, usize) {
        let offset = (0..=offset.min(self.text.len()))
            .rev()
            .find(|at| self.text.is_char_boundary(*at))
            .unwrap_or(0);
        let line = self.lines().partition_point(|start| *start <= offset);
        let start = line
            .checked_sub(1)
            .and_then(|at| self.lines().get(at).copied());
        let before = self.text.get(start.unwrap_or_default()..offset);
        (line, before.unwrap_or_default().chars().count() + 1)
    }
}

/// A span of a file's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: Arc<File>,
    /// The span, in bytes of the text.
    pub bytes: Range<usize>,
}

impl Place {
    /// Creates a place from a byte span.
    pub fn new(file: &Arc<File>, bytes: Range<usize>) -> Place {
        Place {
            file: Arc::clone(file),
            bytes,
        }
    }

    /// Returns the line and column of the start, both counted from 1; columns in characters.
    pub fn start(&self) -> (usize, usize) {
        self.file.position(self.bytes.start)
    }

    /// Returns the line and column just after the end, both counted from 1.
    pub fn end(&self) -> (usize, usize) {
        self.file.position(self.bytes.end)
    }
}

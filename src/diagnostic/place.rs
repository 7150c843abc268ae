//! A file's text and a place in it, counted the way editors count.

use std::ops::Range;
use std::sync::Arc;

/// A file that was read: its name as the person gave it, and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The path as messages show it.
    pub name: String,
    /// The text; empty where the file could not be read as text.
    pub text: String,
}

/// A stretch of a file's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: Arc<File>,
    /// The stretch, in bytes of the text.
    pub bytes: Range<usize>,
}

impl Place {
    /// A stretch of a file, in bytes of its text.
    pub fn new(file: &Arc<File>, bytes: Range<usize>) -> Place {
        Place {
            file: Arc::clone(file),
            bytes,
        }
    }

    /// The first line and column, both counted from 1, columns in characters.
    pub fn start(&self) -> (usize, usize) {
        position(&self.file.text, self.bytes.start)
    }

    /// The line and column just after the last character, both counted from 1.
    pub fn end(&self) -> (usize, usize) {
        position(&self.file.text, self.bytes.end)
    }
}

/// The line and column of a byte offset; an offset beyond the text or inside a character counts as the nearest before it.
fn position(text: &str, offset: usize) -> (usize, usize) {
    let offset = (0..=offset.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0);
    let before = text.get(..offset).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.matches('\n').count() + 1;
    let column = before.get(line_start..).unwrap_or_default().chars().count() + 1;
    (line, column)
}

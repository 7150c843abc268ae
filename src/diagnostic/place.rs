//! A file's text and a place in it, counted the way editors count.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// A file that was read: its name as the person gave it, and its text.
#[derive(Clone, Debug)]
pub struct File {
    /// The path as messages show it.
    pub name: String,
    /// The text; empty where the file could not be read as text.
    pub text: String,
    /// How many bytes of the file stand before its text: those of a byte order mark, if it has one.
    pub before: usize,
    /// Where each line begins, found when it is first asked for.
    lines: OnceLock<Vec<usize>>,
}

impl PartialEq for File {
    fn eq(&self, other: &File) -> bool {
        self.name == other.name && self.text == other.text && self.before == other.before
    }
}

impl Eq for File {}

impl File {
    /// A file's name and its text.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> File {
        File {
            name: name.into(),
            text: text.into(),
            before: 0,
            lines: OnceLock::new(),
        }
    }

    /// The same file, with some bytes before its text.
    pub fn behind(mut self, before: usize) -> File {
        self.before = before;
        self
    }

    /// A line, counted from 1, without its end; empty where there is none.
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

    /// The line and column of a byte offset; an offset beyond the text or inside a character counts as the nearest before
    /// it.
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
        self.file.position(self.bytes.start)
    }

    /// The line and column just after the last character, both counted from 1.
    pub fn end(&self) -> (usize, usize) {
        self.file.position(self.bytes.end)
    }
}

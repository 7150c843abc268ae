//! A file that was read, and where each key and value of it stands.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{File, Place};
use crate::path::{Path, Step};
use crate::yaml::{Kind, Node};

/// A file that was read, with the place of each key and value in it.
#[derive(Clone, Debug)]
pub struct Source {
    file: Arc<File>,
    root: Arc<Node>,
}

impl Source {
    pub(super) fn new(file: Arc<File>, root: Node) -> Source {
        Source {
            file,
            root: Arc::new(root),
        }
    }

    /// The file.
    pub fn file(&self) -> &Arc<File> {
        &self.file
    }

    /// The file's values.
    pub fn root(&self) -> &Node {
        &self.root
    }

    /// Whether something stands at a plan path, such as `targets[2].success`.
    pub fn has(&self, path: &Path) -> bool {
        let there = self.root.at(path);
        there.is_some_and(|node| !path.is_root() || !matches!(node.kind, Kind::Nothing))
    }

    /// The text at a plan path, where there is one.
    pub(crate) fn text(&self, path: &Path) -> Option<&str> {
        let text = self.root.at(path)?.text()?;
        Some(text.text.trim())
    }

    /// The value at a plan path. For a path that is not there: the key of the nearest part of it that is.
    pub fn value(&self, path: &Path) -> Place {
        match self.root.at(path) {
            Some(node) => self.place(node.span.clone()),
            None => self.nearest(path),
        }
    }

    /// The key at a plan path, or the first sign of a list's item. For a path that is not there: the key of the nearest
    /// part of it that is.
    pub fn key(&self, path: &Path) -> Place {
        match self.key_span(path) {
            Some(span) => self.place(span),
            None => self.nearest(path),
        }
    }

    /// Some bytes of the text at a plan path, where they stand in the file: also in a text that is folded or escaped.
    pub fn within(&self, path: &Path, words: Range<usize>) -> Place {
        let Some((node, text)) = self
            .root
            .at(path)
            .and_then(|node| Some((node, node.text()?)))
        else {
            return self.value(path);
        };
        let (start, end) = (node.span.start, node.span.end);
        if let Some(exact) = text.exact {
            let at = |byte: usize| (start + exact + byte).min(end);
            return self.place(at(words.start)..at(words.end));
        }
        let typed = self.file.text.get(start..end).unwrap_or_default();
        match typed_at(typed, &text.text, &words) {
            Some(found) => self.place(start + found.start..start + found.end),
            None => self.value(path),
        }
    }

    fn key_span(&self, path: &Path) -> Option<Range<usize>> {
        let Some(above) = path.parent() else {
            return Some(0..0);
        };
        match path.last()? {
            Step::Field(name) => Some(self.root.at(&above)?.entry(name)?.key_span.clone()),
            Step::Item(_) => {
                let span = &self.root.at(path)?.span;
                Some(span.start..span.end.min(span.start + 1))
            }
        }
    }

    fn nearest(&self, path: &Path) -> Place {
        let mut path = path.parent();
        while let Some(above) = path.filter(|above| !above.is_root()) {
            if let Some(span) = self.key_span(&above) {
                return self.place(span);
            }
            path = above.parent();
        }
        self.place(0..0)
    }

    /// A stretch of the file.
    pub(super) fn place(&self, bytes: Range<usize>) -> Place {
        Place::new(&self.file, bytes)
    }
}

/// Where some bytes of a text stand in the way it is typed, over several lines or in quotation marks: letter by letter, where
/// any white space stands for any other. Nothing where a code stands for a letter.
fn typed_at(typed: &str, text: &str, words: &Range<usize>) -> Option<Range<usize>> {
    let letters = typed
        .char_indices()
        .filter(|(_, letter)| !letter.is_whitespace());
    let mut found: Option<Range<usize>> = None;
    // What opens a block or a quotation is no part of the text.
    let opens = typed
        .lines()
        .next()
        .filter(|first| first.starts_with(['|', '>']));
    let begins = opens.map_or(usize::from(typed.starts_with(['"', '\''])), str::len);
    let mut ahead = letters.skip_while(|(at, _)| *at < begins);
    for (at, letter) in text
        .char_indices()
        .filter(|(_, letter)| !letter.is_whitespace())
    {
        let (place, typed) = ahead.next()?;
        if typed != letter {
            return None;
        }
        if at >= words.end {
            break;
        }
        if at >= words.start {
            let start = found.map_or(place, |found| found.start);
            found = Some(start..place + letter.len_utf8());
        }
    }
    found
}

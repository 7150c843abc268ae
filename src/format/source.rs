//! A parsed file, with the position of each key and value.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{File, Place};
use crate::path::{Path, Step};
use crate::yaml::{Kind, Node};

/// A parsed file, with the position of each key and value.
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

    /// Returns the file.
    pub fn file(&self) -> &Arc<File> {
        &self.file
    }

    /// Returns the root of the file's values.
    pub fn root(&self) -> &Node {
        &self.root
    }

    /// Whether there is a value or a key at a plan path, such as `targets[2].success`.
    pub fn has(&self, path: &Path) -> bool {
        let node = self.root.at(path);
        node.is_some_and(|node| !path.is_root() || !matches!(node.kind, Kind::Nothing))
    }

    /// Returns the trimmed text at a plan path, if there is one.
    pub(crate) fn text(&self, path: &Path) -> Option<&str> {
        let text = self.root.at(path)?.text()?;
        Some(text.text.trim())
    }

    /// Returns the place of the value at a plan path, or of the nearest existing parent's key.
    pub fn value(&self, path: &Path) -> Place {
        match self.root.at(path) {
            Some(node) => self.place(node.span.clone()),
            None => self.nearest(path),
        }
    }

    /// Returns the place of the key at a plan path, or of a list item's first character, or else of the nearest
    /// existing parent's key.
    pub fn key(&self, path: &Path) -> Place {
        match self.key_span(path) {
            Some(span) => self.place(span),
            None => self.nearest(path),
        }
    }

    /// Returns the place of a byte range of the text at a plan path, even if the text is folded or escaped.
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
        let raw = self.file.text.get(start..end).unwrap_or_default();
        match find_in_raw(raw, &text.text, &words) {
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

    /// Returns a span of the file as a place.
    pub(super) fn place(&self, bytes: Range<usize>) -> Place {
        Place::new(&self.file, bytes)
    }
}

/// Finds a byte range of a text in its raw form, over several lines or in quotation marks: character by character, with
/// any whitespace matching any other. Returns `None` if there is an escape.
fn find_in_raw(raw: &str, text: &str, words: &Range<usize>) -> Option<Range<usize>> {
    let chars = raw.char_indices().filter(|(_, ch)| !ch.is_whitespace());
    let mut found: Option<Range<usize>> = None;
    // A block header or an opening quotation mark is not part of the text.
    let header = raw
        .lines()
        .next()
        .filter(|first| first.starts_with(['|', '>']));
    let begins = header.map_or(usize::from(raw.starts_with(['"', '\''])), str::len);
    let mut ahead = chars.skip_while(|(at, _)| *at < begins);
    for (at, ch) in text.char_indices().filter(|(_, ch)| !ch.is_whitespace()) {
        let (place, raw) = ahead.next()?;
        if raw != ch {
            return None;
        }
        if at >= words.end {
            break;
        }
        if at >= words.start {
            let start = found.map_or(place, |found| found.start);
            found = Some(start..place + ch.len_utf8());
        }
    }
    found
}

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
        Source { file, root: Arc::new(root) }
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

    /// Some bytes of the text at a plan path; the whole value where its text in the file is folded or escaped.
    pub fn within(&self, path: &Path, words: Range<usize>) -> Place {
        let exact = |node: &Node| Some(node.span.start + node.text()?.exact?);
        match self.root.at(path).map(|node| (exact(node), node.span.end)) {
            Some((Some(start), end)) => {
                self.place((start + words.start).min(end)..(start + words.end).min(end))
            }
            _ => self.value(path),
        }
    }

    fn key_span(&self, path: &Path) -> Option<Range<usize>> {
        let Some(above) = path.parent() else { return Some(0..0) };
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

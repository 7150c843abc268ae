//! Edits values in a file while everything else stays byte for byte: comments, order and the style of other texts.

mod extent;
mod fill;
mod insert;
mod render;
mod session;
mod take_out;
mod value;

pub use extent::extents;
pub use value::Value;

use extent::{Siblings, is_flow};

use super::node::{Kind, Node};
use super::shape::{Grammar, Shape};
use crate::diagnostic::Edit;
use crate::path::{Path, Step};

/// The longest line, in characters, that a bracketed value may fill.
const MAX_LINE: usize = 120;

/// A file being edited.
pub struct Editor<'g> {
    grammar: &'g Grammar,
    text: String,
    root: Node,
    mistakes: usize,
    /// The edits so far, relative to the original text.
    edits: Vec<Edit>,
}

/// Why an edit was refused. The file is unchanged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// No value can be at this path: it leads through a text or past the end of a list.
    #[error("the file has no place for it")]
    NoPlace,
    /// The lines there have a mistake, so the edit could go wrong.
    #[error("the lines there have mistakes: fix them first")]
    Unclear,
}

/// The position of a value, present or still to be written.
struct Slot<'n> {
    node: &'n Node,
    /// The offset after its key's colon or its dash.
    after: usize,
    /// The offset of its key or its dash.
    start: usize,
    /// Whether it is inside brackets.
    flow: bool,
    /// Whether it is a list item.
    item: bool,
}

impl<'g> Editor<'g> {
    /// Creates an editor for a file's text.
    pub fn new(text: impl Into<String>, grammar: &'g Grammar) -> Editor<'g> {
        let text = text.into();
        let tree = super::read(&text, grammar);
        Editor {
            grammar,
            text,
            root: tree.root,
            mistakes: tree.mistakes.len(),
            edits: Vec::new(),
        }
    }

    /// Returns the edited text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the tree of the edited text.
    pub fn root(&self) -> &Node {
        &self.root
    }

    /// Returns the edits made so far, relative to the original text.
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }

    /// Sets the value at a path, adding missing parent keys. An empty value leaves its key in place.
    pub fn set(&mut self, path: &Path, value: &Value) -> Result<(), Refused> {
        let value = value.as_read();
        self.transact(path, Some(&value), |editor| editor.put(path, &value))
    }

    /// Inserts an item into a list, before the item at `index` or at the end.
    pub fn add(&mut self, list: &Path, index: usize, value: &Value) -> Result<(), Refused> {
        let value = value.as_read();
        self.transact(&list.item(index), Some(&value), |editor| {
            editor.insert_item(list, index, &value)
        })
    }

    /// Removes an entry or an item along with its comments: those directly above it in the same column, and the one at
    /// the end of its line. A list or a group that becomes empty keeps its key.
    pub fn remove(&mut self, path: &Path) -> Result<(), Refused> {
        let above = path.parent().ok_or(Refused::NoPlace)?;
        let before = self.root.at(&above).map_or(0, count);
        self.transact(path, None, |editor| {
            editor.take_out(path)?;
            let after = editor.root.at(&above).map_or(0, count);
            if after + 1 == before {
                Ok(())
            } else {
                Err(Refused::Unclear)
            }
        })
    }

    /// Moves an item within its list, as if it were removed and inserted again at `to`.
    pub fn move_item(&mut self, list: &Path, from: usize, to: usize) -> Result<(), Refused> {
        let item = self
            .root
            .at(&list.item(from))
            .map(Value::of)
            .ok_or(Refused::NoPlace)?;
        self.transact(&list.item(to), Some(&item), |editor| {
            editor.move_lines(list, from, to)
        })
    }

    /// Runs edits as a transaction: they are undone unless `path` then holds the `wanted` value and no new mistake
    /// appears.
    fn transact(
        &mut self,
        path: &Path,
        wanted: Option<&Value>,
        edit: impl FnOnce(&mut Self) -> Result<(), Refused>,
    ) -> Result<(), Refused> {
        let before = (
            self.text.clone(),
            self.root.clone(),
            self.mistakes,
            self.edits.clone(),
        );
        let result = edit(self).and_then(|()| {
            let is_set = wanted.is_none_or(|wanted| wanted.is(self.root.at(path)));
            if is_set && self.mistakes <= before.2 {
                Ok(())
            } else {
                Err(Refused::Unclear)
            }
        });
        if result.is_err() {
            (self.text, self.root, self.mistakes, self.edits) = before;
        }
        result
    }

    fn slot(&self, path: &Path) -> Result<Slot<'_>, Refused> {
        let (last, above) = path.steps().split_last().ok_or(Refused::NoPlace)?;
        let mut flow = false;
        let mut node = &self.root;
        for step in above {
            flow |= is_flow(&self.text, node);
            node = node.step(step).ok_or(Refused::NoPlace)?;
        }
        flow |= is_flow(&self.text, node);
        match (last, &node.kind) {
            (Step::Field(name), Kind::Map(_)) => {
                let entry = node.entry(name).ok_or(Refused::NoPlace)?;
                let behind = self.text.get(entry.key_span.end..).unwrap_or_default();
                let colon = behind.len() - behind.trim_start().len();
                let colon = entry.key_span.end + colon;
                if !self
                    .text
                    .get(colon..)
                    .is_some_and(|text| text.starts_with(':'))
                {
                    return Err(Refused::Unclear);
                }
                Ok(Slot {
                    node: &entry.value,
                    after: colon + 1,
                    start: entry.key_span.start,
                    flow,
                    item: false,
                })
            }
            (Step::Item(index), Kind::List(items)) => {
                let item = items.get(*index).ok_or(Refused::NoPlace)?;
                let after = item.dash + usize::from(!flow);
                Ok(Slot {
                    node: &item.value,
                    after,
                    start: item.dash,
                    flow,
                    item: true,
                })
            }
            _ => Err(Refused::NoPlace),
        }
    }

    fn siblings(&self, path: &Path) -> Result<Siblings<'_>, Refused> {
        let mut flow = false;
        let mut node = &self.root;
        for step in path.steps() {
            flow |= is_flow(&self.text, node);
            node = node.step(step).ok_or(Refused::NoPlace)?;
        }
        Ok(Siblings::of(
            &self.text,
            node,
            flow || is_flow(&self.text, node),
            path.is_root(),
        ))
    }

    /// Returns the file's line ending.
    fn line_end(&self) -> &'static str {
        let first = self
            .text
            .find(['\n', '\r'])
            .and_then(|at| self.text.get(at..));
        match first {
            Some(end) if end.starts_with("\r\n") => "\r\n",
            Some(end) if end.starts_with('\r') => "\r",
            _ => "\n",
        }
    }

    fn column(&self, at: usize) -> usize {
        let before = self.text.get(..at).unwrap_or_default();
        before.len() - before.rfind(['\n', '\r']).map_or(0, |end| end + 1)
    }

    fn end_of_line(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        at + rest.find(['\n', '\r']).unwrap_or(rest.len())
    }

    /// Returns where a value in brackets ends, or the end of its colon if it has no value.
    fn value_end(&self, path: &Path, index: usize) -> usize {
        let Some(node) = self.root.at(path) else {
            return 0;
        };
        match &node.kind {
            Kind::Map(entries) => entries.get(index).map_or(0, |entry| {
                let colon = self
                    .slot(&path.field(entry.key.clone()))
                    .map_or(entry.key_span.end, |slot| slot.after);
                entry.value.span.end.max(if entry.value.span.is_empty() {
                    colon
                } else {
                    0
                })
            }),
            Kind::List(items) => items
                .get(index)
                .map_or(0, |item| item.value.span.end.max(item.dash)),
            Kind::Nothing | Kind::Text(_) => 0,
        }
    }

    fn is_too_long(&self, at: usize, more: usize) -> bool {
        self.column(self.end_of_line(at)) + more > MAX_LINE
    }

    fn shape(&self, path: &Path) -> Option<&'g Shape> {
        path.steps()
            .iter()
            .try_fold(&self.grammar.shape, |shape, step| match step {
                Step::Field(name) => shape.field(name).map(|(_, below)| below),
                Step::Item(_) => shape.item(),
            })
    }
}

/// Returns the number of entries or items in a node.
fn count(node: &Node) -> usize {
    match &node.kind {
        Kind::Map(entries) => entries.len(),
        Kind::List(items) => items.len(),
        Kind::Nothing | Kind::Text(_) => 0,
    }
}

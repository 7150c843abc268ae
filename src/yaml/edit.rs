//! Values set, added, removed and moved in a file that keeps everything else byte for byte: its comments, its order and how its
//! texts are written.

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

/// The longest line that brackets are written on.
const LINE: usize = 120;

/// A file that is edited.
pub struct Editor<'g> {
    grammar: &'g Grammar,
    text: String,
    root: Node,
    mistakes: usize,
    /// What was changed so far, on the text as it was at first.
    edits: Vec<Edit>,
}

/// Why an edit was not made. The file is as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Nothing can stand at this path: it leads through a text, or beyond the end of a list.
    #[error("the file has no place for it")]
    NoPlace,
    /// The lines there cannot be told for certain.
    #[error("the lines there are not as they should be: mend them first")]
    Unclear,
}

/// Where a value stands or is to stand.
struct Slot<'n> {
    node: &'n Node,
    /// Behind the colon of its name, or behind its dash.
    after: usize,
    /// Where its name or its dash begins.
    start: usize,
    /// Whether it stands in brackets.
    flow: bool,
    /// Whether it is an item.
    item: bool,
}

impl<'g> Editor<'g> {
    /// An editor for a file.
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

    /// The file with its edits.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its values with their edits.
    pub fn root(&self) -> &Node {
        &self.root
    }

    /// The edits that were made, on the text as it was at first.
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }

    /// Puts a value at a path, and the names that lead there where they are missing. An empty value leaves the name that is
    /// there.
    pub fn set(&mut self, path: &Path, value: &Value) -> Result<(), Refused> {
        let value = value.seen();
        self.whole(path, Some(&value), |editor| editor.put(path, &value))
    }

    /// Puts an item into a list, before the one with this number or behind the last.
    pub fn add(&mut self, list: &Path, index: usize, value: &Value) -> Result<(), Refused> {
        let value = value.seen();
        self.whole(&list.item(index), Some(&value), |editor| {
            editor.insert_item(list, index, &value)
        })
    }

    /// Takes an entry or an item out, with the comments that belong to it: those right above it in its column, and the one
    /// behind it. A list or a group that becomes empty leaves its name.
    pub fn remove(&mut self, path: &Path) -> Result<(), Refused> {
        let above = path.parent().ok_or(Refused::NoPlace)?;
        let before = self.root.at(&above).map_or(0, count);
        self.whole(path, None, |editor| {
            editor.take_out(path)?;
            let after = editor.root.at(&above).map_or(0, count);
            if after + 1 == before {
                Ok(())
            } else {
                Err(Refused::Unclear)
            }
        })
    }

    /// Moves an item of a list to another place of it, as if it were taken out and put in there.
    pub fn move_item(&mut self, list: &Path, from: usize, to: usize) -> Result<(), Refused> {
        let item = self
            .root
            .at(&list.item(from))
            .map(Value::of)
            .ok_or(Refused::NoPlace)?;
        self.whole(&list.item(to), Some(&item), |editor| {
            editor.move_lines(list, from, to)
        })
    }

    /// Makes edits that must lead to a value at a path, or none.
    fn whole(
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
        let made = edit(self).and_then(|()| {
            let there = wanted.is_none_or(|wanted| wanted.is(self.root.at(path)));
            if there && self.mistakes <= before.2 {
                Ok(())
            } else {
                Err(Refused::Unclear)
            }
        });
        if made.is_err() {
            (self.text, self.root, self.mistakes, self.edits) = before;
        }
        made
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

    /// How a line of the file ends.
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

    /// Where a value in brackets ends, and a name without one behind its colon.
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
        self.column(self.end_of_line(at)) + more > LINE
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

/// How many entries or items a node has.
fn count(node: &Node) -> usize {
    match &node.kind {
        Kind::Map(entries) => entries.len(),
        Kind::List(items) => items.len(),
        Kind::Nothing | Kind::Text(_) => 0,
    }
}

//! The tree of a YAML file, each node with its span.

use std::ops::Range;

use crate::path::{Path, Step};

/// A value and its position.
#[derive(Clone, Debug, Default)]
pub struct Node {
    /// The value.
    pub kind: Kind,
    /// Its byte span, without the comment after it.
    pub span: Range<usize>,
    /// The span of the comment after it on its line, from the `#`.
    pub note: Option<Range<usize>>,
}

/// The kinds of value.
#[derive(Clone, Debug, Default)]
pub enum Kind {
    /// No value.
    #[default]
    Nothing,
    /// A text.
    Text(Text),
    /// A list.
    List(Vec<Item>),
    /// A map, in file order.
    Map(Vec<Entry>),
}

/// A text, unconverted: `001` and `NO` stay as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The text.
    pub text: String,
    /// How it is written in the file.
    pub style: Style,
    /// The offset in its span from which the text is there verbatim; `None` if it is folded or escaped.
    pub exact: Option<usize>,
}

/// How a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Without quotation marks.
    Plain,
    /// In quotation marks.
    Quoted,
    /// As a block, below `|` or `>`.
    Block,
}

/// An item of a list.
#[derive(Clone, Debug)]
pub struct Item {
    /// The offset of its `-`, or of its start inside brackets.
    pub dash: usize,
    /// Its value.
    pub value: Node,
}

/// A key and its value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// The key's span.
    pub key_span: Range<usize>,
    /// Its value.
    pub value: Node,
}

impl Node {
    /// Creates a node without a value.
    pub(super) fn nothing(at: usize) -> Node {
        Node {
            span: at..at,
            ..Node::default()
        }
    }

    /// Returns the text, if this is one.
    pub fn text(&self) -> Option<&Text> {
        match &self.kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Whether there is no value, or one of YAML's words for null.
    pub fn is_nothing(&self) -> bool {
        match &self.kind {
            Kind::Nothing => true,
            Kind::Text(text) => {
                text.style == Style::Plain && matches!(text.text.as_str(), "" | "~" | "null")
            }
            _ => false,
        }
    }

    /// Returns the value one step down; the first, if a key occurs twice.
    pub fn step(&self, step: &Step) -> Option<&Node> {
        match (step, &self.kind) {
            (Step::Field(name), Kind::Map(_)) => Some(&self.entry(name)?.value),
            (Step::Item(index), Kind::List(items)) => items.get(*index).map(|item| &item.value),
            _ => None,
        }
    }

    /// Returns the value at a path.
    pub fn at(&self, path: &Path) -> Option<&Node> {
        path.steps()
            .iter()
            .try_fold(self, |node, step| node.step(step))
    }

    /// Returns the entry with a key.
    pub fn entry(&self, name: &str) -> Option<&Entry> {
        match &self.kind {
            Kind::Map(entries) => entries.iter().find(|entry| entry.key == name),
            _ => None,
        }
    }

    /// Returns where the last child ends, if there is one.
    pub(super) fn last_end(&self) -> Option<usize> {
        match &self.kind {
            Kind::List(items) => items
                .last()
                .map(|item| item.value.span.end.max(item.dash + 1)),
            Kind::Map(entries) => {
                let last = entries.last();
                last.map(|entry| entry.value.span.end.max(entry.key_span.end))
            }
            Kind::Nothing | Kind::Text(_) => None,
        }
    }

    /// Maps every span in the tree.
    pub(super) fn map_spans(&mut self, to: &impl Fn(usize) -> usize) {
        let place = |span: &mut Range<usize>| {
            let start = to(span.start);
            *span = start..to(span.end).max(start);
        };
        place(&mut self.span);
        self.note.as_mut().map(place);
        match &mut self.kind {
            Kind::List(items) => {
                for item in items {
                    item.dash = to(item.dash);
                    item.value.map_spans(to);
                }
            }
            Kind::Map(entries) => {
                for entry in entries {
                    place(&mut entry.key_span);
                    entry.value.map_spans(to);
                }
            }
            Kind::Nothing | Kind::Text(_) => {}
        }
    }
}

/// Why a value is not valid YAML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It begins with a character that has a meaning in YAML.
    Indicator,
    /// A list begins on its key's line.
    Dash,
    /// There is a second `:` on its line.
    Colon,
    /// A quotation mark is not closed, or something follows the closing one.
    Quote,
    /// The contents of the brackets cannot be read.
    Brackets,
    /// The lines below a `|` or `>` are not aligned, or something follows it.
    Block,
    /// The brackets are nested too deeply.
    Deep,
}

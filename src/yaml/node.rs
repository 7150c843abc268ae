//! A YAML file as a tree, each part with its place in the text.

use std::ops::Range;

use crate::path::{Path, Step};

/// A value and its place.
#[derive(Clone, Debug, Default)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    /// Where it stands, without the comment behind it.
    pub span: Range<usize>,
    /// The comment behind it on its line, from the `#`.
    pub note: Option<Range<usize>>,
}

/// What a value is.
#[derive(Clone, Debug, Default)]
pub enum Kind {
    /// Nothing stands there.
    #[default]
    Nothing,
    /// A text.
    Text(Text),
    /// A list.
    List(Vec<Item>),
    /// Names with their values.
    Map(Vec<Entry>),
}

/// A text as it is read: `001` and `NO` stay as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The text.
    pub text: String,
    /// How it is written.
    pub style: Style,
    /// Where in its place the text stands letter for letter: nothing where it is folded or escaped.
    pub exact: Option<usize>,
}

/// How a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Without quotation marks.
    Plain,
    /// In quotation marks.
    Quoted,
    /// Below a `|` or a `>`.
    Block,
}

/// An item of a list.
#[derive(Clone, Debug)]
pub struct Item {
    /// Where its `-` stands, or its beginning inside brackets.
    pub dash: usize,
    /// What it is.
    pub value: Node,
}

/// A name and its value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The name.
    pub key: String,
    /// Where it stands.
    pub key_span: Range<usize>,
    /// Its value.
    pub value: Node,
}

impl Node {
    /// A place where nothing stands.
    pub(super) fn nothing(at: usize) -> Node {
        Node {
            span: at..at,
            ..Node::default()
        }
    }

    /// The text, where it is one.
    pub fn text(&self) -> Option<&Text> {
        match &self.kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Whether nothing stands here, or one of YAML's words for nothing.
    pub fn is_nothing(&self) -> bool {
        match &self.kind {
            Kind::Nothing => true,
            Kind::Text(text) => {
                text.style == Style::Plain && matches!(text.text.as_str(), "" | "~" | "null")
            }
            _ => false,
        }
    }

    /// The value one step further down; of two names that are the same, the first.
    pub fn step(&self, step: &Step) -> Option<&Node> {
        match (step, &self.kind) {
            (Step::Field(name), Kind::Map(_)) => Some(&self.entry(name)?.value),
            (Step::Item(index), Kind::List(items)) => items.get(*index).map(|item| &item.value),
            _ => None,
        }
    }

    /// The value at a path.
    pub fn at(&self, path: &Path) -> Option<&Node> {
        path.steps()
            .iter()
            .try_fold(self, |node, step| node.step(step))
    }

    /// The entry of a name.
    pub fn entry(&self, name: &str) -> Option<&Entry> {
        match &self.kind {
            Kind::Map(entries) => entries.iter().find(|entry| entry.key == name),
            _ => None,
        }
    }

    /// Where the values below end, where there are any.
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

    /// The same tree with other places.
    pub(super) fn placed(&mut self, to: &impl Fn(usize) -> usize) {
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
                    item.value.placed(to);
                }
            }
            Kind::Map(entries) => {
                for entry in entries {
                    place(&mut entry.key_span);
                    entry.value.placed(to);
                }
            }
            Kind::Nothing | Kind::Text(_) => {}
        }
    }
}

/// Why a value is no YAML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It begins with a sign that means something in YAML.
    Sign,
    /// A list begins on the line of its name.
    Dash,
    /// There is a second `:` on its line.
    Colon,
    /// A quotation mark is not closed, or something stands behind the one that closes it.
    Quote,
    /// What stands in brackets cannot be read.
    Brackets,
    /// The lines below a `|` or `>` do not stand in line, or something stands behind it.
    Block,
    /// Brackets in brackets, deeper than any plan needs.
    Deep,
}

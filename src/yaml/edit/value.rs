//! A value to write, and its comparison with a node.

use crate::yaml::node::{Kind, Node, Style};

/// A value to write into a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A text, written in quotation marks or as a block if necessary.
    Text(String),
    /// A date, a number, `true` or one of a fixed set of words; never needs quotation marks.
    Word(String),
    /// A list.
    List(Vec<Value>),
    /// Keys with their values.
    Map(Vec<(String, Value)>),
}

impl Value {
    /// Whether it is empty: an empty text, an empty list, or keys without values.
    pub fn is_empty(&self) -> bool {
        match self {
            Value::Text(text) | Value::Word(text) => text.is_empty(),
            Value::List(items) => items.is_empty(),
            Value::Map(entries) => entries.iter().all(|(_, value)| value.is_empty()),
        }
    }

    /// Whether it goes on the same line as its key.
    pub(super) fn is_scalar(&self) -> bool {
        matches!(self, Value::Text(_) | Value::Word(_))
    }

    /// Returns the value as it would be read back: tabs become spaces, and line breaks at the end of a text are
    /// dropped.
    pub(super) fn as_read(&self) -> Value {
        let text = |text: &str| {
            let text = text
                .replace("\r\n", "\n")
                .replace('\r', "\n")
                .replace('\t', " ");
            text.trim_end_matches('\n').to_owned()
        };
        match self {
            Value::Text(raw) => Value::Text(text(raw)),
            Value::Word(raw) => Value::Word(text(raw)),
            Value::List(items) => Value::List(items.iter().map(Value::as_read).collect()),
            Value::Map(entries) => {
                let entries = entries
                    .iter()
                    .map(|(name, value)| (name.clone(), value.as_read()));
                Value::Map(entries.collect())
            }
        }
    }

    /// Returns a node's value.
    pub fn of(node: &Node) -> Value {
        match &node.kind {
            Kind::List(items) => {
                Value::List(items.iter().map(|item| Value::of(&item.value)).collect())
            }
            Kind::Map(entries) => {
                let entries = entries
                    .iter()
                    .map(|entry| (entry.key.clone(), Value::of(&entry.value)));
                Value::Map(entries.collect())
            }
            Kind::Text(text) if !node.is_nothing() => match text.style {
                Style::Plain => Value::Word(text.text.clone()),
                Style::Quoted | Style::Block => Value::Text(text.text.clone()),
            },
            Kind::Text(_) | Kind::Nothing => Value::Text(String::new()),
        }
    }

    /// Whether a node holds this value. Keys with empty values may be missing.
    pub(super) fn is(&self, node: Option<&Node>) -> bool {
        let Some(node) = node else {
            return self.is_empty();
        };
        match (self, &node.kind) {
            (Value::List(items), Kind::List(nodes)) => {
                items.len() == nodes.len()
                    && items
                        .iter()
                        .zip(nodes)
                        .all(|(item, node)| item.is(Some(&node.value)))
            }
            (Value::Map(entries), Kind::Map(nodes)) => {
                let known = |name: &str| entries.iter().any(|(other, _)| other == name);
                entries
                    .iter()
                    .all(|(name, value)| value.is(node.entry(name).map(|entry| &entry.value)))
                    && nodes
                        .iter()
                        .all(|node| known(&node.key) || Value::of(&node.value).is_empty())
            }
            (Value::Text(text) | Value::Word(text), Kind::Text(other)) if !text.is_empty() => {
                *text == other.text && !node.is_nothing()
            }
            _ => self.is_empty() && Value::of(node).is_empty(),
        }
    }
}

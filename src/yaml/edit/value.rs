//! A value as a form holds it, and whether a node says the same.

use crate::yaml::node::{Kind, Node, Style};

/// A value that is put into a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A text, in quotation marks or a block where it must be.
    Text(String),
    /// A date, a number, `true` or a word of a choice, which needs no quotation marks.
    Word(String),
    /// A list.
    List(Vec<Value>),
    /// Names with their values.
    Map(Vec<(String, Value)>),
}

impl Value {
    /// Whether it holds nothing: an empty text, an empty list, or names without values.
    pub fn is_empty(&self) -> bool {
        match self {
            Value::Text(text) | Value::Word(text) => text.is_empty(),
            Value::List(items) => items.is_empty(),
            Value::Map(entries) => entries.iter().all(|(_, value)| value.is_empty()),
        }
    }

    /// Whether it stands on one line with its name.
    pub(super) fn is_scalar(&self) -> bool {
        matches!(self, Value::Text(_) | Value::Word(_))
    }

    /// The value as it is read back: a tab is a space, and a text does not end with a line end.
    pub(super) fn seen(&self) -> Value {
        let text = |text: &str| {
            let text = text
                .replace("\r\n", "\n")
                .replace('\r', "\n")
                .replace('\t', " ");
            text.trim_end_matches('\n').to_owned()
        };
        match self {
            Value::Text(typed) => Value::Text(text(typed)),
            Value::Word(typed) => Value::Word(text(typed)),
            Value::List(items) => Value::List(items.iter().map(Value::seen).collect()),
            Value::Map(entries) => {
                let entries = entries
                    .iter()
                    .map(|(name, value)| (name.clone(), value.seen()));
                Value::Map(entries.collect())
            }
        }
    }

    /// What a node holds.
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

    /// Whether a node holds this value. A name with an empty value may be left out.
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
            (Value::Text(text) | Value::Word(text), Kind::Text(there)) if !text.is_empty() => {
                *text == there.text && !node.is_nothing()
            }
            _ => self.is_empty() && Value::of(node).is_empty(),
        }
    }
}

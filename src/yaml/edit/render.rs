//! Renders values as YAML lines, in the existing style if it fits.

use super::value::Value;
use crate::yaml::line;
use crate::yaml::node::{Node, Style};
use crate::yaml::write::document::{self, Part};
use crate::yaml::write::{self, Written};

/// Renders a text or a word that starts in `column`, with further lines indented by `indent`.
pub(super) fn scalar(value: &Value, column: usize, indent: usize) -> Written {
    match value {
        Value::Word(word) if write::is_bare(word) => Written::line(word.clone()),
        Value::Text(text) | Value::Word(text) => {
            write::written(text, column, indent).indented(indent)
        }
        Value::List(_) | Value::Map(_) => Written::line(flow(value)),
    }
}

/// Renders a value in the style of the text that it replaces.
pub(super) fn like(value: &Value, old: &Node, raw: &str, column: usize, indent: usize) -> Written {
    let (Value::Text(text) | Value::Word(text)) = value else {
        return scalar(value, column, indent);
    };
    let mut below = raw.split('\n').skip(1);
    let below = below.find(|line| !line.trim().is_empty());
    let indent = below.map_or(indent, line::indent);
    let written = match old.text().map(|old| old.style) {
        Some(Style::Quoted) if !text.contains('\n') => {
            Some(Written::line(write::quoted_as(text, raw.starts_with('\''))))
        }
        Some(Style::Block) => write::in_block(text, raw, indent),
        Some(Style::Plain) if raw.contains('\n') => write::plain_lines(text, column, indent),
        _ => None,
    };
    match written {
        Some(written) => written.indented(indent),
        None => scalar(value, column, indent),
    }
}

/// Renders a list's items or a group's entries, one per line, in a column.
pub(super) fn block(value: &Value, column: usize) -> Vec<String> {
    match part(value).value {
        document::Value::Items(items) => document::items(&items, column),
        document::Value::Fields(fields) => document::fields(&fields, column),
        _ => Vec::new(),
    }
}

/// Renders an entry.
pub(super) fn entry(name: &str, value: &Value, column: usize) -> Vec<String> {
    document::fields(&[(name.to_owned(), part(value))], column)
}

/// Renders an item.
pub(super) fn item(value: &Value, column: usize) -> Vec<String> {
    document::items(&[part(value)], column)
}

fn part(value: &Value) -> Part {
    Part::from(match value {
        value if value.is_empty() => document::Value::Open,
        Value::Word(word) if write::is_bare(word) => document::Value::Word(word.clone()),
        Value::Text(text) | Value::Word(text) => document::Value::Text(text.clone()),
        Value::List(items) => document::Value::Items(items.iter().map(part).collect()),
        Value::Map(entries) => {
            let entries = entries.iter();
            let fields = entries.map(|(name, value)| (name.clone(), part(value)));
            document::Value::Fields(fields.collect())
        }
    })
}

/// Renders a value inside brackets.
pub(super) fn flow(value: &Value) -> String {
    match value {
        Value::Text(text) | Value::Word(text) => {
            let bare = match value {
                Value::Word(_) => write::is_bare(text),
                _ => write::is_plain(text),
            };
            if bare && !text.contains([',', '[', ']', '{', '}']) {
                text.clone()
            } else {
                write::quoted_as(text, false)
            }
        }
        Value::List(items) => format!(
            "[{}]",
            items.iter().map(flow).collect::<Vec<_>>().join(", ")
        ),
        Value::Map(entries) => {
            let entries = entries.iter().map(|(name, value)| flow_entry(name, value));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}

/// Renders an entry inside braces.
pub(super) fn flow_entry(name: &str, value: &Value) -> String {
    let name = flow(&Value::Text(name.to_owned()));
    if value.is_empty() {
        format!("{name}:")
    } else {
        format!("{name}: {}", flow(value))
    }
}

//! Values as lines of a file, in the style that stands there already where it fits.

use super::value::Value;
use crate::yaml::node::{Node, Style};
use crate::yaml::write::{self, Written};

/// What stands on the line of a name or a dash, and the lines below it, each stepped in.
#[derive(Debug, Default)]
pub(super) struct Rendered {
    pub line: String,
    pub below: Vec<String>,
}

/// A text or a word that begins in a column; lines below it are stepped in by so many spaces.
pub(super) fn scalar(value: &Value, column: usize, indent: usize) -> Rendered {
    let written = match value {
        Value::Word(word) if write::is_bare(word) => Written::Line(word.clone()),
        Value::Text(text) | Value::Word(text) => write::written(text, column, indent),
        Value::List(_) | Value::Map(_) => Written::Line(flow(value)),
    };
    match written {
        Written::Line(line) => Rendered {
            line,
            below: Vec::new(),
        },
        Written::Block(sign, lines) => Rendered {
            line: sign.to_owned(),
            below: stepped_in(&lines, indent),
        },
    }
}

/// The same in the place of another text, in that one's style.
pub(super) fn like(
    value: &Value,
    old: &Node,
    typed: &str,
    column: usize,
    indent: usize,
) -> Rendered {
    let (Value::Text(text) | Value::Word(text)) = value else {
        return scalar(value, column, indent);
    };
    let lines_below = typed
        .split('\n')
        .skip(1)
        .filter(|line| !line.trim().is_empty());
    let indent = lines_below
        .map(crate::yaml::line::indent)
        .next()
        .unwrap_or(indent);
    let written = match old.text().map(|old| old.style) {
        Some(Style::Quoted) if !text.contains('\n') => {
            return Rendered {
                line: write::marked(text, typed.starts_with('\'')),
                below: Vec::new(),
            };
        }
        Some(Style::Block) => write::in_block(text, typed, indent),
        Some(Style::Plain) if typed.contains('\n') => {
            let rest = write::plain_lines(text, column, indent);
            let mut lines = rest.unwrap_or_default().into_iter();
            let first = lines.next();
            return match first {
                Some(line) => Rendered {
                    line,
                    below: stepped_in(&lines.collect::<Vec<_>>(), indent),
                },
                None => scalar(value, column, indent),
            };
        }
        _ => None,
    };
    match written {
        Some((sign, lines)) => Rendered {
            line: sign.to_owned(),
            below: stepped_in(&lines, indent),
        },
        None => scalar(value, column, indent),
    }
}

fn stepped_in(lines: &[String], indent: usize) -> Vec<String> {
    let spaces = " ".repeat(indent);
    let line = |line: &String| {
        if line.is_empty() {
            String::new()
        } else {
            format!("{spaces}{line}")
        }
    };
    lines.iter().map(line).collect()
}

/// A list's items or a group's entries, each on lines of its own in a column.
pub(super) fn block(value: &Value, column: usize) -> Vec<String> {
    match value {
        Value::List(items) => items.iter().flat_map(|value| item(value, column)).collect(),
        Value::Map(entries) => entries
            .iter()
            .flat_map(|(name, value)| entry(name, value, column))
            .collect(),
        Value::Text(_) | Value::Word(_) => Vec::new(),
    }
}

/// The lines of an entry.
pub(super) fn entry(name: &str, value: &Value, column: usize) -> Vec<String> {
    let name = format!("{}{}:", " ".repeat(column), write::on_one_line(name));
    if value.is_empty() {
        return vec![name];
    }
    if value.is_scalar() {
        let rendered = scalar(value, write::width(&name) + 1, column + 2);
        let line = format!("{name} {}", rendered.line);
        return std::iter::once(line).chain(rendered.below).collect();
    }
    std::iter::once(name)
        .chain(block(value, column + 2))
        .collect()
}

/// The lines of an item.
pub(super) fn item(value: &Value, column: usize) -> Vec<String> {
    let dash = format!("{}-", " ".repeat(column));
    if value.is_empty() {
        return vec![dash];
    }
    if value.is_scalar() {
        let rendered = scalar(value, column + 2, column + 2);
        let line = format!("{dash} {}", rendered.line);
        return std::iter::once(line).chain(rendered.below).collect();
    }
    let mut lines = block(value, column + 2);
    if let Some(first) = lines.first_mut() {
        *first = format!("{dash} {}", first.trim_start_matches(' '));
    }
    lines
}

/// A value inside brackets.
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
                write::marked(text, false)
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

/// An entry inside braces.
pub(super) fn flow_entry(name: &str, value: &Value) -> String {
    let name = flow(&Value::Text(name.to_owned()));
    if value.is_empty() {
        format!("{name}:")
    } else {
        format!("{name}: {}", flow(value))
    }
}

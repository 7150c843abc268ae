//! A file's values as they would be had they been set by hand, and its comments as a strict parser finds them.

use std::ops::Range;

use granit_parser::{Event, Parser};
use sendplan::format::Step;
use sendplan::yaml::edit::Value as New;

use crate::second_opinion::Value;

pub fn plain(new: &New) -> Value {
    match new {
        New::Text(text) | New::Word(text) => {
            Value::Text(text.trim_end_matches('\n').replace('\t', " "))
        }
        New::List(items) => Value::List(items.iter().map(plain).collect()),
        New::Map(entries) => Value::Map(
            entries
                .iter()
                .map(|(name, value)| (name.clone(), plain(value)))
                .collect(),
        ),
    }
}

/// The value at a path, made where it is missing.
pub fn made<'v>(value: &'v mut Value, steps: &[Step]) -> &'v mut Value {
    let Some((step, rest)) = steps.split_first() else {
        return value;
    };
    match step {
        Step::Field(name) => {
            if matches!(value, Value::Text(_)) {
                *value = Value::Map(Vec::new());
            }
            let Value::Map(entries) = value else {
                panic!("no group for {name}")
            };
            let at = entries
                .iter()
                .position(|(known, _)| known == name)
                .unwrap_or_else(|| {
                    entries.push((name.to_string(), Value::Text(String::new())));
                    entries.len() - 1
                });
            made(&mut entries[at].1, rest)
        }
        Step::Item(index) => {
            if matches!(value, Value::Text(_)) {
                *value = Value::List(Vec::new());
            }
            let Value::List(items) = value else {
                panic!("no list for item {index}")
            };
            if *index == items.len() {
                items.push(Value::Text(String::new()));
            }
            made(&mut items[*index], rest)
        }
    }
}

/// The same without names that have no value, whose order says nothing.
pub fn bare(value: &Value) -> Value {
    match value {
        Value::Text(text) => Value::Text(text.clone()),
        Value::List(items) if items.is_empty() => Value::Text(String::new()),
        Value::List(items) => Value::List(items.iter().map(bare).collect()),
        Value::Map(entries) => {
            let entries = entries
                .iter()
                .map(|(name, value)| (name.clone(), bare(value)));
            let mut entries: Vec<_> = entries
                .filter(|(_, value)| *value != Value::Text(String::new()))
                .collect();
            entries.sort_by(|a, b| a.0.cmp(&b.0));
            if entries.is_empty() {
                Value::Text(String::new())
            } else {
                Value::Map(entries)
            }
        }
    }
}

/// Where two values differ first.
pub fn differ(one: &Value, other: &Value) -> String {
    match (one, other) {
        (Value::Map(one), Value::Map(other))
            if one
                .iter()
                .map(|(name, _)| name)
                .eq(other.iter().map(|(name, _)| name)) =>
        {
            let pairs = one.iter().zip(other).find(|(one, other)| one != other);
            pairs.map_or_else(String::new, |(one, other)| {
                format!("{}.{}", one.0, differ(&one.1, &other.1))
            })
        }
        (Value::List(one), Value::List(other)) if one.len() == other.len() => {
            let pairs = one
                .iter()
                .zip(other)
                .enumerate()
                .find(|(_, (one, other))| one != other);
            pairs.map_or_else(String::new, |(at, (one, other))| {
                format!("[{at}]{}", differ(one, other))
            })
        }
        _ => format!(" {one:?} is not {other:?}"),
    }
}

/// The comments of a file with their lines and columns, as a strict parser finds them.
pub fn comments(text: &str) -> Vec<(usize, usize, String)> {
    let events =
        Parser::new_from_str(text).map(|event| event.expect("a file that a strict parser reads"));
    let comments = events.filter_map(|(event, span)| match event {
        Event::Comment(text, _) => Some((
            span.start.line() - 1,
            span.start.col(),
            text.trim_end().to_owned(),
        )),
        _ => None,
    });
    comments.collect()
}

/// The comments of one file that are not in the other.
pub fn lost(before: &str, after: &str) -> Vec<(usize, usize, String)> {
    let mut there: Vec<String> = comments(after)
        .into_iter()
        .map(|(_, _, text)| text)
        .collect();
    let mut lost = comments(before);
    lost.retain(
        |(_, _, text)| match there.iter().position(|other| other == text) {
            Some(at) => {
                there.swap_remove(at);
                false
            }
            None => true,
        },
    );
    lost
}

/// Whether a comment belongs to what stood in these bytes.
pub fn belongs(
    text: &str,
    (line, column, _): &(usize, usize, String),
    bytes: &Range<usize>,
) -> bool {
    let number = |at: usize| text[..at].matches('\n').count();
    let begin = text[..bytes.start].rfind('\n').map_or(0, |end| end + 1);
    let own = text[begin..bytes.start].chars().count();
    let (first, last) = (number(bytes.start), number(bytes.end));
    let above = |line: usize| {
        let typed = text.lines().nth(line).unwrap_or_default();
        typed.trim_start().starts_with('#') && typed.len() - typed.trim_start().len() == own
    };
    (first..=last).contains(line)
        || *line < first && (*line..first).all(above)
        || *line > last && *column > own
}

//! Writes the new plan as a document: its values in the format's order, and its notes.

use serde_json::Value as Json;

use super::notes::{Begun, Notes};
use crate::format::{self, Kind, Path};
use crate::path::at;
use crate::yaml::write::document::{PLAN, Part, Value, document};

/// Writes the file: the comment at the top, then the plan with its notes.
pub(super) fn write(head: &[String], begun: &Begun) -> String {
    let plan = serde_json::to_value(&begun.plan).unwrap_or_default();
    let mut fields = fields(&plan, format::plan(), &Path::root(), &begun.notes);
    for (_, part) in &mut fields {
        let has_parts = matches!(part.value, Value::Items(_) | Value::Fields(_));
        part.apart = has_parts || !part.above.is_empty();
    }
    document(head, &fields, &PLAN)
}

/// Returns the fields that have anything to write: a value, a blank, or a note.
fn fields(values: &Json, kind: &Kind, path: &Path, notes: &Notes) -> Vec<(String, Part)> {
    let fields = kind.fields().unwrap_or_default().iter();
    let parts = fields.map(|field| {
        let value = values.get(&field.name).unwrap_or(&Json::Null);
        let path = path.field(field.name.clone());
        (field.name.clone(), part(value, &field.kind, &path, notes))
    });
    let is_written = |part: &Part| part.value != Value::Nothing || !part.above.is_empty();
    parts.filter(|(_, part)| is_written(part)).collect()
}

fn part(value: &Json, kind: &Kind, path: &Path, notes: &Notes) -> Part {
    let note = notes.at(path);
    let is_empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
    let last = note.last.filter(|_| is_empty);
    let last = last.map(|last| filled(&last, kind, path, &Notes::default()));
    let off = last.is_some() && !note.open;
    let value = match last {
        // The items can be restored one by one.
        Some(Value::Items(mut items)) if note.open => {
            items.iter_mut().for_each(|item| item.off = true);
            Value::Items(items)
        }
        Some(last) => last,
        None if !is_empty => filled(value, kind, path, notes),
        None if !note.open => Value::Nothing,
        None if matches!(kind, Kind::List(_)) => Value::Items(vec![Value::Open.into()]),
        None => Value::Open,
    };
    let is_shown = value != Value::Nothing || note.alone;
    Part {
        above: note.above.into_iter().filter(|_| is_shown).collect(),
        beside: note.beside,
        value,
        apart: false,
        off,
    }
}

fn filled(value: &Json, kind: &Kind, path: &Path, notes: &Notes) -> Value {
    match (value, kind) {
        (Json::Object(_), _) => match fields(value, kind, path, notes) {
            fields if fields.is_empty() && path.name().is_some() => Value::Nothing,
            fields => Value::Fields(fields),
        },
        (Json::Array(items), Kind::Texts) if items.len() == 1 => {
            Value::Text(items.iter().filter_map(Json::as_str).collect())
        }
        (Json::Array(items), _) if items.iter().all(Json::is_number) => {
            let numbers: Vec<String> = items.iter().map(Json::to_string).collect();
            Value::Word(format!("[{}]", numbers.join(", ")))
        }
        (Json::Array(items), _) => {
            let kind = kind.item().unwrap_or(&Kind::Text);
            let are_targets = *path == at!("targets");
            let item = |(index, value)| Part {
                apart: are_targets && index > 0,
                ..part(value, kind, &path.item(index), notes)
            };
            Value::Items(items.iter().enumerate().map(item).collect())
        }
        (Json::String(text), Kind::Text | Kind::Texts) => Value::Text(text.clone()),
        (Json::String(word), _) => Value::Word(word.clone()),
        (Json::Number(number), _) => {
            let pounds = path.name() == Some("cost_per_hour");
            Value::Word(in_figures(number.as_f64().unwrap_or_default(), pounds))
        }
        (other, _) => Value::Word(other.to_string()),
    }
}

/// Writes a number as a person would: `3`, `0.75`, and pounds as `18.50`.
fn in_figures(number: f64, pounds: bool) -> String {
    let figures = number.to_string();
    let pence = figures.split_once('.').map(|(_, pence)| pence.len());
    match pence {
        Some(1) if pounds => format!("{figures}0"),
        _ => figures,
    }
}

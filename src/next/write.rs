//! A plan as a YAML file that reads as if a person had laid it out: the format's order, notes where they help, and every text
//! as it is.

use serde_json::{Map, Value};

use super::notes::{Note, Notes};
use super::scalar::{self, Written, folded, width};
use crate::check::is_free_text;
use crate::plan::Plan;

/// The widest line whose notes stand under each other.
const ALIGNED: usize = 40;
/// The longest line with a note on it; a longer note stands above.
const LONGEST: usize = 130;
/// The longest line of a note that stands above.
const NOTE_LINE: usize = 120;

/// The file: the notes at its head, then the plan with the notes at its values.
pub(super) fn write(head: &[String], plan: &Plan, notes: &Notes) -> String {
    let mut sheet = Sheet {
        notes,
        lines: Vec::new(),
    };
    for line in head {
        sheet.comment(line, 0);
    }
    let value = serde_json::to_value(plan).unwrap_or_default();
    for (key, value) in value.as_object().into_iter().flatten() {
        if !sheet.is_written(value, key) {
            continue;
        }
        let listed = value.is_object() || value.is_array();
        if listed || !notes.at(key).above.is_empty() {
            sheet.lines.push(Line::default());
        }
        sheet.entry(key, value, &At::top(key));
    }
    sheet.finish()
}

/// Where a value stands.
struct At {
    /// Its plan path.
    path: String,
    /// The path without the numbers of lists.
    field: String,
    /// How many spaces its key is stepped in.
    indent: usize,
}

impl At {
    fn top(key: &str) -> At {
        At {
            path: key.to_owned(),
            field: key.to_owned(),
            indent: 0,
        }
    }

    fn below(&self, key: &str) -> At {
        At {
            path: format!("{}.{key}", self.path),
            field: format!("{}.{key}", self.field),
            indent: self.indent + 2,
        }
    }

    fn item(&self, index: usize) -> At {
        At {
            path: format!("{}[{index}]", self.path),
            field: self.field.clone(),
            indent: self.indent + 2,
        }
    }
}

#[derive(Default)]
struct Line {
    text: String,
    note: Option<String>,
}

struct Sheet<'a> {
    notes: &'a Notes,
    lines: Vec<Line>,
}

impl Sheet<'_> {
    /// Whether there is anything to write for a value: itself, a place for it, or a note.
    fn is_written(&self, value: &Value, path: &str) -> bool {
        let there = match value {
            Value::Null => false,
            Value::Array(items) => !items.is_empty(),
            Value::Object(fields) => fields
                .iter()
                .any(|(key, value)| self.is_written(value, &format!("{path}.{key}"))),
            _ => true,
        };
        there || self.notes.any_open(path) || self.notes.at(path).stands_alone()
    }

    fn group(&mut self, fields: &Map<String, Value>, at: &At) {
        for (key, value) in fields {
            let below = at.below(key);
            if self.is_written(value, &below.path) {
                self.entry(key, value, &below);
            }
        }
    }

    /// A key with its value and their notes.
    fn entry(&mut self, key: &str, value: &Value, at: &At) {
        let note = self.notes.at(&at.path);
        for line in &note.above {
            self.comment(line, at.indent);
        }
        for line in &note.again {
            self.again(line, at.indent);
        }
        let name = format!("{}{key}:", " ".repeat(at.indent));
        match value {
            Value::Null if note.open => self.push(name, note.beside, at.indent),
            Value::Null => {}
            Value::Array(items) if items.is_empty() => {
                if note.open && key == "who" {
                    self.push(name, note.beside, at.indent);
                } else if note.open {
                    self.open_list(name, note, at);
                }
            }
            // A single role stands on the line of its key.
            Value::Array(items) if key == "who" && items.len() == 1 => {
                let role = items.first().cloned().unwrap_or_default();
                self.value(name, &role, at, note.beside);
            }
            Value::Array(items) if items.iter().all(Value::is_number) => {
                let numbers: Vec<String> = items.iter().map(Value::to_string).collect();
                self.push(
                    format!("{name} [{}]", numbers.join(", ")),
                    note.beside,
                    at.indent,
                );
            }
            Value::Array(items) => {
                self.push(name, note.beside, at.indent);
                self.list(items, at);
            }
            Value::Object(fields) => {
                self.push(name, note.beside, at.indent);
                self.group(fields, at);
            }
            value => self.value(name, value, at, note.beside),
        }
    }

    /// A list to be filled in: with the items of last time as notes, or else with a dash to write behind.
    fn open_list(&mut self, name: String, note: Note, at: &At) {
        let column = at.indent + 2;
        self.push(name, note.beside, at.indent);
        if note.items.is_empty() {
            self.push(format!("{}-", " ".repeat(column)), None, at.indent);
        }
        for item in &note.items {
            // On one line however long it is: it comes back when one `#` is deleted.
            self.again(&format!("- {}", scalar::on_one_line(item)), column);
        }
    }

    /// A line of the last plan as a note, so that it is one of this plan's when its `#` alone is deleted.
    fn again(&mut self, line: &str, indent: usize) {
        let text = format!("{}#{line}", " ".repeat(indent));
        self.lines.push(Line { text, note: None });
    }

    fn list(&mut self, items: &[Value], at: &At) {
        let spaces = " ".repeat(at.indent + 2);
        for (index, value) in items.iter().enumerate() {
            let item = at.item(index);
            if at.field == "targets" && index > 0 {
                self.lines.push(Line::default());
            }
            for line in self.notes.at(&item.path).above {
                self.comment(&line, item.indent);
            }
            let Value::Object(fields) = value else {
                self.value(format!("{spaces}-"), value, &item, None);
                continue;
            };
            let first = self.lines.len();
            self.group(fields, &item);
            // The dash stands before the item's first key, and a note on that key above the item.
            let mut dashed = false;
            for line in self.lines.iter_mut().skip(first) {
                let text = line.text.trim_start();
                dashed = !text.starts_with('#');
                let dash = if dashed { "- " } else { "" };
                line.text = format!("{spaces}{dash}{text}");
                if dashed {
                    break;
                }
            }
            if !dashed {
                self.push(format!("{spaces}- {{}}"), None, item.indent);
            }
        }
    }

    /// One value behind its key or its dash.
    fn value(&mut self, name: String, value: &Value, at: &At, beside: Option<String>) {
        let text = match value {
            Value::String(text) if is_free_text(&at.field) => text,
            Value::String(word) => return self.push(format!("{name} {word}"), beside, at.indent),
            Value::Number(number) => {
                let number = in_figures(number.as_f64().unwrap_or_default(), &at.field);
                return self.push(format!("{name} {number}"), beside, at.indent);
            }
            other => return self.push(format!("{name} {other}"), beside, at.indent),
        };
        match scalar::written(text, width(&name) + 1, at.indent + 2) {
            Written::Line(line) => self.push(format!("{name} {line}"), beside, at.indent),
            Written::Block(sign, lines) => {
                self.push(format!("{name} {sign}"), beside, at.indent);
                for line in lines {
                    let stepped = format!("{}{line}", " ".repeat(at.indent + 2));
                    let text = if line.is_empty() { line } else { stepped };
                    self.lines.push(Line { text, note: None });
                }
            }
        }
    }

    /// A line with words beside it, or above it where they are too long.
    fn push(&mut self, text: String, note: Option<String>, indent: usize) {
        let note = note.map(|note| one_line(&note));
        let too_long = |note: &String| width(&text) + 4 + width(note) > LONGEST;
        let note = match note {
            Some(note) if too_long(&note) => {
                self.comment(&note, indent);
                None
            }
            note => note,
        };
        self.lines.push(Line { text, note });
    }

    /// A note on lines of its own.
    fn comment(&mut self, text: &str, indent: usize) {
        let spaces = " ".repeat(indent);
        let text = one_line(text);
        for line in folded(&text, NOTE_LINE.saturating_sub(indent + 2)) {
            let text = format!("{spaces}# {line}").trim_end().to_owned();
            self.lines.push(Line { text, note: None });
        }
    }

    /// The lines as one text, with the notes of neighbouring lines under each other.
    fn finish(self) -> String {
        let mut text = String::new();
        let mut rest = self.lines.as_slice();
        while let Some((first, others)) = rest.split_first() {
            let run = others
                .iter()
                .take_while(|line| line.note.is_some() == first.note.is_some());
            let (lines, after) = rest.split_at(run.count() + 1);
            rest = after;
            let widths = lines.iter().map(|line| width(&line.text));
            let column = widths
                .filter(|width| *width <= ALIGNED)
                .max()
                .unwrap_or_default();
            for line in lines {
                text.push_str(&line.text);
                if let Some(note) = &line.note {
                    let gap = column.saturating_sub(width(&line.text)) + 2;
                    text.push_str(&format!("{}# {note}", " ".repeat(gap)));
                }
                text.push('\n');
            }
        }
        text
    }
}

/// A number as a person writes it: `3`, `0.75`, and pounds as `18.50`.
fn in_figures(number: f64, field: &str) -> String {
    let figures = number.to_string();
    let pence = figures.split_once('.').map(|(_, pence)| pence.len());
    match pence {
        Some(1) if field.ends_with("cost_per_hour") => format!("{figures}0"),
        _ => figures,
    }
}

/// A note's text without line breaks and signs that cannot be seen, which a comment cannot hold.
fn one_line(text: &str) -> String {
    let unseen = |sign: char| {
        sign.is_control()
            || matches!(
                sign,
                '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
            )
    };
    let spaced = |sign| if unseen(sign) { ' ' } else { sign };
    let text: String = text.chars().map(spaced).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

//! Writes a new plan and a new `school.yaml` to fill in, from the tree of fields.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::field::{Field, Kind, New};
use super::schema;
use crate::path::{Path, at};
use crate::yaml::write::document::{Layout, Part, Value, document};

/// Texts for a new file beyond those of the fields themselves.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    /// The comment at the top.
    begin: String,
    /// Comments above fields, by path.
    above: BTreeMap<String, String>,
    /// Paths of fields to leave out here, although their type has them.
    #[serde(default)]
    not_here: Vec<String>,
}

#[derive(Default, Deserialize)]
struct Starters {
    plan: Words,
    school: Words,
}

static STARTERS: LazyLock<Starters> =
    LazyLock::new(|| serde_yaml::from_str(include_str!("starter.yaml")).unwrap_or_default());

/// Writes a new plan to fill in, with its reference if it is known.
pub fn new_plan(reference: Option<&str>) -> String {
    written(schema::plan(), &STARTERS.plan, reference)
}

/// Writes a new `school.yaml` to fill in.
pub fn new_school() -> String {
    written(schema::school(), &STARTERS.school, None)
}

fn written(format: &Kind, words: &Words, reference: Option<&str>) -> String {
    let starter = Starter { words, reference };
    let fields = starter.fields(format, &Path::root(), false);
    words.begin.clone() + &document(&[], &fields, &LAYOUT)
}

/// The notes are aligned throughout.
const LAYOUT: Layout = Layout {
    notes: Some(23),
    off: "# ",
};

struct Starter<'a> {
    words: &'a Words,
    reference: Option<&'a str>,
}

impl Starter<'_> {
    /// Returns the fields of a group; `is_offered` if the group as a whole is commented out.
    fn fields(&self, kind: &Kind, path: &Path, is_offered: bool) -> Vec<(String, Part)> {
        let fields = kind.fields().unwrap_or_default().iter();
        let fields = fields.map(|field| (field, path.field(field.name.clone())));
        let shown = fields.filter(|(field, path)| {
            field.new != New::LeftOut && !self.words.not_here.contains(&path.to_string())
        });
        let part = |(field, path): (&Field, Path)| {
            (field.name.clone(), self.part(field, &path, is_offered))
        };
        shown.map(part).collect()
    }

    fn part(&self, field: &Field, path: &Path, is_offered: bool) -> Part {
        let off = !is_offered && field.new == New::Offered;
        let is_offered = is_offered || off;
        let example = field.example.as_deref().unwrap_or_default();
        let shown = match self.reference.filter(|_| *path == at!("plan", "id")) {
            Some(reference) => reference,
            None if is_offered || field.new == New::Given => example,
            None => "",
        };
        let mut note = Some(note(field, shown)).filter(|note| !note.is_empty());
        let above = self.words.above.get(&path.to_string());
        let value = match &field.kind {
            Kind::Group(_) => Value::Fields(self.fields(&field.kind, path, is_offered)),
            Kind::Names(kind) => {
                let (name, shown) = shown.split_once(": ").unwrap_or_default();
                Value::Fields(vec![(name.to_owned(), scalar(kind, shown).into())])
            }
            Kind::List(item) if item.fields().is_some() => {
                let item = Value::Fields(self.fields(item, path, is_offered));
                Value::Items(vec![item.into()])
            }
            Kind::List(item) if item.is_text() => Value::Items(vec![Part {
                beside: note.take(),
                ..scalar(item, shown).into()
            }]),
            Kind::List(_) if !shown.is_empty() => Value::Word(format!("[{shown}]")),
            kind => scalar(kind, shown),
        };
        Part {
            apart: path.steps().len() == 1 && (!is_one_line(&field.kind) || above.is_some()),
            above: above.into_iter().cloned().collect(),
            beside: note,
            value,
            off,
        }
    }
}

fn scalar(kind: &Kind, shown: &str) -> Value {
    match kind {
        _ if shown.is_empty() => Value::Open,
        Kind::Text | Kind::Texts => Value::Text(shown.to_owned()),
        _ => Value::Word(shown.to_owned()),
    }
}

/// Whether a field takes one line: a list of numbers does, a list of texts does not.
fn is_one_line(kind: &Kind) -> bool {
    match kind {
        Kind::Group(_) | Kind::Names(_) => false,
        Kind::List(item) => matches!(**item, Kind::Number(_)),
        _ => true,
    }
}

/// Returns the note beside a field: its own note, or the words to choose from, or else an example.
fn note(field: &Field, shown: &str) -> String {
    const MAX_WORDS: usize = 5;
    let example = field.example.as_deref().unwrap_or_default();
    let words = field.kind.words();
    if let Some(note) = &field.note {
        let text = match note.strip_prefix("{}") {
            // The example is already shown as the value.
            Some(rest) if !shown.is_empty() => rest.trim_start_matches("; "),
            _ => note,
        };
        text.replace("{}", example)
    } else if !words.is_empty() && words.len() <= MAX_WORDS {
        chosen_from(words)
    } else if field.readers == "S" && !shown.is_empty() {
        "for staff only".to_owned()
    } else if !shown.is_empty() || !is_one_line(&field.kind) && example.is_empty() {
        String::new()
    } else if example.is_empty() {
        field.help.clone()
    } else {
        example.to_owned()
    }
}

/// Joins words as "draft, agreed or reviewed".
fn chosen_from(words: &[String]) -> String {
    let long = |word: &String| word.contains(',') || word.contains(" and ");
    match words {
        [head @ .., last] if !head.is_empty() && !words.iter().any(long) => {
            format!("{} or {last}", head.join(", "))
        }
        words => words.join("; "),
    }
}

#[cfg(test)]
mod tests {
    use super::{STARTERS, schema};

    #[test]
    fn every_comment_is_for_an_existing_field() {
        assert!(!STARTERS.plan.begin.is_empty(), "starter.yaml is not read");
        let starters = [
            (schema::plan(), &STARTERS.plan),
            (schema::school(), &STARTERS.school),
        ];
        for (format, words) in starters {
            let mut names = Vec::new();
            format.walk(&super::Path::root(), &mut |path, _| {
                names.push(path.to_string())
            });
            for path in words.above.keys().chain(&words.not_here) {
                assert!(names.contains(path), "{path}");
            }
        }
    }
}

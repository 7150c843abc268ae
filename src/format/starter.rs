//! A plan and a `school.yaml` to fill in, written from the tree of fields: a new field is in them without a word here.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::field::{self, Field, Kind, New};
use crate::path::{Path, at};

/// What is said beside what the fields say of themselves.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    /// The first lines.
    begin: String,
    /// The comments above fields, by their paths.
    above: BTreeMap<String, String>,
    /// The fields that a part has elsewhere and not here.
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

/// A plan to fill in, with this reference where one is known already.
pub fn new_plan(reference: Option<&str>) -> String {
    written(field::plan(), &STARTERS.plan, reference)
}

/// A `school.yaml` to fill in.
pub fn new_school() -> String {
    written(field::school(), &STARTERS.school, None)
}

fn written(format: &Kind, words: &Words, reference: Option<&str>) -> String {
    let text = words.begin.clone();
    let mut starter = Starter {
        words,
        reference,
        text,
    };
    let margin = Margin {
        text: String::new(),
        is_off: false,
    };
    starter.fields(format, &Path::root(), &margin, "");
    starter.text
}

/// What stands before a field's name.
struct Margin {
    text: String,
    /// Whether it has a `#` in it.
    is_off: bool,
}

struct Starter<'a> {
    words: &'a Words,
    reference: Option<&'a str>,
    text: String,
}

impl Starter<'_> {
    /// The fields of a group, where `dash` stands before the first of them.
    fn fields(&mut self, kind: &Kind, path: &Path, margin: &Margin, dash: &str) {
        let mut dash = dash;
        for field in kind.fields().unwrap_or_default() {
            let path = path.field(field.name.clone());
            let elsewhere = self.words.not_here.contains(&path.to_string());
            if field.new != New::LeftOut && !elsewhere {
                self.field(field, &path, margin, dash);
                dash = match dash {
                    "" => "",
                    _ => "  ",
                };
            }
        }
    }

    fn field(&mut self, field: &Field, path: &Path, margin: &Margin, dash: &str) {
        let is_part = !is_one_line(&field.kind);
        let above = self.words.above.get(&path.to_string());
        if path.steps().len() == 1 && (is_part || above.is_some()) {
            self.text.push('\n');
        }
        let indent = dash.replace('-', " ");
        if let Some(above) = above {
            self.text
                .push_str(&format!("{}{indent}# {above}\n", margin.text));
        }
        // The first field of an item holds its dash.
        let is_off = margin.is_off || field.new == New::Offered && !dash.starts_with('-');
        let sign = if is_off && !margin.is_off { "# " } else { "" };
        let start = format!("{}{dash}{sign}{}:", margin.text, field.name);
        let below = Margin {
            text: format!("{}{indent}{sign}  ", margin.text),
            is_off,
        };
        let example = field.example.as_deref().unwrap_or_default();
        let shown = match self.reference.filter(|_| *path == at!("plan", "id")) {
            Some(reference) => reference,
            None if is_off || field.new == New::Given => example,
            None => "",
        };
        let note = note(field, shown);
        match &field.kind {
            Kind::Group(_) => {
                self.line(&start, "", &note);
                self.fields(&field.kind, path, &below, "");
            }
            Kind::List(item) if item.fields().is_some() => {
                self.line(&start, "", &note);
                self.fields(item, path, &below, "- ");
            }
            Kind::List(_) if is_part => {
                self.line(&start, "", "");
                self.line(&format!("{}-", below.text), shown, &note);
            }
            Kind::Names(_) => {
                self.line(&start, "", &note);
                self.line(&below.text, shown, "");
            }
            Kind::List(_) if !shown.is_empty() => self.line(&start, &format!("[{shown}]"), &note),
            _ => self.line(&start, shown, &note),
        }
    }

    /// A line, with its note where the notes of most lines begin.
    fn line(&mut self, start: &str, value: &str, note: &str) {
        const NOTES: usize = 25;
        let gap = if value.is_empty() || start.ends_with(' ') {
            ""
        } else {
            " "
        };
        let line = format!("{start}{gap}{value}");
        let line = match note {
            "" => line,
            note if line.len() < NOTES => format!("{line:NOTES$}#: {note}"),
            note => format!("{line}   #: {note}"),
        };
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }
}

/// Whether a field takes one line: numbers stand beside each other, texts below.
fn is_one_line(kind: &Kind) -> bool {
    match kind {
        Kind::Group(_) | Kind::Names(_) => false,
        Kind::List(item) => matches!(**item, Kind::Number(_)),
        _ => true,
    }
}

/// The note beside a field: what it says of itself, or the words that it chooses from, or else an example.
fn note(field: &Field, shown: &str) -> String {
    const MOST_WORDS: usize = 5;
    let example = field.example.as_deref().unwrap_or_default();
    let words = field.kind.words();
    if let Some(note) = &field.note {
        let said = match note.strip_prefix("{}") {
            // The example stands before the note already.
            Some(rest) if !shown.is_empty() => rest.trim_start_matches("; "),
            _ => note,
        };
        said.replace("{}", example)
    } else if !words.is_empty() && words.len() <= MOST_WORDS {
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

/// "draft, agreed or reviewed".
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
    use super::{STARTERS, field};

    #[test]
    fn what_is_said_of_a_field_is_said_of_one_that_there_is() {
        assert!(!STARTERS.plan.begin.is_empty(), "starter.yaml is not read");
        let starters = [
            (field::plan(), &STARTERS.plan),
            (field::school(), &STARTERS.school),
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

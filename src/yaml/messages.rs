//! Turns each repair into a message for the user, from the sentences in `mistakes.yaml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::line::{self, Lines};
use super::marks::{as_quoted, value_and_note};
use super::mistake::{Kind, Mistake, Problem, Repair};
use super::state::Shift;
use crate::diagnostic::message::value;
use crate::diagnostic::{Message, Part, words};

/// The most mistakes reported for whitespace at the start of lines; the last one also carries the edits for the rest.
const MAX_WHITESPACE: usize = 10;

/// The sentences for a kind of mistake.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sentence {
    #[serde(default)]
    at: At,
    message: String,
    help: String,
    #[serde(default = "yes")]
    sure: bool,
}

fn yes() -> bool {
    true
}

/// The part of the line that a mistake points at.
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum At {
    #[default]
    Content,
    /// The whitespace at the start.
    Space,
    Character,
    Dash,
    Name,
    NameAndCharacter,
    /// The text after its dashes.
    Text,
    Value,
    ValueCharacter,
    /// The byte offset that the problem gives.
    Byte,
}

static SENTENCES: LazyLock<BTreeMap<Kind, Sentence>> =
    LazyLock::new(|| serde_yaml::from_str(include_str!("mistakes.yaml")).unwrap_or_default());

/// Returns the mistakes that these repairs correct, with related repairs merged.
pub(super) fn mistakes(lines: &Lines<'_>, repairs: Vec<Repair>) -> Vec<Mistake> {
    let mistakes = merged(repairs).into_iter();
    mistakes
        .filter_map(|repair| mistake(lines, repair))
        .collect()
}

/// Merges lines with the same wrong indent into one repair, and whitespace repairs beyond the limit into the last.
fn merged(repairs: Vec<Repair>) -> Vec<Repair> {
    let mut merged: Vec<Repair> = Vec::new();
    // The index of the last whitespace repair, and how many there are.
    let (mut last_space, mut spaces) = (0, 0);
    for repair in repairs {
        let into = match repair.problem.kind {
            Kind::TooFarAsWell => merged.last_mut(),
            kind if is_space(kind) && spaces == MAX_WHITESPACE => merged.get_mut(last_space),
            _ => None,
        };
        if let Some(into) = into {
            if repair.problem.kind == Kind::TooFarAsWell {
                into.lines.end = repair.lines.end;
            }
            into.edits.extend(repair.edits);
            continue;
        }
        if is_space(repair.problem.kind) {
            (last_space, spaces) = (merged.len(), spaces + 1);
        }
        merged.push(repair);
    }
    merged
}

fn is_space(kind: Kind) -> bool {
    matches!(kind, Kind::Tab | Kind::TabAtTheMargin | Kind::OddSpaces)
}

fn mistake(lines: &Lines<'_>, repair: Repair) -> Option<Mistake> {
    let Repair {
        lines: range,
        edits,
        problem,
    } = repair;
    let line = lines.get(range.start);
    let start = lines.start(range.start);
    let value_at = line::value_start(line);
    let space = line.len() - line::content(line).len();
    let end = line.trim_end().len().max(space).max(value_at);
    let text_at = line::item_start(line);
    let (value_text, _) = value_and_note(line.get(value_at..).unwrap_or_default());
    let ch = line.get(space..).and_then(|content| content.chars().next());
    let length = |ch: Option<char>| ch.map_or(0, char::len_utf8);

    let indent = problem.shift.map(|shift| Indent::of(lines, &range, shift));
    let kind = match &indent {
        Some(indent) if indent.last > range.start + 1 => Kind::LinesTooFar,
        Some(_) => Kind::TooFar,
        None => problem.kind,
    };
    let sentence = SENTENCES.get(&kind)?;
    let columns = match sentence.at {
        At::Byte => 0..0,
        At::Content => problem.shift.map_or(space, |shift| shift.from)..end,
        At::Space => 0..space,
        At::Character => space..space + length(ch),
        At::Dash => space..space + 2,
        At::Name => text_at..text_at + problem.name.len(),
        At::NameAndCharacter => text_at..text_at + problem.name.len() + 1,
        At::Text => text_at..end,
        At::Value => value_at..end,
        At::ValueCharacter => value_at..value_at + length(value_text.chars().next()),
    };
    let place = match sentence.at {
        // It may be on another line than the repair's first.
        At::Byte => problem.byte..problem.byte + 1,
        _ => start + columns.start..start + columns.end,
    };
    let placeholder = |name: &str| match name {
        "name" => words(problem.name.clone()),
        "item" => words(item(&problem)),
        "character" => words(ch.map(String::from).unwrap_or_default()),
        "column" => words((problem.column + 1).to_string()),
        "spaces" => words(spaces(problem.column)),
        "quoted" => value(as_quoted(value_text)),
        name => match &indent {
            Some(indent) => indent.placeholder(name, &range),
            None => words(""),
        },
    };
    Some(Mistake {
        place,
        message: filled(&sentence.message, placeholder),
        help: filled(&sentence.help, placeholder),
        fix: edits,
        sure: sentence.sure && !problem.unsure,
        lines: range.clone(),
        only_indent: problem.shift.is_some() || is_space(kind),
        missing: problem.missing.clone(),
    })
}

/// Fills the placeholders of a sentence.
fn filled(sentence: &'static str, placeholder: impl Fn(&str) -> Part) -> Message {
    let mut parts = Vec::new();
    for (index, piece) in sentence.split(['{', '}']).enumerate() {
        match index % 2 {
            1 => parts.push(placeholder(piece)),
            _ if !piece.is_empty() => parts.push(words(piece)),
            _ => {}
        }
    }
    parts.into_iter().collect()
}

/// "target", "item of `likes`".
fn item(problem: &Problem) -> String {
    match problem.name.as_str() {
        "target" => "target".to_owned(),
        _ => format!("item of `{}`", problem.list),
    }
}

/// "no space", "one space", "two spaces".
fn spaces(count: usize) -> String {
    match count {
        0 => "no space".to_owned(),
        1 => "one space".to_owned(),
        2 => "two spaces".to_owned(),
        3 => "three spaces".to_owned(),
        4 => "four spaces".to_owned(),
        _ => format!("{count} spaces"),
    }
}

/// Placeholders for lines with the wrong indent.
struct Indent {
    shift: Shift,
    /// The number of the last line that is not blank, counted from 1.
    last: usize,
    /// How the message names the first line, and whether that is by its key.
    it: Part,
    is_named: bool,
}

impl Indent {
    fn of(lines: &Lines<'_>, range: &std::ops::Range<usize>, shift: Shift) -> Indent {
        let line = lines.get(range.start);
        let is_item = line::item_start(line) > shift.from;
        let named = line.trim().trim_start_matches(['-', ' ']);
        let name = line::key_end(named).and_then(|colon| named.get(..colon));
        let plain = |ch: u8| ch.is_ascii_lowercase() || ch == b'_';
        let dash = if is_item { "- " } else { "" };
        let it = match name {
            Some(name) if name.bytes().all(plain) => words(format!("`{dash}{name}`")),
            Some(name) => value(format!("`{dash}{name}`")),
            None => words(if is_item { "this item" } else { "this line" }),
        };
        let mut last = range.end;
        while last > range.start + 1 && line::is_blank(lines.get(last - 1)) {
            last -= 1;
        }
        Indent {
            shift,
            last,
            it,
            is_named: name.is_some(),
        }
    }

    fn placeholder(&self, name: &str, range: &std::ops::Range<usize>) -> Part {
        let Shift { from, to } = self.shift;
        let (first, last) = (range.start + 1, self.last);
        let far = spaces(from.abs_diff(to));
        words(match name {
            "it" => return self.it.clone(),
            "before" if self.is_named => return self.it.clone(),
            "before" => "it".to_owned(),
            "way" => if from > to { "in" } else { "out" }.to_owned(),
            "far" => far,
            "last" => last.to_string(),
            "do" if from == to + 1 => "delete the space before".to_owned(),
            "do" => format!("{} {far} before", if from > to { "delete" } else { "type" }),
            _ if last == first + 1 => format!("lines {first} and {last}"),
            _ => format!("each of the lines {first} to {last}"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_mistake_has_a_sentence() {
        let kinds = schemars::schema_for!(Kind).to_value();
        let kinds: Vec<Kind> = serde_json::from_value(kinds["enum"].clone()).expect("the kinds");
        let read = serde_yaml::from_str::<BTreeMap<Kind, Sentence>>(include_str!("mistakes.yaml"));
        let sentences = read.unwrap_or_else(|why| panic!("{why}"));
        let missing = kinds.iter().filter(|kind| !sentences.contains_key(kind));
        assert_eq!(missing.collect::<Vec<_>>(), [&Kind::TooFarAsWell]);
    }
}

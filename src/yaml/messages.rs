//! What is said of each slip: the sentences of `mistakes.yaml`, with the words of the line that it is on.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::line::{self, Lines};
use super::marks::{as_quoted, value_and_note};
use super::mistake::{Kind, Mistake, Repair, Slip};
use super::state::Shift;
use crate::diagnostic::message::value;
use crate::diagnostic::{Message, Part, words};

/// Enough to see that every line begins with a tab: the last of these mends those that follow, too.
const MOST: usize = 10;

/// What is said of a kind of slip.
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

/// Where on its line a slip is shown.
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum At {
    #[default]
    Content,
    /// The white space before it.
    Space,
    Sign,
    Dash,
    Name,
    NameAndSign,
    /// What is behind its dashes.
    Text,
    Value,
    ValueSign,
    /// The byte that the slip names.
    Byte,
}

static SENTENCES: LazyLock<BTreeMap<Kind, Sentence>> =
    LazyLock::new(|| serde_yaml::from_str(include_str!("mistakes.yaml")).unwrap_or_default());

/// The mistakes that these repairs are for, each told once.
pub(super) fn mistakes(lines: &Lines<'_>, repairs: Vec<Repair>) -> Vec<Mistake> {
    let mistakes = merged(repairs).into_iter();
    mistakes
        .filter_map(|repair| mistake(lines, repair))
        .collect()
}

/// Lines that stand too far in or out together are one repair, and so are the many that begin with other white space.
fn merged(repairs: Vec<Repair>) -> Vec<Repair> {
    let mut merged: Vec<Repair> = Vec::new();
    // The last that begins with other white space, and how many do.
    let (mut last_space, mut spaces) = (0, 0);
    for repair in repairs {
        let into = match repair.slip.kind {
            Kind::TooFarAsWell => merged.last_mut(),
            kind if is_space(kind) && spaces == MOST => merged.get_mut(last_space),
            _ => None,
        };
        if let Some(into) = into {
            if repair.slip.kind == Kind::TooFarAsWell {
                into.lines.end = repair.lines.end;
            }
            into.edits.extend(repair.edits);
            continue;
        }
        if is_space(repair.slip.kind) {
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
        lines: on,
        edits,
        slip,
    } = repair;
    let typed = lines.get(on.start);
    let start = lines.start(on.start);
    let value_at = line::value_start(typed);
    let space = typed.len() - line::content(typed).len();
    let end = typed.trim_end().len().max(space).max(value_at);
    let text_at = line::item_start(typed);
    let (value_text, _) = value_and_note(typed.get(value_at..).unwrap_or_default());
    let sign = typed
        .get(space..)
        .and_then(|content| content.chars().next());
    let length = |sign: Option<char>| sign.map_or(0, char::len_utf8);

    let indent = slip.shift.map(|shift| Indent::of(lines, &on, shift));
    let kind = match &indent {
        Some(indent) if indent.last > on.start + 1 => Kind::LinesTooFar,
        Some(_) => Kind::TooFar,
        None => slip.kind,
    };
    let sentence = SENTENCES.get(&kind)?;
    let columns = match sentence.at {
        At::Byte => 0..0,
        At::Content => slip.shift.map_or(space, |shift| shift.from)..end,
        At::Space => 0..space,
        At::Sign => space..space + length(sign),
        At::Dash => space..space + 2,
        At::Name => text_at..text_at + slip.name.len(),
        At::NameAndSign => text_at..text_at + slip.name.len() + 1,
        At::Text => text_at..end,
        At::Value => value_at..end,
        At::ValueSign => value_at..value_at + length(value_text.chars().next()),
    };
    let place = match sentence.at {
        // It may be on another line.
        At::Byte => slip.byte..slip.byte + 1,
        _ => start + columns.start..start + columns.end,
    };
    let hole = |name: &str| match name {
        "name" => words(slip.name.clone()),
        "item" => words(item(&slip)),
        "sign" => words(sign.map(String::from).unwrap_or_default()),
        "column" => words((slip.column + 1).to_string()),
        "spaces" => words(spaces(slip.column)),
        "quoted" => value(as_quoted(value_text)),
        name => match &indent {
            Some(indent) => indent.hole(name, &on),
            None => words(""),
        },
    };
    Some(Mistake {
        place,
        message: filled(&sentence.message, hole),
        help: filled(&sentence.help, hole),
        fix: edits,
        sure: sentence.sure && !slip.unsure,
        lines: on.clone(),
        only_indent: slip.shift.is_some() || is_space(kind),
        missing: slip.missing.clone(),
    })
}

/// A sentence with its holes filled.
fn filled(sentence: &'static str, hole: impl Fn(&str) -> Part) -> Message {
    let mut parts = Vec::new();
    for (index, piece) in sentence.split(['{', '}']).enumerate() {
        match index % 2 {
            1 => parts.push(hole(piece)),
            _ if !piece.is_empty() => parts.push(words(piece)),
            _ => {}
        }
    }
    parts.into_iter().collect()
}

/// "target", "item of `likes`".
fn item(slip: &Slip) -> String {
    match slip.name.as_str() {
        "target" => "target".to_owned(),
        _ => format!("item of `{}`", slip.list),
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

/// What is said of lines that stand too far in or out together.
struct Indent {
    shift: Shift,
    /// The line behind the last that has something on it.
    last: usize,
    /// The first line as it is called, and whether it has a name.
    it: Part,
    is_named: bool,
}

impl Indent {
    fn of(lines: &Lines<'_>, on: &std::ops::Range<usize>, shift: Shift) -> Indent {
        let typed = lines.get(on.start);
        let is_item = line::item_start(typed) > shift.from;
        let named = typed.trim().trim_start_matches(['-', ' ']);
        let name = line::key_end(named).and_then(|colon| named.get(..colon));
        let plain = |sign: u8| sign.is_ascii_lowercase() || sign == b'_';
        let dash = if is_item { "- " } else { "" };
        let it = match name {
            Some(name) if name.bytes().all(plain) => words(format!("`{dash}{name}`")),
            Some(name) => value(format!("`{dash}{name}`")),
            None => words(if is_item { "this item" } else { "this line" }),
        };
        let mut last = on.end;
        while last > on.start + 1 && line::is_blank(lines.get(last - 1)) {
            last -= 1;
        }
        Indent {
            shift,
            last,
            it,
            is_named: name.is_some(),
        }
    }

    fn hole(&self, name: &str, on: &std::ops::Range<usize>) -> Part {
        let Shift { from, to } = self.shift;
        let (first, last) = (on.start + 1, self.last);
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
    fn something_is_said_of_every_kind_of_slip() {
        let kinds = schemars::schema_for!(Kind).to_value();
        let kinds: Vec<Kind> = serde_json::from_value(kinds["enum"].clone()).expect("the kinds");
        let read = serde_yaml::from_str::<BTreeMap<Kind, Sentence>>(include_str!("mistakes.yaml"));
        let sentences = read.unwrap_or_else(|why| panic!("{why}"));
        let untold = kinds.iter().filter(|kind| !sentences.contains_key(kind));
        assert_eq!(untold.collect::<Vec<_>>(), [&Kind::TooFarAsWell]);
    }
}

//! What a text may have lost or gained in YAML without a word: what stands behind a `#`, and lines that were joined to it.

use serde_yaml::Value;

use super::field::Kind;
use super::names;
use super::validate::Validator;
use crate::diagnostic::message::value;
use crate::diagnostic::{Edit, Message, Part, Rule, message};
use crate::path::{Path, Step};
use crate::yaml::{self, BULLETS, Node, Style, Text, as_quoted};

/// Words that a line does not end with where the text ends there.
const GO_ON: &[&str] = &[
    "a", "an", "the", "and", "or", "but", "to", "of", "in", "on", "at", "by", "for", "from",
    "with", "as", "is", "are", "was", "has", "than", "not", "that", "this", "when", "if", "each",
    "every", "until", "after", "before", "during", "about", "near", "like", "next", "last", "his",
    "her", "their", "my", "our", "mr", "mrs", "ms", "miss", "dr", "called",
];

/// A line as long as this was broken because it was full.
const FULL: usize = 60;

impl Validator<'_> {
    /// What stands behind a `#` in the place of a text, or behind one: YAML leaves it out.
    pub(super) fn lost(&mut self, node: &Node, kind: &Kind, path: &Path) {
        let Some(note) = node
            .note
            .clone()
            .filter(|_| matches!(kind, Kind::Text | Kind::Texts))
        else {
            return;
        };
        let text = self.file.text.as_str();
        let behind = text.get(note.start + 1..note.end).unwrap_or_default();
        let before = text.get(..note.start).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        let spaces = line.len() - line.trim_end_matches(' ').len();
        let joined = behind.starts_with(|sign: char| !sign.is_whitespace());
        // The notes that `new` and `next` write, and signs that draw a line.
        if behind.starts_with(':')
            || behind.trim().is_empty()
            || behind.trim_matches('#').is_empty()
        {
            return;
        }
        let plain = node.text().is_some_and(|text| text.style == Style::Plain);
        let of_the_text = plain || node.is_nothing() && joined && spaces == 1;
        if !of_the_text {
            if node.is_nothing() {
                let message = "what stands after `#` is a note and is not printed";
                let help = "if it is the text, move it before the `#`, or delete the `#`; if it is a note, write it on a line of its own";
                self.say(Rule::EmptyText, &note, path, message, help);
            }
            return;
        }
        if spaces >= 2 && !joined {
            return;
        }
        let start = if node.is_nothing() {
            note.start
        } else {
            node.span.start
        };
        let whole = text.get(start..note.end).unwrap_or_default();
        let whole: Vec<&str> = whole.split_whitespace().collect();
        let quoted = value(as_quoted(&whole.join(" ")));
        let message = "everything after this `#` is taken for a note and left out";
        let help = if joined {
            message!(
                "if it belongs to the text, put the text in quotes: {}; if it is a note, write it on a line of its own",
                quoted
            )
        } else {
            message!(
                "if it belongs to the text, put the text in quotes: {}; if it is a note, type two spaces before the `#`",
                quoted
            )
        };
        // "book #3": a `#` and a figure are no note.
        let edit = if spaces < 2 && behind.starts_with(|sign: char| sign.is_ascii_digit()) {
            let typed = yaml::write::in_quotes(text.get(start..note.end).unwrap_or_default());
            typed.map(|typed| Edit::new(start..note.end, typed))
        } else {
            None
        };
        self.mend(Rule::TextLost, &note, path, message, help, edit);
    }

    pub(super) fn prose(&mut self, text: &Text, node: &Node, path: &Path) {
        let item = matches!(path.last(), Some(Step::Item(_)));
        if text.style == Style::Plain && !self.no_items_joined(node, path) && item {
            self.no_line_joined(node, path);
        }
    }

    /// An item of a list of texts.
    pub(super) fn item_text(&mut self, node: &Node, path: &Path, key: Part) -> Value {
        self.lost(node, &Kind::Text, path);
        let text = match &node.kind {
            _ if node.is_nothing() => None,
            yaml::Kind::Text(text) => {
                self.prose(text, node, path);
                Some(super::control_chars::readable(text, self.text_of(node)))
            }
            _ => self.no_text(node, path, key),
        };
        Value::String(text.unwrap_or_default())
    }

    /// Something else where a text belongs: what was typed there, so that nothing says that it is missing as well.
    pub(super) fn no_text(&mut self, node: &Node, path: &Path, key: Part) -> Option<String> {
        let typed = self.text_of(node).to_owned();
        let mut bytes = node.span.clone();
        let on_one_line = typed.split_whitespace().collect::<Vec<_>>().join(" ");
        let quoted = || message!("put it in quotes: {}", value(as_quoted(&on_one_line)));
        let (message, help): (Message, Message) = match &node.kind {
            _ if typed.starts_with(['[', '{']) => (
                message!(
                    "`{}` takes a text, and brackets make something else of this one",
                    key
                ),
                quoted(),
            ),
            yaml::Kind::List(_) if matches!(path.last(), Some(Step::Item(_))) => {
                let before = self.file.text.get(..node.span.start).unwrap_or_default();
                let dash = before.rfind('-').unwrap_or(node.span.start);
                bytes = dash..dash + 1;
                let below = before
                    .get(dash..)
                    .is_some_and(|between| between.contains('\n'));
                let help = if below {
                    "delete it: the items are on the lines below"
                } else {
                    "write one `- ` in place of the two"
                };
                ("there is a `-` too many here".into(), help.into())
            }
            yaml::Kind::List(_) => (
                message!("`{}` takes one text, not a list", key),
                "put all of it in one text, without the `- `".into(),
            ),
            yaml::Kind::Map(entries) => {
                if let Some(first) = names::strange_target(entries, &Kind::Text, path) {
                    let (message, help) = names::STRANGE_TARGET;
                    self.say(Rule::WrongType, &first.key_span, path, message, help);
                    return None;
                }
                let message =
                    message!("`{}` takes a text, and a `:` in it has split this one", key);
                let help = "put the whole text in quotation marks";
                // A text on one line, with nothing of the format in it.
                let one = !typed.contains('\n')
                    && matches!(entries.as_slice(), [entry] if !super::schema::is_name(&entry.key));
                let typed = yaml::write::in_quotes(&typed).filter(|_| one);
                let edit = typed.map(|typed| Edit::new(node.span.clone(), typed));
                self.mend(Rule::WrongType, &bytes, path, message, help, edit);
                return Some(on_one_line);
            }
            yaml::Kind::Text(_) | yaml::Kind::Nothing => return None,
        };
        self.say(Rule::WrongType, &bytes, path, message, help);
        Some(on_one_line)
    }

    /// An item that is stepped in further than the one above, or than the name it stands under, would be read as the end of
    /// the text above, dash and all.
    fn no_items_joined(&mut self, node: &Node, path: &Path) -> bool {
        let Some((sign, whole)) = joined_item(self.text_of(node)) else {
            return false;
        };
        let at = node.span.start + sign.start..node.span.start + sign.end;
        let message =
            "this line would be read as the end of the text above it, not as an item of a list";
        let help = if whole {
            "if it is an item, step it back to stand right below the item above; if it belongs to the text above, move the dash up to the end of that line"
        } else {
            "if it is an item, begin it with `- `, right below the `- ` of the item above; if it belongs to the text above, join it to the end of that line"
        };
        self.say(Rule::YamlSyntax, &at, path, message, help);
        true
    }

    /// A line below an item that looks like one, without its dash.
    fn no_line_joined(&mut self, node: &Node, path: &Path) {
        let mut at = node.span.start;
        let mut above = "";
        let text = self.text_of(node).to_owned();
        for line in text.split_inclusive('\n') {
            let typed = line.trim();
            let begins = typed.starts_with(char::is_uppercase) && first_word(typed) != "I";
            if begins && ends_without_a_mark(above) {
                let start = at + line.len() - line.trim_start().len();
                let message = "this line is read as the end of the one above";
                let help = "if it is an item of its own, write `- ` before it, right below the `- ` above; if it is not, join it to the end of that line";
                let bytes = start..start + typed.len();
                return self.say(Rule::SplitText, &bytes, path, message, help);
            }
            above = typed;
            at += line.len();
        }
    }
}

fn first_word(words: &str) -> &str {
    let end = words.find(|letter: char| !letter.is_alphanumeric());
    words.get(..end.unwrap_or(words.len())).unwrap_or_default()
}

fn ends_without_a_mark(line: &str) -> bool {
    let last = line.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let open = last.ends_with(char::is_alphanumeric) && !GO_ON.contains(&last.as_str());
    open && line.chars().count() < FULL
}

/// The sign of a line that begins as an item does, in a text that runs over several, and whether it is a whole one: a dash
/// with its space, and no number.
fn joined_item(text: &str) -> Option<(std::ops::Range<usize>, bool)> {
    let numbered = number(text).is_some();
    let mut at = 0;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let start = at + line.len() - line.trim_start_matches([' ', '\t']).len();
        at += line.len();
        let line = line.trim_start();
        let mut chars = line.chars();
        let (first, second) = (chars.next()?, chars.next().unwrap_or_default());
        let whole = (first == '-' || BULLETS.contains(first)) && second == ' ';
        let length = if whole || first == '-' && second.is_alphabetic() {
            first.len_utf8()
        } else if let Some(length) = number(line).filter(|_| numbered) {
            length
        } else {
            continue;
        };
        if index > 0 {
            return Some((start..start + length, whole));
        }
    }
    None
}

/// How long the number is that a line begins with: `1.`, `1)` or `a)`.
fn number(line: &str) -> Option<usize> {
    let end = line.find([' ', '\n'])?;
    let word = line.get(..end)?;
    let bare = word
        .strip_suffix(['.', ')'])
        .filter(|bare| (1..=2).contains(&bare.len()))?;
    let digits = bare.bytes().all(|sign| sign.is_ascii_digit());
    let letter = word.ends_with(')')
        && bare.len() == 1
        && bare.starts_with(|sign: char| sign.is_ascii_alphabetic());
    (digits || letter).then_some(end)
}

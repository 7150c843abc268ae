//! Finds text that YAML silently drops or adds: text after a `#`, and lines joined to the one above.

use serde_yaml::Value;

use super::field::Kind;
use super::names;
use super::validate::Validator;
use crate::diagnostic::message::value;
use crate::diagnostic::{Edit, Message, Part, Rule, message};
use crate::path::{Path, Step};
use crate::yaml::{self, BULLETS, Node, Style, Text, as_quoted};

/// Words that do not end a sentence, so that a text whose line ends with one continues on the next.
const UNFINISHED: &[&str] = &[
    "a", "an", "the", "and", "or", "but", "to", "of", "in", "on", "at", "by", "for", "from",
    "with", "as", "is", "are", "was", "has", "than", "not", "that", "this", "when", "if", "each",
    "every", "until", "after", "before", "during", "about", "near", "like", "next", "last", "his",
    "her", "their", "my", "our", "mr", "mrs", "ms", "miss", "dr", "called",
];

/// A line of at least this many characters was wrapped because it was full.
const FULL_LINE: usize = 60;

impl Validator<'_> {
    /// Reports text that YAML drops because it comes after a `#`.
    pub(super) fn check_comment(&mut self, node: &Node, kind: &Kind, path: &Path) {
        let Some(note) = node
            .note
            .clone()
            .filter(|_| matches!(kind, Kind::Text | Kind::Texts))
        else {
            return;
        };
        let text = self.file.text.as_str();
        let comment = text.get(note.start + 1..note.end).unwrap_or_default();
        let before = text.get(..note.start).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        let spaces = line.len() - line.trim_end_matches(' ').len();
        let joined = comment.starts_with(|ch: char| !ch.is_whitespace());
        // Notes written by `new` and `next`, and rows of `#`.
        if comment.starts_with(':')
            || comment.trim().is_empty()
            || comment.trim_matches('#').is_empty()
        {
            return;
        }
        let plain = node.text().is_some_and(|text| text.style == Style::Plain);
        let may_be_text = plain || node.is_nothing() && joined && spaces == 1;
        if !may_be_text {
            if node.is_nothing() {
                let message = "text after a `#` is a note and is not printed";
                let help = "if it is the text, move it before the `#`, or delete the `#`; if it is a note, write it on a line of its own";
                self.report(Rule::EmptyText, &note, path, message, help);
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
        let complete = text.get(start..note.end).unwrap_or_default();
        let complete: Vec<&str> = complete.split_whitespace().collect();
        let quoted = value(as_quoted(&complete.join(" ")));
        let message = "everything after this `#` is read as a note and left out";
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
        // In "book #3", the `#` does not begin a note.
        let edit = if spaces < 2 && comment.starts_with(|ch: char| ch.is_ascii_digit()) {
            let raw = yaml::write::in_quotes(text.get(start..note.end).unwrap_or_default());
            raw.map(|raw| Edit::new(start..note.end, raw))
        } else {
            None
        };
        self.report_with_fix(Rule::TextLost, &note, path, message, help, edit);
    }

    pub(super) fn prose(&mut self, text: &Text, node: &Node, path: &Path) {
        let item = matches!(path.last(), Some(Step::Item(_)));
        if text.style == Style::Plain && !self.check_joined_items(node, path) && item {
            self.check_joined_line(node, path);
        }
    }

    /// Returns an item of a list of texts.
    pub(super) fn item_text(&mut self, node: &Node, path: &Path, key: Part) -> Value {
        self.check_comment(node, &Kind::Text, path);
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

    /// Reports another value where a text belongs. Returns its raw text, so that the text is not reported as missing as
    /// well.
    pub(super) fn no_text(&mut self, node: &Node, path: &Path, key: Part) -> Option<String> {
        let raw = self.text_of(node).to_owned();
        let mut bytes = node.span.clone();
        let on_one_line = raw.split_whitespace().collect::<Vec<_>>().join(" ");
        let quoted = || message!("put it in quotes: {}", value(as_quoted(&on_one_line)));
        let (message, help): (Message, Message) = match &node.kind {
            _ if raw.starts_with(['[', '{']) => (
                message!(
                    "`{}` takes a text, but the brackets turn this one into something else",
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
                ("there is one `-` too many here".into(), help.into())
            }
            yaml::Kind::List(_) => (
                message!("`{}` takes one text, not a list", key),
                "put all of it in one text, without the `- `".into(),
            ),
            yaml::Kind::Map(entries) => {
                if let Some(first) = names::strange_target(entries, &Kind::Text, path) {
                    let (message, help) = names::STRANGE_TARGET;
                    self.report(Rule::WrongType, &first.key_span, path, message, help);
                    return None;
                }
                let message = message!("`{}` takes a text, but a `:` has split this one", key);
                let help = "put the whole text in quotation marks";
                // A text on one line, with nothing of the format in it.
                let single = !raw.contains('\n')
                    && matches!(entries.as_slice(), [entry] if !super::schema::is_name(&entry.key));
                let raw = yaml::write::in_quotes(&raw).filter(|_| single);
                let edit = raw.map(|raw| Edit::new(node.span.clone(), raw));
                self.report_with_fix(Rule::WrongType, &bytes, path, message, help, edit);
                return Some(on_one_line);
            }
            yaml::Kind::Text(_) | yaml::Kind::Nothing => return None,
        };
        self.report(Rule::WrongType, &bytes, path, message, help);
        Some(on_one_line)
    }

    /// Reports an item that is indented too far, so that it would be read as the end of the text above.
    fn check_joined_items(&mut self, node: &Node, path: &Path) -> bool {
        let Some((ch, complete)) = joined_item(self.text_of(node)) else {
            return false;
        };
        let at = node.span.start + ch.start..node.span.start + ch.end;
        let message =
            "this line would be read as the end of the text above it, not as an item of a list";
        let help = if complete {
            "if it is an item, line it up with the item above; if it belongs to the text above, move the dash up to the end of that line"
        } else {
            "if it is an item, begin it with `- `, lined up with the `- ` above; if it belongs to the text above, join it to the end of that line"
        };
        self.report(Rule::YamlSyntax, &at, path, message, help);
        true
    }

    /// Reports a line below an item that looks like another item without its dash.
    fn check_joined_line(&mut self, node: &Node, path: &Path) {
        let mut at = node.span.start;
        let mut above = "";
        let text = self.text_of(node).to_owned();
        for line in text.split_inclusive('\n') {
            let raw = line.trim();
            let begins = raw.starts_with(char::is_uppercase) && first_word(raw) != "I";
            if begins && ends_without_a_mark(above) {
                let start = at + line.len() - line.trim_start().len();
                let message = "this line is read as the end of the one above";
                let help = "if it is an item of its own, write `- ` before it, lined up with the `- ` above; if it is not, join it to the end of that line";
                let bytes = start..start + raw.len();
                return self.report(Rule::SplitText, &bytes, path, message, help);
            }
            above = raw;
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
    let open = last.ends_with(char::is_alphanumeric) && !UNFINISHED.contains(&last.as_str());
    open && line.chars().count() < FULL_LINE
}

/// Returns the span of the bullet, dash or number on a line of a text that looks like an item, and whether it is a dash
/// or a bullet with its space.
fn joined_item(text: &str) -> Option<(std::ops::Range<usize>, bool)> {
    let numbered = number(text).is_some();
    let mut at = 0;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let start = at + line.len() - line.trim_start_matches([' ', '\t']).len();
        at += line.len();
        let line = line.trim_start();
        let mut chars = line.chars();
        let (first, second) = (chars.next()?, chars.next().unwrap_or_default());
        let complete = (first == '-' || BULLETS.contains(first)) && second == ' ';
        let length = if complete || first == '-' && second.is_alphabetic() {
            first.len_utf8()
        } else if let Some(length) = number(line).filter(|_| numbered) {
            length
        } else {
            continue;
        };
        if index > 0 {
            return Some((start..start + length, complete));
        }
    }
    None
}

/// Returns the length of the number that a line begins with: `1.`, `1)` or `a)`.
fn number(line: &str) -> Option<usize> {
    let end = line.find([' ', '\n'])?;
    let word = line.get(..end)?;
    let bare = word
        .strip_suffix(['.', ')'])
        .filter(|bare| (1..=2).contains(&bare.len()))?;
    let digits = bare.bytes().all(|ch| ch.is_ascii_digit());
    let letter = word.ends_with(')')
        && bare.len() == 1
        && bare.starts_with(|ch: char| ch.is_ascii_alphabetic());
    (digits || letter).then_some(end)
}

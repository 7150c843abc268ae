//! What a text may hold that is not meant for it: lines that were joined to it, and a mark without its partner.

use super::dashes;
use super::hints;
use super::quotes::as_quoted;
use super::shape::Walk;
use super::slip::indent;
use super::tree::{Kind, Node, Text};
use crate::diagnostic::Rule;

/// Words that a line does not end with where the text ends there.
const GO_ON: &[&str] = &[
    "a", "an", "the", "and", "or", "but", "to", "of", "in", "on", "at", "by", "for", "from",
    "with", "as", "is", "are", "was", "has", "than", "not", "that", "this", "when", "if", "each",
    "every", "until", "after", "before", "during", "about", "near", "like", "next", "last", "his",
    "her", "their", "my", "our", "mr", "mrs", "ms", "miss", "dr", "called",
];

/// A line as long as this was broken because it was full.
const FULL: usize = 60;

impl Walk<'_> {
    pub(super) fn prose(&mut self, text: &Text, node: &Node, path: &str) {
        if text.plain && !self.no_items_joined(node, path) && path.ends_with(']') {
            self.no_line_joined(node, path);
        }
    }

    /// Something else where a text belongs: what was typed there, so that nothing says that it is missing as well.
    pub(super) fn no_text(&mut self, node: &Node, path: &str, key: &str) -> Option<String> {
        let typed = self.text_of(node).to_owned();
        let mut bytes = node.span.clone();
        let takes = format!("`{key}` takes a text, and");
        let (message, help) = match &node.kind {
            _ if typed.starts_with(['[', '{']) => (
                format!("{takes} brackets make something else of this one"),
                format!("put it in quotes: {}", as_quoted(&words(&typed))),
            ),
            _ if typed.starts_with("? ") => (
                "a text cannot begin with this sign unless it is in quotes".to_owned(),
                format!("put it in quotes: {}", as_quoted(&words(&typed))),
            ),
            Kind::List(_) if path.ends_with(']') => {
                let before = self.file.text.get(..node.span.start).unwrap_or_default();
                let dash = before.rfind('-').unwrap_or(node.span.start);
                bytes = dash..dash + 1;
                let help = if before
                    .get(dash..)
                    .is_some_and(|between| between.contains('\n'))
                {
                    "delete it: the items are on the lines below"
                } else {
                    "write one `- ` in place of the two"
                };
                ("there is a `-` too many here".to_owned(), help.to_owned())
            }
            Kind::List(_) => (
                format!("`{key}` takes one text, not a list"),
                "put all of it in one text, without the `- `".to_owned(),
            ),
            Kind::Map(entries) => match hints::strange_target::<()>(entries, &[], path) {
                Some(first) => {
                    let (message, help) = hints::STRANGE_TARGET;
                    self.say_at(Rule::WrongType, first.key_span.clone(), path, message, help);
                    return None;
                }
                None => (
                    format!("{takes} a `:` in it has split this one"),
                    "put the whole text in quotation marks".to_owned(),
                ),
            },
            Kind::Text(_) => return None,
        };
        self.say_at(Rule::WrongType, bytes, path, &message, &help);
        Some(words(&typed))
    }

    /// An item that is stepped in further than the one above, or than the name it stands under, would be read as the end of
    /// the text above, dash and all.
    fn no_items_joined(&mut self, node: &Node, path: &str) -> bool {
        let Some((sign, whole)) = dashes::joined(self.text_of(node)) else {
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
        self.say_at(Rule::YamlSyntax, at, path, message, help);
        true
    }

    /// A line below an item that looks like one, without its dash.
    fn no_line_joined(&mut self, node: &Node, path: &str) {
        let mut at = node.span.start;
        let mut above = "";
        let text = self.text_of(node).to_owned();
        for line in text.split_inclusive('\n') {
            let typed = line.trim();
            let begins = typed.starts_with(char::is_uppercase) && first_word(typed) != "I";
            if begins && ends_without_a_mark(above) {
                let start = at + indent(line);
                let message = "this line is read as the end of the one above";
                let help = "if it is an item of its own, write `- ` before it, right below the `- ` above; if it is not, join it to the end of that line";
                let bytes = start..start + typed.len();
                return self.say_at(Rule::SplitText, bytes, path, message, help);
            }
            above = typed;
            at += line.len();
        }
    }
}

/// A text on one line.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
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

//! What a text may hold that is not meant for it: lines that were joined to it, and a mark without its partner.

use super::dashes;
use super::shape::Walk;
use super::slip::indent;
use super::tree::{Node, Text};
use crate::diagnostic::Rule;

/// Words that a line does not end with where the text ends there.
const GO_ON: &[&str] = &[
    "a", "an", "the", "and", "or", "but", "to", "of", "in", "on", "at", "by", "for", "from",
    "with", "as", "is", "are", "was", "has", "that", "when", "if", "his", "her", "their", "my",
    "our", "mr", "mrs", "ms", "miss", "dr", "called",
];

/// A line as long as this was broken because it was full.
const FULL: usize = 60;

impl Walk<'_> {
    pub(super) fn prose(&mut self, text: &Text, node: &Node, path: &str) {
        if text.plain && !self.no_items_joined(node, path) && path.ends_with(']') {
            self.no_line_joined(node, path);
        }
        self.no_half_quotation(&text.text, node, path);
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
            let words = line.trim();
            let begins = words.starts_with(char::is_uppercase) && first_word(words) != "I";
            if begins && ends_without_a_mark(above) {
                let start = at + indent(line);
                let message = "this line is read as the end of the one above";
                let help = "if it is an item of its own, write `- ` before it, right below the `- ` above; if it is not, join it to the end of that line";
                let bytes = start..start + words.len();
                return self.say_at(Rule::SplitText, bytes, path, message, help);
            }
            above = words;
            at += line.len();
        }
    }

    /// A quotation mark whose partner was forgotten would be printed. The mark of inches stands behind a figure.
    fn no_half_quotation(&mut self, text: &str, node: &Node, path: &str) {
        if marks(text).count() != 1 {
            return;
        }
        let typed = self.text_of(node).to_owned();
        let mut within = marks(&typed).filter(|(at, _)| *at > 0 || !typed.starts_with('"'));
        let (at, mark) = within.next().unwrap_or((0, '"'));
        let at = node.span.start + at;
        let message = "this quotation mark has no partner in its text, and would be printed";
        let help = "delete it, or type the other one as well";
        self.say_at(
            Rule::SplitText,
            at..at + mark.len_utf8(),
            path,
            message,
            help,
        );
    }
}

/// Double quotation marks, straight and curly.
fn marks(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut before = ' ';
    text.char_indices().filter(move |(_, letter)| {
        let after_a_figure = std::mem::replace(&mut before, *letter).is_ascii_digit();
        "“”„".contains(*letter) || *letter == '"' && !after_a_figure
    })
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

//! A message in parts: the program's own words, and values from the plan that a report can leave out.

use std::borrow::Cow;
use std::fmt::{self, Display};

use serde::{Serialize, Serializer};

/// What replaces a value when the plan's words must not be shown.
const LEFT_OUT: &str = "…";

/// A message for a person that knows which of its parts come from the plan. Serialized as its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message(Vec<Part>);

/// A part of a [`Message`], made by [`words`] or [`value`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Part {
    /// The program's own words, such as a field's name.
    Words(Cow<'static, str>),
    /// A value from the plan, or one that reveals what the plan holds.
    Value(String),
}

/// Creates a part in the program's own words: a field's name, a count, a whole sentence.
pub fn words(words: impl Into<Cow<'static, str>>) -> Part {
    Part::Words(words.into())
}

/// Creates a part from a value of the plan. Control characters are replaced, so that it cannot move the cursor or hide
/// other text.
pub fn value(value: impl Display) -> Part {
    Part::Value(value.to_string().chars().map(harmless).collect())
}

/// Creates a message from a literal with a `{}` for each argument. An argument is a [`Part`] or another [`Message`], so
/// that no text from the plan gets into a message unmarked.
macro_rules! message {
    ($text:literal $(, $part:expr)* $(,)?) => {{
        const COUNT: usize = $crate::diagnostic::message::placeholders($text);
        let parts: [Vec<$crate::diagnostic::Part>; COUNT] = [$(Vec::from($part)),*];
        $crate::diagnostic::Message::filled($text, parts)
    }};
}
pub(crate) use message;

/// Counts the `{}` in a literal.
pub(crate) const fn placeholders(text: &str) -> usize {
    let (mut rest, mut placeholders) = (text.as_bytes(), 0);
    while let [_, tail @ ..] = rest {
        if let [b'{', b'}', ..] = rest {
            placeholders += 1;
        }
        rest = tail;
    }
    placeholders
}

impl Message {
    /// Returns the parts in order.
    pub fn parts(&self) -> &[Part] {
        &self.0
    }

    /// Returns the text with an ellipsis in place of each value.
    pub fn without_values(&self) -> String {
        let shown = |part: &Part| match part {
            Part::Words(words) => words.to_string(),
            Part::Value(_) => LEFT_OUT.to_owned(),
        };
        self.0.iter().map(shown).collect()
    }

    /// Appends another message.
    pub fn and(mut self, more: impl Into<Message>) -> Message {
        self.0.extend(more.into().0);
        self
    }

    /// Joins messages with a separator.
    pub fn joined(messages: impl IntoIterator<Item = Message>, between: &'static str) -> Message {
        let mut whole = Message::default();
        for (index, message) in messages.into_iter().enumerate() {
            if index > 0 {
                whole.0.push(words(between));
            }
            whole.0.extend(message.0);
        }
        whole
    }

    /// Replaces each `{}` of a text with its parts; used by [`message!`].
    pub(crate) fn filled<const N: usize>(text: &'static str, parts: [Vec<Part>; N]) -> Message {
        let mut filled = Vec::with_capacity(2 * N + 1);
        let mut parts = parts.into_iter();
        for (index, between) in text.split("{}").enumerate() {
            if index > 0 {
                filled.extend(parts.next().into_iter().flatten());
            }
            if !between.is_empty() {
                filled.push(words(between));
            }
        }
        Message(filled)
    }
}

impl Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|part| part.fmt(f))
    }
}

impl Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Part::Words(words) => f.write_str(words),
            Part::Value(value) => f.write_str(value),
        }
    }
}

impl Serialize for Message {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl From<&'static str> for Message {
    fn from(text: &'static str) -> Message {
        Message(vec![words(text)])
    }
}

impl From<Part> for Message {
    fn from(part: Part) -> Message {
        Message(vec![part])
    }
}

impl FromIterator<Part> for Message {
    fn from_iter<I: IntoIterator<Item = Part>>(parts: I) -> Message {
        Message(parts.into_iter().collect())
    }
}

impl From<Part> for Vec<Part> {
    fn from(part: Part) -> Vec<Part> {
        vec![part]
    }
}

impl From<Message> for Vec<Part> {
    fn from(message: Message) -> Vec<Part> {
        message.0
    }
}

/// Returns the character, or a harmless one in its place if it would move the cursor or reorder other text.
pub fn harmless(ch: char) -> char {
    let reorders_text =
        matches!(ch, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}');
    match ch {
        '\t' | '\n' => ' ',
        _ if ch.is_control() || reorders_text => '\u{fffd}',
        _ => ch,
    }
}

#[cfg(test)]
mod tests {
    use super::{Message, value, words};

    #[test]
    fn values_are_shown_or_left_out() {
        let message = message!("`{}` does not take “{}”", words("by"), value("7/9/26"));
        assert_eq!(message.to_string(), "`by` does not take “7/9/26”");
        assert_eq!(message.without_values(), "`by` does not take “…”");
        let longer = message!("{}: {}.", message, words("write it out"));
        assert_eq!(
            longer.without_values(),
            "`by` does not take “…”: write it out."
        );
    }

    #[test]
    fn a_value_cannot_speak_for_the_program() {
        let escape = message!("“{}”", value("a\u{1b}[31m\tb\u{202e}{}"));
        assert_eq!(escape.to_string(), "“a\u{fffd}[31m b\u{fffd}{}”");
        assert_eq!(Message::from("a {…} and {}").to_string(), "a {…} and {}");
    }

    #[test]
    fn messages_are_put_together() {
        let each = ["a", "b"].map(|text| Message::from(value(text)));
        let list = Message::joined(each, ", ").and(" and so on");
        assert_eq!(list.to_string(), "a, b and so on");
        assert_eq!(list.without_values(), "…, … and so on");
        assert_eq!(serde_json::json!(list), "a, b and so on");
        assert_eq!(
            serde_json::json!(list.parts()[0]),
            serde_json::json!({"value": "a"})
        );
    }
}

//! A sentence in parts: the program's own words, and values of the plan that a report can leave out.

use std::borrow::Cow;
use std::fmt::{self, Display};

use serde::{Serialize, Serializer};

/// What stands for a value where the plan's words are not to be shown.
const LEFT_OUT: &str = "…";

/// A sentence for a person, which knows which of its parts come from the plan. It is serialized as the sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message(Vec<Part>);

/// A part of a [`Message`], made by [`words`] or [`value`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Part {
    /// Words of the program, such as a field's name.
    Words(Cow<'static, str>),
    /// A value that stands in the plan, or tells what the plan holds.
    Value(String),
}

/// Words of the program: a name of the format, a count, a sentence of its own.
pub fn words(words: impl Into<Cow<'static, str>>) -> Part {
    Part::Words(words.into())
}

/// A value that is the plan's, or tells what the plan holds. No sign in it can move the cursor or hide other text.
pub fn value(value: impl Display) -> Part {
    Part::Value(value.to_string().chars().map(harmless).collect())
}

/// A message from a literal with a `{}` for each argument. An argument is a [`Part`] or another [`Message`], so that nothing of
/// the plan gets into a message unmarked.
macro_rules! message {
    ($text:literal $(, $part:expr)* $(,)?) => {{
        const HOLES: usize = $crate::diagnostic::message::holes($text);
        let parts: [Vec<$crate::diagnostic::Part>; HOLES] = [$(Vec::from($part)),*];
        $crate::diagnostic::Message::filled($text, parts)
    }};
}
pub(crate) use message;

/// How many `{}` a literal has.
pub(crate) const fn holes(text: &str) -> usize {
    let (mut rest, mut holes) = (text.as_bytes(), 0);
    while let [_, tail @ ..] = rest {
        if let [b'{', b'}', ..] = rest {
            holes += 1;
        }
        rest = tail;
    }
    holes
}

impl Message {
    /// The parts in their order.
    pub fn parts(&self) -> &[Part] {
        &self.0
    }

    /// The sentence with an ellipsis for each value.
    pub fn without_values(&self) -> String {
        let shown = |part: &Part| match part {
            Part::Words(words) => words.to_string(),
            Part::Value(_) => LEFT_OUT.to_owned(),
        };
        self.0.iter().map(shown).collect()
    }

    /// This message and behind it another.
    pub fn and(mut self, more: impl Into<Message>) -> Message {
        self.0.extend(more.into().0);
        self
    }

    /// Messages in a row, with words of the program between them.
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

    /// A text with each `{}` replaced by the parts that come for it: what [`message!`] makes.
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

/// The letter itself, or what is shown in its place: a sign that moves the cursor, or turns other text about, is not seen, and
/// no message may do either.
pub fn harmless(letter: char) -> char {
    let turns_text = matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}');
    match letter {
        '\t' | '\n' => ' ',
        _ if letter.is_control() || turns_text => '\u{fffd}',
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::{Message, value, words};

    #[test]
    fn values_are_shown_or_left_out() {
        let said = message!("`{}` does not take “{}”", words("by"), value("7/9/26"));
        assert_eq!(said.to_string(), "`by` does not take “7/9/26”");
        assert_eq!(said.without_values(), "`by` does not take “…”");
        let longer = message!("{}: {}.", said, words("write it out"));
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
        let each = ["a", "b"].map(|one| Message::from(value(one)));
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

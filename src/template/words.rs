//! The fixed words of the copies: the embedded `words.yaml`, overridden by those of another template.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::format::{Field, Kind};

static ISLINGTON: LazyLock<Value> = LazyLock::new(|| {
    let text = include_str!("../../layouts/islington/words.yaml");
    serde_yaml::from_str(text).unwrap_or_default()
});

static KIND: LazyLock<Kind> = LazyLock::new(|| kind_of(&ISLINGTON));

/// The words of a template. The embedded ones are loaded on first use, since a check needs none.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words(Option<Value>);

impl Serialize for Words {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value().serialize(serializer)
    }
}

/// Returns the known words as a format, to validate a file against.
pub(super) fn kind() -> &'static Kind {
    &KIND
}

fn kind_of(words: &Value) -> Kind {
    let Some(groups) = words.as_object() else {
        return Kind::Text;
    };
    let field = |(name, below): (&String, &Value)| Field::bare(name, kind_of(below));
    Kind::Group(groups.iter().map(field).collect())
}

impl Words {
    /// Overrides the embedded words with others.
    pub fn with(custom: &Value) -> Words {
        let mut words = ISLINGTON.clone();
        override_with(&mut words, custom);
        Words(Some(words))
    }

    fn value(&self) -> &Value {
        self.0.as_ref().unwrap_or_else(|| &*ISLINGTON)
    }

    /// Returns a word by its path, such as `all.copies.parent`.
    pub fn say(&self, path: &str) -> &str {
        word_at(self.value(), path)
    }

    /// Returns a word with its `{name}` placeholders filled in.
    pub fn fill(&self, path: &str, values: &[(&str, &str)]) -> String {
        let mut filled = String::new();
        let mut rest = self.say(path);
        while let Some((before, name, after)) = placeholder(rest) {
            filled.push_str(before);
            let value = values.iter().find(|(known, _)| *known == name);
            filled.push_str(value.map_or("", |(_, value)| value));
            rest = after;
        }
        filled + rest
    }

    /// Returns the singular or plural form of a word: "1 week", "2 weeks".
    pub fn count(&self, path: &str, number: &str) -> String {
        let form = if number == "1" { "one" } else { "many" };
        self.fill(&format!("{path}.{form}"), &[("number", number)])
    }
}

fn word_at<'a>(words: &'a Value, path: &str) -> &'a str {
    let found = path
        .split('.')
        .try_fold(words, |value, step| value.get(step));
    found.and_then(Value::as_str).unwrap_or_default()
}

fn override_with(words: &mut Value, custom: &Value) {
    match (words, custom) {
        (Value::Object(words), Value::Object(custom)) => {
            for (name, custom) in custom {
                words
                    .entry(name)
                    .and_modify(|word| override_with(word, custom));
            }
        }
        (word, custom) => *word = custom.clone(),
    }
}

/// Splits a text at its first `{name}`: returns the text before it, the name, and the text after it.
pub(super) fn placeholder(text: &str) -> Option<(&str, &str, &str)> {
    let is_name = |name: &str| {
        let is_letter = |letter: u8| letter.is_ascii_lowercase() || letter == b'_';
        !name.is_empty() && name.bytes().all(is_letter)
    };
    text.match_indices('{').find_map(|(at, _)| {
        let (before, from) = text.split_at_checked(at)?;
        let (name, after) = from.strip_prefix('{')?.split_once('}')?;
        is_name(name).then_some((before, name, after))
    })
}

/// Returns the names of the placeholders in a text.
pub(super) fn placeholders(mut text: &str) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    while let Some((_, name, after)) = placeholder(text) {
        names.insert(name);
        text = after;
    }
    names
}

/// Returns the placeholders that a word may have: those of the embedded word.
pub(super) fn known_placeholders(path: &str) -> Vec<&'static str> {
    placeholders(word_at(&ISLINGTON, path))
        .into_iter()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_filled_once_and_values_are_not_filled_again() {
        let words = Words::with(&serde_json::json!({"all": {"from": "{day} {Day} {} {day"}}));
        let filled = words.fill("all.from", &[("day", "{day}")]);
        assert_eq!(filled, "{day} {Day} {} {day");
        assert_eq!(words.say("all.senco"), "SENCO");
        assert_eq!(words.count("all.weeks", "1"), "1 week");
        assert_eq!(words.count("all.weeks", "2"), "2 weeks");
    }
}

//! Messages and paths that are still strings here, made into the types that the rest of the program has.

use crate::diagnostic::{self, Diagnostic, Message, Part, Place, Rule, words};
use crate::format::{Path, Step};

/// The marks around a value, which no text shows.
const OPEN: char = '\u{2}';
const CLOSE: char = '\u{3}';

/// A value that is the plan's, marked as such.
pub(super) fn value(value: impl std::fmt::Display) -> String {
    format!("{OPEN}{}{CLOSE}", shown(&value.to_string()))
}

/// A text without the marks.
pub(super) fn shown(text: &str) -> String {
    text.replace([OPEN, CLOSE], "")
}

/// A problem at a path that is a string, in a message that has its values in marks or in quotation marks.
pub(super) fn problem(
    rule: Rule,
    place: Place,
    at: &str,
    message: impl Into<String>,
) -> Diagnostic {
    Diagnostic::new(rule, place, path(at), parted(&message.into()))
}

pub(super) trait Told {
    fn told(self, help: impl Into<String>) -> Diagnostic;
}

impl Told for Diagnostic {
    fn told(self, help: impl Into<String>) -> Diagnostic {
        self.help(parted(&help.into()))
    }
}

/// A path from a string that may have any name in it that was typed.
pub(super) fn path(text: &str) -> Path {
    let mut steps: Vec<Step> = Vec::new();
    for (at, part) in text.split('.').enumerate() {
        let is_items = |rest: &&str| {
            rest.split_inclusive(']').all(|item| {
                let number = item.strip_prefix('[').and_then(|n| n.strip_suffix(']'));
                number.is_some_and(|number| number.parse::<usize>().is_ok())
            })
        };
        let starts = part.match_indices('[').map(|(start, _)| start);
        let end = starts.chain([part.len()]).find(|start| {
            let rest = part.get(*start..);
            rest.as_ref().is_some_and(is_items)
        });
        let (name, items) = part.split_at(end.unwrap_or(part.len()));
        if at > 0 || !name.is_empty() {
            steps.push(Step::from(name.to_owned()));
        }
        let numbers = items.split(['[', ']']);
        steps.extend(numbers.filter_map(|number| number.parse().ok().map(Step::Item)));
    }
    steps.into_iter().collect()
}

/// A message from a text, with the values in it told from the words: what is marked, and what stands in “these” or "these".
pub(super) fn parted(text: &str) -> Message {
    let mut parts: Vec<Part> = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find([OPEN, '“', '"']) {
        let (before, from) = rest.split_at(start);
        let open = from.chars().next().unwrap_or(OPEN);
        let inside = from.get(open.len_utf8()..).unwrap_or_default();
        // A text that holds a straight mark of its own is a value up to the last one.
        let (close, end) = match open {
            OPEN => (CLOSE, inside.find(CLOSE)),
            '“' => ('”', inside.find('”')),
            _ => ('"', inside.rfind('"')),
        };
        let quotes = open != OPEN;
        parts.push(words(before.to_owned()));
        if quotes {
            parts.push(words(open.to_string()));
        }
        let held = inside.get(..end.unwrap_or(inside.len()));
        parts.push(diagnostic::value(shown(held.unwrap_or_default())));
        if quotes && end.is_some() {
            parts.push(words(close.to_string()));
        }
        let after = end.and_then(|end| inside.get(end + close.len_utf8()..));
        rest = after.unwrap_or_default();
    }
    parts.push(words(shown(rest)));
    let told = |part: &Part| !matches!(part, Part::Words(words) if words.is_empty());
    parts.into_iter().filter(told).collect()
}

#[cfg(test)]
mod tests {
    use super::{parted, path, value};

    #[test]
    fn values_are_told_from_words() {
        for (text, shown, left_out) in [
            ("“Amina” is no date", "“Amina” is no date", "“…” is no date"),
            (
                "use: \"Amina: \"yes\"\"",
                "use: \"Amina: \"yes\"\"",
                "use: \"…\"",
            ),
            ("“never closed", "“never closed", "“…"),
            ("`by` is missing", "`by` is missing", "`by` is missing"),
        ] {
            let message = parted(text);
            assert_eq!(message.to_string(), shown);
            assert_eq!(message.without_values(), left_out);
        }
        let marked = parted(&format!("from {} on", value("Ju\u{3}ne")));
        assert_eq!(marked.to_string(), "from June on");
        assert_eq!(marked.without_values(), "from … on");
    }

    #[test]
    fn any_string_is_a_path() {
        for text in [
            "",
            "a.b[2][0].c",
            "needs[0].mum[12 May]",
            "glossary.e.g.",
            "[0].x",
            "a]b[",
        ] {
            assert_eq!(path(text).to_string(), text);
        }
    }
}

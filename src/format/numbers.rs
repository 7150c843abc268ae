//! Reads numbers from text: "1½ hours", "twice", "4:1".

use super::names::unquoted;
use crate::diagnostic::message::value;
use crate::diagnostic::{Message, message};

/// Numbers in words, by index.
pub(super) const WORDS: &[&str] = &[
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen",
];

/// Suggests the number to write for the field `key`.
pub(super) fn for_number(text: &str, key: &str, whole: bool) -> Message {
    match number(text, key, whole) {
        Ok(number) => message!("write {}", value(number)),
        Err(help) => help.into(),
    }
}

/// Returns the number that a text certainly means, for an automatic fix. A person must work out "10 hours a month".
pub(super) fn certain(text: &str, key: &str, whole: bool) -> Option<f64> {
    let lower = unquoted(text).to_lowercase();
    let units: &[&str] = match key {
        "minutes" => &[
            "m", "min", "mins", "minute", "minutes", "h", "hr", "hrs", "hour", "hours", "each",
        ],
        "hours_per_week" => &[
            "h", "hr", "hrs", "hour", "hours", "a", "per", "each", "week",
        ],
        "sessions_per_week" => &[
            "x", "times", "time", "sessions", "session", "a", "per", "week",
        ],
        "weeks" => &["week", "weeks"],
        "cost_per_hour" => &["an", "per", "hour"],
        "group_size" => &["child", "children", "pupil", "pupils"],
        _ => &["session", "sessions"],
    };
    let words = || lower.split(|ch: char| !ch.is_alphabetic());
    let unknown_word =
        words().any(|word| !(word.is_empty() || WORDS.contains(&word) || units.contains(&word)));
    let is_relative = lower.starts_with(['-', '.']) || lower.contains(['+', '<', '>', '~', '/']);
    let count = words().filter(|word| WORDS.contains(word)).count() + numbers(&lower).len();
    let alone = count == 1 && !unknown_word && !is_relative;
    // One adult to so many children; "2:1" may also mean two adults to one child.
    let parts = lower.split_once([':', '-']);
    let size = parts.map(|(a, b)| (a.trim().parse::<u32>(), b.trim().parse::<u32>()));
    let ratio = key == "group_size"
        && (lower == "one-to-one" || matches!(size, Some((Ok(1), Ok(1 | 3..)) | (Ok(3..), Ok(1)))));
    let number = number(text, key, whole).ok();
    number.filter(|number| {
        (alone || ratio || phrase(&lower, key).is_some()) && (!whole || number.fract() == 0.0)
    })
}

/// Phrases that mean a number, with the field they apply to (empty for any).
const PHRASES: &[(&str, &str, f64)] = &[
    ("once", "", 1.0),
    ("twice", "", 2.0),
    ("fortnightly", "sessions_per_week", 0.5),
    ("every fortnight", "sessions_per_week", 0.5),
    ("every other week", "sessions_per_week", 0.5),
    ("weekly", "sessions_per_week", 1.0),
    ("every week", "sessions_per_week", 1.0),
    ("daily", "sessions_per_week", 5.0),
    ("every day", "sessions_per_week", 5.0),
    ("each day", "sessions_per_week", 5.0),
    ("half an hour", "minutes", 30.0),
    ("half hour", "minutes", 30.0),
    ("quarter of an hour", "minutes", 15.0),
    ("an hour", "minutes", 60.0),
];

/// Returns the number that a phrase means for a field.
fn phrase(text: &str, key: &str) -> Option<f64> {
    let applies = |field: &str| field.is_empty() || field == key;
    let mut phrases = PHRASES.iter();
    let found = phrases.find(|(phrase, field, _)| *phrase == text && applies(field));
    found.map(|(.., number)| *number)
}

/// Returns the number that a text most likely means, or what to write instead.
pub(super) fn number(text: &str, key: &str, whole: bool) -> Result<f64, &'static str> {
    let lower = unquoted(text).to_lowercase();
    if let Some(number) = phrase(&lower, key) {
        return Ok(number);
    }
    if key == "group_size" && lower.contains("class") {
        return Err("write `in_class: true` in its place");
    }
    let first = lower.split([' ', '-']).next();
    let in_words = WORDS
        .iter()
        .zip(0u8..)
        .find(|(word, _)| first == Some(**word));
    let found = match in_words {
        Some((_, number)) if key != "minutes" || !lower.contains("hour") => vec![f64::from(number)],
        _ => numbers(&lower),
    };
    // A number in another unit, or several numbers, cannot be interpreted.
    let words = || lower.split(|ch: char| !ch.is_alphabetic());
    let any = |some: &[&str]| words().any(|word| some.contains(&word));
    let wrong_unit = match key {
        "sessions_per_week" => any(&["day", "daily", "fortnight", "month", "term"]),
        "hours_per_week" => any(&["min", "mins", "minute", "minutes", "day", "daily"]),
        _ => false,
    };
    let several = words().filter(|word| WORDS.contains(word)).count() + numbers(&lower).len() > 1;
    let ratio = key == "group_size";
    if wrong_unit || several && !ratio {
        return Err("write one number alone, in figures");
    }
    let hours = key == "minutes" && any(&["hour", "hours", "hr", "hrs", "h"]);
    match found.as_slice() {
        [number] if hours => Ok(number * 60.0),
        [number] if !whole || number.fract() == 0.0 => Ok(*number),
        [_] => Err("write a whole number"),
        // "4:1", "1:4" and "1-1" are all the size of a group with one adult.
        [1.0, size] | [size, 1.0] if key == "group_size" => Ok(*size),
        _ => Err("write one number alone, in figures"),
    }
}

/// Returns the numbers in a text, with fractions: "1½ hours", "£18.50".
fn numbers(text: &str) -> Vec<f64> {
    let mut numbers: Vec<f64> = Vec::new();
    let mut figures = String::new();
    for ch in text.chars().chain([' ']) {
        let part = match ch {
            '¼' => 0.25,
            '½' => 0.5,
            '¾' => 0.75,
            _ => 0.0,
        };
        if ch.is_ascii_digit() || ch == '.' && !figures.is_empty() {
            figures.push(ch);
            continue;
        }
        let number = figures.trim_end_matches('.').parse::<f64>().ok();
        if number.is_some() || part > 0.0 {
            numbers.push(number.unwrap_or_default() + part);
        }
        figures.clear();
    }
    numbers
}

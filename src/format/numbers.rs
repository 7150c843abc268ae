//! The number that a text can only mean: "1½ hours", "twice", "4:1".

use super::names::unquoted;
use crate::diagnostic::message::value;
use crate::diagnostic::{Message, message};

/// Numbers as words.
pub(super) const WORDS: &[&str] = &[
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen",
];

/// The number that a text holds, for the field `key`.
pub(super) fn for_number(typed: &str, key: &str, whole: bool) -> Message {
    match number(typed, key, whole) {
        Ok(number) => message!("write {}", value(number)),
        Err(help) => help.into(),
    }
}

/// The number that a text says and nothing else: what it is mended to. "10 hours a month" is a person's to reckon.
pub(super) fn certain(typed: &str, key: &str, whole: bool) -> Option<f64> {
    let lower = unquoted(typed).to_lowercase();
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
    let words = || lower.split(|sign: char| !sign.is_alphabetic());
    let strange =
        words().any(|word| !(word.is_empty() || WORDS.contains(&word) || units.contains(&word)));
    let is_relative = lower.starts_with(['-', '.']) || lower.contains(['+', '<', '>', '~', '/']);
    let count = words().filter(|word| WORDS.contains(word)).count() + numbers(&lower).len();
    let alone = count == 1 && !strange && !is_relative;
    // One adult to so many; "2:1" is as often two adults to one child.
    let parts = lower.split_once([':', '-']);
    let size = parts.map(|(a, b)| (a.trim().parse::<u32>(), b.trim().parse::<u32>()));
    let ratio = key == "group_size"
        && (lower == "one-to-one" || matches!(size, Some((Ok(1), Ok(1 | 3..)) | (Ok(3..), Ok(1)))));
    let number = number(typed, key, whole).ok();
    number.filter(|number| {
        (alone || ratio || phrase(&lower, key).is_some()) && (!whole || number.fract() == 0.0)
    })
}

/// Words that say a number without one, and the field that they say it of where it is not any.
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

/// The number that such words say of a field.
fn phrase(typed: &str, key: &str) -> Option<f64> {
    let is_meant = |of: &str| of.is_empty() || of == key;
    let mut phrases = PHRASES.iter();
    let found = phrases.find(|(phrase, of, _)| *phrase == typed && is_meant(of));
    found.map(|(.., number)| *number)
}

/// The number that a text most likely means, or what to write instead.
pub(super) fn number(typed: &str, key: &str, whole: bool) -> Result<f64, &'static str> {
    let lower = unquoted(typed).to_lowercase();
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
    // Of a number of something else, or of one of several, nothing can be told.
    let words = || lower.split(|sign: char| !sign.is_alphabetic());
    let any = |some: &[&str]| words().any(|word| some.contains(&word));
    let amiss = match key {
        "sessions_per_week" => any(&["day", "daily", "fortnight", "month", "term"]),
        "hours_per_week" => any(&["min", "mins", "minute", "minutes", "day", "daily"]),
        _ => false,
    };
    let several = words().filter(|word| WORDS.contains(word)).count() + numbers(&lower).len() > 1;
    let ratio = key == "group_size";
    if amiss || several && !ratio {
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

/// The numbers in a text, with their fractions: "1½ hours", "£18.50".
fn numbers(text: &str) -> Vec<f64> {
    let mut numbers: Vec<f64> = Vec::new();
    let mut figures = String::new();
    for letter in text.chars().chain([' ']) {
        let part = match letter {
            '¼' => 0.25,
            '½' => 0.5,
            '¾' => 0.75,
            _ => 0.0,
        };
        if letter.is_ascii_digit() || letter == '.' && !figures.is_empty() {
            figures.push(letter);
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

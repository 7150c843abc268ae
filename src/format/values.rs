//! Suggests what to write instead of a value: the word that was meant, the number, the date in the plan's format.

use super::dates::DateKind;
use super::names::{listed, short, unquoted};
use super::numbers::WORDS;
use super::other_words;
use crate::diagnostic::message::value;
use crate::diagnostic::{Message, message, words};

/// Suggests what to write instead of a value that is not one of the allowed words.
pub(crate) fn for_value(text: &str, choice: &[&str]) -> Message {
    match meant(text, choice) {
        Some(word) if choice.len() > 6 => message!("did you mean `{}`?", value(word)),
        Some(word) => message!(
            "did you mean `{}`? It can be {}",
            value(word),
            words(choices(choice))
        ),
        None => message!("write {}", words(choices(choice))),
    }
}

/// Returns the allowed word that was probably meant: another spelling, or a synonym.
fn meant<'a>(text: &str, words: &[&'a str]) -> Option<&'a str> {
    let plain = unquoted(text).to_lowercase();
    let another = other_words::value(&plain, words);
    another
        .or_else(|| misspelt(text, words))
        .or_else(|| nearest(&plain, words))
}

/// Returns the allowed word that this is a misspelling of. Synonyms are left for a person to choose.
pub(super) fn misspelt<'a>(text: &str, words: &[&'a str]) -> Option<&'a str> {
    let text = unquoted(text);
    let plain = text.to_lowercase();
    // Two swapped letters in a short code make another code.
    let same =
        |word: &&&str| word.to_lowercase() == plain || word.len() > 3 && same_letters(word, text);
    let one_off = |word: &&&str| {
        word.len() > 5
            && digits(word) == digits(&plain)
            && strsim::damerau_levenshtein(&word.to_lowercase(), &plain) == 1
    };
    let year = year(&plain).and_then(|year| words.iter().find(|word| **word == year));
    let found = year.or_else(|| words.iter().find(same));
    found.or_else(|| words.iter().find(one_off)).copied()
}

/// Returns the digits in a text: other digits make another word.
fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Returns the most similar allowed word, never one with other digits.
fn nearest<'a>(plain: &str, words: &[&'a str]) -> Option<&'a str> {
    let likeness = |word: &str| strsim::jaro_winkler(&word.to_lowercase(), plain);
    // "she/they" is as similar to "she/her" as to "they/them".
    let has_part =
        |word: &str, part: &str| word.to_lowercase().split('/').any(|other| other == part);
    let parts = plain.split('/').filter(|_| plain.contains('/'));
    let of_others = |word: &str, part: &str| {
        !has_part(word, part) && words.iter().any(|word| has_part(word, part))
    };
    let mixed = |word: &str| parts.clone().any(|part| of_others(word, part));
    let alike = words
        .iter()
        .filter(|word| digits(word) == digits(plain) && !mixed(word));
    let best = alike.max_by(|a, b| likeness(a).total_cmp(&likeness(b)))?;
    (likeness(best) > 0.82).then_some(*best)
}

/// Returns the year group for "Y4", "yr 4", "4" or "year four".
fn year(plain: &str) -> Option<String> {
    let rest = ["year", "yr", "y"]
        .iter()
        .find_map(|name| plain.strip_prefix(name))
        .unwrap_or(plain)
        .trim_start_matches(['.', '-'])
        .trim();
    let number = rest
        .parse::<usize>()
        .ok()
        .or_else(|| WORDS.iter().position(|word| *word == rest))?;
    Some(format!("Year {number}"))
}

/// Lists the allowed words, with the meaning of codes, and year groups as a range.
fn choices(words: &[&str]) -> String {
    if words.contains(&"Year 1") {
        return "`Pre-school`, `Nursery`, `Reception` or `Year 1` to `Year 14`".to_owned();
    }
    match words {
        ["K", "E"] => "`K` (SEN support) or `E` (EHC plan)".to_owned(),
        _ => listed(words),
    }
}

/// Whether two words have the same letters in another order: swapped letters are the most common mistake in a code.
fn same_letters(word: &str, other: &str) -> bool {
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.to_lowercase().chars().collect();
        letters.sort_unstable();
        letters
    };
    word.len() == other.len() && sorted(word) == sorted(other)
}

/// Returns the message and help for a wrong date.
pub(super) fn for_date(kind: DateKind, text: &str, key: &str) -> (Message, Message) {
    let plain = unquoted(text);
    let invisible = |text: &str| text.chars().any(is_invisible);
    let shown = || value(short(plain));
    let key = || words(key.to_owned());
    let message = match kind {
        _ if invisible(text) => {
            "there is an invisible character in this date, probably from copying the text".into()
        }
        DateKind::Term => message!("“{}” is not a term and a year", shown()),
        _ if no_such_day(plain) => message!("“{}” is not in the calendar", shown()),
        DateKind::DayAndTime => message!(
            "`{}` does not take “{}” as a day and a time",
            key(),
            shown()
        ),
        _ if plain.len() < text.len() => "a date is written without quotation marks".into(),
        _ => message!("`{}` does not take “{}” as a date", key(), shown()),
    };
    let help = match meant_date(kind, text) {
        Some(date) => message!("write {}", value(date)),
        None => kind.how().into(),
    };
    (message, help)
}

/// Returns the date that a text must mean, in the plan's format.
pub(super) fn meant_date(kind: DateKind, text: &str) -> Option<String> {
    let bare: String = text.chars().filter(|ch| !is_invisible(*ch)).collect();
    kind.meant(unquoted(&bare))
}

/// Whether a character is invisible.
fn is_invisible(ch: char) -> bool {
    let format = matches!(ch, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}');
    format || ch.is_control() && ch != '\t'
}

/// Whether a text looks like a date but names a day that does not exist, such as 31/2/2026.
fn no_such_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    let numbers: Vec<u32> = parts
        .iter()
        .filter_map(|part| part.trim().parse().ok())
        .collect();
    let (year, month, day) = match numbers.as_slice() {
        [year @ 1000..=9999, month, day] | [day, month, year @ 1000..=9999] if parts.len() == 3 => {
            (*year, *month, *day)
        }
        _ => return false,
    };
    i32::try_from(year)
        .is_ok_and(|year| chrono::NaiveDate::from_ymd_opt(year, month, day).is_none())
}

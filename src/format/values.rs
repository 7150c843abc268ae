//! What to write instead of a value: the word that was meant, the number in a text, the date as a plan writes it.

use super::dates::DateKind;
use super::names::{listed, short, unquoted};
use super::numbers::WORDS;
use super::other_words;
use crate::diagnostic::message::value;
use crate::diagnostic::{Message, message, words};

/// What to write for a value that is not one of the allowed words.
pub(crate) fn for_value(typed: &str, choice: &[&str]) -> Message {
    match meant(typed, choice) {
        Some(word) if choice.len() > 6 => message!("did you mean `{}`?", value(word)),
        Some(word) => message!(
            "did you mean `{}`? It can be {}",
            value(word),
            words(choices(choice))
        ),
        None => message!("write {}", words(choices(choice))),
    }
}

/// The allowed word that was meant, where one is likely: another spelling of it, or another word for it.
fn meant<'a>(typed: &str, words: &[&'a str]) -> Option<&'a str> {
    let plain = unquoted(typed).to_lowercase();
    let another = other_words::value(&plain, words);
    another
        .or_else(|| misspelt(typed, words))
        .or_else(|| nearest(&plain, words))
}

/// The allowed word that this is another spelling of. A word that only means much the same is a person's to choose.
pub(super) fn misspelt<'a>(typed: &str, words: &[&'a str]) -> Option<&'a str> {
    let typed = unquoted(typed);
    let plain = typed.to_lowercase();
    // In a short code two letters that changed places make another code.
    let same =
        |word: &&&str| word.to_lowercase() == plain || word.len() > 3 && same_letters(word, typed);
    let one_off = |word: &&&str| {
        word.len() > 5
            && figures(word) == figures(&plain)
            && strsim::damerau_levenshtein(&word.to_lowercase(), &plain) == 1
    };
    let year = year(&plain).and_then(|year| words.iter().find(|word| **word == year));
    let found = year.or_else(|| words.iter().find(same));
    found.or_else(|| words.iter().find(one_off)).copied()
}

/// The figures in a text: another figure makes another word.
fn figures(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// The allowed word that is most like what was typed; never one with other figures in it.
fn nearest<'a>(plain: &str, words: &[&'a str]) -> Option<&'a str> {
    let likeness = |word: &str| strsim::jaro_winkler(&word.to_lowercase(), plain);
    // "she/they" is as near to "she/her" as to "they/them".
    let has_part =
        |word: &str, part: &str| word.to_lowercase().split('/').any(|other| other == part);
    let parts = plain.split('/').filter(|_| plain.contains('/'));
    let of_others = |word: &str, part: &str| {
        !has_part(word, part) && words.iter().any(|word| has_part(word, part))
    };
    let mixed = |word: &str| parts.clone().any(|part| of_others(word, part));
    let alike = words
        .iter()
        .filter(|word| figures(word) == figures(plain) && !mixed(word));
    let best = alike.max_by(|a, b| likeness(a).total_cmp(&likeness(b)))?;
    (likeness(best) > 0.82).then_some(*best)
}

/// The year group that "Y4", "yr 4", "4" or "year four" says.
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

/// The allowed words, the codes among them with their meaning, and the years in few words.
fn choices(words: &[&str]) -> String {
    if words.contains(&"Year 1") {
        return "`Pre-school`, `Nursery`, `Reception` or `Year 1` to `Year 14`".to_owned();
    }
    match words {
        ["K", "E"] => "`K` (SEN support) or `E` (EHC plan)".to_owned(),
        _ => listed(words),
    }
}

/// Whether two words have the same letters in another order: two that changed places are the commonest slip in a code.
fn same_letters(one: &str, other: &str) -> bool {
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.to_lowercase().chars().collect();
        letters.sort_unstable();
        letters
    };
    one.len() == other.len() && sorted(one) == sorted(other)
}

/// What is wrong with a date, and how to write it.
pub(super) fn for_date(kind: DateKind, typed: &str, key: &str) -> (Message, Message) {
    let plain = unquoted(typed);
    let invisible = |text: &str| text.chars().any(is_invisible);
    let shown = || value(short(plain));
    let key = || words(key.to_owned());
    let message = match kind {
        _ if invisible(typed) => {
            "an invisible sign stands in this date: it came along when the text was copied".into()
        }
        DateKind::Term => message!("“{}” is not a term and a year", shown()),
        _ if no_such_day(plain) => message!("“{}” is not in the calendar", shown()),
        DateKind::DayAndTime => message!(
            "`{}` does not take “{}” as a day and a time",
            key(),
            shown()
        ),
        _ if plain.len() < typed.len() => "a date stands without quotation marks".into(),
        _ => message!("`{}` does not take “{}” as a date", key(), shown()),
    };
    let help = match meant_date(kind, typed) {
        Some(date) => message!("write {}", value(date)),
        None => kind.how().into(),
    };
    (message, help)
}

/// The date that a text can only mean, as a plan writes it.
pub(super) fn meant_date(kind: DateKind, typed: &str) -> Option<String> {
    let bare: String = typed.chars().filter(|sign| !is_invisible(*sign)).collect();
    kind.meant(unquoted(&bare))
}

/// A sign that is not seen.
fn is_invisible(sign: char) -> bool {
    let format = matches!(sign, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}');
    format || sign.is_control() && sign != '\t'
}

/// Whether a text is written like a date but names a day that there is not, such as 31/2/2026.
fn no_such_day(typed: &str) -> bool {
    let parts: Vec<&str> = typed.split(['-', '/', '.']).collect();
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

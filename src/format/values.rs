//! What to write instead of a value: the word that was meant, the number in a text, the date as a plan writes it.

use super::dates::DateKind;
use super::names::{listed, short};
use super::other_words;
use crate::diagnostic::message::value;
use crate::diagnostic::{Message, message, words};

/// Numbers as words.
const WORDS: &[&str] = &[
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen",
];

/// A value without the quotation marks of a word processor, which a plan has no use for.
pub(super) fn unquoted(typed: &str) -> &str {
    typed.trim_matches(['“', '”', '‘', '’', '"', '\'']).trim()
}

/// What to write for a value that is not one of the allowed words.
pub(super) fn for_value(typed: &str, choice: &[&str]) -> Message {
    match meant(typed, choice) {
        Some(word) if choice.len() > 6 => message!("did you mean `{}`?", value(word)),
        Some(word) => message!("did you mean `{}`? It can be {}", value(word), words(choices(choice))),
        None => message!("write {}", words(choices(choice))),
    }
}

/// The allowed word that was meant, where one is likely: another spelling of it, or another word for it.
fn meant<'a>(typed: &str, words: &[&'a str]) -> Option<&'a str> {
    let plain = unquoted(typed).to_lowercase();
    other_words::value(&plain, words).or_else(|| misspelt(typed, words))
}

/// The allowed word that this is another spelling of. A word that only means much the same is a person's to choose.
pub(super) fn misspelt<'a>(typed: &str, words: &[&'a str]) -> Option<&'a str> {
    let typed = unquoted(typed);
    let plain = typed.to_lowercase();
    let same = |word: &&&str| word.to_lowercase() == plain || same_letters(word, typed);
    let year = year(&plain).and_then(|year| words.iter().find(|word| **word == year));
    let found = year.or_else(|| words.iter().find(same)).copied();
    found.or_else(|| nearest(&plain, words))
}

/// The allowed word that is most like what was typed; never one with other figures in it.
fn nearest<'a>(plain: &str, words: &[&'a str]) -> Option<&'a str> {
    let figures = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    let likeness = |word: &str| strsim::jaro_winkler(&word.to_lowercase(), plain);
    // "she/they" is as near to "she/her" as to "they/them".
    let has_part = |word: &str, part: &str| word.split('/').any(|other| other == part);
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
        _ if invisible(typed) => "an invisible sign stands in this date: it came along when the text was copied".into(),
        DateKind::Term => message!("“{}” is not a term and a year", shown()),
        _ if no_such_day(plain) => message!("“{}” is not in the calendar", shown()),
        DateKind::DayAndTime => message!("`{}` does not take “{}” as a day and a time", key(), shown()),
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

/// The number that a text holds, for the field `key`.
pub(super) fn for_number(typed: &str, key: &str, whole: bool) -> Message {
    match number(typed, key, whole) {
        Ok(number) => message!("write {}", value(number)),
        Err(help) => help.into(),
    }
}

/// The number that a text can only mean, or what to write instead.
pub(super) fn number(typed: &str, key: &str, whole: bool) -> Result<f64, &'static str> {
    let lower = unquoted(typed).to_lowercase();
    match lower.as_str() {
        "once" => return Ok(1.0),
        "twice" => return Ok(2.0),
        "fortnightly" | "every fortnight" | "every other week" if key == "sessions_per_week" => {
            return Ok(0.5);
        }
        "weekly" | "every week" if key == "sessions_per_week" => return Ok(1.0),
        "daily" | "every day" | "each day" if key == "sessions_per_week" => return Ok(5.0),
        "half an hour" | "half hour" if key == "minutes" => return Ok(30.0),
        "quarter of an hour" if key == "minutes" => return Ok(15.0),
        "an hour" if key == "minutes" => return Ok(60.0),
        _ if key == "group_size" && lower.contains("class") => {
            return Err("write `in_class: true` in its place");
        }
        _ => {}
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

#[cfg(test)]
mod tests {
    use super::*;
    
    #[test]
    fn the_word_that_was_meant() {
        let years: Vec<String> = crate::plan::YearGroup::all().map(String::from).collect();
        let years: Vec<&str> = years.iter().map(String::as_str).collect();
        for (typed, meant) in [
            ("Y4", Some("Year 4")),
            ("4", Some("Year 4")),
            ("Yr. 4", Some("Year 4")),
            ("Year four", Some("Year 4")),
            ("“Year 4”", Some("Year 4")),
            ("YR", Some("Reception")),
            ("FS1", Some("Nursery")),
            ("Year 15", None),
            ("Reception/Year 1", None),
        ] {
            let help = for_value(typed, &years).to_string();
            match meant {
                Some(meant) => assert_eq!(help, format!("did you mean `{meant}`?"), "{typed}"),
                None => assert!(help.starts_with("write `Pre-school`"), "{typed}: {help}"),
            }
        }
        assert!(for_value("EHCP", &["K", "E"]).to_string().starts_with("did you mean `E`?"));
        let pronouns = ["she/her", "he/him", "they/them"];
        assert!(for_value("she/they", &pronouns).to_string().starts_with("write `she/her`"));
        assert!(for_value("shee", &pronouns).to_string().starts_with("did you mean `she/her`?"));
        assert!(for_value("maybe", &["K", "E"]).to_string().starts_with("write `K` (SEN support)"));
    }

    #[test]
    fn the_number_that_was_meant() {
        for (typed, key, whole, help) in [
            ("4:1", "group_size", true, "write 4"),
            ("1:4", "group_size", true, "write 4"),
            ("1-1", "group_size", true, "write 1"),
            ("one-to-one", "group_size", true, "write 1"),
            (
                "whole class",
                "group_size",
                true,
                "write `in_class: true` in its place",
            ),
            ("1 hour", "minutes", true, "write 60"),
            ("1½ hours", "hours_per_week", false, "write 1.5"),
            ("half an hour", "minutes", true, "write 30"),
            ("20 mins", "minutes", true, "write 20"),
            ("1h", "minutes", true, "write 60"),
            ("2 h", "minutes", true, "write 120"),
            ("1½h", "minutes", true, "write 90"),
            ("fortnightly", "sessions_per_week", false, "write 0.5"),
            (
                "20-30",
                "minutes",
                true,
                "write one number alone, in figures",
            ),
            ("£18.50", "cost_per_hour", false, "write 18.5"),
            ("daily", "sessions_per_week", false, "write 5"),
            ("three times", "sessions_per_week", false, "write 3"),
            ("1.0", "version", true, "write 1"),
            ("2.5", "sessions", true, "write a whole number"),
            ("three", "minutes", true, "write 3"),
            ("1 hr", "minutes", true, "write 60"),
            (
                "20 mins, three times",
                "minutes",
                true,
                "write one number alone, in figures",
            ),
            (
                "2 a day",
                "sessions_per_week",
                false,
                "write one number alone, in figures",
            ),
            (
                "one or two",
                "sessions_per_week",
                false,
                "write one number alone, in figures",
            ),
            (
                "90 minutes",
                "hours_per_week",
                false,
                "write one number alone, in figures",
            ),
            (
                "lots",
                "sessions",
                true,
                "write one number alone, in figures",
            ),
        ] {
            assert_eq!(for_number(typed, key, whole).to_string(), help, "{typed}");
        }
    }
}

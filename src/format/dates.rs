//! Reads dates in the many ways that people write them.

use chrono::{Datelike, NaiveDate};

use crate::plan::{self, DayAndTime, DayOrMonth, Term};

/// The kind of date that a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateKind {
    /// `2026-12-07`.
    Day,
    /// `2026-06-18`, or `2026-06` if the day is not known.
    DayOrMonth,
    /// `2026-12-07T15:30`.
    DayAndTime,
    /// `autumn 2026`.
    Term,
}

impl DateKind {
    /// Returns the kind for a schema's `format`.
    pub fn of(format: &str) -> Option<DateKind> {
        match format {
            "date" => Some(DateKind::Day),
            "day-or-month" => Some(DateKind::DayOrMonth),
            "day-and-time" => Some(DateKind::DayAndTime),
            "term" => Some(DateKind::Term),
            _ => None,
        }
    }

    /// Whether a text is a valid date in this kind's format.
    pub fn accepts(self, text: &str) -> bool {
        match self {
            DateKind::Day => plan::day(text).is_some(),
            DateKind::DayOrMonth => text.parse::<DayOrMonth>().is_ok(),
            DateKind::DayAndTime => text.parse::<DayAndTime>().is_ok(),
            DateKind::Term => Term::season(text).is_some(),
        }
    }

    /// Says how to write this kind, with an example.
    pub fn how(self) -> &'static str {
        match self {
            DateKind::Day => "write year-month-day, such as 2026-12-07",
            DateKind::DayOrMonth => {
                "write year-month-day, such as 2026-06-18, or year-month, such as 2026-06"
            }
            DateKind::DayAndTime => "write the day, a T and the time, such as 2026-12-07T15:30",
            DateKind::Term => "write autumn, spring or summer and the year, such as autumn 2026",
        }
    }

    /// Returns a text in the plan's format, if it can only mean one date.
    pub fn meant(self, text: &str) -> Option<String> {
        let text = text.trim();
        match self {
            DateKind::Day => day(text),
            DateKind::DayOrMonth => day(text).or_else(|| month(text)),
            DateKind::DayAndTime => {
                let (date, time) = text.split_once(['T', ' ', ','])?;
                let time = time.trim_start_matches("at ").trim();
                Some(format!("{}T{}", day(date)?, clock(time)?))
            }
            DateKind::Term => term(text),
        }
    }
}

/// Reads a term and its year as people write them: "Autumn Term 2026", "2026 autumn", "Aut 26", "spring 1 2027".
fn term(text: &str) -> Option<String> {
    const SEASONS: &[(&str, &str)] = &[("aut", "autumn"), ("spr", "spring"), ("sum", "summer")];
    let lower = text.to_lowercase();
    let mut seasons = SEASONS.iter().filter(|(short, _)| lower.contains(short));
    let (_, season) = seasons.next().filter(|_| seasons.next().is_none())?;
    let numbers: Vec<u32> = lower
        .split(|ch: char| !ch.is_ascii_digit())
        .filter_map(|number| number.parse().ok())
        .filter(|number| *number > 2)
        .collect();
    let year = match numbers.as_slice() {
        [year @ 2000..=2099] => *year,
        [year @ 20..=99] => 2000 + year,
        _ => return None,
    };
    Some(format!("{season} {year}"))
}

/// Reads a day as people in Britain write it: the day comes before the month.
fn day(text: &str) -> Option<String> {
    // A spreadsheet's "14/03/2018 00:00:00" means only the day.
    let text = text.split_once(['T', ' ']).map_or(
        text,
        |(day, time)| if is_midnight(time) { day } else { text },
    );
    let cleaned = cleaned(text);
    let two_figures = cleaned.split('-').all(|part| part.len() == 2);
    if two_figures && cleaned.get(..2).is_some_and(|first| first > "12") {
        // Either the day or the year could come first.
        return None;
    }
    let formats = [
        "%Y-%m-%d",
        "%Y%m%d",
        "%d-%m-%Y",
        "%d-%m-%y",
        "%d-%b-%Y",
        "%d-%b-%y",
        "%d-%B-%Y",
        "%d %B %Y",
        "%d %b %Y",
        "%B %d %Y",
        "%A %d %B %Y",
        "%a %d %b %Y",
        "%A %d %b %Y",
    ];
    // Some of these formats read a two-digit year as one in the first century.
    let read = |format: &&str| {
        let day = NaiveDate::parse_from_str(&cleaned, format).ok();
        day.filter(|day| day.year() >= 1900)
    };
    let found = formats.iter().find_map(read)?;
    Some(found.format("%Y-%m-%d").to_string())
}

/// Whether a text is midnight, as programs write it after a day without a time: "00:00", "00:00:00".
fn is_midnight(text: &str) -> bool {
    text.contains(':') && text.bytes().all(|ch| b"0:.Z".contains(&ch))
}

/// Reads a month such as "June 2026" or "Sept 2014".
fn month(text: &str) -> Option<String> {
    let cleaned = format!("1 {}", cleaned(text));
    let formats = ["%d %B %Y", "%d %b %Y", "%d %m-%Y", "%d %Y-%m"];
    let found = formats
        .iter()
        .find_map(|format| NaiveDate::parse_from_str(&cleaned, format).ok())?;
    (found.year() >= 1900).then(|| found.format("%Y-%m").to_string())
}

/// Normalises a date: hyphens without spaces, no ordinal endings, no commas, "Sep" for "Sept".
fn cleaned(text: &str) -> String {
    let joined = text
        .replace(['/', '.'], "-")
        .replace(DASHES, "-")
        .replace(',', " ");
    let parts: Vec<&str> = joined.split('-').map(str::trim).collect();
    let joined = parts.join("-");
    let words = joined.split_whitespace().map(|word| {
        let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
        let ending = word.get(digits.len()..).unwrap_or_default();
        match ending {
            "st" | "nd" | "rd" | "th" if !digits.is_empty() => digits,
            _ if word.eq_ignore_ascii_case("sept") => "Sep".to_owned(),
            _ => word.to_owned(),
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Characters that editors put in place of a hyphen.
const DASHES: [char; 6] = ['‐', '‑', '‒', '–', '—', '−'];

/// Reads a time of day as 24 hours: "3.30pm" and "3.30 p.m." are "15:30". "3.30" alone is ambiguous.
fn clock(text: &str) -> Option<String> {
    let lower = text.to_lowercase().replace(' ', "");
    let half = |names: [&str; 2]| names.iter().find_map(|name| lower.strip_suffix(name));
    let (digits, hours) = match (half(["am", "a.m."]), half(["pm", "p.m."])) {
        (Some(time), _) => (time, 0),
        (_, Some(time)) => (time, 12),
        _ => (lower.as_str(), 24),
    };
    let (hour, minute) = digits.split_once([':', '.']).unwrap_or((digits, "00"));
    let two = minute.len() == 2 && minute.bytes().all(|ch| ch.is_ascii_digit());
    let (number, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
    let hour = match hours {
        24 if hour.len() == 2 || number > 7 => number,
        0 | 12 if (1..=12).contains(&number) => number % 12 + hours,
        12 => number,
        _ => return None,
    };
    (two && hour < 24 && minute < 60).then(|| format!("{hour:02}:{minute:02}"))
}

//! Dates, numbers, lists and pronouns in words, the same on every copy.

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};

use crate::plan::{DayOrMonth, Term};
use crate::template::Words;

/// "Monday 7 December 2026".
pub(crate) fn day_in_full(day: NaiveDate) -> String {
    day.format("%A %-d %B %Y").to_string()
}

/// What somebody says, without a pair of quotation marks around all of it: the copies set their own.
pub(super) fn spoken(text: &str) -> String {
    const PAIRS: &[(char, char)] = &[('“', '”'), ('"', '"'), ('‘', '’'), ('«', '»'), ('„', '“')];
    let bare = text.trim();
    let inside = PAIRS.iter().find_map(|(open, close)| {
        let inside = bare.strip_prefix(*open)?.strip_suffix(*close)?;
        (!inside.contains([*open, *close])).then_some(inside)
    });
    inside.map_or_else(|| text.to_owned(), |inside| inside.trim().to_owned())
}

/// "7 December 2026", where the day of the week says nothing.
pub(crate) fn day_in_words(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

/// The same on a page: "Monday 7 December 2026", whose day, month and year stay on one line.
pub(super) fn printed_in_full(day: NaiveDate) -> String {
    format!("{} {}", day.format("%A"), printed_day(day))
}

/// "7 December 2026" on a page, with no-break spaces that keep it on one line.
pub(super) fn printed_day(day: NaiveDate) -> String {
    day.format("%-d\u{a0}%B\u{a0}%Y").to_string()
}

/// "18 June 2026" or "June 2026" on a page, each on one line.
pub(super) fn day_or_month(date: DayOrMonth) -> String {
    match date {
        DayOrMonth::Day(day) => printed_day(day),
        DayOrMonth::Month(month) => month.format("%B\u{a0}%Y").to_string(),
    }
}

/// "3.30 pm", with a no-break space that keeps it on one line; "midday" and "midnight", because many take 12 pm for night.
pub(crate) fn time_of_day(time: NaiveTime) -> String {
    match (time.hour(), time.minute()) {
        (0, 0) => return "midnight".to_owned(),
        (12, 0) => return "midday".to_owned(),
        _ => {}
    }
    let (afternoon, hour) = time.hour12();
    let half = if afternoon { "pm" } else { "am" };
    match time.minute() {
        0 => format!("{hour}\u{a0}{half}"),
        minute => format!("{hour}.{minute:02}\u{a0}{half}"),
    }
}

/// "Autumn term 2026".
pub(super) fn term_in_words(term: &Term, words: &Words) -> String {
    match term {
        Term::Season(season, year) => {
            let word = format!("all.terms.{}", season.word());
            words.fill(&word, &[("year", &year.to_string())])
        }
        Term::Named(name) => name.clone(),
    }
}

/// The child's age in whole years on a day.
pub(super) fn age(born: NaiveDate, on: NaiveDate) -> Option<u32> {
    let birthday_to_come = (on.month(), on.day()) < (born.month(), born.day());
    let years = on.year() - born.year() - i32::from(birthday_to_come);
    u32::try_from(years).ok()
}

/// A number without needless noughts: 3, 2.5, 0.25.
pub(super) fn number(value: f64) -> String {
    let rounded = format!("{value:.2}");
    let trimmed = rounded.trim_end_matches('0').trim_end_matches('.');
    trimmed.to_owned()
}

/// Pounds and pence: £18.50, £1,240.00.
pub(super) fn pounds(value: f64) -> String {
    let text = format!("{value:.2}");
    let (whole, pence) = text.split_once('.').unwrap_or((&text, "00"));
    let digits = whole.len();
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (digits - index) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("£{grouped}.{pence}")
}

/// "a", "a and b", "a, b and c".
pub(crate) fn list(items: &[String], and: &str) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [head @ .., last] => format!("{} {and} {last}", head.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_said_as_people_say_it() {
        for (time, words) in [
            ((15, 30), "3.30\u{a0}pm"),
            ((9, 0), "9\u{a0}am"),
            ((12, 0), "midday"),
            ((12, 15), "12.15\u{a0}pm"),
            ((0, 0), "midnight"),
            ((0, 30), "12.30\u{a0}am"),
        ] {
            let time = NaiveTime::from_hms_opt(time.0, time.1, 0).expect("a time");
            assert_eq!(time_of_day(time), words);
        }
    }

    #[test]
    fn a_date_on_a_page_breaks_before_its_day_only() {
        let day = NaiveDate::from_ymd_opt(2026, 12, 7).expect("a day");
        assert_eq!(printed_in_full(day), "Monday 7\u{a0}December\u{a0}2026");
        assert_eq!(day_or_month(DayOrMonth::Month(day)), "December\u{a0}2026");
        assert_eq!(day_in_full(day), "Monday 7 December 2026");
    }
}

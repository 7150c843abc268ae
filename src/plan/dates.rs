//! Days, months, times and terms, each in the plan's one format.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate, NaiveDateTime};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use super::Season;

/// Implements the JSON Schema of a type written as a short text; `format` names how it is written.
macro_rules! text_schema {
    ($name:ident, $format:literal, $pattern:literal) => {
        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "format": $format, "pattern": $pattern })
            }
        }

        impl TryFrom<String> for $name {
            type Error = String;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> String {
                value.to_string()
            }
        }
    };
}

/// The earliest year that a plan may name; an earlier one is a typing error.
const EARLIEST: i32 = 1900;

/// Parses a day in the plan's format, `2026-06-18`. Other forms that chrono accepts are rejected: with a sign, with
/// spaces, before 1900.
pub fn day(text: &str) -> Option<NaiveDate> {
    let has_format = text.len() == 10
        && text
            .bytes()
            .zip(b"0000-00-00")
            .all(|(byte, shape)| match shape {
                b'0' => byte.is_ascii_digit(),
                other => byte == *other,
            });
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
    day.filter(|day| has_format && day.year() >= EARLIEST)
}

/// A day (`2026-06-18`) or, if the day is not known, a month (`2026-06`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[non_exhaustive]
pub enum DayOrMonth {
    /// A day.
    Day(NaiveDate),
    /// A month, held as its first day.
    Month(NaiveDate),
}

impl DayOrMonth {
    /// Returns the first day that it may mean, for comparisons.
    pub fn first_day(self) -> NaiveDate {
        match self {
            DayOrMonth::Day(day) | DayOrMonth::Month(day) => day,
        }
    }
}

impl FromStr for DayOrMonth {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let month = || day(&format!("{text}-01")).map(DayOrMonth::Month);
        day(text)
            .map(DayOrMonth::Day)
            .or_else(month)
            .ok_or_else(|| format!("`{text}` is not a day or a month"))
    }
}

impl fmt::Display for DayOrMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DayOrMonth::Day(day) => write!(f, "{}", day.format("%Y-%m-%d")),
            DayOrMonth::Month(day) => write!(f, "{}", day.format("%Y-%m")),
        }
    }
}

text_schema!(DayOrMonth, "day-or-month", r"^\d{4}-\d{2}(-\d{2})?$");

/// A day and a time of day in London, such as `2026-12-07T15:30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DayAndTime(pub NaiveDateTime);

impl FromStr for DayAndTime {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M")
            .ok()
            .filter(|_| text.len() == 16 && text.get(..10).and_then(day).is_some())
            .map(DayAndTime)
            .ok_or_else(|| format!("`{text}` is not a day and a time"))
    }
}

impl fmt::Display for DayAndTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m-%dT%H:%M"))
    }
}

text_schema!(
    DayAndTime,
    "day-and-time",
    r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$"
);

/// A term: a season and the calendar year it falls in, such as `autumn 2026`, or the school's own name for one of its terms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[non_exhaustive]
pub enum Term {
    /// A season and a year.
    Season(Season, i32),
    /// A term by its name in the school's `terms`, such as `Michaelmas 2026`.
    Named(String),
}

impl Term {
    /// Returns the term of a day: autumn from August, spring from January, summer from mid-April.
    ///
    /// Schools set their own term dates; this is accurate enough to notice a wrong term.
    pub fn of(day: NaiveDate) -> Term {
        let season = match (day.month(), day.day()) {
            (8.., _) => Season::Autumn,
            (1..=3, _) | (4, ..=12) => Season::Spring,
            _ => Season::Summer,
        };
        Term::Season(season, day.year())
    }

    /// Parses a season and a year.
    pub(crate) fn season(text: &str) -> Option<Term> {
        let (season, year) = text.split_once(' ')?;
        let season = *Season::ALL.iter().find(|known| known.word() == season)?;
        let digits = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
        let year = year.parse().ok();
        let year = year.filter(|year| digits && *year >= EARLIEST)?;
        Some(Term::Season(season, year))
    }
}

impl FromStr for Term {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Term::season(text).unwrap_or_else(|| Term::Named(text.to_owned())))
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Term::Season(season, year) => write!(f, "{} {year}", season.word()),
            Term::Named(name) => f.write_str(name),
        }
    }
}

text_schema!(Term, "term", r"\S");

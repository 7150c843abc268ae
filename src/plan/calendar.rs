//! The school's terms: which days are school days, and which weeks of a plan count.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// One term of the school's year.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SchoolTerm {
    /// What the school calls it, such as `autumn 2026` or `Michaelmas 2026`: a plan's `term` may be this name.
    #[schemars(example = &"autumn 2026")]
    pub name: Option<String>,
    /// Its first day.
    #[schemars(example = &"2026-09-03")]
    pub start: Option<NaiveDate>,
    /// Its last day.
    #[schemars(example = &"2026-12-18")]
    pub end: Option<NaiveDate>,
    /// The first and the last day of its half-term holiday.
    #[schemars(example = json!(["2026-10-26", "2026-10-30"]))]
    pub half_term: Vec<NaiveDate>,
}

/// The school days, from `school.yaml`. Outside all terms nothing is known, except for the holidays between two of
/// them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Calendar {
    terms: Vec<SchoolTerm>,
    closed: Vec<NaiveDate>,
}

/// The weeks of a period that count for sessions, hours and cost.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Weeks {
    /// The Monday of each week.
    pub mondays: Vec<NaiveDate>,
    /// Whether the school's terms cover the period; if not, holidays may be included.
    pub are_known: bool,
}

impl Calendar {
    /// Creates a calendar from the school's terms and the other days on which it is closed.
    pub fn new(terms: &[SchoolTerm], closed: &[NaiveDate]) -> Calendar {
        Calendar {
            terms: terms.to_vec(),
            closed: closed.to_vec(),
        }
    }

    /// Whether the school is closed on a day; `None` if its terms do not cover the day.
    pub(crate) fn is_closed(&self, day: NaiveDate) -> Option<bool> {
        if self.closed.contains(&day) {
            return Some(true);
        }
        let starts = self.terms.iter().filter_map(|term| term.start).min()?;
        let ends = self.terms.iter().filter_map(|term| term.end).max()?;
        let is_known = (starts..=ends).contains(&day);
        is_known.then(|| is_weekend(day) || !self.terms.iter().any(|term| term.teaches_on(day)))
    }

    /// Returns the term that a day is in or, in the holidays, the one that follows.
    pub(crate) fn term_from(&self, day: NaiveDate) -> Option<&SchoolTerm> {
        let first = self.terms.iter().filter_map(|term| term.start).min()?;
        let mut terms = self.terms.iter();
        terms.find(|term| first <= day && term.end.is_some_and(|end| day <= end))
    }

    /// Returns a term by the school's name for it, ignoring case.
    pub(crate) fn term_called(&self, name: &str) -> Option<&SchoolTerm> {
        let called = |term: &&SchoolTerm| {
            let known = term.name.as_deref().map(str::to_lowercase);
            known.is_some_and(|known| known.trim() == name.trim().to_lowercase())
        };
        self.terms.iter().find(called)
    }

    /// Returns the first known school day on or after a day.
    pub(crate) fn open_from(&self, day: NaiveDate) -> Option<NaiveDate> {
        /// The longest holiday, in days.
        const MAX_HOLIDAY: usize = 60;
        let mut days = day.iter_days().take(MAX_HOLIDAY);
        days.find(|day| self.is_closed(*day) == Some(false))
    }

    /// Returns the weeks from `start` to `until` (exclusive) with at least one school day, as far as the terms say.
    pub(crate) fn weeks(&self, start: NaiveDate, until: NaiveDate) -> Weeks {
        /// More than the weeks of a one-year plan; a longer one has a wrong date.
        const MAX_WEEKS: usize = 60;
        let next = |monday: &NaiveDate| monday.checked_add_days(Days::new(7));
        let mondays = std::iter::successors(Some(monday(start)), next);
        let mut are_known = true;
        let mut is_taught = |monday: &NaiveDate| {
            let week = monday.iter_days().take(5);
            let days = week.filter(|day| (start..until).contains(day));
            let mut closed: Vec<Option<bool>> = days.map(|day| self.is_closed(day)).collect();
            are_known &= closed.iter().all(Option::is_some);
            // A plan may begin on a Saturday.
            closed.retain(|closed| *closed != Some(true));
            !closed.is_empty() || !self.covers(*monday)
        };
        let within = mondays.take_while(|monday| *monday < until).take(MAX_WEEKS);
        let mondays = within.filter(|monday| is_taught(monday)).collect();
        Weeks { mondays, are_known }
    }

    /// Whether the terms cover any day of a week.
    fn covers(&self, monday: NaiveDate) -> bool {
        monday
            .iter_days()
            .take(5)
            .any(|day| self.is_closed(day).is_some())
    }
}

impl SchoolTerm {
    /// Whether the term contains a day.
    pub(crate) fn contains(&self, day: NaiveDate) -> bool {
        let days = self.start.zip(self.end);
        days.is_some_and(|(start, end)| (start..=end).contains(&day))
    }

    fn teaches_on(&self, day: NaiveDate) -> bool {
        let is_half_term = match self.half_term.as_slice() {
            [first, last] => (*first..=*last).contains(&day),
            days => days.contains(&day),
        };
        self.contains(day) && !is_half_term
    }
}

/// Returns the Monday of a day's week.
pub(crate) fn monday(day: NaiveDate) -> NaiveDate {
    let days_in = u64::from(day.weekday().num_days_from_monday());
    day.checked_sub_days(Days::new(days_in)).unwrap_or(day)
}

/// Whether a day is a Saturday or a Sunday.
pub(crate) fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

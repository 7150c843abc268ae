//! The school's terms: which days it teaches on, and which weeks of a plan count.

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

/// The days a school teaches on, as its `school.yaml` says. Of days outside all of its terms nothing is known, but for
/// holidays between two of them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Calendar {
    terms: Vec<SchoolTerm>,
    closed: Vec<NaiveDate>,
}

/// The weeks of a stretch of time that count for sessions, hours and cost.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Weeks {
    /// The Monday of each.
    pub mondays: Vec<NaiveDate>,
    /// Whether the school's terms say so: where they do not, a holiday may be among them.
    pub are_known: bool,
}

impl Calendar {
    /// A school's terms, and other days that it is closed on.
    pub fn new(terms: &[SchoolTerm], closed: &[NaiveDate]) -> Calendar {
        Calendar {
            terms: terms.to_vec(),
            closed: closed.to_vec(),
        }
    }

    /// Whether the school is closed on a day; nothing where its terms do not reach so far.
    pub(crate) fn is_closed(&self, day: NaiveDate) -> Option<bool> {
        if self.closed.contains(&day) {
            return Some(true);
        }
        let starts = self.terms.iter().filter_map(|term| term.start).min()?;
        let ends = self.terms.iter().filter_map(|term| term.end).max()?;
        let is_known = (starts..=ends).contains(&day);
        is_known.then(|| is_weekend(day) || !self.terms.iter().any(|term| term.teaches_on(day)))
    }

    /// The term that a day is in.
    pub(crate) fn term_of(&self, day: NaiveDate) -> Option<&SchoolTerm> {
        self.terms.iter().find(|term| term.holds(day))
    }

    /// A term by the school's name for it, whatever its capitals.
    pub(crate) fn term_called(&self, name: &str) -> Option<&SchoolTerm> {
        let called = |term: &&SchoolTerm| {
            let known = term.name.as_deref().map(str::to_lowercase);
            known.is_some_and(|known| known.trim() == name.trim().to_lowercase())
        };
        self.terms.iter().find(called)
    }

    /// The first day from this one on that is known to be a school day.
    pub(crate) fn open_from(&self, day: NaiveDate) -> Option<NaiveDate> {
        /// The longest holiday.
        const DAYS: usize = 60;
        let mut days = day.iter_days().take(DAYS);
        days.find(|day| self.is_closed(*day) == Some(false))
    }

    /// The weeks from one day up to another, which is not among them: those in which at least one day is taught, as far as
    /// the terms say.
    pub(crate) fn weeks(&self, start: NaiveDate, until: NaiveDate) -> Weeks {
        /// A plan of a year has this many weeks; more would be a wrong date.
        const MOST: usize = 60;
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
            !closed.is_empty() || !self.reaches(*monday)
        };
        let within = mondays.take_while(|monday| *monday < until).take(MOST);
        let mondays = within.filter(|monday| is_taught(monday)).collect();
        Weeks { mondays, are_known }
    }

    /// Whether anything is known of a week.
    fn reaches(&self, monday: NaiveDate) -> bool {
        monday
            .iter_days()
            .take(5)
            .any(|day| self.is_closed(day).is_some())
    }
}

impl SchoolTerm {
    /// Whether a day is in it.
    pub(crate) fn holds(&self, day: NaiveDate) -> bool {
        let days = self.start.zip(self.end);
        days.is_some_and(|(start, end)| (start..=end).contains(&day))
    }

    fn teaches_on(&self, day: NaiveDate) -> bool {
        let is_half_term = match self.half_term.as_slice() {
            [first, last] => (*first..=*last).contains(&day),
            days => days.contains(&day),
        };
        self.holds(day) && !is_half_term
    }
}

/// The Monday of a day's week.
pub(crate) fn monday(day: NaiveDate) -> NaiveDate {
    let days_in = u64::from(day.weekday().num_days_from_monday());
    day.checked_sub_days(Days::new(days_in)).unwrap_or(day)
}

/// Saturday or Sunday.
pub(crate) fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

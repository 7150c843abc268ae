//! The dates of the next plan: when it begins, when it is reviewed, in which term and school year.
//!
//! The school's own terms decide, as far as `school.yaml` has them. Otherwise the usual holidays of English schools are
//! assumed, so that a proposal is seldom wrong; the file still asks for it to be checked.

use std::ops::RangeInclusive;

use chrono::{Datelike, Days, NaiveDate};

use crate::folder::school_year;
use crate::plan::{Calendar, Term, YearGroup, is_weekend};

/// The weeks from the start to the review: parents are met three times in a school year of 39 weeks.
const WEEKS: RangeInclusive<u64> = 12..=14;

/// The last school day in July at most schools.
const LAST_DAY_IN_JULY: u32 = 20;

/// Returns the first weekday after a review on which the school is not known to be closed.
pub(super) fn start_after(review: NaiveDate, calendar: &Calendar) -> Option<NaiveDate> {
    let mut day = review.succ_opt()?;
    while is_weekend(day) || calendar.is_closed(day) == Some(true) {
        day = day.succ_opt()?;
    }
    Some(day)
}

/// Returns a weekday for the review: 12 to 14 weeks after the start, as close as possible to 13, and outside the
/// holidays if possible.
pub(super) fn review_after(start: NaiveDate, calendar: &Calendar) -> Option<NaiveDate> {
    let first = start.checked_add_days(Days::new(7 * WEEKS.start()))?;
    let last = start.checked_add_days(Days::new(7 * WEEKS.end()))?;
    let middle = start.checked_add_days(Days::new(7 * 13))?;
    let mut days: Vec<NaiveDate> = first.iter_days().take_while(|day| *day <= last).collect();
    days.retain(|day| !is_weekend(*day));
    days.sort_by_key(|day| (is_holiday(*day, calendar), (*day - middle).num_days().abs()));
    days.first().copied()
}

/// Returns the term that contains the middle of a plan.
pub(super) fn term(start: NaiveDate, review: NaiveDate, calendar: &Calendar) -> Term {
    let half = (review - start).num_days().max(0) / 2;
    let middle = start.checked_add_signed(chrono::TimeDelta::days(half));
    let middle = middle.unwrap_or(start);
    let name = calendar
        .term_from(middle)
        .and_then(|term| term.name.as_deref());
    let name = name.map(|name| Term::season(name).unwrap_or_else(|| Term::Named(name.to_owned())));
    name.unwrap_or_else(|| Term::of(middle))
}

/// For a plan whose review would fall in the summer holidays or the next school year, returns a day at the start of
/// that year.
pub(super) fn next_school_year(start: NaiveDate, review: NaiveDate) -> Option<NaiveDate> {
    let on = |month, day| NaiveDate::from_ymd_opt(start.year(), month, day);
    let (holidays, first) = (on(7, LAST_DAY_IN_JULY + 1)?, on(9, 3)?);
    (start < first && review >= holidays)
        .then(|| monday_from(first))
        .flatten()
}

/// Returns how many school years apart two days are.
pub(super) fn school_years_between(earlier: NaiveDate, later: NaiveDate) -> i32 {
    school_year(later).start().year() - school_year(earlier).start().year()
}

/// Returns the year group a number of years later, if there is one.
pub(super) fn years_on(year: YearGroup, years: i32) -> Option<YearGroup> {
    let number = i32::from(year.number()) + years;
    YearGroup::all().find(|year| i32::from(year.number()) == number)
}

/// Whether the school is closed on a day, according to its terms or else the usual holidays.
pub(super) fn is_holiday(day: NaiveDate, calendar: &Calendar) -> bool {
    let known = calendar.is_closed(day).filter(|_| !is_weekend(day));
    known.unwrap_or_else(|| is_usual_holiday(day))
}

/// Whether English schools are usually closed on a day.
fn is_usual_holiday(day: NaiveDate) -> bool {
    let year = day.year();
    let on = |month, day| NaiveDate::from_ymd_opt(year, month, day);
    // Half terms, by their Mondays.
    let half_terms = [
        last_monday(year, 10),
        on(2, 13).and_then(monday_from),
        last_monday(year, 5),
    ];
    let in_week_of = |monday: NaiveDate| (0..5).contains(&(day - monday).num_days());
    let from_easter = easter(year).map(|easter| (easter, (day - easter).num_days()));
    let at_easter = from_easter.is_some_and(|(easter, days)| {
        // Two weeks that include Easter and lie in the first half of April if possible.
        let usual = match (easter.month(), easter.day()) {
            (3, _) => -2..=12,
            (_, ..=14) => -6..=5,
            _ => -13..=1,
        };
        usual.contains(&days)
    });
    let may_day = on(5, 1).and_then(monday_from) == Some(day);
    let at_christmas = matches!((day.month(), day.day()), (12, 20..) | (1, ..=3));
    let in_summer = match day.month() {
        7 => day.day() > LAST_DAY_IN_JULY,
        8 => true,
        9 => day.day() <= 2,
        _ => false,
    };
    at_christmas
        || in_summer
        || at_easter
        || may_day
        || half_terms.into_iter().flatten().any(in_week_of)
}

/// Returns the first Monday on or after a day.
fn monday_from(day: NaiveDate) -> Option<NaiveDate> {
    let days = (7 - day.weekday().num_days_from_monday()) % 7;
    day.checked_add_days(Days::new(u64::from(days)))
}

fn last_monday(year: i32, month: u32) -> Option<NaiveDate> {
    let last = NaiveDate::from_ymd_opt(year, month, 31)?;
    last.checked_sub_days(Days::new(u64::from(last.weekday().num_days_from_monday())))
}

/// Returns Easter Sunday in the Gregorian calendar (the method of Meeus, Jones and Butcher).
fn easter(year: i32) -> Option<NaiveDate> {
    let golden = year.rem_euclid(19);
    let (century, in_century) = (year.div_euclid(100), year.rem_euclid(100));
    let skipped = (century - (century + 8).div_euclid(25) + 1).div_euclid(3);
    let moon = (19 * golden + century - century.div_euclid(4) - skipped + 15).rem_euclid(30);
    let sunday = (32 + 2 * century.rem_euclid(4) + 2 * in_century.div_euclid(4)
        - moon
        - in_century.rem_euclid(4))
    .rem_euclid(7);
    let late = (golden + 11 * moon + 22 * sunday).div_euclid(451);
    let count = moon + sunday - 7 * late + 114;
    let (month, day) = (count.div_euclid(31), count.rem_euclid(31) + 1);
    NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Deserialize)]
    struct Cases {
        starts: Vec<(NaiveDate, NaiveDate)>,
        reviews: Vec<(NaiveDate, NaiveDate)>,
        new_years: Vec<(NaiveDate, Option<NaiveDate>)>,
        terms: Vec<(NaiveDate, NaiveDate, Term)>,
        closed: Vec<NaiveDate>,
        opened: Vec<NaiveDate>,
        easter: Vec<NaiveDate>,
    }

    #[test]
    fn the_dates_are_those_that_most_schools_would_choose() {
        let cases = include_str!("../../tests/cases/next/days.yaml");
        let usual = Calendar::default();
        let cases: Cases = serde_yaml::from_str(cases).expect("the cases");
        for (review, start) in cases.starts {
            assert_eq!(start_after(review, &usual), Some(start));
        }
        for (start, review) in cases.reviews {
            assert_eq!(review_after(start, &usual), Some(review));
        }
        for (start, first) in cases.new_years {
            let review = review_after(start, &usual).expect("a day");
            assert_eq!(next_school_year(start, review), first, "{start}");
        }
        for (start, review, wanted) in cases.terms {
            assert_eq!(term(start, review, &usual), wanted);
        }
        let days = cases.closed.iter().chain(&cases.opened);
        let closed = days.filter(|day| is_usual_holiday(**day));
        assert!(closed.eq(&cases.closed));
        for sunday in cases.easter {
            assert_eq!(easter(sunday.year()), Some(sunday));
        }
        assert_eq!(start_after(NaiveDate::MAX, &usual), None);
        assert_eq!(review_after(NaiveDate::MAX, &usual), None);
    }

    #[test]
    fn a_review_is_12_to_14_weeks_later_and_avoids_weekends_and_holidays() {
        let usual = Calendar::default();
        let first: NaiveDate = "2024-09-01".parse().expect("a day");
        let in_holidays = first.iter_days().take(3652).filter(|start| {
            let review = review_after(*start, &usual).expect("a day");
            let days = (review - *start).num_days();
            assert!((84..=98).contains(&days), "{start}: {days} days");
            assert!(!is_weekend(review), "{start}");
            let mut window = start.iter_days().skip(84).take(15);
            let unavoidable = window.all(|day| is_weekend(day) || is_usual_holiday(day));
            assert!(!is_usual_holiday(review) || unavoidable, "{start}");
            unavoidable
        });
        // The summer holidays are longer than the window.
        assert!(in_holidays.count() > 0);
    }

    #[test]
    fn a_year_group_moves_up_with_the_school_year() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        let year = |text: &str| YearGroup::try_from(text.to_owned()).expect("a year");
        let between = |earlier, later| school_years_between(day(earlier), day(later));
        assert_eq!(between("2026-06-29", "2026-09-07"), 1);
        assert_eq!(between("2026-01-05", "2026-08-31"), 0);
        assert_eq!(years_on(year("Reception"), 1), Some(year("Year 1")));
        assert_eq!(years_on(year("Year 14"), 1), None);
    }
}

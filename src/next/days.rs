//! The days of the next plan: when it begins, when it is reviewed, in which term and school year.
//!
//! Schools set their own dates. What is taken for holidays here is what most English schools have, so that a proposal is
//! seldom wrong; the file asks for it to be checked all the same.

use std::ops::RangeInclusive;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::folder::school_year;
use crate::plan::{Term, YearGroup};

/// The weeks from the start to the review: parents are met three times in a school year of 39 weeks.
const WEEKS: RangeInclusive<u64> = 12..=14;

/// The day of July that most schools end the year on.
const LAST_OF_THE_YEAR: u32 = 20;

/// The first weekday after a review.
pub(super) fn start_after(review: NaiveDate) -> Option<NaiveDate> {
    let mut day = review.succ_opt()?;
    while is_weekend(day) {
        day = day.succ_opt()?;
    }
    Some(day)
}

/// A day for the review: 12 to 14 weeks after the start, as near as can be to 13, on a weekday; outside the usual
/// holidays where there is such a day.
pub(super) fn review_after(start: NaiveDate) -> Option<NaiveDate> {
    let first = start.checked_add_days(Days::new(7 * WEEKS.start()))?;
    let last = start.checked_add_days(Days::new(7 * WEEKS.end()))?;
    let middle = start.checked_add_days(Days::new(7 * 13))?;
    let mut days: Vec<NaiveDate> = first.iter_days().take_while(|day| *day <= last).collect();
    days.retain(|day| !is_weekend(*day));
    days.sort_by_key(|day| (is_holiday(*day), (*day - middle).num_days().abs()));
    days.first().copied()
}

/// The term that most of a plan lies in.
pub(super) fn term(start: NaiveDate, review: NaiveDate) -> Term {
    let half = (review - start).num_days().max(0) / 2;
    let middle = start.checked_add_signed(chrono::TimeDelta::days(half));
    Term::of(middle.unwrap_or(start))
}

/// For a plan that would begin in one school year and be reviewed in its summer holidays or in the next one: a day on
/// which the new one has begun.
pub(super) fn next_school_year(start: NaiveDate, review: NaiveDate) -> Option<NaiveDate> {
    let on = |month, day| NaiveDate::from_ymd_opt(start.year(), month, day);
    let (holidays, first) = (on(7, LAST_OF_THE_YEAR + 1)?, on(9, 3)?);
    (start < first && review >= holidays)
        .then(|| monday_from(first))
        .flatten()
}

/// How many school years lie between two days.
pub(super) fn school_years_between(earlier: NaiveDate, later: NaiveDate) -> i32 {
    school_year(later).start().year() - school_year(earlier).start().year()
}

/// The year group so many years on, if there is one.
pub(super) fn years_on(year: YearGroup, years: i32) -> Option<YearGroup> {
    let number = i32::from(year.number()) + years;
    YearGroup::all().find(|year| i32::from(year.number()) == number)
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// Whether English schools are usually closed on a day.
pub(super) fn is_holiday(day: NaiveDate) -> bool {
    let year = day.year();
    let on = |month, day| NaiveDate::from_ymd_opt(year, month, day);
    // Half terms: the week of a Monday.
    let half_terms = [
        last_monday(year, 10),
        on(2, 13).and_then(monday_from),
        last_monday(year, 5),
    ];
    let in_week_of = |monday: NaiveDate| (0..5).contains(&(day - monday).num_days());
    let from_easter = easter(year).map(|easter| (easter, (day - easter).num_days()));
    let at_easter = from_easter.is_some_and(|(easter, days)| {
        // Two weeks that hold Easter and lie in the first half of April where they can.
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
        7 => day.day() > LAST_OF_THE_YEAR,
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

/// The first Monday from a day on.
fn monday_from(day: NaiveDate) -> Option<NaiveDate> {
    let days = (7 - day.weekday().num_days_from_monday()) % 7;
    day.checked_add_days(Days::new(u64::from(days)))
}

fn last_monday(year: i32, month: u32) -> Option<NaiveDate> {
    let last = NaiveDate::from_ymd_opt(year, month, 31)?;
    last.checked_sub_days(Days::new(u64::from(last.weekday().num_days_from_monday())))
}

/// Easter Sunday in the Gregorian calendar (the method of Meeus, Jones and Butcher).
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
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn a_plan_begins_on_the_first_weekday_after_the_review() {
        for (review, start) in [
            ("2026-12-07", "2026-12-08"),
            ("2026-11-20", "2026-11-23"),
            ("2026-11-21", "2026-11-23"),
            ("2026-12-31", "2027-01-01"),
        ] {
            assert_eq!(start_after(day(review)), Some(day(start)));
        }
        assert_eq!(start_after(NaiveDate::MAX), None);
    }

    #[test]
    fn a_review_is_12_to_14_weeks_on_and_never_on_a_weekend_nor_in_holidays_that_can_be_avoided() {
        let mut start = day("2024-09-01");
        let mut in_holidays = 0;
        while start < day("2034-08-31") {
            let review = review_after(start).expect("a day");
            let days = (review - start).num_days();
            assert!((84..=98).contains(&days), "{start}: {days} days");
            assert!(!is_weekend(review), "{start}");
            if is_holiday(review) {
                let window = start.iter_days().skip(84).take(15);
                assert!(
                    window.filter(|day| !is_weekend(*day)).all(is_holiday),
                    "{start}"
                );
                in_holidays += 1;
            }
            start = start.succ_opt().expect("a day");
        }
        assert!(
            in_holidays > 0,
            "the summer holidays are longer than the window"
        );
        assert_eq!(review_after(day("2026-09-07")), Some(day("2026-12-07")));
        // 13 weeks on is half term.
        assert_eq!(review_after(day("2026-11-19")), Some(day("2027-02-22")));
        assert_eq!(review_after(NaiveDate::MAX), None);
    }

    #[test]
    fn the_usual_holidays_are_those_that_most_schools_had() {
        let closed = [
            "2025-10-27",
            "2025-10-31",
            "2025-12-22",
            "2026-01-02",
            "2026-02-16",
            "2026-02-20",
            "2026-03-30",
            "2026-04-10",
            "2026-05-04",
            "2026-05-25",
            "2026-05-29",
            "2026-07-22",
            "2026-08-31",
            "2024-03-29",
            "2024-04-12",
            "2025-04-07",
            "2025-04-21",
        ];
        let opened = [
            "2025-10-24",
            "2025-11-03",
            "2025-12-19",
            "2026-01-05",
            "2026-02-13",
            "2026-02-23",
            "2026-03-27",
            "2026-04-13",
            "2026-05-22",
            "2026-06-01",
            "2026-07-17",
            "2026-09-03",
            "2024-03-28",
            "2024-04-15",
            "2025-04-22",
        ];
        for text in closed {
            assert!(is_holiday(day(text)), "{text}");
        }
        for text in opened {
            assert!(!is_holiday(day(text)), "{text}");
        }
        for (year, sunday) in [
            (2024, "2024-03-31"),
            (2025, "2025-04-20"),
            (2026, "2026-04-05"),
            (2027, "2027-03-28"),
            (2038, "2038-04-25"),
        ] {
            assert_eq!(easter(year), Some(day(sunday)));
        }
    }

    #[test]
    fn the_term_is_the_one_that_most_of_the_plan_lies_in() {
        for (start, review, wanted) in [
            ("2026-09-07", "2026-12-07", "autumn 2026"),
            ("2026-11-23", "2027-02-22", "spring 2027"),
            ("2026-12-08", "2027-03-09", "spring 2027"),
            ("2027-03-10", "2027-06-09", "summer 2027"),
            ("2027-07-12", "2027-10-11", "autumn 2027"),
        ] {
            assert_eq!(term(day(start), day(review)).to_string(), wanted);
        }
    }

    #[test]
    fn a_plan_whose_review_falls_after_the_school_year_may_begin_with_the_new_one() {
        for (start, first) in [
            ("2026-07-10", Some("2026-09-07")),
            ("2027-08-31", Some("2027-09-06")),
            // Reviews in the last half term: 13 weeks on it is August or September.
            ("2027-05-24", Some("2027-09-06")),
            ("2027-06-09", Some("2027-09-06")),
            ("2027-06-28", Some("2027-09-06")),
            // The last day in spring from which a review fits before the holidays.
            ("2027-04-27", None),
            ("2026-09-03", None),
            ("2026-12-08", None),
            ("2027-01-04", None),
        ] {
            let start = day(start);
            let review = review_after(start).expect("a day");
            assert_eq!(next_school_year(start, review), first.map(day), "{start}");
        }
    }

    #[test]
    fn a_year_group_moves_on_with_the_school_year() {
        let year = |text: &str| YearGroup::try_from(text.to_owned()).ok();
        assert_eq!(
            school_years_between(day("2026-06-29"), day("2026-09-07")),
            1
        );
        assert_eq!(
            school_years_between(day("2026-01-05"), day("2026-08-31")),
            0
        );
        assert_eq!(
            years_on(year("Reception").expect("a year"), 1),
            year("Year 1")
        );
        assert_eq!(years_on(year("Year 14").expect("a year"), 1), None);
    }
}

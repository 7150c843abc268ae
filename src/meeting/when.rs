//! When a meeting starts and ends, in London time.

use chrono::offset::MappedLocalTime;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone};
use chrono_tz::Europe::London;

use super::Refusal;
use crate::copy::words::{day_in_full, time_of_day};
use crate::plan::DayAndTime;

/// The default length of a meeting, in minutes.
const DEFAULT_MINUTES: u32 = 45;

/// The longest meeting, in minutes.
pub const LONGEST: u32 = 12 * 60;

/// When a meeting starts and ends, in London local time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Its beginning.
    pub start: NaiveDateTime,
    /// Its end.
    pub end: NaiveDateTime,
}

impl Slot {
    /// Creates a slot whose start and end each occur exactly once in London time.
    ///
    /// # Errors
    /// If the start or the end is skipped or occurs twice as the clocks change, or the length is invalid.
    pub fn new(start: DayAndTime, minutes: Option<u32>) -> Result<Slot, Refusal> {
        let minutes = minutes.unwrap_or(DEFAULT_MINUTES);
        if !(1..=LONGEST).contains(&minutes) {
            return Err(Refusal::BadLength(minutes));
        }
        let begins = match London.from_local_datetime(&start.0) {
            MappedLocalTime::Single(time) => time,
            MappedLocalTime::None => return Err(Refusal::Skipped(start)),
            MappedLocalTime::Ambiguous(..) => return Err(Refusal::Doubled(start)),
        };
        let ends = begins
            .checked_add_signed(TimeDelta::minutes(minutes.into()))
            .ok_or(Refusal::BadLength(minutes))?
            .naive_local();
        if London.from_local_datetime(&ends).single().is_none() {
            return Err(Refusal::EndDoubled(DayAndTime(ends)));
        }
        Ok(Slot {
            start: start.0,
            end: ends,
        })
    }

    /// "Monday 7 December 2026".
    pub fn day(&self) -> String {
        day_in_full(self.start.date())
    }

    /// Returns "3.30 pm to 4.15 pm", with the end's day if it is another. Midnight itself does not count as another
    /// day.
    pub fn from_to(&self) -> String {
        let (start, end) = (time_of_day(self.start.time()), time_of_day(self.end.time()));
        let overnight = self.end.date() != self.start.date() && self.end.time() != NaiveTime::MIN;
        if overnight {
            return format!("{start} to {end} on {}", day_in_full(self.end.date()));
        }
        format!("{start} to {end}")
    }
}

/// "3.30 pm on Monday 7 December 2026".
pub(super) fn in_words(time: DayAndTime) -> String {
    format!("{} on {}", time_in_words(time), day_in_full(time.0.date()))
}

/// "3.30 pm", with plain spaces for a terminal.
pub(super) fn time_in_words(time: DayAndTime) -> String {
    time_of_day(time.0.time()).replace('\u{a0}', " ")
}

/// "7 December 2026".
pub(super) fn day_in_words(day: NaiveDate) -> String {
    crate::copy::words::day_in_words(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slot(start: &str, minutes: u32) -> Result<Slot, Refusal> {
        Slot::new(start.parse().expect("a day and a time"), Some(minutes))
    }

    #[test]
    fn times_that_are_skipped_or_occur_twice_are_refused() {
        let skipped = slot("2027-03-28T01:30", 45);
        assert!(matches!(skipped, Err(Refusal::Skipped(_))), "{skipped:?}");
        let twice = slot("2026-10-25T01:30", 45);
        assert!(matches!(twice, Err(Refusal::Doubled(_))), "{twice:?}");
        let ends = slot("2026-10-25T00:30", 120);
        assert!(matches!(ends, Err(Refusal::EndDoubled(_))), "{ends:?}");
        // An hour that spans the spring clock change ends two hours later by the clock.
        let spring = slot("2027-03-28T00:30", 60).expect("a slot");
        assert_eq!(spring.end.to_string(), "2027-03-28 02:30:00");
    }

    #[test]
    fn a_meeting_has_a_valid_length() {
        for minutes in [0, 721, u32::MAX] {
            assert_eq!(
                slot("2026-12-07T15:30", minutes),
                Err(Refusal::BadLength(minutes))
            );
        }
        let plain = Slot::new("2026-12-07T15:30".parse().expect("a time"), None).expect("a slot");
        assert_eq!(plain.from_to(), "3.30\u{a0}pm to 4.15\u{a0}pm");
    }

    #[test]
    fn hours_are_unambiguous_about_noon_midnight_and_the_next_day() {
        for (start, minutes, words) in [
            ("2026-12-07T11:15", 45, "11.15\u{a0}am to midday"),
            ("2026-12-07T12:00", 30, "midday to 12.30\u{a0}pm"),
            ("2026-12-07T23:00", 60, "11\u{a0}pm to midnight"),
            (
                "2026-12-07T23:30",
                45,
                "11.30\u{a0}pm to 12.15\u{a0}am on Tuesday 8 December 2026",
            ),
        ] {
            assert_eq!(slot(start, minutes).expect("a slot").from_to(), words);
        }
    }
}

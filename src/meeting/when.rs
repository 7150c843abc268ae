//! From when to when a meeting is, by London's clocks.

use chrono::offset::MappedLocalTime;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone};
use chrono_tz::Europe::London;

use super::Refusal;
use crate::copy::words::{day_in_full, time_of_day};
use crate::plan::DayAndTime;

/// How long a meeting lasts where nobody says.
const MINUTES: u32 = 45;

/// No meeting of a plan is longer than half a day.
pub const LONGEST: u32 = 12 * 60;

/// When a meeting starts and ends, as a clock on a wall in London shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Its beginning.
    pub start: NaiveDateTime,
    /// Its end.
    pub end: NaiveDateTime,
}

impl Slot {
    /// The slot that begins at a time that London's clocks show once and only once.
    ///
    /// # Errors
    /// Where the clocks skip or double the beginning or the end, or the length is none.
    pub fn new(start: DayAndTime, minutes: Option<u32>) -> Result<Slot, Refusal> {
        let minutes = minutes.unwrap_or(MINUTES);
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

    /// "3.30 pm to 4.15 pm"; with the day of its end where that is another: midnight itself is no new day to anyone.
    pub fn from_to(&self) -> String {
        let (start, end) = (time_of_day(self.start.time()), time_of_day(self.end.time()));
        let over_night = self.end.date() != self.start.date() && self.end.time() != NaiveTime::MIN;
        if over_night {
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
    fn the_clocks_of_london_decide_which_times_there_are() {
        let gone = slot("2027-03-28T01:30", 45);
        assert!(matches!(gone, Err(Refusal::Skipped(_))), "{gone:?}");
        let twice = slot("2026-10-25T01:30", 45);
        assert!(matches!(twice, Err(Refusal::Doubled(_))), "{twice:?}");
        let ends = slot("2026-10-25T00:30", 120);
        assert!(matches!(ends, Err(Refusal::EndDoubled(_))), "{ends:?}");
        // An hour by the watch over the night in spring ends an hour later on the wall.
        let spring = slot("2027-03-28T00:30", 60).expect("a slot");
        assert_eq!(spring.end.to_string(), "2027-03-28 02:30:00");
    }

    #[test]
    fn a_meeting_has_a_length() {
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
    fn the_hours_are_said_so_that_nobody_comes_twelve_hours_off_or_a_day() {
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

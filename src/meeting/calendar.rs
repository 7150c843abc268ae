//! The meeting as a calendar entry (RFC 5545), and as an invitation that calendars offer to accept (RFC 5546).
//!
//! The `icalendar` crate writes the entry, except the time zone, as the crate gives unknown components a random id and
//! the current time. Lines are folded here, because the crate folds some at 76 octets.

use icalendar::{
    Attendee, Calendar, Class, Component, Event, EventLike, EventStatus, PartStat, Property, Role,
};

use super::{Appointment, Mailbox};

/// The time zone's name in calendars.
const ZONE: &str = "Europe/London";

/// The time zone of London since 1996; a test compares it with the time zone database.
const LONDON: &str = "\
BEGIN:VTIMEZONE\r\n\
TZID:Europe/London\r\n\
BEGIN:DAYLIGHT\r\n\
DTSTART:19960331T010000\r\n\
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n\
TZNAME:BST\r\n\
TZOFFSETFROM:+0000\r\n\
TZOFFSETTO:+0100\r\n\
END:DAYLIGHT\r\n\
BEGIN:STANDARD\r\n\
DTSTART:19961027T020000\r\n\
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n\
TZNAME:GMT\r\n\
TZOFFSETFROM:+0100\r\n\
TZOFFSETTO:+0000\r\n\
END:STANDARD\r\n\
END:VTIMEZONE\r\n";

/// The most octets in a line, without its line break.
const MAX_LINE: usize = 75;

/// An invited person, as the calendar names them.
pub(super) struct Guest {
    /// Their name; `None` if a calendar must not show it.
    pub name: Option<String>,
    /// Their address as a URI.
    pub uri: String,
}

impl Appointment {
    /// Returns the entry for the school's own calendar, without any guests.
    pub fn entry(&self) -> String {
        self.calendar(None, self.event())
    }

    /// Returns the entry as an invitation, or as its cancellation.
    pub(super) fn scheduled(&self, organizer: &Mailbox, guests: &[Guest]) -> String {
        let mut event = self.event();
        let mut chair = Property::new("ORGANIZER", organizer.address.uri());
        if let Some(name) = &organizer.name {
            chair.add_parameter("CN", &parameter(name));
        }
        event.append_property(chair);
        for guest in guests {
            let mut attendee = Attendee::new(guest.uri.clone()).role(Role::ReqParticipant);
            if let Some(name) = &guest.name {
                attendee = attendee.cn(parameter(name));
            }
            if !self.cancelled {
                attendee = attendee.partstat(PartStat::NeedsAction).rsvp(true);
            }
            event.attendee(attendee);
        }
        self.calendar(Some(self.method()), event)
    }

    /// Returns the iTIP method.
    pub(super) fn method(&self) -> &'static str {
        if self.cancelled { "CANCEL" } else { "REQUEST" }
    }

    fn event(&self) -> Event {
        let mut event = Event::new();
        event.uid(&self.uid);
        event.timestamp(self.written.and_time(chrono::NaiveTime::MIN).and_utc());
        event.sequence(self.sequence);
        event.summary(&self.title());
        event.description(&format!(
            "We meet to look at SEND Support Plan {} together.",
            self.reference
        ));
        if let Some(location) = self.location() {
            event.location(&location);
        }
        for (key, time) in [("DTSTART", self.slot.start), ("DTEND", self.slot.end)] {
            let mut property = Property::new(key, time.format("%Y%m%dT%H%M%S").to_string());
            event.append_property(property.add_parameter("TZID", ZONE).done());
        }
        event.status(match self.cancelled {
            true => EventStatus::Cancelled,
            false => EventStatus::Confirmed,
        });
        // Shared calendars show that the time is taken, but not why.
        event.class(Class::Private);
        event.add_property("TRANSP", "OPAQUE");
        event.done()
    }

    fn calendar(&self, method: Option<&str>, event: Event) -> String {
        let mut calendar = Calendar::empty();
        calendar.append_property(Property::new("VERSION", "2.0"));
        calendar.append_property(Property::new("PRODID", "-//sendplan//invite//EN"));
        calendar.append_property(Property::new("CALSCALE", "GREGORIAN"));
        if let Some(method) = method {
            calendar.append_property(Property::new("METHOD", method));
        }
        calendar.push(event);
        let text = calendar.to_string().replace("\r\n ", "");
        folded(&text.replacen("BEGIN:VEVENT\r\n", &format!("{LONDON}BEGIN:VEVENT\r\n"), 1))
    }
}

/// Returns a name as a parameter value, which cannot contain double quotation marks. In some calendars a backslash at
/// its end would escape the closing one.
fn parameter(name: &str) -> String {
    name.replace('"', "'").replace('\\', "/")
}

/// Folds lines that are too long: they are broken between characters and continue after a space.
fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len() + text.len() / MAX_LINE * 3);
    for line in text.split_terminator("\r\n") {
        let mut width = 0;
        for ch in line.chars() {
            if width + ch.len_utf8() > MAX_LINE {
                folded.push_str("\r\n ");
                width = 1;
            }
            folded.push(ch);
            width += ch.len_utf8();
        }
        folded.push_str("\r\n");
    }
    folded
}

#[cfg(test)]
mod tests {
    use chrono::{Datelike, NaiveDate, Offset, TimeZone, Weekday};
    use chrono_tz::Europe::London;

    use super::*;

    #[test]
    fn the_time_zone_says_what_the_clocks_do() {
        let last_sunday = |year, month| {
            (25..=31)
                .filter_map(|day| NaiveDate::from_ymd_opt(year, month, day))
                .find(|day| day.weekday() == Weekday::Sun)
                .expect("a Sunday")
        };
        let offset = |day: NaiveDate, hour, minute| {
            let time = day.and_hms_opt(hour, minute, 0).expect("a time");
            London
                .offset_from_utc_datetime(&time)
                .fix()
                .local_minus_utc()
        };
        assert!(
            LONDON.contains("BYMONTH=3;BYDAY=-1SU") && LONDON.contains("BYMONTH=10;BYDAY=-1SU")
        );
        for year in 1996..=2060 {
            let (spring, autumn) = (last_sunday(year, 3), last_sunday(year, 10));
            assert_eq!((offset(spring, 0, 59), offset(spring, 1, 0)), (0, 3600));
            assert_eq!((offset(autumn, 0, 59), offset(autumn, 1, 0)), (3600, 0));
        }
    }

    #[test]
    fn quotes_and_backslashes_in_a_name_are_replaced() {
        assert_eq!(parameter("Jo \"Jo\" Bell\\"), "Jo 'Jo' Bell/");
    }

    #[test]
    fn no_line_is_longer_than_75_octets_and_none_is_lost() {
        for length in 60..400 {
            for ch in ["x", "é", "ব", "🦓"] {
                let line = format!("{}\r\n", ch.repeat(length));
                let folded = folded(&line);
                assert!(folded.split("\r\n").all(|line| line.len() <= MAX_LINE));
                assert_eq!(folded.replace("\r\n ", ""), line);
            }
        }
    }
}

//! The meeting as a calendar entry (RFC 5545), and as an invitation that calendars offer to accept (RFC 5546).
//!
//! The crate writes the entry. The time zone is a text of ours, because the crate gives every component it does not know a
//! random id and the clock's time; and lines are folded here, because it folds some of them at 76 octets.

use icalendar::{
    Attendee, Calendar, Class, Component, Event, EventLike, EventStatus, PartStat, Property, Role,
};

use super::{Appointment, Mailbox};

/// The name that calendars know London's time by.
const ZONE: &str = "Europe/London";

/// London's clocks since 1996, which a test holds against the time zone database.
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

/// A line of a calendar has at most so many octets, its end not counted.
const LINE: usize = 75;

/// Someone who is asked to come, as the calendar names them.
pub(super) struct Guest {
    /// Their name; none where a calendar must not show it.
    pub name: Option<String>,
    /// Their address as a URI.
    pub uri: String,
}

impl Appointment {
    /// The entry alone, for the school's own calendar: it invites nobody and names nobody.
    pub fn entry(&self) -> String {
        self.calendar(None, self.event())
    }

    /// The entry as an invitation, or as its cancellation.
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

    /// What a calendar is asked to do with the entry.
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
        // A shared calendar shows that the time is taken, and not what for.
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

/// A name as a parameter's value, which cannot hold a double quotation mark. A backslash at its end would take the closing one
/// with it in some calendars.
fn parameter(name: &str) -> String {
    name.replace('"', "'").replace('\\', "/")
}

/// The lines with every line longer than allowed broken between letters and gone on with after a space.
fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len() + text.len() / LINE * 3);
    for line in text.split_terminator("\r\n") {
        let mut width = 0;
        for letter in line.chars() {
            if width + letter.len_utf8() > LINE {
                folded.push_str("\r\n ");
                width = 1;
            }
            folded.push(letter);
            width += letter.len_utf8();
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
    fn a_name_ends_where_it_ends() {
        assert_eq!(parameter("Jo \"Jo\" Bell\\"), "Jo 'Jo' Bell/");
    }

    #[test]
    fn no_line_is_longer_than_75_octets_and_none_is_lost() {
        for length in 60..400 {
            for letter in ["x", "é", "ব", "🦓"] {
                let line = format!("{}\r\n", letter.repeat(length));
                let folded = folded(&line);
                assert!(folded.split("\r\n").all(|line| line.len() <= LINE));
                assert_eq!(folded.replace("\r\n ", ""), line);
            }
        }
    }
}

//! The calendar entries: London's time on both sides of a clock change, and one meeting under one id.

use ical::IcalParser;
use ical::parser::ical::component::IcalCalendar;
use ical::property::Property;

use super::{Office, part, read};

fn entry(text: &str) -> IcalCalendar {
    let mut all: Vec<_> = IcalParser::new(text.as_bytes()).collect();
    assert_eq!(all.len(), 1);
    all.remove(0).expect("a calendar")
}

fn invited(office: &Office, arguments: &[&str]) -> IcalCalendar {
    let to = ["--to", "hodan.yusuf@mail.example"];
    let bytes = office.message(&[&to[..], arguments].concat());
    entry(&part(&read(&bytes), "text/calendar"))
}

fn find<'a>(properties: &'a [Property], name: &str) -> &'a Property {
    let mut named = properties.iter().filter(|property| property.name == name);
    let found = named.next().unwrap_or_else(|| panic!("there is no {name}"));
    assert!(named.next().is_none(), "{name} is there twice");
    found
}

fn value(properties: &[Property], name: &str) -> String {
    find(properties, name).value.clone().unwrap_or_default()
}

fn event(calendar: &IcalCalendar, name: &str) -> String {
    value(&calendar.events[0].properties, name)
}

fn parameter(property: &Property, name: &str) -> Option<String> {
    let parameters = property.params.as_ref()?;
    let (_, values) = parameters.iter().find(|(key, _)| key == name)?;
    Some(values.join(","))
}

#[test]
fn the_meeting_is_in_londons_time_summer_and_winter() {
    let office = Office::new(&[]);
    let cases = [
        // The day before and the day of the change to winter time, and of the change to summer time.
        ("2027-03-27T09:15", "20270327T091500", "20270327T100000"),
        ("2027-03-28T09:15", "20270328T091500", "20270328T100000"),
        ("2027-10-30T16:00", "20271030T160000", "20271030T164500"),
        ("2027-10-31T16:00", "20271031T160000", "20271031T164500"),
        ("2026-12-31T23:30", "20261231T233000", "20270101T001500"),
    ];
    for (start, starts, ends) in cases {
        let calendar = invited(&office, &["--start", start]);
        for (key, time) in [("DTSTART", starts), ("DTEND", ends)] {
            let property = find(&calendar.events[0].properties, key);
            assert_eq!(property.value.as_deref(), Some(time));
            assert_eq!(
                parameter(property, "TZID").as_deref(),
                Some("Europe/London")
            );
        }
        let zone = &calendar.timezones[0];
        assert_eq!(value(&zone.properties, "TZID"), "Europe/London");
        let changes = zone.transitions.iter().map(|change| {
            let of = |name| value(&change.properties, name);
            (
                of("TZNAME"),
                of("TZOFFSETFROM"),
                of("TZOFFSETTO"),
                of("RRULE"),
            )
        });
        let [summer, winter] =
            <[_; 2]>::try_from(changes.collect::<Vec<_>>()).expect("two changes");
        let text = |name: &str, from: &str, to: &str, rule: &str| {
            [name, from, to, rule].map(str::to_owned).into()
        };
        assert_eq!(
            summer,
            text("BST", "+0000", "+0100", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU")
        );
        assert_eq!(
            winter,
            text("GMT", "+0100", "+0000", "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU")
        );
    }
}

#[test]
fn a_meeting_without_a_length_takes_three_quarters_of_an_hour() {
    let office = Office::new(&[("    minutes: 45\n    place", "    place")]);
    let calendar = invited(&office, &["--start", "2026-12-07T15:30"]);
    assert_eq!(event(&calendar, "DTEND"), "20261207T161500");
}

#[test]
fn the_reader_is_asked_to_answer_the_senco() {
    let calendar = invited(&Office::new(&[]), &[]);
    assert_eq!(value(&calendar.properties, "METHOD"), "REQUEST");
    let properties = &calendar.events[0].properties;
    let organizer = find(properties, "ORGANIZER");
    assert_eq!(
        organizer.value.as_deref(),
        Some("mailto:senco@kingfisher.example")
    );
    assert_eq!(parameter(organizer, "CN").as_deref(), Some("Mr Tom Reilly"));
    let attendee = find(properties, "ATTENDEE");
    assert_eq!(
        attendee.value.as_deref(),
        Some("mailto:hodan.yusuf@mail.example")
    );
    assert_eq!(parameter(attendee, "RSVP").as_deref(), Some("TRUE"));
    assert_eq!(
        parameter(attendee, "PARTSTAT").as_deref(),
        Some("NEEDS-ACTION")
    );
    let expected = [
        ("SEQUENCE", "0"),
        ("STATUS", "CONFIRMED"),
        ("DTSTAMP", "20261124T000000Z"),
        ("SUMMARY", "Review meeting: SEND Support Plan KF-042"),
    ];
    for (key, text) in expected {
        assert_eq!(event(&calendar, key), text);
    }
}

#[test]
fn every_message_about_a_meeting_means_the_same_meeting() {
    let office = Office::new(&[]);
    let first = event(&invited(&office, &[]), "UID");
    assert!(!first.contains("KF-042") && !first.to_lowercase().contains("amina"));
    let changed = invited(&office, &["--sequence", "3", "--start", "2026-12-09T09:00"]);
    assert_eq!(
        (event(&changed, "UID"), event(&changed, "SEQUENCE")),
        (first.clone(), "3".to_owned())
    );
    let called_off = invited(&office, &["--cancel"]);
    assert_eq!(value(&called_off.properties, "METHOD"), "CANCEL");
    assert_eq!(event(&called_off, "UID"), first);
    assert_eq!(event(&called_off, "STATUS"), "CANCELLED");
    assert_eq!(
        event(&called_off, "SEQUENCE"),
        "1",
        "later than the invitation"
    );
    for (find, put) in [
        ("cycle: 2", "cycle: 3"),
        ("id: KF-042", "id: KF-043"),
        ("name: Kingfisher", "name: Heron"),
    ] {
        let other = Office::new(&[(find, put)]);
        assert_ne!(event(&invited(&other, &[]), "UID"), first, "{put}");
    }
}

#[test]
fn the_entry_alone_invites_nobody() {
    // It needs no address, because nobody is written to.
    let office = Office::new(&[
        ("    email: hodan.yusuf@mail.example\n", ""),
        ("    email: abdi.yusuf@mail.example\n", ""),
    ]);
    let files = office.invited(&["-o", "meeting.ics"]);
    assert_eq!(files, [office.path("meeting.ics")]);
    let text = std::fs::read_to_string(&files[0]).expect("a calendar");
    let calendar = entry(&text);
    assert_eq!(event(&calendar, "DTSTART"), "20261207T153000");
    for absent in ["METHOD", "ATTENDEE", "ORGANIZER", "mail.example"] {
        assert!(!text.contains(absent), "{absent}");
    }
}

#[test]
fn a_long_place_in_any_alphabet_is_folded_and_comes_back_whole() {
    let place = "প্রধান ভবনের দ্বিতীয় তলার ছোট সভাকক্ষ, গ্রন্থাগারের পাশে; or by video, if that is easier for you \\ ask us";
    let office = Office::new(&[]);
    let bytes = office.message(&["--to", "hodan.yusuf@mail.example", "--place", place]);
    let text = part(&read(&bytes), "text/calendar");
    for line in text.split("\r\n") {
        assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line}");
    }
    let location = event(&entry(&text), "LOCATION");
    let unescaped = location
        .replace("\\,", ",")
        .replace("\\;", ";")
        .replace("\\\\", "\\");
    assert!(
        unescaped.starts_with(&format!("{place}, Kingfisher Primary School")),
        "{unescaped}"
    );
}

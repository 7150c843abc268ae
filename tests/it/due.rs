//! `due`: what a SENCO sees on a Monday morning.

use std::fs;
use std::path::Path;
use std::process::Output;

use crate::program::{ended, printed, root, said, sendplan};

fn due(folder: &Path, more: &[&str]) -> Output {
    let mut command = sendplan(root(), "2026-12-04", &["due"]);
    command.arg(folder).args(more);
    ended(command)
}

/// Plans of four children: one overdue, one due, one without a date, and one with two cycles.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let good = fs::read_to_string("examples/plans/KF-018.yaml").expect("an example");
    let plan = |file: &str, id: &str, name: &str, cycle: u32, review: &str| {
        let mut text = String::new();
        for line in good.lines() {
            let line = match line.trim_start().split(':').next() {
                Some("id") => format!("  id: {id}"),
                Some("cycle") => format!("  cycle: {cycle}"),
                Some("review") if line.starts_with("  review: 20") => review.to_owned(),
                Some("name") if line.starts_with("  name: ") => format!("  name: {name}"),
                _ => line.to_owned(),
            };
            text.push_str(&line);
            text.push('\n');
        }
        fs::write(folder.path().join(file), text).expect("a plan");
    };
    plan("a.yaml", "AA-1", "Ada Bell", 1, "  review: 2026-12-01");
    plan("b.yaml", "BB-2", "Ben Cole", 1, "  review: 2026-12-18");
    plan("c.yaml", "CC-3", "Cai Dunn", 1, "");
    plan("d1.yaml", "DD-4", "Dee Egan", 1, "  review: 2026-10-09");
    plan("d2.yaml", "DD-4", "Dee Egan", 2, "  review: 2027-02-05");
    folder
}

#[test]
fn the_list_is_in_the_order_of_the_days_and_says_what_is_wrong() {
    let folder = folder();
    let output = due(folder.path(), &[]);
    assert!(output.status.success());
    let lines: Vec<String> = printed(&output)
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    let ends = |line: usize, reference: &str, words: &str| {
        assert!(
            lines[line].contains(reference) && lines[line].ends_with(words),
            "{lines:#?}"
        );
    };
    assert_eq!(lines.len(), 5, "{lines:#?}");
    ends(0, "DD-4", "overdue by 56 days");
    ends(1, "AA-1", "overdue by 3 days");
    ends(2, "BB-2", "due in 14 days");
    ends(3, "CC-3", "has no date for its review");
    ends(
        4,
        "DD-4",
        "2 reviews held or planned from September 2026 to August 2027, where 3 are asked for",
    );
    for name in ["Ada", "Ben", "Cai", "Dee"] {
        assert!(!printed(&output).contains(name));
    }
    assert_eq!(
        printed(&due(folder.path(), &["--days", "7"]))
            .lines()
            .count(),
        4
    );
}

#[test]
fn programs_get_json_and_tables_and_calendars_have_no_names() {
    let folder = folder();
    let json = printed(&due(folder.path(), &["--format", "json"]));
    let first: serde_json::Value =
        serde_json::from_str(json.lines().next().expect("a line")).expect("JSON");
    assert_eq!(
        (&first["kind"], &first["days"]),
        (&"overdue".into(), &(-56).into())
    );
    let csv = printed(&due(folder.path(), &["--format", "csv"]));
    assert!(
        csv.starts_with("kind,review,days,reviews,plan,cycle,class,file\n"),
        "{csv}"
    );
    assert_eq!(csv.lines().count(), 6);

    let file = folder.path().join("reviews.ics");
    let output = due(folder.path(), &["--ics", &file.display().to_string()]);
    assert!(output.status.success());
    let calendar = fs::read_to_string(&file).expect("a calendar");
    assert_eq!(
        entries(&calendar),
        [
            ("20261009", "20261010", "Review of SEND Support Plan DD-4"),
            ("20261201", "20261202", "Review of SEND Support Plan AA-1"),
            ("20261218", "20261219", "Review of SEND Support Plan BB-2"),
        ]
        .map(|(first, free_again, summary)| [first, free_again, summary].map(str::to_owned))
    );
    due(folder.path(), &["--ics", &file.display().to_string()]);
    assert_eq!(
        fs::read_to_string(&file).expect("a calendar"),
        calendar,
        "the same day gives the same bytes"
    );
}

/// The entries of a calendar, as a parser that did not write it reads them: first day, day after the last, what it is. Every
/// entry must have an identifier of its own and the day it was written.
fn entries(calendar: &str) -> Vec<[String; 3]> {
    let mut calendars = ical::IcalParser::new(calendar.as_bytes());
    let read = calendars.next().expect("a calendar").expect("a sound one");
    assert!(calendars.next().is_none());
    let mut known = std::collections::BTreeSet::new();
    let of = |event: &ical::parser::ical::component::IcalEvent, name: &str| {
        let mut found = event
            .properties
            .iter()
            .filter(|property| property.name == name);
        let property = found.next().unwrap_or_else(|| panic!("no {name}"));
        assert!(found.next().is_none(), "{name} is there twice");
        property.clone()
    };
    let entry = |event: &ical::parser::ical::component::IcalEvent| {
        let value = |name: &str| of(event, name).value.unwrap_or_default();
        assert_eq!(value("DTSTAMP"), "20261204T000000Z");
        assert!(known.insert(value("UID")), "an identifier is used twice");
        for name in ["DTSTART", "DTEND"] {
            let parameters = of(event, name).params.expect("a date");
            assert_eq!(parameters, [("VALUE".to_owned(), vec!["DATE".to_owned()])]);
        }
        ["DTSTART", "DTEND", "SUMMARY"].map(value)
    };
    read.events.iter().map(entry).collect()
}

#[test]
fn a_calendar_has_no_name_though_a_file_is_called_by_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let draft = fs::read_to_string("examples/plans/KF-018.yaml").expect("an example");
    let draft = draft
        .replace("  id: KF-018\n", "")
        .replace("status: agreed", "status: draft");
    fs::write(folder.path().join("theo-blake.yaml"), draft).expect("a plan");
    let file = folder.path().join("reviews.ics");
    let output = due(folder.path(), &["--ics", &file.display().to_string()]);
    assert!(
        printed(&output).contains("theo-blake"),
        "the SENCO sees which plan it is"
    );
    let calendar = fs::read_to_string(&file).expect("a calendar");
    assert_eq!(
        entries(&calendar)[0][2],
        "Review of a SEND Support Plan without a reference"
    );
    assert!(!calendar.to_lowercase().contains("theo"), "{calendar}");
}

#[test]
fn three_cycles_of_one_child_are_one_review_that_is_due() {
    let family = Path::new("examples/plans/three-cycles");
    let lines = |output: &Output| -> Vec<String> {
        let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
        printed(output).lines().map(words).collect()
    };
    let due_now = due(family, &[]);
    assert_eq!(
        lines(&due_now),
        [
            "Thu 10 Dec 2026 KF-024 Swift due in 6 days",
            "school year KF-024 Swift 1 review held or planned from September 2026 to August 2027, where 3 are asked for",
        ]
    );
    assert_eq!(
        said(&due_now),
        "3 plans: 0 overdue, 1 due within 28 days, 1 child with fewer than 3 reviews.\n"
    );
}

#[test]
fn a_child_whose_review_was_held_has_a_next_plan_or_is_named() {
    let cycles = Path::new("examples/plans/three-cycles");
    let folder = tempfile::tempdir().expect("a folder");
    let put = |name: &str| {
        fs::copy(cycles.join(name), folder.path().join(name)).expect("an example");
    };
    put("KF-024-1.yaml");
    put("KF-024-2.yaml");
    let reviewed = due(folder.path(), &[]);
    let words = printed(&reviewed);
    let words: Vec<&str> = words
        .lines()
        .next()
        .unwrap_or_default()
        .split_whitespace()
        .collect();
    assert_eq!(
        words.join(" "),
        "Thu 9 Jul 2026 KF-024 Heron reviewed, and has no next plan"
    );
    let told = said(&reviewed);
    assert!(told.contains(", 1 child without a next plan"), "{told}");
    let json = printed(&due(folder.path(), &["--format", "json"]));
    assert!(json.contains("\"kind\":\"no next plan\""), "{json}");
    put("KF-024-3.yaml");
    let (begun, next) = (due(folder.path(), &[]), "next plan");
    assert!(!printed(&begun).contains(next) && !said(&begun).contains(next));
}

#[test]
fn no_more_reviews_are_asked_for_where_support_has_ended() {
    let folder = tempfile::tempdir().expect("a folder");
    for cycle in [1, 2] {
        let name = format!("KF-024-{cycle}.yaml");
        let plan = fs::read_to_string(Path::new("examples/plans/three-cycles").join(&name))
            .expect("an example");
        let plan = plan.replace("2026-07-09", "2026-10-09");
        let ended = plan.replace("decision: continue", "decision: end");
        fs::write(
            folder.path().join(&name),
            if cycle == 2 { ended } else { plan },
        )
        .expect("a plan");
    }
    let output = due(folder.path(), &[]);
    assert_eq!(
        (output.status.code(), printed(&output).as_str()),
        (Some(0), "")
    );
}

#[test]
fn a_calendar_takes_the_place_of_a_calendar_and_of_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let plan = folder.path().join("a.yaml");
    fs::copy("examples/plans/KF-018.yaml", &plan).expect("a plan");
    let before = fs::read(&plan).expect("a plan");
    let named = due(folder.path(), &["--ics", &plan.display().to_string()]);
    assert_eq!(named.status.code(), Some(2), "{}", said(&named));
    assert!(said(&named).contains("ends in .ics"), "{}", said(&named));
    let other = folder.path().join("notes.ics");
    fs::write(&other, "not a calendar").expect("a file");
    let there = due(folder.path(), &["--ics", &other.display().to_string()]);
    assert_eq!(there.status.code(), Some(3), "{}", said(&there));
    assert_eq!(printed(&there), "", "nothing is done by half");
    assert_eq!(fs::read(&plan).expect("a plan"), before);
    assert_eq!(
        fs::read_to_string(&other).expect("a file"),
        "not a calendar"
    );
    let reviews = folder.path().join("reviews.ics").display().to_string();
    for _ in 0..2 {
        assert_eq!(
            due(folder.path(), &["--ics", &reviews]).status.code(),
            Some(0)
        );
    }
}

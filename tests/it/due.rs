//! `due`: what a SENCO sees on a Monday morning.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn due(folder: &Path, more: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sendplan"));
    command
        .args(["--today", "2026-12-04", "due"])
        .arg(folder)
        .args(more)
        .output()
        .expect("the command runs")
}

fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
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
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 3);
    assert!(
        calendar.contains("DTSTART;VALUE=DATE:20261218\r\n")
            && calendar.contains("SUMMARY:Review of SEND Support Plan BB-2\r\n"),
        "{calendar}"
    );
    assert!(!calendar.contains("Ben"));
    due(folder.path(), &["--ics", &file.display().to_string()]);
    assert_eq!(
        fs::read_to_string(&file).expect("a calendar"),
        calendar,
        "the same day gives the same bytes"
    );
}

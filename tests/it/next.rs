//! `next`: three cycles of one child, filled in between as teachers would; single matters (`begun`); and the command as a
//! SENCO types it (`command`).
//!
//! `tests/cases/next` holds what is begun (`2-begun.yaml`), what `check` says of it (`2-begun.jsonl`), what the teacher fills in
//! (`2-filled.yaml`) and what the review adds (`2-reviewed.yaml`). `UPDATE=1 cargo test` writes what is begun and said again.

mod begun;
mod command;

use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use sendplan::next::{Settings, next};
use sendplan::plan::Plan;
use sendplan::report::{Format, Style, render};
use sendplan::{Checks, Loaded, Report};

use crate::checks::Case;
use crate::program::root;

const FAMILY: &str = "examples/plans/three-cycles";

fn example(cycle: u32) -> String {
    let path = root().join(FAMILY).join(format!("KF-024-{cycle}.yaml"));
    fs::read_to_string(path).expect("an example")
}

fn day(text: &str) -> Option<NaiveDate> {
    Some(text.parse().expect("a day"))
}

/// A plan of the family's folder, and what is found in it on a day.
fn checked(text: &str, today: &str) -> (Loaded, Report) {
    let school = fs::read(root().join("examples/plans/school.yaml")).expect("the school");
    let path = Path::new(FAMILY).join("plan.yaml");
    let school_path = Path::new("examples/plans/school.yaml");
    let loaded = sendplan::load_from(&path, text.as_bytes(), Some((school_path, &school)));
    let checks = Checks {
        today: day(today),
        ..Checks::default()
    };
    let report = sendplan::check(&loaded, &checks);
    (loaded, report)
}

/// The plan, which must have nothing to mend and nothing to think about.
fn clean(text: &str, today: &str) -> Plan {
    let (loaded, report) = checked(text, today);
    assert!(
        report.diagnostics.is_empty(),
        "{:#?}\n{text}",
        report.diagnostics
    );
    loaded.plan
}

/// What is begun after a plan, as it was agreed on: its text, and what `check` says is still to be done.
fn begun_after(text: &str, start: Option<NaiveDate>, today: &str, cycle: u32) -> String {
    let (loaded, report) = checked(text, today);
    let settings = Settings {
        start,
        folders: None,
    };
    let begun = next(report.checked(&loaded).expect("no errors"), &settings).expect("a next plan");
    let (_, report) = checked(&begun, today);
    let style = Style {
        colour: false,
        excerpt: true,
    };
    let said = render(&report.diagnostics, Format::Json, style);
    for (ending, made) in [("yaml", &begun), ("jsonl", &said)] {
        let path = root().join(format!("tests/cases/next/{cycle}-begun.{ending}"));
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, made).expect("the expectation is written");
        }
        let agreed = fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(made, &agreed, "{}", path.display());
    }
    assert_eq!(report.errors(), 0);
    begun
}

/// A plan with the changes that somebody makes in it.
fn changed(text: &str, case: &str) -> String {
    let path = root().join("tests/cases/next").join(case);
    Case::read(&path).applied_to(text, &path)
}

#[test]
fn three_plans_of_one_child_follow_each_other() {
    let first = example(1);
    clean(&first, "2026-03-26");

    let second = begun_after(&first, None, "2026-03-27", 2);
    let second = changed(&second, "2-filled.yaml");
    clean(&second, "2026-03-30");
    let second = changed(&second, "2-reviewed.yaml");
    assert_eq!(
        clean(&second, "2026-07-09"),
        clean(&example(2), "2026-07-09")
    );

    let third = begun_after(&second, day("2026-09-07"), "2026-09-01", 3);
    let third = changed(&third, "3-filled.yaml");
    assert_eq!(
        clean(&third, "2026-09-10"),
        clean(&example(3), "2026-09-10")
    );
}

#[test]
fn only_what_is_missing_is_said_of_a_plan_that_was_begun() {
    for path in crate::examples::plans() {
        let loaded = sendplan::load(&path).expect("an example");
        let report = sendplan::check(&loaded, &Checks::default());
        let begun = next(
            report.checked(&loaded).expect("no errors"),
            &Settings::default(),
        );
        let begun = begun.expect("a next plan");
        // It lies where the last one does, with the same school.
        let school = loaded.school.as_ref().map(|school| school.file());
        let school = school.map(|file| (Path::new(&file.name), file.text.as_bytes()));
        let again = sendplan::load_from(&path, begun.as_bytes(), school);
        let report = sendplan::check(&again, &Checks::default());
        let known = [
            "missing-section",
            "missing-field",
            "previous-unrated",
            "target-without-strategy",
            "no-parent-contribution",
            "no-outcome",
            "no-time-limit",
        ];
        for found in &report.diagnostics {
            assert!(
                known.contains(&found.rule.name()),
                "{}: {found:?}\n{begun}",
                path.display()
            );
        }
        assert!(again.plan.is_draft());
        // No name of the last plan's views stands as this plan's.
        assert_eq!(again.plan.about_me, sendplan::plan::AboutMe::default());
        assert_eq!(
            again.plan.parent_views,
            sendplan::plan::ParentViews::default()
        );
    }
}

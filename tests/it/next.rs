//! `next`: three cycles of one child, filled in between as teachers would; single matters (`begun`); and the command as a
//! SENCO types it (`command`).
//!
//! `tests/cases/next` holds what is begun (`2-begun.yaml`), what `check` says of it (`2-begun.jsonl`), what the teacher fills in
//! (`2-filled.yaml`) and what the review adds (`2-reviewed.yaml`).

mod begun;
mod command;

use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use sendplan::diagnostic::Rule;
use sendplan::next::{Settings, next};
use sendplan::plan::Plan;
use sendplan::report::{Format, Style, render};
use sendplan::{Checks, Loaded, Report};

use crate::checks::Case;
use crate::program::root;
use crate::snapshot::Snapshots;

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
    let path = Path::new(FAMILY).join("plan.yaml");
    let loaded = sendplan::load_bytes(&sendplan::Disk, &path, text.as_bytes()).expect("a plan");
    let checks = Checks::on(day(today).expect("a day"));
    let report = sendplan::Report::of(&loaded, &checks);
    (loaded, report)
}

/// The plan, which must have nothing to fix and nothing to think about.
fn clean(text: &str, today: &str) -> Plan {
    let (loaded, report) = checked(text, today);
    // Kofi has much to say, and last targets beside it.
    let mut found = report.diagnostics;
    found.retain(|found| found.rule != Rule::TooLongForTheLeaf);
    assert!(found.is_empty(), "{found:#?}\n{text}");
    loaded.plan
}

/// What is begun after a plan, as it was agreed on: its text, and what `check` says is still to be done.
fn begun_after(text: &str, start: Option<NaiveDate>, today: &str, cycle: u32) -> String {
    let (loaded, report) = checked(text, today);
    let settings = Settings {
        start,
        folders: None,
    };
    assert_eq!(report.errors(), 0, "{:#?}", report.diagnostics);
    let good = sendplan::check(&loaded, &Checks::default()).expect("no errors");
    let begun = next(&good, &settings).expect("a next plan");
    let (_, report) = checked(&begun, today);
    let style = Style {
        colour: false,
        excerpt: true,
    };
    let said = render(&report.diagnostics, Format::Json, style);
    let mut snapshots = Snapshots::default();
    snapshots.text(&format!("tests/cases/next/{cycle}-begun.yaml"), &begun);
    snapshots.text(&format!("tests/cases/next/{cycle}-begun.jsonl"), &said);
    snapshots.finish();
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
        let checked = sendplan::check(&loaded, &Checks::default()).expect("no errors");
        let begun = next(&checked, &Settings::default());
        let begun = begun.expect("a next plan");
        // It lies where the last one does, with the same school.
        let again = sendplan::load_bytes(&sendplan::Disk, &path, begun.as_bytes()).expect("a plan");
        let report = sendplan::Report::of(&again, &Checks::default());
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
        let mut about_me = sendplan::plan::AboutMe::default();
        about_me.colour = again.plan.about_me.colour;
        assert_eq!(again.plan.about_me, about_me);
        assert_eq!(
            again.plan.parent_views,
            sendplan::plan::ParentViews::default()
        );
    }
}

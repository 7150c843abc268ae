//! `next`: three cycles of one child, filled in between as teachers would, and the command as a SENCO types it.
//!
//! `tests/cases/next` holds what is begun (`2-begun.yaml`), what `check` says of it (`2-begun.jsonl`), what the teacher fills in
//! (`2-filled.yaml`) and what the review adds (`2-reviewed.yaml`). `UPDATE=1 cargo test` writes what is begun and said again.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use chrono::NaiveDate;
use sendplan::next::{Settings, next};
use sendplan::plan::Plan;
use sendplan::report::{Format, Style, render};
use sendplan::{Checks, Loaded, Report};

use crate::checks::Case;
use crate::program::{self, ended, printed, root, said};

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
    let settings = Settings { start, moved: None };
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

fn sendplan(arguments: &[&str]) -> Output {
    ended(program::sendplan(
        root(),
        "2026-12-10",
        &[&["next"], arguments].concat(),
    ))
}

/// A plan of its own folder, with some words changed.
fn plan(folder: &Path, text: &str, changes: &[(&str, &str)]) -> String {
    let mut text = text.to_owned();
    for (find, put) in changes {
        assert!(text.contains(find), "{find}");
        text = text.replace(find, put);
    }
    let path = folder.join("plan.yaml");
    fs::write(&path, text).expect("a plan");
    fs::copy(
        root().join("examples/plans/school.yaml"),
        folder.join("school.yaml"),
    )
    .expect("the school");
    fs::create_dir_all(folder.join("pictures")).expect("a folder");
    for picture in ["kingfisher.svg", "amina.jpg"] {
        let name = format!("pictures/{picture}");
        fs::copy(
            root().join("examples/plans").join(&name),
            folder.join(&name),
        )
        .expect("a picture");
    }
    path.display().to_string()
}

#[test]
fn the_next_plan_goes_to_a_new_file_or_to_standard_output() {
    let folder = tempfile::tempdir().expect("a folder");
    let this = plan(folder.path(), &example(2), &[]);
    let file = folder.path().join("KF-024-3.yaml");
    let to = file.display().to_string();
    let written = sendplan(&[&this, "-o", &to]);
    assert_eq!(
        (written.status.code(), printed(&written)),
        (Some(0), format!("{to}\n"))
    );
    assert!(
        said(&written).contains(&format!("sendplan check {to}")),
        "{}",
        said(&written)
    );
    let begun = fs::read_to_string(&file).expect("the plan");

    for arguments in [vec![this.as_str()], vec![this.as_str(), "-o", "-"]] {
        let output = sendplan(&arguments);
        assert_eq!(
            (printed(&output), said(&output)),
            (begun.clone(), String::new())
        );
    }

    fs::write(&file, "much work").expect("a file");
    let again = sendplan(&[&this, "-o", &to]);
    assert_eq!(again.status.code(), Some(3));
    assert_eq!(said(&again).lines().count(), 1, "{}", said(&again));
    assert_eq!(fs::read_to_string(&file).expect("the file"), "much work");
    let onto_itself = sendplan(&[&this, "-o", &this]);
    assert_eq!(onto_itself.status.code(), Some(3));
    assert_eq!(fs::read_to_string(&this).expect("the plan"), example(2));
}

#[test]
fn where_there_is_no_next_plan_one_sentence_says_why_and_nothing_is_written() {
    struct Refused<'a> {
        put: &'a str,
        more: &'a [&'a str],
        code: i32,
        sentence: &'a str,
    }
    let decision = "decision: continue SEN support";
    let cases = [
        Refused {
            put: "decision: end SEN support",
            more: &[],
            code: 0,
            sentence: "decided to end SEN support, so no next plan is needed",
        },
        Refused {
            put: "decision: carry on",
            more: &[],
            code: 1,
            sentence: "has 1 thing to mend first",
        },
        Refused {
            put: decision,
            more: &["--start", "2026-03-27"],
            code: 2,
            sentence: "cannot start on 27 March 2026: this one starts on 27 March 2026",
        },
    ];
    for case in cases {
        let folder = tempfile::tempdir().expect("a folder");
        let this = plan(folder.path(), &example(2), &[(decision, case.put)]);
        let to = folder.path().join("next.yaml").display().to_string();
        let output = sendplan(&[&[this.as_str(), "-o", &to], case.more].concat());
        assert_eq!(output.status.code(), Some(case.code), "{}", said(&output));
        assert!(said(&output).contains(case.sentence), "{}", said(&output));
        assert_eq!(
            (printed(&output).as_str(), said(&output).lines().count()),
            ("", 1)
        );
        assert!(!Path::new(&to).exists());
    }
    let misused = sendplan(&[&format!("{FAMILY}/KF-024-2.yaml"), "-o", "next.pdf"]);
    assert_eq!(misused.status.code(), Some(2), "{}", said(&misused));
    assert_eq!(sendplan(&["no-such-plan.yaml"]).status.code(), Some(3));
}

#[test]
fn pictures_are_found_from_the_next_plans_folder_or_asked_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let owls = folder.path().join("owls");
    fs::create_dir(&owls).expect("a folder");
    let amina = fs::read_to_string(root().join("examples/plans/KF-042.yaml")).expect("an example");
    let this = plan(&owls, &amina, &[]);
    let begun = |file: PathBuf| {
        let output = sendplan(&[&this, "-o", &file.display().to_string()]);
        assert!(output.status.success(), "{}", said(&output));
        fs::read_to_string(&file).expect("the plan")
    };
    assert!(begun(owls.join("next.yaml")).contains("    file: pictures/amina.jpg\n"));
    let above = begun(folder.path().join("next.yaml"));
    assert!(
        above.contains("    file: owls/pictures/amina.jpg\n"),
        "{above}"
    );
    assert!(!above.contains("$schema="), "the schema lies elsewhere");
    let loaded = sendplan::load(&folder.path().join("next.yaml")).expect("the next plan");
    assert!(loaded.photo.expect("a photo").bytes.is_ok());
    let elsewhere = begun(folder.path().join("wrens/new/next.yaml"));
    let copied = "    file: pictures/amina.jpg  # copy this picture into the folder of this plan\n";
    assert!(elsewhere.contains(copied), "{elsewhere}");
}

//! What `check` says, as data: each case spoils the good plan in one way and holds what is found in it.
//!
//! `tests/cases/check/NAME.yaml` says what is changed in `base.yaml`; `NAME.jsonl` what is found. After a change of a
//! message, `UPDATE=1 cargo test` writes the expectations again: read the difference before you commit it.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use sendplan::Checks;
use sendplan::report::{Format, Style, render};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    change: Vec<Change>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    find: String,
    put: String,
}

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/check")
}

fn found_in(plan: &str) -> String {
    let loaded = sendplan::load_from(Path::new("plan.yaml"), plan.as_bytes(), None);
    let checks = Checks {
        today: NaiveDate::from_ymd_opt(2026, 11, 24),
        other_children: sendplan::check::Names::of(["Jade Okonkwo".to_owned()]),
        ..Checks::default()
    };
    let report = sendplan::check(&loaded, &checks);
    render(
        &report.diagnostics,
        Format::Json,
        Style {
            colour: false,
            excerpt: true,
        },
    )
}

#[test]
fn the_good_plan_is_good() {
    let base = fs::read_to_string(cases().join("base.yaml")).expect("the base plan");
    assert_eq!(found_in(&base), "");
}

#[test]
fn each_way_of_spoiling_it_is_found() {
    let base = fs::read_to_string(cases().join("base.yaml")).expect("the base plan");
    let update = std::env::var_os("UPDATE").is_some();
    let mut wrong = Vec::new();
    let mut tried = 0;
    let mut names: Vec<PathBuf> = fs::read_dir(cases())
        .expect("the cases")
        .map(|entry| entry.expect("a case").path())
        .collect();
    names.sort();
    for path in names
        .iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
    {
        if path.ends_with("base.yaml") {
            continue;
        }
        tried += 1;
        let case: Case =
            serde_yaml::from_str(&fs::read_to_string(path).expect("a case")).expect("a case");
        let mut plan = base.clone();
        for change in &case.change {
            assert!(
                plan.contains(&change.find),
                "{}: `{}` is not in the plan",
                path.display(),
                change.find
            );
            plan = plan.replacen(&change.find, &change.put, 1);
        }
        let found = found_in(&plan);
        let expected = path.with_extension("jsonl");
        if update {
            fs::write(&expected, &found).expect("the expectation is written");
        } else if found != fs::read_to_string(&expected).unwrap_or_default() {
            wrong.push(format!("{}\n{found}", path.display()));
        }
    }
    assert!(tried > 70, "only {tried} cases");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

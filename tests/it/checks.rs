//! What `check` says, as data: each case spoils the good plan in one way and holds what is found in it.
//!
//! `tests/cases/check/NAME.yaml` says what is changed in `base.yaml`; `NAME.jsonl` what is found. After a change of a
//! message, `UPDATE=1 cargo test` writes the expectations again: read the difference before you commit it.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use sendplan::report::{Format, Style, render};
use sendplan::{Checks, Report};
use serde::Deserialize;

/// Changes of a plan's text.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    change: Vec<Change>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    find: String,
    put: String,
}

impl Case {
    /// The changes that a file holds.
    pub fn read(path: &Path) -> Case {
        serde_yaml::from_str(&fs::read_to_string(path).expect("a case")).expect("a case")
    }

    /// A plan's text with the changes made, each in the first place that fits.
    pub fn applied_to(&self, plan: &str, path: &Path) -> String {
        let mut plan = plan.to_owned();
        for change in &self.change {
            assert!(
                plan.contains(&change.find),
                "{}: `{}` is not in the plan",
                path.display(),
                change.find
            );
            plan = plan.replacen(&change.find, &change.put, 1);
        }
        plan
    }
}

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/check")
}

fn report(plan: &str) -> Report {
    let loaded = sendplan::load_from(Path::new("plan.yaml"), plan.as_bytes(), None);
    let checks = Checks {
        today: NaiveDate::from_ymd_opt(2026, 11, 24),
        other_children: sendplan::check::Names::of(["Jade Okonkwo".to_owned()]),
        ..Checks::default()
    };
    sendplan::check(&loaded, &checks)
}

fn shown(report: &Report, format: Format, excerpt: bool) -> String {
    let style = Style {
        colour: false,
        excerpt,
    };
    render(&report.diagnostics, format, style)
}

fn found_in(plan: &str) -> String {
    shown(&report(plan), Format::Json, true)
}

#[test]
fn the_good_plan_is_good() {
    let base = fs::read_to_string(cases().join("base.yaml")).expect("the base plan");
    assert_eq!(found_in(&base), "");
}

/// Every case, in the order of the names.
fn all() -> Vec<PathBuf> {
    let mut names: Vec<PathBuf> = fs::read_dir(cases())
        .expect("the cases")
        .map(|entry| entry.expect("a case").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
        .filter(|path| !path.ends_with("base.yaml"))
        .collect();
    names.sort();
    names
}

#[test]
fn each_way_of_spoiling_it_is_found() {
    let base = fs::read_to_string(cases().join("base.yaml")).expect("the base plan");
    let update = std::env::var_os("UPDATE").is_some();
    let mut wrong = Vec::new();
    let mut tried = 0;
    for path in &all() {
        tried += 1;
        let plan = Case::read(path).applied_to(&base, path);
        let found = found_in(&plan);
        let expected = path.with_extension("jsonl");
        if update {
            fs::write(&expected, &found).expect("the expectation is written");
        } else if found != fs::read_to_string(&expected).unwrap_or_default() {
            wrong.push(format!("{}\n{found}", path.display()));
        }
    }
    assert!(tried > 110, "only {tried} cases");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Texts of a plan, and parts of them that a message might quote: each value of three words or more, and its halves where a
/// colon parts them.
fn texts(plan: &str) -> Vec<String> {
    let value = |line: &str| {
        let line = line.trim().trim_start_matches("- ");
        line.split_once(": ")
            .map_or(line, |(_, value)| value)
            .to_owned()
    };
    let whole = plan
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(value);
    let parts = whole.flat_map(|text| {
        text.split([':', '"', '#', '“', '”'])
            .map(str::to_owned)
            .collect::<Vec<_>>()
    });
    parts
        .map(|text| text.trim().trim_end_matches('.').to_owned())
        .filter(|text| {
            text.split_whitespace()
                .filter(|word| word.chars().any(char::is_alphanumeric))
                .count()
                > 2
        })
        .collect()
}

#[test]
fn without_excerpts_no_format_shows_a_word_of_the_plan() {
    let base = fs::read_to_string(cases().join("base.yaml")).expect("the base plan");
    // What the program says itself, whatever the plan holds.
    let own = sendplan::source::plan_schema().to_string()
        + include_str!("../../layouts/islington/template.yaml");
    let formats = [
        Format::Human,
        Format::Short,
        Format::Json,
        Format::Github,
        Format::Sarif,
    ];
    for path in all() {
        let plan = Case::read(&path).applied_to(&base, &path);
        let report = report(&plan);
        let texts = texts(&plan);
        for format in formats {
            let shown = shown(&report, format, false);
            let told = texts.iter().find(|text| {
                // A term is nobody's words.
                let term = text.parse::<sendplan::plan::Term>().is_ok();
                shown.contains(text.as_str()) && !term && !own.contains(text.as_str())
            });
            assert_eq!(told, None, "{} as {format:?}: {shown}", path.display());
        }
    }
}

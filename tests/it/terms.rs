//! A school's own terms: they count the weeks, name the terms, and say on which days nobody is at school.

use sendplan::copy::{ParentCopy, Pictures, PlanCopy, StaffCopy};
use sendplan::diagnostic::Rule;
use sendplan::next::Settings;
use sendplan::plan::Format;
use sendplan::template::Template;
use sendplan::{Checks, Loaded, Report};
use serde_json::Value;

use crate::memory::files;

const PLAN: &str = include_str!("../cases/check/base.yaml");

const TERMS: &str = "\
terms:
  - {name: Michaelmas 2026, start: 2026-09-03, end: 2026-12-18, half_term: [2026-10-26, 2026-10-30]}
  - {name: spring 2027, start: 2027-01-05, end: 2027-03-25, half_term: [2027-02-15, 2027-02-19]}
  - {name: summer 2027, start: 2027-04-12, end: 2027-07-21, half_term: [2027-05-31, 2027-06-04]}
closed: [2026-09-04, 2026-11-27]
";

/// The good plan with other days, below a school with these settings.
fn loaded(school: &str, term: &str, start: &str, review: &str) -> Loaded {
    let plan = PLAN
        .replace("term: autumn 2026", &format!("term: {term}"))
        .replace("start: 2026-09-07", &format!("start: {start}"))
        .replace("  review: 2026-12-07", &format!("  review: {review}"))
        .replace("start: 2026-12-07T15:30", &format!("start: {review}T15:30"));
    let there = files(&[("plan.yaml", plan.as_str()), ("school.yaml", school)]);
    sendplan::load_from(&there, "plan.yaml").expect("a plan")
}

fn json(copy: &impl serde::Serialize) -> Value {
    serde_json::to_value(copy).expect("JSON")
}

fn staff(loaded: &Loaded) -> Value {
    let made = StaffCopy::of(
        &loaded.plan,
        Format::Standard,
        &Pictures::default(),
        Template::islington(),
    );
    assert_eq!(StaffCopy::LAYOUT, "staff");
    json(&made)
}

/// How much of the plan's own provision, once a week, the staff are told of.
fn sum(loaded: &Loaded) -> String {
    let staff = staff(loaded);
    let provision = staff["provision"].as_array().expect("provision");
    let last = provision.last().expect("the plan's own");
    last["sum"].as_str().expect("a sum").to_owned()
}

fn found(loaded: &Loaded, rule: Rule) -> Vec<String> {
    let report = Report::of(loaded, &Checks::default());
    let told = report.diagnostics.iter().filter(|found| found.rule == rule);
    told.map(|found| format!("{}: {}", found.path, found.message))
        .collect()
}

#[test]
fn weeks_without_a_day_of_teaching_do_not_count() {
    let cases = [
        // A plan's days, its weeks by the terms, and what is said where there are none.
        ("2026-09-07", "2026-12-11", "13 weeks", "about 14 weeks"),
        ("2027-02-22", "2027-05-14", "10 weeks", "about 12 weeks"),
        ("2026-09-07", "2026-09-11", "1 week", "about a week"),
        // Known of no more than a part: it may be fewer.
        (
            "2027-06-21",
            "2027-09-20",
            "about 13 weeks",
            "about 13 weeks",
        ),
    ];
    for (start, review, with, without) in cases {
        let sums = [TERMS, "name: x\n"].map(|school| {
            let school = school.replace("name: x", "school: {kind: school}");
            sum(&loaded(&school, "autumn 2026", start, review))
        });
        assert!(
            sums[0].ends_with(with),
            "{start}: {} and not {with}",
            sums[0]
        );
        assert!(sums[1].ends_with(without), "{start}: {}", sums[1]);
    }
}

#[test]
fn the_monitoring_sheet_has_no_column_for_a_holiday() {
    let school = loaded(TERMS, "Michaelmas 2026", "2026-09-07", "2026-12-11");
    let columns = staff(&school)["weeks"].to_string();
    assert!(
        columns.contains("19 Oct") && columns.contains("2 Nov"),
        "{columns}"
    );
    assert!(!columns.contains("26 Oct"), "{columns}");
}

#[test]
fn parents_are_told_when_weeks_are_only_about_right() {
    let parent = |school: &str| {
        let loaded = loaded(school, "autumn 2026", "2026-09-07", "2026-12-11");
        let made = ParentCopy::of(
            &loaded.plan,
            0,
            None,
            &Pictures::default(),
            &loaded.glossary(),
            Template::islington(),
        );
        json(&made).to_string()
    };
    assert!(parent(TERMS).contains("for 13 weeks"));
    assert!(parent("school: {kind: school}\n").contains("for about 14 weeks"));
    // What the plan says itself is printed as it stands.
    assert!(parent(TERMS).contains("for 12 weeks"));
}

#[test]
fn a_day_on_which_the_school_is_closed_is_told() {
    let cases = [
        ("2026-09-07", "2026-12-07", &[][..]),
        (
            "2026-09-07",
            "2026-10-28",
            &["plan.review: the review is on Wednesday 28 October 2026, when the school is closed"],
        ),
        (
            "2026-09-04",
            "2026-11-27",
            &[
                "plan.start: the plan starts on Friday 4 September 2026, when the school is closed",
                "plan.review: the review is on Friday 27 November 2026, when the school is closed",
            ],
        ),
        (
            "2026-09-07",
            "2026-12-05",
            &["plan.review: the review is on Saturday 5 December 2026, when the school is closed"],
        ),
        // Between two terms.
        (
            "2026-09-07",
            "2026-12-25",
            &["plan.review: the review is on Friday 25 December 2026, when the school is closed"],
        ),
        // Of the year after nothing is known yet.
        ("2027-07-05", "2027-09-20", &[]),
    ];
    for (start, review, told) in cases {
        let with = loaded(TERMS, "Michaelmas 2026", start, review);
        assert_eq!(
            found(&with, Rule::SchoolClosed),
            told,
            "{start} to {review}"
        );
        let without = loaded("school: {kind: school}\n", "autumn 2026", start, review);
        assert!(found(&without, Rule::SchoolClosed).is_empty());
    }
}

#[test]
fn a_term_may_be_called_as_the_school_calls_it() {
    let says = |loaded: &Loaded| staff(loaded)["term"].as_str().map(str::to_owned);
    let own = loaded(TERMS, "Michaelmas 2026", "2026-09-07", "2026-12-07");
    assert_eq!(found(&own, Rule::BadDate), [""; 0]);
    assert_eq!(found(&own, Rule::TermMismatch), [""; 0]);
    assert_eq!(says(&own).as_deref(), Some("Michaelmas 2026"));

    let usual = loaded(TERMS, "autumn 2026", "2026-09-07", "2026-12-07");
    assert_eq!(found(&usual, Rule::TermMismatch), [""; 0]);
    assert_eq!(says(&usual).as_deref(), Some("Autumn term 2026"));

    let wrong = loaded(TERMS, "summer 2027", "2026-09-07", "2026-12-07");
    assert_eq!(
        found(&wrong, Rule::TermMismatch),
        ["plan.term: the plan is for summer 2027, and it starts on 7 September 2026"]
    );

    let unknown = loaded(TERMS, "Lent 2027", "2026-09-07", "2026-12-07");
    assert_eq!(found(&unknown, Rule::BadDate).len(), 1);
}

#[test]
fn the_terms_count_for_a_plan_in_an_authoritys_own_words_too() {
    let wales = crate::program::root().join("examples/templates/wales");
    let wales = Template::from_folder(&wales).expect("the example is a template");
    let plan = PLAN.replacen("provision: K", "provision: school", 1);
    assert_ne!(plan, PLAN);
    let there = files(&[("plan.yaml", plan.as_str()), ("school.yaml", TERMS)]);
    let loaded = sendplan::load_from(&there, "plan.yaml").expect("a plan");
    let loaded = loaded.in_words_of(&wales);
    assert!(loaded.found().is_empty());
    assert!(sum(&loaded).ends_with("12 weeks") && !sum(&loaded).contains("about"));
}

#[test]
fn terms_that_do_not_fit_together_are_told_in_the_schools_file() {
    let cases = [
        (
            "{name: a, start: 2026-09-03}",
            "“a” does not say when it begins and ends",
        ),
        (
            "{start: 2026-09-03, end: 2026-03-01}",
            "“term 1” ends before it begins",
        ),
        (
            "{name: a, start: 2026-09-03, end: 2026-12-18, half_term: [2026-10-30, 2026-10-26]}",
            "the half term of “a” is not within its dates",
        ),
        (
            "{name: a, start: 2026-09-03, end: 2026-12-18, half_term: [2027-02-15]}",
            "the half term of “a” is not within its dates",
        ),
    ];
    for (term, told) in cases {
        let school = format!("terms:\n  - {term}\n");
        let loaded = loaded(&school, "autumn 2026", "2026-09-07", "2026-12-07");
        let found = found(&loaded, Rule::TermDates);
        assert_eq!(found.len(), 1, "{term}");
        assert!(
            found[0].starts_with("terms[0]") && found[0].ends_with(told),
            "{}",
            found[0]
        );
    }
    let twice = "terms:\n  - {name: a, start: 2026-09-03, end: 2026-12-18}\n  - {name: b, start: 2026-12-18, end: 2027-03-01}\n";
    let twice = loaded(twice, "autumn 2026", "2026-09-07", "2026-12-07");
    assert_eq!(
        found(&twice, Rule::TermDates),
        ["terms[1].start: “b” begins before “a” has ended, on 18 December 2026"]
    );
}

#[test]
fn the_next_plan_begins_on_a_day_of_school_and_names_the_schools_term() {
    let reviewed = include_str!("../../examples/plans/three-cycles/KF-024-1.yaml");
    let held = reviewed.replacen("\n  date: 2026-03-26", "\n  date: 2026-12-18", 1);
    let plan = held.replacen(
        "parents_notified: 2026-03-26",
        "parents_notified: 2026-12-18",
        1,
    );
    let school = include_str!("../../examples/plans/school.yaml");
    let logo = include_str!("../../examples/plans/pictures/kingfisher.svg");
    let there = files(&[
        ("plan.yaml", plan.as_str()),
        ("school.yaml", school),
        ("pictures/kingfisher.svg", logo),
    ]);
    let loaded = sendplan::load_from(&there, "plan.yaml").expect("a plan");
    let checked = sendplan::check(&loaded, &Checks::default());
    let checked = checked
        .map_err(|report| report.diagnostics)
        .expect("a sound plan");
    let text = sendplan::next(&checked, &Settings::default()).expect("a next plan");
    assert!(text.contains("start: 2027-01-05"), "{text}");
    assert!(text.contains("term: spring 2027"), "{text}");
}

//! What a child or a family must not read by accident: each line says what is to be told of it, and is a test by itself.
//!
//! In the tables, `known_miss` marks a line that is judged otherwise today. `learnt.tsv` is what the weights of words were learnt
//! from (`cargo run --example weigh_words`); `kept.tsv` and `everyday.tsv` were written by others, and are only
//! measured.
//!
//! `SHOW=1 cargo test disclosure -- --nocapture` prints how many were found, and how many innocent lines were blamed.

use std::collections::BTreeSet;
use std::fs;
use std::process::Output;

use chrono::NaiveDate;
use proptest::prelude::*;
use sendplan::check::language::{self, Child};
use sendplan::diagnostic::Rule;
use sendplan::{Checks, Report};
use serde::Deserialize;
use tempfile::TempDir;

use crate::program::{TODAY, ended, printed, root, said, sendplan};

#[derive(Debug, Deserialize)]
struct Case {
    text: String,
    kind: String,
    year: i8,
    name: String,
    pronouns: String,
    rules: BTreeSet<String>,
    today: Option<BTreeSet<String>>,
}

impl Case {
    fn found(&self) -> BTreeSet<String> {
        let names = [self.name.as_str()];
        let child = Child {
            names: &names,
            pronouns: &self.pronouns,
            year: self.year,
        };
        let found = language::adult_words(&self.text, &child);
        found
            .iter()
            .map(|found| found.rule.name().to_owned())
            .collect()
    }
}

fn every_line(name: &str, cases: &str) {
    let cases: Vec<Case> = serde_yaml::from_str(cases).expect("cases");
    let (mut right, mut to_find, mut blamed, mut innocent) = (0, 0, 0, 0);
    let mut wrong = Vec::new();
    for case in &cases {
        let found = case.found();
        let told = usize::from(!found.is_empty());
        if case.rules.is_empty() {
            innocent += 1;
            blamed += told;
        } else {
            to_find += 1;
            right += told;
        }
        if found != *case.today.as_ref().unwrap_or(&case.rules) {
            wrong.push(format!("{} | {} | {found:?}", case.kind, case.text));
        }
    }
    if std::env::var_os("SHOW").is_some() {
        println!("{name}: found {right} of {to_find}, blamed {blamed} of {innocent} innocent");
    }
    assert!(wrong.is_empty(), "{name}:\n{}", wrong.join("\n"));
}

macro_rules! every_line {
    ($($test:ident $file:literal)+) => {
        $(#[test]
        fn $test() {
            every_line($file, include_str!(concat!("../cases/language/disclosure/", $file, ".yaml")));
        })+
    };
}

every_line! {
    words_of_adults "adult-words-seen"
    words_of_adults_not_looked_at "adult-words-unseen"
    later_words_of_adults "adult-words-later"
}

/// A table's lines: what a reader says of each, the text, and whether the program is known to judge it otherwise.
fn table(text: &str) -> impl Iterator<Item = (bool, &str, bool)> {
    text.lines().skip(1).map(|line| {
        let (label, text) = line.split_once('\t').expect("a label and a text");
        (
            label.starts_with("yes"),
            text,
            label.ends_with("known_miss"),
        )
    })
}

/// What a plan would say the child is called, which a table does not: a first word with a capital, before a verb.
fn name(text: &str) -> &str {
    const PEOPLE: &[&str] = &[
        "I", "He", "She", "It", "They", "This", "That", "There", "Mum", "Dad",
    ];
    const VERBS: &[&str] = &[
        "will", "can", "is", "has", "to", "needs", "likes", "loves", "enjoys", "reads", "finds",
    ];
    let mut words = text.split(' ');
    let first = words.next().unwrap_or_default();
    let names = first.starts_with(char::is_uppercase) && !PEOPLE.contains(&first);
    let acts = words.next().is_some_and(|verb| VERBS.contains(&verb));
    if names && acts { first } else { "Ola" }
}

const CHILD: Child<'_> = Child {
    names: &["Ola"],
    pronouns: "she/her",
    year: 4,
};

fn tells_of_harm(text: &str) -> bool {
    language::disclosure(text, &CHILD).is_some()
}

fn has_adults_words(text: &str) -> bool {
    let called = if text.contains("Robin") {
        "Robin"
    } else {
        name(text)
    };
    let child = Child {
        names: &[called],
        pronouns: "she/her",
        year: 4,
    };
    language::adult_words(text, &child).is_some()
}

/// The shares of a table's lines that are found, and of its innocent ones that are blamed.
fn measured(lines: &str, told: fn(&str) -> bool) -> [f64; 2] {
    [true, false].map(|label| {
        let (mut all, mut blamed) = (0.0, 0.0);
        for (_, text, _) in table(lines).filter(|(is, ..)| *is == label) {
            all += 1.0;
            blamed += f64::from(u8::from(told(text)));
        }
        blamed / all
    })
}

/// The lines that are judged otherwise than their table says.
fn wrong(lines: &str, told: fn(&str) -> bool) -> Vec<String> {
    let wrong = table(lines).filter(|(label, text, miss)| (told(text) == *label) == *miss);
    wrong
        .map(|(label, text, _)| format!("{label}: {text}"))
        .collect()
}

#[test]
fn every_line_that_was_learnt_from() {
    let learnt = include_str!("../cases/language/disclosure/learnt.tsv");
    let wrong = wrong(learnt, tells_of_harm);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_line_of_adults_words() {
    let lines = include_str!("../cases/language/disclosure/adult-lines.tsv");
    let wrong = wrong(lines, has_adults_words);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn lines_that_were_not_learnt_from() {
    let kept = include_str!("../cases/language/disclosure/kept.tsv");
    let [found, blamed] = measured(kept, tells_of_harm);
    if std::env::var_os("SHOW").is_some() {
        println!("{found:.3} found, {blamed:.3} of the innocent blamed");
    }
    assert!(
        found >= 0.85 && blamed <= 0.12,
        "{found:.3} found, {blamed:.3} blamed"
    );
}

#[test]
fn everyday_texts_of_plans() {
    let everyday = include_str!("../cases/language/disclosure/everyday.tsv");
    let [_, blamed] = measured(everyday, tells_of_harm);
    assert!(blamed <= 0.025, "{blamed:.3} blamed");
    let stopped = |text: &str| {
        let found = language::disclosure(text, &CHILD);
        found.is_some_and(|found| found.rule == Rule::Disclosure)
    };
    let stopped = table(everyday).filter(|(_, text, _)| stopped(text)).count();
    assert!(stopped <= 2, "{stopped} of 500 stop a plan");
}

fn plan() -> String {
    let base = root().join("tests/cases/check/base.yaml");
    fs::read_to_string(base).expect("the good plan")
}

/// A folder with a plan.
fn folder(plan: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("KF-042.yaml"), plan).expect("a file");
    folder
}

fn run(folder: &TempDir, arguments: &[&str]) -> Output {
    ended(sendplan(folder.path(), TODAY, arguments))
}

#[test]
fn no_copy_is_made_of_words_that_may_tell_of_harm_until_somebody_answers_for_it() {
    let worry = "Reading out loud to the whole class";
    for (find, put) in [
        (worry, "My dad hits my mum"),
        (
            "Seat near the door; leaves calmly when overwhelmed.",
            "Mummy's boyfriend hurts her",
        ),
    ] {
        let hurt = plan().replace(find, put);
        let draft = hurt.replace("status: agreed", "status: draft");
        for plan in [&hurt, &draft] {
            let folder = folder(plan);
            let checked = run(&folder, &["check", "--no-excerpt", "KF-042.yaml"]);
            assert_eq!(checked.status.code(), Some(1));
            let told = printed(&checked) + &said(&checked);
            assert!(told.contains("999") && !told.contains(put), "{told}");
            let rendered = run(&folder, &["render", "KF-042.yaml"]);
            assert_eq!(rendered.status.code(), Some(1));
            assert!(!folder.path().join("copies").exists());
            let exported = run(&folder, &["export", ".", "--output", "out"]);
            assert_eq!(exported.status.code(), Some(1), "{}", said(&exported));
            let said = said(&exported);
            let manifest = fs::read_to_string(folder.path().join("out/manifest.json"));
            let manifest = manifest.unwrap_or_default();
            assert!(manifest.contains("to be looked at"), "{manifest}{said}");
            assert!(!manifest.contains("disclosure") && !manifest.contains(put));
        }
        let folder = folder(&hurt);
        let checked = ["--copy", "child", "--safeguarding-checked", "Ms Reed"];
        let rendered = run(
            &folder,
            &[&["render", "KF-042.yaml"][..], &checked].concat(),
        );
        assert!(rendered.status.success(), "{}", said(&rendered));
        assert_eq!(
            fs::read_to_string(folder.path().join("KF-042.yaml")).expect("the plan"),
            hurt
        );
        let nobody = run(
            &folder,
            &["check", "KF-042.yaml", "--safeguarding-checked", " "],
        );
        assert_eq!(nobody.status.code(), Some(2));
        // A school that would rather not be told is told all the same.
        let school = "school:\n  kind: school\nchecks:\n  disclosure: off\n";
        fs::write(folder.path().join("school.yaml"), school).expect("a file");
        let checked = printed(&run(&folder, &["check", "KF-042.yaml"]));
        assert!(checked.contains("error[disclosure]"), "{checked}");
    }
}

#[test]
fn what_to_do_now_is_explained_in_five_lines() {
    let folder = folder(&plan());
    let told = printed(&run(&folder, &["explain", "disclosure"]));
    let steps = told
        .lines()
        .filter(|line| line.starts_with("  ") && line.contains(". "));
    assert!(steps.count() >= 5, "{told}");
    for words in ["999", "safeguarding lead", "Part one", "Do not"] {
        assert!(told.contains(words), "{told}");
    }
}

/// A name is a name, though it looks like an abbreviation, a word or a month.
const NAMES: &[&str] = &[
    "HI", "NO", "HE", "VI", "TA", "EP", "OT", "AN", "An", "My", "Will", "May", "Hope", "Joy",
    "Grace", "Summer", "No", "He", "Her", "Him", "In", "So", "Do", "April", "Mark", "Rose", "Art",
    "ASD", "Add", "Dad", "Max", "Sonny", "Sunday", "MUM",
];

fn told(plan: &str) -> Vec<String> {
    let loaded = crate::memory::plan(plan);
    let checks = Checks::on(NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day"));
    let found = Report::of(&loaded, &checks).diagnostics;
    found
        .iter()
        .map(|found| format!("{} {}: {}", found.rule, found.path, found.message))
        .collect()
}

#[test]
fn a_childs_name_is_never_a_word() {
    for name in NAMES {
        let plan = plan().replace("Amina", name);
        assert_eq!(told(&plan), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn an_adults_name_is_never_a_word() {
    for name in NAMES {
        for adult in ["Patel", "Okafor", "Reilly", "Adeyemi", "Hodan", "Yusuf"] {
            let plan = plan().replace(adult, name);
            assert_eq!(told(&plan), Vec::<String>::new(), "{name} for {adult}");
        }
    }
}

#[test]
fn a_plan_in_capitals_is_told_nothing_of_names() {
    let capitals = |line: &str| match line.split_once(": ") {
        Some((
            key @ ("  name" | "  known_as" | "  key_person" | "  - name" | "    name"),
            value,
        )) => {
            format!("{key}: {}", value.to_uppercase())
        }
        Some((key, value)) if value.contains(' ') && !value.starts_with(['2', '{']) => {
            let key_ends = key.rsplit([' ']).next().unwrap_or_default();
            let chosen = ["term", "area", "year_group", "set", "format", "result"];
            if chosen.contains(&key_ends) {
                line.to_owned()
            } else {
                format!("{key}: {}", value.to_uppercase())
            }
        }
        _ => line.to_owned(),
    };
    let plan: Vec<String> = plan().lines().map(capitals).collect();
    let about_names = [
        "jargon-for-parents",
        "pronoun-mismatch",
        "negative-target",
        "left-from",
        "misspelt",
    ];
    let told = told(&plan.join("\n"));
    let told: Vec<_> = told
        .iter()
        .filter(|told| about_names.iter().any(|rule| told.starts_with(rule)))
        .collect();
    assert_eq!(told, Vec::<&String>::new());
}

proptest! {
    #[test]
    fn no_text_is_too_odd_to_be_looked_at(
        text in "(([a-z]{1,9}|Ola|dad|hits|me|her|not|home|[0-9]{1,3}|N1 0AA|\\+44|\\PC{1,6})[ ,.:;()'’-]{0,2}){0,40}",
    ) {
        let child = Child { names: &["Ola Berg"], pronouns: "she/her", year: 4 };
        let mut found = language::contact(&text);
        found.extend(language::disclosure(&text, &child));
        found.extend(language::adult_words(&text, &child));
        found.extend(language::address(&text));
        for words in found.iter().filter_map(|found| found.words.clone()) {
            prop_assert!(text.get(words).is_some());
        }
    }
}

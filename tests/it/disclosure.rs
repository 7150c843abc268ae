//! What a child or a family must not read by accident: each line says what is to be told of it, and is a test by itself.
//!
//! The patterns were made on the halves called `seen`; those called `unseen` were not looked at. A line that the program judges
//! otherwise says under `today` what it finds, and may only be changed for the better. In the tables of lines, where D is asked
//! of disclosure and A of adults' words, `known_miss` marks such a line.
//!
//! `SHOW=1 cargo test disclosure -- --nocapture` prints how many were found, and how many innocent lines were blamed; for another
//! table, `LINES=more.tsv cargo test --test it -- disclosure::measure --ignored --nocapture`.

use std::collections::BTreeSet;
use std::fs;
use std::process::Output;

use chrono::NaiveDate;
use proptest::prelude::*;
use sendplan::check::language::{self, Child};
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
    fn found(&self, adult_words: bool) -> BTreeSet<String> {
        let names = [self.name.as_str()];
        let child = Child {
            names: &names,
            pronouns: &self.pronouns,
            year: self.year,
        };
        let found = if adult_words {
            language::adult_words(&self.text, &child)
        } else {
            language::disclosure(&self.text, &child)
        };
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
        let found = case.found(name.starts_with("adult"));
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
    words_that_may_tell_of_harm "disclosure-seen"
    words_that_may_tell_of_harm_not_looked_at "disclosure-unseen"
    later_words_that_may_tell_of_harm "disclosure-later"
    words_of_adults "adult-words-seen"
    words_of_adults_not_looked_at "adult-words-unseen"
    later_words_of_adults "adult-words-later"
}

/// The lines of a table: set, field, label and text, and `known_miss` where the program judges a line otherwise.
fn table(text: &str) -> impl Iterator<Item = [&str; 5]> {
    text.lines().skip(1).map(|line| {
        let mut columns = line.split('\t');
        std::array::from_fn(|_| columns.next().unwrap_or_default())
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

fn told_of_line([set, _, _, text, _]: &[&str; 5]) -> bool {
    let case = Case {
        text: (*text).to_owned(),
        kind: String::new(),
        year: 4,
        name: if *set == "A" { name(text) } else { "Ola" }.to_owned(),
        pronouns: "she/her".to_owned(),
        rules: BTreeSet::new(),
        today: None,
    };
    !case.found(*set == "A").is_empty()
}

/// How many of a table's lines are found, and how many innocent ones blamed.
fn measured(lines: &str) -> String {
    let count = |set: &str, label: &str| {
        let lines = table(lines).filter(|line| line[0] == set && line[2] == label);
        let told: Vec<bool> = lines.map(|line| told_of_line(&line)).collect();
        format!(
            "{} of {}",
            told.iter().filter(|told| **told).count(),
            told.len()
        )
    };
    let sets = [("D", "disclosure"), ("A", "adult words")];
    let told = sets.map(|(set, rule)| {
        let (found, blamed) = (count(set, "yes"), count(set, "no"));
        format!("{rule}: found {found}, blamed {blamed} innocent")
    });
    told.join("\n")
}

#[test]
fn every_line_of_the_tables() {
    for (file, lines) in [
        (
            "own",
            include_str!("../cases/language/disclosure/own-lines.tsv"),
        ),
        (
            "seen",
            include_str!("../cases/language/disclosure/seen-lines.tsv"),
        ),
    ] {
        if std::env::var_os("SHOW").is_some() {
            println!("{file} lines\n{}", measured(lines));
        }
        let wrong = table(lines).filter(|line| {
            let right = told_of_line(line) == (line[2] == "yes");
            right == (line[4] == "known_miss")
        });
        let wrong: Vec<_> = wrong.map(|line| line[2..].join(" | ")).collect();
        assert!(wrong.is_empty(), "{file} lines:\n{}", wrong.join("\n"));
    }
}

#[test]
#[ignore = "measures the table that LINES names"]
fn measure() {
    let path = std::env::var_os("LINES").expect("LINES names a table");
    println!("{}", measured(&fs::read_to_string(path).expect("a table")));
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

//! The rules for wording against a SENCO's judgement: each line of `tests/cases/language` names the rules that a SENCO would name.
//!
//! Where the program differs, the line says under `known_miss` what it finds instead. Each line is held to that by itself, so a line
//! that is won makes up for none that is lost, and a miss that is mended must be taken off.
//!
//! `seen.yaml` was at hand while the rules were first written; `unseen.yaml` was not looked at. `second.yaml` is a second
//! reader's, labelled before that reader had seen the rules, and `third.yaml` what was written after the rules were mended for
//! it. `numbers.yaml` and `tried.yaml` hold poor targets that carry a number, and good ones like them; `numbers-unseen.yaml` was
//! not looked at while the rules were mended for those, and `after-numbers.yaml` was written after. `outsider-a.yaml` and
//! `outsider-b.yaml` are by two who had not seen the program. `leads.yaml`, `own.yaml` and the files that begin with `own-` are
//! told of at their heads.

use std::collections::BTreeSet;
use std::fs;

use proptest::prelude::*;
use sendplan::check::language::{self, Child, Finding};
use serde::Deserialize;

use crate::program::root;

/// A line as it is labelled; `area` and `note` are for its readers.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    text: String,
    kind: String,
    #[serde(rename = "area")]
    _area: String,
    #[serde(rename = "note")]
    _note: Option<String>,
    year: i8,
    name: String,
    pronouns: String,
    deadline: Option<bool>,
    success: Option<String>,
    rules: BTreeSet<String>,
    known_miss: Option<BTreeSet<String>>,
}

impl Case {
    /// What is wrong with what was found in the line, if anything is.
    fn complaint(&self, found: &BTreeSet<String>) -> Option<String> {
        let Case {
            text,
            rules,
            known_miss,
            ..
        } = self;
        match known_miss {
            None if found == rules => None,
            None => Some(format!("{text}\n    expected {rules:?}, found {found:?}")),
            Some(_) if found == rules => Some(format!(
                "{text}\n    is judged as labelled: take its `known_miss` away"
            )),
            Some(known) if found == known => None,
            Some(known) => Some(format!(
                "{text}\n    expected {rules:?}, known to be taken for {known:?}, found {found:?}"
            )),
        }
    }
}

fn judged(case: &Case) -> Vec<Finding> {
    let names = [case.name.as_str()];
    let child = Child {
        names: &names,
        pronouns: &case.pronouns,
        year: case.year,
    };
    match case.kind.as_str() {
        "target" => language::target(
            &case.text,
            case.deadline.unwrap_or(true),
            case.success.as_deref(),
            &child,
        ),
        "success" => language::success(&case.text, &child),
        "outcome" => language::outcome(&case.text, &child),
        "child-line" => {
            language::child_line(&case.text, if case.year <= 2 { 18 } else { 22 }, &child)
        }
        other => panic!("no such kind: {other}"),
    }
}

#[test]
fn each_line_is_judged_as_labelled() {
    let mut complaints = Vec::new();
    let mut lines = 0;
    for entry in fs::read_dir(root().join("tests/cases/language")).expect("the cases") {
        let file = entry.expect("a file").path();
        if file.is_dir() {
            // Lines of other rules, with a test of their own.
            continue;
        }
        let name = file.file_name().expect("a name").to_string_lossy();
        let text = fs::read_to_string(&file).expect("cases");
        for (number, line) in (1..).zip(text.lines()) {
            let case: Option<Vec<Case>> = serde_yaml::from_str(line)
                .unwrap_or_else(|error| panic!("{name}:{number}: {error}"));
            for case in case.into_iter().flatten() {
                lines += 1;
                let found = judged(&case);
                let found = found.iter().map(|found| found.rule.name().to_owned());
                let complaint = case.complaint(&found.collect());
                complaints.extend(complaint.map(|said| format!("{name}:{number}: {said}")));
            }
        }
    }
    assert!(lines > 1380, "only {lines} lines");
    complaints.sort();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn a_line_that_is_won_makes_up_for_none_that_is_lost() {
    let case = |known_miss: &str| -> Case {
        let line = "{text: x, kind: target, area: cl, year: 1, name: Jo, pronouns: she/her, rules: [vague-target]";
        serde_yaml::from_str(&format!("{line}{known_miss}}}")).expect("a case")
    };
    let told = |case: &Case, found: &[&str]| {
        let found = found.iter().map(|rule| (*rule).to_owned()).collect();
        case.complaint(&found).is_some()
    };
    let (plain, missed) = (case(""), case(", known_miss: []"));
    assert!(!told(&plain, &["vague-target"]) && told(&plain, &[]));
    assert!(!told(&missed, &[]) && told(&missed, &["vague-target"]));
    assert!(told(&missed, &["not-observable"]));
}

proptest! {
    #[test]
    fn no_text_is_too_odd_to_be_judged(
        text in "(([a-z]{1,9}|Ola|will|to|and|by|with|[0-9]{1,3}|4/5|%|\\PC{1,6})[ ,.:;()'’-]{0,2}){0,40}",
        pronouns in prop::sample::select(vec!["she/her", "he/him", "they/them"]),
    ) {
        let child = Child { names: &["Ola Berg"], pronouns, year: 4 };
        let found = [
            language::target(&text, false, Some(&text), &child),
            language::success(&text, &child),
            language::outcome(&text, &child),
        ];
        for words in found.iter().flatten().filter_map(|found| found.words.clone()) {
            prop_assert!(text.get(words).is_some());
        }
    }
}

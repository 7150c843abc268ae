//! The judgement of words against a SENCO's: each line names the rules that one would name, and is a test by itself.
//!
//! Where the program differs, the line says under `today` what it finds; such a line may only be changed for the better.
//! `seen.yaml` was at hand while the rules were first written; `unseen.yaml` was not looked at. `second.yaml` is a second
//! reader's, labelled before that reader had seen the rules, and `third.yaml` what was written after the rules were mended for
//! it. `numbers.yaml` and `tried.yaml` hold poor targets that carry a number, and good ones like them; `numbers-unseen.yaml` was
//! not looked at while the rules were mended for those, and `after-numbers.yaml` was written after. `outsider-a.yaml` and
//! `outsider-b.yaml` are by two who had not seen the program. `own.yaml` and the files that begin with `own-` are told of at
//! their heads.
//!
//! `SHOW=1 cargo test language -- --nocapture` prints for each rule how often it is right when it speaks, and how often it
//! speaks where it should.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use sendplan::check::language::{self, Child, Finding};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
struct Case {
    text: String,
    kind: String,
    year: i8,
    name: String,
    pronouns: String,
    deadline: Option<bool>,
    success: Option<String>,
    rules: BTreeSet<String>,
    today: Option<BTreeSet<String>>,
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

/// How often a rule spoke and was right, spoke and was wrong, was silent and should have spoken.
type Counts = BTreeMap<String, [usize; 3]>;

/// Holds every line against what is found in it.
fn every_line(name: &str, cases: &str) {
    let cases: Vec<Case> = serde_yaml::from_str(cases).expect("cases");
    let mut counts = Counts::new();
    let mut wrong = Vec::new();
    for case in &cases {
        let found: BTreeSet<String> = judged(case)
            .iter()
            .map(|found| found.rule.name().to_owned())
            .collect();
        for rule in case.rules.union(&found) {
            let kind = match (case.rules.contains(rule), found.contains(rule)) {
                (true, true) => 0,
                (false, _) => 1,
                (true, false) => 2,
            };
            counts.entry(rule.clone()).or_default()[kind] += 1;
        }
        if found != *case.today.as_ref().unwrap_or(&case.rules) {
            wrong.push(format!("{} | {} | {found:?}", case.kind, case.text));
        }
    }
    if std::env::var_os("SHOW").is_some() {
        for (rule, [right, wrong, silent]) in &counts {
            println!("{name}: {rule} right {right}, wrong {wrong}, silent {silent}");
        }
    }
    assert!(wrong.is_empty(), "{name}:\n{}", wrong.join("\n"));
}

macro_rules! every_line {
    ($($test:ident $file:literal)+) => {
        $(#[test]
        fn $test() {
            every_line($file, include_str!(concat!("../cases/language/", $file, ".yaml")));
        })+
    };
}

every_line! {
    seen_targets "seen"
    unseen_targets "unseen"
    a_second_readers_targets "second"
    later_targets "third"
    numbers_that_rescue_no_vague_word "numbers"
    numbers_not_looked_at "numbers-unseen"
    what_an_experienced_reader_tried "tried"
    what_was_written_after_the_numbers "after-numbers"
    an_outsiders_targets_for_young_children "outsider-a"
    an_outsiders_targets_for_older_ones "outsider-b"
    leads_pairs_and_the_fields_own_words "leads"
    our_own_targets "own"
    our_own_targets_not_looked_at "own-unseen"
    our_own_later_targets "own-later"
    our_own_last_targets "own-last"
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

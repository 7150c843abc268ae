//! What a child or a family must not read by accident: each line says what is to be told of it, and is a test by itself.
//!
//! The patterns were made on the halves called `seen`; those called `unseen` were not looked at. A line that the program judges
//! otherwise says under `today` what it finds, and may only be changed for the better.
//! `SHOW=1 cargo test disclosure -- --nocapture` prints how many were found, and how many innocent lines were blamed.

use std::collections::BTreeSet;

use sendplan::check::language::{self, Child};
use serde::Deserialize;

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
    words_of_adults "adult-words-seen"
    words_of_adults_not_looked_at "adult-words-unseen"
}

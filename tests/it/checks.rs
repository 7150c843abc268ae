//! What `check` says, as data: each case spoils the good plan in one way and holds what is found in it.
//!
//! `tests/cases/check/NAME.yaml` says what is changed in `base.yaml`; `NAME.jsonl` what is found, as `check --format json` prints it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use sendplan::report::{Format, Style, render};
use sendplan::{Checks, Report};
use serde::Deserialize;
use serde_json::Value;

use crate::program::{TODAY, ended, printed, root, sendplan};
use crate::snapshot::Snapshots;

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
    root().join("tests/cases/check")
}

fn report(plan: &str) -> Report {
    let loaded = crate::memory::plan(plan);
    let mut checks = Checks::on(NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day"));
    checks.other_children = sendplan::check::Names::of(["Jade Okonkwo".to_owned()]);
    sendplan::Report::of(&loaded, &checks)
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
    let all = all();
    assert!(all.len() > 110, "only {} cases", all.len());
    let mut snapshots = Snapshots::default();
    for path in &all {
        let plan = Case::read(path).applied_to(&base, path);
        let name = path.file_stem().expect("a name").to_string_lossy();
        snapshots.text(&format!("tests/cases/check/{name}.jsonl"), &found_in(&plan));
    }
    snapshots.finish();
}

/// What a plan says: each value and, where a colon or a mark parts it, its parts; its days also as messages write them; and
/// each word, names of fields too, of the lines that a case has put in.
fn texts(plan: &str, base: &str) -> BTreeSet<String> {
    let value = |line: &str| {
        let line = line.trim().trim_start_matches("- ");
        let value = line.split_once(": ").map_or(line, |(_, value)| value);
        value.to_owned()
    };
    let lines = || plan.lines().filter(|line| !line.starts_with('#'));
    let parts = lines().map(value).flat_map(|text| {
        let parts = text.split([':', '"', '#', '“', '”']).map(str::to_owned);
        parts.collect::<Vec<_>>()
    });
    let days = lines().map(value).filter_map(|text| {
        let day = NaiveDate::parse_from_str(&text, "%Y-%m-%d").ok()?;
        Some(day.format("%-d %B %Y").to_string())
    });
    let put_in = lines().filter(|line| !base.lines().any(|known| known == *line));
    let words = put_in.flat_map(|line| line.split_whitespace().map(str::to_owned));
    let texts = parts.chain(days).chain(words);
    texts
        .map(|text| {
            text.trim_matches([' ', '.', ',', ':', '"', '“', '”', '-'])
                .to_owned()
        })
        .filter(|text| {
            text.chars()
                .filter(|letter| letter.is_alphanumeric())
                .count()
                > 1
        })
        .collect()
}

/// Whether a text shows these words, and not just as a part of longer ones.
fn shows(text: &str, words: &str) -> bool {
    let joins = |letter: Option<char>| {
        letter.is_some_and(|letter| letter.is_alphanumeric() || "_-".contains(letter))
    };
    text.match_indices(words).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + words.len()..]);
        !joins(before.chars().next_back()) && !joins(after.chars().next())
    })
}

/// What the program takes a value for: "did you mean `SEMH`?", "write 2018-03-14".
fn meant(report: &Report) -> impl Iterator<Item = String> {
    let helps = report
        .diagnostics
        .iter()
        .filter_map(|found| found.help.as_ref().map(ToString::to_string));
    helps.filter_map(|help: String| {
        let word = help
            .strip_prefix("did you mean `")
            .and_then(|rest| rest.split('`').next());
        let date = help.strip_prefix("write ").and_then(|rest| {
            let ours = rest.starts_with(|sign: char| sign.is_ascii_digit());
            let term = ["autumn 2", "spring 2", "summer 2"];
            let ours = ours || term.iter().any(|term| rest.starts_with(term));
            ours.then(|| rest.split(',').next()).flatten()
        });
        word.or(date).map(str::to_owned)
    })
}

/// Names of the format's fields and, each as a whole list, the words that its fields can have.
fn names_and_words() -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut names, mut lists) = (BTreeSet::new(), BTreeSet::new());
    sendplan::format::plan().walk(&sendplan::path::Path::root(), &mut |_, field| {
        names.insert(field.name.clone());
        let words: Vec<String> = field
            .kind
            .words()
            .iter()
            .map(|word| format!("`{word}`"))
            .collect();
        if let [first @ .., last] = words.as_slice() {
            lists.insert(format!("{} or {last}", first.join(", ")));
        }
    });
    (names, lists)
}

/// Everything that is written in the program's own sources and in the template.
fn sources(folder: &Path) -> String {
    let mut all = String::new();
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("a source").path();
        if path.is_dir() {
            all += &sources(&path);
        } else {
            all += &fs::read_to_string(&path).unwrap_or_default();
        }
    }
    all
}

#[test]
fn without_excerpts_no_format_shows_a_word_of_the_plan() {
    /// Words of sentences that values are put into.
    const OWN: &[&str] = &[
        "and",
        "will",
        "help",
        "the",
        "for",
        "to",
        "in",
        "at",
        "is",
        "it",
        "one",
        "or",
        "no",
        "an",
        "has",
        "of",
        "two",
        "four",
        "before",
        "each",
        "can",
        "out",
        "for the child",
    ];
    /// Lists of all that a field can have, as they are written.
    const LISTS: &[&str] = &[
        "`K` (SEN support) or `E` (EHC plan)",
        "`Pre-school`, `Nursery`, `Reception` or `Year 1` to `Year 14`",
    ];
    let base = fs::read_to_string(cases().join("base.yaml")).expect("the base plan");
    let (names, mut own) = names_and_words();
    own.extend(LISTS.iter().map(|list| (*list).to_owned()));
    let root = root();
    let fixed = sources(&root.join("src")) + &sources(&root.join("layouts/islington"));
    let mut told = Vec::new();
    for path in all() {
        let plan = Case::read(&path).applied_to(&base, &path);
        let report = report(&plan);
        let mut texts = texts(&plan, &base);
        texts.extend(meant(&report));
        // A field's name is no word of the plan's, whatever sign was typed behind it.
        let name = |text: &str| names.contains(text.trim_end_matches(';'));
        texts.retain(|text| !name(text) && !OWN.contains(&text.as_str()));
        let mut own: Vec<String> = own.iter().cloned().collect();
        // Every format shows the same message, help and path; numbers of lines stand beside them, and SARIF explains rules.
        let mut said = Vec::new();
        for line in shown(&report, Format::Json, false).lines() {
            let found: Value = serde_json::from_str(line).expect("an object");
            for part in ["message", "help", "path"] {
                let part = found[part].as_str().unwrap_or_default().to_owned();
                // A sentence that stands in the sources word for word has no value in it.
                if fixed.contains(&part) {
                    own.push(part);
                } else {
                    said.push(part);
                }
            }
        }
        own.sort_by_key(|words| std::cmp::Reverse(words.len()));
        let without = |text: &str| {
            let mut text = text.to_owned();
            for words in own.iter().filter(|words| !words.is_empty()) {
                text = text.replace(words.as_str(), "");
            }
            text
        };
        for said in said.iter().map(|said| without(said)) {
            let shown = texts.iter().filter(|text| shows(&said, text));
            told.extend(shown.map(|text| format!("{}: `{text}` in {said}", path.display())));
        }
        let long = texts
            .iter()
            .filter(|text| text.contains(' '))
            .collect::<Vec<_>>();
        for format in [Format::Human, Format::Short, Format::Github, Format::Sarif] {
            let mut said = shown(&report, format, false);
            if format == Format::Sarif {
                let document: Value = serde_json::from_str(&said).expect("a document");
                said = document["runs"][0]["results"].to_string();
            }
            let said = without(&said);
            let shown = long.iter().filter(|text| shows(&said, text));
            told.extend(shown.map(|text| format!("{}: `{text}` as {format:?}", path.display())));
        }
    }
    assert!(told.is_empty(), "{}", told.join("\n"));
}

/// The notes of `new` and `next` stand behind a `#` where nothing is filled in yet, and are no lost texts.
#[test]
fn notes_that_the_program_writes_are_not_told_as_lost_texts() {
    let written = |arguments: &[&str]| {
        let command = sendplan(root(), TODAY, arguments);
        printed(&ended(command))
    };
    let mut plans = vec![written(&["new"])];
    for path in crate::examples::plans() {
        plans.push(written(&["next", &path.display().to_string()]));
    }
    assert!(plans.iter().filter(|plan| plan.contains('#')).count() > 5);
    for plan in &plans {
        let found = found_in(plan);
        assert!(!found.contains("a note"), "{plan}\n{found}");
        assert!(!found.contains("split-text"), "{plan}\n{found}");
    }
}

#[test]
fn a_schools_file_is_told_as_one() {
    let (_, _, found) = sendplan::format::read_school("school.yaml", b"name: Kingfisher\n");
    let said: Vec<String> = found
        .iter()
        .map(|found| found.message.to_string())
        .collect();
    assert_eq!(said, ["the school's file has no field called `name`"]);
}

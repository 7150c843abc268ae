//! The plan to fill in: it shows every name that a plan can have, and what it offers behind a `#` is right as it stands.

use std::collections::BTreeSet;
use std::fs;

use sendplan::format::New;
use sendplan::path::Path;

use super::sendplan;
use crate::program::{printed, said};

fn fresh() -> String {
    printed(&sendplan(&["new"]))
}

#[test]
fn it_shows_every_name_of_the_format() {
    let plan = fresh();
    let mut known = BTreeSet::new();
    sendplan::format::plan().walk(&Path::root(), &mut |_, field| {
        known.insert(field.name.clone());
    });
    let letter = |letter: char| letter.is_alphanumeric() || letter == '_';
    let words: BTreeSet<&str> = plan.split(|c| !letter(c)).collect();
    let missing: Vec<&String> = known
        .iter()
        .filter(|name| !words.contains(name.as_str()))
        .collect();
    assert!(known.len() > 80 && missing.is_empty(), "{missing:?}");
}

#[test]
fn it_asks_for_all_that_every_agreed_plan_needs() {
    let template = sendplan::template::Template::islington();
    let fresh_plan = sendplan::plan::Plan::default();
    let mut offered = Vec::new();
    sendplan::format::plan().walk(&Path::root(), &mut |path, field| {
        let is_inside = offered.iter().any(|part| path.starts_with(part));
        if matches!(field.new, New::Offered | New::LeftOut) && !is_inside {
            let needed = template
                .needed(path)
                .filter(|asked| asked.when.applies(&fresh_plan));
            assert!(needed.is_none(), "`new` does not ask for `{path}`");
            offered.push(path.clone());
        }
    });
    assert!(offered.len() > 20);
}

#[test]
fn what_it_offers_behind_a_sign_is_right_as_it_stands() {
    // "# logo:" and "#   - name: WellComm" are lines to use; "# Who gets a parent's copy" is a note.
    let offered = |line: &str| {
        let (before, rest) = line.split_once("# ")?;
        let name = rest
            .trim_start()
            .trim_start_matches("- ")
            .split(':')
            .next()?;
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        let item = rest.trim_start().starts_with("- ");
        let used = before.trim().is_empty() && (is_name && rest.contains(':') || item);
        used.then(|| format!("{before}{rest}"))
    };
    let fresh = fresh();
    assert!(fresh.lines().filter_map(offered).count() > 60);
    let plan: Vec<String> = fresh
        .lines()
        .map(|line| offered(line).unwrap_or_else(|| line.to_owned()))
        .collect();
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("plan.yaml");
    fs::write(&file, plan.join("\n")).expect("a plan");
    let checked = sendplan(&["check", "--format", "json", &file.display().to_string()]);
    let told = printed(&checked);
    let wrong: Vec<&str> = told
        .lines()
        .filter(|line| line.contains("\"severity\":\"error\"") && !line.contains("missing-file"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_plan_has_a_name_that_folders_know_it_by() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("KF-009.docx");
    let output = sendplan(&["new", &file.display().to_string()]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("KF-009.yaml`"), "{}", said(&output));
    assert!(!file.exists());
}

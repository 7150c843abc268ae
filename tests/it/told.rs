//! What is told around the copies: print packs, manifests, tables, paths, messages and invitations hold nothing that their
//! reader may not have.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Output;

use mail_parser::{MessageParser, MimeHeaders, PartType};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

use crate::files::tree;
use crate::marked::{Text, marks, plans};
use crate::pdf;
use crate::program::{TODAY, ended, sendplan};

const PLANS: usize = 24;

/// Plans by chance that an office may have: drafts with a reference of their own, a class, a meeting and addresses.
struct Office {
    folder: tempfile::TempDir,
    /// Every text of every plan, by the number of its mark.
    texts: Vec<Text>,
}

impl Office {
    fn new() -> Office {
        let folder = tempfile::tempdir().expect("a folder");
        let mut runner = TestRunner::deterministic();
        let mut texts = Vec::new();
        for number in 0..PLANS {
            let marked = plans().new_tree(&mut runner).expect("a plan").current();
            let mut plan = marked.counted_from(texts.len());
            texts.extend(marked.texts);
            ready(&mut plan, number);
            let text = serde_yaml::to_string(&plan).expect("a plan as YAML");
            fs::write(folder.path().join(format!("{number:02}.yaml")), text).expect("a plan");
        }
        Office { folder, texts }
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let arguments = [arguments, &["--no-excerpt"]].concat();
        ended(sendplan(self.folder.path(), TODAY, &arguments))
    }

    /// The marks that a reader may not have, of those that were found.
    fn leaked(&self, found: &BTreeSet<usize>, reader: char) -> Vec<&Text> {
        let texts = found.iter().filter_map(|number| self.texts.get(*number));
        texts.filter(|text| !text.copies.contains(reader)).collect()
    }
}

/// Gives a plan by chance what an export and an invitation go by, none of it marked.
pub fn ready(plan: &mut Value, number: usize) {
    let mut put = |pointer: &[&str], value: Value| {
        let mut at = &mut *plan;
        for key in pointer {
            if !at[*key].is_object() && !at[*key].is_null() {
                at[*key] = Value::Null;
            }
            at = &mut at[*key];
        }
        *at = value;
    };
    put(&["version"], json!(1));
    put(&["plan", "id"], json!(format!("ZZ-{number:03}")));
    put(&["plan", "cycle"], json!(number + 1));
    put(&["plan", "status"], json!("draft"));
    put(&["child", "class"], json!("Otters"));
    put(&["child", "photo"], Value::Null);
    put(&["child", "upn"], Value::Null);
    put(&["school", "logo"], Value::Null);
    put(
        &["school", "senco"],
        json!({"name": "Ann Lowe", "email": "senco@school.example"}),
    );
    put(&["review", "meeting"], json!({"start": "2027-03-01T15:30"}));
    let email = json!([{"name": "Pat Doe", "relationship": "carer", "email": "pat@mail.example"}]);
    put(&["recipients"], email);
    put(&["plan", "start"], json!("2026-11-02"));
    put(&["plan", "review"], json!("2027-03-01"));
    let targets = plan["targets"].as_array_mut();
    for target in targets.into_iter().flatten() {
        target["by"] = Value::Null;
        target["outcome"] = Value::Null;
        countable(&mut target["provision"]);
    }
    countable(&mut plan["provision"]);
}

/// How much is said in one way, and which targets are served is left open.
fn countable(provision: &mut Value) {
    for given in provision.as_array_mut().into_iter().flatten() {
        for key in [
            "sessions_per_week",
            "hours_per_week",
            "when",
            "targets",
            "start",
            "weeks",
            "in_class",
        ] {
            given[key] = Value::Null;
        }
        given["sessions"] = json!(6);
        given["minutes"] = json!(20);
    }
}

pub fn all(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    text(&output.stdout) + &text(&output.stderr)
}

#[test]
fn an_exports_files_lists_and_messages_hold_nothing_that_their_reader_may_not_have() {
    let office = Office::new();
    let output = office.run(&[
        "export", ".", "-o", "out", "--packs", "--copy", "parent", "--copy", "child", "--copy",
        "staff",
    ]);
    assert!(
        matches!(output.status.code(), Some(0 | 1)),
        "{}",
        all(&output)
    );
    assert!(marks(&all(&output)).is_empty(), "{}", all(&output));
    let mut copies = 0;
    for (file, bytes) in tree(&office.folder.path().join("out")) {
        assert!(marks(&file).is_empty(), "{file}");
        let reader = match Path::new(&file).file_stem().and_then(|stem| stem.to_str()) {
            Some(stem) if stem.ends_with("child") || stem.ends_with("children") => 'C',
            Some(stem) if stem.contains("-parent") => 'P',
            Some(stem) if stem.ends_with("staff") => 'S',
            _ => {
                let text = String::from_utf8_lossy(&bytes);
                assert!(marks(&text).is_empty(), "{file} has words of a plan");
                continue;
            }
        };
        copies += 1;
        let found = marks(
            &(pdf::letters(&bytes).concat()
                + &pdf::behind_the_page(&bytes)
                + &String::from_utf8_lossy(&bytes)),
        );
        let leaked = office.leaked(&found, reader);
        assert!(leaked.is_empty(), "{file}: {leaked:?}");
    }
    assert!(copies > PLANS, "only {copies} copies: {}", all(&output));
}

#[test]
fn an_invitation_holds_nothing_that_a_family_may_not_have_and_no_words_where_others_look() {
    let office = Office::new();
    let mut sent = 0;
    for number in 0..PLANS {
        let (plan, file) = (format!("{number:02}.yaml"), format!("{number:02}.eml"));
        let output = office.run(&["invite", &plan, "--draft", "-o", &file]);
        assert!(marks(&all(&output)).is_empty(), "{}", all(&output));
        let Ok(bytes) = fs::read(office.folder.path().join(&file)) else {
            continue;
        };
        sent += 1;
        let message = MessageParser::default().parse(&bytes).expect("a message");
        assert!(marks(message.subject().unwrap_or_default()).is_empty());
        for part in &message.parts {
            let name = part.attachment_name().unwrap_or_default();
            assert!(marks(name).is_empty(), "{name}");
            let found = match &part.body {
                PartType::Text(text) | PartType::Html(text) => {
                    let titles = text.lines().filter(|line| line.starts_with("SUMMARY"));
                    assert!(titles.into_iter().all(|title| marks(title).is_empty()));
                    marks(text)
                }
                PartType::Binary(pdf) if pdf.starts_with(b"%PDF") => {
                    marks(&(pdf::letters(pdf).concat() + &pdf::behind_the_page(pdf)))
                }
                _ => continue,
            };
            let leaked = office.leaked(&found, 'P');
            assert!(leaked.is_empty(), "{file}: {leaked:?}");
        }
    }
    assert!(sent > 0, "no plan by chance was fit to invite from");
}

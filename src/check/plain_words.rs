//! Words the reader understands: the child's lines, and abbreviations.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::smart::child;
use super::{Findings, language};
use crate::diagnostic::Rule;
use crate::format::{Path, at};

/// The most words of one line for the child, and for a child in Year 2 or below.
const WORDS: usize = 22;
const WORDS_TO_YEAR_2: usize = 18;

pub(super) fn run(findings: &mut Findings<'_>) {
    if findings.too_long_to_judge() {
        return;
    }
    let plan = findings.plan;
    let names = findings.names_of_the_child();
    let child = child(findings, &names);
    let glossary = findings.glossary;
    let initials = plan.child.name.as_deref().map(language::initials);
    let initials = initials.as_deref();
    let people = plan.names_of_people();
    let is_name = |word: &str| {
        let word = word.to_lowercase();
        people
            .iter()
            .any(|name| name.to_lowercase().trim_end_matches([',', '.']) == word)
    };
    let most = if child.year <= 2 {
        WORDS_TO_YEAR_2
    } else {
        WORDS
    };
    let lines = plan
        .targets
        .iter()
        .enumerate()
        .filter_map(|(index, target)| {
            let (field, _) = target.own_line()?;
            Some(at!("targets", index, field))
        });
    let lines: BTreeSet<Path> = lines.collect();
    for text in Arc::clone(&findings.texts).iter() {
        let for_the_child = matches!(
            text.field.as_str(),
            "targets.who_helps_me" | "who_does_what.child"
        );
        if for_the_child || lines.contains(&text.path) {
            let mut found = language::child_line(&text.text, most, &child);
            if text.field == "targets.who_helps_me" {
                // Who helps is told about an adult, so the third person is right here.
                found.retain(|found| found.rule != Rule::ThirdPersonChildLine);
            }
            findings.add_language(&text.path, found);
        }
        // Of a text in capitals throughout nothing can be told.
        let in_capitals = !text.text.contains(char::is_lowercase) && text.text.contains(' ');
        if text.copies.contains('P')
            && !in_capitals
            && !text.field.starts_with("school.")
            && text.field != "plan.id"
        {
            findings.add_language(
                &text.path,
                language::jargon(&text.text, &|word| {
                    glossary.explains(word) || initials == Some(word) || is_name(word)
                }),
            );
        }
    }
}

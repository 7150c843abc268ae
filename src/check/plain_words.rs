//! Words the reader understands: the child's lines, abbreviations, the length of the child's page.

use super::smart::child;
use super::{Findings, language, texts};
use crate::diagnostic::Rule;

/// The most words of one line for the child, and for a child in Year 2 or below.
const WORDS: usize = 22;
const WORDS_TO_YEAR_2: usize = 18;

/// How many lines of 12 pt the child's page has for what the plan says, beside headings and pictures. Found by trying
/// plans against the layout; the layout itself has the last word, when a copy is made.
const LINES: usize = 78;
/// Letters on a line of one of the page's two columns at 12 pt.
const LETTERS: usize = 40;

pub(super) fn run(findings: &mut Findings<'_>) {
    let plan = findings.plan;
    let names: Vec<&str> = [plan.child.name.as_deref(), plan.known_as()]
        .into_iter()
        .flatten()
        .collect();
    let child = child(findings, &names);
    let glossary = findings.glossary;
    let most = if child.year <= 2 {
        WORDS_TO_YEAR_2
    } else {
        WORDS
    };
    let mut lines: Vec<(String, usize)> = Vec::new();
    for text in texts::of(plan) {
        if matches!(
            text.field.as_str(),
            "targets.i_can" | "targets.who_helps_me" | "who_does_what.child"
        ) {
            let mut found = language::child_line(&text.text, most, &child);
            if text.field == "targets.who_helps_me" {
                // Who helps is told about an adult, so the third person is right here.
                found.retain(|found| found.rule != Rule::ThirdPersonChildLine.name());
            }
            findings.add_language(&text.path, found);
        }
        if text.copies.contains('P')
            && !text.field.starts_with("school.")
            && text.field != "plan.id"
        {
            findings.add_language(
                &text.path,
                language::jargon(&text.text, &|word| glossary.explains(word)),
            );
        }
        if text.copies.contains('C') {
            let needed = text
                .text
                .lines()
                .map(|line| line.chars().count().div_ceil(LETTERS).max(1));
            lines.push((text.path, needed.sum()));
        }
    }
    let total: usize = lines.iter().map(|(_, lines)| lines).sum();
    if total > LINES
        && let Some((longest, _)) = lines.into_iter().max_by_key(|(_, lines)| *lines)
    {
        let message = "there is more for the child to read than fits on one page";
        findings.add(
            Rule::TooLongForOnePage,
            longest,
            message,
            "shorten this, the longest of the texts on the child's copy",
        );
    }
}

//! Diagnostics as text, in five formats. The library gives the text; the command prints it.

mod github;
mod human;
mod json;
mod sarif;
mod short;

use crate::diagnostic::{Diagnostic, Message, Rule, Severity, words};
use crate::format::{Path, Step};

/// How diagnostics are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// For people: the line of the file, the place marked, what to write instead.
    Human,
    /// One line for each.
    Short,
    /// One JSON object for each, a line each.
    Json,
    /// Workflow commands that mark the lines of a pull request.
    Github,
    /// SARIF 2.1.0, one document.
    Sarif,
}

/// What to show beside the messages.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Whether colours are used ([`Format::Human`] only).
    pub colour: bool,
    /// Whether the plan's own words are shown; without them a log holds nothing about a child.
    pub excerpt: bool,
}

/// A text for a cell of a table, which no spreadsheet takes for a formula.
#[doc(hidden)]
pub fn cell(text: &str) -> String {
    /// The signs of a formula, and the full-width ones that some spreadsheets take for them.
    const FORMULA: [char; 8] = [
        '=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
    ];
    // What is not seen at the beginning is passed over by spreadsheets, too.
    let is_unseen = |letter: &char| {
        letter.is_whitespace()
            || letter.is_control()
            || matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
            || matches!(letter, '\u{2060}'..='\u{2069}' | '\u{feff}')
    };
    let first = text.chars().find(|letter| !is_unseen(letter));
    if text.starts_with(['\t', '\r']) || first.is_some_and(|first| FORMULA.contains(&first)) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// The diagnostics as text in a format.
pub fn render(diagnostics: &[Diagnostic], format: Format, style: Style) -> String {
    let without;
    let shown = if style.excerpt {
        diagnostics
    } else {
        without = diagnostics.iter().map(without_words).collect::<Vec<_>>();
        &without
    };
    match format {
        Format::Human => human::render(shown, style),
        Format::Short => short::render(shown),
        Format::Json => json::render(shown),
        Format::Github => github::render(shown),
        Format::Sarif => sarif::render(shown),
    }
}

/// The word for a severity.
fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning | Severity::Off => "warning",
    }
}

/// The same diagnostic without the plan's words: no values in its messages, no names in its path but those of the format, and no
/// fix, which is made of them.
fn without_words(found: &Diagnostic) -> Diagnostic {
    let without = |message: &Message| Message::from(words(message.without_values()));
    let others = found.also.iter();
    Diagnostic {
        path: names_only(&found.path),
        message: without(&found.message),
        help: found.help.as_ref().map(without),
        also: others
            .map(|(place, label)| (place.clone(), without(label)))
            .collect(),
        fix: Vec::new(),
        ..found.clone()
    }
}

/// A plan path without what is no name of a field or a rule: a text that a `:` has split can stand there, or a word that
/// somebody took for a field.
fn names_only(path: &Path) -> Path {
    let is_ours = |name: &str| crate::format::is_name(name) || name.parse::<Rule>().is_ok();
    let shown = |step: &Step| match step {
        Step::Field(name) if !is_ours(name) => Step::from("…"),
        _ => step.clone(),
    };
    path.steps().iter().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::{cell, names_only};

    #[test]
    fn no_cell_of_a_table_is_a_formula() {
        for formula in [
            "=1",
            "+1",
            "-1",
            "@x",
            "\t=1",
            "\u{200b}=1",
            " \u{feff}+1",
            "＝1",
            "＠x",
            "\r",
        ] {
            assert!(cell(formula).starts_with('\''), "{formula:?}");
        }
        for text in ["", "KF-042", "Siân", "…-1", "(=1)", "4=5"] {
            assert_eq!(cell(text), text);
        }
    }

    #[test]
    fn a_path_shows_names_of_the_format_alone() {
        for (path, shown) in [
            (
                "targets[2].provision[0].minutes",
                "targets[2].provision[0].minutes",
            ),
            ("checks.vague-target", "checks.vague-target"),
            ("child.epilepsy", "child.…"),
            ("needs[0].mum 12 May", "needs[0].…"),
        ] {
            let path = path.parse().expect(path);
            assert_eq!(names_only(&path).to_string(), shown);
        }
    }
}

//! Renders diagnostics as text, in five formats. The command prints it.

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
    /// One line for each problem.
    Short,
    /// One JSON object per line for each problem.
    Json,
    /// Workflow commands that mark the lines of a pull request.
    Github,
    /// SARIF 2.1.0, one document.
    Sarif,
}

/// What to show in addition to the messages.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Whether to use colours ([`Format::Human`] only).
    pub colour: bool,
    /// Whether to show the plan's own words; without them a log has no information about a child.
    pub excerpt: bool,
}

/// Returns a text for a table cell, escaped so that no spreadsheet runs it as a formula.
#[doc(hidden)]
pub fn cell(text: &str) -> String {
    /// Characters that begin a formula, including full-width ones that some spreadsheets accept.
    const FORMULA: [char; 8] = [
        '=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
    ];
    // Spreadsheets skip invisible characters at the start.
    let is_invisible = |ch: &char| {
        ch.is_whitespace()
            || ch.is_control()
            || matches!(ch, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
            || matches!(ch, '\u{2060}'..='\u{2069}' | '\u{feff}')
    };
    let first = text.chars().find(|ch| !is_invisible(ch));
    if text.starts_with(['\t', '\r']) || first.is_some_and(|first| FORMULA.contains(&first)) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// Renders diagnostics as text.
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

/// Returns the word for a severity.
fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning | Severity::Off => "warning",
    }
}

/// Removes the plan's words from a diagnostic: values in its messages, unknown names in its path, and the fix, which
/// may contain them.
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

/// Removes the names in a path that are not fields or rules: they may be part of a text that a `:` has split.
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
    fn no_table_cell_is_a_formula() {
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
    fn a_path_only_shows_names_of_the_format() {
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

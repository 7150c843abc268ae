//! Diagnostics as text, in five formats. The library gives the text; the command prints it.

mod github;
mod human;
mod json;
mod sarif;
mod short;

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::source;

/// How diagnostics are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
pub fn cell(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
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

/// The same diagnostic without the plan's words: those that were marked, and those in “these” or "these" marks.
fn without_words(found: &Diagnostic) -> Diagnostic {
    let mut found = found.without_values();
    found.message = hidden(&found.message);
    found.help = found.help.as_deref().map(hidden);
    found.path = names_only(&found.path);
    found
}

/// A plan path without what is no name of a field or a rule: a text that a `:` has split can stand there, or a word that
/// somebody took for a field.
fn names_only(path: &str) -> String {
    let is_ours = |step: &str| {
        let name = step.split('[').next().unwrap_or_default();
        let numbers = step.get(name.len()..).unwrap_or_default();
        let counts = numbers
            .bytes()
            .all(|sign| sign.is_ascii_digit() || b"[]".contains(&sign));
        let known = name.is_empty() || source::has_name(name) || name.parse::<Rule>().is_ok();
        counts && known
    };
    let steps = path.split('.');
    let shown = steps.map(|step| if is_ours(step) { step } else { "…" });
    shown.collect::<Vec<_>>().join(".")
}

/// A text with everything between quotation marks replaced by an ellipsis.
fn hidden(text: &str) -> String {
    let mut shown = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(['“', '"']) {
        let opens_curly = rest.get(start..).is_some_and(|rest| rest.starts_with('“'));
        let (open, close) = if opens_curly {
            ('“', '”')
        } else {
            ('"', '"')
        };
        shown.push_str(rest.get(..start).unwrap_or_default());
        shown.extend([open, '…', close]);
        let inside = rest.get(start + open.len_utf8()..).unwrap_or_default();
        // A text that holds a mark of its own kind is hidden up to the last one.
        let end = if opens_curly {
            inside.find(close)
        } else {
            inside.rfind(close)
        };
        rest = end
            .and_then(|end| inside.get(end + close.len_utf8()..))
            .unwrap_or_default();
    }
    shown.push_str(rest);
    shown
}

#[cfg(test)]
mod tests {
    use super::{hidden, names_only};

    #[test]
    fn a_path_shows_names_of_the_format_alone() {
        let path = "targets[2].provision[0].minutes";
        assert_eq!(names_only(path), path);
        assert_eq!(names_only("checks.vague-target"), "checks.vague-target");
        assert_eq!(names_only("child.epilepsy"), "child.…");
        assert_eq!(names_only("needs[0].mum[12 May]"), "needs[0].…");
    }

    #[test]
    fn words_of_the_plan_are_hidden() {
        assert_eq!(hidden("“Amina” is not a date"), "“…” is not a date");
        assert_eq!(
            hidden("put it in quotes: \"Amina: \"yes\"\""),
            "put it in quotes: \"…\""
        );
        assert_eq!(hidden("`status` is missing"), "`status` is missing");
        assert_eq!(hidden("“never closed"), "“…”");
    }
}

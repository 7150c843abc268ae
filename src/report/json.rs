//! One JSON object a line: lines and columns count from 1, list items in `path` from 0, columns in characters.

use serde::Serialize;

use super::word;
use crate::diagnostic::Diagnostic;

#[derive(Serialize)]
struct Line<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    path: &'a str,
    severity: &'static str,
    rule: &'static str,
    message: &'a str,
    help: Option<&'a str>,
}

pub(super) fn render(diagnostics: &[Diagnostic]) -> String {
    let mut text = String::new();
    for found in diagnostics {
        let (line, column) = found.place.start();
        let (end_line, end_column) = found.place.end();
        let object = Line {
            file: &found.place.file.name,
            line,
            column,
            end_line,
            end_column,
            path: &found.path,
            severity: word(found.severity),
            rule: found.rule.name(),
            message: &found.message,
            help: found.help.as_deref(),
        };
        // Texts and numbers always have a JSON form.
        text.push_str(&serde_json::to_string(&object).unwrap_or_default());
        text.push('\n');
    }
    text
}

//! GitHub workflow commands: an `::error` or `::warning` line for each problem, which a pull request shows at its line.

use super::word;
use crate::diagnostic::Diagnostic;

pub(super) fn render(diagnostics: &[Diagnostic]) -> String {
    let line = |found: &Diagnostic| {
        let (line, column) = found.place.start();
        let (end_line, end_column) = found.place.end();
        let file = escaped(&found.place.file.name, true);
        let message = match &found.help {
            Some(help) => escaped(&format!("{}\n{help}", found.message), false),
            None => escaped(&found.message.to_string(), false),
        };
        let severity = word(found.severity);
        let title = found.rule;
        format!(
            "::{severity} file={file},line={line},col={column},endLine={end_line},endColumn={end_column},title={title}::{message}\n"
        )
    };
    diagnostics.iter().map(line).collect()
}

/// Escapes the characters that end a value or a command.
fn escaped(text: &str, in_value: bool) -> String {
    let text = text
        .replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A");
    if in_value {
        text.replace(':', "%3A").replace(',', "%2C")
    } else {
        text
    }
}

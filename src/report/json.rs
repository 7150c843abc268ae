//! One JSON object per line: lines and columns count from 1, list items in `path` from 0, columns in characters.

use crate::diagnostic::Diagnostic;

pub(super) fn render(diagnostics: &[Diagnostic]) -> String {
    let mut text = String::new();
    for found in diagnostics {
        // Strings and numbers can always be serialized.
        text.push_str(&serde_json::to_string(found).unwrap_or_default());
        text.push('\n');
    }
    text
}

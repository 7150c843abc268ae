//! `file:line:column: error[rule]: message`, one per line, as compilers write them.

use super::word;
use crate::diagnostic::{Diagnostic, harmless};

pub(super) fn render(diagnostics: &[Diagnostic]) -> String {
    let line = |found: &Diagnostic| {
        let (line, column) = found.place.start();
        let file: String = found.place.file.name.chars().map(harmless).collect();
        let (severity, rule) = (word(found.severity), found.rule);
        format!(
            "{file}:{line}:{column}: {severity}[{rule}]: {}\n",
            found.message
        )
    };
    diagnostics.iter().map(line).collect()
}

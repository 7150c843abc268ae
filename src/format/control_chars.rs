//! Invisible characters that no text may contain: they come along when text is copied, and hide what it says.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Edit, File, Place, Rule};
use crate::path::Path;
use crate::yaml::Text;

/// The most that are reported.
const MAX_REPORTED: usize = 10;

/// Whether YAML forbids a character.
fn is_forbidden(ch: char) -> bool {
    let control = ch.is_control() && !matches!(ch, '\t' | '\n' | '\r' | '\u{85}');
    control || matches!(ch, '\u{fffe}' | '\u{ffff}')
}

/// Returns a text without forbidden characters, which are reported separately. Escapes in quotes stay as they are.
pub(super) fn readable(text: &Text, raw: &str) -> String {
    if raw.contains(is_forbidden) {
        text.text.replace(is_forbidden, "")
    } else {
        text.text.clone()
    }
}

/// Reports every forbidden character.
pub(super) fn found(file: &Arc<File>) -> Vec<Diagnostic> {
    let is_forbidden = file
        .text
        .char_indices()
        .filter(|(_, ch)| is_forbidden(*ch))
        .take(MAX_REPORTED);
    let diagnostics = is_forbidden.map(|(at, ch)| {
        let bytes = at..at + ch.len_utf8();
        let message = "there is an invisible character here that cannot be read";
        let found = Diagnostic::new(
            Rule::YamlSyntax,
            Place::new(file, bytes.clone()),
            Path::root(),
            message,
        );
        let help =
            "delete it: press Delete with the cursor where this is marked, or type the line again";
        found.help(help).fix([Edit::new(bytes, "")])
    });
    diagnostics.collect()
}

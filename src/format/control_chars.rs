//! Signs that are not seen and that no text may hold: they come along when a text is copied, and hide what it says.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Edit, File, Place, Rule};
use crate::path::Path;
use crate::yaml::Text;

/// Enough to see that it is every line.
const MOST: usize = 10;

/// Whether YAML allows no such sign in a text.
fn refused(sign: char) -> bool {
    let control = sign.is_control() && !matches!(sign, '\t' | '\n' | '\r' | '\u{85}');
    control || matches!(sign, '\u{fffe}' | '\u{ffff}')
}

/// A text without the signs that cannot be read: they are told where they stand, and once. A code in quotation marks is what
/// it says.
pub(super) fn readable(text: &Text, typed: &str) -> String {
    if typed.contains(refused) {
        text.text.replace(refused, "")
    } else {
        text.text.clone()
    }
}

/// Every invisible sign that cannot be read.
pub(super) fn found(file: &Arc<File>) -> Vec<Diagnostic> {
    let refused = file
        .text
        .char_indices()
        .filter(|(_, sign)| refused(*sign))
        .take(MOST);
    let told = refused.map(|(at, sign)| {
        let bytes = at..at + sign.len_utf8();
        let message = "there is an invisible sign here that cannot be read";
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
    told.collect()
}

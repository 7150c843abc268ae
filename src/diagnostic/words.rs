//! Values of a plan inside a message: marked where the message is made, so that a report can leave them out.

use std::fmt::Display;

/// The marks around a value, which no text shows: a plan with such a sign in it is refused, or the sign is left out here.
const OPEN: char = '\u{2}';
const CLOSE: char = '\u{3}';

/// A value that is the plan's, or tells what the plan holds, for a message or a help: the message shows it as it is, and a
/// report without the plan's words shows an ellipsis. What stands in quotation marks is hidden without this.
pub(crate) fn value(value: impl Display) -> String {
    format!("{OPEN}{}{CLOSE}", shown(&value.to_string()))
}

/// A text as it is shown to a person who may see everything.
pub(crate) fn shown(text: &str) -> String {
    text.replace([OPEN, CLOSE], "")
}

/// A text with every marked value replaced by an ellipsis; nothing where none is marked.
pub(super) fn hidden(text: &str) -> Option<String> {
    let (before, mut rest) = text.split_once(OPEN)?;
    let mut hidden = before.to_owned();
    loop {
        hidden.push_str("“…”");
        let (_, after) = rest.split_once(CLOSE).unwrap_or_default();
        let Some((between, next)) = after.split_once(OPEN) else {
            hidden.push_str(after);
            return Some(hidden);
        };
        hidden.push_str(between);
        rest = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marked_values_are_shown_or_hidden() {
        let text = format!("from {} to {}.", value("May"), value("Ju\u{3}ne"));
        assert_eq!(shown(&text), "from May to June.");
        assert_eq!(hidden(&text).as_deref(), Some("from “…” to “…”."));
        assert_eq!(hidden("nothing marked"), None);
        assert_eq!(hidden("\u{2}never closed").as_deref(), Some("“…”"));
    }
}

//! Quotation marks and comments around a raw value.

/// Whether a value is a block header.
pub(super) fn is_block(value: &str) -> bool {
    matches!(value.trim_end_matches(['+', '-']), "|" | ">")
}

/// Splits a value from the comment after it: a `#:`, or a `#` with two spaces before it and one after.
pub(super) fn value_and_note(value: &str) -> (&str, &str) {
    let begins_a_note = |at: &usize| {
        let before = value.get(..*at).unwrap_or_default();
        let behind = value.get(at + 1..).unwrap_or_default();
        before.ends_with([' ', '\t']) && behind.starts_with(':')
            || before.ends_with("  ") && behind.starts_with(' ')
    };
    let note = value
        .match_indices('#')
        .map(|(at, _)| at)
        .find(begins_a_note);
    let before = value.get(..note.unwrap_or(value.len())).unwrap_or_default();
    let end = before.trim_end().len();
    let (value, note) = value.split_at(end);
    (value, note.trim_end())
}

/// Returns a value in double quotes, with any quotes around it replaced and any inside it made single.
pub fn as_quoted(value: &str) -> String {
    let bare = value.trim_matches(['“', '”']);
    let bare = within(bare).unwrap_or(bare);
    format!("\"{}\"", bare.replace('"', "'"))
}

/// Returns the text inside the quotation marks around `text`, unless the next such mark inside appears to close it
/// early.
pub(super) fn within(text: &str) -> Option<&str> {
    ['"', '\''].into_iter().find_map(|quote| {
        let inside = text.strip_prefix(quote)?.strip_suffix(quote)?;
        let next = inside
            .find(quote)
            .map_or("a", |at| inside.get(at + 1..).unwrap_or_default());
        next.starts_with(char::is_alphanumeric).then_some(inside)
    })
}

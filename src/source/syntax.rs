//! What is wrong where a file cannot be read as YAML, turned from the parser's words into a mend.

use std::ops::Range;
use std::sync::Arc;

use granit_parser::{ErrorKind, ScanError};

use crate::diagnostic::{Diagnostic, File, Place, Rule};

/// The parser's error as a teacher can use it: every tab, or a quotation mark that was never closed, or else the likeliest
/// slip on the line, or the one before it.
pub(super) fn explain(file: &Arc<File>, error: &ScanError) -> Vec<Diagnostic> {
    let text = file.text.as_str();
    let at = error
        .marker()
        .byte_offset()
        .unwrap_or_else(|| nth_line(text, error.marker().line()));
    let everywhere = everywhere(file, at);
    if everywhere.is_empty() {
        vec![nearby(file, error.kind(), at)]
    } else {
        everywhere
    }
}

/// Slips whose trouble shows only further down: each line that begins with a tab, or else the last text above the error
/// whose quotation mark has no partner on its line.
fn everywhere(file: &Arc<File>, error_at: usize) -> Vec<Diagnostic> {
    /// Enough to see that it is every line.
    const MOST: usize = 10;
    let mut start = 0;
    let (mut tabs, mut unclosed) = (Vec::new(), None);
    for line in file.text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        if line.get(..indent).is_some_and(|space| space.contains('\t')) && !line.trim().is_empty() {
            let message = "this line begins with a tab";
            let found = Diagnostic::new(
                Rule::YamlSyntax,
                Place::new(file, start..start + indent),
                "",
                message,
            );
            tabs.push(found.help("use two spaces for each step inwards, never the Tab key"));
        }
        let value_at = value_start(line.trim_end());
        let value = line.trim_end().get(value_at..).unwrap_or_default();
        let quote = value
            .chars()
            .next()
            .filter(|quote| matches!(quote, '"' | '\''));
        if start <= error_at
            && quote.is_some_and(|quote| !value.get(1..).unwrap_or_default().contains(quote))
        {
            unclosed = Some(start + value_at..start + value_at + value.len());
        }
        start += line.len();
    }
    tabs.truncate(MOST);
    if tabs.is_empty() {
        let message = "this text begins with a quotation mark that is not closed on its line";
        let found = |bytes| Diagnostic::new(Rule::YamlSyntax, Place::new(file, bytes), "", message);
        tabs.extend(unclosed.map(|bytes| {
            found(bytes).help("put a quotation mark at both ends of the text, or at neither")
        }));
    }
    tabs
}

/// The likeliest slip on the line of the error, or on the one before it.
fn nearby(file: &Arc<File>, kind: &ErrorKind, at: usize) -> Diagnostic {
    let text = file.text.as_str();
    let line = line_around(text, at);
    let before = line_around(text, line.start.saturating_sub(1));
    let here = text.get(line.clone()).unwrap_or_default();
    let previous = text.get(before.clone()).unwrap_or_default();
    for (range, words) in [(&line, here), (&before, previous)] {
        if let Some((bytes, message, help)) = slip(words, kind) {
            let bytes = range.start + bytes.start..range.start + bytes.end;
            return Diagnostic::new(Rule::YamlSyntax, Place::new(file, bytes), "", message)
                .help(help);
        }
    }
    let (message, help) = otherwise(kind);
    let start = at.min(text.len());
    Diagnostic::new(
        Rule::YamlSyntax,
        Place::new(file, start..line.end.max(start)),
        "",
        message,
    )
    .help(help)
}

/// A slip that can be seen on one line: where, what, and the mend.
fn slip(line: &str, kind: &ErrorKind) -> Option<(Range<usize>, &'static str, String)> {
    let indent = line.len() - line.trim_start().len();
    let content = line.trim();
    if content.is_empty() || content.starts_with('#') {
        return None;
    }
    let value_at = value_start(line);
    let value = line.get(value_at..).unwrap_or_default().trim_end();
    let whole = value_at..value_at + value.len();
    let quoted = |value: &str| format!("put it in quotes: \"{}\"", value.replace('"', "'"));
    match value.chars().next() {
        Some('*' | '&' | '@' | '`' | '%' | '!' | '|' | '>')
            if !matches!(value, "|" | ">" | "|-" | ">-") =>
        {
            let message = "a text cannot begin with this sign unless it is in quotes";
            return Some((value_at..value_at + 1, message, quoted(value)));
        }
        Some(quote @ ('"' | '\'')) if !closed(value, quote) => {
            let message = "this text begins with a quotation mark, and its closing mark is missing or not at the end";
            let help = "put a quotation mark at both ends of the text, or at neither".to_owned();
            return Some((whole, message, help));
        }
        Some('[' | '{') => {
            let message = "the text in these brackets cannot be read";
            let help = "write each item on a line of its own that begins with `- `".to_owned();
            return Some((whole, message, help));
        }
        _ => {}
    }
    let colon = value
        .find(": ")
        .or_else(|| value.ends_with(':').then(|| value.len() - 1));
    if let Some(colon) = colon.filter(|_| value_at > indent && !value.starts_with(['"', '\''])) {
        let message = "there is a second `:` in this line";
        return Some((
            value_at + colon..value_at + colon + 1,
            message,
            quoted(value),
        ));
    }
    let key = content.trim_start_matches("- ");
    if let Some(colon) = key.find(':').filter(|colon| {
        key.get(colon + 1..)
            .is_some_and(|rest| !rest.is_empty() && !rest.starts_with(' '))
            && key
                .get(..*colon)
                .is_some_and(|name| name.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
    }) {
        let start = line.find(key).unwrap_or_default() + colon;
        let message = "a space is missing after the `:`";
        return Some((
            start..start + 1,
            message,
            "write a space after the `:`".to_owned(),
        ));
    }
    if content.starts_with('-')
        && !content.starts_with("- ")
        && content.len() > 1
        && !content.starts_with("--")
    {
        let message = "a space is missing after the `-`";
        return Some((
            indent..indent + 1,
            message,
            "write `- ` and then the text".to_owned(),
        ));
    }
    if !content.contains(':') && !content.starts_with('-') && needs_key(kind) {
        let message = "this line has neither a name with `:` nor a `- ` before its text";
        let help = "write `- ` before an item of a list; step a text that runs on further in than its name".to_owned();
        return Some((indent..line.trim_end().len(), message, help));
    }
    None
}

fn needs_key(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::SimpleKeyExpected
            | ErrorKind::ExpectedBlockMappingKey
            | ErrorKind::InvalidSimpleKey
    )
}

/// What to say where no slip can be seen on the line.
fn otherwise(kind: &ErrorKind) -> (&'static str, &'static str) {
    match kind {
        ErrorKind::TabNotAllowed | ErrorKind::TabInBlockIndentation => (
            "there is a tab where only spaces may stand",
            "use two spaces for each step inwards, never the Tab key",
        ),
        ErrorKind::UnexpectedEof
        | ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofImplicitFlowMapping => (
            "a bracket or a quotation mark was opened and never closed",
            "look for a `[`, a `{` or a quotation mark without its partner",
        ),
        _ => (
            "this line does not fit the lines above it",
            "line it up with the other lines of the same part: two spaces further in than the name above them",
        ),
    }
}

/// A `&`, `*` or `!` before a value: YAML's way of pointing at other values, which a plan does not use.
pub(super) fn alias(file: &Arc<File>, span: Range<usize>) -> Diagnostic {
    let line = line_around(&file.text, span.start);
    let text = file.text.get(line.clone()).unwrap_or_default();
    let at = value_start(text);
    let value = text.get(at..).unwrap_or_default().trim_end();
    let bytes = line.start + at..line.start + at + value.chars().next().map_or(0, char::len_utf8);
    let message = "a text that begins with `*`, `&` or `!` must be in quotes";
    let help = format!("write it in quotes: \"{}\"", value.replace('"', "'"));
    Diagnostic::new(Rule::YamlSyntax, Place::new(file, bytes), "", message).help(help)
}

/// A second document after `---`.
pub(super) fn second_document(file: &Arc<File>, span: Range<usize>) -> Diagnostic {
    let line = line_around(&file.text, span.start);
    let message = "a line of `---` begins a second plan in this file";
    Diagnostic::new(Rule::YamlSyntax, Place::new(file, line), "", message).help(
        "one file holds one plan: delete the line, or move what follows into a file of its own",
    )
}

/// A note after a value that looks like part of it: "book #3", where everything from the `#` would be lost.
pub(super) fn swallowed(file: &Arc<File>, note: &str, span: Range<usize>) -> Option<Diagnostic> {
    let text = file.text.as_str();
    let before = text.get(..span.start)?.strip_suffix(' ')?;
    let line = line_around(text, span.start);
    let follows_a_word =
        before.ends_with(|letter: char| letter.is_alphanumeric() || ",;(".contains(letter));
    let looks_meant = note.starts_with(|letter: char| letter.is_alphanumeric());
    let has_value = value_start(text.get(line.clone())?) + line.start < span.start;
    if !(follows_a_word && looks_meant && has_value) {
        return None;
    }
    let message = "everything after this `#` is taken for a note and left out";
    let value_at = line.start + value_start(text.get(line.clone())?);
    let value = text.get(value_at..line.end)?.trim_end().replace('"', "'");
    Some(
        Diagnostic::new(Rule::YamlSyntax, Place::new(file, span), "", message)
            .help(format!("if it belongs to the text, put the text in quotes: \"{value}\"; if it is a note, write `# ` with a space")),
    )
}

/// Where a line's value begins: after `- ` and after `key: `.
fn value_start(line: &str) -> usize {
    let mut at = line.len() - line.trim_start().len();
    while let Some(rest) = line.get(at..).and_then(|rest| rest.strip_prefix("- ")) {
        at = line.len() - rest.trim_start().len();
    }
    let rest = line.get(at..).unwrap_or_default();
    let name = rest.find(": ").filter(|colon| {
        rest.get(..*colon).is_some_and(|name| {
            name.chars()
                .all(|c| c.is_ascii_alphanumeric() || "_ -".contains(c))
        })
    });
    match name {
        Some(colon) => {
            let value = rest.get(colon + 1..).unwrap_or_default();
            line.len() - value.trim_start().len()
        }
        None => at,
    }
}

/// Whether a quoted text ends with its own mark and has none inside that would end it sooner.
fn closed(value: &str, quote: char) -> bool {
    let inner = value.strip_prefix(quote).unwrap_or(value);
    let inner = inner.split(" #").next().unwrap_or(inner).trim_end();
    inner.strip_suffix(quote).is_some_and(|inner| {
        let bare = inner.replace("\\\"", "").replace("''", "");
        !bare.contains(quote)
    })
}

fn line_around(text: &str, at: usize) -> Range<usize> {
    let at = at.min(text.len());
    let before = text.get(..at).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let rest = text.get(start..).unwrap_or_default();
    let end = rest
        .find('\n')
        .map_or(text.len(), |newline| start + newline);
    start..end
}

fn nth_line(text: &str, line: usize) -> usize {
    let newlines = text.match_indices('\n').nth(line.saturating_sub(2));
    if line < 2 {
        0
    } else {
        newlines.map_or(text.len(), |(at, _)| at + 1)
    }
}

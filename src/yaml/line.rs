//! Splits a file into lines, and answers questions about a single line.

use std::ops::Range;

/// Characters that people and word processors use as bullets in place of a hyphen.
pub const BULLETS: &str = "•·●▪◦*–—‐‑−";

/// The lines of a text, without their line breaks. A line ends with LF, CRLF or CR.
#[derive(Debug)]
pub struct Lines<'t> {
    text: &'t str,
    lines: Vec<Range<usize>>,
}

impl<'t> Lines<'t> {
    /// Splits a text into lines.
    pub fn of(text: &'t str) -> Lines<'t> {
        let mut lines = Vec::with_capacity(text.len() / 30);
        let bytes = text.as_bytes();
        let (mut start, mut at) = (0, 0);
        while let Some(byte) = bytes.get(at) {
            at += 1;
            if matches!(byte, b'\n' | b'\r') {
                lines.push(start..at - 1);
                if *byte == b'\r' && bytes.get(at) == Some(&b'\n') {
                    at += 1;
                }
                start = at;
            }
        }
        if start < bytes.len() {
            lines.push(start..bytes.len());
        }
        Lines { text, lines }
    }

    /// Returns the number of lines.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Returns a line, counted from 0; empty if it does not exist.
    pub fn get(&self, number: usize) -> &'t str {
        let range = self.lines.get(number).cloned().unwrap_or_default();
        self.text.get(range).unwrap_or_default()
    }

    /// Returns the offset at which a line begins, or the text's length if it does not exist.
    pub fn start(&self, number: usize) -> usize {
        let start = self.lines.get(number).map(|line| line.start);
        start.unwrap_or(self.text.len())
    }

    /// Returns the offset at which a line ends, before its line break.
    pub fn end(&self, number: usize) -> usize {
        let end = self.lines.get(number).map(|line| line.end);
        end.unwrap_or(self.text.len())
    }

    /// Returns the number of the line that contains an offset.
    pub fn at(&self, byte: usize) -> usize {
        let after = self.lines.partition_point(|line| line.start <= byte);
        after.saturating_sub(1)
    }
}

/// Returns the number of spaces at the start of a line.
pub fn indent(line: &str) -> usize {
    line.bytes().take_while(|byte| *byte == b' ').count()
}

/// Whether a line is blank or only a comment.
pub fn is_blank(line: &str) -> bool {
    let content = line.trim_start_matches([' ', '\t']);
    content.is_empty() || content.starts_with('#')
}

/// Whether a line's content begins an item: `- `, or `-` alone.
pub fn is_item(content: &str) -> bool {
    let rest = content.strip_prefix('-');
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
}

/// Splits off a comment: returns the text before it, without trailing whitespace, and the offset of its `#`. A `#`
/// starts a comment only at the beginning or after whitespace.
pub fn before_comment(text: &str) -> (&str, Option<usize>) {
    let bytes = text.as_bytes();
    let begins = |at: &usize| {
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        before.is_none_or(|before| matches!(before, b' ' | b'\t'))
    };
    let hash = text.match_indices('#').map(|(at, _)| at).find(begins);
    let before = text.get(..hash.unwrap_or(text.len())).unwrap_or_default();
    (before.trim_end_matches([' ', '\t']), hash)
}

/// Returns the offset of the `:` that ends a line's key: outside quotation marks and comments, and before whitespace or
/// the end.
pub fn key_end(content: &str) -> Option<usize> {
    let bytes = content.as_bytes();
    if let Some(quote @ (b'"' | b'\'')) = bytes.first() {
        let mut at = 1;
        loop {
            match bytes.get(at)? {
                b'\\' if *quote == b'"' => at += 2,
                byte if byte == quote && *quote == b'\'' && bytes.get(at + 1) == Some(&b'\'') => {
                    at += 2;
                }
                byte if byte == quote => break,
                _ => at += 1,
            }
        }
        let rest = content.get(at + 1..)?;
        let space = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let colon = at + 1 + space;
        return ends_key(bytes, colon).then_some(colon);
    }
    colon(content)
}

/// Returns the offset of the first `:` that YAML takes as the end of an unquoted key.
pub fn colon(content: &str) -> Option<usize> {
    let (before, _) = before_comment(content);
    let mut colons = before.match_indices(':').map(|(at, _)| at);
    colons.find(|at| ends_key(content.as_bytes(), *at))
}

fn ends_key(bytes: &[u8], at: usize) -> bool {
    bytes.get(at) == Some(&b':') && matches!(bytes.get(at + 1), None | Some(b' ' | b'\t'))
}

/// Returns the column of a line's value, after its dashes and its key.
pub fn value_start(line: &str) -> usize {
    let at = item_start(line);
    let content = line.get(at..).unwrap_or_default();
    match key_end(content) {
        Some(colon) if content.get(..colon).is_some_and(is_field_name) => {
            let value = content.get(colon + 1..).unwrap_or_default();
            line.len() - value.trim_start_matches([' ', '\t']).len()
        }
        _ => at,
    }
}

/// Whether a key looks like a field name rather than the start of a sentence with a colon.
fn is_field_name(key: &str) -> bool {
    let plain = |hash: char| hash.is_ascii_alphanumeric() || "_ -".contains(hash);
    key.chars().all(plain)
}

/// Returns the column of a line's key or text, after its dashes.
pub fn item_start(line: &str) -> usize {
    let mut at = indent(line);
    while let Some(content) = line.get(at..).filter(|content| is_item(content)) {
        let rest = content.get(1..).unwrap_or_default();
        at = line.len() - rest.trim_start_matches([' ', '\t']).len();
    }
    at
}

/// Whether a line begins with a document marker, `---` or `...`.
pub fn is_document(content: &str) -> bool {
    ["---", "..."].iter().any(|mark| {
        let rest = content.strip_prefix(mark);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
    })
}

/// Returns a line without its leading whitespace of any kind.
pub fn content(line: &str) -> &str {
    line.trim_start_matches(|hash| hash == ' ' || hash == '\t' || is_odd_space(hash))
}

/// Whether a character is a non-standard space, as word processors and web pages use.
fn is_odd_space(hash: char) -> bool {
    matches!(
        hash,
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200b}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
    )
}

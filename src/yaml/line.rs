//! A file's lines, and what can be told of one alone.

use std::ops::Range;

/// Signs that people and their editors put before the items of a list in place of the hyphen.
pub const BULLETS: &str = "•·●▪◦*–—‐‑−";

/// Where the lines of a text stand, without their ends. A line ends with LF, CRLF or CR.
#[derive(Debug)]
pub struct Lines<'t> {
    text: &'t str,
    lines: Vec<Range<usize>>,
}

impl<'t> Lines<'t> {
    /// The lines of a text.
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

    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// A line, counted from 0; empty where there is none.
    pub fn get(&self, number: usize) -> &'t str {
        let range = self.lines.get(number).cloned().unwrap_or_default();
        self.text.get(range).unwrap_or_default()
    }

    /// Where a line begins; the text's end where there is none.
    pub fn start(&self, number: usize) -> usize {
        let start = self.lines.get(number).map(|line| line.start);
        start.unwrap_or(self.text.len())
    }

    /// Where a line ends, before its line end.
    pub fn end(&self, number: usize) -> usize {
        let end = self.lines.get(number).map(|line| line.end);
        end.unwrap_or(self.text.len())
    }

    /// The line that holds a byte.
    pub fn at(&self, byte: usize) -> usize {
        let after = self.lines.partition_point(|line| line.start <= byte);
        after.saturating_sub(1)
    }
}

/// How many spaces a line begins with.
pub fn indent(line: &str) -> usize {
    line.bytes().take_while(|byte| *byte == b' ').count()
}

/// Whether a line has nothing but white space, or a comment.
pub fn is_blank(line: &str) -> bool {
    let content = line.trim_start_matches([' ', '\t']);
    content.is_empty() || content.starts_with('#')
}

/// Whether a line's content begins an item: `- `, or `-` alone.
pub fn is_item(content: &str) -> bool {
    let rest = content.strip_prefix('-');
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
}

/// What stands before a comment, without the white space between them. A `#` begins one at the beginning or behind a space.
pub fn before_comment(text: &str) -> (&str, Option<usize>) {
    let bytes = text.as_bytes();
    let begins = |at: &usize| {
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        before.is_none_or(|before| matches!(before, b' ' | b'\t'))
    };
    let sign = text.match_indices('#').map(|(at, _)| at).find(begins);
    let before = text.get(..sign.unwrap_or(text.len())).unwrap_or_default();
    (before.trim_end_matches([' ', '\t']), sign)
}

/// Where a line's `:` stands that makes what is before it a key: outside quotation marks, before white space or the end, and
/// not behind a comment.
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

/// Where the first `:` stands that YAML takes for the end of a key in a text without quotation marks.
pub fn colon(content: &str) -> Option<usize> {
    let (before, _) = before_comment(content);
    let mut colons = before.match_indices(':').map(|(at, _)| at);
    colons.find(|at| ends_key(content.as_bytes(), *at))
}

fn ends_key(bytes: &[u8], at: usize) -> bool {
    bytes.get(at) == Some(&b':') && matches!(bytes.get(at + 1), None | Some(b' ' | b'\t'))
}

/// Where a line's value begins: after its dashes and its key.
pub fn value_start(line: &str) -> usize {
    let at = item_start(line);
    let content = line.get(at..).unwrap_or_default();
    match key_end(content) {
        Some(colon) if content.get(..colon).is_some_and(is_word) => {
            let value = content.get(colon + 1..).unwrap_or_default();
            line.len() - value.trim_start_matches([' ', '\t']).len()
        }
        _ => at,
    }
}

/// Whether a key looks like the name of a field and not like words of a sentence with a colon.
fn is_word(key: &str) -> bool {
    let plain = |sign: char| sign.is_ascii_alphanumeric() || "_ -".contains(sign);
    key.chars().all(plain)
}

/// Where a line's key or text begins: after its dashes.
pub fn item_start(line: &str) -> usize {
    let mut at = indent(line);
    while let Some(content) = line.get(at..).filter(|content| is_item(content)) {
        let rest = content.get(1..).unwrap_or_default();
        at = line.len() - rest.trim_start_matches([' ', '\t']).len();
    }
    at
}

/// `---` and `...`, alone or with something behind them.
pub fn is_document(content: &str) -> bool {
    ["---", "..."].iter().any(|mark| {
        let rest = content.strip_prefix(mark);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
    })
}

/// A line without the white space before it, of whatever kind that is.
pub fn content(line: &str) -> &str {
    line.trim_start_matches(|sign| sign == ' ' || sign == '\t' || is_odd_space(sign))
}

/// Spaces of typesetting, which word processors and web pages put in place of ordinary ones.
fn is_odd_space(sign: char) -> bool {
    matches!(
        sign,
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200b}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
    )
}

//! Reads scalars and bracketed values: plain, quoted, block and flow.

use std::ops::Range;

use super::flow;
use super::line::{self, Lines};
use super::node::{Kind, Node, Style, Text, Trouble};
use super::quoted;

/// A scalar or a bracketed value.
#[derive(Debug, Default)]
pub(super) struct Scalar {
    pub node: Node,
    /// The line after it.
    pub next: usize,
    pub plain: bool,
    /// Whether it is in `[ ]` or `{ }`; `braces` if it is in `{ }`.
    pub brackets: bool,
    pub braces: bool,
    /// Whether a comment follows, which ends a text.
    pub noted: bool,
    /// If it continues over a line that looks like an item: whether that line begins with a capital letter.
    pub joins_an_item: Option<bool>,
}

impl Scalar {
    pub fn is_nothing(&self) -> bool {
        self.node.is_nothing()
    }
}

/// The lines of a value, the first of which may differ from the file's.
pub(super) struct Source<'s> {
    pub lines: &'s Lines<'s>,
    pub first: &'s str,
    pub number: usize,
    /// The column of its key or dash; `None` at the top level.
    pub parent: Option<usize>,
    /// Returns the effective indent of a line.
    pub indent: &'s dyn Fn(usize) -> usize,
}

/// Reads a key, without its quotation marks.
pub(super) fn key(written: &str) -> Result<String, Trouble> {
    let whole = |text: Option<(String, usize)>| match text {
        Some((text, end)) if end == written.len() => Ok(text),
        _ => Err(Trouble::Quote),
    };
    match written.bytes().next() {
        Some(b'"') => whole(quoted::double(written, 0)),
        Some(b'\'') => whole(quoted::single(written, 0)),
        Some(
            b'&' | b'*' | b'!' | b'|' | b'>' | b'@' | b'`' | b'%' | b'[' | b'{' | b',' | b']'
            | b'}',
        ) => Err(Trouble::Indicator),
        _ => Ok(written.replace('\t', " ")),
    }
}

impl Source<'_> {
    pub(super) fn line(&self, number: usize) -> &str {
        if number == self.number {
            self.first
        } else {
            self.lines.get(number)
        }
    }

    pub(super) fn offset(&self, number: usize, column: usize) -> usize {
        self.lines.start(number) + column
    }

    /// Whether a line is indented further than the key or dash of the value.
    pub(super) fn is_below(&self, number: usize) -> bool {
        self.parent
            .is_none_or(|parent| (self.indent)(number) > parent)
    }

    /// Reads the value that begins in `column` of the first line.
    pub fn read(&self, column: usize) -> Result<Scalar, Trouble> {
        let content = self.first.get(column..).unwrap_or_default();
        let second = content.chars().nth(1);
        match content.chars().next() {
            Some('"' | '\'' | '[' | '{') => self.enclosed(column),
            Some('|' | '>') => self.block(column, content),
            Some('&' | '*' | '!' | '@' | '`' | '%' | ',' | ']' | '}' | '#') => {
                Err(Trouble::Indicator)
            }
            Some('-' | '?' | ':')
                if second.is_none_or(|second| second == ' ' || second == '\t') =>
            {
                Err(Trouble::Indicator)
            }
            _ => Ok(self.plain(column)),
        }
    }

    fn plain(&self, column: usize) -> Scalar {
        let content = self.first.get(column..).unwrap_or_default();
        let (first, mut note) = line::before_comment(content);
        note = note.map(|at| at + column);
        let mut text = first.to_owned();
        let mut last = self.number;
        let mut end = column + first.len();
        let mut joins_an_item = None;
        let mut number = self.number + 1;
        while note.is_none() && number < self.lines.len() {
            let whole = self.line(number);
            let trimmed = whole.trim_matches([' ', '\t']);
            if trimmed.is_empty() {
                number += 1;
                continue;
            }
            // Document markers are at the start of a line.
            let mark = !whole.starts_with([' ', '\t']) && line::is_document(whole);
            if trimmed.starts_with('#')
                || mark
                || !self.is_below(number)
                || line::colon(trimmed).is_some()
            {
                break;
            }
            let (piece, hash) = line::before_comment(trimmed);
            match number - last {
                1 => text.push(' '),
                blank => text.push_str(&"\n".repeat(blank - 1)),
            }
            text.push_str(piece);
            if line::is_item(piece) {
                let capital = piece
                    .trim_start_matches(['-', ' '])
                    .starts_with(char::is_uppercase);
                joins_an_item = joins_an_item.max(Some(capital));
            }
            let begins = whole.len() - whole.trim_start_matches([' ', '\t']).len();
            end = begins + piece.len();
            note = hash.map(|at| at + begins);
            last = number;
            number += 1;
        }
        let start = self.offset(self.number, column);
        let exact = (last == self.number).then_some(0);
        let noted = note.is_some();
        let text = Text {
            text: text.replace('\t', " "),
            style: Style::Plain,
            exact,
        };
        Scalar {
            node: Node {
                kind: Kind::Text(text),
                span: start..self.offset(last, end),
                note: self.note(last, note),
            },
            next: last + 1,
            plain: true,
            noted,
            joins_an_item,
            ..Scalar::default()
        }
    }

    pub(super) fn note(&self, number: usize, column: Option<usize>) -> Option<Range<usize>> {
        let column = column?;
        let end = self.line(number).trim_end().len();
        Some(self.offset(number, column)..self.offset(number, end))
    }

    /// Reads a quoted text or a bracketed value, which may end some lines below.
    fn enclosed(&self, column: usize) -> Result<Scalar, Trouble> {
        let quoted = self
            .first
            .get(column..)
            .is_some_and(|content| content.starts_with(['"', '\'']));
        let trouble = if quoted {
            Trouble::Quote
        } else {
            Trouble::Brackets
        };
        let mut text = self.first.get(column..).unwrap_or_default().to_owned();
        let mut number = self.number;
        // The offset at which each line begins in `text`.
        let mut starts = vec![0];
        let (mut node, length) = loop {
            if let Some(read) = flow::read(&text)? {
                break read;
            }
            number += 1;
            if number >= self.lines.len() || number > self.number + MAX_LINES {
                return Err(trouble);
            }
            let line = self.line(number);
            if !line.trim().is_empty() && !self.is_below(number) {
                return Err(trouble);
            }
            text.push('\n');
            starts.push(text.len());
            text.push_str(line);
        };
        let at = |within: usize| {
            let row = starts
                .partition_point(|start| *start <= within)
                .saturating_sub(1);
            let begins = starts.get(row).copied().unwrap_or_default();
            let before = if row == 0 { column } else { 0 };
            self.offset(self.number + row, before + within - begins)
        };
        node.map_spans(&at);
        let rest = text.get(length..).unwrap_or_default();
        let (behind, hash) = line::before_comment(rest);
        let touching = rest.starts_with('#');
        if !behind.is_empty() || touching {
            return Err(trouble);
        }
        let note = hash.map(|hash| at(length + hash)..at(text.trim_end().len()));
        let brackets = !quoted;
        let braces = text.starts_with('{');
        node.note = note;
        Ok(Scalar {
            node,
            next: number + 1,
            brackets,
            braces,
            noted: true,
            ..Scalar::default()
        })
    }
}

/// The most lines that a bracketed or quoted value may have.
const MAX_LINES: usize = 200;

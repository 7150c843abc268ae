//! Block scalars: literal (`|`) and folded (`>`).

use super::line;
use super::node::Trouble;
use super::node::{Kind, Node, Style, Text};
use super::scalar::{Scalar, Source};

impl Source<'_> {
    pub(super) fn block(&self, column: usize, content: &str) -> Result<Scalar, Trouble> {
        let (header, note) = line::before_comment(content);
        let folded = header.starts_with('>');
        let mut explicit = None;
        for ch in header.chars().skip(1) {
            match ch {
                '+' | '-' => {}
                '1'..='9' if explicit.is_none() => explicit = ch.to_digit(10),
                _ => return Err(Trouble::Block),
            }
        }
        let parent = self
            .parent
            .map_or(0, |parent| parent + usize::from(explicit.is_none()));
        let mut depth = explicit.map(|explicit| self.parent.unwrap_or(0) + explicit as usize);
        let mut rows: Vec<&str> = Vec::new();
        let mut number = self.number + 1;
        let mut last = (self.number, column + header.len());
        while number < self.lines.len() {
            let line = self.line(number);
            let bare = line.trim_start_matches(' ');
            let raw = line.len() - bare.len();
            if bare.is_empty() {
                // Blank lines before the first line of text do not set the indent.
                let least = depth.unwrap_or(raw).min(raw);
                rows.push(line.get(least..).unwrap_or_default());
                number += 1;
                continue;
            }
            let here = (self.indent)(number);
            if here < depth.unwrap_or(parent) {
                if self.is_below(number) && !bare.starts_with('#') {
                    return Err(Trouble::Block);
                }
                break;
            }
            let depth = *depth.get_or_insert(here);
            let skip = (raw + depth).saturating_sub(here);
            rows.push(line.get(skip.min(raw)..).unwrap_or_default());
            last = (number, line.trim_end_matches([' ', '\t']).len());
            number += 1;
        }
        // A `>5` with nothing below it is ordinary text, such as "more than five".
        if explicit.is_some() && rows.iter().all(|row| row.is_empty()) {
            return Err(Trouble::Block);
        }
        let text = if folded { fold(&rows) } else { rows.join("\n") };
        let text = text.trim_end_matches('\n').replace('\t', " ");
        let start = self.offset(self.number, column);
        let note = self.note(self.number, note.map(|at| at + column));
        Ok(Scalar {
            node: Node {
                kind: Kind::Text(Text {
                    text,
                    style: Style::Block,
                    exact: None,
                }),
                span: start..self.offset(last.0, last.1),
                note,
            },
            next: number,
            noted: true,
            ..Scalar::default()
        })
    }
}

/// Folds the lines of a `>` block: single line breaks become spaces, blank lines become line breaks, and more indented
/// lines keep theirs.
fn fold(rows: &[&str]) -> String {
    let mut text = String::new();
    let more_indented = |row: &str| row.starts_with([' ', '\t']);
    let mut before: Option<&str> = None;
    let mut blank = 0;
    for row in rows {
        if row.is_empty() {
            blank += 1;
            continue;
        }
        match before {
            None => text.push_str(&"\n".repeat(blank)),
            Some(before) if more_indented(before) || more_indented(row) => {
                text.push_str(&"\n".repeat(blank + 1));
            }
            Some(_) if blank == 0 => text.push(' '),
            Some(_) => text.push_str(&"\n".repeat(blank)),
        }
        text.push_str(row);
        before = Some(row);
        blank = 0;
    }
    text
}

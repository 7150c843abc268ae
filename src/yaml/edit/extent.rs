//! Finds the lines that belong to an entry or an item: its own, the comments directly above, and the indented ones
//! below.

use std::ops::Range;

use crate::yaml::line::{self, Lines};
use crate::yaml::node::{Kind, Node};

/// The entries of a group, or the items of a list, with their positions in the file.
pub(super) struct Siblings<'t> {
    pub lines: Lines<'t>,
    text: &'t str,
    /// The span of each, from its key or dash to the end of its value.
    parts: Vec<Range<usize>>,
    /// Whether they are inside brackets.
    pub flow: bool,
    /// Whether they are at the top level of the file.
    top: bool,
}

impl<'t> Siblings<'t> {
    /// Returns the children of a node; `flow` says whether they are inside brackets.
    pub fn of(text: &'t str, node: &Node, flow: bool, top: bool) -> Siblings<'t> {
        let parts = match &node.kind {
            Kind::Map(entries) => entries
                .iter()
                .map(|entry| entry.key_span.start..end(&entry.value).max(entry.key_span.end))
                .collect(),
            Kind::List(items) => items
                .iter()
                .map(|item| item.dash..end(&item.value).max(item.dash + usize::from(!flow)))
                .collect(),
            Kind::Nothing | Kind::Text(_) => Vec::new(),
        };
        Siblings {
            lines: Lines::of(text),
            text,
            parts,
            flow,
            top,
        }
    }

    pub fn len(&self) -> usize {
        self.parts.len()
    }

    /// Returns the span from a key or a dash to the end of its value and trailing comment.
    pub fn part(&self, index: usize) -> Range<usize> {
        self.parts
            .get(index)
            .cloned()
            .unwrap_or(self.text.len()..self.text.len())
    }

    /// Returns the column of the keys or dashes.
    pub fn column(&self) -> usize {
        self.column_of(self.part(0).start)
    }

    pub fn column_of(&self, at: usize) -> usize {
        at - self.lines.start(self.lines.at(at)).min(at)
    }

    /// Whether a dash comes before it on its line.
    pub fn is_behind_a_dash(&self, index: usize) -> bool {
        let start = self.part(index).start;
        let before = self.text.get(self.lines.start(self.lines.at(start))..start);
        before.is_some_and(|before| before.bytes().any(|byte| byte != b' '))
    }

    /// Returns the first and the last line that belong to a child.
    pub fn line_range(&self, index: usize) -> (usize, usize) {
        let part = self.part(index);
        let column = self.column_of(part.start);
        let mut first = self.lines.at(part.start);
        let floor = match index.checked_sub(1) {
            Some(before) => self.last_line(before) + 1,
            // Comments above the first key belong to the file as a whole.
            None if self.top => first,
            None => 0,
        };
        while first > floor
            && !self.is_behind_a_dash(index)
            && self.is_comment(first - 1, |indent| indent == column)
        {
            first -= 1;
        }
        let mut last = self.last_line(index);
        while self.is_comment(last + 1, |indent| indent > column) {
            last += 1;
        }
        (first, last)
    }

    fn last_line(&self, index: usize) -> usize {
        let part = self.part(index);
        self.lines.at(part.end.saturating_sub(1).max(part.start))
    }

    fn is_comment(&self, number: usize, has_indent: impl Fn(usize) -> bool) -> bool {
        let line = self.lines.get(number);
        let content = line.trim_start_matches(' ');
        content.starts_with('#') && has_indent(line::indent(line))
    }

    /// Whether a line is blank or does not exist.
    pub fn is_blank(&self, number: usize) -> bool {
        self.lines.get(number).trim().is_empty()
    }

    /// Returns the span from the first character of a child's lines to the end of the last.
    pub fn extent(&self, index: usize) -> Range<usize> {
        if self.flow {
            return self.part(index);
        }
        let (first, last) = self.line_range(index);
        let line = self.lines.get(first);
        let start = self.lines.start(first) + line::indent(line);
        let start = if self.is_behind_a_dash(index) {
            self.part(index).start
        } else {
            start
        };
        start..self.lines.end(last).max(start)
    }

    /// Whether most of them are separated by a blank line.
    pub fn are_spaced(&self) -> bool {
        let pairs = self.len().saturating_sub(1);
        let spaced = (1..self.len()).filter(|index| {
            let (first, _) = self.line_range(*index);
            first > 0 && self.is_blank(first - 1)
        });
        spaced.count() * 2 > pairs
    }

    /// Returns where a child's share of the file begins when every byte is assigned to a child.
    fn share_start(&self, index: usize) -> usize {
        if self.flow || self.is_behind_a_dash(index) {
            return self.part(index).start;
        }
        self.lines.start(self.line_range(index).0)
    }
}

/// Divides the span `within` of a node among its entries or items: contiguous spans, from the start of the first to the
/// end.
pub fn extents(text: &str, node: &Node, within: Range<usize>) -> Vec<Range<usize>> {
    let flow = is_flow(text, node);
    let siblings = Siblings::of(text, node, flow, within.start == 0);
    let share_start = (0..siblings.len()).map(|index| siblings.share_start(index));
    let mut share_start: Vec<usize> = share_start.collect();
    share_start.push(within.end);
    share_start
        .windows(2)
        .filter_map(|pair| Some(*pair.first()?..*pair.get(1)?))
        .collect()
}

/// Whether a node is a list or a group in brackets.
pub(super) fn is_flow(text: &str, node: &Node) -> bool {
    let collection = matches!(node.kind, Kind::List(_) | Kind::Map(_));
    collection
        && text
            .get(node.span.start..)
            .is_some_and(|text| text.starts_with(['[', '{']))
}

/// Returns the end of a value including its trailing comments.
pub(super) fn end(node: &Node) -> usize {
    let note = node.note.as_ref().map_or(0, |note| note.end);
    let below = match &node.kind {
        Kind::List(items) => items.last().map(|item| end(&item.value)),
        Kind::Map(entries) => entries.last().map(|entry| end(&entry.value)),
        Kind::Nothing | Kind::Text(_) => None,
    };
    node.span.end.max(note).max(below.unwrap_or(0))
}

//! Which lines belong to an entry or an item: its own, the comments right above it, and those that are stepped in below it.

use std::ops::Range;

use crate::yaml::line::{self, Lines};
use crate::yaml::node::{Kind, Node};

/// The entries of a group or the items of a list in their file.
pub(super) struct Siblings<'t> {
    pub lines: Lines<'t>,
    text: &'t str,
    /// Where each begins, and where the last of its value ends.
    parts: Vec<Range<usize>>,
    /// Whether they stand in brackets.
    pub flow: bool,
    /// Whether they are the whole file's.
    top: bool,
}

impl<'t> Siblings<'t> {
    /// The parts of a node; `flow` says whether they stand in brackets.
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

    /// From the first sign of a name or a dash to the end of its value and of the comment behind it.
    pub fn part(&self, index: usize) -> Range<usize> {
        self.parts
            .get(index)
            .cloned()
            .unwrap_or(self.text.len()..self.text.len())
    }

    /// The column of the names or dashes.
    pub fn column(&self) -> usize {
        self.column_of(self.part(0).start)
    }

    pub fn column_of(&self, at: usize) -> usize {
        at - self.lines.start(self.lines.at(at)).min(at)
    }

    /// Whether something else stands before it on its line: the dash that it belongs to.
    pub fn is_behind_a_dash(&self, index: usize) -> bool {
        let start = self.part(index).start;
        let before = self.text.get(self.lines.start(self.lines.at(start))..start);
        before.is_some_and(|before| before.bytes().any(|byte| byte != b' '))
    }

    /// The first and the last of the lines that belong to a part.
    pub fn own(&self, index: usize) -> (usize, usize) {
        let part = self.part(index);
        let column = self.column_of(part.start);
        let mut first = self.lines.at(part.start);
        let floor = match index.checked_sub(1) {
            Some(before) => self.last_line(before) + 1,
            // What stands above the first name is the whole file's.
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

    fn is_comment(&self, number: usize, stands: impl Fn(usize) -> bool) -> bool {
        let typed = self.lines.get(number);
        let content = typed.trim_start_matches(' ');
        content.starts_with('#') && stands(line::indent(typed))
    }

    /// Whether a line has nothing on it, or is none.
    pub fn is_blank(&self, number: usize) -> bool {
        self.lines.get(number).trim().is_empty()
    }

    /// The stretch from the first sign of a part's own lines to the end of the last.
    pub fn stretch(&self, index: usize) -> Range<usize> {
        if self.flow {
            return self.part(index);
        }
        let (first, last) = self.own(index);
        let line = self.lines.get(first);
        let start = self.lines.start(first) + line::indent(line);
        let start = if self.is_behind_a_dash(index) {
            self.part(index).start
        } else {
            start
        };
        start..self.lines.end(last).max(start)
    }

    /// Whether most of them have an empty line between them.
    pub fn are_spaced(&self) -> bool {
        let pairs = self.len().saturating_sub(1);
        let spaced = (1..self.len()).filter(|index| {
            let (first, _) = self.own(*index);
            first > 0 && self.is_blank(first - 1)
        });
        spaced.count() * 2 > pairs
    }

    /// Where the stretch of each part begins that it has when every byte of the file belongs to one.
    fn begins(&self, index: usize) -> usize {
        if self.flow || self.is_behind_a_dash(index) {
            return self.part(index).start;
        }
        self.lines.start(self.own(index).0)
    }
}

/// The stretches of a file that belong to each entry or item of a node, within the node's own: side by side, from where the
/// first begins to the end.
pub fn extents(text: &str, node: &Node, within: Range<usize>) -> Vec<Range<usize>> {
    let flow = is_flow(text, node);
    let siblings = Siblings::of(text, node, flow, within.start == 0);
    let begins = (0..siblings.len()).map(|index| siblings.begins(index));
    let mut begins: Vec<usize> = begins.collect();
    begins.push(within.end);
    begins
        .windows(2)
        .filter_map(|pair| Some(*pair.first()?..*pair.get(1)?))
        .collect()
}

/// Whether a list or a group stands in brackets.
pub(super) fn is_flow(text: &str, node: &Node) -> bool {
    let collection = matches!(node.kind, Kind::List(_) | Kind::Map(_));
    collection
        && text
            .get(node.span.start..)
            .is_some_and(|text| text.starts_with(['[', '{']))
}

/// Where a value ends, with the comments behind it and behind what is below it.
pub(super) fn end(node: &Node) -> usize {
    let note = node.note.as_ref().map_or(0, |note| note.end);
    let below = match &node.kind {
        Kind::List(items) => items.last().map(|item| end(&item.value)),
        Kind::Map(entries) => entries.last().map(|entry| end(&entry.value)),
        Kind::Nothing | Kind::Text(_) => None,
    };
    node.span.end.max(note).max(below.unwrap_or(0))
}

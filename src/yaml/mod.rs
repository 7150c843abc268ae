//! Reads YAML into a lossless tree, using the format to recover from mistakes, and edits files in place.

mod block;
mod build;
pub mod edit;
mod flow;
mod line;
mod line_parser;
mod marks;
mod messages;
mod mistake;
mod node;
mod parser;
mod quoted;
mod recover;
mod repairs;
mod scalar;
mod shape;
mod state;
pub mod write;

pub use build::TooMuch;
pub use line::BULLETS;
pub use marks::as_quoted;
pub use mistake::Mistake;
pub use node::{Entry, Item, Kind, Node, Style, Text};
pub use shape::{Grammar, Shape};

use std::borrow::Cow;

use line::Lines;
use mistake::{Problem, Repair};
use parser::Parser;

use crate::diagnostic::{Edit, apply};

/// A parsed file.
#[derive(Debug)]
pub struct Tree {
    /// The root node, with spans in the original text.
    pub root: Node,
    /// The mistakes that were corrected so that it could be read.
    pub mistakes: Vec<Mistake>,
    /// Set if the file exceeds a limit.
    pub too_much: Option<TooMuch>,
}

/// Parses a text. This never fails: there is always a tree, and a mistake for everything that had to be corrected or
/// left out.
pub fn read(text: &str, grammar: &Grammar) -> Tree {
    let lines = Lines::of(text);
    let parser = Parser {
        lines: &lines,
        grammar,
    };
    let repairs = recover::recover(&parser);
    let edits = repairs.iter().flat_map(|repair| repair.edits.clone());
    let mut edits: Vec<Edit> = edits.collect();
    let mut mistakes = messages::mistakes(&lines, repairs);
    // Edits of different lines never overlap; if two edits of one line did, the text is read without repairs.
    let repaired = match apply(text, &edits).filter(|_| !edits.is_empty()) {
        Some(repaired) => Cow::Owned(repaired),
        None => {
            edits.clear();
            Cow::Borrowed(text)
        }
    };
    let repaired_lines = Lines::of(&repaired);
    let parser = Parser {
        lines: &repaired_lines,
        grammar,
    };
    let mut built = build::build(&parser);
    let positions = PositionMap::of(edits);
    if !positions.edits.is_empty() {
        built.root.map_spans(&|at| positions.original(at));
    }
    let unread_lines = built.unread.iter().take(MAX_UNREAD);
    let unread = unread_lines.map(|number| {
        let line = lines.at(positions.original(repaired_lines.start(*number)));
        Repair {
            lines: line..line + 1,
            edits: Vec::new(),
            problem: Problem::default(),
        }
    });
    mistakes.extend(messages::mistakes(&lines, unread.collect()));
    mistakes.sort_by_key(|mistake| mistake.place.start);
    Tree {
        root: built.root,
        mistakes,
        too_much: built.too_much,
    }
}

/// The most unreadable lines that are reported.
const MAX_UNREAD: usize = 20;

/// Maps offsets in the repaired text to the original text.
struct PositionMap {
    /// For each edit, the span of its new text in the repaired text and of the old one in the original.
    edits: Vec<(std::ops::Range<usize>, std::ops::Range<usize>)>,
}

impl PositionMap {
    fn of(mut edits: Vec<Edit>) -> PositionMap {
        edits.sort_by_key(|edit| (edit.bytes.start, edit.bytes.end));
        let mut original_before = 0;
        let mut repaired_before = 0;
        let spans = edits.into_iter().map(|edit| {
            let start = repaired_before + (edit.bytes.start - original_before);
            let end = start + edit.text.len();
            (original_before, repaired_before) = (edit.bytes.end, end);
            (start..end, edit.bytes)
        });
        PositionMap {
            edits: spans.collect(),
        }
    }

    fn original(&self, at: usize) -> usize {
        let next = self
            .edits
            .partition_point(|(repaired, _)| repaired.start <= at);
        let Some((repaired, original)) = next.checked_sub(1).and_then(|last| self.edits.get(last))
        else {
            return at;
        };
        // An offset inside new text has no counterpart: its start maps to the old text's start, the rest to the old
        // text's end.
        if at >= repaired.end {
            original.end + (at - repaired.end)
        } else if at == repaired.start {
            original.start
        } else {
            original.end
        }
    }
}

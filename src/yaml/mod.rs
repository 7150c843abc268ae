//! A YAML file as a lossless tree, read with the format at hand so that a slip is told as what was meant, and edited in place.

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
use mistake::{Repair, Slip};
use parser::Parser;

use crate::diagnostic::{Edit, apply};

/// A file as it was read.
#[derive(Debug)]
pub struct Tree {
    /// Its values, with their places in the text as it was typed.
    pub root: Node,
    /// What was mended so that it could be read.
    pub mistakes: Vec<Mistake>,
    /// Where it holds more than any plan does.
    pub too_much: Option<TooMuch>,
}

/// Reads a text. Whatever it holds, there is a tree, and a mistake for everything that was not read as it stands.
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
    // Edits of different lines never overlap; where two of one line did, the text is read as it stands.
    let mended = match apply(text, &edits).filter(|_| !edits.is_empty()) {
        Some(mended) => Cow::Owned(mended),
        None => {
            edits.clear();
            Cow::Borrowed(text)
        }
    };
    let mended_lines = Lines::of(&mended);
    let parser = Parser {
        lines: &mended_lines,
        grammar,
    };
    let mut built = build::build(&parser);
    let back = Back::of(edits);
    if !back.edits.is_empty() {
        built.root.placed(&|at| back.typed(at));
    }
    let unread_lines = built.unread.iter().take(MOST);
    let unread = unread_lines.map(|number| {
        let line = lines.at(back.typed(mended_lines.start(*number)));
        Repair {
            lines: line..line + 1,
            edits: Vec::new(),
            slip: Slip::default(),
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

/// Enough lines that could not be read to see that a file is wrong throughout.
const MOST: usize = 20;

/// The way from a mended text back to the typed one.
struct Back {
    /// Where each edit's new text stands in the mended text, and the old one in the typed.
    edits: Vec<(std::ops::Range<usize>, std::ops::Range<usize>)>,
}

impl Back {
    fn of(mut edits: Vec<Edit>) -> Back {
        edits.sort_by_key(|edit| (edit.bytes.start, edit.bytes.end));
        let mut typed_before = 0;
        let mut mended_before = 0;
        let both = edits.into_iter().map(|edit| {
            let start = mended_before + (edit.bytes.start - typed_before);
            let end = start + edit.text.len();
            (typed_before, mended_before) = (edit.bytes.end, end);
            (start..end, edit.bytes)
        });
        Back {
            edits: both.collect(),
        }
    }

    fn typed(&self, at: usize) -> usize {
        let next = self.edits.partition_point(|(mended, _)| mended.start <= at);
        let Some((mended, typed)) = next.checked_sub(1).and_then(|last| self.edits.get(last))
        else {
            return at;
        };
        // Within new text there is no place of its own: its beginning is the old text's, and all after it the old text's end.
        if at >= mended.end {
            typed.end + (at - mended.end)
        } else if at == mended.start {
            typed.start
        } else {
            typed.end
        }
    }
}

//! A YAML file as a lossless tree, read with the format at hand so that a slip is told as what was meant, and edited in place.

mod block;
mod build;
pub mod edit;
mod flow;
mod line;
mod machine;
mod mends;
mod node;
mod quoted;
mod reading;
mod recover;
mod runs;
mod said;
mod scalar;
mod shape;
mod slip;
mod state;
pub mod write;

pub use build::TooMuch;
pub use node::{Entry, Item, Kind, Node, Style, Text};
pub use said::as_quoted;
pub use shape::{Grammar, Shape};
pub use slip::Slip;

use line::Lines;
use machine::Machine;

use crate::diagnostic::{Edit, apply};

/// A file as it was read.
#[derive(Debug)]
pub struct Tree {
    /// Its values, with their places in the text as it was typed.
    pub root: Node,
    /// What was mended so that it could be read.
    pub slips: Vec<Slip>,
    /// Where it holds more than any plan does.
    pub too_much: Option<TooMuch>,
}

/// Reads a text. Whatever it holds, there is a tree, and a slip for everything that was not read as it stands.
pub fn read(text: &str, grammar: &Grammar) -> Tree {
    let lines = Lines::of(text);
    let machine = Machine {
        lines: &lines,
        grammar,
    };
    let mends = recover::recover(&machine);
    if mends.is_empty() {
        let built = build::build(&machine);
        let slips = unread(&lines, &built.unread);
        return Tree {
            root: built.root,
            slips,
            too_much: built.too_much,
        };
    }
    let edits: Vec<Edit> = mends.iter().flat_map(|mend| mend.edits.clone()).collect();
    let slips = said::slips(&lines, mends);
    // Edits of different lines never overlap; where two of one line did, the text is read as it stands.
    let (mended, edits) =
        apply(text, &edits).map_or_else(|| (text.to_owned(), Vec::new()), |mended| (mended, edits));
    let mended_lines = Lines::of(&mended);
    let machine = Machine {
        lines: &mended_lines,
        grammar,
    };
    let mut built = build::build(&machine);
    let back = Back::of(edits);
    built.root.placed(&|at| back.typed(at));
    let unread_lines: Vec<usize> = built
        .unread
        .iter()
        .map(|number| lines.at(back.typed(mended_lines.start(*number))))
        .collect();
    let mut slips = slips;
    slips.extend(unread(&lines, &unread_lines));
    slips.sort_by_key(|slip| slip.place.start);
    Tree {
        root: built.root,
        slips,
        too_much: built.too_much,
    }
}

/// Enough to see that a file is wrong throughout.
const MOST: usize = 20;

/// A slip for each line that could not be read.
fn unread(lines: &Lines<'_>, numbers: &[usize]) -> Vec<Slip> {
    let mend = |number: &usize| slip::Mend {
        lines: *number..*number + 1,
        edits: Vec::new(),
        what: slip::What::Unread,
    };
    said::slips(lines, numbers.iter().take(MOST).map(mend).collect())
}

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
        if at >= mended.end {
            typed.end + (at - mended.end)
        } else {
            (typed.start + (at - mended.start)).min(typed.end)
        }
    }
}

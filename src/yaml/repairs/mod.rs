//! The edits to try on a line, each with its cost.
//!
//! Each kind of mistake has a function here, a cost next to it, and a sentence in `mistakes.yaml`.

mod deleted;
mod indentation;
mod punctuation;
mod quoting;

use super::line;
use super::mistake::{Problem, Repair};
use super::parser::{Frame, Open, Parser, Shift, State, cost};
use super::shape::Shape;
use crate::diagnostic::Edit;

/// The cost of each kind of edit; an ordinary edit costs 100.
mod price {
    pub const EDIT: u32 = 100;
    /// A missing dash: less likely than a wrong indent of the group's key above.
    pub const NO_DASH: u32 = 103;
    /// A wrong character.
    pub const CHARACTER: u32 = 90;
    /// A deleted line above.
    pub const DELETED: u32 = 125;
    /// A line that continues the text above.
    pub const JOIN: u32 = 112;
    /// A dash without a space after it.
    pub const NO_SPACE: u32 = 64;
    /// A text without a dash below the key of a list.
    pub const ONE_ITEM: u32 = 65;
    /// A heading, or a ruled line.
    pub const HEADING: u32 = 95;
    /// A line that is left out.
    pub const SKIP: u32 = 400;
}

/// The most columns that a line is moved by.
const FURTHEST: usize = 6;

struct Candidates<'t, 'a, F> {
    parser: &'t Parser<'a>,
    state: &'t State<'a>,
    raw: &'t str,
    content: &'t str,
    indent: usize,
    push: F,
}

/// Pushes every possible reading of the next line: unchanged, and with each edit that makes it parse.
pub(super) fn next<'a>(
    parser: &Parser<'a>,
    state: &State<'a>,
    push: impl FnMut(State<'a>, u32, Option<Repair>),
) {
    let raw = parser.lines.get(state.at);
    let content = line::content(raw);
    let indent = line::indent(raw);
    let mut candidates = Candidates {
        parser,
        state,
        raw,
        content: content.trim_end_matches([' ', '\t']),
        indent,
        push,
    };
    if let Some(shift) = state.shift {
        candidates.shifted(shift);
        let ended = state.unshifted();
        let early = u32::from(indent > shift.from);
        let mut candidates = Candidates {
            state: &ended,
            ..candidates
        };
        candidates.unchanged(early);
    } else {
        candidates.unchanged(0);
    }
}

impl<'t, 'a, F: FnMut(State<'a>, u32, Option<Repair>)> Candidates<'t, 'a, F> {
    fn unchanged(&mut self, more: u32) {
        let step = self.parser.step(self.state, self.raw, &mut Vec::new());
        match step {
            Ok((next, cost)) => {
                let cost = cost + more + self.unusual_indent(self.indent);
                (self.push)(next, cost, None);
            }
            Err(trouble) => self.value(trouble),
        }
        self.whole_line();
        // The line begins with whitespace other than spaces.
        if self.raw.len() - self.raw.trim_start().len() != self.indent {
            return self.white_space();
        }
        self.reindented();
        self.dashes();
        self.colons();
        self.deleted();
        self.continuation();
    }

    /// Tries another text for the line.
    fn try_line(&mut self, line: &str, price: u32, problem: impl Into<Problem>) {
        let state = self.state.clone();
        self.try_line_in(&state, line, price, problem);
    }

    fn try_line_in(
        &mut self,
        state: &State<'a>,
        line: &str,
        price: u32,
        problem: impl Into<Problem>,
    ) {
        // An edit that leaves a serious problem is no better than none.
        if let Ok((next, rest)) = self.parser.step(state, line, &mut Vec::new())
            && rest <= cost::KIND
        {
            let mut edits = vec![self.edit(line)];
            if let Some(shift) = state.shift {
                edits.extend(self.below(self.state.at + 1..next.at, shift));
            }
            self.push_repair(next, price + rest, edits, problem);
        }
    }

    fn push_repair(
        &mut self,
        next: State<'a>,
        price: u32,
        edits: Vec<Edit>,
        problem: impl Into<Problem>,
    ) {
        let problem = problem.into();
        let lines = self.state.at..next.at.max(self.state.at + 1);
        (self.push)(
            next,
            price,
            Some(Repair {
                lines,
                edits,
                problem,
            }),
        );
    }

    /// Returns the smallest edit that changes the current line to `line`.
    fn edit(&self, line: &str) -> Edit {
        let start = self.parser.lines.start(self.state.at);
        let common_len = |pairs: &mut dyn Iterator<Item = (char, char)>| -> usize {
            pairs
                .take_while(|(a, b)| a == b)
                .map(|(a, _)| a.len_utf8())
                .sum()
        };
        let before = common_len(&mut self.raw.chars().zip(line.chars()));
        let (old, new) = (
            self.raw.get(before..).unwrap_or_default(),
            line.get(before..).unwrap_or_default(),
        );
        let after = common_len(&mut old.chars().rev().zip(new.chars().rev()));
        let text = new.get(..new.len() - after).unwrap_or_default();
        Edit::new(start + before..start + self.raw.len() - after, text)
    }

    /// Moves the continuation lines of a moved line along with it.
    fn below(&self, lines: std::ops::Range<usize>, shift: Shift) -> Vec<Edit> {
        let further_in = |number: &usize| {
            let line = self.parser.lines.get(*number);
            !line.trim().is_empty() && line::indent(line) > shift.from
        };
        let edit = |number: usize| {
            let start = self.parser.lines.start(number);
            if shift.to > shift.from {
                Edit::new(start..start, " ".repeat(shift.to - shift.from))
            } else {
                Edit::new(start..start + shift.from - shift.to, "")
            }
        };
        lines.filter(further_in).map(edit).collect()
    }

    fn at_column(&self, column: usize) -> String {
        format!("{}{}", " ".repeat(column), self.content)
    }

    fn content_length(&self) -> usize {
        line::content(self.raw).len()
    }

    /// Returns the columns of everything that is open, or may begin below the last key.
    fn columns(&self) -> Vec<usize> {
        let mut columns = Vec::new();
        if let Some(top) = &self.state.top
            && let Open::Value(_) = top.open
        {
            columns.push(top.column + 2);
            columns.push(top.column);
        }
        columns.extend(frames(self.state).map(|frame| frame.column));
        if self.state.top.is_none() {
            columns.push(0);
        }
        columns.sort_unstable();
        columns.dedup();
        columns.retain(|column| *column < 1_000);
        columns
    }

    /// Returns the lists that are open or may begin here: their columns, item shapes and keys.
    fn lists(&self) -> Vec<(usize, &'a Shape, Option<&'a str>)> {
        let mut lists = Vec::new();
        if let Some(top) = &self.state.top
            && let Open::Value(Some(shape)) = top.open
            && let Some(item) = shape.item()
        {
            let name = top
                .last
                .and_then(|last| top.shape?.fields().nth(last))
                .map(|(_, name, _)| name);
            let column = if self.indent > top.column + 2 {
                self.indent - 2
            } else {
                self.indent.max(top.column)
            };
            lists.push((column, item, name));
        }
        for frame in frames(self.state).filter(|frame| frame.list) {
            lists.extend(frame.shape.map(|item| (frame.column, item, frame.name())));
        }
        lists
    }
}

/// Iterates over the open lists and groups, innermost first.
fn frames<'s, 'a>(state: &'s State<'a>) -> impl Iterator<Item = &'s Frame<'a>> {
    let first = state.top.as_deref();
    std::iter::successors(first, |frame| frame.above.as_deref())
}

//! YAML's block structure, one step at a time: what is open above a line, and what the line makes of it.
//!
//! The same parser reads a file and tries out what a line might have been meant as (`recover`). It keeps to YAML to the
//! letter; what the format has no place for costs something, so that of two readings the one that the format knows wins.

use super::line::{self, Lines};
use super::line_parser::LineParser;
use super::shape::Grammar;
pub(super) use super::state::{Event, Frame, Open, Shift, State, Step, Trouble, cost};

pub(super) struct Parser<'a> {
    pub lines: &'a Lines<'a>,
    pub grammar: &'a Grammar,
}

impl<'a> Parser<'a> {
    /// The next line that is neither blank nor a comment.
    pub fn next(&self, from: usize) -> usize {
        let mut at = from;
        while at < self.lines.len() && line::is_blank(self.lines.get(at)) {
            at += 1;
        }
        at
    }

    /// Reads the line that comes next, which may differ from the one in the file.
    pub fn step(&self, state: &State<'a>, line: &str, events: &mut Vec<Event>) -> Step<'a> {
        let content = line.trim_start_matches(' ');
        if content.starts_with('\t') {
            return Err(Trouble::Tab);
        }
        let column = line.len() - content.len();
        if column == 0 && (line::is_document(content) || content.starts_with('%')) {
            // The mark before the first line begins the only document.
            let first = state.top.is_none() && content.trim_end() == "---";
            return if first {
                Ok((state.before(state.at + 1), 0))
            } else {
                Err(Trouble::Sign)
            };
        }
        let parser = LineParser {
            lines: self.lines,
            grammar: self.grammar,
            line,
            state: state.clone(),
            cost: 0,
            events,
        };
        parser.line(column)
    }
}

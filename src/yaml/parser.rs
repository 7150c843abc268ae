//! Parses YAML's block structure one line at a time.
//!
//! The same parser reads a file and tests candidate corrections (`recover`). It is strict about YAML; a line that the
//! format does not allow has a cost, so that of two readings the one that fits the format wins.

use super::line::{self, Lines};
use super::line_parser::LineParser;
use super::shape::Grammar;
pub(super) use super::state::{Event, Frame, Open, Shift, State, Step, Trouble, cost};

pub(super) struct Parser<'a> {
    pub lines: &'a Lines<'a>,
    pub grammar: &'a Grammar,
}

impl<'a> Parser<'a> {
    /// Returns the first line from `from` on that is neither blank nor a comment.
    pub fn next(&self, from: usize) -> usize {
        let mut at = from;
        while at < self.lines.len() && line::is_blank(self.lines.get(at)) {
            at += 1;
        }
        at
    }

    /// Parses the next line, whose text may differ from the file's.
    pub fn step(&self, state: &State<'a>, line: &str, events: &mut Vec<Event>) -> Step<'a> {
        let content = line.trim_start_matches(' ');
        if content.starts_with('\t') {
            return Err(Trouble::Tab);
        }
        let column = line.len() - content.len();
        if column == 0 && (line::is_document(content) || content.starts_with('%')) {
            // A `---` before the first line begins the only document.
            let first = state.top.is_none() && content.trim_end() == "---";
            return if first {
                Ok((state.before(state.at + 1), 0))
            } else {
                Err(Trouble::Indicator)
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

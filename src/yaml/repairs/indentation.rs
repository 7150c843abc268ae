//! Repairs for wrong indents and whitespace at the start of a line.

use super::{Candidates, FURTHEST, price};
use crate::yaml::line::is_item;
use crate::yaml::mistake::{Kind, Problem, Repair};
use crate::yaml::parser::{Open, Shift, State};

impl<'t, 'a, F: FnMut(State<'a>, u32, Option<Repair>)> Candidates<'t, 'a, F> {
    /// Tries the line moved along with those above it, or left in place.
    pub(super) fn shifted(&mut self, shift: Shift) {
        if self.indent < shift.from || self.raw.trim_start_matches(' ').starts_with('\t') {
            return;
        }
        let column = (self.indent + shift.to).saturating_sub(shift.from);
        let line = self.at_column(column);
        let price = if self.indent == shift.from {
            2
        } else {
            self.unusual_indent(column)
        };
        if let Ok((next, rest)) = self.parser.step(self.state, &line, &mut Vec::new()) {
            let mut edits = vec![self.edit(&line)];
            edits.extend(self.below(self.state.at + 1..next.at, shift));
            let problem = Problem {
                shift: Some(shift),
                ..Problem::from(Kind::TooFarAsWell)
            };
            self.push_repair(next, price + rest, edits, problem);
        }
    }

    /// Returns the extra cost of a column right below a key: children are usually indented by two.
    pub(super) fn unusual_indent(&self, column: usize) -> u32 {
        let top = self.state.top.as_ref();
        let below = top.filter(|top| matches!(top.open, Open::Value(_)) && !top.list);
        below.map_or(0, |top| if column == top.column + 2 { 0 } else { 2 })
    }

    /// Tries other indents for the line, alone and along with the lines below it.
    pub(super) fn reindented(&mut self) {
        for column in self.columns() {
            let far = column.abs_diff(self.indent);
            if far == 0 || far > FURTHEST {
                continue;
            }
            let shift = Shift {
                from: self.indent,
                to: column,
            };
            let line = self.at_column(column);
            // A list in the same column as its key is valid YAML, but not how plans are written.
            let beside = self.state.top.as_ref().is_some_and(|top| {
                matches!(top.open, Open::Value(_)) && top.column == column && is_item(self.content)
            });
            let price = price::EDIT + far as u32 + if beside { 5 } else { 0 };
            let problem = Problem {
                column,
                shift: Some(shift),
                ..Problem::from(Kind::TooFar)
            };
            self.try_line(&line, price, problem.clone());
            let state = State {
                shift: Some(shift),
                ..self.state.clone()
            };
            self.try_line_in(&state, &line, price + 1, problem);
        }
    }

    /// Tries other indents for a line that begins with a tab or with non-standard spaces.
    pub(super) fn white_space(&mut self) {
        let space = self
            .raw
            .get(..self.raw.len() - self.content_length())
            .unwrap_or_default();
        let tab = space.contains('\t');
        let width = space
            .chars()
            .map(|ch| if ch == '\t' { 2 } else { 1 })
            .sum::<usize>();
        let mut columns = self.columns();
        if let Some(Open::Text) = self.state.top.as_ref().map(|top| top.open) {
            columns.extend(self.state.top.iter().map(|top| top.column + 4));
        }
        for column in columns {
            let kind = match column {
                _ if !tab => Kind::OddSpaces,
                0 => Kind::TabAtTheMargin,
                _ => Kind::Tab,
            };
            let problem = Problem {
                column,
                ..Problem::from(kind)
            };
            let line = self.at_column(column);
            // It certainly needs a repair; only the right indent is in doubt.
            let price = column.abs_diff(width).min(20) as u32;
            self.try_line(&line, price, problem);
        }
    }
}

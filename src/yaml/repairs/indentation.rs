//! Lines that stand too far in or out, or begin with white space that is none.

use super::{Candidates, FURTHEST, price};
use crate::yaml::line::is_item;
use crate::yaml::mistake::{Kind, Repair, Slip};
use crate::yaml::parser::{Open, Shift, State};

impl<'t, 'a, F: FnMut(State<'a>, u32, Option<Repair>)> Candidates<'t, 'a, F> {
    /// The line moved with those above it, or staying in line with what they belong to.
    pub(super) fn shifted(&mut self, shift: Shift) {
        if self.indent < shift.from || self.raw.trim_start_matches(' ').starts_with('\t') {
            return;
        }
        let column = (self.indent + shift.to).saturating_sub(shift.from);
        let line = self.at_column(column);
        let price = if self.indent == shift.from {
            2
        } else {
            self.unusual(column)
        };
        if let Ok((next, rest)) = self.parser.step(self.state, &line, &mut Vec::new()) {
            let mut edits = vec![self.edit(&line)];
            edits.extend(self.below(self.state.at + 1..next.at, shift));
            let slip = Slip {
                shift: Some(shift),
                ..Slip::from(Kind::TooFarAsWell)
            };
            self.mended(next, price + rest, edits, slip);
        }
    }

    /// What is unusual about a column right below a name: what it holds is mostly stepped in by two.
    pub(super) fn unusual(&self, column: usize) -> u32 {
        let top = self.state.top.as_ref();
        let below = top.filter(|top| matches!(top.open, Open::Value(_)) && !top.list);
        below.map_or(0, |top| if column == top.column + 2 { 0 } else { 2 })
    }

    /// The line further in or out, and those below it as far.
    pub(super) fn stepped(&mut self) {
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
            // A list right below its name is good YAML, and not how a plan is written.
            let beside = self.state.top.as_ref().is_some_and(|top| {
                matches!(top.open, Open::Value(_)) && top.column == column && is_item(self.content)
            });
            let price = price::EDIT + far as u32 + if beside { 5 } else { 0 };
            let slip = Slip {
                column,
                shift: Some(shift),
                ..Slip::from(Kind::TooFar)
            };
            self.put(&line, price, slip.clone());
            let state = State {
                shift: Some(shift),
                ..self.state.clone()
            };
            self.put_in(&state, &line, price + 1, slip);
        }
    }

    /// A line that begins with a tab, or with spaces of a word processor.
    pub(super) fn white_space(&mut self) {
        let space = self
            .raw
            .get(..self.raw.len() - self.content_length())
            .unwrap_or_default();
        let tab = space.contains('\t');
        let width = space
            .chars()
            .map(|sign| if sign == '\t' { 2 } else { 1 })
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
            let slip = Slip {
                column,
                ..Slip::from(kind)
            };
            let line = self.at_column(column);
            // That it must be mended is certain; only how far in it belongs is in doubt.
            let price = column.abs_diff(width).min(20) as u32;
            self.put(&line, price, slip);
        }
    }
}

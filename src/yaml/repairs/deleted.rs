//! Repairs for a deleted line above: a parent key, or the first line of an item.

use super::quoting::scalar_of;
use super::{Candidates, frames, price};
use crate::diagnostic::Edit;
use crate::path::{Path, at};
use crate::yaml::line::{self, is_item, key_end};
use crate::yaml::marks::value_and_note;
use crate::yaml::mistake::{Kind, Problem, Repair};
use crate::yaml::parser::{Frame, Open, State};
use crate::yaml::shape::Shape;

impl<'t, 'a, F: FnMut(State<'a>, u32, Option<Repair>)> Candidates<'t, 'a, F> {
    /// Tries to restore a deleted line above: a parent key, or an item's first line.
    pub(super) fn deleted(&mut self) {
        let at = line::item_start(self.raw);
        let content = self.raw.get(at..).unwrap_or_default().trim_end();
        let item = is_item(self.content);
        let named = key_end(content).map(|colon| content.get(..colon).unwrap_or_default());
        // A text where an item's first key belongs.
        if item && named.is_none() && !content.is_empty() {
            for (_, shape, _) in self.lists() {
                if let Some((_, first, Shape::Text | Shape::Word)) = shape.fields().next() {
                    let head = self.raw.get(..at).unwrap_or_default();
                    let (text, note) = value_and_note(content);
                    let line = format!("{head}{first}: {}{note}", scalar_of(text));
                    let price = if self.names_follow(at, shape, first) {
                        price::EDIT + 1
                    } else {
                        price::EDIT + 8
                    };
                    self.try_line(&line, price, Problem::named(Kind::NoName, first));
                }
            }
        }
        let Some(name) = named else { return };
        // A parent key for this one.
        for (column, shape, frame) in self.groups() {
            for (_, part, below) in shape.fields() {
                let begins = |shape: &Shape| {
                    shape
                        .fields()
                        .next()
                        .is_some_and(|(_, first, _)| first == name)
                };
                let inner = if item {
                    below.item().filter(|item| begins(item))
                } else {
                    Some(below).filter(|below| matches!(below, Shape::Group(_)))
                };
                let inner = inner.is_some_and(|inner| inner.field(name).is_some());
                if !inner
                    || frame.is_some_and(|frame| !frame.wants(part))
                    || self.occurs_below(column, part)
                {
                    continue;
                }
                let above = format!("{}{part}:", " ".repeat(column));
                let Ok((inside, 0)) = self.parser.step(self.state, &above, &mut Vec::new()) else {
                    continue;
                };
                let inside = inside.before(self.state.at);
                if let Ok((next, 0)) = self.parser.step(&inside, self.raw, &mut Vec::new()) {
                    let start = self.parser.lines.start(self.state.at);
                    let problem = Problem {
                        column,
                        ..Problem::named(Kind::NameDeleted, part)
                    };
                    let edit = Edit::new(start..start, format!("{above}\n"));
                    self.push_repair(next, price::DELETED, vec![edit], problem);
                }
            }
        }
        // The second line of an item whose first was deleted.
        let here = frames(self.state).find(|frame| !frame.list && frame.column == self.indent);
        if let Some(top) = here.filter(|_| !item)
            && let Some(list) = top.above.as_ref().filter(|above| above.list)
            && let Some((_, first, _)) = list.shape.and_then(|shape| shape.fields().next())
            && first != name
            && !top.wants(name)
            && self.indent >= list.column + 2
        {
            let gap = self.indent - list.column - 1;
            let line = format!(
                "{}-{}{}",
                " ".repeat(list.column),
                " ".repeat(gap),
                self.content
            );
            let of = list.name().unwrap_or_default();
            let problem = Problem {
                list: of.to_owned(),
                missing: self.path_of_next(of, list, first),
                ..Problem::named(Kind::FirstDeleted, first)
            };
            self.try_line(&line, price::DELETED, problem);
        }
    }

    /// Whether the next line has another of the group's keys in this column.
    pub(super) fn names_follow(&self, column: usize, shape: &Shape, first: &str) -> bool {
        let next = self.parser.lines.get(self.parser.next(self.state.at + 1));
        let content = next.get(column..).unwrap_or_default();
        let name = key_end(content).and_then(|colon| content.get(..colon));
        // A key that the item above still lacks belongs to that item.
        let above = frames(self.state).find(|frame| !frame.list && frame.column == column);
        let another = name.is_some_and(|name| !above.is_some_and(|above| above.wants(name)));
        let known = name.is_some_and(|name| name != first && shape.field(name).is_some());
        line::indent(next) == column && known && another
    }

    /// Returns the groups left of the line that are open or may begin here: their columns, their shapes and, if open,
    /// their frames.
    pub(super) fn groups(&self) -> Vec<(usize, &'a Shape, Option<&'t Frame<'a>>)> {
        let mut groups = Vec::new();
        let state: &'t State<'a> = self.state;
        if let Some(top) = &state.top
            && let Open::Value(Some(shape)) = top.open
        {
            groups.push((top.column.min(1_000) + 2, shape, None));
        }
        let open = frames(state).filter(|frame| !frame.list);
        groups.extend(open.filter_map(|frame| Some((frame.column, frame.shape?, Some(frame)))));
        groups.retain(|(column, ..)| *column < self.indent);
        groups
    }

    /// Returns the path of an item's missing first key in a top-level list, so that it is not reported a second time.
    pub(super) fn path_of_next(&self, of: &str, list: &Frame<'a>, first: &str) -> Option<Path> {
        if list.depth != 1 {
            return None;
        }
        let above = (0..self.state.at)
            .rev()
            .map(|number| self.parser.lines.get(number));
        let of_the_list =
            above.take_while(|line| line.trim().is_empty() || line::indent(line) >= list.column);
        let items = of_the_list
            .filter(|line| line::indent(line) == list.column && is_item(line.trim_start()));
        Some(at!(of.to_owned(), items.count(), first.to_owned()))
    }

    /// Whether a key occurs further down in the same group.
    pub(super) fn occurs_below(&self, column: usize, name: &str) -> bool {
        let lines = self.parser.lines;
        let below = (self.state.at + 1..lines.len()).map(|number| lines.get(number));
        let of_the_group = |line: &&str| line.trim().is_empty() || line::indent(line) >= column;
        let mut below = below.take_while(of_the_group);
        below.any(|line| {
            let content = line.get(column..).unwrap_or_default();
            line::indent(line) == column
                && content
                    .strip_prefix(name)
                    .is_some_and(|rest| rest.starts_with(':'))
        })
    }
}

//! Parses one line: what it closes, what it opens, and its value.

use std::rc::Rc;

use super::line::{self, Lines};
use super::node;
use super::scalar;
use super::shape::{Grammar, Shape};
use super::state::{Event, Frame, MAX_DEPTH, Open, Shift, State, Step, Trouble, cost};

/// A line being parsed.
pub(super) struct LineParser<'m, 'a> {
    pub lines: &'a Lines<'a>,
    pub grammar: &'a Grammar,
    pub line: &'m str,
    /// The state before the line, updated to the state after it.
    pub state: State<'a>,
    pub cost: u32,
    pub events: &'m mut Vec<Event>,
}

impl<'m, 'a> LineParser<'m, 'a> {
    /// Parses the line, whose content begins in `column`.
    pub fn line(mut self, column: usize) -> Step<'a> {
        self.state.at = self.next(column)?;
        Ok((self.state, self.cost))
    }

    fn next(&mut self, column: usize) -> Result<usize, Trouble> {
        let content = self.line.get(column..).unwrap_or_default();
        let item = line::is_item(content);
        while let Some(top) = &self.state.top {
            let list_ends = top.list
                && top.column == column
                && !item
                && top
                    .above
                    .as_ref()
                    .is_some_and(|above| above.column == column);
            if top.column <= column && !list_ends {
                break;
            }
            self.state.top = top.above.clone();
            if self.state.top.is_none() {
                return Err(Trouble::Indent);
            }
        }
        let Some(top) = self.state.top.clone() else {
            return self.node(column, Some(&self.grammar.shape), false);
        };
        if let Open::Value(shape) = top.open
            && (column > top.column || column == top.column && item && !top.list)
        {
            self.set_open(Open::Nothing);
            return self.node(column, shape, false);
        }
        if column > top.column {
            return Err(Trouble::Indent);
        }
        if top.list {
            return if item {
                self.item(column)
            } else {
                Err(Trouble::NoDash)
            };
        }
        self.entry(column)
    }

    /// Parses a value that begins in `column`. On the same line as its key it cannot be a block list or map.
    fn node(
        &mut self,
        column: usize,
        shape: Option<&'a Shape>,
        after_key: bool,
    ) -> Result<usize, Trouble> {
        let content = self.line.get(column..).unwrap_or_default();
        if line::is_item(content) {
            if after_key {
                return Err(Trouble::Value(node::Trouble::Dash));
            }
            let item = shape.and_then(Shape::item);
            match shape {
                Some(shape) if shape.is_group() => self.cost += cost::NO_DASH,
                Some(_) if item.is_none() => self.cost += cost::KIND,
                _ => {}
            }
            let depth = self.push(column, true, item)?;
            self.events.push(Event::List { depth });
            return self.item(column);
        }
        if content.starts_with(['[', '{']) {
            return self.value(column, shape);
        }
        if line::key_end(content).is_some() {
            if after_key {
                return Err(Trouble::Value(node::Trouble::Colon));
            }
            let group = shape.filter(|shape| shape.is_group());
            if shape.is_some() && group.is_none() {
                self.cost += match shape.and_then(Shape::item) {
                    Some(item) if item.is_group() => cost::NO_DASH,
                    Some(_) => cost::KIND,
                    None => cost::JOINED,
                };
            }
            let depth = self.push(column, false, group)?;
            self.events.push(Event::Map { depth });
            return self.entry(column);
        }
        self.value(column, shape)
    }

    fn item(&mut self, column: usize) -> Result<usize, Trouble> {
        let top = self.state.top.clone();
        let shape = top.as_ref().and_then(|top| top.shape);
        let depth = top.map_or(0, |top| top.depth);
        let at = self.offset(column);
        self.events.push(Event::Dash { depth, at });
        let rest = self.line.get(column + 1..).unwrap_or_default();
        let content = rest.trim_start_matches([' ', '\t']);
        if content.is_empty() || content.starts_with('#') {
            self.note(self.line.len() - content.len());
            self.set_open(Open::Value(shape));
            return Ok(self.state.at + 1);
        }
        self.set_open(Open::Nothing);
        self.node(column + 1 + rest.len() - content.len(), shape, false)
    }

    fn entry(&mut self, column: usize) -> Result<usize, Trouble> {
        let content = self.line.get(column..).unwrap_or_default();
        if content.starts_with("? ") || content == "?" {
            return Err(Trouble::Indicator);
        }
        if line::is_item(content) {
            return Err(Trouble::NoKey);
        }
        let colon = line::key_end(content).ok_or(Trouble::NoKey)?;
        let raw_key = content
            .get(..colon)
            .unwrap_or_default()
            .trim_end_matches([' ', '\t']);
        let key = scalar::key(raw_key).map_err(Trouble::Value)?;
        let Some(top) = self.state.top.clone() else {
            return Err(Trouble::Indent);
        };
        let mut seen = top.seen;
        let mut last = None;
        let mut group = top.shape;
        let shape = match top.shape.map(|shape| (shape, shape.field(&key))) {
            Some((_, Some((number, below)))) => {
                let bit = number.map_or(0, |number| 1u64.checked_shl(number as u32).unwrap_or(0));
                if seen & bit != 0 {
                    self.cost += cost::TWICE;
                }
                seen |= bit;
                last = number;
                Some(below)
            }
            Some((_, None)) => {
                let known = self.grammar.knows(&key);
                self.cost += if known {
                    cost::ELSEWHERE
                } else {
                    cost::UNKNOWN
                };
                // If an item begins with a key that belongs elsewhere, only that first key is penalised.
                let item = top.above.as_ref().is_some_and(|above| above.list);
                if known && item && seen == 0 {
                    group = None;
                }
                None
            }
            None => None,
        };
        let start = self.offset(column);
        let end = start + raw_key.len();
        self.events.push(Event::Key {
            depth: top.depth,
            key,
            start,
            end,
        });
        let rest = content.get(colon + 1..).unwrap_or_default();
        let value = rest.trim_start_matches([' ', '\t']);
        let empty = value.is_empty() || value.starts_with('#');
        let open = if empty {
            Open::Value(shape)
        } else {
            Open::Nothing
        };
        self.state.top = Some(Rc::new(Frame {
            shape: group,
            seen,
            last,
            open,
            above: top.above.clone(),
            ..*top
        }));
        let value_at = self.line.len() - value.len();
        if empty {
            self.note(value_at);
            return Ok(self.state.at + 1);
        }
        self.node(value_at, shape, true)
    }

    /// Parses a text or a bracketed value.
    fn value(&mut self, column: usize, shape: Option<&'a Shape>) -> Result<usize, Trouble> {
        let parent = self.state.top.as_ref().map(|top| top.column);
        let indents =
            |number| Shift::column(self.state.shift, line::indent(self.lines.get(number)));
        let source = scalar::Source {
            lines: self.lines,
            first: self.line,
            number: self.state.at,
            parent,
            indent: &indents,
        };
        let scalar = source.read(column).map_err(|trouble| match trouble {
            node::Trouble::Deep => Trouble::Deep,
            trouble => Trouble::Value(trouble),
        })?;
        let text = !scalar.brackets;
        match shape {
            Some(shape) if shape.is_group() && !scalar.braces && !scalar.is_nothing() => {
                self.cost += cost::NO_GROUP;
            }
            Some(Shape::List(_)) if text && !scalar.is_nothing() => self.cost += cost::KIND,
            Some(Shape::Text | Shape::Word) if !text => self.cost += cost::KIND,
            _ => {}
        }
        match scalar.joins_an_item {
            Some(true) => self.cost += cost::JOINED_ITEM,
            Some(false) => self.cost += cost::JOINED,
            None => {}
        }
        let next = scalar.next;
        let more = scalar.plain && !scalar.noted;
        self.events.push(Event::Value(scalar));
        self.set_open(if more { Open::Text } else { Open::Nothing });
        if self.state.top.is_none() {
            // The whole file is a single text: nothing may follow it.
            self.push(usize::MAX, false, None)?;
        }
        Ok(next)
    }

    fn push(
        &mut self,
        column: usize,
        list: bool,
        shape: Option<&'a Shape>,
    ) -> Result<u32, Trouble> {
        let depth = self.state.top.as_ref().map_or(0, |top| top.depth + 1);
        if depth >= MAX_DEPTH {
            return Err(Trouble::Deep);
        }
        let above = self.state.top.take();
        let open = Open::Nothing;
        let frame = Frame {
            column,
            list,
            shape,
            seen: 0,
            last: None,
            open,
            above,
            depth,
        };
        self.state.top = Some(Rc::new(frame));
        Ok(depth)
    }

    fn set_open(&mut self, open: Open<'a>) {
        if let Some(top) = &self.state.top {
            let above = top.above.clone();
            self.state.top = Some(Rc::new(Frame {
                open,
                above,
                ..**top
            }));
        }
    }

    fn note(&mut self, column: usize) {
        if column < self.line.len() {
            let end = self.offset(self.line.trim_end().len());
            self.events.push(Event::Note(self.offset(column)..end));
        }
    }

    fn offset(&self, column: usize) -> usize {
        self.lines.start(self.state.at) + column
    }
}

//! YAML's block structure, one step at a time: what is open above a line, and what the line makes of it.
//!
//! The same machine reads a file and tries out what a line might have been meant as (`recover`). It keeps to YAML to the
//! letter; what the format has no place for costs something, so that of two readings the one that the format knows wins.

use std::rc::Rc;

use super::line::{self, Lines};
use super::scalar::{self, Scalar};
use super::shape::{Grammar, Shape};

/// The deepest nesting that is read. A plan needs six levels.
pub(super) const DEEPEST: u32 = 32;

/// What it costs where a line is good YAML and the format has no place for it.
pub(super) mod cost {
    /// A name that the format has nowhere.
    pub const UNKNOWN: u32 = 90;
    /// A name that has its place elsewhere.
    pub const ELSEWHERE: u32 = 160;
    /// A name that is here already.
    pub const TWICE: u32 = 140;
    /// A value of another kind than the field takes.
    pub const KIND: u32 = 70;
    /// A text where a list of groups has its items, or a group its names.
    pub const NO_GROUP: u32 = 110;
    /// The names of a group in the place of a list of groups.
    pub const NO_DASH: u32 = 150;
    /// A line that begins as an item does, read as the end of the text above.
    pub const JOINED: u32 = 80;
    /// The same of one that begins with a capital letter: it is an item that stands too far in.
    pub const JOINED_ITEM: u32 = 105;
}

/// What is open above a line.
#[derive(Clone, Debug)]
pub(super) struct State<'g> {
    /// The innermost list or group that is open; none before the first line.
    pub top: Option<Rc<Frame<'g>>>,
    /// The line that comes next, counted from 0.
    pub at: usize,
    /// Lines that are moved in or out together.
    pub shift: Option<Shift>,
}

/// A list or a group that is open.
#[derive(Debug)]
pub(super) struct Frame<'g> {
    /// The column of its names or its dashes.
    pub column: usize,
    /// Whether it is a list.
    pub list: bool,
    /// What the group holds, or each item of the list; nothing where the format has no place for it.
    pub shape: Option<&'g Shape>,
    /// The names that are there, by their numbers.
    pub seen: u64,
    /// The number of the last name.
    pub last: Option<usize>,
    /// What may come next below the last name or dash.
    pub open: Open<'g>,
    pub above: Option<Rc<Frame<'g>>>,
    pub depth: u32,
}

/// What may stand below a name or a dash.
#[derive(Clone, Copy, Debug)]
pub(super) enum Open<'g> {
    /// Nothing: its value is complete.
    Nothing,
    /// Its value, of this shape.
    Value(Option<&'g Shape>),
    /// More of a text without quotation marks.
    Text,
}

/// Lines that stand too far in or out by as much as the first of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Shift {
    /// How far in the first one stands.
    pub from: usize,
    /// How far in it belongs.
    pub to: usize,
}

/// Why a line is no YAML where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// It begins with a tab.
    Tab,
    /// It stands further in or out than anything that is open.
    Indent,
    /// A name with its `:` was to come.
    NoKey,
    /// A `- ` was to come.
    NoDash,
    /// Its value is no YAML.
    Value(scalar::Trouble),
    /// It begins or ends a document, or has a sign of YAML's that a plan does not need.
    Sign,
    /// It is nested too deeply.
    Deep,
}

/// What a line adds to the tree.
#[derive(Debug)]
pub(super) enum Event {
    /// A group begins in the place that is open.
    Map { depth: u32 },
    /// A list begins in the place that is open.
    List { depth: u32 },
    /// A name of the group at this depth.
    Key { depth: u32, key: String, start: usize, end: usize },
    /// A dash of the list at this depth.
    Dash { depth: u32, at: usize },
    /// The value of the last name or dash.
    Value(Scalar),
    /// The comment behind a name or a dash without a value.
    Note(std::ops::Range<usize>),
}

/// A line that was read: what is open after it, what it cost, and what it added.
pub(super) type Step<'g> = Result<(State<'g>, u32), Trouble>;

pub(super) struct Machine<'a> {
    pub lines: &'a Lines<'a>,
    pub grammar: &'a Grammar,
}

/// A line on the way through the machine.
struct Reading<'m, 'a> {
    machine: &'m Machine<'a>,
    line: &'m str,
    number: usize,
    top: Option<Rc<Frame<'a>>>,
    shift: Option<Shift>,
    cost: u32,
    events: &'m mut Vec<Event>,
}

impl<'a> Machine<'a> {
    /// What is open before the first line.
    pub fn start(&self) -> State<'a> {
        State { top: None, at: 0, shift: None }
    }

    /// The next line that is neither blank nor a comment.
    pub fn next(&self, from: usize) -> usize {
        let mut at = from;
        while at < self.lines.len() && line::is_blank(self.lines.get(at)) {
            at += 1;
        }
        at
    }

    /// How far in a line below a moved one counts as standing.
    pub fn indent(&self, number: usize, shift: Option<Shift>) -> usize {
        let raw = line::indent(self.lines.get(number));
        match shift {
            Some(shift) if raw > shift.from => (raw + shift.to).saturating_sub(shift.from),
            _ => raw,
        }
    }

    /// Reads the line that comes next, which may differ from the one in the file.
    pub fn step(&self, state: &State<'a>, line: &str, events: &mut Vec<Event>) -> Step<'a> {
        let content = line.trim_start_matches(' ');
        if content.starts_with('\t') {
            return Err(Trouble::Tab);
        }
        let column = line.len() - content.len();
        if column == 0 && (is_document(content) || content.starts_with('%')) {
            // The mark before the first line begins the only document.
            let first = state.top.is_none() && content.trim_end() == "---";
            let next = State { at: state.at + 1, ..state.clone() };
            return if first { Ok((next, 0)) } else { Err(Trouble::Sign) };
        }
        let mut reading = Reading {
            machine: self,
            line,
            number: state.at,
            top: state.top.clone(),
            shift: state.shift,
            cost: 0,
            events,
        };
        let at = reading.line(column)?;
        let next = State { top: reading.top, at, shift: state.shift };
        Ok((next, reading.cost))
    }
}

/// `---` and `...`, alone or with something behind them.
pub(super) fn is_document(content: &str) -> bool {
    ["---", "..."].iter().any(|mark| {
        let rest = content.strip_prefix(mark);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
    })
}

impl<'g> Frame<'g> {
    /// The name that a list belongs to.
    pub fn name(&self) -> Option<&'g str> {
        let above = self.above.as_ref()?;
        let last = above.last?;
        let mut fields = above.shape?.fields();
        fields.find(|(at, ..)| *at == last).map(|(_, name, _)| name)
    }

    /// Whether a name has its place here and is not there yet.
    pub fn wants(&self, name: &str) -> bool {
        let field = self.shape.and_then(|shape| shape.field(name));
        let seen = |number| self.seen >> number & 1 == 1;
        !self.list && field.is_some_and(|(number, _)| !number.is_some_and(seen))
    }
}

impl<'a> Reading<'_, 'a> {
    fn line(&mut self, column: usize) -> Result<usize, Trouble> {
        let content = self.line.get(column..).unwrap_or_default();
        let item = line::is_item(content);
        while let Some(top) = &self.top {
            let list_beside_its_name = top.list
                && top.column == column
                && !item
                && top.above.as_ref().is_some_and(|above| above.column == column);
            if top.column <= column && !list_beside_its_name {
                break;
            }
            self.top = top.above.clone();
            if self.top.is_none() {
                return Err(Trouble::Indent);
            }
        }
        let Some(top) = self.top.clone() else {
            return self.node(column, Some(&self.machine.grammar.shape), false);
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
            return if item { self.item(column) } else { Err(Trouble::NoDash) };
        }
        self.entry(column)
    }

    /// A value that begins in this column; on the line of its name it can be neither a list nor a group.
    fn node(&mut self, column: usize, shape: Option<&'a Shape>, behind_a_name: bool) -> Result<usize, Trouble> {
        let content = self.line.get(column..).unwrap_or_default();
        if line::is_item(content) {
            if behind_a_name {
                return Err(Trouble::Value(scalar::Trouble::Dash));
            }
            let item = shape.and_then(Shape::item);
            if shape.is_some() && item.is_none() {
                self.cost += cost::KIND;
            }
            let depth = self.push(column, true, item)?;
            self.events.push(Event::List { depth });
            return self.item(column);
        }
        if content.starts_with(['[', '{']) {
            return self.value(column, shape);
        }
        if line::key_end(content).is_some() {
            if behind_a_name {
                return Err(Trouble::Value(scalar::Trouble::Colon));
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
        let top = self.top.clone();
        let shape = top.as_ref().and_then(|top| top.shape);
        let depth = top.map_or(0, |top| top.depth);
        let at = self.offset(column);
        self.events.push(Event::Dash { depth, at });
        let rest = self.line.get(column + 1..).unwrap_or_default();
        let content = rest.trim_start_matches([' ', '\t']);
        if content.is_empty() || content.starts_with('#') {
            self.note(self.line.len() - content.len());
            self.set_open(Open::Value(shape));
            return Ok(self.number + 1);
        }
        self.set_open(Open::Nothing);
        self.node(column + 1 + rest.len() - content.len(), shape, false)
    }

    fn entry(&mut self, column: usize) -> Result<usize, Trouble> {
        let content = self.line.get(column..).unwrap_or_default();
        if content.starts_with("? ") || content == "?" {
            return Err(Trouble::Sign);
        }
        if line::is_item(content) {
            return Err(Trouble::NoKey);
        }
        let colon = line::key_end(content).ok_or(Trouble::NoKey)?;
        let written = content.get(..colon).unwrap_or_default().trim_end_matches([' ', '\t']);
        let key = scalar::key(written).map_err(Trouble::Value)?;
        let Some(top) = self.top.clone() else { return Err(Trouble::Indent) };
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
                let known = self.machine.grammar.knows(&key);
                self.cost += if known { cost::ELSEWHERE } else { cost::UNKNOWN };
                // A group that begins with another's name is another: that was counted once.
                let item = top.above.as_ref().is_some_and(|above| above.list);
                if known && item && seen == 0 {
                    group = None;
                }
                None
            }
            None => None,
        };
        let start = self.offset(column);
        let end = start + written.len();
        self.events.push(Event::Key { depth: top.depth, key, start, end });
        let rest = content.get(colon + 1..).unwrap_or_default();
        let value = rest.trim_start_matches([' ', '\t']);
        let empty = value.is_empty() || value.starts_with('#');
        let open = if empty { Open::Value(shape) } else { Open::Nothing };
        self.top = Some(Rc::new(Frame { shape: group, seen, last, open, above: top.above.clone(), ..*top }));
        let value_at = self.line.len() - value.len();
        if empty {
            self.note(value_at);
            return Ok(self.number + 1);
        }
        self.node(value_at, shape, true)
    }

    /// A text, or what stands in brackets.
    fn value(&mut self, column: usize, shape: Option<&'a Shape>) -> Result<usize, Trouble> {
        let parent = self.top.as_ref().map(|top| top.column);
        let indents = |number| self.machine.indent(number, self.shift);
        let source = scalar::Source {
            lines: self.machine.lines,
            first: self.line,
            number: self.number,
            parent,
            indent: &indents,
        };
        let scalar = source.read(column).map_err(|trouble| match trouble {
            scalar::Trouble::Deep => Trouble::Deep,
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
        if self.top.is_none() {
            // A file that is one text: nothing may follow it.
            self.push(usize::MAX, false, None)?;
        }
        Ok(next)
    }

    fn push(&mut self, column: usize, list: bool, shape: Option<&'a Shape>) -> Result<u32, Trouble> {
        let depth = self.top.as_ref().map_or(0, |top| top.depth + 1);
        if depth >= DEEPEST {
            return Err(Trouble::Deep);
        }
        let above = self.top.take();
        let open = Open::Nothing;
        let frame = Frame { column, list, shape, seen: 0, last: None, open, above, depth };
        self.top = Some(Rc::new(frame));
        Ok(depth)
    }

    fn set_open(&mut self, open: Open<'a>) {
        if let Some(top) = &self.top {
            let above = top.above.clone();
            self.top = Some(Rc::new(Frame { open, above, ..**top }));
        }
    }

    fn note(&mut self, column: usize) {
        if column < self.line.len() {
            let end = self.offset(self.line.trim_end().len());
            self.events.push(Event::Note(self.offset(column)..end));
        }
    }

    fn offset(&self, column: usize) -> usize {
        self.machine.lines.start(self.number) + column
    }
}

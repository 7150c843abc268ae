//! The parser's state between lines, and what a line adds to the tree.

use std::rc::Rc;

use super::node;
use super::scalar::Scalar;
use super::shape::Shape;

/// The deepest nesting that is read; a plan needs six levels.
pub(super) const MAX_DEPTH: u32 = 32;

/// The cost of a line that is valid YAML but does not fit the format.
pub(super) mod cost {
    /// An unknown key.
    pub const UNKNOWN: u32 = 90;
    /// A key that belongs elsewhere.
    pub const ELSEWHERE: u32 = 160;
    /// A duplicate key.
    pub const TWICE: u32 = 140;
    /// A value of the wrong kind.
    pub const KIND: u32 = 70;
    /// A text where a group belongs.
    pub const NO_GROUP: u32 = 110;
    /// A group where a list of groups belongs, or the other way round.
    pub const NO_DASH: u32 = 150;
    /// A line that looks like an item, read as the end of the text above.
    pub const JOINED: u32 = 80;
    /// The same for a line that begins with a capital letter, which is more likely an item with a wrong indent.
    pub const JOINED_ITEM: u32 = 105;
}

/// What is open before a line; by default, nothing.
#[derive(Clone, Debug, Default)]
pub(super) struct State<'g> {
    /// The innermost open list or group; `None` before the first line.
    pub top: Option<Rc<Frame<'g>>>,
    /// The next line, counted from 0.
    pub at: usize,
    /// The change of indent that applies to the lines being moved together.
    pub shift: Option<Shift>,
}

/// An open list or group.
#[derive(Debug)]
pub(super) struct Frame<'g> {
    /// The column of its keys or dashes.
    pub column: usize,
    /// Whether it is a list.
    pub list: bool,
    /// The shape of the group or of the list's items; `None` if the format does not allow it.
    pub shape: Option<&'g Shape>,
    /// A bit set of the keys seen so far, by index.
    pub seen: u64,
    /// The index of the last key.
    pub last: Option<usize>,
    /// What may follow the last key or dash.
    pub open: Open<'g>,
    pub above: Option<Rc<Frame<'g>>>,
    pub depth: u32,
}

/// What may follow a key or a dash.
#[derive(Clone, Copy, Debug)]
pub(super) enum Open<'g> {
    /// Nothing: its value is complete.
    Nothing,
    /// Its value, of this shape.
    Value(Option<&'g Shape>),
    /// The continuation of a plain text.
    Text,
}

/// A change of indent for a line and those that move with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Shift {
    /// The first line's indent.
    pub from: usize,
    /// The indent it should have.
    pub to: usize,
}

/// Why a line cannot be parsed here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// It begins with a tab.
    Tab,
    /// Its indent matches nothing that is open.
    Indent,
    /// A key was expected.
    NoKey,
    /// A dash was expected.
    NoDash,
    /// Its value is invalid.
    Value(node::Trouble),
    /// It has a document marker or YAML syntax that plans do not need.
    Indicator,
    /// It is nested too deeply.
    Deep,
}

/// What a line adds to the tree.
#[derive(Debug)]
pub(super) enum Event {
    /// A map begins.
    Map { depth: u32 },
    /// A list begins.
    List { depth: u32 },
    /// A key of the map at this depth.
    Key {
        depth: u32,
        key: String,
        start: usize,
        end: usize,
    },
    /// A dash of the list at this depth.
    Dash { depth: u32, at: usize },
    /// The value of the last key or dash.
    Value(Scalar),
    /// The comment after a key or a dash without a value.
    Note(std::ops::Range<usize>),
}

impl<'g> State<'g> {
    /// Returns the same state at another line.
    pub fn before(&self, at: usize) -> State<'g> {
        State { at, ..self.clone() }
    }

    /// Returns the same state without a change of indent.
    pub fn unshifted(&self) -> State<'g> {
        State {
            shift: None,
            ..self.clone()
        }
    }
}

impl<'g> Frame<'g> {
    /// Returns the key of a list.
    pub fn name(&self) -> Option<&'g str> {
        let above = self.above.as_ref()?;
        let last = above.last?;
        let mut fields = above.shape?.fields();
        fields.find(|(at, ..)| *at == last).map(|(_, name, _)| name)
    }

    /// Whether a key belongs here and is still missing.
    pub fn wants(&self, name: &str) -> bool {
        let field = self.shape.and_then(|shape| shape.field(name));
        let seen = |number: usize| self.seen.checked_shr(number as u32).unwrap_or(0) & 1 == 1;
        !self.list && field.is_some_and(|(number, _)| !number.is_some_and(seen))
    }
}

/// The state after a line and the line's cost, or why it cannot be parsed.
pub(super) type Step<'g> = Result<(State<'g>, u32), Trouble>;

impl Shift {
    /// Returns the effective indent of a line below a moved one.
    pub fn column(shift: Option<Shift>, raw: usize) -> usize {
        match shift {
            Some(shift) if raw > shift.from => (raw + shift.to).saturating_sub(shift.from),
            _ => raw,
        }
    }
}

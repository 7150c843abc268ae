//! What is open above a line, and what a line adds to it or cannot.

use std::rc::Rc;

use super::node;
use super::scalar::Scalar;
use super::shape::Shape;

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
    /// The names of a group in the place of a list of groups, or a list in the place of a group.
    pub const NO_DASH: u32 = 150;
    /// A line that begins as an item does, read as the end of the text above.
    pub const JOINED: u32 = 80;
    /// The same of one that begins with a capital letter: it is an item that stands too far in.
    pub const JOINED_ITEM: u32 = 105;
}

/// What is open above a line; before the first, nothing.
#[derive(Clone, Debug, Default)]
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
    Value(node::Trouble),
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
    Key {
        depth: u32,
        key: String,
        start: usize,
        end: usize,
    },
    /// A dash of the list at this depth.
    Dash { depth: u32, at: usize },
    /// The value of the last name or dash.
    Value(Scalar),
    /// The comment behind a name or a dash without a value.
    Note(std::ops::Range<usize>),
}

impl<'g> State<'g> {
    /// The same before another line.
    pub fn before(&self, at: usize) -> State<'g> {
        State { at, ..self.clone() }
    }

    /// The same where no lines are moved together.
    pub fn unshifted(&self) -> State<'g> {
        State {
            shift: None,
            ..self.clone()
        }
    }
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
        let seen = |number: usize| self.seen.checked_shr(number as u32).unwrap_or(0) & 1 == 1;
        !self.list && field.is_some_and(|(number, _)| !number.is_some_and(seen))
    }
}

/// A line that was read: what is open after it, what it cost, and what it added.
pub(super) type Step<'g> = Result<(State<'g>, u32), Trouble>;

impl Shift {
    /// How far in a line below a moved one counts as standing.
    pub fn column(shift: Option<Shift>, raw: usize) -> usize {
        match shift {
            Some(shift) if raw > shift.from => (raw + shift.to).saturating_sub(shift.from),
            _ => raw,
        }
    }
}

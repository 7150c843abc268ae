//! The slips of a file: their kinds, the edits that mend them, and what is said of them.

use std::ops::Range;

use super::state::Shift;
use crate::diagnostic::{Edit, Message};
use crate::path::Path;

/// A slip that was found, with the edits that mend it.
#[derive(Clone, Debug)]
pub struct Mistake {
    /// Where it is.
    pub place: Range<usize>,
    /// What is wrong.
    pub message: Message,
    /// What to write instead.
    pub help: Message,
    /// The edits that mend it.
    pub fix: Vec<Edit>,
    /// Whether the edits mend it as it is meant, and not just so that the rest can be read.
    pub sure: bool,
    /// The lines that it is on, counted from 0.
    pub lines: Range<usize>,
    /// Whether only the white space at the beginning of its lines is wrong, so that all else on them is judged as it stands.
    pub moved: bool,
    /// The path of the text that is missing above it.
    pub missing: Option<Path>,
}

/// The kinds of slip.
#[derive(Clone, Debug)]
pub(super) enum MistakeKind {
    Moved(Shift),
    MovedToo,
    Tab(usize),
    OddSpaces,
    NoDash {
        of: String,
        name: String,
        room: usize,
        column: usize,
    },
    Dash(String),
    Bullet(char),
    DashWithoutSpace,
    NoColon {
        name: String,
        alone: bool,
    },
    Semicolon(String),
    /// The column of the colon.
    ColonWithoutSpace(usize),
    NoName(String),
    NameDeleted {
        part: String,
        column: usize,
    },
    FirstDeleted {
        first: String,
        of: String,
        path: Option<Path>,
    },
    ListOnItsLine(String),
    Sign,
    SecondColon {
        field: bool,
    },
    ColonOverLines,
    /// The colon's place.
    ColonBelow(usize),
    NotClosed,
    QuoteInside,
    Brackets,
    BehindTheQuote(usize),
    Joined,
    NeitherNameNorDash,
    Heading,
    Drawn,
    Dots,
    Dashes,
    Unread,
}

/// An edit that was chosen, and what is said of it.
#[derive(Clone, Debug)]
pub(super) struct Repair {
    /// The line, and the one after the last that it changes.
    pub lines: std::ops::Range<usize>,
    pub edits: Vec<Edit>,
    pub what: MistakeKind,
}

/// "one space", "two spaces".
pub(super) fn spaces(count: usize) -> String {
    match count {
        1 => "one space".to_owned(),
        2 => "two spaces".to_owned(),
        3 => "three spaces".to_owned(),
        4 => "four spaces".to_owned(),
        _ => format!("{count} spaces"),
    }
}

//! The slips of a file: their kinds, the edits that mend them, and what is said of them.

use std::ops::Range;

use serde::Deserialize;

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
    pub only_indent: bool,
    /// The path of the text that is missing above it.
    pub missing: Option<Path>,
}

/// The kinds of slip, as `mistakes.yaml` has them. A line that is too far in or out as well is told with the one above.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub(super) enum Kind {
    TooFar,
    LinesTooFar,
    TooFarAsWell,
    TabAtTheMargin,
    Tab,
    OddSpaces,
    NoDash,
    NoDashInItsColumn,
    Dash,
    Bullet,
    DashWithoutSpace,
    NoColon,
    NoColonAlone,
    Semicolon,
    ColonWithoutSpace,
    NoName,
    NameDeleted,
    FirstDeleted,
    ListOnItsLine,
    Block,
    Sign,
    Hyphen,
    SecondColon,
    ColonOverLines,
    ColonBelow,
    NotClosed,
    QuoteInside,
    QuoteNotAtTheEnd,
    TextInBrackets,
    ListInBrackets,
    BehindTheQuote,
    Joined,
    JoinedToAnItem,
    NeitherNameNorDash,
    Heading,
    Drawn,
    Dots,
    Dashes,
    #[default]
    Unread,
}

/// A slip, and what its sentence says beside the line itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Slip {
    pub kind: Kind,
    /// Whether its edit may not be what was meant.
    pub unsure: bool,
    /// The name that is missing or amiss.
    pub name: String,
    /// The name of the list it is in.
    pub list: String,
    /// The column of a dash or a name that is missing.
    pub column: usize,
    /// The byte of a colon or a quotation mark.
    pub byte: usize,
    /// How far lines are moved.
    pub shift: Option<Shift>,
    /// The path of the text that is missing above it.
    pub missing: Option<Path>,
}

impl Slip {
    /// A slip about a name.
    pub fn named(kind: Kind, name: impl Into<String>) -> Slip {
        Slip {
            name: name.into(),
            ..Slip::from(kind)
        }
    }

    /// A slip at a byte of the file.
    pub fn at(kind: Kind, byte: usize) -> Slip {
        Slip {
            byte,
            ..Slip::from(kind)
        }
    }

    /// The same, whose edit is what was meant only under a condition.
    pub fn sure_if(self, sure: bool) -> Slip {
        Slip {
            unsure: !sure,
            ..self
        }
    }
}

impl From<Kind> for Slip {
    fn from(kind: Kind) -> Slip {
        Slip {
            kind,
            ..Slip::default()
        }
    }
}

/// An edit that was chosen, and what is said of it.
#[derive(Clone, Debug)]
pub(super) struct Repair {
    /// The line, and the one after the last that it changes.
    pub lines: Range<usize>,
    pub edits: Vec<Edit>,
    pub slip: Slip,
}

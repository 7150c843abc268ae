//! Mistakes in a file's YAML: their kinds, and the edits that correct them.

use std::ops::Range;

use serde::Deserialize;

use super::state::Shift;
use crate::diagnostic::{Edit, Message};
use crate::path::Path;

/// A mistake in the file, with the edits that correct it.
#[derive(Clone, Debug)]
pub struct Mistake {
    /// Its byte span.
    pub place: Range<usize>,
    /// What is wrong.
    pub message: Message,
    /// What to write instead.
    pub help: Message,
    /// The edits that correct it.
    pub fix: Vec<Edit>,
    /// Whether the edits restore what the author meant, and do not merely make the rest readable.
    pub sure: bool,
    /// The lines it covers, counted from 0.
    pub lines: Range<usize>,
    /// Whether only the whitespace at the start of its lines is wrong, so that their content is still checked.
    pub only_indent: bool,
    /// The path of the text that is missing above it.
    pub missing: Option<Path>,
}

/// The kinds of mistake, as in `mistakes.yaml`. `TooFarAsWell` is merged into the mistake above it and has no sentence.
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
    ReservedCharacter,
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

/// A kind of mistake, and the values for its sentence.
#[derive(Clone, Debug, Default)]
pub(super) struct Problem {
    pub kind: Kind,
    /// Whether its edit might not be what the author meant.
    pub unsure: bool,
    /// The key that is missing or wrong.
    pub name: String,
    /// The key of the list that contains it.
    pub list: String,
    /// The column of a missing dash or key.
    pub column: usize,
    /// The offset of a colon or a quotation mark.
    pub byte: usize,
    /// The change of indent.
    pub shift: Option<Shift>,
    /// The path of the text that is missing above it.
    pub missing: Option<Path>,
}

impl Problem {
    /// A problem with a key.
    pub fn named(kind: Kind, name: impl Into<String>) -> Problem {
        Problem {
            name: name.into(),
            ..Problem::from(kind)
        }
    }

    /// A problem at a byte offset.
    pub fn at(kind: Kind, byte: usize) -> Problem {
        Problem {
            byte,
            ..Problem::from(kind)
        }
    }

    /// Sets whether its edit is certainly what the author meant.
    pub fn sure_if(self, sure: bool) -> Problem {
        Problem {
            unsure: !sure,
            ..self
        }
    }
}

impl From<Kind> for Problem {
    fn from(kind: Kind) -> Problem {
        Problem {
            kind,
            ..Problem::default()
        }
    }
}

/// The chosen edits, and the problem that they correct.
#[derive(Clone, Debug)]
pub(super) struct Repair {
    /// The lines that it changes.
    pub lines: Range<usize>,
    pub edits: Vec<Edit>,
    pub problem: Problem,
}

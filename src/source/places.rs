//! What is open above a line, and where the schema has a place for a name among it.

use std::sync::Arc;

use serde_json::{Map, Value as Json};

use super::moved::{Moves, Stray};
use super::outline::{Holds, Line, Sign, fields};
use super::slip::{Slip, indent};
use crate::diagnostic::File;

/// The furthest that a line has slipped: further away, it is more likely to belong elsewhere.
pub(super) const FURTHEST: usize = 4;

/// What is open above a line: the names of a group at a column, or the `- ` of a list's items.
#[derive(Clone)]
pub(super) struct Level<'a> {
    pub column: usize,
    pub kind: Kind<'a>,
}

#[derive(Clone)]
pub(super) enum Kind<'a> {
    Names {
        known: &'a Map<String, Json>,
        seen: Vec<String>,
    },
    Items {
        of: String,
        item: &'a Json,
        /// The name that its items begin with.
        first: Option<String>,
    },
}

/// A name without a value on its line: what it holds begins on the next.
pub(super) struct Pending<'a> {
    pub name: String,
    pub column: usize,
    pub holds: Holds<'a>,
}

pub(super) struct Walk<'a> {
    pub root: &'a Json,
    pub levels: Vec<Level<'a>>,
    pub pending: Option<Pending<'a>>,
    /// The line that began what is below a name, while it is the last one: it may have slipped itself.
    pub opening: Option<Stray>,
    pub moves: Moves,
    pub slips: Vec<Slip>,
    pub file: &'a Arc<File>,
}

impl<'a> Walk<'a> {
    /// The nearest column where a line would have its place.
    pub fn nearest(
        &self,
        line: &Line,
        fits: impl Fn(&Level<'a>) -> bool,
        pending: Option<&Pending<'a>>,
        name: &str,
    ) -> Option<usize> {
        let at = line.indent;
        let open = self.levels.iter().filter(|level| fits(level));
        let open = open
            .map(|level| level.column)
            .filter(|column| column.abs_diff(at) <= FURTHEST);
        let below = pending.filter(|pending| match pending.holds {
            Holds::Group(known) => known.contains_key(name),
            Holds::List(item) => self.holds(item, name),
            Holds::Other => false,
        });
        // What a name holds may begin further out than anything that is open.
        let below = below
            .map(|pending| pending.column + 2)
            .filter(|column| column.abs_diff(at) <= FURTHEST + 1);
        let next = self.depth_below(line).filter(|_| line.alone);
        // Of two that are as near: the one that fits what is below, or else the one further in.
        open.chain(below)
            .filter(|column| *column != at)
            .min_by_key(|column| {
                let fits_below = next.is_some_and(|next| next == *column + 2);
                (column.abs_diff(at), !fits_below, std::cmp::Reverse(*column))
            })
    }

    /// How far in the next line stands that is not empty.
    pub fn depth_below(&self, line: &Line) -> Option<usize> {
        let mut below = self.file.text.get(line.end..)?.lines().skip(1);
        below.find(|line| !line.trim().is_empty()).map(indent)
    }

    /// The next line that is neither empty nor a note.
    pub fn line_below(&self, line: &Line) -> Option<Line<'a>> {
        let file: &'a File = self.file;
        let mut start = line.end;
        for (number, text) in file.text.get(line.end..)?.split_inclusive('\n').enumerate() {
            if number > 0
                && let Some(line) = Line::read(text, start, line.number + number)
            {
                return Some(line);
            }
            start += text.len();
        }
        None
    }

    /// What a name of these holds.
    pub fn held(&self, known: &'a Map<String, Json>, name: &str) -> Holds<'a> {
        known
            .get(name)
            .map_or(Holds::Other, |schema| Holds::of(schema, self.root))
    }

    /// Whether a name that slipped has its place in this column.
    pub fn nearest_is(
        &self,
        to: usize,
        at: usize,
        pending: Option<&Pending<'a>>,
        name: &str,
    ) -> bool {
        let open = self.levels.iter().rev().filter(|level| level.has(name));
        let below = pending.filter(|pending| match pending.holds {
            Holds::Group(known) => pending.column + 2 == to && known.contains_key(name),
            _ => false,
        });
        at != to && (below.is_some() || open.take(1).any(|level| level.column == to))
    }

    pub fn holds(&self, item: &'a Json, name: &str) -> bool {
        has(item, name, self.root)
    }

    /// Closes what a line at this column does not belong to.
    pub fn close_to(&mut self, column: usize, dash: bool) {
        let stays = |level: &Level| level.column <= column;
        while self.levels.len() > 1 && !self.levels.last().is_some_and(stays) {
            self.levels.pop();
        }
        // A list may stand right below its name: a name there ends it.
        let beside = self
            .levels
            .iter()
            .nth_back(1)
            .is_some_and(|above| above.column == column);
        let list = matches!(
            self.levels.last(),
            Some(Level {
                kind: Kind::Items { .. },
                ..
            })
        );
        if !dash && list && beside {
            self.levels.pop();
        }
    }

    pub fn open_names(&mut self, column: usize, known: &'a Map<String, Json>) {
        let seen = Vec::new();
        let kind = Kind::Names { known, seen };
        self.levels.push(Level { column, kind });
    }

    pub fn open_items(&mut self, column: usize, of: String, item: &'a Json, first: Option<&str>) {
        let first = first.map(str::to_owned);
        let kind = Kind::Items { of, item, first };
        self.levels.push(Level { column, kind });
    }

    /// A new item begins with a name at this column.
    pub fn begin(&mut self, line: &Line, name: &str, item: &'a Json, column: usize) -> bool {
        if let Some(known) = fields(item, self.root) {
            self.open_names(column, known);
        }
        self.take(line, name)
    }

    /// A line that stands right.
    pub fn take(&mut self, line: &Line, name: &str) -> bool {
        let at = line.start + line.column;
        let end = at + name.len();
        let (message, help, bytes) = match line.sign {
            Sign::Colon => (String::new(), String::new(), None),
            Sign::Semicolon => (
                format!("a `;` stands where the `:` after `{name}` belongs"),
                format!("write `{name}:` in place of `{name};`"),
                Some(end..end + 1),
            ),
            Sign::Missing => {
                let help = if line.alone {
                    format!("write `{name}:`")
                } else {
                    format!("write `{name}: ` and then the text")
                };
                let message = format!("a `:` is missing after `{name}`");
                (message, help, Some(end..end))
            }
        };
        if let Some(bytes) = bytes {
            let slip = Slip::new(self.file, at..bytes.end, &message, help);
            self.slips.push(slip.mend(bytes, ":"));
        }
        self.moves.settled(line.indent);
        let column = self.levels.last().map_or(line.column, |level| level.column);
        self.taken(line, name, column);
        true
    }

    /// Remembers that a name was here, and what it holds if nothing stands after it.
    pub fn taken(&mut self, line: &Line, name: &str, column: usize) {
        let Some(Level {
            kind: Kind::Names { known, seen },
            ..
        }) = self.levels.last_mut()
        else {
            return;
        };
        if !seen.iter().any(|seen| seen == name) {
            seen.push(name.to_owned());
        }
        let holds = known.get(name).map(|schema| Holds::of(schema, self.root));
        self.pending = holds.filter(|_| line.alone).map(|holds| Pending {
            name: name.to_owned(),
            column,
            holds,
        });
    }

    /// An item whose `- ` was left out: the innermost list is the one that it belongs to.
    pub fn without_a_dash(&mut self, line: &Line, name: &str, item: &'a Json) -> bool {
        let Some(Level {
            column,
            kind: Kind::Items { of, .. },
        }) = self.levels.last()
        else {
            return false;
        };
        let message = if name == "target" {
            "a new target begins with `- `, and this one has none".to_owned()
        } else {
            format!("a new item of `{of}` begins with `- `, and this one has none")
        };
        let at = line.start + line.column;
        let room = line.column.saturating_sub(*column);
        let (bytes, dash, help) = if room >= 2 {
            let dash = format!("-{}", " ".repeat(room - 1));
            let help = format!("write `- {name}`, with the `-` in column {}", column + 1);
            (line.start + column..at, dash, help)
        } else {
            (at..at, "- ".to_owned(), format!("write `- {name}`"))
        };
        let names_at = (column + 2).max(line.column);
        let slip = Slip::new(self.file, at..line.end, &message, help);
        self.slips.push(slip.mend(bytes, dash));
        if let Some(known) = fields(item, self.root) {
            self.open_names(names_at, known);
        }
        self.taken(line, name, names_at);
        true
    }

    /// The line above is the one that slipped: what it opened moves with it.
    pub fn move_opening(&mut self, opening: Stray) {
        for level in self.levels.iter_mut().rev().take(2) {
            let item = matches!(level.kind, Kind::Items { .. });
            if item && level.column != opening.indent {
                break;
            }
            if level.column >= opening.indent {
                level.column = level.column + opening.usual - opening.indent;
            }
            if item || !opening.dash {
                break;
            }
        }
        self.moves.add(opening);
    }
}

impl<'a> Level<'a> {
    /// The names of a group.
    pub fn known(&self) -> Option<&'a Map<String, Json>> {
        match self.kind {
            Kind::Names { known, .. } => Some(known),
            Kind::Items { .. } => None,
        }
    }

    pub fn has(&self, name: &str) -> bool {
        matches!(&self.kind, Kind::Names { known, seen }
            if known.contains_key(name) && !seen.iter().any(|seen| seen == name))
    }
}

/// Whether the items of a list have a field of this name.
pub(super) fn has(item: &Json, name: &str, root: &Json) -> bool {
    fields(item, root).is_some_and(|known| known.contains_key(name))
}

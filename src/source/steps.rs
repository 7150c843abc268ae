//! Lines that stand too far in or out, and names without their colon or their `- `: told from where the schema has a place
//! for each name.
//!
//! A reader of YAML sees such a slip late or not at all, and then finds fault with all that follows.

use std::sync::Arc;

use schemars::Schema;

use super::moved::{Moves, Stray};
use super::outline::{Holds, Line, Sign, fields};
use super::places::{FURTHEST, Kind, Level, Pending, Walk, has};
use super::schema;
use super::signs::Block;
use super::slip::Slip;
use crate::diagnostic::File;

/// With more than this, the guess is wrong.
const MOST: usize = 12;

/// The slips of this kind in a file, each with its mend. They are guesses: worth trying where a file cannot be read well.
pub(super) fn slips(file: &Arc<File>, schema: &Schema) -> Vec<Slip> {
    let root = schema.as_value();
    let Some(known) = fields(root, root) else {
        return Vec::new();
    };
    let top = Kind::Names {
        known,
        seen: Vec::new(),
    };
    let mut walk = Walk {
        root,
        levels: vec![Level {
            column: 0,
            kind: top,
        }],
        pending: None,
        opening: None,
        moves: Moves::default(),
        slips: Vec::new(),
        file,
    };
    let mut block = Block::default();
    // Below a name that is none of ours, nothing is known.
    let mut unknown: Option<usize> = None;
    let mut start = 0;
    for (index, text) in file.text.split_inclusive('\n').enumerate() {
        let in_a_text = block.holds(text);
        if let Some(line) = Line::read(text, start, index + 1).filter(|_| !in_a_text) {
            if unknown.is_some_and(|column| line.indent > column) {
                walk.pending = None;
            } else {
                let read = walk.line(&line);
                unknown = (!read && line.name.is_some() && line.alone).then_some(line.indent);
            }
        }
        if walk.slips.len() + walk.moves.len() > MOST {
            return Vec::new();
        }
        start += text.len();
    }
    let mut slips = walk.slips;
    slips.extend(walk.moves.slips(file));
    slips.sort_by_key(|slip| slip.found.place.bytes.start);
    slips
}

impl<'a> Walk<'a> {
    /// Takes in a line. Says whether it has a place here.
    fn line(&mut self, line: &Line) -> bool {
        let Some(name) = line.name.filter(|name| schema::has_name(name)) else {
            self.words(line);
            return false;
        };
        let opening = self.opening.take();
        let before = self.levels.clone();
        let pending = self.pending.take();
        if line.dash {
            self.item(line, name, pending, opening, before)
        } else {
            self.named(line, name, pending, opening, before)
        }
    }

    /// A line that begins with a name.
    fn named(
        &mut self,
        line: &Line,
        name: &str,
        pending: Option<Pending<'a>>,
        opening: Option<Stray>,
        before: Vec<Level<'a>>,
    ) -> bool {
        let column = line.column;
        if let Some(to) = self.moves.with_the_last(column)
            && line.sign == Sign::Colon
            && self.nearest_is(to, column, pending.as_ref(), name)
        {
            self.move_to(to, line, name, pending);
            return true;
        }
        let below = pending.as_ref().filter(|pending| column > pending.column);
        match below.map(|pending| (pending, pending.holds)) {
            Some((above, Holds::Group(known))) if known.contains_key(name) => {
                self.open_names(column, known);
                self.opening = Some(Stray::of(line, name, above.column + 2));
                return self.take(line, name);
            }
            Some((above, Holds::List(item))) if self.holds(item, name) => {
                let of = above.name.clone();
                // Where the names below stand further in, the dash was deleted and no space put in its place.
                let whole = !line.alone && self.depth_below(line).is_some_and(|next| next > column);
                let at = if whole {
                    column
                } else {
                    column.saturating_sub(2)
                };
                self.open_items(at, of, item, Some(name));
                return self.without_a_dash(line, name, item);
            }
            _ => {}
        }
        if below.is_none() || line.sign == Sign::Colon {
            self.close_to(column, false);
        }
        if self.name_deleted(line, name, pending.as_ref()) {
            return true;
        }
        match self.levels.last() {
            Some(Level {
                column: here,
                kind: Kind::Names { known, seen },
            }) if *here == column && known.contains_key(name) => {
                let again = seen.iter().any(|seen| seen == name);
                let many = matches!(self.held(known, name), Holds::Group(_) | Holds::List(_));
                // A name that is here already, or holds more than its line has, may be that of a part further in or out.
                if again || many && !line.alone {
                    let popped = std::mem::replace(&mut self.levels, before.clone());
                    let single = |known| matches!(self.held(known, name), Holds::Other);
                    let fits = |level: &Level<'a>| {
                        level.has(name) && (again || level.known().is_some_and(single))
                    };
                    if let Some(to) = self.nearest(line, fits, pending.as_ref(), name) {
                        self.move_to(to, line, name, pending);
                        return true;
                    }
                    self.levels = popped;
                }
                if again && self.first_line_deleted(line, column) {
                    return self.take(line, name);
                }
                let first = self
                    .levels
                    .iter()
                    .nth_back(1)
                    .and_then(|above| match &above.kind {
                        Kind::Items { first, item, .. } => Some((first.clone(), *item)),
                        Kind::Names { .. } => None,
                    });
                if let Some((Some(first), item)) = first.filter(|_| again)
                    && first == name
                    && column >= 2
                {
                    self.levels.pop();
                    return self.without_a_dash(line, name, item);
                }
                return self.take(line, name);
            }
            Some(Level {
                column: here,
                kind: Kind::Items { item, first, .. },
            }) if *here == column && first.as_deref() == Some(name) => {
                let item = *item;
                return self.without_a_dash(line, name, item);
            }
            _ => {}
        }
        self.levels = before;
        if line.sign != Sign::Colon {
            return false;
        }
        // The line above may be the one that slipped: this one stands where a name below it would.
        if let Some(opening) = opening.filter(|opening| opening.usual != opening.indent) {
            let shifted = |at: usize| at + opening.usual == column + opening.indent;
            let beside = self
                .levels
                .last()
                .is_some_and(|last| last.has(name) && shifted(last.column));
            let inside = pending.as_ref().and_then(|above| match above.holds {
                Holds::Group(known) if shifted(above.column + 2) => Some(known),
                _ => None,
            });
            let inside = inside.filter(|known| known.contains_key(name));
            if beside || inside.is_some() {
                self.move_opening(opening);
                if let Some(known) = inside {
                    self.open_names(column, known);
                }
                return self.take(line, name);
            }
        }
        let fits = |level: &Level<'a>| level.has(name);
        let Some(to) = self.nearest(line, fits, pending.as_ref(), name) else {
            self.close_to(column, false);
            self.pending = None;
            return false;
        };
        self.move_to(to, line, name, pending);
        true
    }

    /// A name that belongs in another column: moved there.
    fn move_to(&mut self, to: usize, line: &Line, name: &str, pending: Option<Pending<'a>>) {
        self.moves.add(Stray::of(line, name, to));
        if let Some(Pending {
            holds: Holds::Group(known),
            column: above,
            ..
        }) = pending
            && to == above + 2
            && known.contains_key(name)
        {
            self.open_names(to, known);
        } else {
            self.close_to(to, false);
        }
        self.taken(line, name, to);
    }

    /// A line that begins an item with a name.
    fn item(
        &mut self,
        line: &Line,
        name: &str,
        pending: Option<Pending<'a>>,
        opening: Option<Stray>,
        before: Vec<Level<'a>>,
    ) -> bool {
        let (at, offset) = (line.indent, line.column - line.indent);
        if let Some(above) = &pending
            && let Holds::List(item) = above.holds
            && at >= above.column
            && self.holds(item, name)
        {
            self.open_items(at, above.name.clone(), item, Some(name));
            self.opening = Some(Stray::of(line, name, above.column + 2));
            return self.begin(line, name, item, at + offset);
        }
        self.close_to(at, true);
        if self.no_item(line, name) || pending.is_none() && self.list_deleted(line, name) {
            return true;
        }
        if let Some(Level {
            column,
            kind: Kind::Items { item, .. },
        }) = self.levels.last()
            && *column == at
            && self.holds(item, name)
        {
            let item = *item;
            return self.begin(line, name, item, at + offset);
        }
        self.levels = before;
        if line.sign != Sign::Colon {
            self.pending = pending;
            self.words(line);
            return false;
        }
        let root = self.root;
        let fits = |level: &Level<'a>| matches!(level.kind, Kind::Items { item, .. } if has(item, name, root));
        if let Some(opening) = opening.filter(|opening| opening.usual == at)
            && let Some(Level {
                kind: Kind::Items { item, .. },
                ..
            }) = self.levels.iter().nth_back(1)
            && self.holds(item, name)
        {
            let item = *item;
            self.move_opening(opening);
            self.levels.pop();
            return self.begin(line, name, item, at + offset);
        }
        // All of a part that stands as far in as this was put into another.
        let slipped =
            |to: &usize| to.abs_diff(at) < FURTHEST || self.depth_below(line) == Some(to + offset);
        let to = self.nearest(line, fits, pending.as_ref(), name);
        let Some(to) = to.filter(slipped) else {
            self.close_to(at, true);
            return false;
        };
        self.moves.add(Stray::of(line, name, to));
        if let Some(above) = pending
            && let Holds::List(item) = above.holds
            && to == above.column + 2
            && self.holds(item, name)
        {
            self.open_items(to, above.name, item, Some(name));
        } else {
            self.close_to(to, true);
        }
        if let Some(Level {
            kind: Kind::Items { item, .. },
            ..
        }) = self.levels.last()
        {
            let item = *item;
            if let Some(known) = fields(item, self.root) {
                self.open_names(to + offset, known);
                self.taken(line, name, to + offset);
            }
        }
        true
    }
}

//! Items of lists, as far as no name tells where they belong: their depth is told by the items beside them.

use serde_json::Value as Json;

use super::moved::Stray;
use super::outline::{Holds, Line, fields};
use super::places::{FURTHEST, Kind, Level, Pending, Walk};
use super::quotes::in_quotes;
use super::slip::Slip;

impl<'a> Walk<'a> {
    /// A line without a name of ours: an item that is a text, or a text that goes on.
    pub fn words(&mut self, line: &Line) {
        let opening = self.opening.take();
        let pending = self.pending.take();
        if !line.dash {
            return;
        }
        let at = line.indent;
        if let Some(Pending {
            name,
            column,
            holds: Holds::List(item),
        }) = pending
        {
            // It may have slipped with the name above it.
            let to = self.moves.with_the_last(at).filter(|to| *to >= column);
            if let Some(to) = to.filter(|_| at < column) {
                self.moves.add(Stray::of(line, "", to));
                self.open_items(to, name, item, None);
            } else if at < column
                && column + 2 - at <= FURTHEST
                && fields(item, self.root).is_none()
            {
                self.moves.add(Stray::of(line, "", column + 2));
                self.open_items(column + 2, name, item, None);
            } else if at >= column {
                self.open_items(at, name, item, None);
                self.opening = Some(Stray::of(line, "", column + 2));
                self.unnamed(line, item);
            }
            return;
        }
        let Some(Level {
            column,
            kind: Kind::Items { item, .. },
        }) = self.levels.last().cloned()
        else {
            return self.beside(line);
        };
        let first_slipped = opening.filter(|first| first.usual == at && first.indent > at);
        if let Some(first) = first_slipped {
            self.move_opening(first);
        } else if fields(item, self.root).is_none()
            && at < column
            && column - at <= FURTHEST
            && !self.begins_another(line)
        {
            self.moves.add(Stray::of(line, "", column));
        } else {
            self.beside(line);
        }
    }

    /// Whether a text stands in the place of the first name of a group, since the name below it is taken already.
    fn begins_another(&self, line: &Line) -> bool {
        let below = self
            .line_below(line)
            .filter(|below| below.column == line.column);
        let below = below.and_then(|below| below.name);
        let names = self.levels.iter().filter(|level| level.known().is_some());
        let beside = names.rev().find(|level| level.column == line.column);
        beside
            .zip(below)
            .is_some_and(|(beside, below)| !beside.has(below))
    }

    /// An item of a list whose last item was a group.
    fn beside(&mut self, line: &Line) {
        let is_this = |level: &Level| level.column == line.indent;
        let open = self.levels.iter().rev().find(|level| is_this(level));
        if let Some(Level {
            kind: Kind::Items { item, .. },
            ..
        }) = open.cloned()
        {
            self.close_to(line.indent, true);
            self.unnamed(line, item);
        }
    }

    /// A text that begins an item with further names: its own is missing.
    fn unnamed(&mut self, line: &Line, item: &'a Json) {
        let known = fields(item, self.root);
        let below = self.line_below(line);
        let below = below.filter(|below| !below.dash && below.column == line.column);
        let Some((known, below)) = known.zip(below.and_then(|below| below.name)) else {
            return;
        };
        let first = known.keys().next().filter(|first| *first != below);
        let Some(first) = first.filter(|_| known.contains_key(below)) else {
            return;
        };
        let bytes = line.start + line.column..line.end;
        let text = self.file.text.get(bytes.clone()).unwrap_or_default();
        let mended = format!("{first}: {}", in_quotes(text));
        let message = format!("`{first}:` is missing before this text");
        let help = format!("write `{first}: ` between the `- ` and the text");
        let slip = Slip::new(self.file, bytes.clone(), &message, help);
        self.slips.push(slip.mend(bytes, mended));
        let first = first.clone();
        self.open_names(line.column, known);
        self.taken(line, &first, line.column);
    }

    /// A name of a group, with a `- ` that belongs to no list.
    pub fn no_item(&mut self, line: &Line, name: &str) -> bool {
        let last = self.levels.last();
        if !last.is_some_and(|last| last.column == line.indent && last.has(name)) {
            return false;
        }
        let dash = line.start + line.indent..line.start + line.column;
        let message = format!("`{name}` is no item of a list, and has a `- ` before it");
        let slip = Slip::new(self.file, dash.clone(), &message, "delete the `- `");
        self.slips.push(slip.mend(dash, ""));
        self.taken(line, name, line.indent);
        true
    }
}

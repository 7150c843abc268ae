//! Lines that were deleted by mistake and whose names can be told from what stands below them.

use std::ops::Range;

use serde_json::Value as Json;

use super::moved::spaces;
use super::outline::{Holds, Line, fields};
use super::places::{Kind, Level, Pending, Walk, has};
use super::quotes::in_quotes;
use super::slip::{Slip, indent, value_start};
use crate::diagnostic::File;

/// How many lines are searched for a name that may stand further down: more than a plan has.
const FURTHEST_DOWN: usize = 2_000;

/// An item of a plan has fewer lines.
const NEAR: usize = 100;

impl<'a> Walk<'a> {
    /// A name of a group whose own name is missing above it: `text` without `baseline`.
    pub fn name_deleted(&mut self, line: &Line, name: &str, pending: Option<&Pending<'a>>) -> bool {
        let begun = match pending.map(|pending| (pending.column + 2, pending.holds)) {
            Some((column, Holds::Group(known))) => Some(Level {
                column,
                kind: Kind::Names {
                    known,
                    seen: Vec::new(),
                },
            }),
            Some(_) => return false,
            None => None,
        };
        let Some(level) = begun.as_ref().or(self.levels.last()) else {
            return false;
        };
        let knows = level.known().is_some_and(|known| known.contains_key(name));
        // A name that is here already belongs to another part if the next line does.
        let next = self
            .line_below(line)
            .filter(|next| next.column == line.column);
        let next = next.and_then(|next| next.name).filter(|_| knows);
        let here = knows && (level.has(name) || next.is_none_or(|next| level.has(next)));
        let inside = level.column + 2 == line.column;
        if here && !inside || level.column > line.column {
            return false;
        }
        let outer = if inside {
            Some(level)
        } else {
            self.levels.iter().nth_back(1)
        };
        let outer = outer
            .filter(|outer| outer.column + 2 == line.column)
            .cloned();
        let root = self.root;
        let holds = |field: &'a Json| match Holds::of(field, root) {
            Holds::Group(known) => {
                known.contains_key(name) && next.is_none_or(|next| known.contains_key(next))
            }
            _ => false,
        };
        let Some((part, field)) = outer
            .as_ref()
            .and_then(|outer| self.unseen(outer, line, holds))
        else {
            return false;
        };
        if let Holds::Group(known) = Holds::of(field, root) {
            self.without_its_name(line, part, line.column - 2);
            self.close_to(line.column - 2, false);
            self.levels.extend(begun);
            self.open_names(line.column, known);
            self.taken(line, name, line.column);
        }
        true
    }

    /// An item that belongs to a list whose name is missing above it: a target among the outcomes.
    pub fn list_deleted(&mut self, line: &Line, name: &str) -> bool {
        let root = self.root;
        let outer = match self.levels.as_slice() {
            [
                ..,
                above,
                Level {
                    column,
                    kind: Kind::Items { item, .. },
                },
            ] => Some(above).filter(|_| *column == line.indent && !has(item, name, root)),
            levels => levels.last(),
        };
        let names = self.names_of_the_item(line);
        let begins = |field: &'a Json| match Holds::of(field, root) {
            Holds::List(item) => fields(item, root).is_some_and(|known| {
                let first = known.keys().next().is_some_and(|first| first == name);
                first && names.iter().all(|name| known.contains_key(*name))
            }),
            _ => false,
        };
        let outer = outer
            .filter(|outer| outer.column + 2 == line.indent)
            .cloned();
        let Some((part, field)) = outer
            .as_ref()
            .and_then(|outer| self.unseen(outer, line, begins))
        else {
            return false;
        };
        if let Holds::List(item) = Holds::of(field, root) {
            self.without_its_name(line, part, line.indent - 2);
            self.close_to(line.indent - 2, false);
            self.open_items(line.indent, part.to_owned(), item, Some(name));
            self.begin(line, name, item, line.column);
        }
        true
    }

    /// The names of an item after its first.
    fn names_of_the_item(&self, line: &Line) -> Vec<&'a str> {
        let file: &'a File = self.file;
        let mut start = line.end + 1;
        let mut names = Vec::new();
        for text in file
            .text
            .get(start..)
            .unwrap_or_default()
            .split_inclusive('\n')
            .take(NEAR)
        {
            if let Some(below) = Line::read(text, start, 0) {
                if below.indent < line.column {
                    break;
                }
                names.extend(below.name.filter(|_| below.column == line.column));
            }
            start += text.len();
        }
        names
    }

    /// The first of the names that a group has not got, here or further down, and that holds what a line says.
    fn unseen(
        &self,
        outer: &Level<'a>,
        line: &Line,
        holds: impl Fn(&'a Json) -> bool,
    ) -> Option<(&'a str, &'a Json)> {
        let below = self.file.text.get(line.end..).unwrap_or_default();
        let below = below.lines().skip(1).take(FURTHEST_DOWN);
        let of_the_group = |line: &&str| line.trim().is_empty() || indent(line) >= outer.column;
        let below: Vec<&str> = below.take_while(of_the_group).collect();
        let mut names = outer.known()?.iter().filter(|(name, field)| {
            let named = format!("{}{name}:", " ".repeat(outer.column));
            let further_down = || below.iter().any(|line| line.starts_with(&named));
            outer.has(name) && holds(field) && !further_down()
        });
        let (name, field) = names.next()?;
        Some((name.as_str(), field))
    }

    /// Says that the name of a part is missing. It is read from the empty line above, or on the line itself.
    fn without_its_name(&mut self, line: &Line, part: &str, column: usize) {
        let text = self.file.text.as_str();
        let step = " ".repeat(column);
        let message = format!("`{part}:` is missing above this line");
        let place = match column {
            0 => "at its beginning".to_owned(),
            _ => format!("with {} before it", spaces(column)),
        };
        let help = format!("write `{part}:` on a line of its own above, {place}");
        let mut slip = Slip::new(
            self.file,
            line.start + line.indent..line.end,
            &message,
            help,
        );
        let above = line.start.saturating_sub(1);
        let start = text
            .get(..above)
            .and_then(|text| text.rfind('\n'))
            .map_or(0, |at| at + 1);
        if text
            .get(start..above)
            .is_some_and(|above| above.trim().is_empty())
        {
            slip.mend = vec![(start..above, format!("{step}{part}:"))];
        } else {
            slip.mend = self.on_one_line(line, &format!("{step}{part}"));
        }
        self.slips.push(slip);
    }

    /// A part without its name, as far as it has names and texts, written on its first line: no line can be put in.
    fn on_one_line(&self, line: &Line, name: &str) -> Vec<(Range<usize>, String)> {
        let text = self.file.text.as_str();
        let mut parts = String::new();
        let mut mend = Vec::new();
        let mut start = line.start;
        for words in text
            .get(line.start..)
            .unwrap_or_default()
            .split_inclusive('\n')
        {
            let at = start + indent(words);
            start += words.len();
            let content = words.trim();
            if content.is_empty() {
                continue;
            }
            if indent(words) < line.indent {
                break;
            }
            let item = content.starts_with("- ");
            let value_at = value_start(words);
            let (key, value) = words.split_at_checked(value_at).unwrap_or_default();
            let key = key.trim().trim_start_matches("- ");
            if key.ends_with(':') {
                let sign = if parts.is_empty() {
                    ""
                } else if item {
                    "}, {"
                } else {
                    ", "
                };
                parts += &format!("{sign}{key} {}", in_quotes(value.trim()));
            }
            mend.push((at..at + content.len(), String::new()));
        }
        let (open, close) = if line.dash { ("[{", "}]") } else { ("{", "}") };
        if let Some(first) = mend.first_mut() {
            *first = (
                line.start..line.end,
                format!("{name}: {open}{parts}{close}"),
            );
        }
        mend
    }

    /// The second line of an item whose first was deleted: it and the next are in the item above already.
    pub fn first_line_deleted(&mut self, line: &Line, column: usize) -> bool {
        let [.., list, names] = self.levels.as_slice() else {
            return false;
        };
        let Kind::Items {
            of,
            first: Some(first),
            item,
        } = &list.kind
        else {
            return false;
        };
        let seen = |name: &str| matches!(&names.kind, Kind::Names { seen, .. } if seen.iter().any(|seen| seen == name));
        let next = self.line_below(line);
        let next = next.filter(|next| !next.dash && next.column == column);
        let both = next.and_then(|next| next.name).is_some_and(seen);
        if !both || line.name == Some(first) || column != list.column + 2 {
            return false;
        }
        let (of, first, item) = (of.clone(), first.clone(), *item);
        let what = if first == "target" {
            "target".to_owned()
        } else {
            format!("item of `{of}`")
        };
        let message = format!(
            "a new {what} seems to begin here, and the line that begins with `- {first}:` is missing"
        );
        let help = format!(
            "write `- {first}: ` and its text on a line of its own above this one, two spaces further out"
        );
        let at = line.start + line.column;
        let mut slip = Slip::new(self.file, at..line.end, &message, help).mend(at - 2..at, "- ");
        slip.found.path = super::old::path(&self.path_of_next(&of, line, column - 2, &first));
        self.slips.push(slip);
        self.levels.pop();
        if let Some(known) = fields(item, self.root) {
            self.open_names(column, known);
        }
        true
    }

    /// The path of an item's first name, in a list at the top: so that nothing else says that it is missing.
    fn path_of_next(&self, of: &str, line: &Line, column: usize, first: &str) -> String {
        if column != 2 {
            return String::new();
        }
        let above = self
            .file
            .text
            .get(..line.start)
            .unwrap_or_default()
            .lines()
            .rev();
        let list = above.take_while(|line| line.trim().is_empty() || indent(line) >= column);
        let items =
            list.filter(|line| indent(line) == column && line.trim_start().starts_with("- "));
        format!("{of}[{}].{first}", items.count())
    }
}

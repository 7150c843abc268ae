//! Values set, added, removed and moved in a file that keeps everything else byte for byte: its comments, its order and how its
//! texts are written.

mod extent;
mod render;
mod session;
mod value;

pub use extent::extents;
pub use value::Value;

use extent::{Siblings, is_flow};
use render::Rendered;

use super::node::{Kind, Node, Style};
use super::shape::{Grammar, Shape};
use crate::diagnostic::Edit;
use crate::path::{Path, Step};

/// The longest line that brackets are written on.
const LINE: usize = 120;

/// A file that is edited.
pub struct Editor<'g> {
    grammar: &'g Grammar,
    text: String,
    root: Node,
    slips: usize,
    /// What was changed so far, on the text as it was at first.
    edits: Vec<Edit>,
}

/// Why an edit was not made. The file is as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Nothing can stand at this path: it leads through a text, or beyond the end of a list.
    #[error("the file has no place for it")]
    NoPlace,
    /// The lines there cannot be told for certain.
    #[error("the lines there are not as they should be: mend them first")]
    Unclear,
}

/// Where a value stands or is to stand.
struct Slot<'n> {
    node: &'n Node,
    /// Behind the colon of its name, or behind its dash.
    after: usize,
    /// Where its name or its dash begins.
    start: usize,
    /// Whether it stands in brackets.
    flow: bool,
    /// Whether it is an item.
    item: bool,
}

impl<'g> Editor<'g> {
    /// An editor for a file.
    pub fn new(text: impl Into<String>, grammar: &'g Grammar) -> Editor<'g> {
        let text = text.into();
        let tree = super::read(&text, grammar);
        Editor { grammar, text, root: tree.root, slips: tree.slips.len(), edits: Vec::new() }
    }

    /// The file with its edits.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its values with their edits.
    pub fn root(&self) -> &Node {
        &self.root
    }

    /// The edits that were made, on the text as it was at first.
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }

    /// Puts a value at a path, and the names that lead there where they are missing. An empty value leaves the name that is
    /// there.
    pub fn set(&mut self, path: &Path, value: &Value) -> Result<(), Refused> {
        let value = value.seen();
        self.whole(path, Some(&value), |editor| editor.put(path, &value))
    }

    /// Puts an item into a list, before the one with this number or behind the last.
    pub fn add(&mut self, list: &Path, index: usize, value: &Value) -> Result<(), Refused> {
        let value = value.seen();
        self.whole(&list.item(index), Some(&value), |editor| editor.insert_item(list, index, &value))
    }

    /// Takes an entry or an item out, with the comments that belong to it: those right above it in its column, and the one
    /// behind it. A list or a group that becomes empty leaves its name.
    pub fn remove(&mut self, path: &Path) -> Result<(), Refused> {
        let above = path.parent().ok_or(Refused::NoPlace)?;
        let before = self.root.at(&above).map_or(0, count);
        self.whole(path, None, |editor| {
            editor.take_out(path)?;
            let after = editor.root.at(&above).map_or(0, count);
            if after + 1 == before { Ok(()) } else { Err(Refused::Unclear) }
        })
    }

    /// Moves an item of a list to another place of it, as if it were taken out and put in there.
    pub fn move_item(&mut self, list: &Path, from: usize, to: usize) -> Result<(), Refused> {
        let item = self.root.at(&list.item(from)).map(Value::of).ok_or(Refused::NoPlace)?;
        self.whole(&list.item(to), Some(&item), |editor| editor.move_lines(list, from, to))
    }

    /// Makes edits that must lead to a value at a path, or none.
    fn whole(
        &mut self,
        path: &Path,
        wanted: Option<&Value>,
        edit: impl FnOnce(&mut Self) -> Result<(), Refused>,
    ) -> Result<(), Refused> {
        let before = (self.text.clone(), self.root.clone(), self.slips, self.edits.clone());
        let made = edit(self).and_then(|()| {
            let there = wanted.is_none_or(|wanted| wanted.is(self.root.at(path)));
            if there && self.slips <= before.2 { Ok(()) } else { Err(Refused::Unclear) }
        });
        if made.is_err() {
            (self.text, self.root, self.slips, self.edits) = before;
        }
        made
    }

    fn slot(&self, path: &Path) -> Result<Slot<'_>, Refused> {
        let (last, above) = path.steps().split_last().ok_or(Refused::NoPlace)?;
        let mut flow = false;
        let mut node = &self.root;
        for step in above {
            flow |= is_flow(&self.text, node);
            node = node.step(step).ok_or(Refused::NoPlace)?;
        }
        flow |= is_flow(&self.text, node);
        match (last, &node.kind) {
            (Step::Field(name), Kind::Map(_)) => {
                let entry = node.entry(name).ok_or(Refused::NoPlace)?;
                let behind = self.text.get(entry.key_span.end..).unwrap_or_default();
                let colon = behind.len() - behind.trim_start().len();
                let colon = entry.key_span.end + colon;
                if !self.text.get(colon..).is_some_and(|text| text.starts_with(':')) {
                    return Err(Refused::Unclear);
                }
                Ok(Slot { node: &entry.value, after: colon + 1, start: entry.key_span.start, flow, item: false })
            }
            (Step::Item(index), Kind::List(items)) => {
                let item = items.get(*index).ok_or(Refused::NoPlace)?;
                let after = item.dash + usize::from(!flow);
                Ok(Slot { node: &item.value, after, start: item.dash, flow, item: true })
            }
            _ => Err(Refused::NoPlace),
        }
    }

    fn siblings(&self, path: &Path) -> Result<Siblings<'_>, Refused> {
        let mut flow = false;
        let mut node = &self.root;
        for step in path.steps() {
            flow |= is_flow(&self.text, node);
            node = node.step(step).ok_or(Refused::NoPlace)?;
        }
        Ok(Siblings::of(&self.text, node, flow || is_flow(&self.text, node), path.is_root()))
    }

    /// How a line of the file ends.
    fn line_end(&self) -> &'static str {
        let first = self.text.find(['\n', '\r']).and_then(|at| self.text.get(at..));
        match first {
            Some(end) if end.starts_with("\r\n") => "\r\n",
            Some(end) if end.starts_with('\r') => "\r",
            _ => "\n",
        }
    }

    fn column(&self, at: usize) -> usize {
        let before = self.text.get(..at).unwrap_or_default();
        before.len() - before.rfind(['\n', '\r']).map_or(0, |end| end + 1)
    }

    fn end_of_line(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        at + rest.find(['\n', '\r']).unwrap_or(rest.len())
    }

    fn put(&mut self, path: &Path, value: &Value) -> Result<(), Refused> {
        let there = self.root.at(path);
        let new_item = there.is_none() && matches!(path.last(), Some(Step::Item(_)));
        if value.is(there) && !new_item {
            return Ok(());
        }
        let Some(node) = there else { return self.create(path, value) };
        match (&node.kind, value) {
            _ if value.is_empty() => self.clear(path),
            (Kind::Map(entries), Value::Map(new)) => {
                let is_new = |name: &str| new.iter().any(|(other, _)| other == name);
                let gone: Vec<String> =
                    entries.iter().map(|entry| entry.key.clone()).filter(|name| !is_new(name)).collect();
                for (name, value) in new {
                    self.put(&path.field(name.clone()), value)?;
                }
                gone.into_iter().try_for_each(|name| self.take_out(&path.field(name)))
            }
            (Kind::List(items), Value::List(new)) => {
                let same = |(item, value): &(&super::node::Item, &Value)| value.is(Some(&item.value));
                let (old, count) = (items.len(), new.len());
                let first = items.iter().zip(new).take_while(same).count();
                let last = items.iter().rev().zip(new.iter().rev()).take_while(same).count();
                let last = last.min(old.min(count) - first.min(old.min(count)));
                let (old_end, new_end) = (old - last, count - last);
                for index in first..old_end.min(new_end) {
                    if let Some(value) = new.get(index) {
                        self.put(&path.item(index), value)?;
                    }
                }
                for index in (new_end..old_end).rev() {
                    self.take_out(&path.item(index))?;
                }
                for index in old_end..new_end {
                    if let Some(value) = new.get(index) {
                        self.insert_item(path, index, value)?;
                    }
                }
                Ok(())
            }
            (Kind::Text(_), _) if value.is_scalar() && !path.is_root() => self.rewrite(path, value),
            (Kind::Nothing, _) => self.fill(path, value),
            _ => {
                self.clear(path)?;
                self.fill(path, value)
            }
        }
    }

    /// Puts a value where its name, or a name above it, is missing.
    fn create(&mut self, path: &Path, value: &Value) -> Result<(), Refused> {
        if value.is_empty() && !matches!(path.last(), Some(Step::Item(_))) {
            return Ok(());
        }
        let mut there = path.parent().ok_or(Refused::NoPlace)?;
        while self.root.at(&there).is_none() {
            there = there.parent().ok_or(Refused::NoPlace)?;
        }
        let (first, rest) = path.below(&there).split_first().ok_or(Refused::NoPlace)?;
        let mut value = value.clone();
        for step in rest.iter().rev() {
            value = match step {
                Step::Field(name) => Value::Map(vec![(name.to_string(), value)]),
                Step::Item(0) => Value::List(vec![value]),
                Step::Item(_) => return Err(Refused::NoPlace),
            };
        }
        match first {
            Step::Field(name) => self.insert_entry(&there, name, &value),
            Step::Item(index) => self.insert_item(&there, *index, &value),
        }
    }

    /// Another text in the place of one.
    fn rewrite(&mut self, path: &Path, value: &Value) -> Result<(), Refused> {
        let slot = self.slot(path)?;
        let span = slot.node.span.clone();
        if slot.flow {
            let quoted = slot.node.text().is_some_and(|text| text.style == Style::Quoted);
            let text = match value {
                Value::Text(text) | Value::Word(text) if quoted => {
                    let single = self.text.get(span.start..).is_some_and(|typed| typed.starts_with('\''));
                    super::write::marked(text, single)
                }
                _ => render::flow(value),
            };
            if self.is_too_long(span.start, text.len()) && self.without_brackets(path)? {
                return self.put(path, value);
            }
            return self.change(vec![Edit::new(span, text)]);
        }
        let typed = self.text.get(span.clone()).unwrap_or_default().replace("\r\n", "\n").replace('\r', "\n");
        let indent = self.column(slot.start) + 2;
        let rendered = render::like(value, slot.node, &typed, self.column(span.start), indent);
        let block = slot.node.text().is_some_and(|text| text.style == Style::Block);
        // The comment behind a block's sign stands within the block's place.
        let note = slot.node.note.clone().filter(|_| block);
        let note = note.and_then(|note| self.text.get(note)).map(|note| format!("  {note}"));
        let text = self.joined(rendered, note.as_deref().unwrap_or_default());
        let edit = Edit::new(span, text);
        self.change(self.with_notes_below(slot.node.note.clone().filter(|_| !block), edit))
    }

    /// A text whose place is followed by a comment: where it takes several lines now, the comment goes to the first of them.
    fn with_notes_below(&self, note: Option<std::ops::Range<usize>>, edit: Edit) -> Vec<Edit> {
        let Some(note) = note.filter(|_| edit.text.contains(['\n', '\r'])) else { return vec![edit] };
        let is_block = edit.text.starts_with(['|', '>']);
        if !is_block {
            return vec![edit];
        }
        let comment = self.text.get(note.clone()).unwrap_or_default();
        let first = edit.text.find(['\n', '\r']).unwrap_or(edit.text.len());
        let mut text = edit.text.clone();
        text.insert_str(first, &format!("  {comment}"));
        vec![Edit::new(edit.bytes.start..note.end, text)]
    }

    fn joined(&self, rendered: Rendered, note: &str) -> String {
        let first = format!("{}{note}", rendered.line);
        let lines = std::iter::once(first).chain(rendered.below);
        lines.collect::<Vec<_>>().join(self.line_end())
    }

    /// A value where nothing stands.
    fn fill(&mut self, path: &Path, value: &Value) -> Result<(), Refused> {
        if path.is_root() {
            return self.fill_file(value);
        }
        if self.root.at(path).is_some_and(|node| !node.span.is_empty()) {
            self.clear(path)?;
        }
        let slot = self.slot(path)?;
        let (after, column) = (slot.after, self.column(slot.start));
        if slot.flow {
            let text = render::flow(value);
            if (self.is_too_long(after, text.len()) || !value.is_scalar()) && self.without_brackets(path)? {
                return self.put(path, value);
            }
            let text = if self.slot(path)?.item { text } else { format!(" {text}") };
            return self.change(vec![Edit::new(after..after, text)]);
        }
        let end = self.end_of_line(after);
        let behind = self.text.get(after..end).unwrap_or_default();
        let note = behind.find('#').map(|at| (at, behind.get(at..).unwrap_or_default().to_owned()));
        let nested = !value.is_scalar();
        if nested {
            let lines = render::block(value, column + 2);
            let mut lines = lines.into_iter();
            let first = lines.next().unwrap_or_default();
            let on_the_dash = slot.item && note.is_none();
            let text: Vec<String> = lines.collect();
            let text = std::iter::once(if on_the_dash { format!(" {}", first.trim_start()) } else { first }).chain(text);
            let text = text.collect::<Vec<_>>().join(self.line_end());
            let edit = if on_the_dash {
                Edit::new(after..end, text)
            } else {
                Edit::new(end..end, format!("{}{text}", self.line_end()))
            };
            return self.change(vec![edit]);
        }
        let rendered = render::scalar(value, self.column(after) + 1, column + 2);
        let edit = match note {
            Some((spaces, comment)) => {
                // The comment keeps its column where there is room.
                let width = super::write::width(&rendered.line) + 1;
                let gap = " ".repeat(spaces.saturating_sub(width).max(2));
                let text = format!(" {}{gap}{comment}", rendered.line);
                let rendered = Rendered { line: text, ..rendered };
                Edit::new(after..end, self.joined(rendered, ""))
            }
            None => Edit::new(after..end, format!(" {}", self.joined(rendered, ""))),
        };
        self.change(vec![edit])
    }

    /// The first values of a file that has none.
    fn fill_file(&mut self, value: &Value) -> Result<(), Refused> {
        if value.is_scalar() {
            return Err(Refused::NoPlace);
        }
        let end = self.line_end();
        let open = !self.text.is_empty() && !self.text.ends_with(['\n', '\r']);
        let lines = render::block(value, 0).join(end);
        let text = format!("{}{lines}{end}", if open { end } else { "" });
        let at = self.text.len();
        self.change(vec![Edit::new(at..at, text)])
    }

    /// Leaves a name or a dash without its value.
    fn clear(&mut self, path: &Path) -> Result<(), Refused> {
        let node = self.root.at(path).ok_or(Refused::NoPlace)?;
        let flow = is_flow(&self.text, node);
        match &node.kind {
            Kind::Map(entries) if !flow => {
                let names: Vec<String> = entries.iter().map(|entry| entry.key.clone()).collect();
                names.into_iter().rev().try_for_each(|name| self.take_out(&path.field(name)))
            }
            Kind::List(items) if !flow => {
                (0..items.len()).rev().try_for_each(|index| self.take_out(&path.item(index)))
            }
            _ => {
                let slot = self.slot(path)?;
                let span = slot.node.span.clone();
                if slot.flow && slot.item {
                    return self.change(vec![Edit::new(span, "\"\"")]);
                }
                let before = self.text.get(slot.after..span.start).unwrap_or_default();
                let spaces = before.len() - before.trim_end_matches([' ', '\t']).len();
                let block = slot.node.text().is_some_and(|text| text.style == Style::Block);
                let note = slot.node.note.clone().filter(|_| block).and_then(|note| self.text.get(note));
                let text = note.map(|note| format!("  {note}")).unwrap_or_default();
                let start = span.start - spaces;
                self.change(vec![Edit::new(start..span.end, text)])
            }
        }
    }

    fn insert_entry(&mut self, group: &Path, name: &str, value: &Value) -> Result<(), Refused> {
        let node = self.root.at(group).ok_or(Refused::NoPlace)?;
        let Kind::Map(entries) = &node.kind else {
            let one = Value::Map(vec![(name.to_owned(), value.clone())]);
            return if node.is_nothing() { self.fill(group, &one) } else { Err(Refused::NoPlace) };
        };
        // Behind the last of those that stand before it in the format's order.
        let rank = |name: &str| self.shape(group)?.field(name)?.0;
        let new = rank(name);
        let is_before = |other: &str| new.is_none() || rank(other).is_some_and(|other| Some(other) < new);
        let after = entries.iter().rposition(|entry| is_before(&entry.key));
        let siblings = self.siblings(group)?;
        if siblings.flow {
            let text = render::flow_entry(name, value);
            let no_braces = !is_flow(&self.text, node);
            let at = siblings.part(after.unwrap_or(0)).start;
            if (no_braces || self.is_too_long(at, text.len()) || !value.is_scalar()) && self.without_brackets(group)? {
                return self.insert_entry(group, name, value);
            }
            if no_braces {
                return Err(Refused::NoPlace);
            }
            return self.insert_in_brackets(group, after.map_or(0, |after| after + 1), &text);
        }
        let lines = render::entry(name, value, siblings.column());
        self.insert_lines(group, after.map_or(0, |after| after + 1), lines)
    }

    fn insert_item(&mut self, list: &Path, index: usize, value: &Value) -> Result<(), Refused> {
        let Some(node) = self.root.at(list) else {
            return if index == 0 { self.create(list, &Value::List(vec![value.clone()])) } else { Err(Refused::NoPlace) };
        };
        let Kind::List(items) = &node.kind else {
            if node.is_nothing() && index == 0 {
                return self.fill(list, &Value::List(vec![value.clone()]));
            }
            // One text where a list of them may stand.
            let text = node.text().is_some() && matches!(self.shape(list), Some(Shape::Texts));
            if !text || index > 1 {
                return Err(Refused::NoPlace);
            }
            let mut items = vec![Value::of(node)];
            items.insert(index, value.clone());
            return self.put(list, &Value::List(items));
        };
        if index > items.len() {
            return Err(Refused::NoPlace);
        }
        let siblings = self.siblings(list)?;
        if siblings.flow {
            let text = if value.is_empty() { "\"\"".to_owned() } else { render::flow(value) };
            let at = siblings.part(index.saturating_sub(1)).start.min(self.text.len());
            if (self.is_too_long(at, text.len()) || !value.is_scalar()) && self.without_brackets(list)? {
                return self.insert_item(list, index, value);
            }
            return self.insert_in_brackets(list, index, &text);
        }
        let lines = render::item(value, siblings.column());
        self.insert_lines(list, index, lines)
    }

    /// Lines before the part with this number, or behind the last.
    fn insert_lines(&mut self, path: &Path, index: usize, lines: Vec<String>) -> Result<(), Refused> {
        let siblings = self.siblings(path)?;
        let end = self.line_end();
        let gap = if siblings.are_spaced() && siblings.len() > 1 { end } else { "" };
        let text = lines.join(end);
        let edit = if let Some(before) = index.checked_sub(1) {
            let (_, last) = siblings.own(before);
            let at = siblings.lines.end(last);
            Edit::new(at..at, format!("{end}{gap}{text}"))
        } else if siblings.is_behind_a_dash(0) {
            let at = siblings.part(0).start;
            let spaces = " ".repeat(siblings.column());
            Edit::new(at..at, format!("{}{end}{spaces}", text.trim_start_matches(' ')))
        } else {
            let (first, _) = siblings.own(0);
            let at = siblings.lines.start(first);
            Edit::new(at..at, format!("{text}{end}{gap}"))
        };
        self.change(vec![edit])
    }

    fn insert_in_brackets(&mut self, path: &Path, index: usize, text: &str) -> Result<(), Refused> {
        let siblings = self.siblings(path)?;
        let edit = if siblings.len() == 0 {
            let start = self.root.at(path).map_or(0, |node| node.span.start) + 1;
            Edit::new(start..start, text)
        } else if let Some(before) = index.checked_sub(1) {
            let at = self.value_end(path, before);
            Edit::new(at..at, format!(", {text}"))
        } else {
            let at = siblings.part(0).start;
            Edit::new(at..at, format!("{text}, "))
        };
        self.change(vec![edit])
    }

    /// Where a value in brackets ends, and a name without one behind its colon.
    fn value_end(&self, path: &Path, index: usize) -> usize {
        let Some(node) = self.root.at(path) else { return 0 };
        match &node.kind {
            Kind::Map(entries) => entries.get(index).map_or(0, |entry| {
                let colon = self.slot(&path.field(entry.key.clone())).map_or(entry.key_span.end, |slot| slot.after);
                entry.value.span.end.max(if entry.value.span.is_empty() { colon } else { 0 })
            }),
            Kind::List(items) => items.get(index).map_or(0, |item| item.value.span.end.max(item.dash)),
            Kind::Nothing | Kind::Text(_) => 0,
        }
    }

    fn take_out(&mut self, path: &Path) -> Result<(), Refused> {
        let above = path.parent().ok_or(Refused::NoPlace)?;
        let node = self.root.at(&above).ok_or(Refused::NoPlace)?;
        let index = match (path.last(), &node.kind) {
            (Some(Step::Field(name)), Kind::Map(entries)) => entries.iter().position(|entry| entry.key == **name),
            (Some(Step::Item(index)), Kind::List(items)) => Some(*index).filter(|index| *index < items.len()),
            _ => None,
        };
        let index = index.ok_or(Refused::NoPlace)?;
        let siblings = self.siblings(&above)?;
        if siblings.flow {
            return self.take_out_of_brackets(&above, index);
        }
        let lines = &siblings.lines;
        let (first, last) = siblings.own(index);
        let edit = if siblings.is_behind_a_dash(index) {
            let start = siblings.part(index).start;
            let next = siblings.stretch(index + 1);
            let next_line = lines.at(next.start);
            if index + 1 < siblings.len() && next_line == last + 1 && next.start == siblings.part(index + 1).start {
                Edit::new(start..next.start, "")
            } else {
                let before = self.text.get(..start).unwrap_or_default().trim_end_matches(' ');
                Edit::new(before.len()..lines.end(last), "")
            }
        } else {
            let above = first == 0 || siblings.is_blank(first - 1);
            let below = last + 1 < lines.len() && siblings.is_blank(last + 1);
            let after = last + 1 + usize::from(above && below);
            let start = lines.start(first);
            // The last line of a file may have no end: then the one above loses its own.
            let ended = after < lines.len() || self.text.ends_with(['\n', '\r']);
            let start = if ended { start } else { first.checked_sub(1).map_or(start, |above| lines.end(above)) };
            Edit::new(start..lines.start(after), "")
        };
        self.change(vec![edit])
    }

    fn take_out_of_brackets(&mut self, above: &Path, index: usize) -> Result<(), Refused> {
        let siblings = self.siblings(above)?;
        let part = siblings.part(index);
        let end = self.value_end(above, index);
        let noted = |text: &str| text.contains('#');
        let next = siblings.part(index + 1).start;
        let between = |from: usize, to: usize| self.text.get(from..to).unwrap_or_default();
        let comma = |from: usize| {
            let rest = self.text.get(from..).unwrap_or_default();
            let spaces = rest.len() - rest.trim_start().len();
            let comma = rest.get(spaces..).is_some_and(|rest| rest.starts_with(','));
            if comma { from + spaces + 1 } else { from }
        };
        let bytes = if index + 1 < siblings.len() {
            if noted(between(end, next)) { part.start..comma(end) } else { part.start..next }
        } else if let Some(before) = index.checked_sub(1) {
            let before = self.value_end(above, before);
            if noted(between(before, part.start)) { part.start..comma(end) } else { before..end }
        } else {
            part.start..comma(end)
        };
        self.change(vec![Edit::new(bytes, "")])
    }

    /// Puts the stretches of the items between two places into their new order; what stands between them stays.
    fn move_lines(&mut self, list: &Path, from: usize, to: usize) -> Result<(), Refused> {
        let siblings = self.siblings(list)?;
        if from >= siblings.len() || to >= siblings.len() {
            return Err(Refused::NoPlace);
        }
        let places: Vec<usize> = (from.min(to)..=from.max(to)).collect();
        let mut order = places.clone();
        let moved = order.remove(from - from.min(to));
        order.insert(to - from.min(to), moved);
        // A comment cannot stand between a dash and what is behind it on its line.
        let behind = siblings.is_behind_a_dash(0) && places.contains(&0);
        let noted = |index: &usize| siblings.stretch(*index).start != siblings.part(*index).start;
        if !siblings.flow && behind && order.iter().any(noted) {
            return Err(Refused::Unclear);
        }
        let edits = places.iter().zip(order).map(|(place, item)| {
            let text = self.text.get(siblings.stretch(item)).unwrap_or_default();
            Edit::new(siblings.stretch(*place), text)
        });
        let edits = edits.collect();
        self.change(edits)
    }

    /// Writes the outermost brackets on a path as lines; whether they could be, as those with a comment in them cannot.
    fn without_brackets(&mut self, path: &Path) -> Result<bool, Refused> {
        let mut here = Path::root();
        for step in path.steps() {
            here = here.step(step.clone());
            let Some(node) = self.root.at(&here) else { return Ok(false) };
            if is_flow(&self.text, node) {
                let typed = self.text.get(node.span.clone()).unwrap_or_default();
                if typed.contains('#') {
                    return Ok(false);
                }
                let value = Value::of(node);
                self.clear(&here)?;
                if !matches!(&value, Value::List(items) if items.is_empty()) {
                    self.fill(&here, &value)?;
                }
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn is_too_long(&self, at: usize, more: usize) -> bool {
        self.column(self.end_of_line(at)) + more > LINE
    }

    fn shape(&self, path: &Path) -> Option<&'g Shape> {
        path.steps().iter().try_fold(&self.grammar.shape, |shape, step| match step {
            Step::Field(name) => shape.field(name).map(|(_, below)| below),
            Step::Item(_) => shape.item(),
        })
    }
}

/// How many entries or items a node has.
fn count(node: &Node) -> usize {
    match &node.kind {
        Kind::Map(entries) => entries.len(),
        Kind::List(items) => items.len(),
        Kind::Nothing | Kind::Text(_) => 0,
    }
}

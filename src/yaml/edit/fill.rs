//! Sets a value where there is another value or none.

use std::ops::Range;

use super::extent::is_flow;
use super::render;
use super::{Editor, Refused, Value};
use crate::diagnostic::Edit;
use crate::path::{Path, Step};
use crate::yaml::node::{Item, Kind, Style};
use crate::yaml::write::{self, Written};

impl Editor<'_> {
    pub(super) fn put(&mut self, path: &Path, value: &Value) -> Result<(), Refused> {
        let current = self.root.at(path);
        let new_item = current.is_none() && matches!(path.last(), Some(Step::Item(_)));
        if value.is(current) && !new_item {
            return Ok(());
        }
        let Some(node) = current else {
            return self.create(path, value);
        };
        match (&node.kind, value) {
            _ if value.is_empty() => self.clear(path),
            (Kind::Map(entries), Value::Map(new)) => {
                let is_new = |name: &str| new.iter().any(|(other, _)| other == name);
                let removed: Vec<String> = entries
                    .iter()
                    .map(|entry| entry.key.clone())
                    .filter(|name| !is_new(name))
                    .collect();
                for (name, value) in new {
                    self.put(&path.field(name.clone()), value)?;
                }
                removed
                    .into_iter()
                    .try_for_each(|name| self.take_out(&path.field(name)))
            }
            (Kind::List(items), Value::List(new)) => {
                let same = |(item, value): &(&Item, &Value)| value.is(Some(&item.value));
                let (old, count) = (items.len(), new.len());
                let first = items.iter().zip(new).take_while(same).count();
                let last = items
                    .iter()
                    .rev()
                    .zip(new.iter().rev())
                    .take_while(same)
                    .count();
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

    /// Sets a value whose key, or a parent of it, is missing.
    pub(super) fn create(&mut self, path: &Path, value: &Value) -> Result<(), Refused> {
        if value.is_empty() && !matches!(path.last(), Some(Step::Item(_))) {
            return Ok(());
        }
        let mut existing = path.parent().ok_or(Refused::NoPlace)?;
        while self.root.at(&existing).is_none() {
            existing = existing.parent().ok_or(Refused::NoPlace)?;
        }
        let (first, rest) = path
            .below(&existing)
            .split_first()
            .ok_or(Refused::NoPlace)?;
        let mut value = value.clone();
        for step in rest.iter().rev() {
            value = match step {
                Step::Field(name) => Value::Map(vec![(name.to_string(), value)]),
                Step::Item(0) => Value::List(vec![value]),
                Step::Item(_) => return Err(Refused::NoPlace),
            };
        }
        match first {
            Step::Field(name) => self.insert_entry(&existing, name, &value),
            Step::Item(index) => self.insert_item(&existing, *index, &value),
        }
    }

    /// Replaces a text.
    fn rewrite(&mut self, path: &Path, value: &Value) -> Result<(), Refused> {
        let slot = self.slot(path)?;
        let span = slot.node.span.clone();
        if slot.flow {
            let quoted = slot
                .node
                .text()
                .is_some_and(|text| text.style == Style::Quoted);
            let text = match value {
                Value::Text(text) | Value::Word(text) if quoted => {
                    let single = self
                        .text
                        .get(span.start..)
                        .is_some_and(|raw| raw.starts_with('\''));
                    write::quoted_as(text, single)
                }
                _ => render::flow(value),
            };
            if self.is_too_long(span.start, text.len()) && self.without_brackets(path)? {
                return self.put(path, value);
            }
            return self.change(vec![Edit::new(span, text)]);
        }
        let raw = self
            .text
            .get(span.clone())
            .unwrap_or_default()
            .replace("\r\n", "\n")
            .replace('\r', "\n");
        let indent = self.column(slot.start) + 2;
        let rendered = render::like(value, slot.node, &raw, self.column(span.start), indent);
        let block = slot
            .node
            .text()
            .is_some_and(|text| text.style == Style::Block);
        // The comment after a block's header is inside the block's span.
        let note = slot.node.note.clone().filter(|_| block);
        let note = note
            .and_then(|note| self.text.get(note))
            .map(|note| format!("  {note}"));
        let text = self.joined(rendered, note.as_deref().unwrap_or_default());
        let edit = Edit::new(span, text);
        self.change(self.with_note_on_header(slot.node.note.clone().filter(|_| !block), edit))
    }

    /// If the new text is a block, moves the trailing comment to the block's header line.
    fn with_note_on_header(&self, note: Option<Range<usize>>, edit: Edit) -> Vec<Edit> {
        let Some(note) = note.filter(|_| edit.text.contains(['\n', '\r'])) else {
            return vec![edit];
        };
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

    fn joined(&self, rendered: Written, note: &str) -> String {
        let first = format!("{}{note}", rendered.line);
        let lines = std::iter::once(first).chain(rendered.below);
        lines.collect::<Vec<_>>().join(self.line_end())
    }

    /// Sets a value where there is none.
    pub(super) fn fill(&mut self, path: &Path, value: &Value) -> Result<(), Refused> {
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
            if (self.is_too_long(after, text.len()) || !value.is_scalar())
                && self.without_brackets(path)?
            {
                return self.put(path, value);
            }
            let text = if self.slot(path)?.item {
                text
            } else {
                format!(" {text}")
            };
            return self.change(vec![Edit::new(after..after, text)]);
        }
        let end = self.end_of_line(after);
        let behind = self.text.get(after..end).unwrap_or_default();
        let note = behind
            .find('#')
            .map(|at| (at, behind.get(at..).unwrap_or_default().to_owned()));
        let nested = !value.is_scalar();
        if nested {
            let lines = render::block(value, column + 2);
            let mut lines = lines.into_iter();
            let first = lines.next().unwrap_or_default();
            let on_the_dash = slot.item && note.is_none();
            let text: Vec<String> = lines.collect();
            let text = std::iter::once(if on_the_dash {
                format!(" {}", first.trim_start())
            } else {
                first
            })
            .chain(text);
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
                // The comment keeps its column if there is room.
                let width = write::width(&rendered.line) + 1;
                let gap = " ".repeat(spaces.saturating_sub(width).max(2));
                let text = format!(" {}{gap}{comment}", rendered.line);
                let rendered = Written {
                    line: text,
                    ..rendered
                };
                Edit::new(after..end, self.joined(rendered, ""))
            }
            None => Edit::new(after..end, format!(" {}", self.joined(rendered, ""))),
        };
        self.change(vec![edit])
    }

    /// Writes the first values of an empty file.
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

    /// Removes a value but keeps its key or dash.
    pub(super) fn clear(&mut self, path: &Path) -> Result<(), Refused> {
        let node = self.root.at(path).ok_or(Refused::NoPlace)?;
        let flow = is_flow(&self.text, node);
        match &node.kind {
            Kind::Map(entries) if !flow => {
                let names: Vec<String> = entries.iter().map(|entry| entry.key.clone()).collect();
                names
                    .into_iter()
                    .rev()
                    .try_for_each(|name| self.take_out(&path.field(name)))
            }
            Kind::List(items) if !flow => (0..items.len())
                .rev()
                .try_for_each(|index| self.take_out(&path.item(index))),
            _ => {
                let slot = self.slot(path)?;
                let span = slot.node.span.clone();
                if slot.flow && slot.item {
                    return self.change(vec![Edit::new(span, "\"\"")]);
                }
                let before = self.text.get(slot.after..span.start).unwrap_or_default();
                let spaces = before.len() - before.trim_end_matches([' ', '\t']).len();
                let block = slot
                    .node
                    .text()
                    .is_some_and(|text| text.style == Style::Block);
                let note = slot
                    .node
                    .note
                    .clone()
                    .filter(|_| block)
                    .and_then(|note| self.text.get(note));
                let text = note.map(|note| format!("  {note}")).unwrap_or_default();
                let start = span.start - spaces;
                self.change(vec![Edit::new(start..span.end, text)])
            }
        }
    }

    /// Rewrites the outermost bracketed value on a path as lines. Returns `false` if that is not possible, as when it
    /// has a comment inside.
    pub(super) fn without_brackets(&mut self, path: &Path) -> Result<bool, Refused> {
        let mut here = Path::root();
        for step in path.steps() {
            here = here.step(step.clone());
            let Some(node) = self.root.at(&here) else {
                return Ok(false);
            };
            if is_flow(&self.text, node) {
                let raw = self.text.get(node.span.clone()).unwrap_or_default();
                if raw.contains('#') {
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
}

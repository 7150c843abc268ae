//! Inserts an entry or an item.

use super::extent::is_flow;
use super::{Editor, Refused, Value, render};
use crate::diagnostic::Edit;
use crate::path::Path;
use crate::yaml::node::Kind;
use crate::yaml::shape::Shape;

impl Editor<'_> {
    pub(super) fn insert_entry(
        &mut self,
        group: &Path,
        name: &str,
        value: &Value,
    ) -> Result<(), Refused> {
        let node = self.root.at(group).ok_or(Refused::NoPlace)?;
        let Kind::Map(entries) = &node.kind else {
            let map = Value::Map(vec![(name.to_owned(), value.clone())]);
            return if node.is_nothing() {
                self.fill(group, &map)
            } else {
                Err(Refused::NoPlace)
            };
        };
        // After the last entry that precedes it in the format's order.
        let rank = |name: &str| self.shape(group)?.field(name)?.0;
        let new = rank(name);
        let is_before =
            |other: &str| new.is_none() || rank(other).is_some_and(|other| Some(other) < new);
        let after = entries.iter().rposition(|entry| is_before(&entry.key));
        let siblings = self.siblings(group)?;
        if siblings.flow {
            let text = render::flow_entry(name, value);
            let no_braces = !is_flow(&self.text, node);
            let at = siblings.part(after.unwrap_or(0)).start;
            if (no_braces || self.is_too_long(at, text.len()) || !value.is_scalar())
                && self.without_brackets(group)?
            {
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

    pub(super) fn insert_item(
        &mut self,
        list: &Path,
        index: usize,
        value: &Value,
    ) -> Result<(), Refused> {
        let Some(node) = self.root.at(list) else {
            return if index == 0 {
                self.create(list, &Value::List(vec![value.clone()]))
            } else {
                Err(Refused::NoPlace)
            };
        };
        let Kind::List(items) = &node.kind else {
            if node.is_nothing() && index == 0 {
                return self.fill(list, &Value::List(vec![value.clone()]));
            }
            // A single text where a list of texts is allowed.
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
            let text = if value.is_empty() {
                "\"\"".to_owned()
            } else {
                render::flow(value)
            };
            let at = siblings
                .part(index.saturating_sub(1))
                .start
                .min(self.text.len());
            if (self.is_too_long(at, text.len()) || !value.is_scalar())
                && self.without_brackets(list)?
            {
                return self.insert_item(list, index, value);
            }
            return self.insert_in_brackets(list, index, &text);
        }
        let lines = render::item(value, siblings.column());
        self.insert_lines(list, index, lines)
    }

    /// Inserts lines before the child at `index`, or after the last.
    fn insert_lines(
        &mut self,
        path: &Path,
        index: usize,
        lines: Vec<String>,
    ) -> Result<(), Refused> {
        let siblings = self.siblings(path)?;
        let end = self.line_end();
        let gap = if siblings.are_spaced() && siblings.len() > 1 {
            end
        } else {
            ""
        };
        let text = lines.join(end);
        let edit = if let Some(before) = index.checked_sub(1) {
            let (_, last) = siblings.line_range(before);
            let at = siblings.lines.end(last);
            Edit::new(at..at, format!("{end}{gap}{text}"))
        } else if siblings.is_behind_a_dash(0) {
            let at = siblings.part(0).start;
            let spaces = " ".repeat(siblings.column());
            Edit::new(
                at..at,
                format!("{}{end}{spaces}", text.trim_start_matches(' ')),
            )
        } else {
            let (first, _) = siblings.line_range(0);
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
}

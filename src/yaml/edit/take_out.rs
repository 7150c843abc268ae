//! Removes entries and items, and moves items, with the comments that belong to them.

use super::{Editor, Refused};
use crate::diagnostic::Edit;
use crate::path::{Path, Step};
use crate::yaml::node::Kind;

impl Editor<'_> {
    pub(super) fn take_out(&mut self, path: &Path) -> Result<(), Refused> {
        let above = path.parent().ok_or(Refused::NoPlace)?;
        let node = self.root.at(&above).ok_or(Refused::NoPlace)?;
        let index = match (path.last(), &node.kind) {
            (Some(Step::Field(name)), Kind::Map(entries)) => {
                entries.iter().position(|entry| entry.key == **name)
            }
            (Some(Step::Item(index)), Kind::List(items)) => {
                Some(*index).filter(|index| *index < items.len())
            }
            _ => None,
        };
        let index = index.ok_or(Refused::NoPlace)?;
        let siblings = self.siblings(&above)?;
        if siblings.flow {
            return self.take_out_of_brackets(&above, index);
        }
        let lines = &siblings.lines;
        let (first, last) = siblings.line_range(index);
        let edit = if siblings.is_behind_a_dash(index) {
            let start = siblings.part(index).start;
            let next = siblings.extent(index + 1);
            let next_line = lines.at(next.start);
            if index + 1 < siblings.len()
                && next_line == last + 1
                && next.start == siblings.part(index + 1).start
            {
                Edit::new(start..next.start, "")
            } else {
                let before = self
                    .text
                    .get(..start)
                    .unwrap_or_default()
                    .trim_end_matches(' ');
                Edit::new(before.len()..lines.end(last), "")
            }
        } else {
            let above = first == 0 || siblings.is_blank(first - 1);
            let below = last + 1 < lines.len() && siblings.is_blank(last + 1);
            let after = last + 1 + usize::from(above && below);
            let start = lines.start(first);
            // If the file's last line has no line break, the line above loses its own.
            let ended = after < lines.len() || self.text.ends_with(['\n', '\r']);
            let start = if ended {
                start
            } else {
                first.checked_sub(1).map_or(start, |above| lines.end(above))
            };
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
            if noted(between(end, next)) {
                part.start..comma(end)
            } else {
                part.start..next
            }
        } else if let Some(before) = index.checked_sub(1) {
            let before = self.value_end(above, before);
            if noted(between(before, part.start)) {
                part.start..comma(end)
            } else {
                before..end
            }
        } else {
            part.start..comma(end)
        };
        self.change(vec![Edit::new(bytes, "")])
    }

    /// Reorders the items between two positions; the text between items stays in place.
    pub(super) fn move_lines(
        &mut self,
        list: &Path,
        from: usize,
        to: usize,
    ) -> Result<(), Refused> {
        let siblings = self.siblings(list)?;
        if from >= siblings.len() || to >= siblings.len() {
            return Err(Refused::NoPlace);
        }
        let places: Vec<usize> = (from.min(to)..=from.max(to)).collect();
        let mut order = places.clone();
        let item = order.remove(from - from.min(to));
        order.insert(to - from.min(to), item);
        // A comment cannot come between a dash and the rest of its line.
        let behind = siblings.is_behind_a_dash(0) && places.contains(&0);
        let noted = |index: &usize| siblings.extent(*index).start != siblings.part(*index).start;
        if !siblings.flow && behind && order.iter().any(noted) {
            return Err(Refused::Unclear);
        }
        let edits = places.iter().zip(order).map(|(place, item)| {
            let text = self.text.get(siblings.extent(item)).unwrap_or_default();
            Edit::new(siblings.extent(*place), text)
        });
        let edits = edits.collect();
        self.change(edits)
    }
}

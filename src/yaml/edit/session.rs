//! Combines successive edits into edits of the original text.

use super::{Editor, Refused};
use crate::diagnostic::{Edit, apply};

impl Editor<'_> {
    /// Applies edits to the current text and parses it again.
    pub(super) fn change(&mut self, mut edits: Vec<Edit>) -> Result<(), Refused> {
        let text = apply(&self.text, &edits).ok_or(Refused::Unclear)?;
        edits.sort_by_key(|edit| edit.bytes.start);
        for edit in edits.into_iter().rev() {
            self.record(edit);
        }
        let tree = crate::yaml::read(&text, self.grammar);
        (self.root, self.mistakes, self.text) = (tree.root, tree.mistakes.len(), text);
        Ok(())
    }

    /// Records an edit of the current text, merged with any earlier edit that it touches.
    fn record(&mut self, edit: Edit) {
        let mut edits = Vec::with_capacity(self.edits.len() + 1);
        // The merged edit: its span in the original text, and its new text.
        let mut bytes = edit.bytes.clone();
        let mut merged = edit.text.clone();
        let (mut before, mut after) = (0isize, 0isize);
        let mut growth = 0isize;
        for old in std::mem::take(&mut self.edits) {
            let delta = old.text.len() as isize - old.bytes.len() as isize;
            let start = (old.bytes.start as isize + growth) as usize;
            let end = start + old.text.len();
            if end < edit.bytes.start {
                before += delta;
                edits.push(old);
            } else if start > edit.bytes.end {
                edits.push(old);
            } else {
                let head = edit
                    .bytes
                    .start
                    .checked_sub(start)
                    .and_then(|length| old.text.get(..length));
                let tail = edit
                    .bytes
                    .end
                    .checked_sub(start)
                    .and_then(|length| old.text.get(length..));
                merged = format!(
                    "{}{merged}{}",
                    head.unwrap_or_default(),
                    tail.unwrap_or_default()
                );
                bytes = bytes.start.min(start)..bytes.end.max(end);
                after += delta;
            }
            growth += delta;
        }
        let start = (bytes.start as isize - before) as usize;
        let end = (bytes.end as isize - before - after) as usize;
        edits.push(Edit::new(start..end, merged));
        edits.sort_by_key(|edit| (edit.bytes.start, edit.bytes.end));
        self.edits = edits;
    }
}

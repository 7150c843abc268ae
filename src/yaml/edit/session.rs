//! Edits one after the other, told as edits of the text as it was at first.

use super::{Editor, Refused};
use crate::diagnostic::{Edit, apply};

impl Editor<'_> {
    /// Makes edits of the text as it is now, and reads it again.
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

    /// Adds an edit of the text as it is now to those before it: with what it touches it becomes one.
    fn record(&mut self, edit: Edit) {
        let mut done = Vec::with_capacity(self.edits.len() + 1);
        // What is merged: its place in the text at first, and its text now.
        let mut bytes = edit.bytes.clone();
        let mut whole = edit.text.clone();
        let (mut before, mut after) = (0isize, 0isize);
        let mut growth = 0isize;
        for old in std::mem::take(&mut self.edits) {
            let more = old.text.len() as isize - old.bytes.len() as isize;
            let start = (old.bytes.start as isize + growth) as usize;
            let end = start + old.text.len();
            if end < edit.bytes.start {
                before += more;
                done.push(old);
            } else if start > edit.bytes.end {
                done.push(old);
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
                whole = format!(
                    "{}{whole}{}",
                    head.unwrap_or_default(),
                    tail.unwrap_or_default()
                );
                bytes = bytes.start.min(start)..bytes.end.max(end);
                after += more;
            }
            growth += more;
        }
        let start = (bytes.start as isize - before) as usize;
        let end = (bytes.end as isize - before - after) as usize;
        done.push(Edit::new(start..end, whole));
        done.sort_by_key(|edit| (edit.bytes.start, edit.bytes.end));
        self.edits = done;
    }
}

//! A text with its slips mended in memory, so that one slip does not hide what else is wrong; its places lead back to the
//! text as it was typed.

use std::collections::BTreeMap;
use std::iter;
use std::ops::Range;
use std::sync::Arc;

use super::slip::Slip;
use crate::diagnostic::{Diagnostic, File};

/// Enough to see what is wrong with a file that is wrong throughout.
const MOST: usize = 20;

/// The file as it was typed, and a copy in which the slips found so far are mended, each within its line.
pub(super) struct Mended {
    typed: Arc<File>,
    copy: Arc<File>,
    lines: Lines,
    /// What was found on the way, with its places in the typed file.
    pub found: Vec<Diagnostic>,
}

/// Where the lines of the two texts begin, and those that differ.
struct Lines {
    copy: Vec<usize>,
    typed: Vec<usize>,
    bent: BTreeMap<usize, Bend>,
}

/// How a mended line lies over the typed one: how many bytes at its beginning and its end are the same.
struct Bend {
    new: usize,
    old: usize,
    before: usize,
    after: usize,
    /// Whether the line was only moved in or out.
    moved: bool,
}

impl Mended {
    pub fn new(file: &Arc<File>) -> Mended {
        Mended {
            typed: Arc::clone(file),
            copy: Arc::clone(file),
            lines: Lines::of(&file.text, &file.text),
            found: Vec::new(),
        }
    }

    /// The text to read: as it was typed, but for the mended slips.
    pub fn file(&self) -> &Arc<File> {
        &self.copy
    }

    /// Mends these slips of the copy. Says whether it is worth reading again.
    pub fn mend(&mut self, slips: Vec<Slip>) -> bool {
        let hopeful = slips.iter().all(|slip| !slip.mend.is_empty());
        let known = self.found.len();
        let mut edits = Vec::new();
        for slip in slips {
            edits.extend(slip.mend);
            let found = self.as_typed(slip.found);
            if !self.found.contains(&found) {
                self.found.push(found);
            }
        }
        edits.sort_by_key(|(bytes, _)| bytes.start);
        let typed = self.copy.text.as_str();
        let mut text = String::with_capacity(typed.len());
        let mut done = 0;
        for (bytes, words) in edits {
            let old = typed.get(bytes.clone());
            let within_a_line = old.is_some_and(|old| !old.contains('\n')) && !words.contains('\n');
            if within_a_line && bytes.start >= done {
                text.push_str(typed.get(done..bytes.start).unwrap_or_default());
                text.push_str(&words);
                done = bytes.end;
            }
        }
        text.push_str(typed.get(done..).unwrap_or_default());
        // A mend that brings up the very slip that it was for would be made again and again.
        let news = self.found.len() > known;
        if !hopeful || !news || text == self.copy.text || self.found.len() >= MOST {
            return false;
        }
        self.lines = Lines::of(&text, &self.typed.text);
        let name = self.typed.name.clone();
        self.copy = Arc::new(File::new(name, text));
        true
    }

    /// A diagnostic of the copy with its places in the typed file.
    pub fn as_typed(&self, mut found: Diagnostic) -> Diagnostic {
        let others = found.also.iter_mut().map(|(place, _)| place);
        for place in iter::once(&mut found.place).chain(others) {
            place.bytes = self.typed(&place.bytes);
            place.file = Arc::clone(&self.typed);
        }
        found
    }

    /// A stretch of the copy in the typed file.
    pub fn typed(&self, bytes: &Range<usize>) -> Range<usize> {
        let start = self.lines.typed_at(bytes.start);
        start..self.lines.typed_at(bytes.end).max(start)
    }

    /// Whether a place of the typed file is on a line whose words were mended, or a slip was found there.
    pub fn touched(&self, at: usize) -> bool {
        if self.found.iter().any(|found| found.place.bytes.start == at) {
            return true;
        }
        let bend = self.lines.bent.get(&line(&self.lines.typed, at));
        bend.is_some_and(|bend| !bend.moved)
    }
}

impl Lines {
    fn of(copy: &str, typed: &str) -> Lines {
        let starts = |text: &str| {
            let ends = text.match_indices('\n').map(|(at, _)| at + 1);
            iter::once(0).chain(ends).collect()
        };
        let pairs = copy.split('\n').zip(typed.split('\n')).enumerate();
        let bent = pairs.filter(|(_, (new, old))| new != old);
        Lines {
            copy: starts(copy),
            typed: starts(typed),
            bent: bent
                .map(|(line, (new, old))| (line, Bend::of(new, old)))
                .collect(),
        }
    }

    fn typed_at(&self, at: usize) -> usize {
        let line = line(&self.copy, at);
        let start = |lines: &[usize]| lines.get(line).copied().unwrap_or_default();
        let column = at.saturating_sub(start(&self.copy));
        start(&self.typed)
            + self
                .bent
                .get(&line)
                .map_or(column, |bend| bend.typed(column))
    }
}

impl Bend {
    fn of(new: &str, old: &str) -> Bend {
        let alike = |one: &mut dyn Iterator<Item = (u8, u8)>| {
            one.take_while(|(new, old)| new == old).count()
        };
        let before = alike(&mut new.bytes().zip(old.bytes()));
        let after = alike(&mut new.bytes().rev().zip(old.bytes().rev()));
        let moved = new.trim_start() == old.trim_start();
        let (new, old) = (new.len(), old.len());
        let after = after.min(new.min(old) - before);
        Bend {
            new,
            old,
            before,
            after,
            moved,
        }
    }

    fn typed(&self, column: usize) -> usize {
        if column <= self.before {
            column
        } else if column + self.after >= self.new {
            (self.old + column).saturating_sub(self.new)
        } else {
            column.min(self.old - self.after)
        }
    }
}

/// The line that holds a place, of lines that begin at these.
fn line(starts: &[usize], at: usize) -> usize {
    starts
        .partition_point(|start| *start <= at)
        .saturating_sub(1)
}

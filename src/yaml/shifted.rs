//! The mistakes that repairs are for; lines that stand too far in or out together are one.

use super::line::{self, Lines};
use super::messages::mistake;
use super::mistake::{Mistake, MistakeKind, Repair, spaces};
use super::state::Shift;
use crate::diagnostic::message::value;
use crate::diagnostic::{Edit, message, words};

/// Enough to see that every line begins with a tab: the last of these mends those that follow, too.
const MOST: usize = 10;

/// The mistakes that these repairs are for, each reported once.
pub(super) fn mistakes(lines: &Lines<'_>, repairs: Vec<Repair>) -> Vec<Mistake> {
    let mut mistakes: Vec<Mistake> = Vec::new();
    let mut run: Option<Run> = None;
    // The last line that begins with white space that is none, and how many there are.
    let mut white_space: Option<(usize, usize)> = None;
    for repair in repairs {
        if let (MistakeKind::MovedToo, Some(run)) = (&repair.what, &mut run) {
            run.add(repair);
            continue;
        }
        mistakes.extend(run.take().map(|run| run.mistake(lines)));
        match repair.what {
            MistakeKind::Moved(shift) => {
                run = Some(Run {
                    shift,
                    first: repair.lines.start,
                    last: repair.lines.end,
                    edits: repair.edits,
                })
            }
            MistakeKind::Tab(_) | MistakeKind::OddSpaces => match white_space {
                Some((last, MOST)) => {
                    if let Some(last) = mistakes.get_mut(last) {
                        last.fix.extend(repair.edits);
                    }
                }
                _ => {
                    let count = white_space.map_or(0, |(_, count)| count);
                    white_space = Some((mistakes.len(), count + 1));
                    mistakes.push(mistake(lines, repair));
                }
            },
            _ => mistakes.push(mistake(lines, repair)),
        }
    }
    mistakes.extend(run.map(|run| run.mistake(lines)));
    mistakes
}

/// Lines that stand too far in or out together.
pub(super) struct Run {
    pub shift: Shift,
    pub first: usize,
    pub last: usize,
    pub edits: Vec<Edit>,
}

impl Run {
    pub fn add(&mut self, repair: Repair) {
        self.last = repair.lines.end;
        self.edits.extend(repair.edits);
    }

    pub fn mistake(self, lines: &Lines<'_>) -> Mistake {
        let Shift { from, to } = self.shift;
        let typed = lines.get(self.first);
        let content = typed.trim();
        let far = spaces(from.abs_diff(to));
        let which = if from > to { "in" } else { "out" };
        let item = line::item_start(typed) > from;
        let named = content.trim_start_matches(['-', ' ']);
        let name = line::key_end(named).and_then(|colon| named.get(..colon));
        let (shown, it) = match name {
            Some(name) => {
                let dash = if item { "- " } else { "" };
                let shown = format!("`{dash}{name}`");
                (shown.clone(), shown)
            }
            None if item => ("this item".to_owned(), "it".to_owned()),
            None => ("this line".to_owned(), "it".to_owned()),
        };
        let name = |shown: &str| match name {
            Some(name)
                if name
                    .bytes()
                    .all(|sign| sign.is_ascii_lowercase() || sign == b'_') =>
            {
                words(shown.to_owned())
            }
            Some(_) => value(shown),
            None => words(shown.to_owned()),
        };
        let mut last = self.last;
        while last > self.first + 1 && line::is_blank(lines.get(last - 1)) {
            last -= 1;
        }
        let number = self.first + 1;
        let what = if from == to + 1 {
            "delete the space before".to_owned()
        } else if from > to {
            format!("delete {far} before")
        } else {
            format!("type {far} before")
        };
        let (message, help) = if last > self.first + 1 {
            let which_lines = if last == number + 1 {
                format!("lines {number} and {last}")
            } else {
                format!("each of the lines {number} to {last}")
            };
            (
                message!(
                    "the lines from {} to line {} stand {} too far {}",
                    name(&shown),
                    words(last.to_string()),
                    words(far),
                    words(which)
                ),
                message!(
                    "{} {}, so that {} begins in column {}",
                    words(what),
                    words(which_lines),
                    name(&shown),
                    words((to + 1).to_string())
                ),
            )
        } else {
            (
                message!(
                    "{} stands {} too far {}",
                    name(&shown),
                    words(far),
                    words(which)
                ),
                message!(
                    "{} {}, so that it begins in column {}",
                    words(what),
                    name(&it),
                    words((to + 1).to_string())
                ),
            )
        };
        let start = lines.start(self.first);
        Mistake {
            place: start + from..start + typed.trim_end().len(),
            message,
            help,
            fix: self.edits,
            sure: true,
            lines: self.first..self.last,
            moved: true,
            missing: None,
        }
    }
}

//! Lines that are to be moved in or out: those that slipped together are told together.

use std::ops::Range;
use std::sync::Arc;

use super::outline::Line;
use super::slip::{Slip, indent};
use crate::diagnostic::File;

/// A line that does not stand where its name belongs, or may not.
pub(super) struct Stray {
    start: usize,
    end: usize,
    number: usize,
    /// Empty for an item that is a text.
    name: String,
    pub dash: bool,
    pub indent: usize,
    /// How far in it belongs.
    pub usual: usize,
}

impl Stray {
    pub fn of(line: &Line, name: &str, usual: usize) -> Stray {
        Stray {
            start: line.start,
            end: line.end,
            number: line.number,
            name: name.to_owned(),
            dash: line.dash,
            indent: line.indent,
            usual,
        }
    }
}

/// Lines that slipped, in runs that slipped by as much.
#[derive(Default)]
pub(super) struct Moves {
    runs: Vec<Run>,
    /// Whether the next line may belong to the last run.
    open: bool,
}

struct Run {
    first: Stray,
    last: Option<(usize, usize)>,
}

impl Moves {
    pub fn len(&self) -> usize {
        self.runs.len()
    }

    pub fn add(&mut self, stray: Stray) {
        let run = self.runs.last_mut().filter(|run| {
            self.open && run.first.usual + stray.indent == run.first.indent + stray.usual
        });
        if let Some(run) = run {
            run.last = Some((stray.end, stray.number));
        } else {
            self.runs.push(Run {
                first: stray,
                last: None,
            });
        }
        self.open = true;
    }

    /// Where a line would begin, had it slipped with the one above.
    pub fn with_the_last(&self, column: usize) -> Option<usize> {
        let run = self.runs.last().filter(|_| self.open)?;
        (column + run.first.usual).checked_sub(run.first.indent)
    }

    /// A line that stands right, as far out as those that slipped, ends their run.
    pub fn settled(&mut self, indent: usize) {
        let within = |run: &Run| indent > run.first.indent.max(run.first.usual);
        self.open = self.open && self.runs.last().is_some_and(within);
    }

    pub fn slips(self, file: &Arc<File>) -> Vec<Slip> {
        let runs = self.runs.into_iter();
        runs.map(|run| run.slip(file)).collect()
    }
}

impl Run {
    fn slip(self, file: &Arc<File>) -> Slip {
        let Stray {
            start,
            end,
            indent: from,
            usual: to,
            ..
        } = self.first;
        let far = spaces(from.abs_diff(to));
        let which = if from > to { "in" } else { "out" };
        let dash = if self.first.dash { "- " } else { "" };
        let (shown, it) = if self.first.name.is_empty() {
            ("this item".to_owned(), "it".to_owned())
        } else {
            let shown = format!("`{dash}{}`", self.first.name);
            (shown.clone(), shown)
        };
        let number = self.first.number;
        let column = to + 1;
        let (whole, message, whose) = match self.last {
            Some((last_end, last)) => {
                let lines = if last == number + 1 {
                    format!("lines {number} and {last}")
                } else {
                    format!("each of the lines {number} to {last}")
                };
                (
                    start..last_end,
                    format!("the lines from {shown} to line {last} stand {far} too far {which}"),
                    format!("{lines}, so that {shown} begins in column {column}"),
                )
            }
            None => (
                start..end,
                format!("{shown} stands {far} too far {which}"),
                format!("{it}, so that it begins in column {column}"),
            ),
        };
        let what = if from == to + 1 {
            "delete the space before".to_owned()
        } else if from > to {
            format!("delete {far} before")
        } else {
            format!("type {far} before")
        };
        let help = format!("{what} {whose}");
        let mut slip = Slip::new(file, start + from..end, &message, help);
        slip.mend = shifted(file, whole, from, to);
        slip
    }
}

/// Every line of these moved by as much as the first.
fn shifted(
    file: &File,
    lines: Range<usize>,
    from: usize,
    to: usize,
) -> Vec<(Range<usize>, String)> {
    let mut at = lines.start;
    let mut mend = Vec::new();
    let text = file.text.get(lines).unwrap_or_default();
    for line in text.split_inclusive('\n') {
        let here = indent(line);
        if !line.trim().is_empty() && here + to >= from {
            mend.push((at..at + here, " ".repeat(here + to - from)));
        }
        at += line.len();
    }
    mend
}

/// "one space", "two spaces".
pub(super) fn spaces(count: usize) -> String {
    match count {
        1 => "one space".to_owned(),
        2 => "two spaces".to_owned(),
        3 => "three spaces".to_owned(),
        4 => "four spaces".to_owned(),
        _ => format!("{count} spaces"),
    }
}

//! Texts that need quotation marks, stand in some that do not close, or go on over several lines.

use super::{Candidates, price};
use crate::diagnostic::Edit;
use crate::yaml::line::{self, is_item, key_end};
use crate::yaml::marks::{value_and_note, within};
use crate::yaml::mistake::{MistakeKind, Repair};
use crate::yaml::node;
use crate::yaml::parser::{Open, State, Trouble};
use crate::yaml::shape::Shape;

impl<'t, 'a, F: FnMut(State<'a>, u32, Option<Repair>)> Candidates<'t, 'a, F> {
    /// A value that must be put in quotation marks, or stands in some that do not close.
    pub(super) fn value(&mut self, trouble: Trouble) {
        let at = line::value_start(self.raw);
        let (value, note) = value_and_note(self.raw.get(at..).unwrap_or_default());
        let head = self.raw.get(..at).unwrap_or_default();
        let Trouble::Value(trouble) = trouble else {
            return;
        };
        let line = format!("{head}{}{note}", quoted(value));
        let (price, what) = match trouble {
            node::Trouble::Deep => return,
            node::Trouble::Dash if self.list_on_its_line(at, value, note) => return,
            node::Trouble::Dash | node::Trouble::Sign | node::Trouble::Block => {
                (price::EDIT, MistakeKind::Sign)
            }
            node::Trouble::Brackets => (price::EDIT, MistakeKind::Brackets),
            node::Trouble::Colon => {
                let next = self.end_of_text(self.state.at + 1, line::item_start(self.raw));
                if next > self.state.at + 1 {
                    return self.over_lines(at, &line, next);
                }
                let before = key_end(value).and_then(|colon| value.get(..colon));
                let last = before.and_then(|before| before.rsplit(' ').next());
                let field = last.is_some_and(|last| self.parser.grammar.knows(last));
                (price::EDIT, MistakeKind::SecondColon { field })
            }
            node::Trouble::Quote => {
                let quote = value.get(..1).unwrap_or_default();
                if !value.get(1..).unwrap_or_default().contains(quote) {
                    if let Ok((next, 0)) = self.parser.step(self.state, &line, &mut Vec::new()) {
                        let mut edits = vec![self.edit(&line)];
                        edits.extend(self.far_mark(quote));
                        self.mended(next, price::SIGN, edits, MistakeKind::NotClosed);
                    }
                    return;
                }
                (price::SIGN, MistakeKind::QuoteInside)
            }
        };
        self.put(&line, price, what);
    }

    /// A list that begins on the line of its name: whether it can be one.
    fn list_on_its_line(&mut self, at: usize, value: &str, note: &str) -> bool {
        let above = self.raw.get(..at).unwrap_or_default().trim_end();
        let here = |state: State<'a>| State {
            at: self.state.at,
            ..state
        };
        let Ok((inside, 0)) = self.parser.step(self.state, above, &mut Vec::new()) else {
            return false;
        };
        let open = inside.top.as_ref().map(|top| top.open);
        if !matches!(open, Some(Open::Value(Some(shape))) if shape.is_list()) {
            return false;
        }
        let spaces = " ".repeat(line::item_start(self.raw) + 2);
        let item = format!("{spaces}{value}{note}");
        let Ok((next, 0)) = self.parser.step(&here(inside), &item, &mut Vec::new()) else {
            return false;
        };
        let start = self.parser.lines.start(self.state.at);
        let edit = Edit::new(start + above.len()..start + at, format!("\n{spaces}"));
        let name = above.trim().trim_start_matches("- ").trim_end_matches(':');
        let what = MistakeKind::ListOnItsLine(name.to_owned());
        self.mended(next, price::EDIT, vec![edit], what);
        true
    }

    /// A line that goes on from the text above, or that nothing makes sense of.
    pub(super) fn joined(&mut self) {
        let at = self.state.at;
        let next = State {
            at: at + 1,
            shift: None,
            ..self.state.clone()
        };
        let begins = is_item(self.content)
            || key_end(self.content).is_some_and(|colon| {
                self.parser
                    .grammar
                    .knows(self.content.get(..colon).unwrap_or_default())
            });
        let top = self.state.top.clone();
        if let Some(top) = top.filter(|_| !begins) {
            let column = top.column.min(1_000) + 4;
            let step = self.at_column(column);
            match top.open {
                Open::Text if key_end(self.content).is_none() && self.follows_the_text() => {
                    let edits = vec![self.edit(&step)];
                    self.mended(next.clone(), price::JOIN, edits, MistakeKind::Joined);
                }
                Open::Text if self.indent > top.column => self.colon_below(top.column),
                Open::Nothing if let Some((mark, quote)) = self.quoted_above() => {
                    let end_at = self.end_of_text(at, top.column);
                    let last = self.parser.lines.get(end_at - 1).trim_end();
                    let end = self.parser.lines.start(end_at - 1) + last.len();
                    let mut edits = vec![
                        Edit::new(mark..mark + 1, ""),
                        Edit::new(end..end, quote.to_string()),
                    ];
                    if self.indent <= top.column {
                        edits.push(self.edit(&step));
                    }
                    let next = State {
                        at: end_at,
                        ..next.clone()
                    };
                    self.mended(next, price::JOIN, edits, MistakeKind::BehindTheQuote(mark));
                }
                Open::Value(Some(Shape::List(item)))
                    if !item.is_group() && key_end(self.content).is_none() =>
                {
                    let column = top.column + 2;
                    let gap = self.indent.saturating_sub(column + 1).max(1);
                    let line =
                        format!("{}-{}{}", " ".repeat(column), " ".repeat(gap), self.content);
                    self.put(&line, price::ONE_ITEM, MistakeKind::NeitherNameNorDash);
                }
                _ => {}
            }
        }
        let start = self.parser.lines.start(at) + self.raw.len() - self.content_length();
        let edit = Edit::new(start..start, "# ");
        self.mended(next, price::SKIP, vec![edit], MistakeKind::Unread);
    }

    /// Whether no comment stands between this line and the text above, which would end there.
    fn follows_the_text(&self) -> bool {
        let above = (0..self.state.at)
            .rev()
            .map(|number| self.parser.lines.get(number).trim());
        let mut above = above.skip_while(|line| line.is_empty());
        above.next().is_some_and(|line| !line.starts_with('#'))
    }

    /// A line with a colon in it, in a text that goes on over several.
    pub(super) fn colon_below(&mut self, parent: usize) {
        let at = self.state.at;
        let lines = self.parser.lines;
        let mut first = at;
        while first > 0 && line::indent(lines.get(first)) > parent {
            first -= 1;
        }
        let next = self.end_of_text(at, parent);
        let value = line::value_start(lines.get(first));
        let last = lines.get(next - 1).trim_end();
        let (start, end) = (
            lines.start(first) + value,
            lines.start(next - 1) + last.len(),
        );
        let sign = |number| lines.get(number).contains(['"', '\'', '\\', '#']);
        if (first..next).any(sign) {
            return;
        }
        let colon = key_end(self.content).unwrap_or_default();
        let colon = lines.start(at) + self.indent + colon;
        let edits = [start, end].map(|at| Edit::new(at..at, "\"")).into();
        let after = State {
            at: next,
            shift: None,
            ..self.state.clone()
        };
        self.mended(after, price::JOIN, edits, MistakeKind::ColonBelow(colon));
    }

    /// The mark that closes the text in quotation marks on the line above.
    pub(super) fn quoted_above(&self) -> Option<(usize, char)> {
        let above = self.state.at.checked_sub(1)?;
        let line = self.parser.lines.get(above).trim_end();
        let value = line.get(line::value_start(line)..)?;
        let quote = value
            .chars()
            .next()
            .filter(|quote| "\"'".contains(*quote))?;
        let closed = value.len() > 1 && value.ends_with(quote) && !self.content.contains(quote);
        closed.then(|| (self.parser.lines.start(above) + line.len() - 1, quote))
    }

    /// The mark some lines below that was to close a text: one alone, at the end of its line.
    pub(super) fn far_mark(&self, quote: &str) -> Option<Edit> {
        const NEAR: usize = 30;
        let mut below = (self.state.at + 1..self.parser.lines.len()).take(NEAR);
        let number = below.find(|number| self.parser.lines.get(*number).contains(quote))?;
        let line = self.parser.lines.get(number).trim_end();
        let end = self.parser.lines.start(number) + line.len();
        (line.ends_with(quote) && line.matches(quote).count() == 1)
            .then(|| Edit::new(end - 1..end, ""))
    }

    /// The line after the last that goes on from a text whose name or dash stands in this column.
    pub(super) fn end_of_text(&self, from: usize, parent: usize) -> usize {
        let mut number = from;
        while number < self.parser.lines.len() {
            let line = self.parser.lines.get(number);
            let content = line.trim();
            let named = key_end(content).and_then(|colon| content.get(..colon));
            let known = named.is_some_and(|name| self.parser.grammar.knows(name));
            let goes_on = line::indent(line) > parent || number == self.state.at;
            if line::is_blank(line) || !goes_on || is_item(content) || known {
                break;
            }
            number += 1;
        }
        number.max(from)
    }

    /// A text of several lines with a colon in it, in quotation marks from its first line to its last.
    pub(super) fn over_lines(&mut self, at: usize, line: &str, next: usize) {
        let start = self.parser.lines.start(self.state.at) + at;
        let last = self.parser.lines.get(next - 1).trim_end();
        let end = self.parser.lines.start(next - 1) + last.len();
        let any = |signs: &[char]| {
            (self.state.at..next).any(|number| self.parser.lines.get(number).contains(signs))
        };
        let marked = any(&['"', '\\']);
        if marked && any(&['\'']) || any(&['#']) {
            return;
        }
        let quote = if marked { '\'' } else { '"' };
        if let Ok((after, 0)) = self.parser.step(self.state, line, &mut Vec::new()) {
            let after = State { at: next, ..after };
            let marks = [start, end].map(|at| Edit::new(at..at, quote.to_string()));
            self.mended(
                after,
                price::EDIT,
                marks.into(),
                MistakeKind::ColonOverLines,
            );
        }
    }
}

/// A text as a value: in quotation marks where it cannot stand without.
pub(super) fn scalar_of(text: &str) -> String {
    if crate::yaml::write::is_plain(text) {
        text.to_owned()
    } else {
        quoted(text)
    }
}

/// A value as a text in quotation marks, whatever stands in it. One mark alone is its slip; two and more are the text's.
pub(super) fn quoted(value: &str) -> String {
    let first = value.chars().next().filter(|first| "\"'".contains(*first));
    let bare = match (first, within(value)) {
        (Some(_), Some(inside)) => inside,
        (Some(quote), None) if value.matches(quote).count() % 2 == 1 => {
            let inside = value.get(1..).unwrap_or_default();
            inside.strip_suffix(quote).unwrap_or(inside).trim_end()
        }
        _ => value,
    };
    if bare.contains(['"', '\\']) {
        format!("'{}'", bare.replace('\'', "''"))
    } else {
        format!("\"{bare}\"")
    }
}

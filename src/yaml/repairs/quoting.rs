//! Texts that need quotation marks, stand in some that do not close, or go on over several lines.

use super::{Candidates, price};
use crate::diagnostic::Edit;
use crate::yaml::line::{self, is_item, key_end};
use crate::yaml::marks::{is_block, value_and_note, within};
use crate::yaml::mistake::{Kind, Repair, Slip};
use crate::yaml::node;
use crate::yaml::parser::{Open, State, Trouble};
use crate::yaml::shape::Shape;
use crate::yaml::write;

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
        let start = self.parser.lines.start(self.state.at) + at;
        let (price, slip) = match trouble {
            node::Trouble::Deep => return,
            node::Trouble::Dash if self.list_on_its_line(at, value, note) => return,
            node::Trouble::Dash | node::Trouble::Sign | node::Trouble::Block => {
                let kind = match value {
                    value if is_block(value) => Kind::Block,
                    value if value.starts_with('-') => Kind::Hyphen,
                    _ => Kind::Sign,
                };
                (price::EDIT, Slip::from(kind))
            }
            node::Trouble::Brackets if value.ends_with([']', '}', ',']) => {
                (price::EDIT, Slip::from(Kind::ListInBrackets))
            }
            node::Trouble::Brackets => {
                let slip = Slip::from(Kind::TextInBrackets);
                (price::EDIT, slip.sure_if(value.contains([']', '}'])))
            }
            node::Trouble::Colon => {
                let colon = key_end(value).unwrap_or_default();
                let next = self.end_of_text(self.state.at + 1, line::item_start(self.raw));
                if next > self.state.at + 1 {
                    return self.over_lines(start, &line, start + colon, next);
                }
                let before = value.get(..colon).unwrap_or_default();
                let last = before.rsplit(' ').next().unwrap_or_default();
                let slip = Slip::at(Kind::SecondColon, start + colon);
                // A field may have come onto the line of the one above.
                (price::EDIT, slip.sure_if(!self.parser.grammar.knows(last)))
            }
            node::Trouble::Quote => {
                let quote = value.get(..1).unwrap_or_default();
                if !value.get(1..).unwrap_or_default().contains(quote) {
                    if let Ok((next, 0)) = self.parser.step(self.state, &line, &mut Vec::new()) {
                        let mut edits = vec![self.edit(&line)];
                        edits.extend(self.far_mark(quote));
                        // A mark further down may close this text or be another's, and `'` may be an apostrophe.
                        let sure = edits.len() == 1 && quote == "\"";
                        let slip = Slip::from(Kind::NotClosed).sure_if(sure);
                        self.mended(next, price::SIGN, edits, slip);
                    }
                    return;
                }
                let kind = match within(value) {
                    Some(_) => Kind::QuoteInside,
                    None => Kind::QuoteNotAtTheEnd,
                };
                (price::SIGN, Slip::from(kind))
            }
        };
        self.put(&line, price, slip);
    }

    /// A list that begins on the line of its name: whether it can be one.
    fn list_on_its_line(&mut self, at: usize, value: &str, note: &str) -> bool {
        let above = self.raw.get(..at).unwrap_or_default().trim_end();
        let Ok((inside, 0)) = self.parser.step(self.state, above, &mut Vec::new()) else {
            return false;
        };
        let open = inside.top.as_ref().map(|top| top.open);
        if !matches!(open, Some(Open::Value(Some(shape))) if shape.is_list()) {
            return false;
        }
        let spaces = " ".repeat(line::item_start(self.raw) + 2);
        let item = format!("{spaces}{value}{note}");
        let Ok((next, 0)) = self
            .parser
            .step(&inside.before(self.state.at), &item, &mut Vec::new())
        else {
            return false;
        };
        let start = self.parser.lines.start(self.state.at);
        let edit = Edit::new(start + above.len()..start + at, format!("\n{spaces}"));
        let name = above.trim().trim_start_matches("- ").trim_end_matches(':');
        let slip = Slip::named(Kind::ListOnItsLine, name);
        self.mended(next, price::EDIT, vec![edit], slip);
        true
    }

    /// A line that goes on from the text above, or that nothing makes sense of.
    pub(super) fn joined(&mut self) {
        let at = self.state.at;
        let next = self.state.unshifted().before(at + 1);
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
                Open::Text if key_end(self.content).is_none() && !self.is_below_a_comment() => {
                    let slip = if self.text_above().is_some_and(is_item) {
                        Slip::from(Kind::JoinedToAnItem)
                    } else {
                        let goes_on = self.content.starts_with(char::is_lowercase);
                        Slip::from(Kind::Joined).sure_if(goes_on)
                    };
                    let edits = vec![self.edit(&step)];
                    self.mended(next.clone(), price::JOIN, edits, slip);
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
                    self.mended(
                        next.before(end_at),
                        price::JOIN,
                        edits,
                        Slip::at(Kind::BehindTheQuote, mark),
                    );
                }
                Open::Value(Some(Shape::List(item)))
                    if !item.is_group() && key_end(self.content).is_none() =>
                {
                    let column = top.column + 2;
                    let gap = self.indent.saturating_sub(column + 1).max(1);
                    let line =
                        format!("{}-{}{}", " ".repeat(column), " ".repeat(gap), self.content);
                    // Several items on one line are a person's to part.
                    let (text, _) = value_and_note(self.content);
                    let one = !text.contains([',', ';', '/', '&']);
                    let slip = Slip::from(Kind::NeitherNameNorDash).sure_if(one);
                    self.put(&line, price::ONE_ITEM, slip);
                }
                _ => {}
            }
        }
        let start = self.parser.lines.start(at) + self.raw.len() - self.content_length();
        let edit = Edit::new(start..start, "# ");
        self.mended(next, price::SKIP, vec![edit], Kind::Unread);
    }

    /// The last line above with something on it.
    fn text_above(&self) -> Option<&'a str> {
        let mut above = (0..self.state.at).rev();
        above.find_map(|number| {
            let line = self.parser.lines.get(number).trim();
            (!line.is_empty()).then_some(line)
        })
    }

    /// Whether a comment stands between this line and the text above, which ends there.
    fn is_below_a_comment(&self) -> bool {
        self.text_above().is_none_or(|line| line.starts_with('#'))
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
        let after = self.state.unshifted().before(next);
        self.mended(after, price::JOIN, edits, Slip::at(Kind::ColonBelow, colon));
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
    pub(super) fn over_lines(&mut self, start: usize, line: &str, colon: usize, next: usize) {
        let last = self.parser.lines.get(next - 1).trim_end();
        let end = self.parser.lines.start(next - 1) + last.len();
        let any = |chars: &[char]| {
            (self.state.at..next).any(|number| self.parser.lines.get(number).contains(chars))
        };
        let marked = any(&['"', '\\']);
        if marked && any(&['\'']) || any(&['#']) {
            return;
        }
        let quote = if marked { '\'' } else { '"' };
        if let Ok((after, 0)) = self.parser.step(self.state, line, &mut Vec::new()) {
            let marks = [start, end].map(|at| Edit::new(at..at, quote.to_string()));
            let slip = Slip::at(Kind::ColonOverLines, colon);
            self.mended(after.before(next), price::EDIT, marks.into(), slip);
        }
    }
}

/// A text as a value: in quotation marks where it cannot stand without.
pub(super) fn scalar_of(text: &str) -> String {
    if write::is_plain(text) {
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
    write::quoted(bare)
}

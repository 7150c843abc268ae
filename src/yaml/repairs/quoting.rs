//! Repairs for texts that need quotation marks, do not close them, or continue over several lines.

use super::{Candidates, price};
use crate::diagnostic::Edit;
use crate::yaml::line::{self, is_item, key_end};
use crate::yaml::marks::{is_block, value_and_note, within};
use crate::yaml::mistake::{Kind, Problem, Repair};
use crate::yaml::node;
use crate::yaml::parser::{Open, State, Trouble};
use crate::yaml::shape::Shape;
use crate::yaml::write;

impl<'t, 'a, F: FnMut(State<'a>, u32, Option<Repair>)> Candidates<'t, 'a, F> {
    /// Tries to quote a value, or to fix its quotation marks.
    pub(super) fn value(&mut self, trouble: Trouble) {
        let at = line::value_start(self.raw);
        let (value, note) = value_and_note(self.raw.get(at..).unwrap_or_default());
        let head = self.raw.get(..at).unwrap_or_default();
        let Trouble::Value(trouble) = trouble else {
            return;
        };
        let line = format!("{head}{}{note}", quoted(value));
        let start = self.parser.lines.start(self.state.at) + at;
        let (price, problem) = match trouble {
            node::Trouble::Deep => return,
            node::Trouble::Dash if self.list_on_key_line(at, value, note) => return,
            node::Trouble::Dash | node::Trouble::Indicator | node::Trouble::Block => {
                let kind = match value {
                    value if is_block(value) => Kind::Block,
                    value if value.starts_with('-') => Kind::Hyphen,
                    _ => Kind::ReservedCharacter,
                };
                (price::EDIT, Problem::from(kind))
            }
            node::Trouble::Brackets if value.ends_with([']', '}', ',']) => {
                (price::EDIT, Problem::from(Kind::ListInBrackets))
            }
            node::Trouble::Brackets => {
                let problem = Problem::from(Kind::TextInBrackets);
                (price::EDIT, problem.sure_if(value.contains([']', '}'])))
            }
            node::Trouble::Colon => {
                let colon = key_end(value).unwrap_or_default();
                let next = self.end_of_text(self.state.at + 1, line::item_start(self.raw));
                if next > self.state.at + 1 {
                    return self.quote_over_lines(start, &line, start + colon, next);
                }
                let before = value.get(..colon).unwrap_or_default();
                let last = before.rsplit(' ').next().unwrap_or_default();
                let problem = Problem::at(Kind::SecondColon, start + colon);
                // The second key may be a field that belongs on a line of its own.
                (
                    price::EDIT,
                    problem.sure_if(!self.parser.grammar.knows(last)),
                )
            }
            node::Trouble::Quote => {
                let quote = value.get(..1).unwrap_or_default();
                if !value.get(1..).unwrap_or_default().contains(quote) {
                    if let Ok((next, 0)) = self.parser.step(self.state, &line, &mut Vec::new()) {
                        let mut edits = vec![self.edit(&line)];
                        edits.extend(self.stray_closing_quote(quote));
                        // A quotation mark further down may close this text or belong to another, and `'` may be an
                        // apostrophe.
                        let sure = edits.len() == 1 && quote == "\"";
                        let problem = Problem::from(Kind::NotClosed).sure_if(sure);
                        self.push_repair(next, price::CHARACTER, edits, problem);
                    }
                    return;
                }
                let kind = match within(value) {
                    Some(_) => Kind::QuoteInside,
                    None => Kind::QuoteNotAtTheEnd,
                };
                (price::CHARACTER, Problem::from(kind))
            }
        };
        self.try_line(&line, price, problem);
    }

    /// Tries to move a list off its key's line. Returns whether there can be a list.
    fn list_on_key_line(&mut self, at: usize, value: &str, note: &str) -> bool {
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
        let problem = Problem::named(Kind::ListOnItsLine, name);
        self.push_repair(next, price::EDIT, vec![edit], problem);
        true
    }

    /// Tries to join the line to the text above, or to leave it out.
    pub(super) fn continuation(&mut self) {
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
                    let problem = if self.text_above().is_some_and(is_item) {
                        Problem::from(Kind::JoinedToAnItem)
                    } else {
                        let continues = self.content.starts_with(char::is_lowercase);
                        Problem::from(Kind::Joined).sure_if(continues)
                    };
                    let edits = vec![self.edit(&step)];
                    self.push_repair(next.clone(), price::JOIN, edits, problem);
                }
                Open::Text if self.indent > top.column => self.colon_below(top.column),
                Open::Nothing if let Some((mark, quote)) = self.closing_quote_above() => {
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
                    self.push_repair(
                        next.before(end_at),
                        price::JOIN,
                        edits,
                        Problem::at(Kind::BehindTheQuote, mark),
                    );
                }
                Open::Value(Some(Shape::List(item)))
                    if !item.is_group() && key_end(self.content).is_none() =>
                {
                    let column = top.column + 2;
                    let gap = self.indent.saturating_sub(column + 1).max(1);
                    let line =
                        format!("{}-{}{}", " ".repeat(column), " ".repeat(gap), self.content);
                    // A person must decide how to split several items on one line.
                    let (text, _) = value_and_note(self.content);
                    let single = !text.contains([',', ';', '/', '&']);
                    let problem = Problem::from(Kind::NeitherNameNorDash).sure_if(single);
                    self.try_line(&line, price::ONE_ITEM, problem);
                }
                _ => {}
            }
        }
        let start = self.parser.lines.start(at) + self.raw.len() - self.content_length();
        let edit = Edit::new(start..start, "# ");
        self.push_repair(next, price::SKIP, vec![edit], Kind::Unread);
    }

    /// Returns the last line above that is not blank.
    fn text_above(&self) -> Option<&'a str> {
        let mut above = (0..self.state.at).rev();
        above.find_map(|number| {
            let line = self.parser.lines.get(number).trim();
            (!line.is_empty()).then_some(line)
        })
    }

    /// Whether a comment separates this line from the text above.
    fn is_below_a_comment(&self) -> bool {
        self.text_above().is_none_or(|line| line.starts_with('#'))
    }

    /// Tries to quote a text over several lines because of the colon in this line.
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
        let special = |number| lines.get(number).contains(['"', '\'', '\\', '#']);
        if (first..next).any(special) {
            return;
        }
        let colon = key_end(self.content).unwrap_or_default();
        let colon = lines.start(at) + self.indent + colon;
        let edits = [start, end].map(|at| Edit::new(at..at, "\"")).into();
        let after = self.state.unshifted().before(next);
        self.push_repair(
            after,
            price::JOIN,
            edits,
            Problem::at(Kind::ColonBelow, colon),
        );
    }

    /// Returns the offset and kind of the closing quotation mark on the line above.
    pub(super) fn closing_quote_above(&self) -> Option<(usize, char)> {
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

    /// Returns an edit that removes the closing quotation mark some lines below, if it is alone and ends its line.
    pub(super) fn stray_closing_quote(&self, quote: &str) -> Option<Edit> {
        const NEAR: usize = 30;
        let mut below = (self.state.at + 1..self.parser.lines.len()).take(NEAR);
        let number = below.find(|number| self.parser.lines.get(*number).contains(quote))?;
        let line = self.parser.lines.get(number).trim_end();
        let end = self.parser.lines.start(number) + line.len();
        (line.ends_with(quote) && line.matches(quote).count() == 1)
            .then(|| Edit::new(end - 1..end, ""))
    }

    /// Returns the line after the last that continues a text whose key or dash is in column `parent`.
    pub(super) fn end_of_text(&self, from: usize, parent: usize) -> usize {
        let mut number = from;
        while number < self.parser.lines.len() {
            let line = self.parser.lines.get(number);
            let content = line.trim();
            let named = key_end(content).and_then(|colon| content.get(..colon));
            let known = named.is_some_and(|name| self.parser.grammar.knows(name));
            let continues = line::indent(line) > parent || number == self.state.at;
            if line::is_blank(line) || !continues || is_item(content) || known {
                break;
            }
            number += 1;
        }
        number.max(from)
    }

    /// Tries to quote a text of several lines, from its first line to its last.
    pub(super) fn quote_over_lines(&mut self, start: usize, line: &str, colon: usize, next: usize) {
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
            let problem = Problem::at(Kind::ColonOverLines, colon);
            self.push_repair(after.before(next), price::EDIT, marks.into(), problem);
        }
    }
}

/// Returns a text as a value, in quotation marks if necessary.
pub(super) fn scalar_of(text: &str) -> String {
    if write::is_plain(text) {
        text.to_owned()
    } else {
        quoted(text)
    }
}

/// Returns a raw value as a quoted text. An unpaired quotation mark at its start is dropped; others are part of the
/// text.
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

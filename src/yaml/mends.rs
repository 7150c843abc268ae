//! What a line may have been meant as: the edits that are tried on it, each with what it costs.
//!
//! A kind of slip is one function here, its cost beside it, and one sentence in `slip`.

use super::line::{self, is_item, key_end};
use super::machine::{Frame, Machine, Open, Shift, State, Trouble, cost};
use super::scalar;
use super::shape::Shape;
use super::slip::What;
use crate::diagnostic::Edit;
use crate::path::{Path, at};

/// An edit that was chosen, and what is said of it.
#[derive(Clone, Debug)]
pub(super) struct Mend {
    /// The line, and the one after the last that it changes.
    pub lines: std::ops::Range<usize>,
    pub edits: Vec<Edit>,
    pub what: What,
}

/// What each kind of edit costs, in hundredths of one.
mod price {
    pub const EDIT: u32 = 100;
    /// A dash that is missing: less likely than that a name of the group above stands too far out.
    pub const NO_DASH: u32 = 103;
    /// A sign where YAML wants another.
    pub const SIGN: u32 = 90;
    /// White space that is none: only where to is in doubt.
    pub const SPACE: u32 = 20;
    /// A line whose name or first line was deleted.
    pub const DELETED: u32 = 125;
    /// A line that goes on from the text above.
    pub const JOIN: u32 = 112;
    /// A dash without the space behind it.
    pub const NO_SPACE: u32 = 64;
    /// A text below the name of a list.
    pub const ONE_ITEM: u32 = 65;
    /// A heading, or a line that is drawn.
    pub const HEADING: u32 = 95;
    /// A line that nothing makes sense of.
    pub const SKIP: u32 = 400;
}

/// The furthest that a line is moved.
const FURTHEST: usize = 6;

/// Signs that people and their editors put before the items of a list.
pub const BULLETS: &str = "•·●▪◦*–—‐‑−";

struct Tries<'t, 'a, F> {
    machine: &'t Machine<'a>,
    state: &'t State<'a>,
    raw: &'t str,
    content: &'t str,
    indent: usize,
    push: F,
}

/// Everything that the next line may be: as it stands, and with each edit that makes sense of it.
pub(super) fn next<'a>(
    machine: &Machine<'a>,
    state: &State<'a>,
    push: impl FnMut(State<'a>, u32, Option<Mend>),
) {
    let raw = machine.lines.get(state.at);
    let content = raw.trim_start_matches(|sign| sign == ' ' || sign == '\t' || is_odd_space(sign));
    let indent = line::indent(raw);
    let mut tries = Tries { machine, state, raw, content: content.trim_end_matches([' ', '\t']), indent, push };
    if let Some(shift) = state.shift {
        tries.shifted(shift);
        let ended = State { shift: None, ..state.clone() };
        let early = u32::from(indent > shift.from);
        let mut tries = Tries { state: &ended, ..tries };
        tries.as_it_stands(early);
    } else {
        tries.as_it_stands(0);
    }
}

impl<'t, 'a, F: FnMut(State<'a>, u32, Option<Mend>)> Tries<'t, 'a, F> {
    fn as_it_stands(&mut self, more: u32) {
        let step = self.machine.step(self.state, self.raw, &mut Vec::new());
        match step {
            Ok((next, cost)) => {
                let cost = cost + more + self.unusual(self.indent);
                (self.push)(next, cost, None);
            }
            Err(trouble) => self.value(trouble),
        }
        self.whole_line();
        if !self.raw.get(..self.raw.len() - self.raw.trim_start().len()).unwrap_or_default().bytes().all(|byte| byte == b' ')
            || self.raw.len() - self.raw.trim_start().len() != self.indent
        {
            return self.white_space();
        }
        self.moved();
        self.dashes();
        self.colons();
        self.deleted();
        self.joined();
    }

    /// Tries a line in place of the one that is there.
    fn put(&mut self, line: &str, price: u32, what: What) {
        let state = self.state.clone();
        self.put_in(&state, line, price, what);
    }

    fn put_in(&mut self, state: &State<'a>, line: &str, price: u32, what: What) {
        // An edit that leaves something amiss is no better than none.
        if let Ok((next, rest)) = self.machine.step(state, line, &mut Vec::new())
            && rest <= cost::KIND
        {
            let mut edits = vec![self.edit(line)];
            if let Some(shift) = state.shift {
                edits.extend(self.below(self.state.at + 1..next.at, shift));
            }
            self.mended(next, price + rest, edits, what);
        }
    }

    fn mended(&mut self, next: State<'a>, price: u32, edits: Vec<Edit>, what: What) {
        let lines = self.state.at..next.at.max(self.state.at + 1);
        (self.push)(next, price, Some(Mend { lines, edits, what }));
    }

    /// The least edit that makes this line of the one that is there.
    fn edit(&self, line: &str) -> Edit {
        let start = self.machine.lines.start(self.state.at);
        let alike = |pairs: &mut dyn Iterator<Item = (char, char)>| -> usize {
            pairs.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
        };
        let before = alike(&mut self.raw.chars().zip(line.chars()));
        let (old, new) = (self.raw.get(before..).unwrap_or_default(), line.get(before..).unwrap_or_default());
        let after = alike(&mut old.chars().rev().zip(new.chars().rev()));
        let text = new.get(..new.len() - after).unwrap_or_default();
        Edit::new(start + before..start + self.raw.len() - after, text)
    }

    /// The lines below a moved one that belong to its text, moved as far.
    fn below(&self, lines: std::ops::Range<usize>, shift: Shift) -> Vec<Edit> {
        let further_in = |number: &usize| {
            let line = self.machine.lines.get(*number);
            !line.trim().is_empty() && line::indent(line) > shift.from
        };
        let edit = |number: usize| {
            let start = self.machine.lines.start(number);
            if shift.to > shift.from {
                Edit::new(start..start, " ".repeat(shift.to - shift.from))
            } else {
                Edit::new(start..start + shift.from - shift.to, "")
            }
        };
        lines.filter(further_in).map(edit).collect()
    }

    fn at_column(&self, column: usize) -> String {
        format!("{}{}", " ".repeat(column), self.content)
    }

    /// The columns where something is open, or may begin below the last name.
    fn columns(&self) -> Vec<usize> {
        let mut columns = Vec::new();
        if let Some(top) = &self.state.top
            && let Open::Value(_) = top.open
        {
            columns.push(top.column + 2);
            columns.push(top.column);
        }
        columns.extend(frames(self.state).map(|frame| frame.column));
        if self.state.top.is_none() {
            columns.push(0);
        }
        columns.sort_unstable();
        columns.dedup();
        columns.retain(|column| *column < 1_000);
        columns
    }

    /// The line moved with those above it, or staying in line with what they belong to.
    fn shifted(&mut self, shift: Shift) {
        if self.indent < shift.from || self.raw.trim_start_matches(' ').starts_with('\t') {
            return;
        }
        let column = (self.indent + shift.to).saturating_sub(shift.from);
        let line = self.at_column(column);
        let price = if self.indent == shift.from { 2 } else { self.unusual(column) };
        if let Ok((next, rest)) = self.machine.step(self.state, &line, &mut Vec::new()) {
            let mut edits = vec![self.edit(&line)];
            edits.extend(self.below(self.state.at + 1..next.at, shift));
            self.mended(next, price + rest, edits, What::MovedToo);
        }
    }

    /// What is unusual about a column right below a name: what it holds is mostly stepped in by two.
    fn unusual(&self, column: usize) -> u32 {
        let top = self.state.top.as_ref();
        let below = top.filter(|top| matches!(top.open, Open::Value(_)) && !top.list);
        below.map_or(0, |top| if column == top.column + 2 { 0 } else { 2 })
    }

    fn moved(&mut self) {
        for column in self.columns() {
            let far = column.abs_diff(self.indent);
            if far == 0 || far > FURTHEST {
                continue;
            }
            let shift = Shift { from: self.indent, to: column };
            let line = self.at_column(column);
            // A list right below its name is good YAML, and not how a plan is written.
            let beside = self.state.top.as_ref().is_some_and(|top| {
                matches!(top.open, Open::Value(_)) && top.column == column && is_item(self.content)
            });
            let price = price::EDIT + far as u32 + if beside { 5 } else { 0 };
            self.put(&line, price, What::Moved(shift));
            let state = State { shift: Some(shift), ..self.state.clone() };
            self.put_in(&state, &line, price + 1, What::Moved(shift));
        }
    }

    /// A line that begins with a tab, or with spaces of a word processor.
    fn white_space(&mut self) {
        let space = self.raw.get(..self.raw.len() - self.content_length()).unwrap_or_default();
        let tab = space.contains('\t');
        let width = space.chars().map(|sign| if sign == '\t' { 2 } else { 1 }).sum::<usize>();
        let mut columns = self.columns();
        if let Some(Open::Text) = self.state.top.as_ref().map(|top| top.open) {
            columns.extend(self.state.top.iter().map(|top| top.column + 4));
        }
        for column in columns {
            let what = if tab { What::Tab(column) } else { What::OddSpaces };
            let line = self.at_column(column);
            let price = price::SPACE + column.abs_diff(width).min(20) as u32;
            self.put(&line, price, what);
        }
    }

    fn content_length(&self) -> usize {
        let bare = self.raw.trim_start_matches(|sign| sign == ' ' || sign == '\t' || is_odd_space(sign));
        bare.len()
    }

    /// A dash that is missing, too many, without its space, or another sign.
    fn dashes(&mut self) {
        let content = self.content;
        let key = content.split(':').next().unwrap_or_default();
        let named = key_end(content).is_some();
        let open: Vec<(usize, &'a Shape, Option<&'a str>)> = self.lists();
        for (column, item, of) in open {
            let first = item.fields().next().map(|(_, name, _)| name);
            let fits = if named { item.field(key).is_some() } else { false };
            if !fits || is_item(content) {
                continue;
            }
            let room = self.indent.saturating_sub(column);
            let gap = if room >= 2 { room - 1 } else { 1 };
            let line = format!("{}-{}{content}", " ".repeat(column), " ".repeat(gap));
            let is_first = first == Some(key);
            let what = What::NoDash { of: of.unwrap_or("list").to_owned(), name: key.to_owned(), room, column };
            self.put(&line, price::NO_DASH + if is_first { 0 } else { 40 }, what);
        }
        if let Some(rest) = content.strip_prefix("- ") {
            let line = format!("{}{}", " ".repeat(self.indent), rest.trim_start());
            let name = rest.split(':').next().unwrap_or_default().trim();
            self.put(&line, price::EDIT, What::Dash(name.to_owned()));
        }
        let mut signs = content.chars();
        let (sign, second) = (signs.next(), signs.next());
        if let Some(sign) = sign {
            let spaced = second == Some(' ') || second == Some('\t');
            let rest = content.get(sign.len_utf8()..).unwrap_or_default();
            if spaced && BULLETS.contains(sign) {
                let line = format!("{}-{rest}", " ".repeat(self.indent));
                self.put(&line, price::SIGN, What::Bullet(sign));
            }
            if sign == '-' && second.is_some_and(|second| !" \t-".contains(second)) {
                let line = format!("{}- {rest}", " ".repeat(self.indent));
                self.put(&line, price::NO_SPACE, What::DashWithoutSpace);
            }
        }
    }

    /// The lists that are open or may begin here: their columns, their items and their names.
    fn lists(&self) -> Vec<(usize, &'a Shape, Option<&'a str>)> {
        let mut lists = Vec::new();
        if let Some(top) = &self.state.top
            && let Open::Value(Some(shape)) = top.open
            && let Some(item) = shape.item()
        {
            let name = top.last.and_then(|last| top.shape?.fields().nth(last)).map(|(_, name, _)| name);
            let column = if self.indent > top.column + 2 { self.indent - 2 } else { self.indent.max(top.column) };
            lists.push((column, item, name));
        }
        for frame in frames(self.state).filter(|frame| frame.list) {
            lists.extend(frame.shape.map(|item| (frame.column, item, frame.name())));
        }
        lists
    }

    /// A colon that is missing, without its space, or another sign.
    fn colons(&mut self) {
        let at = line::item_start(self.raw);
        let content = self.raw.get(at..).unwrap_or_default().trim_end();
        let head = self.raw.get(..at).unwrap_or_default();
        let length = content.find(|sign: char| !(sign.is_ascii_lowercase() || sign == '_'));
        let (name, rest) = content.split_at(length.unwrap_or(content.len()));
        if !self.machine.grammar.knows(name) || key_end(content).is_some() {
            return;
        }
        let alone = line::is_blank(rest);
        if let Some(value) = rest.strip_prefix(';') {
            if value.is_empty() || value.starts_with(' ') {
                let line = format!("{head}{name}:{value}");
                self.put(&line, price::SIGN, What::Semicolon(name.to_owned()));
            }
        } else if rest.is_empty() || rest.starts_with(' ') {
            let line = format!("{head}{name}:{rest}");
            self.put(&line, price::EDIT, What::NoColon { name: name.to_owned(), alone });
        } else if let Some(value) = rest.strip_prefix(':') {
            let line = format!("{head}{name}: {value}");
            self.put(&line, price::EDIT, What::ColonWithoutSpace(at + name.len()));
        }
    }

    /// A line above that was deleted: the name of a part, or of an item's first text.
    fn deleted(&mut self) {
        let at = line::item_start(self.raw);
        let content = self.raw.get(at..).unwrap_or_default().trim_end();
        let item = is_item(self.content);
        let named = key_end(content).map(|colon| content.get(..colon).unwrap_or_default());
        // A text in the place of an item's first name.
        if item && named.is_none() && !content.is_empty() {
            for (_, shape, _) in self.lists() {
                if let Some((_, first, Shape::Text | Shape::Word)) = shape.fields().next() {
                    let head = self.raw.get(..at).unwrap_or_default();
                    let line = format!("{head}{first}: {}", scalar_of(content));
                    let price = if self.names_follow(at, shape, first) { price::EDIT + 1 } else { price::EDIT + 8 };
                    self.put(&line, price, What::NoName(first.to_owned()));
                }
            }
        }
        let Some(name) = named else { return };
        // The name of a part that holds this one.
        for (column, shape, frame) in self.groups() {
            for (_, part, below) in shape.fields() {
                let begins = |shape: &Shape| shape.fields().next().is_some_and(|(_, first, _)| first == name);
                let holds = if item {
                    below.item().filter(|item| begins(item))
                } else {
                    Some(below).filter(|below| matches!(below, Shape::Group(_)))
                };
                let holds = holds.is_some_and(|holds| holds.field(name).is_some());
                let there = frame.is_some_and(|frame| !frame.wants(part)) || self.is_below(column, part);
                if !holds || there {
                    continue;
                }
                let above = format!("{}{part}:", " ".repeat(column));
                let Ok((inside, 0)) = self.machine.step(self.state, &above, &mut Vec::new()) else { continue };
                let inside = State { at: self.state.at, ..inside };
                if let Ok((next, 0)) = self.machine.step(&inside, self.raw, &mut Vec::new()) {
                    let start = self.machine.lines.start(self.state.at);
                    let what = What::NameDeleted { part: part.to_owned(), column };
                    let edit = Edit::new(start..start, format!("{above}\n"));
                    self.mended(next, price::DELETED, vec![edit], what);
                }
            }
        }
        // The second line of an item whose first was deleted.
        let here = frames(self.state).find(|frame| !frame.list && frame.column == self.indent);
        if let Some(top) = here.filter(|_| !item)
            && let Some(list) = top.above.as_ref().filter(|above| above.list)
            && let Some((_, first, _)) = list.shape.and_then(|shape| shape.fields().next())
            && first != name && !top.wants(name) && self.indent >= list.column + 2
        {
            let gap = self.indent - list.column - 1;
            let line = format!("{}-{}{}", " ".repeat(list.column), " ".repeat(gap), self.content);
            let of = list.name().unwrap_or_default().to_owned();
            let path = self.path_of_next(&of, list, first);
            let what = What::FirstDeleted { first: first.to_owned(), of, path };
            self.put(&line, price::DELETED, what);
        }
    }

    /// Whether the next line has another of a group's names in this column.
    fn names_follow(&self, column: usize, shape: &Shape, first: &str) -> bool {
        let next = self.machine.lines.get(self.machine.next(self.state.at + 1));
        let content = next.get(column..).unwrap_or_default();
        let name = key_end(content).and_then(|colon| content.get(..colon));
        // A name that the item above has not got yet is that item's.
        let above = frames(self.state).find(|frame| !frame.list && frame.column == column);
        let another = name.is_some_and(|name| !above.is_some_and(|above| above.wants(name)));
        let known = name.is_some_and(|name| name != first && shape.field(name).is_some());
        line::indent(next) == column && known && another
    }

    /// The groups further out than the line that are open or may begin here: their columns, shapes and, where they are open,
    /// frames.
    fn groups(&self) -> Vec<(usize, &'a Shape, Option<&'t Frame<'a>>)> {
        let mut groups = Vec::new();
        let state: &'t State<'a> = self.state;
        if let Some(top) = &state.top
            && let Open::Value(Some(shape)) = top.open
        {
            groups.push((top.column.min(1_000) + 2, shape, None));
        }
        let open = frames(state).filter(|frame| !frame.list);
        groups.extend(open.filter_map(|frame| Some((frame.column, frame.shape?, Some(frame)))));
        groups.retain(|(column, ..)| *column < self.indent);
        groups
    }

    /// The path of an item's first name, in a list at the top: so that nothing else says that it is missing.
    fn path_of_next(&self, of: &str, list: &Frame<'a>, first: &str) -> Option<Path> {
        if list.depth != 1 {
            return None;
        }
        let above = (0..self.state.at).rev().map(|number| self.machine.lines.get(number));
        let of_the_list = above.take_while(|line| line.trim().is_empty() || line::indent(line) >= list.column);
        let items = of_the_list.filter(|line| line::indent(line) == list.column && is_item(line.trim_start()));
        Some(at!(of.to_owned(), items.count(), first.to_owned()))
    }

    /// Whether a name stands further down in the same group.
    fn is_below(&self, column: usize, name: &str) -> bool {
        let lines = self.machine.lines;
        let below = (self.state.at + 1..lines.len()).map(|number| lines.get(number));
        let of_the_group = |line: &&str| line.trim().is_empty() || line::indent(line) >= column;
        let mut below = below.take_while(of_the_group);
        below.any(|line| {
            let content = line.get(column..).unwrap_or_default();
            line::indent(line) == column && content.strip_prefix(name).is_some_and(|rest| rest.starts_with(':'))
        })
    }

    /// A line that goes on from the text above, or that nothing makes sense of.
    fn joined(&mut self) {
        let at = self.state.at;
        let next = State { at: at + 1, shift: None, ..self.state.clone() };
        let begins = is_item(self.content) || key_end(self.content).is_some_and(|colon| {
            self.machine.grammar.knows(self.content.get(..colon).unwrap_or_default())
        });
        let top = self.state.top.clone();
        if let Some(top) = top.filter(|_| !begins) {
            let column = top.column.min(1_000) + 4;
            let step = self.at_column(column);
            match top.open {
                Open::Text if key_end(self.content).is_none() => {
                    let edits = vec![self.edit(&step)];
                    self.mended(next.clone(), price::JOIN, edits, What::Joined);
                }
                Open::Text if self.indent > top.column => self.colon_below(top.column),
                Open::Nothing if let Some((mark, quote)) = self.quoted_above() => {
                    let end_at = self.end_of_text(at, top.column);
                    let last = self.machine.lines.get(end_at - 1).trim_end();
                    let end = self.machine.lines.start(end_at - 1) + last.len();
                    let mut edits = vec![Edit::new(mark..mark + 1, ""), Edit::new(end..end, quote.to_string())];
                    if self.indent <= top.column {
                        edits.push(self.edit(&step));
                    }
                    let next = State { at: end_at, ..next.clone() };
                    self.mended(next, price::JOIN, edits, What::BehindTheQuote(mark));
                }
                Open::Value(Some(Shape::List(item))) if !item.is_group() && key_end(self.content).is_none() => {
                    let column = top.column + 2;
                    let gap = self.indent.saturating_sub(column + 1).max(1);
                    let line = format!("{}-{}{}", " ".repeat(column), " ".repeat(gap), self.content);
                    self.put(&line, price::ONE_ITEM, What::NeitherNameNorDash);
                }
                _ => {}
            }
        }
        let start = self.machine.lines.start(at) + self.raw.len() - self.content_length();
        let edit = Edit::new(start..start, "# ");
        self.mended(next, price::SKIP, vec![edit], What::Unread);
    }

    /// A line with a colon in it, in a text that goes on over several.
    fn colon_below(&mut self, parent: usize) {
        let at = self.state.at;
        let lines = self.machine.lines;
        let mut first = at;
        while first > 0 && line::indent(lines.get(first)) > parent {
            first -= 1;
        }
        let next = self.end_of_text(at, parent);
        let value = line::value_start(lines.get(first));
        let last = lines.get(next - 1).trim_end();
        let (start, end) = (lines.start(first) + value, lines.start(next - 1) + last.len());
        if (first..next).any(|number| lines.get(number).contains(['"', '\''])) {
            return;
        }
        let colon = key_end(self.content).unwrap_or_default();
        let colon = lines.start(at) + self.indent + colon;
        let edits = [start, end].map(|at| Edit::new(at..at, "\"")).into();
        let after = State { at: next, shift: None, ..self.state.clone() };
        self.mended(after, price::JOIN, edits, What::ColonBelow(colon));
    }

    /// The mark that closes the text in quotation marks on the line above.
    fn quoted_above(&self) -> Option<(usize, char)> {
        let above = self.state.at.checked_sub(1)?;
        let line = self.machine.lines.get(above).trim_end();
        let value = line.get(line::value_start(line)..)?;
        let quote = value.chars().next().filter(|quote| "\"'".contains(*quote))?;
        let closed = value.len() > 1 && value.ends_with(quote) && !self.content.contains(quote);
        closed.then(|| (self.machine.lines.start(above) + line.len() - 1, quote))
    }

    /// A heading, a line that is drawn, or the mark of another document.
    fn whole_line(&mut self) {
        let bare = self.content.trim_matches(['-', '_', '=', '*', '~', '.', '–', '—', ' ']);
        let drawn = bare.is_empty() && self.content.len() > 2 && !self.content.contains(' ');
        let mark = self.indent == 0 && matches!(self.content, "---" | "...");
        let what = match () {
            () if mark && self.content == "..." => What::Dots,
            () if mark && self.state.top.is_some() => What::Dashes,
            () if drawn && !mark => What::Drawn,
            () if self.raw.starts_with(|sign: char| sign != ' ') && self.is_heading(bare) => What::Heading,
            () => return,
        };
        let next = State { at: self.state.at + 1, ..self.state.clone() };
        let start = self.machine.lines.start(self.state.at) + self.raw.len() - self.content_length();
        let edit = match what {
            What::Dots | What::Dashes => Edit::new(start..start + 3, ""),
            _ => Edit::new(start..start, "# "),
        };
        self.mended(next, price::HEADING, vec![edit], what);
    }

    fn is_heading(&self, bare: &str) -> bool {
        let blank = |number: usize| self.machine.lines.get(number).trim().is_empty();
        let at = self.state.at;
        let alone = at == 0 || blank(at - 1) || blank(at + 1);
        let set_off = self.content.len() > bare.len() + 3;
        let words = !is_item(self.content)
            && bare.starts_with(char::is_uppercase)
            && !bare.contains(':')
            && !bare.ends_with([',', ';', '!', '?']);
        words && !self.content.ends_with('.') && bare.chars().count() < 60 && (alone || set_off)
    }

    /// A value that must be put in quotation marks, or stands in some that do not close.
    fn value(&mut self, trouble: Trouble) {
        let at = line::value_start(self.raw);
        let value = self.raw.get(at..).unwrap_or_default().trim_end();
        let head = self.raw.get(..at).unwrap_or_default();
        let Trouble::Value(trouble) = trouble else { return };
        match trouble {
            scalar::Trouble::Dash => {
                let name = head.trim().trim_start_matches("- ").trim_end_matches(':');
                let column = line::item_start(self.raw) + 2;
                let first = State { at: self.state.at, ..self.state.clone() };
                let above = head.trim_end();
                let is_list = |shape: &Open<'a>| matches!(shape, Open::Value(Some(shape)) if shape.is_list());
                if let Ok((inside, 0)) = self.machine.step(&first, above, &mut Vec::new())
                    && inside.top.as_ref().is_some_and(|top| is_list(&top.open))
                {
                    let inside = State { at: self.state.at, ..inside };
                    let item = format!("{}{value}", " ".repeat(column));
                    if let Ok((next, 0)) = self.machine.step(&inside, &item, &mut Vec::new()) {
                        let start = self.machine.lines.start(self.state.at);
                        let edit = Edit::new(start + above.len()..start + at, format!("\n{}", " ".repeat(column)));
                        return self.mended(next, price::EDIT, vec![edit], What::ListOnItsLine(name.to_owned()));
                    }
                }
                self.put(&format!("{head}{}", quoted(value)), price::EDIT, What::Sign);
            }
            scalar::Trouble::Colon => {
                let next = self.end_of_text(self.state.at + 1, line::item_start(self.raw));
                if next > self.state.at + 1 {
                    return self.over_lines(at, value, next);
                }
                self.put(&format!("{head}{}", quoted(value)), price::EDIT, What::SecondColon);
            }
            scalar::Trouble::Quote => {
                let quote = value.get(..1).unwrap_or_default();
                if value.get(1..).unwrap_or_default().contains(quote) {
                    return self.put(&format!("{head}{}", quoted(value)), price::SIGN, What::QuoteInside);
                }
                let line = format!("{head}{}", quoted(value));
                if let Ok((next, 0)) = self.machine.step(self.state, &line, &mut Vec::new()) {
                    let mut edits = vec![self.edit(&line)];
                    edits.extend(self.far_mark(quote));
                    self.mended(next, price::SIGN, edits, What::NotClosed);
                }
            }
            scalar::Trouble::Brackets => {
                self.put(&format!("{head}{}", quoted(value)), price::EDIT, What::Brackets);
            }
            scalar::Trouble::Deep => {}
            scalar::Trouble::Sign | scalar::Trouble::Block => {
                self.put(&format!("{head}{}", quoted(value)), price::EDIT, What::Sign);
            }
        }
    }

    /// The mark some lines below that was to close a text: one alone, at the end of its line.
    fn far_mark(&self, quote: &str) -> Option<Edit> {
        const NEAR: usize = 30;
        let mut below = (self.state.at + 1..self.machine.lines.len()).take(NEAR);
        let number = below.find(|number| self.machine.lines.get(*number).contains(quote))?;
        let line = self.machine.lines.get(number).trim_end();
        let end = self.machine.lines.start(number) + line.len();
        (line.ends_with(quote) && line.matches(quote).count() == 1).then(|| Edit::new(end - 1..end, ""))
    }

    /// The line after the last that goes on from a text whose name or dash stands in this column.
    fn end_of_text(&self, from: usize, parent: usize) -> usize {
        let mut number = from;
        while number < self.machine.lines.len() {
            let line = self.machine.lines.get(number);
            let content = line.trim();
            let named = key_end(content).and_then(|colon| content.get(..colon));
            let known = named.is_some_and(|name| self.machine.grammar.knows(name));
            let goes_on = line::indent(line) > parent || number == self.state.at;
            if line::is_blank(line) || !goes_on || is_item(content) || known {
                break;
            }
            number += 1;
        }
        number.max(from)
    }

    /// A text of several lines with a colon in it, in quotation marks from its first line to its last.
    fn over_lines(&mut self, at: usize, value: &str, next: usize) {
        let start = self.machine.lines.start(self.state.at) + at;
        let last = self.machine.lines.get(next - 1).trim_end();
        let end = self.machine.lines.start(next - 1) + last.len();
        let quotes = (self.state.at..next).any(|number| self.machine.lines.get(number).contains('"'));
        let quote = if quotes { '\'' } else { '"' };
        let line = format!("{}{}", self.raw.get(..at).unwrap_or_default(), quoted(value));
        if let Ok((after, 0)) = self.machine.step(self.state, &line, &mut Vec::new()) {
            let after = State { at: next, ..after };
            let marks = [start, end].map(|at| Edit::new(at..at, quote.to_string()));
            self.mended(after, price::EDIT, marks.into(), What::ColonOverLines);
        }
    }
}

/// The open lists and groups, the innermost first.
fn frames<'s, 'a>(state: &'s State<'a>) -> impl Iterator<Item = &'s Frame<'a>> {
    let first = state.top.as_deref();
    std::iter::successors(first, |frame| frame.above.as_deref())
}

/// Spaces of typesetting, which word processors and web pages put in place of ordinary ones.
pub(super) fn is_odd_space(sign: char) -> bool {
    matches!(sign, '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200b}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
}

/// A text as a value: in quotation marks where it cannot stand without.
fn scalar_of(text: &str) -> String {
    if super::write::is_plain(text) { text.to_owned() } else { quoted(text) }
}

/// A value as a text in quotation marks, whatever stands in it. One mark alone is its slip; two and more are the text's.
pub(super) fn quoted(value: &str) -> String {
    let first = value.chars().next().filter(|first| "\"'".contains(*first));
    let bare = match first {
        Some(quote) if value.matches(quote).count() % 2 == 1 => {
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

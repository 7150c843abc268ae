//! Writes a whole file as a person would lay it out, with comments.

use super::{Written, folded, on_one_line, width, written};

/// The widest line, in characters, whose trailing comment is aligned with its neighbours'.
const MAX_ALIGNED: usize = 40;
/// The longest line with a trailing comment; a longer comment goes above.
const MAX_WITH_NOTE: usize = 130;
/// The longest line of a comment above a value.
const MAX_NOTE_LINE: usize = 120;
/// What a trailing comment begins with. A plain `#` could be part of a text that somebody types before it.
const BESIDE: &str = "  #: ";

/// A value to write, with the comments around it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Part {
    /// Comments on lines of their own above it.
    pub above: Vec<String>,
    /// A trailing comment, moved above if there is no room.
    pub beside: Option<String>,
    /// The value.
    pub value: Value,
    /// Whether a blank line precedes it.
    pub apart: bool,
    /// Whether it is commented out, so that it counts once the `#` are deleted; a text is then on one line.
    pub off: bool,
}

/// What follows a key or a dash.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Value {
    /// Not even its key, only the comments.
    #[default]
    Nothing,
    /// A key or a dash to be filled in.
    Open,
    /// A number, a date or a word, written as it is.
    Word(String),
    /// A text.
    Text(String),
    /// A list.
    Items(Vec<Part>),
    /// Keys with their values.
    Fields(Vec<(String, Part)>),
}

impl From<Value> for Part {
    fn from(value: Value) -> Part {
        Part {
            value,
            ..Part::default()
        }
    }
}

/// How a document is laid out.
pub(crate) struct Layout {
    /// The column of trailing comments, or `None` to align those of neighbouring lines.
    pub notes: Option<usize>,
    /// The prefix of a commented-out line.
    pub off: &'static str,
}

/// The layout of a plan.
pub(crate) const PLAN: Layout = Layout {
    notes: None,
    off: "#",
};

/// Writes a file that begins with comments.
pub(crate) fn document(head: &[String], fields: &[(String, Part)], layout: &Layout) -> String {
    let mut sheet = Sheet::new(layout);
    for line in head {
        sheet.comment(line, 0);
    }
    sheet.fields(fields, 0);
    sheet.finish()
}

/// Writes keys with their values, indented.
pub(crate) fn fields(fields: &[(String, Part)], indent: usize) -> Vec<String> {
    let mut sheet = Sheet::new(&PLAN);
    sheet.fields(fields, indent);
    sheet.lines.into_iter().map(|line| line.text).collect()
}

/// Writes a list's items, indented.
pub(crate) fn items(items: &[Part], indent: usize) -> Vec<String> {
    let mut sheet = Sheet::new(&PLAN);
    sheet.items(items, indent);
    sheet.lines.into_iter().map(|line| line.text).collect()
}

#[derive(Default)]
struct Line {
    text: String,
    note: Option<String>,
}

struct Sheet<'l> {
    layout: &'l Layout,
    lines: Vec<Line>,
    /// Whether the current part is commented out.
    off: bool,
}

impl<'l> Sheet<'l> {
    fn new(layout: &'l Layout) -> Sheet<'l> {
        Sheet {
            layout,
            lines: Vec::new(),
            off: false,
        }
    }

    fn fields(&mut self, fields: &[(String, Part)], indent: usize) {
        for (name, part) in fields {
            self.above(part, indent);
            self.part(&format!("{}:", on_one_line(name)), part, indent);
        }
    }

    fn items(&mut self, items: &[Part], indent: usize) {
        for part in items {
            self.above(part, indent);
            match &part.value {
                Value::Fields(fields) => self.group(fields, indent),
                _ => self.part("-", part, indent),
            }
        }
    }

    /// Writes an item with fields: its dash goes before the first field, and that field's comments above the item.
    fn group(&mut self, fields: &[(String, Part)], indent: usize) {
        let first = self.lines.len();
        self.fields(fields, indent + 2);
        let spaces = " ".repeat(indent);
        for line in self.lines.iter_mut().skip(first) {
            let text = line.text.trim_start();
            let is_note = text.starts_with('#');
            let dash = if is_note { "" } else { "- " };
            line.text = format!("{spaces}{dash}{text}");
            if !is_note {
                return;
            }
        }
        self.push(format!("{spaces}- {{}}"), None, indent);
    }

    /// Writes a key or a dash, and its value.
    fn part(&mut self, name: &str, part: &Part, indent: usize) {
        let first = self.lines.len();
        let off = self.off;
        self.off |= part.off;
        let name = format!("{}{name}", " ".repeat(indent));
        let note = part.beside.as_deref();
        match &part.value {
            Value::Nothing => {}
            Value::Open => self.push(name, note, indent),
            Value::Word(word) => self.push(format!("{name} {word}"), note, indent),
            Value::Text(text) => self.text(name, text, note, indent),
            Value::Items(items) => {
                self.push(name, note, indent);
                self.items(items, indent + 2);
            }
            Value::Fields(fields) => {
                self.push(name, note, indent);
                self.fields(fields, indent + 2);
            }
        }
        self.off = off;
        for line in self.lines.iter_mut().skip(first).filter(|_| part.off) {
            let at = indent.min(line.text.len());
            line.text.insert_str(at, self.layout.off);
        }
    }

    fn text(&mut self, name: String, text: &str, note: Option<&str>, indent: usize) {
        let written = match self.off {
            true => Written::line(on_one_line(text)),
            false => written(text, width(&name) + 1, indent + 2).indented(indent + 2),
        };
        self.push(format!("{name} {}", written.line), note, indent);
        let below = written.below.into_iter();
        self.lines
            .extend(below.map(|text| Line { text, note: None }));
    }

    fn above(&mut self, part: &Part, indent: usize) {
        if part.apart {
            self.lines.push(Line::default());
        }
        for line in &part.above {
            self.comment(line, indent);
        }
    }

    /// Adds a line with a trailing comment, which goes above if it is too long.
    fn push(&mut self, text: String, note: Option<&str>, indent: usize) {
        let mut note = note.map(one_line);
        let is_long = |note: &mut String| {
            self.layout.notes.is_none() && width(&text) + BESIDE.len() + width(note) > MAX_WITH_NOTE
        };
        if let Some(note) = note.take_if(is_long) {
            self.comment(&note, indent);
        }
        self.lines.push(Line { text, note });
    }

    /// Adds a comment on lines of its own.
    fn comment(&mut self, text: &str, indent: usize) {
        let spaces = " ".repeat(indent);
        let max = MAX_NOTE_LINE.saturating_sub(indent + 2);
        for line in folded(&one_line(text), max) {
            let text = format!("{spaces}# {line}").trim_end().to_owned();
            self.lines.push(Line { text, note: None });
        }
    }

    /// Joins the lines, aligning the trailing comments of neighbouring lines.
    fn finish(self) -> String {
        let mut text = String::new();
        for lines in self
            .lines
            .chunk_by(|above, below| above.note.is_some() == below.note.is_some())
        {
            let widths = lines.iter().map(|line| width(&line.text));
            let aligned = widths.filter(|width| *width <= MAX_ALIGNED).max();
            let column = self.layout.notes.or(aligned);
            for line in lines {
                text.push_str(&line.text);
                if let Some(note) = &line.note {
                    let gap = column.unwrap_or_default().saturating_sub(width(&line.text));
                    text.extend([" ".repeat(gap).as_str(), BESIDE, note]);
                }
                text.push('\n');
            }
        }
        text
    }
}

/// Returns a comment's text without line breaks and invisible characters.
fn one_line(text: &str) -> String {
    let unseen = |ch: char| {
        let others = ['\u{2028}', '\u{2029}', '\u{feff}', '\u{fffe}', '\u{ffff}'];
        ch.is_control() || others.contains(&ch)
    };
    let words = text.split(|ch: char| ch.is_whitespace() || unseen(ch));
    words
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

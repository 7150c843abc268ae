//! A whole file as if a person had laid it out: notes where they help, and every text as it is.

use super::{Written, folded, on_one_line, width, written};

/// The widest line whose notes stand under each other.
const ALIGNED: usize = 40;
/// The longest line with a note on it; a longer note stands above.
const LONGEST: usize = 130;
/// The longest line of a note that stands above.
const NOTE_LINE: usize = 120;
/// What a note on the line of a value begins with. A `#` alone may be a part of the text that somebody typed before it.
const BESIDE: &str = "  #: ";

/// A value as it is to be written, with the notes around it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Part {
    /// Notes on lines of their own above it.
    pub above: Vec<String>,
    /// A note behind it on its line, or above where there is no room.
    pub beside: Option<String>,
    /// What it is.
    pub value: Value,
    /// Whether a blank line stands before it.
    pub apart: bool,
    /// Whether each of its lines begins with a `#`, so that it counts once these are deleted; a text then is on one line.
    pub off: bool,
}

/// What is written behind a name or a dash.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Value {
    /// Not even its name: the notes alone.
    #[default]
    Nothing,
    /// A place to be filled in.
    Open,
    /// A number, a date or a word, as it stands.
    Word(String),
    /// A text.
    Text(String),
    /// A list.
    Items(Vec<Part>),
    /// Names with their values.
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
    /// The column of the notes beside values; those of neighbouring lines stand under each other where there is none.
    pub notes: Option<usize>,
    /// What a line begins with that is switched off.
    pub off: &'static str,
}

/// As a plan that people go on with is laid out.
pub(crate) const PLAN: Layout = Layout {
    notes: None,
    off: "#",
};

/// A file that begins with some notes.
pub(crate) fn document(head: &[String], fields: &[(String, Part)], layout: &Layout) -> String {
    let mut sheet = Sheet::new(layout);
    for line in head {
        sheet.comment(line, 0);
    }
    sheet.fields(fields, 0);
    sheet.finish()
}

/// The lines of names with their values, stepped in.
pub(crate) fn fields(fields: &[(String, Part)], indent: usize) -> Vec<String> {
    let mut sheet = Sheet::new(&PLAN);
    sheet.fields(fields, indent);
    sheet.lines.into_iter().map(|line| line.text).collect()
}

/// The lines of a list's items, stepped in.
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
    /// Whether what is written is switched off.
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

    /// An item with fields: its dash stands before the first of them, and a note on that one above the item.
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

    /// A name or a dash, and what belongs behind it.
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
            false => written(text, width(&name) + 1, indent + 2).stepped_in(indent + 2),
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

    /// A line with a note on it, or above it where the note is too long.
    fn push(&mut self, text: String, note: Option<&str>, indent: usize) {
        let mut note = note.map(one_line);
        let is_long = |note: &mut String| {
            self.layout.notes.is_none() && width(&text) + BESIDE.len() + width(note) > LONGEST
        };
        if let Some(note) = note.take_if(is_long) {
            self.comment(&note, indent);
        }
        self.lines.push(Line { text, note });
    }

    /// A note on lines of its own.
    fn comment(&mut self, text: &str, indent: usize) {
        let spaces = " ".repeat(indent);
        let most = NOTE_LINE.saturating_sub(indent + 2);
        for line in folded(&one_line(text), most) {
            let text = format!("{spaces}# {line}").trim_end().to_owned();
            self.lines.push(Line { text, note: None });
        }
    }

    /// The lines as one text, with the notes of neighbouring lines under each other.
    fn finish(self) -> String {
        let mut text = String::new();
        for lines in self
            .lines
            .chunk_by(|above, below| above.note.is_some() == below.note.is_some())
        {
            let widths = lines.iter().map(|line| width(&line.text));
            let aligned = widths.filter(|width| *width <= ALIGNED).max();
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

/// A note's text without line breaks and signs that cannot be seen, which a comment cannot hold.
fn one_line(text: &str) -> String {
    let unseen = |sign: char| {
        let others = ['\u{2028}', '\u{2029}', '\u{feff}', '\u{fffe}', '\u{ffff}'];
        sign.is_control() || others.contains(&sign)
    };
    let words = text.split(|sign: char| sign.is_whitespace() || unseen(sign));
    words
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

//! Writes a text as YAML that reads back exactly: plain if possible, quoted if necessary, as a block if it is long or
//! has several lines.

pub(crate) mod document;
#[cfg(test)]
pub(crate) mod random;

/// The longest line, in characters; a longer text goes into a block.
const MAX_LINE: usize = 120;
/// The longest line within a block, in characters.
const MAX_BLOCK_LINE: usize = 110;

/// A written value: the part on the line of its key or dash, and the lines below.
#[derive(Debug, PartialEq)]
pub(crate) struct Written {
    pub line: String,
    pub below: Vec<String>,
}

impl Written {
    pub fn line(line: String) -> Written {
        let below = Vec::new();
        Written { line, below }
    }

    fn block(ch: &str, below: Vec<String>) -> Written {
        let line = ch.to_owned();
        Written { line, below }
    }

    /// Returns the same value with its further lines indented.
    pub fn indented(mut self, indent: usize) -> Written {
        for line in self.below.iter_mut().filter(|line| !line.is_empty()) {
            line.insert_str(0, &" ".repeat(indent));
        }
        self
    }
}

/// Writes a text that starts in `column`; a block is `indent` columns in.
pub(crate) fn written(text: &str, column: usize, indent: usize) -> Written {
    if text.contains('\n') {
        return several_lines(text, "|-").unwrap_or_else(|| Written::line(on_one_line(text)));
    }
    let line = on_one_line(text);
    if column + width(&line) > MAX_LINE && can_fold(text) {
        return Written::block(">-", folded(text, MAX_BLOCK_LINE.saturating_sub(indent)));
    }
    Written::line(line)
}

/// Writes a text on one line.
pub(crate) fn on_one_line(text: &str) -> String {
    if !text.chars().all(is_printable) {
        escaped(text)
    } else if is_plain(text) {
        text.to_owned()
    } else {
        quoted(text)
    }
}

/// Quotes a printable text.
pub(crate) fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) {
        in_single(text)
    } else {
        format!("\"{text}\"")
    }
}

fn in_single(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// Quotes a raw text, or returns `None` if it has several lines and contains quotation marks.
pub(crate) fn in_quotes(raw: &str) -> Option<String> {
    let whole = !raw.contains('\n') || !raw.contains(['"', '\\']);
    whole.then(|| quoted(raw))
}

/// Quotes a text, in single quotes if asked and possible.
pub(crate) fn quoted_as(text: &str, single: bool) -> String {
    if !text.chars().all(is_printable) {
        escaped(text)
    } else if single {
        in_single(text)
    } else {
        quoted(text)
    }
}

/// Writes a text as a block with the header of an existing one, or returns `None` if that would change it.
pub(crate) fn in_block(text: &str, other: &str, indent: usize) -> Option<Written> {
    const INDICATORS: &[&str] = &["|", "|-", "|+", ">", ">-", ">+"];
    let header = other
        .split([' ', '\t', '\n', '\r'])
        .next()
        .unwrap_or_default();
    let header: String = header.chars().filter(|ch| !ch.is_ascii_digit()).collect();
    let ch = INDICATORS.iter().find(|ch| **ch == header)?;
    if ch.starts_with('|') {
        return several_lines(text, ch);
    }
    let mut lines = Vec::new();
    for (index, paragraph) in text.split('\n').enumerate() {
        // Each line break in a text is a blank line in the block.
        lines.extend((index > 0).then(String::new));
        if !paragraph.is_empty() {
            if !paragraph.chars().all(is_printable) || paragraph.split(' ').any(str::is_empty) {
                return None;
            }
            lines.extend(folded(paragraph, MAX_BLOCK_LINE.saturating_sub(indent)));
        }
    }
    let whole = !text.starts_with('\n') && !text.ends_with('\n') && !text.is_empty();
    whole.then(|| Written::block(ch, lines))
}

/// Writes a plain text over several lines, the first starting in `column`, or returns `None` if that would change it.
pub(crate) fn plain_lines(text: &str, column: usize, indent: usize) -> Option<Written> {
    if !is_plain(text) || !can_fold(text) {
        return None;
    }
    let mut lines = folded(text, MAX_BLOCK_LINE.saturating_sub(column.max(indent)));
    let below = lines.split_off(1.min(lines.len()));
    // A line that looks like an item would be read as one.
    let is_safe = |line: &String| line.starts_with(|ch: char| ch.is_alphanumeric());
    let line = lines.pop()?;
    below.iter().all(is_safe).then_some(Written { line, below })
}

/// Returns the approximate width of a text, in characters.
pub(crate) fn width(text: &str) -> usize {
    text.chars().count()
}

/// Wraps a text into lines of at most `max` characters; a longer word gets a line of its own.
pub(crate) fn folded(text: &str, max: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if width(line) + 1 + width(word) <= max => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Whether a character may appear unescaped in YAML; tabs and line breaks have their own rules.
fn is_printable(ch: char) -> bool {
    matches!(ch, ' '..='~' | '\u{a0}'..='\u{2027}' | '\u{202a}'..='\u{d7ff}' | '\u{e000}'..='\u{fefe}' | '\u{ff00}'..='\u{fffd}' | '\u{10000}'..)
}

/// Whether a text can be written without quotes.
pub(crate) fn is_plain(text: &str) -> bool {
    needs_no_quotes(text) && !may_be_other_type(text)
}

/// Whether a date, a number or a word can be written without quotes.
pub(crate) fn is_bare(word: &str) -> bool {
    needs_no_quotes(word) && !matches!(word, "~" | "null")
}

/// Whether a text without quotes reads back unchanged.
fn needs_no_quotes(text: &str) -> bool {
    const INDICATORS: &str = "-?:,[]{}#&*!|>'\"%@`";
    let begins_with_indicator = text.starts_with(|first| INDICATORS.contains(first));
    let splits = text.contains(": ") || text.ends_with(':') || text.contains(" #");
    let spaces_at_the_ends = text.starts_with(' ') || text.ends_with(' ');
    !(text.is_empty() || begins_with_indicator || splits || spaces_at_the_ends)
        && text.chars().all(is_printable)
}

/// Whether other YAML parsers, such as an editor's, may take an unquoted text for null, a boolean, a number, a date or
/// a time.
fn may_be_other_type(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", "=", "<<", ".inf",
        "+.inf", ".nan",
    ];
    let lower = text.to_lowercase();
    if WORDS.contains(&lower.as_str()) {
        return true;
    }
    let begins_as_a_number =
        lower.starts_with(|first: char| first.is_ascii_digit() || "+.".contains(first));
    if !begins_as_a_number {
        return false;
    }
    let bare = lower.replace('_', "");
    let only = |others: &str| {
        lower
            .chars()
            .all(|ch| ch.is_ascii_digit() || others.contains(ch))
    };
    let in_another_base = ["0x", "0o", "0b"].iter().any(|base| {
        let digits = bare.strip_prefix(base);
        digits.is_some_and(|digits| digits.chars().all(|digit| digit.is_ascii_hexdigit()))
    });
    let date_or_time = only("-:.+tz ") && lower.contains(['-', ':']) && lower.len() > 3;
    bare.parse::<f64>().is_ok() || in_another_base || date_or_time
}

/// Whether a text can be wrapped at its spaces and read back unchanged.
fn can_fold(text: &str) -> bool {
    text.contains(' ')
        && text.chars().all(is_printable)
        && text.split(' ').all(|word| !word.is_empty())
}

/// Writes a text of several lines as a block, or returns `None` if that would change it.
fn several_lines(text: &str, ch: &str) -> Option<Written> {
    let is_safe = |line: &str| {
        let blank = line.trim_matches([' ', '\t']).is_empty();
        (line.is_empty() || !blank)
            && !line.starts_with('\t')
            && line.chars().all(|ch| is_printable(ch) || ch == '\t')
    };
    // A block's first line sets its indent, and its last line break is not part of the text.
    let begins_well = !text.starts_with([' ', '\n']);
    let lines = text.split('\n');
    (begins_well && !text.ends_with('\n') && lines.clone().all(is_safe))
        .then(|| Written::block(ch, lines.map(str::to_owned).collect()))
}

/// Writes a text in double quotes, with escapes.
fn escaped(text: &str) -> String {
    let mut quoted = String::from("\"");
    for ch in text.chars() {
        match ch {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            ch if is_printable(ch) => quoted.push(ch),
            ch => {
                let code = u32::from(ch);
                quoted.push_str(&match code {
                    0..=0xff => format!("\\x{code:02X}"),
                    _ => format!("\\u{code:04X}"),
                });
            }
        }
    }
    quoted.push('"');
    quoted
}

//! One text as YAML that reads back exactly as it is: plain where it can be, in quotes where it must be, in a block where it
//! is long or has several lines.

pub(crate) mod document;
#[cfg(test)]
pub(crate) mod random;

/// The most signs of a line with a text on it; a longer text goes into a block.
const LINE: usize = 120;
/// The most signs of a line within a block.
const BLOCK_LINE: usize = 110;

/// A value as it is written: what stands on the line of its key or its dash, and the lines below.
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

    fn block(sign: &str, below: Vec<String>) -> Written {
        let line = sign.to_owned();
        Written { line, below }
    }

    /// The same with the lines below stepped in.
    pub fn stepped_in(mut self, indent: usize) -> Written {
        for line in self.below.iter_mut().filter(|line| !line.is_empty()) {
            line.insert_str(0, &" ".repeat(indent));
        }
        self
    }
}

/// A text that begins in a column, and whose block is to be stepped in by so many spaces.
pub(crate) fn written(text: &str, column: usize, indent: usize) -> Written {
    if text.contains('\n') {
        return several_lines(text, "|-").unwrap_or_else(|| Written::line(on_one_line(text)));
    }
    let line = on_one_line(text);
    if column + width(&line) > LINE && can_fold(text) {
        return Written::block(">-", folded(text, BLOCK_LINE.saturating_sub(indent)));
    }
    Written::line(line)
}

/// A text on one line, whatever stands in it.
pub(crate) fn on_one_line(text: &str) -> String {
    if !text.chars().all(can_stand) {
        escaped(text)
    } else if is_plain(text) {
        text.to_owned()
    } else {
        quoted(text)
    }
}

/// A text of signs that can stand in a file, in quotation marks.
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

/// A text as it was typed, in quotation marks; nothing where it runs over several lines with such marks in it.
pub(crate) fn in_quotes(typed: &str) -> Option<String> {
    let whole = !typed.contains('\n') || !typed.contains(['"', '\\']);
    whole.then(|| quoted(typed))
}

/// A text in quotation marks, in single ones where they serve.
pub(crate) fn marked(text: &str, single: bool) -> String {
    if !text.chars().all(can_stand) {
        escaped(text)
    } else if single {
        in_single(text)
    } else {
        quoted(text)
    }
}

/// A text as a block with the sign that another block begins with; nothing where such a block would change it.
pub(crate) fn in_block(text: &str, other: &str, indent: usize) -> Option<Written> {
    const SIGNS: &[&str] = &["|", "|-", "|+", ">", ">-", ">+"];
    let header = other
        .split([' ', '\t', '\n', '\r'])
        .next()
        .unwrap_or_default();
    let header: String = header
        .chars()
        .filter(|sign| !sign.is_ascii_digit())
        .collect();
    let sign = SIGNS.iter().find(|sign| **sign == header)?;
    if sign.starts_with('|') {
        return several_lines(text, sign);
    }
    let mut lines = Vec::new();
    for (index, paragraph) in text.split('\n').enumerate() {
        // Each line end within a text is an empty line of the block.
        lines.extend((index > 0).then(String::new));
        if !paragraph.is_empty() {
            if !paragraph.chars().all(can_stand) || paragraph.split(' ').any(str::is_empty) {
                return None;
            }
            lines.extend(folded(paragraph, BLOCK_LINE.saturating_sub(indent)));
        }
    }
    let whole = !text.starts_with('\n') && !text.ends_with('\n') && !text.is_empty();
    whole.then(|| Written::block(sign, lines))
}

/// A text in lines without quotation marks, the first of which begins in a column; nothing where it cannot stand so.
pub(crate) fn plain_lines(text: &str, column: usize, indent: usize) -> Option<Written> {
    if !is_plain(text) || !can_fold(text) {
        return None;
    }
    let mut lines = folded(text, BLOCK_LINE.saturating_sub(column.max(indent)));
    let below = lines.split_off(1.min(lines.len()));
    // A line that began like an item would be taken for one.
    let sound = |line: &String| line.starts_with(|sign: char| sign.is_alphanumeric());
    let line = lines.pop()?;
    below.iter().all(sound).then_some(Written { line, below })
}

/// How wide a text is, near enough.
pub(crate) fn width(text: &str) -> usize {
    text.chars().count()
}

/// The words of a text in lines of at most so many signs, where a longer word has a line of its own.
pub(crate) fn folded(text: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if width(line) + 1 + width(word) <= most => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Whether a sign may stand in a YAML file as it is; tabs and line breaks have their own rules.
fn can_stand(sign: char) -> bool {
    matches!(sign, ' '..='~' | '\u{a0}'..='\u{2027}' | '\u{202a}'..='\u{d7ff}' | '\u{e000}'..='\u{fefe}' | '\u{ff00}'..='\u{fffd}' | '\u{10000}'..)
}

/// Whether a text needs no quotes.
pub(crate) fn is_plain(text: &str) -> bool {
    needs_no_quotes(text) && !is_no_text(text)
}

/// Whether a date, a number or a word can be written as it is.
pub(crate) fn is_bare(word: &str) -> bool {
    needs_no_quotes(word) && !matches!(word, "~" | "null")
}

/// Whether a text without quotes is read as it is.
fn needs_no_quotes(text: &str) -> bool {
    const SIGNS: &str = "-?:,[]{}#&*!|>'\"%@`";
    let begins_with_a_sign = text.starts_with(|first| SIGNS.contains(first));
    let splits = text.contains(": ") || text.ends_with(':') || text.contains(" #");
    let spaces_at_the_ends = text.starts_with(' ') || text.ends_with(' ');
    !(text.is_empty() || begins_with_a_sign || splits || spaces_at_the_ends)
        && text.chars().all(can_stand)
}

/// Whether YAML's readers may take a text without quotes for something else: nothing, yes or no, a number, a date, a time.
/// Ours does not, and an editor's may.
fn is_no_text(text: &str) -> bool {
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
            .all(|sign| sign.is_ascii_digit() || others.contains(sign))
    };
    let in_another_base = ["0x", "0o", "0b"].iter().any(|base| {
        let digits = bare.strip_prefix(base);
        digits.is_some_and(|digits| digits.chars().all(|digit| digit.is_ascii_hexdigit()))
    });
    let date_or_time = only("-:.+tz ") && lower.contains(['-', ':']) && lower.len() > 3;
    bare.parse::<f64>().is_ok() || in_another_base || date_or_time
}

/// Whether a text can be broken into lines at its spaces and come back as it was.
fn can_fold(text: &str) -> bool {
    text.contains(' ')
        && text.chars().all(can_stand)
        && text.split(' ').all(|word| !word.is_empty())
}

/// A text of several lines as a block that keeps them; nothing where a block would change it.
fn several_lines(text: &str, sign: &str) -> Option<Written> {
    let sound = |line: &str| {
        let blank = line.trim_matches([' ', '\t']).is_empty();
        (line.is_empty() || !blank)
            && !line.starts_with('\t')
            && line.chars().all(|sign| can_stand(sign) || sign == '\t')
    };
    // A block's first line says how far it is stepped in, and the end of its last is no part of the text.
    let begins_well = !text.starts_with([' ', '\n']);
    let lines = text.split('\n');
    (begins_well && !text.ends_with('\n') && lines.clone().all(sound))
        .then(|| Written::block(sign, lines.map(str::to_owned).collect()))
}

/// A text in double quotes, with a code for each sign that cannot stand in a file.
fn escaped(text: &str) -> String {
    let mut quoted = String::from("\"");
    for sign in text.chars() {
        match sign {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            sign if can_stand(sign) => quoted.push(sign),
            sign => {
                let code = u32::from(sign);
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

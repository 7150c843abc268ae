//! Values that end with a sign of their own: texts in quotation marks, lists in `[ ]` and names in `{ }`.

use super::node::{Entry, Item, Kind, Node, Style, Text};
use super::scalar::Trouble;

/// The deepest brackets in brackets.
const DEEPEST: usize = 16;

/// Whether a text that begins with a quotation mark or a bracket reaches the sign that closes it.
pub(super) fn is_closed(text: &str) -> bool {
    let bytes = text.as_bytes();
    match bytes.first() {
        Some(b'"') => double(text, 0).is_some() || broken_escape(text),
        Some(b'\'') => single(text, 0).is_some(),
        _ => {
            let (mut depth, mut at) = (0usize, 0);
            let mut begins = true;
            while let Some(byte) = bytes.get(at) {
                let quoted = match byte {
                    b'"' if begins => Some(double(text, at)),
                    b'\'' if begins => Some(single(text, at)),
                    _ => None,
                };
                if let Some(quoted) = quoted {
                    match quoted {
                        Some((_, end)) => at = end,
                        None => return false,
                    }
                    begins = false;
                    continue;
                }
                match byte {
                    b'[' | b'{' => depth += 1,
                    b']' | b'}' => depth = depth.saturating_sub(1),
                    b'#' if at > 0 && matches!(bytes.get(at - 1), Some(b' ' | b'\t' | b'\n')) => {
                        let line = text.get(at..).unwrap_or_default();
                        at += line.find('\n').unwrap_or(line.len());
                        continue;
                    }
                    _ => {}
                }
                at += 1;
                // Deeper than any plan: that is told when it is read.
                if depth == 0 || depth > DEEPEST + 1 {
                    return true;
                }
                begins = matches!(byte, b'[' | b'{' | b',' | b':')
                    || begins && matches!(byte, b' ' | b'\t' | b'\n');
            }
            false
        }
    }
}

/// Whether a `\` stands before a letter that makes no sign, so that the text can never be read.
fn broken_escape(text: &str) -> bool {
    let mut letters = text.chars().skip(1);
    while let Some(letter) = letters.next() {
        match letter {
            '"' => return false,
            '\\' => match letters.next() {
                Some(next) if !"0abt\tnvfre \"/\\N_LPxuU\n".contains(next) => return true,
                _ => {}
            },
            _ => {}
        }
    }
    false
}

/// Reads a value that begins with a quotation mark or a bracket: the value with its places in the text, and its length.
pub(super) fn read(text: &str) -> Result<(Node, usize), Trouble> {
    let mut flow = Flow { text, at: 0 };
    let node = flow.node(0)?;
    Ok((node, flow.at))
}

struct Flow<'t> {
    text: &'t str,
    at: usize,
}

impl Flow<'_> {
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip(&mut self) {
        while let Some(byte) = self.byte() {
            match byte {
                b' ' | b'\t' | b'\n' => self.at += 1,
                b'#' if self.at > 0 && self.text.as_bytes().get(self.at - 1).is_some_and(u8::is_ascii_whitespace) => {
                    let rest = self.text.get(self.at..).unwrap_or_default();
                    self.at += rest.find('\n').unwrap_or(rest.len());
                }
                _ => break,
            }
        }
    }

    fn node(&mut self, depth: usize) -> Result<Node, Trouble> {
        if depth > DEEPEST {
            return Err(Trouble::Deep);
        }
        let start = self.at;
        let kind = match self.byte() {
            Some(b'[') => Kind::List(self.list(depth)?),
            Some(b'{') => Kind::Map(self.map(depth)?),
            Some(quote @ (b'"' | b'\'')) => {
                let read = if quote == b'"' { double } else { single };
                let (text, end) = read(self.text, self.at).ok_or(Trouble::Quote)?;
                self.at = end;
                let inside = self.text.get(start + 1..end - 1);
                let exact = inside.is_some_and(|inside| inside.replace('\t', " ") == text).then_some(1);
                Kind::Text(Text { text, style: Style::Quoted, exact })
            }
            _ => Kind::Text(self.plain()?),
        };
        let text = self.text.get(start..self.at).unwrap_or_default();
        let span = start..start + text.trim_end().len();
        Ok(Node { kind, span, note: None })
    }

    fn list(&mut self, depth: usize) -> Result<Vec<Item>, Trouble> {
        let mut items = Vec::new();
        self.at += 1;
        loop {
            self.skip();
            match self.byte().ok_or(Trouble::Brackets)? {
                b']' => {
                    self.at += 1;
                    return Ok(items);
                }
                b',' => return Err(Trouble::Brackets),
                _ => {}
            }
            let dash = self.at;
            let mut value = self.node(depth + 1)?;
            self.skip();
            if self.byte() == Some(b':') {
                // A name with its value alone, on one line: `[a: b]` is a list of one group.
                if self.text.get(dash..self.at).is_some_and(|key| key.contains('\n')) {
                    return Err(Trouble::Brackets);
                }
                let entry = self.after_key(value, depth)?;
                let span = entry.key_span.start..entry.value.span.end.max(entry.key_span.end);
                value = Node { kind: Kind::Map(vec![entry]), span, note: None };
            }
            items.push(Item { dash, value });
            self.separator(b']')?;
        }
    }

    fn map(&mut self, depth: usize) -> Result<Vec<Entry>, Trouble> {
        let mut entries: Vec<Entry> = Vec::new();
        self.at += 1;
        loop {
            self.skip();
            match self.byte().ok_or(Trouble::Brackets)? {
                b'}' => {
                    self.at += 1;
                    return Ok(entries);
                }
                b',' => return Err(Trouble::Brackets),
                _ => {}
            }
            let key = self.node(depth + 1)?;
            self.skip();
            let entry = if self.byte() == Some(b':') {
                self.after_key(key, depth)?
            } else {
                let at = key.span.end;
                let value = Node { span: at..at, ..Node::default() };
                Entry { key_span: key.span.clone(), key: key_text(key)?, value }
            };
            entries.push(entry);
            self.separator(b'}')?;
        }
    }

    fn after_key(&mut self, key: Node, depth: usize) -> Result<Entry, Trouble> {
        self.at += 1;
        let colon = self.at;
        self.skip();
        let value = match self.byte().ok_or(Trouble::Brackets)? {
            b',' | b']' | b'}' => Node { span: colon..colon, ..Node::default() },
            _ => self.node(depth + 1)?,
        };
        Ok(Entry { key_span: key.span.clone(), key: key_text(key)?, value })
    }

    fn separator(&mut self, close: u8) -> Result<(), Trouble> {
        self.skip();
        match self.byte() {
            Some(b',') => self.at += 1,
            Some(byte) if byte == close => {}
            _ => return Err(Trouble::Brackets),
        }
        Ok(())
    }

    fn plain(&mut self) -> Result<Text, Trouble> {
        let bytes = self.text.as_bytes();
        let start = self.at;
        let spaced = |at: usize| bytes.get(at).is_none_or(|byte| b" \t\n,[]{}".contains(byte));
        match self.byte() {
            Some(b'-' | b'?' | b':') if spaced(start + 1) => return Err(Trouble::Brackets),
            Some(b'&' | b'*' | b'!' | b'|' | b'>' | b'%' | b'@' | b'`' | b'#') => return Err(Trouble::Sign),
            _ => {}
        }
        while let Some(byte) = self.byte() {
            let comment = byte == b'#' && bytes.get(self.at - 1).is_some_and(u8::is_ascii_whitespace);
            if b",[]{}".contains(&byte) || byte == b':' && spaced(self.at + 1) || comment {
                break;
            }
            self.at += 1;
        }
        let typed = self.text.get(start..self.at).unwrap_or_default().trim_end();
        if typed.is_empty() {
            return Err(Trouble::Brackets);
        }
        let exact = (!typed.contains('\n')).then_some(0);
        let text = folded(typed).replace('\t', " ");
        Ok(Text { text, style: Style::Plain, exact })
    }
}

fn key_text(key: Node) -> Result<String, Trouble> {
    match key.kind {
        Kind::Text(text) => Ok(text.text),
        _ => Err(Trouble::Brackets),
    }
}

/// Lines of a text as YAML folds them: one line end is a space, each further one stays.
fn folded(text: &str) -> String {
    if !text.contains('\n') {
        return text.to_owned();
    }
    let mut whole = String::new();
    let mut blank = 0;
    for (index, line) in text.split('\n').enumerate() {
        let line = if index == 0 {
            line.trim_end_matches([' ', '\t'])
        } else {
            line.trim_matches([' ', '\t'])
        };
        if index > 0 && line.is_empty() {
            blank += 1;
            continue;
        }
        if index > 0 {
            match blank {
                0 => whole.push(' '),
                _ => whole.push_str(&"\n".repeat(blank)),
            }
        }
        whole.push_str(line);
        blank = 0;
    }
    whole
}

/// The text in single quotation marks that begins here, and where it ends; nothing where it is not closed.
pub(super) fn single(text: &str, start: usize) -> Option<(String, usize)> {
    let bytes = text.as_bytes();
    let mut at = start + 1;
    loop {
        match bytes.get(at)? {
            b'\'' if bytes.get(at + 1) == Some(&b'\'') => at += 2,
            b'\'' => break,
            _ => at += 1,
        }
    }
    let inside = text.get(start + 1..at)?;
    Some((lines_in_quotes(inside, |line| Some(line.replace("''", "'")))?, at + 1))
}

/// The same in double quotation marks, where `\` begins a code.
pub(super) fn double(text: &str, start: usize) -> Option<(String, usize)> {
    let bytes = text.as_bytes();
    let mut at = start + 1;
    loop {
        match bytes.get(at)? {
            b'\\' => at += 2,
            b'"' => break,
            _ => at += 1,
        }
    }
    let inside = text.get(start + 1..at)?;
    let inside = join_escaped(inside);
    Some((lines_in_quotes(&inside, unescaped)?, at + 1))
}

/// A `\` at the end of a line takes the line end with it; empty lines below it stay.
fn join_escaped(inside: &str) -> String {
    let mut joined = String::new();
    let mut rest = inside;
    while let Some(at) = rest.find('\\') {
        let (before, code) = rest.split_at(at);
        joined.push_str(before);
        if let Some(below) = code.strip_prefix("\\\n") {
            rest = below.trim_start_matches([' ', '\t']);
            while let Some(below) = rest.strip_prefix('\n') {
                joined.push_str("\\n");
                rest = below.trim_start_matches([' ', '\t']);
            }
        } else {
            let length = code.chars().take(2).map(char::len_utf8).sum();
            let (code, after) = code.split_at(length);
            joined.push_str(code);
            rest = after;
        }
    }
    joined + rest
}

/// The lines of a text in quotation marks, folded: the white space at both ends stays, that around line ends goes.
fn lines_in_quotes(inside: &str, read: impl Fn(&str) -> Option<String>) -> Option<String> {
    let Some((first, rest)) = inside.split_once('\n') else {
        return Some(read(inside)?.replace('\t', " "));
    };
    let (middle, last) = rest.rsplit_once('\n').unwrap_or(("", rest));
    let mut lines = vec![first.trim_end_matches([' ', '\t'])];
    if rest.contains('\n') {
        lines.extend(middle.split('\n').map(|line| line.trim_matches([' ', '\t'])));
    }
    lines.push(last.trim_start_matches([' ', '\t']));
    let mut whole = String::new();
    let mut blank = 0;
    let count = lines.len();
    for (index, line) in lines.into_iter().enumerate() {
        if index > 0 && index + 1 < count && line.is_empty() {
            blank += 1;
            continue;
        }
        if index > 0 {
            match blank {
                0 => whole.push(' '),
                _ => whole.push_str(&"\n".repeat(blank)),
            }
        }
        whole.push_str(&read(line)?);
        blank = 0;
    }
    Some(whole.replace('\t', " "))
}

fn unescaped(line: &str) -> Option<String> {
    let mut text = String::new();
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            text.push(letter);
            continue;
        }
        let code = |letters: &mut std::str::Chars<'_>, length: usize| {
            let digits: String = letters.take(length).collect();
            let whole = digits.len() == length;
            let number = u32::from_str_radix(&digits, 16).ok().filter(|_| whole)?;
            char::from_u32(number)
        };
        text.push(match letters.next()? {
            '0' => '\0',
            'a' => '\u{7}',
            'b' => '\u{8}',
            't' | '\t' => '\t',
            'n' => '\n',
            'v' => '\u{b}',
            'f' => '\u{c}',
            'r' => '\r',
            'e' => '\u{1b}',
            'N' => '\u{85}',
            '_' => '\u{a0}',
            'L' => '\u{2028}',
            'P' => '\u{2029}',
            'x' => code(&mut letters, 2)?,
            'u' => code(&mut letters, 4)?,
            'U' => code(&mut letters, 8)?,
            same @ (' ' | '"' | '/' | '\\') => same,
            _ => return None,
        });
    }
    Some(text)
}

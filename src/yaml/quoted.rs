//! Reads quoted texts, and folds lines.

/// Whether a text contains an invalid escape, so that reading more lines cannot help.
pub(super) fn broken_escape(text: &str) -> bool {
    let mut chars = text.chars().skip(1);
    while let Some(ch) = chars.next() {
        match ch {
            '"' => return false,
            '\\' => match chars.next() {
                Some(next) if !"0abt\tnvfre \"/\\N_LPxuU\n".contains(next) => return true,
                _ => {}
            },
            _ => {}
        }
    }
    false
}

/// Folds the lines of a plain text.
pub(super) fn folded(text: &str) -> String {
    lines_in_quotes(text, |line| Some(line.to_owned())).unwrap_or_default()
}

/// Returns what joins two folded lines: a space, or a line break for each blank line between them.
fn line_ends(empty: usize) -> String {
    if empty == 0 {
        " ".to_owned()
    } else {
        "\n".repeat(empty)
    }
}

/// Reads the single-quoted text at `start`. Returns it and where it ends, or `None` if it is not closed.
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
    Some((
        lines_in_quotes(inside, |line| Some(line.replace("''", "'")))?,
        at + 1,
    ))
}

/// Like [`single`], for double quotes and their escapes.
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

/// Removes escaped line breaks; blank lines after them stay.
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

/// Folds a quoted text: whitespace at both ends stays, whitespace around line breaks is dropped.
fn lines_in_quotes(inside: &str, read: impl Fn(&str) -> Option<String>) -> Option<String> {
    let Some((first, rest)) = inside.split_once('\n') else {
        return Some(read(inside)?.replace('\t', " "));
    };
    let (middle, last) = rest.rsplit_once('\n').unwrap_or(("", rest));
    let mut lines = vec![first.trim_end_matches([' ', '\t'])];
    if rest.contains('\n') {
        lines.extend(
            middle
                .split('\n')
                .map(|line| line.trim_matches([' ', '\t'])),
        );
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
            whole.push_str(&line_ends(blank));
        }
        whole.push_str(&read(line)?);
        blank = 0;
    }
    Some(whole.replace('\t', " "))
}

fn unescaped(line: &str) -> Option<String> {
    let mut text = String::new();
    let mut chars = line.chars();
    while let Some(ch) = chars.next() {
        if ch != '\\' {
            text.push(ch);
            continue;
        }
        let code = |chars: &mut std::str::Chars<'_>, length: usize| {
            let digits: String = chars.take(length).collect();
            let whole = digits.len() == length;
            let number = u32::from_str_radix(&digits, 16).ok().filter(|_| whole)?;
            char::from_u32(number)
        };
        text.push(match chars.next()? {
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
            'x' => code(&mut chars, 2)?,
            'u' => code(&mut chars, 4)?,
            'U' => code(&mut chars, 8)?,
            same @ (' ' | '"' | '/' | '\\') => same,
            _ => return None,
        });
    }
    Some(text)
}

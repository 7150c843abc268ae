//! Parses values with a closing character: quoted texts, `[ ]` lists and `{ }` maps.

use super::node::Trouble;
use super::node::{Entry, Item, Kind, Node, Style, Text};
use super::quoted::{broken_escape, double, folded, single};

/// The deepest nesting of brackets that is read.
const MAX_DEPTH: usize = 16;

/// Parses a value that begins with a quotation mark or a bracket. Returns the node, with spans relative to `text`, and
/// its length, or `None` if the text ends before the closing character.
pub(super) fn read(text: &str) -> Result<Option<(Node, usize)>, Trouble> {
    let mut flow = Flow {
        text,
        at: 0,
        is_open: false,
    };
    match flow.node(0) {
        Ok(node) => Ok(Some((node, flow.at))),
        Err(_) if flow.is_open => Ok(None),
        Err(trouble) => Err(trouble),
    }
}

struct Flow<'t> {
    text: &'t str,
    at: usize,
    /// Whether the text ended before the value was complete.
    is_open: bool,
}

impl Flow<'_> {
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Returns the next byte, or an error at the end of the text.
    fn next(&mut self) -> Result<u8, Trouble> {
        let byte = self.byte();
        self.is_open |= byte.is_none();
        byte.ok_or(Trouble::Brackets)
    }

    fn skip(&mut self) {
        while let Some(byte) = self.byte() {
            match byte {
                b' ' | b'\t' | b'\n' => self.at += 1,
                b'#' if self.at > 0
                    && self
                        .text
                        .as_bytes()
                        .get(self.at - 1)
                        .is_some_and(u8::is_ascii_whitespace) =>
                {
                    let rest = self.text.get(self.at..).unwrap_or_default();
                    self.at += rest.find('\n').unwrap_or(rest.len());
                }
                _ => break,
            }
        }
    }

    fn node(&mut self, depth: usize) -> Result<Node, Trouble> {
        if depth > MAX_DEPTH {
            return Err(Trouble::Deep);
        }
        let start = self.at;
        let kind = match self.byte() {
            Some(b'[') => Kind::List(self.parts(b']', depth, Self::item)?),
            Some(b'{') => Kind::Map(self.parts(b'}', depth, Self::entry)?),
            Some(quote @ (b'"' | b'\'')) => {
                let read = if quote == b'"' { double } else { single };
                let Some((text, end)) = read(self.text, self.at) else {
                    let rest = self.text.get(self.at..).unwrap_or_default();
                    self.is_open = quote == b'\'' || !broken_escape(rest);
                    return Err(Trouble::Quote);
                };
                self.at = end;
                let inside = self.text.get(start + 1..end - 1);
                let exact = inside
                    .is_some_and(|inside| inside.replace('\t', " ") == text)
                    .then_some(1);
                Kind::Text(Text {
                    text,
                    style: Style::Quoted,
                    exact,
                })
            }
            _ => Kind::Text(self.plain()?),
        };
        let text = self.text.get(start..self.at).unwrap_or_default();
        let span = start..start + text.trim_end().len();
        Ok(Node {
            kind,
            span,
            note: None,
        })
    }

    /// Parses the contents of brackets; `part` completes each element from its first node.
    fn parts<T>(
        &mut self,
        close: u8,
        depth: usize,
        part: impl Fn(&mut Self, Node, usize) -> Result<T, Trouble>,
    ) -> Result<Vec<T>, Trouble> {
        let mut parts = Vec::new();
        self.at += 1;
        loop {
            self.skip();
            match self.next()? {
                byte if byte == close => {
                    self.at += 1;
                    return Ok(parts);
                }
                b',' => return Err(Trouble::Brackets),
                _ => {}
            }
            let first = self.node(depth + 1)?;
            self.skip();
            parts.push(part(self, first, depth)?);
            self.separator(close)?;
        }
    }

    fn item(&mut self, first: Node, depth: usize) -> Result<Item, Trouble> {
        let dash = first.span.start;
        if self.byte() != Some(b':') {
            return Ok(Item { dash, value: first });
        }
        // A single pair: `[a: b]` is a list of one map.
        let key = self.text.get(dash..self.at);
        if key.is_some_and(|key| key.contains('\n')) {
            return Err(Trouble::Brackets);
        }
        let entry = self.after_key(first, depth)?;
        let value = Node {
            span: dash..entry.value.span.end.max(entry.key_span.end),
            kind: Kind::Map(vec![entry]),
            note: None,
        };
        Ok(Item { dash, value })
    }

    fn entry(&mut self, key: Node, depth: usize) -> Result<Entry, Trouble> {
        if self.byte() == Some(b':') {
            return self.after_key(key, depth);
        }
        Ok(Entry {
            value: Node::nothing(key.span.end),
            key_span: key.span.clone(),
            key: key_text(key)?,
        })
    }

    fn after_key(&mut self, key: Node, depth: usize) -> Result<Entry, Trouble> {
        self.at += 1;
        let colon = self.at;
        self.skip();
        let value = match self.next()? {
            b',' | b']' | b'}' => Node::nothing(colon),
            _ => self.node(depth + 1)?,
        };
        Ok(Entry {
            key_span: key.span.clone(),
            key: key_text(key)?,
            value,
        })
    }

    fn separator(&mut self, close: u8) -> Result<(), Trouble> {
        self.skip();
        match self.next()? {
            b',' => self.at += 1,
            byte if byte == close => {}
            _ => return Err(Trouble::Brackets),
        }
        Ok(())
    }

    fn plain(&mut self) -> Result<Text, Trouble> {
        let bytes = self.text.as_bytes();
        let start = self.at;
        let ends_plain = |at: usize| {
            bytes
                .get(at)
                .is_none_or(|byte| b" \t\n,[]{}".contains(byte))
        };
        match self.byte() {
            Some(b'-' | b'?' | b':') if ends_plain(start + 1) => return Err(Trouble::Brackets),
            Some(b'&' | b'*' | b'!' | b'|' | b'>' | b'%' | b'@' | b'`' | b'#') => {
                return Err(Trouble::Indicator);
            }
            _ => {}
        }
        while let Some(byte) = self.byte() {
            let comment =
                byte == b'#' && bytes.get(self.at - 1).is_some_and(u8::is_ascii_whitespace);
            if b",[]{}".contains(&byte) || byte == b':' && ends_plain(self.at + 1) || comment {
                break;
            }
            self.at += 1;
        }
        let raw = self.text.get(start..self.at).unwrap_or_default().trim_end();
        if raw.is_empty() {
            return Err(Trouble::Brackets);
        }
        let exact = (!raw.contains('\n')).then_some(0);
        let text = folded(raw);
        Ok(Text {
            text,
            style: Style::Plain,
            exact,
        })
    }
}

fn key_text(key: Node) -> Result<String, Trouble> {
    match key.kind {
        Kind::Text(text) => Ok(text.text),
        _ => Err(Trouble::Brackets),
    }
}

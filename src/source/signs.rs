//! Signs that look like nothing or like a space and keep a file from being read: found before reading, and mended in memory.

use std::ops::Range;
use std::sync::Arc;

use super::slip::{self, Slip};
use crate::diagnostic::File;

/// Enough to see that it is every line.
const MOST: usize = 10;

/// Signs that a reader of YAML refuses, and spaces that are none at the beginning of a line.
pub(super) fn slips(file: &Arc<File>) -> Vec<Slip> {
    let mut slips: Vec<Slip> = Vec::new();
    let mut say =
        |bytes: Range<usize>, mend: Range<usize>, to: String, message: &str, help: &str| {
            if slips.len() < MOST {
                slips.push(Slip::new(file, bytes, message, help));
            }
            if let Some(last) = slips.last_mut() {
                last.mend.push((mend, to));
            }
        };
    let mut start = 0;
    let mut block = Block::default();
    for line in file.text.split_inclusive('\n') {
        let in_a_text = block.holds(line);
        let indent = slip::indent(line);
        let spaces = line.len()
            - line
                .trim_start_matches(|sign| sign == ' ' || odd_space(sign))
                .len();
        let rest = line.get(spaces..).unwrap_or_default();
        if spaces > indent && !in_a_text && begins_a_field(rest) {
            let bytes = start..start + spaces;
            let count = line.get(..spaces).unwrap_or_default().chars().count();
            let help = "delete the spaces at its beginning and type them again with the space bar";
            let message = "this line begins with spaces that were copied from another program and cannot be read";
            say(bytes.clone(), bytes, " ".repeat(count), message, help);
        }
        if line.contains(refused) {
            for (at, sign) in line.char_indices().filter(|(_, sign)| refused(*sign)) {
                let bytes = start + at..start + at + sign.len_utf8();
                let help = "delete it: press Delete with the cursor where this is marked, or type the line again";
                let message = "there is an invisible sign here that cannot be read";
                say(bytes.clone(), bytes, " ".to_owned(), message, help);
            }
        }
        start += line.len();
    }
    slips
}

/// A text below a `|` or a `>`, where any space is a part of the text.
#[derive(Default)]
pub(super) struct Block {
    /// The column of the name or dash that it belongs to, once its sign was seen.
    owner: Option<usize>,
    /// How far its first line is stepped in.
    depth: Option<usize>,
}

impl Block {
    /// Whether the next line of the file is one of a block's.
    pub fn holds(&mut self, line: &str) -> bool {
        if line.trim().is_empty() {
            return self.owner.is_some();
        }
        let depth = line.len() - line.trim_start_matches(' ').len();
        let least = self
            .owner
            .map(|owner| *self.depth.get_or_insert(depth.max(owner + 1)));
        if least.is_some_and(|least| depth >= least) {
            return true;
        }
        let value_at = slip::value_start(line);
        let sign = line.get(value_at..).unwrap_or_default();
        let sign = sign.split(" #").next().unwrap_or_default().trim_end();
        let begins = sign.starts_with(['|', '>'])
            && sign
                .bytes()
                .skip(1)
                .all(|sign| b"+-123456789".contains(&sign));
        self.owner = begins.then(|| slip::owner(line));
        self.depth = None;
        false
    }
}

/// Spaces of typesetting, which word processors and web pages put in place of ordinary ones.
fn odd_space(sign: char) -> bool {
    matches!(
        sign,
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200b}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
    )
}

/// Signs that YAML does not allow in a text.
fn refused(sign: char) -> bool {
    let control = sign.is_control() && !matches!(sign, '\t' | '\n' | '\r' | '\u{85}');
    control || matches!(sign, '\u{fffe}' | '\u{ffff}')
}

/// Whether a line goes on with `- ` or with a name and a colon.
fn begins_a_field(rest: &str) -> bool {
    let name = rest.split(':').next().unwrap_or_default();
    let named = rest.len() > name.len()
        && !name.is_empty()
        && name
            .bytes()
            .all(|sign| sign.is_ascii_lowercase() || sign == b'_');
    rest.starts_with("- ") || named
}

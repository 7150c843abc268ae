//! Headings and ruled lines, which a plan has no place for: they come along when it is copied from another document.

use std::ops::Range;
use std::sync::Arc;

use super::slip::{Slip, indent};
use crate::diagnostic::File;

/// Signs that lines are drawn with, and headings set off.
const SIGNS: &[char] = &['-', '_', '=', '*', '~', '.', '–', '—', ' '];

/// The longest heading.
const LONGEST: usize = 60;

/// A line that is a heading, or drawn with signs.
pub(super) fn slip(file: &Arc<File>, line: &Range<usize>) -> Option<Slip> {
    let words = file.text.get(line.clone())?;
    let start = line.start + indent(words);
    let content = words.trim();
    let bytes = start..start + content.len();
    let bare = content.trim_matches(SIGNS);
    let (message, help) = if bare.is_empty() && content.len() > 2 && !content.contains(' ') {
        let message = "a line that is drawn with signs is no part of a plan";
        (message, "delete it, or write `# ` before it")
    } else if start == line.start && is_heading(file, line, content, bare) {
        let message = "this looks like a heading, and a plan has no place for one";
        let help = "delete it, or write `# ` before it; if it goes on from the line above, step it in under that text";
        (message, help)
    } else {
        return None;
    };
    Some(Slip::new(file, bytes.clone(), message, help).mend(bytes, "#"))
}

fn is_heading(file: &File, line: &Range<usize>, content: &str, bare: &str) -> bool {
    let set_off = content.len() > bare.len() + 3;
    let blank = |line: Option<&str>| line.is_none_or(|line| line.trim().is_empty());
    let above = file.text.get(..line.start).unwrap_or_default();
    let below = file.text.get(line.end..).unwrap_or_default();
    let alone = blank(above.lines().next_back()) || blank(below.lines().nth(1));
    let item = content.starts_with("- ");
    let words = !item
        && bare.starts_with(char::is_uppercase)
        && !bare.contains(':')
        && !bare.ends_with([',', ';', '!', '?']);
    let ends = !content.ends_with('.') && bare.chars().count() < LONGEST;
    words && ends && (alone || set_off)
}

//! Slips in how a list begins: another sign than the hyphen, or items on the line of the list's name.

use std::ops::Range;
use std::sync::Arc;

use super::outline;
use super::quotes::in_quotes;
use super::slip::{Slip, begins_item, indent};
use crate::diagnostic::File;

/// A list that begins on the line of its name.
pub(super) fn list_on_its_line(
    file: &Arc<File>,
    line: &Range<usize>,
    value: &Range<usize>,
) -> Option<Slip> {
    let before = file.text.get(line.start..value.start)?;
    let name = before.trim().trim_start_matches("- ").strip_suffix(':')?;
    if !outline::is_list(name) {
        return None;
    }
    let item = file.text.get(value.clone())?.strip_prefix("- ")?;
    let mut below = file.text.get(line.end..)?.lines().skip(1);
    let further = below
        .find(|line| !line.trim().is_empty())
        .is_some_and(|line| begins_item(line) && indent(line) >= indent(before));
    let alone = if further {
        String::new()
    } else {
        format!("[{}]", in_quotes(item))
    };
    let message = format!("the list of `{name}` begins on the line of its name");
    let help = "write the items on lines of their own below, each with `- ` before it";
    let sign = value.start..value.start + 1;
    Some(Slip::new(file, sign, &message, help).mend(value.clone(), alone))
}

/// A list that was written with another sign than the hyphen: `• `, `* ` or a dash that an editor put in its place.
pub(super) fn bullet(file: &Arc<File>, line: &Range<usize>) -> Option<Slip> {
    let words = file.text.get(line.clone())?;
    let at = line.start + indent(words);
    let sign = words
        .trim_start()
        .chars()
        .next()
        .filter(|sign| BULLETS.contains(*sign))?;
    let bytes = at..at + sign.len_utf8();
    if !file.text.get(bytes.end..line.end)?.starts_with([' ', '\t']) {
        return None;
    }
    let message = "the items of a list begin with a hyphen, and this is another sign";
    let help = format!("write `- ` in place of the `{sign}`");
    Some(Slip::new(file, bytes.clone(), message, help).mend(bytes, "-"))
}

/// Signs that people and their editors put before the items of a list.
pub(super) const BULLETS: &str = "•·●▪◦*–—‐‑−";

/// The sign of a line that begins as an item does, in a text that runs over several, and whether it is a whole one: a dash
/// with its space, and no number.
pub(super) fn joined(text: &str) -> Option<(Range<usize>, bool)> {
    let numbered = number(text).is_some();
    let mut at = 0;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let start = at + indent(line);
        at += line.len();
        let line = line.trim_start();
        let mut signs = line.chars();
        let (first, second) = (signs.next()?, signs.next().unwrap_or_default());
        let dash = first == '-' || BULLETS.contains(first);
        let whole = dash && second == ' ';
        let length = if whole || first == '-' && second.is_alphabetic() {
            first.len_utf8()
        } else if let Some(length) = number(line).filter(|_| numbered) {
            length
        } else {
            continue;
        };
        if index > 0 {
            return Some((start..start + length, whole));
        }
    }
    None
}

/// How long the number is that a line begins with: `1.`, `1)` or `a)`.
fn number(line: &str) -> Option<usize> {
    let end = line.find([' ', '\n'])?;
    let word = line.get(..end)?;
    let digits = |word: &str| word.bytes().all(|sign| sign.is_ascii_digit());
    let bare = word
        .strip_suffix(['.', ')'])
        .filter(|bare| (1..=2).contains(&bare.len()))?;
    let letter = word.ends_with(')')
        && bare.len() == 1
        && bare.starts_with(|sign: char| sign.is_ascii_alphabetic());
    (digits(bare) || letter).then_some(end)
}

/// What is said of a line that begins with neither a name nor a `- `, below this one: mostly a sentence that was broken with
/// the Enter key.
pub(super) fn neither_name_nor_dash(above: Option<&str>) -> (&'static str, &'static str) {
    let goes_on = "this line goes on from the line above, and is not stepped in under its text";
    match above.filter(|above| !above.trim_end().ends_with(':')) {
        Some(above) if begins_item(above) => (
            goes_on,
            "step it in under the text above, or join the two lines; if it is an item of its own, write `- ` before it",
        ),
        Some(_) => (
            goes_on,
            "step it in under the text above, or join the two lines",
        ),
        None => (
            "this line has neither a name with `:` nor a `- ` before its text",
            "write `- ` before an item of a list; step a text that runs on further in than its name",
        ),
    }
}

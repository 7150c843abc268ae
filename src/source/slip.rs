//! Slips of writing that can be seen on a line, and how they are mended so that the rest of the file can be read.

use std::ops::Range;
use std::sync::Arc;

use granit_parser::ErrorKind;

use super::old::{Told, problem};
use super::quotes::{CLOSE_IT, as_quoted, closed, in_quotes, runs_over};
use super::{dashes, headings, quotes, schema};
use crate::diagnostic::{Diagnostic, File, Place, Rule};

/// A slip in the writing: what is said of it, and the mend that is tried so that the rest can be read. Without a mend,
/// reading ends here: what a guess would raise might not be there once the slip is mended by a person.
#[derive(Debug)]
pub(super) struct Slip {
    pub found: Diagnostic,
    /// Stretches of the text, each within a line, and what to read in their place.
    pub mend: Vec<(Range<usize>, String)>,
}

impl Slip {
    pub fn new(
        file: &Arc<File>,
        bytes: Range<usize>,
        message: &str,
        help: impl Into<String>,
    ) -> Slip {
        let found = problem(Rule::YamlSyntax, Place::new(file, bytes), "", message);
        Slip {
            found: found.told(help),
            mend: Vec::new(),
        }
    }

    pub fn mend(mut self, bytes: Range<usize>, words: impl Into<String>) -> Slip {
        self.mend.push((bytes, words.into()));
        self
    }
}

/// A slip that can be seen on one line.
pub(super) fn on_line(file: &Arc<File>, line: &Range<usize>, kind: &ErrorKind) -> Option<Slip> {
    let words = file.text.get(line.clone())?;
    let start = line.start;
    let indent = indent(words);
    let content = words.trim();
    if content.is_empty() || content.starts_with('#') {
        return None;
    }
    if let Some(slip) = headings::slip(file, line) {
        return Some(slip);
    }
    if needs_key(kind)
        && let Some(slip) = quotes::ended_above(file, line)
    {
        return Some(slip);
    }
    let value_at = value_start(words);
    let value = words.get(value_at..).unwrap_or_default().trim_end();
    let whole = start + value_at..start + value_at + value.len();
    let make =
        |bytes: Range<usize>, message: &str, help: &str| Slip::new(file, bytes, message, help);
    let quoted = format!("put it in quotes: {}", as_quoted(value));
    if let Some(slip) = dashes::bullet(file, line) {
        return Some(slip);
    }
    if value_at > indent && value.starts_with(['-', '?']) && value.chars().nth(1) == Some(' ') {
        if let Some(slip) = dashes::list_on_its_line(file, line, &whole) {
            return Some(slip);
        }
        let message = "a text cannot begin with this sign unless it is in quotes";
        let help =
            format!("{quoted}; the items of a list stand on lines of their own below the name");
        return Some(
            make(whole.start..whole.start + 1, message, &help).mend(whole, in_quotes(value)),
        );
    }
    match value.chars().next() {
        Some('*' | '&' | '@' | '`' | '%' | '!' | '|' | '>')
            if !matches!(value, "|" | ">" | "|-" | ">-") =>
        {
            let message = "a text cannot begin with this sign unless it is in quotes";
            let sign = whole.start..whole.start + 1;
            return Some(make(sign, message, &quoted).mend(whole, in_quotes(value)));
        }
        Some(quote @ ('"' | '\'')) if !closed(value, quote) => {
            let message = if quotes::within(value, quote).is_some() {
                "a quotation mark inside this text ends it too soon"
            } else {
                "this text begins with a quotation mark, and its closing mark is missing or not at the end"
            };
            let inside = value.get(1..).unwrap_or_default().contains(quote);
            let help = if inside {
                format!(
                    "put the whole text in double quotes, and single ones inside it: {}",
                    as_quoted(value)
                )
            } else {
                CLOSE_IT.to_owned()
            };
            return Some(make(whole.clone(), message, &help).mend(whole, in_quotes(value)));
        }
        Some('[' | '{') => {
            let help = if value.ends_with([']', '}', ',']) {
                "write each item on a line of its own that begins with `- `"
            } else {
                &quoted
            };
            let slip = make(
                whole.clone(),
                "the text in these brackets cannot be read",
                help,
            );
            return Some(slip.mend(whole, in_quotes(value)));
        }
        _ => {}
    }
    let colon = value
        .find(": ")
        .or_else(|| value.ends_with(':').then(|| value.len() - 1));
    if let Some(colon) = colon.filter(|_| value_at > indent && !value.starts_with(['"', '\''])) {
        let at = whole.start + colon;
        let message = "there is a second `:` in this line";
        if runs_over(file, line) {
            let help = "put the whole text in quotation marks, from its first line to its last";
            return Some(make(at..at + 1, message, help).mend(at..at + 1, " "));
        }
        return Some(make(at..at + 1, message, &quoted).mend(whole, in_quotes(value)));
    }
    let key = content.trim_start_matches("- ");
    if let Some(colon) = key.find(':').filter(|colon| lacks_space(key, *colon)) {
        let at = start + words.find(key).unwrap_or_default() + colon;
        let slip = make(
            at..at + 1,
            "a space is missing after the `:`",
            "write a space after the `:`",
        );
        return Some(slip.mend(at + 1..at + 1, " "));
    }
    let dash = start + indent;
    if content.starts_with('-')
        && !content.starts_with("- ")
        && content.len() > 1
        && !content.starts_with("--")
    {
        let slip = make(
            dash..dash + 1,
            "a space is missing after the `-`",
            "write `- ` and then the text",
        );
        return Some(slip.mend(dash + 1..dash + 1, " "));
    }
    if let Some(slip) = colon_missing(file, line, kind) {
        return Some(slip);
    }
    if !content.contains(':') && !content.starts_with('-') && needs_key(kind) {
        let above = file
            .text
            .get(..start)?
            .lines()
            .rev()
            .find(|line| !line.trim().is_empty());
        let (message, help) = dashes::neither_name_nor_dash(above);
        let further = " ".repeat(above.map_or(0, self::indent) + 4);
        return Some(
            make(dash..start + words.trim_end().len(), message, help).mend(start..dash, further),
        );
    }
    None
}

/// A field's name at the beginning of a line, with its text after it and no colon between them.
fn colon_missing(file: &Arc<File>, line: &Range<usize>, kind: &ErrorKind) -> Option<Slip> {
    let words = file.text.get(line.clone())?;
    let content = words.trim();
    let name = content.split(' ').next()?;
    if content.contains(':') || !needs_key(kind) || !schema::has_name(name) {
        return None;
    }
    let start = line.start + indent(words);
    let end = start + name.len();
    let mut below = file.text.get(line.end..)?.lines().skip(1);
    let alone = content == name;
    if alone && !below.next().is_some_and(begins_item) {
        // A word at the end of a text that runs on.
        return None;
    }
    let message = format!("a `:` is missing after `{name}`");
    let help = if alone {
        format!("write `{name}:`")
    } else {
        format!("write `{name}: ` and then the text")
    };
    Some(Slip::new(file, start..end, &message, help).mend(end..end, ":"))
}

/// Whether a name runs into its value: `name:Amina`.
fn lacks_space(key: &str, colon: usize) -> bool {
    let rest = key.get(colon + 1..).unwrap_or_default();
    let name = key.get(..colon).unwrap_or_default();
    !rest.is_empty()
        && !rest.starts_with(' ')
        && name.chars().all(|c| c.is_ascii_lowercase() || c == '_')
}

fn needs_key(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::SimpleKeyExpected
            | ErrorKind::ExpectedBlockMappingKey
            | ErrorKind::InvalidSimpleKey
    )
}

/// The line, and those below it that stand as far in or further, moved to where the lines above them begin.
pub(super) fn lined_up(text: &str, line: &Range<usize>) -> Vec<(Range<usize>, String)> {
    let out = indent(text.get(line.clone()).unwrap_or_default());
    let above = text.get(..line.start).unwrap_or_default();
    let item = begins_item(text.get(line.clone()).unwrap_or_default());
    // The lines that this one may belong beside: those above it of its own kind, up to the ones that stand furthest out.
    let mut least = usize::MAX;
    let mut model: Option<usize> = None;
    for line in above.lines().rev() {
        let here = indent(line);
        if line.trim().is_empty() || line.trim_start().starts_with('#') || here >= least {
            continue;
        }
        least = here;
        if begins_item(line) == item
            && model.is_none_or(|model| here.abs_diff(out) < model.abs_diff(out))
        {
            model = Some(here);
        }
    }
    // Under a `- ` of the same depth it belongs to that item.
    if under_a_dash(text, line) {
        model = Some(out + 2);
    }
    let Some(model) = model.filter(|model| *model != out) else {
        return Vec::new();
    };
    let mut start = line.start;
    let mut moved = Vec::new();
    for line in text
        .get(line.start..)
        .unwrap_or_default()
        .split_inclusive('\n')
    {
        let here = indent(line);
        if !line.trim().is_empty() {
            // A line that stands right already ends what has slipped.
            if here < out || here == model {
                break;
            }
            moved.push((start..start + here, " ".repeat(model + here - out)));
        }
        start += line.len();
    }
    moved
}

/// Whether a line that begins no item stands as far in as the `- ` of the item above it.
pub(super) fn under_a_dash(text: &str, line: &Range<usize>) -> bool {
    let words = text.get(line.clone()).unwrap_or_default();
    let out = indent(words);
    let above = text.get(..line.start).unwrap_or_default().lines().rev();
    let mut beside = above.filter(|line| !line.trim().is_empty() && indent(line) <= out);
    !begins_item(words)
        && beside
            .next()
            .is_some_and(|line| indent(line) == out && begins_item(line))
}

pub(super) fn begins_item(line: &str) -> bool {
    line.trim_start().starts_with("- ")
}

/// How many bytes of spaces and tabs a line begins with.
pub(super) fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}

/// The column of the name that a line's value belongs to, or of its last `- ` where it has no name.
pub(super) fn owner(line: &str) -> usize {
    let before = line.get(..value_start(line)).unwrap_or_default();
    match before.trim_end().strip_suffix(':') {
        Some(named) => named.rfind("- ").map_or(indent(line), |dash| {
            let name = named.get(dash + 2..).unwrap_or_default();
            named.len() - name.trim_start().len()
        }),
        None => before.rfind("- ").unwrap_or(indent(line)),
    }
}

/// Where a line's value begins: after `- ` and after `key: `.
pub(super) fn value_start(line: &str) -> usize {
    let mut at = line.len() - line.trim_start().len();
    while let Some(rest) = line.get(at..).and_then(|rest| rest.strip_prefix("- ")) {
        at = line.len() - rest.trim_start().len();
    }
    let rest = line.get(at..).unwrap_or_default();
    let name = rest.find(": ").filter(|colon| {
        rest.get(..*colon).is_some_and(|name| {
            name.chars()
                .all(|c| c.is_ascii_alphanumeric() || "_ -".contains(c))
        })
    });
    match name {
        Some(colon) => {
            let value = rest.get(colon + 1..).unwrap_or_default();
            line.len() - value.trim_start().len()
        }
        None => at,
    }
}

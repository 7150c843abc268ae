//! What is wrong where a file cannot be read as YAML, turned from the parser's words into a mend.

use std::ops::Range;
use std::sync::Arc;

use granit_parser::{ErrorKind, ScanError};

use super::moved::spaces;
use super::outline::together;
use super::quotes::{as_quoted, in_quotes};
use super::slip::{self, Slip};
use super::{dashes, quotes, schema};
use crate::diagnostic::File;

/// The parser's error as a teacher can use it: every tab, or a quotation mark that was never closed, or else the likeliest
/// slip on the line, or the one before it.
pub(super) fn explain(file: &Arc<File>, error: &ScanError) -> Vec<Slip> {
    let text = file.text.as_str();
    let at = error
        .marker()
        .byte_offset()
        .unwrap_or_else(|| nth_line(text, error.marker().line()));
    let tabs = tabs(file);
    if !tabs.is_empty() {
        return tabs;
    }
    vec![quotes::unclosed(file, at).unwrap_or_else(|| nearby(file, error.kind(), at))]
}

/// Every line that begins with a tab.
fn tabs(file: &Arc<File>) -> Vec<Slip> {
    /// Enough to see that it is every line.
    const MOST: usize = 10;
    /// More lines than a plan has: what begins with more tabs is another document.
    const LINES: usize = 2_000;
    let mut slips = Vec::new();
    let (mut start, mut with_tabs) = (0, 0);
    for line in file.text.split_inclusive('\n') {
        let indent = start..start + slip::indent(line);
        let space = file.text.get(indent.clone()).unwrap_or_default();
        if space.contains('\t') && !line.trim().is_empty() {
            with_tabs += 1;
            let beside = || depth_beside(&file.text, start, line);
            let depth = (with_tabs <= LINES).then(beside).flatten();
            let steps = depth.map_or_else(|| space.replace('\t', "  "), |depth| " ".repeat(depth));
            if slips.len() < MOST {
                let help = match depth {
                    Some(0) => "delete it".to_owned(),
                    Some(depth) => format!(
                        "type {} in its place: a line is stepped in with spaces, never with the Tab key",
                        spaces(depth)
                    ),
                    None => "use two spaces for each step inwards, never the Tab key".to_owned(),
                };
                let message = "this line begins with a tab";
                slips.push(Slip::new(file, indent.clone(), message, help));
            }
            if let Some(last) = slips.last_mut() {
                last.mend.push((indent, steps));
            }
        }
        start += line.len();
    }
    slips
}

/// How far in a line belongs, as far as the lines above and below it tell that do not begin with a tab.
fn depth_beside(text: &str, start: usize, line: &str) -> Option<usize> {
    /// Lists are shorter.
    const NEAR: usize = 40;
    let typed = |line: &&str| {
        let words = line.trim_start();
        !words.is_empty() && !words.starts_with('#') && !line.starts_with('\t')
    };
    let heads = |line: &str| line.trim_end().ends_with(':');
    let (above, below) = text.split_at_checked(start)?;
    let lines = above.lines().rev().take(NEAR).filter(typed);
    let above = lines.clone().next()?;
    let below = below.lines().skip(1).take(NEAR).find(typed);
    let of_below =
        |further_out: usize| below.and_then(|below| slip::indent(below).checked_sub(further_out));
    let named = slip::value_start(above) > slip::owner(above) && above.contains(':');
    match (
        slip::begins_item(line),
        slip::begins_item(above),
        heads(above),
    ) {
        (true, true, false) => Some(slip::indent(above)),
        (true, _, true) => Some(slip::owner(above) + 2),
        (true, false, false) => of_below(2),
        (false, _, true) => Some(slip::owner(above) + 2),
        (false, ..) if heads(line) => of_below(2),
        (false, ..) if let Some(depth) = beside_its_kind(lines, line) => Some(depth),
        (false, true, false) if !named => slip::indent(above).checked_sub(2),
        (false, ..) => Some(slip::owner(above)),
    }
}

/// How far in the nearest line above stands whose name some part of a plan has together with this line's.
fn beside_its_kind<'t>(above: impl Iterator<Item = &'t str>, line: &str) -> Option<usize> {
    let name = |line: &'t str| line.trim_start().trim_start_matches("- ").split(':').next();
    let own = line.trim_start().split(':').next()?;
    let mut least = usize::MAX;
    above
        .filter_map(|line| Some((slip::owner(line), name(line)?)))
        .find_map(|(column, name)| {
            let further_out = column < least;
            least = least.min(column);
            (further_out && together(own, name)).then_some(column)
        })
}

/// The likeliest slip on the line of the error, or on the one before it.
fn nearby(file: &Arc<File>, kind: &ErrorKind, at: usize) -> Slip {
    let text = file.text.as_str();
    let line = line_around(text, at);
    let before = line_around(text, line.start.saturating_sub(1));
    for range in [&line, &before] {
        if let Some(slip) = slip::on_line(file, range, kind) {
            return slip;
        }
    }
    let (message, help) = otherwise(kind);
    let start = at.min(text.len());
    if message == OUT_OF_LINE
        && let Some(slip) = runs_on(file, &line)
    {
        return slip;
    }
    let help = if slip::under_a_dash(text, &line) {
        "step it two spaces further in, so that it stands under the name after the `- ` above"
    } else {
        help
    };
    let mut slip = Slip::new(file, start..line.end.max(start), message, help);
    if message == OUT_OF_LINE {
        slip.mend = slip::lined_up(text, &line);
    }
    slip
}

/// A text that goes on over lines, one of which has a `:` in it.
fn runs_on(file: &Arc<File>, line: &Range<usize>) -> Option<Slip> {
    let text = file.text.as_str();
    let words = text.get(line.clone())?;
    let above = text.get(..line.start)?.lines().rev();
    let above = above.into_iter().find(|line| !line.trim().is_empty())?;
    let has_text =
        slip::value_start(above) > slip::indent(above) && !above.trim_end().ends_with(':');
    let (name, _) = words.split_once(": ")?;
    if schema::has_name(name.trim()) {
        return None;
    }
    let colon = line.start + name.len();
    if !has_text || slip::indent(words) <= slip::indent(above) {
        return None;
    }
    let message = "there is a `:` in a text that goes on over several lines";
    let help = "put the whole text in quotation marks, from its first line to its last";
    Some(Slip::new(file, colon..colon + 1, message, help).mend(colon..colon + 1, " "))
}

/// What is said of a line that stands too far in or out.
const OUT_OF_LINE: &str = "this line does not fit the lines above it";

/// What to say where no slip can be seen on the line.
fn otherwise(kind: &ErrorKind) -> (&'static str, &'static str) {
    match kind {
        ErrorKind::TabNotAllowed | ErrorKind::TabInBlockIndentation => (
            "there is a tab where only spaces may stand",
            "use two spaces for each step inwards, never the Tab key",
        ),
        ErrorKind::UnexpectedEof
        | ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofImplicitFlowMapping => (
            "a bracket or a quotation mark was opened and never closed",
            "look for a `[`, a `{` or a quotation mark without its partner",
        ),
        _ => (
            OUT_OF_LINE,
            "line it up with the other lines of the same part: two spaces further in than the name above them",
        ),
    }
}

/// A `&`, `*` or `!` before a value: YAML's way of pointing at other values, which a plan does not use.
pub(super) fn alias(file: &Arc<File>, span: Range<usize>) -> Slip {
    let line = line_around(&file.text, span.start);
    let text = file.text.get(line.clone()).unwrap_or_default();
    let at = slip::value_start(text);
    let value = text.get(at..).unwrap_or_default().trim_end();
    if let Some(slip) = dashes::bullet(file, &line) {
        return slip;
    }
    let start = line.start + at;
    let sign = start..start + value.chars().next().map_or(0, char::len_utf8);
    let message = "a text that begins with `*`, `&` or `!` must be in quotes";
    let help = format!("write it in quotes: {}", as_quoted(value));
    Slip::new(file, sign, message, help).mend(start..start + value.len(), in_quotes(value))
}

/// A second document after `---`.
pub(super) fn second_document(file: &Arc<File>, span: Range<usize>) -> Slip {
    let above = file.text.get(..span.start).unwrap_or_default();
    // A line of dots ends a document.
    if let Some(at) = above.rfind("\n...").map(|at| at + 1) {
        let dots = at..at + 3;
        let message =
            "a line that begins with `...` ends the plan, and nothing below it would be read";
        return Slip::new(file, dots.clone(), message, "delete it").mend(dots, "#");
    }
    let line = line_around(&file.text, span.start);
    let message = "a line of `---` begins a second plan in this file";
    let help =
        "one file holds one plan: delete the line, or move what follows into a file of its own";
    Slip::new(file, line, message, help)
}

pub(super) fn line_around(text: &str, at: usize) -> Range<usize> {
    let at = at.min(text.len());
    let before = text.get(..at).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let rest = text.get(start..).unwrap_or_default();
    let end = rest
        .find('\n')
        .map_or(text.len(), |newline| start + newline);
    start..end
}

fn nth_line(text: &str, line: usize) -> usize {
    let newlines = text.match_indices('\n').nth(line.saturating_sub(2));
    if line < 2 {
        0
    } else {
        newlines.map_or(text.len(), |(at, _)| at + 1)
    }
}

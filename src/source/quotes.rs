//! Quotation marks without their partner, and texts that go on behind them.

use std::ops::Range;
use std::sync::Arc;

use super::schema;
use super::slip::{Slip, begins_item, indent, owner, value_start};
use crate::diagnostic::File;

/// What to do with a quotation mark that has no partner.
pub(super) const CLOSE_IT: &str = "put a quotation mark at both ends of the text, or at neither";

const NOT_CLOSED: &str = "this text begins with a quotation mark that is not closed on its line";

/// The last text above the error whose quotation mark has no partner on its line: the trouble shows only further down.
pub(super) fn unclosed(file: &Arc<File>, error_at: usize) -> Option<Slip> {
    let mut last = None;
    let mut next = 0;
    for line in file.text.split_inclusive('\n') {
        let line_at = next;
        next += line.len();
        if line_at > error_at {
            break;
        }
        let line = line.trim_end();
        let value_at = value_start(line);
        let value = line.get(value_at..).unwrap_or_default();
        let quote = value
            .chars()
            .next()
            .filter(|quote| matches!(quote, '"' | '\''));
        if quote.is_some_and(|quote| !value.get(1..).unwrap_or_default().contains(quote)) {
            let at = line_at + value_at;
            last = Some((at..at + value.len(), in_quotes(value)));
        }
    }
    let (bytes, mended) = last?;
    Some(Slip::new(file, bytes.clone(), NOT_CLOSED, CLOSE_IT).mend(bytes, mended))
}

/// A text in quotation marks that runs on over a line of its own: its closing mark was forgotten, and the next one that
/// stands anywhere below was taken for it.
pub(super) fn swallowing(file: &Arc<File>, span: &Range<usize>) -> Option<Slip> {
    let text = file.text.get(span.clone())?;
    let mut lines = text.lines();
    let first = lines.next().filter(|line| line.starts_with(['"', '\'']))?;
    let named = |line: &str| {
        let name = line
            .split_once(':')
            .filter(|(_, value)| value.is_empty() || value.starts_with(' '));
        name.is_some_and(|(name, _)| schema::has_name(name.trim()))
    };
    lines.find(|line| begins_item(line) || named(line))?;
    let bytes = span.start..span.start + first.trim_end().len();
    let slip = Slip::new(file, bytes.clone(), NOT_CLOSED, CLOSE_IT);
    let slip = slip.mend(bytes, in_quotes(first.trim_end()));
    Some(slip.mend(span.end - 1..span.end, ""))
}

/// A text that goes on below one in quotation marks, behind the mark that closes it.
pub(super) fn ended_above(file: &Arc<File>, line: &Range<usize>) -> Option<Slip> {
    let above = file.text.get(..line.start)?;
    let above = above.strip_suffix('\n')?.trim_end_matches([' ', '\r']);
    let start = above.rfind('\n').map_or(0, |at| at + 1);
    let above = above.get(start..)?;
    let value_at = value_start(above);
    let value = above.get(value_at..)?;
    let quote = value
        .chars()
        .next()
        .filter(|quote| "\"'".contains(*quote))?;
    if value.len() < 2
        || !value.ends_with(quote)
        || !closed(value, quote)
        || !goes_on(file.text.get(line.start..)?, owner(above))
    {
        return None;
    }
    let mark = start + above.len() - 1..start + above.len();
    let message = "this text goes on below the quotation mark that closes it";
    let help = "move the closing quotation mark to the end of the last line";
    let slip = Slip::new(file, mark.clone(), message, help);
    let rest = file.text.get(line.start..)?.split_inclusive('\n');
    let rest = rest.take_while(|line| goes_on(line, owner(above)));
    let length: usize = rest.map(str::len).sum();
    let text = file.text.get(line.start..line.start + length)?.trim_end();
    if text.contains(quote) {
        return Some(slip);
    }
    let end = line.start + text.len();
    Some(slip.mend(mark, " ").mend(end..end, quote))
}

/// Whether the text of a line runs on over the next.
pub(super) fn runs_over(file: &File, line: &Range<usize>) -> bool {
    let words = file.text.get(line.clone()).unwrap_or_default();
    let below = file.text.get(line.end + 1..).unwrap_or_default();
    goes_on(below, owner(words))
}

/// Whether a line is stepped in below a name or a dash in this column, and begins neither an item nor a field.
fn goes_on(line: &str, column: usize) -> bool {
    let line = line.lines().next().unwrap_or_default();
    let name = line.split_once(':').map(|(name, _)| name.trim());
    let text = !line.trim().is_empty() && !line.trim_start().starts_with('#');
    text && indent(line) > column && !begins_item(line) && !name.is_some_and(schema::has_name)
}

/// A value as a quoted text, whatever stands in it. Half of its marks may be its slip: none are kept that would be told again.
pub(super) fn in_quotes(value: &str) -> String {
    let bare = value.trim_matches(['"', '\'']).replace('"', "");
    format!("'{}'", bare.replace('\'', "''"))
}

/// A value as a person would put it in quotes, without those that it has.
pub(super) fn as_quoted(value: &str) -> String {
    let bare = value.trim_matches(['“', '”']);
    let bare = ['"', '\'']
        .into_iter()
        .find_map(|quote| within(bare, quote))
        .unwrap_or(bare);
    format!("\"{}\"", bare.replace('"', "'"))
}

/// What stands between the marks of a text that is in quotation marks as a whole: the next mark inside it opens, or is an
/// apostrophe.
pub(super) fn within(text: &str, quote: char) -> Option<&str> {
    let inside = text.strip_prefix(quote)?.strip_suffix(quote)?;
    let next = inside
        .find(quote)
        .map_or("a", |at| inside.get(at + 1..).unwrap_or_default());
    next.starts_with(char::is_alphanumeric).then_some(inside)
}

/// Whether a quoted text ends with its own mark and has none inside that would end it sooner.
pub(super) fn closed(value: &str, quote: char) -> bool {
    let inner = value.strip_prefix(quote).unwrap_or(value);
    let inner = inner.split(" #").next().unwrap_or(inner).trim_end();
    inner.strip_suffix(quote).is_some_and(|inner| {
        let bare = inner.replace("\\\"", "").replace("''", "");
        !bare.contains(quote)
    })
}

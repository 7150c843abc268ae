//! The sentence for each kind of slip: what is wrong, where, and what to write instead.

use std::ops::Range;

use super::line::{self, Lines};
use super::marks::{as_quoted, is_block, value_and_note, within};
use super::mistake::{Mistake, MistakeKind, Repair, spaces};
use crate::diagnostic::message::value;
use crate::diagnostic::{Message, message, words};

/// What to do with a quotation mark that has no partner.
const CLOSE_IT: &str = "put a quotation mark at both ends of the text, or at neither";

pub(super) fn mistake(lines: &Lines<'_>, repair: Repair) -> Mistake {
    let number = repair.lines.start;
    let typed = lines.get(number);
    let start = lines.start(number);
    let space = typed.len() - line::content(typed).len();
    let end = start
        + typed
            .trim_end()
            .len()
            .max(space)
            .max(line::value_start(typed));
    let content = start + space..end;
    let text_at = start + line::item_start(typed);
    let value_at = line::value_start(typed);
    let whole = start + value_at..end;
    let (value_text, _) = value_and_note(typed.get(value_at..).unwrap_or_default());
    let quoted = || message!("put it in quotes: {}", value(as_quoted(value_text)));
    let mut sure = true;
    let mut missing = None;
    let name = |name: &str| words(name.to_owned());
    let (place, message, help): (Range<usize>, Message, Message) = match &repair.what {
        MistakeKind::Moved(_) | MistakeKind::MovedToo => {
            sure = false;
            (
                content,
                "this line stands too far in or out".into(),
                "step it in as far as the lines beside it".into(),
            )
        }
        MistakeKind::Tab(column) => {
            let help = match column {
                0 => "delete it".into(),
                _ => message!(
                    "type {} in its place: a line is stepped in with spaces, never with the Tab key",
                    words(spaces(*column))
                ),
            };
            (
                start..content.start,
                "this line begins with a tab".into(),
                help,
            )
        }
        MistakeKind::OddSpaces => (
            start..content.start,
            "this line begins with spaces that were copied from another program and cannot be read"
                .into(),
            "delete the spaces at its beginning and type them again with the space bar".into(),
        ),
        MistakeKind::NoDash {
            of,
            name,
            room,
            column,
        } => {
            let message = if name == "target" {
                "a new target begins with `- `, and this one has none".into()
            } else {
                message!(
                    "a new item of `{}` begins with `- `, and this one has none",
                    words(of.clone())
                )
            };
            let help = if *room >= 2 {
                message!(
                    "write `- {}`, with the `-` in column {}",
                    words(name.clone()),
                    words((column + 1).to_string())
                )
            } else {
                message!("write `- {}`", words(name.clone()))
            };
            (content, message, help)
        }
        MistakeKind::Dash(name) => (
            content.start..content.start + 2,
            message!(
                "`{}` is no item of a list, and has a `- ` before it",
                words(name.clone())
            ),
            "delete the `- `".into(),
        ),
        MistakeKind::Bullet(sign) => (
            content.start..content.start + sign.len_utf8(),
            "the items of a list begin with a hyphen, and this is another sign".into(),
            message!("write `- ` in place of the `{}`", words(sign.to_string())),
        ),
        MistakeKind::DashWithoutSpace => (
            content.start..content.start + 1,
            "a space is missing after the `-`".into(),
            "write `- ` and then the text".into(),
        ),
        MistakeKind::NoColon { name, alone } => {
            let help = if *alone {
                message!("write `{}:`", words(name.clone()))
            } else {
                message!("write `{}: ` and then the text", words(name.clone()))
            };
            // "by the end of term" may be the end of the text above.
            let rest = typed
                .get(line::item_start(typed) + name.len()..)
                .unwrap_or_default();
            sure =
                *alone || name.contains('_') || !rest.trim_start().starts_with(char::is_lowercase);
            (
                text_at..text_at + name.len(),
                message!("a `:` is missing after `{}`", words(name.clone())),
                help,
            )
        }
        MistakeKind::Semicolon(name) => (
            text_at..text_at + name.len() + 1,
            message!(
                "a `;` stands where the `:` after `{}` belongs",
                words(name.clone())
            ),
            message!(
                "write `{}:` in place of `{};`",
                words(name.clone()),
                words(name.clone())
            ),
        ),
        MistakeKind::ColonWithoutSpace(column) => (
            start + column..start + column + 1,
            "a space is missing after the `:`".into(),
            "write a space after the `:`".into(),
        ),
        MistakeKind::NoName(first) => (
            text_at..end,
            message!("`{}:` is missing before this text", name(first)),
            message!("write `{}: ` between the `- ` and the text", name(first)),
        ),
        MistakeKind::NameDeleted { part, column } => {
            // A name of several parts fits more than one of them.
            sure = false;
            let place = match column {
                0 => "with no space before it".to_owned(),
                _ => format!("with {} before it", spaces(*column)),
            };
            (
                content,
                message!("`{}:` is missing above this line", name(part)),
                message!(
                    "write `{}:` on a line of its own above, {}",
                    name(part),
                    words(place)
                ),
            )
        }
        MistakeKind::FirstDeleted { first, of, path } => {
            sure = false;
            missing = path.clone();
            let what = if first == "target" {
                "target".to_owned()
            } else {
                format!("item of `{of}`")
            };
            (
                content,
                message!(
                    "a new {} seems to begin here, and the line that begins with `- {}:` is missing",
                    words(what),
                    name(first)
                ),
                message!(
                    "write `- {}: ` and its text on a line of its own above this one, two spaces further out",
                    name(first)
                ),
            )
        }
        MistakeKind::ListOnItsLine(of) => (
            whole.start..whole.start + 1,
            message!("the list of `{}` begins on the line of its name", name(of)),
            "write the items on lines of their own below, each with `- ` before it".into(),
        ),
        MistakeKind::Sign if is_block(value_text) => {
            sure = false;
            (
                whole,
                "the lines of the text below this sign do not all begin far enough in".into(),
                "begin each of them in the same column, further in than the name".into(),
            )
        }
        MistakeKind::Sign => {
            let sign = value_text.chars().next().map_or(0, char::len_utf8);
            let help = if value_text.starts_with('-') {
                quoted().and("; the items of a list stand on lines of their own below the name")
            } else {
                quoted()
            };
            (
                whole.start..whole.start + sign,
                "a text cannot begin with this sign unless it is in quotes".into(),
                help,
            )
        }
        MistakeKind::SecondColon { field } => {
            // A field may have come onto the line of the one above.
            sure = !field;
            let at = whole.start + line::key_end(value_text).unwrap_or(0);
            (
                at..at + 1,
                "there is a second `:` in this line".into(),
                quoted(),
            )
        }
        MistakeKind::ColonOverLines => {
            let at = whole.start + line::key_end(value_text).unwrap_or(0);
            let help = "put the whole text in quotation marks, from its first line to its last";
            (
                at..at + 1,
                "there is a second `:` in this line".into(),
                help.into(),
            )
        }
        MistakeKind::ColonBelow(colon) => (
            *colon..*colon + 1,
            "there is a `:` in a text that goes on over several lines".into(),
            "put the whole text in quotation marks, from its first line to its last".into(),
        ),
        MistakeKind::NotClosed => {
            // A mark further down may close this text or be another's, and `'` may be an apostrophe.
            sure = repair.edits.len() == 1 && value_text.starts_with('"');
            (
                whole,
                "this text begins with a quotation mark that is not closed on its line".into(),
                CLOSE_IT.into(),
            )
        }
        MistakeKind::QuoteInside => {
            let message = if within(value_text).is_some() {
                "a quotation mark inside this text ends it too soon"
            } else {
                "this text begins with a quotation mark, and its closing mark is missing or not at the end"
            };
            let help = message!(
                "put the whole text in double quotes, and single ones inside it: {}",
                value(as_quoted(value_text))
            );
            (whole, message.into(), help)
        }
        MistakeKind::Brackets => {
            sure = value_text.contains([']', '}']) && !value_text.ends_with([']', '}', ',']);
            let help = if value_text.ends_with([']', '}', ',']) {
                "write each item on a line of its own that begins with `- `".into()
            } else {
                quoted()
            };
            (
                whole,
                "the text in these brackets cannot be read".into(),
                help,
            )
        }
        MistakeKind::BehindTheQuote(mark) => (
            *mark..mark + 1,
            "this text goes on below the quotation mark that closes it".into(),
            "move the closing quotation mark to the end of the last line".into(),
        ),
        MistakeKind::Joined => {
            let above = (0..number)
                .rev()
                .map(|number| lines.get(number))
                .find(|line| !line.trim().is_empty());
            sure = typed.trim_start().starts_with(char::is_lowercase);
            let help = if above.is_some_and(|above| line::is_item(above.trim_start())) {
                sure = false;
                "step it in under the text above, or join the two lines; if it is an item of its own, write `- ` before it"
            } else {
                "step it in under the text above, or join the two lines"
            };
            (
                content,
                "this line goes on from the line above, and is not stepped in under its text"
                    .into(),
                help.into(),
            )
        }
        MistakeKind::NeitherNameNorDash => {
            // Several items on one line are a person's to part.
            sure = !value_text.contains([',', ';', '/', '&']);
            (
                content,
                "this line has neither a name with `:` nor a `- ` before its text".into(),
                "write `- ` before an item of a list; step a text that runs on further in than its name".into(),
            )
        }
        MistakeKind::Heading => {
            sure = false;
            (
                content,
                "this looks like a heading, and a plan has no place for one".into(),
                "delete it, or write `# ` before it; if it goes on from the line above, step it in under that text".into(),
            )
        }
        MistakeKind::Drawn => (
            content,
            "a line that is drawn with signs is no part of a plan".into(),
            "delete it, or write `# ` before it".into(),
        ),
        MistakeKind::Dots => (
            content,
            "a line that begins with `...` ends the plan, and nothing below it would be read"
                .into(),
            "delete it".into(),
        ),
        MistakeKind::Dashes => {
            sure = false;
            (
                content,
                "a line of `---` begins a second plan in this file".into(),
                "one file holds one plan: delete the line, or move what follows into a file of its own".into(),
            )
        }
        MistakeKind::Unread => {
            sure = false;
            (
                content,
                "this line has no place here".into(),
                "check how far in it stands, and that a `:` or a `- ` is not missing in it or above it".into(),
            )
        }
    };
    let moved = matches!(repair.what, MistakeKind::Tab(_) | MistakeKind::OddSpaces);
    Mistake {
        place,
        message,
        help,
        fix: repair.edits,
        sure,
        lines: repair.lines,
        moved,
        missing,
    }
}

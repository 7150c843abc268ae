//! Notes behind a `#` that look as if they were meant for the plan: what stands in them is not printed.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

use super::old::{Told, problem};
use super::syntax::line_around;
use super::{quotes, slip};
use crate::check::Template;
use crate::diagnostic::{Diagnostic, File, Place, Rule};

/// The notes that `new` and `next` write beside what is to be filled in, word for word.
static OURS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("../cli/new.yaml").lines();
    let examples = lines.filter_map(|line| line.split_once(" # ").map(|(_, note)| note));
    let asked = Template::islington().required.iter();
    let asked = asked.map(|required| required.ask.as_str());
    examples
        .chain(asked)
        .chain(QUESTIONS)
        .map(str::trim)
        .collect()
});

/// What `next` asks for beside what the template asks for.
const QUESTIONS: [&str; 10] = [
    "by the child, with the child, or for the child",
    "what happens in class, in every lesson",
    "who helps, in words for the child",
    "how often",
    "how long a session is",
    "how many children; 1 is one-to-one",
    "the outcome above that it serves, counting from 1",
    "how many minutes, such as 45",
    "where, such as Room 2 or by video",
    "the day and the time",
];

/// How the notes of `next` begin that go on with the plan's own words.
const OPENINGS: [&str; 5] = [
    "last time:",
    "not assessed at the review, so look again; last time:",
    "the day and the time, such as ",
    "the review decided ",
    "a new school year: ",
];

/// A note that looks like a text or the end of one.
pub(super) fn swallowed(
    file: &Arc<File>,
    note: &str,
    span: Range<usize>,
    path: &str,
) -> Option<Diagnostic> {
    let text = file.text.as_str();
    let line = line_around(text, span.start);
    let before = text.get(line.start..span.start)?;
    let value_at = slip::value_start(text.get(line.clone())?);
    let value = before.get(value_at..).unwrap_or_default().trim_end();
    let say = |rule, path, message: &str, help: String| {
        let place = Place::new(file, span.clone());
        Some(problem(rule, place, path, message).told(help))
    };
    let close = before.strip_suffix(' ');
    let follows_a_word = close.is_some_and(|before| {
        before.ends_with(|letter: char| letter.is_alphanumeric() || ",;(".contains(letter))
    });
    let follows_a_text = follows_a_word && !value.is_empty() && value.trim() != "-";
    let joined = note.starts_with(|letter: char| letter.is_alphanumeric());
    // "says: #1 fan of maths": right after the name and close to its word, it is meant as the text.
    let is_the_value = close.is_some_and(|before| before.trim_end().ends_with([':', '-']));
    let whole = text.get(line.start + value_at..line.end)?.trim_end();
    if joined && (follows_a_text || is_the_value) {
        let help = format!(
            "if it belongs to the text, put the text in quotes: {}; if it is a note, write `# ` with a space",
            quotes::as_quoted(whole)
        );
        return say(Rule::YamlSyntax, "", LEFT_OUT, help);
    }
    // "He sits at table # 3 and is happy".
    let spaced = note.strip_prefix(' ').unwrap_or_default();
    let goes_on =
        spaced.starts_with(|letter: char| letter.is_lowercase() || letter.is_ascii_digit());
    if goes_on && follows_a_text && value.contains(' ') && !value.starts_with(['"', '\'', '[', '{'])
    {
        let help = format!(
            "if it belongs to the text, put the text in quotes: {}; if it is a note, type two spaces before the `#`",
            quotes::as_quoted(whole)
        );
        return say(Rule::SplitText, "", LEFT_OUT, help);
    }
    let note = note.trim();
    let ours = OURS.contains(note) || OPENINGS.iter().any(|opening| note.starts_with(opening));
    if stands_alone(before)
        && !note.is_empty()
        && !ours
        && !has_lines_below(text, &line, before.contains(':'))
    {
        let message = "what stands after `#` is a note and is not printed";
        let help = "if it is the text, move it before the `#`, or delete the `#`; if it is a note, write it on a line of its own";
        return say(Rule::EmptyText, path, message, help.to_owned());
    }
    None
}

const LEFT_OUT: &str = "everything after this `#` is taken for a note and left out";

/// Whether nothing stands before a note but a name, or the `-` of an item.
fn stands_alone(before: &str) -> bool {
    let before = before.trim();
    before.ends_with(':') && !before.contains(": ") || before == "-"
}

/// Whether what a line holds stands on the lines below it: further in, or as a list right below its name.
fn has_lines_below(text: &str, line: &Range<usize>, named: bool) -> bool {
    let column = slip::owner(text.get(line.clone()).unwrap_or_default());
    let mut below = text.get(line.end..).unwrap_or_default().lines().skip(1);
    let next = below.find(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
    next.is_some_and(|next| {
        let depth = slip::indent(next);
        depth > column || depth == column && named && slip::begins_item(next)
    })
}

//! Whatever is edited in a plan's file: its values are as if they had been set by hand, and everything else is as it was.

mod cases;

use std::fs;
use std::ops::Range;
use std::path::Path as File;

use granit_parser::{Event, Parser};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestError, TestRng, TestRunner};
use sendplan::diagnostic::apply;
use sendplan::format::{self, Kind as Takes, Path, Step};
use sendplan::yaml::edit::{Editor, Refused, Value as New, extents};
use sendplan::yaml::{self, Grammar, Kind, Node};

use crate::second_opinion::{Value, files, ours, theirs};

/// How many files are edited, each many times.
const FILES: u32 = 800;

/// What is done with a file; the numbers say where and with what.
#[derive(Clone, Debug)]
struct Change {
    what: What,
    steps: Vec<usize>,
    value: usize,
}

#[derive(Clone, Copy, Debug)]
enum What {
    Set,
    SetAll,
    Clear,
    Add,
    Remove,
    Move,
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let what = prop_oneof![
        6 => Just(What::Set),
        1 => Just(What::SetAll),
        1 => Just(What::Clear),
        3 => Just(What::Add),
        3 => Just(What::Remove),
        2 => Just(What::Move),
    ];
    let steps = proptest::collection::vec(0..1000usize, 6);
    let change =
        (what, steps, 0..1000usize).prop_map(|(what, steps, value)| Change { what, steps, value });
    proptest::collection::vec(change, 1..12)
}

/// Files that are written in many ways.
fn texts() -> Vec<String> {
    let base = include_str!("../cases/check/base.yaml");
    let odd = "# the plan of a child\n---\nversion: 1\nchild: {name: 'Amina Yusuf', known_as: Amina}   # in braces\n\
        adjustments: [a timetable, \"a, b\", c]\nhopes:\n    child:   >\n        To be a vet\n        one day.\n\n        And a dancer.\n\
        \n    # what they said\n    parents: |\n        Brave\n        enough.\n    # adulthood: later\nneeds:\n- area: cognition and learning # one\n\
        \x20 # of strengths\n  strengths: Reads\n    well and\n    with joy.   # note\n\n- area:   # two\n  difficulties: \"Counts: 'slowly'\"\n\
        staff_notes:\n  -   # first\n  # of the second\n  - Seat near the door.\n  - |  # a block\n    a\n     b\n  - last\ntargets:\n\
        - {target: \"Reads 10 words\", strategies: [one, # here\n      two]}\n- target:\n  strategies:\n\
        \x20   -        # Help card\n    - b\nabout_me: {likes: [football, tea], says: ~}\nglossary_of: null\nprovision: []\nreview:";
    let odd = odd.replace("glossary_of: null\n", "");
    let plans = ["KF-018", "KF-042", "KF-077", "KF-088"].map(|name| {
        fs::read_to_string(
            File::new(env!("CARGO_MANIFEST_DIR")).join(format!("examples/plans/{name}.yaml")),
        )
        .expect("a plan")
    });
    let new = sendplan::format::new_plan(None);
    let mut texts = vec![
        base.to_owned(),
        odd.clone(),
        odd.replace('\n', "\r\n"),
        new.replace('\n', "\r\n"),
        new,
    ];
    texts.extend([
        "".to_owned(),
        "# nothing yet".to_owned(),
        "version: 1".to_owned(),
    ]);
    texts.extend(plans);
    texts
}

const WORDS: &[&str] = &[
    "Reads 18 of 20 words.",
    "it's",
    "a: b",
    "a #b",
    "- a",
    "001",
    "NO",
    "~",
    "null",
    "2026-12-07",
    "say \"hello\"",
    "'quoted'",
    "[a, b]",
    "{a: b}",
    "a, b",
    "two\nlines",
    "para\n\ngraph",
    " spaces ",
    "a\ttab",
    "C:\\",
    "ü 🙂 আম",
    "#",
    "*",
    "a \\",
    "end\n",
    "\nfirst",
    "one  two",
    "| x",
    "> x",
    "? x",
    "---",
    "%a",
    "@a",
    "`a`",
    "word ",
    "a:",
    ":a",
    "\u{7}",
    "a]",
    "a}",
    "…",
    "A sentence that goes on for much longer than a line of a file should be, as sentences do when there is a lot to say of a \
     child and little time, until it must be folded into two or three lines of a block.",
    "# first\nsecond line\n  stepped in\nlast",
];

fn word(number: usize) -> String {
    WORDS[number % WORDS.len()].to_owned()
}

/// A value that the format takes, by a number.
fn value(takes: &Takes, number: usize, depth: usize) -> New {
    match takes {
        Takes::Group(fields) => {
            let chosen = fields
                .iter()
                .enumerate()
                .filter(|(at, _)| (number >> (at % 7)) & 1 == 1);
            let chosen = chosen.take(if depth > 1 { 1 } else { 4 });
            New::Map(
                chosen
                    .map(|(at, field)| {
                        (
                            field.name.clone(),
                            value(&field.kind, number + at, depth + 1),
                        )
                    })
                    .collect(),
            )
        }
        Takes::Names(kind) => New::Map(vec![("LSB".to_owned(), value(kind, number, depth + 1))]),
        Takes::List(item) => New::List(
            (0..number % 3)
                .map(|at| value(item, number + at, depth + 1))
                .collect(),
        ),
        Takes::Texts if number.is_multiple_of(2) => New::List(
            (0..1 + number % 3)
                .map(|at| New::Text(word(number + at)))
                .collect(),
        ),
        Takes::Text | Takes::Texts => New::Text(word(number)),
        Takes::Choice(words) => New::Word(words[number % words.len()].clone()),
        Takes::Date(_) => New::Word(format!("2026-09-{:02}", 1 + number % 28)),
        Takes::Number(_) => New::Word((number % 9).to_string()),
        Takes::YesNo => New::Word((number.is_multiple_of(2)).to_string()),
    }
}

/// A place in a plan, by some numbers: what stands there already, or what may stand there.
fn place(root: &Node, steps: &[usize]) -> (Path, &'static Takes) {
    let mut path = Path::root();
    let mut takes = format::plan();
    for number in steps {
        let step = match takes {
            Takes::Group(fields) => Step::from(fields[number % fields.len()].name.clone()),
            Takes::List(_) | Takes::Texts => {
                let count = count(root, &path);
                if matches!(takes, Takes::Texts) && count == 0 {
                    break;
                }
                Step::from(number % (count + 1))
            }
            _ => break,
        };
        takes = match &step {
            Step::Field(name) => takes.below(name).expect("a field"),
            Step::Item(_) => takes.item().expect("an item"),
        };
        path = path.step(step);
    }
    (path, takes)
}

fn count(root: &Node, path: &Path) -> usize {
    match root.at(path).map(|node| &node.kind) {
        Some(Kind::List(items)) => items.len(),
        _ => 0,
    }
}

fn plain(new: &New) -> Value {
    match new {
        New::Text(text) | New::Word(text) => {
            Value::Text(text.trim_end_matches('\n').replace('\t', " "))
        }
        New::List(items) => Value::List(items.iter().map(plain).collect()),
        New::Map(entries) => Value::Map(
            entries
                .iter()
                .map(|(name, value)| (name.clone(), plain(value)))
                .collect(),
        ),
    }
}

/// The value at a path, made where it is missing.
fn made<'v>(value: &'v mut Value, steps: &[Step]) -> &'v mut Value {
    let Some((step, rest)) = steps.split_first() else {
        return value;
    };
    match step {
        Step::Field(name) => {
            if matches!(value, Value::Text(_)) {
                *value = Value::Map(Vec::new());
            }
            let Value::Map(entries) = value else {
                panic!("no group for {name}")
            };
            let at = entries
                .iter()
                .position(|(known, _)| known == name)
                .unwrap_or_else(|| {
                    entries.push((name.to_string(), Value::Text(String::new())));
                    entries.len() - 1
                });
            made(&mut entries[at].1, rest)
        }
        Step::Item(index) => {
            if matches!(value, Value::Text(_)) {
                *value = Value::List(Vec::new());
            }
            let Value::List(items) = value else {
                panic!("no list for item {index}")
            };
            if *index == items.len() {
                items.push(Value::Text(String::new()));
            }
            made(&mut items[*index], rest)
        }
    }
}

/// The same without names that have no value, whose order says nothing.
fn bare(value: &Value) -> Value {
    match value {
        Value::Text(text) => Value::Text(text.clone()),
        Value::List(items) if items.is_empty() => Value::Text(String::new()),
        Value::List(items) => Value::List(items.iter().map(bare).collect()),
        Value::Map(entries) => {
            let entries = entries
                .iter()
                .map(|(name, value)| (name.clone(), bare(value)));
            let mut entries: Vec<_> = entries
                .filter(|(_, value)| *value != Value::Text(String::new()))
                .collect();
            entries.sort_by(|a, b| a.0.cmp(&b.0));
            if entries.is_empty() {
                Value::Text(String::new())
            } else {
                Value::Map(entries)
            }
        }
    }
}

/// Where two values differ first.
fn differ(one: &Value, other: &Value) -> String {
    match (one, other) {
        (Value::Map(one), Value::Map(other))
            if one
                .iter()
                .map(|(name, _)| name)
                .eq(other.iter().map(|(name, _)| name)) =>
        {
            let pairs = one.iter().zip(other).find(|(one, other)| one != other);
            pairs.map_or_else(String::new, |(one, other)| {
                format!("{}.{}", one.0, differ(&one.1, &other.1))
            })
        }
        (Value::List(one), Value::List(other)) if one.len() == other.len() => {
            let pairs = one
                .iter()
                .zip(other)
                .enumerate()
                .find(|(_, (one, other))| one != other);
            pairs.map_or_else(String::new, |(at, (one, other))| {
                format!("[{at}]{}", differ(one, other))
            })
        }
        _ => format!(" {one:?} is not {other:?}"),
    }
}

/// The comments of a file with their lines and columns, as a strict parser finds them.
fn comments(text: &str) -> Vec<(usize, usize, String)> {
    let events =
        Parser::new_from_str(text).map(|event| event.expect("a file that a strict parser reads"));
    let comments = events.filter_map(|(event, span)| match event {
        Event::Comment(text, _) => Some((
            span.start.line() - 1,
            span.start.col(),
            text.trim_end().to_owned(),
        )),
        _ => None,
    });
    comments.collect()
}

/// The comments of one file that are not in the other.
fn lost(before: &str, after: &str) -> Vec<(usize, usize, String)> {
    let mut there: Vec<String> = comments(after)
        .into_iter()
        .map(|(_, _, text)| text)
        .collect();
    let mut lost = comments(before);
    lost.retain(
        |(_, _, text)| match there.iter().position(|other| other == text) {
            Some(at) => {
                there.swap_remove(at);
                false
            }
            None => true,
        },
    );
    lost
}

/// Whether a comment belongs to what stood in these bytes.
fn belongs(text: &str, (line, column, _): &(usize, usize, String), bytes: &Range<usize>) -> bool {
    let number = |at: usize| text[..at].matches('\n').count();
    let begin = text[..bytes.start].rfind('\n').map_or(0, |end| end + 1);
    let own = text[begin..bytes.start].chars().count();
    let (first, last) = (number(bytes.start), number(bytes.end));
    let above = |line: usize| {
        let typed = text.lines().nth(line).unwrap_or_default();
        typed.trim_start().starts_with('#') && typed.len() - typed.trim_start().len() == own
    };
    (first..=last).contains(line)
        || *line < first && (*line..first).all(above)
        || *line > last && *column > own
}

/// Makes one change in a file and in the values; whether it could be made.
fn change(editor: &mut Editor<'_>, values: &mut Value, change: &Change) -> Result<bool, String> {
    let before = editor.text().to_owned();
    let length = if matches!(change.what, What::SetAll) {
        1 + change.value % 3
    } else {
        change.steps.len()
    };
    let (path, takes) = place(editor.root(), &change.steps[..length]);
    let node = editor.root().at(&path).cloned();
    let list = path
        .parent()
        .filter(|_| matches!(path.last(), Some(Step::Item(_))));
    let index = match path.last() {
        Some(Step::Item(index)) => *index,
        _ => 0,
    };
    let mut may_lose: Option<Range<usize>> = None;
    let mut any_lost = false;
    let made_it = match change.what {
        What::Set | What::SetAll | What::Clear => {
            let new = match change.what {
                What::Clear => New::Text(String::new()),
                _ => value(takes, change.value, 0),
            };
            any_lost = node
                .as_ref()
                .is_some_and(|node| !matches!(node.kind, Kind::Text(_) | Kind::Nothing));
            let result = editor.set(&path, &new);
            if result.is_ok() && (node.is_some() || !new.is_empty() || list.is_some()) {
                *made(values, path.steps()) = plain(&new);
            }
            result
        }
        What::Add => {
            let Some(list) = list else { return Ok(false) };
            let new = value(takes, change.value, 0);
            let result = editor.add(&list, index, &new);
            if result.is_ok() {
                let there = made(values, list.steps());
                if matches!(there, Value::Text(_)) {
                    *there = Value::List(Vec::new());
                }
                let Value::List(items) = there else {
                    return Err(format!("{list} is no list"));
                };
                items.insert(index, plain(&new));
            }
            result
        }
        What::Remove => {
            let Some(node) = &node else { return Ok(false) };
            let above = path.parent().expect("not the whole file");
            let above = editor.root().at(&above).expect("what it stands in");
            let start = match (path.last(), &above.kind) {
                (Some(Step::Field(name)), _) => above.entry(name).expect("an entry").key_span.start,
                (_, Kind::List(items)) => items[index].dash,
                _ => 0,
            };
            let end = node
                .note
                .as_ref()
                .map_or(0, |note| note.end)
                .max(node.span.end)
                .max(start);
            may_lose = Some(start..end);
            let result = editor.remove(&path);
            if result.is_ok() {
                let (last, above) = path.steps().split_last().expect("a step");
                match (made(values, above), last) {
                    (Value::Map(entries), Step::Field(name)) => {
                        entries.retain(|(known, _)| known != name)
                    }
                    (Value::List(items), Step::Item(index)) => {
                        items.remove(*index);
                    }
                    _ => return Err("nothing to remove".to_owned()),
                }
            }
            result
        }
        What::Move => {
            let Some(list) = list.filter(|list| count(editor.root(), list) > 0) else {
                return Ok(false);
            };
            let count = count(editor.root(), &list);
            let (from, to) = (index % count, change.value % count);
            let result = editor.move_item(&list, from, to);
            if result.is_ok() {
                let Value::List(items) = made(values, list.steps()) else {
                    return Err("no list".to_owned());
                };
                let item = items.remove(from);
                items.insert(to, item);
            }
            result
        }
    };
    let after = editor.text();
    let said = || {
        let only = |text: &str, other: &str| {
            let lines = text
                .lines()
                .filter(|line| !other.lines().any(|known| known == *line));
            lines.collect::<Vec<_>>().join("\n")
        };
        format!(
            "{change:?} at {path}\n--- before\n{}\n--- after\n{}",
            only(&before, after),
            only(after, &before)
        )
    };
    if let Err(why) = made_it {
        // Only a part of the file that ends in brackets with a comment, or a list's end, may refuse.
        return if after == before && why != Refused::Unclear {
            Ok(false)
        } else {
            Err(format!("{why}: {}", said()))
        };
    }
    let read = theirs(after).map_err(|why| format!("no YAML any more: {why}: {}", said()))?;
    for read in [&read, &ours(editor.root())] {
        if bare(read) != bare(values) {
            return Err(format!(
                "{}: {}",
                differ(&bare(read), &bare(values)),
                said()
            ));
        }
    }
    let lost = lost(&before, after);
    let belong = |lost| {
        any_lost
            || may_lose
                .as_ref()
                .is_some_and(|bytes| belongs(&before, lost, bytes))
    };
    if !lost.iter().all(belong) {
        return Err(format!("{lost:?} is lost: {}", said()));
    }
    if before.contains("\r\n") && after.matches('\n').count() != after.matches("\r\n").count() {
        return Err(format!("line ends: {}", said()));
    }
    Ok(true)
}

#[test]
fn any_edits_leave_the_values_set_by_hand_and_everything_else_as_it_was() {
    let grammar = Grammar::new(format::plan().shape());
    let texts = texts();
    let config = Config {
        cases: FILES,
        failure_persistence: None,
        max_shrink_iters: 300,
        ..Config::default()
    };
    let mut runner =
        TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]));
    let done = std::cell::Cell::new((0, 0));
    let ran = runner.run(&(0..texts.len(), changes()), |(which, changes)| {
        let text = &texts[which];
        let mut editor = Editor::new(text.clone(), &grammar);
        let mut values = ours(editor.root());
        for one in &changes {
            let made = change(&mut editor, &mut values, one)
                .map_err(proptest::test_runner::TestCaseError::fail)?;
            let (all, some) = done.get();
            done.set((all + 1, some + usize::from(made)));
        }
        let again = apply(text, editor.edits());
        prop_assert_eq!(
            again.as_deref(),
            Some(editor.text()),
            "the edits together make the same file"
        );
        Ok(())
    });
    if let Err(TestError::Fail(why, (_, changes))) = ran {
        panic!("{why}\n{changes:#?}");
    }
    let (all, made) = done.get();
    assert!(made * 2 > all, "only {made} of {all} edits were made");
}

/// The stretches of a node's parts lie side by side, each around its part, and the same holds within each.
fn parted(text: &str, node: &Node, within: Range<usize>) -> usize {
    let parts = extents(text, node, within.clone());
    let below: Vec<(Range<usize>, &Node)> = match &node.kind {
        Kind::Map(entries) => entries
            .iter()
            .map(|entry| (entry.key_span.start..entry.value.span.end, &entry.value))
            .collect(),
        Kind::List(items) => items
            .iter()
            .map(|item| (item.dash..item.value.span.end, &item.value))
            .collect(),
        Kind::Nothing | Kind::Text(_) => Vec::new(),
    };
    assert_eq!(parts.len(), below.len());
    let mut at = parts.first().map_or(within.end, |first| first.start);
    assert!(within.contains(&at) || at == within.end);
    for (part, (bytes, _)) in parts.iter().zip(&below) {
        assert_eq!(part.start, at, "the parts lie side by side in\n{text}");
        assert!(
            part.start <= bytes.start && bytes.end <= part.end,
            "{part:?} holds {bytes:?} in\n{text}"
        );
        at = part.end;
        assert!(text.is_char_boundary(at));
    }
    assert_eq!(at, within.end, "every byte belongs to a part");
    parts
        .iter()
        .zip(below)
        .map(|(part, (_, value))| 1 + parted(text, value, part.clone()))
        .sum()
}

#[test]
fn every_byte_of_a_file_belongs_to_a_part_of_it() {
    let root = File::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    files(&root.join("examples"), &mut paths);
    files(&root.join("tests/cases"), &mut paths);
    let grammar = Grammar::new(format::plan().shape());
    let read = paths
        .iter()
        .map(|path| fs::read_to_string(path).expect("a text"));
    let mut parts = 0;
    for text in read.chain(texts()) {
        let tree = yaml::read(&text, &grammar);
        if tree.mistakes.is_empty() {
            parts += parted(&text, &tree.root, 0..text.len());
        }
    }
    assert!(parts > 3000, "only {parts}");
}

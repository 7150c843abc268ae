//! Whatever is edited in a plan's file: its values are as if they had been set by hand, and everything else is as it was.

mod cases;
mod changes;
mod values;

use std::fs;
use std::ops::Range;
use std::path::Path as File;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestError, TestRng, TestRunner};
use sendplan::diagnostic::apply;
use sendplan::format::{self, Path, Step};
use sendplan::yaml::edit::{Editor, Refused, Value as New, extents};
use sendplan::yaml::{self, Grammar, Kind, Node};

use crate::second_opinion::{Value, files, ours, theirs};
use changes::{Change, What, changes, count, place, texts, value};
use values::{bare, belongs, differ, lost, made, plain};

/// How many files are edited, each many times.
const FILES: u32 = 800;

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

//! A second opinion on every file: what a strict YAML parser reads, our reader reads with the same values, or says why not.
//!
//! `SECOND_OPINIONS=1000000 cargo test second_opinion` tries more documents than the usual ones.

mod documents;
mod texts;

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use granit_parser::{Event, Parser, ScalarStyle};
use sendplan::format;
use sendplan::yaml::{self, Grammar, Kind, Node};

use crate::checks::Case;
use documents::{Chance, document, spoiled};

/// How many documents by chance are read.
const DOCUMENTS: u64 = 10_000;

/// What a strict parser says of texts that can only be meant in one way, so that we read them all the same: a block's first line
/// is empty, and has more spaces than those below it, or has a tab alone. Invisible signs are told of with the format
/// (`unprintable-letter`).
const LENIENT: &[&str] = &[
    "wrongly indented line in block scalar",
    "block scalar content cannot start with a tab",
    r"unexpected character: `\u{",
];

/// A value, whoever has read or made it.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Text(String),
    List(Vec<Value>),
    Map(Vec<(String, Value)>),
}

/// What our reader has read.
pub fn ours(node: &Node) -> Value {
    match &node.kind {
        Kind::Nothing => Value::Text(String::new()),
        Kind::Text(_) if node.is_nothing() => Value::Text(String::new()),
        Kind::Text(text) => Value::Text(text.text.clone()),
        Kind::List(items) => Value::List(items.iter().map(|item| ours(&item.value)).collect()),
        Kind::Map(entries) => {
            let entries = entries.iter();
            Value::Map(
                entries
                    .map(|entry| (entry.key.clone(), ours(&entry.value)))
                    .collect(),
            )
        }
    }
}

/// What the strict parser reads: nothing where the text is no YAML, holds two documents, or has what no plan needs.
pub fn theirs(text: &str) -> Result<Value, String> {
    let mut events = Vec::new();
    for event in Parser::new_from_str(text) {
        let (event, _) = event.map_err(|why| why.to_string())?;
        events.push(event);
    }
    let documents = events
        .iter()
        .filter(|event| matches!(event, Event::DocumentStart(..)));
    if documents.count() > 1 {
        return Err("two documents".to_owned());
    }
    let mut nodes = events.into_iter().filter(|event| {
        let frame = matches!(
            event,
            Event::StreamStart
                | Event::StreamEnd
                | Event::DocumentStart(..)
                | Event::DocumentEnd
                | Event::Comment(..)
        );
        !frame
    });
    match nodes.next() {
        None => Ok(Value::Text(String::new())),
        Some(first) => value(first, &mut nodes),
    }
}

fn value<'e>(
    event: Event<'e>,
    rest: &mut impl Iterator<Item = Event<'e>>,
) -> Result<Value, String> {
    let other = |what: &str| Err(format!("{what}, which no plan needs"));
    match event {
        Event::Scalar(_, _, 1.., _)
        | Event::SequenceStart(_, 1.., _)
        | Event::MappingStart(_, 1.., _) => other("an anchor"),
        Event::Scalar(_, _, _, Some(_))
        | Event::SequenceStart(_, _, Some(_))
        | Event::MappingStart(_, _, Some(_)) => other("a tag"),
        Event::Scalar(text, style, ..) => Ok(Value::Text(as_seen(&text, style))),
        Event::SequenceStart(..) => {
            let mut items = Vec::new();
            loop {
                match rest.next() {
                    None | Some(Event::SequenceEnd) => return Ok(Value::List(items)),
                    Some(event) => items.push(value(event, rest)?),
                }
            }
        }
        Event::MappingStart(..) => {
            let mut entries = Vec::new();
            loop {
                let key = match rest.next() {
                    None | Some(Event::MappingEnd) => return Ok(Value::Map(entries)),
                    Some(event) => value(event, rest)?,
                };
                let Value::Text(key) = key else {
                    return other("a list or a group for a name");
                };
                let Some(event) = rest.next() else {
                    return other("a name without an end");
                };
                entries.push((key, value(event, rest)?));
            }
        }
        _ => other("an alias"),
    }
}

/// A text as the reader gives it: a block's last line ends are no part of it, a tab is a space, and of the words for nothing
/// one is as good as the other.
fn as_seen(text: &str, style: ScalarStyle) -> String {
    if style == ScalarStyle::Plain && matches!(text, "~" | "null") {
        return String::new();
    }
    let block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
    let text = if block {
        text.trim_end_matches('\n')
    } else {
        text
    };
    text.replace('\t', " ")
}

/// How a text was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Read {
    /// Both have read the same.
    Same,
    /// Ours has said something of it.
    Told,
}

/// Reads a text with both parsers; the error says how they differ.
fn judge(text: &str, grammar: &Grammar) -> Result<Read, String> {
    let tree =
        std::panic::catch_unwind(|| yaml::read(text, grammar)).map_err(|_| "the reader panics")?;
    if !tree.mistakes.is_empty() || tree.too_much.is_some() {
        return Ok(Read::Told);
    }
    let ours = ours(&tree.root);
    match theirs(text) {
        Ok(theirs) if theirs == ours => Ok(Read::Same),
        Ok(theirs) => Err(format!("they read\n{theirs:?}\nand we read\n{ours:?}")),
        Err(why) if LENIENT.iter().any(|lenient| why.contains(lenient)) => Ok(Read::Same),
        Err(why) => Err(format!("it is no YAML ({why}), and we read\n{ours:?}")),
    }
}

/// Every text below a folder that is a YAML file.
pub fn files(folder: &Path, into: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path());
    for path in entries {
        if path.is_dir() {
            files(&path, into);
        } else if path
            .extension()
            .is_some_and(|ending| ending == "yaml" || ending == "yml")
        {
            into.push(path);
        }
    }
}

/// The least part of a text on which the two differ: lines are left out, then letters, as long as they still do.
fn least(text: &str, grammar: &Grammar) -> String {
    let differs = |text: &str| judge(text, grammar).is_err();
    let mut least = text.to_owned();
    loop {
        let before = least.clone();
        let lines: Vec<&str> = before.split_inclusive('\n').collect();
        for left_out in (0..lines.len()).rev() {
            let kept = lines
                .iter()
                .enumerate()
                .filter(|(at, _)| *at != left_out)
                .map(|(_, line)| *line);
            let shorter: String = kept.collect();
            if differs(&shorter) {
                least = shorter;
                break;
            }
        }
        if least != before {
            continue;
        }
        let letters: Vec<char> = before.chars().collect();
        for left_out in (0..letters.len()).rev() {
            let kept = letters
                .iter()
                .enumerate()
                .filter(|(at, _)| *at != left_out)
                .map(|(_, letter)| *letter);
            let shorter: String = kept.collect();
            if differs(&shorter) {
                least = shorter;
                break;
            }
        }
        if least == before {
            return least;
        }
    }
}

#[test]
fn every_file_is_read_as_a_strict_parser_reads_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    files(&root.join("examples"), &mut paths);
    files(&root.join("tests/cases"), &mut paths);
    files(&root.join("layouts"), &mut paths);
    let grammar = Grammar::new(format::plan().shape());
    let base = include_str!("../cases/check/base.yaml");
    let mut wrong = Vec::new();
    for path in &paths {
        let mut texts = vec![fs::read_to_string(path).expect("a text")];
        if path
            .parent()
            .is_some_and(|folder| folder.ends_with("cases/check"))
            && !path.ends_with("base.yaml")
        {
            texts.push(Case::read(path).applied_to(base, path));
        }
        let judged = texts.iter().filter_map(|text| judge(text, &grammar).err());
        wrong.extend(judged.map(|how| format!("{}: {how}", path.display())));
    }
    assert!(paths.len() > 150, "only {} files", paths.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn any_document_is_read_as_a_strict_parser_reads_it_or_told_of() {
    let count = std::env::var("SECOND_OPINIONS")
        .ok()
        .and_then(|count| count.parse().ok());
    let count = count.unwrap_or(DOCUMENTS);
    let grammar = Grammar::new(format::plan().shape());
    let halves = thread::scope(|scope| {
        let half = |first| {
            let grammar = &grammar;
            scope.spawn(move || {
                (first..count)
                    .step_by(2)
                    .map(|seed| by_chance(seed, grammar))
                    .collect::<Vec<_>>()
            })
        };
        [half(0), half(1)].map(|half| half.join().expect("no panic"))
    });
    let read = halves.concat();
    let wrong: Vec<&str> = read
        .iter()
        .filter_map(|read| Some(read.as_ref().err()?.as_str()))
        .collect();
    assert!(
        wrong.is_empty(),
        "{} of {count} documents:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    let same = read.iter().filter(|read| **read == Ok(Read::Same)).count() as u64;
    assert!(same > count / 5, "only {same} of {count} were read by both");
}

/// What both read of a document by chance; the error shows the least part of it on which they differ.
fn by_chance(seed: u64, grammar: &Grammar) -> Result<Read, String> {
    let mut chance = Chance(seed);
    let plan = include_str!("../cases/check/base.yaml");
    let text = if chance.once_in(2) {
        document(&mut chance)
    } else {
        spoiled(plan, &mut chance)
    };
    judge(&text, grammar).map_err(|_| {
        let least = least(&text, grammar);
        let how = judge(&least, grammar).expect_err("they still differ");
        format!("{seed}: {least:?}: {how}")
    })
}

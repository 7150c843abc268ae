//! A second opinion on every file: what a strict YAML parser reads, our reader reads with the same values, or says why not.
//!
//! `SECOND_OPINIONS=1000000 cargo test second_opinion` tries more documents than the usual ones.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use granit_parser::{Event, Parser, ScalarStyle};
use sendplan::format::{self, Kind as Takes};
use sendplan::yaml::{self, Grammar, Kind, Node};

use crate::checks::Case;

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

/// Numbers by chance, the same in every run.
struct Chance(u64);

impl Chance {
    fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.number() % end.max(1) as u64) as usize
    }

    /// Once in so many times.
    fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}

/// Names that the format has not got, or not here.
const NAMES: &[&str] = &[
    "targets",
    "name",
    "other",
    "two words",
    "\"quoted\"",
    "'it''s'",
    "a#b",
    "a:b",
    "ü",
    "1",
    "-x",
    "?x",
];

const TEXTS: &[&str] = &[
    "Amina",
    "Amina Yusuf",
    "18 of 20 words",
    "2026-09-07",
    "001",
    "NO",
    "~",
    "null",
    "true",
    "6a",
    "a:b",
    "a: b",
    "a #b",
    "a# b",
    "#b",
    "- a",
    "-a",
    "--- a",
    "... a",
    "---",
    "?",
    "? a",
    "?a",
    ":",
    ": a",
    ":a",
    "a:",
    "it's",
    "say \"hello\"",
    "\"quoted\"",
    "\"with \\\"marks\\\"\"",
    "\"tab\\tand \\u00e9\"",
    "\"two  spaces \"",
    "\" \"",
    "''",
    "\"\"",
    "'it''s'",
    "'a: b # c'",
    "\"open",
    "'open",
    "\"closed\" and more",
    "'closed' more",
    "\"closed\"#no",
    "\"closed\" # note",
    "[a, b]",
    "[a, b, ]",
    "[ ]",
    "[]",
    "{}",
    "{a: b}",
    "{a: b, c: [d, e]}",
    "{a}",
    "{a: }",
    "{\"a\":b}",
    "[a: b]",
    "[a, [b, {c: d}]]",
    "[a, b",
    "{a: b",
    "[a b]",
    "[\"a, b\", 'c']",
    "[a #b, c]",
    "[a, b] # note",
    "[a]b",
    "[,]",
    "{,}",
    "[a,, b]",
    "[-a]",
    "[- a]",
    "[a:b, http://c]",
    "&x a",
    "*x",
    "!t a",
    "!!str a",
    "@a",
    "`a",
    "%a",
    "|",
    ">",
    "|-",
    ">-",
    "|+",
    ">+",
    "|2",
    ">1-",
    "| # note",
    "|x",
    "> text",
    "ü 🙂",
    "আম",
    "a\u{a0}b",
    "a\u{2028}b",
    "a\u{85}b",
    "a  b",
    "a ",
    "a\tb",
    "a\t# note",
    "a # note",
    "a  # note",
    "\ta",
    "a, b",
    "a] b",
    "a} b",
    "*",
    "&",
    "!",
    ",",
    "]",
    "}",
    "<<",
    "=",
    "a \\ b",
    "\"a \\",
    "\"a\\qb\"",
    "\"\\x41\\U0001F642\"",
    "\"\\ud800\"",
    "'a\\nb'",
    "-",
    "- ",
    "",
    "",
];

const LINES: &[&str] = &[
    "",
    "",
    " ",
    "   ",
    "\t",
    "# a note",
    "  # a note",
    "    # a note",
    "#",
    "---",
    "...",
    "%YAML 1.2",
    "- a",
    "a",
    "more of it",
    "  more of it",
    "    more: of it",
    "      deep",
    "\tmore",
    "  \tmore",
    "\"",
    "'",
    "]",
    "}",
    ", a",
    "- - a",
    "- - b: c",
    "-",
    "- # note",
    "? a",
    ": b",
    "- a: b",
    "  c: d",
    "  - a",
    "    - a",
    "- |",
    "  - >-",
    "name: x",
    "  name: x",
    "targets:",
];

/// A document by chance: parts of plans, each as it should be or somehow else.
struct Document<'c> {
    chance: &'c mut Chance,
    text: String,
    end: &'static str,
}

impl Document<'_> {
    fn line(&mut self, indent: usize, text: &str) {
        let indent = if self.chance.once_in(40) {
            indent + 1
        } else {
            indent
        };
        let indent = if self.chance.once_in(40) {
            indent.saturating_sub(1)
        } else {
            indent
        };
        self.text.push_str(&" ".repeat(indent));
        self.text.push_str(text);
        self.text.push_str(self.end);
        if self.chance.once_in(12) {
            let line = self.chance.one(LINES);
            self.text.push_str(line);
            self.text.push_str(self.end);
        }
    }

    /// What stands behind a name or a dash, and below it.
    fn value(&mut self, before: &str, indent: usize, takes: Option<&Takes>) {
        let meant = match takes {
            Some(Takes::Group(_) | Takes::Names(_)) => 7,
            Some(Takes::List(_)) => 10,
            _ => 0,
        };
        let other = self.chance.once_in(8);
        match if other {
            self.chance.below(12)
        } else {
            meant + self.chance.below(if meant == 0 { 7 } else { 2 })
        } {
            0..3 => {
                let text = self.chance.one(TEXTS);
                self.line(indent, &format!("{before} {text}"));
            }
            3 => {
                let text = self.chance.one(TEXTS);
                let more = self.chance.one(TEXTS);
                let further = indent + self.chance.below(4);
                self.line(indent, &format!("{before} {text}"));
                self.line(further, more);
            }
            4 => {
                let sign = self.chance.one(&[
                    "|", "|-", "|+", ">", ">-", ">+", "|2", ">2", "|1-", "| # note",
                ]);
                self.line(indent, &format!("{before} {sign}"));
                let further = indent + 1 + self.chance.below(3);
                for _ in 0..self.chance.below(5) {
                    let more = self.chance.below(6) / 4 * 2;
                    let text = self.chance.one(TEXTS);
                    let text = if self.chance.once_in(5) { "" } else { text };
                    self.line(
                        if text.is_empty() {
                            more
                        } else {
                            further + more
                        },
                        text,
                    );
                }
            }
            5 => {
                let mark = self.chance.one(&["\"", "'"]);
                let texts = [
                    "a", "a b", "", "it''s", "a: b", "# a", "- a", "a \\", "\\n b", "ü", " a ",
                    "\t a",
                ];
                let count = 2 + self.chance.below(3);
                for index in 0..count {
                    let text = self.chance.one(&texts);
                    let begins = if index == 0 {
                        format!("{before} {mark}")
                    } else {
                        String::new()
                    };
                    let ends = if index + 1 == count { mark } else { "" };
                    let further = if index == 0 {
                        indent
                    } else {
                        indent + self.chance.below(4)
                    };
                    self.line(further, &format!("{begins}{text}{ends}"));
                }
            }
            6 => {
                let [open, close] = self.chance.one(&[["[", "]"], ["{", "}"]]);
                let texts = [
                    "a", "a, b", "a: b", "a,", ", b", "\"a", "b\"", "# note", "a # note", "[a]",
                    "{a: b},", "", "a:",
                ];
                let count = 1 + self.chance.below(4);
                for index in 0..count {
                    let text = self.chance.one(&texts);
                    let begins = if index == 0 {
                        format!("{before} {open}")
                    } else {
                        String::new()
                    };
                    let ends = if index + 1 == count { close } else { "" };
                    let further = if index == 0 {
                        indent
                    } else {
                        indent + self.chance.below(4)
                    };
                    self.line(further, &format!("{begins}{text}{ends}"));
                }
            }
            7..10 => {
                let note = self.chance.one(&["", "", "", " # note", " ", "  #: note"]);
                self.line(indent, &format!("{before}{note}"));
                let further = indent + self.chance.one(&[2, 2, 2, 1, 4, 3]);
                self.map(further, takes);
            }
            _ => {
                self.line(indent, before);
                let further = indent + self.chance.one(&[0, 2, 2, 2, 4, 1]);
                self.list(further, takes);
            }
        }
    }

    fn map(&mut self, indent: usize, takes: Option<&Takes>) {
        let fields = takes.and_then(Takes::fields).unwrap_or_default();
        let mut next = self.chance.below(fields.len());
        for _ in 0..1 + self.chance.below(3) {
            let field = fields.get(next).filter(|_| !self.chance.once_in(20));
            next += 1 + self.chance.below(2);
            let name = field.map_or_else(|| self.chance.one(NAMES), |field| field.name.as_str());
            let colon = if self.chance.once_in(40) { " :" } else { ":" };
            self.value(
                &format!("{name}{colon}"),
                indent,
                field.map(|field| &field.kind),
            );
        }
    }

    fn list(&mut self, indent: usize, takes: Option<&Takes>) {
        let item = takes.and_then(Takes::item);
        let fields = item.and_then(Takes::fields).unwrap_or_default();
        for _ in 0..1 + self.chance.below(2) {
            match fields.get(self.chance.below(fields.len() + 1)) {
                Some(field) => {
                    self.value(&format!("- {}:", field.name), indent, Some(&field.kind));
                    if self.chance.once_in(2) {
                        self.map(indent + 2, item);
                    }
                }
                None => self.value("-", indent, item.filter(|_| fields.is_empty())),
            }
        }
    }
}

fn document(chance: &mut Chance) -> String {
    let end = if chance.once_in(10) { "\r\n" } else { "\n" };
    let mut document = Document {
        chance,
        text: String::new(),
        end,
    };
    if document.chance.once_in(10) {
        document.text.push_str("---");
        document.text.push_str(end);
    }
    document.map(0, Some(format::plan()));
    let mut text = document.text;
    if chance.once_in(10) {
        text.truncate(text.trim_end().len());
    }
    text
}

/// A part of a good plan, spoiled in a few places.
fn spoiled(plan: &str, chance: &mut Chance) -> String {
    let lines: Vec<&str> = plan.lines().collect();
    let begins: Vec<usize> = (0..lines.len())
        .filter(|at| lines[*at].starts_with(char::is_alphabetic))
        .collect();
    let from = chance.one(&begins);
    let count = 3 + chance.below(8);
    let mut lines: Vec<String> = lines
        .iter()
        .skip(from)
        .take(count)
        .map(|line| (*line).to_owned())
        .collect();
    for _ in 0..1 + chance.below(3) {
        let at = chance.below(lines.len());
        let line = lines[at].clone();
        let places: Vec<usize> = line
            .char_indices()
            .map(|(at, _)| at)
            .chain([line.len()])
            .collect();
        let place = chance.one(&places);
        match chance.below(10) {
            0 => {
                lines[at] = line
                    .chars()
                    .enumerate()
                    .filter(|(n, _)| *n != place)
                    .map(|(_, c)| c)
                    .collect()
            }
            1 | 2 => {
                let sign = chance.one(&[
                    ":", ": ", " #", "#", "\"", "'", "-", "- ", "[", "]", "{", "}", ",", "|", ">",
                    " ", "\t", "\\", "&", "*", "!", "?", "%", "\u{a0}",
                ]);
                lines[at].insert_str(place, sign);
            }
            3 => lines[at] = format!("{}{line}", " ".repeat(1 + chance.below(4))),
            4 => {
                lines[at] = line
                    .strip_prefix(chance.one(&["  ", " "]))
                    .unwrap_or(&line)
                    .to_owned()
            }
            5 => lines.insert(at, line),
            6 => {
                lines.remove(at);
                if lines.is_empty() {
                    lines.push(String::new());
                }
            }
            7 => {
                let other = chance.below(lines.len());
                lines.swap(at, other);
            }
            8 => lines.insert(at, chance.one(LINES).to_owned()),
            _ => {
                let text = chance.one(TEXTS);
                let name = line.split(": ").next().unwrap_or_default();
                lines[at] = format!("{name}: {text}");
            }
        }
    }
    lines.join("\n") + "\n"
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

//! Changes by chance, the files that they are made in, and the values and places that they take.

use std::fs;
use std::path::Path as File;

use proptest::prelude::*;
use sendplan::format::{self, Kind as Takes, Path, Step};
use sendplan::yaml::edit::Value as New;
use sendplan::yaml::{Kind, Node};

/// What is done with a file; the numbers say where and with what.
#[derive(Clone, Debug)]
pub struct Change {
    pub what: What,
    pub steps: Vec<usize>,
    pub value: usize,
}

#[derive(Clone, Copy, Debug)]
pub enum What {
    Set,
    SetAll,
    Clear,
    Add,
    Remove,
    Move,
}

pub fn changes() -> impl Strategy<Value = Vec<Change>> {
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
pub fn texts() -> Vec<String> {
    let base = include_str!("../../cases/check/base.yaml");
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

pub const WORDS: &[&str] = &[
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

pub fn word(number: usize) -> String {
    WORDS[number % WORDS.len()].to_owned()
}

/// A value that the format takes, by a number.
pub fn value(takes: &Takes, number: usize, depth: usize) -> New {
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
pub fn place(root: &Node, steps: &[usize]) -> (Path, &'static Takes) {
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

pub fn count(root: &Node, path: &Path) -> usize {
    match root.at(path).map(|node| &node.kind) {
        Some(Kind::List(items)) => items.len(),
        _ => 0,
    }
}

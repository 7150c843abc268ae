//! The file as a tree of texts, lists and maps, each with its place.

use std::ops::Range;
use std::sync::Arc;

use granit_parser::{ErrorKind, Event, Parser, Placement, ScalarStyle, Span};

use super::old::{Told, problem};
use super::slip::Slip;
use super::{hints, notes, quotes, syntax};
use crate::diagnostic::{Diagnostic, File, Place, Rule};

/// The deepest nesting that is read. A plan needs six levels.
const DEEPEST: usize = 32;

/// The most names and values that are read. A plan has some hundreds.
const MOST: usize = 5_000;

/// A value and its place.
#[derive(Debug)]
pub(super) struct Node {
    pub kind: Kind,
    pub span: Range<usize>,
}

#[derive(Debug)]
pub(super) enum Kind {
    Text(Text),
    List(Vec<Node>),
    Map(Vec<Entry>),
}

/// A text as it was typed: `001` and `NO` stay as they are.
#[derive(Debug)]
pub(super) struct Text {
    pub text: String,
    /// Whether it was typed without quotes and not as a block.
    pub plain: bool,
}

impl Text {
    /// Whether nothing was typed, or one of YAML's words for nothing.
    pub fn is_nothing(&self) -> bool {
        self.plain && matches!(self.text.as_str(), "" | "~" | "null" | "Null" | "NULL")
    }
}

#[derive(Debug)]
pub(super) struct Entry {
    pub key: String,
    pub key_span: Range<usize>,
    pub value: Node,
}

impl Node {
    /// The same tree with other places.
    pub fn moved(mut self, to: &dyn Fn(&Range<usize>) -> Range<usize>) -> Node {
        self.span = to(&self.span);
        self.kind = match self.kind {
            Kind::Text(text) => Kind::Text(text),
            Kind::List(items) => Kind::List(items.into_iter().map(|item| item.moved(to)).collect()),
            Kind::Map(entries) => {
                let moved = |entry: Entry| Entry {
                    key_span: to(&entry.key_span),
                    value: entry.value.moved(to),
                    key: entry.key,
                };
                Kind::Map(entries.into_iter().map(moved).collect())
            }
        };
        self
    }
}

/// A list or a map that is still being read.
struct Open {
    node: Node,
    /// The name whose value comes next; without a text where a list or a group stands in its place.
    key: Option<(Option<String>, Range<usize>)>,
    flow: bool,
}

/// What came of reading a file.
pub(super) struct Parsed {
    /// The tree, if the file has one; none where reading had to stop.
    pub root: Option<Node>,
    /// What is wrong with it, apart from slips.
    pub found: Vec<Diagnostic>,
    /// The slips that reading stopped at.
    pub slips: Vec<Slip>,
}

/// The tree of a file, and what is wrong with its writing.
pub(super) fn parse(file: &Arc<File>) -> Parsed {
    let mut found = Vec::new();
    let stopped = |found, slips| Parsed {
        root: None,
        found,
        slips,
    };
    let mut open: Vec<Open> = Vec::new();
    let mut root = None;
    let mut documents = 0;
    let mut values = 0;
    let options = granit_parser::options! {
        // A teacher may keep a page of notes in a row; the file's size is limited already.
        max_buffered_comment_events: super::LARGEST,
    };
    for event in Parser::new_from_str_with_options(&file.text, options) {
        let (event, span) = match event {
            Ok(event) => event,
            Err(error) => {
                if *error.kind() == ErrorKind::RecursionLimitExceeded {
                    found.push(too_deep(file, 0..0));
                    return stopped(found, Vec::new());
                }
                return stopped(found, syntax::explain(file, &error));
            }
        };
        let span = bytes(&span);
        let holds_something = matches!(
            event,
            Event::Scalar(..) | Event::SequenceStart(..) | Event::MappingStart(..)
        );
        values += usize::from(holds_something);
        if values > MOST {
            found.push(too_many(file, span));
            return stopped(found, Vec::new());
        }
        match event {
            Event::DocumentStart(..) => {
                documents += 1;
                if documents == 2 {
                    return stopped(found, vec![syntax::second_document(file, span)]);
                }
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                return stopped(found, vec![syntax::alias(file, span)]);
            }
            Event::Comment(text, Placement::Right) => {
                found.extend(notes::swallowed(file, &text, span, &path_of(&open)));
            }
            Event::Scalar(_, _, anchor, tag) if anchor != 0 || tag.is_some() => {
                return stopped(found, vec![syntax::alias(file, span)]);
            }
            Event::SequenceStart(_, anchor, _) | Event::MappingStart(_, anchor, _)
                if anchor != 0 =>
            {
                return stopped(found, vec![syntax::alias(file, span)]);
            }
            Event::Scalar(text, style, ..) => {
                let plain = style == ScalarStyle::Plain;
                // In a block a quotation mark is a part of the text.
                let quoted = matches!(style, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted);
                let swallowing = quoted.then(|| quotes::swallowing(file, &span));
                if let Some(slip) = swallowing.flatten() {
                    return stopped(found, vec![slip]);
                }
                // No copy would show a tab that was typed, not even as a space; a block of lines is kept as it is.
                let typed = file.text.get(span.clone()).unwrap_or_default();
                let in_a_line = plain || quoted;
                let text = if in_a_line && typed.contains('\t') {
                    text.replace('\t', " ")
                } else {
                    text.into_owned()
                };
                close(
                    &mut open,
                    &mut root,
                    Node {
                        kind: Kind::Text(Text { text, plain }),
                        span,
                    },
                    &mut found,
                    file,
                );
            }
            Event::SequenceStart(..) | Event::MappingStart(..) => {
                if open.len() >= DEEPEST {
                    found.push(too_deep(file, span));
                    return stopped(found, Vec::new());
                }
                let list = matches!(event, Event::SequenceStart(..));
                let kind = if list {
                    Kind::List(Vec::new())
                } else {
                    Kind::Map(Vec::new())
                };
                let flow = file
                    .text
                    .get(span.clone())
                    .is_some_and(|text| text.starts_with(['[', '{']));
                open.push(Open {
                    node: Node { kind, span },
                    key: None,
                    flow,
                });
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(mut done) = open.pop() {
                    let end = if done.flow {
                        span.end
                    } else {
                        last_end(&done.node).unwrap_or(span.start)
                    };
                    done.node.span.end = end.max(done.node.span.start);
                    close(&mut open, &mut root, done.node, &mut found, file);
                }
            }
            _ => {}
        }
    }
    Parsed {
        root,
        found,
        slips: Vec::new(),
    }
}

/// A file that holds more than a plan does.
fn too_many(file: &Arc<File>, span: Range<usize>) -> Diagnostic {
    let message = "the file has more than 5,000 names and values, which no plan needs";
    let help = "check that this is the plan and not another document";
    problem(Rule::TooLarge, Place::new(file, span), "", message).told(help)
}

/// A file that is nested as no plan is.
fn too_deep(file: &Arc<File>, span: Range<usize>) -> Diagnostic {
    let message = "the file is nested more than 32 levels deep";
    let help = "check the spaces at the beginning of the lines: a plan needs six levels";
    problem(Rule::TooLarge, Place::new(file, span), "", message).told(help)
}

/// Puts a finished node where it belongs: into the list or the map that is open, or at the root.
fn close(
    open: &mut [Open],
    root: &mut Option<Node>,
    node: Node,
    found: &mut Vec<Diagnostic>,
    file: &Arc<File>,
) {
    let path = path_of(open);
    let Some(parent) = open.last_mut() else {
        root.get_or_insert(node);
        return;
    };
    match &mut parent.node.kind {
        Kind::List(items) => items.push(node),
        Kind::Map(entries) => match parent.key.take() {
            None => {
                let key = match node.kind {
                    Kind::Text(text) => Some(text.text),
                    _ => {
                        let message =
                            "a name before a `:` was expected here, not a list or a group";
                        let help = "write a name before the `:`; put a text that begins with a bracket in quotation marks";
                        let at = Place::new(file, node.span.clone());
                        found.push(problem(Rule::YamlSyntax, at, "", message).told(help));
                        None
                    }
                };
                parent.key = Some((key, node.span));
            }
            Some((None, _)) => {}
            Some((Some(key), key_span)) => {
                if let Some(first) = entries.iter().find(|entry| entry.key == key) {
                    let here = Place::new(file, key_span.clone());
                    let first = Place::new(file, first.key_span.clone());
                    let message = format!(
                        "{} is here twice: only one of the two can be meant",
                        hints::field(&key)
                    );
                    found.push(
                        problem(Rule::DuplicateField, here, &path, message)
                            .told("keep one of them, and put what both say into it")
                            .also(first, "the first one"),
                    );
                } else {
                    entries.push(Entry {
                        key,
                        key_span,
                        value: node,
                    });
                }
            }
        },
        Kind::Text(_) => {}
    }
}

/// The plan path of the value that is being read.
fn path_of(open: &[Open]) -> String {
    let mut path = String::new();
    for level in open {
        match (&level.node.kind, &level.key) {
            (Kind::List(items), _) => path.push_str(&format!("[{}]", items.len())),
            (_, Some((Some(key), _))) => path = super::join(&path, key),
            _ => {}
        }
    }
    path
}

fn last_end(node: &Node) -> Option<usize> {
    match &node.kind {
        Kind::List(items) => items.last().map(|item| item.span.end),
        Kind::Map(entries) => entries
            .last()
            .map(|entry| entry.value.span.end.max(entry.key_span.end)),
        Kind::Text(_) => None,
    }
}

fn bytes(span: &Span) -> Range<usize> {
    span.byte_range().unwrap_or_else(|| {
        let start = span.start.byte_offset().unwrap_or_default();
        start..start
    })
}

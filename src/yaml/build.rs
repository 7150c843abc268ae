//! Builds the tree from the events that the parser gives for each line.

use std::ops::Range;

use super::node::{Entry, Item, Kind, Node};
use super::parser::{Event, Parser, State, Trouble};

/// The most keys and values that are read; a plan has a few hundred.
const MAX_VALUES: usize = 5_000;

/// The result of building a tree from repaired text.
#[derive(Debug, Default)]
pub(super) struct Built {
    pub root: Node,
    /// Set if the text has more values than any plan, or is nested too deeply.
    pub too_much: Option<TooMuch>,
    /// The lines that could not be read even after the repairs, counted from 0.
    pub unread: Vec<usize>,
}

/// A limit that a file exceeds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TooMuch {
    /// More than 5,000 keys and values; the byte offset of the first line over the limit.
    Values(usize),
    /// More than 32 levels of nesting; the span of the line.
    Depth(Range<usize>),
}

/// Reads every line and builds the tree.
pub(super) fn build(parser: &Parser<'_>) -> Built {
    let mut builder = Builder::default();
    let mut built = Built::default();
    let mut state = State::default();
    let mut events = Vec::new();
    let mut values = 0;
    loop {
        state.at = parser.next(state.at);
        let at = state.at;
        if at >= parser.lines.len() {
            break;
        }
        match parser.step(&state, parser.lines.get(at), &mut events) {
            Ok((next, _)) => {
                state = next;
                values += events.len();
                events.drain(..).for_each(|event| builder.handle(event));
            }
            Err(Trouble::Deep) => {
                let start = parser.lines.start(at);
                let end = parser.lines.end(at);
                built.too_much = Some(TooMuch::Depth(start..end));
                break;
            }
            Err(_) => {
                events.clear();
                built.unread.push(at);
                values += 1;
                state.at += 1;
            }
        }
        if values > MAX_VALUES {
            built.too_much = Some(TooMuch::Values(parser.lines.start(at)));
            break;
        }
    }
    built.root = builder.finish();
    built
}

/// Builds nodes from events; `open` holds the unfinished lists and maps, outermost first.
#[derive(Default)]
struct Builder {
    open: Vec<Node>,
    root: Option<Node>,
}

impl Builder {
    fn handle(&mut self, event: Event) {
        match event {
            Event::Map { depth } | Event::List { depth } => {
                self.close_to(depth);
                let kind = match event {
                    Event::List { .. } => Kind::List(Vec::new()),
                    _ => Kind::Map(Vec::new()),
                };
                self.open.push(Node {
                    kind,
                    ..Node::default()
                });
            }
            Event::Key {
                depth,
                key,
                start,
                end,
            } => {
                self.close_to(depth + 1);
                if let Some(Node {
                    kind: Kind::Map(entries),
                    span,
                    ..
                }) = self.open.last_mut()
                {
                    if entries.is_empty() {
                        span.start = start;
                    }
                    entries.push(Entry {
                        key,
                        key_span: start..end,
                        value: Node::nothing(end),
                    });
                }
            }
            Event::Dash { depth, at } => {
                self.close_to(depth + 1);
                if let Some(Node {
                    kind: Kind::List(items),
                    span,
                    ..
                }) = self.open.last_mut()
                {
                    if items.is_empty() {
                        span.start = at;
                    }
                    items.push(Item {
                        dash: at,
                        value: Node::nothing(at + 1),
                    });
                }
            }
            Event::Value(scalar) => self.place(scalar.node),
            Event::Note(note) => {
                if let Some(slot) = self.slot() {
                    slot.note = Some(note);
                }
            }
        }
    }

    /// The node that the next value belongs to.
    fn slot(&mut self) -> Option<&mut Node> {
        match self.open.last_mut().map(|node| &mut node.kind) {
            Some(Kind::List(items)) => items.last_mut().map(|item| &mut item.value),
            Some(Kind::Map(entries)) => entries.last_mut().map(|entry| &mut entry.value),
            _ => None,
        }
    }

    fn place(&mut self, node: Node) {
        match self.slot() {
            Some(slot) => {
                *slot = Node {
                    note: node.note.or(slot.note.take()),
                    ..node
                }
            }
            None => {
                self.root.get_or_insert(node);
            }
        }
    }

    fn close_to(&mut self, depth: u32) {
        while self.open.len() > depth as usize {
            let Some(mut node) = self.open.pop() else {
                return;
            };
            node.span.end = node.last_end().unwrap_or_default().max(node.span.start);
            self.place(node);
        }
    }

    fn finish(mut self) -> Node {
        self.close_to(0);
        self.root.unwrap_or_default()
    }
}

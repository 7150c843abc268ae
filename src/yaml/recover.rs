//! Reading a file as it is meant: where a line is no YAML, or the format has no place for it, the cheapest edits that make
//! sense of it and of the lines around it.
//!
//! What is tried on a line is a short list (`repairs`); which of them are right is a search (Dijkstra's), in a window around
//! the line where reading came to a halt, since the slip may be some lines above. Most files are never searched.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::mistake::Repair;
use super::parser::{Open, Parser, State, Trouble};
use super::repairs;

/// How many lines above the halt a slip is looked for.
const BEFORE: usize = 15;
/// How many lines below the halt must make sense with the edits that are chosen.
const AFTER: usize = 20;
/// More slips than this are those of a file that is no plan.
const MOST: usize = 200;
/// The most readings that one search tries.
const TRIES: usize = 12_000;

/// The repairs that make sense of a file, in the order of its lines.
pub(super) fn recover<'a>(parser: &Parser<'a>) -> Vec<Repair> {
    let mut found = Vec::new();
    let mut state = State::default();
    let mut before: Vec<State<'a>> = Vec::new();
    let mut events = Vec::new();
    let mut searches = 0;
    // The first line that a search has not settled already.
    let mut settled = 0;
    loop {
        state.at = parser.next(state.at);
        let at = state.at;
        if at >= parser.lines.len() {
            return found;
        }
        events.clear();
        let step = parser.step(&state, parser.lines.get(at), &mut events);
        match step {
            Ok((next, 0)) => {
                before.push(std::mem::replace(&mut state, next));
                continue;
            }
            // Nothing is gained by searching a file that is nested without end.
            Err(Trouble::Deep) => return found,
            _ => {}
        }
        searches += 1;
        if searches > MOST {
            match step {
                Ok((next, _)) => state = next,
                Err(_) => state.at += 1,
            }
            continue;
        }
        let earliest = at.saturating_sub(BEFORE).max(settled);
        let from = before.iter().rposition(|state| state.at < earliest);
        let from = before
            .get(from.map_or(0, |from| from + 1))
            .unwrap_or(&state)
            .clone();
        let (repairs, after) = search(parser, from, at);
        settled = after.at;
        found.extend(repairs);
        before.clear();
        state = after;
    }
}

/// One reading on the way.
struct Reached<'a> {
    state: State<'a>,
    cost: u32,
    from: Option<usize>,
    repair: Option<Repair>,
}

/// The cheapest way from a line past the one where reading came to a halt: its repairs, and what is open where it has led.
fn search<'a>(parser: &Parser<'a>, start: State<'a>, halt: usize) -> (Vec<Repair>, State<'a>) {
    let goal = (halt + AFTER).min(parser.lines.len());
    let mut reached = vec![Reached {
        state: start,
        cost: 0,
        from: None,
        repair: None,
    }];
    let mut queue = BinaryHeap::from([Reverse((0, 0, Reverse(0)))]);
    let mut known = HashSet::new();
    let mut furthest = 0;
    let mut tries = 0;
    while let Some(Reverse((cost, _, Reverse(index)))) = queue.pop() {
        let Some(node) = reached.get(index) else {
            break;
        };
        let mut state = node.state.clone();
        state.at = parser.next(state.at);
        let at = state.at;
        if at > reached.get(furthest).map_or(0, |best| best.state.at) {
            furthest = index;
        }
        let done = at >= parser.lines.len() || at >= goal && state.shift.is_none();
        if done {
            return way(parser, &reached, index, halt);
        }
        if !known.insert(fingerprint(&state)) {
            continue;
        }
        tries += 1;
        if tries > TRIES {
            break;
        }
        repairs::next(parser, &state, |next, more, repair| {
            let place = reached.len();
            let mended = repair.is_some();
            reached.push(Reached {
                state: next,
                cost: cost + more,
                from: Some(index),
                repair,
            });
            // Of ways that cost the same: the one that has come further, and before it the one that changes nothing.
            queue.push(Reverse((cost + more, u32::from(mended), Reverse(place))));
        });
    }
    way(parser, &reached, furthest, halt)
}

/// The repairs that lead to a reading, up to where the next trouble begins: that is better judged with the lines below it in
/// sight.
fn way<'a>(
    parser: &Parser<'a>,
    reached: &[Reached<'a>],
    end: usize,
    halt: usize,
) -> (Vec<Repair>, State<'a>) {
    let first = reached.get(end);
    let way = std::iter::successors(first, |reading| reached.get(reading.from?));
    let mut way: Vec<&Reached<'a>> = way.collect();
    way.reverse();
    let mut repairs = Vec::new();
    let mut state = State::default();
    let mut cost = u32::MAX;
    for reading in way {
        let settled = parser.next(state.at) > halt + 2 && state.shift.is_none();
        if settled && reading.cost > cost {
            break;
        }
        state = reading.state.clone();
        cost = reading.cost;
        repairs.extend(reading.repair.clone());
    }
    (repairs, state)
}

/// Two readings that are open to the same and stand at the same line are one.
fn fingerprint(state: &State<'_>) -> u64 {
    let mut hash = DefaultHasher::new();
    (state.at, state.shift).hash(&mut hash);
    let mut top = state.top.as_ref();
    while let Some(frame) = top {
        let shape = frame.shape.map(|shape| std::ptr::from_ref(shape) as usize);
        (frame.column, frame.list, frame.seen, frame.last, shape).hash(&mut hash);
        match frame.open {
            Open::Nothing => 0usize.hash(&mut hash),
            Open::Text => 1usize.hash(&mut hash),
            Open::Value(shape) => shape
                .map_or(2, |shape| std::ptr::from_ref(shape) as usize)
                .hash(&mut hash),
        }
        top = frame.above.as_ref();
    }
    hash.finish()
}

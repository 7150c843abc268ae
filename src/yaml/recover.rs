//! Error recovery: where a line is not valid YAML or does not fit the format, finds the cheapest edits that make sense of it
//! and of the lines around it.
//!
//! `repairs` lists the edits to try on a line; Dijkstra's algorithm picks among them, in a window around the line where
//! parsing stopped, since the mistake may be some lines above. Most files need no search.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::mistake::Repair;
use super::parser::{Open, Parser, State, Trouble};
use super::repairs;

/// How many lines above the failing line the search begins.
const BEFORE: usize = 15;
/// How many lines below the failing line must parse with the chosen edits.
const AFTER: usize = 20;
/// The most searches in a file; one with more mistakes is no plan.
const MAX_SEARCHES: usize = 200;
/// The most states that one search explores.
const MAX_STATES: usize = 12_000;

/// Returns the repairs that a file needs, in line order.
pub(super) fn recover<'a>(parser: &Parser<'a>) -> Vec<Repair> {
    let mut found = Vec::new();
    let mut state = State::default();
    let mut before: Vec<State<'a>> = Vec::new();
    let mut events = Vec::new();
    let mut searches = 0;
    // The first line that no search has settled yet.
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
            // A file that is nested without end is not worth searching.
            Err(Trouble::Deep) => return found,
            _ => {}
        }
        searches += 1;
        if searches > MAX_SEARCHES {
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

/// A state that the search has reached.
struct Reached<'a> {
    state: State<'a>,
    cost: u32,
    from: Option<usize>,
    repair: Option<Repair>,
}

/// Finds the cheapest path from `start` past the failing line. Returns its repairs and the state at its end.
fn search<'a>(parser: &Parser<'a>, start: State<'a>, failed: usize) -> (Vec<Repair>, State<'a>) {
    let goal = (failed + AFTER).min(parser.lines.len());
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
            return trace(parser, &reached, index, failed);
        }
        if !known.insert(fingerprint(&state)) {
            continue;
        }
        tries += 1;
        if tries > MAX_STATES {
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
            // Of paths with the same cost, prefer unchanged lines, then the path that was extended last.
            queue.push(Reverse((cost + more, u32::from(mended), Reverse(place))));
        });
    }
    trace(parser, &reached, furthest, failed)
}

/// Returns the repairs on the path to a state, up to the next problem, which is better judged with more of the lines
/// below it.
fn trace<'a>(
    parser: &Parser<'a>,
    reached: &[Reached<'a>],
    end: usize,
    failed: usize,
) -> (Vec<Repair>, State<'a>) {
    let first = reached.get(end);
    let trace = std::iter::successors(first, |reading| reached.get(reading.from?));
    let mut trace: Vec<&Reached<'a>> = trace.collect();
    trace.reverse();
    let mut repairs = Vec::new();
    let mut state = State::default();
    let mut cost = u32::MAX;
    for reading in trace {
        let settled = parser.next(state.at) > failed + 2 && state.shift.is_none();
        if settled && reading.cost > cost {
            break;
        }
        state = reading.state.clone();
        cost = reading.cost;
        repairs.extend(reading.repair.clone());
    }
    (repairs, state)
}

/// A hash of all that decides how the rest is parsed: equal states are explored once.
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

//! Reading a file as it is meant: where a line is no YAML, or the format has no place for it, the cheapest edits that make
//! sense of it and of the lines around it.
//!
//! What is tried on a line is a short list (`mends`); which of them are right is a search (Dijkstra's), in a window around
//! the line where reading came to a halt, since the slip may be some lines above. Most files are never searched.

use std::cmp::Reverse;
use std::collections::hash_map::{DefaultHasher, Entry};
use std::collections::{BinaryHeap, HashMap};
use std::hash::{Hash, Hasher};

use super::machine::{Machine, Open, State, Trouble};
use super::mends;
use super::slip::Mend;

/// How many lines above the halt a slip is looked for.
const BEFORE: usize = 15;
/// How many lines below the halt must make sense with the edits that are chosen.
const AFTER: usize = 20;
/// More slips than this are those of a file that is no plan.
const MOST: usize = 60;
/// The most that one search tries.
const TRIES: usize = 12_000;

/// The mends that make sense of a file, in the order of its lines.
pub(super) fn recover<'a>(machine: &Machine<'a>) -> Vec<Mend> {
    let mut found = Vec::new();
    let mut state = machine.start();
    let mut before: Vec<State<'a>> = Vec::new();
    let mut events = Vec::new();
    let mut searches = 0;
    // The first line that a search has not settled already.
    let mut settled = 0;
    loop {
        state.at = machine.next(state.at);
        let at = state.at;
        if at >= machine.lines.len() {
            return found;
        }
        events.clear();
        let step = machine.step(&state, machine.lines.get(at), &mut events);
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
        let way = search(machine, from, at);
        let (mends, after) = way;
        settled = after.at;
        found.extend(mends);
        before.clear();
        state = after;
    }
}

/// One reading on the way.
struct Reached<'a> {
    state: State<'a>,
    cost: u32,
    from: Option<usize>,
    mend: Option<Mend>,
}

/// The cheapest way from a line past the one where reading came to a halt: its mends, and what is open where it has led.
fn search<'a>(machine: &Machine<'a>, start: State<'a>, halt: usize) -> (Vec<Mend>, State<'a>) {
    let goal = (halt + AFTER).min(machine.lines.len());
    let mut reached = vec![Reached {
        state: start,
        cost: 0,
        from: None,
        mend: None,
    }];
    let mut queue = BinaryHeap::from([Reverse((0, 0, Reverse(0)))]);
    let mut known: HashMap<u64, u32> = HashMap::new();
    let mut furthest = 0;
    let mut tries = 0;
    while let Some(Reverse((cost, _, Reverse(index)))) = queue.pop() {
        let Some(node) = reached.get(index) else {
            break;
        };
        let mut state = node.state.clone();
        state.at = machine.next(state.at);
        let at = state.at;
        if at > reached.get(furthest).map_or(0, |best| best.state.at) {
            furthest = index;
        }
        let done = at >= machine.lines.len() || at >= goal && state.shift.is_none();
        if done {
            return way(machine, &reached, index, halt);
        }
        match known.entry(fingerprint(&state)) {
            Entry::Occupied(_) => continue,
            Entry::Vacant(new) => new.insert(cost),
        };
        tries += 1;
        if tries > TRIES {
            break;
        }
        mends::next(machine, &state, |next, more, mend| {
            let place = reached.len();
            let mended = mend.is_some();
            reached.push(Reached {
                state: next,
                cost: cost + more,
                from: Some(index),
                mend,
            });
            // Of ways that cost the same: the one that has come further, and before it the one that changes nothing.
            queue.push(Reverse((cost + more, u32::from(mended), Reverse(place))));
        });
    }
    way(machine, &reached, furthest, halt)
}

/// The way to a reading, up to where the next trouble begins: that is better judged with the lines below it in sight.
fn way<'a>(
    machine: &Machine<'a>,
    reached: &[Reached<'a>],
    end: usize,
    halt: usize,
) -> (Vec<Mend>, State<'a>) {
    let mut steps = Vec::new();
    let mut at = Some(end);
    while let Some(node) = at.and_then(|index| reached.get(index)) {
        steps.push((node, at));
        at = node.from;
    }
    steps.reverse();
    let last = steps.len().saturating_sub(1);
    let costs = |pair: &[(&Reached<'a>, Option<usize>)]| match pair {
        [(before, _), (after, _)] => after.cost > before.cost,
        _ => false,
    };
    // The first step that costs something far enough below the halt, with nothing moved across it.
    let cut = steps.windows(2).enumerate().position(|(index, pair)| {
        let (before, _) = pair.first().copied().unzip();
        let past = before.is_some_and(|node: &Reached<'a>| {
            machine.next(node.state.at) > halt + 2 && node.state.shift.is_none()
        });
        index > 0 && past && costs(pair)
    });
    let cut = cut.unwrap_or(last);
    let mut state = machine.start();
    let mut mends = Vec::new();
    for (node, _) in steps.into_iter().take(cut + 1) {
        state = node.state.clone();
        mends.extend(node.mend.clone());
    }
    (mends, state)
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

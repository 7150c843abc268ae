//! The last plan's targets as `previous`, those that go on begun again, and places for new ones.

use std::collections::BTreeMap;

use chrono::Days;
use serde_json::json;

use super::notes::Begun;
use super::phrases::{fill, last_time, phrases};
use crate::copy::words::list;
use crate::path::at;
use crate::plan::{Baseline, DayOrMonth, Next, Plan, Previous, Provision, Results, Status, Target};
use crate::template::Template;

/// The fewest targets of a plan: places are made for as many.
const FEWEST: usize = 3;

/// Whether the review decided that a target goes on, as it is or changed.
pub(super) fn goes_on(target: &Target) -> bool {
    matches!(target.next, Some(Next::Continue | Next::Change))
}

/// Fills in `previous` and `targets`, of which those that go on stand there already, and the provision that serves them.
pub(super) fn begin(begun: &mut Begun, old: &Plan, lasting: &Plan) {
    previous(begun, old);
    for (index, last) in lasting.targets.iter().enumerate() {
        begin_again(begun, old, last, index);
    }
    while begun.plan.targets.len() < FEWEST {
        new_target(begun);
    }
    let (say, targets) = (phrases(), at!("targets"));
    begun.notes.above(&targets, &say.targets);
    let is_undecided = |target: &Target| is_there(target) && target.next.is_none();
    if old.targets.iter().any(is_undecided) {
        let why = match old.plan.status {
            Some(Status::Reviewed) => &say.undecided,
            _ => &say.unreviewed,
        };
        begun.notes.above(&targets, why);
    }
    weeks(begun, lasting);
    served(begun, old);
}

/// How each of the last targets went, as far as it is known.
fn previous(begun: &mut Begun, old: &Plan) {
    let Begun { plan, notes } = begun;
    let targets = old.targets.iter().filter(|target| is_there(target));
    let rated = targets.map(|target| Previous {
        target: target.target.clone(),
        i_can: target.i_can.clone(),
        result: target.result,
        evidence: target.evidence.clone(),
        next: target.next,
    });
    plan.previous = rated.collect();
    let mut required = Template::islington().required.iter();
    let question = required.find(|required| required.key == "targets[].result");
    for (index, previous) in plan.previous.iter().enumerate() {
        if let (None, Some(required)) = (previous.result, question) {
            notes.ask(&at!("previous", index, "result"), required.ask.as_str());
        }
    }
    if !plan.previous.is_empty() {
        let is_rated = |target: &Previous| target.result.is_some() && target.next.is_some();
        let (say, all) = (phrases(), plan.previous.iter().all(is_rated));
        let line = if all { &say.rated } else { &say.unrated };
        notes.above(&at!("previous"), line);
    }
}

/// A target that goes on begins where the last plan came to. One that is changed is asked for again, too.
fn begin_again(begun: &mut Begun, old: &Plan, last: &Target, index: usize) {
    let Begun { plan, notes } = begun;
    let Some(next) = plan.targets.get_mut(index) else {
        return;
    };
    let (say, path) = (phrases(), at!("targets", index));
    let changes = last.next == Some(Next::Change);
    let result = last
        .result
        .map(|result| fill(&say.result, &[result.word()]));
    let line = if changes { &say.changed } else { &say.goes_on };
    notes.above(&path, fill(line, &[&result.unwrap_or_default()]));
    // Where nobody looked, the evidence says why ("absent on both days"), and not what the child does.
    let assessed = last.result != Some(Results::NotAssessed);
    let evidence = last.evidence.clone();
    let evidence = evidence.filter(|text| assessed && !text.trim().is_empty());
    let baseline = path.field("baseline").field("text");
    if evidence.is_some() {
        notes.beside(&baseline, &say.as_found);
        let held = old.review.date.or(old.plan.review);
        next.baseline = Baseline {
            text: evidence,
            date: held.map(DayOrMonth::Day),
        };
    } else if let Some(text) = &last.baseline.text {
        let again = if assessed {
            &say.last_time
        } else {
            &say.look_again
        };
        notes.ask(&baseline, fill(again, &[text.trim()]));
    }
    if let (Some(measure), Some(last)) = (&mut next.measure, &last.measure) {
        measure.start = last.now.or(last.start);
        if measure.start.is_some() {
            let counted = last.now.map_or(&say.not_measured, |_| &say.measured);
            notes.beside(&path.field("measure").field("start"), counted);
        }
    }
    if !changes {
        return;
    }
    let set = next.set.take().map(|set| set.word().to_owned());
    for (name, words) in [
        ("target", next.target.take()),
        ("i_can", next.i_can.take()),
        ("set", set),
        ("success", next.success.take()),
    ] {
        if let Some(words) = words {
            notes.ask(&path.field(name), last_time(&words));
        }
    }
    if let Some(measure) = next.measure.take() {
        notes.again(&path.field("measure"), json!(measure));
    }
}

/// A place for a new target. What an agreed plan must hold of it is asked for with the rest of the plan.
fn new_target(begun: &mut Begun) {
    let Begun { plan, notes } = begun;
    let path = at!("targets", plan.targets.len());
    let provision = vec![Provision::default()];
    plan.targets.push(Target {
        provision,
        ..Target::default()
    });
    notes.above(&path, &phrases().new);
    for (path, words) in phrases().new_target.below(&path) {
        notes.ask(&path, words);
    }
    if !plan.outcomes.is_empty() {
        notes.ask(&path.field("outcome"), &phrases().which_outcome);
    }
}

/// Support goes on for so many weeks as the new plan has.
fn weeks(begun: &mut Begun, lasting: &Plan) {
    let plan = &mut begun.plan;
    let days = plan.plan.start.zip(plan.plan.review);
    let lasts = |weeks: &u32| {
        // As `check` counts them: a week that begins before the review counts.
        days.is_none_or(|(start, review)| {
            let end = start.checked_add_days(Days::new(u64::from(*weeks) * 7));
            end.is_some_and(|end| end <= review + Days::new(7))
        })
    };
    let targets = lasting.targets.iter().zip(&mut plan.targets);
    let targets = targets.flat_map(|(last, next)| last.provision.iter().zip(&mut next.provision));
    let provision = lasting.provision.iter().zip(&mut plan.provision);
    for (last, next) in targets.chain(provision) {
        next.weeks = last.weeks.filter(lasts);
    }
}

/// Support for the plan as a whole serves its targets by their new numbers.
fn served(begun: &mut Begun, old: &Plan) {
    let Begun { plan, notes } = begun;
    let lasting = (1_u32..)
        .zip(&old.targets)
        .filter(|(_, target)| goes_on(target));
    let numbers: BTreeMap<u32, u32> = lasting.map(|(old, _)| old).zip(1..).collect();
    for (index, (last, next)) in old.provision.iter().zip(&mut plan.provision).enumerate() {
        let renumbered = last.targets.iter().filter_map(|old| numbers.get(old));
        next.targets = renumbered.copied().collect();
        if next.targets.len() < last.targets.len() {
            let one = last.targets.len() == 1;
            let line = if one {
                &phrases().served_one
            } else {
                &phrases().served
            };
            let last: Vec<String> = last.targets.iter().map(u32::to_string).collect();
            notes.above(&at!("provision", index), fill(line, &[&list(&last, "and")]));
        }
    }
}

/// Whether there is a target to speak of: a draft may have a place for one.
fn is_there(target: &Target) -> bool {
    let text = target.target.as_deref();
    text.is_some_and(|text| !text.trim().is_empty())
}

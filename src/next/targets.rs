//! The last plan's targets as `previous`, continued targets, and blanks for new ones.

use std::collections::BTreeMap;

use chrono::Days;
use serde_json::json;

use super::notes::Begun;
use super::phrases::{fill, last_time, phrases};
use crate::copy::words::list;
use crate::path::at;
use crate::plan::{Baseline, DayOrMonth, Next, Plan, Previous, Provision, Results, Status, Target};
use crate::template::Template;

/// The fewest targets in a plan: blanks are added up to this number.
const MIN_TARGETS: usize = 3;

/// Whether the review decided that a target continues, unchanged or changed.
pub(super) fn continues(target: &Target) -> bool {
    matches!(target.next, Some(Next::Continue | Next::Change))
}

/// Fills in `previous`, `targets` (which already has those that continue) and the provision for them.
pub(super) fn begin(begun: &mut Begun, old: &Plan, continued: &Plan) {
    previous(begun, old);
    for (index, last) in continued.targets.iter().enumerate() {
        continue_target(begun, old, last, index);
    }
    while begun.plan.targets.len() < MIN_TARGETS {
        new_target(begun);
    }
    let (phrases, targets) = (phrases(), at!("targets"));
    begun.notes.above(&targets, &phrases.targets);
    let is_undecided = |target: &Target| has_text(target) && target.next.is_none();
    if old.targets.iter().any(is_undecided) {
        let why = match old.plan.status {
            Some(Status::Reviewed) => &phrases.undecided,
            _ => &phrases.unreviewed,
        };
        begun.notes.above(&targets, why);
    }
    weeks(begun, continued);
    served(begun, old);
}

/// Fills in how each of the last targets went, as far as known.
fn previous(begun: &mut Begun, old: &Plan) {
    let Begun { plan, notes } = begun;
    let targets = old.targets.iter().filter(|target| has_text(target));
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
        let (phrases, all) = (phrases(), plan.previous.iter().all(is_rated));
        let line = if all {
            &phrases.rated
        } else {
            &phrases.unrated
        };
        notes.above(&at!("previous"), line);
    }
}

/// Begins a continued target where the last plan ended. If it is to change, it is also asked for again.
fn continue_target(begun: &mut Begun, old: &Plan, last: &Target, index: usize) {
    let Begun { plan, notes } = begun;
    let Some(next) = plan.targets.get_mut(index) else {
        return;
    };
    let (phrases, path) = (phrases(), at!("targets", index));
    let changes = last.next == Some(Next::Change);
    let result = last
        .result
        .map(|result| fill(&phrases.result, &[result.word()]));
    let line = if changes {
        &phrases.changed
    } else {
        &phrases.continues
    };
    notes.above(&path, fill(line, &[&result.unwrap_or_default()]));
    // If it was not assessed, the evidence says why ("absent on both days"), not what the child does.
    let assessed = last.result != Some(Results::NotAssessed);
    let evidence = last.evidence.clone();
    let evidence = evidence.filter(|text| assessed && !text.trim().is_empty());
    let baseline = path.field("baseline").field("text");
    if evidence.is_some() {
        notes.beside(&baseline, &phrases.as_found);
        let held = old.review.date.or(old.plan.review);
        next.baseline = Baseline {
            text: evidence,
            date: held.map(DayOrMonth::Day),
        };
    } else if let Some(text) = &last.baseline.text {
        let again = if assessed {
            &phrases.last_time
        } else {
            &phrases.look_again
        };
        notes.ask(&baseline, fill(again, &[text.trim()]));
    }
    if let (Some(measure), Some(last)) = (&mut next.measure, &last.measure) {
        measure.start = last.now.or(last.start);
        if measure.start.is_some() {
            let counted = last
                .now
                .map_or(&phrases.not_measured, |_| &phrases.measured);
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
        notes.offer_last(&path.field("measure"), json!(measure));
    }
}

/// Adds a blank target. What an agreed plan must have is asked for with the rest of the plan.
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

/// Keeps the weeks of support if they fit the new plan.
fn weeks(begun: &mut Begun, continued: &Plan) {
    let plan = &mut begun.plan;
    let days = plan.plan.start.zip(plan.plan.review);
    let lasts = |weeks: &u32| {
        // As in `check`, a week that begins before the review counts.
        days.is_none_or(|(start, review)| {
            let end = start.checked_add_days(Days::new(u64::from(*weeks) * 7));
            end.is_some_and(|end| end <= review + Days::new(7))
        })
    };
    let targets = continued.targets.iter().zip(&mut plan.targets);
    let targets = targets.flat_map(|(last, next)| last.provision.iter().zip(&mut next.provision));
    let provision = continued.provision.iter().zip(&mut plan.provision);
    for (last, next) in targets.chain(provision) {
        next.weeks = last.weeks.filter(lasts);
    }
}

/// Renumbers the targets that support for the plan as a whole serves.
fn served(begun: &mut Begun, old: &Plan) {
    let Begun { plan, notes } = begun;
    let continued = (1_u32..)
        .zip(&old.targets)
        .filter(|(_, target)| continues(target));
    let numbers: BTreeMap<u32, u32> = continued.map(|(old, _)| old).zip(1..).collect();
    for (index, (last, next)) in old.provision.iter().zip(&mut plan.provision).enumerate() {
        let renumbered = last.targets.iter().filter_map(|old| numbers.get(old));
        next.targets = renumbered.copied().collect();
        if next.targets.len() < last.targets.len() {
            let is_single = last.targets.len() == 1;
            let line = if is_single {
                &phrases().served_one
            } else {
                &phrases().served
            };
            let last: Vec<String> = last.targets.iter().map(u32::to_string).collect();
            notes.above(&at!("provision", index), fill(line, &[&list(&last, "and")]));
        }
    }
}

/// Whether a target has any text: a draft may have a blank one.
fn has_text(target: &Target) -> bool {
    let text = target.target.as_deref();
    text.is_some_and(|text| !text.trim().is_empty())
}

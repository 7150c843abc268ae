//! The last plan's targets as `previous`, those that go on begun again, and places for new ones.

use std::collections::BTreeMap;

use chrono::Days;

use super::begun::{Begun, last_time};
use super::notes::Notes;
use super::scalar;
use crate::check::Template;
use crate::copy::words::list;
use crate::plan::{
    Baseline, DayOrMonth, Measure, Next, Plan, Previous, Provision, Results, Status, Target,
};

/// The fewest targets of a plan: places are made for as many.
const FEWEST: usize = 3;

/// Fills in `previous` and `targets`, and the provision that serves them.
pub(super) fn begin(begun: &mut Begun, old: &Plan) {
    previous(begun, old);
    let carried = std::mem::take(&mut begun.plan.targets);
    let mut numbers = BTreeMap::new();
    for (index, (target, mut next)) in old.targets.iter().zip(carried).enumerate() {
        if matches!(target.next, Some(Next::Continue | Next::Change)) {
            begin_again(begun, old, target, &mut next);
            numbers.insert(index + 1, begun.plan.targets.len() + 1);
            begun.plan.targets.push(next);
        }
    }
    let undecided = old
        .targets
        .iter()
        .any(|target| is_there(target) && target.next.is_none());
    while begun.plan.targets.len() < FEWEST {
        new_target(begun);
    }
    let more =
        "Three or four targets. Copy a block for one more; delete a block that is not needed.";
    begun.notes.above("targets", more);
    if undecided {
        let line = match old.plan.status {
            Some(Status::Reviewed) => {
                "For some of the last targets `next` is not filled in: those that go on are copied here by hand."
            }
            _ => {
                "The last plan was not marked as reviewed when this file was begun. Once it is, `sendplan next` begins the \
                 targets from their results."
            }
        };
        begun.notes.above("targets", line);
    }
    provision(begun, old, &numbers);
}

/// How each of the last targets went, as far as it is known.
fn previous(begun: &mut Begun, old: &Plan) {
    let targets = old.targets.iter().filter(|target| is_there(target));
    begun.plan.previous = targets
        .map(|target| Previous {
            target: target.target.clone(),
            i_can: target.i_can.clone(),
            result: target.result,
            evidence: target.evidence.clone(),
            next: target.next,
        })
        .collect();
    let question = Template::islington().required.iter();
    let question = question
        .clone()
        .find(|required| required.key == "targets[].result");
    let mut open = false;
    for (index, previous) in begun.plan.previous.iter().enumerate() {
        if let (None, Some(required)) = (previous.result, question) {
            begun
                .notes
                .ask(&format!("previous[{index}].result"), required.ask.as_str());
        }
        open |= previous.result.is_none() || previous.next.is_none();
    }
    if !begun.plan.previous.is_empty() {
        let line = if open {
            "The last plan's targets: fill in at the review how each went."
        } else {
            "The last plan's targets, and how they went."
        };
        begun.notes.above("previous", line);
    }
}

/// A target that goes on, as it is or changed: it begins where the last plan came to.
fn begin_again(begun: &mut Begun, old: &Plan, target: &Target, next: &mut Target) {
    let path = format!("targets[{}]", begun.plan.targets.len());
    let at = |key: &str| format!("{path}.{key}");
    let notes = &mut begun.notes;
    let held = old.review.date.or(old.plan.review);
    let result = target
        .result
        .map_or_else(String::new, |result| format!(" ({})", result.word()));
    let changes = target.next == Some(Next::Change);
    let line = if changes {
        format!("This target goes on, changed{result}. Write it anew, and look over the help.")
    } else {
        format!("This target goes on{result}. Look over each line: the help is last time's.")
    };
    notes.above(&path, line);
    // Where nobody looked, the evidence says why ("absent on both days"), and not what the child does.
    let assessed = target.result != Some(Results::NotAssessed);
    let evidence = target
        .evidence
        .clone()
        .filter(|text| assessed && !text.trim().is_empty());
    if evidence.is_some() {
        notes.beside(&at("baseline.text"), "as the review found");
        next.baseline = Baseline {
            text: evidence,
            date: held.map(DayOrMonth::Day),
        };
    } else if let Some(text) = &target.baseline.text {
        let again = if assessed {
            ""
        } else {
            "not assessed at the review, so look again; "
        };
        notes.ask(&at("baseline.text"), format!("{again}{}", last_time(text)));
    }
    if let (Some(measure), Some(last)) = (&mut next.measure, &target.measure) {
        measure.start = last.now.or(last.start);
        let note = match last.now {
            Some(_) => "where the last plan came to",
            None => "as it was at the start of the last plan: measure again",
        };
        if measure.start.is_some() {
            notes.beside(&at("measure.start"), note);
        }
    }
    if let (Some(who), None) = (&target.who_helps_me, &next.who_helps_me) {
        notes.ask(&at("who_helps_me"), last_time(who));
    }
    ask_for_staff(notes, &at("provision"), &target.provision, &next.provision);
    if changes {
        change(begun, &path, next);
    }
}

/// In a new school year others may give the support.
fn ask_for_staff(notes: &mut Notes, path: &str, last: &[Provision], next: &[Provision]) {
    for (index, (last, next)) in last.iter().zip(next).enumerate() {
        if let (Some(staff), None) = (&last.staff, &next.staff) {
            notes.ask(&format!("{path}[{index}].staff"), last_time(staff));
        }
    }
}

/// A changed target is asked for again; what it was stands beside.
fn change(begun: &mut Begun, path: &str, next: &mut Target) {
    let notes = &mut begun.notes;
    let mut ask = |key: &str, text: &mut Option<String>| {
        if let Some(text) = text.take() {
            notes.ask(&format!("{path}.{key}"), last_time(&text));
        }
    };
    ask("target", &mut next.target);
    ask("i_can", &mut next.i_can);
    ask("success", &mut next.success);
    if let Some(set) = next.set.take() {
        notes.ask(&format!("{path}.set"), last_time(set.word()));
    }
    if let Some(measure) = next.measure.take() {
        notes.again(&format!("{path}.measure"), measure_lines(&measure));
    }
}

/// A measure as lines to take up again.
fn measure_lines(measure: &Measure) -> Vec<String> {
    let number = |number: Option<f64>| number.map(|number| number.to_string());
    let keys = [
        ("what", measure.what.as_deref().map(scalar::on_one_line)),
        ("start", number(measure.start)),
        ("target", number(measure.target)),
    ];
    let keys = keys
        .into_iter()
        .filter_map(|(key, value)| Some(format!("  {key}: {}", value?)));
    std::iter::once("measure:".to_owned()).chain(keys).collect()
}

/// A place for a new target. What an agreed plan must hold of it is asked for with the rest of the plan.
fn new_target(begun: &mut Begun) {
    let path = format!("targets[{}]", begun.plan.targets.len());
    begun.plan.targets.push(Target {
        provision: vec![Provision::default()],
        ..Target::default()
    });
    let notes = &mut begun.notes;
    notes.above(&path, "A new target.");
    let more = [
        ("set", "by the child, with the child, or for the child"),
        ("strategies", "what happens in class, in every lesson"),
        ("who_helps_me", "who helps, in words for the child"),
        ("provision[0].sessions_per_week", "how often"),
        ("provision[0].minutes", "how long a session is"),
        (
            "provision[0].group_size",
            "how many children; 1 is one-to-one",
        ),
    ];
    for (key, words) in more {
        notes.ask(&format!("{path}.{key}"), words);
    }
    if !begun.plan.outcomes.is_empty() {
        notes.ask(
            &format!("{path}.outcome"),
            "the outcome above that it serves, counting from 1",
        );
    }
}

/// Support goes on for the targets' new numbers, and for so many weeks as the new plan has.
fn provision(begun: &mut Begun, old: &Plan, numbers: &BTreeMap<usize, usize>) {
    let days = begun.plan.plan.start.zip(begun.plan.plan.review);
    let lasts = |weeks: &u32| {
        // As `check` counts them: a week that begins before the review counts.
        days.is_none_or(|(start, review)| {
            let end = start.checked_add_days(Days::new(u64::from(*weeks) * 7));
            end.is_some_and(|end| end <= review + Days::new(7))
        })
    };
    for (index, (last, next)) in old
        .provision
        .iter()
        .zip(&mut begun.plan.provision)
        .enumerate()
    {
        next.weeks = last.weeks.filter(lasts);
        let renumbered = last.targets.iter().filter_map(|number| {
            let new = numbers.get(&usize::try_from(*number).ok()?)?;
            u32::try_from(*new).ok()
        });
        next.targets = renumbered.collect();
        if next.targets.len() < last.targets.len() {
            let last: Vec<String> = last.targets.iter().map(u32::to_string).collect();
            let which = if last.len() == 1 { "target" } else { "targets" };
            let line = format!(
                "Last time it served {which} {}: which of the new ones does it serve?",
                list(&last)
            );
            begun.notes.above(&format!("provision[{index}]"), line);
        }
    }
    ask_for_staff(
        &mut begun.notes,
        "provision",
        &old.provision,
        &begun.plan.provision,
    );
    let lasting = old
        .targets
        .iter()
        .filter(|target| matches!(target.next, Some(Next::Continue | Next::Change)));
    for (last, next) in lasting.zip(&mut begun.plan.targets) {
        for (last, next) in last.provision.iter().zip(&mut next.provision) {
            next.weeks = last.weeks.filter(lasts);
        }
    }
}

/// Whether there is a target to speak of: a draft may have a place for one.
fn is_there(target: &Target) -> bool {
    target
        .target
        .as_ref()
        .is_some_and(|text| !text.trim().is_empty())
}

//! Targets and the support for them: how many, who helps, how much, and numbers that point at nothing.

use super::Findings;
use super::sections::no_target_yet;
use crate::diagnostic::{Message, Part, Rule, message, value, words};
use crate::format::{Path, at};
use crate::plan::Provision;

pub(super) fn run(findings: &mut Findings<'_>) {
    targets(findings);
    provision(findings);
}

fn targets(findings: &mut Findings<'_>) {
    let plan = findings.plan;
    let count = plan.targets.len();
    if count != 0 && !(3..=4).contains(&count) {
        let message = if count == 1 {
            "there is one target, and a plan has three or four".into()
        } else {
            message!(
                "there are {} targets, and a plan has three or four",
                number(count)
            )
        };
        let help = if count < 3 {
            "add targets, or keep this if the family agreed on fewer"
        } else {
            "keep the three or four that matter most this term"
        };
        findings.add(Rule::TargetCount, at!("targets"), message, help);
    }
    if plan.outcomes.is_empty() && count > 0 {
        let message = "the plan has no outcome: no longer-term difference that the targets lead to";
        let help = "add a part `outcomes` that says what the child will be able to do in a year or at the end of the phase";
        findings.add(Rule::NoOutcome, at!("outcomes"), message, help);
    }
    let blank = no_target_yet(plan);
    for (index, target) in plan.targets.iter().enumerate().filter(|_| !blank) {
        let nth = index + 1;
        let path = at!("targets", index);
        let serves = |given: &Provision| {
            given
                .targets
                .iter()
                .any(|target| usize::try_from(*target).is_ok_and(|target| target == nth))
        };
        if target.provision.is_empty() && !plan.provision.iter().any(serves) {
            let message = message!(
                "target {} has no provision: nobody is named who will help with it",
                number(nth)
            );
            let help = message!(
                "add `provision` to the target, or write `targets: [{}]` in a provision of the whole plan",
                number(nth)
            );
            findings.add(Rule::TargetWithoutProvision, path.clone(), message, help);
        }
        if target.strategies.is_empty() && plan.adjustments.is_empty() {
            let message = message!(
                "target {} has no strategy: it does not say what happens in class",
                number(nth)
            );
            let help = "add `strategies` to the target, or `adjustments` for every lesson";
            findings.add(Rule::TargetWithoutStrategy, path.clone(), message, help);
        }
        let outcomes = plan.outcomes.len();
        if let Some(outcome) = target.outcome.filter(|outcome| !counts(*outcome, outcomes)) {
            let message = message!(
                "target {} serves outcome {}, and {}",
                number(nth),
                value(outcome),
                how_many(outcomes, "outcome")
            );
            findings.add(
                Rule::UnknownOutcome,
                path.field("outcome"),
                message,
                "count the outcomes from 1",
            );
        }
    }
}

fn counts(number: u32, items: usize) -> bool {
    usize::try_from(number).is_ok_and(|number| (1..=items).contains(&number))
}

fn how_many(count: usize, one: &'static str) -> Message {
    match count {
        0 => message!("there is no {}", words(one)),
        1 => message!("there is only one {}", words(one)),
        _ => message!("there are only {} {}s", number(count), words(one)),
    }
}

/// A count, which tells nothing of the child.
fn number(count: usize) -> Part {
    words(count.to_string())
}

fn provision(findings: &mut Findings<'_>) {
    let plan = findings.plan;
    let blank = no_target_yet(plan);
    let targets = plan.targets.iter().enumerate().filter(|_| !blank);
    for (index, target) in targets {
        for (place, given) in target.provision.iter().enumerate() {
            let path = at!("targets", index, "provision", place);
            how_much(findings, given, &path);
        }
    }
    for (index, given) in plan.provision.iter().enumerate() {
        let path = at!("provision", index);
        how_much(findings, given, &path);
        for (place, target) in given.targets.iter().enumerate() {
            if !counts(*target, plan.targets.len()) {
                let message = message!(
                    "this provision serves target {}, and {}",
                    value(target),
                    how_many(plan.targets.len(), "target")
                );
                findings.add(
                    Rule::UnknownTarget,
                    path.field("targets").item(place),
                    message,
                    "count the targets from 1",
                );
            }
        }
    }
}

/// How much is exactly one of four; sessions say how long they are.
fn how_much(findings: &mut Findings<'_>, given: &Provision, path: &Path) {
    let ways = [
        ("sessions_per_week", given.sessions_per_week.is_some()),
        ("sessions", given.sessions.is_some()),
        ("hours_per_week", given.hours_per_week.is_some()),
        ("when", given.when.is_some()),
    ];
    let none = [
        ("sessions_per_week", given.sessions_per_week == Some(0.0)),
        ("sessions", given.sessions == Some(0)),
        ("hours_per_week", given.hours_per_week == Some(0.0)),
    ];
    if let Some((way, _)) = none.iter().find(|(_, none)| *none) {
        let message = "a provision of 0 is no support at all";
        let help = "write how much there will be, or take this provision out";
        findings.add(Rule::UnquantifiedProvision, path.field(*way), message, help);
    }
    let there: Vec<&'static str> = ways
        .iter()
        .filter(|(_, there)| *there)
        .map(|(way, _)| *way)
        .collect();
    match there.as_slice() {
        [] => {
            let message = "it does not say how much support this is";
            let help = "write `sessions_per_week`, `sessions` or `hours_per_week`; or `when` in words, if it cannot be counted";
            findings.add(Rule::MissingField, path.clone(), message, help);
        }
        ["when"] => {
            let message = "how much support this is has no number";
            let help = "give sessions and minutes or hours a week if you can: the Code asks for type, hours and frequency";
            findings.add(
                Rule::UnquantifiedProvision,
                path.field("when"),
                message,
                help,
            );
        }
        [one] if one.starts_with("sessions") && given.minutes.is_none() => {
            let message = "it does not say how long a session is";
            findings.add(
                Rule::MissingField,
                path.field("minutes"),
                message,
                "write `minutes`, such as `minutes: 20`",
            );
        }
        [_] => {}
        [first, second, ..] => {
            let message = message!(
                "how much support this is stands here in two ways: `{}` and `{}`",
                words(*first),
                words(*second)
            );
            findings.add(
                Rule::WrongType,
                path.field(*second),
                message,
                "keep one of them",
            );
        }
    }
    // It would not be printed, since nothing is counted with it.
    if let [one @ ("hours_per_week" | "when")] = there.as_slice()
        && given.minutes.is_some()
    {
        let message = message!(
            "`minutes` says how long a session is, and with `{}` there are no sessions to count",
            words(*one)
        );
        findings.add(
            Rule::WrongType,
            path.field("minutes"),
            message,
            message!(
                "write `sessions_per_week` in place of `{}`, or take `minutes` out",
                words(*one)
            ),
        );
    }
    if given.in_class == Some(true) && given.group_size.is_some() {
        let message = "this is support for a group of its own and support with the whole class";
        let help = "keep `group_size` or `in_class`";
        findings.add(Rule::WrongType, path.field("in_class"), message, help);
    }
}

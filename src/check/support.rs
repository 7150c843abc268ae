//! Targets and the support for them: how many, who helps, how much, and numbers that point at nothing.

use super::Findings;
use super::sections::no_target_yet;
use crate::diagnostic::{Rule, value};
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
            "there is one target, and a plan has three or four".to_owned()
        } else {
            format!("there are {count} targets, and a plan has three or four")
        };
        let help = if count < 3 {
            "add targets, or keep this if the family agreed on fewer"
        } else {
            "keep the three or four that matter most this term"
        };
        findings.add(Rule::TargetCount, "targets", message, help);
    }
    if plan.outcomes.is_empty() && count > 0 {
        let message = "the plan has no outcome: no longer-term difference that the targets lead to";
        let help = "add a part `outcomes` that says what the child will be able to do in a year or at the end of the phase";
        findings.add(Rule::NoOutcome, "outcomes", message, help);
    }
    let blank = no_target_yet(plan);
    for (index, target) in plan.targets.iter().enumerate().filter(|_| !blank) {
        let number = index + 1;
        let path = format!("targets[{index}]");
        let serves = |given: &Provision| {
            given
                .targets
                .iter()
                .any(|target| usize::try_from(*target).is_ok_and(|target| target == number))
        };
        if target.provision.is_empty() && !plan.provision.iter().any(serves) {
            let message =
                format!("target {number} has no provision: nobody is named who will help with it");
            let help = format!(
                "add `provision` to the target, or write `targets: [{number}]` in a provision of the whole plan"
            );
            findings.add(Rule::TargetWithoutProvision, &path, message, help);
        }
        if target.strategies.is_empty() && plan.adjustments.is_empty() {
            let message =
                format!("target {number} has no strategy: it does not say what happens in class");
            let help = "add `strategies` to the target, or `adjustments` for every lesson";
            findings.add(Rule::TargetWithoutStrategy, &path, message, help);
        }
        let outcomes = plan.outcomes.len();
        if let Some(outcome) = target.outcome.filter(|outcome| !counts(*outcome, outcomes)) {
            let message = format!(
                "target {number} serves outcome {}, and {}",
                value(outcome),
                how_many(outcomes, "outcome")
            );
            findings.add(
                Rule::UnknownOutcome,
                format!("{path}.outcome"),
                message,
                "count the outcomes from 1",
            );
        }
    }
}

fn counts(number: u32, items: usize) -> bool {
    usize::try_from(number).is_ok_and(|number| (1..=items).contains(&number))
}

fn how_many(count: usize, one: &str) -> String {
    match count {
        0 => format!("there is no {one}"),
        1 => format!("there is only one {one}"),
        _ => format!("there are only {count} {one}s"),
    }
}

fn provision(findings: &mut Findings<'_>) {
    let plan = findings.plan;
    let blank = no_target_yet(plan);
    let targets = plan.targets.iter().enumerate().filter(|_| !blank);
    for (index, target) in targets {
        for (place, given) in target.provision.iter().enumerate() {
            how_much(
                findings,
                given,
                &format!("targets[{index}].provision[{place}]"),
            );
        }
    }
    for (index, given) in plan.provision.iter().enumerate() {
        let path = format!("provision[{index}]");
        how_much(findings, given, &path);
        for (place, target) in given.targets.iter().enumerate() {
            if !counts(*target, plan.targets.len()) {
                let message = format!(
                    "this provision serves target {}, and {}",
                    value(target),
                    how_many(plan.targets.len(), "target")
                );
                findings.add(
                    Rule::UnknownTarget,
                    format!("{path}.targets[{place}]"),
                    message,
                    "count the targets from 1",
                );
            }
        }
    }
}

/// How much is exactly one of four; sessions say how long they are.
fn how_much(findings: &mut Findings<'_>, given: &Provision, path: &str) {
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
        findings.add(
            Rule::UnquantifiedProvision,
            format!("{path}.{way}"),
            message,
            help,
        );
    }
    let there: Vec<&str> = ways
        .iter()
        .filter(|(_, there)| *there)
        .map(|(way, _)| *way)
        .collect();
    match there.as_slice() {
        [] => {
            let message = "it does not say how much support this is";
            let help = "write `sessions_per_week`, `sessions` or `hours_per_week`; or `when` in words, if it cannot be counted";
            findings.add(Rule::MissingField, path, message, help);
        }
        ["when"] => {
            let message = "how much support this is has no number";
            let help = "give sessions and minutes or hours a week if you can: the Code asks for type, hours and frequency";
            findings.add(
                Rule::UnquantifiedProvision,
                format!("{path}.when"),
                message,
                help,
            );
        }
        [one] if one.starts_with("sessions") && given.minutes.is_none() => {
            let message = "it does not say how long a session is";
            findings.add(
                Rule::MissingField,
                format!("{path}.minutes"),
                message,
                "write `minutes`, such as `minutes: 20`",
            );
        }
        [_] => {}
        [first, second, ..] => {
            let message = format!(
                "how much support this is stands here in two ways: `{first}` and `{second}`"
            );
            findings.add(
                Rule::WrongType,
                format!("{path}.{second}"),
                message,
                "keep one of them",
            );
        }
    }
    // It would not be printed, since nothing is counted with it.
    if let [one @ ("hours_per_week" | "when")] = there.as_slice()
        && given.minutes.is_some()
    {
        let message = format!(
            "`minutes` says how long a session is, and with `{one}` there are no sessions to count"
        );
        findings.add(
            Rule::WrongType,
            format!("{path}.minutes"),
            message,
            format!("write `sessions_per_week` in place of `{one}`, or take `minutes` out"),
        );
    }
    if given.in_class == Some(true) && given.group_size.is_some() {
        let message = "this is support for a group of its own and support with the whole class";
        let help = "keep `group_size` or `in_class`";
        findings.add(Rule::WrongType, format!("{path}.in_class"), message, help);
    }
}

//! The template's sections: what is missing or empty, and the people a plan names.

use serde_json::Value;

use super::Findings;
use crate::diagnostic::{Message, Rule, message, words};
use crate::format::{Path, at};
use crate::plan::{Placement, Plan, Recipient, Target};
use crate::template::{Required, Template};

pub(super) fn run(findings: &mut Findings<'_>, template: &Template) {
    let plan = serde_json::to_value(findings.plan).unwrap_or_default();
    missing(findings, template, &plan);
    empty_texts(findings, &plan, &Path::root());
    people(findings);
}

/// What the template asks for and the plan has not got, path by path, in the template's order.
pub(crate) fn unfilled<'t>(
    plan: &Plan,
    value: &Value,
    template: &'t Template,
) -> Vec<(Path, &'t Required)> {
    let mut unfilled = Vec::new();
    for required in &template.required {
        let asked = required.when.applies(plan)
            && required.r#if.as_ref().is_none_or(|part| there(value, part));
        let served = required
            .or
            .as_ref()
            .is_some_and(|other| there(value, other));
        if !asked || served {
            continue;
        }
        let paths = absent(value, &required.key).into_iter();
        let paths = paths.filter(|path| !said_by_the_child(plan, path));
        unfilled.extend(paths.map(|path| (path, required)));
    }
    unfilled
}

/// Says what is missing: a whole section once, else each field.
fn missing(findings: &mut Findings<'_>, template: &Template, plan: &Value) {
    let mut sections: Vec<&str> = Vec::new();
    for (path, required) in unfilled(findings.plan, plan, template) {
        let section = required.key.split(['.', '[']).next().unwrap_or_default();
        if sections.contains(&section) {
            continue;
        }
        let part_of_it = required.key != section;
        let listed = required.key.contains("[]");
        if part_of_it && !listed && !there(plan, section) && !findings.unread.holds(section) {
            sections.push(section);
            let name = words(section.to_owned());
            findings.add(
                Rule::MissingSection,
                at!(section.to_owned()),
                message!("the part `{}` is missing or empty", name),
                message!("start with this: {}", words(required.ask.clone())),
            );
            continue;
        }
        // What is missing as a whole is not missing in its parts as well.
        if listed && plan.get(section).is_some_and(is_nothing) {
            continue;
        }
        say_missing(findings, required, path);
    }
}

fn say_missing(findings: &mut Findings<'_>, required: &Required, path: Path) {
    let name = path.name().unwrap_or_default().to_owned();
    let hopes = &findings.plan.hopes.adulthood;
    let nothing_yet = hopes
        .as_ref()
        .is_none_or(|hope| hope.theme.is_none() && hope.text.is_none());
    if nothing_yet && required.key.starts_with("hopes.adulthood.") {
        // One gap is said once.
        if name == "theme" {
            let message = "from Year 9 a plan says what the young person hopes for as an adult";
            let help = "write `adulthood` under `hopes`, with a `theme` (employment, independent living, friends and community, or good health) and a `text`";
            findings.add(
                Rule::AdulthoodMissing,
                at!("hopes", "adulthood"),
                message,
                help,
            );
        }
        return;
    }
    let (rule, message): (_, Message) = match required.key.as_str() {
        "hopes.adulthood.theme" | "hopes.adulthood.text" => (
            Rule::AdulthoodMissing,
            "from Year 9 a plan says what the young person hopes for as an adult".into(),
        ),
        "needs" | "targets" => (
            Rule::MissingSection,
            message!("the part `{}` is missing or empty", words(name)),
        ),
        _ => (Rule::MissingField, message!("`{}` is missing", words(name))),
    };
    findings.add(rule, path, message, words(required.ask.clone()));
}

/// Whether this is the child's line of a target that is in the first person already.
fn said_by_the_child(plan: &Plan, path: &Path) -> bool {
    let said = |(index, target): (usize, &Target)| {
        let in_the_first_person = |text: &String| text.starts_with("I ");
        *path == at!("targets", index, "i_can")
            && target.target.as_ref().is_some_and(in_the_first_person)
    };
    plan.targets.iter().enumerate().any(said)
}

/// The paths that a required key stands for and that have nothing: one for each item of the lists in it.
fn absent(plan: &Value, key: &str) -> Vec<Path> {
    let mut paths = vec![(Path::root(), plan)];
    for step in key.split('.') {
        let (name, each) = match step.strip_suffix("[]") {
            Some(name) => (name, true),
            None => (step, false),
        };
        let mut next = Vec::new();
        for (path, value) in paths {
            let below = path.field(name.to_owned());
            let value = value.get(name).unwrap_or(&Value::Null);
            if each {
                let items = value.as_array().into_iter().flatten().enumerate();
                next.extend(items.map(|(index, item)| (below.item(index), item)));
            } else {
                next.push((below, value));
            }
        }
        paths = next;
    }
    paths
        .into_iter()
        .filter(|(_, value)| is_nothing(value))
        .map(|(path, _)| path)
        .collect()
}

fn there(plan: &Value, key: &str) -> bool {
    absent(plan, key).is_empty()
}

/// Whether nothing has been filled in: no value, an empty list, or only such values below.
fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.iter().all(|item| is_nothing(item) || is_blank(item)),
        Value::Object(fields) => fields.values().all(is_nothing),
        _ => false,
    }
}

/// Whether no target has anything filled in: that they are missing is said once, and not of their parts as well.
pub(super) fn no_target_yet(plan: &Plan) -> bool {
    serde_json::to_value(&plan.targets).is_ok_and(|targets| is_nothing(&targets))
}

fn is_blank(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.trim().is_empty())
}

/// Texts that are there but hold nothing.
fn empty_texts(findings: &mut Findings<'_>, value: &Value, path: &Path) {
    match value {
        Value::String(text) if text.trim().is_empty() => {
            let message = "there is no text here";
            findings.add(
                Rule::EmptyText,
                path.clone(),
                message,
                "write the text, or delete this line",
            );
        }
        // A list in which nothing is filled in counts as missing where it is required, and as left out where not.
        Value::Array(items) if !is_nothing(value) => {
            for (index, item) in items.iter().enumerate() {
                empty_texts(findings, item, &path.item(index));
            }
        }
        Value::Object(fields) => {
            for (key, field) in fields {
                empty_texts(findings, field, &path.field(key.clone()));
            }
        }
        _ => {}
    }
}

fn people(findings: &mut Findings<'_>) {
    let plan = findings.plan;
    let named = |to: &&Recipient| to.name.is_some() || to.relationship.is_some();
    let mut named = plan.recipients.iter().filter(named).peekable();
    let nobody = named.peek().is_none();
    if named.all(Recipient::is_professional) {
        let message = if nobody {
            "nobody is named who gets the parents' copy"
        } else {
            "only people who work with the child are named to get the parents' copy"
        };
        findings.add(
            Rule::NoParentRecipient,
            at!("recipients"),
            message,
            "add `recipients` with the name and relationship of at least one parent or carer",
        );
    }
    for (index, to) in plan.recipients.iter().enumerate() {
        let young = plan
            .child
            .year_group
            .is_some_and(|year| year.age_reached() < 16);
        if to.is_self() && young {
            let message = "a child under 16 is named as the one who gets the parents' copy";
            let path = at!("recipients", index, "relationship");
            findings.add(
                Rule::NoParentRecipient,
                path,
                message,
                "name a parent or carer; the child has a copy of their own",
            );
        }
    }
    if plan
        .who_does_what
        .home
        .iter()
        .all(|line| line.trim().is_empty())
    {
        let message = "the plan does not say what the parents will do";
        findings.add(
            Rule::NoParentContribution,
            at!("who_does_what", "home"),
            message,
            "ask them, and write it under `home`: small things count",
        );
    }
    let later = plan.plan.cycle.is_some_and(|cycle| cycle >= 2);
    if later && plan.previous.is_empty() {
        let message =
            "this is not the child's first plan, and it does not say how the last targets went";
        findings.add(
            Rule::PreviousMissing,
            at!("previous"),
            message,
            "add `previous` with each of the last targets and its result",
        );
    }
    for (index, previous) in plan.previous.iter().enumerate() {
        if previous.result.is_none() {
            let message = "it does not say how this target went";
            let help =
                "write `result: achieved`, `partly achieved`, `not achieved` or `not assessed`";
            findings.add(Rule::PreviousUnrated, at!("previous", index), message, help);
        }
    }
    let nsa = plan.child.need.primary == Some(crate::plan::NeedCode::Nsa)
        || plan.child.need.secondary == Some(crate::plan::NeedCode::Nsa);
    if nsa && plan.child.provision == Some(Placement::EhcPlan) {
        let message = "a child with an EHC plan has been assessed, so NSA (no specialist assessment) cannot be the need";
        findings.add(
            Rule::NsaWithEhcp,
            at!("child", "need"),
            message,
            "give the need that the EHC plan names",
        );
    }
}

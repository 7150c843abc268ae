//! What must not be in a copy that leaves the staff room: contact data, other children, safeguarding, words that may tell of harm.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::language::Finding;
use super::left_over;
use super::mentions::Mentions;
use super::names::{friends_in, words};
use super::people::{known, of_adults};
use super::smart::child;
use super::texts::PlanText;
use super::{Findings, language};
use crate::diagnostic::Rule;
use crate::format::{Path, at};
use crate::plan::Plan;

/// Fields that hold contact data on purpose.
const CONTACT_FIELDS: &[&str] = &[
    "school.senco.email",
    "school.senco.phone",
    "school.address",
    "child.upn",
    "recipients.email",
    "plan.id",
];

pub(super) fn run(findings: &mut Findings<'_>) {
    let texts = Arc::clone(&findings.texts);
    let judged = texts.iter().filter(|_| !findings.too_long_to_judge());
    for text in judged.collect::<Vec<_>>() {
        let found = shared_by_mistake(findings, text);
        findings.add_language(&text.path, found);
    }
    left_over::run(findings);
    other_children(findings);
    friends(findings);
    reference(findings);
}

/// Contact data, and what belongs in the safeguarding lead's records.
fn shared_by_mistake(findings: &Findings<'_>, text: &PlanText) -> Vec<Finding> {
    let mut found = Vec::new();
    if is_shared(text) && !CONTACT_FIELDS.contains(&text.field.as_str()) {
        found = language::contact(&text.text);
        if text.field != "review.meeting.place" && !text.field.starts_with("school.") {
            found.extend(language::address(&text.text));
        }
    }
    let names = findings.names_of_the_child();
    let checked = findings.checks.safeguarding_checked.is_some();
    let disclosure = language::disclosure(&text.text, &child(findings, &names));
    // Words that may tell of harm are reported once.
    let apart = text.field == "staff_notes" || text.field == "professionals.role";
    let disclosure = disclosure.filter(|_| !checked && !names_somebody(&text.field));
    let said = |found: &Finding| found.rule == Rule::Disclosure;
    if !apart && !disclosure.as_ref().is_some_and(said) {
        found.extend(language::safeguarding(&text.text));
    }
    found.extend(disclosure);
    found
}

/// The names of other children in what a family reads.
pub(super) fn other_children(findings: &mut Findings<'_>) {
    let checks = findings.checks;
    let texts = Arc::clone(&findings.texts);
    let known = known(findings.plan, &texts);
    let left_over = left_over::name(findings.plan, &texts);
    goes_by_anothers_name(findings);
    for text in texts.iter().filter(|text| may_name_a_child(text)) {
        let own = findings.plan.child.name.as_deref();
        let named = checks.other_children.others_in(&text.text, own, &known);
        for named in named.filter(|named| named.whole || !of_adults(&text.field)) {
            let first = words(text.text.get(named.at.clone()).unwrap_or_default()).next();
            if first.is_some_and(|(_, first)| left_over == Some(first)) {
                continue;
            }
            let (message, help) = if named.whole {
                (
                    "this is the name of a child whose plan is in the same folder",
                    "write `a friend` or `another child`: this family's copy must not name other children",
                )
            } else {
                (
                    "this is the first name of a child whose plan is in the same folder",
                    "if it is that child, write `a friend` or `another child`; if it is somebody else, keep it",
                )
            };
            findings.found.push(super::Finding {
                rule: Rule::OtherChildNamed,
                path: text.path.clone(),
                words: Some(named.at),
                message: message.into(),
                help: help.into(),
                mends: Vec::new(),
            });
        }
    }
}

/// Friends who are named in full, whose plan may lie elsewhere or nowhere.
fn friends(findings: &mut Findings<'_>) {
    let texts = Arc::clone(&findings.texts);
    let known = known(findings.plan, &texts);
    let reported: BTreeSet<Path> = findings
        .found
        .iter()
        .filter(|found| found.rule == Rule::OtherChildNamed)
        .map(|found| found.path.clone())
        .collect();
    let shared = texts
        .iter()
        .filter(|text| may_name_a_child(text) && !reported.contains(&text.path));
    for text in shared.filter(|text| !of_adults(&text.field)) {
        for at in friends_in(&text.text, &known) {
            findings.found.push(super::Finding {
                rule: Rule::OtherChildNamed,
                path: text.path.clone(),
                words: Some(at),
                message: "this is a friend's full name".into(),
                help: "write the first name alone, or `a friend`: this family's copy must not name other children".into(),
                mends: Vec::new(),
            });
        }
    }
}

/// A child that is said to go by the first name of another child of the folder.
fn goes_by_anothers_name(findings: &mut Findings<'_>) {
    let child = &findings.plan.child;
    let (Some(name), Some(known_as)) = (child.name.as_deref(), child.known_as.as_deref()) else {
        return;
    };
    let own = |known_as: &str| words(name).any(|(_, word)| word == known_as);
    let others = findings.checks.other_children.by_first();
    if !own(known_as.trim()) && others.contains_key(known_as.trim()) {
        let message = "this is the first name of a child whose plan is in the same folder";
        findings.add(
            Rule::LeftFromAnotherPlan,
            at!("child", "known_as"),
            message,
            left_over::HELP,
        );
    }
}

/// The words that may turn out to name another child.
pub(super) fn mentions(plan: &Plan, texts: &[PlanText]) -> Mentions {
    let shared = texts.iter().filter(|text| may_name_a_child(text));
    let shared = shared.map(|text| text.text.as_str());
    Mentions::of(plan, shared, &known(plan, texts))
}

/// Whether a field holds a name and nothing that is said.
fn names_somebody(field: &str) -> bool {
    const NAMES: &[&str] = &["child.name", "child.known_as", "child.class", "plan.id"];
    NAMES.contains(&field) || field.starts_with("recipients") || of_adults(field)
}

fn is_shared(text: &PlanText) -> bool {
    text.copies.contains(['P', 'C'])
}

fn may_name_a_child(text: &PlanText) -> bool {
    is_shared(text) && !text.field.starts_with("recipients")
}

/// The plan's reference names its files, which are passed on and lie about: it says nothing of the child.
fn reference(findings: &mut Findings<'_>) {
    let plan = findings.plan;
    let Some(id) = plan.plan.id.as_deref() else {
        return;
    };
    if let Some(at) = plan.child.named_in(id) {
        findings.found.push(super::Finding {
            rule: Rule::NameInReference,
            path: at!("plan", "id"),
            words: Some(at),
            message:
                "the child's name is in the plan's reference, and so in the name of every file"
                    .into(),
            help: "use a reference that says nothing of the child, such as KF-042".into(),
            mends: Vec::new(),
        });
    }
}

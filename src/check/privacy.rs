//! What must not be in a copy that leaves the staff room: contact data, other children, safeguarding.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::mentions::Mentions;
use super::names::words;
use super::texts::PlanText;
use super::{Findings, language};
use crate::diagnostic::Rule;
use crate::format::at;
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
    let judged = !findings.too_long_to_judge();
    for text in texts.iter() {
        if judged && is_shared(text) && !CONTACT_FIELDS.contains(&text.field.as_str()) {
            findings.add_language(&text.path, language::contact(&text.text));
        }
        let apart = text.field == "staff_notes" || text.field == "professionals.role";
        if judged
            && !apart
            && let Some(found) = language::safeguarding(&text.text)
        {
            findings.add_language(&text.path, vec![found]);
        }
    }
    other_children(findings);
    reference(findings);
}

/// The names of other children in what a family reads.
pub(super) fn other_children(findings: &mut Findings<'_>) {
    let checks = findings.checks;
    let texts = Arc::clone(&findings.texts);
    let known = known(findings.plan, &texts);
    for text in texts.iter().filter(|text| may_name_a_child(text)) {
        let own = findings.plan.child.name.as_deref();
        let named = checks.other_children.others_in(&text.text, own, &known);
        for named in named.filter(|named| named.whole || !of_adults(&text.field)) {
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

/// The words that may turn out to name another child.
pub(super) fn mentions(plan: &Plan, texts: &[PlanText]) -> Mentions {
    let shared = texts.iter().filter(|text| may_name_a_child(text));
    let shared = shared.map(|text| text.text.as_str());
    Mentions::of(plan, shared, &known(plan, texts))
}

fn is_shared(text: &PlanText) -> bool {
    text.copies.contains(['P', 'C'])
}

fn may_name_a_child(text: &PlanText) -> bool {
    is_shared(text) && !text.field.starts_with("recipients")
}

/// First names that are the child's own or an adult's of this plan: they name nobody else.
fn known<'t>(plan: &'t Plan, texts: &'t [PlanText]) -> BTreeSet<&'t str> {
    let own = [plan.child.name.as_deref(), plan.child.known_as.as_deref()];
    let adults = texts.iter().filter(|text| of_adults(&text.field));
    own.into_iter()
        .flatten()
        .chain(adults.map(|text| text.text.as_str()))
        .flat_map(words)
        .map(|(_, word)| word)
        .collect()
}

/// Whether a field names the adults around the child.
fn of_adults(field: &str) -> bool {
    const PARTS: &[&str] = &["plan.", "school.", "recipients."];
    const PEOPLE: &[&str] = &[
        "key_person",
        "present",
        "professionals.name",
        "held_by",
        "staff",
        "overseen_by",
        "assessments.by",
    ];
    PARTS.iter().any(|part| field.starts_with(part))
        || PEOPLE.iter().any(|end| field.ends_with(end))
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

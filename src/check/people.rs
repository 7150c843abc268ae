//! The people that a plan may name: the child, and the adults around the child.

use std::collections::BTreeSet;

use super::names::words;
use super::texts::PlanText;
use crate::plan::Plan;

/// First names that are the child's own or an adult's of this plan: they name nobody else.
pub(super) fn known<'t>(plan: &'t Plan, texts: &'t [PlanText]) -> BTreeSet<&'t str> {
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
pub(super) fn of_adults(field: &str) -> bool {
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

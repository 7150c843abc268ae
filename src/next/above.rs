//! A few words above each part of the next plan: what to ask, and what was said at the review.

use serde_json::Value;

use super::begun::Begun;
use crate::plan::{Decision, Plan};

/// The parts and what stands above them; `~` stands for the child's name.
const ABOVE: &[(&str, &str)] = &[
    (
        "about_me",
        "Ask ~ again. These are the child's own words, as they are now.",
    ),
    (
        "hopes",
        "Ask whether these are still what ~ and the family hope for.",
    ),
    ("parent_views", "Ask the parents again."),
    (
        "needs",
        "What has changed? Bring strengths, difficulties and assessments up to date.",
    ),
    (
        "outcomes",
        "Are these still what the support is to lead to?",
    ),
    (
        "provision",
        "Support for the plan as a whole. Is it all still given, and as often?",
    ),
    (
        "who_does_what",
        "What each did last time. Agree it again with the family and with ~.",
    ),
    (
        "review",
        "The review of this plan: fill in when the meeting is arranged.",
    ),
    (
        "recipients",
        "Are these still the people, and the addresses?",
    ),
    ("staff_notes", "For staff only. Are these still so?"),
];

/// What stands there as well in a new school year.
const IN_A_NEW_YEAR: &[(&str, &str)] = &[
    (
        "outcomes",
        "A new school year has begun: look at `by` as well.",
    ),
    (
        "who_does_what",
        "A new school year has begun: are the names still right?",
    ),
];

/// Puts the words above those parts that the plan has.
pub(super) fn say(begun: &mut Begun, old: &Plan, new_year: bool) {
    let name = old.known_as().unwrap_or("the child");
    let review = &old.review;
    let mut lines: Vec<(&str, String)> = Vec::new();
    lines.extend(
        ABOVE
            .iter()
            .map(|(part, words)| (*part, words.replace('~', name))),
    );
    if let Some(said) = &review.child_view {
        lines.push((
            "about_me",
            format!("What {name} said at the review: {said}"),
        ));
    }
    if let Some(said) = &review.parent_view {
        lines.push((
            "parent_views",
            format!("What they said at the review: {said}"),
        ));
    }
    if new_year {
        lines.extend(
            IN_A_NEW_YEAR
                .iter()
                .map(|(part, words)| (*part, (*words).to_owned())),
        );
    }
    let value = serde_json::to_value(&begun.plan).unwrap_or_default();
    for (part, line) in lines {
        let there = value.get(part).is_some_and(|part| !is_empty(part));
        if there || begun.notes.any_open(part) {
            begun.notes.above(part, line);
        }
    }
    match review.decision {
        Some(Decision::Advice) => begun.notes.above(
            "professionals",
            "The review decided to seek more advice. What came of it belongs here.",
        ),
        Some(Decision::Assessment) => begun.notes.beside(
            "child.provision",
            "the review decided to request an EHC assessment: E once there is an EHC plan",
        ),
        _ => {}
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.values().all(is_empty),
        _ => false,
    }
}

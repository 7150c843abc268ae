//! A name that is not the child's, by which a plan speaks of the child: left over from the plan that it was copied from.

use std::sync::Arc;

use super::names::words;
use super::people::known;
use super::texts::PlanText;
use super::{Findings, language};
use crate::diagnostic::Rule;
use crate::plan::Plan;

/// Texts that begin with the child: who else stands there is taken for the child.
const OF_THE_CHILD: &[&str] = &["targets.target", "outcomes.text", "previous.target"];

pub(super) const HELP: &str =
    "left over from another plan? Write this child's name, or correct it under `child`";

pub(super) fn run(findings: &mut Findings<'_>) {
    let texts = Arc::clone(&findings.texts);
    let Some(name) = name(findings.plan, &texts) else {
        return;
    };
    for text in texts.iter() {
        for (at, word) in words(&text.text).filter(|(_, word)| *word == name) {
            findings.found.push(super::Finding {
                rule: Rule::LeftFromAnotherPlan,
                path: text.path.clone(),
                words: Some(at..at + word.len()),
                message:
                    "this is not a name of the child's, and the plan speaks of the child by it"
                        .into(),
                help: HELP.into(),
                mends: Vec::new(),
            });
        }
    }
}

/// The name that is not the child's with which a target or an outcome begins, and that stands in two texts or more.
pub(super) fn name<'t>(plan: &Plan, texts: &'t [PlanText]) -> Option<&'t str> {
    let names = [plan.child.name.as_deref(), plan.known_as()];
    let names: Vec<&str> = names.into_iter().flatten().collect();
    if names.is_empty() {
        return None;
    }
    let known = known(plan, texts);
    let begins = |text: &&PlanText| OF_THE_CHILD.contains(&text.field.as_str());
    let mut candidates = texts
        .iter()
        .filter(begins)
        .filter_map(|text| language::another_name(&text.text, &names))
        .filter(|name| !known.contains(name));
    candidates.find(|name| {
        let has = |text: &&PlanText| words(&text.text).any(|(_, word)| word == *name);
        let word = name.to_lowercase();
        // What is also written small is a word: "Phonics will …".
        let is_word = texts
            .iter()
            .any(|text| words(&text.text).any(|(_, other)| other == word));
        !is_word && texts.iter().filter(has).count() > 1
    })
}

//! What the field asks of a target, an outcome and a success measure. The judgement of words is in `language`.

use super::{Findings, language};
use crate::diagnostic::Rule;
use crate::format::at;
use crate::plan::Pronouns;

pub(super) fn run(findings: &mut Findings<'_>) {
    let plan = findings.plan;
    let names = findings.names_of_the_child();
    let child = child(findings, &names);
    let judged = !findings.too_long_to_judge();
    for (index, target) in plan.targets.iter().enumerate() {
        let path = at!("targets", index);
        let deadline = target.by.is_some() || plan.plan.review.is_some();
        if let Some(text) = filled(&target.target).filter(|_| judged) {
            let found = language::target(text, deadline, filled(&target.success), &child);
            findings.add_language(&path.field("target"), found);
        }
        if let Some(text) = filled(&target.success).filter(|_| judged) {
            findings.add_language(&path.field("success"), language::success(text, &child));
        }
        let numbers = target
            .measure
            .as_ref()
            .and_then(|measure| measure.start.zip(measure.target));
        if numbers.is_some_and(|(start, aim)| start == aim) {
            let message =
                "the number aimed for is the number at the start, so nothing would change";
            findings.add(
                Rule::NoBaselineChange,
                path.field("measure").field("target"),
                message,
                "write the number that the child is to reach by the review",
            );
        }
    }
    for (index, outcome) in plan.outcomes.iter().enumerate() {
        if let Some(text) = filled(&outcome.text).filter(|_| judged) {
            findings.add_language(
                &at!("outcomes", index, "text"),
                language::outcome(text, &child),
            );
        }
    }
}

/// The child as the language rules know them.
pub(super) fn child<'a>(findings: &Findings<'_>, names: &'a [&'a str]) -> language::Child<'a> {
    let child = &findings.plan.child;
    language::Child {
        names,
        pronouns: child.pronouns.unwrap_or(Pronouns::They).word(),
        year: child.year_group.map_or(4, |year| year.number()),
    }
}

/// A text that holds something.
pub(super) fn filled(text: &Option<String>) -> Option<&str> {
    text.as_deref().filter(|text| !text.trim().is_empty())
}

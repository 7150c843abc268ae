//! What must not be in a copy that leaves the staff room: contact data, other children, safeguarding.

use std::sync::Arc;

use super::{Findings, language};
use crate::diagnostic::Rule;

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
    let checks = findings.checks;
    for text in Arc::clone(&findings.texts).iter() {
        let shared = text.copies.contains(['P', 'C']);
        if shared && !CONTACT_FIELDS.contains(&text.field.as_str()) {
            findings.add_language(&text.path, language::contact(&text.text));
        }
        let apart = text.field == "staff_notes" || text.field == "professionals.role";
        if !apart && let Some(found) = language::safeguarding(&text.text) {
            findings.add_language(&text.path, vec![found]);
        }
        if shared && !text.field.starts_with("recipients") {
            let own = findings.plan.child.name.as_deref();
            for at in checks.other_children.others_in(&text.text, own) {
                findings.found.push(super::Finding {
                    rule: Rule::OtherChildNamed,
                    path: text.path.clone(),
                    words: Some(at),
                    message: "this is the name of a child whose plan is in the same folder".to_owned(),
                    help: "write `a friend` or `another child`: this family's copy must not name other children".to_owned(),
                });
            }
        }
    }
}

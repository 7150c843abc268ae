//! What an export has to do, how it ended, or how it would end, in a sentence.

use crate::export::{Inventory, Outcome};

/// A number, and what is said of it where it is not 0: `#` stands for it, and `[one|many]` is said as it is 1 or more.
pub(super) type Clause = (usize, &'static str);

/// "120 plans, 420 copies; 2 plans are drafts, and their copies say so."
pub(super) fn what_there_is(inventory: &Inventory) -> String {
    let plans = inventory.plans.iter();
    let thoughts = plans.map(|plan| plan.report.warnings() + plan.counted);
    let found = count(inventory.plans.len(), "plan", "plans");
    let copies = count(inventory.copies(), "copy", "copies");
    let drafts = "; # plan[ is a draft, and its|s are drafts, and their] copies say so";
    let errors = "; # plan[ is left out until it is|s are left out until they are] fixed";
    let thing = "; # thing[|s] to think about, which `sendplan check` lists";
    let clauses = [
        (inventory.drafts(), drafts),
        (inventory.with_errors(), errors),
        (thoughts.sum(), thing),
    ];
    sentence(format!("{found}, {copies}"), &clauses)
}

/// "120 copies would be made, 360 are unchanged; 2 would be removed. Nothing was written."
pub(super) fn what_would_be_done(outlook: &Outcome) -> String {
    let made = count(outlook.made, "copy", "copies");
    let are = if outlook.unchanged == 1 { "is" } else { "are" };
    let line = format!(
        "{made} would be made, {} {are} unchanged",
        outlook.unchanged
    );
    let [gone, doubtful] = kept(outlook);
    let failed = (outlook.failed, "; # could not be made");
    let removed = (outlook.removed, "; # would be removed");
    let line = sentence(line, &[failed, removed, gone, doubtful]);
    format!("{line} Nothing was written.")
}

/// "120 copies made, 360 unchanged; 2 could not be made."
pub(super) fn in_a_sentence(outcome: &Outcome) -> String {
    let made = count(outcome.made, "copy", "copies");
    let [gone, doubtful] = kept(outcome);
    let clauses = [
        (outcome.packs, ", # print pack[|s] made"),
        (
            outcome.failed,
            "; # could not be made: the manifest says why",
        ),
        (outcome.removed, ", # removed"),
        gone,
        doubtful,
    ];
    sentence(
        format!("{made} made, {} unchanged", outcome.unchanged),
        &clauses,
    )
}

/// "480 copies are protected; 2 copies are not, ..." What lies in the folder is meant, whenever it was made.
pub(super) fn how_many_are_protected(outcome: &Outcome) -> String {
    let copies = count(outcome.protected, "copy is", "copies are");
    let others = "; # cop[y is|ies are] not, which an earlier export made and this one was not to make again: the manifest says which";
    sentence(
        format!("{copies} protected"),
        &[(outcome.unprotected, others)],
    )
}

/// What is there that no plan asks for.
fn kept(outcome: &Outcome) -> [Clause; 2] {
    let gone = "; # cop[y is|ies are] still there that no plan asks for, which --prune removes";
    let doubtful =
        "; # cop[y is|ies are] kept, since a plan that cannot be read may ask for [it|them]";
    [(outcome.gone, gone), (outcome.doubtful, doubtful)]
}

/// A sentence that goes on with each clause that there is something of.
pub(super) fn sentence(mut line: String, clauses: &[Clause]) -> String {
    for (number, clause) in clauses.iter().filter(|(number, _)| *number > 0) {
        // By turns: what is always said, what is said of one, and of many.
        for (index, part) in clause.split(['[', '|', ']']).enumerate() {
            let is_said = match index % 3 {
                0 => true,
                1 => *number == 1,
                _ => *number > 1,
            };
            if is_said {
                line += &part.replace('#', &number.to_string());
            }
        }
    }
    line + "."
}

/// "1 copy", "2 copies".
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::sentence;

    #[test]
    fn a_clause_is_said_in_its_number() {
        let said = |number| {
            sentence(
                "0 made".to_owned(),
                &[(number, ", # cop[y is|ies are] kept")],
            )
        };
        assert_eq!(said(0), "0 made.");
        assert_eq!(said(1), "0 made, 1 copy is kept.");
        assert_eq!(said(12), "0 made, 12 copies are kept.");
    }
}

//! What an export has to do, how it ended, or how it would end, in a sentence.

use sendplan::export::{Inventory, Outcome};

/// "120 plans, 420 copies; 2 plans are drafts, and their copies say so."
pub(super) fn what_there_is(inventory: &Inventory) -> String {
    let plans = inventory.plans.iter();
    let thoughts = plans
        .map(|plan| plan.report.warnings() + plan.counted)
        .sum();
    let found = count(inventory.plans.len(), "plan", "plans");
    let copies = count(inventory.copies(), "copy", "copies");
    sentence(
        format!("{found}, {copies}"),
        &[
            (
                inventory.drafts(),
                "; # plan is a draft, and its copies say so",
                "; # plans are drafts, and their copies say so",
            ),
            (
                inventory.with_errors(),
                "; # plan is left out until it is mended",
                "; # plans are left out until they are mended",
            ),
            (
                thoughts,
                "; # thing to think about, which `sendplan check` lists",
                "; # things to think about, which `sendplan check` lists",
            ),
        ],
    )
}

/// "120 copies would be made, 360 are unchanged; 2 would be removed. Nothing was written."
pub(super) fn what_would_be_done(outlook: &Outcome) -> String {
    let are = if outlook.unchanged == 1 { "is" } else { "are" };
    let made = count(outlook.made, "copy", "copies");
    let line = format!(
        "{made} would be made, {} {are} unchanged",
        outlook.unchanged
    );
    let removed = "; # would be removed";
    let [gone, doubtful] = kept(outlook);
    let line = sentence(line, &[(outlook.removed, removed, removed), gone, doubtful]);
    format!("{line} Nothing was written.")
}

/// "120 copies made, 360 unchanged; 2 could not be made."
pub(super) fn in_a_sentence(outcome: &Outcome) -> String {
    let made = count(outcome.made, "copy", "copies");
    let failed = "; # could not be made: the manifest says why";
    let [gone, doubtful] = kept(outcome);
    sentence(
        format!("{made} made, {} unchanged", outcome.unchanged),
        &[
            (outcome.packs, ", # print pack made", ", # print packs made"),
            (outcome.failed, failed, failed),
            (outcome.removed, ", # removed", ", # removed"),
            gone,
            doubtful,
        ],
    )
}

/// "480 copies are protected; 2 copies are not, ..." What lies in the folder is meant, whenever it was made.
pub(super) fn how_many_are_protected(outcome: &Outcome) -> String {
    let are = if outcome.protected == 1 { "is" } else { "are" };
    let protected = count(outcome.protected, "copy", "copies");
    sentence(
        format!("{protected} {are} protected"),
        &[(
            outcome.unprotected,
            "; # copy is not, which an earlier export made and this one was not to make again: the manifest says which",
            "; # copies are not, which an earlier export made and this one was not to make again: the manifest says which",
        )],
    )
}

/// A number, and what is said where it is 1 and where it is more, with `#` for the number.
pub(super) type Clause = (usize, &'static str, &'static str);

/// What is there that no plan asks for.
fn kept(outcome: &Outcome) -> [Clause; 2] {
    [
        (
            outcome.gone,
            "; # copy is still there that no plan asks for, which --prune removes",
            "; # copies are still there that no plan asks for, which --prune removes",
        ),
        (
            outcome.doubtful,
            "; # copy is kept, since a plan that cannot be read may ask for it",
            "; # copies are kept, since a plan that cannot be read may ask for them",
        ),
    ]
}

/// A sentence that goes on with each clause that there is something of.
pub(super) fn sentence(begun: String, clauses: &[Clause]) -> String {
    let there = clauses.iter().filter(|(number, ..)| *number > 0);
    let line = there.fold(begun, |line, (number, one, many)| {
        let clause = if *number == 1 { one } else { many };
        line + &clause.replace('#', &number.to_string())
    });
    line + "."
}

/// "1 copy", "2 copies".
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

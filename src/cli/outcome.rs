//! How an export ended, or would end, in a sentence.

use crate::export::Outcome;

/// "120 copies would be made, 360 are unchanged; 2 would be removed. Nothing was written."
pub(super) fn what_would_be_done(outlook: &Outcome) -> String {
    let are = if outlook.unchanged == 1 { "is" } else { "are" };
    let mut line = format!(
        "{} would be made, {} {are} unchanged",
        count(outlook.made, "copy", "copies"),
        outlook.unchanged
    );
    if outlook.removed > 0 {
        line.push_str(&format!("; {} would be removed", outlook.removed));
    }
    line + &kept(outlook) + ". Nothing was written."
}

/// What is there that no plan asks for, as the end of a sentence.
fn kept(outcome: &Outcome) -> String {
    let mut line = String::new();
    let are = |number| if number == 1 { "is" } else { "are" };
    if outcome.gone > 0 {
        line.push_str(&format!(
            "; {} {} still there that no plan asks for, which --prune removes",
            count(outcome.gone, "copy", "copies"),
            are(outcome.gone)
        ));
    }
    if outcome.doubtful > 0 {
        line.push_str(&format!(
            "; {} {} kept, since a plan that cannot be read may ask for them",
            count(outcome.doubtful, "copy", "copies"),
            are(outcome.doubtful)
        ));
    }
    line
}

/// "120 copies made, 360 unchanged; 2 could not be made."
pub(super) fn in_a_sentence(outcome: &Outcome) -> String {
    let mut line = format!(
        "{} made, {} unchanged",
        count(outcome.made, "copy", "copies"),
        outcome.unchanged
    );
    if outcome.packs > 0 {
        line.push_str(&format!(
            ", {}",
            count(outcome.packs, "print pack made", "print packs made")
        ));
    }
    if outcome.failed > 0 {
        line.push_str(&format!(
            "; {} could not be made: the manifest says why",
            outcome.failed
        ));
    }
    if outcome.removed > 0 {
        line.push_str(&format!(", {} removed", outcome.removed));
    }
    line + &kept(outcome) + "."
}

/// "480 copies are protected; 2 copies from before are not: ..." What lies in the folder is meant, whenever it was made.
pub(super) fn how_many_are_protected(outcome: &Outcome) -> String {
    let of = |number| {
        let are = if number == 1 { "is" } else { "are" };
        format!("{} {are}", count(number, "copy", "copies"))
    };
    let protected = format!("{} protected", of(outcome.protected));
    match outcome.unprotected {
        0 => format!("{protected}."),
        more => format!(
            "{protected}; {} not, which an earlier export made and this one was not to make again: the manifest says which.",
            of(more)
        ),
    }
}

/// "1 copy", "2 copies".
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

//! Which copies may be asked for by a plan that could not be read: they are not removed.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Family, Severity};
use crate::folder::{MayBe, PassedOver, Seen};

/// Whose copies nobody knows to be unasked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Doubt {
    /// Everyone's.
    Everyones,
    /// Those of the plans whose files are named after these, in small letters.
    Of(BTreeSet<String>),
}

impl Doubt {
    /// What the plans that were read, and what was passed over, leave in doubt. A spare copy of a plan that is there under its
    /// right name asks for nothing.
    pub fn of(seen: &[Seen], passed_over: &[PassedOver]) -> Doubt {
        let any = |passed: &PassedOver| passed.may_be == MayBe::AnyPlan;
        if seen.iter().any(cannot_be_read) || passed_over.iter().any(any) {
            return Doubt::Everyones;
        }
        let mut stems: BTreeSet<String> = passed_over.iter().filter_map(stem).collect();
        for facts in seen.iter().filter_map(|one| one.facts.as_ref().ok()) {
            stems.remove(&facts.stem.to_lowercase());
        }
        Doubt::Of(stems)
    }

    /// Whether the copies of a plan, by what its files are named after, are in doubt.
    pub fn has(&self, stem: &str) -> bool {
        match self {
            Doubt::Everyones => true,
            Doubt::Of(stems) => stems.contains(&stem.to_lowercase()),
        }
    }
}

fn stem(passed: &PassedOver) -> Option<String> {
    match &passed.may_be {
        MayBe::PlanOf(stem) => Some(stem.to_lowercase()),
        MayBe::NoPlan | MayBe::AnyPlan => None,
    }
}

/// Whether a plan may say less than its writer meant: what it asks for is then not known.
fn cannot_be_read(one: &Seen) -> bool {
    let slip = |found: &Diagnostic| {
        found.severity == Severity::Error && found.rule.family() == Family::Reading
    };
    one.facts.is_err() || one.report.diagnostics.iter().any(slip)
}

//! Which copies a plan may ask for that could not be read: they are not removed.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Family, Severity};
use crate::folder::{FolderPlan, PassedOver, PossiblePlan};

/// Which plans there may be beside those that were read to their end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum UnreadPlans {
    /// Any at all.
    Any,
    /// Those whose files are named after these, in small letters.
    Of(BTreeSet<String>),
}

impl UnreadPlans {
    /// What the plans that were read, and what was passed over, leave open. A spare copy of a plan that is there under its
    /// right name asks for nothing.
    pub fn of(plans: &[FolderPlan], passed_over: &[PassedOver]) -> UnreadPlans {
        let any = |passed: &PassedOver| passed.possible_plan == PossiblePlan::Any;
        if plans.iter().any(may_say_more) || passed_over.iter().any(any) {
            return UnreadPlans::Any;
        }
        let named = passed_over
            .iter()
            .filter_map(|passed| match &passed.possible_plan {
                PossiblePlan::Of(stem) => Some(stem.to_lowercase()),
                PossiblePlan::None | PossiblePlan::Any => None,
            });
        let mut stems: BTreeSet<String> = named.collect();
        for facts in plans.iter().filter_map(|plan| plan.facts.as_ref().ok()) {
            stems.remove(&facts.stem.to_lowercase());
        }
        UnreadPlans::Of(stems)
    }

    /// Whether the plan whose files are named after this may be one of them.
    pub fn may_include(&self, stem: &str) -> bool {
        match self {
            UnreadPlans::Any => true,
            UnreadPlans::Of(stems) => stems.contains(&stem.to_lowercase()),
        }
    }
}

/// Whether a plan may say less than its writer meant: what it asks for is then not known.
fn may_say_more(plan: &FolderPlan) -> bool {
    let is_misread = |found: &Diagnostic| {
        found.severity == Severity::Error && found.rule.family() == Family::Reading
    };
    plan.facts.is_err() || plan.report.diagnostics.iter().any(is_misread)
}

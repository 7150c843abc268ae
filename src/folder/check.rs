//! Every plan of a folder read and checked, several at once, keeping of each what is needed later and no more.

use std::num::NonZeroUsize;
use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;

use chrono::NaiveDate;

use super::{find, together};
use crate::check::{Checks, Report};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::digest::Digest;
use crate::format;
use crate::load::{LoadError, Loaded, load};
use crate::make::{Reader, Wanted, wanted};
use crate::plan::{Decision, Status, YearGroup};
use crate::side_by_side::side_by_side;

/// A plan of a folder.
#[derive(Debug)]
pub struct Seen {
    /// Its path, as it was found.
    pub path: PathBuf,
    /// What it says of itself, or why it could not be read.
    pub facts: Result<Facts, LoadError>,
    /// What was found in it; nothing where it could not be read.
    pub report: Report,
    /// How many warnings were counted and not kept, where [`Warnings::Counted`] was asked for.
    pub counted: usize,
}

/// What becomes of what is only to be thought about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Warnings {
    /// Each is in its plan's report, with its place. For what shows only across plans the files are read again.
    Kept,
    /// They are counted: a warning's place holds on to its file's text, and a school has many plans.
    Counted,
}

/// What a plan says of itself.
#[derive(Clone, Debug)]
pub struct Facts {
    /// What its files are named after: its reference or, where a draft has none, the name of its file if that tells no name.
    pub stem: String,
    /// The school's reference for it.
    pub id: Option<String>,
    /// Whether that has the child's name in it, which it ought not to.
    pub id_names_the_child: bool,
    /// The child's full name.
    pub child: Option<String>,
    /// The day the child was born.
    pub born: Option<NaiveDate>,
    /// The class.
    pub class: Option<String>,
    /// The year group.
    pub year_group: Option<YearGroup>,
    /// Which plan of the child's it is.
    pub cycle: Option<u32>,
    /// How far it is agreed.
    pub status: Option<Status>,
    /// The day it begins.
    pub start: Option<NaiveDate>,
    /// The day it is to be reviewed.
    pub review: Option<NaiveDate>,
    /// The day its review was held.
    pub held: Option<NaiveDate>,
    /// Whether its review decided to end SEN support, so that no further plan is expected.
    pub ended: bool,
    /// All its copies.
    pub copies: Vec<Wanted>,
    /// A digest of everything its copies are made from: the plan, its `school.yaml`, its pictures.
    pub digest: Digest,
    /// How seriously its school takes texts that were copied from plan to plan.
    pub(super) minds_copies: Severity,
    /// The targets and strategies without the child's name, each as a hash with its plan path.
    pub(super) texts: Vec<(u64, format::Path)>,
}

/// Checks plans side by side, `jobs` at a time, with the rules that need more than one of them; in the order of `plans`.
/// [`Checks::other_children`] is filled in from the plans themselves and those beside them.
pub fn check(
    plans: &[PathBuf],
    checks: &Checks,
    jobs: NonZeroUsize,
    warnings: Warnings,
) -> Vec<Seen> {
    let checks = Checks {
        other_children: find::children(plans),
        ..checks.clone()
    };
    let mut seen = side_by_side(plans, jobs, |path| one(path.clone(), &checks, warnings));
    together::check(&mut seen, jobs, warnings);
    seen
}

fn one(path: PathBuf, checks: &Checks, warnings: Warnings) -> Seen {
    // A fault of ours in one plan must not keep the others from being checked.
    let read = panic::catch_unwind(AssertUnwindSafe(|| {
        let loaded = load(&path)?;
        let mut report = crate::check::check(&loaded, checks);
        let mut counted = 0;
        if warnings == Warnings::Counted {
            counted = report.warnings();
            let is_error = |found: &Diagnostic| found.severity == Severity::Error;
            report.diagnostics.retain(is_error);
        }
        Ok((Facts::of(&loaded), report, counted))
    }));
    let nothing = Report::default;
    let (facts, report, counted) = match read {
        Ok(Ok((facts, report, counted))) => (Ok(facts), report, counted),
        Ok(Err(trouble)) => (Err(trouble), nothing(), 0),
        Err(_) => (Err(LoadError::Fault(path.clone())), nothing(), 0),
    };
    Seen {
        path,
        facts,
        report,
        counted,
    }
}

impl Facts {
    fn of(loaded: &Loaded) -> Facts {
        let plan = &loaded.plan;
        let trimmed = |text: &Option<String>| {
            let text = text.as_deref().map(str::trim);
            text.filter(|text| !text.is_empty()).map(str::to_owned)
        };
        Facts {
            stem: crate::make::stem(loaded),
            id: trimmed(&plan.plan.id),
            id_names_the_child: {
                let id = plan.plan.id.as_deref();
                id.is_some_and(|id| plan.child.named_in(id).is_some())
            },
            child: trimmed(&plan.child.name),
            born: plan.child.date_of_birth,
            class: trimmed(&plan.child.class),
            year_group: plan.child.year_group,
            cycle: plan.plan.cycle,
            status: plan.plan.status,
            start: plan.plan.start,
            review: plan.plan.review,
            held: plan.review.date,
            ended: plan.review.decision == Some(Decision::End),
            copies: wanted(loaded, Reader::EVERY),
            digest: loaded.digest,
            minds_copies: {
                let own = loaded.settings.checks.get(Rule::SameText.name());
                own.copied().unwrap_or(Rule::SameText.severity())
            },
            texts: together::texts(plan),
        }
    }

    /// The class, or else the year group, or else "no class".
    pub fn group(&self) -> String {
        let year = || self.year_group.map(|year| year.to_string());
        let group = self.class.clone().or_else(year);
        group.unwrap_or_else(|| "no class".to_owned())
    }
}

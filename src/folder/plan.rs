//! A plan of a folder: what it says of itself, what was found in it, and what its copies are made from.

use std::path::PathBuf;

use super::compared::Compared;
use super::facts::Facts;
use crate::check::Report;
use crate::diagnostic::{Diagnostic, Severity};
use crate::load::LoadError;
use crate::printable::CheckedPlan;

/// A plan of a folder.
#[derive(Debug)]
pub struct FolderPlan {
    /// Its path, as it was found.
    pub path: PathBuf,
    /// What it says of itself, or why it could not be read.
    pub facts: Result<Facts, LoadError>,
    /// What was found in it; nothing where it could not be read.
    pub report: Report,
    /// How many warnings were counted and not kept, where [`Warnings::Counted`] was asked for.
    pub counted: usize,
    /// What its copies are made from, where that was asked for and it has no errors of its own.
    pub(super) checked: Option<CheckedPlan>,
    /// What the rules across plans need of it, until they have run.
    pub(super) compared: Compared,
}

/// What becomes of what is only to be thought about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Warnings {
    /// Each is in its plan's report, with its place.
    Kept,
    /// They are counted: a school has many plans, and each a few dozen.
    Counted,
}

impl FolderPlan {
    pub(super) fn new(path: PathBuf, facts: Result<Facts, LoadError>) -> FolderPlan {
        FolderPlan {
            path,
            facts,
            report: Report::default(),
            counted: 0,
            checked: None,
            compared: Compared::default(),
        }
    }

    /// Whether copies can be made of it: it was read, and no rule found an error in it.
    pub fn is_sound(&self) -> bool {
        self.facts.is_ok() && self.report.errors() == 0
    }

    /// What its copies are made from, where it is sound and was read for an export.
    pub(crate) fn checked(&self) -> Option<&CheckedPlan> {
        self.checked.as_ref().filter(|_| self.is_sound())
    }

    /// Adds what was found; of what is only to be thought about, as much as is asked for.
    pub(super) fn add(&mut self, found: Vec<Diagnostic>, warnings: Warnings) {
        let (kept, others): (Vec<_>, Vec<_>) = found
            .into_iter()
            .partition(|found| warnings == Warnings::Kept || found.severity == Severity::Error);
        self.counted += others.len();
        self.report.diagnostics.extend(kept);
    }
}

//! What was found in a plan, how serious it is, and whether copies can be made from it.

use std::path::Path as FilePath;

use super::{Checks, Draft, check_among_others};
use crate::diagnostic::{Diagnostic, Family, Rule, Severity};
use crate::format::{Path, read_school};
use crate::load::{Files, LoadError, Loaded, read_file};

/// Everything that was found in one plan, in the order of its file.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The problems.
    pub diagnostics: Vec<Diagnostic>,
    /// How far a draft has come; nothing of a plan that is agreed.
    pub draft: Option<Draft>,
}

/// A plan that copies can be made from: [`check`](super::check()) found no error in it. Nothing else makes one.
#[derive(Clone, Debug)]
pub struct Checked<'a> {
    loaded: &'a Loaded,
    report: Report,
}

impl Report {
    /// Everything that is found in a plan.
    pub fn of(loaded: &Loaded, checks: &Checks) -> Report {
        check_among_others(loaded, checks).0
    }

    /// What is found in a `school.yaml` by itself: how it fits a plan is found with the plan.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn of_school(files: &dyn Files, path: &FilePath) -> Result<Report, LoadError> {
        let bytes = read_file(files, path)?;
        let (_, _, diagnostics) = read_school(&path.display().to_string(), &bytes);
        Ok(Report {
            diagnostics,
            draft: None,
        })
    }

    /// What was found in a plan, as serious as the plan and its school take it, in the order of its file.
    pub(super) fn new(mut diagnostics: Vec<Diagnostic>, loaded: &Loaded) -> Report {
        for found in &mut diagnostics {
            found.severity = severity(found, loaded);
        }
        diagnostics.retain(|found| found.severity != Severity::Off);
        in_order(&mut diagnostics, &loaded.source.file().name);
        diagnostics.dedup_by(|a, b| {
            a.rule == b.rule && a.path == b.path && a.message == b.message && a.place == b.place
        });
        Report {
            diagnostics,
            draft: None,
        }
    }

    /// How many problems are errors.
    pub fn errors(&self) -> usize {
        let error = |found: &&Diagnostic| found.severity == Severity::Error;
        self.diagnostics.iter().filter(error).count()
    }

    /// How many problems are warnings.
    pub fn warnings(&self) -> usize {
        self.diagnostics.len() - self.errors()
    }
}

impl<'a> Checked<'a> {
    pub(crate) fn new(loaded: &'a Loaded, report: Report) -> Result<Checked<'a>, Report> {
        match report.errors() {
            0 => Ok(Checked { loaded, report }),
            _ => Err(report),
        }
    }

    /// The plan and its files.
    pub fn loaded(&self) -> &'a Loaded {
        self.loaded
    }

    /// What was found in it, by itself.
    pub(crate) fn into_report(self) -> Report {
        self.report
    }

    /// What was found in it: warnings.
    pub fn report(&self) -> &Report {
        &self.report
    }
}

/// Puts a plan's own problems first, in the order of its file; then those of `school.yaml`.
pub(crate) fn in_order(diagnostics: &mut [Diagnostic], own: &str) {
    diagnostics.sort_by_key(|found| {
        (
            found.place.file.name != own,
            found.place.bytes.start,
            found.rule,
        )
    });
}

/// How serious a problem is that is found by looking beyond the plan, as the plan and its school take it.
pub(crate) fn severity_of(rule: Rule, loaded: &Loaded) -> Severity {
    let place = loaded.value(&Path::root());
    severity(&Diagnostic::new(rule, place, Path::root(), ""), loaded)
}

/// How serious a problem is: a draft may leave things out, and the school has its own say but for the file's form.
pub(super) fn severity(found: &Diagnostic, loaded: &Loaded) -> Severity {
    let usual = match found.rule.family() {
        Family::Sections if loaded.plan.is_draft() && !is_reference(found.rule) => {
            Severity::Warning
        }
        Family::Privacy if loaded.plan.is_draft() && found.rule != Rule::Disclosure => {
            Severity::Warning
        }
        // The photo may not have been taken yet.
        _ if found.rule == Rule::MissingFile && loaded.plan.is_draft() => Severity::Warning,
        _ => found.severity,
    };
    let wanted = loaded.settings.checks.get(found.rule.name()).copied();
    match found.rule.family() {
        _ if found.rule.is_fixed() => usual,
        // However much the school minds a gap, a draft may have it.
        Family::Sections if usual == Severity::Warning && loaded.plan.is_draft() => {
            wanted.map_or(usual, |wanted| wanted.min(Severity::Warning))
        }
        _ => wanted.unwrap_or(usual),
    }
}

/// Rules about numbers that point at nothing: wrong in a draft too, since a copy would print them.
pub(super) fn is_reference(rule: Rule) -> bool {
    matches!(rule, Rule::UnknownOutcome | Rule::UnknownTarget)
}

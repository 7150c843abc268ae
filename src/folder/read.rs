//! Every plan of folders and files read once and checked, several at once, keeping of each what is needed later and no more.

use std::collections::BTreeSet;
use std::fs;
use std::num::NonZeroUsize;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::compared::Compared;
use super::cross_checks;
use super::facts::Facts;
use super::find::{self, File, Role};
use super::kind::Kind;
use super::name::NameKind;
use super::other_children;
use super::passed_over::{PassedOver, PossiblePlan, Reason};
use super::plan::{FolderPlan, Warnings};
use crate::check::{Checked, Checks, Index, Names, check_among_others, in_order, others_named};
use crate::diagnostic::Diagnostic;
use crate::load::{Disk, LoadError, Loaded, Schools, load_text, load_with, reload_text};
use crate::parallel::parallel_map;
use crate::printable::CheckedPlan;

/// The most text that is kept of plans, in bytes: some three thousand plans. What is wanted of those beyond is read again.
const MOST_TEXT: usize = 48 << 20;

/// What there is in folders and files: each file in them that may be taken for a plan is in one of the three lists.
#[derive(Debug, Default)]
pub struct Folder {
    /// The plans, those that cannot be read among them, in the order of the paths that were named and of their own.
    pub plans: Vec<FolderPlan>,
    /// The schools' files.
    pub schools: Vec<PathBuf>,
    /// The schools' files that no plan here was read with, so that nothing is said of them yet.
    pub schools_alone: Vec<PathBuf>,
    /// What is not taken for a plan, and why.
    pub passed_over: Vec<PassedOver>,
    /// The folders that were named and have no plan: more likely the wrong ones than some that are in order.
    pub without_plans: Vec<PathBuf>,
}

/// Reads the files and what is in the folders, `jobs` plans at a time, and checks the plans, with the rules that need more
/// than one of them. A file that was named is a plan whatever it holds; in a folder the reader of plans decides, and what is
/// not taken for one is reported with why. The folder `without`, where copies are written, is left out.
///
/// [`Checks::other_children`] is filled in from the plans themselves and those beside the files that were named.
///
/// # Errors
/// [`LoadError::Unreadable`] where a folder cannot be listed, with its name. A file that cannot be read is a plan that says
/// so.
pub fn read(
    paths: &[PathBuf],
    without: Option<&Path>,
    checks: &Checks,
    jobs: NonZeroUsize,
    warnings: Warnings,
) -> Result<Folder, LoadError> {
    Run::new(checks, warnings).folder(paths, without, jobs)
}

/// The same of one folder for an export into `out`: warnings are counted, and what the copies are made from is kept.
pub(crate) fn read_for_export(
    folder: &Path,
    out: &Path,
    checks: &Checks,
    jobs: NonZeroUsize,
) -> Result<Folder, LoadError> {
    let mut run = Run::new(checks, Warnings::Counted);
    run.for_export = true;
    run.folder(&[folder.to_owned()], Some(out), jobs)
}

/// What came of a file.
enum Read {
    Plan(Box<FolderPlan>),
    PassedOver(PassedOver),
    Nothing,
}

/// What the plans of one run share.
struct Run<'a> {
    checks: &'a Checks,
    warnings: Warnings,
    for_export: bool,
    schools: Schools,
    /// How much more text may be kept, in bytes.
    room: AtomicUsize,
}

impl Run<'_> {
    fn new(checks: &Checks, warnings: Warnings) -> Run<'_> {
        Run {
            checks,
            warnings,
            for_export: false,
            schools: Schools::default(),
            room: AtomicUsize::new(MOST_TEXT),
        }
    }

    fn folder(
        self,
        paths: &[PathBuf],
        without: Option<&Path>,
        jobs: NonZeroUsize,
    ) -> Result<Folder, LoadError> {
        let listing = find::list(paths, without)?;
        let read = parallel_map(&listing.files, jobs, |file| self.read(file));
        let mut folder = Folder {
            schools: listing.schools,
            passed_over: listing.passed_over,
            ..Folder::default()
        };
        let mut with_plans = listing.seen_before;
        for (file, read) in listing.files.iter().zip(read) {
            match read {
                Read::Plan(plan) => {
                    with_plans.insert(file.of);
                    folder.plans.push(*plan);
                }
                Read::PassedOver(passed) => folder.passed_over.push(passed),
                Read::Nothing => {}
            }
        }
        let named = listing.files.iter();
        let named = named.filter(|file| matches!(file.role, Role::Named));
        let named: Vec<&Path> = named.map(|file| file.path.as_path()).collect();
        let others = other_children::names(&named, &folder.plans, jobs);
        self.find_others_named(&mut folder.plans, others, jobs);
        cross_checks::run(&mut folder.plans, self.warnings);
        for plan in &mut folder.plans {
            // Nobody asks for it again, and a trust of schools has ten thousand.
            plan.compared = Compared::default();
        }
        let folders = paths.iter().enumerate();
        let empty = folders.filter(|(index, path)| !with_plans.contains(index) && path.is_dir());
        folder.without_plans = empty.map(|(_, path)| path.clone()).collect();
        let used: BTreeSet<PathBuf> = self.schools.read().collect();
        let alone = folder.schools.iter().filter(|school| {
            let real = fs::canonicalize(school);
            real.map_or(true, |real| !used.contains(&real))
        });
        folder.schools_alone = alone.cloned().collect();
        Ok(folder)
    }

    fn read(&self, file: &File) -> Read {
        match &file.role {
            Role::Named | Role::Yaml => self.plan(file),
            Role::PassedOver(why) => {
                let possible_plan = self.possible_plan(&file.path);
                Read::PassedOver(PassedOver::new(&file.path, why.clone(), possible_plan))
            }
            Role::Text => self.text(&file.path),
        }
    }

    fn plan(&self, file: &File) -> Read {
        let path = &file.path;
        // A fault of ours in one plan must not keep the others from being checked.
        let read = panic::catch_unwind(AssertUnwindSafe(|| {
            let loaded = load_with(path, &self.schools)?.in_words_of(self.checks.template());
            let passed = match Kind::of(&loaded) {
                _ if matches!(file.role, Role::Named) => None,
                Kind::Plan => None,
                Kind::School => Some((Reason::SchoolsName, PossiblePlan::None)),
                Kind::Template => Some((Reason::Template, PossiblePlan::None)),
                Kind::Other => Some((Reason::AnotherKind, PossiblePlan::None)),
                Kind::PerhapsOther => Some((Reason::AnotherKind, PossiblePlan::Any)),
            };
            if let Some((why, possible_plan)) = passed {
                let passed = PassedOver::new(path, why, possible_plan);
                return Ok(Read::PassedOver(passed));
            }
            let (report, mentions) = check_among_others(&loaded, self.checks);
            let mut plan = FolderPlan::new(path.clone(), Ok(Facts::of(&loaded)));
            let report = match Checked::new(&loaded, report) {
                Ok(checked) => {
                    let keep = |_| CheckedPlan::of(&checked, |bytes| self.has_room(bytes));
                    plan.checked = self.for_export.then_some(()).map(keep);
                    checked.into_report()
                }
                Err(report) => report,
            };
            let file = loaded.source.file();
            let file = self.has_room(file.text.len()).then(|| Arc::clone(file));
            plan.compared = Compared::of(&loaded, mentions, file);
            plan.report.draft = report.draft;
            plan.add(report.diagnostics, self.warnings);
            Ok(Read::Plan(Box::new(plan)))
        }));
        let trouble = match read {
            Ok(Ok(read)) => return read,
            Ok(Err(trouble)) => trouble,
            Err(_) => LoadError::Fault(path.clone()),
        };
        Read::Plan(Box::new(FolderPlan::new(path.clone(), Err(trouble))))
    }

    /// Takes so much of the room for text, if it is there.
    fn has_room(&self, bytes: usize) -> bool {
        let less = |left: usize| left.checked_sub(bytes);
        let taken = self
            .room
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, less);
        taken.is_ok()
    }

    /// Which plan a file is that is not read as one.
    fn possible_plan(&self, path: &Path) -> PossiblePlan {
        let Some(loaded) = self.loaded(path) else {
            return PossiblePlan::Any;
        };
        match Kind::of(&loaded) {
            Kind::Plan => PossiblePlan::of(&loaded),
            Kind::PerhapsOther => PossiblePlan::Any,
            Kind::School | Kind::Template | Kind::Other => PossiblePlan::None,
        }
    }

    /// A text that is a plan is reported: an editor may have given it its name.
    fn text(&self, path: &Path) -> Read {
        let Some(loaded) = self.loaded(path).filter(Kind::surely_a_plan) else {
            return Read::Nothing;
        };
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let why = NameKind::ending(path, &stem);
        Read::PassedOver(PassedOver::new(path, why, PossiblePlan::of(&loaded)))
    }

    fn loaded(&self, path: &Path) -> Option<Loaded> {
        let load = || load_text(path, &self.schools).ok();
        panic::catch_unwind(AssertUnwindSafe(load)).ok().flatten()
    }

    /// Searches for the names of other children, now that all of them are known, in the plans that may have one.
    fn find_others_named(&self, plans: &mut [FolderPlan], others: Vec<String>, jobs: NonZeroUsize) {
        let own = plans.iter().filter_map(|plan| plan.facts.as_ref().ok());
        let names = Names::of(own.filter_map(|facts| facts.child.clone()).chain(others));
        let index = Index::of(&names);
        let with_names = Checks {
            other_children: names.clone(),
            ..self.checks.clone()
        };
        let found = parallel_map(plans, jobs, |plan| {
            let may_name = index.may_be_in(&plan.compared.mentions);
            let found = may_name.then(|| self.others_named_in(plan, &with_names));
            found.flatten().unwrap_or_default()
        });
        for (plan, found) in plans.iter_mut().zip(found) {
            if !found.is_empty() {
                plan.add(found, self.warnings);
                let own = plan.path.display().to_string();
                in_order(&mut plan.report.diagnostics, &own);
            }
        }
    }

    /// Where a plan names other children; it is parsed once more for that, from its text.
    fn others_named_in(&self, plan: &FolderPlan, checks: &Checks) -> Option<Vec<Diagnostic>> {
        let search = || {
            let loaded = match &plan.compared.file {
                Some(file) => {
                    let school = self.schools.nearest(&Disk, &plan.path).ok()?;
                    reload_text(&plan.path, &file.text, school)
                }
                None => load_text(&plan.path, &self.schools).ok()?,
            };
            Some(others_named(&loaded, checks))
        };
        panic::catch_unwind(AssertUnwindSafe(search)).ok().flatten()
    }
}

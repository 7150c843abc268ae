//! Every plan of folders and files read once and checked, several at once, keeping of each what is needed later and no more.

use std::collections::BTreeSet;
use std::fs;
use std::num::NonZeroUsize;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};

use super::beside;
use super::facts::{Facts, Room};
use super::find::{self, File, Role};
use super::kind::Kind;
use super::name::Named;
use super::passed_over::{MayBe, PassedOver, Why};
use super::together;
use crate::check::{
    Checks, Index, Mentions, Names, Report, check_among_others, in_order, others_named,
};
use crate::diagnostic::{Diagnostic, Severity};
use crate::load::{LoadError, Loaded, Schools, load_text, load_with, text_again};
use crate::side_by_side::side_by_side;

/// What there is in folders and files: each file in them that may be taken for a plan is in one of the three lists.
#[derive(Debug, Default)]
pub struct Folder {
    /// The plans, those that cannot be read among them, in the order of the paths that were named and of their own.
    pub plans: Vec<Seen>,
    /// The schools' files.
    pub schools: Vec<PathBuf>,
    /// The schools' files that no plan here was read with, so that nothing is said of them yet.
    pub schools_alone: Vec<PathBuf>,
    /// What is not taken for a plan, and why.
    pub passed_over: Vec<PassedOver>,
    /// The folders that were named and have no plan: more likely the wrong ones than some that are in order.
    pub without_plans: Vec<PathBuf>,
}

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
    /// Each is in its plan's report, with its place.
    Kept,
    /// They are counted: a school has many plans, and each a few dozen.
    Counted,
}

/// Reads the files and what is in the folders, `jobs` plans at a time, and checks the plans, with the rules that need more
/// than one of them. A file that was named is a plan whatever it holds; in a folder the reader of plans decides, and what is
/// not taken for one is told with why. The folder `without`, where copies are written, is left out.
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
    let listing = find::list(paths, without)?;
    let run = Run {
        checks,
        warnings,
        schools: Schools::default(),
        room: Room::default(),
    };
    let read = side_by_side(&listing.files, jobs, |file| run.read(file));
    let mut folder = Folder {
        schools: listing.schools,
        passed_over: listing.passed_over,
        ..Folder::default()
    };
    let mut mentions = Vec::new();
    let mut with_plans = listing.seen_before;
    for (file, read) in listing.files.iter().zip(read) {
        match read {
            Read::Plan(seen, mentioned) => {
                with_plans.insert(file.of);
                folder.plans.push(*seen);
                mentions.push(mentioned);
            }
            Read::PassedOver(passed) => folder.passed_over.push(passed),
            Read::Nothing => {}
        }
    }
    let named = listing.files.iter();
    let named = named.filter(|file| matches!(file.role, Role::Named));
    let named: Vec<&Path> = named.map(|file| file.path.as_path()).collect();
    let beside = beside::names(&named, &folder.plans, jobs);
    run.find_others_named(&mut folder.plans, &mentions, beside, jobs);
    together::check(&mut folder.plans, warnings);
    let folders = paths.iter().enumerate();
    let empty = folders.filter(|(index, path)| !with_plans.contains(index) && path.is_dir());
    folder.without_plans = empty.map(|(_, path)| path.clone()).collect();
    let used: BTreeSet<PathBuf> = run.schools.read().collect();
    let alone = folder.schools.iter().filter(|school| {
        let real = fs::canonicalize(school);
        real.map_or(true, |real| !used.contains(&real))
    });
    folder.schools_alone = alone.cloned().collect();
    Ok(folder)
}

/// What came of a file.
enum Read {
    Plan(Box<Seen>, Mentions),
    PassedOver(PassedOver),
    Nothing,
}

/// What the plans of one run share.
struct Run<'a> {
    checks: &'a Checks,
    warnings: Warnings,
    schools: Schools,
    room: Room,
}

impl Run<'_> {
    fn read(&self, file: &File) -> Read {
        match &file.role {
            Role::Named | Role::Yaml => self.plan(file),
            Role::PassedOver(why) => {
                let may_be = self.may_be(&file.path);
                Read::PassedOver(PassedOver::new(&file.path, why.clone(), may_be))
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
                Kind::School => Some((Why::SchoolsName, MayBe::NoPlan)),
                Kind::Template => Some((Why::Template, MayBe::NoPlan)),
                Kind::Other => Some((Why::AnotherKind, MayBe::NoPlan)),
                Kind::PerhapsOther => Some((Why::AnotherKind, MayBe::AnyPlan)),
            };
            if let Some((why, may_be)) = passed {
                let passed = PassedOver::new(path, why, may_be);
                return Ok(Read::PassedOver(passed));
            }
            let (report, mentions) = check_among_others(&loaded, self.checks);
            let mut seen = Seen {
                path: path.clone(),
                facts: Ok(Facts::of(&loaded, &self.room)),
                report: Report {
                    draft: report.draft,
                    ..Report::default()
                },
                counted: 0,
            };
            seen.add(report.diagnostics, self.warnings);
            Ok(Read::Plan(Box::new(seen), mentions))
        }));
        let trouble = match read {
            Ok(Ok(read)) => return read,
            Ok(Err(trouble)) => trouble,
            Err(_) => LoadError::Fault(path.clone()),
        };
        let seen = Seen {
            path: path.clone(),
            facts: Err(trouble),
            report: Report::default(),
            counted: 0,
        };
        Read::Plan(Box::new(seen), Mentions::default())
    }

    /// Which plan a file is that is not read as one.
    fn may_be(&self, path: &Path) -> MayBe {
        let Some(loaded) = self.loaded(path) else {
            return MayBe::AnyPlan;
        };
        match Kind::of(&loaded) {
            Kind::Plan => MayBe::of(&loaded),
            Kind::PerhapsOther => MayBe::AnyPlan,
            Kind::School | Kind::Template | Kind::Other => MayBe::NoPlan,
        }
    }

    /// A text that is a plan is told of: an editor may have given it its name.
    fn text(&self, path: &Path) -> Read {
        let Some(loaded) = self.loaded(path).filter(Kind::surely_a_plan) else {
            return Read::Nothing;
        };
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let why = Named::ending(path, &stem);
        Read::PassedOver(PassedOver::new(path, why, MayBe::of(&loaded)))
    }

    fn loaded(&self, path: &Path) -> Option<Loaded> {
        let load = || load_text(path, &self.schools).ok();
        panic::catch_unwind(AssertUnwindSafe(load)).ok().flatten()
    }

    /// Searches for the names of other children, now that all of them are known, in the plans that may have one.
    fn find_others_named(
        &self,
        plans: &mut [Seen],
        mentions: &[Mentions],
        beside: Vec<String>,
        jobs: NonZeroUsize,
    ) {
        let own = plans.iter().filter_map(|one| one.facts.as_ref().ok());
        let names = Names::of(own.filter_map(|facts| facts.child.clone()).chain(beside));
        let index = Index::of(&names);
        let with_names = Checks {
            other_children: names.clone(),
            ..self.checks.clone()
        };
        let may_name = plans.iter().zip(mentions).enumerate();
        let may_name: Vec<(usize, &Seen)> = may_name
            .filter(|(_, (_, mentions))| index.may_be_in(mentions))
            .map(|(number, (one, _))| (number, one))
            .collect();
        let found = side_by_side(&may_name, jobs, |(number, one)| {
            (*number, self.others_named_in(one, &with_names))
        });
        for (number, found) in found {
            if let Some(one) = plans.get_mut(number).filter(|_| !found.is_empty()) {
                one.add(found, self.warnings);
                in_order(&mut one.report.diagnostics, &one.path.display().to_string());
            }
        }
    }

    fn others_named_in(&self, one: &Seen, checks: &Checks) -> Vec<Diagnostic> {
        let search = || {
            let facts = one.facts.as_ref().ok()?;
            let loaded = match &facts.text {
                Some(file) => text_again(&one.path, &file.text, facts.school.clone()),
                None => load_text(&one.path, &self.schools).ok()?,
            };
            Some(others_named(&loaded, checks))
        };
        let found = panic::catch_unwind(AssertUnwindSafe(search));
        found.ok().flatten().unwrap_or_default()
    }
}

impl Seen {
    /// Adds what was found, as what is only to be thought about is asked for.
    fn add(&mut self, found: Vec<Diagnostic>, warnings: Warnings) {
        let (errors, others): (Vec<_>, Vec<_>) = found
            .into_iter()
            .partition(|found| warnings == Warnings::Kept || found.severity == Severity::Error);
        self.counted += others.len();
        self.report.diagnostics.extend(errors);
    }
}

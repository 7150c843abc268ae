//! What an export is to make: which plans, which copies, and where each goes.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::path::PathBuf;

use super::children::Children;
use super::error::ExportError;
use super::job::{CopyJob, Job};
use super::manifest::Entry;
use super::not_made::NotMade;
use super::options::Options;
use super::unread::UnreadPlans;
use crate::check::Checks;
use crate::diagnostic::Rule;
use crate::folder::{Facts, FolderPlan, PassedOver, read_for_export};
use crate::plan::Status;

/// Everything that was found before anything is written.
pub struct Inventory {
    /// Every plan of the folder, with what `check` says of it.
    pub plans: Vec<FolderPlan>,
    /// Plans that another plan of the same child replaces, with a sentence that says so.
    pub replaced: Vec<(PathBuf, String)>,
    /// Plans without a reference, with what their copies are called instead: the name of a file may be a child's.
    pub unnamed: Vec<(PathBuf, String)>,
    /// What is not taken for a plan, and why.
    pub passed_over: Vec<PassedOver>,
    /// Which plans there may be that could not be read to their end, or were not read at all.
    pub(super) unread: UnreadPlans,
    /// Whose the plans are, by what their copies are called after, in small letters.
    pub(super) children: Children,
    /// What to make.
    pub(super) jobs: Vec<Job>,
    /// The entries of copies that are not to be made.
    pub(super) left_out: Vec<Entry>,
}

impl Inventory {
    /// Finds, reads and checks every plan of the folder, and says what would be made. Nothing is written.
    ///
    /// # Errors
    /// [`ExportError::Plans`] where a folder cannot be listed, [`ExportError::NoPlans`] where there are none.
    pub fn take(
        options: &Options,
        checks: &Checks,
        jobs: NonZeroUsize,
    ) -> Result<Inventory, ExportError> {
        let found = read_for_export(&options.folder, &options.out, checks, jobs)?;
        if found.plans.is_empty() {
            let folder = options.folder.clone();
            return Err(ExportError::NoPlans(folder, found.passed_over));
        }
        let mut inventory = Inventory {
            unread: UnreadPlans::of(&found.plans, &found.passed_over),
            plans: found.plans,
            replaced: Vec::new(),
            unnamed: Vec::new(),
            passed_over: found.passed_over,
            children: Children::default(),
            jobs: Vec::new(),
            left_out: Vec::new(),
        };
        inventory.sort_out(options);
        Ok(inventory)
    }

    /// Decides for each plan what is to be made of it.
    fn sort_out(&mut self, options: &Options) {
        let newest = newest(&self.plans);
        let places = places(&self.plans);
        for (index, plan) in self.plans.iter().enumerate() {
            let Ok(facts) = &plan.facts else {
                continue;
            };
            let stem = options.stem(facts, &plan.path);
            self.children.add(&stem, &facts.identity);
            if options.shard.is_some_and(|shard| !shard.has(&stem)) {
                continue;
            }
            let chosen = newest.get(&facts.stem.to_lowercase()).copied();
            let chosen = chosen.unwrap_or(index);
            if chosen != index && plan.is_sound() {
                let instead = instead(facts, self.plans.get(chosen));
                self.replaced.push((plan.path.clone(), instead));
                continue;
            }
            if facts.id.is_none() {
                self.unnamed.push((plan.path.clone(), stem.clone()));
            }
            let place = places.get(&index).copied().unwrap_or_default();
            let copies = facts.copies.iter();
            let wanted = copies.filter(|copy| options.readers.contains(&copy.reader));
            if let Some(checked) = plan.checked() {
                let copies = wanted.map(|wanted| CopyJob {
                    wanted: wanted.clone(),
                    entry: options.entry(facts, &stem, wanted, place),
                    there: None,
                    made_from: options.made_from(checked.digest, wanted),
                });
                self.jobs.push(Job {
                    plan: checked.clone(),
                    child: facts.identity.clone(),
                    copies: copies.collect(),
                });
            } else if chosen == index {
                // Of two plans with one reference, neither can say which files are its own.
                let found = plan.report.diagnostics.iter();
                let why = match found
                    .map(|found| found.rule)
                    .any(|rule| rule == Rule::Disclosure)
                {
                    true => NotMade::ToBeLookedAt,
                    false => NotMade::HasErrors(plan.report.errors()),
                };
                self.left_out.extend(wanted.map(|wanted| Entry {
                    not_made: Some(why.clone()),
                    ..options.entry(facts, &stem, wanted, place)
                }));
            }
        }
    }

    /// The entries of the copies to make.
    pub(super) fn to_make(&self) -> impl Iterator<Item = &Entry> {
        let copies = self.jobs.iter().flat_map(|job| &job.copies);
        copies.map(|copy| &copy.entry)
    }

    /// How many copies are to be there in the end.
    pub fn copies(&self) -> usize {
        self.to_make().count()
    }

    /// How many of the plans copies are made of are drafts.
    pub fn drafts(&self) -> usize {
        let first = self.jobs.iter().filter_map(|job| job.copies.first());
        first
            .filter(|copy| copy.entry.status == Some(Status::Draft))
            .count()
    }

    /// How many plans have errors or could not be read.
    pub fn with_errors(&self) -> usize {
        self.plans.iter().filter(|plan| !plan.is_sound()).count()
    }
}

/// The plans that could be read, with their numbers.
fn readable(plans: &[FolderPlan]) -> impl Iterator<Item = (usize, &Facts)> {
    let numbered = plans.iter().enumerate();
    numbered.filter_map(|(number, plan)| Some((number, plan.facts.as_ref().ok()?)))
}

/// Of the plans of one child under one reference, the one that is handed out: the last that is agreed, or else the last.
fn newest(plans: &[FolderPlan]) -> BTreeMap<String, usize> {
    let mut newest = BTreeMap::new();
    for (number, facts) in readable(plans) {
        let agreed = matches!(facts.status, Some(Status::Agreed | Status::Reviewed));
        let rank = (agreed, facts.cycle);
        let best = newest.entry(facts.stem.to_lowercase());
        let best = best.or_insert((rank, number));
        if rank > best.0 {
            *best = (rank, number);
        }
    }
    let numbers = newest.into_iter().map(|(stem, (_, number))| (stem, number));
    numbers.collect()
}

fn instead(facts: &Facts, chosen: Option<&FolderPlan>) -> String {
    let cycle = |facts: &Facts| match facts.cycle {
        Some(cycle) => format!("plan number {cycle}"),
        None => "a plan".to_owned(),
    };
    let chosen = chosen.and_then(|plan| plan.facts.as_ref().ok());
    format!(
        "{} of {} is left out, since {} is handed out",
        cycle(facts),
        facts.stem,
        chosen.map(cycle).unwrap_or_default()
    )
}

/// Each plan's place in its class by the child's name, from 1.
fn places(plans: &[FolderPlan]) -> BTreeMap<usize, usize> {
    let mut classes: BTreeMap<String, BTreeSet<(String, &str, usize)>> = BTreeMap::new();
    for (number, facts) in readable(plans) {
        let name = facts.child.as_deref().unwrap_or_default().to_lowercase();
        let class = classes.entry(facts.group()).or_default();
        class.insert((name, &facts.stem, number));
    }
    let children = classes.values().flat_map(|class| class.iter().zip(1..));
    let places = children.map(|((.., number), place)| (*number, place));
    places.collect()
}

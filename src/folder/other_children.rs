//! The names of the children whose plans lie beside some that are read.

use std::collections::BTreeSet;
use std::fs;
use std::num::NonZeroUsize;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::thread;

use super::kind::Kind;
use super::name::is_yaml_file;
use super::plan::FolderPlan;
use crate::check::Names;
use crate::load::{Schools, load_text};
use crate::parallel::parallel_map;

/// The names of the children of these plans, and of those whose plans lie in the same folders, so that each plan can be
/// searched for the others' names. What cannot be read names nobody.
pub fn children(plans: &[PathBuf]) -> Names {
    let named: Vec<&Path> = plans.iter().map(PathBuf::as_path).collect();
    let jobs = thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let schools = Schools::default();
    let own = parallel_map(&named, jobs, |path| name(path, &schools));
    Names::of(own.into_iter().flatten().chain(names(&named, &[], jobs)))
}

/// The names of the children whose plans lie in the folders of the `named` ones, but for those that were read already.
pub(super) fn names(named: &[&Path], read: &[FolderPlan], jobs: NonZeroUsize) -> Vec<String> {
    let mut known: BTreeSet<&Path> = named.iter().copied().collect();
    known.extend(read.iter().map(|one| one.path.as_path()));
    let folders: BTreeSet<&Path> = named.iter().filter_map(|plan| plan.parent()).collect();
    let beside = folders.into_iter().flat_map(|folder| {
        let here = if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            folder
        };
        let entries = fs::read_dir(here).into_iter().flatten().flatten();
        // Spelt as the plans are, so that none of them is read twice.
        entries.map(|entry| folder.join(entry.file_name()))
    });
    let beside = beside.filter(|path| is_yaml_file(path) && !known.contains(path.as_path()));
    let beside: Vec<PathBuf> = beside.collect();
    let schools = Schools::default();
    let names = parallel_map(&beside, jobs, |path| name(path, &schools));
    names.into_iter().flatten().collect()
}

/// The name of the child whose plan this file is.
fn name(path: &Path, schools: &Schools) -> Option<String> {
    let read = || {
        let loaded = load_text(path, schools).ok()?;
        let is_plan = Kind::of(&loaded) == Kind::Plan;
        loaded.plan.child.name.filter(|_| is_plan)
    };
    // A fault of ours in a plan beside must not keep this one from being checked.
    panic::catch_unwind(AssertUnwindSafe(read)).ok().flatten()
}

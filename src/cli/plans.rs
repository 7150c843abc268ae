//! Finds the plans on the command line, in the files and folders given, and names files that are not plans.

use std::collections::BTreeSet;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::{fs, iter, thread};

use crate::Checks;
use crate::folder::{self, Folder, FolderPlan, PassedOver, Warnings};

use super::{Trouble, say};

/// The name of the file with a school's details and settings.
pub const SCHOOL_FILE: &str = "school.yaml";

/// A given folder has no plans: it is probably the wrong one.
#[derive(Debug, thiserror::Error)]
#[error(
    "There is no plan in `{}`: a plan is a .yaml file with parts such as `plan:` and `child:`{}",
    .0.display(), also(.1)
)]
struct NoPlans(PathBuf, Vec<PassedOver>);

/// Lists the files that were skipped, one per line.
fn also(passed_over: &[PassedOver]) -> String {
    let sentences = passed_over.iter().map(|passed| format!(".\n{passed}"));
    sentences.collect()
}

/// A file was given in place of a folder.
#[derive(Debug, thiserror::Error)]
#[error("`{}` is a file: name its folder", .0.display())]
struct NotAFolder(PathBuf);

/// Reads the files and folders, checks the plans, and names each file that is not taken for one. A school's file is
/// checked as such.
pub fn read(paths: &[PathBuf], checks: &Checks, warnings: Warnings) -> Result<Folder, Trouble> {
    let folder = read_quietly(paths, checks, warnings)?;
    say_what_is_skipped(&folder.plans, &folder.passed_over);
    Ok(folder)
}

/// Reads everything again after a file has changed, without naming skipped files again.
pub fn read_again(paths: &[PathBuf], checks: &Checks) -> Result<Folder, Trouble> {
    read_quietly(paths, checks, Warnings::Kept)
}

fn read_quietly(paths: &[PathBuf], checks: &Checks, warnings: Warnings) -> Result<Folder, Trouble> {
    // A shell expands `*.yaml` to the plans and the school's file.
    let is_school = |path: &&PathBuf| is_school_file(path) && !path.is_dir();
    let (schools, paths): (Vec<&PathBuf>, Vec<&PathBuf>) = paths.iter().partition(is_school);
    let paths: Vec<PathBuf> = paths.into_iter().cloned().collect();
    let mut folder = folder::read(&paths, None, checks, cores(), warnings)?;
    if let Some(empty) = folder.without_plans.first() {
        let passed_over = folder.passed_over.into_iter();
        let in_it = passed_over.filter(|passed| passed.path.starts_with(empty));
        return Err(NoPlans(empty.clone(), in_it.collect()).into());
    }
    for school in schools {
        folder.schools_alone.retain(|alone| alone != school);
        folder.schools_alone.push(school.clone());
    }
    Ok(folder)
}

/// Returns the default number of plans to work on at once.
pub fn cores() -> NonZeroUsize {
    thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

/// Checks that a folder was given, not a file.
pub fn require_folder(folder: &Path) -> Result<(), Trouble> {
    if folder.is_file() {
        return Err(NotAFolder(folder.to_owned()).into());
    }
    Ok(())
}

/// Whether a file is a school's file by its name, which may be spelt slightly differently.
pub fn is_school_file(file: &Path) -> bool {
    let name = file.file_name().map(|name| name.to_ascii_lowercase());
    name.is_some_and(|name| name == SCHOOL_FILE || name == "school.yml")
}

/// Names each skipped file, and the first file in the folders above that looks like a school's file with the wrong
/// name.
pub fn say_what_is_skipped(plans: &[FolderPlan], passed_over: &[PassedOver]) {
    for passed in passed_over {
        say(&format!("{passed}."));
    }
    let plans = plans.iter().map(|plan| plan.path.as_path());
    let folders: BTreeSet<&Path> = plans.flat_map(folders_to).collect();
    let misnamed = folders.into_iter().find_map(misnamed_school_file);
    let is_listed = |file: &Path| passed_over.iter().any(|passed| passed.path.ends_with(file));
    if let Some(file) = misnamed.filter(|file| !is_listed(file)) {
        say(&format!(
            "`{}` is not used: the school's file must be called `{SCHOOL_FILE}`.",
            file.display()
        ));
    }
}

/// Returns the folders that may have a plan's school file: its own and those above, up to one that has it.
fn folders_to<'a>(plan: &'a Path) -> impl Iterator<Item = &'a Path> {
    // The parent of `..` is not the path before it.
    let above = |folder: &&'a Path| folder.file_name().and(folder.parent());
    let has_one = |folder: &Path| folder.join(SCHOOL_FILE).is_file();
    iter::successors(plan.parent(), above).take_while(move |folder| !has_one(folder))
}

fn misnamed_school_file(folder: &Path) -> Option<PathBuf> {
    let listed = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let entries = fs::read_dir(listed).ok()?.flatten();
    let names = entries.map(|entry| folder.join(entry.file_name()));
    let other = |file: &PathBuf| is_school_file(file) && !file.ends_with(SCHOOL_FILE);
    names.filter(other).min()
}

//! Which plans are meant: the files that are named, and those in the folders that are named. And which files are none.

use std::collections::BTreeSet;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::{fs, iter, thread};

use crate::Checks;
use crate::folder::{self, Folder, FolderPlan, PassedOver, Warnings};

use super::{Trouble, say};

/// The name of the file with a school's details and settings.
pub const SCHOOL_FILE: &str = "school.yaml";

/// A folder that was named and has no plans: more likely the wrong folder than one that is in order.
#[derive(Debug, thiserror::Error)]
#[error(
    "There is no plan in `{}`: a plan is a .yaml file with parts such as `plan:` and `child:`{}",
    .0.display(), also(.1)
)]
struct NoPlans(PathBuf, Vec<PassedOver>);

/// What was passed over, a sentence on each line.
fn also(passed_over: &[PassedOver]) -> String {
    let sentences = passed_over.iter().map(|passed| format!(".\n{passed}"));
    sentences.collect()
}

/// A file that was named where a folder of plans is wanted.
#[derive(Debug, thiserror::Error)]
#[error("`{}` is a file: name its folder", .0.display())]
struct NotAFolder(PathBuf);

/// Reads the files and the folders, checks the plans, and names each file that is not taken for one. A file that is meant for
/// the school's is checked as that.
pub fn read(paths: &[PathBuf], checks: &Checks, warnings: Warnings) -> Result<Folder, Trouble> {
    let folder = read_quietly(paths, checks, warnings)?;
    say_what_is_passed_over(&folder.plans, &folder.passed_over);
    Ok(folder)
}

/// The same once more, after a file has changed: what is passed over was said before.
pub fn read_again(paths: &[PathBuf], checks: &Checks) -> Result<Folder, Trouble> {
    read_quietly(paths, checks, Warnings::Kept)
}

fn read_quietly(paths: &[PathBuf], checks: &Checks, warnings: Warnings) -> Result<Folder, Trouble> {
    // A shell's `*.yaml` names the school's file with the plans beside it.
    let is_school = |path: &&PathBuf| is_the_schools(path) && !path.is_dir();
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

/// How many plans are worked on at once where nothing else was asked for.
pub fn cores() -> NonZeroUsize {
    thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

/// Looks whether a folder was named, and not a file in it.
pub fn is_no_file(folder: &Path) -> Result<(), Trouble> {
    if folder.is_file() {
        return Err(NotAFolder(folder.to_owned()).into());
    }
    Ok(())
}

/// Whether a file holds a school's details and settings, or is meant to: its name may be spelt a little otherwise.
pub fn is_the_schools(file: &Path) -> bool {
    let name = file.file_name().map(|name| name.to_ascii_lowercase());
    name.is_some_and(|name| name == SCHOOL_FILE || name == "school.yml")
}

/// Names each file that was passed over, and the first above them that is meant for the school's and has another name.
pub fn say_what_is_passed_over(plans: &[FolderPlan], passed_over: &[PassedOver]) {
    for passed in passed_over {
        say(&format!("{passed}."));
    }
    let plans = plans.iter().map(|plan| plan.path.as_path());
    let folders: BTreeSet<&Path> = plans.flat_map(folders_to).collect();
    let meant = folders.into_iter().find_map(meant_for_the_schools);
    let is_reported = |file: &Path| passed_over.iter().any(|passed| passed.path.ends_with(file));
    if let Some(file) = meant.filter(|file| !is_reported(file)) {
        say(&format!(
            "`{}` is not used: the school's file must be called `{SCHOOL_FILE}`.",
            file.display()
        ));
    }
}

/// The folders that a plan's school may have its file in: the plan's own and those above, up to one that has it.
fn folders_to<'a>(plan: &'a Path) -> impl Iterator<Item = &'a Path> {
    // What is above `..` is not what stands before it.
    let above = |folder: &&'a Path| folder.file_name().and(folder.parent());
    let has_one = |folder: &Path| folder.join(SCHOOL_FILE).is_file();
    iter::successors(plan.parent(), above).take_while(move |folder| !has_one(folder))
}

fn meant_for_the_schools(folder: &Path) -> Option<PathBuf> {
    let listed = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let entries = fs::read_dir(listed).ok()?.flatten();
    let names = entries.map(|entry| folder.join(entry.file_name()));
    let other = |file: &PathBuf| is_the_schools(file) && !file.ends_with(SCHOOL_FILE);
    names.filter(other).min()
}

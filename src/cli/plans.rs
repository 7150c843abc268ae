//! Which plans are meant: the files that are named, and those in the folders that are named. And which files are none.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fs, iter};

use sendplan::folder;

use super::{Trouble, say};

/// The name of the file with a school's details and settings.
pub const SCHOOL_FILE: &str = "school.yaml";

/// A folder that was named and has no plans: more likely the wrong folder than one that is in order.
#[derive(Debug, thiserror::Error)]
#[error(
    "There is no plan in `{}`: a plan is a .yaml file with parts such as `plan:` and `child:` at the beginning of a line",
    .0.display()
)]
struct NoPlans(PathBuf);

/// A file that was named where a folder of plans is wanted.
#[derive(Debug, thiserror::Error)]
#[error("`{}` is a file: name its folder", .0.display())]
struct NotAFolder(PathBuf);

/// The files among the paths, and the plans in the folders among them, in the order of the paths. A file that
/// is named twice, or in a folder too, is meant once.
pub fn named(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Trouble> {
    let mut plans = Vec::new();
    for path in paths {
        if path.is_dir() {
            plans.extend(in_folder(path)?);
        } else {
            plans.push(path.clone());
        }
    }
    let mut known = BTreeSet::new();
    plans.retain(|plan| known.insert(fs::canonicalize(plan).unwrap_or_else(|_| plan.clone())));
    Ok(plans)
}

/// The plans in a folder and the folders in it.
pub fn in_folder(folder: &Path) -> Result<Vec<PathBuf>, Trouble> {
    is_no_file(folder)?;
    let plans = folder::plans(folder, None)?;
    if plans.is_empty() {
        return Err(NoPlans(folder.to_owned()).into());
    }
    Ok(plans)
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

/// Says of the first file that is meant for the school's, and passed over for its name, how it must be called.
pub fn say_what_is_passed_over(plans: &[PathBuf]) {
    let folders: BTreeSet<&Path> = plans.iter().flat_map(|plan| folders_to(plan)).collect();
    if let Some(file) = folders.into_iter().find_map(passed_over) {
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

fn passed_over(folder: &Path) -> Option<PathBuf> {
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

//! Which plans are meant: the files that are named, and those in the folders that are named.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use sendplan::folder;

use super::Trouble;

/// A folder that was named and has no plans: more likely the wrong folder than one that is in order.
#[derive(Debug, thiserror::Error)]
#[error(
    "There is no plan in `{}`: a plan is a .yaml file with parts such as `plan:` and `child:` at the beginning of a line",
    .0.display()
)]
struct NoPlans(PathBuf);

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
    let plans = folder::plans(folder, None)?;
    if plans.is_empty() {
        return Err(NoPlans(folder.to_owned()).into());
    }
    Ok(plans)
}

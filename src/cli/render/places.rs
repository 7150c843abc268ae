//! Where copies go: what may be replaced there, what is left over, and how several cycles lie side by side.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::Job;
use crate::cli::output::FileTrouble;
use crate::cli::{Ended, Trouble, say};
use crate::copy::Identity;
use crate::load::{Schools, load_text};
use crate::{Loaded, Made, disk, make};

impl Job<'_> {
    /// Says what keeps copies from being written, if anything does: what lies in their places already.
    pub(super) fn kept(
        &self,
        mut paths: impl Iterator<Item = PathBuf>,
        loaded: &Loaded,
    ) -> Option<Ended> {
        if self.args.replace {
            return None;
        }
        let own = Identity::of(&loaded.plan);
        let password = self.password.as_ref();
        let (path, kept) = paths.find_map(|path| {
            let kept = make::may_replace(&path, &own, password).err()?;
            Some((path, kept))
        })?;
        say(&format!(
            "No copies of {} were written, because `{}` {kept}.",
            loaded.path.display(),
            path.display()
        ));
        Some(Ended::WithErrors)
    }

    /// The copies of this plan in a folder that it no longer asks for. Nothing is written into a folder that cannot be listed.
    pub(super) fn left_over(
        &self,
        folder: &Path,
        loaded: &Loaded,
    ) -> Result<Vec<PathBuf>, Trouble> {
        let own = Identity::of(&loaded.plan);
        let (stem, names) = (make::stem(loaded), make::every_name(loaded));
        let left = make::left_over(folder, &stem, &own, &names, self.password.as_ref());
        Ok(left.map_err(|why| FileTrouble::reading(folder, why))?)
    }

    /// Names the left-over copies in a folder, or removes them, and clears away temporary files of interrupted runs.
    pub(super) fn tidy(&self, folder: &Path, left_over: Vec<PathBuf>) -> Result<Ended, Trouble> {
        disk::clear_away(folder);
        for path in left_over {
            if self.args.prune {
                fs::remove_file(&path).map_err(|why| FileTrouble::removing(&path, why))?;
                say(&format!(
                    "`{}` was removed: the plan no longer asks for it.",
                    path.display()
                ));
            } else {
                say(&format!(
                    "`{}` is still there, and the plan no longer asks for it: --prune removes it.",
                    path.display()
                ));
            }
        }
        Ok(Ended::Well)
    }
}

/// A plan that is rendered with others.
struct One<'a> {
    path: &'a PathBuf,
    child: Identity,
    cycle: Option<u32>,
}

/// The plans that are cycles of one child under one reference.
pub(super) fn cycles(plans: &[PathBuf]) -> BTreeSet<PathBuf> {
    let mut known: BTreeMap<String, Vec<One<'_>>> = BTreeMap::new();
    let schools = Schools::default();
    for path in plans.iter().filter(|_| plans.len() > 1) {
        if let Ok(loaded) = load_text(path, &schools) {
            let one = One {
                path,
                child: Identity::of(&loaded.plan),
                cycle: loaded.plan.plan.cycle,
            };
            let stem = make::stem(&loaded).to_lowercase();
            known.entry(stem).or_default().push(one);
        }
    }
    let of_one_child = |plans: &Vec<One<'_>>| {
        let cycles: BTreeSet<u32> = plans.iter().filter_map(|one| one.cycle).collect();
        let first = plans.first().map(|one| &one.child);
        let same = |one: &One<'_>| first.is_some_and(|first| one.child.is_named_as(first));
        plans.len() > 1 && cycles.len() == plans.len() && plans.iter().all(same)
    };
    let several = known.into_values().filter(of_one_child).flatten();
    several.map(|one| one.path.clone()).collect()
}

/// Where a copy lies, the same however its folder is spelt, and on file systems that do not tell capitals apart.
pub(super) fn one_place(folder: &Path, copy: &Made) -> PathBuf {
    let real = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    real.join(copy.file_name.to_lowercase())
}

//! Whose files an export may replace or remove: those of the child that a plan is of, and no other's.

use std::collections::BTreeMap;

use super::job::CopyJob;
use super::manifest::{Entry, MadeFile};
use super::options::Options;
use super::output::OutputFolder;
use super::progress::RunOptions;
use crate::copy::Identity;
use crate::make::{Kept, may_replace};

/// Whose plans there are under each reference: nearly always one child's.
#[derive(Default)]
pub(super) struct Children(BTreeMap<String, Vec<Identity>>);

/// What lies in the place of a copy.
pub(super) struct There<'a> {
    /// What the manifest has of it.
    pub old: Option<&'a Entry>,
    /// What it says was made, as long as the file is that.
    pub made: Option<MadeFile>,
    /// Whether it is as it should be.
    pub as_asked: bool,
    /// Why it is not to be replaced.
    pub kept: Option<Kept>,
}

impl There<'_> {
    /// What lies in the place of a copy of this child's, of which the manifest has an `old` entry.
    pub fn of<'a>(
        copy: &CopyJob,
        child: &Identity,
        old: Option<&'a Entry>,
        options: &Options,
        out: &OutputFolder,
        how: RunOptions,
    ) -> There<'a> {
        let (file, password) = (&copy.entry.file, options.protect.as_ref());
        let last = old.and_then(Entry::last_made);
        let of_this_plan = last.is_some_and(|last| last.made_from == copy.made_from);
        let is_as_made = last.is_some_and(|last| out.holds(file, last));
        let made = old.filter(|_| is_as_made).and_then(|old| old.made.clone());
        let as_asked = !how.force && of_this_plan && {
            let protected = made.as_ref().map(|made| made.protected);
            protected == Some(password.is_some()) && out.opens(file, password)
        };
        let kept = if as_asked || how.replace {
            Ok(())
        } else {
            may_replace(&out.folder().join(file), child, password)
        };
        There {
            as_asked,
            kept: match kept {
                // The manifest says that this very plan's copy was written there, and what cannot be opened is nobody's.
                Err(Kept::Damaged) if of_this_plan => None,
                // It is that copy still, and has another password or is to have none.
                Err(Kept::Protected) if of_this_plan && is_as_made => None,
                kept => kept.err(),
            },
            made,
            old,
        }
    }
}

impl Children {
    pub fn add(&mut self, stem: &str, child: &Identity) {
        let of_one = self.0.entry(stem.to_lowercase()).or_default();
        of_one.push(child.clone());
    }

    /// Why a copy of an earlier export is not one of the plans that have its reference now; nothing where it is, or where no
    /// plan has that reference.
    pub fn disown(&self, entry: &Entry, options: &Options, out: &OutputFolder) -> Option<Kept> {
        let path = out.folder().join(&entry.file);
        let mut why = None;
        for child in self.0.get(&entry.plan.to_lowercase())? {
            why = Some(may_replace(&path, child, options.protect.as_ref()).err()?);
        }
        why
    }
}

//! What an export has to do: which copies have changed, which are as they should be, and which no plan asks for any more.

use std::collections::BTreeMap;

use super::error::ExportError;
use super::inventory::Inventory;
use super::job::{CopyJob, Job};
use super::manifest::{Entry, MadeFile, Manifest};
use super::not_made::NotMade;
use super::options::Options;
use super::output::OutputFolder;
use super::progress::RunOptions;
use super::unread::UnreadPlans;
use crate::parallel::parallel_map;

/// What an export comes to, found before anything is written.
#[derive(Default)]
pub(super) struct Changes {
    /// The entries that nothing is to be done for, and that plans ask for or that nothing was asked of.
    pub settled: Vec<Entry>,
    /// The entries of copies that are kept though no plan is known to ask for them.
    pub unasked: Vec<Entry>,
    /// The plans with copies to make.
    pub jobs: Vec<Job>,
    /// The copies to remove, as they are told of while they may still be there.
    pub leaving: Vec<Entry>,
    /// How many of the settled copies are as they should be.
    pub unchanged: usize,
    /// How many of the unasked ones no plan asks for.
    pub gone: usize,
    /// How many of them a plan may ask for that could not be read.
    pub doubtful: usize,
}

/// What earlier exports left.
pub(super) struct Earlier {
    /// What the whole's manifest says or, for a part, its own.
    pub manifest: Option<Manifest>,
    /// What the manifests of parts say that were never joined.
    parts: Vec<Manifest>,
}

/// Earlier copies by their files.
type Before<'a> = BTreeMap<&'a str, &'a Entry>;

impl Earlier {
    /// What lies in an export's folder.
    ///
    /// # Errors
    /// [`ExportError::Foreign`], [`ExportError::Reading`].
    pub fn of(out: &OutputFolder) -> Result<Earlier, ExportError> {
        let parts = if out.is_whole() {
            out.parts_manifests()?
        } else {
            Vec::new()
        };
        Ok(Earlier {
            manifest: out.manifest()?,
            parts,
        })
    }

    /// What was written, by file; of a whole export's manifest only what belongs to this part.
    fn copies(&self, options: &Options, out: &OutputFolder) -> Before<'_> {
        let entries = self.manifest.iter().flat_map(|old| &old.copies);
        let own = entries.filter(|entry| options.shard.is_none_or(|shard| shard.has(&entry.plan)));
        let mut copies: Before<'_> = own.map(|entry| (entry.file.as_str(), entry)).collect();
        // A part may be newer than the whole, or older: its files say so.
        for entry in self.parts.iter().flat_map(|part| &part.copies) {
            let known = copies.contains_key(entry.file.as_str());
            if !known || out.as_made(entry).is_some() {
                copies.insert(&entry.file, entry);
            }
        }
        copies
    }
}

impl Changes {
    /// Holds what was found in the plans against what an earlier export, or parts of one, left.
    ///
    /// # Errors
    /// [`ExportError::InTheWay`], [`ExportError::Unprotected`].
    pub fn of(
        inventory: Inventory,
        options: &Options,
        out: &OutputFolder,
        how: RunOptions,
        old: &Earlier,
    ) -> Result<Changes, ExportError> {
        let mut before = old.copies(options, out);
        let wanted = inventory.to_make().map(|entry| entry.file.as_str());
        out.nothing_in_the_way(wanted, |file| before.contains_key(file))?;
        // What was found in the plans has been told; it would only lie in memory as long as the copies are made.
        let Inventory {
            jobs,
            left_out,
            unread,
            ..
        } = inventory;
        let still_there = |file: &str| before.get(file).and_then(|old| out.as_made(old));
        // An earlier copy of a plan that has errors now is still what the manifest says it is.
        let left_out_made = parallel_map(&left_out, how.jobs, |entry| still_there(&entry.file));
        let found = parallel_map(&jobs, how.jobs, |job| {
            let copies = job.copies.iter().map(|copy| {
                let made = still_there(&copy.entry.file);
                let is_same = |made: &MadeFile| made.made_from == copy.made_from;
                let as_asked = !how.force
                    && made.as_ref().is_some_and(is_same)
                    && out.opens(&copy.entry.file, options.protect.as_ref());
                (made, as_asked)
            });
            copies.collect::<Vec<_>>()
        });
        let mut changes = Changes::default();
        let left_out = left_out.into_iter().zip(left_out_made);
        let left_out = left_out.map(|(entry, made)| Entry { made, ..entry });
        changes.settled.extend(left_out);
        for (job, found) in jobs.into_iter().zip(found) {
            changes.add(job, found);
        }
        let asked = changes.settled.iter().chain(changes.to_make());
        for entry in asked {
            before.remove(entry.file.as_str());
        }
        changes.keeps_its_password(options, out, how)?;
        for old in before.into_values() {
            changes.add_gone(old, &unread, options, out, how);
        }
        Ok(changes)
    }

    /// The entries of the copies that are to be made.
    pub fn to_make(&self) -> impl Iterator<Item = &Entry> {
        let copies = self.jobs.iter().flat_map(|job| &job.copies);
        copies.map(|copy| &copy.entry)
    }

    /// What nobody asks for, kept or to be removed.
    pub fn to_tell(&self) -> impl Iterator<Item = &Entry> {
        self.unasked.iter().chain(&self.leaving)
    }

    /// Adds a plan: what is in each copy's file, and whether that is as it should be.
    fn add(&mut self, job: Job, found: Vec<(Option<MadeFile>, bool)>) {
        let mut copies = Vec::new();
        for (copy, (made, as_asked)) in job.copies.into_iter().zip(found) {
            if as_asked {
                self.unchanged += 1;
                self.settled.push(Entry {
                    made,
                    not_made: None,
                    ..copy.entry
                });
            } else {
                copies.push(CopyJob {
                    before: made,
                    ..copy
                });
            }
        }
        if !copies.is_empty() {
            self.jobs.push(Job { copies, ..job });
        }
    }

    /// A copy that opens with a password only does not lose it because an option was forgotten.
    fn keeps_its_password(
        &self,
        options: &Options,
        out: &OutputFolder,
        how: RunOptions,
    ) -> Result<(), ExportError> {
        if options.protect.is_some() || how.force {
            return Ok(());
        }
        let copies = self.jobs.iter().flat_map(|job| &job.copies);
        let before = copies.filter_map(|copy| copy.before.as_ref());
        match before.filter(|made| made.protected).count() {
            0 => Ok(()),
            many => Err(ExportError::Unprotected(out.folder().to_owned(), many)),
        }
    }

    /// Adds what no plan asks for any more: kept and told of, or to be removed where that was asked for and the file is as it
    /// was written. While some plan cannot be read nobody knows what it asks for, and nothing is removed.
    fn add_gone(
        &mut self,
        old: &Entry,
        unread: &UnreadPlans,
        options: &Options,
        out: &OutputFolder,
        how: RunOptions,
    ) {
        let made = out.as_made(old);
        let is_changed = old.made.is_some() && made.is_none();
        let entry = Entry {
            child: old.child.clone().filter(|_| options.names),
            made,
            ..old.clone()
        };
        let because = |why: NotMade| Entry {
            not_made: Some(why),
            ..entry.clone()
        };
        if !options.readers.contains(&entry.copy) {
            // Nothing was asked of this kind of copy.
            self.settled.push(if is_changed {
                because(NotMade::Lost)
            } else {
                entry
            });
        } else if !out.has(&entry.file) {
            // It is known to nobody any more.
        } else if unread.may_include(&old.plan) {
            self.doubtful += 1;
            self.unasked.push(because(NotMade::PerhapsAsked));
        } else if how.prune && entry.made.is_some() {
            self.leaving.push(because(NotMade::Removed));
        } else {
            self.gone += 1;
            self.unasked.push(because(if is_changed {
                NotMade::UnaskedAndChanged
            } else {
                NotMade::Unasked
            }));
        }
    }
}

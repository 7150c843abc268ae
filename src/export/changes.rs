//! What an export has to do: which copies have changed, which are as they should be, and which no plan asks for any more.

use std::collections::BTreeMap;

use super::children::{Children, There};
use super::error::ExportError;
use super::inventory::Inventory;
use super::job::{CopyJob, Job};
use super::manifest::{Entry, MadeFile, Manifest};
use super::not_made::NotMade;
use super::options::Options;
use super::output::OutputFolder;
use super::progress::{Event, InTheWay, RunOptions};
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
    /// The copies to remove, as they are reported while they may still be there.
    pub leaving: Vec<Entry>,
    /// What keeps plans from being made, one for each.
    pub in_the_way: Vec<InTheWay>,
    /// How many of the settled copies are not made for that.
    pub not_made: usize,
    /// How many copies are to be made again that open with a password only.
    losing_password: usize,
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
    /// [`ExportError::Unprotected`].
    pub fn of(
        inventory: Inventory,
        options: &Options,
        out: &OutputFolder,
        how: RunOptions,
        old: &Earlier,
    ) -> Result<Changes, ExportError> {
        let mut before = old.copies(options, out);
        // What was found in the plans has been reported; it would only stay in memory as long as the copies are made.
        let Inventory {
            jobs,
            left_out,
            unread,
            children,
            ..
        } = inventory;
        let left_out = parallel_map(&left_out, how.jobs, |entry| {
            // An earlier copy of a plan that has errors now is still what the manifest says it is.
            let old = before.get(entry.file.as_str());
            let there = old.and_then(|old| Some((*old, out.as_made(old)?)));
            let not_made = entry.not_made.clone();
            match there {
                Some((old, made)) if children.disown(old, options, out).is_some() => {
                    as_before(old, Some(made), not_made, options)
                }
                there => Entry {
                    before: old.and_then(|old| old.last_made().cloned()),
                    ..entry.clone()
                }
                .found(there.map(|(_, made)| made)),
            }
        });
        let there = parallel_map(&jobs, how.jobs, |job| {
            let there = |copy: &CopyJob| {
                let old = before.get(copy.entry.file.as_str()).copied();
                There::of(copy, &job.child, old, options, out, how)
            };
            job.copies.iter().map(there).collect::<Vec<_>>()
        });
        let mut changes = Changes {
            settled: left_out,
            ..Changes::default()
        };
        for (job, there) in jobs.into_iter().zip(there) {
            changes.add(job, there, options);
        }
        let asked = changes.settled.iter().chain(changes.to_make());
        for entry in asked {
            before.remove(entry.file.as_str());
        }
        if changes.losing_password > 0 && options.protect.is_none() && !how.force {
            // A copy that opens with a password only does not lose it because an option was forgotten.
            let folder = out.folder().to_owned();
            return Err(ExportError::Unprotected(folder, changes.losing_password));
        }
        for old in before.into_values() {
            changes.add_gone(old, &unread, &children, options, out, how);
        }
        Ok(changes)
    }

    /// The entries of the copies that are to be made.
    pub fn to_make(&self) -> impl Iterator<Item = &Entry> {
        let copies = self.jobs.iter().flat_map(|job| &job.copies);
        copies.map(|copy| &copy.entry)
    }

    /// What a person is to know before the work begins: what is not replaced, and what nobody asks for.
    pub fn to_report(&self) -> impl Iterator<Item = Event<'_>> {
        let unasked = self.unasked.iter().chain(&self.leaving);
        let in_the_way = self.in_the_way.iter().map(Event::InTheWay);
        in_the_way.chain(unasked.map(Event::Unasked))
    }

    /// Adds a plan, with what lies in the place of each copy. Where one of them is not to be replaced none is made: copies of
    /// two children in one folder would be handed over together.
    fn add(&mut self, job: Job, there: Vec<There<'_>>, options: &Options) {
        let in_the_way = job.copies.iter().zip(&there).find_map(|(copy, there)| {
            Some(InTheWay {
                plan: copy.entry.plan.clone(),
                file: copy.entry.file.clone(),
                why: there.kept.as_ref()?.to_string(),
            })
        });
        let mut copies = Vec::new();
        for (copy, there) in job.copies.into_iter().zip(there) {
            let made = there.made;
            let entry = Entry {
                before: there.old.and_then(Entry::last_made).cloned(),
                ..copy.entry
            };
            if !there.as_asked && made.as_ref().is_some_and(|made| made.protected) {
                self.losing_password += 1;
            }
            if there.as_asked {
                self.unchanged += 1;
                let not_made = None;
                self.settled.push(Entry { not_made, ..entry }.found(made));
            } else if let Some(in_the_way) = &in_the_way {
                self.not_made += 1;
                let not_made = Some(NotMade::InTheWay(in_the_way.to_string()));
                self.settled.push(match there.old {
                    // The manifest says what lies there, and not what would.
                    Some(old) if there.kept.is_some() && made.is_some() => {
                        as_before(old, made, not_made, options)
                    }
                    _ => Entry { not_made, ..entry }.found(made),
                });
            } else {
                let there = made;
                copies.push(CopyJob {
                    entry,
                    there,
                    ..copy
                });
            }
        }
        self.in_the_way.extend(in_the_way);
        if !copies.is_empty() {
            self.jobs.push(Job { copies, ..job });
        }
    }

    /// Adds what no plan asks for any more: kept and reported, or to be removed where that was asked for and the file is as it
    /// was written. While some plan cannot be read nobody knows what it asks for, and nothing is removed.
    fn add_gone(
        &mut self,
        old: &Entry,
        unread: &UnreadPlans,
        children: &Children,
        options: &Options,
        out: &OutputFolder,
        how: RunOptions,
    ) {
        let made = out.as_made(old);
        let is_changed = old.made.is_some() && made.is_none();
        let entry = as_before(old, made, old.not_made.clone(), options);
        let because = |why: NotMade| Entry {
            not_made: Some(why),
            ..entry.clone()
        };
        let removed = how.prune && entry.made.is_some();
        let kept = (removed && !how.replace).then(|| children.disown(old, options, out));
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
        } else if let Some(kept) = kept.flatten() {
            self.gone += 1;
            let why = NotMade::UnaskedAndKept(kept.what().to_owned());
            self.unasked.push(because(why));
        } else if removed {
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

/// What an earlier export said of a file.
fn as_before(
    old: &Entry,
    made: Option<MadeFile>,
    not_made: Option<NotMade>,
    options: &Options,
) -> Entry {
    Entry {
        child: old.child.clone().filter(|_| options.names),
        not_made,
        ..old.clone()
    }
    .found(made)
}

//! What an export has to do: which copies have changed, which are as they should be, and which no plan asks for any more.

use std::collections::BTreeMap;

use super::ExportError;
use super::doubt::Doubt;
use super::manifest::{Entry, MadeFile, Manifest};
use super::order::Order;
use super::out::Out;
use super::progress::How;
use super::survey::{Options, Survey};
use crate::side_by_side::side_by_side;

/// A copy to make, and what lies at its place.
pub(super) struct Job {
    pub order: Order,
    pub entries: Vec<Entry>,
    /// What is in each copy's file until it is made anew.
    pub before: Vec<Option<MadeFile>>,
}

impl Job {
    /// Its entries where the copies could not be made.
    pub fn not_made(self, why: &str) -> Vec<Entry> {
        let entries = self.entries.into_iter().zip(self.before);
        entries
            .map(|(entry, made)| Entry {
                made,
                not_made: Some(why.to_owned()),
                ..entry
            })
            .collect()
    }

    /// Its entries where nobody has begun it.
    pub fn untouched(self) -> impl Iterator<Item = Entry> {
        let entries = self.entries.into_iter().zip(self.before);
        entries.map(|(entry, made)| Entry { made, ..entry })
    }
}

/// What an export comes to, found before anything is written.
pub(super) struct ToDo {
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

impl ToDo {
    /// How many copies are to be made.
    pub fn to_make(&self) -> usize {
        self.jobs.iter().map(|job| job.entries.len()).sum()
    }

    /// What nobody asks for: as its entry says, and whether it is to be removed.
    pub fn to_tell(&self) -> impl Iterator<Item = (&Entry, bool)> {
        let kept = self.unasked.iter();
        let leaving = self.leaving.iter().map(|entry| (entry, true));
        kept.map(|entry| (entry, false)).chain(leaving)
    }
}

/// Why a file is not the newest.
const UNASKED: &str = "no plan asks for it any more";
const UNASKED_AND_CHANGED: &str = "no plan asks for it any more, and its file was changed";
const DOUBTFUL: &str =
    "the plan that asks for it may be one that cannot be read now, or is passed over";
const LEAVING: &str = "removed, since no plan asks for it any more";
/// Why there is no file that was made once.
pub(super) const LOST: &str = "its file was changed or removed since it was made";

/// Holds what was found in the plans against what an earlier export, or parts of one, left.
///
/// # Errors
/// [`ExportError::InTheWay`], [`ExportError::Unprotected`].
pub(super) fn to_do(
    survey: Survey,
    options: &Options,
    out: &Out,
    how: How,
    old: &Old,
) -> Result<ToDo, ExportError> {
    let mut before = old.copies(options, out);
    nothing_in_the_way(&survey, &before, out)?;
    let Survey {
        seen,
        orders,
        left_out,
        in_doubt,
        ..
    } = survey;
    // What was found in the plans has been told; it would only lie in memory as long as the copies are made.
    drop(seen);
    // An earlier copy of a plan that has errors now is still what the manifest says it is.
    let still_there = side_by_side(&left_out, how.jobs, |entry| {
        before
            .get(entry.file.as_str())
            .and_then(|old| out.as_made(old))
    });
    let mut settled: Vec<Entry> = left_out
        .into_iter()
        .zip(still_there)
        .map(|(entry, made)| Entry { made, ..entry })
        .collect();
    let jobs = changed(orders, options, out, how, &before, &mut settled);
    let unchanged = settled
        .iter()
        .filter(|entry| entry.not_made.is_none())
        .count();
    let asked = settled
        .iter()
        .chain(jobs.iter().flat_map(|job| &job.entries));
    for entry in asked {
        before.remove(entry.file.as_str());
    }
    let mut to_do = ToDo {
        settled,
        unasked: Vec::new(),
        jobs,
        leaving: Vec::new(),
        unchanged,
        gone: 0,
        doubtful: 0,
    };
    keeps_its_password(&to_do, options, out, how)?;
    gone(before, &in_doubt, options, out, how, &mut to_do);
    Ok(to_do)
}

/// What earlier exports left.
pub(super) struct Old {
    /// What the whole's manifest says or, for a part, its own.
    pub manifest: Option<Manifest>,
    /// What the manifests of parts say that were never joined.
    pub parts: Vec<Manifest>,
}

impl Old {
    /// What lies in an export's folder.
    ///
    /// # Errors
    /// [`ExportError::Foreign`], [`ExportError::Reading`].
    pub fn of(out: &Out, options: &Options) -> Result<Old, ExportError> {
        let parts = if options.shard.is_none() {
            out.parts_manifests()?
        } else {
            Vec::new()
        };
        Ok(Old {
            manifest: out.manifest()?,
            parts,
        })
    }

    /// What was written, by file; of a whole export's manifest only what belongs to this part.
    fn copies(&self, options: &Options, out: &Out) -> BTreeMap<&str, &Entry> {
        let entries = self.manifest.iter().flat_map(|old| &old.copies);
        let own = entries.filter(|entry| options.shard.is_none_or(|shard| shard.has(&entry.plan)));
        let mut copies: BTreeMap<&str, &Entry> =
            own.map(|entry| (entry.file.as_str(), entry)).collect();
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

/// No file is written over that is not known to be an export's.
fn nothing_in_the_way(
    survey: &Survey,
    before: &BTreeMap<&str, &Entry>,
    out: &Out,
) -> Result<(), ExportError> {
    let wanted = survey.orders.iter().flat_map(|(_, entries)| entries);
    let strange: Vec<&Entry> = wanted
        .filter(|entry| !before.contains_key(entry.file.as_str()) && out.has(&entry.file))
        .collect();
    match strange.as_slice() {
        [] => Ok(()),
        [first, more @ ..] => Err(ExportError::InTheWay(
            out.folder().join(&first.file),
            more.len(),
        )),
    }
}

/// A copy that opens with a password only does not lose it because an option was forgotten.
fn keeps_its_password(
    to_do: &ToDo,
    options: &Options,
    out: &Out,
    how: How,
) -> Result<(), ExportError> {
    if options.protect.is_some() || how.force {
        return Ok(());
    }
    let before = to_do.jobs.iter().flat_map(|job| &job.before).flatten();
    match before.filter(|made| made.protected).count() {
        0 => Ok(()),
        many => Err(ExportError::Unprotected(out.folder().to_owned(), many)),
    }
}

/// The plans with copies to make. Copies that are as they should be are settled.
fn changed(
    orders: Vec<(Order, Vec<Entry>)>,
    options: &Options,
    out: &Out,
    how: How,
    before: &BTreeMap<&str, &Entry>,
    settled: &mut Vec<Entry>,
) -> Vec<Job> {
    let looked_at = side_by_side(&orders, how.jobs, |(order, entries)| {
        let copies = order.wanted.iter().zip(entries);
        let found = copies.map(|(wanted, entry)| {
            let made = before
                .get(entry.file.as_str())
                .and_then(|old| out.as_made(old));
            let made_from = options.made_from(order, wanted);
            let as_asked = !how.force
                && made
                    .as_ref()
                    .is_some_and(|made| made.made_from == made_from)
                && out.opens(&entry.file, options.protect.as_ref());
            (made, as_asked)
        });
        found.collect::<Vec<_>>()
    });
    let mut jobs = Vec::new();
    for ((mut order, entries), found) in orders.into_iter().zip(looked_at) {
        let all = std::mem::take(&mut order.wanted);
        let mut job = Job {
            order,
            entries: Vec::new(),
            before: Vec::new(),
        };
        let copies = all.into_iter().zip(entries).zip(found);
        for ((wanted, entry), (made, as_asked)) in copies {
            if as_asked {
                settled.push(Entry {
                    made,
                    not_made: None,
                    ..entry
                });
            } else {
                job.order.wanted.push(wanted);
                job.entries.push(entry);
                job.before.push(made);
            }
        }
        if !job.entries.is_empty() {
            jobs.push(job);
        }
    }
    jobs
}

/// What no plan asks for any more: kept and told of, or to be removed where that was asked for and the file is as it was
/// written. While some plan cannot be read nobody knows what it asks for, and nothing is removed.
fn gone(
    before: BTreeMap<&str, &Entry>,
    in_doubt: &Doubt,
    options: &Options,
    out: &Out,
    how: How,
    to_do: &mut ToDo,
) {
    for old in before.into_values() {
        let made = out.as_made(old);
        let changed = old.made.is_some() && made.is_none();
        let entry = Entry {
            child: old.child.clone().filter(|_| options.names),
            made,
            ..old.clone()
        };
        let because = |why: &str| Entry {
            not_made: Some(why.to_owned()),
            ..entry.clone()
        };
        if !options.readers.contains(&entry.copy) {
            // Nothing was asked of this kind of copy.
            to_do
                .settled
                .push(if changed { because(LOST) } else { entry });
        } else if !out.has(&entry.file) {
            // It is known to nobody any more.
        } else if in_doubt.has(&old.plan) {
            to_do.doubtful += 1;
            to_do.unasked.push(because(DOUBTFUL));
        } else if how.prune && entry.made.is_some() {
            to_do.leaving.push(because(LEAVING));
        } else {
            to_do.gone += 1;
            let why = if changed {
                UNASKED_AND_CHANGED
            } else {
                UNASKED
            };
            to_do.unasked.push(because(why));
        }
    }
}

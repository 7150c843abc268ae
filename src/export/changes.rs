//! What an export has to do: which copies have changed, which are as they should be, and which no plan asks for any more.

use std::collections::BTreeMap;
use std::mem;

use super::ExportError;
use super::maker::Order;
use super::manifest::{Entry, MadeFile, Manifest};
use super::order::{Options, Survey};
use super::out::Out;
use super::progress::{Event, How, Outcome};
use crate::folder::side_by_side;

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

/// What an earlier export wrote, by file; of a whole export's manifest only what belongs to this part.
pub(super) fn before(old: &Option<Manifest>, options: &Options) -> BTreeMap<String, Entry> {
    let entries = old.iter().flat_map(|old| old.copies.iter().cloned());
    let own = entries.filter(|entry| options.shard.is_none_or(|shard| shard.has(&entry.plan)));
    own.map(|entry| (entry.file.clone(), entry)).collect()
}

/// No file is written over that is not known to be an export's.
pub(super) fn nothing_in_the_way(
    survey: &Survey,
    before: &BTreeMap<String, Entry>,
    out: &Out,
) -> Result<(), ExportError> {
    let wanted = survey.orders.iter().flat_map(|(_, entries)| entries);
    let strange: Vec<&Entry> = wanted
        .filter(|entry| !before.contains_key(&entry.file) && out.has(&entry.file))
        .collect();
    match strange.as_slice() {
        [] => Ok(()),
        [first, more @ ..] => Err(ExportError::InTheWay(
            out.folder().join(&first.file),
            more.len(),
        )),
    }
}

/// The plans with copies to make. Copies that are as they should be are settled.
pub(super) fn changed(
    survey: &mut Survey,
    options: &Options,
    out: &Out,
    how: How,
    before: &BTreeMap<String, Entry>,
    settled: &mut Vec<Entry>,
) -> Vec<Job> {
    let orders = mem::take(&mut survey.orders);
    let looked_at = side_by_side(&orders, how.jobs, |(order, entries)| {
        let mut unchanged = Vec::new();
        let mut job = Job {
            order: Order {
                wanted: Vec::new(),
                ..order.clone()
            },
            entries: Vec::new(),
            before: Vec::new(),
        };
        for (wanted, entry) in order.wanted.iter().zip(entries) {
            let made = before.get(&entry.file).and_then(|old| old.made.clone());
            let made = made.filter(|made| out.holds(&entry.file, made));
            let made_from = options.made_from(order, wanted);
            let as_asked = || {
                made.as_ref()
                    .is_some_and(|made| made.made_from == made_from)
                    && out.opens(&entry.file, options.protect.as_ref())
            };
            if !how.force && as_asked() {
                unchanged.push(Entry {
                    made,
                    not_made: None,
                    ..entry.clone()
                });
            } else {
                job.order.wanted.push(wanted.clone());
                job.entries.push(entry.clone());
                job.before.push(made);
            }
        }
        (unchanged, job)
    });
    let mut jobs = Vec::new();
    for (unchanged, job) in looked_at {
        settled.extend(unchanged);
        if !job.entries.is_empty() {
            jobs.push(job);
        }
    }
    jobs
}

/// What no plan asks for any more: kept and told of, or removed where that was asked for and the file is as it was written.
pub(super) fn gone(
    before: BTreeMap<String, Entry>,
    options: &Options,
    out: &Out,
    how: How,
    settled: &mut Vec<Entry>,
    outcome: &mut Outcome,
    watch: &mut (dyn FnMut(Event<'_>) + Send),
) -> Result<(), ExportError> {
    for entry in before.into_values() {
        if !options.readers.contains(&entry.copy) {
            // Nothing was asked of this kind of copy.
            settled.push(entry);
            continue;
        }
        if !out.has(&entry.file) {
            continue;
        }
        let ours = entry
            .made
            .as_ref()
            .is_some_and(|made| out.holds(&entry.file, made));
        let remove = how.prune && ours;
        if remove {
            out.remove(&entry.file)?;
        } else {
            outcome.gone += 1;
            let why = if ours || entry.made.is_none() {
                "no plan asks for it any more"
            } else {
                "no plan asks for it any more, and its file was changed"
            };
            settled.push(Entry {
                not_made: Some(why.to_owned()),
                ..entry.clone()
            });
        }
        watch(Event::Gone(&entry, remove));
    }
    Ok(())
}

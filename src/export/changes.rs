//! What an export has to do: which copies have changed, which are as they should be, and which no plan asks for any more.

use std::collections::BTreeMap;

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
pub(super) fn before<'a>(
    old: &'a Option<Manifest>,
    options: &Options,
) -> BTreeMap<&'a str, &'a Entry> {
    let entries = old.iter().flat_map(|old| &old.copies);
    let own = entries.filter(|entry| options.shard.is_none_or(|shard| shard.has(&entry.plan)));
    own.map(|entry| (entry.file.as_str(), entry)).collect()
}

/// No file is written over that is not known to be an export's.
pub(super) fn nothing_in_the_way(
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

/// The plans with copies to make. Copies that are as they should be are settled.
pub(super) fn changed(
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
    for ((order, entries), found) in orders.into_iter().zip(looked_at) {
        let mut job = Job {
            order: Order {
                wanted: Vec::new(),
                ..order
            },
            entries: Vec::new(),
            before: Vec::new(),
        };
        let copies = order.wanted.into_iter().zip(entries).zip(found);
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

/// What no plan asks for any more: kept and told of, or removed where that was asked for and the file is as it was written.
pub(super) fn gone(
    before: BTreeMap<&str, &Entry>,
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
            settled.push(entry.clone());
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
        watch(Event::Gone(entry, remove));
    }
    Ok(())
}

//! The work itself: what has changed is made, several plans at once, and the manifest is true at every moment.

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::mem;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

use super::ExportError;
use super::maker::{Answer, Maker, Order};
use super::manifest::{Entry, MadeFile, Manifest, Pack};
use super::order::{Options, Survey};
use super::out::{Out, TABLE};
use super::packs;
use crate::digest::Digest;
use crate::folder::side_by_side;
use crate::press::{Pdf, Press};

/// How the work is done.
#[derive(Clone, Copy, Debug)]
pub struct How {
    /// How many plans are worked on at once.
    pub jobs: NonZeroUsize,
    /// Whether copies that have not changed are made again as well.
    pub force: bool,
    /// Whether copies whose plan has gone are removed.
    pub prune: bool,
}

/// What is told while the work goes on.
#[derive(Debug)]
pub enum Event<'a> {
    /// The work begins: so many plans to make copies of, and so many copies that have not changed.
    Begins {
        /// Plans.
        plans: usize,
        /// Copies.
        unchanged: usize,
    },
    /// A plan is done: its copies, made or not.
    Plan(&'a [Entry]),
    /// A copy that no plan asks for any more, and whether it was removed.
    Gone(&'a Entry, bool),
    /// A print pack was made.
    Pack(&'a Pack),
}

/// How an export ended.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Copies that were made.
    pub made: usize,
    /// Copies that were as they should be.
    pub unchanged: usize,
    /// Copies that could not be made.
    pub failed: usize,
    /// Copies that no plan asks for any more, and that are still there.
    pub gone: usize,
    /// Print packs that were made.
    pub packs: usize,
}

/// Gives a worker its maker.
pub type Hire<'a> = dyn Fn() -> Result<Box<dyn Maker + Send + 'a>, String> + Sync + 'a;

/// A copy to make, and what lies at its place.
struct Job {
    order: Order,
    entries: Vec<Entry>,
    /// What is in each copy's file until it is made anew.
    before: Vec<Option<MadeFile>>,
}

/// Makes what has changed since the last export into this folder. At every moment the files are whole, and the manifest
/// says nothing of a file that is not so.
///
/// # Errors
/// [`ExportError`]: before anything is written, or where the disk takes no more.
pub fn run(
    survey: &mut Survey,
    options: &Options,
    out: &Out,
    how: How,
    hire: &Hire<'_>,
    packs: Option<&Press>,
    watch: &mut (dyn FnMut(Event<'_>) + Send),
) -> Result<Outcome, ExportError> {
    let mut outcome = Outcome::default();
    let old = out.manifest()?;
    let mut before = before(&old, options);
    nothing_in_the_way(survey, &before, out)?;
    let left_out = mem::take(&mut survey.left_out);
    let mut settled: Vec<Entry> = side_by_side(&left_out, how.jobs, |entry| {
        // An earlier copy of a plan that has errors now is still what the manifest says it is.
        let made = before.get(&entry.file).and_then(|old| old.made.clone());
        let made = made.filter(|made| out.holds(&entry.file, made));
        Entry {
            made,
            ..entry.clone()
        }
    });
    let jobs = changed(survey, options, out, how, &before, &mut settled);
    outcome.unchanged = settled
        .iter()
        .filter(|entry| entry.not_made.is_none())
        .count();
    for entry in settled
        .iter()
        .chain(jobs.iter().flat_map(|job| &job.entries))
    {
        before.remove(&entry.file);
    }
    gone(before, options, out, how, &mut settled, &mut outcome, watch)?;
    let old_copies = old.as_ref().map(|old| &old.copies);
    let old_packs = old
        .as_ref()
        .map(|old| old.packs.clone())
        .unwrap_or_default();
    watch(Event::Begins {
        plans: jobs.len(),
        unchanged: outcome.unchanged,
    });

    // A pack holds copies as they were: one that will not be true is gone before the first of them changes.
    let old_packs = packs::still_true(&old_packs, &settled, out)?;
    let state = State {
        out,
        packs: &old_packs,
        whole: options.shard.is_none(),
        now: Mutex::new(Now {
            settled,
            jobs,
            ..Now::default()
        }),
    };
    let to_do = !state.lock().jobs.is_empty();
    if to_do {
        state.write_manifest(&state.lock())?;
    }
    let worked = state.work(options, how, hire, watch);
    let Now {
        mut settled,
        jobs,
        made,
        failed,
        ..
    } = state
        .now
        .into_inner()
        .unwrap_or_else(PoisonError::into_inner);
    // What was not reached is as it was before.
    settled.extend(jobs.into_iter().flat_map(Job::as_before));
    (outcome.made, outcome.failed) = (made, failed);
    let manifest = Manifest::of(settled, old_packs);
    let news = to_do || old_copies != Some(&manifest.copies) || !out.has(TABLE);
    let written = if news {
        out.write_manifest(&manifest, options.shard.is_none())
    } else {
        Ok(())
    };
    worked?;
    written?;
    if let Some(press) = packs {
        outcome.packs = packs::make(manifest, options.names, out, press, watch)?;
    }
    Ok(outcome)
}

/// What an earlier export wrote, by file; of a whole export's manifest only what belongs to this part.
fn before(old: &Option<Manifest>, options: &Options) -> BTreeMap<String, Entry> {
    let entries = old.iter().flat_map(|old| old.copies.iter().cloned());
    let own = entries.filter(|entry| options.shard.is_none_or(|shard| shard.has(&entry.plan)));
    own.map(|entry| (entry.file.clone(), entry)).collect()
}

/// No file is written over that is not known to be an export's.
fn nothing_in_the_way(
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
fn changed(
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
            if !how.force
                && made
                    .as_ref()
                    .is_some_and(|made| made.made_from == made_from)
            {
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
fn gone(
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

/// What the workers share.
struct State<'a> {
    out: &'a Out,
    packs: &'a [Pack],
    /// Whether this is a whole export and not one part of several.
    whole: bool,
    now: Mutex<Now>,
}

/// How far the work is.
#[derive(Default)]
struct Now {
    settled: Vec<Entry>,
    /// The plans that nobody has begun.
    jobs: Vec<Job>,
    /// The plans that are being worked on.
    begun: Vec<Entry>,
    made: usize,
    failed: usize,
    since_written: usize,
    /// Why the work was given up.
    trouble: Option<ExportError>,
}

impl State<'_> {
    fn lock(&self) -> MutexGuard<'_, Now> {
        // A worker that panicked left nothing half done: entries are put in whole.
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The manifest as of now: a copy that is still to be made has no file, whatever lies there.
    fn write_manifest(&self, now: &Now) -> Result<(), ExportError> {
        let open = now
            .jobs
            .iter()
            .flat_map(|job| &job.entries)
            .chain(&now.begun);
        let entries = now.settled.iter().chain(open).cloned().collect();
        self.out
            .write_manifest(&Manifest::of(entries, self.packs.to_vec()), self.whole)
    }

    fn work(
        &self,
        options: &Options,
        how: How,
        hire: &Hire<'_>,
        watch: &mut (dyn FnMut(Event<'_>) + Send),
    ) -> Result<(), ExportError> {
        let total = self.lock().jobs.len();
        // The manifest is written some fifty times, so that a killed export has little to do again.
        let often = total.div_ceil(50).max(16);
        // Plans are taken from the end: the first in the list is the first to be done.
        self.lock().jobs.reverse();
        let watch = Mutex::new(watch);
        let alive = AtomicUsize::new(0);
        let worker = || {
            let mut maker = match hire() {
                Ok(maker) => maker,
                Err(why) => {
                    // The others go on; only where nobody is left is the work given up.
                    self.lock().trouble.get_or_insert(ExportError::Maker(why));
                    return;
                }
            };
            alive.fetch_add(1, Ordering::Relaxed);
            let mut job = self.next();
            if let Some(job) = &job {
                maker.take(&job.order);
            }
            while let Some(done) = job {
                let answer = maker.give();
                // The maker begins the next while this one's files are written.
                job = self.next();
                if let Some(job) = &job {
                    maker.take(&job.order);
                }
                let entries = self.file(options, done, answer);
                watch.lock().unwrap_or_else(PoisonError::into_inner)(Event::Plan(&entries));
                self.settle(entries, often);
            }
        };
        thread::scope(|scope| {
            for _ in 0..how.jobs.get().min(total) {
                scope.spawn(worker);
            }
        });
        let mut now = self.lock();
        match now.trouble.take() {
            Some(ExportError::Maker(_))
                if alive.load(Ordering::Relaxed) > 0 && now.jobs.is_empty() =>
            {
                Ok(())
            }
            Some(trouble) => Err(trouble),
            None => Ok(()),
        }
    }

    fn next(&self) -> Option<Job> {
        let mut now = self.lock();
        if now
            .trouble
            .as_ref()
            .is_some_and(|trouble| !matches!(trouble, ExportError::Maker(_)))
        {
            return None;
        }
        let job = now.jobs.pop()?;
        now.begun.extend(job.entries.iter().cloned());
        Some(job)
    }

    /// Writes what was made, and gives the copies' entries.
    fn file(&self, options: &Options, job: Job, answer: Answer) -> Vec<Entry> {
        let made = match answer {
            Answer::Made(made) if made.len() == job.entries.len() => made,
            Answer::Made(_) => {
                return job.not_made("the program failed on it, which is a fault of the program's");
            }
            Answer::NotMade(why) => return job.not_made(&why),
        };
        let Job {
            order,
            entries,
            before,
        } = job;
        let copies = order.wanted.iter().zip(entries).zip(before).zip(made);
        copies
            .map(
                |(((wanted, entry), before), pdf)| match self.out.write(&entry.file, &pdf.bytes) {
                    Ok(()) => Entry {
                        made: Some(made_file(&pdf, options.made_from(&order, wanted))),
                        not_made: None,
                        ..entry
                    },
                    Err(trouble) => {
                        let why = self.give_up_or_go_on(trouble);
                        Entry {
                            made: before,
                            not_made: Some(why),
                            ..entry
                        }
                    }
                },
            )
            .collect()
    }

    /// A file that is open elsewhere is one file's trouble; a full disk is everyone's.
    fn give_up_or_go_on(&self, trouble: ExportError) -> String {
        let own = matches!(
            &trouble,
            ExportError::Writing(_, why) if matches!(why.kind(), ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy | ErrorKind::IsADirectory | ErrorKind::PermissionDenied)
        );
        let why = match &trouble {
            ExportError::Writing(_, why) if why.kind() == ErrorKind::IsADirectory => {
                "a folder is in its place".to_owned()
            }
            ExportError::Writing(..) if own => {
                "its file is open in another program, or may not be written".to_owned()
            }
            _ => "its file could not be written".to_owned(),
        };
        if !own {
            self.lock().trouble = Some(trouble);
        }
        why
    }

    fn settle(&self, entries: Vec<Entry>, often: usize) {
        let mut now = self.lock();
        let files: BTreeSet<&str> = entries.iter().map(|entry| entry.file.as_str()).collect();
        now.begun
            .retain(|begun| !files.contains(begun.file.as_str()));
        let made = entries
            .iter()
            .filter(|entry| entry.not_made.is_none())
            .count();
        now.made += made;
        now.failed += entries.len() - made;
        now.settled.extend(entries);
        now.since_written += 1;
        if now.since_written >= often {
            now.since_written = 0;
            if let Err(trouble) = self.write_manifest(&now) {
                now.trouble.get_or_insert(trouble);
            }
        }
    }
}

impl Job {
    fn not_made(self, why: &str) -> Vec<Entry> {
        let entries = self.entries.into_iter().zip(self.before);
        entries
            .map(|(entry, made)| Entry {
                made,
                not_made: Some(why.to_owned()),
                ..entry
            })
            .collect()
    }

    fn as_before(self) -> impl Iterator<Item = Entry> {
        let entries = self.entries.into_iter().zip(self.before);
        entries.map(|(entry, made)| Entry { made, ..entry })
    }
}

/// What the manifest says of a file with these bytes.
pub(super) fn made_file(pdf: &Pdf, made_from: Digest) -> MadeFile {
    MadeFile {
        pages: pdf.pages,
        bytes: u64::try_from(pdf.bytes.len()).unwrap_or(u64::MAX),
        sha256: Digest::of(&pdf.bytes),
        made_from,
    }
}

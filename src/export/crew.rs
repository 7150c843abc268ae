//! The workers: each takes the next plan, has its copies made, writes them, and the manifest is true at every moment.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

use super::ExportError;
use super::changes::Job;
use super::maker::{Answer, Maker};
use super::manifest::{Entry, MadeFile, Pack};
use super::out::Out;
use super::progress::Event;
use super::survey::Options;
use super::written::Written;
use crate::press::{Pdf, ProtectError, protect};

/// Gives a worker its maker.
pub type Hire<'a> = dyn Fn() -> Result<Box<dyn Maker + Send + 'a>, String> + Sync + 'a;

/// The workers of one export, and what they share.
pub(super) struct Crew<'a> {
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

impl<'a> Crew<'a> {
    /// A crew with these plans to do; `settled` needs nothing done. `whole` says that this is not one part of several.
    pub(super) fn new(
        out: &'a Out,
        packs: &'a [Pack],
        whole: bool,
        settled: Vec<Entry>,
        jobs: Vec<Job>,
    ) -> Crew<'a> {
        let now = Mutex::new(Now {
            settled,
            jobs,
            ..Now::default()
        });
        Crew {
            out,
            packs,
            whole,
            now,
        }
    }

    /// Every copy as it is now, how many were made, and how many could not be.
    pub(super) fn finish(self) -> (Vec<Entry>, usize, usize) {
        let now = self.now.into_inner();
        let mut now = now.unwrap_or_else(PoisonError::into_inner);
        // What was not reached is as it was before.
        let jobs = now.jobs.into_iter();
        now.settled.extend(jobs.flat_map(Job::untouched));
        (now.settled, now.made, now.failed)
    }

    fn lock(&self) -> MutexGuard<'_, Now> {
        // A worker that panicked left nothing half done: entries are put in whole.
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes the manifest as of now: a copy that is still to be made has no file, whatever lies there.
    pub(super) fn write_manifest(&self) -> Result<(), ExportError> {
        self.write_manifest_of(&self.lock())
    }

    fn write_manifest_of(&self, now: &Now) -> Result<(), ExportError> {
        let open = now
            .jobs
            .iter()
            .flat_map(|job| &job.entries)
            .chain(&now.begun);
        let entries = now.settled.iter().chain(open);
        self.out
            .write_manifest(&Written::of(entries, self.packs), self.whole)
    }

    /// Has every plan done by as many workers as there are `jobs`.
    pub(super) fn work(
        &self,
        options: &Options,
        jobs: NonZeroUsize,
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
            for _ in 0..jobs.get().min(total) {
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
            Answer::Made(made) if made.len() == job.entries.len() => {
                match protected(made, options) {
                    Ok(made) => made,
                    Err(why) => return job.not_made(&why.to_string()),
                }
            }
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
                        made: Some(MadeFile::of(
                            &pdf,
                            options.made_from(&order, wanted),
                            options.protect.is_some(),
                        )),
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
            if let Err(trouble) = self.write_manifest_of(&now) {
                now.trouble.get_or_insert(trouble);
            }
        }
    }
}

/// The copies as they are to be written. They are protected here and not by their makers, so that no maker learns the password.
fn protected(made: Vec<Pdf>, options: &Options) -> Result<Vec<Pdf>, ProtectError> {
    match &options.protect {
        None => Ok(made),
        Some(password) => made.into_iter().map(|pdf| protect(pdf, password)).collect(),
    }
}

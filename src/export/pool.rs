//! The worker pool: each worker takes the next plan, sets its copies and writes them, and the manifest is true at every moment.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::num::NonZeroUsize;
use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

use super::error::ExportError;
use super::job::{CopyJob, Job, Sources};
use super::manifest::{Entry, MadeFile, Pack};
use super::not_made::NotMade;
use super::options::Options;
use super::output::OutputFolder;
use super::progress::Event;
use super::worker::Worker;
use crate::press::{Pdf, ProtectError, protect};

/// Starts a worker.
pub type StartWorker<'a> = dyn Fn() -> Result<Box<dyn Worker + Send + 'a>, String> + Sync + 'a;

/// The plans that the workers of one export have to do, and how far they are.
pub(super) struct Pool<'a> {
    pub options: &'a Options,
    pub out: &'a OutputFolder,
    /// What the manifest says of packs while the work goes on.
    pub packs: &'a [Pack],
    sources: Sources,
    state: Mutex<State>,
}

/// How far the work is.
#[derive(Default)]
struct State {
    settled: Vec<Entry>,
    /// The plans that nobody has begun.
    jobs: Vec<Job>,
    /// The copies that are being made.
    begun: Vec<Entry>,
    made: usize,
    failed: usize,
    since_written: usize,
    /// Why the work was given up.
    trouble: Option<ExportError>,
    /// Why a worker could not be started.
    no_worker: Option<String>,
}

impl<'a> Pool<'a> {
    /// A pool with these plans to do; `settled` needs nothing done.
    pub fn new(
        options: &'a Options,
        out: &'a OutputFolder,
        packs: &'a [Pack],
        settled: Vec<Entry>,
        jobs: Vec<Job>,
    ) -> Pool<'a> {
        let state = State {
            settled,
            jobs,
            ..State::default()
        };
        Pool {
            options,
            out,
            packs,
            sources: Sources::default(),
            state: Mutex::new(state),
        }
    }

    /// Every copy as it is now, how many were made, and how many could not be.
    pub fn finish(self) -> (Vec<Entry>, usize, usize) {
        let state = self.state.into_inner();
        let mut state = state.unwrap_or_else(PoisonError::into_inner);
        // What was not reached is as it was before.
        let untouched = state.jobs.into_iter().flat_map(|job| job.copies);
        let untouched = untouched.map(|copy| copy.entry.found(copy.there));
        state.settled.extend(untouched);
        (state.settled, state.made, state.failed)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // A worker that panicked left nothing half done: entries are put in whole.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes the manifest as of now: a copy that is still to be made has no file, whatever lies there.
    pub fn write_manifest(&self) -> Result<(), ExportError> {
        self.write_manifest_of(&self.lock())
    }

    fn write_manifest_of(&self, state: &State) -> Result<(), ExportError> {
        let waiting = state.jobs.iter().flat_map(|job| &job.copies);
        let waiting = waiting.map(|copy| &copy.entry).chain(&state.begun);
        let entries = state.settled.iter().chain(waiting);
        self.out.write_manifest(entries, self.packs)
    }

    /// Has every plan done by as many workers as there are `jobs`.
    pub fn work(
        &self,
        jobs: NonZeroUsize,
        start: &StartWorker<'_>,
        watch: &mut (dyn FnMut(Event<'_>) + Send),
    ) -> Result<(), ExportError> {
        let total = self.lock().jobs.len();
        // The manifest is written some fifty times, so that a killed export has little to do again.
        let often = total.div_ceil(50).max(16);
        // Plans are taken from the end: the first in the list is the first to be done.
        self.lock().jobs.reverse();
        let watch = Mutex::new(watch);
        let started = AtomicUsize::new(0);
        let work = || {
            let mut worker = match start() {
                Ok(worker) => worker,
                Err(why) => {
                    self.lock().no_worker.get_or_insert(why);
                    return;
                }
            };
            started.fetch_add(1, Ordering::Relaxed);
            let mut running = self.begin_next(&mut *worker);
            while let Some((job, begun)) = running {
                let made = begun.and_then(|()| worker.finish());
                // The worker begins the next while this one's files are written.
                running = self.begin_next(&mut *worker);
                let entries = self.write(job, made);
                watch.lock().unwrap_or_else(PoisonError::into_inner)(Event::Plan(&entries));
                self.settle(entries, often);
            }
        };
        thread::scope(|scope| {
            for _ in 0..jobs.get().min(total) {
                scope.spawn(work);
            }
        });
        let mut state = self.lock();
        match (state.trouble.take(), state.no_worker.take()) {
            (Some(trouble), _) => Err(trouble),
            // The others went on; only where there were none is the work given up.
            (None, Some(why)) if started.into_inner() == 0 => Err(ExportError::Worker(why)),
            (None, _) => Ok(()),
        }
    }

    /// Takes the next plan, and has the worker begin it.
    fn begin_next(&self, worker: &mut dyn Worker) -> Option<(Job, Result<(), NotMade>)> {
        let job = {
            let mut state = self.lock();
            if state.trouble.is_some() {
                return None;
            }
            let job = state.jobs.pop()?;
            let entries = job.copies.iter().map(|copy| copy.entry.clone());
            state.begun.extend(entries);
            job
        };
        // A fault of ours in one plan must not stop the others.
        let request = panic::catch_unwind(AssertUnwindSafe(|| job.request(&self.sources)));
        let request = request.unwrap_or(Err(NotMade::Fault));
        Some((job, request.map(|request| worker.start(request))))
    }

    /// Writes what was made, and gives the copies' entries.
    fn write(&self, job: Job, made: Result<Vec<Pdf>, NotMade>) -> Vec<Entry> {
        let made = made.and_then(|made| {
            if made.len() != job.copies.len() {
                return Err(NotMade::Fault);
            }
            let protected = protected(made, self.options);
            protected.map_err(|why| NotMade::Failed(why.to_string()))
        });
        let copies = job.copies.into_iter();
        match made {
            Ok(made) => copies
                .zip(made)
                .map(|(copy, pdf)| self.write_one(copy, &pdf))
                .collect(),
            Err(why) => copies.map(|copy| copy.not_made(why.clone())).collect(),
        }
    }

    fn write_one(&self, copy: CopyJob, pdf: &Pdf) -> Entry {
        if let Err(trouble) = self.out.write(&copy.entry.file, &pdf.bytes) {
            let why = self.give_up_or_go_on(trouble);
            return copy.not_made(why);
        }
        let protected = self.options.protect.is_some();
        Entry {
            made: Some(MadeFile::of(pdf, copy.made_from, protected)),
            before: None,
            not_made: None,
            ..copy.entry
        }
    }

    /// A file that is open elsewhere is one file's trouble; a full disk is everyone's.
    fn give_up_or_go_on(&self, trouble: ExportError) -> NotMade {
        if let ExportError::Writing(_, why) = &trouble {
            match why.kind() {
                ErrorKind::IsADirectory => return NotMade::FolderInTheWay,
                ErrorKind::ResourceBusy
                | ErrorKind::ExecutableFileBusy
                | ErrorKind::PermissionDenied => return NotMade::FileInUse,
                _ => {}
            }
        }
        self.lock().trouble = Some(trouble);
        NotMade::NotWritten
    }

    fn settle(&self, entries: Vec<Entry>, often: usize) {
        let mut state = self.lock();
        let files: BTreeSet<&str> = entries.iter().map(|entry| entry.file.as_str()).collect();
        state
            .begun
            .retain(|begun| !files.contains(begun.file.as_str()));
        let made = entries.iter().filter(|entry| entry.not_made.is_none());
        let made = made.count();
        state.made += made;
        state.failed += entries.len() - made;
        state.settled.extend(entries);
        state.since_written += 1;
        if state.since_written >= often {
            state.since_written = 0;
            if let Err(trouble) = self.write_manifest_of(&state) {
                state.trouble.get_or_insert(trouble);
            }
        }
    }
}

/// The copies as they are to be written. They are protected here and not by the workers, so that no worker learns the password.
fn protected(made: Vec<Pdf>, options: &Options) -> Result<Vec<Pdf>, ProtectError> {
    match &options.protect {
        None => Ok(made),
        Some(password) => made.into_iter().map(|pdf| protect(pdf, password)).collect(),
    }
}

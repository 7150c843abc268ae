//! Maps over many items in parallel, keeping their order.

use std::num::NonZeroUsize;
use std::panic;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Returns the results of `work` for each of `items`, with up to `jobs` at a time.
pub(crate) fn parallel_map<T: Sync, A: Send>(
    items: &[T],
    jobs: NonZeroUsize,
    work: impl Fn(&T) -> A + Sync,
) -> Vec<A> {
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(index) else {
                return done;
            };
            done.push((index, work(item)));
        }
    };
    let mut done: Vec<(usize, A)> = thread::scope(|scope| {
        let workers = jobs.get().min(items.len());
        let running: Vec<_> = (0..workers).map(|_| scope.spawn(worker)).collect();
        let finished = running.into_iter().map(thread::ScopedJoinHandle::join);
        finished
            .flat_map(|done| done.unwrap_or_else(|panic| panic::resume_unwind(panic)))
            .collect()
    });
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}

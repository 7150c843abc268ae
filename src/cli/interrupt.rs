//! Ctrl-C: one sentence is said, every file that was written is whole, and the folder of those that were not is removed.

use std::fs;
use std::path::PathBuf;
use std::process::exit;
use std::sync::{Mutex, MutexGuard};

use super::say;

/// The exit code of a command that was interrupted, as shells give it.
const INTERRUPTED: i32 = 130;

static WRITING: Mutex<()> = Mutex::new(());

/// The folders with what is still being written.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Held while a file is written, so that the command does not end within it.
pub fn while_writing() -> MutexGuard<'static, ()> {
    lock(&WRITING)
}

/// Waits for the end where the command is being ended: nothing more is to be said then.
pub fn stay_if_ending() {
    drop(while_writing());
}

/// A folder that is removed with everything in it where the command is interrupted while this lives.
pub struct Unfinished(PathBuf);

impl Unfinished {
    /// For a folder of this command alone.
    pub fn new(folder: PathBuf) -> Unfinished {
        lock(&UNFINISHED).push(folder.clone());
        Unfinished(folder)
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        lock(&UNFINISHED).retain(|folder| *folder != self.0);
    }
}

fn lock<T>(what: &'static Mutex<T>) -> MutexGuard<'static, T> {
    // A writer that panicked has left nothing that another would have to fear.
    what.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}

/// Ends the command in good order when it is interrupted. Where no handler can be set, the system ends it in its own way.
pub fn end_in_good_order() {
    let ended = ctrlc::set_handler(|| {
        let _whole = while_writing();
        say("Stopped. Every file that was written is whole.");
        for folder in lock(&UNFINISHED).iter() {
            // A file may come into it meanwhile, but none once it has gone.
            let mut tries = 0..10;
            while tries.next().is_some() && folder.exists() {
                let _ = fs::remove_dir_all(folder);
            }
        }
        exit(INTERRUPTED);
    });
    drop(ended);
}

/// Lets Ctrl-C pass: the process that gave the work is told as well, and a worker ends with it.
pub fn leave_it_to_the_export() {
    let passed = ctrlc::set_handler(|| {});
    drop(passed);
}

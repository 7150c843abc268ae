//! Handles Ctrl-C: prints one sentence, leaves every written file complete, and removes unfinished ones.

use std::fs;
use std::path::PathBuf;
use std::process::exit;
use std::sync::{Mutex, MutexGuard};

use super::say;

/// The conventional exit code of an interrupted command.
const INTERRUPTED: i32 = 130;

static WRITING: Mutex<()> = Mutex::new(());

/// Folders with files that are still being written.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Returns a guard that keeps the command from ending while a file is written.
pub fn while_writing() -> MutexGuard<'static, ()> {
    lock(&WRITING)
}

/// Blocks if the command is being interrupted, so that nothing more is printed.
pub fn stay_if_ending() {
    drop(while_writing());
}

/// A folder that is removed if the command is interrupted during this value's lifetime.
pub struct Unfinished(PathBuf);

impl Unfinished {
    /// Registers a folder that only this command uses.
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
    // The lock protects no data that a panic could leave inconsistent.
    what.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}

/// Installs the Ctrl-C handler. If that fails, the system's default applies.
pub fn install() {
    let ended = ctrlc::set_handler(|| {
        let _whole = while_writing();
        say("Stopped. Every file that was written is whole.");
        for folder in lock(&UNFINISHED).iter() {
            // Another thread may add a file meanwhile, so try several times.
            let mut tries = 0..10;
            while tries.next().is_some() && folder.exists() {
                let _ = fs::remove_dir_all(folder);
            }
        }
        exit(INTERRUPTED);
    });
    drop(ended);
}

/// Ignores Ctrl-C: the export gets it too, and its workers end with it.
pub fn ignore() {
    let result = ctrlc::set_handler(|| {});
    drop(result);
}

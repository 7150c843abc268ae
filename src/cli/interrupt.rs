//! Ctrl-C: a file that is being written is finished first, one sentence is said, and nothing half written stays behind.

use std::process::exit;
use std::sync::{Mutex, MutexGuard};

use super::say;

/// The exit code of a command that was interrupted, as shells give it.
const INTERRUPTED: i32 = 130;

static WRITING: Mutex<()> = Mutex::new(());

/// Held while a file is written, so that the command does not end within it.
pub fn while_writing() -> MutexGuard<'static, ()> {
    // A writer that panicked has left nothing that another would have to fear.
    WRITING
        .lock()
        .unwrap_or_else(|poisoned| poisoned.into_inner())
}

/// Ends the command in good order when it is interrupted. Where no handler can be set, the system ends it in its own way.
pub fn end_in_good_order() {
    let ended = ctrlc::set_handler(|| {
        let _whole = while_writing();
        say("Stopped. Every file that was written is whole.");
        exit(INTERRUPTED);
    });
    drop(ended);
}

/// Lets Ctrl-C pass: the process that gave the work is told as well, and ends it.
pub fn leave_it_to_the_export() {
    let passed = ctrlc::set_handler(|| {});
    drop(passed);
}

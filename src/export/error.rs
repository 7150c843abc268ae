//! Why an export could not be made, in a sentence without its full stop.

use std::io;
use std::path::PathBuf;

use crate::folder::PassedOver;
use crate::load::LoadError;

/// Why an export could not be made, or not be finished. What was written until then is whole, and the manifest says so.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExportError {
    /// A folder without plans: more likely the wrong folder than a school without any.
    #[error("there are no plans in `{}` or the folders in it; nothing was written{}", .0.display(), passed_over(.1))]
    NoPlans(PathBuf, Vec<PassedOver>),
    /// Another export is at work in the folder.
    #[error("another export is at work in `{}`: wait until it is done", .0.display())]
    InUse(PathBuf),
    /// A manifest that this program did not write, or that was changed.
    #[error("`{}` is damaged or is not sendplan's: move it away, or choose another folder; nothing was written", .0.display())]
    Foreign(PathBuf),
    /// Files that would be written over, and that no manifest says this program wrote.
    #[error("`{}` is there already, and no manifest says that sendplan wrote it{}: move it away, or choose another folder; nothing was written", .0.display(), others(*.1))]
    InTheWay(PathBuf, usize),
    /// Copies that open with a password only, and that would be made anew without one.
    #[error("{} in `{}` open with a password only and would lose it: name the password with --protect, or make them without one with --force; nothing was written", copies(*.1), .0.display())]
    Unprotected(PathBuf, usize),
    /// Parts of an export that are not all there, or do not belong together.
    #[error("{0}")]
    Parts(String),
    /// A copy for a pack that opens with a password only, and there is none, or it is another.
    #[error("`{}` is protected, and --protect did not name the password that opens it: a pack has the password of the copies in it", .0.display())]
    Locked(PathBuf),
    /// A print pack could not be put together.
    #[error("the print pack `{}` could not be made: {why}", file)]
    Pack {
        /// Its file.
        file: String,
        /// What went wrong.
        why: String,
    },
    /// No worker could be started.
    #[error("the work could not be begun: {0}")]
    Worker(String),
    /// A folder of the plans could not be listed.
    #[error(transparent)]
    Plans(#[from] LoadError),
    /// A file or folder could not be read.
    #[error("`{}` could not be read: {}", .0.display(), .1)]
    Reading(PathBuf, #[source] io::Error),
    /// A file or folder could not be written.
    #[error("`{}` could not be written: {}", .0.display(), .1)]
    Writing(PathBuf, #[source] io::Error),
}

fn copies(number: usize) -> String {
    match number {
        1 => "1 copy".to_owned(),
        many => format!("{many} copies"),
    }
}

/// What was passed over, a sentence on each line.
fn passed_over(passed: &[PassedOver]) -> String {
    passed.iter().map(|passed| format!(".\n{passed}")).collect()
}

fn others(more: usize) -> String {
    match more {
        0 => String::new(),
        1 => " (and 1 more)".to_owned(),
        more => format!(" (and {more} more)"),
    }
}

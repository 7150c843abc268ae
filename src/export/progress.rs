//! How an export is to be run, what is reported while the work goes on, and how it ended.

use std::fmt;
use std::num::NonZeroUsize;

use super::manifest::{Entry, Pack};

/// How an export is to be run.
#[derive(Clone, Copy, Debug)]
pub struct RunOptions {
    /// How many plans are worked on at once.
    pub jobs: NonZeroUsize,
    /// Whether copies that have not changed are made again as well.
    pub force: bool,
    /// Whether copies whose plan has gone are removed.
    pub prune: bool,
    /// Whether files are replaced and removed that are not known to be the same child's.
    pub replace: bool,
}

/// What is reported while the work goes on.
#[derive(Debug)]
#[non_exhaustive]
pub enum Event<'a> {
    /// The work begins, with so many plans to make copies of.
    Begins(usize),
    /// A plan is done: its copies, made or not.
    Plan(&'a [Entry]),
    /// No copies are made of a plan, since in the place of one of them lies what is not replaced.
    InTheWay(&'a InTheWay),
    /// A copy that no plan asks for any more. Its entry says why it is kept, or that it is
    /// [removed](super::NotMade::Removed).
    Unasked(&'a Entry),
    /// A pack that was removed, since copies in it have changed.
    PackRemoved(&'a Pack),
    /// A print pack was made.
    Pack(&'a Pack),
}

/// What lies in the place of a plan's copy and is not replaced. Shown, it is a sentence without its full stop.
#[derive(Clone, Debug)]
pub struct InTheWay {
    /// The plan's reference.
    pub plan: String,
    /// The file that lies there, by its path from the export's folder.
    pub file: String,
    /// What it is and what to do, to be said after its name.
    pub why: String,
}

impl fmt::Display for InTheWay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` {}", self.file, self.why)
    }
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
    /// Copies that are kept, since a plan that cannot be read may ask for them.
    pub doubtful: usize,
    /// Copies that were removed.
    pub removed: usize,
    /// Print packs that were made.
    pub packs: usize,
    /// Copies in the folder that open with a password only, made now or before.
    pub protected: usize,
    /// Copies in the folder that anyone can open.
    pub unprotected: usize,
}

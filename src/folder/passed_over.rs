//! A file or folder that is not taken for a plan, and why: it is named, so that nobody takes it for one that was read.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::load::{Loaded, SCHOOL_FILE};
use crate::make::stem;

/// Something in a folder that may be taken for a plan and was not read as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassedOver {
    /// The file or the folder.
    pub path: PathBuf,
    /// Reason it is passed over.
    pub reason: Reason,
    /// What is lost if it was meant for a plan all the same.
    pub possible_plan: PossiblePlan,
}

/// Reason a file or folder is passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// It was read, and most of its parts are not a plan's.
    AnotherKind,
    /// It is a template's file.
    Template,
    /// It is a school's file under another name than `school.yaml`.
    SchoolsName,
    /// Its name does not end as a plan's does: what it is to be called, and whether there is such a file already.
    Ending {
        /// The name of a plan.
        name: String,
        /// Whether a file of that name lies beside it.
        taken: bool,
    },
    /// Its name is that of a copy which an editor or a person keeps of the file before it was changed.
    Spare {
        /// The name of the plan.
        name: String,
    },
    /// A program keeps notes about another file in it.
    Notes,
    /// Its name begins with a dot.
    Hidden,
    /// A folder whose name begins with a dot.
    HiddenFolder,
    /// It leads to a folder that is not in the one that was named.
    LinkedFolder,
    /// The folder that the copies are written to.
    CopiesFolder,
    /// It leads to this file, which is read under its own name.
    SameAs(PathBuf),
    /// Not a file that can be read to its end, such as a pipe.
    NotAFile,
}

/// Which plan something that was passed over may be.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PossiblePlan {
    /// None.
    None,
    /// The one whose files are named after this.
    Of(String),
    /// Nobody knows which.
    Any,
}

impl PossiblePlan {
    /// Which plan a file is that reads as one.
    pub(super) fn of(loaded: &Loaded) -> PossiblePlan {
        let id = loaded.plan.plan.id.as_deref().unwrap_or_default();
        if id.trim().is_empty() {
            // Its copies are named after its file, which may have had another name.
            return PossiblePlan::Any;
        }
        PossiblePlan::Of(stem(loaded))
    }
}

impl PassedOver {
    pub(super) fn new(path: &Path, reason: Reason, possible_plan: PossiblePlan) -> PassedOver {
        PassedOver {
            path: path.to_owned(),
            reason,
            possible_plan,
        }
    }
}

/// A sentence without its full stop.
impl fmt::Display for PassedOver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        match &self.reason {
            Reason::AnotherKind => write!(
                f,
                "`{path}` is passed over as another kind of file: it has too few of a plan's parts, such as `plan:` and `child:`"
            ),
            Reason::Template => {
                write!(f, "`{path}` is passed over: it is a template's, not a plan")
            }
            Reason::SchoolsName => write!(
                f,
                "`{path}` is not used: the school's file must be called `{SCHOOL_FILE}`"
            ),
            Reason::Ending { name, taken: false } => write!(
                f,
                "`{path}` is passed over, since the name of a plan ends in .yaml: if it is one, rename it to `{name}`"
            ),
            Reason::Ending { name, taken: true } => write!(
                f,
                "`{path}` is passed over, since the name of a plan ends in .yaml: there is a `{name}` too, so keep the one that is right under that name"
            ),
            Reason::Spare { name } => write!(
                f,
                "`{path}` is passed over as a spare copy: if it is the right one, rename it to `{name}`"
            ),
            Reason::Notes => write!(
                f,
                "`{path}` is passed over: a program keeps notes about another file in it"
            ),
            Reason::Hidden => write!(
                f,
                "`{path}` is passed over, since its name begins with a dot: if it is a plan, rename it"
            ),
            Reason::HiddenFolder => write!(
                f,
                "`{path}` is not looked into, since its name begins with a dot: if there are plans in it, rename it"
            ),
            Reason::LinkedFolder => write!(
                f,
                "`{path}` is not looked into, since it leads to another folder: if its plans are meant, work on that folder too"
            ),
            Reason::CopiesFolder => write!(
                f,
                "`{path}` is where the copies go, and no plan is read from it: move what is one out of it"
            ),
            Reason::SameAs(other) => write!(
                f,
                "`{path}` leads to `{}`, which is read under that name",
                other.display()
            ),
            Reason::NotAFile => write!(
                f,
                "`{path}` is passed over: it is no file that can be read to its end"
            ),
        }
    }
}

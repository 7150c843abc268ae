//! Many plans together: finding them, checking them in parallel, and what only shows when they are compared.

mod compared;
mod cross_checks;
mod due;
mod facts;
mod find;
mod kind;
mod name;
mod other_children;
mod passed_over;
mod plan;
mod read;
mod sharers;

pub use due::{Due, Kind, due, school_year};
pub use facts::Facts;
pub use other_children::children;
pub use passed_over::{PassedOver, PossiblePlan, Reason};
pub use plan::{FolderPlan, Warnings};
pub(crate) use read::read_for_export;
pub use read::{Folder, read};

//! Many plans together: finding them, checking them side by side, and what only shows when they lie side by side.

mod beside;
mod check;
mod company;
mod due;
mod facts;
mod find;
mod kind;
mod name;
mod passed_over;
mod together;

pub use beside::children;
pub use check::{Folder, Seen, Warnings, read};
pub use due::{Due, Kind, due, school_year};
pub use facts::Facts;
pub use passed_over::{MayBe, PassedOver, Why};

//! Many plans together: finding them, checking them side by side, and what only shows when they lie side by side.

mod check;
mod company;
mod due;
mod find;
mod together;

pub use check::{Facts, Seen, Warnings, check};
pub use due::{Due, Kind, due, school_year};
pub use find::{children, plans};

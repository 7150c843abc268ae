//! What the plan format is: one tree of fields, and what is said of a file that does not fit it.

pub use crate::path::{Path, Step};
pub(crate) use crate::path::at;

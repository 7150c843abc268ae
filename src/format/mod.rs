//! What the plan format is: the paths of its fields.

pub mod path;

pub(crate) use path::at;
pub use path::{Path, Step};

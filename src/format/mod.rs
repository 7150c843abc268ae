//! What the plan format is: the paths of its fields.

pub mod path;

#[allow(unused_imports)] // until the rules name their paths with it
pub(crate) use path::at;
pub use path::{Path, Step};

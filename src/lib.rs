//! SEND Support Plans: load one from YAML, check it, and make the parent's, the child's and the staff's copies as PDF.
#![forbid(unsafe_code)]
#![warn(missing_docs, clippy::print_stdout, clippy::print_stderr)]

pub mod check;
pub mod copy;
pub mod diagnostic;
pub mod glossary;
mod load;
pub mod picture;
pub mod plan;
pub mod press;
pub mod source;

pub use load::{LoadError, Loaded, PictureFile, PictureTrouble, load, load_from};

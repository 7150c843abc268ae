//! SEND Support Plans: load one from YAML, check it, and make the parent's, the child's and the staff's copies as PDF.

#![warn(clippy::print_stdout, clippy::print_stderr)]

mod address;
pub mod check;
pub mod copy;
pub mod diagnostic;
pub mod digest;
#[doc(hidden)]
pub mod disk;
pub mod export;
pub mod folder;
pub mod format;
pub mod glossary;
mod load;
mod make;
pub mod meeting;
pub mod next;
pub mod path;
pub mod picture;
pub mod plan;
pub mod press;
pub mod report;
mod side_by_side;
pub mod template;
pub mod yaml;

pub use check::{Checked, Checks, Report, check};
pub use copy::ReviewPage;
pub use load::{LoadError, Loaded, PictureFile, PictureTrouble, load, load_as, load_from};
pub use make::{
    Made, MakeError, Reader, Wanted, copies, copies_of, copy, pictures, review_pages, wanted,
};
pub use next::next;

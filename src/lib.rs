//! SEND Support Plans: load one from YAML, check it, and make the parent's, the child's and the staff's copies as PDF.
//!
//! Data flows one way: [`load()`] reads any file, [`check()`] finds its problems, and a [`Checked`] plan, which only a
//! check can make, gives its copies. A layout is never given data that its reader must not see.
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use sendplan::press::Press;
//! use sendplan::{Checks, Reader};
//!
//! let loaded = sendplan::load("examples/plans/KF-042.yaml")?;
//! match sendplan::check(&loaded, &Checks::default()) {
//!     Ok(checked) => {
//!         let press = Press::new()?;
//!         for copy in sendplan::copies(&checked, &[Reader::Child], None, &press)? {
//!             println!("{}: {} pages", copy.file_name, copy.pdf.pages);
//!             assert_eq!(copy.file_name, "KF-042-child.pdf");
//!         }
//!     }
//!     Err(report) => {
//!         for problem in &report.diagnostics {
//!             let (line, _) = problem.place.start();
//!             println!("line {line}: {}", problem.message);
//!         }
//!     }
//! }
//! # Ok(())
//! # }
//! ```
//!
//! [`load_from`] takes a plan, its school's file and its pictures from any [`Files`], such as a map in memory; [`preview`]
//! renders pages as SVG or PNG; [`diagnostic::mend`] applies the fixes of problems. [`export`] makes the copies of many plans at
//! the end of term, [`meeting`] invites people to a review, and [`next()`] begins the plan that follows.
//!
//! The library does not print, read the clock, the environment or system fonts, use the network, or open any file that it is
//! not given. The feature `cli` (on by default) is the command `sendplan`.

#![warn(clippy::print_stdout, clippy::print_stderr)]
// What only the command uses is kept where it belongs, not where the command is.
#![cfg_attr(not(feature = "cli"), allow(dead_code, unused_imports))]

mod address;
mod load;
mod make;
mod parallel;
mod printable;

pub mod diagnostic;
pub mod export;
pub mod folder;
pub mod meeting;
pub mod next;
pub mod plan;
pub mod press;
pub mod report;
pub mod template;

// Not part of the public API, and may change in any version: the command for `main.rs`, and what this repository's
// tests, benchmarks and fuzz targets need.
#[doc(hidden)]
pub mod check;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
#[doc(hidden)]
pub mod copy;
#[doc(hidden)]
pub mod digest;
#[doc(hidden)]
pub mod disk;
#[doc(hidden)]
pub mod format;
#[doc(hidden)]
pub mod glossary;
#[doc(hidden)]
pub mod path;
#[doc(hidden)]
pub mod picture;
#[doc(hidden)]
pub mod yaml;

pub use check::{Checked, Checks, Explanation, Names, Report, check, explain};
pub use copy::{Pictures, ReviewPage};
pub use format::{new_plan, new_school, plan_schema, school_schema};
pub use load::{Disk, Files, LoadError, Loaded, load, load_bytes, load_from};
#[doc(hidden)]
pub use load::{PictureFile, PictureTrouble};
pub use make::{
    Made, MakeError, Reader, Wanted, copies, copies_of, copy, pictures, preview, review_pages,
    wanted,
};
pub use next::next;
pub use picture::Problem as PictureProblem;

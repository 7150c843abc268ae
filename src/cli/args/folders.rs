//! The arguments of commands for a folder of plans: `export` and `due`.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use crate::export::Shard;
use clap::{Args, ValueEnum};

use super::plans::{Appearance, CopyFormat, Reader};
use super::protect::Protect;

/// Make the copies of every plan in a folder, such as at the end of term
#[derive(Debug, Args)]
pub struct Export {
    /// The folder with the plans, and with school.yaml in it or above
    #[arg(required_unless_present = "join")]
    pub folder: Option<PathBuf>,

    /// The folder for the copies and their manifest
    #[arg(short, long, value_name = "OUT", required_unless_present = "join")]
    pub output: Option<PathBuf>,

    /// How the copies are laid out in it
    #[arg(long, value_name = "LAYOUT", default_value = "class")]
    pub layout: Layout,

    /// Whose copies to make; may be given more than once. By default the parents', the children's and the staff's
    #[arg(long, value_name = "COPY")]
    pub copy: Vec<Reader>,

    /// The format of the copies, whatever the plans say for each recipient
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<CopyFormat>,

    /// Check everything and say what would be done, but write nothing
    #[arg(long)]
    pub dry_run: bool,

    /// Also make one PDF for each class and kind of copy, for double-sided printing. With parts, use it with --join
    #[arg(long, conflicts_with = "shard")]
    pub packs: bool,

    /// How many plans to work on at once; by default one for each core
    #[arg(short, long, value_name = "N", value_parser = at_least_one, allow_negative_numbers = true)]
    pub jobs: Option<NonZeroUsize>,

    /// Make every copy again, changed or not
    #[arg(long)]
    pub force: bool,

    /// Remove copies from earlier exports that no plan asks for any more
    #[arg(long)]
    pub prune: bool,

    /// Write or remove a copy even if the file there is another child's, a later plan's or not ours
    #[arg(long)]
    pub replace: bool,

    /// Do one part of several, such as 2/3, if several machines share the work
    #[arg(long, value_name = "I/N")]
    pub shard: Option<Shard>,

    /// Make one manifest of the parts exported into this folder
    #[arg(long, value_name = "OUT", conflicts_with_all = ["folder", "output", "shard", "dry_run", "force", "prune", "replace", "layout", "copy", "format", "jobs"])]
    pub join: Option<PathBuf>,

    /// Put the children's names into the manifest and on the packs' cover sheets
    #[arg(long)]
    pub names: bool,

    /// Protection with a password
    #[command(flatten)]
    pub protect: Protect,

    /// The template and the fonts
    #[command(flatten)]
    pub appearance: Appearance,

    /// Leave the plans' own words out of messages
    #[arg(long)]
    pub no_excerpt: bool,
}

fn at_least_one(text: &str) -> Result<NonZeroUsize, &'static str> {
    text.parse().map_err(|_| "write a whole number, 1 or more")
}

fn days(text: &str) -> Result<u64, &'static str> {
    text.parse().map_err(|_| "write a whole number, such as 28")
}

/// How an export's copies are laid out
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Layout {
    /// A folder for each class, with one for each plan in it
    Class,
    /// All in one folder
    Flat,
    /// All parents' copies together, all children's, all staff's
    Copy,
}

/// Make copies for an export
#[derive(Debug, Args)]
pub struct Worker {
    /// The format of the copies
    #[arg(long)]
    pub format: Option<CopyFormat>,

    /// Make copies that will be protected. The password stays with the export
    #[arg(long)]
    pub protected: bool,

    /// The template and the fonts
    #[command(flatten)]
    pub appearance: Appearance,
}

/// List the reviews that are due or overdue
#[derive(Debug, Args)]
pub struct Due {
    /// The folder with the plans
    pub folder: PathBuf,

    /// How many days to look ahead
    #[arg(long, value_name = "N", default_value_t = 28, value_parser = days, allow_negative_numbers = true)]
    pub days: u64,

    /// How to show the list
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: DueFormat,

    /// Write the reviews to a calendar file as well, without names
    #[arg(long, value_name = "FILE.ics")]
    pub ics: Option<PathBuf>,
}

/// How to show the list of reviews
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DueFormat {
    /// One line for each
    Human,
    /// One JSON object for each, one per line
    Json,
    /// A table for a spreadsheet
    Csv,
}

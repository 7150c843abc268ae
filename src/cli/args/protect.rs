//! The arguments that protect copies with a password: where it comes from, never the password itself.

use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::{PathBufValueParser, TypedValueParser};

use crate::cli::output::ends_in;

/// Protection with a password
#[derive(Debug, Clone, Args)]
pub struct Protect {
    /// Let the copies open only with a password: the first line of a file, or of standard input with -; by default you
    /// are asked for it, and then --protect must come last
    #[arg(long, value_name = "FILE|-", value_parser = PathBufValueParser::new().try_map(Source::of))]
    pub protect: Option<Option<Source>>,
}

/// Where the password comes from
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A file's first line
    File(PathBuf),
    /// Standard input's first line
    StandardInput,
}

impl Source {
    /// In `--protect KF-042.yaml`, the file is a plan, not a password file, so the password should be asked for.
    fn of(path: PathBuf) -> Result<Source, String> {
        let is_plan = ends_in(&path, &["yaml", "yml", "pdf"]);
        if path == Path::new("-") {
            Ok(Source::StandardInput)
        } else if is_plan || path.is_dir() {
            Err(
                "this is not a file with a password; write --protect last to be asked for the password"
                    .to_owned(),
            )
        } else {
            Ok(Source::File(path))
        }
    }
}

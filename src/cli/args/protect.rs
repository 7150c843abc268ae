//! What can be typed to protect copies with a password: where it comes from, and never the password itself.

use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::{PathBufValueParser, TypedValueParser};

use crate::cli::output::ends_in;

/// Protection with a password
#[derive(Debug, Clone, Args)]
pub struct Protect {
    /// Let the copies open with a password only: the first line of a file, or of standard input with -, or else asked for.
    /// Write --protect behind everything else where it is asked for
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
    /// `--protect KF-042.yaml` means a plan, and a password that is asked for: the plan's first line is no password.
    fn of(path: PathBuf) -> Result<Source, String> {
        let is_plan = ends_in(&path, &["yaml", "yml", "pdf"]);
        if path == Path::new("-") {
            Ok(Source::StandardInput)
        } else if is_plan || path.is_dir() {
            Err(
                "this is no file with a password; write --protect behind everything else and the password is asked for"
                    .to_owned(),
            )
        } else {
            Ok(Source::File(path))
        }
    }
}

//! The program as a person calls it, and what it says.

use std::path::Path;
use std::process::{Command, Output, Stdio};

/// The day that the examples are of.
pub const TODAY: &str = "2026-11-24";

/// The program called in a folder on a day, without colours and with nobody to ask.
pub fn sendplan(folder: impl AsRef<Path>, today: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sendplan"));
    command
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .args(["--today", today])
        .args(arguments)
        .stdin(Stdio::null());
    command
}

/// The program's own folder, where the examples are.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// How a call ended, with what it printed and said.
pub fn ended(mut command: Command) -> Output {
    command.output().expect("the command runs")
}

/// What it printed on standard output.
pub fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// What it said on standard error.
pub fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

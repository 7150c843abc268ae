//! Prints every problem in a plan as JSON: `cargo run --example check_plan -- PLAN.yaml`.

use std::path::PathBuf;

use sendplan::Checks;
use sendplan::report::{Format, Style, render};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args_os().nth(1).map(PathBuf::from);
    let loaded = sendplan::load(path.unwrap_or_else(|| "examples/plans/KF-088.yaml".into()))?;
    // Without today's date, nothing can be overdue.
    let report = sendplan::Report::of(&loaded, &Checks::default());
    let style = Style {
        colour: false,
        excerpt: true,
    };
    print!("{}", render(&report.diagnostics, Format::Json, style));
    Ok(())
}

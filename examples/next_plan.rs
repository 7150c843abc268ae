//! Begins the next plan after one that was reviewed: `cargo run --example next_plan [PLAN]`.

use std::error::Error;
use std::path::PathBuf;

use sendplan::Checks;
use sendplan::next::{Settings, next};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).map(PathBuf::from);
    let path = path.unwrap_or_else(|| "examples/plans/three-cycles/KF-024-1.yaml".into());
    let loaded = sendplan::load(&path)?;
    let checked = sendplan::check(&loaded, &Checks::default())
        .map_err(|report| format!("{} things to fix", report.errors()))?;
    print!("{}", next(&checked, &Settings::default())?);
    Ok(())
}

//! Fixes a plan with mistakes, as `sendplan check --fix` does: `cargo run --example mend`.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::PathBuf;

use sendplan::diagnostic::mend;
use sendplan::{Checks, Report};

const PLAN: &str = "\
version: 1
plan:
  id: KF-042
   cycle 2
  start: 07/09/2026
child:
  name: Ada Quartz
  known_as Ada
";

fn main() -> Result<(), Box<dyn Error>> {
    let files = BTreeMap::from([(PathBuf::from("plan.yaml"), PLAN.as_bytes().to_vec())]);
    let loaded = sendplan::load_from(&files, "plan.yaml")?;
    let report = Report::of(&loaded, &Checks::default());
    for found in report
        .diagnostics
        .iter()
        .filter(|found| !found.fix.is_empty())
    {
        let (line, _) = found.place.start();
        println!("line {line}: {}", found.message);
    }
    if let Some(mended) = mend(PLAN, &report.diagnostics) {
        println!("\n{}", mended.text);
    }
    Ok(())
}

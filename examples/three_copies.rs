//! Makes the PDF copies of a plan: `cargo run --example three_copies -- PLAN.yaml`.

use std::path::PathBuf;

use sendplan::press::Press;
use sendplan::{Checks, Reader};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args_os().nth(1).map(PathBuf::from);
    let path = path.unwrap_or_else(|| "examples/plans/KF-042.yaml".into());
    let loaded = sendplan::load(&path)?;
    let checked = sendplan::check(&loaded, &Checks::default())
        .map_err(|report| format!("{} things to fix", report.errors()))?;
    for copy in sendplan::copies(&checked, Reader::ALL, None, &Press::new()?)? {
        std::fs::write(std::env::temp_dir().join(&copy.file_name), &copy.pdf.bytes)?;
        println!("{}: {} pages", copy.file_name, copy.pdf.pages);
    }
    Ok(())
}

//! Makes PDFs of a plan in memory: `cargo run --example from_memory`.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::PathBuf;

use sendplan::press::Press;
use sendplan::{Checks, Reader};

fn main() -> Result<(), Box<dyn Error>> {
    // From a database, a form or a message: anything with names and bytes. Pictures are files too.
    let given: [(&str, &[u8]); 4] = [
        ("KF-042.yaml", include_bytes!("plans/KF-042.yaml")),
        ("school.yaml", include_bytes!("plans/school.yaml")),
        (
            "pictures/amina.jpg",
            include_bytes!("plans/pictures/amina.jpg"),
        ),
        (
            "pictures/kingfisher.svg",
            include_bytes!("plans/pictures/kingfisher.svg"),
        ),
    ];
    let files: BTreeMap<PathBuf, Vec<u8>> = given
        .iter()
        .map(|(name, bytes)| (PathBuf::from(name), bytes.to_vec()))
        .collect();
    let loaded = sendplan::load_from(&files, "KF-042.yaml")?;
    let checked = sendplan::check(&loaded, &Checks::default())
        .map_err(|report| format!("{} things to fix", report.errors()))?;
    for copy in sendplan::copies(&checked, Reader::ALL, None, &Press::new()?)? {
        println!("{}: {} bytes", copy.file_name, copy.pdf.bytes.len());
    }
    Ok(())
}

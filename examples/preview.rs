//! Renders the pages of the child's copy for a screen: `cargo run --example preview -- PLAN.yaml`.

use std::error::Error;
use std::path::PathBuf;

use sendplan::press::{Image, Press};
use sendplan::{Checks, Reader};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args_os().nth(1).map(PathBuf::from);
    let loaded = sendplan::load(path.unwrap_or_else(|| "examples/plans/KF-042.yaml".into()))?;
    let checked = sendplan::check(&loaded, &Checks::default())
        .map_err(|report| format!("{} things to fix", report.errors()))?;
    // Both can be reused for many previews: the pictures until they change, the press for as long as you like.
    let (pictures, press) = (sendplan::pictures(&loaded)?, Press::new()?);
    for wanted in sendplan::wanted(&loaded, &[Reader::Child]) {
        for image in [Image::Svg, Image::Png { dots_per_inch: 96 }] {
            let pages = sendplan::preview(&checked, &wanted, None, &pictures, &press, image)?;
            for (number, page) in pages.iter().enumerate() {
                let ending = match image {
                    Image::Svg => "svg",
                    _ => "png",
                };
                let file = format!("sendplan-preview-{}.{ending}", number + 1);
                let file = std::env::temp_dir().join(file);
                std::fs::write(&file, page)?;
                println!("{}: {} bytes", file.display(), page.len());
            }
        }
    }
    Ok(())
}

//! The children's copies for the ages of 3, 7, 10, 13 and 16 side by side, front above back, as in `examples/child-copies.png`:
//! `cargo run --example child_copies -- PICTURE.png`.

use std::error::Error;
use std::path::PathBuf;

use image::{GenericImage, Rgb, RgbImage};
use sendplan::press::{Image, Press};
use sendplan::{Checks, Reader};

const PLANS: [&str; 5] = [
    "willow-tree/WT-007.yaml",
    "three-cycles/KF-024-3.yaml",
    "KF-061.yaml",
    "northgate/NG-113.yaml",
    "canalside/CS-009.yaml",
];
const DOTS_PER_INCH: u16 = 39;
/// A page of A4 at so many dots to the inch, and what stands around it.
const PAGE: (u32, u32) = (323, 457);
const GAP: u32 = 10;

fn main() -> Result<(), Box<dyn Error>> {
    let file = std::env::args_os().nth(1).map(PathBuf::from);
    let file = file.unwrap_or_else(|| std::env::temp_dir().join("child-copies.png"));
    let press = Press::new()?;
    let size = |pages: u32, side: u32| pages * (side + GAP) + GAP;
    let mut sheet = RgbImage::from_pixel(size(5, PAGE.0), size(2, PAGE.1), Rgb([205; 3]));
    for (column, plan) in (0..).zip(PLANS) {
        let loaded = sendplan::load(PathBuf::from("examples/plans").join(plan))?;
        let checked = sendplan::check(&loaded, &Checks::default())
            .map_err(|report| format!("{plan}: {} things to mend", report.errors()))?;
        let pictures = sendplan::pictures(&loaded)?;
        for wanted in sendplan::wanted(&loaded, &[Reader::Child]) {
            let image = Image::Png {
                dots_per_inch: DOTS_PER_INCH,
            };
            let pages = sendplan::preview(&checked, &wanted, None, &pictures, &press, image)?;
            for (row, page) in (0..2).zip(pages) {
                let page = image::load_from_memory(&page)?.into_rgb8();
                let left = GAP + column * (PAGE.0 + GAP);
                sheet.copy_from(&page, left, GAP + row * (PAGE.1 + GAP))?;
            }
        }
    }
    sheet.save(&file)?;
    println!("{}", file.display());
    Ok(())
}

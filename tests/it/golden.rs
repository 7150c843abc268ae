//! The look of every page of every example in every format, as small grey pictures: a change of layout shows as a change of
//! picture, to be looked at before it is agreed on.
//!
//! `UPDATE=1 cargo test golden` writes `tests/golden` again. Where a page differs, what came out lies in `target/golden`.

use std::fs;
use std::path::Path;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings, render};
use image::{GenericImage, GenericImageView, GrayImage, Luma, imageops};
use sendplan::plan::{Decision, Format};
use sendplan::press::Press;
use sendplan::{Checks, Made, Reader};

use crate::examples::plans;
use crate::review_form::form;
use crate::reviewed::{made, reviewed};

/// The width of a page's picture, in dots.
const WIDTH: u32 = 84;
/// How far the grey of a page may be from the agreed one, of 255: machines round letters' edges differently.
const TOLERANCE: f64 = 1.5;

/// The pages of a PDF as small grey pictures.
fn pages(bytes: &[u8]) -> Vec<GrayImage> {
    let pdf = Pdf::new(bytes.to_vec()).expect("a PDF that opens");
    let settings = InterpreterSettings::default();
    let page = |page| {
        let page: &hayro::hayro_syntax::page::Page<'_> = page;
        let how = RenderSettings {
            x_scale: 0.6,
            y_scale: 0.6,
            bg_color: WHITE,
            ..RenderSettings::default()
        };
        let dots = render(page, &RenderCache::new(), &settings, &how);
        let (width, height) = (u32::from(dots.width()), u32::from(dots.height()));
        let raw: Vec<u8> = dots.data_as_u8_slice().to_vec();
        let colour = image::RgbaImage::from_raw(width, height, raw).expect("a picture");
        let grey = image::DynamicImage::ImageRgba8(colour).into_luma8();
        imageops::resize(
            &grey,
            WIDTH,
            height * WIDTH / width,
            imageops::FilterType::Triangle,
        )
    };
    pdf.pages().iter().map(page).collect()
}

/// All pages of a plan's copies side by side.
fn sheet(pages: &[GrayImage]) -> GrayImage {
    let height = pages.iter().map(GrayImage::height).max().unwrap_or(1);
    let count = u32::try_from(pages.len()).expect("few pages");
    let mut sheet = GrayImage::from_pixel(WIDTH * count.max(1), height, Luma([128]));
    for (index, page) in (0..).zip(pages) {
        sheet
            .copy_from(page, index * WIDTH, 0)
            .expect("room on the sheet");
    }
    sheet
}

/// Which pages differ, and by how much.
fn differences(one: &GrayImage, other: &GrayImage) -> Vec<String> {
    if one.dimensions() != other.dimensions() {
        let pages = |sheet: &GrayImage| sheet.width() / WIDTH;
        return vec![format!(
            "{} pages, and {} were agreed on",
            pages(one),
            pages(other)
        )];
    }
    let mut different = Vec::new();
    for page in 0..one.width() / WIDTH {
        let part = |sheet: &GrayImage| {
            sheet
                .view(page * WIDTH, 0, WIDTH, sheet.height())
                .to_image()
        };
        let (one, other) = (part(one), part(other));
        let sum: f64 = one
            .pixels()
            .zip(other.pixels())
            .map(|(a, b)| f64::from(a.0[0].abs_diff(b.0[0])))
            .sum();
        let mean = sum / f64::from(one.width() * one.height());
        if mean > TOLERANCE {
            different.push(format!("page {} differs by {mean:.1}", page + 1));
        }
    }
    different
}

/// Sheets as they come out, held against those that were agreed on.
struct Agreed {
    root: &'static Path,
    update: bool,
    wrong: Vec<String>,
}

impl Agreed {
    fn new() -> Agreed {
        Agreed {
            root: Path::new(env!("CARGO_MANIFEST_DIR")),
            update: std::env::var_os("UPDATE").is_some(),
            wrong: Vec::new(),
        }
    }

    fn look_at(&mut self, name: &str, format: Format, made: &[Made]) {
        let all: Vec<GrayImage> = made
            .iter()
            .flat_map(|copy| pages(&copy.pdf.bytes))
            .collect();
        let sheet = sheet(&all);
        let name = format!("{name}-{}.png", format.word().replace(' ', "-"));
        let agreed = self.root.join("tests/golden").join(&name);
        if self.update {
            sheet.save(&agreed).expect("the picture is written");
            return;
        }
        let different = match image::open(&agreed) {
            Ok(picture) => differences(&sheet, &picture.into_luma8()),
            Err(_) => vec!["no picture was agreed on".to_owned()],
        };
        if !different.is_empty() {
            let out = self.root.join("target/golden");
            fs::create_dir_all(&out).expect("a folder");
            sheet.save(out.join(&name)).expect("the picture is written");
            self.wrong.push(format!("{name}: {}", different.join(", ")));
        }
    }

    fn finish(self) {
        assert!(
            self.wrong.is_empty(),
            "look at target/golden beside tests/golden:\n{}",
            self.wrong.join("\n")
        );
    }
}

#[test]
fn golden_pages_are_as_agreed() {
    let press = Press::new().expect("the embedded template");
    let mut agreed = Agreed::new();
    for path in plans() {
        let loaded = sendplan::load(&path).expect("an example");
        let checked = sendplan::check(&loaded, &Checks::default()).expect("no errors");
        let stem = path.file_stem().and_then(|stem| stem.to_str());
        for format in Format::ALL {
            let made = sendplan::copies(&checked, Reader::ALL, Some(*format), &press);
            agreed.look_at(stem.expect("a name"), *format, &made.expect("copies"));
        }
    }
    agreed.finish();
}

#[test]
fn golden_pages_of_review_forms_are_as_agreed() {
    let press = Press::new().expect("the embedded template");
    let mut agreed = Agreed::new();
    for name in ["KF-042", "KF-055", "KF-077", "KF-088", "NG-113", "WT-007"] {
        for format in Format::ALL {
            let made = form(&format!("{name}.yaml"), Some(*format), &press);
            agreed.look_at(&format!("{name}-review"), *format, &[made]);
        }
    }
    agreed.finish();
}

#[test]
fn golden_pages_of_reviewed_plans_are_as_agreed() {
    let press = Press::new().expect("the embedded template");
    let mut agreed = Agreed::new();
    for (name, decision) in [
        ("KF-042", Decision::Continue),
        ("NG-113", Decision::Advice),
        ("CS-009", Decision::End),
        ("KF-077", Decision::Assessment),
    ] {
        let loaded = reviewed(&format!("{name}.yaml"), decision);
        for format in Format::ALL {
            let made = made(&loaded, Some(*format), &press);
            agreed.look_at(&format!("{name}-reviewed"), *format, &made);
        }
    }
    agreed.finish();
}

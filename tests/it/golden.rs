//! The look of every page of every example in every format, as small grey pictures: a change of layout shows as a change of
//! picture, to be looked at before it is agreed on.
//!
//! Where a page differs, `golden/NAME.png` in cargo's folder for tests shows what was expected, what was made and the difference.

use std::fs;
use std::io::Cursor;
use std::path::Path;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings, render};
use image::{GenericImage, GrayImage, ImageFormat, Luma, Rgb, RgbImage, imageops};
use sendplan::plan::{Decision, Format};
use sendplan::press::Press;
use sendplan::{Checks, Made, Reader};

use crate::examples::plans;
use crate::review_form::form;
use crate::reviewed::{made, reviewed};
use crate::snapshot::Snapshots;

/// The width of a page's picture, in dots.
const WIDTH: u32 = 84;
/// The side of the squares in which pages are compared: about a word, so that one that has changed is seen.
const BLOCK: u32 = 12;
/// How far the grey of a square may be from the expected one, of 255: machines round letters' edges differently.
const TOLERANCE: f64 = 1.0;

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
            "{} pages, and {} were expected",
            pages(one),
            pages(other)
        )];
    }
    let worst = |page: u32| {
        let corners = (0..one.height()).step_by(BLOCK as usize);
        let corners = corners.flat_map(|y| (0..WIDTH).step_by(BLOCK as usize).map(move |x| (x, y)));
        corners
            .map(|(x, y)| difference(one, other, page * WIDTH + x, y))
            .fold(0.0, f64::max)
    };
    let different = (0..one.width() / WIDTH).map(|page| (page + 1, worst(page)));
    different
        .filter(|(_, worst)| *worst > TOLERANCE)
        .map(|(page, worst)| format!("page {page} differs by {worst:.1}"))
        .collect()
}

/// How much the grey of one block differs, from 0 to 255.
fn difference(one: &GrayImage, other: &GrayImage, x: u32, y: u32) -> f64 {
    let dots = (y..(y + BLOCK).min(one.height())).flat_map(|y| (x..x + BLOCK).map(move |x| (x, y)));
    let sum: f64 = dots
        .map(|(x, y)| {
            let (one, other) = (one.get_pixel(x, y), other.get_pixel(x, y));
            f64::from(one.0[0].abs_diff(other.0[0]))
        })
        .sum();
    sum / f64::from(BLOCK * BLOCK)
}

/// What was expected, what was made and where they differ (in red), one below the other and large enough to look at.
fn side_by_side(expected: &GrayImage, actual: &GrayImage) -> RgbImage {
    let (width, height) = (
        expected.width().max(actual.width()),
        expected.height().max(actual.height()),
    );
    let dot = |sheet: &GrayImage, x, y| sheet.get_pixel_checked(x, y).map_or(128, |dot| dot.0[0]);
    let all = RgbImage::from_fn(width, 3 * height, |x, y| {
        let (expected, actual) = (dot(expected, x, y % height), dot(actual, x, y % height));
        match y / height {
            0 => Rgb([expected; 3]),
            1 => Rgb([actual; 3]),
            _ => {
                let pale = 255 - (255 - actual.max(expected)) / 4;
                let rest = pale.saturating_sub(expected.abs_diff(actual).saturating_mul(3));
                Rgb([pale, rest, rest])
            }
        }
    });
    imageops::resize(&all, 3 * width, 9 * height, imageops::FilterType::Nearest)
}

/// Compares all pages of a plan's copies in a format with the picture that is kept of them.
fn compare(snapshots: &mut Snapshots, name: &str, format: Format, made: &[Made]) {
    let all: Vec<GrayImage> = made
        .iter()
        .flat_map(|copy| pages(&copy.pdf.bytes))
        .collect();
    let actual = sheet(&all);
    let mut png = Cursor::new(Vec::new());
    actual
        .write_to(&mut png, ImageFormat::Png)
        .expect("a picture");
    let name = format!("{name}-{}.png", format.word().replace(' ', "-"));
    snapshots.compare(&format!("tests/golden/{name}"), png.get_ref(), |expected| {
        let expected = image::load_from_memory(expected).expect("a picture");
        let expected = expected.into_luma8();
        let different = differences(&actual, &expected);
        if different.is_empty() {
            return None;
        }
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("golden");
        fs::create_dir_all(&folder).expect("a folder");
        let file = folder.join(&name);
        side_by_side(&expected, &actual)
            .save(&file)
            .expect("the picture is written");
        Some(format!(
            "{}\n    expected, made and different: {}",
            different.join(", "),
            file.display()
        ))
    });
}

#[test]
fn golden_pages_are_as_agreed() {
    let press = Press::new().expect("the embedded template");
    let mut snapshots = Snapshots::default();
    for path in plans() {
        let loaded = sendplan::load(&path).expect("an example");
        let checked = sendplan::check(&loaded, &Checks::default()).expect("no errors");
        let stem = path.file_stem().and_then(|stem| stem.to_str());
        for format in Format::ALL {
            let made = sendplan::copies(&checked, Reader::ALL, Some(*format), &press);
            compare(
                &mut snapshots,
                stem.expect("a name"),
                *format,
                &made.expect("copies"),
            );
        }
    }
    snapshots.finish();
}

#[test]
fn golden_pages_of_review_forms_are_as_agreed() {
    let press = Press::new().expect("the embedded template");
    let mut snapshots = Snapshots::default();
    for name in ["KF-042", "KF-055", "KF-077", "KF-088", "NG-113", "WT-007"] {
        for format in Format::ALL {
            let made = form(&format!("{name}.yaml"), Some(*format), &press);
            compare(&mut snapshots, &format!("{name}-review"), *format, &[made]);
        }
    }
    snapshots.finish();
}

#[test]
fn golden_pages_of_reviewed_plans_are_as_agreed() {
    let press = Press::new().expect("the embedded template");
    let mut snapshots = Snapshots::default();
    for (name, decision) in [
        ("KF-042", Decision::Continue),
        ("NG-113", Decision::Advice),
        ("CS-009", Decision::End),
        ("KF-077", Decision::Assessment),
    ] {
        let loaded = reviewed(&format!("{name}.yaml"), decision);
        for format in Format::ALL {
            let made = made(&loaded, Some(*format), &press);
            compare(&mut snapshots, &format!("{name}-reviewed"), *format, &made);
        }
    }
    snapshots.finish();
}

#[test]
fn a_page_that_differs_is_shown_with_what_was_expected() {
    let expected = GrayImage::from_pixel(WIDTH, 100, Luma([255]));
    let mut actual = expected.clone();
    for x in 0..WIDTH {
        actual.put_pixel(x, 50, Luma([0]));
    }
    assert_eq!(differences(&actual, &expected).len(), 1);
    let shown = side_by_side(&expected, &actual);
    let dot = |row: u32| shown.get_pixel(30, 3 * (100 * row + 50)).0;
    assert_eq!([dot(0), dot(1), dot(2)], [[255; 3], [0; 3], [255, 0, 0]]);
}

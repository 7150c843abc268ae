//! Photos and logos in the copies: nothing in a file but what its pages show, and copies of all that a check lets pass.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage, RgbaImage};
use sendplan::diagnostic::Rule;
use sendplan::plan::Format;
use sendplan::press::Press;
use sendplan::{Checks, Loaded, Made, Reader, Report};

use crate::memory::{Files, files};
use crate::pdf::broken_rules;

const PLAN: &str = include_str!("../cases/check/base.yaml");

/// A plan that is hardly begun.
const DRAFT: &str = "
version: 1
plan: { id: KF-042, status: draft }
school:
  name: Kingfisher Primary School
child:
  known_as: Amina
";

/// A plan with a photo and a logo.
fn with(plan: &str, photo: &[u8], logo: &[u8]) -> Loaded {
    let with_both = plan
        .replace(
            "\n  known_as: Amina",
            "\n  known_as: Amina\n  photo: { file: photo, alt: Amina }",
        )
        .replace(
            "\n  name: Kingfisher Primary School",
            "\n  name: Kingfisher Primary School\n  logo: { file: logo, alt: A kingfisher }",
        );
    load(&files(&[
        ("plan.yaml", with_both.as_bytes()),
        ("photo", photo),
        ("logo", logo),
    ]))
}

fn load(files: &Files) -> Loaded {
    sendplan::load_from(files, "plan.yaml").expect("a plan")
}

fn copies(loaded: &Loaded, format: Format) -> Vec<Made> {
    let press = Press::new().expect("the embedded template");
    let checked = sendplan::check(loaded, &Checks::default()).expect("no errors");
    sendplan::copies(&checked, Reader::EVERY, Some(format), &press).expect("copies")
}

fn written(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).expect("a picture");
    bytes.into_inner()
}

/// The pictures that can be taken out of a PDF, whatever its pages show of them.
fn taken_out(pdf: &[u8]) -> Vec<RgbImage> {
    let document = lopdf::Document::load_mem(pdf).expect("a PDF that opens");
    let streams = document.objects.values().filter_map(|object| {
        let stream = object.as_stream().ok()?;
        let number = |key: &[u8]| stream.dict.get(key).and_then(lopdf::Object::as_i64).ok();
        let is_image = stream.dict.get(b"Subtype").ok()?.as_name().ok()? == b"Image";
        let size = (number(b"Width")? as u32, number(b"Height")? as u32);
        is_image.then_some((stream, size))
    });
    let opened = streams.map(|(stream, (width, height))| {
        let picture = image::load_from_memory(&stream.content).map(DynamicImage::into_rgb8);
        picture.unwrap_or_else(|_| {
            let dots = stream.decompressed_content().expect("a stream");
            RgbImage::from_raw(width, height, dots).expect("three bytes a dot")
        })
    });
    opened.collect()
}

#[test]
fn whoever_is_cropped_out_of_a_photo_is_in_no_copy() {
    // Green in the middle, as far as a page shows it, with enough shades to be kept as JPEG or not.
    let photo = |shades: u32| {
        DynamicImage::ImageRgb8(RgbImage::from_fn(900, 660, |x, y| {
            let shade = (x * 7 + y * 13) % shades;
            match (175..725).contains(&x) {
                true => Rgb([0, 100 + (shade % 100) as u8, (shade % 90) as u8]),
                false => Rgb([255, 0, 0]),
            }
        }))
    };
    let logo =
        b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M0 0L9 9V3z'/></svg>";
    for (photo, format) in [
        (written(&photo(9_000), ImageFormat::Png), Format::Standard),
        (written(&photo(3), ImageFormat::Png), Format::LargePrint),
        (
            written(&photo(9_000), ImageFormat::WebP),
            Format::DyslexiaFriendly,
        ),
    ] {
        for made in copies(&with(PLAN, &photo, logo), format) {
            let pictures = taken_out(&made.pdf.bytes);
            assert!(!pictures.is_empty(), "{}", made.file_name);
            for dot in pictures.iter().flat_map(RgbImage::pixels) {
                let [red, green, _] = dot.0;
                assert!(red < 60 && green > 60, "{}: {dot:?}", made.file_name);
            }
        }
    }
}

#[test]
fn pictures_of_any_shape_are_shown_whole_on_the_page() {
    let flat = |width: u32, height: u32| {
        let picture = RgbImage::from_pixel(width, height, Rgb([0, 90, 120]));
        written(&DynamicImage::ImageRgb8(picture), ImageFormat::Png)
    };
    for (width, height) in [(1, 4000), (4000, 1), (1, 1), (1200, 100)] {
        let flat = flat(width, height);
        let loaded = with(PLAN, &flat, &flat);
        for made in copies(&loaded, Format::Standard) {
            let broken = broken_rules(&made.pdf.bytes);
            assert!(broken.is_empty(), "{}: {broken:?}", made.file_name);
        }
    }
}

#[test]
fn a_picture_without_words_for_it_gets_some() {
    let flat = DynamicImage::ImageRgb8(RgbImage::from_pixel(50, 60, Rgb([0, 90, 120])));
    let flat = written(&flat, ImageFormat::Png);
    let school = "checks:\n  missing-field: off\n";
    for (alt, passes) in [("", true), (", alt: \"\"", false)] {
        let with_photo = PLAN.replace(
            "\n  known_as: Amina",
            &format!("\n  known_as: Amina\n  photo: {{ file: photo{alt} }}"),
        );
        let loaded = load(&files(&[
            ("plan.yaml", with_photo.as_bytes()),
            ("school.yaml", school.as_bytes()),
            ("photo", &flat),
        ]));
        let report = Report::of(&loaded, &Checks::default());
        assert_eq!(report.errors() == 0, passes, "{:?}", report.diagnostics);
        if !passes {
            continue;
        }
        for made in copies(&loaded, Format::Standard) {
            let broken = broken_rules(&made.pdf.bytes);
            assert!(broken.is_empty(), "{}: {broken:?}", made.file_name);
        }
    }
}

/// The same numbers each time, in no order that a decoder could know.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below
    }
}

/// A file damaged as disks, sticks and downloads damage one: cut off, some bits turned, a piece of it overwritten.
fn damaged(whole: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = whole.to_vec();
    match numbers.next(3) {
        0 => bytes.truncate(numbers.next(whole.len())),
        1 => {
            for _ in 0..=numbers.next(8) {
                let at = numbers.next(whole.len());
                bytes[at] ^= 1 << numbers.next(8);
            }
        }
        _ => {
            let start = numbers.next(whole.len());
            let end = whole.len().min(start + 1 + numbers.next(64));
            bytes[start..end].fill_with(|| numbers.next(256) as u8);
        }
    }
    bytes
}

#[test]
fn copies_are_made_of_every_damaged_picture_that_a_check_lets_pass() {
    let mut numbers = Numbers(7);
    let mut noise = |_: u32, _: u32| Rgb([0; 3].map(|_: u8| numbers.next(256) as u8));
    let photo = DynamicImage::ImageRgb8(RgbImage::from_fn(50, 60, &mut noise));
    let see_through = RgbaImage::from_fn(50, 60, |x, y| image::Rgba([9, 90, x as u8, y as u8 * 4]));
    let see_through = DynamicImage::ImageRgba8(see_through);
    let drawing = br##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20"><defs><style>.a{fill:url(#b)}</style>
        <linearGradient id="b"><stop stop-color="#147"/><stop offset="1"/></linearGradient>
        <clipPath id="c"><circle cx="9" cy="9" r="9"/></clipPath></defs>
        <g clip-path="url(#c)"><path id="d" class="a" d="M0 0L18 18V3z"/><use href="#d" x="2"/></g></svg>"##;
    let whole = [
        written(&photo, ImageFormat::Jpeg),
        written(&photo, ImageFormat::Png),
        written(&see_through, ImageFormat::Png),
        written(&see_through, ImageFormat::WebP),
        drawing.to_vec(),
    ];
    let mut numbers = Numbers(11);
    let (mut passed, mut refused) = (0, 0);
    let flat = DynamicImage::ImageRgb8(RgbImage::new(5, 6));
    let flat = written(&flat, ImageFormat::Png);
    for round in 0..200 {
        for picture in &whole {
            let bytes = damaged(picture, &mut numbers);
            let loaded = match round % 2 {
                0 => with(DRAFT, &bytes, &flat),
                _ => with(DRAFT, &flat, &bytes),
            };
            let report = Report::of(&loaded, &Checks::default());
            let is_refused = report
                .diagnostics
                .iter()
                .any(|found| found.rule == Rule::BadPicture);
            assert_eq!(sendplan::pictures(&loaded).is_err(), is_refused, "{round}");
            match is_refused {
                true => refused += 1,
                false => passed += 1,
            }
            // Some of them all the way.
            if !is_refused && passed % 40 == 0 {
                assert!(!copies(&loaded, Format::Standard).is_empty(), "{round}");
            }
        }
    }
    assert!(
        passed > 100 && refused > 300,
        "{passed} passed, {refused} refused"
    );
}

/// Checks a plan with this photo where the program may have so many kilobytes, and tells whether it came to an end, and what it
/// printed.
#[cfg(target_os = "linux")]
fn checked_within(kilobytes: usize, photo: &[u8]) -> (bool, String) {
    use std::fs;
    use std::process::Command;

    let folder = tempfile::tempdir().expect("a folder");
    let plan = DRAFT.replace(
        "\n  known_as: Amina",
        "\n  known_as: Amina\n  photo: { file: photo, alt: Amina }",
    );
    fs::write(folder.path().join("plan.yaml"), plan).expect("a plan");
    fs::write(folder.path().join("photo"), photo).expect("a picture");
    let mut shell = Command::new("sh");
    shell
        .current_dir(&folder)
        .env("NO_COLOR", "1")
        // Each further arena of the allocator takes 64 MB of addresses, whether it is used or not.
        .env("MALLOC_ARENA_MAX", "1")
        .arg("-c")
        .arg(format!(
            "ulimit -v {kilobytes} && exec \"$0\" --today 2026-11-24 check plan.yaml"
        ))
        .arg(env!("CARGO_BIN_EXE_sendplan"));
    let output = shell.output().expect("the command runs");
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    (output.status.code().is_some_and(|code| code < 2), printed)
}

#[cfg(target_os = "linux")]
#[test]
fn a_hostile_picture_is_refused_at_once_and_in_little_memory() {
    use std::time::Instant;

    let drawing = |before: &str, inside: &str| {
        let svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>";
        format!("{before}{svg}{inside}</svg>").into_bytes()
    };
    let namespaces = |count: usize| -> String {
        let one = |number| format!(" xmlns:n{number}='urn:{number}'");
        (0..count).map(one).collect()
    };
    let entities: String = (1..10)
        .map(|level| {
            format!(
                "<!ENTITY x{level} '{}'>",
                format!("&x{};", level - 1).repeat(10)
            )
        })
        .collect();
    let hidden = format!("<!DOCTYPE svg SYSTEM '<!--' [<!ENTITY x0 'aaaaaaaaaa'>{entities}]>");
    let attributes: String = (0..90_000).map(|number| format!(" a{number}=''")).collect();
    let bombs = [
        drawing(&hidden, "<text>&x9;</text>"),
        drawing("", &format!("<g{}/>", namespaces(190)).repeat(500)),
        drawing("", &format!("<g{}/>", namespaces(80_000))),
        drawing("", &format!("<g{attributes}/>")),
        drawing("", &"<g/>".repeat(490_000)),
        drawing("", &"<g>".repeat(600_000)),
        drawing("", &format!("<path d='M0 0{}'/>", "h1v1".repeat(480_000))),
        drawing(
            "",
            &format!("<path style='{}'/>", "fill:red;".repeat(200_000)),
        ),
        drawing(
            "",
            &format!("<style>{}</style>", ".a{fill:red}".repeat(150_000)),
        ),
    ];
    let harmless = drawing("", "<path d='M0 0L9 9V3z'/>");
    // What the program takes by itself differs from machine to machine.
    let least = (1..100)
        .map(|step| step * 40_000)
        .find(|kilobytes| checked_within(*kilobytes, &harmless).0);
    let least = least.expect("it runs somewhere");
    for bomb in &bombs {
        let started = Instant::now();
        let (ended, printed) = checked_within(least + 50_000, bomb);
        // A tenth of a second, and the program's own start on a machine that is busy with other tests.
        let taken = started.elapsed().as_secs_f32();
        let start = String::from_utf8_lossy(bomb.get(..120).unwrap_or_default());
        assert!(
            ended && printed.contains("bad-picture"),
            "{start}: {printed}"
        );
        assert!(taken < 3.0, "{start}: {taken} s");
    }
}

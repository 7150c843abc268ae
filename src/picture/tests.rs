//! Pictures as they come: turned, large, marked, damaged, hostile.

use image::{DynamicImage, Rgb, RgbImage};

use super::*;

/// A picture whose top left is red, the rest white.
fn corner(width: u32, height: u32) -> DynamicImage {
    let red = |x, y| x < width / 4 && y < height / 4;
    let dot = |x, y| {
        if red(x, y) {
            Rgb([255, 0, 0])
        } else {
            Rgb([255, 255, 255])
        }
    };
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, dot))
}

fn jpeg(picture: &DynamicImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 90);
    picture.write_with_encoder(encoder).expect("a JPEG");
    bytes
}

/// A JPEG with an orientation, a place and a remark in it, as a phone writes them.
fn phone(picture: &DynamicImage, orientation: u8) -> Vec<u8> {
    let plain = jpeg(picture);
    let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x02".to_vec();
    exif.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
    exif.extend([0x01, 0x0E, 0, 2, 0, 0, 0, 20, 0, 0, 0, 38]);
    exif.extend([0, 0, 0, 0]);
    exif.extend(b"SECRET-PLACE-51.5N\0\0");
    let mut bytes = plain[..2].to_vec();
    bytes.extend([0xFF, 0xE1]);
    bytes.extend(u16::try_from(exif.len() + 2).expect("short").to_be_bytes());
    bytes.extend(&exif);
    bytes.extend([0xFF, 0xFE, 0, 16]);
    bytes.extend(b"SECRET-REMARK\0");
    bytes.extend(&plain[2..]);
    bytes
}

fn holds(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}

#[test]
fn a_photo_is_turned_the_right_way_up_and_says_nothing_but_the_picture() {
    // Where the red corner goes: (left, top).
    let corners = [
        (true, true),
        (false, true),
        (false, false),
        (true, false),
        (true, true),
        (false, true),
        (false, false),
        (true, false),
    ];
    for (orientation, (left, top)) in (1..=8).zip(corners) {
        let photo = phone(&corner(64, 32), orientation);
        assert!(holds(&photo, b"SECRET-PLACE"));
        let made = prepare(&photo, PHOTO).expect("a photo");
        assert!(!holds(made.bytes(), b"SECRET"), "{orientation}");
        let picture = image::load_from_memory(made.bytes())
            .expect("a picture")
            .to_rgb8();
        let sideways = orientation > 4;
        let size = if sideways { (32, 64) } else { (64, 32) };
        assert_eq!(picture.dimensions(), size, "{orientation}");
        let x = if left { 2 } else { size.0 - 3 };
        let y = if top { 2 } else { size.1 - 3 };
        let Rgb([_, green, _]) = picture.get_pixel(x, y);
        assert!(
            *green < 120,
            "{orientation}: the red corner is not at {x}, {y}"
        );
    }
}

#[test]
fn a_large_photo_becomes_small_and_the_same_bytes_each_time() {
    let noise = RgbImage::from_fn(3000, 2000, |x, y| {
        let value = (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)) >> 7;
        Rgb([value as u8, (value >> 8) as u8, (x ^ y) as u8])
    });
    let photo = jpeg(&DynamicImage::ImageRgb8(noise));
    let made = prepare(&photo, PHOTO).expect("a photo");
    assert!(made.bytes().len() < 400_000, "{}", made.bytes().len());
    assert_eq!(made, prepare(&photo, PHOTO).expect("a photo"));
}

#[test]
fn a_cut_or_changed_file_is_a_problem_and_never_a_panic() {
    let picture = corner(64, 64);
    let mut png = Vec::new();
    picture
        .write_to(&mut std::io::Cursor::new(&mut png), image::ImageFormat::Png)
        .expect("a PNG");
    let mut webp = Vec::new();
    picture
        .write_to(
            &mut std::io::Cursor::new(&mut webp),
            image::ImageFormat::WebP,
        )
        .expect("a WebP");
    for whole in [jpeg(&picture), png, webp] {
        assert!(inspect(&whole).is_ok());
        for sixteenth in 0..16 {
            let cut = &whole[..whole.len() * sixteenth / 16];
            assert!(inspect(cut).is_err(), "{sixteenth}");
            let _ = prepare(cut, PHOTO);
        }
        let mut state = 1_u32;
        for _ in 0..200 {
            let mut changed = whole.clone();
            for _ in 0..4 {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let at = state as usize % changed.len();
                changed[at] = (state >> 24) as u8;
            }
            let _ = inspect(&changed);
            let _ = prepare(&changed, LOGO);
        }
    }
}

#[test]
fn a_picture_that_declares_too_much_is_not_opened() {
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    png.extend(50_000_u32.to_be_bytes());
    png.extend(50_000_u32.to_be_bytes());
    png.extend([8, 2, 0, 0, 0]);
    png.extend([0; 4]);
    png.extend(b"\0\0\0\0IEND\xaeB`\x82");
    assert!(prepare(&png, PHOTO).is_err());
    assert!(inspect(&png).is_err());
}

#[test]
fn drawings_are_shapes_and_nothing_else() {
    let svg = |inside: &str| {
        format!(
            "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' viewBox='0 0 10 10'>{inside}</svg>"
        )
    };
    let good = svg(
        "<title>SECRET</title><desc>SECRET</desc><!-- SECRET --><g id='SECRET'><path d='M0 0L10 10' stroke='#123456'/></g>",
    );
    let made = prepare(good.as_bytes(), LOGO).expect("a drawing");
    assert!(!holds(made.bytes(), b"SECRET"));
    let mut bomb = String::from("<g id='a0'><path d='M0 0L1 1'/></g>");
    for level in 1..30 {
        let uses = format!("<use xlink:href='#a{}'/>", level - 1).repeat(10);
        bomb.push_str(&format!("<g id='a{level}'>{uses}</g>"));
    }
    let hostile = [
        svg("<image href='file:///etc/passwd' width='5' height='5'/>"),
        svg("<image xlink:href='http://example.org/a.png' width='5' height='5'/>"),
        svg("<script>alert(1)</script>"),
        svg("<text>Words</text>"),
        svg("<style>@import 'http://example.org/a.css';</style>"),
        svg("<rect fill='url(http://example.org/#a)' width='5' height='5'/>"),
        svg("<use id='a' xlink:href='#a'/>"),
        svg(&bomb),
        svg(&"<g>".repeat(100_000)),
        format!("<!DOCTYPE svg [<!ENTITY a 'aaaa'>]>{}", svg("")),
        "<svg".to_owned(),
        "<?xml version='1.0'?>".to_owned(),
    ];
    for drawing in hostile {
        assert!(
            prepare(drawing.as_bytes(), LOGO).is_err(),
            "{}",
            &drawing[..drawing.len().min(200)]
        );
    }
}

#[test]
fn other_files_are_called_by_their_names() {
    assert_eq!(
        inspect(b"GIF89a....").unwrap_err().to_string(),
        "a GIF picture cannot be printed"
    );
    assert_eq!(
        inspect(b"\0\0\0\x18ftypheic").unwrap_err().to_string(),
        "a HEIC photo from an iPhone cannot be printed"
    );
    assert_eq!(inspect(b"hello").unwrap_err(), Problem::NotAPicture);
    assert_eq!(inspect(b"").unwrap_err(), Problem::NotAPicture);
}

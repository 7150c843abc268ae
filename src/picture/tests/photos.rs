//! Photos: JPEG, PNG and WebP.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

use super::*;

/// A picture whose top left is red, the rest white.
fn corner(width: u32, height: u32) -> DynamicImage {
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, y| {
        if x < width / 4 && y < height / 4 {
            Rgb([255, 0, 0])
        } else {
            Rgb([255, 255, 255])
        }
    }))
}

fn noise(width: u32, height: u32) -> RgbImage {
    let mut numbers = Numbers(1);
    RgbImage::from_fn(width, height, |_, _| {
        Rgb([0; 3].map(|_: u8| numbers.next(256) as u8))
    })
}

fn jpeg(picture: &DynamicImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, 90);
    picture.write_with_encoder(encoder).expect("a JPEG");
    bytes
}

fn file(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).expect("a picture");
    bytes.into_inner()
}

fn opened(made: &Prepared) -> RgbaImage {
    let picture = image::load_from_memory(made.bytes()).expect("a picture");
    assert_eq!(picture.width() as f32, made.width());
    assert_eq!(picture.height() as f32, made.height());
    picture.to_rgba8()
}

/// A segment of a JPEG.
fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).expect("short");
    [&[0xFF, marker], &length.to_be_bytes()[..], content].concat()
}

/// A JPEG with an orientation, a place, remarks, a thumbnail and a tail in it, as a phone writes them.
fn phone(picture: &DynamicImage, orientation: u8) -> Vec<u8> {
    let plain = jpeg(picture);
    let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x02".to_vec();
    exif.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
    exif.extend([0x01, 0x0E, 0, 2, 0, 0, 0, 20, 0, 0, 0, 38]);
    exif.extend([0, 0, 0, 0]);
    exif.extend(b"SECRET-PLACE-51.5N\0\0");
    exif.extend(jpeg(&corner(8, 8)));
    [
        &plain[..2],
        &segment(0xE1, &exif),
        &segment(
            0xE1,
            b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>SECRET-XMP</x:xmpmeta>",
        ),
        &segment(0xE2, b"ICC_PROFILE\0\x01\x01SECRET-PROFILE"),
        &segment(0xED, b"Photoshop 3.0\0SECRET-IPTC"),
        &segment(0xFE, b"SECRET-REMARK"),
        &plain[2..],
        b"SECRET-TAIL",
    ]
    .concat()
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
        assert!(holds(&photo, SECRET));
        let size = if orientation > 4 { (32, 64) } else { (64, 32) };
        let made = prepare(&photo, LOGO).expect("a photo");
        assert!(!holds(made.bytes(), SECRET), "{orientation}");
        assert!(!holds(made.bytes(), b"Exif"), "{orientation}");
        let picture = opened(&made);
        assert_eq!(picture.dimensions(), size, "{orientation}");
        let x = if left { 2 } else { size.0 - 3 };
        let y = if top { 2 } else { size.1 - 3 };
        let Rgba([_, green, ..]) = picture.get_pixel(x, y);
        assert!(*green < 120, "{orientation}: no red at {x}, {y}");
    }
}

#[test]
fn every_way_of_writing_a_picture_is_read_and_loses_its_secrets() {
    for (name, sample) in SAMPLES {
        let turned = *name == "turned-alpha.webp";
        let made = prepare(sample, LOGO).expect(name);
        assert!(!holds(made.bytes(), SECRET), "{name}");
        let picture = opened(&made);
        let size = if turned { (16, 32) } else { (32, 16) };
        assert_eq!(picture.dimensions(), size, "{name}");
        // The corner is red, or dark where the picture has no colours.
        let x = if turned { 14 } else { 1 };
        let Rgba([_, green, _, alpha]) = *picture.get_pixel(x, 1);
        if *name != "palette.png" {
            assert!(green < 100 && alpha == 255, "{name}");
        }
        // The opposite corner is white, or nothing is there.
        let Rgba([_, green, _, alpha]) = *picture.get_pixel(15 - x, size.1 - 2);
        assert!(green > 200 || alpha < 20, "{name}: {green} {alpha}");
    }
}

#[test]
fn a_picture_is_scaled_down_to_print_and_never_up() {
    // 50 by 20 mm at 300 dots to an inch are 591 by 236; 30 by 36 are 354 by 425.
    let cases = [
        ((900, 600), LOGO, (354, 236)),
        ((1200, 200), LOGO, (591, 98)),
        ((1200, 800), PHOTO, (354, 425)),
        ((800, 1200), PHOTO, (354, 425)),
        ((10_000, 60), PHOTO, (50, 60)),
        ((1, 4000), PHOTO, (1, 1)),
        ((4000, 1), PHOTO, (1, 1)),
        ((1, 4000), LOGO, (1, 236)),
        ((4000, 1), LOGO, (591, 1)),
        ((100, 100), PHOTO, (83, 100)),
        ((1, 1), LOGO, (1, 1)),
    ];
    for ((width, height), size, expected) in cases {
        let made =
            prepare(&file(&corner(width, height), ImageFormat::Png), size).expect("a picture");
        assert_eq!(opened(&made).dimensions(), expected, "{width} x {height}");
    }
}

#[test]
fn photos_become_jpeg_and_small_logos_and_what_is_see_through_become_png() {
    let photo = DynamicImage::ImageRgb8(noise(700, 600));
    let mut see_through = photo.to_rgba8();
    for (x, _, dot) in see_through.enumerate_pixels_mut() {
        dot.0[3] = (x / 3) as u8;
    }
    let see_through = DynamicImage::ImageRgba8(see_through);
    for (picture, extension) in [
        (&photo, "jpg"),
        (&DynamicImage::ImageLuma8(photo.to_luma8()), "jpg"),
        (&DynamicImage::ImageRgba8(photo.to_rgba8()), "jpg"),
        (&see_through, "png"),
        (&DynamicImage::ImageRgba16(see_through.to_rgba16()), "png"),
        (
            &DynamicImage::ImageLumaA8(see_through.to_luma_alpha8()),
            "png",
        ),
        (&corner(900, 400), "png"),
    ] {
        let bytes = file(picture, ImageFormat::Png);
        let made = prepare(&bytes, PHOTO).expect("a picture");
        assert_eq!(made.extension(), extension, "{:?}", picture.color());
        assert!(made.bytes().len() < 250_000, "{}", made.bytes().len());
        assert_eq!(made, prepare(&bytes, PHOTO).expect("the same again"));
    }
}

#[test]
fn what_is_see_through_leaves_no_shadow_round_a_logo() {
    // White on see-through black, as drawing programs write it.
    let logo = RgbaImage::from_fn(2000, 800, |x, y| {
        if (x / 100 + y / 100) % 2 == 0 {
            Rgba([255, 255, 255, 255])
        } else {
            Rgba([0, 0, 0, 0])
        }
    });
    let logo = file(&DynamicImage::ImageRgba8(logo), ImageFormat::Png);
    let made = opened(&prepare(&logo, LOGO).expect("a logo"));
    assert!(made.pixels().any(|dot| (1..255).contains(&dot.0[3])));
    for Rgba([red, .., alpha]) in made.pixels() {
        assert!(*alpha < 8 || *red > 240, "{red} {alpha}");
    }
}

#[test]
fn a_picture_that_declares_too_much_is_not_opened_and_one_that_is_merely_huge_is() {
    let declared = |width: u32, height: u32, bits: u8, colours: u8| {
        let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
        let mut chunk = b"IHDR".to_vec();
        chunk.extend(width.to_be_bytes());
        chunk.extend(height.to_be_bytes());
        chunk.extend([bits, colours, 0, 0, 0]);
        for chunk in [chunk.as_slice(), b"IDAT", b"IEND"] {
            png.extend((chunk.len() as u32 - 4).to_be_bytes());
            png.extend(chunk);
            png.extend(crc(chunk).to_be_bytes());
        }
        png
    };
    for (width, height) in [
        (50_000, 50_000),
        (20_001, 1),
        (1, 20_001),
        (20_000, 20_000),
        (8_000, 7_000),
    ] {
        let png = declared(width, height, 8, 2);
        let problem = Problem::TooLarge { width, height };
        assert_eq!(prepare(&png, PHOTO), Err(problem));
    }
    // Sixteen bits and see-through: twelve bytes a dot are more than the memory for one picture.
    assert!(matches!(
        prepare(&declared(5000, 4000, 16, 6), PHOTO),
        Err(Problem::TooLarge { .. })
    ));
    // What it declares can be opened, and is not there.
    assert_eq!(
        prepare(&declared(6000, 5000, 8, 2), PHOTO),
        Err(Problem::Damaged)
    );
    let flat = DynamicImage::ImageLuma8(image::GrayImage::new(4_900, 4_900));
    let flat = prepare(&file(&flat, ImageFormat::Png), LOGO).expect("a picture");
    assert!(flat.is_huge());
    let small = prepare(&file(&corner(60, 60), ImageFormat::Png), LOGO).expect("a picture");
    assert!(!small.is_huge());
}

/// A chunk of a PNG.
fn chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).expect("short");
    let named = [&name[..], content].concat();
    [
        &length.to_be_bytes(),
        &named[..],
        &crc(&named).to_be_bytes(),
    ]
    .concat()
}

#[test]
fn what_stands_beside_a_picture_is_not_even_unpacked() {
    // A profile that no decoder could read, and one that is no profile.
    let png = file(&corner(60, 60), ImageFormat::Png);
    let (start, rest) = png.split_at(33);
    let profile = chunk(b"iCCP", b"SECRET\0\0not packed at all");
    let with_profile = [start, &profile, rest].concat();
    assert_eq!(prepare(&with_profile, LOGO), prepare(&png, LOGO));
    // A note that says it has four thousand million bytes.
    let webp = file(&corner(60, 60), ImageFormat::WebP);
    let with_note = [&webp[..], b"EXIF\xff\xff\xff\xff"].concat();
    let length = u32::try_from(with_note.len() - 8).expect("short");
    let with_note = [&webp[..4], &length.to_le_bytes(), &with_note[8..]].concat();
    assert_eq!(prepare(&with_note, LOGO), Err(Problem::Damaged));
}

#[test]
fn nothing_of_a_photo_is_kept_but_what_a_page_shows() {
    let green = Rgb([0, 160, 0]);
    for (width, height) in [(900, 600), (600, 900), (300, 200), (640, 640)] {
        // The largest part of five by six in the middle is green.
        let (across, down) = ((height * 5 / 6).min(width), (width * 6 / 5).min(height));
        let (left, top) = ((width - across) / 2, (height - down) / 2);
        let inside = |at: u32, start: u32, length: u32| (start..start + length).contains(&at);
        let photo = RgbImage::from_fn(width, height, |x, y| {
            match inside(x, left, across) && inside(y, top, down) {
                true => green,
                false => Rgb([255, 0, 0]),
            }
        });
        let photo = file(&DynamicImage::ImageRgb8(photo), ImageFormat::Png);
        for dot in opened(&prepare(&photo, PHOTO).expect("a photo")).pixels() {
            assert!(dot.0[0] < 30, "{width} x {height}: {dot:?}");
        }
    }
}

/// The checksum of a PNG's chunk.
fn crc(bytes: &[u8]) -> u32 {
    let step = |sum: u32, _| {
        if sum & 1 == 1 {
            0xEDB8_8320 ^ (sum >> 1)
        } else {
            sum >> 1
        }
    };
    let sum = bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), step)
    });
    !sum
}

#[test]
fn the_end_of_a_thumbnail_is_not_the_end_of_the_photo() {
    let photo = phone(&DynamicImage::ImageRgb8(noise(64, 64)), 1);
    assert!(prepare(&photo, PHOTO).is_ok());
    for sixteenth in 8..15 {
        let cut = &photo[..photo.len() * sixteenth / 16];
        assert!(holds(cut, &[0xFF, 0xD9]));
        assert_eq!(prepare(cut, PHOTO), Err(Problem::Damaged), "{sixteenth}");
    }
}

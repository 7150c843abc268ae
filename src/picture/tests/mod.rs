//! Pictures as they come: turned, large, marked, damaged, hostile.

mod drawings;
mod lines;
mod photos;

use super::*;

/// Files that the encoders here cannot make: red at the top left, the rest white or see-through, 32 dots by 16.
const SAMPLES: &[(&str, &[u8])] = &[
    (
        "progressive.jpg",
        include_bytes!("../samples/progressive.jpg"),
    ),
    ("cmyk.jpg", include_bytes!("../samples/cmyk.jpg")),
    ("grey.jpg", include_bytes!("../samples/grey.jpg")),
    ("lossy.webp", include_bytes!("../samples/lossy.webp")),
    ("animated.webp", include_bytes!("../samples/animated.webp")),
    (
        "turned-alpha.webp",
        include_bytes!("../samples/turned-alpha.webp"),
    ),
    (
        "interlaced-16.png",
        include_bytes!("../samples/interlaced-16.png"),
    ),
    ("palette.png", include_bytes!("../samples/palette.png")),
];

/// Every secret that the samples carry has this word in it.
const SECRET: &[u8] = b"SECRET";

fn holds(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}

fn in_drawing(inside: &str) -> String {
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' viewBox='0 0 10 10'>{inside}</svg>"
    )
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

#[test]
fn a_file_that_is_cut_short_is_a_problem() {
    let drawing =
        in_drawing("<g id='a'><path d='M0 0L9 9V3z' fill='#aa0'/></g><use xlink:href='#a' x='1'/>");
    let samples = SAMPLES.iter().copied();
    for (name, whole) in samples.chain([("drawing.svg", drawing.as_bytes())]) {
        assert!(prepare(whole, LOGO).is_ok(), "{name}");
        for sixteenth in 0..16 {
            let cut = &whole[..whole.len() * sixteenth / 16];
            assert!(prepare(cut, PHOTO).is_err(), "{name} cut at {sixteenth}/16");
        }
    }
}

#[test]
fn other_files_are_called_by_their_names() {
    let cases: &[(&[u8], &str)] = &[
        (b"", "the file is empty"),
        (b"hello", "this file is not a picture that can be read"),
        (
            b"<?xml version='1.0'?><plan/>",
            "this file is not a picture that can be read",
        ),
        (
            b"GIF89a....",
            "this is a GIF picture, which cannot be printed",
        ),
        (
            b"\0\0\0\x18ftypheic",
            "this is a HEIC photo, as iPhones take them, which cannot be printed",
        ),
        (
            b"%PDF-1.7",
            "this is a PDF document, which cannot be printed",
        ),
        (
            b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0........\0\0\0\0\x13\0\0\0[Content_Types].xml",
            "this is an office document, which cannot be printed",
        ),
        (
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
            "this is an office document, which cannot be printed",
        ),
        (
            b"\x1F\x8B\x08\0",
            "this is a packed drawing (SVGZ), which cannot be printed",
        ),
        (
            b"<!DOCTYPE html><svg></svg>",
            "this is a web page, which cannot be printed",
        ),
    ];
    for (bytes, message) in cases {
        let problem = prepare(bytes, PHOTO).unwrap_err();
        assert_eq!(problem.to_string(), *message);
        assert!(!problem.help().is_empty());
    }
    assert_eq!(
        prepare(&vec![0xFF; LARGEST_FILE + 1], PHOTO),
        Err(Problem::TooHeavy)
    );
}

#[test]
fn a_mistake_in_a_decoder_is_a_problem_of_the_picture() {
    let outcome = guarded(|| -> Result<(), Problem> {
        std::panic::resume_unwind(Box::new("a decoder's own mistake"))
    });
    assert_eq!(outcome, Err(Problem::Damaged));
}

//! What a file is, by its first bytes and not by its name.

use super::Problem;

/// A kind of picture that can be printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Jpeg,
    Png,
    WebP,
    Svg,
}

const SAVE_AS: &str = "open it in a picture program and save it as JPEG or PNG";
const SAVE_AS_SVG: &str = "open it in the program it was made with and save it as plain SVG or PNG";
const PHONE: &str = "open it on the phone or in a picture program and save it as JPEG; on an iPhone, \
    Settings, Camera, Formats, Most Compatible takes photos as JPEG from the start";
const OFFICE: &str =
    "open the document, right-click the picture in it, and save the picture as JPEG or PNG";
const UNPACK: &str = "unpack it, and name the picture that was inside";
const SCREENSHOT: &str =
    "open it, take a picture of the part you want, and save that as JPEG or PNG";
const STILL: &str = "use a still picture, saved as JPEG or PNG";

/// Kinds that cannot be printed: where their sign stands and what it is, what people call them, and what to do. The
/// first that fits counts.
const OTHERS: &[(usize, &[u8], &str, &str)] = &[
    (0, b"GIF8", "a GIF picture", SAVE_AS),
    (0, b"BM", "a BMP picture", SAVE_AS),
    (0, b"II*\0", "a TIFF picture", SAVE_AS),
    (0, b"MM\0*", "a TIFF picture", SAVE_AS),
    (4, b"ftyphe", "a HEIC photo, as iPhones take them", PHONE),
    (4, b"ftypmif1", "a HEIC photo, as iPhones take them", PHONE),
    (4, b"ftypmsf1", "a HEIC photo, as iPhones take them", PHONE),
    (4, b"ftypavi", "an AVIF picture", SAVE_AS),
    (4, b"ftypcrx", "a camera's raw photo", SAVE_AS),
    (4, b"ftyp", "a film", STILL),
    (4, b"JXL ", "a JPEG XL picture", SAVE_AS),
    (0, &[0xFF, 0x0A], "a JPEG XL picture", SAVE_AS),
    (4, b"jP  ", "a JPEG 2000 picture", SAVE_AS),
    (0, b"8BPS", "a Photoshop picture", SAVE_AS),
    (0, b"gimp xcf", "a GIMP picture", SAVE_AS),
    (0, &[0, 0, 1, 0], "an icon", SAVE_AS),
    (
        0,
        &[0xD7, 0xCD, 0xC6, 0x9A],
        "a Windows drawing",
        SAVE_AS_SVG,
    ),
    (40, b" EMF", "a Windows drawing", SAVE_AS_SVG),
    (0, b"%!PS", "a PostScript drawing", SAVE_AS_SVG),
    (
        0,
        &[0xC5, 0xD0, 0xD3, 0xC6],
        "a PostScript drawing",
        SAVE_AS_SVG,
    ),
    (8, b"CDR", "a CorelDRAW drawing", SAVE_AS_SVG),
    (8, b"AVI ", "a film", STILL),
    (8, b"WAVE", "a sound recording", STILL),
    (0, b"%PDF", "a PDF document", SCREENSHOT),
    (0, &[0xD0, 0xCF, 0x11, 0xE0], "an office document", OFFICE),
    (0, b"{\\rtf", "a word processor's document", OFFICE),
    (
        30,
        b"mimetypeapplication/vnd.oasis",
        "an office document",
        OFFICE,
    ),
    (30, b"[Content_Types].xml", "an office document", OFFICE),
    (30, b"_rels/", "an office document", OFFICE),
    (30, b"docProps/", "an office document", OFFICE),
    (0, b"PK\x03\x04", "a zip file", UNPACK),
    (0, &[0x1F, 0x8B], "a packed drawing (SVGZ)", SAVE_AS_SVG),
    (
        0,
        &[0xFF, 0xFE, b'<', 0],
        "a drawing saved as UTF-16",
        SAVE_AS_SVG,
    ),
    (
        0,
        &[0xFE, 0xFF, 0, b'<'],
        "a drawing saved as UTF-16",
        SAVE_AS_SVG,
    ),
];

/// How far into a text the drawing itself may begin: what comes before is the maker's remarks.
const REMARKS: usize = 1 << 16;

/// The kind of picture that the bytes are.
pub(super) fn kind(bytes: &[u8]) -> Result<Kind, Problem> {
    if bytes.is_empty() {
        return Err(Problem::Empty);
    }
    let at = |offset: usize, sign: &[u8]| {
        bytes
            .get(offset..)
            .is_some_and(|rest| rest.starts_with(sign))
    };
    if at(0, &[0xFF, 0xD8, 0xFF]) {
        return Ok(Kind::Jpeg);
    }
    if at(0, b"\x89PNG\r\n\x1a\n") {
        return Ok(Kind::Png);
    }
    if at(0, b"RIFF") && at(8, b"WEBP") {
        return Ok(Kind::WebP);
    }
    if let Some((_, _, what, help)) = OTHERS.iter().find(|(offset, sign, ..)| at(*offset, sign)) {
        return Err(Problem::OtherKind { what, help });
    }
    let start = bytes.get(..bytes.len().min(REMARKS)).unwrap_or_default();
    let start = String::from_utf8_lossy(start).to_ascii_lowercase();
    let start = start.trim_start_matches('\u{feff}').trim_start();
    if start.starts_with("<!doctype html") || start.starts_with("<html") {
        return Err(Problem::OtherKind {
            what: "a web page",
            help: "on the web page, right-click the picture itself and save it",
        });
    }
    if start.starts_with('<') && (start.contains("<svg") || start.contains(":svg")) {
        return Ok(Kind::Svg);
    }
    Err(Problem::NotAPicture)
}

//! What a file is, by its first bytes and not by its name.

use super::Problem;

/// A kind of picture that can be printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// WebP.
    WebP,
    /// SVG.
    Svg,
}

/// Kinds that cannot be printed, as people know them.
const OTHERS: &[(usize, &[u8], &str)] = &[
    (0, b"GIF8", "a GIF picture"),
    (0, b"BM", "a BMP picture"),
    (0, b"II*\0", "a TIFF picture"),
    (0, b"MM\0*", "a TIFF picture"),
    (4, b"ftypheic", "a HEIC photo from an iPhone"),
    (4, b"ftypheix", "a HEIC photo from an iPhone"),
    (4, b"ftypmif1", "a HEIC photo from an iPhone"),
    (4, b"ftypavif", "an AVIF picture"),
    (4, b"ftyp", "a film"),
    (0, b"%PDF", "a PDF document"),
    (0, b"PK\x03\x04", "a word processor's document"),
    (0, &[0x1F, 0x8B], "a packed SVG"),
];

/// The kind of picture that the bytes are.
pub(super) fn kind(bytes: &[u8]) -> Result<Kind, Problem> {
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
    if let Some((_, _, name)) = OTHERS.iter().find(|(offset, sign, _)| at(*offset, sign)) {
        return Err(Problem::OtherKind(name));
    }
    let start = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    let start = String::from_utf8_lossy(start);
    if start.contains("<svg")
        || start
            .trim_start_matches('\u{feff}')
            .trim_start()
            .starts_with("<?xml")
    {
        return Ok(Kind::Svg);
    }
    Err(Problem::NotAPicture)
}

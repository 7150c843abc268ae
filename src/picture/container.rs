//! Photo files taken apart: what a decoder needs to see, and which way up the camera was held.
//!
//! Decoders unpack colour profiles and remarks along with the picture, whatever their size. Here those are left out
//! before decoding, so nothing in them can cost memory or reach a copy.

use image::metadata::Orientation;

use super::Kind;

/// A photo's file without anything but the photo.
pub(super) struct Bare {
    pub(super) bytes: Vec<u8>,
    /// How it has to be turned.
    pub(super) orientation: Orientation,
    /// Bytes for each dot that decoding takes beside the picture itself.
    pub(super) beside: u64,
}

impl Bare {
    fn new(bytes: Vec<u8>, exif: Option<&[u8]>, beside: u64) -> Bare {
        let exif = exif.map(|exif| exif.strip_prefix(EXIF).unwrap_or(exif));
        // A photo without a readable orientation is the right way up.
        let orientation = exif.and_then(Orientation::from_exif_chunk);
        Bare {
            bytes,
            orientation: orientation.unwrap_or(Orientation::NoTransforms),
            beside,
        }
    }
}

const EXIF: &[u8] = b"Exif\0\0";

/// The file without its metadata; nothing where it is cut short or does not hold together.
pub(super) fn bare(bytes: &[u8], kind: Kind) -> Option<Bare> {
    match kind {
        Kind::Jpeg => jpeg(bytes),
        Kind::Png => png(bytes),
        Kind::WebP => webp(bytes),
        Kind::Svg => None,
    }
}

/// Chunks with a length, a name and a checksum, up to the one called `IEND`.
fn png(bytes: &[u8]) -> Option<Bare> {
    let (signature, mut rest) = bytes.split_at_checked(8)?;
    let mut kept = signature.to_vec();
    let mut exif = None;
    loop {
        let length = u32::from_be_bytes(*rest.first_chunk()?) as usize;
        let (chunk, after) = rest.split_at_checked(length.checked_add(12)?)?;
        let (head, content) = chunk.split_at_checked(8)?;
        match head.get(4..)? {
            b"IHDR" | b"PLTE" | b"tRNS" | b"IDAT" => kept.extend(chunk),
            b"eXIf" => exif = content.get(..length),
            b"IEND" => {
                kept.extend(chunk);
                return Some(Bare::new(kept, exif, 0));
            }
            _ => {}
        }
        rest = after;
    }
}

/// Chunks with a name and a length. Of a film only the first picture is kept.
fn webp(bytes: &[u8]) -> Option<Bare> {
    /// Says which other chunks there are: a colour profile, Exif and XMP.
    const FLAGS: u8 = 0x20 | 0x08 | 0x04;
    let length = u32::from_le_bytes(*bytes.get(4..)?.first_chunk()?) as usize;
    let mut rest = bytes.get(12..length.checked_add(8)?)?;
    let mut kept = b"RIFF\0\0\0\0WEBP".to_vec();
    let mut exif = None;
    let mut has_frame = false;
    // A picture is unpacked into another form first; one of a film, or the transparency of one, takes a further picture.
    let mut beside = 5;
    while rest.len() >= 8 {
        let (head, after) = rest.split_at_checked(8)?;
        let length = u32::from_le_bytes(*head.get(4..)?.first_chunk()?) as usize;
        let content = after.get(..length)?;
        let name = head.get(..4)?;
        if let b"ANMF" | b"ALPH" = name {
            beside = 9;
        }
        match name {
            b"EXIF" => exif = exif.or(Some(content)),
            b"VP8X" | b"VP8 " | b"VP8L" | b"ALPH" | b"ANIM" | b"ANMF" => {
                if name != b"ANMF" || !has_frame {
                    let start = kept.len() + 8;
                    kept.extend(head);
                    kept.extend(content);
                    kept.extend(std::iter::repeat_n(0, length % 2));
                    if let (b"VP8X", Some(flags)) = (name, kept.get_mut(start)) {
                        *flags &= !FLAGS;
                    }
                }
                has_frame |= name == b"ANMF";
            }
            _ => {}
        }
        // The last chunk may lack the byte that makes its length even.
        rest = after.get(length + length % 2..).unwrap_or_default();
    }
    let length = u32::try_from(kept.len() - 8).ok()?;
    kept.splice(4..8, length.to_le_bytes());
    Some(Bare::new(kept, exif, beside))
}

/// Segments with a marker and a length, then the dots up to the first end of a picture: many cameras put more behind it.
fn jpeg(bytes: &[u8]) -> Option<Bare> {
    let mut kept = bytes.get(..2)?.to_vec();
    let mut rest = bytes.get(2..)?;
    let mut exif = None;
    let mut frame: Option<(u8, &[u8])> = None;
    loop {
        let (marker, after) = match rest {
            // A marker may be preceded by any number of 0xFF, and a few cameras leave other bytes between segments.
            [0xFF, marker, after @ ..] if *marker != 0xFF => (*marker, after),
            [_, after @ ..] => {
                rest = after;
                continue;
            }
            [] => return None,
        };
        match marker {
            // Markers without a length.
            0x00 | 0x01 | 0xD0..=0xD8 => {
                rest = after;
                continue;
            }
            0xD9 => return None,
            // What describes the dots follows the dots again where a picture comes in several scans.
            0xDA => break,
            _ => {}
        }
        let length = usize::from(u16::from_be_bytes(*after.first_chunk()?));
        let (segment, after) = after.split_at_checked(length)?;
        let content = segment.get(2..)?;
        match marker {
            0xE1 if content.starts_with(EXIF) => exif = exif.or(Some(content)),
            // What programs note, but for Adobe's segment, which says how the colours are meant.
            0xE0..=0xED | 0xEF | 0xFE => {}
            _ => {
                kept.extend([0xFF, marker]);
                kept.extend(segment);
            }
        }
        if let 0xC0..=0xC2 = marker {
            // A second size would make nothing of what was worked out from the first.
            if frame.replace((marker, content)).is_some() {
                return None;
            }
        }
        rest = after;
    }
    let end = rest.windows(2).position(|pair| pair == [0xFF, 0xD9])? + 2;
    let dots = rest.get(..end)?;
    if dots
        .windows(2)
        .any(|pair| matches!(pair, [0xFF, 0xC0..=0xC2]))
    {
        return None;
    }
    kept.extend(dots);
    let beside = match frame? {
        // A picture that comes into focus step by step ("progressive") is held twice, as it must be whole before the
        // first dot is known.
        (0xC2, frame) => coefficients(frame)?,
        _ => 0,
    };
    Some(Bare::new(kept, exif, beside))
}

/// Two bytes for each value of each component, of which the finest has one for each dot.
fn coefficients(frame: &[u8]) -> Option<u64> {
    let components = frame.get(6..)?.chunks_exact(3);
    let areas = components
        .filter_map(|component| component.get(1))
        .map(|sampling| (u64::from(sampling >> 4), u64::from(sampling & 15)));
    let areas: Vec<(u64, u64)> = areas.collect();
    let widest = areas.iter().map(|(across, _)| across).max()?;
    let highest = areas.iter().map(|(_, down)| down).max()?;
    let values: u64 = areas.iter().map(|(across, down)| across * down).sum();
    Some((2 * values).div_ceil((widest * highest).max(1)))
}

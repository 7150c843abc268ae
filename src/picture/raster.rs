//! Photos: decoded within limits, turned the right way up, scaled down, written again as JPEG or PNG.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::imageops::FilterType as Scaling;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

use super::{Facts, Kind, Prepared, PrintSize, Problem};

/// Dots to an inch: fine print shows no more.
const DOTS_PER_INCH: f32 = 300.0;
/// The most dots that are opened: with three bytes each they take 150 MB while they are decoded.
const MOST_DOTS: u64 = 50_000_000;
/// The longest side that is opened.
const LONGEST_SIDE: u32 = 20_000;
/// More dots than any print needs, though they can be opened.
const HUGE_DOTS: u64 = 24_000_000;
/// How finely JPEG keeps a photo, of 100.
const JPEG_QUALITY: u8 = 85;

/// A quick look: the declared size, and whether the file ends as its kind does.
pub(super) fn inspect(bytes: &[u8], kind: Kind) -> Result<Facts, Problem> {
    if !is_whole(bytes, kind) {
        return Err(Problem::Damaged);
    }
    let dots = declared_dots(bytes, kind)?;
    Ok(Facts {
        kind,
        huge: dots > HUGE_DOTS,
    })
}

/// Decodes, turns, scales and writes the picture again.
pub(super) fn prepare(bytes: &[u8], kind: Kind, size: PrintSize) -> Result<Prepared, Problem> {
    declared_dots(bytes, kind)?;
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format(kind));
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MOST_DOTS * 4);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|_| Problem::Damaged)?;
    // A photo without a readable orientation is the right way up.
    let orientation = decoder
        .orientation()
        .unwrap_or(image::metadata::Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|_| Problem::Damaged)?;
    picture = scaled(picture, size);
    picture.apply_orientation(orientation);
    write(&picture)
}

fn format(kind: Kind) -> ImageFormat {
    match kind {
        Kind::Png => ImageFormat::Png,
        Kind::WebP => ImageFormat::WebP,
        Kind::Jpeg | Kind::Svg => ImageFormat::Jpeg,
    }
}

fn declared_dots(bytes: &[u8], kind: Kind) -> Result<u64, Problem> {
    let reader = ImageReader::with_format(Cursor::new(bytes), format(kind));
    let (width, height) = reader.into_dimensions().map_err(|_| Problem::Damaged)?;
    let dots = u64::from(width) * u64::from(height);
    if dots > MOST_DOTS || width > LONGEST_SIDE || height > LONGEST_SIDE {
        return Err(Problem::TooLarge);
    }
    if dots == 0 {
        return Err(Problem::Damaged);
    }
    Ok(dots)
}

/// Whether the file ends as its kind does. Some cameras put a few bytes after the end of a JPEG.
fn is_whole(bytes: &[u8], kind: Kind) -> bool {
    let tail = bytes
        .get(bytes.len().saturating_sub(1 << 16)..)
        .unwrap_or_default();
    let ends_with = |sign: &[u8]| tail.windows(sign.len()).any(|window| window == sign);
    match kind {
        Kind::Jpeg => ends_with(&[0xFF, 0xD9]),
        Kind::Png => ends_with(b"IEND"),
        Kind::WebP => {
            let length = bytes
                .get(4..8)
                .and_then(|length| length.try_into().ok())
                .map(u32::from_le_bytes);
            length.is_some_and(|length| u64::from(length) + 8 <= bytes.len() as u64)
        }
        Kind::Svg => true,
    }
}

/// The picture at no more than the dots that its print size needs, whichever way it is turned.
fn scaled(picture: DynamicImage, size: PrintSize) -> DynamicImage {
    let side = size.width.max(size.height) / 25.4 * DOTS_PER_INCH;
    let most = side.ceil() as u32;
    if picture.width().max(picture.height()) <= most {
        return picture;
    }
    // A quick halving first: the fine filter would read each of twelve million dots many times.
    let rough = most.saturating_mul(2);
    let picture = if picture.width().max(picture.height()) > rough {
        picture.thumbnail(rough, rough)
    } else {
        picture
    };
    picture.resize(most, most, Scaling::CatmullRom)
}

/// Writes the picture with nothing beside it: JPEG, or PNG where parts of it are see-through.
fn write(picture: &DynamicImage) -> Result<Prepared, Problem> {
    let see_through = picture.color().has_alpha()
        && picture
            .to_rgba8()
            .pixels()
            .any(|dot| dot.0.get(3).is_some_and(|alpha| *alpha < u8::MAX));
    let mut bytes = Vec::new();
    let extension = if see_through {
        let encoder = PngEncoder::new_with_quality(
            &mut bytes,
            CompressionType::Default,
            FilterType::Adaptive,
        );
        picture
            .to_rgba8()
            .write_with_encoder(encoder)
            .map_err(|_| Problem::Damaged)?;
        "png"
    } else {
        let encoder = JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY);
        picture
            .to_rgb8()
            .write_with_encoder(encoder)
            .map_err(|_| Problem::Damaged)?;
        "jpg"
    };
    Ok(Prepared { extension, bytes })
}

//! Photos: decoded within limits, scaled down, turned the right way up, written again as JPEG or PNG.

use std::collections::BTreeSet;
use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::imageops::FilterType as Scaling;
use image::metadata::Orientation;
use image::{
    ColorType, DynamicImage, ImageDecoder, ImageFormat, ImageReader, ImageResult, Limits, RgbaImage,
};

use super::jpeg;
use super::{Facts, Kind, Prepared, PrintSize, Problem};

/// Dots to an inch: fine print shows no more. The coarser ones are for pictures that would not fit otherwise.
const DOTS_PER_INCH: [f32; 6] = [300.0, 240.0, 190.0, 150.0, 120.0, 100.0];
/// A picture's room in a copy, in bytes: with the text, the fonts and the logo a copy is to stay under 400 kB.
const ROOM: usize = 200_000;
/// The memory that decoding one picture may take, in bytes: a 50-megapixel phone photo just fits.
const MEMORY: u64 = 160_000_000;
/// The longest side that is opened.
const LONGEST_SIDE: u32 = 20_000;
/// More dots than any print needs, though they can be opened.
const HUGE_DOTS: u64 = 24_000_000;
/// How finely JPEG keeps a photo, of 100.
const JPEG_QUALITY: u8 = 85;
/// More colours than a drawing has once its edges are smoothed; photos have tens of thousands.
const FEW_COLOURS: usize = 4_096;

/// A quick look: the declared size, and whether the file ends as its kind does.
pub(super) fn inspect(bytes: &[u8], kind: Kind) -> Result<Facts, Problem> {
    look(bytes, kind).map(|(facts, _)| facts)
}

/// Decodes, scales, turns and writes the picture again.
pub(super) fn prepare(bytes: &[u8], kind: Kind, size: PrintSize) -> Result<Prepared, Problem> {
    let (_, orientation) = look(bytes, kind)?;
    let picture =
        DynamicImage::from_decoder(decoder(bytes, kind)?).map_err(|_| Problem::Damaged)?;
    // A page is upright, but the picture is scaled as it lies: turning a small picture is quicker than a large one.
    let size = if is_sideways(orientation) {
        PrintSize {
            width: size.height,
            height: size.width,
            ..size
        }
    } else {
        size
    };
    let picture = if picture.color().has_alpha() {
        DynamicImage::ImageRgba8(weighted(picture.into_rgba8()))
    } else {
        picture
    };
    let mut scaled = scaled(
        picture,
        size,
        DOTS_PER_INCH.first().copied().unwrap_or(300.0),
    );
    let mut written = write(scaled.clone(), orientation)?;
    for dots in DOTS_PER_INCH.iter().skip(1) {
        if written.bytes.len() <= ROOM {
            break;
        }
        scaled = self::scaled(scaled, size, *dots);
        written = write(scaled.clone(), orientation)?;
    }
    Ok(written)
}

/// What the file says of itself, held against what can be opened.
fn look(bytes: &[u8], kind: Kind) -> Result<(Facts, Orientation), Problem> {
    let mut start = bytes;
    let mut beside = 0;
    let whole = match kind {
        Kind::Jpeg => {
            let header = jpeg::header(bytes).ok_or(Problem::Damaged)?;
            start = header.start;
            beside = header.beside;
            header.is_whole()
        }
        Kind::Png => bytes.windows(4).rev().any(|name| name == b"IEND"),
        Kind::WebP => {
            let length = bytes.get(4..8).and_then(|length| length.try_into().ok());
            length.is_some_and(|length| {
                u64::from(u32::from_le_bytes(length)) + 8 <= bytes.len() as u64
            })
        }
        Kind::Svg => true,
    };
    let mut decoder = decoder(start, kind)?;
    let (width, height) = decoder.dimensions();
    let dots = u64::from(width) * u64::from(height);
    let each = match (kind, decoder.color_type()) {
        // WebP is unpacked into one picture and then written into another.
        (Kind::WebP, _) => 8,
        // What is see-through is brought to four bytes a dot beside the picture as it came.
        (_, colour @ (ColorType::La8 | ColorType::La16 | ColorType::Rgba16)) => {
            u64::from(colour.bytes_per_pixel()) + 4
        }
        (_, colour) => u64::from(colour.bytes_per_pixel()) + beside,
    };
    if width.max(height) > LONGEST_SIDE || dots.saturating_mul(each) > MEMORY {
        return Err(Problem::TooLarge { width, height });
    }
    if !whole || dots == 0 {
        return Err(Problem::Damaged);
    }
    // A photo without a readable orientation is the right way up.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let (width, height) = if is_sideways(orientation) {
        (height, width)
    } else {
        (width, height)
    };
    let facts = Facts {
        kind,
        width,
        height,
        orientation: orientation.to_exif(),
        huge: dots > HUGE_DOTS,
    };
    Ok((facts, orientation))
}

/// Whether width and height change places when the picture is turned the right way up.
fn is_sideways(orientation: Orientation) -> bool {
    orientation.to_exif() > 4
}

fn decoder(bytes: &[u8], kind: Kind) -> Result<impl ImageDecoder + '_, Problem> {
    let format = match kind {
        Kind::Png => ImageFormat::Png,
        Kind::WebP => ImageFormat::WebP,
        Kind::Jpeg | Kind::Svg => ImageFormat::Jpeg,
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    // The size is held against the limits where it can be told to the person; these hold for what a decoder sets aside
    // beside the picture, such as packed remarks.
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    reader.into_decoder().map_err(|_| Problem::Damaged)
}

/// The picture with each colour weighted by how solid it is. What is see-through has a colour too, often black, and
/// scaling would mix that into the edges of a logo.
fn weighted(mut picture: RgbaImage) -> RgbaImage {
    for dot in picture.pixels_mut() {
        let [colours @ .., alpha] = &mut dot.0;
        for colour in colours {
            *colour = ((u16::from(*colour) * u16::from(*alpha) + 127) / 255) as u8;
        }
    }
    picture
}

/// The picture with its colours in full again.
fn unweighted(mut picture: RgbaImage) -> RgbaImage {
    for dot in picture.pixels_mut() {
        let [colours @ .., alpha] = &mut dot.0;
        for colour in colours {
            let full = u16::from(*colour) * 255 + u16::from(*alpha) / 2;
            *colour = full.checked_div(u16::from(*alpha)).unwrap_or(0).min(255) as u8;
        }
    }
    picture
}

/// The picture with no more dots than its print size needs; never more than it had.
fn scaled(picture: DynamicImage, size: PrintSize, dots_per_inch: f32) -> DynamicImage {
    let (width, height) = (picture.width() as f32, picture.height() as f32);
    let dots = |millimetres: f32| millimetres / 25.4 * dots_per_inch;
    let (across, down) = (dots(size.width) / width, dots(size.height) / height);
    // A cropped picture fills its place both ways, but a very long one is not kept for what will be cut off.
    let longest = 3.0 * dots(size.width.max(size.height)) / width.max(height);
    let scale = if size.cropped {
        across.max(down).min(longest)
    } else {
        across.min(down)
    };
    if scale >= 1.0 {
        return picture;
    }
    let side = |length: f32| (length * scale).round().max(1.0) as u32;
    let (width, height) = (side(width), side(height));
    // A quick rough scaling first: the fine filter would read each of twelve million dots many times.
    let (rough_width, rough_height) = (width.saturating_mul(2), height.saturating_mul(2));
    let picture = if picture.width() > rough_width && picture.height() > rough_height {
        picture.thumbnail_exact(rough_width, rough_height)
    } else {
        picture
    };
    picture.resize_exact(width, height, Scaling::CatmullRom)
}

/// Turns the picture the right way up and writes it with nothing beside it: PNG where parts of it are see-through or it
/// has few colours, as logos do, and JPEG otherwise.
fn write(mut picture: DynamicImage, orientation: Orientation) -> Result<Prepared, Problem> {
    picture.apply_orientation(orientation);
    if let DynamicImage::ImageRgba8(dots) = picture {
        let dots = unweighted(dots);
        if dots.pixels().any(|dot| matches!(dot.0, [.., 0..=254])) {
            return as_png(&DynamicImage::ImageRgba8(dots));
        }
        picture = DynamicImage::ImageRgba8(dots);
    }
    let picture = DynamicImage::ImageRgb8(picture.into_rgb8());
    let photo = as_jpeg(&picture)?;
    if has_few_colours(&picture) {
        let drawing = as_png(&picture)?;
        // A photo in shades of one colour has few, too.
        if drawing.bytes.len() <= photo.bytes.len() {
            return Ok(drawing);
        }
    }
    Ok(photo)
}

fn has_few_colours(picture: &DynamicImage) -> bool {
    let mut colours = BTreeSet::new();
    picture.as_bytes().chunks_exact(3).all(|colour| {
        colours.insert(colour);
        colours.len() <= FEW_COLOURS
    })
}

fn as_png(picture: &DynamicImage) -> Result<Prepared, Problem> {
    let mut bytes = Vec::new();
    let encoder =
        PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, FilterType::Adaptive);
    let outcome = picture.write_with_encoder(encoder);
    written(outcome, "png", picture, bytes)
}

fn as_jpeg(picture: &DynamicImage) -> Result<Prepared, Problem> {
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY);
    let outcome = picture.write_with_encoder(encoder);
    written(outcome, "jpg", picture, bytes)
}

fn written(
    outcome: ImageResult<()>,
    extension: &'static str,
    picture: &DynamicImage,
    bytes: Vec<u8>,
) -> Result<Prepared, Problem> {
    outcome.map_err(|_| Problem::Damaged)?;
    Ok(Prepared {
        extension,
        bytes,
        width: picture.width() as f32,
        height: picture.height() as f32,
    })
}

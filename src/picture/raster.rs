//! Photos: decoded within limits, cropped to what a page shows, scaled down, turned the right way up, and written again
//! as JPEG or PNG.

use std::collections::HashSet;
use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::imageops::{self, FilterType as Scaling};
use image::metadata::Orientation;
use image::{
    ColorType, DynamicImage, ImageBuffer, ImageDecoder, ImageFormat, ImageReader, Limits, Pixel,
    RgbaImage,
};

use super::{Kind, Prepared, PrintSize, Problem, container};

/// Dots to an inch: fine print shows no more.
const DOTS_PER_INCH: f32 = 300.0;
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

/// Decodes, crops, scales, turns and writes the picture again.
pub(super) fn prepare(bytes: &[u8], kind: Kind, size: PrintSize) -> Result<Prepared, Problem> {
    let file = container::bare(bytes, kind).ok_or(Problem::Damaged)?;
    let decoder = decoder(&file.bytes, kind)?;
    let (width, height) = decoder.dimensions();
    let dots = u64::from(width) * u64::from(height);
    let colour = decoder.color_type();
    let each = match colour {
        ColorType::L8 | ColorType::Rgb8 | ColorType::Rgba8 => 0,
        // Anything else is brought to one of these beside the picture as it came.
        _ if colour.has_alpha() => 4,
        _ => 3,
    } + u64::from(colour.bytes_per_pixel())
        + file.beside;
    if width.max(height) > LONGEST_SIDE || dots.saturating_mul(each) > MEMORY {
        return Err(Problem::TooLarge { width, height });
    }
    let picture = DynamicImage::from_decoder(decoder).map_err(|_| Problem::Damaged)?;
    // A page is upright, but the picture is scaled as it lies: turning a small picture is quicker than a large one.
    let size = match file.orientation.to_exif() {
        5.. => PrintSize {
            width: size.height,
            height: size.width,
            ..size
        },
        _ => size,
    };
    let mut picture = match picture {
        DynamicImage::ImageLuma8(grey) => DynamicImage::ImageLuma8(fitted(&grey, size)),
        DynamicImage::ImageRgb8(solid) => DynamicImage::ImageRgb8(fitted(&solid, size)),
        other if other.color().has_alpha() => {
            DynamicImage::ImageRgba8(fitted(&weighted(other.into_rgba8()), size))
        }
        other => DynamicImage::ImageRgb8(fitted(&other.into_rgb8(), size)),
    };
    loop {
        let mut written = write(picture.clone(), file.orientation)?;
        if written.bytes.len() <= ROOM {
            written.is_huge = dots > HUGE_DOTS;
            return Ok(written);
        }
        let smaller = |side: u32| (side * 4 / 5).max(1);
        let (width, height) = (smaller(picture.width()), smaller(picture.height()));
        picture = picture.resize_exact(width, height, Scaling::CatmullRom);
    }
}

fn decoder(bytes: &[u8], kind: Kind) -> Result<impl ImageDecoder + '_, Problem> {
    let format = match kind {
        Kind::Png => ImageFormat::Png,
        Kind::WebP => ImageFormat::WebP,
        Kind::Jpeg | Kind::Svg => ImageFormat::Jpeg,
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    // The size is held against the limits where it can be told to the person; these hold for what a decoder sets aside
    // beside the picture.
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    reader.into_decoder().map_err(|_| Problem::Damaged)
}

/// The part of the picture that is shown, with no more dots than its print size needs; never more than it had.
fn fitted<P>(picture: &ImageBuffer<P, Vec<u8>>, size: PrintSize) -> ImageBuffer<P, Vec<u8>>
where
    P: Pixel<Subpixel = u8> + 'static,
{
    let (whole_width, whole_height) = picture.dimensions();
    let (mut width, mut height) = (whole_width, whole_height);
    if size.cropped {
        let side = |length: f32| length.floor().max(1.0) as u32;
        let (across, down) = (
            side(height as f32 * size.width / size.height),
            side(width as f32 * size.height / size.width),
        );
        (width, height) = match across < width {
            true => (across, height),
            false => (width, height.min(down)),
        };
    }
    let (left, top) = ((whole_width - width) / 2, (whole_height - height) / 2);
    let shown = imageops::crop_imm(picture, left, top, width, height);
    let scale = |side: u32, millimetres: f32| millimetres / 25.4 * DOTS_PER_INCH / side as f32;
    let scale = scale(width, size.width)
        .min(scale(height, size.height))
        .min(1.0);
    let side = |length: u32| (length as f32 * scale).round().max(1.0) as u32;
    let (across, down) = (side(width), side(height));
    // A quick rough scaling first: the fine filter would read each of twelve million dots many times.
    let rough = (across.saturating_mul(2), down.saturating_mul(2));
    if width > rough.0 && height > rough.1 {
        let rough = imageops::thumbnail(&*shown, rough.0, rough.1);
        return imageops::resize(&rough, across, down, Scaling::CatmullRom);
    }
    imageops::resize(&*shown, across, down, Scaling::CatmullRom)
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

/// Turns the picture the right way up and writes it with nothing beside it: PNG where parts of it are see-through or it
/// has few colours, as logos do, and JPEG otherwise.
fn write(mut picture: DynamicImage, orientation: Orientation) -> Result<Prepared, Problem> {
    picture.apply_orientation(orientation);
    if let DynamicImage::ImageRgba8(dots) = picture {
        let dots = unweighted(dots);
        if dots.pixels().any(|dot| matches!(dot.0, [.., 0..=254])) {
            return encoded(&DynamicImage::ImageRgba8(dots), "png");
        }
        picture = DynamicImage::ImageRgba8(dots);
    }
    let picture = DynamicImage::ImageRgb8(picture.into_rgb8());
    let photo = encoded(&picture, "jpg")?;
    if has_few_colours(&picture) {
        let drawing = encoded(&picture, "png")?;
        // A photo in shades of one colour has few, too.
        if drawing.bytes.len() <= photo.bytes.len() {
            return Ok(drawing);
        }
    }
    Ok(photo)
}

fn has_few_colours(picture: &DynamicImage) -> bool {
    let (dots, _) = picture.as_bytes().as_chunks::<3>();
    let mut colours: HashSet<[u8; 3]> = HashSet::new();
    let mut runs = dots.chunk_by(|one, next| one == next);
    runs.all(|run| {
        colours.extend(run.first());
        colours.len() <= FEW_COLOURS
    })
}

fn encoded(picture: &DynamicImage, extension: &'static str) -> Result<Prepared, Problem> {
    let mut bytes = Vec::new();
    let outcome = match extension {
        "png" => picture.write_with_encoder(PngEncoder::new_with_quality(
            &mut bytes,
            CompressionType::Default,
            FilterType::Adaptive,
        )),
        _ => picture.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY)),
    };
    outcome.map_err(|_| Problem::Damaged)?;
    Ok(Prepared {
        extension,
        bytes,
        width: picture.width() as f32,
        height: picture.height() as f32,
        is_huge: false,
    })
}

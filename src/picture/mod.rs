//! Photos and logos made fit for print: the right way up, no larger than print needs, and free of everything but the
//! picture. A phone's photo carries the place where it was taken; none of that may reach a copy.

mod jpeg;
mod raster;
mod sniff;
mod vector;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

pub use sniff::Kind;
/// The fonts that words in a drawing are drawn with.
pub use usvg::fontdb::Database as Fonts;

/// What can be told of a picture without decoding it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// What kind of picture it is.
    pub kind: Kind,
    /// How wide it is the right way up: in dots, or in a drawing's own units.
    pub width: u32,
    /// How high it is the right way up.
    pub height: u32,
    /// How it lies in the file, as cameras count: 1 is the right way up, 2 to 8 are turned or mirrored.
    pub orientation: u8,
    /// Whether it has far more dots than print needs.
    pub huge: bool,
}

/// A picture ready for print.
#[derive(Clone, Debug, PartialEq)]
pub struct Prepared {
    extension: &'static str,
    bytes: Vec<u8>,
    width: f32,
    height: f32,
}

impl Prepared {
    /// The kind of file it is: `jpg`, `png` or `svg`.
    pub fn extension(&self) -> &'static str {
        self.extension
    }

    /// The file's bytes: the same for the same picture.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// How wide it is: in dots, or in a drawing's own units.
    pub fn width(&self) -> f32 {
        self.width
    }

    /// How high it is, in the same measure.
    pub fn height(&self) -> f32 {
        self.height
    }
}

/// How large a picture is printed at most, in millimetres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PrintSize {
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
    /// Whether the page fills this size with the picture and crops what stands over (a photo), rather than fit the whole
    /// picture into it (a logo).
    pub cropped: bool,
}

/// A child's photo.
pub const PHOTO: PrintSize = PrintSize {
    width: 40.0,
    height: 50.0,
    cropped: true,
};
/// A school's logo.
pub const LOGO: PrintSize = PrintSize {
    width: 50.0,
    height: 20.0,
    cropped: false,
};

/// The largest file that is looked at, in bytes: a phone's photo has 2 to 12 million.
pub const LARGEST_FILE: usize = 20_000_000;

/// Why a picture cannot be printed, in one plain sentence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// There is nothing in the file.
    #[error("the file is empty")]
    Empty,
    /// It is of a kind that cannot be printed.
    #[error("this is {what}, which cannot be printed")]
    OtherKind {
        /// What it is, as people call it.
        what: &'static str,
        /// How to make a picture of it.
        help: &'static str,
    },
    /// It is not a picture at all, or none that is known.
    #[error("this file is not a picture that can be read")]
    NotAPicture,
    /// It ends too soon or is damaged.
    #[error("the picture is damaged or was not copied whole")]
    Damaged,
    /// The file is larger than [`LARGEST_FILE`].
    #[error("the picture's file is larger than 20 MB")]
    TooHeavy,
    /// It has too many dots to be opened in the memory that a school's computer can spare.
    #[error(
        "the picture is {width} dots wide and {height} high, which is too large to open safely"
    )]
    TooLarge {
        /// The width that the file declares.
        width: u32,
        /// The height that the file declares.
        height: u32,
    },
    /// A drawing that is damaged, too much, or more than a drawing.
    #[error("{0}")]
    Drawing(&'static str),
    /// A drawing that has words in it, with no font to draw them, or none that has every letter. Nothing else is wrong
    /// with it: [`prepare_with`] fonts that have the letters can print it.
    #[error("the drawing has words in it that would be lost in print")]
    Words,
}

impl Problem {
    /// What to do about it.
    pub fn help(&self) -> &'static str {
        match self {
            Problem::OtherKind { help, .. } => help,
            Problem::NotAPicture => "use a picture saved as JPEG, PNG, WebP or SVG",
            Problem::Empty | Problem::Damaged => "copy or save it again from where it came from",
            Problem::TooHeavy | Problem::TooLarge { .. } => {
                "save it smaller: 1,000 dots in width are plenty"
            }
            Problem::Drawing(_) => "save it as PNG, or ask its maker for a plain SVG",
            Problem::Words => {
                "in the drawing program turn the words into shapes (\u{201c}create outlines\u{201d} or \
                 \u{201c}object to path\u{201d}), or save it as PNG"
            }
        }
    }
}

/// What kind of picture the bytes are, and whether they can be printed as far as a quick look tells. A drawing (SVG) is
/// read in full.
///
/// # Errors
/// Where the picture cannot be printed.
pub fn inspect(bytes: &[u8]) -> Result<Facts, Problem> {
    guarded(|| match kind(bytes)? {
        Kind::Svg => vector::inspect(bytes),
        kind => raster::inspect(bytes, kind),
    })
}

/// The picture decoded, turned the right way up, scaled down to what print needs and written again without metadata.
///
/// # Errors
/// Where the picture cannot be printed. A drawing with words in it is [`Problem::Words`].
pub fn prepare(bytes: &[u8], size: PrintSize) -> Result<Prepared, Problem> {
    prepare_with(bytes, size, &Arc::default())
}

/// As [`prepare`], with fonts for a drawing's words, which become shapes. No font of the machine is looked at.
///
/// # Errors
/// Where the picture cannot be printed. A drawing with letters that no font has is [`Problem::Words`].
pub fn prepare_with(
    bytes: &[u8],
    size: PrintSize,
    fonts: &Arc<Fonts>,
) -> Result<Prepared, Problem> {
    guarded(|| match kind(bytes)? {
        Kind::Svg => vector::prepare(bytes, size, fonts),
        kind => raster::prepare(bytes, kind, size),
    })
}

fn kind(bytes: &[u8]) -> Result<Kind, Problem> {
    if bytes.len() > LARGEST_FILE {
        return Err(Problem::TooHeavy);
    }
    sniff::kind(bytes)
}

/// Limits keep the decoders from what is too much; this is for a mistake in one of them, which a damaged file may find
/// before its makers do. A picture is looked at by itself and everything half done is dropped, so going on is sound, and
/// the teacher reads a sentence about the picture instead of losing every other copy.
fn guarded<T>(work: impl FnOnce() -> Result<T, Problem>) -> Result<T, Problem> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(Problem::Damaged))
}

#[cfg(test)]
mod tests;

//! Photos and logos made fit for print: the right way up, no larger than print needs, and free of everything but what a
//! page shows. A phone's photo carries the place where it was taken, and whoever was cropped out of it; none of that may
//! reach a copy.

mod container;
mod drawing;
mod raster;
mod sniff;

use std::panic::{AssertUnwindSafe, catch_unwind};

use sniff::Kind;

/// A picture ready for print.
#[derive(Clone, Debug, PartialEq)]
pub struct Prepared {
    extension: &'static str,
    bytes: Vec<u8>,
    width: f32,
    height: f32,
    is_huge: bool,
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

    /// Whether its file has far more dots than print needs.
    pub fn is_huge(&self) -> bool {
        self.is_huge
    }
}

/// How large a picture is printed at most, in millimetres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PrintSize {
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
    /// Whether the picture is cropped to this shape round its middle (a photo), rather than kept whole (a logo).
    pub cropped: bool,
}

/// A child's photo: every layout shows it five wide and six high and hides nothing of it, as what a page only hides can
/// be taken out of its file.
pub const PHOTO: PrintSize = PrintSize {
    width: 30.0,
    height: 36.0,
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
#[non_exhaustive]
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
    /// A drawing that has words in it. The fonts for them are on its maker's computer, so they would be lost.
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
            Problem::Drawing(_) => {
                "save it as PNG, or ask its maker for a plain SVG that holds nothing but shapes"
            }
            Problem::Words => {
                "in the drawing program turn the words into shapes (\u{201c}create outlines\u{201d} or \
                 \u{201c}object to path\u{201d}), or save it as PNG"
            }
        }
    }
}

/// The picture decoded in full, cropped to what is shown, turned the right way up, scaled down to what print needs and
/// written again without metadata: the same for the same bytes.
///
/// # Errors
/// Where the picture cannot be printed.
pub fn prepare(bytes: &[u8], size: PrintSize) -> Result<Prepared, Problem> {
    if bytes.len() > LARGEST_FILE {
        return Err(Problem::TooHeavy);
    }
    guarded(|| match sniff::kind(bytes)? {
        Kind::Svg => drawing::prepare(bytes),
        kind => raster::prepare(bytes, kind, size),
    })
}

/// Limits keep the decoders from what is too much; this is for a mistake in one of them, which a damaged file may find
/// before its makers do. A picture is looked at by itself and everything half done is dropped, so going on is sound, and
/// the teacher reads a sentence about the picture instead of losing every other copy.
fn guarded<T>(work: impl FnOnce() -> Result<T, Problem>) -> Result<T, Problem> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(Problem::Damaged))
}

#[cfg(test)]
mod tests;

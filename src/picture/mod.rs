//! Photos and logos made fit for print: the right way up, no larger than print needs, and free of everything but the
//! picture. A phone's photo carries the place where it was taken; none of that may reach a copy.

mod raster;
mod sniff;
mod vector;

pub use sniff::Kind;

/// What can be told of a picture without decoding it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// What kind of picture it is.
    pub kind: Kind,
    /// Whether it has far more dots than print needs.
    pub huge: bool,
}

/// A picture ready for print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prepared {
    extension: &'static str,
    bytes: Vec<u8>,
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
}

/// How large a picture is printed at most, in millimetres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PrintSize {
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

/// A child's photo.
pub const PHOTO: PrintSize = PrintSize {
    width: 45.0,
    height: 55.0,
};
/// A school's logo.
pub const LOGO: PrintSize = PrintSize {
    width: 50.0,
    height: 20.0,
};

/// Why a picture cannot be printed, in one plain sentence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// It is of a kind that cannot be printed, named as people know it.
    #[error("{0} cannot be printed")]
    OtherKind(&'static str),
    /// It is not a picture at all.
    #[error("this file is not a picture that can be read")]
    NotAPicture,
    /// It ends too soon or is damaged.
    #[error("the picture is damaged or was not copied whole")]
    Damaged,
    /// It has too many dots to be opened safely.
    #[error("the picture is too large to open")]
    TooLarge,
    /// An SVG that is more than a drawing.
    #[error("{0}")]
    UnsafeDrawing(&'static str),
}

impl Problem {
    /// What to do about it.
    pub fn help(&self) -> &'static str {
        match self {
            Problem::OtherKind(_) | Problem::NotAPicture => {
                "open it in a picture program and save it as JPEG or PNG"
            }
            Problem::Damaged => "copy or save it again from where it came from",
            Problem::TooLarge => "save it smaller: 1,000 dots in width are plenty",
            Problem::UnsafeDrawing(_) => "save it as PNG, or ask its maker for a plain SVG",
        }
    }
}

/// What kind of picture the bytes are, and whether they can be printed as far as a quick look tells.
///
/// # Errors
/// Where the picture cannot be printed.
pub fn inspect(bytes: &[u8]) -> Result<Facts, Problem> {
    match sniff::kind(bytes)? {
        Kind::Svg => vector::parse(bytes).map(|_| Facts {
            kind: Kind::Svg,
            huge: false,
        }),
        kind => raster::inspect(bytes, kind),
    }
}

/// The picture decoded, turned the right way up, scaled down to what print needs and written again without metadata.
///
/// # Errors
/// Where the picture cannot be printed.
pub fn prepare(bytes: &[u8], size: PrintSize) -> Result<Prepared, Problem> {
    match sniff::kind(bytes)? {
        Kind::Svg => vector::prepare(bytes),
        kind => raster::prepare(bytes, kind, size),
    }
}

#[cfg(test)]
mod tests;

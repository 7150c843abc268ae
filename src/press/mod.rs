//! The press: a copy's data goes through its Typst layout and comes out as a PDF that is PDF/UA-1 and PDF/A-2a at once.

mod cmap;
mod error;
mod fonts;
mod password;
mod protect;
mod world;

pub use error::PressError;
pub(crate) use fonts::is_font;
pub use fonts::letters_of;
#[doc(hidden)]
pub use fonts::printable_letters;
pub use password::{Password, PasswordError};
pub(crate) use protect::open;
pub use protect::{ProtectError, opens, protect};

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::Datelike;
use typst::diag::Warned;
use typst::foundations::{Bytes, Datetime, Smart};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::copy::Printed;
use crate::digest::{Digest, Digester};
use crate::template::Template;
use error::failed;
use world::{COPY, CopyWorld, FONTS, file_id};

/// Sets copies and gives their PDFs. Making one reads fonts and layouts once; it may be shared between threads.
pub struct Press {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    sources: HashMap<FileId, Source>,
    files: HashMap<FileId, Bytes>,
    template: Template,
    archival: bool,
    cancelled: Arc<AtomicBool>,
}

/// How a page is shown on a screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Image {
    /// A drawing: UTF-8 text, with its letters as shapes, which any size suits.
    Svg,
    /// A picture of so many dots to the inch, from 24 to 300: a page of A4 is 1,240 dots wide at 150.
    Png {
        /// Dots to the inch.
        dots_per_inch: u16,
    },
}

impl Image {
    const FEWEST: u16 = 24;
    const MOST: u16 = 300;
}

/// A finished copy.
#[derive(Clone, Debug)]
pub struct Pdf {
    /// The file's bytes.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// Whether it is PDF/A-2a as well as PDF/UA-1.
    pub archival: bool,
}

impl Press {
    /// A press with the embedded fonts and the embedded template.
    ///
    /// # Errors
    /// Only where the program was built from a template that does not hold together.
    pub fn new() -> Result<Press, PressError> {
        Press::with(Template::islington(), Vec::new())
    }

    /// A press with another template, and with more fonts: the bytes of TTF, OTF or collection files.
    ///
    /// # Errors
    /// Where a file of the template has no usable name.
    pub fn with(template: &Template, more_fonts: Vec<Vec<u8>>) -> Result<Press, PressError> {
        let mut fonts = fonts::embedded();
        let more = fonts::read(more_fonts);
        let mut files = HashMap::from([(file_id(FONTS)?, Bytes::new(fonts::families(&more)))]);
        fonts.extend(more);
        let mut sources = HashMap::new();
        for (path, bytes) in template.files() {
            let id = file_id(&format!("/{path}"))?;
            match std::str::from_utf8(&bytes)
                .ok()
                .filter(|_| path.ends_with(".typ"))
            {
                Some(text) => drop(sources.insert(id, Source::new(id, text.to_owned()))),
                None => drop(files.insert(id, Bytes::new(bytes.into_owned()))),
            }
        }
        Ok(Press {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            sources,
            files,
            template: template.clone(),
            archival: true,
            cancelled: Arc::default(),
        })
    }

    /// The template that it sets copies with.
    pub fn template(&self) -> &Template {
        &self.template
    }

    /// The same press for copies that are PDF/A-2a as well as PDF/UA-1, as they are unless this says otherwise, or for
    /// copies that are to be [protected](protect()): PDF/A-2a forbids encryption, so those must not say that they keep to it.
    pub fn archival(self, archival: bool) -> Press {
        Press { archival, ..self }
    }

    /// The same press, which sets no further copy once this is true: what is being set is thrown away, and everything else
    /// that was asked for ends with [`PressError::Cancelled`].
    pub fn cancelled_by(self, cancelled: Arc<AtomicBool>) -> Press {
        Press { cancelled, ..self }
    }

    /// The PDF of one copy: the same bytes for the same copy, template and fonts.
    ///
    /// # Errors
    /// [`PressError::Layout`] where the layout cannot set the copy, [`PressError::Cancelled`] where nobody wants it any more.
    pub fn pdf<C: Printed>(&self, copy: &C) -> Result<Pdf, PressError> {
        let world = self.world(copy)?;
        let _after = Forget::after(&world);
        let document = self.set(copy, &world)?;
        let options = self.options(copy)?;
        let bytes =
            typst_pdf::pdf(&document, &options).map_err(|errors| failed(copy, &world, &errors))?;
        Ok(Pdf {
            bytes,
            pages: document.pages().len(),
            archival: self.archival,
        })
    }

    /// How many pages one copy has.
    ///
    /// # Errors
    /// As [`Press::pdf`].
    pub(crate) fn sides<C: Printed>(&self, copy: &C) -> Result<usize, PressError> {
        let world = self.world(copy)?;
        let _after = Forget::after(&world);
        Ok(self.set(copy, &world)?.pages().len())
    }

    /// The pages of one copy as pictures, in their order: what its PDF shows, for a screen.
    ///
    /// # Errors
    /// As [`Press::pdf`].
    pub fn pages<C: Printed>(&self, copy: &C, image: Image) -> Result<Vec<Vec<u8>>, PressError> {
        let world = self.world(copy)?;
        let _after = Forget::after(&world);
        let document = self.set(copy, &world)?;
        let pages = document.pages().iter();
        match image {
            Image::Svg => {
                let options = typst_svg::SvgOptions::default();
                Ok(pages
                    .map(|page| typst_svg::svg(page, &options).into_bytes())
                    .collect())
            }
            Image::Png { dots_per_inch } => {
                let dots_per_point =
                    f64::from(dots_per_inch.clamp(Image::FEWEST, Image::MOST)) / 72.0;
                let options = typst_render::RenderOptions {
                    pixel_per_pt: typst::utils::Scalar::new(dots_per_point),
                    ..typst_render::RenderOptions::default()
                };
                let png = |page| {
                    let picture = typst_render::render(page, &options).encode_png();
                    picture.map_err(|why| PressError::BadTemplate(why.to_string()))
                };
                pages.map(png).collect()
            }
        }
    }

    /// Bare Typst on the very inputs of [`Press::pdf`], for measuring against: nothing is looked at on the way.
    ///
    /// # Errors
    /// As [`Press::pdf`].
    pub fn bare<C: Printed>(&self, copy: &C) -> Result<Vec<u8>, PressError> {
        let failed = |why: &str| PressError::BadTemplate(why.to_owned());
        let world = self.world(copy)?;
        let _after = Forget::after(&world);
        let document = typst::compile::<PagedDocument>(&world).output;
        let document = document.map_err(|_| failed("it does not compile"))?;
        typst_pdf::pdf(&document, &self.options(copy)?).map_err(|_| failed("it gives no PDF"))
    }

    /// A copy's pages. A warning is a missing font or a layout that does not settle: a copy that may look wrong is not handed
    /// over.
    fn set<C: Printed>(
        &self,
        copy: &C,
        world: &CopyWorld<'_>,
    ) -> Result<PagedDocument, PressError> {
        self.is_wanted()?;
        let Warned { output, warnings } = typst::compile::<PagedDocument>(world);
        let document = output.map_err(|errors| failed(copy, world, &errors))?;
        if !warnings.is_empty() {
            return Err(failed(copy, world, &warnings));
        }
        self.is_wanted()?;
        Ok(document)
    }

    fn is_wanted(&self) -> Result<(), PressError> {
        match self.cancelled.load(Ordering::Relaxed) {
            true => Err(PressError::Cancelled),
            false => Ok(()),
        }
    }

    fn world<C: Printed>(&self, copy: &C) -> Result<CopyWorld<'_>, PressError> {
        let data = serde_json::to_vec(copy).map_err(|why| PressError::Layout {
            copy: copy.title().to_owned(),
            at: String::new(),
            why: why.to_string(),
        })?;
        let mut own = HashMap::from([(file_id(COPY)?, Bytes::new(data))]);
        for picture in copy.pictures() {
            own.insert(
                file_id(&picture.path)?,
                Bytes::new(picture.data.bytes().to_vec()),
            );
        }
        Ok(CopyWorld {
            library: &self.library,
            book: &self.book,
            fonts: &self.fonts,
            sources: &self.sources,
            main: file_id(&format!(
                "/{}",
                self.template.layout(C::LAYOUT).unwrap_or(C::LAYOUT)
            ))?,
            files: &self.files,
            own,
        })
    }

    /// PDF/UA-1 and PDF/A-2a, stamped with the plan's first day so that no clock reaches the bytes.
    fn options<C: Printed>(&self, copy: &C) -> Result<PdfOptions, PressError> {
        let standards: &[PdfStandard] = if self.archival {
            &[PdfStandard::Ua_1, PdfStandard::A_2a]
        } else {
            &[PdfStandard::Ua_1]
        };
        let standards = PdfStandards::new(standards)
            .map_err(|why| PressError::BadTemplate(why.message().to_string()))?;
        let day = copy.stamp();
        let (month, day_of_month) = (u8::try_from(day.month()), u8::try_from(day.day()));
        let stamp = month
            .ok()
            .zip(day_of_month.ok())
            .and_then(|(month, day_of_month)| {
                Datetime::from_ymd_hms(day.year(), month, day_of_month, 0, 0, 0)
            });
        Ok(PdfOptions {
            ident: Smart::Auto,
            creator: Smart::Custom(Some(format!("sendplan {}", env!("CARGO_PKG_VERSION")))),
            timestamp: stamp.map(Timestamp::new_utc),
            standards,
            ..PdfOptions::default()
        })
    }
}

/// A digest of what every copy is made with: the program's version, the template and the fonts.
pub fn digest(template: &Template, more_fonts: &[Vec<u8>]) -> Digest {
    let mut digest = Digester::default();
    digest.add(env!("CARGO_PKG_VERSION"));
    for (path, bytes) in template.files() {
        digest.add(path);
        digest.add(&bytes);
    }
    fonts::FACES.iter().for_each(|face| digest.add(face));
    more_fonts.iter().for_each(|face| digest.add(face));
    digest.finish()
}

/// Lets go of what Typst remembers of copies set a while ago, when it is dropped after each, so that many plans take no more
/// memory than a few. It keeps what the last few copies used: the layouts, and the shapes of words.
struct Forget {
    /// How many copies something may go unused for.
    age: usize,
}

impl Forget {
    /// What is remembered of a long copy goes with it, as it would take the room of many others.
    fn after(world: &CopyWorld<'_>) -> Forget {
        const LONG: usize = 16_000;
        const MANY_PARTS: usize = 700;
        let data = file_id(COPY).ok().and_then(|id| world.own.get(&id));
        let is_long = data.is_some_and(|data| {
            let parts = data.iter().filter(|byte| **byte == b',').count();
            data.len() > LONG || parts > MANY_PARTS
        });
        Forget {
            age: if is_long { 0 } else { 6 },
        }
    }
}

impl Drop for Forget {
    fn drop(&mut self) {
        typst::comemo::evict(self.age);
    }
}

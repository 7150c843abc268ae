//! The press: a copy's data goes through its Typst layout and comes out as a PDF that is PDF/UA-1 and PDF/A-2a at once.

mod cmap;
mod fonts;
mod password;
mod protect;
mod world;

pub(crate) use fonts::is_font;
pub use fonts::{letters_of, printable_letters};
pub use password::{Password, PasswordError};
pub(crate) use protect::open;
pub use protect::{ProtectError, opens, protect};

use std::collections::HashMap;

use chrono::Datelike;
use typst::diag::{SourceDiagnostic, Warned};
use typst::foundations::{Bytes, Datetime, Smart};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::copy::Printed;
use crate::digest::{Digest, Digester};
use crate::template::Template;
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

/// Why a copy could not be made. None of these is the teacher's mistake once `check` finds no error.
#[derive(Debug, thiserror::Error)]
pub enum PressError {
    /// The template's files do not belong together.
    #[error("the template cannot be used: {0}")]
    BadTemplate(String),
    /// The layout stopped on this copy.
    ///
    /// Its sentence says where in the layout, and not what the layout said: that may hold words of the plan, and the
    /// sentence is printed, logged and written into the manifest.
    #[error(
        "the {copy} could not be laid out, which is a fault of the layout and not of the plan{at}"
    )]
    Layout {
        /// Which copy, as its title says.
        copy: String,
        /// The places in the layout, such as ` (parent.typ, line 12)`; empty where none is known.
        at: String,
        /// What the layout said, for whoever mends the layout. It may hold words of the plan.
        why: String,
    },
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
            match std::str::from_utf8(bytes)
                .ok()
                .filter(|_| path.ends_with(".typ"))
            {
                Some(text) => drop(sources.insert(id, Source::new(id, text.to_owned()))),
                None => drop(files.insert(id, Bytes::new(bytes.clone()))),
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

    /// The PDF of one copy: the same bytes for the same copy, template and fonts.
    ///
    /// # Errors
    /// [`PressError::Layout`] where the layout cannot set the copy.
    pub fn pdf<C: Printed>(&self, copy: &C) -> Result<Pdf, PressError> {
        let world = self.world(copy)?;
        let _after = Forget::after(&world);
        let document = set(copy, &world)?;
        let options = self.options(copy)?;
        let bytes =
            typst_pdf::pdf(&document, &options).map_err(|errors| failed(copy, &world, &errors))?;
        Ok(Pdf {
            bytes,
            pages: document.pages().len(),
            archival: self.archival,
        })
    }

    /// The pages of one copy as pictures, in their order: what its PDF shows, for a screen.
    ///
    /// # Errors
    /// [`PressError::Layout`] where the layout cannot set the copy.
    pub fn pages<C: Printed>(&self, copy: &C, image: Image) -> Result<Vec<Vec<u8>>, PressError> {
        let world = self.world(copy)?;
        let _after = Forget::after(&world);
        let document = set(copy, &world)?;
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
        digest.add(bytes);
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
        let data = file_id(COPY).ok().and_then(|id| world.own.get(&id));
        let is_long = data.is_some_and(|data| data.len() > LONG);
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

/// A copy's pages. A warning is a missing font or a layout that does not settle: a copy that may look wrong is not handed over.
fn set<C: Printed>(copy: &C, world: &CopyWorld<'_>) -> Result<PagedDocument, PressError> {
    let Warned { output, warnings } = typst::compile::<PagedDocument>(world);
    let document = output.map_err(|errors| failed(copy, world, &errors))?;
    match warnings.is_empty() {
        true => Ok(document),
        false => Err(failed(copy, world, &warnings)),
    }
}

fn failed<C: Printed>(copy: &C, world: &CopyWorld<'_>, errors: &[SourceDiagnostic]) -> PressError {
    PressError::Layout {
        copy: copy.title().to_owned(),
        at: places(errors, world),
        why: in_words(errors, world),
    }
}

/// What Typst says and where in the template, for whoever mends the template.
fn in_words(diagnostics: &[SourceDiagnostic], world: &CopyWorld<'_>) -> String {
    let message = |found: &SourceDiagnostic| match place(found, world) {
        Some(place) => format!("{} ({place})", found.message),
        None => found.message.to_string(),
    };
    let messages: Vec<String> = diagnostics.iter().map(message).collect();
    messages.join("; ")
}

/// Where in the template Typst stopped, in brackets; nothing where it does not say.
fn places(diagnostics: &[SourceDiagnostic], world: &CopyWorld<'_>) -> String {
    let places: Vec<String> = diagnostics
        .iter()
        .filter_map(|found| place(found, world))
        .collect();
    if places.is_empty() {
        return String::new();
    }
    format!(" ({})", places.join("; "))
}

/// The file of the template and its line that Typst speaks of.
fn place(found: &SourceDiagnostic, world: &CopyWorld<'_>) -> Option<String> {
    let id = found.span.id()?;
    let file = id.vpath().get_without_slash().to_owned();
    let source = world.source(id).ok()?;
    let start = world.range(found.span)?.start;
    let line = source.lines().byte_to_line(start)?;
    Some(format!("{file}, line {}", line + 1))
}

//! Drawings: an SVG read under limits, without anything from outside it, and written again as shapes alone.

use std::sync::{Arc, Mutex};

use usvg::fontdb::{Family, ID, Query};
use usvg::{FontResolver, Group, ImageHrefResolver, ImageKind, Node, Options, Tree, WriteOptions};

use super::{Facts, Fonts, Kind, LOGO, Prepared, PrintSize, Problem, raster, sniff};

mod count;
mod names;
mod safety;

const SVG: &str = "http://www.w3.org/2000/svg";

/// The deepest nesting of a drawing's parts, those included that it shows again.
const DEEPEST: usize = 64;
/// The most parts, each counted as often as it is shown. A crest with every feather has a few thousand.
const MOST_PARTS: usize = 30_000;

/// A drawing that takes too long or too much room.
const TOO_MUCH: Problem = Problem::Drawing("the drawing is too complicated to print");
const TOO_DEEP: Problem = Problem::Drawing("the drawing is nested too deeply to open");

/// The largest drawing that is written: shapes shrink to a quarter in a copy, which is to stay under 400 kB.
const LARGEST: usize = 1_000_000;
/// The most dots of all photos in a drawing, each counted as often as it is shown.
const MOST_DOTS: u64 = 50_000_000;

/// Reads the drawing in full and writes it, as only that tells whether it is too much.
pub(super) fn inspect(bytes: &[u8]) -> Result<Facts, Problem> {
    let made = prepare(bytes, LOGO, &Arc::default())?;
    Ok(Facts {
        kind: Kind::Svg,
        width: made.width.ceil() as u32,
        height: made.height.ceil() as u32,
        orientation: 1,
        huge: false,
    })
}

/// The drawing written again: its shapes, and nothing of its titles, remarks, names or links.
pub(super) fn prepare(
    bytes: &[u8],
    size: PrintSize,
    fonts: &Arc<Fonts>,
) -> Result<Prepared, Problem> {
    let tree = read(bytes, size, fonts)?;
    let options = WriteOptions {
        indent: usvg::Indent::None,
        attributes_indent: usvg::Indent::None,
        // A logo is no wider than some hundreds of units: finer than this no printer draws.
        coordinates_precision: 5,
        ..WriteOptions::default()
    };
    let written = names::numbered(&tree.to_string(&options))?;
    if written.len() > LARGEST {
        return Err(TOO_MUCH);
    }
    Ok(Prepared {
        extension: "svg",
        bytes: written.into_bytes(),
        width: tree.size().width(),
        height: tree.size().height(),
    })
}

/// Reads a drawing, or says why it is not one that can be printed. The photos in it are made fit for print, as any
/// photo is.
fn read(bytes: &[u8], size: PrintSize, fonts: &Arc<Fonts>) -> Result<Tree, Problem> {
    let text = std::str::from_utf8(bytes).map_err(|_| Problem::Damaged)?;
    let text = text.trim_start_matches('\u{feff}');
    let document = safety::parse(text)?;
    safety::look_into(&document)?;
    let photos = Photos {
        size,
        dots_left: Mutex::new(Ok(MOST_DOTS)),
    };
    let options = Options {
        resources_dir: None,
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, bytes, _| photos.photo(&bytes)),
            resolve_string: Box::new(|_, _| None),
        },
        font_resolver: FontResolver {
            select_font: Box::new(|font, fonts| face(font, fonts)),
            select_fallback: FontResolver::default_fallback_selector(),
        },
        fontdb: Arc::clone(fonts),
        ..Options::default()
    };
    let tree = Tree::from_xmltree(&document, &options).map_err(|_| Problem::Damaged)?;
    photos.outcome()?;
    let has_words = safety::has_words(&document);
    safety::look_at(&tree, has_words)?;
    if has_words && !has_every_letter(tree.root()) {
        return Err(Problem::Words);
    }
    Ok(tree)
}

/// The photos in a drawing, and what became of them.
struct Photos {
    size: PrintSize,
    dots_left: Mutex<Result<u64, Problem>>,
}

impl Photos {
    /// One photo made fit for print. The reader of drawings takes no errors, so the first is kept for later.
    fn photo(&self, bytes: &[u8]) -> Option<ImageKind> {
        let mut left = self.dots_left.lock().ok()?;
        match self.fit(bytes, left.clone().ok()?) {
            Ok((photo, rest)) => {
                *left = Ok(rest);
                Some(photo)
            }
            Err(problem) => {
                *left = Err(problem);
                None
            }
        }
    }

    fn fit(&self, bytes: &[u8], left: u64) -> Result<(ImageKind, u64), Problem> {
        let kind = match sniff::kind(bytes) {
            Ok(Kind::Svg) | Err(_) => {
                return Err(Problem::Drawing(
                    "the drawing has a picture inside it that cannot be read",
                ));
            }
            Ok(kind) => kind,
        };
        let broken = |_| Problem::Drawing("a picture inside the drawing is damaged or too large");
        let facts = raster::inspect(bytes, kind).map_err(broken)?;
        let dots = u64::from(facts.width) * u64::from(facts.height);
        let rest = left.checked_sub(dots).ok_or(TOO_MUCH)?;
        let made = raster::prepare(bytes, kind, self.size).map_err(broken)?;
        let bytes = Arc::new(made.bytes);
        let photo = match made.extension {
            "png" => ImageKind::PNG(bytes),
            _ => ImageKind::JPEG(bytes),
        };
        Ok((photo, rest))
    }

    fn outcome(&self) -> Result<(), Problem> {
        match self.dots_left.lock() {
            Ok(outcome) => outcome.clone().map(|_| ()),
            Err(_) => Err(Problem::Damaged),
        }
    }
}

/// The face for words: of the family that the drawing names, otherwise of the first family there is, as letters in
/// another face are better than none.
fn face(font: &usvg::Font, fonts: &Arc<Fonts>) -> Option<ID> {
    let first = fonts.faces().next()?;
    let named = font.families().iter().filter_map(|family| match family {
        usvg::FontFamily::Named(name) => Some(Family::Name(name)),
        _ => None,
    });
    let other = first.families.first().map(|(name, _)| Family::Name(name));
    let families: Vec<Family<'_>> = named.chain(other).collect();
    fonts
        .query(&Query {
            families: &families,
            weight: usvg::fontdb::Weight(font.weight()),
            ..Query::default()
        })
        .or(Some(first.id))
}

/// Whether the drawing's words were drawn, each letter in a font that has it.
fn has_every_letter(group: &Group) -> bool {
    let mut groups = vec![group];
    let mut drawn = false;
    while let Some(group) = groups.pop() {
        for node in group.children() {
            match node {
                Node::Group(group) => groups.push(group),
                Node::Text(text) => {
                    for glyph in text
                        .layouted()
                        .iter()
                        .flat_map(|span| &span.positioned_glyphs)
                    {
                        if glyph.id.0 == 0 {
                            return false;
                        }
                        drawn = true;
                    }
                }
                Node::Path(_) | Node::Image(_) => {}
            }
        }
    }
    drawn
}

//! Reading a PDF back, with readers that are not the ones that wrote it: its letters, its strings, its pictures, its rules.

use hayro::hayro_interpret::font::Glyph;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache,
    InterpreterSettings, Paint, PathDrawMode, SoftMask, interpret_page,
};
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::kurbo::{Affine, BezPath, Rect};
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};

/// A page and where its letters are drawn, in points from its top left.
pub struct Page {
    pub width: f64,
    pub height: f64,
    pub letters: Vec<(char, f64, f64)>,
}

/// The letters drawn on each page with their places, in the order in which they are drawn.
pub fn places(bytes: &[u8]) -> Vec<Page> {
    places_in(&Pdf::new(bytes.to_vec()).expect("a PDF that opens"))
}

/// The letters on each page of a protected PDF, or nothing where it does not open with this password.
pub fn letters_behind(bytes: &[u8], password: &str) -> Option<Vec<String>> {
    let opened = Pdf::new_with_password(bytes.to_vec(), password);
    opened.ok().map(|pdf| written(places_in(&pdf)))
}

fn places_in(pdf: &Pdf) -> Vec<Page> {
    let pages = pdf.pages();
    let read = |page| {
        let cache = InterpreterCache::new();
        let mut letters = Letters::default();
        let settings = InterpreterSettings::default();
        let area = Rect::new(0.0, 0.0, 1000.0, 1000.0);
        let page: &hayro::hayro_syntax::page::Page<'_> = page;
        let mut context = Context::new(Affine::IDENTITY, area, &cache, page.xref(), settings);
        interpret_page(page, &mut context, &mut letters);
        let (width, height) = page.render_dimensions();
        let (width, height) = (f64::from(width), f64::from(height));
        let from_the_top = |(letter, x, y)| (letter, x, height - y);
        Page {
            width,
            height,
            letters: letters.0.into_iter().map(from_the_top).collect(),
        }
    };
    pages.iter().map(read).collect()
}

/// The letters drawn on each page, in the order in which they are drawn, without white space.
pub fn letters(bytes: &[u8]) -> Vec<String> {
    written(places(bytes))
}

fn written(pages: Vec<Page>) -> Vec<String> {
    let text = |page: Page| page.letters.into_iter().map(|(letter, ..)| letter);
    let text = |page: Page| squeeze(&text(page).collect::<String>());
    pages.into_iter().map(text).collect()
}

/// A text without its white space, so that line breaks and wide spaces make no difference.
pub fn squeeze(text: &str) -> String {
    text.chars()
        .filter(|letter| !letter.is_whitespace())
        .collect()
}

/// Everything in the file that is not drawn: every string and name of every object, and every stream, decompressed.
pub fn behind_the_page(bytes: &[u8]) -> String {
    let document = lopdf::Document::load_mem(bytes).expect("a PDF that opens");
    let mut found = String::new();
    for object in document.objects.values() {
        collect(object, &mut found);
    }
    found
}

fn collect(object: &lopdf::Object, found: &mut String) {
    match object {
        lopdf::Object::String(bytes, _) => {
            let text = lopdf::decode_text_string(object);
            found.push_str(&text.unwrap_or_else(|_| String::from_utf8_lossy(bytes).into_owned()));
            found.push('\n');
        }
        lopdf::Object::Name(name) => {
            found.push_str(&String::from_utf8_lossy(name));
            found.push('\n');
        }
        lopdf::Object::Array(items) => items.iter().for_each(|item| collect(item, found)),
        lopdf::Object::Dictionary(fields) => {
            fields.iter().for_each(|(_, value)| collect(value, found));
        }
        lopdf::Object::Stream(stream) => {
            stream
                .dict
                .iter()
                .for_each(|(_, value)| collect(value, found));
            let content = stream.decompressed_content();
            let content = content.unwrap_or_else(|_| stream.content.clone());
            found.push_str(&String::from_utf8_lossy(&content));
            found.push('\n');
        }
        _ => {}
    }
}

/// What PDF/UA-1 and PDF/A-2a find wrong with a file: nothing, for every copy.
pub fn broken_rules(bytes: &[u8]) -> Vec<String> {
    broken_rules_of(
        &[ValidationProfile::PdfUa1, ValidationProfile::PdfA2a],
        bytes,
    )
}

/// What PDF/UA-1 alone finds wrong with a file.
pub fn broken_rules_of_ua1(bytes: &[u8]) -> Vec<String> {
    broken_rules_of(&[ValidationProfile::PdfUa1], bytes)
}

fn broken_rules_of(profiles: &[ValidationProfile], bytes: &[u8]) -> Vec<String> {
    /// A stream whose last byte happens to be a carriage return is taken for one byte too long by this validator, since
    /// a line feed follows it. The reference validator accepts it; here the lengths are counted instead.
    const LENGTH: &str = "ISO 19005-2:2011:6.1.7.1:1";
    let mut broken = Vec::new();
    for profile in profiles {
        let options = ValidationOptions::default().profile(*profile);
        let report = validate_pdf_bytes(bytes, &options).expect("a PDF that can be judged");
        let failures = report.failures.iter();
        let failures =
            failures.filter(|failure| failure.rule_id != LENGTH || !lengths_are_right(bytes));
        broken.extend(failures.map(|failure| format!("{failure:?}")));
    }
    broken
}

/// Whether each stream is followed by `endstream` exactly where its declared length ends.
fn lengths_are_right(bytes: &[u8]) -> bool {
    let find = |from: usize, word: &[u8]| {
        bytes[from..]
            .windows(word.len())
            .position(|window| window == word)
            .map(|at| from + at)
    };
    let (mut at, mut streams) = (0, 0);
    while let Some(start) = find(at, b">>\nstream\n").or_else(|| find(at, b">>stream\n")) {
        let data = find(start, b"stream\n").expect("it was found") + b"stream\n".len();
        let dictionary =
            String::from_utf8_lossy(&bytes[start.saturating_sub(300)..start]).into_owned();
        let length = dictionary.rsplit("/Length ").next().expect("a length");
        let digits: String = length.chars().take_while(char::is_ascii_digit).collect();
        let end = data + digits.parse::<usize>().expect("a number");
        if !bytes[end..].starts_with(b"\nendstream") {
            return false;
        }
        streams += 1;
        at = end;
    }
    streams > 0
}

#[derive(Default)]
struct Letters(Vec<(char, f64, f64)>);

impl<'a> Device<'a> for Letters {
    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'a>,
        on_the_page: Affine,
        in_the_line: Affine,
        _: &Paint<'a>,
        _: &GlyphDrawMode,
    ) {
        use hayro::hayro_interpret::hayro_cmap::BfString;
        let place = (on_the_page * in_the_line).translation();
        let mut draw = |letter| self.0.push((letter, place.x, place.y));
        match glyph.as_unicode() {
            Some(BfString::Char(letter)) => draw(letter),
            Some(BfString::String(letters)) => letters.chars().for_each(draw),
            None => draw('\u{fffd}'),
        }
    }

    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'a>, _: &PathDrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: Affine) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

//! What a drawing may hold: shapes, and not so many that it never ends.

use roxmltree::{Document, Node, ParsingOptions};
use usvg::Tree;

use super::super::Problem;
use super::{DEEPEST, MOST_PARTS, SVG, TOO_DEEP, TOO_MUCH, count};

/// The most attributes of one part, and the longest style of one part: a parser holds each against all the others.
const MOST_ATTRIBUTES: usize = 200;
const LONGEST_STYLE: usize = 5_000;
/// The most letters.
const MOST_LETTERS: usize = 2_000;
/// The sides a drawing may give itself, in units of 1/96 inch; what is printed is scaled to its place.
const SMALLEST: f32 = 0.1;
const WIDEST: f32 = 100_000.0;
/// The shortest side of a part.
const TINIEST: f32 = 0.000_1;
/// How much smaller than the drawing a repeated pattern may be, and how much longer than wide a drawing.
const FINEST: f32 = 1_000.0;

const SHORTHAND: Problem =
    Problem::Drawing("the drawing defines shorthand of its own, which is not safe to open");
const OUTSIDE: Problem = Problem::Drawing("the drawing refers to a file or an address outside it");
const PROGRAM: Problem = Problem::Drawing("the drawing carries a program");
const WEB_PAGE: Problem = Problem::Drawing("the drawing has a piece of a web page inside it");
const MARKERS: Problem =
    Problem::Drawing("the drawing has arrowheads or marks along its lines that cannot be printed");
const EFFECTS: Problem =
    Problem::Drawing("the drawing uses effects, such as shadows or blurs, that cannot be printed");
const ODD_SIZE: Problem =
    Problem::Drawing("the drawing gives itself a size that cannot be printed");
const ODD_PART: Problem =
    Problem::Drawing("a part of the drawing is far too large or too small to print");
const EMPTY: Problem = Problem::Drawing("the drawing shows nothing");

/// Parses the text, once a look along it has found nothing that a parser should not meet.
pub(super) fn parse(text: &str) -> Result<Document<'_>, Problem> {
    look_over(text)?;
    let options = ParsingOptions {
        // Old drawing programs name the SVG standard at the top. Nothing is read from that address.
        allow_dtd: true,
        nodes_limit: 4 * MOST_PARTS as u32,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::NodesLimitReached => TOO_MUCH,
        _ => Problem::Damaged,
    })
}

/// Looks for shorthand (entities), which can grow without end, and for nesting that would exhaust a parser.
fn look_over(text: &str) -> Result<(), Problem> {
    let mut rest = text;
    let mut depth = 0_usize;
    while let Some((_, after)) = rest.split_once('<') {
        let skip = |end: &str| after.split_once(end).map_or("", |(_, rest)| rest);
        rest = if after.starts_with("!--") {
            skip("-->")
        } else if after.starts_with("![CDATA[") {
            skip("]]>")
        } else if after.starts_with('?') {
            skip("?>")
        } else if after.starts_with('!') {
            let declaration = after
                .split_once('>')
                .map_or(after, |(declaration, _)| declaration);
            if declaration.contains('[') || declaration.starts_with("!ENTITY") {
                return Err(SHORTHAND);
            }
            skip(">")
        } else if after.starts_with('/') {
            depth = depth.saturating_sub(1);
            skip(">")
        } else {
            let (tag, attributes, rest) = tag(after);
            if attributes > MOST_ATTRIBUTES {
                return Err(TOO_MUCH);
            }
            if !tag.ends_with('/') {
                depth += 1;
            }
            rest
        };
        if depth > DEEPEST {
            return Err(TOO_DEEP);
        }
    }
    Ok(())
}

/// Splits at the end of a tag, which is not a `>` inside quotes, and counts its attributes.
fn tag(text: &str) -> (&str, usize, &str) {
    let mut quote = None;
    let mut attributes = 0;
    let end = text.find(|letter| {
        match (quote, letter) {
            (None, '>') => return true,
            (None, '"' | '\'') => {
                quote = Some(letter);
                attributes += 1;
            }
            (Some(open), _) if open == letter => quote = None,
            _ => {}
        }
        false
    });
    let (tag, rest) = end
        .and_then(|end| text.split_at_checked(end))
        .unwrap_or((text, ""));
    (tag, attributes, rest)
}

/// What a drawing for print has no need of: programs, addresses, effects, endless copies.
pub(super) fn look_into(document: &Document<'_>) -> Result<(), Problem> {
    let mut sheets = String::new();
    let mut letters = 0_usize;
    for node in document.descendants() {
        if node.is_text() && is_in(node, "text") {
            letters += node.text().unwrap_or_default().len();
        }
        if !node.is_element() {
            continue;
        }
        // Drawing programs keep notes of their own in the file, which are not part of the drawing.
        if node.tag_name().namespace() != Some(SVG) {
            continue;
        }
        match node.tag_name().name() {
            "script" | "handler" | "listener" => return Err(PROGRAM),
            // An old drawing program keeps its own copy of the drawing beside the one that others see.
            "foreignObject" if !node.has_attribute("requiredExtensions") => return Err(WEB_PAGE),
            "marker" => return Err(MARKERS),
            "style" => {
                for text in node.descendants().filter(Node::is_text) {
                    add_sheet(&mut sheets, text.text().unwrap_or_default());
                }
            }
            _ => {}
        }
        attributes(node)?;
    }
    if letters > MOST_LETTERS {
        return Err(TOO_MUCH);
    }
    if sheets.contains("@import") || sheets.contains("@font-face") || leads_outside(&sheets) {
        return Err(OUTSIDE);
    }
    // A letter written as its number would hide a reference from the count below.
    if sheets.contains('\\') {
        return Err(TOO_MUCH);
    }
    count::parts(document, &sheets)
}

/// Whether the drawing has words; without a font they would vanish.
pub(super) fn has_words(document: &Document<'_>) -> bool {
    document.descendants().any(|node| {
        node.is_text() && is_in(node, "text") && !node.text().unwrap_or_default().trim().is_empty()
    })
}

fn is_in(node: Node<'_, '_>, name: &str) -> bool {
    node.ancestors()
        .any(|above| above.has_tag_name((SVG, name)))
}

/// What only shows once the drawing is laid out. One that has words may have nothing else in it.
pub(super) fn look_at(tree: &Tree, has_words: bool) -> Result<(), Problem> {
    if !tree.filters().is_empty() {
        return Err(EFFECTS);
    }
    if !tree.root().has_children() && !has_words {
        return Err(EMPTY);
    }
    let size = tree.size();
    let (short, long) = (
        size.width().min(size.height()),
        size.width().max(size.height()),
    );
    if short < SMALLEST || long > WIDEST || short * FINEST < long {
        return Err(ODD_SIZE);
    }
    let fine = |pattern: &std::sync::Arc<usvg::Pattern>| {
        let tile = pattern.rect();
        tile.width() * FINEST < size.width() || tile.height() * FINEST < size.height()
    };
    if tree.patterns().iter().any(fine) {
        return Err(TOO_MUCH);
    }
    Ok(())
}

/// Looks for what an attribute could carry beside a shape.
fn attributes(node: Node<'_, '_>) -> Result<(), Problem> {
    let name = node.tag_name().name();
    for attribute in node.attributes() {
        let value = attribute.value().trim();
        let plain = attribute.namespace().is_none();
        if plain && attribute.name().starts_with("on") {
            return Err(PROGRAM);
        }
        if attribute.name() == "style" && value.len() > LONGEST_STYLE {
            return Err(TOO_MUCH);
        }
        let places = ["x", "y", "width", "height", "viewBox"];
        if plain && places.contains(&attribute.name()) && is_odd(value) {
            return Err(ODD_PART);
        }
        let outside = match attribute.name() {
            // A link on a shape leads a reader away, but nothing is fetched for it, and it is not written again.
            "href" if name == "a" => false,
            "href" if name == "image" => !value.starts_with("data:"),
            "href" => !value.starts_with('#'),
            _ => plain && leads_outside(value),
        };
        if outside {
            return Err(OUTSIDE);
        }
    }
    Ok(())
}

/// Whether one of the lengths is so large or so small that adding it to another would lose one of the two.
fn is_odd(lengths: &str) -> bool {
    let lengths = lengths.split([' ', ',', '\t', '\r', '\n']);
    let mut numbers = lengths.filter_map(|length| {
        let number =
            length.trim_end_matches(|letter: char| letter.is_alphabetic() || letter == '%');
        number.parse::<f32>().ok()
    });
    numbers.any(|number| number != 0.0 && !(TINIEST..=WIDEST).contains(&number.abs()))
}

/// Whether a `url(…)` is anything but the name of a part of this drawing.
fn leads_outside(text: &str) -> bool {
    let mut places = text.split("url(").skip(1);
    places.any(|place| {
        let name = place.trim_start_matches([' ', '\t', '\r', '\n', '"', '\'']);
        !name.starts_with('#')
    })
}

/// Adds a style sheet without its remarks.
fn add_sheet(sheets: &mut String, sheet: &str) {
    let mut pieces = sheet.split("/*");
    sheets.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        sheets.push_str(piece.split_once("*/").map_or("", |(_, rule)| rule));
    }
}

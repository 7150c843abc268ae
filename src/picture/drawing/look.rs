//! What a drawing may hold: shapes, and nothing that leads out of it or would be lost in print.

use roxmltree::{Document, Node};
use usvg::Tree;

use super::super::Problem;
use super::TOO_MUCH;

const SVG: &str = "http://www.w3.org/2000/svg";

/// Namespaces whose attributes are read as if they had none, and what programs write with them.
const TAKEN: [&str; 3] = [
    SVG,
    "http://www.w3.org/1999/xlink",
    "http://www.w3.org/XML/1998/namespace",
];
const NOTES: [&str; 9] = [
    "actuate", "arcrole", "base", "lang", "role", "show", "space", "title", "type",
];

const PROGRAM: &str = "the drawing carries a program";
const PICTURE: &str = "the drawing has a picture inside it";
const OUTSIDE: Problem = Problem::Drawing("the drawing refers to a file or an address outside it");
pub(super) const ODD_PART: Problem =
    Problem::Drawing("a part of the drawing is far too large or too small to print");

/// Parts of an SVG that are no shapes, and what is said of them.
const REFUSED: &[(&str, &str)] = &[
    ("script", PROGRAM),
    ("handler", PROGRAM),
    ("listener", PROGRAM),
    ("image", PICTURE),
    ("feImage", PICTURE),
    (
        "foreignObject",
        "the drawing has a piece of a web page inside it",
    ),
    (
        "marker",
        "the drawing has arrowheads or marks along its lines that cannot be printed",
    ),
];

/// The sides a drawing may give itself, in units of 1/96 inch; what is printed is scaled to its place.
const SMALLEST: f32 = 0.1;
pub(super) const WIDEST: f32 = 100_000.0;
/// The shortest side of a part.
const TINIEST: f32 = 0.000_1;
/// How much smaller than the drawing a repeated pattern may be, and how much longer than wide a drawing.
const FINEST: f32 = 1_000.0;

/// Whether the renderer of drawings takes a node for a part: programs keep notes of their own in the file.
pub(super) fn is_part(node: &Node<'_, '_>) -> bool {
    node.is_element() && matches!(node.tag_name().namespace(), None | Some(SVG))
}

/// Looks for what a drawing for print has no need of: programs, addresses, pictures, words in a font of another computer.
pub(super) fn into(document: &Document<'_>) -> Result<(), Problem> {
    let is_words = |node: Node<'_, '_>| {
        node.is_text() && node.text().is_some_and(|text| !text.trim().is_empty())
    };
    for node in document.descendants().filter(Node::is_element) {
        let name = node.tag_name().name();
        // The renderer takes a style sheet from wherever it stands.
        if name == "style" && leads_outside(node.text().unwrap_or_default()) {
            return Err(OUTSIDE);
        }
        if !is_part(&node) {
            continue;
        }
        if let Some((_, problem)) = REFUSED.iter().find(|(refused, _)| *refused == name) {
            return Err(Problem::Drawing(problem));
        }
        if name == "text" && node.descendants().any(is_words) {
            return Err(Problem::Words);
        }
        attributes(node)?;
    }
    Ok(())
}

/// Looks for what an attribute could carry beside a shape.
fn attributes(node: Node<'_, '_>) -> Result<(), Problem> {
    for attribute in node.attributes() {
        let (name, value) = (attribute.name(), attribute.value().trim());
        if let Some(namespace) = attribute.namespace()
            && name != "href"
        {
            // The renderer takes these for the attributes of their names; elsewhere drawing programs keep their notes.
            if TAKEN.contains(&namespace) && !NOTES.contains(&name) {
                return Err(ODD_PART);
            }
            continue;
        }
        if name.starts_with("on") {
            return Err(Problem::Drawing(PROGRAM));
        }
        let is_odd = match name {
            "x" | "y" | "width" | "height" | "viewBox" => has_odd_length(value),
            "d" => has_vast_number(value),
            _ => false,
        };
        if is_odd {
            return Err(ODD_PART);
        }
        let outside = match name {
            // A link on a shape leads a reader away, but nothing is fetched for it, and it is not written again.
            "href" => !value.starts_with('#') && node.tag_name().name() != "a",
            _ => leads_outside(value),
        };
        if outside {
            return Err(OUTSIDE);
        }
    }
    Ok(())
}

/// Whether one of the lengths is so large or so small that adding it to another would lose one of the two.
fn has_odd_length(lengths: &str) -> bool {
    let lengths = lengths.split([' ', ',', '\t', '\r', '\n']);
    let mut numbers = lengths.filter_map(|length| {
        let number =
            length.trim_end_matches(|letter: char| letter.is_alphabetic() || letter == '%');
        number.parse::<f32>().ok()
    });
    numbers.any(|number| number != 0.0 && !(TINIEST..=WIDEST).contains(&number.abs()))
}

/// Whether one of a path's numbers has more than six digits before its point: arcs are drawn in the more pieces the larger
/// they are.
fn has_vast_number(path: &str) -> bool {
    let is_within = |letter: char| letter.is_ascii_digit() || ".eE+".contains(letter);
    path.split(|letter| !is_within(letter)).any(|number| {
        let (number, power) = number.split_once(['e', 'E']).unwrap_or((number, ""));
        let whole = |text: &str| text.find('.').unwrap_or(text.len());
        let digits = power.get(..whole(power)).unwrap_or_default();
        let power: usize = digits.trim_start_matches('+').parse().unwrap_or(0);
        whole(number).saturating_add(power) > 6
    })
}

/// Whether a `url(…)` is anything but the name of a part of this drawing, or a style sheet asks for another.
fn leads_outside(text: &str) -> bool {
    let mut places = text.split("url(").skip(1);
    text.contains("@import") || places.any(|place| !unquoted(place).starts_with('#'))
}

/// The names in `url(#name)`, however often they stand there.
pub(super) fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split("url(").skip(1).filter_map(|place| {
        let name = unquoted(place).strip_prefix('#')?;
        name.split([')', '"', '\'', ' ']).next()
    })
}

fn unquoted(place: &str) -> &str {
    place.trim_start_matches([' ', '\t', '\r', '\n', '"', '\''])
}

/// What only shows once the drawing is laid out.
pub(super) fn at(tree: &Tree) -> Result<(), Problem> {
    if !tree.filters().is_empty() {
        return Err(Problem::Drawing(
            "the drawing uses effects, such as shadows or blurs, that cannot be printed",
        ));
    }
    if !tree.root().has_children() {
        return Err(Problem::Drawing("the drawing shows nothing"));
    }
    let (width, height) = (tree.size().width(), tree.size().height());
    let (short, long) = (width.min(height), width.max(height));
    if short < SMALLEST || long > WIDEST || short * FINEST < long {
        return Err(Problem::Drawing(
            "the drawing gives itself a size that cannot be printed",
        ));
    }
    let mut tiles = tree.patterns().iter().map(|pattern| pattern.rect());
    if tiles.any(|tile| tile.width() * FINEST < width || tile.height() * FINEST < height) {
        return Err(TOO_MUCH);
    }
    Ok(())
}

//! How much there is to draw: a drawing's parts, each counted as often as it is shown.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use super::super::Problem;
use super::{DEEPEST, MOST_PARTS, SVG, TOO_DEEP, TOO_MUCH};

/// The length of a part's lines that counts as one part more.
const LINE: usize = 100;
/// A photo inside a drawing counts as this many parts.
const PHOTO: usize = 1_000;
/// Style sheets of this length count each part once more, as each rule is held against it.
const STYLE: usize = 2_000;
/// The longest style sheets. Drawing programs write a line for each colour.
const LONGEST_SHEETS: usize = 200_000;

/// Each rule of the style sheets is held against each class of each part: as many letters as this take a moment.
const MOST_HELD: usize = 100_000_000;

/// Refuses a drawing with too much to draw. `sheets` are its style sheets.
pub(super) fn parts(document: &Document<'_>, sheets: &str) -> Result<(), Problem> {
    let elements = document.descendants().filter(Node::is_element).count();
    let styled = elements.saturating_mul(1 + sheets.len() / STYLE);
    let classes = document
        .descendants()
        .filter_map(|node| node.attribute("class"));
    let held = classes
        .map(str::len)
        .sum::<usize>()
        .saturating_mul(sheets.matches('{').count());
    if sheets.len() > LONGEST_SHEETS || styled > MOST_PARTS || held > MOST_HELD {
        return Err(TOO_MUCH);
    }
    Count::new(document, sheets).part(document.root_element(), &[], 0)
}

/// The style rules that refer to parts: what each is for, and its style.
fn rules(sheets: &str) -> Vec<(&str, &str)> {
    let rules = sheets.split('}').map(|rule| {
        // Text that is no rule counts as one for every part: better to count too much.
        rule.rsplit_once('{').unwrap_or(("*", rule))
    });
    rules.filter(|(_, style)| style.contains("url(")).collect()
}

/// Whether a style rule may be for a part. Too often yes is fine: it only counts more.
fn may_be_for(what_for: &str, node: Node<'_, '_>) -> bool {
    let classes = node
        .attribute("class")
        .unwrap_or_default()
        .split_whitespace();
    let mut own = classes
        .chain(node.attribute("id"))
        .chain([node.tag_name().name()]);
    what_for.contains(['*', '[', ':']) || own.any(|name| what_for.contains(name))
}

/// The other parts that one part shows, by name.
#[derive(Default)]
struct Shows<'a> {
    /// Once, in its own place.
    copies: Vec<&'a str>,
    /// Once, to cut or cover it.
    covers: Vec<&'a str>,
    /// In each part that is in it, to fill or outline that.
    paints: Vec<&'a str>,
}

impl<'a> Shows<'a> {
    fn of(node: Node<'a, '_>, rules: &[(&str, &'a str)]) -> Shows<'a> {
        let mut shows = Shows::default();
        let kind = node.tag_name().name();
        for attribute in node.attributes() {
            match (attribute.name(), attribute.value().trim()) {
                ("href", value) => shows.copies.extend(value.strip_prefix('#')),
                // A gradient is not filled itself.
                _ if kind == "stop" || kind.ends_with("Gradient") => {}
                ("style", value) => shows.add_style(value),
                (property, value) => shows.add(property, value),
            }
        }
        for (what_for, style) in rules {
            if may_be_for(what_for, node) && kind != "stop" && !kind.ends_with("Gradient") {
                shows.add_style(style);
            }
        }
        shows
    }

    fn add_style(&mut self, style: &'a str) {
        for (property, value) in style.split(';').filter_map(|one| one.split_once(':')) {
            self.add(property.trim(), value);
        }
    }

    fn add(&mut self, property: &str, value: &'a str) {
        match property {
            "clip-path" | "mask" | "filter" => self.covers.extend(names(value)),
            _ => self.paints.extend(names(value)),
        }
    }
}

/// Counts a drawing's parts as often as they are shown: ten that each show ten others are a hundred.
struct Count<'a, 'input> {
    parts: BTreeMap<&'a str, Node<'a, 'input>>,
    shows: BTreeMap<u32, Shows<'a>>,
    /// What the style sheets add to each part.
    styling: usize,
    left: usize,
}

impl<'a, 'input> Count<'a, 'input> {
    fn new(document: &'a Document<'input>, sheets: &'a str) -> Count<'a, 'input> {
        let rules = rules(sheets);
        let elements = || document.descendants().filter(Node::is_element);
        let mut parts = BTreeMap::new();
        for node in elements() {
            if let Some(name) = node.attribute("id") {
                parts.entry(name).or_insert(node);
            }
        }
        Count {
            parts,
            shows: elements()
                .map(|node| (node.id().get(), Shows::of(node, &rules)))
                .collect(),
            styling: sheets.len() / STYLE,
            left: MOST_PARTS,
        }
    }

    /// Counts a part and all that it shows. `paints` fill or outline whatever is in it.
    fn part(
        &mut self,
        node: Node<'a, 'input>,
        paints: &[Node<'a, 'input>],
        depth: usize,
    ) -> Result<(), Problem> {
        if depth > DEEPEST {
            return Err(TOO_DEEP);
        }
        let weight = weight(node) + self.styling;
        self.left = self.left.checked_sub(weight).ok_or(TOO_MUCH)?;
        let Some(shows) = self.shows.get(&node.id().get()) else {
            return Ok(());
        };
        let found = |names: &[&str]| -> Vec<Node<'a, 'input>> {
            names
                .iter()
                .filter_map(|name| self.parts.get(name).copied())
                .collect()
        };
        let copies = found(&shows.copies);
        let covers = found(&shows.covers);
        let paints = [paints, &found(&shows.paints)].concat();
        for other in covers.iter().chain(&paints) {
            // A pattern is drawn in the colours of the place where it is defined.
            let around = self.around(*other);
            self.part(*other, &around, depth + 1)?;
        }
        let children = node.children().filter(Node::is_element);
        for inner in copies.into_iter().chain(children) {
            self.part(inner, &paints, depth + 1)?;
        }
        Ok(())
    }

    /// What fills or outlines the parts around a pattern, a mask or a clip, and so what is in it.
    fn around(&self, node: Node<'a, 'input>) -> Vec<Node<'a, 'input>> {
        if node.tag_name().name().ends_with("Gradient") {
            return Vec::new();
        }
        let above = node.ancestors().skip(1);
        let names = above
            .filter_map(|above| self.shows.get(&above.id().get()))
            .flat_map(|above| &above.paints);
        names
            .filter_map(|name| self.parts.get(name).copied())
            .collect()
    }
}

fn weight(node: Node<'_, '_>) -> usize {
    if node.has_tag_name((SVG, "image")) {
        return PHOTO;
    }
    let lines: usize = node
        .attributes()
        .map(|attribute| attribute.value().len())
        .sum();
    1 + lines / LINE
}

/// The names in `url(#name)`, however often they stand there.
fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split("url(").skip(1).filter_map(|place| {
        let name = place.trim_start_matches([' ', '\t', '\r', '\n', '"', '\'']);
        name.strip_prefix('#')?.split([')', '"', '\'', ' ']).next()
    })
}

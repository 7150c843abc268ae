//! How much there is to draw: a drawing's parts, each counted as often as it is shown. Ten that each show ten others are
//! a hundred.

use std::collections::{HashMap, HashSet};

use roxmltree::{Document, Node, NodeId};
use simplecss::{AttributeOperator, Element, PseudoClass, Rule, StyleSheet};

use super::super::Problem;
use super::look::{is_part, names};
use super::{TOO_DEEP, TOO_MUCH, outline};

/// The deepest nesting of parts, those included that are shown again.
const DEEPEST: usize = 64;
/// The most parts, each counted as often as it is shown.
const MOST_PARTS: usize = 30_000;
/// As much work as one part: the bytes of its attributes, the bytes of its own style that are looked at, the bytes of style
/// sheets that are held against it, those that are held against a class of one byte, and the styles that it takes from them.
const BYTES: usize = 40;
const OWN_STYLE: usize = 5_000;
const SHEET: usize = 4_000;
const SHEET_AND_CLASS: usize = 100_000;
const STYLES: usize = 8;
/// The most points of the outlines of lines, as large as they are drawn.
const MOST_POINTS: f64 = 1_500_000.0;
/// What reading style sheets may come to: their parser looks back to the start at each mark that it stops at, and keeps all
/// styles once for each name that they are for.
const MOST_LOOKED_AT: usize = 40_000_000;
const MOST_KEPT: usize = 200_000;
const MARKS: [char; 4] = [';', '{', '}', ','];

/// Refuses a drawing with too much to draw.
pub(super) fn parts(document: &Document<'_>) -> Result<(), Problem> {
    let mut names = HashMap::new();
    let mut sheets = Sheets::default();
    for node in document.descendants() {
        if let Some(name) = node.attribute("id") {
            names.entry(name).or_insert(node);
        }
        if node.tag_name().name() == "style" {
            sheets.add(node.text().unwrap_or_default())?;
        }
    }
    let mut count = Count::default();
    let mut left = MOST_PARTS;
    for node in document.descendants().filter(is_part) {
        // What it takes to look at a part is known before it is done.
        let work = sheets.work(node);
        left = left.checked_sub(work).ok_or(TOO_MUCH)?;
        let (styles, shows) = sheets.shown_by(node, &names);
        let drawing = styles / STYLES + shows.len();
        left = left.checked_sub(drawing).ok_or(TOO_MUCH)?;
        let around = node.parent().map(|parent| parent.id());
        let is_filled = around.is_some_and(|around| count.filled.contains(&around));
        // What is defined somewhere is drawn in the colours of that place, however often it is shown.
        if is_filled && ["pattern", "mask", "clipPath"].contains(&node.tag_name().name()) {
            return Err(TOO_MUCH);
        }
        if is_filled || shows.iter().any(is_pattern) {
            count.filled.insert(node.id());
        }
        let work = work + drawing;
        let part = Part {
            work,
            points: 0.0,
            scale: 1.0,
            shows,
        };
        count.parts.insert(node.id(), part);
    }
    if let Some(widest) = outline::widest(document, &sheets.rules)? {
        let longest_side = outline::longest_side(document);
        for node in document.descendants() {
            if let Some(part) = count.parts.get_mut(&node.id()) {
                part.points = outline::points(node, widest)? as f64;
                part.scale = outline::scale(node, longest_side);
            }
        }
    }
    count.of(document.root_element(), 0).map(|_| ())
}

fn is_pattern(node: &Node<'_, '_>) -> bool {
    node.tag_name().name() == "pattern"
}

/// A part by itself.
struct Part<'a, 'input> {
    work: usize,
    /// The points of the outline of its own lines, and how many times larger all that is in it is drawn.
    points: f64,
    scale: f64,
    /// The parts that it refers to.
    shows: Vec<Node<'a, 'input>>,
}

/// The rules of a drawing's style sheets.
#[derive(Default)]
struct Sheets<'a> {
    rules: Vec<Rule<'a>>,
    bytes: usize,
    marks: usize,
}

impl<'a> Sheets<'a> {
    /// Reads a style sheet with the parser that the renderer reads it with.
    fn add(&mut self, sheet: &'a str) -> Result<(), Problem> {
        self.bytes += sheet.len();
        self.marks += sheet.matches(MARKS).count();
        let (names, styles) = (sheet.matches(',').count(), sheet.matches(':').count());
        if self.bytes * self.marks > MOST_LOOKED_AT || (names + 1) * styles > MOST_KEPT {
            return Err(TOO_MUCH);
        }
        let rules = StyleSheet::parse(sheet).rules;
        // `.this` is quickly held against a part, while `.this .that` is tried on everything around it.
        let is_simple = |rule: &Rule<'_>| {
            let selector = rule.selector.to_string();
            let mut tests = selector.split('[').skip(1);
            !selector.contains([' ', ':'])
                && tests.all(|test| test.starts_with("class~=") || test.starts_with("id="))
        };
        if !rules.iter().all(is_simple) {
            return Err(TOO_MUCH);
        }
        self.rules.extend(rules);
        Ok(())
    }

    /// The work of reading a part and holding the rules against it.
    fn work(&self, node: Node<'_, '_>) -> usize {
        let class = node.attribute("class").map_or(0, str::len);
        let style = node.attribute("style").unwrap_or_default();
        let bytes = node.attributes().map(|attribute| attribute.value().len());
        let bytes = bytes.sum::<usize>() - style.len();
        1 + bytes / BYTES
            + style.len() * style.matches(MARKS).count() / OWN_STYLE
            + self.bytes / SHEET
            + self.bytes * class / SHEET_AND_CLASS
    }

    /// How many styles a part takes from the style sheets, and the parts that it refers to.
    fn shown_by<'b, 'input>(
        &self,
        node: Node<'b, 'input>,
        parts: &HashMap<&str, Node<'b, 'input>>,
    ) -> (usize, Vec<Node<'b, 'input>>) {
        let mut shows = Vec::new();
        let mut styles = 0;
        let mut add = |name: &str| shows.extend(parts.get(name).copied().filter(is_part));
        for attribute in node.attributes() {
            match (attribute.name(), attribute.value()) {
                // A link leads to a part without showing it.
                ("href", _) if node.tag_name().name() == "a" => {}
                ("href", value) => value
                    .trim()
                    .strip_prefix('#')
                    .into_iter()
                    .for_each(&mut add),
                (_, value) => names(value).for_each(&mut add),
            }
        }
        for rule in &self.rules {
            if rule.selector.matches(&Styled(node)) {
                styles += rule.declarations.len();
                let values = rule.declarations.iter().map(|style| style.value);
                values.flat_map(names).for_each(&mut add);
            }
        }
        (styles, shows)
    }
}

/// What a part and all that it shows come to.
#[derive(Clone, Copy, Default)]
struct Cost {
    work: usize,
    points: f64,
    parts: usize,
    depth: usize,
}

impl Cost {
    fn add(&mut self, other: Cost, times: usize) {
        self.work = self.work.saturating_add(other.work.saturating_mul(times));
        self.points += other.points * times as f64;
        self.parts = self.parts.saturating_add(other.parts.saturating_mul(times));
        self.depth = self.depth.max(other.depth + 1);
    }
}

#[derive(Default)]
struct Count<'a, 'input> {
    parts: HashMap<NodeId, Part<'a, 'input>>,
    /// The parts that a pattern fills or outlines, themselves or what they are in.
    filled: HashSet<NodeId>,
    known: HashMap<NodeId, Cost>,
}

impl<'a, 'input> Count<'a, 'input> {
    /// Counts a part and all that it shows.
    fn of(&mut self, node: Node<'a, 'input>, depth: usize) -> Result<Cost, Problem> {
        if let Some(known) = self.known.get(&node.id()) {
            let is_within = depth + known.depth <= DEEPEST;
            return is_within.then_some(*known).ok_or(TOO_DEEP);
        }
        if depth > DEEPEST {
            return Err(TOO_DEEP);
        }
        let Some(part) = self.parts.remove(&node.id()) else {
            // It shows itself.
            return Err(TOO_DEEP);
        };
        let mut cost = Cost {
            work: part.work,
            points: part.points,
            parts: 1,
            depth: 0,
        };
        let (paints, others): (Vec<_>, Vec<_>) = part.shows.into_iter().partition(is_pattern);
        for other in node.children().filter(is_part).chain(others) {
            cost.add(self.of(other, depth + 1)?, 1);
        }
        // A pattern fills or outlines whatever is in the part.
        let filled = cost.parts;
        for paint in paints {
            cost.add(self.of(paint, depth + 1)?, filled);
        }
        cost.points *= part.scale;
        if cost.work > MOST_PARTS || cost.points > MOST_POINTS {
            return Err(TOO_MUCH);
        }
        self.known.insert(node.id(), cost);
        Ok(cost)
    }
}

/// A part as style sheets see it.
struct Styled<'a, 'input>(Node<'a, 'input>);

impl Element for Styled<'_, '_> {
    fn parent_element(&self) -> Option<Self> {
        self.0.parent_element().map(Styled)
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        self.0.prev_sibling_element().map(Styled)
    }

    fn has_local_name(&self, name: &str) -> bool {
        self.0.tag_name().name() == name
    }

    fn attribute_matches(&self, name: &str, operator: AttributeOperator<'_>) -> bool {
        let value = self.0.attribute(name);
        value.is_some_and(|value| operator.matches(value))
    }

    fn pseudo_class_matches(&self, _: PseudoClass<'_>) -> bool {
        true
    }
}

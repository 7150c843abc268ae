//! What it takes to outline the lines of a drawing: curves are split until each piece is straight enough, and dashes are
//! drawn one by one.

use roxmltree::{Document, Node};
use simplecss::{DeclarationTokenizer, Rule};
use svgtypes::{
    Length, LengthUnit, PointsParser, SimplePathSegment, SimplifyingPathParser, Transform, ViewBox,
};
use usvg::{Group, Path, Tree};

use super::super::Problem;
use super::TOO_MUCH;
use super::look::{ODD_PART, WIDEST};

/// The points of the outline of a straight line with its round ends, and of the shortest curve.
const OF_A_LINE: f64 = 10.0;
const OF_A_CURVE: f64 = 40.0;
/// How far a curve or the width of a line goes with one point more.
const STEP: f64 = 5.0;
/// The widest line, in the units of its part.
const WIDEST_LINE: f64 = 10_000.0;
/// How many units wide a drawing is taken for when its points are counted as they are shown: a preview has fewer dots.
const SHOWN: f64 = 1_000.0;
/// The most points of a drawing as it is shown, and the most dashes.
const MOST_POINTS: f64 = 2_000_000.0;
const MOST_DASHES: f64 = 20_000.0;

/// The widest line that is asked for anywhere in a drawing; none where nothing in it has a line round it.
pub(super) fn widest(document: &Document<'_>, rules: &[Rule<'_>]) -> Result<Option<f64>, Problem> {
    let attributes = document.descendants().flat_map(|node| node.attributes());
    let own = attributes.clone().filter(|one| one.name() == "style");
    let own = own.flat_map(|style| DeclarationTokenizer::from(style.value()));
    let declared = rules.iter().flat_map(|rule| &rule.declarations).copied();
    let declared = own.chain(declared);
    let declared = declared.map(|style| (style.name, style.value, true));
    let attributes = attributes.map(|one| (one.name(), one.value(), false));
    let mut widest: Option<f64> = None;
    for (name, value, is_style) in attributes.chain(declared) {
        let width = match (name, value.trim().parse::<Length>()) {
            ("stroke", _) => 1.0,
            // What is no length says nothing.
            ("stroke-width", Ok(width)) => units(width).ok_or(ODD_PART)?,
            // No program writes it as a style, and it is not looked for there.
            ("transform", _) if is_style => return Err(ODD_PART),
            _ => continue,
        };
        widest = Some(widest.unwrap_or_default().max(width));
    }
    match widest {
        Some(width) if width > WIDEST_LINE => Err(ODD_PART),
        _ => Ok(widest),
    }
}

/// A length in the drawing's units; none where it depends on the letters or on what is around it.
fn units(length: Length) -> Option<f64> {
    let each = match length.unit {
        LengthUnit::None | LengthUnit::Px => 1.0,
        LengthUnit::In => 96.0,
        LengthUnit::Cm => 96.0 / 2.54,
        LengthUnit::Mm => 96.0 / 25.4,
        LengthUnit::Pt => 96.0 / 72.0,
        LengthUnit::Pc => 16.0,
        LengthUnit::Em | LengthUnit::Ex | LengthUnit::Percent => return None,
    };
    Some(length.number.abs() * each)
}

/// The longest side that a part with a picture of its own gives itself, such as a symbol that is shown.
pub(super) fn longest_side(document: &Document<'_>) -> f64 {
    let sides = document.descendants().flat_map(|node| {
        let sides = [node.attribute("width"), node.attribute("height")];
        sides.into_iter().flatten()
    });
    let sides = sides.filter_map(|side| units(side.trim().parse().ok()?));
    sides.fold(1.0, f64::max)
}

/// How many times larger than it is by itself a part is drawn. Lines are outlined as large as they are drawn.
pub(super) fn scale(node: Node<'_, '_>, longest_side: f64) -> f64 {
    let transforms = ["transform", "patternTransform", "gradientTransform"];
    let transforms = transforms
        .iter()
        .filter_map(|name| node.attribute(*name)?.parse().ok());
    let scales = transforms.map(|to: Transform| to.a.hypot(to.b).max(to.c.hypot(to.d)));
    let own = scales.fold(1.0, f64::max);
    let window = node
        .attribute("viewBox")
        .and_then(|window| window.parse().ok());
    let window = window.map_or(1.0, |window: ViewBox| longest_side / window.w.min(window.h));
    own * window.max(1.0)
}

/// The most points that the outline of a part may have, where its lines are as wide as the widest of the drawing.
pub(super) fn points(node: Node<'_, '_>, widest: f64) -> Result<usize, Problem> {
    let around = widest / STEP;
    let curves = |names: &[&str], many: f64| {
        let sides = names
            .iter()
            .filter_map(|name| node.attribute(*name)?.trim().parse().ok());
        // No part that is measured by what is around it is larger than the largest drawing.
        let sides = sides.map(|side: Length| units(side).unwrap_or(WIDEST.into()));
        let longest = sides.fold(0.0, f64::max);
        let each = OF_A_CURVE + longest / STEP + around;
        if longest <= WIDEST.into() {
            Ok(many * each)
        } else {
            Err(ODD_PART)
        }
    };
    let points = match node.tag_name().name() {
        "path" => of_path(node.attribute("d").unwrap_or_default(), around)?,
        "polyline" | "polygon" => {
            let corners = PointsParser::from(node.attribute("points").unwrap_or_default());
            corners.count() as f64 * OF_A_LINE
        }
        "rect" => curves(&["rx", "ry"], 4.0)?,
        "circle" | "ellipse" => curves(&["r", "rx", "ry"], 4.0)?,
        _ => 0.0,
    };
    Ok(points as usize)
}

fn of_path(path: &str, around: f64) -> Result<f64, Problem> {
    let mut points = 0.0;
    let mut last = (0.0, 0.0);
    // The renderer draws a path up to its first mistake.
    for segment in SimplifyingPathParser::from(path).map_while(Result::ok) {
        let (corners, each): (&[(f64, f64)], f64) = match segment {
            SimplePathSegment::MoveTo { x, y } | SimplePathSegment::LineTo { x, y } => {
                (&[(x, y)], OF_A_LINE)
            }
            SimplePathSegment::Quadratic { x1, y1, x, y } => {
                (&[(x1, y1), (x, y)], OF_A_CURVE + around)
            }
            SimplePathSegment::CurveTo {
                x1,
                y1,
                x2,
                y2,
                x,
                y,
            } => (&[(x1, y1), (x2, y2), (x, y)], OF_A_CURVE + around),
            SimplePathSegment::ClosePath => continue,
        };
        points += each;
        for corner in corners {
            if corner.0.abs().max(corner.1.abs()) > WIDEST.into() {
                return Err(ODD_PART);
            }
            if corners.len() > 1 {
                points += (corner.0 - last.0).hypot(corner.1 - last.1) / STEP;
            }
            last = *corner;
        }
    }
    Ok(points)
}

/// Refuses a drawing whose lines take too many points or dashes as they are shown.
pub(super) fn drawn(tree: &Tree) -> Result<(), Problem> {
    let mut drawn = Drawn {
        scale: SHOWN / f64::from(tree.size().width().max(tree.size().height())),
        points: 0.0,
        dashes: 0.0,
    };
    drawn.add(tree.root());
    let is_within = drawn.points <= MOST_POINTS && drawn.dashes <= MOST_DASHES;
    is_within.then_some(()).ok_or(TOO_MUCH)
}

struct Drawn {
    /// From the drawing's units to those that it is shown in.
    scale: f64,
    points: f64,
    dashes: f64,
}

impl Drawn {
    fn add(&mut self, group: &Group) {
        for node in group.children() {
            match node {
                usvg::Node::Group(group) => self.add(group),
                usvg::Node::Path(path) => self.add_path(path),
                usvg::Node::Image(_) | usvg::Node::Text(_) => {}
            }
            node.subroots(|group| self.add(group));
        }
    }

    fn add_path(&mut self, path: &Path) {
        let Some(stroke) = path.stroke() else { return };
        let (across, down) = path.abs_transform().get_scale();
        let scale = f64::from(across.max(down)) * self.scale;
        let width = f64::from(stroke.width().get());
        let mut length = 0.0;
        for (from, to) in path
            .data()
            .points()
            .iter()
            .zip(path.data().points().iter().skip(1))
        {
            length += f64::from(from.distance(*to));
        }
        let many = path.data().len() as f64;
        self.points += many * OF_A_LINE + (length + many * width) * scale / STEP;
        if let Some(dashes) = stroke.dasharray() {
            let pattern: f32 = dashes.iter().sum();
            self.dashes += length * dashes.len() as f64 / f64::from(pattern);
        }
    }
}

//! Drawings: an SVG read under limits, without anything from outside it, and written again as shapes alone.

use usvg::{ImageHrefResolver, Options, Tree, WriteOptions};

use super::{Prepared, Problem};

/// The largest drawing that is read: a school's logo has some tens of kilobytes.
const LARGEST: usize = 1 << 20;
/// The deepest nesting of a drawing's parts.
const DEEPEST: usize = 64;
/// The most parts, each counted as often as it is used.
const MOST_PARTS: u64 = 20_000;

/// Reads a drawing, or says why it is not one that can be printed.
pub(super) fn parse(bytes: &[u8]) -> Result<Tree, Problem> {
    if bytes.len() > LARGEST {
        return Err(Problem::TooLarge);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Problem::Damaged)?;
    look_over(text)?;
    let document = roxmltree::Document::parse(text).map_err(|_| Problem::Damaged)?;
    look_into(&document)?;
    let nothing = ImageHrefResolver {
        resolve_data: Box::new(|_, _, _| None),
        resolve_string: Box::new(|_, _| None),
    };
    let options = Options {
        resources_dir: None,
        image_href_resolver: nothing,
        ..Options::default()
    };
    Tree::from_xmltree(&document, &options).map_err(|_| Problem::Damaged)
}

/// The drawing written again: its shapes, and nothing of its titles, notes, names or links.
pub(super) fn prepare(bytes: &[u8]) -> Result<Prepared, Problem> {
    let written = parse(bytes)?.to_string(&WriteOptions::default());
    Ok(Prepared {
        extension: "svg",
        bytes: without_names(written).into_bytes(),
    })
}

/// The parts' names may say anything, so each is replaced by a number.
fn without_names(drawing: String) -> String {
    let names: Vec<String> = match roxmltree::Document::parse(&drawing) {
        Ok(document) => {
            let ids = document
                .descendants()
                .filter_map(|node| node.attribute("id"));
            ids.map(str::to_owned).collect()
        }
        Err(_) => Vec::new(),
    };
    names
        .iter()
        .enumerate()
        .fold(drawing, |drawing, (number, name)| {
            drawing
                .replace(&format!("id=\"{name}\""), &format!("id=\"part-{number}\""))
                .replace(&format!("#{name})"), &format!("#part-{number})"))
                .replace(&format!("#{name}\""), &format!("#part-{number}\""))
        })
}

/// What can be seen before the drawing is parsed: entities, and nesting that would exhaust a parser.
fn look_over(text: &str) -> Result<(), Problem> {
    if text.contains("<!DOCTYPE") || text.contains("<!ENTITY") {
        return Err(Problem::UnsafeDrawing(
            "the drawing defines abbreviations of its own, which is not safe to open",
        ));
    }
    let mut depth = 0_usize;
    for (at, _) in text.match_indices('<') {
        let rest = text.get(at + 1..).unwrap_or_default();
        let end = rest.find('>').unwrap_or(rest.len());
        let closed = rest.get(..end).is_some_and(|tag| tag.ends_with('/'));
        match rest.chars().next() {
            Some('/') => depth = depth.saturating_sub(1),
            Some('!' | '?') => {}
            _ if closed => {}
            _ => depth += 1,
        }
        if depth > DEEPEST {
            return Err(Problem::UnsafeDrawing(
                "the drawing is nested too deeply to open",
            ));
        }
    }
    Ok(())
}

/// What a drawing for print has no need of: scripts, pictures and addresses from elsewhere, letters, endless copies.
fn look_into(document: &roxmltree::Document<'_>) -> Result<(), Problem> {
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        let trouble = match node.tag_name().name() {
            "script" | "foreignObject" | "iframe" => "the drawing carries a program",
            "image" | "feImage" => "the drawing has another picture inside it",
            "filter" => "the drawing uses effects that cannot be printed",
            "text" | "tspan" | "textPath" => {
                "the drawing has letters in it that would be lost; turn them into shapes"
            }
            "style"
                if node
                    .text()
                    .is_some_and(|style| style.contains("@import") || style.contains("url(")) =>
            {
                "the drawing refers to something outside it"
            }
            _ => "",
        };
        if !trouble.is_empty() {
            return Err(Problem::UnsafeDrawing(trouble));
        }
        for attribute in node.attributes() {
            let outside = attribute.name() == "href" && !attribute.value().trim().starts_with('#');
            let link = node.tag_name().name() == "a" && attribute.name() == "href";
            let address = attribute.value().contains("url(")
                && !attribute.value().replace(['\'', '"'], "").contains("url(#");
            if (outside && !link) || address {
                return Err(Problem::UnsafeDrawing(
                    "the drawing refers to something outside it",
                ));
            }
        }
    }
    let root = document.root_element();
    let mut counted = Counter {
        document,
        budget: MOST_PARTS,
    };
    counted.count(root, 0)
}

/// Counts a drawing's parts as often as they are used: ten that each use ten others are a hundred.
struct Counter<'a, 'input> {
    document: &'a roxmltree::Document<'input>,
    budget: u64,
}

impl<'a, 'input> Counter<'a, 'input> {
    fn count(&mut self, node: roxmltree::Node<'a, 'input>, depth: usize) -> Result<(), Problem> {
        let too_much = Problem::UnsafeDrawing("the drawing has too many parts to open");
        self.budget = self.budget.checked_sub(1).ok_or(too_much.clone())?;
        if depth > DEEPEST {
            return Err(too_much);
        }
        // Whatever refers to another part draws that part again: copies, patterns, markers, masks.
        for attribute in node.attributes() {
            if let Some(id) = referred(attribute.value())
                && let Some(target) = self.by_id(id)
            {
                self.count(target, depth + 1)?;
            }
        }
        for child in node.children().filter(roxmltree::Node::is_element) {
            self.count(child, depth + 1)?;
        }
        Ok(())
    }

    fn by_id(&mut self, id: &str) -> Option<roxmltree::Node<'a, 'input>> {
        self.document
            .descendants()
            .find(|node| node.attribute("id") == Some(id))
    }
}

/// The name in `#name` or `url(#name)`.
fn referred(value: &str) -> Option<&str> {
    let value = value.trim();
    if let Some(id) = value.strip_prefix('#') {
        // A colour such as #f2a900 is no name of a part, and looking for one does no harm.
        return Some(id);
    }
    let start = value.find("url(#")?;
    let id = value.get(start + 5..)?;
    id.split([')', '\'', '"']).next()
}

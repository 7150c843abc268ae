//! Drawings: an SVG read by one parser under limits, and written again as shapes alone.

mod count;
mod look;
mod outline;

use std::collections::HashMap;

use roxmltree::{Document, ParsingOptions};
use usvg::{ImageHrefResolver, Indent, Options, Tree, WriteOptions};

use super::{Prepared, Problem};

/// A drawing that takes too long or too much room.
const TOO_MUCH: Problem = Problem::Drawing("the drawing is too complicated to print");
const TOO_DEEP: Problem = Problem::Drawing("the drawing is nested too deeply to open");
const DOCTYPE: Problem =
    Problem::Drawing("the drawing begins with a DOCTYPE, which is not safe to open");

/// The largest file of a drawing, and the largest that is written: shapes shrink to a quarter in a copy, which is to
/// stay under 400 kB.
const LARGEST_READ: usize = 2_000_000;
const LARGEST_WRITTEN: usize = 1_000_000;
/// What the parser takes more than its length in time for. A crest with every feather has a few thousand parts.
const MOST_NODES: u32 = 100_000;
const MOST_NAMESPACES: usize = 200;
const MOST_ATTRIBUTES: usize = 100_000;
/// The most attributes of one part: the parser holds each against all the others.
const MOST_TOGETHER: usize = 200;

/// The drawing written again: its shapes, and nothing of its titles, remarks, names or links.
pub(super) fn prepare(bytes: &[u8]) -> Result<Prepared, Problem> {
    let text = std::str::from_utf8(bytes).map_err(|_| Problem::Damaged)?;
    let document = parse(text.trim_start_matches('\u{feff}'))?;
    count::parts(&document)?;
    look::into(&document)?;
    let options = Options {
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    };
    let tree = Tree::from_xmltree(&document, &options).map_err(|_| Problem::Damaged)?;
    look::at(&tree)?;
    outline::drawn(&tree)?;
    let written = tree.to_string(&WriteOptions {
        indent: Indent::None,
        attributes_indent: Indent::None,
        // A logo is no wider than some hundreds of units: finer than this no printer draws.
        coordinates_precision: 5,
        ..WriteOptions::default()
    });
    if written.len() > LARGEST_WRITTEN {
        return Err(TOO_MUCH);
    }
    Ok(Prepared {
        extension: "svg",
        bytes: numbered(&written).into_bytes(),
        width: tree.size().width(),
        height: tree.size().height(),
        is_huge: false,
    })
}

/// Parses the text, unless there may be more in it than the parser should meet. What could be too much is counted as it
/// is spelt, wherever it stands: that counts too much rather than too little, and there is nothing to hide it behind.
fn parse(text: &str) -> Result<Document<'_>, Problem> {
    let equals = |text: &str| text.split('=').filter(|piece| !piece.is_empty()).count();
    // No attribute has a `<` in it, so what stands between two of them is never part of more than one tag.
    if text.len() > LARGEST_READ
        || text.matches("xmlns").count() > MOST_NAMESPACES
        || equals(text) > MOST_ATTRIBUTES
        || text.split('<').any(|tag| equals(tag) > MOST_TOGETHER)
    {
        return Err(TOO_MUCH);
    }
    let options = ParsingOptions {
        allow_dtd: false,
        nodes_limit: MOST_NODES,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::NodesLimitReached => TOO_MUCH,
        roxmltree::Error::DtdDetected => DOCTYPE,
        _ => Problem::Damaged,
    })
}

/// A drawing as it was written, with a number for the name of each part: names may say anything. The writer puts
/// quotation marks round values and nowhere else.
fn numbered(written: &str) -> String {
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let mut result = String::with_capacity(written.len());
    let mut pieces = written.split('"');
    while let (Some(before), value) = (pieces.next(), pieces.next()) {
        result.push_str(before);
        let Some(value) = value else { break };
        let (start, name, end) = if before.ends_with(" id=") {
            ("", Some(value), "")
        } else if before.ends_with("href=") {
            ("#", value.strip_prefix('#'), "")
        } else {
            let name = value.strip_prefix("url(#");
            ("url(#", name.and_then(|name| name.strip_suffix(')')), ")")
        };
        let value = match name {
            Some(name) => {
                let next = numbers.len();
                let number = numbers.entry(name).or_insert(next);
                format!("\"{start}p{number}{end}\"")
            }
            None => format!("\"{value}\""),
        };
        result.push_str(&value);
    }
    result
}

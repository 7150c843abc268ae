//! The names of a drawing's parts: they may say anything, so each becomes a number.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::Problem;

/// A drawing as it was written, with a number for the name of each part.
pub(super) fn numbered(drawing: &str) -> Result<String, Problem> {
    let document = roxmltree::Document::parse(drawing).map_err(|_| Problem::Damaged)?;
    let attributes = || document.descendants().flat_map(|node| node.attributes());
    let names = attributes().filter(|attribute| attribute.name() == "id");
    let numbers: BTreeMap<&str, String> = names
        .enumerate()
        .map(|(number, name)| (name.value(), format!("p{number}")))
        .collect();
    let mut changes: Vec<(Range<usize>, String)> = Vec::new();
    for attribute in attributes() {
        let value = attribute.value();
        let (before, name, after) = match attribute.name() {
            "id" => ("", value, ""),
            "href" => match value.strip_prefix('#') {
                Some(name) => ("#", name, ""),
                None => continue,
            },
            _ => match value
                .strip_prefix("url(#")
                .and_then(|rest| rest.strip_suffix(')'))
            {
                Some(name) => ("url(#", name, ")"),
                None => continue,
            },
        };
        let number = numbers.get(name).ok_or(Problem::Damaged)?;
        changes.push((attribute.range_value(), format!("{before}{number}{after}")));
    }
    changes.sort_by_key(|(range, _)| range.start);
    let mut result = String::with_capacity(drawing.len());
    let mut done = 0;
    for (range, value) in changes {
        result.push_str(drawing.get(done..range.start).ok_or(Problem::Damaged)?);
        result.push_str(&value);
        done = range.end;
    }
    result.push_str(drawing.get(done..).ok_or(Problem::Damaged)?);
    Ok(result)
}

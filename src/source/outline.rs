//! A line of a file as a teacher sees it (how far in it stands, whether it begins an item, its name), and what a name holds.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde_json::{Map, Value as Json};

use super::{schema, slip};

/// A line, as far as it can be told without its neighbours.
pub(super) struct Line<'t> {
    /// Where it begins in the file.
    pub start: usize,
    /// How many bytes of spaces it begins with.
    pub indent: usize,
    /// The column of its name: after the `- `, if it has one.
    pub column: usize,
    /// Whether it begins with `- `.
    pub dash: bool,
    /// The name that it begins with, if it does begin with one.
    pub name: Option<&'t str>,
    /// What stands between the name and the rest.
    pub sign: Sign,
    /// Whether nothing but a note stands after the name and its sign.
    pub alone: bool,
    /// Where its text ends in the file.
    pub end: usize,
    /// Its number, from 1.
    pub number: usize,
}

/// What stands after a line's first word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    Colon,
    Semicolon,
    /// Nothing, or a space and more words.
    Missing,
}

impl<'t> Line<'t> {
    /// A line that holds anything but a note; nothing of one that begins with a tab, which is told elsewhere.
    pub fn read(text: &'t str, start: usize, number: usize) -> Option<Line<'t>> {
        let indent = slip::indent(text);
        let space = text.get(..indent)?;
        let content = text.get(indent..)?.trim_end();
        if content.is_empty() || content.starts_with('#') || space.contains('\t') {
            return None;
        }
        let after_dash = content.strip_prefix("- ").map(str::trim_start);
        let named = after_dash.unwrap_or(content);
        let length = named
            .find(|sign: char| !(sign.is_ascii_lowercase() || sign == '_'))
            .unwrap_or(named.len());
        let (name, rest) = named.split_at_checked(length)?;
        let (sign, value) = sign_of(rest);
        let value = value.trim_start();
        let is_name = !name.is_empty() && sign.is_some();
        Some(Line {
            start,
            indent,
            column: indent + content.len() - named.len(),
            dash: after_dash.is_some(),
            name: is_name.then_some(name),
            sign: sign.unwrap_or(Sign::Missing),
            alone: value.is_empty() || value.starts_with('#'),
            end: start + indent + content.len(),
            number,
        })
    }
}

/// What stands after a name, and the rest of the line. A word that a colon follows further on is no name.
fn sign_of(rest: &str) -> (Option<Sign>, &str) {
    if let Some(value) = rest.trim_start_matches(' ').strip_prefix(':') {
        return (Some(Sign::Colon), value);
    }
    let spaced = |value: &str| value.is_empty() || value.starts_with(' ');
    if let Some(value) = rest.strip_prefix(';').filter(|value| spaced(value)) {
        return (Some(Sign::Semicolon), value);
    }
    if spaced(rest) && !rest.contains(": ") {
        return (Some(Sign::Missing), rest);
    }
    (None, rest)
}

/// What a name of the schema holds.
#[derive(Clone, Copy)]
pub(super) enum Holds<'a> {
    Group(&'a Map<String, Json>),
    List(&'a Json),
    Other,
}

impl<'a> Holds<'a> {
    pub fn of(schema: &'a Json, root: &'a Json) -> Holds<'a> {
        if let Some(fields) = fields(schema, root) {
            return Holds::Group(fields);
        }
        choices(schema, root)
            .find_map(|schema| schema.get("items"))
            .map_or(Holds::Other, Holds::List)
    }
}

/// Every name of a plan, and whether it holds a list wherever it stands.
static LISTS: LazyLock<BTreeMap<&str, bool>> = LazyLock::new(|| {
    let root = schema::plan().as_value();
    let mut lists = BTreeMap::new();
    let mut below = vec![root];
    while let Some(schema) = below.pop() {
        let fields = schema.get("properties").and_then(Json::as_object);
        for (name, field) in fields.into_iter().flatten() {
            let list = matches!(Holds::of(field, root), Holds::List(_));
            let always = lists.entry(name.as_str()).or_insert(list);
            *always = *always && list;
        }
        match schema {
            Json::Array(all) => below.extend(all),
            Json::Object(all) => below.extend(all.values()),
            _ => {}
        }
    }
    lists
});

/// Whether a name of a plan always holds a list.
pub(super) fn is_list(name: &str) -> bool {
    LISTS.get(name).copied().unwrap_or_default()
}

/// The names of each group of a plan.
static GROUPS: LazyLock<Vec<BTreeSet<&str>>> = LazyLock::new(|| {
    let mut groups = Vec::new();
    let mut below = vec![schema::plan().as_value()];
    while let Some(schema) = below.pop() {
        if let Some(fields) = schema.get("properties").and_then(Json::as_object) {
            groups.push(fields.keys().map(String::as_str).collect());
        }
        match schema {
            Json::Array(all) => below.extend(all),
            Json::Object(all) => below.extend(all.values()),
            _ => {}
        }
    }
    groups
});

/// Whether some group of a plan has both names.
pub(super) fn together(one: &str, other: &str) -> bool {
    GROUPS
        .iter()
        .any(|group| group.contains(one) && group.contains(other))
}

/// The fields of a group; none where it takes any name.
pub(super) fn fields<'a>(schema: &'a Json, root: &'a Json) -> Option<&'a Map<String, Json>> {
    choices(schema, root)
        .find_map(|schema| schema.get("properties"))
        .and_then(Json::as_object)
}

/// A schema, or the ones that it names or chooses from.
fn choices<'a>(schema: &'a Json, root: &'a Json) -> impl Iterator<Item = &'a Json> {
    let any = schema.get("anyOf").and_then(Json::as_array);
    let any = any
        .into_iter()
        .flatten()
        .map(|schema| resolved(schema, root));
    std::iter::once(resolved(schema, root)).chain(any)
}

fn resolved<'a>(schema: &'a Json, root: &'a Json) -> &'a Json {
    let schema = schema
        .get("allOf")
        .and_then(|all| all.get(0))
        .unwrap_or(schema);
    let target = schema.get("$ref").and_then(Json::as_str);
    target
        .and_then(|target| root.pointer(target.trim_start_matches('#')))
        .unwrap_or(schema)
}

//! One YAML file: its text, its values, and where each key and value stands.
//!
//! The text becomes a tree of nodes, each with its place (`tree`); the tree is held against the JSON Schema of the type
//! that is wanted (`shape`), which gives every problem at once and a value that fits; `serde` makes the type from that.

mod dashes;
mod dates;
mod decode;
mod deleted;
mod headings;
mod hints;
mod items;
mod lists;
mod mend;
mod moved;
mod notes;
mod other_words;
mod outline;
mod places;
mod prose;
mod quotes;
mod reading;
mod scalar;
mod schema;
mod shape;
mod signs;
mod slip;
mod steps;
mod syntax;
mod tree;
mod values;

pub(crate) use schema::has_name;
pub use schema::{plan_schema, school_schema};

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use schemars::Schema;
use serde::de::DeserializeOwned;

use crate::diagnostic::{Diagnostic, File, Place, Rule, value};
use crate::glossary::is_abbreviation;
use crate::plan::{Plan, SchoolFile, VERSION};
use reading::Reading;
use tree::Node;

/// The largest file that is read: 1 MiB. A plan has some tens of kilobytes.
pub const LARGEST: usize = 1 << 20;

/// A file that was read, with the place of each key and value in it.
#[derive(Clone, Debug)]
pub struct Source {
    file: Arc<File>,
    places: BTreeMap<String, Spans>,
}

/// Where one value stands, and its key.
#[derive(Clone, Debug)]
struct Spans {
    key: Range<usize>,
    value: Range<usize>,
    /// Where in the value the text that was read stands letter for letter: after a quotation mark, if it has one. Nothing
    /// where it is folded or escaped.
    text: Option<usize>,
}

impl Source {
    /// The file.
    pub fn file(&self) -> &Arc<File> {
        &self.file
    }

    /// Whether something stands at a plan path, such as `targets[2].success`.
    pub fn has(&self, path: &str) -> bool {
        self.places.contains_key(path)
    }

    /// The value at a plan path. For a path that is not there: the key of the nearest part of it that is.
    pub fn value(&self, path: &str) -> Place {
        match self.places.get(path) {
            Some(spans) => self.place(spans.value.clone()),
            None => self.nearest(path),
        }
    }

    /// The key at a plan path, or the first mark of a list's item. For a path that is not there: the key of the nearest
    /// part of it that is.
    pub fn key(&self, path: &str) -> Place {
        match self.places.get(path) {
            Some(spans) => self.place(spans.key.clone()),
            None => self.nearest(path),
        }
    }

    /// Some bytes of the text at a plan path; the whole value where its text in the file is folded or escaped.
    pub fn within(&self, path: &str, words: Range<usize>) -> Place {
        match self.places.get(path) {
            Some(Spans {
                value,
                text: Some(text),
                ..
            }) => {
                let start = value.start + text;
                let (from, to) = (start + words.start, start + words.end);
                self.place(from.min(value.end)..to.min(value.end))
            }
            _ => self.value(path),
        }
    }

    fn nearest(&self, path: &str) -> Place {
        let mut path = path;
        while let Some(end) = path.rfind(['.', '[']) {
            path = path.get(..end).unwrap_or_default();
            if let Some(spans) = self.places.get(path) {
                return self.place(spans.key.clone());
            }
        }
        self.place(0..0)
    }

    fn place(&self, bytes: Range<usize>) -> Place {
        Place::new(&self.file, bytes)
    }
}

/// Reads a plan from a file's bytes: what could be read of it, its places, and every problem of its form.
pub fn read_plan(name: &str, bytes: &[u8]) -> (Plan, Source, Vec<Diagnostic>) {
    let (plan, source, mut found): (Plan, _, _) = read(name, bytes, schema::plan());
    if found.is_empty() && !source.has("") {
        let empty = Diagnostic::new(Rule::WrongType, source.key(""), "", "the file is empty");
        found.push(empty.help("`sendplan new` writes a plan to fill in"));
    }
    if source.is_schools() {
        return (plan, source, schools(name, bytes));
    }
    found.extend(unsupported(plan.version, &source));
    (plan, source, found)
}

/// What is said of a file that is written for another version of the format.
fn unsupported(version: Option<u64>, source: &Source) -> Option<Diagnostic> {
    let version = version.filter(|version| *version != VERSION)?;
    let message = format!(
        "this file is written for version {} of the format, and this program reads version {VERSION}",
        value(version)
    );
    let at = source.value("version");
    let help = format!("write `version: {VERSION}`, or use a newer sendplan");
    Some(Diagnostic::new(Rule::UnsupportedVersion, at, "version", message).help(help))
}

/// What is said of a `school.yaml` in the place of a plan: that it is none, and what is wrong with it.
fn schools(name: &str, bytes: &[u8]) -> Vec<Diagnostic> {
    let (_, source, mut found) = read_school(name, bytes);
    let message = "this is the school's file, not a plan";
    let help = "check the plans beside it: it is read, and checked, with each of them";
    found.push(Diagnostic::new(Rule::WrongType, source.place(0..0), "", message).help(help));
    found
}

/// Reads a `school.yaml` from its bytes, as [`read_plan`] does a plan.
pub fn read_school(name: &str, bytes: &[u8]) -> (SchoolFile, Source, Vec<Diagnostic>) {
    let (school, source, mut found): (SchoolFile, _, _) = read(name, bytes, schema::school());
    found.extend(unsupported(school.version, &source));
    for (name, wanted) in &school.checks {
        let path = format!("checks.{name}");
        let said = value(format!("`{name}`"));
        let (rule, place, message, help) = match name.parse::<Rule>() {
            Ok(rule) if rule.is_fixed() && rule.severity() != *wanted => (
                Rule::UnknownValue,
                source.value(&path),
                format!("the check {said} cannot be changed: without it no copy could be made"),
                "take this line out".to_owned(),
            ),
            Ok(_) => continue,
            Err(_) => (
                Rule::UnknownField,
                source.key(&path),
                format!("there is no check called {said}"),
                match Rule::nearest(name) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "`sendplan explain --all` lists the rules".to_owned(),
                },
            ),
        };
        found.push(Diagnostic::new(rule, place, &path, message).help(help));
    }
    for short in school.glossary.keys() {
        if !is_abbreviation(short) {
            let path = format!("glossary.{short}");
            let message = format!(
                "“{}” in the glossary is no abbreviation",
                short.escape_debug()
            );
            let help = "write a word with a letter or a digit in it before the colon, such as `LSB: Learning Support Base`, or remove the line";
            found.push(
                Diagnostic::new(Rule::UnknownField, source.key(&path), &path, message).help(help),
            );
        }
    }
    (school, source, found)
}

fn read<T: DeserializeOwned + Default>(
    name: &str,
    bytes: &[u8],
    schema: &Schema,
) -> (T, Source, Vec<Diagnostic>) {
    let name = name.to_owned();
    let text = match decode::text(bytes) {
        Ok(text) => text,
        Err(trouble) => {
            let text = String::new();
            let source = Source::new(File::new(name, text));
            let found = Diagnostic::new(trouble.rule, source.place(0..0), "", trouble.message);
            return (T::default(), source, vec![found.help(trouble.help)]);
        }
    };
    let mut source = Source::new(File::new(name, text));
    let file = Arc::clone(&source.file);
    let reading = Reading::of(&file, schema);
    let mut found = reading.found;
    let Some(tree) = reading.tree else {
        return (T::default(), source, found);
    };
    source.remember(&tree, String::new(), 0..0);
    let value = reading.value;
    // The value was made to fit the schema, so this cannot fail; if the two ever differ, that is said, not hidden.
    let typed = serde_yaml::from_value(value).unwrap_or_else(|why| {
        let message = format!(
            "the file could not be read: {}",
            crate::diagnostic::value(why)
        );
        found.push(Diagnostic::new(
            Rule::WrongType,
            source.place(0..0),
            "",
            message,
        ));
        T::default()
    });
    (typed, source, found)
}

impl Source {
    fn new(file: File) -> Source {
        Source {
            file: Arc::new(file),
            places: BTreeMap::new(),
        }
    }

    /// Whether this is a `school.yaml`: it has parts of one, and none that only a plan has.
    fn is_schools(&self) -> bool {
        let names = || self.places.keys().filter(|path| !path.contains(['.', '[']));
        let known = |name: &String| {
            schema::school()
                .as_value()
                .pointer(&format!("/properties/{name}"))
                .is_some()
        };
        names().all(|name| name.is_empty() || known(name))
            && names().any(|name| !name.is_empty() && name != "version")
    }

    fn remember(&mut self, node: &Node, path: String, key: Range<usize>) {
        match &node.kind {
            tree::Kind::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    let first = item.span.start..item.span.end.min(item.span.start + 1);
                    self.remember(item, format!("{path}[{index}]"), first);
                }
            }
            tree::Kind::Map(entries) => {
                for entry in entries {
                    self.remember(
                        &entry.value,
                        join(&path, &entry.key),
                        entry.key_span.clone(),
                    );
                }
            }
            tree::Kind::Text(_) => {}
        }
        let text = match &node.kind {
            tree::Kind::Text(text) => {
                let typed = self.file.text.get(node.span.clone()).unwrap_or_default();
                let quoted = typed.get(1..typed.len().max(1) - 1);
                let as_read = |typed: Option<&str>| {
                    typed.is_some_and(|typed| typed.replace('\t', " ") == text.text)
                };
                let quotes = typed.starts_with(['"', '\'']) && as_read(quoted);
                quotes.then_some(1).or(as_read(Some(typed)).then_some(0))
            }
            _ => None,
        };
        let value = node.span.clone();
        // The first of two keys of one name is the one that was read.
        self.places
            .entry(path)
            .or_insert(Spans { key, value, text });
    }
}

/// A key below a path.
fn join(path: &str, key: &str) -> String {
    if path.is_empty() {
        key.to_owned()
    } else {
        format!("{path}.{key}")
    }
}

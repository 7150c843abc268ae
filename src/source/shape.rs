//! Holds a tree against a schema: every problem of its shape at once, and a value that fits.
//!
//! Words of the plan stand in “curly quotes” in messages or are marked as values, and names of fields stand in `backticks`,
//! so that a report can leave the plan's words out.

use std::sync::Arc;

use schemars::Schema;
use serde_json::Value as Json;
use serde_yaml::{Mapping, Value};

use super::dashes::BULLETS;
use super::dates::DateKind;
use super::hints;
use super::join;
use super::old::{Told, problem, value};
use super::schema::school;
use super::tree::{Entry, Kind, Node};
use crate::diagnostic::{Diagnostic, File, Place, Rule};

/// The value that fits, and what did not.
pub(super) fn hold(tree: &Node, schema: &Schema, file: &Arc<File>) -> (Value, Vec<Diagnostic>) {
    let mut walk = Walk {
        root: schema.as_value(),
        of_a_school: std::ptr::eq(schema, school()),
        file,
        found: Vec::new(),
    };
    let value = match (&tree.kind, walk.want(walk.root)) {
        (Kind::Map(entries), Want::Group(fields)) => walk.group(entries, &fields, "", tree),
        (kind, _) => {
            let nothing = matches!(kind, Kind::Text(text) if text.is_nothing());
            let (message, help) = hints::for_no_group(nothing, walk.of_a_school);
            walk.say(Rule::WrongType, tree, "", message, help);
            Value::Null
        }
    };
    let value = if value.is_null() {
        Value::Mapping(Mapping::new())
    } else {
        value
    };
    (value, walk.found)
}

pub(super) struct Walk<'a> {
    root: &'a Json,
    of_a_school: bool,
    pub(super) file: &'a Arc<File>,
    found: Vec<Diagnostic>,
}

/// What a schema wants.
pub(super) enum Want<'a> {
    Group(Fields<'a>),
    List(&'a Json),
    /// One text, or a list of texts.
    OneOrMany,
    Text,
    OneOf(Vec<&'a str>),
    Date(DateKind),
    Whole(&'a Json),
    Number(&'a Json),
    YesOrNo,
}

/// The fields of a group: the known ones, or any name at all.
pub(super) struct Fields<'a> {
    known: Vec<(&'a str, &'a Json)>,
    others: Option<&'a Json>,
}

impl<'a> Walk<'a> {
    pub(super) fn want(&self, schema: &'a Json) -> Want<'a> {
        let schema = self.resolve(schema);
        if let Some(choices) = schema.get("anyOf").and_then(Json::as_array) {
            let mut kinds = choices.iter().filter(|choice| choice["type"] != "null");
            return match (kinds.next(), kinds.next()) {
                (Some(only), None) => self.want(only),
                _ => Want::OneOrMany,
            };
        }
        // Words that are each explained in the schema.
        if let Some(words) = schema.get("oneOf").and_then(Json::as_array) {
            let words = words.iter().filter_map(|word| word["const"].as_str());
            return Want::OneOf(words.collect());
        }
        if let Some(words) = schema.get("enum").and_then(Json::as_array) {
            return Want::OneOf(words.iter().filter_map(Json::as_str).collect());
        }
        let kind = match &schema["type"] {
            Json::Array(kinds) => kinds.first().and_then(Json::as_str),
            kind => kind.as_str(),
        };
        match kind {
            Some("object") => {
                let known = schema.get("properties").and_then(Json::as_object);
                let known = known
                    .into_iter()
                    .flatten()
                    .map(|(key, field)| (key.as_str(), field));
                let others = schema
                    .get("additionalProperties")
                    .filter(|others| others.is_object());
                Want::Group(Fields {
                    known: known.collect(),
                    others,
                })
            }
            Some("array") => Want::List(&schema["items"]),
            Some("integer") => Want::Whole(schema),
            Some("number") => Want::Number(schema),
            Some("boolean") => Want::YesOrNo,
            _ => match schema["format"].as_str().and_then(DateKind::of) {
                Some(kind) => Want::Date(kind),
                None => Want::Text,
            },
        }
    }

    fn resolve(&self, schema: &'a Json) -> &'a Json {
        // Draft 7 wraps a reference that has a description beside it.
        let wrapped = schema.get("allOf").and_then(|all| all.get(0));
        let schema = wrapped.unwrap_or(schema);
        let target = schema.get("$ref").and_then(Json::as_str);
        let pointer = target.map(|target| target.trim_start_matches('#'));
        pointer
            .and_then(|pointer| self.root.pointer(pointer))
            .unwrap_or(schema)
    }

    fn group(&mut self, entries: &[Entry], fields: &Fields<'a>, path: &str, node: &Node) -> Value {
        if let Some(first) = hints::strange_target(entries, &fields.known, path) {
            let at = self.place(first.key_span.clone());
            let (message, help) = hints::STRANGE_TARGET;
            let found = problem(Rule::WrongType, at, path, message);
            self.found.push(found.told(help));
            return Value::Mapping(Mapping::new());
        }
        let in_braces = self.text_of(node).starts_with('{');
        let mut group = Mapping::new();
        for entry in entries {
            let below = join(path, &entry.key);
            let known = fields.known.iter().find(|(key, _)| *key == entry.key);
            let field = known.map(|(_, field)| *field).or(fields.others);
            let nothing = matches!(&entry.value.kind, Kind::Text(text) if text.is_nothing());
            match field {
                None if in_braces && nothing => {
                    let message = "the comma inside { } has split a text in two";
                    let help =
                        "write each name with its text on a line of its own, without the brackets";
                    let at = entry.key_span.clone();
                    self.say_at(Rule::CommaInBraces, at, path, message, help);
                }
                None => self.unknown(entry, fields, path),
                Some(_) if nothing => {}
                Some(field) => {
                    // A name that the format does not know is the file's own word.
                    let key = match known {
                        Some(_) => entry.key.clone(),
                        None => value(&entry.key),
                    };
                    if let Some(value) = self.value(&entry.value, field, &below, &key) {
                        group.insert(Value::String(entry.key.clone()), value);
                    }
                }
            }
        }
        Value::Mapping(group)
    }

    fn unknown(&mut self, entry: &Entry, fields: &Fields<'a>, path: &str) {
        let known: Vec<&str> = fields.known.iter().map(|(key, _)| *key).collect();
        let help = hints::for_unknown(&entry.key, &known, path, self.root);
        let whose = match path {
            "" if self.of_a_school => "the school's file".to_owned(),
            "" => "a plan".to_owned(),
            _ => format!("`{}`", hints::named(path)),
        };
        let shown = hints::field(&entry.key);
        let message = format!("{whose} has no field called {shown}");
        let at = self.place(entry.key_span.clone());
        let found = problem(Rule::UnknownField, at, &join(path, &entry.key), message);
        self.found.push(found.told(help));
    }

    pub(super) fn value(
        &mut self,
        node: &Node,
        schema: &'a Json,
        path: &str,
        key: &str,
    ) -> Option<Value> {
        match (self.want(schema), &node.kind) {
            (Want::Group(fields), Kind::Map(entries)) => {
                Some(self.group(entries, &fields, path, node))
            }
            (Want::Group(_), Kind::List(_)) => {
                let message = format!("`{key}` has fields of its own and is no list");
                self.say(
                    Rule::WrongType,
                    node,
                    path,
                    &message,
                    "leave out the `- ` before its fields",
                );
                None
            }
            (Want::Group(fields), _) => {
                let names: Vec<&str> = fields.known.iter().map(|(key, _)| *key).collect();
                let first = names.first().copied().unwrap_or_default();
                let others = match names.get(1..).unwrap_or_default() {
                    [] => String::new(),
                    [one] => format!(", and `{one}: ` below it"),
                    [one, ..] => format!(", and `{one}: ` and the others below it"),
                };
                let whose = if path.ends_with(']') {
                    format!("an item of `{key}`")
                } else {
                    format!("`{key}`")
                };
                let message = format!("{whose} takes several fields, each on a line of its own");
                let help = if path.ends_with(']') {
                    format!("write `{first}: ` before this text{others}")
                } else {
                    format!(
                        "put this text on the next line, two spaces further in, with `{first}: ` before it{others}"
                    )
                };
                self.say(Rule::WrongType, node, path, &message, &help);
                None
            }
            (Want::List(item), Kind::List(items)) => self.list(items, item, path, key, node),
            (Want::OneOrMany, Kind::List(items)) => {
                let texts = items.iter().enumerate();
                let texts = texts.map(|(index, item)| {
                    let text = self.text(item, &format!("{path}[{index}]"), key);
                    text.unwrap_or_default()
                });
                Some(Value::Sequence(texts.map(Value::String).collect()))
            }
            (Want::List(_), kind) => {
                let dashed =
                    matches!(kind, Kind::Text(text) if text.plain && text.text.starts_with('-'));
                let bullets = matches!(kind, Kind::Text(text) if text.plain && text.text.starts_with(|sign| BULLETS.contains(sign)));
                let help = if dashed {
                    "write a space after each `-`"
                } else if bullets {
                    "write `- `, a hyphen and a space, in place of each of these signs"
                } else if matches!(kind, Kind::Map(_)) {
                    "put `- ` before the first line of each item"
                } else {
                    "put each item on a line of its own with `- ` before it"
                };
                self.say(
                    Rule::WrongType,
                    node,
                    path,
                    &format!("`{key}` takes a list"),
                    help,
                );
                None
            }
            (want, Kind::Text(text)) => self.scalar(want, text, node, path, key),
            (Want::Text | Want::OneOrMany, _) => self.no_text(node, path, key).map(Value::String),
            _ => {
                let message = format!("`{key}` takes one value, not several");
                self.say(
                    Rule::WrongType,
                    node,
                    path,
                    &message,
                    "write one, on the same line",
                );
                None
            }
        }
    }

    pub(super) fn say(&mut self, rule: Rule, node: &Node, path: &str, message: &str, help: &str) {
        self.say_at(rule, node.span.clone(), path, message, help);
    }

    pub(super) fn say_at(
        &mut self,
        rule: Rule,
        bytes: std::ops::Range<usize>,
        path: &str,
        message: &str,
        help: &str,
    ) {
        let at = self.place(bytes);
        self.found.push(problem(rule, at, path, message).told(help));
    }

    fn place(&self, bytes: std::ops::Range<usize>) -> Place {
        Place::new(self.file, bytes)
    }

    pub(super) fn text_of(&self, node: &Node) -> &str {
        self.file.text.get(node.span.clone()).unwrap_or_default()
    }
}

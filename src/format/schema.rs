//! The JSON Schemas of a plan and of `school.yaml`, for editors and as the source of the tree of fields.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde_json::{Value, json};

use super::dates::DateKind;
use super::field::{Bounds, Field, Kind, New, Next};
use crate::path::Path;
use crate::plan::{Plan, SchoolFile};

/// Returns the schema of a type, in draft 7, which editors' YAML plugins support best.
fn of<T: JsonSchema>() -> Schema {
    let settings = SchemaSettings::draft07();
    settings.into_generator().into_root_schema_for::<T>()
}

/// Returns the JSON Schema (draft-07) of a plan, for editors.
pub fn plan_schema() -> Value {
    titled(
        &of::<Plan>(),
        "A SEND Support Plan for one child and one cycle",
    )
}

/// Returns the JSON Schema (draft-07) of `school.yaml`, for editors.
pub fn school_schema() -> Value {
    titled(
        &of::<SchoolFile>(),
        "The school's details and settings for every plan in the folders below",
    )
}

fn titled(schema: &Schema, title: &str) -> Value {
    let mut value = schema.as_value().clone();
    if let Some(fields) = value.as_object_mut() {
        fields.insert("title".to_owned(), json!(title));
    }
    allow_empty(&mut value);
    value
}

/// Allows lists and the texts in them to be empty, as `check` does for values still to be filled in, so that editors do
/// not report them.
fn allow_empty(schema: &mut Value) {
    let items = schema.get_mut("items");
    if let Some(text) = items.filter(|items| items["type"] == "string") {
        text["type"] = json!(["string", "null"]);
    }
    if let Some(kind) = schema.get_mut("type").filter(|kind| **kind == "array") {
        *kind = json!(["array", "null"]);
    }
    if let Some(choices) = schema.get_mut("anyOf").and_then(Value::as_array_mut)
        && choices.iter().all(|choice| choice["type"] != "null")
    {
        choices.push(json!({"type": "null"}));
    }
    match schema {
        Value::Array(below) => below.iter_mut().for_each(allow_empty),
        Value::Object(below) => below.values_mut().for_each(allow_empty),
        _ => {}
    }
}

static PLAN: LazyLock<Kind> = LazyLock::new(kind::<Plan>);
static SCHOOL: LazyLock<Kind> = LazyLock::new(kind::<SchoolFile>);

/// Returns the fields of a plan.
pub fn plan() -> &'static Kind {
    &PLAN
}

/// Returns the fields of a `school.yaml`.
pub fn school() -> &'static Kind {
    &SCHOOL
}

static NAMES: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    let mut names = BTreeSet::new();
    for format in [plan(), school()] {
        format.walk(&Path::root(), &mut |_, field| {
            names.insert(field.name.as_str());
        });
    }
    names
});

/// Whether a plan or a `school.yaml` has a field with this name.
pub fn is_name(name: &str) -> bool {
    NAMES.contains(name)
}

/// Returns the fields of a type, from its schema.
pub(crate) fn kind<T: JsonSchema>() -> Kind {
    let schema = of::<T>();
    read(schema.as_value(), schema.as_value())
}

fn read(schema: &Value, root: &Value) -> Kind {
    let schema = resolved(schema, root);
    if let Some(choices) = schema.get("anyOf").and_then(Value::as_array) {
        let mut kinds = choices.iter().filter(|choice| choice["type"] != "null");
        return match (kinds.next(), kinds.next()) {
            (Some(only), None) => read(only, root),
            _ => Kind::Texts,
        };
    }
    // The words of a choice, each with an explanation or not.
    let explained = schema.get("oneOf").and_then(Value::as_array);
    let words = schema.get("enum").and_then(Value::as_array);
    if explained.is_some() || words.is_some() {
        let explained = explained.into_iter().flatten().map(|word| &word["const"]);
        let words = explained.chain(words.into_iter().flatten());
        return Kind::Choice(words.filter_map(Value::as_str).map(str::to_owned).collect());
    }
    let kind = match &schema["type"] {
        Value::Array(kinds) => kinds.first().and_then(Value::as_str),
        kind => kind.as_str(),
    };
    let bound = |name: &str| schema.get(name).and_then(Value::as_f64);
    match kind {
        Some("object") => match schema
            .get("additionalProperties")
            .filter(|any| any.is_object())
        {
            Some(any) => Kind::Names(Box::new(read(any, root))),
            None => {
                let fields = schema.get("properties").and_then(Value::as_object);
                let fields = fields.into_iter().flatten();
                Kind::Group(
                    fields
                        .map(|(name, schema)| field(name, schema, root))
                        .collect(),
                )
            }
        },
        Some("array") => Kind::List(Box::new(read(&schema["items"], root))),
        Some(number @ ("integer" | "number")) => Kind::Number(Bounds {
            whole: number == "integer",
            least: bound("minimum"),
            above: bound("exclusiveMinimum"),
        }),
        Some("boolean") => Kind::YesNo,
        _ => match schema["format"].as_str().and_then(DateKind::of) {
            Some(kind) => Kind::Date(kind),
            None => Kind::Text,
        },
    }
}

fn field(name: &str, schema: &Value, root: &Value) -> Field {
    field_of(name, read(schema, root), schema)
}

/// Creates a field of this type, with the annotations of its schema.
fn field_of(name: &str, mut kind: Kind, schema: &Value) -> Field {
    let word = |key: &str| schema[key].as_str().unwrap_or_default();
    let all = schema.get("examples").and_then(|all| all.get(0));
    let all = all.unwrap_or(&Value::Null);
    let example = item(all);
    let inside = match &mut kind {
        Kind::List(item) => item,
        kind => kind,
    };
    if let Kind::Group(fields) = inside {
        for field in fields {
            // The example of a whole group takes precedence over those of its fields, which other groups may share.
            let inner = &example[&field.name];
            field.example = as_text(item(inner)).or(field.example.take());
        }
    }
    // Dates and numbers share a line, so the example is all of them.
    let example = match &kind {
        Kind::List(item) if matches!(**item, Kind::Date(_) | Kind::Number(_)) => several(all),
        _ => as_text(example),
    };
    Field {
        name: name.to_owned(),
        label: schema["x-label"]
            .as_str()
            .map_or_else(|| in_words(name), str::to_owned),
        kind,
        readers: word("x-copies").to_owned(),
        help: word("description").replace('\n', " "),
        example,
        note: schema["x-note"].as_str().map(str::to_owned),
        new: match word("x-new") {
            "given" => New::Given,
            "offered" => New::Offered,
            "left out" => New::LeftOut,
            _ => New::Asked,
        },
        next: match word("x-next") {
            "carried" => Some(Next::Carried),
            "carried in the year" => Some(Next::CarriedInTheYear),
            "asked" => Some(Next::Asked),
            "begun" => Some(Next::Begun),
            "left out" => Some(Next::LeftOut),
            _ => None,
        },
    }
}

/// Returns an example, or its first item if it is a list.
fn item(example: &Value) -> &Value {
    example.get(0).unwrap_or(example)
}

/// Returns several values as a plan writes them on one line.
fn several(example: &Value) -> Option<String> {
    let Some(values) = example.as_array() else {
        return as_text(example);
    };
    let values: Option<Vec<String>> = values.iter().map(as_text).collect();
    Some(values?.join(", "))
}

/// Returns an example as a plan writes it on one line.
fn as_text(example: &Value) -> Option<String> {
    match example {
        Value::Null | Value::Array(_) => None,
        Value::Object(names) => {
            let (name, value) = names.iter().next()?;
            Some(format!("{name}: {}", as_text(value)?))
        }
        Value::String(text) => Some(text.clone()),
        value => Some(value.to_string()),
    }
}

/// Returns a field name as words: `date_of_birth` is "Date of birth".
fn in_words(name: &str) -> String {
    let words = name.replace('_', " ");
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

fn resolved<'a>(schema: &'a Value, root: &'a Value) -> &'a Value {
    // Draft 7 wraps a reference that has a description beside it.
    let wrapped = schema.get("allOf").and_then(|all| all.get(0));
    let schema = wrapped.unwrap_or(schema);
    let target = schema.get("$ref").and_then(Value::as_str);
    let pointer = target.map(|target| target.trim_start_matches('#'));
    pointer
        .and_then(|pointer| root.pointer(pointer))
        .unwrap_or(schema)
}

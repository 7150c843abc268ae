//! The JSON Schemas of a plan and of `school.yaml`: for editors, and what a file is held against.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use schemars::Schema;
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use crate::plan::{Plan, SchoolFile};

static PLAN: LazyLock<Schema> = LazyLock::new(made::<Plan>);
static SCHOOL: LazyLock<Schema> = LazyLock::new(made::<SchoolFile>);

fn made<T: schemars::JsonSchema>() -> Schema {
    // Draft 7 is what editors' YAML helpers know best.
    SchemaSettings::draft07()
        .into_generator()
        .into_root_schema_for::<T>()
}

/// Every name that a field of a plan or of `school.yaml` has.
static NAMES: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let mut names = BTreeSet::new();
    for schema in [plan(), school()] {
        collect(schema.as_value(), &mut names);
    }
    names
});

fn collect(schema: &Value, names: &mut BTreeSet<String>) {
    let fields = schema.get("properties").and_then(Value::as_object);
    names.extend(fields.into_iter().flatten().map(|(name, _)| name.clone()));
    match schema {
        Value::Array(below) => below.iter().for_each(|below| collect(below, names)),
        Value::Object(below) => below.values().for_each(|below| collect(below, names)),
        _ => {}
    }
}

/// Whether a field of a plan or of `school.yaml` has this name.
pub(crate) fn has_name(name: &str) -> bool {
    NAMES.contains(name)
}

pub(super) fn plan() -> &'static Schema {
    &PLAN
}

pub(super) fn school() -> &'static Schema {
    &SCHOOL
}

/// The JSON Schema (draft-07) of a plan, for editors.
pub fn plan_schema() -> Value {
    titled(&PLAN, "A SEND Support Plan for one child and one cycle")
}

/// The JSON Schema (draft-07) of `school.yaml`, for editors.
pub fn school_schema() -> Value {
    titled(
        &SCHOOL,
        "The school's details and settings for every plan in the folders below",
    )
}

fn titled(schema: &Schema, title: &str) -> Value {
    let mut value = schema.as_value().clone();
    if let Some(fields) = value.as_object_mut() {
        fields.insert("title".to_owned(), json!(title));
    }
    may_be_empty(&mut value);
    value
}

/// Lets lists, and the texts in them, be left empty, as other fields may: a `-` with nothing behind it is still to be filled
/// in, and an editor must not mark what `check` takes.
fn may_be_empty(schema: &mut Value) {
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
        Value::Array(below) => below.iter_mut().for_each(may_be_empty),
        Value::Object(below) => below.values_mut().for_each(may_be_empty),
        _ => {}
    }
}

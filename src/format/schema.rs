//! The JSON Schemas of a plan and of `school.yaml`, for editors.

use schemars::Schema;
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use crate::plan::{Plan, SchoolFile};

/// The schema of a type. Draft 7 is what editors' YAML helpers know best.
pub(super) fn of<T: schemars::JsonSchema>() -> Schema {
    let settings = SchemaSettings::draft07();
    settings.into_generator().into_root_schema_for::<T>()
}

/// The JSON Schema (draft-07) of a plan, for editors.
pub fn plan_schema() -> Value {
    titled(
        &of::<Plan>(),
        "A SEND Support Plan for one child and one cycle",
    )
}

/// The JSON Schema (draft-07) of `school.yaml`, for editors.
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

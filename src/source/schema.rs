//! The JSON Schemas of a plan and of `school.yaml`: for editors, and what a file is held against.

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
    value
}

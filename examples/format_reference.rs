//! Prints the reference of the plan format for README.md, made from the schema and the template.
//!
//! `cargo run --example format_reference`

use sendplan::check::Template;
use sendplan::format::plan_schema;
use serde_json::Value;

fn main() {
    print!("{}", reference());
}

/// A table for each part of a plan: its keys, what belongs there, and who sees it.
pub fn reference() -> String {
    let schema = plan_schema();
    let required: Vec<String> = Template::islington()
        .required
        .iter()
        .map(|required| required.key.replace("[]", ""))
        .collect();
    let mut text =
        String::from("| key | what belongs there | needed | seen by |\n|---|---|---|---|\n");
    rows(&schema, &schema, "", &required, &mut text);
    text
}

fn rows(schema: &Value, root: &Value, path: &str, required: &[String], text: &mut String) {
    let target = schema.get("$ref").and_then(Value::as_str);
    if let Some(target) = target.and_then(|target| root.pointer(target.trim_start_matches('#'))) {
        return rows(target, root, path, required, text);
    }
    let inner = ["allOf", "anyOf"]
        .iter()
        .find_map(|key| schema.get(key)?.get(0));
    if let Some(inner) = inner.or(schema.get("items")) {
        return rows(inner, root, path, required, text);
    }
    for (key, field) in schema
        .get("properties")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
    {
        let below = if path.is_empty() {
            key.clone()
        } else {
            format!("{path}.{key}")
        };
        let what = field
            .get("description")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .replace('\n', " ");
        let needed = if required.contains(&below) { "yes" } else { "" };
        let copies = field
            .get("x-copies")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let readers: Vec<&str> = copies.chars().map(reader).collect();
        text.push_str(&format!(
            "| `{below}` | {what}{} | {needed} | {} |\n",
            words(field, root),
            readers.join(", ")
        ));
        rows(field, root, &below, required, text);
    }
}

fn reader(letter: char) -> &'static str {
    match letter {
        'P' => "parent",
        'C' => "child",
        _ => "staff",
    }
}

/// The words that a field can have, if it chooses from some.
fn words(field: &Value, root: &Value) -> String {
    let target = field.to_string();
    let definition = target
        .split("#/definitions/")
        .nth(1)
        .and_then(|rest| rest.split('"').next());
    let choices = definition.and_then(|name| root.pointer(&format!("/definitions/{name}/enum")));
    let choices: Vec<&str> = choices
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    if choices.is_empty() {
        String::new()
    } else {
        format!(" One of: {}.", choices.join(", "))
    }
}

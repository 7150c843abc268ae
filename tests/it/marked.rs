//! Plans by chance, in which every text holds a mark of its own: what a document holds can then be told text by text.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::select;
use sendplan::plan::Plan;
use serde_json::{Map, Value, json};

/// A text of a plan.
#[derive(Clone, Debug)]
pub struct Text {
    /// Its path without the numbers of list items, such as `targets.target`.
    pub path: String,
    /// Which item of the outermost list it belongs to.
    pub item: usize,
    /// The copies that its key says may show it, such as `PS`.
    pub copies: String,
}

/// A plan with its texts, by the number of their mark.
#[derive(Clone, Debug)]
pub struct Marked {
    pub plan: Value,
    pub texts: Vec<Text>,
}

/// What stands around a mark: many scripts, signs that mean something to a typesetter, several lines, nothing.
const AROUND: &[&str] = &[
    "@",
    "The @ of a sentence that goes on for a while, as sentences do when teachers are in a hurry.",
    "# @ *b* _i_ $x$ [y] <z> @ref \\u #panic() `code` ~ // /* %",
    "First @ line\nsecond line\n\nanother paragraph",
    "Ελληνικά @ λέξη",
    "Слово @ слово",
    "كلمة @ كلمة 12",
    "اردو ٹیکسٹ @ لفظ",
    "বাংলা শব্দ @",
    "हिन्दी शब्द @",
    "ਪੰਜਾਬੀ ਸ਼ਬਦ @",
    "ગુજરાતી શબ્દ @",
    "தமிழ் சொல் @",
    "አማርኛ ቃል @",
    "Tiếng Việt @ chữ",
    "Yorùbá ọ̀rọ̀ @",
    "Cymraeg ŵ ŷ @",
    "Łódź @ ğüşiöç ñ ß æ",
];

/// Any plan: each key there or not, each list empty or not.
pub fn plans() -> impl Strategy<Value = Marked> {
    let schema = schemars::schema_for!(Plan);
    let root = schema.as_value().clone();
    any_of(&root, &root).prop_map(move |mut plan| {
        let mut texts = Vec::new();
        mark(&mut plan, &root, &root, "", 0, "", &mut texts);
        Marked { plan, texts }
    })
}

/// The schema that a schema stands for: another of its definitions, or what it is where it is not left out.
fn resolved<'a>(schema: &'a Value, root: &'a Value) -> &'a Value {
    if let Some(target) = schema.get("$ref").and_then(Value::as_str) {
        let target = root.pointer(target.trim_start_matches('#'));
        return resolved(target.expect("a definition"), root);
    }
    match schema.get("anyOf") {
        Some(choices) => resolved(&choices[0], root),
        None => schema,
    }
}

fn any_of(schema: &Value, root: &Value) -> BoxedStrategy<Value> {
    let schema = resolved(schema, root);
    if let Some(values) = schema.get("enum").and_then(Value::as_array) {
        return select(values.clone()).boxed();
    }
    let kind = match &schema["type"] {
        Value::Array(kinds) => kinds[0].as_str(),
        kind => kind.as_str(),
    };
    let kind = kind.unwrap_or_else(|| panic!("a schema without a type: {schema}"));
    match (kind, schema.get("format").and_then(Value::as_str)) {
        ("object", _) => {
            let fields = schema.get("properties").and_then(Value::as_object);
            let fields = fields.into_iter().flatten();
            let fields: Vec<_> = fields
                .map(|(key, field)| {
                    let value = proptest::option::weighted(0.8, any_of(field, root));
                    (Just(key.clone()), value)
                })
                .collect();
            let there = |(key, value): (String, Option<Value>)| Some((key, value?));
            fields
                .prop_map(move |fields| fields.into_iter().filter_map(there).collect())
                .prop_map(Value::Object)
                .boxed()
        }
        ("array", _) => proptest::collection::vec(any_of(&schema["items"], root), 0..3)
            .prop_map(Value::Array)
            .boxed(),
        ("boolean", _) => any::<bool>().prop_map(Value::Bool).boxed(),
        ("integer", _) => (1..9u32).prop_map(Value::from).boxed(),
        ("number", _) => (0..40u32)
            .prop_map(|quarters| json!(f64::from(quarters) / 4.0))
            .boxed(),
        ("string", Some("date")) => day().prop_map(Value::String).boxed(),
        ("string", Some("day-or-month")) => prop_oneof![day(), Just("2026-06".to_owned())]
            .prop_map(Value::String)
            .boxed(),
        ("string", Some("day-and-time")) => {
            day().prop_map(|day| json!(format!("{day}T15:30"))).boxed()
        }
        ("string", Some("term")) => select(vec!["autumn 2026", "spring 2027", "summer 2027"])
            .prop_map(|term| json!(term))
            .boxed(),
        ("string", None) => select(AROUND).prop_map(|around| json!(around)).boxed(),
        other => panic!("a kind of value that this test does not know: {other:?}"),
    }
}

fn day() -> impl Strategy<Value = String> {
    (2025..2028, 1..13, 1..29).prop_map(|(year, month, day)| format!("{year}-{month:02}-{day:02}"))
}

/// Puts a mark of its own into every text.
fn mark(
    value: &mut Value,
    schema: &Value,
    root: &Value,
    path: &str,
    item: usize,
    copies: &str,
    texts: &mut Vec<Text>,
) {
    let schema = resolved(schema, root);
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                let field = &schema["properties"][key];
                let path = match path {
                    "" => key.clone(),
                    above => format!("{above}.{key}"),
                };
                let copies = field.get("x-copies").and_then(Value::as_str);
                let copies =
                    copies.unwrap_or_else(|| panic!("nobody has decided who may see {path}"));
                mark(value, field, root, &path, item, copies, texts);
            }
        }
        Value::Array(items) => {
            let outermost = !path.contains('.');
            for (index, value) in items.iter_mut().enumerate() {
                let item = if outermost { index } else { item };
                mark(value, &schema["items"], root, path, item, copies, texts);
            }
        }
        Value::String(text) if text.contains('@') && AROUND.contains(&text.as_str()) => {
            *text = text.replacen('@', &word(texts.len()), 1);
            texts.push(Text {
                path: path.to_owned(),
                item,
                copies: copies.to_owned(),
            });
        }
        _ => {}
    }
}

/// The mark with a number: a word that no language and no program has.
fn word(number: usize) -> String {
    format!("zq{number:04x}qz")
}

/// The numbers of the marks in a text, whatever stands around them.
pub fn marks(text: &str) -> BTreeSet<usize> {
    // A sentence may begin with the plan's words, so their first letter may be a capital.
    let text = text.to_lowercase();
    let found = text.match_indices("zq").filter_map(|(at, _)| {
        let mark = text.get(at + 2..at + 8)?;
        usize::from_str_radix(mark.strip_suffix("qz")?, 16).ok()
    });
    found.collect()
}

impl Marked {
    /// The same plan with its marks counted from another number, so that several plans can be told apart.
    pub fn counted_from(&self, first: usize) -> Value {
        let mut text = self.plan.to_string();
        for number in (0..self.texts.len()).rev() {
            text = text.replace(&word(number), &word(number + first));
        }
        serde_json::from_str(&text).expect("the same plan")
    }

    /// The value at a path of keys, such as `plan.status`.
    pub fn word_at(&self, path: &str) -> Option<&str> {
        let pointer = format!("/{}", path.replace('.', "/"));
        self.plan.pointer(&pointer)?.as_str()
    }

    /// The item of an outermost list, such as the second of `targets`.
    pub fn item(&self, list: &str, item: usize) -> Option<&Map<String, Value>> {
        self.plan.get(list)?.get(item)?.as_object()
    }

    /// The plan itself.
    pub fn plan(&self) -> Plan {
        serde_json::from_value(self.plan.clone()).expect("the schema and the types agree")
    }
}

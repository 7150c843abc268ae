//! Plans by chance, in which every text holds a mark of its own: what a document holds can then be told text by text.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::select;
use sendplan::format::{self, DateKind, Kind, Path};
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
    any_of(format::plan()).prop_map(move |mut plan| {
        let mut texts = Vec::new();
        mark(&mut plan, format::plan(), &Path::root(), 0, "", &mut texts);
        Marked { plan, texts }
    })
}

fn any_of(takes: &Kind) -> BoxedStrategy<Value> {
    match takes {
        Kind::Group(fields) => {
            let fields: Vec<_> = fields
                .iter()
                .map(|field| {
                    let value = proptest::option::weighted(0.8, any_of(&field.kind));
                    (Just(field.name.clone()), value)
                })
                .collect();
            let there = |(key, value): (String, Option<Value>)| Some((key, value?));
            fields
                .prop_map(move |fields| fields.into_iter().filter_map(there).collect())
                .prop_map(Value::Object)
                .boxed()
        }
        Kind::List(item) => proptest::collection::vec(any_of(item), 0..3)
            .prop_map(Value::Array)
            .boxed(),
        Kind::Choice(words) => select(words.clone()).prop_map(Value::String).boxed(),
        Kind::YesNo => any::<bool>().prop_map(Value::Bool).boxed(),
        Kind::Number(bounds) if bounds.whole => (1..9u32).prop_map(Value::from).boxed(),
        Kind::Number(_) => (0..40u32)
            .prop_map(|quarters| json!(f64::from(quarters) / 4.0))
            .boxed(),
        Kind::Date(DateKind::Day) => day().prop_map(Value::String).boxed(),
        Kind::Date(DateKind::DayOrMonth) => prop_oneof![day(), Just("2026-06".to_owned())]
            .prop_map(Value::String)
            .boxed(),
        Kind::Date(DateKind::DayAndTime) => {
            day().prop_map(|day| json!(format!("{day}T15:30"))).boxed()
        }
        Kind::Date(DateKind::Term) => select(vec!["autumn 2026", "spring 2027", "summer 2027"])
            .prop_map(|term| json!(term))
            .boxed(),
        Kind::Text | Kind::Texts => select(AROUND).prop_map(|around| json!(around)).boxed(),
        Kind::Names(_) => panic!("a kind of value that this test does not know"),
    }
}

fn day() -> impl Strategy<Value = String> {
    (2025..2028, 1..13, 1..29).prop_map(|(year, month, day)| format!("{year}-{month:02}-{day:02}"))
}

/// Puts a mark of its own into every text.
fn mark(
    value: &mut Value,
    takes: &Kind,
    path: &Path,
    item: usize,
    copies: &str,
    texts: &mut Vec<Text>,
) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                let field = takes.field(key).expect("a field of the format");
                mark(
                    value,
                    &field.kind,
                    &path.field(key.clone()),
                    item,
                    &field.readers,
                    texts,
                );
            }
        }
        Value::Array(items) => {
            let outermost = path.steps().len() == 1;
            let takes = takes.item().expect("a list");
            for (index, value) in items.iter_mut().enumerate() {
                let item = if outermost { index } else { item };
                mark(value, takes, path, item, copies, texts);
            }
        }
        Value::String(text) if text.contains('@') && AROUND.contains(&text.as_str()) => {
            *text = text.replacen('@', &word(texts.len()), 1);
            texts.push(Text {
                path: path.to_string(),
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

//! Every text of a plan with its path and the copies that show it, for the rules that hold everywhere.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use serde_json::Value;

use super::Findings;
use crate::diagnostic::{Rule, message, words};
use crate::format::{self, Path, limits};
use crate::plan::Plan;

/// The copies that show each free text, by its path without list numbers: letters of P, C and S.
static COPIES: LazyLock<BTreeMap<String, &'static str>> = LazyLock::new(|| {
    let mut copies = BTreeMap::new();
    format::plan().walk(&Path::root(), &mut |path, field| {
        if field.kind.is_text() {
            copies.insert(path.to_string(), field.readers.as_str());
        }
    });
    copies
});

/// One text of a plan.
pub(super) struct PlanText {
    /// Its plan path.
    pub path: Path,
    /// Its path without list numbers.
    pub field: String,
    /// The copies that show it.
    pub copies: &'static str,
    /// The text.
    pub text: String,
}

/// What is more than copies can be made of in little time and room.
pub(super) fn run(findings: &mut Findings<'_>) {
    half_quotations(findings);
    let texts = Arc::clone(&findings.texts);
    let mut all = 0;
    for text in texts.iter() {
        let letters = text.text.chars().count();
        all += letters;
        let most = limits::of_text(&text.path);
        if letters > most {
            let message = message!(
                "this has {} letters, and there is room for {}",
                words(letters.to_string()),
                words(most.to_string())
            );
            let help = "shorten it";
            findings.add(Rule::TooLarge, text.path.clone(), message, help);
        }
    }
    let longest = texts.iter().max_by_key(|text| text.text.len());
    // Once the texts that are too long by themselves are shortened, all may be well.
    let is_told = findings.too_long_to_judge();
    if let Some(longest) = longest.filter(|_| all > limits::ALL_TEXTS.most && !is_told) {
        let message = message!(
            "the plan's texts have {} letters together, and no plan needs more than {}",
            words(all.to_string()),
            words(limits::ALL_TEXTS.most.to_string())
        );
        let help = "shorten them, this one first: it is the longest";
        findings.add(Rule::TooLarge, longest.path.clone(), message, help);
    }
    let plan = serde_json::to_value(findings.plan).unwrap_or_default();
    long_lists(&plan, Path::root(), findings);
}

/// A list with more items than a plan needs, and a copy has room for.
fn long_lists(value: &Value, path: Path, findings: &mut Findings<'_>) {
    match value {
        Value::Array(items) => {
            let most = limits::of_list(&path);
            if items.len() > most {
                let message = message!(
                    "this list has {} items, and there is room for {}",
                    words(items.len().to_string()),
                    words(most.to_string())
                );
                let help = "keep those that matter most";
                findings.add(Rule::TooLarge, path.clone(), message, help);
            }
            for (index, item) in items.iter().enumerate() {
                long_lists(item, path.item(index), findings);
            }
        }
        Value::Object(fields) => {
            for (name, below) in fields {
                long_lists(below, path.field(name.clone()), findings);
            }
        }
        _ => {}
    }
}

/// A quotation mark whose partner was forgotten: it would be printed.
fn half_quotations(findings: &mut Findings<'_>) {
    let texts = Arc::clone(&findings.texts);
    for text in texts.iter().filter(|text| marks(&text.text) == 1) {
        let message =
            "there is one quotation mark in this text without its partner, and it would be printed";
        let help = "delete it, or type the other one as well";
        findings.add(Rule::SplitText, text.path.clone(), message, help);
    }
}

/// How many double quotation marks there are, straight and curly. The mark of inches stands behind a figure.
fn marks(text: &str) -> usize {
    let mut before = ' ';
    let is_mark = |letter: char| {
        let after_a_figure = std::mem::replace(&mut before, letter).is_ascii_digit();
        "“”„".contains(letter) || letter == '"' && !after_a_figure
    };
    text.chars().map(is_mark).filter(|is_mark| *is_mark).count()
}

/// Every free text of a plan: no dates, no words that are chosen from a list.
pub(super) fn of(plan: &Plan) -> Vec<PlanText> {
    let mut texts = Vec::new();
    let value = serde_json::to_value(plan).unwrap_or_default();
    walk(&value, Path::root(), &mut texts);
    texts
}

fn walk(value: &Value, path: Path, texts: &mut Vec<PlanText>) {
    match value {
        Value::String(text) => {
            let field = path.fields().to_string();
            if let Some(copies) = COPIES.get(&field) {
                texts.push(PlanText {
                    path,
                    field,
                    copies,
                    text: text.clone(),
                });
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                walk(item, path.item(index), texts);
            }
        }
        Value::Object(fields) => {
            for (key, below) in fields {
                walk(below, path.field(key.clone()), texts);
            }
        }
        _ => {}
    }
}

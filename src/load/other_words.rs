//! A plan in an authority's own words: what its template takes for the words that the format has.

use serde_json::Value;

use super::Loaded;
use crate::diagnostic::{Diagnostic, Rule};
use crate::format;
use crate::path::{Path, Step};
use crate::template::Template;

impl Loaded {
    /// The same plan, where a value that the format does not know is one of the other words in the template's lists.
    pub fn in_words_of(mut self, template: &Template) -> Loaded {
        let of_a_value = |found: &Diagnostic| {
            matches!(found.rule, Rule::UnknownValue | Rule::UnknownNeedCode)
                && found.place.file.name == self.source.file().name
        };
        let meant = |found: &Diagnostic| {
            let takes = format::plan().at(&found.path)?.words();
            let typed = self.source.root().at(&found.path)?.text()?;
            template.meant(takes, typed.text.trim())
        };
        let (mut known, mut left) = (Vec::new(), Vec::new());
        for found in std::mem::take(&mut self.found) {
            match Some(&found)
                .filter(|found| of_a_value(found))
                .and_then(meant)
            {
                Some(word) => known.push((found.path, word)),
                None => left.push(found),
            }
        }
        self.found = left;
        if known.is_empty() {
            return self;
        }
        self.in_other_words = true;
        let mut plan = serde_json::to_value(&self.plan).unwrap_or_default();
        for (path, word) in &known {
            set(&mut plan, path, word);
        }
        // Each word is one that its field takes.
        self.plan = serde_json::from_value(plan).unwrap_or(self.plan);
        self
    }
}

/// Sets a value of a plan.
fn set(plan: &mut Value, path: &Path, word: &str) {
    let mut place = plan;
    for step in path.steps() {
        let below = match step {
            Step::Field(name) => place.get_mut(name.as_ref()),
            Step::Item(index) => place.get_mut(*index),
        };
        let Some(below) = below else { return };
        place = below;
    }
    *place = Value::String(word.to_owned());
}

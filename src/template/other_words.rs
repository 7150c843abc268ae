//! Replaces an authority's own words in a plan with the format's, as its template defines.

use serde_json::Value;

use super::Template;
use crate::diagnostic::{Diagnostic, Rule};
use crate::format;
use crate::load::Loaded;
use crate::path::{Path, Step};

impl Loaded {
    /// Replaces each unknown value that is a synonym in the template's lists.
    pub fn in_words_of(mut self, template: &Template) -> Loaded {
        let is_value = |found: &Diagnostic| {
            matches!(found.rule, Rule::UnknownValue | Rule::UnknownNeedCode)
                && found.place.file.name == self.source.file().name
        };
        let meant = |found: &Diagnostic| {
            let allowed = format::plan().at(&found.path)?.words();
            let text = self.source.root().at(&found.path)?.text()?;
            template.meant(allowed, text.text.trim())
        };
        let (mut known, mut unknown) = (Vec::new(), Vec::new());
        for found in std::mem::take(&mut self.found) {
            match Some(&found).filter(|found| is_value(found)).and_then(meant) {
                Some(word) => known.push((found.path, word)),
                None => unknown.push(found),
            }
        }
        self.found = unknown;
        if known.is_empty() {
            return self;
        }
        self.in_other_words = true;
        let mut plan = serde_json::to_value(&self.plan).unwrap_or_default();
        for (path, word) in &known {
            set(&mut plan, path, word);
        }
        // The school's terms are no part of the plan's own data.
        let calendar = std::mem::take(&mut self.plan.calendar);
        // Each word is one that its field allows.
        self.plan = serde_json::from_value(plan).unwrap_or(self.plan);
        self.plan.calendar = calendar;
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

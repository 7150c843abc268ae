//! What each rule means, why it is there and where it comes from: data in `rules.yaml`.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::diagnostic::{Rule, Severity};

static RULES: LazyLock<BTreeMap<String, Entry>> =
    LazyLock::new(|| serde_yaml::from_str(include_str!("rules.yaml")).unwrap_or_default());

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    means: String,
    why: String,
    from: String,
    instead_of: Option<String>,
    write: Option<String>,
}

/// What a rule means; [`fmt::Display`] gives it as `explain` prints it.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// The rule.
    pub rule: Rule,
    /// What it finds, in a sentence or two.
    pub means: String,
    /// Why it is there.
    pub why: String,
    /// Where it comes from.
    pub from: String,
    /// An example of what it finds, with what to write instead.
    pub example: Option<(String, String)>,
}

/// Explains a rule.
pub fn explain(rule: Rule) -> Explanation {
    let entry = RULES.get(rule.name()).cloned().unwrap_or_default();
    Explanation {
        rule,
        means: entry.means,
        why: entry.why,
        from: entry.from,
        example: entry.instead_of.zip(entry.write),
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.rule.severity() {
            Severity::Error => "an error",
            Severity::Warning => "a warning",
            Severity::Off => "off",
        };
        writeln!(f, "{} ({severity})", self.rule)?;
        writeln!(f, "  {}", self.means)?;
        writeln!(f, "  Why: {}", self.why)?;
        writeln!(f, "  From: {}", self.from)?;
        if let Some((instead_of, write)) = &self.example {
            writeln!(f, "  Instead of: {instead_of}")?;
            writeln!(f, "  Write:      {write}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_explained_and_nothing_else_is() {
        for rule in Rule::ALL {
            let told = explain(*rule);
            assert!(
                !told.means.is_empty() && !told.why.is_empty() && !told.from.is_empty(),
                "{rule}"
            );
        }
        assert_eq!(RULES.len(), Rule::ALL.len());
    }
}

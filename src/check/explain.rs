//! What each rule means, why it is there and where it comes from: data in `rules.yaml`.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::diagnostic::{Family, Rule, Severity};

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

/// Whether a draft may be without what the rule asks for, as `check` decides for each plan.
fn is_milder_in_a_draft(rule: Rule) -> bool {
    match rule.family() {
        Family::Sections => !super::report::is_reference(rule),
        Family::Privacy => rule != Rule::Disclosure,
        _ => rule == Rule::MissingFile,
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.rule.severity() {
            Severity::Error if is_milder_in_a_draft(self.rule) => "an error; a warning in a draft",
            Severity::Error => "an error",
            Severity::Warning => "a warning",
            Severity::Off => "off",
        };
        writeln!(f, "{} ({severity})", self.rule)?;
        writeln!(f, "  {}", self.means.replace('\n', "\n  "))?;
        writeln!(f, "  Why: {}", self.why)?;
        writeln!(f, "  From: {}", self.from)?;
        if let Some((instead_of, write)) = &self.example {
            writeln!(f, "  Instead of: {instead_of}")?;
            let below = "\n              ";
            writeln!(f, "  Write:      {}", write.replace('\n', below))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::diagnostic::Diagnostic;
    use crate::format as plan;

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

    #[test]
    fn what_is_said_of_drafts_is_what_check_does() {
        let draft = b"version: 1\nplan:\n  status: draft\n";
        let draft = crate::load::load_bytes(&BTreeMap::new(), Path::new("plan.yaml"), draft)
            .expect("a plan");
        for rule in Rule::ALL {
            let found = Diagnostic::new(
                *rule,
                draft.value(&plan::Path::root()),
                plan::Path::root(),
                "",
            );
            let milder = found.severity > crate::check::report::severity(&found, &draft);
            let told = explain(*rule).to_string().contains("a warning in a draft");
            assert_eq!(told, milder, "{rule}");
        }
    }

    #[test]
    fn a_source_is_named_so_that_a_teacher_can_find_it() {
        for rule in Rule::ALL {
            let from = explain(*rule).from;
            for vague in ["seed", "the Code", "The Code", "The outcomes framework"] {
                assert!(!from.contains(vague), "{rule}: {from}");
            }
        }
        let split = explain(Rule::CommaInBraces).to_string();
        let lines = "  Write:      meeting:\n                place: Room 2, by the lift\n";
        assert!(split.ends_with(lines), "{split}");
    }
}
